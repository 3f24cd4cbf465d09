//! `reconcile list`, and the columns of what is listed.

use crate::app::reconcile::view::{ItemFilter, ReconcileItem};
use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::WordParser;
use crate::domain::bill::service::{BillDirection, BillService};
use crate::domain::bill::verdict::BillVerdict;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::order_labels::format_yuan;
use crate::output::schema::ListSchema;
use crate::output::text::escape_hidden;
use crate::say;

#[derive(Debug, clap::Args)]
pub(super) struct ReconcileListArgs {
    /// Only what came to this
    #[arg(long, value_name = "VERDICT", value_parser = WordParser::<BillVerdict>::new())]
    verdict: Option<BillVerdict>,
    /// Only what belongs to this order
    #[arg(long, value_name = "ORDER")]
    order: Option<OrderArg>,
    /// Only this row; with --reveal also who is on its other side, which is recorded
    #[arg(long, value_name = "ROW")]
    row: Option<i64>,
    /// Only what needs a person
    #[arg(long)]
    open: bool,
    /// At most N, the earliest first; 0 means all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

pub(super) fn list_items(context: &CommandContext, args: &ReconcileListArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.as_ref().map(|order| order.resolve(&mut app)).transpose()?;
    let filter = ItemFilter { verdict: args.verdict, order_no, row: args.row, open_only: args.open, limit: args.limit };
    let mut items = app.list_reconcile_items(&filter)?;
    if let ([item], Some(row), true) = (items.as_mut_slice(), args.row, context.global.reveal) {
        item.party = app.reveal_bill_party(row)?;
    }
    Ok(CommandResponse::with_list(item_schema(), items))
}

/// One line for each row and each missing sum.
pub(super) fn item_schema() -> ListSchema<ReconcileItem> {
    ListSchema::new("row")
        .word("row", "行", "Row", |item: &ReconcileItem| item.row)
        .code("verdict", "结论", "Verdict", |item| item.verdict)
        .time("at", "时间", "Time", |item| item.at)
        .text("direction", "收支", "Direction", |item| item.direction)
        .shown(|item, lang| item.direction.map(|it| label(it.label(), lang)).unwrap_or_default())
        .drop_priority(1)
        .number("amount", "金额", "Amount", |item| item.amount)
        .shown(|item, _| format_yuan(item.amount))
        .word("order_no", "订单号", "Order", |item| item.order_no.clone())
        .text("role", "用途", "For", |item| item.role)
        .shown(|item, lang| item.role.map(|it| label(it.label(), lang)).unwrap_or_default())
        .drop_priority(2)
        .text("proposal", "说明", "About", |item| item.proposal.clone())
        .shown(describe_item)
        .drop_priority(3)
        .text("service", "账单", "Bill", |item| item.service)
        .shown(|item, lang| item.service.map(|it| label(BillService::label(it), lang)).unwrap_or_default())
        .drop_priority(4)
        .word("account", "账户", "Account", |item| item.account.clone())
        .drop_priority(5)
        .word("number", "单号", "Number", |item| item.number.clone())
        .drop_priority(6)
        .hidden("kind", |item| item.kind)
        .hidden("reason", |item| item.reason)
        .hidden("claimed", |item| item.claimed)
        .hidden("found", |item| item.found)
        .hidden("gone", |item| item.gone)
        .hidden("is_copy", |item| item.is_copy)
        .hidden("party", |item| item.party.party.clone())
        .hidden("note", |item| item.party.note.clone())
}

fn label(label: BilingualText, lang: Lang) -> String {
    label.in_lang(lang).to_owned()
}

/// What else there is to know of it.
fn describe_item(item: &ReconcileItem, lang: Lang) -> String {
    let mut parts = Vec::new();
    if let (BillVerdict::AmountDiffers | BillVerdict::Duplicate, Some(claimed), Some(found)) =
        (item.verdict, item.claimed, item.found)
    {
        parts.push(say!("订单 {claimed}，账单 {found}", "order {claimed}, bills {found}"));
    }
    if item.row.is_none() && item.direction == Some(BillDirection::In) && item.verdict == BillVerdict::Overdue {
        parts.push(say!("应已到账", "should have come"));
    }
    if !item.proposal.is_empty() {
        let orders = item.proposal.iter().map(|order| order.to_string()).collect::<Vec<_>>().join(" + ");
        parts.push(say!("可能是 {orders}", "perhaps {orders}"));
    }
    for text in [&item.party.party, &item.party.note].into_iter().flatten() {
        let text = escape_hidden(text);
        parts.push(say!("{text}", "{text}"));
    }
    if item.gone {
        parts.push(say!("新账单里没有了", "gone from a later bill"));
    }
    if item.is_copy {
        parts.push(say!("另一份账单也有", "in another bill too"));
    }
    parts.iter().map(|part| part.in_lang(lang)).collect::<Vec<_>>().join(match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    })
}
