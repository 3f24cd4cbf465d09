//! WeCom's app: tokens, the IP gate, chats, files and messages to members.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::PICTURE;
use super::client::{Answer, ask, form, get, post, request, token};
use crate::support::fake_server::{
    AGENT_ID, CHAT, CORP_ID, Content, Directory, Endpoint, FOREIGN_CHAT, FakeServer, Kind, ROBOT_KEY, SECRET,
    TokenPolicy, USER,
};

fn text(chat: &str, content: &str) -> Value {
    json!({ "chatid": chat, "msgtype": "text", "text": { "content": content }, "safe": 0 })
}

fn send(server: &FakeServer, token: &str, body: &Value) -> Answer {
    post(server, &format!("/cgi-bin/appchat/send?access_token={token}"), body)
}

#[test]
fn gettoken_checks_the_secret_before_the_corp() {
    let server = FakeServer::start();
    let code = |query: &str| get(&server, &format!("/cgi-bin/gettoken?{query}")).errcode();
    assert_eq!(code(""), 41004);
    assert_eq!(code("corpsecret=x"), 41002);
    assert_eq!(code(&format!("corpid=other&corpsecret={SECRET}")), 40013);
    assert_eq!(code(&format!("corpid={CORP_ID}&corpsecret=x")), 40001);
    let answer = get(&server, &format!("/cgi-bin/gettoken?corpid={CORP_ID}&corpsecret={SECRET}"));
    assert_eq!((answer.errcode(), answer.json()["expires_in"].as_i64()), (0, Some(7200)));
    let codes: Vec<i64> = server.received_at(Endpoint::GetToken).iter().map(|entry| entry.code).collect();
    assert_eq!(codes, [41004, 41002, 40013, 40001, 0]);
}

#[test]
fn tokens_follow_the_policy() {
    let server = FakeServer::start();
    let alive = |token: &str| send(&server, token, &text(CHAT, "x")).errcode();
    let first = token(&server);
    assert_eq!(token(&server), first);
    server.set(|settings| settings.token_policy = TokenPolicy::Fresh);
    let second = token(&server);
    assert!(second != first && alive(&first) == 0 && alive(&second) == 0);
    server.set(|settings| settings.token_policy = TokenPolicy::FreshRevokes);
    let third = token(&server);
    assert_eq!((alive(&first), alive(&second), alive(&third)), (40014, 40014, 0));
    server.set(|settings| {
        settings.token_policy = TokenPolicy::Fresh;
        settings.token_lifetime = Duration::ZERO;
    });
    assert_eq!(alive(&token(&server)), 42001);
    assert_eq!(alive(&third), 0);
    server.expire_tokens();
    assert_eq!(alive(&third), 42001);
    server.revoke_tokens();
    assert_eq!(alive(&third), 40014);
    assert_eq!(send(&server, &third, &text(CHAT, "x")).errmsg(), "invalid access_token");
}

#[test]
fn a_text_is_shown_once_and_answered_as_wecom_does() {
    let server = FakeServer::start();
    let token = token(&server);
    let answer = send(&server, &token, &text(CHAT, "订单\n2026"));
    assert_eq!(answer.json(), json!({ "errcode": 0, "errmsg": "ok" }));
    assert!(answer.head.starts_with("HTTP/1.1 200 OK\r\n"), "{}", answer.head);
    for (name, value) in [
        ("Server", "nginx"),
        ("Connection", "close"),
        ("Content-Type", "application/json; charset=UTF-8"),
        ("Error-Code", "0"),
        ("Error-Msg", "ok"),
        ("X-W-No", "1"),
    ] {
        assert_eq!(answer.header(name), Some(value));
    }
    assert!(answer.header("Date").unwrap().ends_with(" GMT"));
    assert_eq!(server.texts(CHAT), ["订单\n2026"]);
    let entry = &server.received_at(Endpoint::AppchatSend)[0];
    assert_eq!((entry.kind, entry.token.as_deref(), entry.delivered), (Kind::Text, Some(token.as_str()), true));
    assert_eq!(entry.header("content-type"), Some("application/json"));
}

