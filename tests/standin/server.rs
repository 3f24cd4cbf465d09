//! The server itself: many at once, refused connections, and its end.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::{connect, post, token};
use crate::standin::{CHAT, Endpoint, Standin};

#[test]
fn many_are_served_at_once() {
    const CLIENTS: usize = 64;
    const EACH: usize = 5;
    let standin = Standin::start();
    let target = format!("/cgi-bin/appchat/send?access_token={}", token(&standin));
    standin.latency(Duration::from_millis(50));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (standin, target) = (&standin, &target);
            scope.spawn(move || {
                for turn in 0..EACH {
                    let text = json!({ "content": format!("{client}-{turn}") });
                    let body = json!({ "chatid": CHAT, "msgtype": "text", "text": text });
                    assert_eq!(post(standin, target, &body).errcode(), 0);
                }
            });
        }
    });
    let took = began.elapsed();
    assert!(took >= Duration::from_millis(50) * EACH as u32, "{took:?}");
    // One after the other it would take 16 s.
    assert!(took < Duration::from_secs(8), "{took:?}");
    let mut texts = standin.texts(CHAT);
    texts.sort();
    texts.dedup();
    assert_eq!((texts.len(), standin.requests(Endpoint::AppchatSend)), (CLIENTS * EACH, CLIENTS * EACH));
    assert_eq!(standin.connections(), CLIENTS * EACH + 1);
    assert!(standin.peak() > 8, "{}", standin.peak());
}

#[test]
fn it_can_stop_listening_and_take_it_up_again() {
    let standin = Standin::start();
    let address = standin.address();
    assert_eq!(standin.base_url(), format!("http://127.0.0.1:{}", address.port()));
    standin.listening(false);
    assert!(TcpStream::connect(address).is_err());
    standin.listening(false);
    standin.listening(true);
    standin.listening(true);
    assert_eq!(standin.address(), address);
    assert!(!token(&standin).is_empty());
    assert_eq!(standin.connections(), 1);
}

#[test]
fn dropping_it_ends_everything() {
    let standin = Standin::start();
    let address = standin.address();
    let token = token(&standin);
    let idle = connect(&standin);
    let hold = standin.hold(Endpoint::AppchatGet);
    let mut held = connect(&standin);
    let get = format!("GET /cgi-bin/appchat/get?access_token={token}&chatid={CHAT} HTTP/1.1\r\n\r\n");
    std::io::Write::write_all(&mut held, get.as_bytes()).unwrap();
    assert!(standin.wait_until(Duration::from_secs(10), |_| hold.waiting() == 1));
    let began = Instant::now();
    drop(standin);
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    assert!(TcpStream::connect(address).is_err());
    assert!(crate::client::read(&idle).is_none());
    assert!(crate::client::read(&held).is_none());
}
