//! Transaction 2 of a task: how its last message ended, and what that means for its order.

use super::flow::Deliverable;
use super::result::SendResult;
use super::start::InFlight;
use super::worker::WorkerContext;
use crate::app::write::execute::LoadedOrder;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderFlow;
use crate::domain::{checkout, resale};
use crate::error::Result;
use crate::gateway::{RefusalClass, SendRefusal};
use crate::say;
use crate::store::Tx;
use crate::store::shop::groups::PausedBy;

/// Records the end of a task. A group whose channel refuses everything is paused with it, and a lane that was used too fast
/// rests.
///
/// # Errors
/// SQLite's: the whole turn is undone.
pub(crate) fn settle_job(tx: &Tx<'_>, book: &WorkerContext, open: &InFlight) -> Result<Result<OrderOutcome>> {
    let result = tx.with_savepoint(|| match open.job.order_no.flow() {
        OrderFlow::Resale => conclude_job::<resale::order::ResaleOrder>(tx, book, open),
        OrderFlow::Checkout => conclude_job::<checkout::order::CheckoutOrder>(tx, book, open),
    })?;
    if let Some(key) = &open.job.key {
        match &result {
            Ok(outcome) => tx.finish_request(key, &outcome.to_json().to_string())?,
            // A refusal of the outside is no result: the same key may try again.
            Err(_) => tx.forget_request(key)?,
        }
    }
    Ok(result.and_then(|outcome| match open.result.to_error(open.job.order_no.as_str(), &open.destination.name) {
        Some(error) => Err(error),
        None => Ok(outcome),
    }))
}

fn conclude_job<S: Deliverable>(tx: &Tx<'_>, book: &WorkerContext, open: &InFlight) -> Result<OrderOutcome> {
    let Some(command) = S::end_command(&open.job, &open.result) else { return Ok(open.started.clone()) };
    let mut scribe = book.writer.clone();
    (scribe.clock, scribe.caller.key) = (open.clock, None);
    let finished = scribe.write_request(
        tx,
        &open.job.order_no,
        None,
        |_, _: &LoadedOrder<S>| Ok(command),
        |tx, written| {
            open.result.record_end(tx, &open.claim, book.writer.caller.lang, written.now)?;
            if let Some(chat) = &open.result.moved_to {
                tx.change_group_target(&open.destination.name, &open.to, chat)?;
            }
            match &open.result.sent {
                SendResult::Refused(refusal) => apply_refusal(tx, book, open, refusal),
                _ => Ok(()),
            }
        },
    )?;
    let mut finished = finished?;
    finished.events.splice(0..0, open.started.events.iter().cloned());
    finished.messages.clone_from(&open.started.messages);
    if let Some(chat) = &open.result.moved_to {
        let name = &open.destination.name;
        finished.warnings.push(say!(
            "{name} 的聊天已升级，新的 id 是 {chat}；已改用新的",
            "the chat of {name} was upgraded and its id is now {chat}, which is used from now on"
        ));
    }
    Ok(finished)
}

/// What a refusal means for everything else that goes the same way.
fn apply_refusal(tx: &Tx<'_>, book: &WorkerContext, open: &InFlight, refusal: &SendRefusal) -> Result<()> {
    let now = book.writer.clock.processed_at();
    if refusal.class.pauses_channel() {
        tx.pause_group(&open.destination.name, Some((&refusal.message, PausedBy::Refusal)), now)?;
    }
    if let (RefusalClass::Throttled | RefusalClass::RetryAfter(_), Some(seconds), true) =
        (refusal.class, refusal.class.retry_after(), open.destination.channel.is_remote())
    {
        let until = book.writer.clock.wall_time().plus_millis(i64::from(seconds) * 1000);
        for lane in open.destination.rate_limits(&open.to, tx.derived_keys()) {
            tx.back_off(&lane.name, until)?;
        }
    }
    Ok(())
}
