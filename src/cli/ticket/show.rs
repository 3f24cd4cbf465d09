//! `ticket show`

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::code_input::resolve_ticket_order;
use crate::app::checkout::errors::CheckoutError;
use crate::app::checkout::ticket::TicketView;
use crate::app::checkout::ticket_image;
use crate::app::write::errors::WriteError;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::checkout::axis::FulfillmentStatus;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::domain::value::qr_code::QrSymbol;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::output::errors::OutputError;
use crate::output::order_labels::{hide_word, or_dash};
use crate::output::qr_code;
use crate::output::qr_code::{QrBackground, draw_qr_code};
use crate::output::section::{PageSection, layout_sections};
use crate::output::text::escape_hidden;
use crate::say;

/// `ticket show`
#[derive(Debug, clap::Args)]
pub(super) struct TicketShowArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Write the QR code as a new PNG file that only you can read
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// Write the QR code as a new SVG file that only you can read
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Replace existing files
    #[arg(long)]
    force: bool,
    /// Draw for a dark terminal without colours
    #[arg(long)]
    dark: bool,
}

/// Shows a ticket; its code only with `--reveal`, after the access was recorded.
pub(super) fn run_ticket_show(context: &CommandContext, args: &TicketShowArgs) -> Result<CommandResponse> {
    let reveal = context.global.reveal;
    if !reveal && (args.png.is_some() || args.svg.is_some()) {
        return Err(CliError::QrNeedsReveal.into());
    }
    for file in [&args.png, &args.svg].into_iter().flatten() {
        ticket_image::expect_free(file, args.force)?;
    }
    let mut app = context.open_app()?;
    let order_no = resolve_ticket_order(&mut app, &args.order)?;
    // Whether there is a ticket at all comes before the record of an access to it.
    let masked = app.view_ticket(&order_no, false)?;
    if !reveal {
        let hint = say!(
            "加 --reveal 显示票码和二维码（会被记录）",
            "--reveal shows the code and its QR code, which is recorded"
        );
        return Ok(CommandResponse::with_page(masked.to_json(), Some("order_no"), render_ticket(context, &masked))
            .add_note(hint));
    }
    app.record_reveal(&order_no, "ticket show")?;
    let view = app.view_ticket(&order_no, true)?;
    let answer = ticket_response(context, args, &view)?;
    Ok(write_qr_files(args, &view)?.into_iter().fold(answer, CommandResponse::add_note))
}

/// The page, with the drawing unless the ticket is worthless: nobody is to hand that one out.
fn ticket_response(context: &CommandContext, args: &TicketShowArgs, view: &TicketView) -> Result<CommandResponse> {
    let paper = if args.dark && !context.surface.color {
        QrBackground::Dark
    } else {
        QrBackground::for_display(&context.surface)
    };
    let text = render_ticket(context, view);
    let Some(code) = valid_code(view).filter(|_| !context.plan.is_machine()) else {
        return Ok(CommandResponse::with_page(view.to_json(), Some("order_no"), text));
    };
    let text = format!("{}\n\n{}", text.trim_end(), draw_qr_code(code, paper)?);
    let answer = CommandResponse::with_page(view.to_json(), Some("order_no"), text);
    Ok(qr_code::scan_note(paper).into_iter().fold(answer, |answer, note| answer.add_note(note.into())))
}

/// Writes the files that were asked for, and says so.
fn write_qr_files(args: &TicketShowArgs, view: &TicketView) -> Result<Vec<BilingualMessage>> {
    let mut said = Vec::new();
    let wanted = |file: &Option<PathBuf>| file.clone();
    if args.png.is_none() && args.svg.is_none() {
        return Ok(said);
    }
    let text = valid_code(view).ok_or_else(|| no_valid_code_error(view))?;
    let code = QrSymbol::encode_text(text).map_err(|_| OutputError::QrTooLong { bytes: &text.len() }.into_error())?;
    let mut keep = |file: &Path, bytes: Zeroizing<Vec<u8>>| -> Result<()> {
        ticket_image::write_private_file(file, &bytes, args.force)?;
        let name = escape_hidden(&file.display().to_string()).into_owned();
        said.push(say!(
            "二维码已写入 {name}：持有者可入园",
            "the QR code was written to {name}: whoever has it can get in"
        ));
        Ok(())
    };
    if let Some(file) = wanted(&args.png) {
        keep(&file, ticket_image::encode_png(&code)?)?;
    }
    if let Some(file) = wanted(&args.svg) {
        keep(&file, ticket_image::encode_svg(&code))?;
    }
    Ok(said)
}

fn valid_code(view: &TicketView) -> Option<&str> {
    view.code.as_ref().and_then(Personal::reveal).filter(|_| view.status != FulfillmentStatus::Revoked)
}

fn no_valid_code_error(view: &TicketView) -> Box<Error> {
    let no = &view.order_no;
    match &view.revoked {
        Some((at, why)) => {
            let at = at.format_rfc3339();
            CheckoutError::TicketRevoked { no, at: &at, why }.into_error()
        }
        None => WriteError::TicketErased { no }.into_error(),
    }
}

fn render_ticket(context: &CommandContext, view: &TicketView) -> String {
    let lang = context.lang();
    let mut section = PageSection::new(view.order_no.as_str(), lang);
    let ticket = &view.fulfillment;
    section.add_fact("票码", "Code", &or_dash(ticket.ticket_code.as_text().map(|code| hide_word(code, lang))));
    section.add_fact("状态", "State", view.status.label().in_lang(lang));
    section.add_fact("商品", "Product", &ticket.product_name);
    section.add_fact("人数", "Visitors", &view.quantity.to_string());
    section.add_fact("游玩日", "Visit date", &ticket.visit_date.to_string());
    section.add_fact("出票单号", "Fulfillment", &or_dash(ticket.fulfillment_id.as_deref()));
    section.add_fact("出票时间", "Issued at", &ticket.issued_at.format_rfc3339());
    let told = |(at, by): &(Timestamp, String)| format!("{}  {}", at.format_rfc3339(), escape_hidden(by));
    if let Some(redeemed) = &view.redeemed {
        section.add_fact("核销", "Redeemed", &told(redeemed));
    }
    if let Some(revoked) = &view.revoked {
        section.add_fact("作废", "Revoked", &told(revoked));
    }
    layout_sections(&[section], &context.surface)
}
