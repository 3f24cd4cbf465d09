//! `order import`

use std::path::PathBuf;

use crate::app::App;
use crate::app::input::ProgressHook;
use crate::app::log::import::WOULD_CREATE;
use crate::app::resale::paid_import::news::{RESTORED, UNCLEAR};
use crate::app::resale::paid_import::unpriced::UNPRICED;
use crate::app::resale::paid_import::{
    EntryVerdict, ImportMode, ImportOptions, ImportSummary, ImportVerdict, RowPlace,
};
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::next;
use crate::cli::response::{CommandResponse, RowSink};
use crate::domain::order::event::EventSource as From;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::output::words::name_result;
use crate::say;

/// Import paid orders from a file or stdin.
///
/// JSON (an object, an array, {data:{list}}, the marketplace's own answer), one JSON object per line, or a sheet: CSV in any
/// common encoding and delimiter, XLSX, XLS. Repeating an import has no effect.
///
/// A sheet has a row of headings near its top: 订单号 (externalOrderNo), 商品名称 (productName), 实付金额 (paidAmount) and 付款时间
/// (paidAt); it may have 订单状态, 退款状态, 票种, 游玩日期, 商品规格, 数量, 买家昵称, 支付宝交易号, 总金额. Other columns are passed over.
///
/// A known order of which the file says something else is "changed": a refund asked for, under way or done, a closed sale,
/// another paid amount. It is recorded once, and nothing is paid, pushed or sent for the order until somebody decides: `order
/// cancel`, `refund open`, or `order keep`. A file that says that the sale stands again ends that only where it shows that it
/// is the later one: by the platform's own time of change, by a sale that is further on, or by a refund that is called closed
/// or denied (once). An older export that is imported again changes nothing; where it can't be told, the order stays frozen.
///
/// Every order is judged before anything is written. Where some are refused, all that is wrong is listed by row and column,
/// and nothing is imported; with --keep-going the rest is, and --rejects FILE writes the refused ones back in the same shape
/// with the reason beside them, to be repaired and imported again. Then the orders are written in batches, so that other commands are not held up. An order
/// that another command came before in the meantime "exists", or is "refused" (exit 8). An import that was cut short is
/// finished by the same command.
#[derive(Debug, clap::Args)]
pub struct OrderImportArgs {
    /// The file, or - for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Report refused orders and import the rest
    #[arg(long)]
    keep_going: bool,
    /// Write refused orders to a new file with the reason: CSV or XLSX (by its ending) of a sheet, NDJSON of JSON
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// The sheet of a workbook, where several have orders
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

pub fn run_order_import(context: &CommandContext, args: OrderImportArgs) -> Result<CommandResponse> {
    let app = context.open_app_as(From::Xianyu)?;
    let lang = context.lang();
    let hook = progress_hook(context);
    let dry_run = context.global.dry_run;
    Ok(CommandResponse::with_row_stream(import_schema(lang, dry_run), move |sink| {
        import_orders(app, &args, hook, (lang, dry_run), sink)
    }))
}

fn import_orders(
    mut app: App,
    args: &OrderImportArgs,
    hook: Option<ProgressHook<'static>>,
    (lang, dry_run): (Lang, bool),
    sink: &mut RowSink<'_, ImportVerdict>,
) -> Result<CommandResponse> {
    let mode = if args.keep_going { ImportMode::KeepGoing } else { ImportMode::AllOrNothing };
    let file = named_file(&args.file).with_progress(hook);
    let (sheet, rejects) = (args.sheet.as_deref(), args.rejects.as_deref());
    let options = ImportOptions { mode, sheet, rejects, lang, hears_platform: true };
    let mut changed = NotableOrders::default();
    let summary = app.import_orders(file, &options, &mut |verdict| {
        changed.look_at(&verdict, dry_run);
        sink(verdict)
    })?;
    let answer = import_summary(&summary, dry_run);
    changed.add_to(answer, &mut app, dry_run)
}

/// What an import says of orders beside their rows: what somebody should look at.
#[derive(Default)]
struct NotableOrders {
    changed: NamedOrders,
    /// Those that stand again.
    restored: NamedOrders,
    /// Those of which nobody can tell whether the file is old.
    unclear: NamedOrders,
    /// New ones that no form could be priced for.
    unpriced: NamedOrders,
    created: NamedOrders,
}

/// Some orders, the first of them by number.
#[derive(Default)]
struct NamedOrders {
    first: Vec<String>,
    count: usize,
}

impl NamedOrders {
    /// How many are named; `queue` has them all.
    const NAMED: usize = 3;

    fn add(&mut self, number: &str) {
        self.count += 1;
        if self.first.len() < Self::NAMED {
            self.first.push(number.to_owned());
        }
    }

