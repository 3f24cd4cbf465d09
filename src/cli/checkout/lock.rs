//! `checkout lock`: one order with its next step, or many, one row each.

use serde_json::json;

use crate::app::App;
use crate::cli::context::CommandContext;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::order_batch::{BatchStep, read_orders, run_order_batch};
use crate::cli::response::CommandResponse;
use crate::domain::value::message::BilingualText;
use crate::error::Result;

const HELD: (&str, BilingualText) = ("held", BilingualText { zh: "已锁定", en: "held" });

const LOCK: BatchStep = BatchStep {
    command: "checkout lock",
    done: HELD,
    would: ("would_lock", BilingualText { zh: "会锁定", en: "would be held" }),
    already: HELD,
    sum: None,
};

/// Holds the places of each order, in a transaction of its own.
///
/// # Errors
/// For one order its refusal (4); for many, exit 8 once some were refused.
pub(super) fn run_checkout_lock(
    context: &CommandContext,
    mut app: App,
    orders: Vec<OrderArg>,
) -> Result<CommandResponse> {
    let orders = read_orders(orders)?;
    if let [only] = orders.as_slice() {
        let order_no = only.resolve(&mut app)?;
        let outcome = app.lock_checkout(&order_no)?;
        return next::respond_with_next_step(context, &mut app, outcome);
    }
    run_order_batch(context, app, &LOCK, &orders, json!({}), |app, order_no| app.lock_checkout(order_no))
}
