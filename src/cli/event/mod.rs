//! `event`: one file a verb.

mod anchor;
mod import;
mod list;
mod tail;
mod verify;

use serde_json::Value;

use super::context::{Context, time};
use super::order_arg::order_no;
use super::response::Answer;
use crate::app::App;
use crate::app::log::read::LogLook;
use crate::domain::order::event::Envelope;
use crate::domain::value::message::{Lang, Text};
use crate::error::Result;
use crate::output::format::{Column, Row, Shape};
use crate::output::order_labels::{changes, moment};

/// The log: list, tail, import, verify, anchor.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

/// What to do with the log.
#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Events of all orders, newest first
    List(list::Args),
    /// Events of all orders, oldest first, one a line
    Tail(tail::Args),
    /// Take in the export of a web system, whole or not at all
    Import(import::Args),
    /// Recompute every hash of the log
    Verify(verify::Args),
    /// Pin where the log ends, in a file to be kept elsewhere
    Anchor(anchor::Args),
}

/// Which events.
#[derive(Debug, clap::Args)]
struct Which {
    /// Received at or after this time (RFC 3339)
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Of this order alone
    #[arg(long, value_name = "ORDER")]
    order: Option<String>,
}

impl Which {
    fn look(&self, context: &Context, app: &mut App, limit: usize) -> Result<LogLook> {
        Ok(LogLook {
            since: self.since.as_deref().map(|at| time("--since", at)).transpose()?,
            order_no: self.order.as_deref().map(|no| order_no(app, no)).transpose()?,
            internal: context.global.internal,
            reveal: context.global.reveal,
            limit,
        })
    }
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::List(args) => list::run(context, &args),
        Verb::Tail(args) => tail::run(context, &args),
        Verb::Import(args) => import::run(context, &args),
        Verb::Verify(args) => verify::run(context, &args),
        Verb::Anchor(args) => anchor::run(context, &args),
    }
}

fn shape() -> Shape {
    Shape {
        name: "events",
        columns: vec![
            Column::new("created_at", Text { zh: "时间", en: "Time" }).whole().shown(at),
            Column::new("order_no", Text { zh: "订单", en: "Order" }).whole(),
            Column::new("version", Text { zh: "序号", en: "No." }).number().priority(2),
            Column::new("type", Text { zh: "事件", en: "Event" }).whole(),
            Column::new("source", Text { zh: "来源", en: "Source" }).whole().priority(3),
            Column::new("result", Text { zh: "结果", en: "Result" }).whole().priority(1),
            Column::new("operator", Text { zh: "操作员", en: "Operator" }).priority(4),
            Column::machine_only("id"),
            Column::machine_only("visibility"),
            Column::machine_only("processed_at"),
            Column::machine_only("key"),
            Column::machine_only("error_code"),
            Column::machine_only("error_message"),
            Column::machine_only("before"),
            Column::machine_only("after"),
            Column::machine_only("payload"),
        ],
        id_key: "id",
    }
}

fn at(value: &Value, _: Lang) -> String {
    moment(value.as_str().unwrap_or_default())
}

fn row(event: Envelope) -> Row {
    let id = event.id();
    let fields = [
        ("created_at", Value::from(event.created_at.rfc3339())),
        ("order_no", event.order_no.as_str().into()),
        ("version", event.version.into()),
        ("type", event.kind.into()),
        ("source", event.source.code().into()),
        ("result", event.result.code().into()),
        ("operator", event.operator.into()),
        ("id", id.into()),
        ("visibility", event.visibility.code().into()),
        ("processed_at", event.processed_at.rfc3339().into()),
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
fn sentence(event: &Envelope, lang: Lang) -> String {
    let at = moment(&event.created_at.rfc3339());
    let changed = changes(&event.before, &event.after, lang);
    let parts = [at.as_str(), event.order_no.as_str(), &event.kind, event.result.code(), &changed];
    parts.join("  ").trim_end().to_owned()
}
