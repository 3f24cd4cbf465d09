//! What WeCom hides in an error text: a correlation id, the address it saw, and a link.
//!
//! Source: texts of error 60020 as they came, such as `not allow to access from your ip, hint: [1773977760414942419258605],
//! from ip: 45.76.253.28, more info at https://open.work.weixin.qq.com/devtool/query?e=60020`. Any part may be missing,
//! so each is looked for on its own. The error code is never read from the text: 25 random digits contain anything.

use std::net::IpAddr;

use crate::domain::value::time::Timestamp;

/// The parts of an error text of WeCom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WecomHint {
    /// The correlation id, as it came. An operator pastes it at WeCom's query page; it expires there.
    pub hint: Option<String>,
    /// When WeCom refused, decoded from the correlation id: the first 10 of its 25 digits are seconds since 1970 UTC.
    pub at: Option<Timestamp>,
    /// The address that WeCom saw, which is the one to allow.
    pub from_ip: Option<String>,
    pub more_info: Option<String>,
}

/// Reads the parts of an error text. `None` when it has none of them.
pub fn parse_hint(text: &str) -> Option<WecomHint> {
    let hint = take_after(text, "hint: [", take_correlation_id);
    let found = WecomHint {
        at: hint.and_then(decode_epoch),
        hint: hint.map(str::to_owned),
        from_ip: take_after(text, "from ip: ", take_address).map(str::to_owned),
        more_info: take_after(text, "more info at ", take_link).map(str::to_owned),
    };
    (found != WecomHint::default()).then_some(found)
}

/// The first place behind `marker` where `take` finds its part.
fn take_after<'a>(text: &'a str, marker: &str, take: fn(&'a str) -> Option<&'a str>) -> Option<&'a str> {
    text.match_indices(marker).find_map(|(at, _)| take(&text[at + marker.len()..]))
}

fn take_correlation_id(rest: &str) -> Option<&str> {
    let (id, _) = rest.split_once(']')?;
    let known = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'_');
    (!id.is_empty() && id.bytes().all(known)).then_some(id)
}

fn take_address(rest: &str) -> Option<&str> {
    let end = rest.find(|c: char| !c.is_ascii_hexdigit() && c != ':' && c != '.').unwrap_or(rest.len());
    let text = rest[..end].trim_end_matches('.');
    text.parse::<IpAddr>().ok().map(|_| text)
}

fn take_link(rest: &str) -> Option<&str> {
    rest.split_whitespace().next().filter(|link| rest.starts_with(link))
}

fn decode_epoch(id: &str) -> Option<Timestamp> {
    let digits = id.len() == 25 && id.bytes().all(|b| b.is_ascii_digit());
    let seconds: i64 = id.get(..10).filter(|_| digits)?.parse().ok()?;
    Some(Timestamp::from_millis(seconds * 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, \
                             more info at https://open.work.weixin.qq.com/devtool/query?e=60020";

    #[test]
    fn the_reference_text_has_all_parts() {
        let found = parse_hint(REFERENCE).unwrap();
        assert_eq!(found.hint.as_deref(), Some("1773977760414942419258605"));
        assert_eq!(found.at.unwrap().format_page(), "2026/03/20 11:36:00");
        assert_eq!(found.from_ip.as_deref(), Some("45.76.253.28"));
        assert_eq!(found.more_info.as_deref(), Some("https://open.work.weixin.qq.com/devtool/query?e=60020"));
    }

    #[test]
    fn each_part_is_found_without_the_others() {
        let only = |text: &str| parse_hint(text).unwrap();
        assert_eq!(only("from ip: 2001:db8::1").from_ip.as_deref(), Some("2001:db8::1"));
        assert_eq!(only("from ip: 45.76.253.28.").from_ip.as_deref(), Some("45.76.253.28"));
        assert_eq!(
            only("more info at https://x.example/?e=1 now").more_info.as_deref(),
            Some("https://x.example/?e=1")
        );
        let id = only("invalid corpid, hint: [1773977760414942419258605]");
        assert!(id.at.is_some() && id.from_ip.is_none() && id.more_info.is_none());
        assert_eq!(only("hint: [x], hint: [1f]").hint.as_deref(), Some("1f"));
    }

    #[test]
    fn an_older_id_is_shown_and_not_decoded() {
        let old = parse_hint("hint: [1587873436_77_5ff2ab]").unwrap();
        assert_eq!((old.hint.as_deref(), old.at), (Some("1587873436_77_5ff2ab"), None));
        assert_eq!(parse_hint("hint: [17739777604149424192586051]").unwrap().at, None);
    }

    #[test]
    fn what_is_not_there_is_not_invented() {
        for text in
            ["", "invalid access_token", "hint: []", "hint: [12", "from ip: unknown", "from ip: 1.2.3", "more info at "]
        {
            assert_eq!(parse_hint(text), None, "{text}");
        }
    }
}
