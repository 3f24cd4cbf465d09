//! `reconcile show`

use serde_json::{Value, json};

use super::import::describe_open;
use super::list::item_schema;
use crate::app::reconcile::agreement::VerdictSum;
use crate::app::reconcile::view::{BillFile, ItemFilter, ReconcileItem, ReconcileSummary};
use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::bill::verdict::BillVerdict;
use crate::error::{Exit, Result};
use crate::output::order_labels::format_yuan;
use crate::output::schema::ListSchema;
use crate::output::table::draw_table;
use crate::output::terminal::DisplayOptions;
use crate::say;

/// At most so many of what needs a person are shown; `reconcile list --open` has them all.
const MAX_SHOWN: usize = 50;

pub(super) fn show_agreement(context: &CommandContext, order: Option<&OrderArg>) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    if let Some(order) = order {
        let order_no = order.resolve(&mut app)?;
        let filter = ItemFilter { order_no: Some(order_no.clone()), ..ItemFilter::default() };
        let items = app.list_reconcile_items(&filter)?;
        let open = items.iter().filter(|item| item.verdict.needs_person()).count() as u64;
        let value = json!({ "order_no": order_no, "needs_person": open, "open": to_objects(&items) });
        let text = draw_table(&item_schema(), &items, &context.surface);
        return Ok(end_as_found(CommandResponse::with_page(value, Some("order_no"), text), open));
    }
    let summary = app.summarise_bills(MAX_SHOWN)?;
    let open = summary.open_count;
    let text = render_summary(&summary, &context.surface);
    Ok(end_as_found(CommandResponse::with_page(summary_to_json(&summary), None, text), open))
}

/// Something that needs a person is no success.
fn end_as_found(answer: CommandResponse, open: u64) -> CommandResponse {
    if open > 0 { answer.set_exit(Exit::Partial) } else { answer }
}

fn summary_to_json(summary: &ReconcileSummary) -> Value {
    let sum = |(verdict, sum): &(BillVerdict, VerdictSum)| {
        json!({
            "verdict": verdict, "rows": sum.rows, "copies": sum.copies,
            "in": sum.incoming, "out": sum.outgoing, "neither": sum.neither,
        })
    };
    let claims = summary
        .claims
        .iter()
        .map(|(verdict, count, amount)| json!({ "verdict": verdict, "count": count, "amount": amount }));
    let files = file_schema();
    json!({
        "schema_version": 1,
        "needs_person": summary.open_count,
        "files": summary.files.iter().map(|file| Value::from(files.to_object(file))).collect::<Vec<_>>(),
        "verdicts": summary.verdicts.iter().map(sum).collect::<Vec<_>>(),
        "claims": claims.collect::<Vec<_>>(),
        "open": to_objects(&summary.open),
    })
}

fn to_objects(items: &[ReconcileItem]) -> Vec<Value> {
    let schema = item_schema();
    items.iter().map(|item| schema.to_object(item).into()).collect()
}

fn file_schema() -> ListSchema<BillFile> {
    ListSchema::new("file")
        .code("service", "账单", "Bill", |file: &BillFile| file.service)
        .word("account", "账户", "Account", |file| file.label.clone())
        .time("from", "起", "From", |file| file.period.map(|(from, _)| from))
        .time("until", "止", "Until", |file| file.period.map(|(_, until)| until))
        .code("scope", "范围", "Scope", |file| file.scope)
        .number("rows", "行数", "Rows", |file| file.rows)
        .text("file", "文件", "File", |file| file.name.clone())
        .drop_priority(1)
}

fn verdict_schema() -> ListSchema<(BillVerdict, VerdictSum)> {
    ListSchema::new("verdict")
        .code("verdict", "结论", "Verdict", |(verdict, _): &(BillVerdict, VerdictSum)| *verdict)
        .number("rows", "行数", "Rows", |(_, sum)| sum.rows)
        .number("in", "收入", "In", |(_, sum)| sum.incoming)
        .shown(|(_, sum), _| format_yuan(sum.incoming))
        .number("out", "支出", "Out", |(_, sum)| sum.outgoing)
        .shown(|(_, sum), _| format_yuan(sum.outgoing))
        .number("neither", "不计收支", "Neither", |(_, sum)| sum.neither)
        .shown(|(_, sum), _| format_yuan(sum.neither))
}

fn render_summary(summary: &ReconcileSummary, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    if summary.files.is_empty() {
        let none = say!(
            "还没有账单：`ticketctl reconcile import 文件…`",
            "no bill was read yet: `ticketctl reconcile import FILE…`"
        );
        return none.in_lang(lang).to_owned();
    }
    let mut parts = vec![
        draw_table(&file_schema(), &summary.files, surface),
        draw_table(&verdict_schema(), &summary.verdicts, surface),
    ];
    if !summary.open.is_empty() {
        parts.push(draw_table(&item_schema(), &summary.open, surface));
    }
    let mut text = parts.join("\n");
    let uncovered = summary.claims.iter().find(|(verdict, ..)| *verdict == BillVerdict::NotCovered);
    if let Some((_, count, amount)) = uncovered {
        let line = say!(
            "{count} 笔共 ¥{amount} 没有账单覆盖，无法核对",
            "{count} movements of ¥{amount} in all are covered by no bill and cannot be checked"
        );
        text.push_str(&format!("{}\n", line.in_lang(lang)));
    }
    let left = summary.open_count.saturating_sub(summary.open.len() as u64);
    if left > 0 {
        let line =
            say!("另有 {left} 项：`ticketctl reconcile list --open`", "{left} more: `ticketctl reconcile list --open`");
        text.push_str(&format!("{}\n", line.in_lang(lang)));
    }
    let advice = match summary.open_count {
        0 => describe_open(0),
        open => say!(
            "需要人处理 {open} 项：\n  $ ticketctl reconcile match 行 订单号\n  $ ticketctl reconcile ignore 行 --reason 原因",
            "{open} need a person:\n  $ ticketctl reconcile match ROW ORDER\n  $ ticketctl reconcile ignore ROW --reason REASON"
        ),
    };
    text.push_str(&format!("{}\n", advice.in_lang(lang)));
    text
}
