//! `share`

mod list;

use serde_json::json;

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::order_batch::{self, BatchItem, BatchStep, run_items};
use super::payment::preview::{asks_about_losses, refuse_loss, require_consent_to_loss};
use super::response::CommandResponse;
use super::word_arg::{WordParser, word_arg};
use crate::app::App;
use crate::app::input::FormatError;
use crate::domain::order::figures::FigureKind;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::ProfitShareStatus;
use crate::domain::resale::loss::OrderLoss;
use crate::domain::value::message::BilingualText;
use crate::domain::value::spelling::time::read_day;
use crate::domain::value::time::Day;
use crate::error::Result;

const SETTLE: BatchStep = BatchStep {
    command: "share settle",
    done: ("settled", BilingualText { zh: "已结算", en: "settled" }),
    would: ("would_settle", BilingualText { zh: "会结算", en: "would be settled" }),
    already: ("already", BilingualText { zh: "之前已结算", en: "settled before" }),
    sum: Some(FigureKind::Share),
};

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
        /// The order numbers, or - to read them from stdin
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
    let app = context.open_app()?;
    match args.verb {
        ShareVerb::List { state } => Ok(list::respond_with_shares(context, app, state.map(Into::into))),
        ShareVerb::Settle { orders, until } => settle_shares(context, app, orders, until.as_deref()),
    }
}

fn settle_shares(
    context: &CommandContext,
    mut app: App,
    orders: Vec<OrderArg>,
    until: Option<&str>,
) -> Result<CommandResponse> {
    let orders = order_batch::read_orders(orders)?;
    if let [only] = orders.as_slice() {
        let order_no = only.resolve(&mut app)?;
        require_consent_to_loss(context, app.find_settlement_loss(&order_no)?)?;
        let outcome = app.settle_share(&order_no)?;
        return next::respond_with_next_step(context, &mut app, outcome);
    }
    let day = until.map(parse_until).transpose()?;
    let named: Vec<String> = orders.iter().map(|order| order.as_text().to_owned()).collect();
    let content = json!({ "orders": named, "until": until });
    let targets = app.keyed_batch(SETTLE.command, &content, |app| match named.as_slice() {
        [] => Ok(app.list_ready_shares(day)?.iter().map(OrderNo::to_string).collect()),
        _ => Ok(named),
    })?;
    let targets: Vec<OrderArg> = targets.into_iter().map(OrderArg::from).collect();
    let losses: Vec<OrderLoss> = targets.iter().filter_map(|order| find_loss(&mut app, order)).collect();
    let consents = asks_about_losses(context, &losses)?;
    let items = targets.iter().map(BatchItem::of_order).collect();
    Ok(run_items(context, app, &SETTLE, items, move |app, order_no, ()| {
        if !consents {
            refuse_loss(app.find_settlement_loss(order_no)?)?;
        }
        app.settle_share(order_no)
    }))
}

/// What settling an order would lose. What is refused loses nothing.
fn find_loss(app: &mut App, order: &OrderArg) -> Option<OrderLoss> {
    let order_no = order.resolve(app).ok()?;
    app.find_settlement_loss(&order_no).ok()?
}

pub(super) fn parse_until(text: &str) -> Result<Day> {
    read_day(text).map_err(|error| FormatError::UntilFlag { error: &error }.into_error().detail("field", "--until"))
}
