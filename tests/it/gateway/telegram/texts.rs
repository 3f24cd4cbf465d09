//! Texts: a placeholder, then the order in its place.

use std::time::Duration;

use serde_json::Value;
use ticketctl::gateway::{RefusalClass, SendOutcome};

use super::single_send::SingleSend;
use super::{ORDER, accepted, each, refused, text, unknown};
use crate::support::fake_server::{Endpoint, FakeServer, Fault, TELEGRAM_CHAT};

/// What a fault may do to the answer of a call that has its effect.
fn lost_answers() -> Vec<Fault> {
    let mut lost = vec![Fault::DropAfterBody, Fault::HalfAnswer, Fault::Garbage, Fault::Huge, Fault::OversizeHeaders];
    lost.extend([500, 502, 504].map(Fault::LostBehind));
    lost
}

/// What a fault may do to a call that has no effect, without saying so.
fn lost_calls() -> Vec<Fault> {
    vec![Fault::DropBeforeBody, Fault::Http(502), Fault::Refuse(500, "Internal Server Error: restart".to_owned())]
}

/// The texts that the chat shows now.
fn shown(server: &FakeServer) -> Vec<String> {
    server.shown(TELEGRAM_CHAT).into_iter().map(|shown| shown.text).collect()
}

#[test]
fn a_text_is_placed_and_then_filled_in() {
    let server = FakeServer::start();
    let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
    let seen = server.shown(TELEGRAM_CHAT);
    assert_eq!((seen.len(), seen[0].text.as_str(), seen[0].edits, asked), (1, ORDER, 1, 1));
    assert_eq!(accepted(outcome), seen[0].message_id.to_string());
    assert_eq!(server.texts(TELEGRAM_CHAT), ["…"]);
    let edit: Value = serde_json::from_slice(&server.received_at(Endpoint::EditMessageText)[0].body).unwrap();
    assert_eq!((&edit["link_preview_options"]["is_disabled"], edit.get("parse_mode")), (&Value::Bool(true), None));
}

#[test]
fn what_is_no_text_for_telegram_is_refused_here() {
    let server = FakeServer::start();
    for body in [&"🎿".repeat(2049), "", " \n"] {
        refused(SingleSend::new(&server).send(text(body)).0, RefusalClass::Data);
    }
    assert_eq!(server.connections(), 0);
    let (outcome, _) = SingleSend::new(&server).send(text(&"🎿".repeat(2048)));
    accepted(outcome);
}

#[test]
fn a_lost_placeholder_is_a_text_that_did_not_leave() {
    each(&[lost_answers(), lost_calls()].concat(), |fault| {
        let server = FakeServer::start();
        server.fault(Endpoint::SendMessage, fault.clone());
        let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
        let refusal = refused(outcome, RefusalClass::Unreachable);
        assert!(refusal.advice.en.contains("did not leave") && refusal.advice.zh.contains("没有发出"), "{fault:?}");
        assert_eq!((asked, server.requests(Endpoint::EditMessageText)), (0, 0), "{fault:?}");
        assert!(shown(&server).iter().all(|text| text == "…") && server.heads(Endpoint::SendMessage) == 1);
    });
}

#[test]
fn a_refused_placeholder_tells_why() {
    let refuse = |code, text: &str| Fault::Refuse(code, text.to_owned());
    for (fault, class) in [
        (Fault::TooMany(7), RefusalClass::RetryAfter(8)),
        (refuse(401, "Unauthorized"), RefusalClass::Configuration),
        (refuse(403, "Forbidden: bot was kicked from the supergroup chat"), RefusalClass::Configuration),
        (Fault::RedirectToSelf, RefusalClass::Configuration),
        (Fault::MovedPermanently, RefusalClass::Configuration),
        (Fault::EmptyNotFound, RefusalClass::Configuration),
        (Fault::Http(413), RefusalClass::Data),
    ] {
        let server = FakeServer::start();
        server.always(Endpoint::SendMessage, fault);
        refused(SingleSend::new(&server).send(text(ORDER)).0, class);
        assert_eq!((server.received().len(), shown(&server).len()), (1, 0), "{class:?}");
    }
}

