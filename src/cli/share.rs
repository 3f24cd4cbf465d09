//! `share`

use serde_json::{Value, json};

use super::context::Context;
use super::next;
use super::order_arg::order_no;
use super::response::{Answer, row};
use crate::app::App;
use crate::app::resale::share::Share;
use crate::app::write::outcome::Outcome;
use crate::domain::resale::axis::{Axis, ProfitShareStatus};
use crate::domain::value::message::Lang;
use crate::domain::value::time::Day;
use crate::error::{Error, Exit, Result};
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::order_labels::text;
use crate::say;

/// The profit share: list, settle.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Shares that are ready, settled or reversed
    List {
        /// Only these
        #[arg(long, value_name = "STATE")]
        state: Option<StateArg>,
    },
    /// Pay the shares out: of these orders, or of every order that is ready
    Settle {
        /// The orders' numbers
        #[arg(value_name = "ORDER")]
        orders: Vec<String>,
        /// Every order that was completed by this day, yyyy-mm-dd
        #[arg(long, value_name = "DAY", conflicts_with = "orders")]
        until: Option<String>,
    },
}

/// `--state`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum StateArg {
    /// To be settled
    Ready,
    /// Paid out
    Settled,
    /// Taken back by a refund
    Reversed,
}

impl From<StateArg> for ProfitShareStatus {
    fn from(state: StateArg) -> Self {
        match state {
            StateArg::Ready => Self::Ready,
            StateArg::Settled => Self::Settled,
            StateArg::Reversed => Self::Reversed,
        }
    }
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    match args.verb {
        Verb::List { state } => Ok(Answer::list(listed(&app.shares(state.map(Into::into))?))),
        Verb::Settle { orders, until } => settle(context, &mut app, &orders, until.as_deref()),
    }
}

fn listed(shares: &[Share]) -> Dataset {
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::new("status", text("分润", "Profit share")).whole().shown(status),
        Column::new("paid_amount", text("支付", "Paid")).number(),
        Column::new("agent_paid_amount", text("付代理", "To the agent")).number(),
        Column::new("share_amount", text("分润额", "Share")).number(),
        Column::new("parties", text("分给", "Parties")).shown(parties).priority(1),
        Column::new("since", text("完成日", "Completed")).whole().priority(2),
    ];
    let line = |share: &Share| {
        let parties: Vec<Value> = share
            .parties
            .iter()
            .map(|part| json!({ "party": part.party, "amount": part.amount.to_string() }))
            .collect();
        row(json!({
            "order_no": share.order_no.as_str(),
            "status": share.status.code(),
            "paid_amount": share.paid.to_string(),
            "agent_paid_amount": share.agent_paid.map(|fen| fen.to_string()),
            "share_amount": share.amount.to_string(),
            "parties": parties,
            "since": share.since.to_string(),
        }))
    };
    Dataset { shape: Shape { name: "shares", columns, id_key: "order_no" }, rows: shares.iter().map(line).collect() }
}

fn status(value: &Value, lang: Lang) -> String {
    let code = value.as_str().unwrap_or_default();
    Axis::ProfitShare.value_label(code).map_or(code, |label| label.get(lang)).to_owned()
}

fn parties(value: &Value, _: Lang) -> String {
    let text = |part: &Value, key: &str| part.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let parts = value.as_array().into_iter().flatten();
    parts.map(|part| format!("{} {}", text(part, "party"), text(part, "amount"))).collect::<Vec<_>>().join(" · ")
}

fn settle(context: &Context, app: &mut App, orders: &[String], until: Option<&str>) -> Result<Answer> {
    if let [only] = orders {
        let order_no = order_no(app, only)?;
        let outcome = app.settle_share(&order_no)?;
        return next::done(context, app, outcome);
    }
    let until = until.map(day).transpose()?;
    let targets = match orders {
        [] => app.shares_ready(until)?.iter().map(ToString::to_string).collect(),
        named => named.to_vec(),
    };
    let one = |text: &String| {
        let settled = order_no(app, text).and_then(|known| app.settle_among(&known));
        verdict(context, text, settled)
    };
    Ok(report(targets.iter().map(one).collect()))
}

fn day(text: &str) -> Result<Day> {
    Day::parse(text).map_err(|error| {
        Error::usage("time_invalid", say!("--until：日期应为 yyyy-mm-dd", "--until: {error}"))
            .detail("field", "--until")
    })
}

fn verdict(context: &Context, order_no: &str, settled: Result<Outcome>) -> Row {
    let (verdict, error) = match settled {
        Ok(outcome) if outcome.events.is_empty() || outcome.replayed => ("already", None),
        Ok(_) => ("settled", None),
        Err(error) => ("refused", Some(error)),
    };
    row(json!({
        "order_no": order_no,
        "verdict": verdict,
        "code": error.as_ref().map(|error| error.code),
        "reason": error.as_ref().map(|error| error.message.get(context.lang())),
    }))
}

fn report(rows: Vec<Row>) -> Answer {
    let is = |row: &Row, wanted: &str| row.get("verdict").and_then(Value::as_str) == Some(wanted);
    let count = |wanted| rows.iter().filter(|row| is(row, wanted)).count();
    let (done, already, refused) = (count("settled"), count("already"), count("refused"));
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::new("verdict", text("结果", "Verdict")).whole().shown(word),
        Column::new("code", text("代码", "Code")).whole().priority(1),
        Column::new("reason", text("原因", "Reason")),
    ];
    let answer =
        Answer::list(Dataset { shape: Shape { name: "shares", columns, id_key: "order_no" }, rows }).note(say!(
            "结算 {done} 单，之前已结算 {already} 单，被拒 {refused} 单",
            "{done} settled, {already} settled before, {refused} refused"
        ));
    if refused > 0 { answer.ending(Exit::Partial) } else { answer }
}

fn word(value: &Value, lang: Lang) -> String {
    let code = value.as_str().unwrap_or_default();
    let label = match code {
        "settled" => text("已结算", "settled"),
        "already" => text("之前已结算", "settled before"),
        _ => text("被拒", "refused"),
    };
    label.get(lang).to_owned()
}
