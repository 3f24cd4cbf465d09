//! Every kind of answer and its verdict.

use super::*;
use crate::error::Exit;

fn reply(status: u16, body: &str) -> HttpReply {
    HttpReply { status, error_code: None, retry_after: None, body: body.as_bytes().to_vec() }
}

fn error(code: i64, description: &str) -> String {
    serde_json::json!({ "ok": false, "error_code": code, "description": description }).to_string()
}

fn refused(reply: &HttpReply, to: ChatAudience) -> TelegramRefusal {
    match judge_reply(reply, to) {
        TelegramAnswer::Refused(no) => no,
        other => panic!("{reply:?}: {:?}", other.into_outcome(None)),
    }
}

#[test]
fn what_concerns_a_group_pauses_it_and_what_concerns_a_person_does_not() {
    use ChatAudience::{Group, Person};
    for (code, description, to, class) in [
        (401, "Unauthorized", Person, RefusalClass::Configuration),
        (404, "Not Found", Group, RefusalClass::Configuration),
        (403, "Forbidden: bot was kicked from the supergroup chat", Group, RefusalClass::Configuration),
        (403, "Forbidden: bot is not a member of the channel chat", Group, RefusalClass::Configuration),
        (403, "Forbidden: something that nobody saw before", Group, RefusalClass::Configuration),
        (403, "Forbidden: bot was blocked by the user", Person, RefusalClass::Recipient),
        (403, "Forbidden: something that nobody saw before", Person, RefusalClass::Recipient),
        (400, "Bad Request: chat not found", Group, RefusalClass::Configuration),
        (400, "Bad Request: chat not found", Person, RefusalClass::Recipient),
        (400, "Bad Request: not enough rights to send text messages to the chat", Group, RefusalClass::Configuration),
        (400, "Bad Request: message is too long", Group, RefusalClass::Data),
        (413, "Request Entity Too Large", Group, RefusalClass::Data),
    ] {
        let no = refused(&reply(u16::try_from(code).unwrap(), &error(code, description)), to);
        assert_eq!(no.refusal.class, class, "{description}");
        assert_eq!((no.refusal.remote_code, no.refusal.message.as_str()), (Some(code), description));
        assert!(no.refusal.known && no.moved_to.is_none(), "{description}");
    }
}

#[test]
fn the_chat_is_told_by_its_id() {
    assert!(ChatAudience::from_chat_id("123456") == ChatAudience::Person);
    for group in ["-1001234567890", "@channel", ""] {
        assert!(ChatAudience::from_chat_id(group) == ChatAudience::Group, "{group}");
    }
}

#[test]
fn the_wait_is_the_bodys_then_the_headers_then_a_minute() {
    let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#;
    let bare = error(429, "Too Many Requests");
    for (body, header, class) in [
        (body, Some(30), RefusalClass::RetryAfter(8)),
        (bare.as_str(), Some(30), RefusalClass::RetryAfter(31)),
        (bare.as_str(), None, RefusalClass::Throttled),
        ("<html>", Some(30), RefusalClass::RetryAfter(31)),
        ("", None, RefusalClass::Throttled),
    ] {
        let reply = HttpReply { retry_after: header, ..reply(429, body) };
        assert_eq!(refused(&reply, ChatAudience::Group).refusal.class, class, "{body} {header:?}");
    }
}

#[test]
fn only_a_group_moves() {
    let moved = |code: u16, chat: i64| {
        let body = serde_json::json!({
            "ok": false, "error_code": code, "description": "group chat was upgraded to a supergroup chat",
            "parameters": { "migrate_to_chat_id": chat },
        });
        refused(&reply(code, &body.to_string()), ChatAudience::Group)
    };
    let no = moved(400, -1001);
    assert_eq!((no.moved_to.as_deref(), no.refusal.class), (Some("-1001"), RefusalClass::Configuration));
    assert!(no.refusal.advice.en.contains("-1001") && no.refusal.advice.zh.contains("-1001"));
    assert!(moved(400, 1001).moved_to.is_none() && moved(403, -1001).moved_to.is_none());
}

#[test]
fn the_body_counts_before_the_status() {
    assert!(matches!(
        judge_reply(&reply(502, r#"{"ok":true,"result":{"message_id":5}}"#), ChatAudience::Group),
        TelegramAnswer::Done(_)
    ));
    assert_eq!(refused(&reply(200, &error(403, "x")), ChatAudience::Person).refusal.class, RefusalClass::Recipient);
    for (status, class) in [
        (302, RefusalClass::Configuration),
        (307, RefusalClass::Configuration),
        (400, RefusalClass::Configuration),
        (401, RefusalClass::Configuration),
        (403, RefusalClass::Configuration),
        (404, RefusalClass::Configuration),
        (413, RefusalClass::Data),
    ] {
        for body in ["", "<html>", "{}", r#"{"ok":false}"#, r#"{"ok":"true"}"#] {
            let no = refused(&reply(status, body), ChatAudience::Person);
            assert_eq!((no.refusal.class, no.refusal.message), (class, format!("HTTP {status}")), "{body}");
        }
    }
}

#[test]
fn what_is_not_understood_is_unclear() {
    let cut = r#"{"ok":true,"result":{"message"#;
    let inside = error(500, "Internal Server Error: restart");
    for (status, body) in [
        (200, ""),
        (200, cut),
        (200, "[]"),
        (204, ""),
        (408, ""),
        (500, ""),
        (502, "<html>"),
        (599, cut),
        (200, &inside),
    ] {
        assert!(
            matches!(judge_reply(&reply(status, body), ChatAudience::Group), TelegramAnswer::Unclear(_)),
            "{status} {body}"
        );
    }
}

#[test]
fn a_code_that_nobody_listed_is_never_tried_again() {
    let no = refused(&reply(409, &error(409, "Conflict")), ChatAudience::Group);
    assert_eq!((no.refusal.class.retry_after(), no.refusal.known, no.refusal.exit_code()), (None, false, Exit::Remote));
}

#[test]
fn a_secret_is_not_repeated() {
    let told = judge_reply(&reply(404, &error(404, "no /bot1:secret/x, bot1:secret")), ChatAudience::Group)
        .redact_secret("1:secret");
    let SendOutcome::Refused(refusal) = told.into_outcome(None) else { panic!() };
    assert_eq!(refusal.message, "no /bot***/x, bot***");
}
