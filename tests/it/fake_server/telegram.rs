//! Telegram's bot.

use std::time::Duration;

use serde_json::{Value, json};

use super::PICTURE;
use super::client::{Answer, ask, form, post, request};
use crate::support::fake_server::{BOT_TOKEN, ChatState, FakeServer, Kind, TELEGRAM_CHAT};

fn call(server: &FakeServer, method: &str, body: &Value) -> Answer {
    post(server, &format!("/bot{BOT_TOKEN}/{method}"), body)
}

fn say(server: &FakeServer, text: &str) -> Answer {
    call(server, "sendMessage", &json!({ "chat_id": TELEGRAM_CHAT, "text": text }))
}

/// Status and description of an error, which must agree with its body.
fn error(answer: &Answer) -> (u16, String) {
    let body = answer.json();
    assert_eq!((&body["ok"], body["error_code"].as_u64()), (&json!(false), Some(answer.status.into())));
    (answer.status, body["description"].as_str().unwrap().to_owned())
}

fn refused(status: u16, description: &str) -> (u16, String) {
    (status, description.to_owned())
}

#[test]
fn a_bot_is_known_by_its_token_and_a_method_in_any_case() {
    let server = FakeServer::start();
    let at = |path: &str| post(&server, path, &json!({}));
    assert_eq!(error(&at("/bot1:wrong/getMe")), refused(401, "Unauthorized"));
    assert_eq!(error(&at("/botwrong/getMe")), refused(404, "Not Found"));
    assert_eq!(error(&call(&server, "getNothing", &json!({}))), refused(404, "Not Found: method not found"));
    assert_eq!(call(&server, "GETME", &json!({})).json()["result"]["is_bot"], true);
    let chat = call(&server, "getChat", &json!({ "chat_id": TELEGRAM_CHAT }));
    assert_eq!(chat.json()["result"]["id"].to_string(), TELEGRAM_CHAT);
}

#[test]
fn a_text_is_shown_and_changed_in_its_place() {
    let server = FakeServer::start();
    let sent = say(&server, "…");
    assert_eq!((sent.status, &sent.json()["ok"]), (200, &json!(true)));
    let id = sent.json()["result"]["message_id"].clone();
    let edit = |id: &Value, text: &str| {
        call(&server, "editMessageText", &json!({ "chat_id": TELEGRAM_CHAT, "message_id": id, "text": text }))
    };
    assert_eq!(edit(&id, "order").json()["result"]["text"], "order");
    let (status, description) = error(&edit(&id, "order"));
    assert_eq!(status, 400);
    assert!(description.starts_with("Bad Request: message is not modified: "), "{description}");
    assert_eq!(error(&edit(&json!(999), "x")), refused(400, "Bad Request: message to edit not found"));
    let shown = server.shown(TELEGRAM_CHAT);
    assert_eq!((shown.len(), shown[0].text.as_str(), shown[0].edits), (1, "order", 1));
    assert_eq!(server.texts(TELEGRAM_CHAT), ["…"]);
    let kinds: Vec<(Kind, bool)> = server.received().iter().map(|entry| (entry.kind, entry.delivered)).collect();
    assert_eq!(kinds, [(Kind::Text, true), (Kind::Edit, true), (Kind::Edit, false), (Kind::Edit, false)]);
}

#[test]
fn texts_are_measured_in_utf16_and_forms_are_read() {
    let server = FakeServer::start();
    assert_eq!(error(&say(&server, "")), refused(400, "Bad Request: message text is empty"));
    assert_eq!(error(&say(&server, &"🎿".repeat(2049))), refused(400, "Bad Request: message is too long"));
    assert_eq!(say(&server, &"🎿".repeat(2048)).status, 200);
    let path = format!("/bot{BOT_TOKEN}/sendMessage");
    let form = format!("chat_id={TELEGRAM_CHAT}&text=a%2Bb+c");
    let raw = request("POST", &path, "application/x-www-form-urlencoded", form.as_bytes());
    assert_eq!(ask(&server, &raw).unwrap().json()["result"]["text"], "a+b c");
    let unnamed = request("POST", &path, "text/plain", b"{\"chat_id\":1,\"text\":\"x\"}");
    assert_eq!(error(&ask(&server, &unnamed).unwrap()), refused(400, "Bad Request: chat_id is empty"));
}

