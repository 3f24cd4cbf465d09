//! `order cancel`

use crate::cli::context::Context;
use crate::cli::next;
use crate::cli::order_arg::order_no;
use crate::cli::response::Answer;
use crate::domain::order::number::Flow;
use crate::error::Result;

/// Cancel an order; its money goes back.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["reason", "agent_confirmed"]))]
pub struct Args {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// Why it shall be cancelled
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
    /// The agent took the order back
    #[arg(long, requires = "evidence")]
    agent_confirmed: bool,
    /// What shows that the agent did
    #[arg(long, value_name = "TEXT", requires = "agent_confirmed")]
    evidence: Option<String>,
}

/// Asks for the cancellation, or records the agent's answer.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let outcome = match (args.reason, args.evidence) {
        (Some(reason), _) => match order_no.flow() {
            Flow::Resale => app.cancel(&order_no, &reason)?,
            Flow::Checkout => app.checkout_cancel(&order_no, &reason)?,
        },
        (None, evidence) => app.confirm_cancel(&order_no, &evidence.unwrap_or_default())?,
    };
    next::done(context, &mut app, outcome)
}
