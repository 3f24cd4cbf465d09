//! Addresses of calls. They carry the secret, so an address has no `Debug` here and only its host is ever shown.

use reqwest::Url;

use super::answer;
use crate::gateway::{RefusalClass, SendOutcome};
use crate::say;

pub(in crate::gateway) struct WecomBaseUrl(Url);

impl WecomBaseUrl {
    pub(in crate::gateway) fn parse(base_url: &str) -> Result<Self, SendOutcome> {
        let url = Url::parse(base_url).ok().filter(|url| url.has_host() && !url.cannot_be_a_base());
        url.map(Self).ok_or_else(|| {
            answer::refuse_locally(
                RefusalClass::Configuration,
                "the base URL is no address".to_owned(),
                say!("接口地址不是有效的 URL：修正配置", "the API's base URL is not an address: fix the configuration"),
            )
        })
    }

    /// The address of a call below `cgi-bin`. Nothing in `query` can become another parameter or another path.
    pub(in crate::gateway) fn call_url(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("cgi-bin").extend(path.split('/'));
        }
        url.query_pairs_mut().clear().extend_pairs(query);
        url
    }

    /// The host, and the port where it is not the usual one.
    pub(in crate::gateway) fn host_and_port(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_query_is_more_than_its_value() {
        let base = WecomBaseUrl::parse("http://127.0.0.1:8080/proxy").unwrap();
        let url = base.call_url("webhook/send", &[("key", "a&b=c#d ?/../é"), ("type", "file")]);
        assert_eq!(
            url.as_str(),
            "http://127.0.0.1:8080/proxy/cgi-bin/webhook/send?key=a%26b%3Dc%23d+%3F%2F..%2F%C3%A9&type=file"
        );
        let read: Vec<_> = url.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        assert_eq!(read[0], ("key".to_owned(), "a&b=c#d ?/../é".to_owned()));
        assert_eq!((read.len(), base.host_and_port().as_str()), (2, "127.0.0.1:8080"));
        assert_eq!(WecomBaseUrl::parse("https://qyapi.weixin.qq.com").unwrap().host_and_port(), "qyapi.weixin.qq.com");
    }

    #[test]
    fn what_is_no_address_is_a_matter_of_configuration() {
        for text in ["", "qyapi.weixin.qq.com", "mailto:a@b", "data:x"] {
            let Err(SendOutcome::Refused(refusal)) = WecomBaseUrl::parse(text) else { panic!("{text}") };
            assert_eq!((refusal.class, refusal.known), (RefusalClass::Configuration, true), "{text}");
        }
    }
}
