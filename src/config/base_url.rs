//! The address of an API.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The address that the paths of an API are appended to.
///
/// Invariant: `https`, or `http` to a loopback address; no user, query or fragment; no slash at the end. So a
/// credential in a path never crosses a network in the clear, and a crafted address cannot pass for another host.
/// Only the empty one, which every request refuses, is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseUrl(String);

/// The longest address, in bytes.
const MAX_BYTES: usize = 200;

impl BaseUrl {
    /// Reads an address; `None` if it breaks the invariant.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim_end_matches('/');
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/[]".contains(&b);
        if text.len() > MAX_BYTES || !text.bytes().all(plain) {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let (host, port) = split_port(rest.split('/').next()?)?;
        let port_is_fine = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port != 0));
        let safe = match scheme {
            "https" => is_host(host),
            "http" => is_loopback(host),
            _ => false,
        };
        (safe && port_is_fine).then(|| Self(text.to_owned()))
    }

    /// The address, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Splits `host:port` and `[v6]:port`; the brackets stay with the host.
fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let Some(end) = authority.strip_prefix('[').and_then(|rest| rest.find(']')) else {
        return Some(authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))));
    };
    match authority.split_at_checked(end + 2)? {
        (host, "") => Some((host, None)),
        (host, port) => Some((host, Some(port.strip_prefix(':')?))),
    }
}

fn parse_ipv6(host: &str) -> Option<Ipv6Addr> {
    host.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !label.starts_with('-')
    };
    parse_ipv6(host).is_some() || host.split('.').all(label)
}

fn is_loopback(host: &str) -> bool {
    let v4 = || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
    host == "localhost" || v4() || parse_ipv6(host).is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_anywhere_and_http_to_this_machine_alone() {
        for good in [
            "https://qyapi.weixin.qq.com",
            "https://proxy.example:8443/wecom",
            "https://[2001:db8::1]:443",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://localhost:1",
            "http://[::1]:9",
        ] {
            assert_eq!(BaseUrl::parse(good).as_ref().map(BaseUrl::as_str), Some(good));
        }
        assert_eq!(BaseUrl::parse("https://a.example/").unwrap().as_str(), "https://a.example");
    }

    #[test]
    fn what_could_send_a_credential_elsewhere_is_refused() {
        for bad in [
            "",
            "https://",
            "qyapi.weixin.qq.com",
            "http://qyapi.weixin.qq.com",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example",
            "http://127.0.0.1@evil.example",
            "https://user:word@host.example",
            "https://host.example?x=1",
            "https://host.example#x",
            "https://host.example:0",
            "https://host.example:99999",
            "https://host.example:",
            "https://[::1",
            "https://[::1]x",
            "https://..",
            "https://-x.example",
            "https://host.example\\x",
            "https://ho st.example",
            "file:///etc/passwd",
            "HTTP://evil.example",
        ] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
        assert_eq!(BaseUrl::parse(&format!("https://host.example/{}", "x".repeat(200))), None);
    }
}
