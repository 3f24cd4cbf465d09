//! `ap2 verify|receipt|evidence`: the mandate of one order.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::app::checkout::mandate::PresentedMandates;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::say;

pub(super) fn verify_order_mandate(context: &CommandContext, order: &OrderArg, file: &Path) -> Result<CommandResponse> {
    let given = PresentedMandates::read_file(named_file(file))?;
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let outcome = app.verify_mandate(&order_no, &given)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

pub(super) fn show_mandate_receipt(context: &CommandContext, order: &OrderArg) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let receipt = app.receipt_of(&order_no)?;
    let value = json!({ "order_no": order_no.as_str(), "receipt": receipt });
    Ok(CommandResponse::with_page(value, Some("order_no"), receipt))
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
    Ok(CommandResponse::with_page(value, Some("order_no"), text.in_lang(context.lang()).to_owned()).add_note(say!(
        "包内 README.md 和 check.py 说明如何用通用工具核验",
        "its README.md and check.py say how to check it with standard tools"
    )))
}
