//! How open payment mandates were used before: what their budgets and their frequencies are held against.
//!
//! A use counts from the moment that a mandate is accepted, whether or not money follows, as the protocol counts
//! presentations. Each other order is one use, however often its buyer's agent had to sign: it is paid once.

use crate::app::write::load::load_order;
use crate::domain::ap2::{MandateUsage, UsageHistory, open_mandate_hashes};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;

/// How the open mandates of a chain were used for other orders than this one.
pub(super) fn load_usage_history(tx: &Tx<'_>, order_no: &OrderNo, token: &str) -> Result<UsageHistory> {
    open_mandate_hashes(token)
        .into_iter()
        .map(|hash| Ok((hash.clone(), load_mandate_usage(tx, order_no, &hash)?)))
        .collect()
}

/// The names of the uses that an order makes of the open mandates that count them.
pub(super) fn name_counted_uses(tx: &Tx<'_>, order_no: &OrderNo, open_mandates: &[String]) -> Result<Vec<String>> {
    open_mandates.iter().filter_map(|hash| tx.next_mandate_use(hash, order_no).transpose()).collect()
}

fn load_mandate_usage(tx: &Tx<'_>, order_no: &OrderNo, open_mandate: &str) -> Result<MandateUsage> {
    let mut usage = MandateUsage::default();
    for other in tx.list_orders_of_mandate(open_mandate)?.iter().filter(|other| *other != order_no) {
        let loaded = load_order::<CheckoutOrder>(tx, other)?;
        // What is agreed to is the order's whole price: a payment mandate over another amount is refused.
        let amount = u64::try_from(loaded.order.draft.quote.amount.in_fen()).unwrap_or(u64::MAX);
        usage.spent = usage.spent.saturating_add(amount);
        usage.uses = usage.uses.saturating_add(1);
        let used = loaded.events.iter().filter(|row| {
            let event = CheckoutEvent::parse(&row.kind, row.result, &row.payload);
            let is_of = |counted: &String| counted.split_once('#').is_some_and(|(hash, _)| hash == open_mandate);
            matches!(event, Ok(CheckoutEvent::MandateVerified(it)) if it.counted_uses.iter().any(is_of))
        });
        usage.last_used = usage.last_used.max(used.map(|row| row.created_at).max());
    }
    Ok(usage)
}
