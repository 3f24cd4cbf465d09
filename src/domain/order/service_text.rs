//! Codes and sentences of the services that messages go through, as they are documented: they name nobody, so they may be
//! stored and shown as they came.
//!
//! Source: WeCom's global error codes (developer.work.weixin.qq.com, document 90313), Telegram's Bot API, and texts that were
//! seen. What is not listed may quote a person.

use std::net::IpAddr;

const LONGEST_CODE: usize = 64;
/// A code of WeCom has up to seven digits; a phone number has more.
const LONGEST_DIGITS: usize = 7;
const QUERY_PAGE: &str = "https://open.work.weixin.qq.com/devtool/query?e=";

const SENTENCES: &[&str] = &[
    "access_token expired",
    "access_token missing",
    "api concurrent out of limit",
    "api freq out of limit",
    "api unauthorized",
    "app is disabled",
    "bad gateway",
    "bad request: chat not found",
    "bad request: chat_id is empty",
    "bad request: message is too long",
    "bad request: message text is empty",
    "bad request: not enough rights to send text messages to the chat",
    "forbidden: bot can't initiate conversation with a user",
    "forbidden: bot is not a member of the channel chat",
    "forbidden: bot is not a member of the supergroup chat",
    "forbidden: bot was blocked by the user",
    "forbidden: bot was kicked from the channel chat",
    "forbidden: bot was kicked from the group chat",
    "forbidden: bot was kicked from the supergroup chat",
    "forbidden: user is deactivated",
    "group chat was upgraded",
    "group chat was upgraded to a supergroup chat",
    "internal server error",
    "invalid access_token",
    "invalid agentid",
    "invalid chatid",
    "invalid corpid",
    "invalid credential",
    "invalid media size",
    "invalid media_id",
    "invalid message type",
    "invalid parameter",
    "invalid secret",
    "invalid webhook url",
    "no permission",
    "not allow to access from your ip",
    "not found",
    "system busy",
    "system error",
    "unauthorized",
    "user & party & tag all invalid",
    "user not exist",
];

/// Sentences that end in a number.
const COUNTING: &[&str] = &[
    "image size out of limit, max size ",
    "markdown.content exceed max length ",
    "text.content exceed max length ",
    "too many requests: retry after ",
];

/// Whether a text is the code of an error and nothing else.
pub fn is_code(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':');
    (1..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(plain) && longest_digits(text) <= LONGEST_DIGITS
}

/// How many digits stand side by side, at most.
pub fn longest_digits(text: &str) -> usize {
    text.split(|c: char| !c.is_numeric()).map(|digits| digits.chars().count()).max().unwrap_or(0)
}

/// Whether a text is a documented sentence of a service, with what WeCom adds: an id, an address, a page.
pub fn is_service_text(text: &str) -> bool {
    let mut parts = text.split(", ");
    let sentence = parts.next().unwrap_or_default().to_ascii_lowercase();
    is_sentence(&sentence) && parts.all(is_addition)
}

fn is_sentence(text: &str) -> bool {
    let counts = |start: &str| text.strip_prefix(start).is_some_and(is_number);
    SENTENCES.contains(&text) || COUNTING.iter().any(|start| counts(start))
}

fn is_addition(text: &str) -> bool {
    let told = |start: &str| text.strip_prefix(start);
    let id = told("hint: [").and_then(|rest| rest.strip_suffix(']'));
    id.is_some_and(|id| id.len() == 25 && id.bytes().all(|b| b.is_ascii_digit()))
        || told("from ip: ").is_some_and(|address| address.parse::<IpAddr>().is_ok())
        || told("more info at ").and_then(|link| link.strip_prefix(QUERY_PAGE)).is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    (1..=LONGEST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_services_own_sentences_name_nobody() {
        for text in [
            "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info at \
             https://open.work.weixin.qq.com/devtool/query?e=60020",
            "invalid webhook url, hint: [1773977760414942419258605]",
            "System busy",
            "Too Many Requests: retry after 7",
            "Forbidden: bot was blocked by the user",
        ] {
            assert!(is_service_text(text), "{text}");
        }
    }

    #[test]
    fn anything_else_may_quote_a_person() {
        for text in [
            "",
            "张三",
            "CANARY",
            "system busy 13712345678",
            "system busy, 张三",
            "invalid webhook url, hint: [13712345678]",
            "not allow to access from your ip, from ip: 张三",
            "not allow to access from your ip, more info at https://open.work.weixin.qq.com/devtool/query?e=13712345678",
            "Too Many Requests: retry after 13712345678",
        ] {
            assert!(!is_service_text(text), "{text}");
        }
    }

    #[test]
    fn a_code_is_short_of_a_phone_number() {
        for (text, code) in [
            ("WECOM_SEND_FAILED", true),
            ("60020", true),
            ("2022012", true),
            ("13712345678", false),
            ("E-13712345678", false),
            ("张三", false),
            ("a b", false),
            ("", false),
        ] {
            assert_eq!(is_code(text), code, "{text}");
        }
    }
}
