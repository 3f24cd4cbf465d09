//! Telegram's bot against the fake server: whatever goes wrong, a chat shows a message at most once, nothing of it leaves
//! before the worker has said so, and what the bot says became of it is true.

mod files;
mod moves;
mod probe;
mod single_send;
mod texts;

use ticketctl::gateway::{MessagePart, RefusalClass, SendOutcome, SendRefusal};

/// The smallest beginning of a PNG.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\xff";
/// A text with somebody's number in it.
const ORDER: &str = "A1F7-3 初级道 2 张\n张三 13800138000 🎿";

fn text(body: &str) -> MessagePart {
    MessagePart::Text { body: body.to_owned() }
}

fn picture() -> MessagePart {
    MessagePart::Image { file_name: "proof.png".to_owned(), bytes: PICTURE.to_vec() }
}

#[track_caller]
fn refused(outcome: SendOutcome, class: RefusalClass) -> SendRefusal {
    match outcome {
        SendOutcome::Refused(refusal) if refusal.class == class => {
            assert_eq!(refusal.code, "TELEGRAM_SEND_FAILED");
            *refusal
        }
        other => panic!("{other:?} is not {class:?}"),
    }
}

#[track_caller]
fn unknown(outcome: &SendOutcome) {
    assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{outcome:?}");
}

#[track_caller]
fn accepted(outcome: SendOutcome) -> String {
    match outcome {
        SendOutcome::Accepted { receipt: Some(receipt), moved_to: None } => receipt,
        other => panic!("{other:?}"),
    }
}

/// Runs cases that wait at the same time.
fn each<T: Sync>(cases: &[T], check: impl Fn(&T) + Sync) {
    std::thread::scope(|threads| {
        for case in cases {
            threads.spawn(|| check(case));
        }
    });
}
