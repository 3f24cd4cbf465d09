//! `order cancel`

use crate::cli::context::CommandContext;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::error::Result;
use crate::say;

/// Cancel an order; the buyer gets the money back.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").args(["reason", "agent_confirmed"]))]
pub struct OrderCancelArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Why the order is cancelled; asked for on a terminal
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// The agent agreed to cancel
    #[arg(long, requires = "evidence")]
    agent_confirmed: bool,
    /// What shows that the agent agreed
    #[arg(long, value_name = "TEXT", requires = "agent_confirmed")]
    evidence: Option<String>,
}

/// Asks for the cancellation, or records the agent's answer.
pub fn run_order_cancel(context: &CommandContext, args: OrderCancelArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let reason = if args.agent_confirmed { None } else { Some(ask_reason(context, args.reason, &order_no)?) };
    let outcome = match (reason, args.evidence) {
        (Some(reason), _) => match order_no.flow() {
            OrderFlow::Resale => app.cancel_order(&order_no, &reason)?,
            OrderFlow::Checkout => app.cancel_checkout(&order_no, &reason)?,
        },
        (None, evidence) => app.confirm_cancel(&order_no, &evidence.unwrap_or_default())?,
    };
    next::respond_with_next_step(context, &mut app, outcome)
}

fn ask_reason(context: &CommandContext, given: Option<String>, order_no: &OrderNo) -> Result<String> {
    let question = say!("为什么取消订单 {order_no}", "Why is order {order_no} cancelled");
    context.ask_missing(given, "--reason", &question)
}
