//! Whether the reservations and the orders say the same of every place that was held.

use super::DoctorReport;
use super::finding::restore_hint;
use crate::domain::checkout::axis::LockStatus;
use crate::domain::value::time::Timestamp;
use crate::error::{Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::inventory::reservations::{HoldState, HoldWithOrder};

/// How many places a finding names.
const MAX_NAMED: usize = 5;

/// A hold that ran out so many minutes ago and was never recorded as expired shows that no sweep runs.
const OVERDUE_MINUTES: i64 = 60;

/// Looks at every hold beside the order that it is for.
pub(crate) fn check_seats(tx: &Tx<'_>, now: Timestamp, report: &mut DoctorReport) -> Result<()> {
    let (mut count, mut wrong, mut stale) = (0_usize, Vec::new(), 0_usize);
    tx.for_each_hold(|held| {
        count += 1;
        if !matches_order(&held) {
            wrong.push(format!("{} ({})", held.order_no, held.lock_id));
        } else if held.state == HoldState::Held && held.expires_at.plus_minutes(OVERDUE_MINUTES) <= now {
            stale += 1;
        }
    })?;
    if stale > 0 {
        report.add_warning(
            "places_unswept",
            say!(
                "{stale} 笔占位早已到期但没有记录：名额已经可售，只是日志没写",
                "{stale} holds expired long ago and are not recorded as expired: their places are free, but the log does not say so"
            ),
            say!("ticketctl sweep", "ticketctl sweep"),
        );
    }
    if wrong.is_empty() {
        report.add_ok("places", say!("{count} 笔占位与订单一致", "{count} holds are what their orders say"));
    } else {
        let (n, list) = (wrong.len(), wrong.get(..MAX_NAMED).unwrap_or(&wrong).join(", "));
        let message = say!("{n} 笔占位与订单不一致：{list}", "{n} holds are not what their orders say: {list}");
        report.add_problem("places", Exit::Data, message, restore_hint());
    }
    Ok(())
}

/// Whether a hold is in the state that its order has on the axis of the lock, and is the order's own.
fn matches_order(held: &HoldWithOrder) -> bool {
    let state = match held.state {
        HoldState::Held => LockStatus::Held,
        HoldState::Committed => LockStatus::Committed,
        HoldState::Released => LockStatus::Released,
        HoldState::Expired => LockStatus::Expired,
    };
    held.lock_status.as_deref() == Some(state.code())
}
