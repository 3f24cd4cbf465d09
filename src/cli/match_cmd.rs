//! `match`: the comparison of the screenshot.

use serde_json::json;

use super::context::{CommandContext, check_short_text};
use super::next;
use super::order_arg::OrderArg;
use super::order_batch::{BatchStep, count_orders, read_orders, run_order_batch};
use super::response::CommandResponse;
use crate::app::orders::view::OrderViewOptions;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, BilingualText};
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
    Accept(MatchAcceptArgs),
    /// Reject a screenshot; the agent must send another one
    Reject(MatchRejectArgs),
}

#[derive(Debug, clap::Args)]
struct MatchShowArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
}

#[derive(Debug, clap::Args)]
struct MatchAcceptArgs {
    /// The order numbers, or - to read them from stdin
    #[arg(value_name = "ORDER", required = true)]
    orders: Vec<OrderArg>,
    /// The reason, for the record
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Debug, clap::Args)]
struct MatchRejectArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The reason, for the record
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub fn run_match(context: &CommandContext, args: MatchArgs) -> Result<CommandResponse> {
    match args.verb {
        MatchVerb::Show(args) => show_match(context, &args),
        MatchVerb::Accept(args) => accept_matches(context, args),
        MatchVerb::Reject(args) => review_match(context, &args.order, args.reason, false),
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
    let page = screenshot::render_comparison(no, matching, &context.surface);
    let answer = CommandResponse::with_page(value, Some("order_no"), page);
    let next = match view.next.code {
        NextAction::ReviewScreenshot => Some(name_verdicts(no)),
        _ => next::describe_next_step(&mut app, no)?,
    };
    Ok(next.into_iter().fold(answer, CommandResponse::add_note))
}

/// The step of who looks at a comparison is to judge it: `next` leads here.
fn name_verdicts(no: &OrderNo) -> BilingualMessage {
    say!(
        "下一步：接受或退回这张截图
  $ ticketctl match accept {no} --reason 原因
  $ ticketctl match reject {no} --reason 原因",
        "next: accept the screenshot or reject it
  $ ticketctl match accept {no} --reason REASON
  $ ticketctl match reject {no} --reason REASON"
    )
}

const ACCEPT: BatchStep = BatchStep {
    command: "match accept",
    done: ("accepted", BilingualText { zh: "已接受截图", en: "accepted" }),
    would: ("would_accept", BilingualText { zh: "会接受截图", en: "would be accepted" }),
    already: ("already", BilingualText { zh: "之前已接受", en: "accepted before" }),
    sum: None,
};

fn accept_matches(context: &CommandContext, args: MatchAcceptArgs) -> Result<CommandResponse> {
    let orders = read_orders(args.orders)?;
    if let [only] = orders.as_slice() {
        return review_match(context, only, args.reason, true);
    }
    let reason = ask_reason(context, args.reason, &count_orders(orders.len()))?;
    let content = json!({ "reason": reason });
    run_order_batch(context, context.open_app()?, &ACCEPT, &orders, content, move |app, order_no| {
        app.review_screenshot(order_no, true, reason.clone())
    })
}

fn ask_reason(context: &CommandContext, given: Option<String>, whose: &BilingualMessage) -> Result<String> {
    let (zh, en) = (&whose.zh, &whose.en);
    let question = say!("{zh}：为什么（记录在案）", "{en}: why, for the record");
    let reason = context.ask_missing(given, "--reason", &question)?;
    check_short_text("--reason", &reason, 500)?;
    Ok(reason)
}

fn review_match(
    context: &CommandContext,
    order: &OrderArg,
    reason: Option<String>,
    accept: bool,
) -> Result<CommandResponse> {
    if let Some(reason) = &reason {
        check_short_text("--reason", reason, 500)?;
    }
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let reason = ask_reason(context, reason, &say!("{order_no}", "{order_no}"))?;
    let outcome = app.review_screenshot(&order_no, accept, reason)?;
    next::respond_with_next_step(context, &mut app, outcome)
}