#[test]
fn a_chat_may_refuse() {
    let server = FakeServer::start();
    let to = |chat: &str| call(&server, "sendMessage", &json!({ "chat_id": chat, "text": "x" }));
    assert_eq!(error(&to("5")), refused(400, "Bad Request: chat not found"));
    for (state, description) in [
        (ChatState::Blocked, "Forbidden: bot was blocked by the user"),
        (ChatState::Deactivated, "Forbidden: user is deactivated"),
        (ChatState::NotStarted, "Forbidden: bot can't initiate conversation with a user"),
        (ChatState::Kicked, "Forbidden: bot was kicked from the supergroup chat"),
    ] {
        server.telegram_chat("5", state);
        assert_eq!(error(&to("5")), refused(403, description));
    }
    server.telegram_chat("5", ChatState::Migrated(-1005));
    let moved = to("5");
    assert_eq!(error(&moved), refused(400, "Bad Request: group chat was upgraded to a supergroup chat"));
    assert_eq!(moved.json()["parameters"], json!({ "migrate_to_chat_id": -1005 }));
    assert_eq!(to("-1005").status, 200);
    assert_eq!((server.texts("5").len(), server.texts("-1005").len()), (0, 1));
}

#[test]
fn a_limit_names_the_seconds_to_wait() {
    let server = FakeServer::start();
    server.telegram_limit(1, Duration::from_secs(60));
    assert_eq!(say(&server, "one").status, 200);
    let refusal = say(&server, "two");
    let seconds = refusal.json()["parameters"]["retry_after"].as_u64().unwrap();
    assert!((30..=60).contains(&seconds), "{seconds}");
    assert_eq!(error(&refusal), (429, format!("Too Many Requests: retry after {seconds}")));
    assert_eq!(refusal.header("Retry-After"), Some(seconds.to_string().as_str()));
    assert_eq!(server.texts(TELEGRAM_CHAT), ["one"]);
}

#[test]
fn photos_and_documents_come_along_or_by_their_id() {
    let server = FakeServer::start();
    let fields = [("chat_id", TELEGRAM_CHAT), ("caption", "凭证")];
    let photo = |bytes: &[u8]| {
        let file = ("photo", "; filename=\"a.png\"", bytes);
        form(&server, &format!("/bot{BOT_TOKEN}/sendPhoto"), &fields, file)
    };
    assert_eq!(error(&photo(b"")), refused(400, "Bad Request: file must be non-empty"));
    assert_eq!(error(&photo(b"no picture")), refused(400, "Bad Request: IMAGE_PROCESS_FAILED"));
    let sent = photo(PICTURE).json();
    let file = &server.files(TELEGRAM_CHAT)[0];
    assert_eq!((file.name.as_str(), file.bytes.as_slice(), file.caption.as_str()), ("a.png", PICTURE, "凭证"));
    let by_id = |id: &Value| call(&server, "sendPhoto", &json!({ "chat_id": TELEGRAM_CHAT, "photo": id }));
    assert_eq!(by_id(&sent["result"]["photo"][0]["file_id"]).status, 200);
    let wrong = "Bad Request: wrong file identifier/HTTP URL specified";
    assert_eq!(error(&by_id(&json!("unknown"))), refused(400, wrong));
    let away = "Bad Request: failed to get HTTP URL content";
    assert_eq!(error(&by_id(&json!("http://127.0.0.1/a.png"))), refused(400, away));
    let none = "Bad Request: there is no photo in the request";
    assert_eq!(error(&by_id(&Value::Null)), refused(400, none));
    let document = ("document", "; filename*=utf-8''%E5%8D%95.txt", b"any" as &[u8]);
    let sent = form(&server, &format!("/bot{BOT_TOKEN}/sendDocument"), &fields[..1], document);
    assert_eq!(sent.status, 200);
    assert_eq!(server.files(TELEGRAM_CHAT)[1].name, "单.txt");
    let id = sent.json()["result"]["message_id"].clone();
    let edit = json!({ "chat_id": TELEGRAM_CHAT, "message_id": id, "text": "x" });
    let fixed = "Bad Request: there is no text in the message to edit";
    assert_eq!(error(&call(&server, "editMessageText", &edit)), refused(400, fixed));
}

#[test]
fn a_message_is_deleted_once() {
    let server = FakeServer::start();
    let id = say(&server, "…").json()["result"]["message_id"].clone();
    let delete = || call(&server, "deleteMessage", &json!({ "chat_id": TELEGRAM_CHAT, "message_id": id }));
    assert_eq!(delete().json(), json!({ "ok": true, "result": true }));
    assert_eq!(error(&delete()), refused(400, "Bad Request: message to delete not found"));
    assert!(server.shown(TELEGRAM_CHAT).is_empty());
    assert_eq!(
        server.received().iter().map(|entry| entry.kind).collect::<Vec<_>>(),
        [Kind::Text, Kind::Query, Kind::Query]
    );
}
