//! Money that buys no ticket is recorded and no refusal, so it has to be said: with `-q` too, and by every repeat of a key.

use crate::app::App;
use crate::app::write::change_error::ChangeResult;
use crate::app::write::load::load_order;
use crate::app::write::order_change::DecidedChange;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;

impl App {
    /// What a key did first says again what is still to be done about it: a warning is not kept with a result.
    pub(super) fn warn_again(&mut self, order_no: &OrderNo, mut outcome: OrderOutcome) -> Result<OrderOutcome> {
        if outcome.replayed {
            let order = self.store.read(|tx| load_order::<CheckoutOrder>(tx, order_no))?.order;
            outcome.warnings.extend(unfulfillable_warning(&order));
        }
        Ok(outcome)
    }
}

/// Commits, and warns where the money of the order bought nothing.
pub(super) fn commit_with_warning(decided: DecidedChange<'_, CheckoutOrder>) -> ChangeResult<OrderOutcome> {
    let warning = unfulfillable_warning(decided.order());
    let mut outcome = decided.commit()?;
    outcome.warnings.extend(warning);
    Ok(outcome)
}

fn unfulfillable_warning(order: &CheckoutOrder) -> Option<BilingualMessage> {
    let BilingualMessage { zh, en } = order.unfulfillable_message()?;
    let no = &order.order_no;
    Some(say!(
        "订单 {no} 没有出票：{zh}。请给客户退款，再登记 `ticketctl refund complete {no} --evidence 凭证`",
        "order {no} has no ticket: {en}; refund the customer, then record it with `ticketctl refund complete {no} --evidence TEXT`"
    ))
}
