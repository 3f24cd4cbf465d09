//! `ap2 verify|receipt|evidence`: the mandate of one order.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::app::checkout::mandate::receipts::ReceiptLine;
use crate::app::checkout::mandate::{KeySource, PresentedMandates};
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::ap2::MandateMode;
use crate::domain::checkout::accepted_mandate::AcceptedMandate;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::say;

pub(super) fn verify_order_mandate(context: &CommandContext, order: &OrderArg, file: &Path) -> Result<CommandResponse> {
    let given = PresentedMandates::read_file(named_file(file))?;
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let outcome = app.verify_mandate(&order_no, &given)?;
    let told = outcome.mandate.as_ref().map(|mandate| describe_accepted(&outcome.order_no, mandate));
    let answer = next::respond_with_next_step(context, &mut app, outcome)?;
    Ok(match told {
        Some(told) => answer.append_text(told.in_lang(context.lang())),
        None => answer,
    })
}

fn describe_accepted(no: &str, mandate: &AcceptedMandate) -> BilingualMessage {
    let AcceptedMandate { known, mode, trusted_kid: kid, payment_mandate, reference, .. } = mandate;
    let (before_zh, before_en) = if *known { ("（此前已验证）", ", as it was before") } else { ("", "") };
    let (with_zh, with_en) =
        if *payment_mandate { ("，连同付款授权", ", with its payment mandate") } else { ("", "") };
    let mode = MandateMode::from_code(mode).map_or(BilingualText { zh: "", en: "" }, MandateMode::label);
    let (mode_zh, mode_en) = (mode.zh, mode.en);
    let reference = reference.as_deref().unwrap_or("-");
    say!(
        "{no}  授权书有效{before_zh}：{mode_zh}，信任的密钥 {kid}{with_zh}\n\
         {no}  回执针对 {reference}；打印：`ticketctl ap2 receipt {no}`",
        "{no}  the mandate is accepted{before_en}: {mode_en}, by the trusted key {kid}{with_en}\n\
         {no}  the receipt is for {reference}; `ticketctl ap2 receipt {no}` prints it"
    )
}

pub(super) fn show_mandate_receipt(context: &CommandContext, order: &OrderArg) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let line = app.find_receipt(&order_no)?;
    let mut value = Value::Object(receipt_schema().to_object(&line));
    value["order_no"] = order_no.as_str().into();
    Ok(CommandResponse::with_page(value, Some("order_no"), line.receipt))
}

pub(super) fn list_mandate_receipts(context: &CommandContext, order: &OrderArg) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    Ok(CommandResponse::with_list(receipt_schema(), app.list_receipts(&order_no)?))
}

fn receipt_schema() -> ListSchema<ReceiptLine> {
    ListSchema::new("reference")
        .time("at", "时间", "Time", |line: &ReceiptLine| line.answered_at)
        .word("session_id", "会话", "Session", |line| line.session_id.clone())
        .code("verdict", "结论", "Verdict", |line| line.verdict)
        .text("code", "代码", "Code", |line| line.failure_code.clone())
        .text("mode", "方式", "Mode", |line| line.mode.clone())
        .word("trusted_kid", "密钥", "Key", |line| line.trusted_kid.clone())
        .word("reference", "针对", "Reference", |line| line.reference.clone())
        .hidden("receipt", |line| line.receipt.clone())
}

pub(super) fn pack_mandate_evidence(
    context: &CommandContext,
    order: &OrderArg,
    file: &Path,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    // A mandate may name its signer: packing it shows it.
    app.record_reveal(&order_no, "ap2 evidence")?;
    let packed = app.pack_evidence(&order_no, file)?;
    let files: Map<String, Value> =
        packed.files.iter().map(|(name, sha256)| (name.clone(), sha256.as_str().into())).collect();
    let (count, shown) = (packed.files.len(), file.display());
    let text = say!("{count} 个文件已写入 {shown}", "{count} files are in {shown}");
    let value = json!({ "order_no": order_no.as_str(), "file": file.display().to_string(), "files": files });
    let answer =
        CommandResponse::with_page(value, Some("order_no"), text.in_lang(context.lang()).to_owned()).add_note(say!(
            "包内 README.md 和 check.py 说明如何用通用工具核验",
            "its README.md and check.py say how to check it with standard tools"
        ));
    Ok(match packed.keys_not_kept.and_then(describe_source) {
        None => answer,
        Some(warning) => answer.add_warning(warning),
    })
}

/// What to know of a pack whose verdicts are older than the keys that are kept with them.
fn describe_source(source: KeySource) -> Option<BilingualMessage> {
    match source {
        KeySource::Verdict => None,
        KeySource::TrustList => Some(say!(
            "有验证结果是旧版本记录的，未附公钥；包内放的是今天信任名单里的同名公钥",
            "a verdict of an older version kept no key; the pack has the key that the list of trusted issuers has today"
        )),
        KeySource::Missing => Some(say!(
            "有验证结果是旧版本记录的，未附公钥，今天的信任名单里也没有；用 `ticketctl ap2 trust add` 加回该公钥再打包，否则包无法核验",
            "a verdict of an older version kept no key, and the list of trusted issuers no longer has it; add the key \
             with `ticketctl ap2 trust add` and pack again, or the pack can't be checked"
        )),
    }
}
