//! `order timeline`

use serde_json::{Value, json};

use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::{CommandResponse, object_to_row};
use crate::domain::order::view::EventView;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::order_labels::{describe_changes, page_time, zh_en};
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};

/// List the events of an order, oldest first.
#[derive(Debug, clap::Args)]
pub struct OrderTimelineArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
}

/// Lists its events; internal ones with `--internal`. Payloads are in `order show`.
pub fn run_order_timeline(context: &CommandContext, args: OrderTimelineArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let rows = app.order_timeline(&order_no, context.global.internal)?.iter().map(timeline_row).collect();
    let columns = vec![
        ListColumn::new("version", zh_en("序", "No.")).align_right(),
        ListColumn::new("created_at", zh_en("时间", "Time")).no_wrap().format_with(format_time),
        ListColumn::new("type", zh_en("事件", "Event")).no_wrap(),
        ListColumn::new("result", zh_en("结果", "Result")).no_wrap().format_with(format_result),
        ListColumn::new("change", zh_en("变化", "Change")).format_with(format_change),
        ListColumn::new("error_message", zh_en("错误", "Error")).drop_priority(1),
        ListColumn::new("source", zh_en("来源", "Source")).no_wrap().drop_priority(3),
        ListColumn::new("operator", zh_en("操作员", "Operator")).no_wrap().drop_priority(4),
        ListColumn::machine_only("error_code"),
        ListColumn::machine_only("processed_at"),
        ListColumn::machine_only("key"),
        ListColumn::machine_only("visibility"),
        ListColumn::machine_only("id"),
    ];
    Ok(CommandResponse::with_list(RowSet { shape: ListSchema { name: "events", columns, id_key: "id" }, rows }))
}

fn timeline_row(event: &EventView) -> OutputRow {
    object_to_row(json!({
        "version": event.version,
        "created_at": event.created_at,
        "type": event.kind,
        "result": event.result,
        "change": { "before": event.before, "after": event.after },
        "error_message": event.error_message,
        "source": event.source,
        "operator": event.operator,
        "error_code": event.error_code,
        "processed_at": event.processed_at,
        "key": event.key,
        "visibility": event.visibility,
        "id": event.id,
    }))
}

fn format_time(value: &Value, _: Lang) -> String {
    value.as_str().map(page_time).unwrap_or_default()
}

fn format_result(value: &Value, lang: Lang) -> String {
    let label = if value == "accepted" { zh_en("成功", "accepted") } else { zh_en("拒绝", "rejected") };
    label.in_lang(lang).to_owned()
}

fn format_change(value: &Value, lang: Lang) -> String {
    match (value.get("before").and_then(Value::as_object), value.get("after").and_then(Value::as_object)) {
        (Some(before), Some(after)) => describe_changes(before, after, lang),
        _ => String::new(),
    }
}
