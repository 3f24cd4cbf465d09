//! An HTTP answer of WeCom, or none → a yes with what it says, or what became of the call.
//!
//! Source: WeCom answers its own refusals with status 200 and an `errcode`, and repeats the code in the header `Error-Code`
//! (documents 90313, 90455). Any other status is told by something that stands between.

use serde_json::Value;

use super::verdict;
use super::verdict::WECOM_FAILED;
use crate::domain::value::message::BilingualMessage;
use crate::gateway::http::{HttpReply, TransportError};
use crate::gateway::{RefusalClass, SendOutcome, SendRefusal};
use crate::say;

/// The code of a card whose `task_id` was taken before.
pub(in crate::gateway) const TASK_EXISTS: i64 = 42014;

/// The answer to a send if it is a yes.
///
/// # Errors
/// What became of the message: refused, or unknown.
pub(in crate::gateway) fn read_answer(reply: &HttpReply) -> Result<Value, SendOutcome> {
    if reply.status >= 500 {
        return Err(unknown_outcome(say!("服务端错误 HTTP {}", "the service failed with HTTP {}", reply.status)));
    }
    let answer = parse_object(reply);
    let code = answer.get("errcode").and_then(Value::as_i64);
    match code {
        None => Err(judge_status(reply.status)),
        Some(code) if reply.error_code.is_some_and(|header| header != code) => Err(unknown_outcome(say!(
            "回答的 errcode {code} 与 Error-Code 标头不符",
            "the answer's errcode {code} contradicts its Error-Code header"
        ))),
        Some(0) if reply.status >= 300 => {
            Err(unknown_outcome(say!("errcode 0 却是 HTTP {}", "errcode 0 came with HTTP {}", reply.status)))
        }
        // Seen in the field with messages that nobody got: "ok. Warning: wrong json format. …".
        Some(0)
            if answer.get("errmsg").and_then(Value::as_str).is_some_and(|said| said.contains(verdict::WRONG_JSON)) =>
        {
            Err(unknown_outcome(say!(
                "errcode 0，但附有「wrong json format」警告：消息可能没有送达",
                "errcode 0 came with a warning of a wrong format: the message may not have arrived"
            )))
        }
        Some(0) => Ok(answer),
        Some(_) => Err(verdict::judge_wecom(&answer)),
    }
}

/// The same for a call that nobody sees. Some of their good answers have no `errcode`.
pub(in crate::gateway) fn read_idempotent_answer(reply: &HttpReply) -> Result<Value, SendOutcome> {
    let answer = parse_object(reply);
    let plain = reply.status == 200 && matches!(reply.error_code, None | Some(0));
    let codeless = answer.as_object().is_some_and(|object| !object.is_empty() && !object.contains_key("errcode"));
    if plain && codeless { Ok(answer) } else { read_answer(reply) }
}

/// What a call without an answer became of.
pub(in crate::gateway) fn transport_outcome(fault: TransportError, host: &str) -> SendOutcome {
    match fault {
        TransportError::NotPermitted => SendOutcome::NotPermitted,
        TransportError::Lost(why) => unknown_outcome(why),
        TransportError::Unreachable => unreachable_outcome(host, "no connection"),
    }
}

/// Nothing left, and nothing else would now.
pub(in crate::gateway) fn unreachable_outcome(host: &str, why: &str) -> SendOutcome {
    refuse_locally(
        RefusalClass::Unreachable,
        format!("{host}: {why}"),
        say!(
            "连不上 {host}：检查网络、DNS 与本机时间；稍后自动重试",
            "{host} does not answer: check the network, DNS and this machine's clock; it will be tried again"
        ),
    )
}

/// A definite no that this program knows.
pub(in crate::gateway) fn refuse_locally(
    class: RefusalClass,
    message: String,
    advice: BilingualMessage,
) -> SendOutcome {
    let (code, remote_code, hint, known) = (WECOM_FAILED, None, None, true);
    SendOutcome::Refused(Box::new(SendRefusal { code, remote_code, message, class, advice, hint, known }))
}

/// It may have been taken.
pub(in crate::gateway) const fn unknown_outcome(reason: BilingualMessage) -> SendOutcome {
    SendOutcome::Unknown { reason }
}

/// What an answer without a meaning looks like, for an error text.
pub(in crate::gateway) fn describe_reply(reply: &HttpReply) -> String {
    match parse_object(reply).get("errcode").and_then(Value::as_i64) {
        Some(code) => format!("errcode {code} with HTTP {}", reply.status),
        None => format!("HTTP {} without a usable answer", reply.status),
    }
}

/// A no that stands after the one repair that its class allows was made, or where there is none.
pub(in crate::gateway) fn without_repair(outcome: SendOutcome) -> SendOutcome {
    match outcome {
        SendOutcome::Refused(mut refusal) => {
            refusal.class = match refusal.class {
                RefusalClass::RefreshToken => RefusalClass::Configuration,
                RefusalClass::Reupload => RefusalClass::Data,
                other => other,
            };
            SendOutcome::Refused(refusal)
        }
        other => other,
    }
}

/// The refusal in an outcome that is one of `class`.
pub(in crate::gateway) fn refused_as(outcome: &SendOutcome, class: RefusalClass) -> Option<&SendRefusal> {
    match outcome {
        SendOutcome::Refused(refusal) if refusal.class == class => Some(refusal),
        _ => None,
    }
}

fn parse_object(reply: &HttpReply) -> Value {
    serde_json::from_slice(&reply.body).ok().filter(Value::is_object).unwrap_or_default()
}

