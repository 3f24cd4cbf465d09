//! `share`

mod list;

use serde_json::json;

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use super::word_arg::{WordParser, word_arg};
use crate::app::App;
use crate::app::input::FormatError;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::ProfitShareStatus;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::Lang;
use crate::domain::value::spelling::time::read_day;
use crate::domain::value::time::Day;
use crate::error::{Error, Exit, Result};
use crate::output::schema::ListSchema;
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
        #[arg(long, value_name = "STATE", value_parser = WordParser::<ShareStateArg>::new())]
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

word_arg! {
    ShareStateArg {
        Ready = "ready", "待结算", "to be settled";
        Settled = "settled", "已结算", "settled";
        Reversed = "reversed", "已冲正", "reversed";
    }
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
        ShareVerb::List { state } => Ok(list::respond_with_shares(context, app.list_shares(state.map(Into::into))?)),
        ShareVerb::Settle { orders, until } => settle_shares(context, &mut app, &orders, until.as_deref()),
    }
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
    let day = until.map(parse_until).transpose()?;
    let named: Vec<String> = orders.iter().map(|order| order.as_text().to_owned()).collect();
    let content = json!({ "orders": named, "until": until });
    let targets = app.keyed_batch("share settle", &content, |app| match named.as_slice() {
        [] => Ok(app.list_ready_shares(day)?.iter().map(OrderNo::to_string).collect()),
        _ => Ok(named),
    })?;
    let dry_run = app.caller.dry_run;
    let mut losses = Vec::new();
    let one = |text: String| {
        let order = OrderArg::from(text);
        let known = order.resolve(app);
        let settled = known.and_then(|no| app.with_key_of(no.as_str(), |app| app.settle_share(&no)));
        losses.extend(settled.iter().flat_map(|outcome| outcome.warnings.clone()));
        SettledOrder::new(order.as_text(), settled, dry_run)
    };
    let answer = settlement_response(targets.into_iter().map(one).collect(), dry_run, context.lang());
    Ok(losses.into_iter().fold(answer, CommandResponse::add_warning))
}

fn parse_until(text: &str) -> Result<Day> {
    read_day(text).map_err(|error| FormatError::UntilFlag { error: &error }.into_error().detail("field", "--until"))
}

coded! {
    /// What became of one order of many.
    ShareVerdict {
        Settled = "settled", "已结算", "settled";
        WouldSettle = "would_settle", "会结算", "would be settled";
        Already = "already", "之前已结算", "settled before";
        Refused = "refused", "被拒", "refused";
    }
}

/// One order of many that were to be settled.
struct SettledOrder {
    order_no: String,
    verdict: ShareVerdict,
    dry_run: bool,
    error: Option<Box<Error>>,
}

impl SettledOrder {
    fn new(order_no: &str, settled: Result<OrderOutcome>, dry_run: bool) -> Self {
        let (verdict, error) = match settled {
            Ok(outcome) if outcome.events.is_empty() || outcome.replayed => (ShareVerdict::Already, None),
            Ok(_) if dry_run => (ShareVerdict::WouldSettle, None),
            Ok(_) => (ShareVerdict::Settled, None),
            Err(error) => (ShareVerdict::Refused, Some(error)),
        };
        Self { order_no: order_no.to_owned(), verdict, dry_run, error }
    }
}

fn settlement_response(rows: Vec<SettledOrder>, dry_run: bool, lang: Lang) -> CommandResponse {
    let count = |wanted| rows.iter().filter(|row| row.verdict == wanted).count();
    let [settled, would, already, refused] =
        [ShareVerdict::Settled, ShareVerdict::WouldSettle, ShareVerdict::Already, ShareVerdict::Refused].map(count);
    let schema = ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |row: &SettledOrder| row.order_no.clone())
        .code("verdict", "结果", "Verdict", |row| row.verdict)
        .word("code", "代码", "Code", |row| row.error.as_ref().map(|error| error.code))
        .drop_priority(1)
        .text("reason", "原因", "Reason", move |row| {
            row.error.as_ref().map(|error| error.message.in_lang(lang).to_owned())
        });
    let schema = schema.hidden("dry_run", |row| row.dry_run);
    let answer = CommandResponse::with_list(schema, rows).add_note(match dry_run {
        false => say!(
            "结算 {settled} 单，之前已结算 {already} 单，被拒 {refused} 单",
            "{settled} settled, {already} settled before, {refused} refused"
        ),
        true => say!(
            "试运行，什么都没有保存：会结算 {would} 单，之前已结算 {already} 单，会被拒 {refused} 单",
            "dry run, nothing was saved: {would} would be settled, {already} were settled before, {refused} would be refused"
        ),
    });
    if refused > 0 { answer.set_exit(Exit::Partial) } else { answer }
}
