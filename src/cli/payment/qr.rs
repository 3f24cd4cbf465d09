//! `payment qr`

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::preview::render_preview;
use crate::app::resale::payment::preview::PaymentPreview;
use crate::app::resale::payment::{PaymentQr, qr_image};
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::output::qr_code;
use crate::output::qr_code::QrBackground;
use crate::output::schema::ListSchema;
use crate::say;

/// Payment QR codes, which an operator scans to pay the agent.
#[derive(Debug, clap::Subcommand)]
pub(super) enum PaymentQrVerb {
    /// Add a QR code, or replace the content of an existing one
    Add {
        /// The QR code's name
        #[arg(value_name = "NAME")]
        name: String,
        /// A PNG or JPEG picture of the code, or a text file with its content
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// List the QR codes, and which one is in use
    List,
    /// Use this QR code from now on
    Use {
        /// The QR code's name
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Stop using the current QR code
    Disable {
        /// Only if it is this one
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    /// Draw the current QR code
    Show {
        /// The order that is to be paid for: the amount stands beside the code
        #[arg(value_name = "ORDER")]
        order: Option<OrderArg>,
    },
}

pub(super) fn run_payment_qr(context: &CommandContext, verb: PaymentQrVerb) -> Result<CommandResponse> {
    match verb {
        PaymentQrVerb::Add { name, file } => add_payment_qr(context, &name, &file),
        PaymentQrVerb::Use { name } => {
            let change = context.open_app()?.use_payment_qr(&name)?;
            let done = say!("启用付款二维码 {name}", "the QR code {name} is now in use");
            Ok(CommandResponse::for_change(&change, "name", &done, context.lang()))
        }
        PaymentQrVerb::Disable { name } => {
            let change = context.open_app()?.disable_payment_qr(name.as_deref())?;
            let done = say!("付款二维码已停用", "the QR code is no longer in use");
            Ok(CommandResponse::for_change(&change, "name", &done, context.lang()))
        }
        PaymentQrVerb::List => list_payment_qrs(context),
        PaymentQrVerb::Show { order } => show_payment_qr(context, order),
    }
}

fn add_payment_qr(context: &CommandContext, name: &str, file: &Path) -> Result<CommandResponse> {
    check_short_text("NAME", name, 64)?;
    let content = qr_image::read_qr_content(file, context.config.proof_bytes)?;
    let change = context.open_app()?.add_payment_qr(name, &content)?;
    let done = say!("已保存付款二维码 {name}", "saved the QR code {name}");
    let answer = CommandResponse::for_change(&change, "name", &done, context.lang());
    let in_use = change.value.get("active").and_then(Value::as_bool) == Some(true);
    let hint = say!("`ticketctl payment qr use {name}` 启用", "`ticketctl payment qr use {name}` selects it");
    Ok(if in_use { answer } else { answer.add_note(hint) })
}

fn list_payment_qrs(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("name")
        .word("name", "名称", "Name", |qr: &PaymentQr| qr.name.clone())
        .word("active", "启用", "In use", |qr| qr.active)
        .shown(|qr, lang| if qr.active { zh_en("是", "yes").in_lang(lang).to_owned() } else { String::new() })
        .number("bytes", "内容大小", "Size", |qr| qr.content.len())
        .shown(|qr, _| ByteSize(qr.content.len() as u64).to_string());
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_payment_qrs()?))
}

fn show_payment_qr(context: &CommandContext, order: Option<OrderArg>) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = order.map(|order| order.resolve(&mut app)).transpose()?;
    let preview = order_no.map(|order_no| app.preview_payment(&order_no, None)).transpose()?;
    let active = app.active_payment_qr()?;
    let paper = QrBackground::for_display(&context.surface);
    let drawing =
        if context.plan.is_machine() { String::new() } else { qr_code::draw_qr_code(&active.content, paper)? };
    let mut value = json!({ "name": active.name, "content": active.content, "active": active.active });
    if let Some(preview) = &preview {
        value["order_no"] = preview.order_no.as_str().into();
        value["payable"] = preview.payable.map(|sum| sum.to_string()).into();
        value["is_due"] = preview.is_due.into();
    }
    let name = &active.name;
    let answer = CommandResponse::with_page(value, Some("name"), drawing)
        .add_note(say!("付款二维码：{name}", "QR code to pay by: {name}"));
    let answer = match qr_code::scan_note(paper) {
        Some(note) => answer.add_note(note.into()),
        None => answer,
    };
    Ok(match &preview {
        Some(preview) => tell_amount(answer, preview, context.lang()),
        None => answer,
    })
}

/// What is to be paid, under the code; and a warning where the agent is not to be paid now.
fn tell_amount(answer: CommandResponse, preview: &PaymentPreview, lang: Lang) -> CommandResponse {
    let answer = answer.append_text(&render_preview(preview, lang));
    let no = &preview.order_no;
    match (&preview.paid_by, preview.is_due) {
        (Some(_), _) => answer.add_warning(say!(
            "订单 {no} 的代付已经确认过，不要再付",
            "the agent payment of order {no} was confirmed before; do not pay again"
        )),
        (None, false) => answer.add_warning(say!(
            "订单 {no} 还不到付款这一步：`ticketctl next {no}`",
            "order {no} does not wait for this payment now: `ticketctl next {no}`"
        )),
        (None, true) => answer,
    }
}
