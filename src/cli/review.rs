//! `review`

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::resale::review::WaitingReview;
use crate::domain::order::number::OrderFlow;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::order_labels::{count_tickets, recorded_label};
use crate::output::schema::ListSchema;

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
    /// Pass an order, which then goes on
    Pass(ReviewVerdictArgs),
    /// Reject an order, which is then cancelled
    Reject(ReviewVerdictArgs),
}

#[derive(Debug, clap::Args)]
struct ReviewVerdictArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The reason
    #[arg(long, value_name = "REASON")]
    reason: String,
}

pub fn run_review(context: &CommandContext, args: ReviewArgs) -> Result<CommandResponse> {
    let (pass, verdict) = match args.verb {
        ReviewVerb::List => return list_reviews(context),
        ReviewVerb::Pass(verdict) => (true, verdict),
        ReviewVerb::Reject(verdict) => (false, verdict),
    };
    let mut app = context.open_app()?;
    let order_no = verdict.order.resolve(&mut app)?;
    let outcome = app.review_order(&order_no, pass, &verdict.reason)?;
    next::respond_with_next_step(context, &mut app, outcome)
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
        .number("settlement_amount", "价目", "Price", |waiting| waiting.order.settlement_amount)
        .text("ticket_type", "票种", "Ticket type", |waiting| waiting.order.ticket_type.clone())
        .shown(format_tickets)
        .drop_priority(3)
        .word("play_date", "游玩日", "Play date", |waiting| waiting.order.play_date)
        .drop_priority(2)
        .time("deadline", "期限", "Deadline", |waiting| waiting.deadline)
        .drop_priority(1)
        .hidden("quantity", |waiting| waiting.order.purchase.quantity);
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_reviews()?))
}

fn format_tickets(waiting: &WaitingReview, _: Lang) -> String {
    let WaitingReview { order, .. } = waiting;
    count_tickets(OrderFlow::Resale, order.ticket_type.as_deref(), order.purchase.quantity).unwrap_or_default()
}

fn join_reasons(waiting: &WaitingReview, lang: Lang) -> String {
    waiting.reasons.iter().map(|reason| recorded_label(reason, lang)).collect::<Vec<_>>().join(" · ")
}
