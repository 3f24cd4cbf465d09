//! Photos and documents: each leaves once.

use ticketctl::gateway::{MessagePart, RefusalClass, SendOutcome};

use super::single_send::SingleSend;
use super::{PICTURE, accepted, picture, refused, unknown};
use crate::support::fake_server::{Endpoint, FakeServer, Fault, TELEGRAM_CHAT};

fn file(name: &str, bytes: &[u8]) -> MessagePart {
    MessagePart::File { file_name: name.to_owned(), bytes: bytes.to_vec() }
}

fn no_photo(why: &str) -> Fault {
    Fault::Refuse(400, format!("Bad Request: {why}"))
}

#[test]
fn a_picture_is_a_photo_and_the_rest_are_documents() {
    let server = FakeServer::start();
    let (outcome, asked) = SingleSend::new(&server).send(picture());
    let shown = server.shown(TELEGRAM_CHAT);
    assert_eq!((accepted(outcome), asked), (shown[0].message_id.to_string(), 1));
    let sent = &server.files(TELEGRAM_CHAT)[0];
    assert_eq!((sent.name.as_str(), sent.bytes.as_slice(), sent.caption.as_str()), ("proof.png", PICTURE, ""));

    for (name, bytes) in [("plan.pdf", b"%PDF-1.7" as &[u8]), ("no-picture.png", b"GIF89a")] {
        let server = FakeServer::start();
        let part = MessagePart::Image { file_name: name.to_owned(), bytes: bytes.to_vec() };
        accepted(SingleSend::new(&server).send(part).0);
        let entry = &server.received()[0];
        assert_eq!((entry.endpoint, server.files(TELEGRAM_CHAT)[0].name.as_str()), (Endpoint::SendDocument, name));
        assert!(String::from_utf8_lossy(&entry.body).contains("disable_content_type_detection"));
    }
}

#[test]
fn a_photo_of_more_than_ten_megabytes_is_a_document() {
    let server = FakeServer::start();
    let mut bytes = PICTURE.to_vec();
    bytes.resize((10 << 20) + 1, 0);
    accepted(SingleSend::new(&server).send(file("large.png", &bytes)).0);
    assert_eq!(server.received()[0].endpoint, Endpoint::SendDocument);
}

#[test]
fn a_lost_answer_stays_lost() {
    let mut faults = vec![Fault::DropBeforeBody, Fault::DropAfterBody, Fault::HalfAnswer, Fault::Garbage, Fault::Huge];
    faults.extend([Fault::OversizeHeaders, Fault::LostBehind(502), Fault::Http(504)]);
    faults.push(Fault::Refuse(500, "Internal Server Error".to_owned()));
    for fault in faults {
        for (part, endpoint) in [(picture(), Endpoint::SendPhoto), (file("a.pdf", b"%PDF-1.7"), Endpoint::SendDocument)]
        {
            let server = FakeServer::start();
            server.fault(endpoint, fault.clone());
            let (outcome, asked) = SingleSend::new(&server).send(part);
            unknown(&outcome);
            assert_eq!((asked, server.connections()), (1, 1), "{fault:?}");
            assert!(server.shown(TELEGRAM_CHAT).len() <= 1);
        }
    }
}

#[test]
fn what_is_no_photo_for_telegram_leaves_once_more_as_a_document() {
    for why in ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED"] {
        let server = FakeServer::start();
        server.fault(Endpoint::SendPhoto, no_photo(why));
        let (outcome, asked) = SingleSend::new(&server).send(picture());
        accepted(outcome);
        assert_eq!((asked, server.shown(TELEGRAM_CHAT).len()), (2, 1));
    }
}

#[test]
fn what_becomes_of_the_document_is_what_became_of_the_message() {
    let refusing_photos = || {
        let server = FakeServer::start();
        server.fault(Endpoint::SendPhoto, no_photo("PHOTO_INVALID_DIMENSIONS"));
        server
    };
    let server = refusing_photos();
    server.fault(Endpoint::SendDocument, Fault::DropAfterBody);
    unknown(&SingleSend::new(&server).send(picture()).0);
    assert_eq!(server.connections(), 2);

    let server = refusing_photos();
    server.fault(Endpoint::SendDocument, Fault::TooMany(2));
    refused(SingleSend::new(&server).send(picture()).0, RefusalClass::RetryAfter(3));

    // The photo was surely not taken, and nothing left after it.
    let server = refusing_photos();
    let (outcome, asked) = SingleSend::new(&server).allow(1).send(picture());
    assert_eq!((outcome, asked, server.requests(Endpoint::SendDocument)), (SendOutcome::NotPermitted, 2, 0));
}

#[test]
fn a_refused_photo_is_not_repeated() {
    for (fault, class) in [
        (Fault::TooMany(7), RefusalClass::RetryAfter(8)),
        (
            Fault::Refuse(403, "Forbidden: bot was kicked from the supergroup chat".to_owned()),
            RefusalClass::Configuration,
        ),
        (Fault::RedirectToSelf, RefusalClass::Configuration),
        (Fault::Http(413), RefusalClass::Data),
    ] {
        let server = FakeServer::start();
        server.always(Endpoint::SendPhoto, fault);
        refused(SingleSend::new(&server).send(picture()).0, class);
        assert_eq!((server.received().len(), server.shown(TELEGRAM_CHAT).len()), (1, 0), "{class:?}");
    }
}

#[test]
fn what_cannot_be_sent_does_not_leave() {
    let server = FakeServer::start();
    for bytes in [vec![], vec![0; (50 << 20) + 1]] {
        refused(SingleSend::new(&server).send(file("a.bin", &bytes)).0, RefusalClass::Data);
    }
    assert_eq!(server.connections(), 0);
    let (outcome, asked) = SingleSend::new(&server).allow(0).send(picture());
    assert_eq!((outcome, asked, server.received().len()), (SendOutcome::NotPermitted, 1, 0));
    server.listening(false);
    let (outcome, asked) = SingleSend::new(&server).send(picture());
    refused(outcome, RefusalClass::Unreachable);
    assert_eq!(asked, 0);
}
