//! `reconcile match`, `reconcile ignore`, `reconcile unmatch`

use super::import::describe_open;
use crate::app::App;
use crate::app::reconcile::view::ItemFilter;
use crate::app::write::shop_change::ShopChange;
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::cli::share::parse_until;
use crate::cli::word_arg::WordParser;
use crate::domain::bill::verdict::BillVerdict;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::say;

pub(super) fn match_row(context: &CommandContext, row: i64, order: &OrderArg) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let change = app.match_bill_rows(&[row], &order_no)?;
    Ok(respond(context, &change, say!("账单行 {row} 属于 {order_no}", "row {row} belongs to {order_no}")))
}

#[derive(Debug, clap::Args)]
pub(super) struct ReconcileIgnoreArgs {
    /// The numbers of the rows
    #[arg(value_name = "ROW", required_unless_present = "verdict")]
    rows: Vec<i64>,
    /// Every row that came to this instead
    #[arg(long, value_name = "VERDICT", value_parser = WordParser::<BillVerdict>::new(), conflicts_with = "rows")]
    verdict: Option<BillVerdict>,
    /// With --verdict only the rows up to the end of this day, yyyy-mm-dd
    #[arg(long, value_name = "DAY", conflicts_with = "rows")]
    until: Option<String>,
    /// Why, for the record
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// The rows that are meant: named one by one, or by what they came to.
fn select_rows(app: &mut App, args: &ReconcileIgnoreArgs) -> Result<Vec<i64>> {
    let Some(verdict) = args.verdict else { return Ok(args.rows.clone()) };
    let until = args.until.as_deref().map(parse_until).transpose()?.map(Day::end_in_shanghai);
    let items = app.list_reconcile_items(&ItemFilter { verdict: Some(verdict), ..ItemFilter::default() })?;
    let meant = items.iter().filter(|item| until.is_none_or(|until| item.at < until));
    Ok(meant.filter_map(|item| item.row).collect())
}

pub(super) fn ignore_rows(context: &CommandContext, args: ReconcileIgnoreArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let rows = select_rows(&mut app, &args)?;
    let (reason, count) = (args.reason, rows.len());
    if count == 0 {
        let change = app.ignore_bill_rows(&[], "")?;
        return Ok(respond(context, &change, say!("没有这样的账单行", "there is no such row")));
    }
    let question = say!(
        "{count} 行：为什么不属于任何订单（记录在案）",
        "{count} rows: why they belong to no order, for the record"
    );
    let reason = context.ask_missing(reason, "--reason", &question)?;
    check_short_text("--reason", &reason, 500)?;
    let change = app.ignore_bill_rows(&rows, &reason)?;
    Ok(respond(context, &change, say!("已忽略 {count} 行", "{count} rows ignored")))
}

pub(super) fn unmatch_row(context: &CommandContext, row: i64) -> Result<CommandResponse> {
    let change = context.open_app()?.unmatch_bill_row(row)?;
    Ok(respond(context, &change, say!("账单行 {row} 的人工决定已撤销", "what was said of row {row} was taken back")))
}

fn respond(context: &CommandContext, change: &ShopChange, what: BilingualMessage) -> CommandResponse {
    let lang = context.lang();
    let open = describe_open(change.value["needs_person"].as_u64().unwrap_or_default());
    let text = format!("{}\n{}", what.in_lang(lang), open.in_lang(lang));
    CommandResponse::for_change_page(change, "rows", text, lang)
}
