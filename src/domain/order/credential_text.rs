//! Credentials in the texts of services: what looks like one is never shown or stored, also one that is old, or another's.
//!
//! The sender takes out the ones that it used; a service may quote those that it does not know any more.

use std::borrow::Cow;

const MASK: &str = "***";
/// What a credential is called, as the end of a word: `access_token`, `corpsecret`.
const NAMES: &[&str] = &["token", "secret", "key", "password", "passwd", "bearer", "signature", "ticket"];
/// What may stand between a name and its value.
const JOINTS: &[char] = &['=', ':', '"', '\'', ' ', '(', '[', '<'];
/// The shortest value behind `=`, and behind other joints, where it might be a word of a sentence: `token authentication`.
const SHORTEST_ASSIGNED: usize = 4;
const SHORTEST_NAMED: usize = 16;
/// The shortest secret half of a bot's token, which stands behind the bot's id and a colon.
const SHORTEST_BOT_SECRET: usize = 20;
/// The shortest text that is a credential whatever stands before it. A digest in hex has no capitals.
const SHORTEST_OPAQUE: usize = 64;

/// `text` with `***` for each credential in it.
pub fn mask_credentials(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let (mut kept, mut at) = (0, 0);
    let (mut name, mut name_end) = ("", 0);
    while let Some(start) = text[at..].find(is_word).map(|gap| at + gap) {
        let word = leading(&text[start..], is_word);
        at = start + word.len();
        if is_credential(name, &text[name_end..start], word) {
            at = start + leading(&text[start..], is_value).len();
            masked.push_str(&text[kept..start]);
            masked.push_str(MASK);
            (kept, name) = (at, "");
        } else {
            name = word;
        }
        name_end = at;
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[kept..]);
    Cow::Owned(masked)
}

fn is_credential(name: &str, joint: &str, word: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let named = !joint.is_empty() && joint.chars().all(|c| JOINTS.contains(&c));
    let named = named && NAMES.iter().any(|known| lower.ends_with(known));
    let least = if joint.contains('=') { SHORTEST_ASSIGNED } else { SHORTEST_NAMED };
    let bot = lower.strip_prefix("bot").unwrap_or(&lower);
    let is_bot = joint == ":" && !bot.is_empty() && bot.bytes().all(|b| b.is_ascii_digit());
    let mixed = word.bytes().any(|b| b.is_ascii_uppercase()) && word.bytes().any(|b| b.is_ascii_digit());
    named && word.len() >= least
        || is_bot && word.len() >= SHORTEST_BOT_SECRET
        || mixed && word.len() >= SHORTEST_OPAQUE
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

/// What the rest of a value is made of, in Base64 and percent-encoding too.
fn is_value(c: char) -> bool {
    is_word(c) || matches!(c, '.' | '+' | '/' | '~' | '%' | '=')
}

fn leading(text: &str, fits: impl Fn(char) -> bool) -> &str {
    text.split_once(|c| !fits(c)).map_or(text, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_credential_is_taken_out() {
        let opaque = format!("{}Zz9", "a1".repeat(40));
        for (text, masked) in [
            ("invalid access_token=OLD-9.x/y+z==&debug=1, hint: [1]", "invalid access_token=***&debug=1, hint: [1]"),
            ("send?key=693a91f6-7aoc-4bc4 failed", "send?key=*** failed"),
            (r#"{"access_token": "abcdefghijklmnop"}"#, r#"{"access_token": "***"}"#),
            ("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer ***"),
            ("no /bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5/getMe", "no /bot123456:***"),
            ("123:AAHdqTcvCH1vGWJxfSeofSAs0K5 is gone", "123:*** is gone"),
            ("corpsecret='abcd' 令牌 token：x", "corpsecret='***' 令牌 token：x"),
            (&format!("bad {opaque}!"), "bad ***!"),
            ("token=one2 token=two3", "token=*** token=***"),
        ] {
            assert_eq!(mask_credentials(text), masked, "{text}");
        }
    }

    #[test]
    fn sentences_ids_and_digests_stay_as_they_came() {
        for text in [
            "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info at \
             https://open.work.weixin.qq.com/devtool/query?e=60020",
            "access_token expired",
            "access_token missing, hint: [1773977760414942419258605]",
            "invalid secret",
            "token authentication failed at 12:30:45",
            "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c",
            "票码无效：重试",
            "",
        ] {
            assert_eq!(mask_credentials(text), text);
        }
    }
}
