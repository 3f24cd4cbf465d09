//! `review`

use serde_json::{Value, json};

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::{CommandResponse, object_to_row};
use crate::app::resale::review::WaitingReview;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::order_labels::{page_time, zh_en};
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};

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
    let rows = context.open_app()?.list_reviews()?.iter().map(review_row).collect();
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::new("reasons", zh_en("原因", "Reasons")).format_with(format_reasons),
        ListColumn::new("duplicates", zh_en("同人同日", "Same person and day"))
            .format_with(format_order_nos)
            .drop_priority(4),
        ListColumn::new("paid_amount", zh_en("支付", "Paid")).align_right(),
        ListColumn::new("settlement_amount", zh_en("价目", "Price")).align_right(),
        ListColumn::new("ticket_type", zh_en("票种", "Ticket type")).drop_priority(3),
        ListColumn::new("play_date", zh_en("游玩日", "Play date")).no_wrap().drop_priority(2),
        ListColumn::new("deadline", zh_en("期限", "Deadline")).no_wrap().format_with(format_time).drop_priority(1),
    ];
    Ok(CommandResponse::with_list(RowSet { shape: ListSchema { name: "reviews", columns, id_key: "order_no" }, rows }))
}

fn review_row(waiting: &WaitingReview) -> OutputRow {
    let order = &waiting.order;
    object_to_row(json!({
        "order_no": order.order_no.as_str(),
        "reasons": waiting.reasons,
        "duplicates": waiting.duplicates,
        "paid_amount": order.purchase.paid_amount.to_string(),
        "settlement_amount": order.settlement_amount.map(|fen| fen.to_string()),
        "ticket_type": order.ticket_type,
        "play_date": order.play_date.map(|day| day.to_string()),
        "deadline": waiting.deadline.map(Timestamp::format_rfc3339),
    }))
}

fn format_reasons(value: &Value, lang: Lang) -> String {
    let label = |code: &str| {
        ExceptionKind::from_code(code).map_or(code.to_owned(), |kind| kind.label().in_lang(lang).to_owned())
    };
    array_texts(value).map(label).collect::<Vec<_>>().join(" · ")
}

fn format_order_nos(value: &Value, _: Lang) -> String {
    array_texts(value).collect::<Vec<_>>().join(" ")
}

fn array_texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn format_time(value: &Value, _: Lang) -> String {
    value.as_str().map(page_time).unwrap_or_default()
}
