//! Photos and documents: each leaves once.

use ticketctl::gateway::{Class, Outcome, Part};

use crate::clerk::Clerk;
use crate::standin::{Endpoint, Fault, Standin, TELEGRAM_CHAT};
use crate::{PICTURE, accepted, picture, refused, unknown};

fn file(name: &str, bytes: &[u8]) -> Part {
    Part::File { file_name: name.to_owned(), bytes: bytes.to_vec() }
}

fn no_photo(why: &str) -> Fault {
    Fault::Refuse(400, format!("Bad Request: {why}"))
}

#[test]
fn a_picture_is_a_photo_and_the_rest_are_documents() {
    let standin = Standin::start();
    let (outcome, asked) = Clerk::new(&standin).send(picture());
    let shown = standin.shown(TELEGRAM_CHAT);
    assert_eq!((accepted(outcome), asked), (shown[0].message_id.to_string(), 1));
    let sent = &standin.files(TELEGRAM_CHAT)[0];
    assert_eq!((sent.name.as_str(), sent.bytes.as_slice(), sent.caption.as_str()), ("proof.png", PICTURE, ""));

    for (name, bytes) in [("plan.pdf", b"%PDF-1.7" as &[u8]), ("no-picture.png", b"GIF89a")] {
        let standin = Standin::start();
        let part = Part::Image { file_name: name.to_owned(), bytes: bytes.to_vec() };
        accepted(Clerk::new(&standin).send(part).0);
        let entry = &standin.received()[0];
        assert_eq!((entry.endpoint, standin.files(TELEGRAM_CHAT)[0].name.as_str()), (Endpoint::SendDocument, name));
        assert!(String::from_utf8_lossy(&entry.body).contains("disable_content_type_detection"));
    }
}

#[test]
fn a_photo_of_more_than_ten_megabytes_is_a_document() {
    let standin = Standin::start();
    let mut bytes = PICTURE.to_vec();
    bytes.resize((10 << 20) + 1, 0);
    accepted(Clerk::new(&standin).send(file("large.png", &bytes)).0);
    assert_eq!(standin.received()[0].endpoint, Endpoint::SendDocument);
}

#[test]
fn a_lost_answer_stays_lost() {
    let mut faults = vec![Fault::DropBeforeBody, Fault::DropAfterBody, Fault::HalfAnswer, Fault::Garbage, Fault::Huge];
    faults.extend([Fault::OversizeHeaders, Fault::LostBehind(502), Fault::Http(504)]);
    faults.push(Fault::Refuse(500, "Internal Server Error".to_owned()));
    for fault in faults {
        for (part, endpoint) in [(picture(), Endpoint::SendPhoto), (file("a.pdf", b"%PDF-1.7"), Endpoint::SendDocument)]
        {
            let standin = Standin::start();
            standin.fault(endpoint, fault.clone());
            let (outcome, asked) = Clerk::new(&standin).send(part);
            unknown(&outcome);
            assert_eq!((asked, standin.connections()), (1, 1), "{fault:?}");
            assert!(standin.shown(TELEGRAM_CHAT).len() <= 1);
        }
    }
}

#[test]
fn what_is_no_photo_for_telegram_leaves_once_more_as_a_document() {
    for why in ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED"] {
        let standin = Standin::start();
        standin.fault(Endpoint::SendPhoto, no_photo(why));
        let (outcome, asked) = Clerk::new(&standin).send(picture());
        accepted(outcome);
        assert_eq!((asked, standin.shown(TELEGRAM_CHAT).len()), (2, 1));
    }
}

#[test]
fn what_becomes_of_the_document_is_what_became_of_the_message() {
    let bench = || {
        let standin = Standin::start();
        standin.fault(Endpoint::SendPhoto, no_photo("PHOTO_INVALID_DIMENSIONS"));
        standin
    };
    let standin = bench();
    standin.fault(Endpoint::SendDocument, Fault::DropAfterBody);
    unknown(&Clerk::new(&standin).send(picture()).0);
    assert_eq!(standin.connections(), 2);

    let standin = bench();
    standin.fault(Endpoint::SendDocument, Fault::TooMany(2));
    refused(Clerk::new(&standin).send(picture()).0, Class::RetryAfter(3));

    // The photo was surely not taken, and nothing left after it.
    let standin = bench();
    let (outcome, asked) = Clerk::new(&standin).allow(1).send(picture());
    assert_eq!((outcome, asked, standin.requests(Endpoint::SendDocument)), (Outcome::Held, 2, 0));
}

#[test]
fn a_refused_photo_is_not_repeated() {
    for (fault, class) in [
        (Fault::TooMany(7), Class::RetryAfter(8)),
        (Fault::Refuse(403, "Forbidden: bot was kicked from the supergroup chat".to_owned()), Class::Configuration),
        (Fault::RedirectToSelf, Class::Configuration),
        (Fault::Http(413), Class::Data),
    ] {
        let standin = Standin::start();
        standin.always(Endpoint::SendPhoto, fault);
        refused(Clerk::new(&standin).send(picture()).0, class);
        assert_eq!((standin.received().len(), standin.shown(TELEGRAM_CHAT).len()), (1, 0), "{class:?}");
    }
}

#[test]
fn what_cannot_be_sent_does_not_leave() {
    let standin = Standin::start();
    for bytes in [vec![], vec![0; (50 << 20) + 1]] {
        refused(Clerk::new(&standin).send(file("a.bin", &bytes)).0, Class::Data);
    }
    assert_eq!(standin.connections(), 0);
    let (outcome, asked) = Clerk::new(&standin).allow(0).send(picture());
    assert_eq!((outcome, asked, standin.received().len()), (Outcome::Held, 1, 0));
    standin.listening(false);
    let (outcome, asked) = Clerk::new(&standin).send(picture());
    refused(outcome, Class::Unreachable);
    assert_eq!(asked, 0);
}
