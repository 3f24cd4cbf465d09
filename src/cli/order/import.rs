//! `order import`

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::input::{InputSource, ProgressHook};
use crate::app::input::{OrderFileFormat, read_orders};
use crate::app::resale::paid_import::{ImportMode, ImportSummary, ImportVerdict};
use crate::cli::context::CommandContext;
use crate::cli::response::{CommandResponse, RowSink};
use crate::domain::order::event::EventSource as From;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{Error, Result};
use crate::output::schema::{ListColumn, ListSchema};
use crate::say;

/// With a key, what the key stands for is the whole file, which is then held in memory.
const KEYED_FILE_LIMIT: u64 = 64 * 1024 * 1024;

/// Import paid orders from a file or stdin.
///
/// JSON (an object, an array, {data:{list}}), one JSON object per line, or CSV. Repeating an import has no effect.
/// One refused order undoes the whole import; with --keep-going the rest of a JSON file is imported.
#[derive(Debug, clap::Args)]
pub struct OrderImportArgs {
    /// The file, or - for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Report refused orders and import the rest (JSON only)
    #[arg(long)]
    keep_going: bool,
}

pub fn run_order_import(context: &CommandContext, args: OrderImportArgs) -> Result<CommandResponse> {
    let app = context.open_app_as(From::Xianyu)?;
    let lang = context.lang();
    let hook = progress_hook(context);
    let dry_run = context.global.dry_run;
    Ok(CommandResponse::with_row_stream(import_schema(), move |sink| {
        import_orders(app, &args, hook, lang, dry_run, sink)
    }))
}

fn import_orders(
    mut app: App,
    args: &OrderImportArgs,
    hook: Option<ProgressHook<'static>>,
    lang: Lang,
    dry_run: bool,
    sink: &mut RowSink<'_>,
) -> Result<CommandResponse> {
    let content = match app.caller.key {
        Some(_) => Some(read_whole_file(&args.file)?),
        None => None,
    };
    let source = match &content {
        Some(bytes) => InputSource::from_reader(&args.file.display().to_string(), bytes.as_slice())?,
        None => InputSource::open(&args.file, std::io::stdin(), hook)?,
    };
    let items = read_orders(source)?;
    if args.keep_going && items.file_format() == OrderFileFormat::Csv {
        return Err(Error::usage(
            "keep_going_csv",
            say!(
                "CSV 要么全部导入，要么一条都不导入；--keep-going 只用于 JSON",
                "a CSV file is imported all or nothing; --keep-going is only for JSON"
            ),
        ));
    }
    let mode = if args.keep_going { ImportMode::KeepGoing } else { ImportMode::AllOrNothing };
    let summary =
        app.import_orders(items, mode, content.as_deref(), &mut |verdict: ImportVerdict| sink(verdict.to_row(lang)))?;
    Ok(import_summary(&summary, dry_run))
}

fn import_summary(summary: &ImportSummary, dry_run: bool) -> CommandResponse {
    let ImportSummary { created, exists, skipped, refused, replayed } = *summary;
    let kept = if replayed {
        say!("同一操作键，给出第一次的结果：", "same key, this is the first result: ")
    } else if dry_run {
        say!("试运行，没有保存：", "dry run, nothing saved: ")
    } else {
        say!("", "")
    };
    let (zh, en) = (kept.zh, kept.en);
    let note = say!(
        "{zh}新建 {created}，已有 {exists}，跳过 {skipped}，拒绝 {refused}",
        "{en}{created} created, {exists} known, {skipped} skipped, {refused} refused"
    );
    CommandResponse::empty().add_note(note).set_exit(summary.exit_code())
}

fn read_whole_file(file: &Path) -> Result<Vec<u8>> {
    let mut source = InputSource::open(file, std::io::stdin(), None)?;
    let mut bytes = Vec::new();
    source.by_ref().take(KEYED_FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::io(file, &error))?;
    if bytes.len() as u64 > KEYED_FILE_LIMIT {
        return Err(Error::usage(
            "file_too_large",
            say!("带 --key 的文件最多 64 MiB", "with --key, a file can have at most 64 MiB"),
        )
        .hint(say!("导入本来就可以重复执行，不需要 --key", "an import can be repeated safely without --key")));
    }
    Ok(bytes)
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

fn import_schema() -> ListSchema {
    ListSchema {
        name: "orders",
        columns: vec![
            ListColumn::new("external_order_no", BilingualText { zh: "外部订单号", en: "External no." }).no_wrap(),
            ListColumn::new("verdict", BilingualText { zh: "结果", en: "Verdict" }),
            ListColumn::new("order_no", BilingualText { zh: "订单号", en: "Order" }).no_wrap(),
            ListColumn::machine_only("code"),
            ListColumn::new("reason", BilingualText { zh: "原因", en: "Reason" }),
        ],
        id_key: "order_no",
    }
}
