//! `match`: the comparison of the screenshot.

use super::context::{CommandContext, check_short_text};
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::orders::view::OrderViewOptions;
use crate::error::Result;
use crate::output::screenshot;
use crate::say;

/// The verdict on the screenshot.
#[derive(Debug, clap::Args)]
pub struct MatchArgs {
    #[command(subcommand)]
    verb: MatchVerb,
}

#[derive(Debug, clap::Subcommand)]
enum MatchVerb {
    /// Compare the order with the screenshot, field by field
    Show(MatchShowArgs),
    /// Accept a screenshot that the rules did not match
    Accept(MatchReviewArgs),
    /// Reject a screenshot; the agent must send another one
    Reject(MatchReviewArgs),
}

#[derive(Debug, clap::Args)]
struct MatchShowArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
}

#[derive(Debug, clap::Args)]
struct MatchReviewArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The reason, for the record
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn run_match(context: &CommandContext, args: MatchArgs) -> Result<CommandResponse> {
    match args.verb {
        MatchVerb::Show(args) => show_match(context, &args),
        MatchVerb::Accept(args) => review_match(context, args, true),
        MatchVerb::Reject(args) => review_match(context, args, false),
    }
}

fn show_match(context: &CommandContext, args: &MatchShowArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let reveal = context.global.reveal;
    if reveal {
        app.record_reveal(&order_no, "match show")?;
    }
    let view = app.view_resale(&order_no, OrderViewOptions { reveal, ..OrderViewOptions::default() })?;
    let (no, matching) = (&view.order_no, &view.matching);
    let value = screenshot::comparison_to_json(no, matching);
    Ok(CommandResponse::with_page(
        value,
        Some("order_no"),
        screenshot::render_comparison(no, matching, &context.surface),
    ))
}

fn review_match(context: &CommandContext, args: MatchReviewArgs, accept: bool) -> Result<CommandResponse> {
    check_short_text("--reason", &args.reason, 500)?;
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let outcome = app.review_screenshot(&order_no, accept, args.reason)?;
    Ok(CommandResponse::for_outcome(outcome, context.lang())
        .add_note(say!("下一步：`ticketctl next {order_no}`", "next: `ticketctl next {order_no}`")))
}
