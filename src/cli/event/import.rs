//! `event import`

use std::path::PathBuf;

use crate::app::log::import::ImportedOrder;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::say;

/// Import the export of a web system, all or nothing.
#[derive(Debug, clap::Args)]
pub(super) struct EventImportArgs {
    /// One JSON object per line; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The directory of the web system's proofs; each is found by its hash
    #[arg(long, value_name = "DIR")]
    proof_dir: Option<PathBuf>,
}

pub(super) fn run_event_import(context: &CommandContext, args: &EventImportArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let export = named_file(&args.file);
    let report = app.import_events(export, args.proof_dir.as_deref())?;
    Ok(import_response(context, report))
}

fn import_response(context: &CommandContext, report: Vec<ImportedOrder>) -> CommandResponse {
    let mut answer = CommandResponse::with_list(import_schema(), report.clone());
    let external: usize = report.iter().map(|order| order.external_proofs).sum();
    if external > 0 {
        answer = answer.add_warning(say!(
            "{external} 份凭证只在原系统：推单前要重新上传，或用 --proof-dir 指出凭证目录",
            "{external} proofs are only in the other system: upload them before pushing, or name their directory with --proof-dir"
        ));
    }
    for group in report.iter().flat_map(|order| &order.groups) {
        answer = answer.add_warning(say!(
            "群 {group} 此前未知，已暂停建立：配置渠道后用 `ticketctl group resume {group}`",
            "group {group} is new and was created paused: set up its channel, then `ticketctl group resume {group}`"
        ));
    }
    for order in &report {
        answer = add_order_warnings(answer, order);
    }
    if context.global.dry_run {
        answer = answer.add_warning(say!("试运行：什么都没有保存", "dry run: nothing was saved"));
    }
    answer
}

/// What an order of the checkout flow brought beside its events.
fn add_order_warnings(mut answer: CommandResponse, order: &ImportedOrder) -> CommandResponse {
    if let Some(made) = &order.stock {
        let (sku, date, capacity) = (&made.sku_id, made.date, made.capacity);
        answer = answer.add_warning(say!(
            "{sku} 在 {date} 此前没有库存，现有 {capacity} 位，都属于导入的订单：用 `ticketctl sku stock {sku} --date {date} --capacity N` 补足",
            "{sku} had no stock on {date} and has {capacity} places now, all of them of imported orders: set it with `ticketctl sku stock {sku} --date {date} --capacity N`"
        ));
    }
    if let Some(quote) = order.catalogue_quote {
        let no = &order.order_no;
        answer = answer.add_warning(say!(
            "订单 {no} 的金额以导出为准；现在的目录价是 {quote}",
            "the amount of order {no} is the export's; the catalogue price is now {quote}"
        ));
    }
    answer
}

fn import_schema() -> ListSchema<ImportedOrder> {
    ListSchema::new("order_no")
        .word("order_no", "订单", "Order", |order: &ImportedOrder| order.order_no.clone())
        .word("verdict", "结果", "Verdict", |order| order.verdict.clone())
        .number("events", "事件", "Events", |order| order.events)
        .number("external_proofs", "外部凭证", "External proofs", |order| order.external_proofs)
        .hidden("groups", |order| order.groups.clone())
        .hidden("stock", |order| order.stock.clone())
        .hidden("catalogue_quote", |order| order.catalogue_quote)
}
