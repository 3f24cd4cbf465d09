//! `reconcile import`

use std::path::PathBuf;

use serde_json::Value;

use super::password::read_bill_password;
use crate::app::reconcile::import::{BankMapping, BillOptions};
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::response::CommandResponse;
use crate::domain::bill::service::{BillScope, BillService};
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Exit, Result};
use crate::say;

#[derive(Debug, clap::Args)]
pub(super) struct ReconcileImportArgs {
    /// The bills as they were downloaded: CSV, XLSX, XLS, JSON, or packed as ZIP or GZIP; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Whose bills they are, where a file does not say it
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// What the columns of another bank are called, such as date=DAY,in=CREDIT,out=DEBIT,ref=NUMBER
    #[arg(long, value_name = "NAMES")]
    columns: Option<String>,
    /// Read the password of an encrypted file from this file (mode 0600); - reads standard input
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

pub(super) fn import_bills(context: &CommandContext, args: &ReconcileImportArgs) -> Result<CommandResponse> {
    let mapping = args.columns.as_deref().map(BankMapping::parse).transpose()?;
    let mut app = context.open_app()?;
    let password = read_bill_password(context, args.password_file.as_deref(), &args.files)?;
    let options =
        BillOptions { password: password.as_ref(), account: args.account.as_deref(), mapping: mapping.as_ref() };
    let files = args.files.iter().map(|file| named_file(file)).collect();
    let change = app.import_bills(files, options)?;
    let lang = context.lang();
    let files = change.value["files"].as_array().cloned().unwrap_or_default();
    let mut lines: Vec<String> = files.iter().flat_map(|file| describe_file(file, lang)).collect();
    let open = change.value["needs_person"].as_u64().unwrap_or_default();
    lines.push(describe_open(open).in_lang(lang).to_owned());
    let refused = files.iter().any(|file| file["refused"].as_u64().unwrap_or_default() > 0);
    let answer = CommandResponse::for_change_page(&change, "file", lines.join("\n"), lang);
    Ok(if refused { answer.set_exit(Exit::Partial) } else { answer })
}

/// What became of one file: a line, and one below it for each thing to know.
fn describe_file(file: &Value, lang: Lang) -> Vec<String> {
    let text = |key: &str| file[key].as_str().unwrap_or_default();
    let count = |key: &str| file[key].as_u64().unwrap_or_default();
    let service = BillService::from_code(text("service")).map(BillService::label);
    let (zh, en) = service.map_or((text("service"), text("service")), |label| (label.zh, label.en));
    let (name, account) = (text("file"), text("account"));
    if !file["rows"].is_u64() {
        let line = say!(
            "{name}：{zh} {account}，以前导入过，没有改动",
            "{name}: {en} {account}, imported before; nothing changed"
        );
        return vec![line.in_lang(lang).to_owned()];
    }
    let [rows, added, changed, known] = ["rows", "added", "changed", "known"].map(count);
    let [idle, unclear, refused, gone] = ["no_movement", "to_look_at", "refused", "gone"].map(count);
    let mut lines = vec![say!(
        "{name}：{zh} {account}，共 {rows} 行：新增 {added}，状态变化 {changed}，已有 {known}，未发生资金 {idle}，待查看 {unclear}，拒绝 {refused}",
        "{name}: {en} {account}, {rows} rows: {added} added, {changed} changed, {known} known, {idle} without movement, {unclear} to look at, {refused} refused"
    )];
    if BillScope::from_code(text("scope")).is_some_and(|scope| scope != BillScope::Everything) {
        lines.push(say!(
            "  只含部分收支：不能据此判断缺少什么",
            "  it has only a part of the account: nothing is called missing by it"
        ));
    }
    if gone > 0 {
        lines.push(say!(
            "  {gone} 行在这份账单里已经没有了（可能在 App 里删除了）",
            "  {gone} rows are no longer in it (perhaps deleted in the app)"
        ));
    }
    lines.extend(list_messages(&file["refused_rows"]).chain(list_messages(&file["warnings"])));
    lines.iter().map(|line| line.in_lang(lang).to_owned()).collect()
}

fn list_messages(list: &Value) -> impl Iterator<Item = BilingualMessage> + '_ {
    list.as_array().into_iter().flatten().map(|one| {
        let text = |key: &str| one[key].as_str().unwrap_or_default();
        let (zh, en) = (text("message_zh"), text("message"));
        say!("  {zh}", "  {en}")
    })
}

/// How much somebody has to look at.
pub(super) fn describe_open(open: u64) -> BilingualMessage {
    match open {
        0 => say!("账单与订单相符，没有需要人处理的", "bills and orders agree; nothing needs a person"),
        _ => {
            say!("需要人处理 {open} 项：`ticketctl reconcile show`", "{open} need a person: `ticketctl reconcile show`")
        }
    }
}