    /// How many, which, and the first; none where there are none.
    fn describe(&self) -> Option<(usize, String, &str)> {
        let first = self.first.first()?;
        let more = if self.count > self.first.len() { " …" } else { "" };
        Some((self.count, format!("{}{more}", self.first.join(" ")), first))
    }
}

impl NotableOrders {
    fn look_at(&mut self, verdict: &ImportVerdict, dry_run: bool) {
        let Some(order_no) = &verdict.order_no else { return };
        // The number of an order that a dry run made is nobody's.
        let drawn = dry_run && verdict.verdict == EntryVerdict::Created;
        let external = verdict.external_order_no.as_deref().filter(|_| drawn);
        let order_no = external.unwrap_or(order_no.as_str());
        if verdict.verdict == EntryVerdict::Created {
            self.created.add(order_no);
        }
        let code = verdict.reason.as_ref().map(|(code, _)| code.as_str());
        match verdict.verdict {
            EntryVerdict::Changed if code == Some(RESTORED) => self.restored.add(order_no),
            EntryVerdict::Changed => self.changed.add(order_no),
            EntryVerdict::Created if code == Some(UNPRICED) => self.unpriced.add(order_no),
            _ if code == Some(UNCLEAR) => self.unclear.add(order_no),
            _ => {}
        }
    }

    /// What is to be done with what is new: of one order its own step, of several that of the first.
    fn add_next_step(&self, answer: CommandResponse, app: &mut App, dry_run: bool) -> Result<CommandResponse> {
        let Some((count, _, first)) = self.created.describe().filter(|_| !dry_run) else { return Ok(answer) };
        let BilingualMessage { zh, en } = command_for(app, first, dry_run)?;
        Ok(answer.add_note(match count {
            1 => say!("下一步：`{zh}`", "next: `{en}`"),
            _ => say!(
                "下一步：第一单 `{zh}`，全部见 `ticketctl queue`",
                "next: `{en}` for the first, `ticketctl queue` for all of them"
            ),
        }))
    }

    /// What to do next, where there is any.
    fn add_to(&self, mut answer: CommandResponse, app: &mut App, dry_run: bool) -> Result<CommandResponse> {
        if let Some((count, named, first)) = self.changed.describe() {
            answer = answer.add_warning(if dry_run {
                say!(
                    "{count} 单在平台上有变化：{named}；正式导入后会记下，先决定再办理",
                    "orders that the platform changed: {count} ({named}); a real import would record it, and stop them until you decide"
                )
            } else {
                say!(
                    "{count} 单在平台上有变化：{named}；待决定的不付款、不推单、不通知：`ticketctl next {first}`，全部见 `ticketctl queue`",
                    "orders that the platform changed: {count} ({named}); nothing is paid, pushed or sent for those that wait for a decision: `ticketctl next {first}`, all of them in `ticketctl queue`"
                )
            });
        }
        if let Some((count, named, _)) = self.unclear.describe() {
            answer = answer.add_warning(say!(
                "{count} 单看不出文件新旧，订单不变：{named}；核对平台后用 `ticketctl order keep`、`ticketctl refund open` 或 `ticketctl order cancel`",
                "orders of which the file may be an old one, and which stay as they are: {count} ({named}); look on the platform, then `ticketctl order keep`, `ticketctl refund open` or `ticketctl order cancel`"
            ));
        }
        if let Some((count, named, first)) = self.unpriced.describe() {
            answer = answer.add_warning(say!(
                "{count} 单的票种不在价目表里：{named}；写错的用 `ticketctl order correct {first} --ticket-type 票种 --reason 原因` 更正，缺价格的用 `ticketctl price set` 补上",
                "orders whose ticket type the price table has not: {count} ({named}); a misspelt one is set right with `ticketctl order correct {first} --ticket-type TYPE --reason REASON`, a missing price with `ticketctl price set`"
            ));
        }
        if let Some((count, named, first)) = self.restored.describe() {
            let BilingualMessage { zh, en } = command_for(app, first, dry_run)?;
            answer = answer.add_warning(say!(
                "{count} 单在平台上已恢复正常：{named}；第一单的下一步：`{zh}`",
                "orders that stand again on the platform: {count} ({named}); what is next for the first: `{en}`"
            ));
        }
        self.add_next_step(answer, app, dry_run)
    }
}

/// What the first of some orders asks for; a dry run left it as it was.
fn command_for(app: &mut App, first: &str, dry_run: bool) -> Result<BilingualMessage> {
    match OrderNo::parse(first).ok().filter(|_| !dry_run) {
        Some(order_no) => next::find_next_command(app, &order_no),
        None => Ok(next::suggest_command(&format!("ticketctl next {first}"))),
    }
}

fn import_summary(summary: &ImportSummary, dry_run: bool) -> CommandResponse {
    let ImportSummary { created, exists, changed, skipped, refused, replayed } = *summary;
    // Said where there are any: it is rare, and not to be read over.
    let (zh, en) = match (changed, dry_run) {
        (0, _) => (String::new(), String::new()),
        (_, true) => (format!("，会变化 {changed}"), format!(", {changed} would be changed")),
        (_, false) => (format!("，变化 {changed}"), format!(", {changed} changed")),
    };
    let note = if replayed {
        say!(
            "同一操作键，给出第一次的结果：新建 {created}，已有 {exists}{zh}，跳过 {skipped}，拒绝 {refused}",
            "same key, this is the first result: {created} created, {exists} known{en}, {skipped} skipped, {refused} refused"
        )
    } else if dry_run {
        say!(
            "试运行，没有保存：会新建 {created}，已有 {exists}{zh}，会跳过 {skipped}，会拒绝 {refused}",
            "dry run, nothing saved: {created} would be created, {exists} known{en}, {skipped} would be skipped, {refused} would be refused"
        )
    } else {
        say!(
            "新建 {created}，已有 {exists}{zh}，跳过 {skipped}，拒绝 {refused}",
            "{created} created, {exists} known{en}, {skipped} skipped, {refused} refused"
        )
    };
    let answer = CommandResponse::empty().add_note(note).set_exit(summary.exit_code());
    match created + exists + changed + skipped + refused {
        0 => answer.add_note(say!(
            "文件里没有订单：它是空的，或者只有标题",
            "the file holds no orders: it is empty, or has only headings"
        )),
        _ => answer,
    }
}

/// A bar on a terminal, nothing anywhere else.
fn progress_hook(context: &CommandContext) -> Option<ProgressHook<'static>> {
    if !context.surface.stderr_is_tty || context.surface.quiet {
        return None;
    }
    let bar = indicatif::ProgressBar::no_length();
    Some(Box::new(move |progress| {
        if let Some(total) = progress.total {
            bar.set_length(total);
        }
        bar.set_position(progress.read);
        if progress.total == Some(progress.read) {
            bar.finish_and_clear();
        }
    }))
}