#[test]
fn a_lost_edit_is_made_again_and_has_its_effect_once() {
    each(&[lost_answers(), lost_calls()].concat(), |fault| {
        let server = FakeServer::start();
        server.fault(Endpoint::EditMessageText, fault.clone());
        let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
        accepted(outcome);
        assert_eq!((shown(&server), asked), (vec![ORDER.to_owned()], 2), "{fault:?}");
        assert_eq!((server.requests(Endpoint::SendMessage), server.shown(TELEGRAM_CHAT)[0].edits), (1, 1));
    });
}

#[test]
fn an_edit_whose_answer_never_comes_is_unknown_and_stays() {
    for fault in [Fault::DropAfterBody, Fault::DropBeforeBody] {
        let server = FakeServer::start();
        server.always(Endpoint::EditMessageText, fault.clone());
        let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
        unknown(&outcome);
        assert_eq!((asked, server.heads(Endpoint::EditMessageText), shown(&server).len()), (3, 3, 1), "{fault:?}");
        assert_eq!((server.requests(Endpoint::SendMessage), server.requests(Endpoint::DeleteMessage)), (1, 0));
    }
}

#[test]
fn a_no_to_the_repeat_says_nothing_about_the_edit_before_it() {
    let server = FakeServer::start();
    server.fault(Endpoint::EditMessageText, Fault::DropAfterBody);
    server.fault(Endpoint::EditMessageText, Fault::Refuse(400, "Bad Request: message to edit not found".to_owned()));
    let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
    unknown(&outcome);
    assert_eq!((asked, shown(&server)), (2, vec![ORDER.to_owned()]));

    let server = FakeServer::start();
    server.fault(Endpoint::EditMessageText, Fault::DropAfterBody);
    server.fault(Endpoint::EditMessageText, Fault::TooMany(1));
    let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
    accepted(outcome);
    assert_eq!((asked, shown(&server)), (3, vec![ORDER.to_owned()]));
}

#[test]
fn a_refused_edit_takes_its_placeholder_away() {
    let refuse = |code, text: &str| Fault::Refuse(code, text.to_owned());
    for (fault, class) in [
        (Fault::TooMany(3), RefusalClass::RetryAfter(4)),
        (refuse(403, "Forbidden: bot was kicked from the supergroup chat"), RefusalClass::Configuration),
        (refuse(400, "Bad Request: message is too long"), RefusalClass::Data),
    ] {
        let server = FakeServer::start();
        server.fault(Endpoint::EditMessageText, fault);
        let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
        refused(outcome, class);
        assert_eq!((asked, shown(&server).len()), (1, 0), "{class:?}");
    }
    // Where that fails as well, the refusal stays what it is.
    let server = FakeServer::start();
    server.fault(Endpoint::EditMessageText, refuse(400, "Bad Request: message is too long"));
    server.always(Endpoint::DeleteMessage, Fault::DropAfterBody);
    refused(SingleSend::new(&server).send(text(ORDER)).0, RefusalClass::Data);
    assert_eq!(server.requests(Endpoint::DeleteMessage), 1);
}

#[test]
fn what_another_process_holds_does_not_leave() {
    let server = FakeServer::start();
    let (outcome, asked) = SingleSend::new(&server).allow(0).send(text(ORDER));
    assert_eq!((outcome, asked), (SendOutcome::NotPermitted, 1));
    assert_eq!((server.requests(Endpoint::EditMessageText), shown(&server).len()), (0, 0));

    let server = FakeServer::start();
    server.fault(Endpoint::EditMessageText, Fault::DropAfterBody);
    let (outcome, _) = SingleSend::new(&server).allow(1).send(text(ORDER));
    unknown(&outcome);
    assert_eq!((server.requests(Endpoint::EditMessageText), shown(&server)), (1, vec![ORDER.to_owned()]));
}

#[test]
fn a_service_that_is_away_takes_nothing() {
    let server = FakeServer::start();
    server.listening(false);
    let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
    refused(outcome, RefusalClass::Unreachable);
    assert_eq!(asked, 0);
}

#[test]
fn an_answer_that_is_late_is_lost() {
    let server = FakeServer::start();
    server.fault(Endpoint::EditMessageText, Fault::Slow(Duration::from_secs(20)));
    let (outcome, asked) = SingleSend::new(&server).send(text(ORDER));
    accepted(outcome);
    assert_eq!((asked, shown(&server)), (2, vec![ORDER.to_owned()]));
}
