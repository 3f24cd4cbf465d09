//! Transaction 2 of a task: how its last message ended, and what that means for its order.

use super::flow::Outbound;
use super::result::Sent;
use super::start::Open;
use super::worker::Book;
use crate::app::write::execute::Loaded;
use crate::app::write::outcome::Outcome;
use crate::domain::order::number::Flow;
use crate::domain::{checkout, resale};
use crate::error::Result;
use crate::gateway::{Class, Refusal};
use crate::say;
use crate::store::Tx;
use crate::store::shop::groups::PausedBy;

/// Records the end of a task. A group whose channel refuses everything is paused with it, and a lane that was used too fast
/// rests.
///
/// # Errors
/// SQLite's: the whole turn is undone.
pub(crate) fn finish(tx: &Tx<'_>, book: &Book, open: &Open) -> Result<Result<Outcome>> {
    let result = tx.nested(|| match open.task.order_no.flow() {
        Flow::Resale => concluded::<resale::order::Order>(tx, book, open),
        Flow::Checkout => concluded::<checkout::order::Order>(tx, book, open),
    })?;
    if let Some(key) = &open.task.key {
        match &result {
            Ok(outcome) => tx.finish_request(key, &outcome.to_json().to_string())?,
            // A refusal of the outside is no result: the same key may try again.
            Err(_) => tx.forget_request(key)?,
        }
    }
    Ok(result.and_then(|outcome| match open.tally.error(open.task.order_no.as_str(), &open.outlet.name) {
        Some(error) => Err(error),
        None => Ok(outcome),
    }))
}

fn concluded<S: Outbound>(tx: &Tx<'_>, book: &Book, open: &Open) -> Result<Outcome> {
    let Some(command) = S::end(&open.task, &open.tally) else { return Ok(open.started.clone()) };
    let mut scribe = book.scribe.clone();
    (scribe.clock, scribe.caller.key) = (open.clock, None);
    let finished = scribe.write(
        tx,
        &open.task.order_no,
        None,
        |_, _: &Loaded<S>| Ok(command),
        |tx, written| {
            open.tally.record(tx, &open.claim, book.scribe.caller.lang, written.now)?;
            if let Some(chat) = &open.tally.moved_to {
                tx.move_group(&open.outlet.name, &open.to, chat)?;
            }
            match &open.tally.sent {
                Sent::Refused(refusal) => rest(tx, book, open, refusal),
                _ => Ok(()),
            }
        },
    )?;
    let mut finished = finished?;
    finished.events.splice(0..0, open.started.events.iter().cloned());
    finished.messages.clone_from(&open.started.messages);
    if let Some(chat) = &open.tally.moved_to {
        let name = &open.outlet.name;
        finished.warnings.push(say!(
            "{name} 的聊天已升级，新的 id 是 {chat}；已改用新的",
            "the chat of {name} was upgraded and its id is now {chat}, which is used from now on"
        ));
    }
    Ok(finished)
}

/// What a refusal means for everything else that goes the same way.
fn rest(tx: &Tx<'_>, book: &Book, open: &Open, refusal: &Refusal) -> Result<()> {
    let now = book.scribe.clock.processed();
    if refusal.class.pauses_channel() {
        tx.pause_group(&open.outlet.name, Some((&refusal.message, PausedBy::Refusal)), now)?;
    }
    if let (Class::Throttled | Class::RetryAfter(_), Some(seconds), true) =
        (refusal.class, refusal.class.retry_after(), open.outlet.channel.is_remote())
    {
        let until = book.scribe.clock.wall().plus_millis(i64::from(seconds) * 1000);
        for lane in open.outlet.lanes(&open.to, tx.vault()) {
            tx.rest_lane(&lane.name, until)?;
        }
    }
    Ok(())
}
