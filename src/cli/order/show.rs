//! `order show`

use crate::app::orders::view::OrderViewOptions;
use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::order::number::OrderFlow;
use crate::error::Result;
use crate::output::{checkout_page, checkout_show, resale_page, resale_show};

/// Show one order in detail.
#[derive(Debug, clap::Args)]
pub struct OrderShowArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Lay the order out as on the reference page
    #[arg(long)]
    page: bool,
    /// Show the order as it was at this time, such as 2026-03-20 09:05 or 1h
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

/// Shows it; personal data only after the access was recorded.
pub fn run_order_show(context: &CommandContext, args: OrderShowArgs) -> Result<CommandResponse> {
    let at = args.at.as_deref().map(|at| context.read_past_flag("--at", at)).transpose()?;
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let reveal = context.global.reveal;
    if reveal {
        app.record_reveal(&order_no, "order show")?;
    }
    let look = OrderViewOptions { at, reveal, internal: context.global.internal };
    let (machine, surface) = (context.plan.is_machine(), &context.surface);
    let (value, text) = match order_no.flow() {
        OrderFlow::Resale => {
            let view = app.view_resale(&order_no, look)?;
            let text = match args.page {
                _ if machine => String::new(),
                true => resale_page::render_resale_page(&view, surface.lang),
                false => resale_show::render_resale_order(&view, surface),
            };
            (view.to_json(), text)
        }
        OrderFlow::Checkout => {
            let view = app.view_checkout(&order_no, look)?;
            let text = match args.page {
                _ if machine => String::new(),
                true => checkout_page::render_checkout_page(&view, surface.lang),
                false => checkout_show::render_checkout_order(&view, surface),
            };
            (view.to_json(), text)
        }
    };
    Ok(CommandResponse::with_page(value, Some("order_no"), text))
}
