//! What WeCom says → what became of the message.
//!
//! Invariant: only an answer that was read whole and understood is a yes or a no; everything else is unknown. Codes are
//! taken from their own fields, never found in a text.

use serde_json::Value;

use super::hint::parse_hint;
use super::{advice, codes};
use crate::domain::value::message::BilingualMessage;
use crate::gateway::{RefusalClass, SendOutcome, SendRefusal};
use crate::say;

/// The `failureCode` of WeCom's channels, as on the reference page.
pub const WECOM_FAILED: &str = "WECOM_SEND_FAILED";
/// WeCom's "system busy". It may have taken the message before it said so.
const WECOM_BUSY: i64 = -1;
pub(in crate::gateway) const WRONG_JSON: &str = "Warning: wrong json format";

pub(in crate::gateway) fn unreadable_outcome() -> SendOutcome {
    let reason = say!(
        "对方的回答无法识别：消息可能已送达",
        "the answer cannot be understood: the message may have been delivered"
    );
    SendOutcome::Unknown { reason }
}

/// Judges WeCom's `{"errcode", "errmsg", "msgid"?}`.
pub fn judge_wecom(answer: &Value) -> SendOutcome {
    let Some(code) = answer.get("errcode").and_then(Value::as_i64) else { return unreadable_outcome() };
    let message = text_field(answer, "errmsg");
    match code {
        0 => SendOutcome::accepted_with(answer.get("msgid").and_then(Value::as_str).map(str::to_owned)),
        WECOM_BUSY => SendOutcome::Unknown {
            reason: say!(
                "企业微信系统繁忙（-1）：消息可能已送达",
                "WeCom was busy (-1): the message may have been delivered"
            ),
        },
        code => refused_by_wecom(code, message),
    }
}

fn refused_by_wecom(code: i64, message: String) -> SendOutcome {
    let hint = parse_hint(&message);
    let found = codes::find_code(code);
    let (class, advice) = match found {
        // Under this text the code says nothing: WeCom could not read the request (document 90455).
        _ if message.starts_with(WRONG_JSON) => (RefusalClass::Bug, malformed_advice()),
        // The one refusal of its row that the shop can cure: a text above the limit of its kind.
        Some((RefusalClass::Bug, _)) if message.contains("exceed max length") => (
            RefusalClass::Data,
            say!("内容过长：缩短对方指出的字段", "the content is too long: shorten the field that the response names"),
        ),
        Some((class, advice)) => (class, advice::advise_on_code(code, advice, hint.as_ref())),
        None => (RefusalClass::Configuration, unlisted_code_advice(code)),
    };
    let known = found.is_some();
    refused_outcome(SendRefusal { code: WECOM_FAILED, remote_code: Some(code), message, class, advice, hint, known })
}

fn malformed_advice() -> BilingualMessage {
    say!(
        "请求格式有误，是本程序的问题：请附上此错误信息报告",
        "the request was malformed; this is a bug in ticketctl: please report it with this message"
    )
}

fn unlisted_code_advice(code: i64) -> BilingualMessage {
    say!(
        "错误码 {code} 不在已知列表中，不会自动重试：请按对方的说明处理",
        "error {code} is unknown and is not retried: follow what the response says"
    )
}

fn text_field(answer: &Value, key: &str) -> String {
    answer.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn refused_outcome(refusal: SendRefusal) -> SendOutcome {
    SendOutcome::Refused(Box::new(refusal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    fn refused(body: &str) -> SendRefusal {
        match judge_wecom(&serde_json::from_str(body).unwrap()) {
            SendOutcome::Refused(refusal) => *refusal,
            other => panic!("{body}: {other:?}"),
        }
    }

    fn wecom_class(code: i64) -> RefusalClass {
        refused(&format!(r#"{{"errcode":{code},"errmsg":"x"}}"#)).class
    }

    #[test]
    fn the_reference_failure_is_told_as_the_page_tells_it() {
        let errmsg = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more \
                      info at https://open.work.weixin.qq.com/devtool/query?e=60020";
        let refusal = refused(&format!(r#"{{"errcode":60020,"errmsg":"{errmsg}"}}"#));
        assert_eq!(
            (refusal.code, refusal.remote_code, refusal.message.as_str()),
            ("WECOM_SEND_FAILED", Some(60020), errmsg)
        );
        assert_eq!((refusal.class, refusal.exit_code()), (RefusalClass::Configuration, Exit::Config));
        assert!(refusal.class.pauses_channel() && refusal.class.retry_after().is_none());
        assert!(refusal.advice.zh.contains("45.76.253.28") && refusal.advice.en.contains("45.76.253.28"));
        assert_eq!(refusal.hint.unwrap().from_ip.as_deref(), Some("45.76.253.28"));
    }

    #[test]
    fn each_class_of_wecom_has_its_code() {
        for (code, class) in [
            (6000, RefusalClass::RetryAfter(5)),
            (45009, RefusalClass::Throttled),
            (40014, RefusalClass::RefreshToken),
            (40007, RefusalClass::Reupload),
            (93000, RefusalClass::Configuration),
            (45002, RefusalClass::Data),
            (40058, RefusalClass::Bug),
        ] {
            assert_eq!(wecom_class(code), class, "{code}");
        }
        let long = refused(r#"{"errcode":40058,"errmsg":"markdown.content exceed max length 4096"}"#);
        assert_eq!((long.class, long.exit_code()), (RefusalClass::Data, Exit::Remote));
        let misleading =
            refused(r#"{"errcode":86006,"errmsg":"Warning: wrong json format. invalid chat member list size"}"#);
        assert_eq!(misleading.class, RefusalClass::Bug);
    }

    #[test]
    fn a_code_that_nobody_listed_is_never_tried_again() {
        for code in [1, 40002, 99999, -2, i64::MAX] {
            let refusal = refused(&format!(r#"{{"errcode":{code},"errmsg":"hint: [45009] 45009"}}"#));
            assert_eq!(
                (refusal.class.retry_after(), refusal.known, refusal.exit_code()),
                (None, false, Exit::Remote),
                "{code}"
            );
        }
    }
}
