//! `order show`

use super::super::answer::Answer;
use super::super::context::{Context, time};
use super::super::numbers::order_no;
use crate::app::view::Look;
use crate::error::Result;
use crate::output::{order_page, order_show};

/// The detail of one order.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// In the order and the words of the reference page
    #[arg(long)]
    page: bool,
    /// As it was at this time (RFC 3339)
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

/// Shows it; personal data only after the access was recorded.
///
/// # Errors
/// There is no such order (exit 3).
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let at = args.at.as_deref().map(|at| time("--at", at)).transpose()?;
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let reveal = context.global.reveal;
    if reveal {
        app.record_reveal(&order_no, "order show")?;
    }
    let view = app.view(&order_no, Look { at, reveal, internal: context.global.internal })?;
    let text = if context.plan.is_machine() {
        String::new()
    } else if args.page {
        order_page::render(&view, context.lang())
    } else {
        order_show::render(&view, &context.surface)
    };
    Ok(Answer::page(view.to_json(), Some("order_no"), text))
}