/// What a row says of its order: a dry run creates none.
fn verdict_word(verdict: EntryVerdict, dry_run: bool) -> &'static str {
    match verdict {
        EntryVerdict::Created if dry_run => WOULD_CREATE,
        EntryVerdict::Changed if dry_run => "would_change",
        told => told.code(),
    }
}

/// The verdicts, one row each; also what `order create --json` prints of its one.
pub(super) fn import_schema(lang: Lang, dry_run: bool) -> ListSchema<ImportVerdict> {
    ListSchema::new("order_no")
        .word("external_order_no", "外部订单号", "External no.", |one: &ImportVerdict| {
            one.external_order_no.clone()
        })
        .word("verdict", "结果", "Verdict", move |one| verdict_word(one.verdict, dry_run))
        .shown(move |one, lang| name_result(verdict_word(one.verdict, dry_run), lang))
        // A dry run drew a number that no order will have.
        .word("order_no", "订单号", "Order", move |one| {
            one.order_no.clone().filter(|_| !(dry_run && one.verdict == EntryVerdict::Created))
        })
        .hidden("row", |one| one.place.as_ref().map(|place| place.row))
        .hidden("column", |one| one.place.as_ref().and_then(|place| place.column.clone()))
        .hidden("value", |one| one.place.as_ref().and_then(|place| place.value.clone()))
        .hidden("code", |one| one.reason.as_ref().map(|(code, _)| code.clone()))
        .text("reason", "原因", "Reason", move |one| one.reason.as_ref().map(|(_, why)| why.in_lang(lang).to_owned()))
        .shown(explain_place)
        .hidden("dry_run", move |_| dry_run)
}

/// The reason, and for whoever looks for the row: where it is.
fn explain_place(verdict: &ImportVerdict, lang: Lang) -> String {
    let Some((_, why)) = &verdict.reason else { return String::new() };
    let Some(RowPlace { row, column, value }) = &verdict.place else { return why.in_lang(lang).to_owned() };
    let column = column.as_ref().map(|column| format!(" {column}")).unwrap_or_default();
    let value = value.as_ref().map(|value| format!("「{value}」")).unwrap_or_default();
    let (why_zh, why_en) = (&why.zh, &why.en);
    say!("第 {row} 行{column}{value}：{why_zh}", "line {row}{column}{value}: {why_en}").in_lang(lang).to_owned()
}
