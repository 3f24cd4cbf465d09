//! `event import`

use std::path::PathBuf;

use serde_json::Value;

use crate::app::log::import::Replayed;
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::domain::value::message::Text;
use crate::error::Result;
use crate::formats::export::events;
use crate::formats::source::Source;
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::say;

/// Take in the export of a web system, whole or not at all.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON object a line; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the web system's proofs are; each is found by its hash
    #[arg(long, value_name = "DIR")]
    proof_dir: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &Args) -> Result<Answer> {
    let mut app = context.app()?;
    let source = Source::open(&args.file, std::io::stdin(), None)?;
    let exported = events(source).collect::<Result<Vec<_>>>()?;
    let report = app.import_events(exported, args.proof_dir.as_deref())?;
    Ok(told(context, &report))
}

fn told(context: &Context, report: &[Replayed]) -> Answer {
    let mut answer = Answer::list(Dataset { shape: shape(), rows: report.iter().map(row).collect() });
    let external: usize = report.iter().map(|order| order.external_proofs).sum();
    if external > 0 {
        answer = answer.warn(say!(
            "{external} 份凭证只在原系统：推单前要重新上传，或用 --proof-dir 指出凭证目录",
            "{external} proofs are in the other system alone: upload them before a push, or name their directory with --proof-dir"
        ));
    }
    for group in report.iter().flat_map(|order| &order.groups) {
        answer = answer.warn(say!(
            "群 {group} 此前未知，已暂停建立：配置渠道后用 `ticketctl group resume {group}`",
            "group {group} was unknown and is paused now: set its channel up, then `ticketctl group resume {group}`"
        ));
    }
    for order in report {
        answer = noted(answer, order);
    }
    if context.global.dry_run {
        answer = answer.warn(say!("试运行：什么都没有保存", "dry run: nothing was kept"));
    }
    answer
}

/// What an order of the checkout flow brought beside its events.
fn noted(mut answer: Answer, order: &Replayed) -> Answer {
    if let Some(made) = &order.stock {
        let (sku, date, capacity) = (&made.sku_id, made.date, made.capacity);
        answer = answer.warn(say!(
            "{sku} 在 {date} 此前没有库存，现有 {capacity} 位，都属于导入的订单：用 `ticketctl sku stock {sku} --date {date} --capacity N` 补足",
            "{sku} had no stock on {date} and has {capacity} places now, all of them of imported orders: set it with `ticketctl sku stock {sku} --date {date} --capacity N`"
        ));
    }
    if let Some(quote) = order.catalogue_quote {
        let no = &order.order_no;
        answer = answer.warn(say!(
            "订单 {no} 的金额以导出为准；现在的目录价是 {quote}",
            "the amount of order {no} is the export's; the catalogue asks {quote} now"
        ));
    }
    answer
}

fn shape() -> Shape {
    Shape {
        name: "orders",
        columns: vec![
            Column::new("order_no", Text { zh: "订单", en: "Order" }).whole(),
            Column::new("verdict", Text { zh: "结果", en: "Verdict" }).whole(),
            Column::new("events", Text { zh: "事件", en: "Events" }).number(),
            Column::new("external_proofs", Text { zh: "外部凭证", en: "External proofs" }).number(),
            Column::machine_only("groups"),
            Column::machine_only("stock"),
            Column::machine_only("catalogue_quote"),
        ],
        id_key: "order_no",
    }
}

fn row(order: &Replayed) -> Row {
    // A struct of texts, numbers and lists always is an object.
    match serde_json::to_value(order) {
        Ok(Value::Object(row)) => row,
        _ => Row::new(),
    }
}
