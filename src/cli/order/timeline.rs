//! `order timeline`

use serde_json::{Value, json};

use crate::cli::context::Context;
use crate::cli::order_arg::order_no;
use crate::cli::response::{Answer, row};
use crate::domain::order::view::Event;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::order_labels::{changes, moment, text};

/// What happened to an order, oldest first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
}

/// Lists its events; internal ones with `--internal`. Payloads are in `order show`.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let rows = app.timeline(&order_no, context.global.internal)?.iter().map(line).collect();
    let columns = vec![
        Column::new("version", text("序", "No.")).number(),
        Column::new("created_at", text("时间", "Time")).whole().shown(time),
        Column::new("type", text("事件", "Event")).whole(),
        Column::new("result", text("结果", "Result")).whole().shown(result),
        Column::new("change", text("变化", "Change")).shown(change),
        Column::new("error_message", text("错误", "Error")).priority(1),
        Column::new("source", text("来源", "Source")).whole().priority(3),
        Column::new("operator", text("操作员", "Operator")).whole().priority(4),
        Column::machine_only("error_code"),
        Column::machine_only("processed_at"),
        Column::machine_only("key"),
        Column::machine_only("visibility"),
        Column::machine_only("id"),
    ];
    Ok(Answer::list(Dataset { shape: Shape { name: "events", columns, id_key: "id" }, rows }))
}

fn line(event: &Event) -> Row {
    row(json!({
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

fn time(value: &Value, _: Lang) -> String {
    value.as_str().map(moment).unwrap_or_default()
}

fn result(value: &Value, lang: Lang) -> String {
    let label = if value == "accepted" { text("成功", "accepted") } else { text("拒绝", "rejected") };
    label.get(lang).to_owned()
}

fn change(value: &Value, lang: Lang) -> String {
    match (value.get("before").and_then(Value::as_object), value.get("after").and_then(Value::as_object)) {
        (Some(before), Some(after)) => changes(before, after, lang),
        _ => String::new(),
    }
}
