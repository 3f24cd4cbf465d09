//! `order keep`

use crate::cli::context::CommandContext;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::say;

/// Go on with an order in spite of what the platform says of it.
///
/// Ends the freeze that an import brought: a refund asked for, under way or done, a closed sale, another amount. The same news
/// does not stop the order again; further news does. The other ways out are `order cancel` and `refund open`.
#[derive(Debug, clap::Args)]
pub struct OrderKeepArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Why the order goes on; asked for on a terminal
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
}

pub fn run_order_keep(context: &CommandContext, args: OrderKeepArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let question = say!("订单 {order_no} 为什么照常办理", "Why does order {order_no} go on");
    let reason = context.ask_missing(args.reason, "--reason", &question)?;
    let outcome = app.keep_order(&order_no, &reason)?;
    next::respond_with_next_step(context, &mut app, outcome)
}
