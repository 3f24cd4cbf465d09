//! `order import`

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::resale::paid_import::{Mode, Tally, Verdict};
use crate::cli::context::Context;
use crate::cli::response::{Answer, Sink};
use crate::domain::order::event::Source as From;
use crate::domain::value::message::{Lang, Text};
use crate::error::{Error, Result};
use crate::formats::orders::{Format, items};
use crate::formats::source::{Hook, Source};
use crate::output::format::{Column, Shape};
use crate::say;

/// With a key, what the key stands for is the whole file, which is then held in memory.
const KEYED_LIMIT: u64 = 64 * 1024 * 1024;

/// Take paid orders in, from a file or stdin.
///
/// JSON (an object, an array, {data:{list}}), one JSON object a line, or CSV. Repeating an import has no effect.
/// A refused order undoes the whole import; --keep-going takes the rest of a JSON file in.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file, or - for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Tell refused orders and take the rest in (JSON only)
    #[arg(long)]
    keep_going: bool,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let app = context.app_as(From::Xianyu)?;
    let lang = context.lang();
    let hook = progress(context);
    let dry_run = context.global.dry_run;
    Ok(Answer::stream(shape(), move |sink| import(app, &args, hook, lang, dry_run, sink)))
}

fn import(
    mut app: App,
    args: &Args,
    hook: Option<Hook<'static>>,
    lang: Lang,
    dry_run: bool,
    sink: &mut Sink<'_>,
) -> Result<Answer> {
    let content = match app.caller.key {
        Some(_) => Some(whole(&args.file)?),
        None => None,
    };
    let source = match &content {
        Some(bytes) => Source::from_reader(&args.file.display().to_string(), bytes.as_slice())?,
        None => Source::open(&args.file, std::io::stdin(), hook)?,
    };
    let items = items(source)?;
    if args.keep_going && items.format() == Format::Csv {
        return Err(Error::usage(
            "keep_going_csv",
            say!(
                "CSV 要么全部导入，要么一条都不导入；--keep-going 只用于 JSON",
                "a CSV file is taken in whole or not at all; --keep-going is for JSON"
            ),
        ));
    }
    let mode = if args.keep_going { Mode::KeepGoing } else { Mode::AllOrNothing };
    let tally = app.import(items, mode, content.as_deref(), &mut |verdict: Verdict| sink(verdict.to_row(lang)))?;
    Ok(summary(&tally, dry_run))
}

fn summary(tally: &Tally, dry_run: bool) -> Answer {
    let Tally { created, exists, skipped, refused, replayed } = *tally;
    let kept = if replayed {
        say!("同一操作键，给出第一次的结果：", "same key, this is the first result: ")
    } else if dry_run {
        say!("试运行，没有保存：", "dry run, nothing kept: ")
    } else {
        say!("", "")
    };
    let (zh, en) = (kept.zh, kept.en);
    let note = say!(
        "{zh}新建 {created}，已有 {exists}，跳过 {skipped}，拒绝 {refused}",
        "{en}{created} created, {exists} known, {skipped} skipped, {refused} refused"
    );
    Answer::nothing().note(note).ending(tally.exit())
}

fn whole(file: &Path) -> Result<Vec<u8>> {
    let mut source = Source::open(file, std::io::stdin(), None)?;
    let mut bytes = Vec::new();
    source.by_ref().take(KEYED_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::io(file, &error))?;
    if bytes.len() as u64 > KEYED_LIMIT {
        return Err(Error::usage(
            "file_too_large",
            say!("带 --key 的文件最多 64 MiB", "a file with --key has at most 64 MiB"),
        )
        .hint(say!(
            "导入本来就可以重复执行，不需要 --key",
            "an import may be repeated without effect, it needs no --key"
        )));
    }
    Ok(bytes)
}

/// A bar on a terminal, nothing anywhere else.
fn progress(context: &Context) -> Option<Hook<'static>> {
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

fn shape() -> Shape {
    Shape {
        name: "orders",
        columns: vec![
            Column::new("external_order_no", Text { zh: "外部订单号", en: "External no." }).whole(),
            Column::new("verdict", Text { zh: "结果", en: "Verdict" }),
            Column::new("order_no", Text { zh: "订单号", en: "Order" }).whole(),
            Column::machine_only("code"),
            Column::new("reason", Text { zh: "原因", en: "Reason" }),
        ],
        id_key: "order_no",
    }
}
