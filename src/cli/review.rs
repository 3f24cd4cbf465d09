//! `review`

use serde_json::json;

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::order_batch::{BatchStep, count_orders, read_orders, run_order_batch};
use super::response::CommandResponse;
use crate::app::resale::review::WaitingReview;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale::loss::OrderLoss;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::error::Result;
use crate::output::order_labels::{count_tickets, format_yuan, recorded_label};
use crate::output::schema::ListSchema;
use crate::say;

/// Orders that need a manual review: list, pass, reject.
#[derive(Debug, clap::Args)]
pub struct ReviewArgs {
    #[command(subcommand)]
    verb: ReviewVerb,
}

#[derive(Debug, clap::Subcommand)]
enum ReviewVerb {
    /// List the orders that wait for a review, and why
    List,
    /// Pass orders, which then go on
    Pass {
        /// The order numbers, or - to read them from stdin
        #[arg(value_name = "ORDER", required = true)]
        orders: Vec<OrderArg>,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
    },
    /// Reject an order, which is to be cancelled
    ///
    /// A verdict can't be taken back. From then on nothing is paid or pushed for the order; the buyer gets no notice and no
    /// money by it. Next comes `order cancel`, which opens the refund of all that the buyer paid, and once the money is back
    /// `refund leg` records it. To go on with the order, correct the form or pass it, and do
    /// not reject.
    Reject {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
    },
}

const PASS: BatchStep = BatchStep {
    command: "review pass",
    done: ("passed", BilingualText { zh: "审核通过", en: "passed" }),
    would: ("would_pass", BilingualText { zh: "会通过", en: "would be passed" }),
    already: ("already", BilingualText { zh: "之前已通过", en: "passed before" }),
    sum: None,
};

pub fn run_review(context: &CommandContext, args: ReviewArgs) -> Result<CommandResponse> {
    match args.verb {
        ReviewVerb::List => list_reviews(context),
        ReviewVerb::Pass { orders, reason } => pass_orders(context, orders, reason),
        ReviewVerb::Reject { order, reason } => judge_order(context, &order, reason, false),
    }
}

fn pass_orders(context: &CommandContext, orders: Vec<OrderArg>, reason: Option<String>) -> Result<CommandResponse> {
    let orders = read_orders(orders)?;
    if let [only] = orders.as_slice() {
        return judge_order(context, only, reason, true);
    }
    let reason = ask_reason(context, reason, &count_orders(orders.len()))?;
    let content = json!({ "reason": reason });
    run_order_batch(context, context.open_app()?, &PASS, &orders, content, move |app, order_no| {
        app.review_order(order_no, true, &reason)
    })
}

fn judge_order(
    context: &CommandContext,
    order: &OrderArg,
    reason: Option<String>,
    pass: bool,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let reason = ask_reason(context, reason, &say!("{order_no}", "{order_no}"))?;
    let outcome = app.review_order(&order_no, pass, &reason)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

fn ask_reason(context: &CommandContext, given: Option<String>, whose: &BilingualMessage) -> Result<String> {
    let (zh, en) = (&whose.zh, &whose.en);
    context.ask_missing(given, "--reason", &say!("{zh}：审核的理由", "{en}: the reason of the verdict"))
}

fn list_reviews(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |waiting: &WaitingReview| waiting.order.order_no.clone())
        .text("reasons", "原因", "Reasons", |waiting| waiting.reasons.clone())
        .shown(join_reasons)
        .text("duplicates", "同人同日", "Same person and day", |waiting| waiting.duplicates.clone())
        .shown(|waiting, _| waiting.duplicates.join(" "))
        .drop_priority(4)
        .number("paid_amount", "支付", "Paid", |waiting| waiting.order.purchase.paid_amount)
        .shown(|waiting, _| format_yuan(waiting.order.purchase.paid_amount))
        .number("settlement_amount", "价目", "Price", |waiting| waiting.order.settlement_amount)
        .shown(|waiting, _| waiting.order.settlement_amount.map(format_yuan).unwrap_or_default())
        .text("ticket_type", "票种", "Ticket type", |waiting| waiting.order.ticket_type.clone())
        .shown(format_tickets)
        .drop_priority(3)
        .word("play_date", "游玩日", "Play date", |waiting| waiting.order.play_date)
        .drop_priority(2)
        .time("deadline", "期限", "Deadline", |waiting| waiting.deadline)
        .drop_priority(1)
        .hidden("quantity", |waiting| waiting.order.purchase.quantity)
        .hidden("loss_amount", |waiting| OrderLoss::of_order(&waiting.order).map(OrderLoss::amount))
        .hidden("doubts", |waiting| waiting.doubts.iter().map(|doubt| doubt.kind).collect::<Vec<_>>());
    let mut app = context.open_app()?;
    let waiting = app.list_reviews()?;
    let next = match waiting.first() {
        Some(first) => next::describe_next_step(&mut app, &first.order.order_no)?,
        None => None,
    };
    Ok(next.into_iter().fold(CommandResponse::with_list(schema, waiting), CommandResponse::add_note))
}

fn format_tickets(waiting: &WaitingReview, _: Lang) -> String {
    let WaitingReview { order, .. } = waiting;
    count_tickets(OrderFlow::Resale, order.ticket_type.as_deref(), order.purchase.quantity).unwrap_or_default()
}

fn join_reasons(waiting: &WaitingReview, lang: Lang) -> String {
    let reasons = waiting.reasons.iter().map(|reason| recorded_label(reason, lang).to_string());
    let doubts = waiting.doubts.iter().map(|doubt| doubt.kind.label().in_lang(lang).to_owned());
    // Whoever passes it should see here that it loses money, and not only once the agent is to be paid.
    let loss = OrderLoss::of_order(&waiting.order).map(|loss| {
        let amount = format_yuan(loss.amount());
        say!("亏损 {amount}", "a loss of {amount}").in_lang(lang).to_owned()
    });
    reasons.chain(doubts).chain(loss).collect::<Vec<_>>().join(" · ")
}
