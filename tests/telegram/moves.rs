//! A group that became a supergroup: the message goes there, once, and the outcome says so.

use ticketctl::gateway::{Class, Outcome, Part};

use crate::clerk::Clerk;
use crate::standin::{ChatState, Endpoint, Fault, Standin};
use crate::{ORDER, picture, refused, text, unknown};

const OLD: &str = "-5005";
const NEW: &str = "-1005005";

fn moved() -> Standin {
    let standin = Standin::start();
    standin.telegram_chat(OLD, ChatState::Migrated(NEW.parse().unwrap()));
    standin.telegram_chat(NEW, ChatState::Open);
    standin
}

#[track_caller]
fn taken_there(standin: &Standin, outcome: Outcome) {
    let shown = standin.shown(NEW);
    assert_eq!((standin.shown(OLD).len(), shown.len()), (0, 1));
    let receipt = Some(shown[0].message_id.to_string());
    assert_eq!(outcome, Outcome::Accepted { receipt, moved_to: Some(NEW.to_owned()) });
}

#[test]
fn a_message_follows_its_group_once() {
    let document = Part::File { file_name: "a.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() };
    for (part, asked) in [(text(ORDER), 1), (picture(), 2), (document, 2)] {
        let standin = moved();
        let (outcome, times) = Clerk::new(&standin).send_to(OLD, part);
        taken_there(&standin, outcome);
        assert_eq!(times, asked);
    }
}

#[test]
fn a_group_that_moves_between_the_placeholder_and_the_text() {
    let standin = Standin::start();
    standin.telegram_chat(OLD, ChatState::Open);
    standin.telegram_chat(NEW, ChatState::Open);
    let leave = |standin: &Standin| standin.telegram_chat(OLD, ChatState::Migrated(NEW.parse().unwrap()));
    let (outcome, asked) = Clerk::new(&standin).before(&leave).send_to(OLD, text(ORDER));
    let shown = standin.shown(NEW);
    assert_eq!((shown.len(), shown[0].text.as_str(), asked), (1, ORDER, 2));
    let receipt = Some(shown[0].message_id.to_string());
    assert_eq!(outcome, Outcome::Accepted { receipt, moved_to: Some(NEW.to_owned()) });
    // Nobody can take a placeholder away from a chat that is gone, but it holds no order.
    assert!(standin.shown(OLD).iter().all(|shown| shown.text == "…"));
}

#[test]
fn what_becomes_of_it_there_is_what_became_of_it() {
    let standin = moved();
    standin.telegram_chat(NEW, ChatState::Kicked);
    refused(Clerk::new(&standin).send_to(OLD, picture()).0, Class::Configuration);

    // A second move is not followed.
    let standin = moved();
    standin.telegram_chat(NEW, ChatState::Migrated(-1009));
    standin.telegram_chat("-1009", ChatState::Open);
    let refusal = refused(Clerk::new(&standin).send_to(OLD, picture()).0, Class::Configuration);
    assert!(refusal.advice.en.contains("-1009") && standin.shown("-1009").is_empty());

    let standin = moved();
    standin.fault(Endpoint::SendPhoto, Fault::Pass);
    standin.fault(Endpoint::SendPhoto, Fault::DropAfterBody);
    unknown(&Clerk::new(&standin).send_to(OLD, picture()).0);
    assert_eq!((standin.requests(Endpoint::SendPhoto), standin.shown(NEW).len()), (2, 1));

    let standin = moved();
    let (outcome, asked) = Clerk::new(&standin).allow(1).send_to(OLD, picture());
    assert_eq!((outcome, asked, standin.shown(NEW).len()), (Outcome::Held, 2, 0));
}
