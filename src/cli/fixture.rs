//! `fixture`

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::context::CommandContext;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::error::{Error, Result};
use crate::fs::errors::FileError;
use crate::fs::output_file::require_file_name;
use crate::say;

/// Sandbox: capture an order as a scenario.
#[derive(Debug, clap::Args)]
pub struct FixtureArgs {
    #[command(subcommand)]
    verb: FixtureVerb,
}

#[derive(Debug, clap::Subcommand)]
enum FixtureVerb {
    /// Write an order's events as an export that `event import` reads
    Capture(FixtureCaptureArgs),
}

#[derive(Debug, clap::Args)]
struct FixtureCaptureArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Write to this new file instead of stdout
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Captures it; an invented person stands for the real one unless `--reveal`.
pub fn run_fixture(context: &CommandContext, args: FixtureArgs) -> Result<CommandResponse> {
    let FixtureVerb::Capture(args) = args.verb;
    let mut app = context.open_app()?;
    app.require_sandbox("fixture capture")?;
    let order_no = args.order.resolve(&mut app)?;
    let text = app.export_order(&order_no, context.global.reveal)?;
    let Some(out) = &args.out else { return Ok(CommandResponse::with_text(text)) };
    require_file_name(out)?;
    let shown = out.display();
    if context.global.dry_run {
        if out.symlink_metadata().is_ok() {
            return Err(file_exists_error(out));
        }
        return Ok(
            CommandResponse::empty().add_note(say!("试运行：没有写 {shown}", "dry run: {shown} was not written"))
        );
    }
    write_new_file(out, &text)?;
    Ok(CommandResponse::empty().add_note(say!(
        "已写入 {shown}；用 `ticketctl event import {shown}` 读回",
        "written to {shown}; `ticketctl event import {shown}` reads it back"
    )))
}

/// Nothing is overwritten: a captured order may be somebody's only copy.
fn write_new_file(path: &Path, text: &str) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let opened = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => file_exists_error(path),
        _ => Error::io(path, &error),
    })?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| Error::io(path, &error))
}

fn file_exists_error(path: &Path) -> Box<Error> {
    let path = path.display();
    FileError::FileExists { shown: &path }.into_error()
}
