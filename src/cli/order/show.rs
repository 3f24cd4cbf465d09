//! `order show`

use crate::app::orders::view::Look;
use crate::cli::context::{Context, time};
use crate::cli::order_arg::order_no;
use crate::cli::response::Answer;
use crate::domain::order::number::Flow;
use crate::error::Result;
use crate::output::{checkout_page, checkout_show, resale_page, resale_show};

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
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let at = args.at.as_deref().map(|at| time("--at", at)).transpose()?;
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let reveal = context.global.reveal;
    if reveal {
        app.record_reveal(&order_no, "order show")?;
    }
    let look = Look { at, reveal, internal: context.global.internal };
    let (machine, surface) = (context.plan.is_machine(), &context.surface);
    let (value, text) = match order_no.flow() {
        Flow::Resale => {
            let view = app.view(&order_no, look)?;
            let text = match args.page {
                _ if machine => String::new(),
                true => resale_page::render(&view, surface.lang),
                false => resale_show::render(&view, surface),
            };
            (view.to_json(), text)
        }
        Flow::Checkout => {
            let view = app.view_checkout(&order_no, look)?;
            let text = match args.page {
                _ if machine => String::new(),
                true => checkout_page::render(&view, surface.lang),
                false => checkout_show::render(&view, surface),
            };
            (view.to_json(), text)
        }
    };
    Ok(Answer::page(value, Some("order_no"), text))
}
