//! `event`: one file per verb.

mod anchor;
mod import;
mod list;
mod tail;
mod verify;

use serde_json::Value;

use super::context::{CommandContext, parse_time_flag};
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::log::read::EventFilter;
use crate::domain::order::event::EventEnvelope;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::order_labels::{describe_changes, page_time};
use crate::output::schema::{ListColumn, ListSchema, OutputRow};

/// The log: list, tail, import, verify, anchor.
#[derive(Debug, clap::Args)]
pub struct EventArgs {
    #[command(subcommand)]
    verb: EventVerb,
}

/// What to do with the log.
#[derive(Debug, clap::Subcommand)]
enum EventVerb {
    /// List the events of all orders, newest first
    List(list::EventListArgs),
    /// Print the events of all orders, oldest first, one per line
    Tail(tail::EventTailArgs),
    /// Import the export of a web system, all or nothing
    Import(import::EventImportArgs),
    /// Verify every hash of the log
    Verify(verify::EventVerifyArgs),
    /// Record the end of the log in a file to keep elsewhere
    Anchor(anchor::EventAnchorArgs),
}

/// Which events.
#[derive(Debug, clap::Args)]
struct EventFilterArgs {
    /// Only events received at or after this time (RFC 3339)
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Only events of this order
    #[arg(long, value_name = "ORDER")]
    order: Option<OrderArg>,
}

impl EventFilterArgs {
    fn read_filter(&self, context: &CommandContext, app: &mut App, limit: usize) -> Result<EventFilter> {
        Ok(EventFilter {
            since: self.since.as_deref().map(|at| parse_time_flag("--since", at)).transpose()?,
            order_no: self.order.as_ref().map(|order| order.resolve(app)).transpose()?,
            internal: context.global.internal,
            reveal: context.global.reveal,
            limit,
        })
    }
}

pub fn run_event(context: &CommandContext, args: EventArgs) -> Result<CommandResponse> {
    match args.verb {
        EventVerb::List(args) => list::run_event_list(context, &args),
        EventVerb::Tail(args) => tail::run_event_tail(context, &args),
        EventVerb::Import(args) => import::run_event_import(context, &args),
        EventVerb::Verify(args) => verify::run_event_verify(context, &args),
        EventVerb::Anchor(args) => anchor::run_event_anchor(context, &args),
    }
}

fn event_schema() -> ListSchema {
    ListSchema {
        name: "events",
        columns: vec![
            ListColumn::new("created_at", BilingualText { zh: "时间", en: "Time" }).no_wrap().format_with(format_time),
            ListColumn::new("order_no", BilingualText { zh: "订单", en: "Order" }).no_wrap(),
            ListColumn::new("version", BilingualText { zh: "序号", en: "No." }).align_right().drop_priority(2),
            ListColumn::new("type", BilingualText { zh: "事件", en: "Event" }).no_wrap(),
            ListColumn::new("source", BilingualText { zh: "来源", en: "Source" }).no_wrap().drop_priority(3),
            ListColumn::new("result", BilingualText { zh: "结果", en: "Result" }).no_wrap().drop_priority(1),
            ListColumn::new("operator", BilingualText { zh: "操作员", en: "Operator" }).drop_priority(4),
            ListColumn::machine_only("id"),
            ListColumn::machine_only("visibility"),
            ListColumn::machine_only("processed_at"),
            ListColumn::machine_only("key"),
            ListColumn::machine_only("error_code"),
            ListColumn::machine_only("error_message"),
            ListColumn::machine_only("before"),
            ListColumn::machine_only("after"),
            ListColumn::machine_only("payload"),
        ],
        id_key: "id",
    }
}

fn format_time(value: &Value, _: Lang) -> String {
    page_time(value.as_str().unwrap_or_default())
}

fn event_row(event: EventEnvelope) -> OutputRow {
    let id = event.event_id();
    let fields = [
        ("created_at", Value::from(event.created_at.format_rfc3339())),
        ("order_no", event.order_no.as_str().into()),
        ("version", event.version.into()),
        ("type", event.kind.into()),
        ("source", event.source.code().into()),
        ("result", event.result.code().into()),
        ("operator", event.operator.into()),
        ("id", id.into()),
        ("visibility", event.visibility.code().into()),
        ("processed_at", event.processed_at.format_rfc3339().into()),
        ("key", event.key.into()),
        ("error_code", event.error_code.into()),
        ("error_message", event.error_message.into()),
        ("before", event.before.into()),
        ("after", event.after.into()),
        ("payload", event.payload.into()),
    ];
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// An event as a person reads it in a log.
fn format_event_line(event: &EventEnvelope, lang: Lang) -> String {
    let at = page_time(&event.created_at.format_rfc3339());
    let changed = describe_changes(&event.before, &event.after, lang);
    let parts = [at.as_str(), event.order_no.as_str(), &event.kind, event.result.code(), &changed];
    parts.join("  ").trim_end().to_owned()
}