#[test]
fn the_gate_stands_after_the_token_and_before_the_parameters() {
    let server = FakeServer::start();
    let token = token(&server);
    server.block_ip(true);
    let before = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    assert_eq!(send(&server, "", &text(CHAT, "x")).errcode(), 41001);
    assert_eq!(send(&server, "bad", &text(CHAT, "x")).errcode(), 40014);
    let refused = send(&server, &token, &text("no-such-chat", "x"));
    assert_eq!((refused.errcode(), refused.header("Error-Code")), (60020, Some("60020")));
    let errmsg = refused.errmsg();
    let hint = errmsg.strip_prefix("not allow to access from your ip, hint: [").unwrap();
    let (hint, rest) = hint.split_once(']').unwrap();
    assert_eq!(rest, ", from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=60020");
    assert!(hint.len() == 25 && hint.bytes().all(|byte| byte.is_ascii_digit()), "{hint}");
    let second: u64 = hint[..10].parse().unwrap();
    assert!((before..before + 60).contains(&second), "{hint}");
    let robot = format!("/cgi-bin/webhook/send?key={ROBOT_KEY}");
    assert_eq!(post(&server, &robot, &json!({ "msgtype": "text", "text": { "content": "x" } })).errcode(), 0);
    assert_eq!(super::client::token(&server), token);
    assert_eq!(get(&server, &format!("/cgi-bin/agent/get?access_token={token}&agentid={AGENT_ID}")).errcode(), 60020);
    server.fix_hint("1773977760414942419258605", "45.76.253.28");
    assert_eq!(
        send(&server, &token, &text(CHAT, "x")).errmsg(),
        "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info at \
         https://open.work.weixin.qq.com/devtool/query?e=60020"
    );
    server.block_ip(false);
    assert_eq!(send(&server, &token, &text(CHAT, "x")).errcode(), 0);
    assert_eq!(server.texts(CHAT), ["x"]);
}

#[test]
fn a_chat_must_be_the_apps_own_and_a_text_must_fit() {
    let server = FakeServer::start();
    let token = token(&server);
    let code = |body: Value| send(&server, &token, &body).errcode();
    assert_eq!(code(text("nobody", "x")), 86001);
    assert_eq!(code(text(FOREIGN_CHAT, "x")), 86008);
    assert_eq!(code(text(CHAT, "")), 44004);
    assert_eq!(code(text(CHAT, &"中".repeat(683))), 45002);
    assert_eq!(code(text(CHAT, &"中".repeat(682))), 0);
    assert_eq!(
        code(json!({ "chatid": CHAT, "msgtype": "markdown", "markdown": { "content": "x".repeat(2049) } })),
        45002
    );
    assert_eq!(code(json!({ "chatid": CHAT, "msgtype": "smoke" })), 40008);
    let raw =
        request("POST", &format!("/cgi-bin/appchat/send?access_token={token}"), "application/json", b"{\"chatid\":");
    let answer = ask(&server, &raw).unwrap();
    assert_eq!(answer.errcode(), 86001);
    assert!(answer.errmsg().starts_with("Warning: wrong json format. chatid invalid, hint: ["), "{}", answer.errmsg());
    let info = |chat: &str| get(&server, &format!("/cgi-bin/appchat/get?access_token={token}&chatid={chat}"));
    assert_eq!(info(CHAT).json()["chat_info"]["chatid"], CHAT);
    assert_eq!(info(FOREIGN_CHAT).errcode(), 86008);
    let nothing = get(&server, "/cgi-bin/nothing");
    assert_eq!((nothing.status, nothing.body.len()), (404, 0));
}

