//! `match`: the verdict on the screenshot.

use super::context::{Context, short_text};
use super::order_arg::order_no;
use super::response::Answer;
use crate::app::orders::view::Look;
use crate::error::Result;
use crate::output::screenshot;
use crate::say;

/// The verdict on the screenshot.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Field by field: what the order says and what the screenshot shows
    Show(Show),
    /// Accept a screenshot that the rules did not match
    Accept(Review),
    /// Refuse a screenshot; the agent must send another one
    Reject(Review),
}

#[derive(Debug, clap::Args)]
struct Show {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
}

#[derive(Debug, clap::Args)]
struct Review {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// Why, for the record
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Show(args) => show(context, &args),
        Verb::Accept(args) => review(context, args, true),
        Verb::Reject(args) => review(context, args, false),
    }
}

fn show(context: &Context, args: &Show) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let reveal = context.global.reveal;
    if reveal {
        app.record_reveal(&order_no, "match show")?;
    }
    let view = app.view(&order_no, Look { reveal, ..Look::default() })?;
    let (no, matching) = (&view.order_no, &view.matching);
    let value = screenshot::comparison_json(no, matching);
    Ok(Answer::page(value, Some("order_no"), screenshot::comparison(no, matching, &context.surface)))
}

fn review(context: &Context, args: Review, accept: bool) -> Result<Answer> {
    short_text("--reason", &args.reason, 500)?;
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let outcome = app.review_screenshot(&order_no, accept, args.reason)?;
    Ok(Answer::done(outcome, context.lang())
        .note(say!("下一步：`ticketctl next {order_no}`", "what to do now: `ticketctl next {order_no}`")))
}