/// The verdict on an answer that is not WeCom's own.
fn judge_status(status: u16) -> SendOutcome {
    match status {
        413 => refuse_locally(
            RefusalClass::Data,
            "HTTP 413".to_owned(),
            say!("内容过大：压缩后再试", "the content is too large: shrink it"),
        ),
        429 => refuse_locally(
            RefusalClass::Throttled,
            "HTTP 429".to_owned(),
            say!("发送过快：整个渠道至少等一分钟", "too many messages: the channel waits for a minute"),
        ),
        408 => unknown_outcome(say!("请求超时 HTTP 408", "the request timed out with HTTP 408")),
        300..=499 => refuse_locally(
            RefusalClass::Configuration,
            format!("HTTP {status}"),
            say!(
                "回答的不是企业微信接口（HTTP {status}）：接口地址有误，或被代理拦截；修正后恢复该群",
                "what answers with HTTP {status} is not WeCom's API: the base URL is wrong or a proxy answers; fix it, then resume the group"
            ),
        ),
        // What is not understood is unknown, in the verdict's own words.
        _ => verdict::judge_wecom(&Value::Null),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    fn reply(status: u16, error_code: Option<i64>, body: &str) -> HttpReply {
        HttpReply { status, error_code, retry_after: None, body: body.as_bytes().to_vec() }
    }

    fn refusal(outcome: SendOutcome) -> SendRefusal {
        match outcome {
            SendOutcome::Refused(refusal) => *refusal,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_a_whole_and_sound_yes_is_a_yes() {
        let yes = r#"{"errcode":0,"errmsg":"ok"}"#;
        for header in [None, Some(0)] {
            assert!(read_answer(&reply(200, header, yes)).is_ok());
        }
        for (status, header, body) in [
            (200, Some(60020), yes),
            (200, Some(0), r#"{"errcode":60020,"errmsg":"x"}"#),
            (200, None, r#"{"errcode":-1,"errmsg":"system busy"}"#),
            (200, Some(0), r#"{"errcode":0,"err"#),
            (200, Some(0), ""),
            (200, None, "<html>"),
            (200, None, "[]"),
            (200, None, r#"{"errmsg":"ok"}"#),
            (200, None, r#"{"errcode":"0"}"#),
            (204, None, ""),
            (200, Some(0), r#"{"errcode":0,"errmsg":"ok. Warning: wrong json format. "}"#),
            (301, None, yes),
            (408, None, ""),
            (500, None, yes),
            (503, Some(0), r#"{"errcode":40014,"errmsg":"x"}"#),
        ] {
            let outcome = read_answer(&reply(status, header, body)).unwrap_err();
            assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{status} {header:?} {body}: {outcome:?}");
        }
    }

    #[test]
    fn an_answer_that_is_not_wecoms_is_judged_by_its_status() {
        for (status, class, exit) in [
            (301, RefusalClass::Configuration, Exit::Config),
            (307, RefusalClass::Configuration, Exit::Config),
            (400, RefusalClass::Configuration, Exit::Config),
            (403, RefusalClass::Configuration, Exit::Config),
            (404, RefusalClass::Configuration, Exit::Config),
            (413, RefusalClass::Data, Exit::Remote),
            (429, RefusalClass::Throttled, Exit::Transient),
        ] {
            let no = refusal(read_answer(&reply(status, None, "")).unwrap_err());
            assert_eq!((no.class, no.exit_code(), no.known), (class, exit, true), "{status}");
            assert!(no.message.contains(&status.to_string()) && no.code == "WECOM_SEND_FAILED");
        }
        let own = refusal(read_answer(&reply(403, None, r#"{"errcode":45002,"errmsg":"too long"}"#)).unwrap_err());
        assert_eq!((own.class, own.remote_code), (RefusalClass::Data, Some(45002)));
    }

    #[test]
    fn an_unseen_call_may_leave_its_code_out() {
        assert!(read_idempotent_answer(&reply(200, None, r#"{"access_token":"t","expires_in":7200}"#)).is_ok());
        assert!(read_idempotent_answer(&reply(200, Some(0), r#"{"errcode":0,"media_id":"m"}"#)).is_ok());
        for (status, header, body) in [(200, None, "{}"), (200, Some(40013), r#"{"a":1}"#), (502, None, r#"{"a":1}"#)] {
            assert!(
                matches!(read_idempotent_answer(&reply(status, header, body)), Err(SendOutcome::Unknown { .. })),
                "{body}"
            );
        }
        let no = refusal(read_idempotent_answer(&reply(200, None, r#"{"errcode":40013,"errmsg":"x"}"#)).unwrap_err());
        assert_eq!(no.remote_code, Some(40013));
    }

    #[test]
    fn a_fault_says_whether_anything_left() {
        assert_eq!(transport_outcome(TransportError::NotPermitted, "h"), SendOutcome::NotPermitted);
        assert_eq!(transport_outcome(TransportError::Lost(say!("断", "cut")), "h"), unknown_outcome(say!("断", "cut")));
        let no = refusal(transport_outcome(TransportError::Unreachable, "qyapi.weixin.qq.com"));
        assert_eq!(
            (no.class, no.code, no.exit_code()),
            (RefusalClass::Unreachable, "WECOM_SEND_FAILED", Exit::Transient)
        );
        assert!(no.message.contains("qyapi.weixin.qq.com") && no.advice.en.contains("DNS"));
    }

    #[test]
    fn a_secret_that_the_other_side_repeats_is_not_repeated() {
        let body = r#"{"errcode":40091,"errmsg":"secret CANARY is invalid, more info at https://x/?s=CANARY"}"#;
        let no = refusal(read_answer(&reply(200, None, body)).unwrap_err().redact_text("CANARY"));
        assert!(!format!("{no:?}").contains("CANARY") && no.message.contains("***"), "{no:?}");
        let kept = read_answer(&reply(200, None, body)).unwrap_err();
        assert_eq!(kept.clone().redact_text(""), kept);
    }
}
