//! `reconcile match`, `reconcile ignore`, `reconcile unmatch`

use super::import::describe_open;
use crate::app::write::shop_change::ShopChange;
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;

pub(super) fn match_row(context: &CommandContext, row: i64, order: &OrderArg) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let change = app.match_bill_rows(&[row], &order_no)?;
    Ok(respond(context, &change, say!("账单行 {row} 属于 {order_no}", "row {row} belongs to {order_no}")))
}

pub(super) fn ignore_rows(context: &CommandContext, rows: &[i64], reason: Option<String>) -> Result<CommandResponse> {
    let list = rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let question = say!(
        "账单行 {list}：为什么不属于任何订单（记录在案）",
        "Rows {list}: why they belong to no order, for the record"
    );
    let reason = context.ask_missing(reason, "--reason", &question)?;
    check_short_text("--reason", &reason, 500)?;
    let change = context.open_app()?.ignore_bill_rows(rows, &reason)?;
    Ok(respond(context, &change, say!("已忽略账单行 {list}", "ignored: {list}")))
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
