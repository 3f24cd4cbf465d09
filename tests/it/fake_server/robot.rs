//! WeCom's group robot.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::PICTURE;
use super::client::{Answer, form, post, token};
use crate::support::fake_server::{CHAT, Directory, Endpoint, FakeServer, ROBOT_KEY, Window};

/// By `md5sum`, of [`PICTURE`].
const PICTURE_MD5: &str = "60f6f66b6d286553c14f3338297dda6d";

fn send(server: &FakeServer, key: &str, body: &Value) -> Answer {
    post(server, &format!("/cgi-bin/webhook/send?key={key}"), body)
}

fn text(content: &str) -> Value {
    json!({ "msgtype": "text", "text": { "content": content } })
}

#[test]
fn a_robot_checks_key_and_length() {
    let server = FakeServer::start();
    let code = |body: &Value| send(&server, ROBOT_KEY, body).errcode();
    assert_eq!(send(&server, "unknown", &text("x")).errcode(), 93000);
    assert_eq!(code(&text("")), 44004);
    assert_eq!(code(&text(&"x".repeat(2049))), 40058);
    assert_eq!(code(&text(&"x".repeat(2048))), 0);
    let markdown = |length| json!({ "msgtype": "markdown", "markdown": { "content": "x".repeat(length) } });
    let refused = send(&server, ROBOT_KEY, &markdown(4097));
    assert!(refused.errmsg().starts_with("markdown.content exceed max length 4096. "), "{}", refused.errmsg());
    assert_eq!((refused.errcode(), code(&markdown(4096))), (40058, 0));
    assert_eq!(code(&json!({ "msgtype": "smoke" })), 40008);
    server.remove_robot(ROBOT_KEY);
    assert_eq!(code(&text("x")), 93000);
    assert_eq!(server.texts(ROBOT_KEY).len(), 2);
}

#[test]
fn a_robots_picture_must_have_the_md5_it_says() {
    let server = FakeServer::start();
    let image = |bytes: &[u8], md5: &str| json!({ "msgtype": "image", "image": { "base64": STANDARD.encode(bytes), "md5": md5 } });
    let code = |body: &Value| send(&server, ROBOT_KEY, body).errcode();
    assert_eq!(code(&image(PICTURE, PICTURE_MD5)), 0);
    assert_eq!(code(&image(PICTURE, &PICTURE_MD5.replace('a', "b"))), 301_019);
    assert_eq!(code(&image(b"no picture", PICTURE_MD5)), 40004);
    let mut large = PICTURE.to_vec();
    large.resize((2 << 20) + 1, 0);
    assert_eq!(code(&image(&large, PICTURE_MD5)), 40009);
    assert_eq!(code(&json!({ "msgtype": "image", "image": { "base64": "%" } })), 40058);
    assert_eq!(server.files(ROBOT_KEY)[0].bytes.as_slice(), PICTURE);
}

#[test]
fn a_file_is_usable_by_the_robot_that_put_it_up() {
    let server = FakeServer::with(Directory::known().robot("second"));
    let target = format!("/cgi-bin/webhook/upload_media?key={ROBOT_KEY}&type=file");
    let answer = form(&server, &target, &[], ("media", "; filename=\"a.txt\"", b"any bytes"));
    let file = json!({ "msgtype": "file", "file": { "media_id": answer.json()["media_id"] } });
    assert_eq!(send(&server, "second", &file).errcode(), 40007);
    assert_eq!(send(&server, ROBOT_KEY, &file).errcode(), 0);
    let to_app = json!({ "chatid": CHAT, "msgtype": "file", "file": { "media_id": answer.json()["media_id"] } });
    let app = format!("/cgi-bin/appchat/send?access_token={}", token(&server));
    assert_eq!(post(&server, &app, &to_app).errcode(), 40007);
    assert_eq!(server.files(ROBOT_KEY)[0].name, "a.txt");
    let image = form(&server, &target.replace("file", "image"), &[], ("media", "; filename=\"a\"", PICTURE));
    assert_eq!(image.errcode(), 40005);
}

#[test]
fn the_twenty_first_message_of_a_minute_is_refused() {
    let server = FakeServer::with(Directory::known().robot("second"));
    let codes: Vec<i64> = (0..22).map(|n| send(&server, ROBOT_KEY, &text(&n.to_string())).errcode()).collect();
    assert_eq!(codes[..20], [0; 20]);
    assert_eq!(codes[20..], [45009, 45009]);
    assert_eq!(send(&server, "second", &text("x")).errcode(), 0);
    assert_eq!(server.texts(ROBOT_KEY).len(), 20);
}

#[test]
fn the_minute_slides() {
    let mut window = Window::of(2, Duration::from_secs(60));
    let start = Instant::now();
    let at = |seconds| start + Duration::from_secs(seconds);
    for second in [0, 50] {
        assert_eq!(window.wait("key", at(second)), None);
        window.count("key", at(second));
    }
    assert_eq!(window.wait("key", at(59)), Some(Duration::from_secs(1)));
    assert_eq!(window.wait("other", at(59)), None);
    assert_eq!(window.wait("key", at(60)), None);
    window.count("key", at(60));
    assert_eq!(window.wait("key", at(61)), Some(Duration::from_secs(49)));
}

#[test]
fn too_many_messages_of_a_robot_at_once_are_refused() {
    let server = FakeServer::start();
    server.set(|settings| settings.robot_concurrency = Some(1));
    let hold = server.hold(Endpoint::WebhookSend);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| send(&server, ROBOT_KEY, &text("first")).errcode());
        assert!(server.wait_until(Duration::from_secs(10), |server| server.texts(ROBOT_KEY).len() == 1));
        let second = scope.spawn(|| send(&server, ROBOT_KEY, &text("second")).errcode());
        assert!(server.wait_until(Duration::from_secs(10), |_| hold.waiting() == 2));
        hold.release();
        assert_eq!((first.join().unwrap(), second.join().unwrap()), (0, 45033));
    });
    // Its answer is out before the message counts as done.
    assert!(server.wait_until(Duration::from_secs(10), |server| {
        server.robot_limit(20, Duration::from_secs(60));
        send(server, ROBOT_KEY, &text("third")).errcode() == 0
    }));
}
