//! Every kind of answer and its verdict.

use super::*;
use crate::error::Exit;

fn reply(status: u16, body: &str) -> Reply {
    Reply { status, error_code: None, retry_after: None, body: body.as_bytes().to_vec() }
}

fn error(code: i64, description: &str) -> String {
    serde_json::json!({ "ok": false, "error_code": code, "description": description }).to_string()
}

fn refused(reply: &Reply, to: Audience) -> No {
    match read(reply, to) {
        Said::No(no) => no,
        other => panic!("{reply:?}: {:?}", other.outcome(None)),
    }
}

#[test]
fn what_concerns_a_group_pauses_it_and_what_concerns_a_person_does_not() {
    use Audience::{Group, Person};
    for (code, description, to, class) in [
        (401, "Unauthorized", Person, Class::Configuration),
        (404, "Not Found", Group, Class::Configuration),
        (403, "Forbidden: bot was kicked from the supergroup chat", Group, Class::Configuration),
        (403, "Forbidden: bot is not a member of the channel chat", Group, Class::Configuration),
        (403, "Forbidden: something that nobody saw before", Group, Class::Configuration),
        (403, "Forbidden: bot was blocked by the user", Person, Class::Data),
        (403, "Forbidden: something that nobody saw before", Person, Class::Data),
        (400, "Bad Request: chat not found", Group, Class::Configuration),
        (400, "Bad Request: chat not found", Person, Class::Data),
        (400, "Bad Request: not enough rights to send text messages to the chat", Group, Class::Configuration),
        (400, "Bad Request: message is too long", Group, Class::Data),
        (413, "Request Entity Too Large", Group, Class::Data),
    ] {
        let no = refused(&reply(u16::try_from(code).unwrap(), &error(code, description)), to);
        assert_eq!(no.refusal.class, class, "{description}");
        assert_eq!((no.refusal.remote_code, no.refusal.message.as_str()), (Some(code), description));
        assert!(no.refusal.known && no.moved_to.is_none(), "{description}");
    }
}

#[test]
fn the_chat_is_told_by_its_id() {
    assert!(Audience::of("123456") == Audience::Person);
    for group in ["-1001234567890", "@channel", ""] {
        assert!(Audience::of(group) == Audience::Group, "{group}");
    }
}

#[test]
fn the_wait_is_the_bodys_then_the_headers_then_a_minute() {
    let body = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}"#;
    let bare = error(429, "Too Many Requests");
    for (body, header, class) in [
        (body, Some(30), Class::RetryAfter(8)),
        (bare.as_str(), Some(30), Class::RetryAfter(31)),
        (bare.as_str(), None, Class::Throttled),
        ("<html>", Some(30), Class::RetryAfter(31)),
        ("", None, Class::Throttled),
    ] {
        let reply = Reply { retry_after: header, ..reply(429, body) };
        assert_eq!(refused(&reply, Audience::Group).refusal.class, class, "{body} {header:?}");
    }
}

#[test]
fn only_a_group_moves() {
    let moved = |code: u16, chat: i64| {
        let body = serde_json::json!({
            "ok": false, "error_code": code, "description": "group chat was upgraded to a supergroup chat",
            "parameters": { "migrate_to_chat_id": chat },
        });
        refused(&reply(code, &body.to_string()), Audience::Group)
    };
    let no = moved(400, -1001);
    assert_eq!((no.moved_to.as_deref(), no.refusal.class), (Some("-1001"), Class::Configuration));
    assert!(no.refusal.advice.en.contains("-1001") && no.refusal.advice.zh.contains("-1001"));
    assert!(moved(400, 1001).moved_to.is_none() && moved(403, -1001).moved_to.is_none());
}

#[test]
fn the_body_counts_before_the_status() {
    assert!(matches!(read(&reply(502, r#"{"ok":true,"result":{"message_id":5}}"#), Audience::Group), Said::Yes(_)));
    assert_eq!(refused(&reply(200, &error(403, "x")), Audience::Person).refusal.class, Class::Data);
    for (status, class) in [
        (302, Class::Configuration),
        (307, Class::Configuration),
        (400, Class::Configuration),
        (401, Class::Configuration),
        (403, Class::Configuration),
        (404, Class::Configuration),
        (413, Class::Data),
    ] {
        for body in ["", "<html>", "{}", r#"{"ok":false}"#, r#"{"ok":"true"}"#] {
            let no = refused(&reply(status, body), Audience::Person);
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
        assert!(matches!(read(&reply(status, body), Audience::Group), Said::Unclear(_)), "{status} {body}");
    }
}

#[test]
fn a_code_that_nobody_listed_is_never_tried_again() {
    let no = refused(&reply(409, &error(409, "Conflict")), Audience::Group);
    assert_eq!((no.refusal.class.retry_after(), no.refusal.known, no.refusal.exit()), (None, false, Exit::Remote));
}

#[test]
fn a_secret_is_not_repeated() {
    let told = read(&reply(404, &error(404, "no /bot1:secret/x, bot1:secret")), Audience::Group).without("1:secret");
    let Outcome::Refused(refusal) = told.outcome(None) else { panic!() };
    assert_eq!(refusal.message, "no /bot***/x, bot***");
}
