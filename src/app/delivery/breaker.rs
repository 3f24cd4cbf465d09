//! What stops a destination by itself: two unknown outcomes in a row pause its group, and a schedule leaves a service that
//! nobody can connect to alone for longer and longer.
//!
//! A refusal is an answer: whatever it says, the way there and back is open. So it ends both counts, and what it means is
//! decided in [`settle`](super::settle).

use super::destination::Destination;
use super::result::SendResult;
use super::retry::{has_rested, pause_millis};
use super::start::StartedJob;
use crate::app::write::order_writer::OrderWriter;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::gateway::RefusalClass;
use crate::say;
use crate::store::Tx;
use crate::store::outbox::trouble::{DestinationTrouble, MAX_UNKNOWN_IN_ROW};
use crate::store::shop::groups::PausedBy;

/// What the shop's log says a group was paused or moved by, where nobody asked for it.
pub(crate) const BY_DELIVERY: &str = "delivery";

/// Counts how a job ended. Gives whether its group was paused with it.
pub(crate) fn count_outcome(tx: &Tx<'_>, ended: &StartedJob, writer: &OrderWriter) -> Result<bool> {
    let (lang, now) = (writer.caller.lang, writer.clock.processed_at());
    let (name, result) = (&ended.destination.name, &ended.result);
    let before = tx.find_trouble(name)?;
    let answered = if result.accepted.is_empty() { before } else { DestinationTrouble::default() };
    let after = match &result.sent {
        SendResult::All => DestinationTrouble::default(),
        SendResult::ClaimLost { .. } => return Ok(false),
        SendResult::Refused(refusal) if refusal.class == RefusalClass::Unreachable => DestinationTrouble {
            unreachable_in_row: answered.unreachable_in_row.saturating_add(1),
            at: now,
            ..answered
        },
        SendResult::Refused(_) => DestinationTrouble::default(),
        SendResult::Unknown { .. } => DestinationTrouble {
            unknown_in_row: answered.unknown_in_row.saturating_add(1),
            unreachable_in_row: 0,
            at: now,
        },
    };
    if after == DestinationTrouble::default() {
        if before != after {
            tx.forget_trouble(name)?;
        }
        return Ok(false);
    }
    tx.store_trouble(name, &after)?;
    let stops = matches!(result.sent, SendResult::Unknown { .. }) && after.unknown_in_row >= MAX_UNKNOWN_IN_ROW;
    if !stops || tx.find_group(name)?.is_none_or(|group| group.paused.is_some()) {
        return Ok(false);
    }
    let count = after.unknown_in_row;
    let reason = say!(
        "连续 {count} 条消息结果未知：先检查网络和对方服务，到群里核实后登记",
        "{count} messages in a row had an unknown outcome: check the network and the service, then look into the group"
    );
    let by = writer.shop_stamp(BY_DELIVERY);
    tx.edit_shop(by).pause_group(name, Some((reason.in_lang(lang), PausedBy::Refusal)))?;
    Ok(true)
}

/// Whether a schedule leaves a destination alone, because nothing connected to it lately.
pub(crate) fn is_resting(tx: &Tx<'_>, destination: &Destination, now: Timestamp) -> Result<bool> {
    let DestinationTrouble { unreachable_in_row: failures, at, .. } = tx.find_trouble(&destination.name)?;
    Ok(failures > 0 && !has_rested(at, pause_millis(failures), now))
}
