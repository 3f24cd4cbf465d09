//! `restore`

use std::path::PathBuf;

use serde_json::json;

use super::context::CommandContext;
use super::passphrase::{PassphraseArgs, PassphrasePurpose};
use super::response::CommandResponse;
use crate::app::ops::doctor::{DoctorReport, Severity, check_shop_data};
use crate::app::ops::restore::{BackupFile, DrillPlace, RestoreReport, restore_shop};
use crate::error::Result;
use crate::output::text::escape_hidden;
use crate::say;

/// Restore a backup into an empty place, or check that it can be.
///
/// The place is that of `--db`, `--config` and TICKETCTL_KEY_FILE. A database that is there is never overwritten; a key file and
/// a configuration that are there stay. Interrupted, the same command goes on.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// A file that `backup` wrote
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only test it: restore into a temporary directory, verify everything, remove it
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

pub fn run_restore(context: &CommandContext, args: RestoreArgs) -> Result<CommandResponse> {
    let backup = BackupFile::open(&args.file)?;
    let passphrase =
        backup.is_sealed().then(|| args.passphrase.read_passphrase(context, PassphrasePurpose::Open)).transpose()?;
    if !args.check && !context.global.dry_run {
        let report = restore_shop(&context.paths, &context.config, backup, passphrase.as_ref())?;
        return Ok(restore_response(context, &report));
    }
    let place = DrillPlace::new(&context.paths)?;
    let report = restore_shop(place.paths(), &context.config, backup, passphrase.as_ref())?;
    let mut opening = context.open_options()?;
    opening.paths = place.paths().clone();
    Ok(drill_response(context, &report, &check_shop_data(opening)))
}

fn restore_response(context: &CommandContext, report: &RestoreReport) -> CommandResponse {
    let lines: Vec<String> =
        report.restored.iter().map(|(what, path)| format!("{what:9} {}", path.display())).collect();
    let mut document = describe_backup(report);
    document["restored"] = report.restored.iter().map(|(what, _)| *what).collect();
    document["already_there"] = report.already_there.into();
    document["database"] = context.paths.db.to_string_lossy().into();
    let mut answer = CommandResponse::with_page(document, Some("database"), lines.join("\n"));
    if report.kept_config {
        let shown = context.paths.config.display();
        answer = answer.add_warning(say!(
            "配置文件 {shown} 已存在，保留了它；备份里的不同",
            "the configuration {shown} was there and stays; the backup's is another one"
        ));
    }
    let (orders, files, at) = (report.manifest.orders, report.kept_files, &report.head.created_at);
    answer.add_note(if report.already_there {
        say!("这份备份已经恢复过，没有改动", "this backup is restored already; nothing was changed")
    } else {
        say!(
            "已恢复到 {at}：{orders} 张订单、{files} 个凭证与截图。此后发生的事不在其中：先与平台和代理群核对，再运行 `ticketctl doctor`",
            "restored as of {at}: {orders} orders, {files} proofs and screenshots. What happened since is not in it: compare with the platform and the agents' groups first, then run `ticketctl doctor`"
        )
    })
}

fn drill_response(context: &CommandContext, report: &RestoreReport, checked: &DoctorReport) -> CommandResponse {
    let lang = context.lang();
    let (orders, events, files) = (report.manifest.orders, report.manifest.events, report.kept_files);
    let (at, root) = (&report.head.created_at, &report.manifest.root);
    let mut lines = vec![
        say!("备份时间 {at}", "made at {at}").in_lang(lang).to_owned(),
        say!(
            "{orders} 张订单、{events} 个事件、{files} 个凭证与截图",
            "{orders} orders, {events} events, {files} proofs and screenshots"
        )
        .in_lang(lang)
        .to_owned(),
        say!("根哈希 {root}", "root {root}").in_lang(lang).to_owned(),
    ];
    let wrong = checked.findings.iter().filter(|finding| finding.severity == Severity::Problem);
    lines.extend(wrong.map(|finding| escape_hidden(finding.message.in_lang(lang)).into_owned()));
    let mut document = describe_backup(report);
    document["ok"] = checked.is_ok().into();
    document["findings"] = checked.findings.iter().map(|finding| json!(finding.to_document(lang))).collect();
    let answer = CommandResponse::with_page(document, Some("shop"), lines.join("\n")).set_exit(checked.exit_code());
    if checked.is_ok() {
        answer.add_note(say!(
            "演练成功：备份能恢复，临时目录已删除",
            "the drill went well: the backup can be restored; the temporary directory is gone"
        ))
    } else {
        answer.add_warning(say!("备份里的店铺有问题", "the shop in the backup has problems"))
    }
}

fn describe_backup(report: &RestoreReport) -> serde_json::Value {
    let manifest = &report.manifest;
    json!({
        "shop": report.head.shop,
        "created_at": report.head.created_at,
        "kind": manifest.kind,
        "key_id": manifest.key_id,
        "orders": manifest.orders,
        "events": manifest.events,
        "root": manifest.root,
        "kept_files": report.kept_files,
        "missing": manifest.missing,
        "sealed": report.sealed,
    })
}
