//! Whom a message of an application is for.

use serde_json::Value;

use super::answer;
use crate::gateway::{RefusalClass, SendOutcome};
use crate::say;

/// The most members of one message.
const MOST: usize = 1000;
/// The longest id, in bytes.
const LONGEST: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway) enum AppRecipient<'a> {
    /// A chat that the application made.
    Chat(&'a str),
    /// Members, as `ID|ID`.
    Members(&'a str),
    /// Members, who get texts as cards.
    CardMembers(&'a str),
}

impl<'a> AppRecipient<'a> {
    /// Reads a chat id, `user:ID|ID` or `card:ID|ID`.
    ///
    /// # Errors
    /// It is none of them, or means the whole company. A group's target was checked when the group was added, so this is a
    /// buyer's contact: one message that can't be sent, and no reason to stop the others.
    pub(in crate::gateway) fn parse(to: &'a str) -> Result<Self, SendOutcome> {
        let found = match to.split_once(':') {
            Some(("user", members)) if are_members(members) => Some(Self::Members(members)),
            Some(("card", members)) if are_members(members) => Some(Self::CardMembers(members)),
            None if is_member_id(to) => Some(Self::Chat(to)),
            _ => None,
        };
        found.ok_or_else(|| {
            answer::refuse_locally(
                RefusalClass::Data,
                "the address is no recipient of WeCom".to_owned(),
                say!(
                    "地址须为 chatid、user:ID|ID 或 card:ID|ID：修正联系方式（--to）或群的 --target",
                    "the address must be a chat id, user:ID|ID or card:ID|ID: change the contact (--to) or the group's --target"
                ),
            )
        })
    }
}

fn is_member_id(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'@' | b'.');
    (1..=LONGEST).contains(&id.len()) && id.bytes().all(plain)
}

/// `@all` is no member: an order is nobody else's business.
fn are_members(list: &str) -> bool {
    list.split('|').all(|id| is_member_id(id) && id != "@all") && list.split('|').count() <= MOST
}

/// Reads the answer to a message to `members`: with `errcode` 0 it can still have reached nobody, or only some.
///
/// # Errors
/// Nobody got it: a definite no. Only some did: for a person to settle, since a repeat would reach those twice.
pub(in crate::gateway) fn check_reached(answer: &Value, members: &str) -> Result<(), SendOutcome> {
    let left_out: Vec<&str> =
        ["invaliduser", "unlicenseduser"].iter().filter_map(|key| answer.get(key)?.as_str()).collect();
    // WeCom names them in lower case.
    let missed = |id: &&str| left_out.iter().any(|list| list.split('|').any(|other| other.eq_ignore_ascii_case(id)));
    let missing: Vec<&str> = members.split('|').filter(missed).collect();
    let names = missing.join("|");
    if missing.is_empty() && left_out.iter().all(|list| list.is_empty()) {
        return Ok(());
    }
    if missing.len() == members.split('|').count() {
        return Err(answer::refuse_locally(
            RefusalClass::Data,
            format!("no recipient can be reached: {names}"),
            say!(
                "收件人 {names} 全部无效或不在应用可见范围：无人收到，修正 --target",
                "no recipient of {names} is valid or within the app's visible range: nobody got it; change --target"
            ),
        ));
    }
    let names = if missing.is_empty() { left_out.join("|") } else { names };
    Err(answer::unknown_outcome(say!(
        "{names} 没有收到，其余收件人已收到：直接转告他们，不要重发，然后登记结果",
        "{names} did not get it, the others did: tell them yourself, do not send it again, then record the result"
    )))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_target_is_a_chat_or_members() {
        assert_eq!(AppRecipient::parse("wr-Chat_1").ok(), Some(AppRecipient::Chat("wr-Chat_1")));
        assert_eq!(AppRecipient::parse("user:Zhang|li.si@x").ok(), Some(AppRecipient::Members("Zhang|li.si@x")));
        assert_eq!(AppRecipient::parse("card:a").ok(), Some(AppRecipient::CardMembers("a")));
        let crowd = format!("user:{}", vec!["a"; 1001].join("|"));
        for bad in ["", "user:", "user:a||b", "user:@all", "card:a|@all", "party:1", "a b", "a\"", "user:a b", &crowd] {
            let Err(SendOutcome::Refused(refusal)) = AppRecipient::parse(bad) else { panic!("{bad}") };
            assert_eq!(refusal.class, RefusalClass::Data, "{bad}");
        }
    }

    #[test]
    fn a_yes_counts_for_those_who_got_it() {
        for full in [json!({}), json!({ "invaliduser": "", "unlicenseduser": "" })] {
            assert_eq!(check_reached(&full, "A|B"), Ok(()));
        }
        for nobody in [json!({ "invaliduser": "a|b" }), json!({ "invaliduser": "a", "unlicenseduser": "B" })] {
            let Err(SendOutcome::Refused(refusal)) = check_reached(&nobody, "A|B") else { panic!("{nobody}") };
            assert_eq!((refusal.class, refusal.class.retry_after()), (RefusalClass::Data, None));
        }
        for some in [json!({ "invaliduser": "b" }), json!({ "unlicenseduser": "b" }), json!({ "invaliduser": "who" })] {
            let Err(SendOutcome::Unknown { reason }) = check_reached(&some, "A|B") else { panic!("{some}") };
            assert!(reason.en.contains('B') || reason.en.contains("who"), "{reason:?}");
        }
    }
}
