//! A group that became a supergroup: the message goes there, once, and the outcome says so.

use ticketctl::gateway::{MessagePart, RefusalClass, SendOutcome};

use super::single_send::SingleSend;
use super::{ORDER, picture, refused, text, unknown};
use crate::support::fake_server::{ChatState, Endpoint, FakeServer, Fault};

const OLD: &str = "-5005";
const NEW: &str = "-1005005";

fn moved() -> FakeServer {
    let server = FakeServer::start();
    server.telegram_chat(OLD, ChatState::Migrated(NEW.parse().unwrap()));
    server.telegram_chat(NEW, ChatState::Open);
    server
}

#[track_caller]
fn taken_there(server: &FakeServer, outcome: SendOutcome) {
    let shown = server.shown(NEW);
    assert_eq!((server.shown(OLD).len(), shown.len()), (0, 1));
    let receipt = Some(shown[0].message_id.to_string());
    assert_eq!(outcome, SendOutcome::Accepted { receipt, moved_to: Some(NEW.to_owned()) });
}

#[test]
fn a_message_follows_its_group_once() {
    let document = MessagePart::File { file_name: "a.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() };
    for (part, asked) in [(text(ORDER), 1), (picture(), 2), (document, 2)] {
        let server = moved();
        let (outcome, times) = SingleSend::new(&server).send_to(OLD, part);
        taken_there(&server, outcome);
        assert_eq!(times, asked);
    }
}

#[test]
fn a_group_that_moves_between_the_placeholder_and_the_text() {
    let server = FakeServer::start();
    server.telegram_chat(OLD, ChatState::Open);
    server.telegram_chat(NEW, ChatState::Open);
    let leave = |server: &FakeServer| server.telegram_chat(OLD, ChatState::Migrated(NEW.parse().unwrap()));
    let (outcome, asked) = SingleSend::new(&server).before(&leave).send_to(OLD, text(ORDER));
    let shown = server.shown(NEW);
    assert_eq!((shown.len(), shown[0].text.as_str(), asked), (1, ORDER, 2));
    let receipt = Some(shown[0].message_id.to_string());
    assert_eq!(outcome, SendOutcome::Accepted { receipt, moved_to: Some(NEW.to_owned()) });
    // Nobody can take a placeholder away from a chat that is gone, but it holds no order.
    assert!(server.shown(OLD).iter().all(|shown| shown.text == "…"));
}

#[test]
fn what_becomes_of_it_there_is_what_became_of_it() {
    let server = moved();
    server.telegram_chat(NEW, ChatState::Kicked);
    refused(SingleSend::new(&server).send_to(OLD, picture()).0, RefusalClass::Configuration);

    // A second move is not followed.
    let server = moved();
    server.telegram_chat(NEW, ChatState::Migrated(-1009));
    server.telegram_chat("-1009", ChatState::Open);
    let refusal = refused(SingleSend::new(&server).send_to(OLD, picture()).0, RefusalClass::Configuration);
    assert!(refusal.advice.en.contains("-1009") && server.shown("-1009").is_empty());

    let server = moved();
    server.fault(Endpoint::SendPhoto, Fault::Pass);
    server.fault(Endpoint::SendPhoto, Fault::DropAfterBody);
    unknown(&SingleSend::new(&server).send_to(OLD, picture()).0);
    assert_eq!((server.requests(Endpoint::SendPhoto), server.shown(NEW).len()), (2, 1));

    let server = moved();
    let (outcome, asked) = SingleSend::new(&server).allow(1).send_to(OLD, picture());
    assert_eq!((outcome, asked, server.shown(NEW).len()), (SendOutcome::NotPermitted, 2, 0));
}
