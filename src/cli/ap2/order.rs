//! `ap2 verify|receipt|evidence`: the mandate of one order.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::cli::checkout::mandates;
use crate::cli::context::Context;
use crate::cli::next;
use crate::cli::order_arg::order_no;
use crate::cli::response::Answer;
use crate::error::Result;
use crate::say;

pub(super) fn verify(context: &Context, order: &str, file: &Path) -> Result<Answer> {
    let given = mandates(file)?;
    let mut app = context.app()?;
    let order_no = order_no(&mut app, order)?;
    let outcome = app.verify_mandate(&order_no, &given)?;
    next::done(context, &mut app, outcome)
}

pub(super) fn receipt(context: &Context, order: &str) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, order)?;
    let receipt = app.receipt_of(&order_no)?;
    let value = json!({ "order_no": order_no.as_str(), "receipt": receipt });
    Ok(Answer::page(value, Some("order_no"), receipt))
}

pub(super) fn evidence(context: &Context, order: &str, file: &Path) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = order_no(&mut app, order)?;
    // A mandate may name its signer: packing it shows it.
    app.record_reveal(&order_no, "ap2 evidence")?;
    let packed = app.pack_evidence(&order_no, file)?;
    let files: Map<String, Value> =
        packed.files.iter().map(|(name, sha256)| (name.clone(), sha256.as_str().into())).collect();
    let (count, shown) = (packed.files.len(), file.display());
    let text = say!("{count} 个文件已写入 {shown}", "{count} files are in {shown}");
    let value = json!({ "order_no": order_no.as_str(), "file": file.display().to_string(), "files": files });
    Ok(Answer::page(value, Some("order_no"), text.get(context.lang()).to_owned()).note(say!(
        "包内 README.md 和 check.py 说明如何用通用工具核验",
        "README.md and check.py in it say how to check it with stock tools"
    )))
}
