//! Each fault: what the client sees, what was received, and what people see.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::PICTURE;
use super::client::{Answer, ask, form, post, post_bytes, request, token};
use crate::support::fake_server::{BOT_TOKEN, CHAT, Endpoint, FakeServer, Fault, TELEGRAM_CHAT};

/// A fake server with a token, and how to send a text.
struct Client {
    server: FakeServer,
    target: String,
}

impl Client {
    fn open() -> Self {
        let server = FakeServer::start();
        let target = format!("/cgi-bin/appchat/send?access_token={}", token(&server));
        Self { server, target }
    }

    fn body(content: &str) -> Value {
        json!({ "chatid": CHAT, "msgtype": "text", "text": { "content": content } })
    }

    fn send(&self, content: &str) -> Option<Answer> {
        ask(&self.server, &post_bytes(&self.target, &Self::body(content)))
    }

    /// Under a fault, what the client sees; then how many requests were received and texts shown.
    fn under(fault: Fault) -> (Option<Answer>, usize, usize) {
        let client = Self::open();
        client.server.fault(Endpoint::AppchatSend, fault);
        let answer = client.send("x");
        assert_eq!(client.server.faults_left(), 0);
        let seen = (client.server.requests(Endpoint::AppchatSend), client.server.texts(CHAT).len());
        assert_eq!(client.send("after").unwrap().errcode(), 0);
        (answer, seen.0, seen.1)
    }
}

#[test]
fn a_lost_connection() {
    let (answer, received, shown) = Client::under(Fault::DropBeforeBody);
    assert!(answer.is_none(), "{answer:?}");
    assert_eq!((received, shown), (0, 0));
    let (answer, received, shown) = Client::under(Fault::DropAfterBody);
    assert!(answer.is_none(), "{answer:?}");
    assert_eq!((received, shown), (1, 1));
    let (answer, received, shown) = Client::under(Fault::HalfAnswer);
    let answer = answer.unwrap();
    let said: usize = answer.header("Content-Length").unwrap().parse().unwrap();
    assert!((1..said).contains(&answer.body.len()), "{answer:?}");
    assert_eq!((received, shown), (1, 1));
}

#[test]
fn a_spoilt_answer_to_a_message_that_was_shown() {
    let handled = |fault| {
        let (answer, received, shown) = Client::under(fault);
        assert_eq!((received, shown), (1, 1));
        answer.unwrap()
    };
    let answer = handled(Fault::Garbage);
    assert!(answer.status == 200 && serde_json::from_slice::<Value>(&answer.body).is_err(), "{answer:?}");
    let answer = handled(Fault::Huge);
    assert!(answer.errcode() == 0 && answer.body.len() > 10 << 20);
    let answer = handled(Fault::OversizeHeaders);
    assert!(answer.head.len() > 600_000 && answer.errcode() == 0);
    let answer = handled(Fault::ContradictingHeader);
    assert_eq!((answer.errcode(), answer.header("Error-Code")), (0, Some("60020")));
    assert_eq!(handled(Fault::LostBehind(502)).status, 502);
    assert_eq!(handled(Fault::Pass).errcode(), 0);
}

#[test]
fn a_refusal_shows_nothing() {
    let refused = |fault| {
        let (answer, received, shown) = Client::under(fault);
        assert_eq!((received, shown), (1, 0));
        answer.unwrap()
    };
    for status in [500, 502, 503] {
        let answer = refused(Fault::Http(status));
        assert!(answer.status == status && answer.body.starts_with(b"<html>"), "{answer:?}");
    }
    for (fault, status) in [(Fault::RedirectToSelf, 307), (Fault::MovedPermanently, 301)] {
        let answer = refused(fault);
        assert_eq!(answer.status, status);
        assert!(answer.header("Location").unwrap().starts_with("http://127.0.0.1/cgi-bin/appchat/send?access_token="));
    }
    let answer = refused(Fault::EmptyNotFound);
    assert_eq!((answer.status, answer.body.len()), (404, 0));
    assert_eq!(refused(Fault::busy()).json(), json!({ "errcode": -1, "errmsg": "system error" }));
    let answer = refused(Fault::Refuse(48002, "api forbidden".to_owned()));
    assert_eq!((answer.errcode(), answer.header("Error-Code")), (48002, Some("48002")));
    let answer = refused(Fault::TooMany(7));
    assert_eq!((answer.status, answer.header("Retry-After")), (429, Some("7")));
    assert_eq!(refused(Fault::Swallow).errcode(), 0);
}

#[test]
fn a_slow_answer_comes_late_but_the_message_was_there() {
    let client = Client::open();
    client.server.fault(Endpoint::AppchatSend, Fault::Slow(Duration::from_secs(1)));
    let began = Instant::now();
    std::thread::scope(|scope| {
        let sent = scope.spawn(|| client.send("x").unwrap().errcode());
        assert!(client.server.wait_until(Duration::from_secs(10), |server| server.texts(CHAT) == ["x"]));
        assert!(!sent.is_finished());
        assert_eq!(sent.join().unwrap(), 0);
    });
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
}

