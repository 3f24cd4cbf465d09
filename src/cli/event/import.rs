//! `event import`

use std::path::PathBuf;

use crate::app::log::import::{EventImportSummary, ImportedOrder, MadeStock};
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::response::CommandResponse;
use crate::domain::value::message::Lang;
use crate::domain::value::shell::shell_command;
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::output::words::name_result;
use crate::say;

/// Import the export of a web system.
///
/// Every order is judged before anything is written: one that contradicts the rules, or what is here, refuses the whole
/// file. Then the orders are written in batches, so that other commands are not held up. An order that another command came
/// before in the meantime is "refused" (exit 8). An import that was cut short is finished by the same command: what is
/// there already "exists".
#[derive(Debug, clap::Args)]
pub(super) struct EventImportArgs {
    /// One JSON object per line; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The directory of the web system's proofs; each is found by its hash
    #[arg(long, value_name = "DIR")]
    proof_dir: Option<PathBuf>,
}

pub(super) fn run_event_import(context: &CommandContext, args: EventImportArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let (dry_run, lang) = (context.global.dry_run, context.lang());
    Ok(CommandResponse::with_row_stream(import_schema(lang, dry_run), move |sink| {
        let summary = app.import_events(named_file(&args.file), args.proof_dir.as_deref(), sink)?;
        Ok(summarise_import(&summary, dry_run))
    }))
}

fn summarise_import(summary: &EventImportSummary, dry_run: bool) -> CommandResponse {
    let mut answer = CommandResponse::empty().set_exit(summary.exit_code());
    let external = summary.external_proofs;
    if external > 0 {
        answer = answer.add_warning(say!(
            "{external} 份凭证只在原系统：推单前要重新上传，或用 --proof-dir 指出凭证目录",
            "{external} proofs are only in the other system: upload them before pushing, or name their directory with --proof-dir"
        ));
    }
    for group in &summary.groups {
        let command = shell_command(&["ticketctl", "group", "resume", group]);
        answer = answer.add_warning(say!(
            "群 {group} 此前未知，已暂停建立：配置渠道后用 `{command}`",
            "group {group} is new and was created paused: set up its channel, then `{command}`"
        ));
    }
    for group in &summary.unnameable_groups {
        answer = answer.add_warning(say!(
            "群「{group}」的名称在这里不可用，没有建立：重推这些订单时另选一个群",
            "the group \"{group}\" was not created, as no group can have this name: choose another group to push its orders again"
        ));
    }
    answer = add_checkout_warnings(answer, summary);
    let (created, exists, refused) = (summary.created, summary.exists, summary.refused);
    if refused > 0 {
        answer = answer.add_warning(say!(
            "新建 {created}，已有 {exists}，拒绝 {refused}：导入期间别的命令先占用了；核对后重新导入同一文件",
            "{created} created, {exists} known, {refused} refused: another command came before them during the import; check them, then import the same file again"
        ));
    }
    if dry_run {
        answer = answer.add_warning(say!("试运行：什么都没有保存", "dry run: nothing was saved"));
    }
    answer
}

/// What orders of the checkout flow brought beside their events.
fn add_checkout_warnings(mut answer: CommandResponse, summary: &EventImportSummary) -> CommandResponse {
    for MadeStock { sku_id, date, capacity } in &summary.stock {
        let day = date.to_string();
        let command = shell_command(&["ticketctl", "sku", "stock", sku_id, "--date", &day, "--capacity", "N"]);
        answer = answer.add_warning(say!(
            "{sku_id} 在 {date} 此前没有库存，现有 {capacity} 位，都属于导入的订单：用 `{command}` 补足",
            "{sku_id} had no stock on {date} and has {capacity} places now, all of them of imported orders: set it with `{command}`"
        ));
    }
    for (no, quote) in &summary.quotes {
        answer = answer.add_warning(say!(
            "订单 {no} 的金额以导出为准；现在的目录价是 {quote}",
            "the amount of order {no} is the export's; the catalogue price is now {quote}"
        ));
    }
    let more = summary.more_quotes;
    if more > 0 {
        answer = answer.add_warning(say!(
            "另有 {more} 个订单的金额与目录价不同",
            "the amounts of {more} more orders are not the catalogue's"
        ));
    }
    answer
}

fn import_schema(lang: Lang, dry_run: bool) -> ListSchema<ImportedOrder> {
    ListSchema::new("order_no")
        .word("order_no", "订单", "Order", |order: &ImportedOrder| order.order_no.clone())
        .word("verdict", "结果", "Verdict", move |order| order.verdict_word(dry_run).to_owned())
        .shown(move |order, lang| name_result(order.verdict_word(dry_run), lang))
        .number("events", "事件", "Events", |order| order.events)
        .number("external_proofs", "外部凭证", "External proofs", |order| order.external_proofs)
        .hidden("groups", |order| order.groups.clone())
        .hidden("stock", |order| order.stock.clone())
        .hidden("catalogue_quote", |order| order.catalogue_quote)
        .hidden("code", |order| order.refusal.as_ref().map(|refusal| refusal.code.clone()))
        .hidden("reason", move |order| order.refusal.as_ref().map(|refusal| refusal.in_lang(lang).to_owned()))
        .hidden("dry_run", move |_| dry_run)
}
