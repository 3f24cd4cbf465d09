//! `form import`

use std::path::PathBuf;

use crate::app::App;
use crate::app::resale::form_import::{
    FormImportOptions, FormImportSummary, FormRowVerdict, FormVerdict, ImportMode, RowPlace,
};
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::response::{CommandResponse, RowSink};
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::output::words::name_result;
use crate::say;

/// Submit the forms of a sheet, one row for each order, or for each of its visitors.
///
/// CSV in any common encoding and delimiter, XLSX or XLS, with a row of headings near its top: 订单号 (ours or the platform's), 姓名,
/// 手机号 and 证件号; it may have 证件类型, 用户类型, 性别, 生日, 票种 and 游玩日, or the English names of the form's fields. A number with
/// the shape of an identity card is one; where the certificate says where its holder comes from, 用户类型 may be left out. Other
/// columns are passed over. Of an order of several tickets the first row is the form, and each row more is somebody who comes
/// along, with 姓名 and 证件号; they go in together or not at all.
///
/// Every row is judged before anything is recorded. Where some are refused, all that is wrong is listed by row and column and
/// nothing is recorded; with --keep-going the rest is (exit 8), and --rejects FILE writes the refused rows back with the reason
/// beside them. Each form goes the way of `form submit`. Repeating an import has no effect.
#[derive(Debug, clap::Args)]
pub struct FormImportArgs {
    /// The file, or - for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Report refused rows and submit the rest
    #[arg(long)]
    keep_going: bool,
    /// Write refused rows to a new file with the reason: CSV or XLSX, by its ending
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// The sheet of a workbook, where several have forms
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

pub(super) fn run_form_import(context: &CommandContext, args: FormImportArgs) -> Result<CommandResponse> {
    let app = context.open_app()?;
    let (lang, dry_run) = (context.lang(), context.global.dry_run);
    Ok(CommandResponse::with_row_stream(verdict_schema(lang, dry_run), move |sink| {
        import_forms(app, &args, (lang, dry_run), sink)
    }))
}

fn import_forms(
    mut app: App,
    args: &FormImportArgs,
    (lang, dry_run): (Lang, bool),
    sink: &mut RowSink<'_, FormRowVerdict>,
) -> Result<CommandResponse> {
    let mode = if args.keep_going { ImportMode::KeepGoing } else { ImportMode::AllOrNothing };
    let options = FormImportOptions { mode, sheet: args.sheet.as_deref(), rejects: args.rejects.as_deref(), lang };
    let mut odd = Vec::new();
    let summary = app.import_forms(named_file(&args.file), &options, &mut |verdict| {
        let line = verdict.line;
        odd.extend(
            verdict.warnings.iter().map(|BilingualMessage { zh, en }| say!("第 {line} 行：{zh}", "line {line}: {en}")),
        );
        sink(verdict)
    })?;
    Ok(odd.into_iter().fold(tell_summary(&summary, dry_run), CommandResponse::add_warning))
}

fn tell_summary(summary: &FormImportSummary, dry_run: bool) -> CommandResponse {
    let FormImportSummary { submitted, exists, refused } = *summary;
    let note = if dry_run {
        say!(
            "试运行，没有保存：会提交 {submitted}，已有 {exists}，会拒绝 {refused}",
            "dry run, nothing saved: {submitted} would be submitted, {exists} known, {refused} would be refused"
        )
    } else {
        say!(
            "提交 {submitted}，已有 {exists}，拒绝 {refused}",
            "{submitted} submitted, {exists} known, {refused} refused"
        )
    };
    CommandResponse::empty().add_note(note).set_exit(summary.exit_code())
}

/// What a row says of its form: a dry run submits none.
fn verdict_word(verdict: FormVerdict, dry_run: bool) -> &'static str {
    match verdict {
        FormVerdict::Submitted if dry_run => "would_submit",
        told => told.code(),
    }
}

fn verdict_schema(lang: Lang, dry_run: bool) -> ListSchema<FormRowVerdict> {
    ListSchema::new("order_no")
        .number("row", "行", "Row", |one: &FormRowVerdict| one.line)
        .word("named", "表中单号", "Named", |one| one.named.clone())
        .drop_priority(1)
        .word("order_no", "订单号", "Order", |one| one.order_no.clone())
        .word("verdict", "结果", "Verdict", move |one| verdict_word(one.verdict, dry_run))
        .shown(move |one, lang| name_result(verdict_word(one.verdict, dry_run), lang))
        .hidden("code", |one| one.reason.as_ref().map(|(code, _)| *code))
        .hidden("column", |one| one.place.as_ref().and_then(|place| place.column.clone()))
        .hidden("value", |one| one.place.as_ref().and_then(|place| place.value.clone()))
        .text("reason", "原因", "Reason", move |one| one.reason.as_ref().map(|(_, why)| why.in_lang(lang).to_owned()))
        .shown(explain_row)
        .hidden("warnings", move |one| {
            one.warnings.iter().map(|warning| warning.in_lang(lang).to_owned()).collect::<Vec<_>>()
        })
        .hidden("dry_run", move |_| dry_run)
}

/// Why a form was refused, behind the value that it was refused for.
fn explain_row(one: &FormRowVerdict, lang: Lang) -> String {
    let Some((_, why)) = &one.reason else { return String::new() };
    let Some(RowPlace { value: Some(value), .. }) = &one.place else { return why.in_lang(lang).to_owned() };
    let (why_zh, why_en) = (&why.zh, &why.en);
    say!("「{value}」{why_zh}", "\"{value}\" {why_en}").in_lang(lang).to_owned()
}