#[test]
fn a_token_that_a_fault_kills_stays_dead() {
    for (fault, code) in [(Fault::TokenInvalid, 40014), (Fault::TokenExpired, 42001)] {
        let client = Client::open();
        client.server.fault(Endpoint::AppchatSend, fault);
        assert_eq!((client.send("x").unwrap().errcode(), client.send("x").unwrap().errcode()), (code, code));
        let fresh =
            Client { target: format!("/cgi-bin/appchat/send?access_token={}", token(&client.server)), ..client };
        assert_eq!(fresh.send("y").unwrap().errcode(), 0);
        assert_eq!((fresh.server.tokens().len(), fresh.server.texts(CHAT)), (2, vec!["y".to_owned()]));
    }
}

#[test]
fn a_file_that_a_fault_expires_must_be_put_up_again() {
    let client = Client::open();
    let upload = || {
        let target = client.target.replace("appchat/send", "media/upload") + "&type=image";
        let answer = form(&client.server, &target, &[], ("media", "; filename=\"a.png\"", PICTURE));
        json!({ "chatid": CHAT, "msgtype": "image", "image": { "media_id": answer.json()["media_id"] } })
    };
    let first = upload();
    client.server.fault(Endpoint::AppchatSend, Fault::MediaExpired);
    let code = |body| post(&client.server, &client.target, body).errcode();
    assert_eq!((code(&first), code(&first), code(&upload())), (40007, 40007, 0));
    assert_eq!(client.server.files(CHAT).len(), 1);
}

#[test]
fn telegram_suffers_in_its_own_words() {
    let server = FakeServer::start();
    let path = format!("/bot{BOT_TOKEN}/sendMessage");
    let send = || post(&server, &path, &json!({ "chat_id": TELEGRAM_CHAT, "text": "x" }));
    server.fault(Endpoint::SendMessage, Fault::TooMany(4));
    server.fault(Endpoint::SendMessage, Fault::Refuse(403, "Forbidden: bot was blocked by the user".to_owned()));
    server.fault(Endpoint::SendMessage, Fault::TokenInvalid);
    let answer = send();
    assert_eq!((answer.status, answer.json()["parameters"]["retry_after"].as_i64()), (429, Some(4)));
    let answer = send();
    assert_eq!(
        (answer.status, answer.json()["description"].as_str()),
        (403, Some("Forbidden: bot was blocked by the user"))
    );
    assert_eq!((send().status, send().status), (401, 200));
    assert_eq!(server.texts(TELEGRAM_CHAT).len(), 1);
}

#[test]
fn faults_come_in_order_and_to_whom_they_are_meant_for() {
    let client = Client::open();
    let code = |content: &str| client.send(content).unwrap().errcode();
    let refuse = |code| Fault::Refuse(code, String::new());
    client.server.always(Endpoint::AppchatSend, refuse(9));
    client.server.fault_where(Endpoint::AppchatSend, "B2", refuse(2));
    client.server.fault_times(Endpoint::AppchatSend, refuse(3), 2);
    client.server.fault(Endpoint::AppchatSend, Fault::Pass);
    assert_eq!(["A", "B2", "B2", "A", "A"].map(code), [3, 2, 3, 0, 9]);
    client.server.clear_faults();
    client.server.always_where(Endpoint::AppchatSend, "B2", refuse(4));
    assert_eq!(["A", "B2", "A", "B2"].map(code), [0, 4, 0, 4]);
}

#[test]
fn a_held_answer_waits_for_its_release() {
    let client = Client::open();
    let hold = client.server.hold(Endpoint::AppchatSend);
    std::thread::scope(|scope| {
        let sent = scope.spawn(|| client.send("x").unwrap().errcode());
        assert!(client.server.wait_until(Duration::from_secs(10), |_| hold.waiting() == 1));
        assert_eq!(client.server.texts(CHAT), ["x"]);
        assert!(!client.server.wait_until(Duration::from_millis(100), |_| sent.is_finished()));
        hold.release();
        assert_eq!(sent.join().unwrap(), 0);
    });
}

#[test]
fn a_request_that_breaks_off_is_not_received() {
    let client = Client::open();
    let whole = request("POST", &client.target, "application/json", Client::body("x").to_string().as_bytes());
    assert!(ask(&client.server, &whole[..whole.len() - 1]).is_none());
    assert!(ask(&client.server, &whole[..30]).is_none());
    assert_eq!((client.server.requests(Endpoint::AppchatSend), client.server.heads(Endpoint::AppchatSend)), (0, 1));
    assert_eq!(client.server.broken(), 2);
    let chunked = b"POST /cgi-bin/gettoken HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    assert_eq!(ask(&client.server, chunked).unwrap().status, 411);
    let endless = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(20_000));
    assert!(ask(&client.server, endless.as_bytes()).is_none());
    assert_eq!(client.server.broken(), 4);
}
