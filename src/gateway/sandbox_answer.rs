//! What the embedded channel of a sandbox was told to answer, judged as the service's own answer would be.
//!
//! Invariant: only an answer that is read whole and understood is a yes or a no; everything else is unknown.

use serde_json::Value;

use super::SendOutcome;
use super::http::REPLY_LIMIT;
use super::telegram;
use super::wecom::verdict;

/// Judges an answer by its own shape: `errcode` is WeCom's, `ok` is Telegram's.
pub fn judge_answer(body: &[u8]) -> SendOutcome {
    let Some(answer) = parse_body(body) else { return verdict::unreadable_outcome() };
    if answer.get("errcode").is_some() {
        verdict::judge_wecom(&answer)
    } else if answer.get("ok").is_some() {
        telegram::judge_body(&answer)
    } else {
        verdict::unreadable_outcome()
    }
}

fn parse_body(body: &[u8]) -> Option<Value> {
    (body.len() <= REPLY_LIMIT).then(|| serde_json::from_slice(body).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;
    use crate::gateway::{RefusalClass, SendRefusal};

    fn refused(body: &str) -> SendRefusal {
        match judge_answer(body.as_bytes()) {
            SendOutcome::Refused(refusal) => *refusal,
            other => panic!("{body}: {other:?}"),
        }
    }

    #[test]
    fn success_has_a_receipt_where_the_service_gives_one() {
        let receipt = |text: Option<&str>| SendOutcome::accepted_with(text.map(str::to_owned));
        assert_eq!(judge_answer(br#"{"errcode":0,"errmsg":"ok"}"#), receipt(None));
        assert_eq!(judge_answer(br#"{"errcode":0,"errmsg":"ok","msgid":"m-1"}"#), receipt(Some("m-1")));
        assert_eq!(judge_answer(br#"{"ok":true,"result":{"message_id":42}}"#), receipt(Some("42")));
    }

    #[test]
    fn what_cannot_be_understood_is_unknown() {
        let long = format!(r#"{{"errcode":0,"errmsg":"{}"}}"#, "x".repeat(REPLY_LIMIT));
        for body in [
            "",
            "<html>",
            "[]",
            "null",
            "{}",
            r#"{"errcode":"0"}"#,
            r#"{"errcode":0.5}"#,
            r#"{"errcode":0"#,
            r#"{"ok":1}"#,
            r#"{"ok":false}"#,
            r#"{"errcode":-1,"errmsg":"system busy"}"#,
            r#"{"ok":false,"error_code":502,"description":"Bad Gateway"}"#,
            &long,
        ] {
            assert!(matches!(judge_answer(body.as_bytes()), SendOutcome::Unknown { .. }), "{body:.60}");
        }
    }

    #[test]
    fn telegram_says_how_long_to_wait_and_where_a_group_went() {
        let throttled = refused(
            r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#,
        );
        assert_eq!((throttled.code, throttled.class), ("TELEGRAM_SEND_FAILED", RefusalClass::RetryAfter(8)));
        assert_eq!(
            (throttled.message.as_str(), throttled.exit_code()),
            ("Too Many Requests: retry after 7", Exit::Transient)
        );
        let moved = refused(
            r#"{"ok":false,"error_code":400,"description":"group chat was upgraded","parameters":{"migrate_to_chat_id":-1001}}"#,
        );
        assert_eq!(moved.class, RefusalClass::Configuration);
        assert!(moved.advice.en.contains("-1001"));
        for (body, class) in [
            (r#"{"ok":false,"error_code":429,"description":"x"}"#, RefusalClass::Throttled),
            (r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#, RefusalClass::Configuration),
            (
                r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#,
                RefusalClass::Recipient,
            ),
            (
                r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the supergroup chat"}"#,
                RefusalClass::Configuration,
            ),
            (r#"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#, RefusalClass::Recipient),
            (r#"{"ok":false,"error_code":418,"description":"teapot"}"#, RefusalClass::Configuration),
        ] {
            assert_eq!(refused(body).class, class, "{body}");
        }
        assert!(!refused(r#"{"ok":false,"error_code":418}"#).known);
    }
}