#[test]
fn an_upload_is_checked_and_its_bytes_come_back_in_the_chat() {
    let server = FakeServer::start();
    let token = token(&server);
    let target = format!("/cgi-bin/media/upload?access_token={token}&type=image");
    let upload = |file: (&str, &str, &[u8])| form(&server, &target, &[], file);
    assert_eq!(upload(("other", "; filename=\"a.png\"", PICTURE)).errcode(), 41005);
    assert_eq!(upload(("media", "", PICTURE)).errcode(), 44001);
    assert_eq!(upload(("media", "; filename*=utf-8''a.png", PICTURE)).errcode(), 44001);
    assert_eq!(upload(("media", "; filename=\"a.png\"", b"")).errcode(), 44001);
    assert_eq!(upload(("media", "; filename=\"a.png\"", b"12345")).errcode(), 40006);
    assert_eq!(upload(("media", "; filename=\"a.png\"", b"no picture")).errcode(), 40004);
    let mut large = PICTURE.to_vec();
    large.resize((10 << 20) + 1, 0);
    assert_eq!(upload(("media", "; filename=\"a.png\"", &large)).errcode(), 45001);
    let answer = upload(("media", "; filename=\"凭证.png\"; filelength=35", PICTURE));
    assert_eq!(answer.errcode(), 0);
    let id = answer.json()["media_id"].as_str().unwrap().to_owned();
    let image = json!({ "chatid": CHAT, "msgtype": "image", "image": { "media_id": id } });
    assert_eq!(send(&server, &token, &image).errcode(), 0);
    let files = server.files(CHAT);
    assert_eq!((files[0].name.as_str(), files[0].bytes.as_slice()), ("凭证.png", PICTURE));
    let as_file = json!({ "chatid": CHAT, "msgtype": "file", "file": { "media_id": id } });
    assert_eq!(send(&server, &token, &as_file).errcode(), 40007);
    server.expire_media();
    assert_eq!(send(&server, &token, &image).errcode(), 40007);
    assert_eq!(server.files(CHAT).len(), 1);
    let other = form(&server, &target.replace("image", "smoke"), &[], ("media", "; filename=\"a\"", PICTURE));
    assert_eq!(other.errcode(), 40005);
}

fn to_user(server: &FakeServer, token: &str, body: &Value) -> Answer {
    post(server, &format!("/cgi-bin/message/send?access_token={token}"), body)
}

#[test]
fn a_message_to_members_is_checked_and_a_repeat_is_swallowed() {
    let server = FakeServer::with(Directory::known().app(CORP_ID, "other-secret", 7));
    let token = token(&server);
    let message = |agent: Value, to: &str, check: u8| {
        json!({ "touser": to, "msgtype": "text", "agentid": agent, "text": { "content": "x" },
            "enable_duplicate_check": check })
    };
    let code = |body: &Value| to_user(&server, &token, body).errcode();
    assert_eq!(code(&json!({})), 41011);
    assert_eq!(code(&message("x".into(), USER, 0)), 40056);
    assert_eq!(code(&message(7.into(), USER, 0)), 301_002);
    assert_eq!(code(&message(AGENT_ID.into(), "", 0)), 82001);
    assert_eq!(code(&message(AGENT_ID.into(), "nobody", 0)), 81013);
    let partly = to_user(&server, &token, &message(AGENT_ID.into(), &format!("nobody|{USER}"), 0));
    assert_eq!((partly.errcode(), &partly.json()["invaliduser"]), (0, &json!("nobody")));
    for check in [0, 0, 1, 1] {
        assert_eq!(code(&message(AGENT_ID.into(), USER, check)), 0);
    }
    let shown: Vec<bool> = server.received_at(Endpoint::MessageSend).iter().map(|entry| entry.delivered).collect();
    assert_eq!(shown[5..], [true, true, true, true, false]);
    assert_eq!(server.texts(USER).len(), 3);
    let agent = |id: i64| get(&server, &format!("/cgi-bin/agent/get?access_token={token}&agentid={id}")).errcode();
    assert_eq!((agent(AGENT_ID), agent(7), agent(8)), (0, 301_002, 40056));
}

#[test]
fn a_card_is_shown_once_for_its_task_id() {
    let server = FakeServer::start();
    let token = token(&server);
    let card = |task: &str, title: &str| {
        json!({ "touser": USER, "msgtype": "template_card", "agentid": AGENT_ID, "template_card": {
            "card_type": "text_notice", "task_id": task, "main_title": { "title": title } } })
    };
    let code = |body: &Value| to_user(&server, &token, body).errcode();
    assert_eq!(code(&card("order-1@r1", "one")), 0);
    assert_eq!(code(&card("order-1@r1", "two")), 42014);
    assert_eq!(code(&card("", "x")), 42014);
    assert_eq!(code(&card("a b", "x")), 42014);
    assert_eq!(code(&card(&"a".repeat(129), "x")), 42014);
    assert_eq!(code(&card("order-2", "")), 40058);
    assert_eq!(code(&card("order-2", "two")), 0);
    assert_eq!(server.texts(USER).len(), 2);
    let entry = &server.received_at(Endpoint::MessageSend)[0];
    assert_eq!((entry.kind, entry.task_id.as_deref()), (Kind::Card, Some("order-1@r1")));
    assert!(matches!(&entry.content, Content::Text(card) if card.contains("one")));
}
