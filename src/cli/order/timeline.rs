//! `order timeline`

use serde_json::json;

use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::order::view::EventView;
use crate::error::Result;
use crate::output::order_labels::describe_changes;
use crate::output::schema::ListSchema;
use crate::output::words::name_event;

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
    Ok(CommandResponse::with_list(
        timeline_schema(context.surface.verbose),
        app.order_timeline(&order_no, context.global.internal)?,
    ))
}

fn timeline_schema(verbose: u8) -> ListSchema<EventView> {
    ListSchema::new("id")
        .number("version", "序", "No.", |event: &EventView| event.version)
        .time("created_at", "时间", "Time", |event| event.created_at)
        .word("type", "事件", "Event", |event| event.kind.clone())
        .shown(move |event, lang| name_event(&event.kind, event.result, lang, verbose))
        .code("result", "结果", "Result", |event| event.result)
        .drop_priority(2)
        .text("change", "变化", "Change", |event| json!({ "before": event.before, "after": event.after }))
        .shown(|event, lang| describe_changes(&event.before, &event.after, lang))
        .text("error_message", "错误", "Error", |event| event.error_message.clone())
        .drop_priority(1)
        .code("source", "来源", "Source", |event| event.source)
        .drop_priority(3)
        .word("operator", "操作员", "Operator", |event| event.operator.clone())
        .drop_priority(4)
        .hidden("error_code", |event| event.error_code.clone())
        .hidden("processed_at", |event| event.processed_at)
        .hidden("key", |event| event.key.clone())
        .hidden("visibility", |event| event.visibility)
        .hidden("id", |event| event.id.clone())
}
