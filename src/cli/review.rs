//! `review`

use serde_json::{Value, json};

use super::context::Context;
use super::next;
use super::order_arg::order_no;
use super::response::{Answer, row};
use crate::app::resale::review::Waiting;
use crate::domain::resale::view::Exception;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::order_labels::{moment, text};

/// Orders that a person must judge: list, pass, reject.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Orders that wait for a verdict, and why
    List,
    /// The order is fine: it goes on
    Pass(Verdict),
    /// The order is not fine: it is cancelled
    Reject(Verdict),
}

#[derive(Debug, clap::Args)]
struct Verdict {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// Why
    #[arg(long, value_name = "REASON")]
    reason: String,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let (pass, verdict) = match args.verb {
        Verb::List => return list(context),
        Verb::Pass(verdict) => (true, verdict),
        Verb::Reject(verdict) => (false, verdict),
    };
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &verdict.order)?;
    let outcome = app.review(&order_no, pass, &verdict.reason)?;
    next::done(context, &mut app, outcome)
}

fn list(context: &Context) -> Result<Answer> {
    let rows = context.app()?.reviews()?.iter().map(line).collect();
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::new("reasons", text("原因", "Reasons")).shown(reasons),
        Column::new("duplicates", text("同人同日", "Same person and day")).shown(joined).priority(4),
        Column::new("paid_amount", text("支付", "Paid")).number(),
        Column::new("settlement_amount", text("价目", "Price")).number(),
        Column::new("ticket_type", text("票种", "Ticket type")).priority(3),
        Column::new("play_date", text("游玩日", "Play date")).whole().priority(2),
        Column::new("deadline", text("期限", "Deadline")).whole().shown(time).priority(1),
    ];
    Ok(Answer::list(Dataset { shape: Shape { name: "reviews", columns, id_key: "order_no" }, rows }))
}

fn line(waiting: &Waiting) -> Row {
    let order = &waiting.order;
    row(json!({
        "order_no": order.order_no.as_str(),
        "reasons": waiting.reasons,
        "duplicates": waiting.duplicates,
        "paid_amount": order.purchase.paid_amount.to_string(),
        "settlement_amount": order.settlement_amount.map(|fen| fen.to_string()),
        "ticket_type": order.ticket_type,
        "play_date": order.play_date.map(|day| day.to_string()),
        "deadline": waiting.deadline.map(Timestamp::rfc3339),
    }))
}

fn reasons(value: &Value, lang: Lang) -> String {
    let label = |code: &str| Exception::kind_label(code).map_or(code.to_owned(), |label| label.get(lang).to_owned());
    texts(value).map(label).collect::<Vec<_>>().join(" · ")
}

fn joined(value: &Value, _: Lang) -> String {
    texts(value).collect::<Vec<_>>().join(" ")
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn time(value: &Value, _: Lang) -> String {
    value.as_str().map(moment).unwrap_or_default()
}
