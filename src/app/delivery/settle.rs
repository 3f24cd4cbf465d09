//! Transaction 2 of a job: how its last message ended, and what that means for its order.

use super::breaker::{BY_DELIVERY, count_outcome};
use super::context::WorkerContext;
use super::errors::DeliveryError;
use super::flow::Deliverable;
use super::result::SendResult;
use super::start::StartedJob;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale::order::ResaleOrder;
use crate::error::{Exit, Result};
use crate::gateway::{RefusalClass, SendRefusal};
use crate::say;
use crate::store::Tx;
use crate::store::shop::groups::PausedBy;

/// Records the end of a job. A group whose channel refuses everything is paused with it, and a service that asked for a
/// pause gets it.
pub(crate) fn settle_job(tx: &Tx<'_>, context: &WorkerContext, ended: &StartedJob) -> Result<Result<OrderOutcome>> {
    let recorded = tx.with_savepoint(|| match ended.job.order_no.flow() {
        OrderFlow::Resale => record_end::<ResaleOrder>(tx, context, ended),
        OrderFlow::Checkout => record_end::<CheckoutOrder>(tx, context, ended),
    })?;
    keep_first_result(tx, ended, recorded.as_ref().ok())?;
    let limits = ended.destination.rate_limits(&ended.to, tx.derived_keys());
    tx.give_back(&limits, ended.result.count_unsent(), ended.paced_at)?;
    let paused = match &recorded {
        Ok(_) => count_outcome(tx, ended, &context.writer)?,
        Err(_) => false,
    };
    let failure = ended.result.to_error(&ended.job, &ended.destination.name, paused);
    Ok(match (recorded, failure) {
        // What could not be recorded is no reason to hide that a message may have arrived.
        (Err(_), Some(failure)) if failure.exit == Exit::Unknown => Err(failure),
        (Err(error), _) => Err(error),
        (Ok(_), Some(failure)) => Err(failure),
        (Ok(outcome), None) => Ok(outcome),
    })
}

/// What a repeat under the same key is answered: the same, or something worse.
fn keep_first_result(tx: &Tx<'_>, ended: &StartedJob, recorded: Option<&OrderOutcome>) -> Result<()> {
    let Some(keyed) = &ended.keyed else { return Ok(()) };
    match (&ended.result.sent, recorded) {
        (SendResult::All, Some(outcome)) => keyed.finish(tx, outcome, Exit::Ok),
        (SendResult::Unknown { .. }, Some(outcome)) => keyed.finish(tx, outcome, Exit::Unknown),
        // Surely not taken: the same key may try again.
        (SendResult::Refused(_), _) => keyed.forget(tx),
        // Not recorded here: the order's state guards it until it is.
        (SendResult::ClaimLost { .. } | SendResult::All | SendResult::Unknown { .. }, _) => Ok(()),
    }
}

fn record_end<S: Deliverable>(tx: &Tx<'_>, context: &WorkerContext, ended: &StartedJob) -> Result<OrderOutcome> {
    let Some(command) = S::end_command(&ended.job, &ended.result) else { return Ok(ended.started.clone()) };
    let mut writer = context.writer.clone();
    writer.clock = ended.clock;
    // Before the order hears of it: its running attempt may be another process's by now.
    let now = writer.clock.processed_at();
    if !ended.result.end_deliveries(tx, &ended.claim, writer.caller.lang, now)? {
        return Err(DeliveryError::ClaimLost { order_no: &ended.job.order_no }.into());
    }
    let decided = writer.load::<S>(tx, &ended.job.order_no)?.decide(&command)?;
    if let Some(chat) = &ended.result.moved_to {
        let edit = tx.edit_shop(context.writer.shop_stamp(BY_DELIVERY));
        edit.change_group_target(&ended.destination.name, &ended.to, chat)?;
    }
    if let SendResult::Refused(refusal) = &ended.result.sent {
        apply_refusal(tx, context, ended, refusal)?;
    }

    let mut outcome = decided.commit()?;
    outcome.events.splice(0..0, ended.started.events.iter().cloned());
    outcome.messages.clone_from(&ended.started.messages);
    if let Some(chat) = &ended.result.moved_to {
        let name = &ended.destination.name;
        outcome.warnings.push(say!(
            "{name} 的聊天已升级，新的 id 是 {chat}；已改用新的",
            "the chat of {name} was upgraded and its id is now {chat}, which is used from now on"
        ));
    }
    Ok(outcome)
}

/// What a refusal means for everything else that goes the same way.
fn apply_refusal(tx: &Tx<'_>, context: &WorkerContext, ended: &StartedJob, refusal: &SendRefusal) -> Result<()> {
    let clock = &context.writer.clock;
    if refusal.class.pauses_channel() {
        let edit = tx.edit_shop(context.writer.shop_stamp(BY_DELIVERY));
        edit.pause_group(&ended.destination.name, Some((&refusal.message, PausedBy::Refusal)))?;
    }
    if let (RefusalClass::Throttled | RefusalClass::RetryAfter(_), Some(seconds), true) =
        (refusal.class, refusal.class.retry_after(), ended.destination.channel.is_remote())
    {
        let now = clock.wall_time();
        let until = now.plus_millis(i64::from(seconds) * 1000);
        for limit in ended.destination.rate_limits(&ended.to, tx.derived_keys()) {
            tx.back_off(&limit.name, until, now)?;
        }
    }
    Ok(())
}
