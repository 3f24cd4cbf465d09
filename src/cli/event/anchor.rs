//! `event anchor`

use std::path::PathBuf;

use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::say;

/// Record the end of the log in a file to keep elsewhere.
#[derive(Debug, clap::Args)]
pub(super) struct EventAnchorArgs {
    /// The anchor file; created if missing, only ever added to
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Adds an anchor, once the log holds and agrees with those in the file.
pub(super) fn run_event_anchor(context: &CommandContext, args: &EventAnchorArgs) -> Result<CommandResponse> {
    let root = context.open_app()?.anchor_log(&args.file)?;
    let text = format!("{}  {}", root.at, root.root);
    let value = serde_json::to_value(&root).unwrap_or_default();
    let answer = CommandResponse::with_page(value, Some("root"), text).add_note(say!(
        "把这个文件存到另一台机器；以后用 `ticketctl event verify --anchor 文件` 核对",
        "keep the file on another machine; `ticketctl event verify --anchor FILE` compares with it later"
    ));
    Ok(if context.global.dry_run {
        answer.add_warning(say!("试运行：没有写入锚点", "dry run: no anchor was written"))
    } else {
        answer
    })
}
