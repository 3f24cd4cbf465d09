//! `share`

use serde_json::{Value, json};

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::{CommandResponse, object_to_row};
use crate::app::App;
use crate::app::resale::share::OrderShare;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::resale::axis::{ProfitShareStatus, ResaleAxis};
use crate::domain::value::message::Lang;
use crate::domain::value::time::Day;
use crate::error::{Error, Exit, Result};
use crate::output::order_labels::zh_en;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};
use crate::say;

/// The profit share: list, settle.
#[derive(Debug, clap::Args)]
pub struct ShareArgs {
    #[command(subcommand)]
    verb: ShareVerb,
}

#[derive(Debug, clap::Subcommand)]
enum ShareVerb {
    /// List shares that are ready, settled or reversed
    List {
        /// Only shares in this state
        #[arg(long, value_name = "STATE")]
        state: Option<ShareStateArg>,
    },
    /// Settle the shares of these orders, or of all orders that are ready
    Settle {
        /// The order numbers
        #[arg(value_name = "ORDER")]
        orders: Vec<OrderArg>,
        /// All orders completed by this day, yyyy-mm-dd
        #[arg(long, value_name = "DAY", conflicts_with = "orders")]
        until: Option<String>,
    },
}

/// `--state`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ShareStateArg {
    /// To be settled
    Ready,
    /// Settled
    Settled,
    /// Reversed by a refund
    Reversed,
}

impl From<ShareStateArg> for ProfitShareStatus {
    fn from(state: ShareStateArg) -> Self {
        match state {
            ShareStateArg::Ready => Self::Ready,
            ShareStateArg::Settled => Self::Settled,
            ShareStateArg::Reversed => Self::Reversed,
        }
    }
}

pub fn run_share(context: &CommandContext, args: ShareArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    match args.verb {
        ShareVerb::List { state } => {
            Ok(CommandResponse::with_list(share_rows(&app.list_shares(state.map(Into::into))?)))
        }
        ShareVerb::Settle { orders, until } => settle_shares(context, &mut app, &orders, until.as_deref()),
    }
}

fn share_rows(shares: &[OrderShare]) -> RowSet {
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::new("status", zh_en("分润", "Profit share")).no_wrap().format_with(format_share_status),
        ListColumn::new("paid_amount", zh_en("支付", "Paid")).align_right(),
        ListColumn::new("agent_paid_amount", zh_en("付代理", "To the agent")).align_right(),
        ListColumn::new("share_amount", zh_en("分润额", "Share")).align_right(),
        ListColumn::new("parties", zh_en("分给", "Parties")).format_with(format_parties).drop_priority(1),
        ListColumn::new("since", zh_en("完成日", "Completed")).no_wrap().drop_priority(2),
    ];
    let line = |share: &OrderShare| {
        let parties: Vec<Value> = share
            .parties
            .iter()
            .map(|part| json!({ "party": part.party, "amount": part.amount.to_string() }))
            .collect();
        object_to_row(json!({
            "order_no": share.order_no.as_str(),
            "status": share.status.code(),
            "paid_amount": share.paid.to_string(),
            "agent_paid_amount": share.agent_paid.map(|fen| fen.to_string()),
            "share_amount": share.amount.to_string(),
            "parties": parties,
            "since": share.since.to_string(),
        }))
    };
    RowSet {
        shape: ListSchema { name: "shares", columns, id_key: "order_no" },
        rows: shares.iter().map(line).collect(),
    }
}

fn format_share_status(value: &Value, lang: Lang) -> String {
    let code = value.as_str().unwrap_or_default();
    ResaleAxis::ProfitShare.value_label(code).map_or(code, |label| label.in_lang(lang)).to_owned()
}

fn format_parties(value: &Value, _: Lang) -> String {
    let text = |part: &Value, key: &str| part.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let parts = value.as_array().into_iter().flatten();
    parts.map(|part| format!("{} {}", text(part, "party"), text(part, "amount"))).collect::<Vec<_>>().join(" · ")
}

fn settle_shares(
    context: &CommandContext,
    app: &mut App,
    orders: &[OrderArg],
    until: Option<&str>,
) -> Result<CommandResponse> {
    if let [only] = orders {
        let order_no = only.resolve(app)?;
        let outcome = app.settle_share(&order_no)?;
        return next::respond_with_next_step(context, app, outcome);
    }
    let until = until.map(parse_until).transpose()?;
    let targets = match orders {
        [] => app.list_ready_shares(until)?.iter().map(|no| OrderArg::from(no.to_string())).collect(),
        named => named.to_vec(),
    };
    let one = |order: &OrderArg| {
        let settled = order.resolve(app).and_then(|known| app.settle_share_in_batch(&known));
        settlement_row(context, order.as_text(), settled)
    };
    Ok(settlement_response(targets.iter().map(one).collect()))
}

fn parse_until(text: &str) -> Result<Day> {
    Day::parse(text).map_err(|error| {
        Error::usage("time_invalid", say!("--until：日期应为 yyyy-mm-dd", "--until: {error}"))
            .detail("field", "--until")
    })
}

fn settlement_row(context: &CommandContext, order_no: &str, settled: Result<OrderOutcome>) -> OutputRow {
    let (verdict, error) = match settled {
        Ok(outcome) if outcome.events.is_empty() || outcome.replayed => ("already", None),
        Ok(_) => ("settled", None),
        Err(error) => ("refused", Some(error)),
    };
    object_to_row(json!({
        "order_no": order_no,
        "verdict": verdict,
        "code": error.as_ref().map(|error| error.code),
        "reason": error.as_ref().map(|error| error.message.in_lang(context.lang())),
    }))
}

fn settlement_response(rows: Vec<OutputRow>) -> CommandResponse {
    let is = |row: &OutputRow, wanted: &str| row.get("verdict").and_then(Value::as_str) == Some(wanted);
    let count = |wanted| rows.iter().filter(|row| is(row, wanted)).count();
    let (done, already, refused) = (count("settled"), count("already"), count("refused"));
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::new("verdict", zh_en("结果", "Verdict")).no_wrap().format_with(format_verdict),
        ListColumn::new("code", zh_en("代码", "Code")).no_wrap().drop_priority(1),
        ListColumn::new("reason", zh_en("原因", "Reason")),
    ];
    let answer =
        CommandResponse::with_list(RowSet { shape: ListSchema { name: "shares", columns, id_key: "order_no" }, rows })
            .add_note(say!(
                "结算 {done} 单，之前已结算 {already} 单，被拒 {refused} 单",
                "{done} settled, {already} settled before, {refused} refused"
            ));
    if refused > 0 { answer.set_exit(Exit::Partial) } else { answer }
}

fn format_verdict(value: &Value, lang: Lang) -> String {
    let code = value.as_str().unwrap_or_default();
    let label = match code {
        "settled" => zh_en("已结算", "settled"),
        "already" => zh_en("之前已结算", "settled before"),
        _ => zh_en("被拒", "refused"),
    };
    label.in_lang(lang).to_owned()
}
