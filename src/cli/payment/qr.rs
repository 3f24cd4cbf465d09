//! `payment qr`

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::app::resale::payment::qr_image;
use crate::cli::context::{Context, short_text};
use crate::cli::response::{Answer, row};
use crate::domain::value::message::{Lang, Message};
use crate::error::Result;
use crate::output::format::{Column, Dataset, Shape};
use crate::output::order_labels::text;
use crate::output::qr_code;
use crate::output::qr_code::Paper;
use crate::say;

/// The QR codes that an operator scans to pay the agent.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Verb {
    /// Add a QR code, or give a known one another content
    Add {
        /// What to call it
        #[arg(value_name = "NAME")]
        name: String,
        /// A PNG or JPEG picture of the code, or a text file with its content
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// The QR codes, and which is in use
    List,
    /// Put a QR code in use instead of any other
    Use {
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Take the QR code in use out of use
    Disable {
        /// Only if it is this one
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    /// Draw the QR code in use
    Show,
}

pub(super) fn run(context: &Context, verb: Verb) -> Result<Answer> {
    let said = |text: Message| text.get(context.lang()).to_owned();
    match verb {
        Verb::Add { name, file } => add(context, &name, &file),
        Verb::Use { name } => {
            let change = context.app()?.use_payment_qr(&name)?;
            let done = said(say!("启用付款二维码 {name}", "the QR code {name} is in use"));
            Ok(Answer::changed(&change, "name", done, context.lang()))
        }
        Verb::Disable { name } => {
            let change = context.app()?.disable_payment_qr(name.as_deref())?;
            let done = said(say!("付款二维码已停用", "that QR code is not in use any more"));
            Ok(Answer::changed(&change, "name", done, context.lang()))
        }
        Verb::List => list(context),
        Verb::Show => show(context),
    }
}

fn add(context: &Context, name: &str, file: &Path) -> Result<Answer> {
    short_text("NAME", name, 64)?;
    let content = qr_image::content(file, context.config.proof_bytes)?;
    let change = context.app()?.add_payment_qr(name, &content)?;
    let done = say!("已保存付款二维码 {name}", "the QR code {name} is saved");
    let answer = Answer::changed(&change, "name", done.get(context.lang()).to_owned(), context.lang());
    let in_use = change.value.get("active").and_then(Value::as_bool) == Some(true);
    let hint = say!("`ticketctl payment qr use {name}` 启用", "`ticketctl payment qr use {name}` puts it in use");
    Ok(if in_use { answer } else { answer.note(hint) })
}

fn list(context: &Context) -> Result<Answer> {
    let columns = vec![
        Column::new("name", text("名称", "Name")).whole(),
        Column::new("active", text("启用", "In use")).whole().shown(yes),
        Column::new("bytes", text("内容字节", "Bytes")).number(),
    ];
    let qrs = context.app()?.payment_qrs()?;
    let rows = qrs.iter().map(|qr| row(json!({ "name": qr.name, "active": qr.active, "bytes": qr.content.len() })));
    Ok(Answer::list(Dataset { shape: Shape { name: "payment_qrs", columns, id_key: "name" }, rows: rows.collect() }))
}

fn yes(value: &Value, lang: Lang) -> String {
    let label = if value.as_bool() == Some(true) { text("是", "yes") } else { text("-", "-") };
    label.get(lang).to_owned()
}

fn show(context: &Context) -> Result<Answer> {
    let active = context.app()?.active_payment_qr()?;
    let paper = Paper::of(&context.surface);
    let drawing = if context.plan.is_machine() { String::new() } else { qr_code::draw(&active.content, paper)? };
    let value = json!({ "name": active.name, "content": active.content, "active": active.active });
    let name = &active.name;
    let answer =
        Answer::page(value, Some("name"), drawing).note(say!("付款二维码：{name}", "QR code to pay by: {name}"));
    Ok(match qr_code::note(paper) {
        Some(note) => answer.note(note.into()),
        None => answer,
    })
}
