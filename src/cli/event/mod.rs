//! `event`: one file per verb.

mod anchor;
mod import;
mod list;
mod tail;
mod verify;

use super::context::CommandContext;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::log::read::EventFilter;
use crate::domain::order::event::EventEnvelope;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::order_labels::describe_changes;
use crate::output::schema::ListSchema;
use crate::output::words::name_event;

/// The log: list, tail, import, verify, anchor.
#[derive(Debug, clap::Args)]
pub struct EventArgs {
    #[command(subcommand)]
    verb: EventVerb,
}

/// What to do with the log.
#[derive(Debug, clap::Subcommand)]
enum EventVerb {
    List(list::EventListArgs),
    /// Print the events of all orders, oldest first, one per line
    Tail(tail::EventTailArgs),
    Import(import::EventImportArgs),
    /// Verify every hash of the log
    Verify(verify::EventVerifyArgs),
    /// Record the end of the log in a file to keep elsewhere
    Anchor(anchor::EventAnchorArgs),
}

/// Which events.
#[derive(Debug, clap::Args)]
struct EventFilterArgs {
    /// Only events received at or after this time, such as 2026-03-20 09:05, today or 3d
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Only events of this order
    #[arg(long, value_name = "ORDER")]
    order: Option<OrderArg>,
}

impl EventFilterArgs {
    fn read_since(&self, context: &CommandContext) -> Result<Option<Timestamp>> {
        self.since.as_deref().map(|at| context.read_past_flag("--since", at)).transpose()
    }

    fn read_filter(&self, context: &CommandContext, app: &mut App, limit: usize) -> Result<EventFilter> {
        Ok(EventFilter {
            since: self.read_since(context)?,
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
        EventVerb::Import(args) => import::run_event_import(context, args),
        EventVerb::Verify(args) => verify::run_event_verify(context, &args),
        EventVerb::Anchor(args) => anchor::run_event_anchor(context, &args),
    }
}

fn event_schema(verbose: u8) -> ListSchema<EventEnvelope> {
    ListSchema::new("id")
        .time("created_at", "时间", "Time", |event: &EventEnvelope| event.created_at)
        .word("order_no", "订单", "Order", |event| event.order_no.clone())
        .number("version", "序号", "No.", |event| event.version)
        .drop_priority(2)
        .word("type", "事件", "Event", |event| event.kind.clone())
        .shown(move |event, lang| name_event(&event.kind, event.result, lang, verbose))
        .code("source", "来源", "Source", |event| event.source)
        .drop_priority(3)
        .code("result", "结果", "Result", |event| event.result)
        .drop_priority(1)
        .text("operator", "操作员", "Operator", |event| event.operator.clone())
        .drop_priority(4)
        .hidden("id", EventEnvelope::event_id)
        .hidden("visibility", |event| event.visibility)
        .hidden("processed_at", |event| event.processed_at)
        .hidden("key", |event| event.key.clone())
        .hidden("error_code", |event| event.error_code.clone())
        .hidden("error_message", |event| event.error_message.clone())
        .hidden("before", |event| event.before.clone())
        .hidden("after", |event| event.after.clone())
        .hidden("payload", |event| event.payload.clone())
}

/// An event as a person reads it in a log.
fn format_event_line(event: &EventEnvelope, lang: Lang, verbose: u8) -> String {
    let at = event.created_at.format_second();
    let changed = describe_changes(&event.before, &event.after, lang);
    let what = name_event(&event.kind, event.result, lang, verbose);
    let parts = [at.as_str(), event.order_no.as_str(), &what, event.result.label().in_lang(lang), &changed];
    parts.join("  ").trim_end().to_owned()
}
