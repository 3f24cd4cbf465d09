//! `backup`

use std::path::PathBuf;

use serde_json::json;

use super::context::CommandContext;
use super::passphrase::{PassphraseArgs, PassphrasePurpose};
use super::response::CommandResponse;
use crate::app::ops::backup::{BackupReport, BackupRequest};
use crate::error::Result;
use crate::say;

/// Back up the shop into one file: the database as of one moment, proofs, screenshots, configuration.
///
/// Works while others write. The copy is checked before the file has its name, and nothing is overwritten. Copying the
/// database with `cp` is no backup: what was committed last stands in a second file beside it. The key file is not included
/// unless `--with-key` is given, nor are the secrets and the AP2 keys beside it: keep copies of those elsewhere.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The new file, or a directory in which a file named after the time is made
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// In a directory: keep the newest N backups of this shop, and remove its older ones
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    keep: Option<u32>,
    /// Encrypt the backup with a passphrase, asked for on the terminal
    #[arg(long)]
    seal: bool,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    /// Include the key file; only in a sealed backup
    #[arg(long)]
    with_key: bool,
}

pub fn run_backup(context: &CommandContext, args: BackupArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let sealed = args.seal || args.passphrase.is_given();
    let passphrase = sealed.then(|| args.passphrase.read_passphrase(context, PassphrasePurpose::Seal)).transpose()?;
    let keep = args.keep.map(|keep| usize::try_from(keep).unwrap_or(usize::MAX));
    let request = BackupRequest { target: &args.file, passphrase, with_key: args.with_key, keep };
    let report = app.write_backup(&request)?;
    Ok(backup_response(context, &report))
}

fn backup_response(context: &CommandContext, report: &BackupReport) -> CommandResponse {
    let manifest = &report.manifest;
    let shown: Vec<_> = report.removed.iter().map(|path| path.to_string_lossy()).collect();
    let document = json!({
        "file": report.file.to_string_lossy(),
        "created_at": report.head.created_at,
        "shop": report.head.shop,
        "kind": manifest.kind,
        "schema": manifest.schema,
        "key_id": manifest.key_id,
        "orders": manifest.orders,
        "events": manifest.events,
        "root": manifest.root,
        "entries": manifest.entries.len(),
        "missing": manifest.missing,
        "bytes": report.bytes,
        "sealed": report.sealed,
        "with_key": report.with_key,
        "removed": shown,
        "dry_run": context.global.dry_run,
    });
    let (orders, events, entries) = (manifest.orders, manifest.events, manifest.entries.len());
    let size = report.bytes.div_ceil(1024);
    let counts = say!(
        "{orders} 张订单、{events} 个事件、{entries} 个文件，{size} KiB",
        "{orders} orders, {events} events, {entries} files, {size} KiB"
    );
    let mut lines = vec![report.file.display().to_string(), counts.in_lang(context.lang()).to_owned()];
    lines.extend(
        shown.iter().map(|path| say!("删除旧备份 {path}", "removed {path}").in_lang(context.lang()).to_owned()),
    );
    let mut answer = CommandResponse::with_page(document, Some("file"), lines.join("\n"));
    if !manifest.missing.is_empty() {
        let n = manifest.missing.len();
        answer = answer.add_warning(say!(
            "{n} 个凭证或截图早已丢失，不在备份里；`ticketctl doctor` 会列出",
            "{n} proofs or screenshots were lost before and are not in the backup; `ticketctl doctor` lists them"
        ));
    }
    if context.global.dry_run {
        return answer
            .add_note(say!("试运行：检查完成，没有留下文件", "dry run: everything was checked, and no file was kept"));
    }
    let shown = report.file.display();
    answer.add_note(if report.with_key {
        say!(
            "把文件存到另一台机器；密钥文件在其中，口令不能丢。演练：`ticketctl restore --check {shown}`",
            "keep the file on another machine; the key file is in it, so do not lose the passphrase. Drill: `ticketctl restore --check {shown}`"
        )
    } else {
        say!(
            "把文件存到另一台机器；密钥文件不在其中，要另存一份。演练：`ticketctl restore --check {shown}`",
            "keep the file on another machine; the key file is not in it and needs a copy of its own. Drill: `ticketctl restore --check {shown}`"
        )
    })
}
