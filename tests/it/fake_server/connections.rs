//! The server itself: many at once, refused connections, and its end.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use super::client::{connect, post, token};
use crate::support::fake_server::{CHAT, Endpoint, FakeServer};

#[test]
fn many_are_served_at_once() {
    const CLIENTS: usize = 64;
    const EACH: usize = 5;
    let server = FakeServer::start();
    let target = format!("/cgi-bin/appchat/send?access_token={}", token(&server));
    server.latency(Duration::from_millis(50));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (server, target) = (&server, &target);
            scope.spawn(move || {
                for turn in 0..EACH {
                    let text = json!({ "content": format!("{client}-{turn}") });
                    let body = json!({ "chatid": CHAT, "msgtype": "text", "text": text });
                    assert_eq!(post(server, target, &body).errcode(), 0);
                }
            });
        }
    });
    let took = began.elapsed();
    assert!(took >= Duration::from_millis(50) * EACH as u32, "{took:?}");
    // One after the other it would take 16 s.
    assert!(took < Duration::from_secs(8), "{took:?}");
    let mut texts = server.texts(CHAT);
    texts.sort();
    texts.dedup();
    assert_eq!((texts.len(), server.requests(Endpoint::AppchatSend)), (CLIENTS * EACH, CLIENTS * EACH));
    assert_eq!(server.connections(), CLIENTS * EACH + 1);
    assert!(server.peak() > 8, "{}", server.peak());
}

#[test]
fn it_can_stop_listening_and_take_it_up_again() {
    let server = FakeServer::start();
    let address = server.address();
    assert_eq!(server.base_url(), format!("http://127.0.0.1:{}", address.port()));
    server.listening(false);
    assert!(TcpStream::connect(address).is_err());
    server.listening(false);
    server.listening(true);
    server.listening(true);
    assert_eq!(server.address(), address);
    assert!(!token(&server).is_empty());
    assert_eq!(server.connections(), 1);
}

#[test]
fn dropping_it_ends_everything() {
    let server = FakeServer::start();
    let address = server.address();
    let token = token(&server);
    let idle = connect(&server);
    let hold = server.hold(Endpoint::AppchatGet);
    let mut held = connect(&server);
    let get = format!("GET /cgi-bin/appchat/get?access_token={token}&chatid={CHAT} HTTP/1.1\r\n\r\n");
    std::io::Write::write_all(&mut held, get.as_bytes()).unwrap();
    assert!(server.wait_until(Duration::from_secs(10), |_| hold.waiting() == 1));
    let began = Instant::now();
    drop(server);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    assert!(TcpStream::connect(address).is_err());
    assert!(super::client::read(&idle).is_none());
    assert!(super::client::read(&held).is_none());
}
