//! `ticket show`

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::gate::order_no;
use crate::app::checkout::ticket::TicketView;
use crate::app::checkout::ticket_image;
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::domain::checkout::axis::FulfillmentStatus;
use crate::domain::value::message::{Message, Text};
use crate::domain::value::person::Personal;
use crate::domain::value::qr_code::Code;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output::qr_code;
use crate::output::qr_code::{Paper, draw, too_long};
use crate::output::section::{Section, layout};
use crate::output::text::visible;
use crate::say;

/// `ticket show`
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// Write the QR code as a new PNG file that only you can read
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    /// Write the QR code as a new SVG file that only you can read
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// Draw for a dark terminal without colours
    #[arg(long)]
    dark: bool,
}

/// Shows a ticket; its code only with `--reveal`, after the access was recorded.
pub(super) fn run(context: &Context, args: &Args) -> Result<Answer> {
    let reveal = context.global.reveal;
    if !reveal && (args.png.is_some() || args.svg.is_some()) {
        return Err(reveal_needed());
    }
    for file in [&args.png, &args.svg].into_iter().flatten() {
        ticket_image::expect_free(file, args.force)?;
    }
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    // Whether there is a ticket at all comes before the record of an access to it.
    let masked = app.ticket(&order_no, false)?;
    if !reveal {
        let hint = say!(
            "加 --reveal 显示票码和二维码（会被记录）",
            "--reveal shows the code and its QR code, which is recorded"
        );
        return Ok(Answer::page(masked.to_json(), Some("order_no"), page(context, &masked)).note(hint));
    }
    app.record_reveal(&order_no, "ticket show")?;
    let view = app.ticket(&order_no, true)?;
    let answer = drawn(context, args, &view)?;
    Ok(write(args, &view)?.into_iter().fold(answer, Answer::note))
}

/// The page, with the drawing unless the ticket is worthless: nobody is to hand that one out.
fn drawn(context: &Context, args: &Args, view: &TicketView) -> Result<Answer> {
    let paper = if args.dark && !context.surface.color { Paper::Dark } else { Paper::of(&context.surface) };
    let text = page(context, view);
    let Some(code) = good_code(view).filter(|_| !context.plan.is_machine()) else {
        return Ok(Answer::page(view.to_json(), Some("order_no"), text));
    };
    let text = format!("{}\n\n{}", text.trim_end(), draw(code, paper)?);
    let answer = Answer::page(view.to_json(), Some("order_no"), text);
    Ok(qr_code::note(paper).into_iter().fold(answer, |answer, note| answer.note(note.into())))
}

/// Writes the files that were asked for, and says so.
fn write(args: &Args, view: &TicketView) -> Result<Vec<Message>> {
    let mut said = Vec::new();
    let wanted = |file: &Option<PathBuf>| file.clone();
    if args.png.is_none() && args.svg.is_none() {
        return Ok(said);
    }
    let text = good_code(view).ok_or_else(|| worthless(view))?;
    let code = Code::of(text).map_err(|_| too_long(text.len()))?;
    let mut keep = |file: &Path, bytes: Zeroizing<Vec<u8>>| -> Result<()> {
        ticket_image::keep(file, &bytes, args.force)?;
        let name = visible(&file.display().to_string()).into_owned();
        said.push(say!("二维码已写入 {name}：持有者可入园", "the QR code is in {name}: whoever has it is let in"));
        Ok(())
    };
    if let Some(file) = wanted(&args.png) {
        keep(&file, ticket_image::png(&code)?)?;
    }
    if let Some(file) = wanted(&args.svg) {
        keep(&file, ticket_image::svg(&code))?;
    }
    Ok(said)
}

fn good_code(view: &TicketView) -> Option<&str> {
    view.code.as_ref().and_then(Personal::reveal).filter(|_| view.status != FulfillmentStatus::Revoked)
}

fn reveal_needed() -> Box<Error> {
    Error::usage(
        "reveal_needed",
        say!(
            "二维码就是票码：要加 --reveal，并会被记录",
            "the QR code is the ticket's code: it needs --reveal, which is recorded"
        ),
    )
    .hint(say!("加上 --reveal", "add --reveal"))
}

fn worthless(view: &TicketView) -> Box<Error> {
    let no = &view.order_no;
    match &view.revoked {
        Some((at, why)) => {
            let at = at.rfc3339();
            Error::new(
                "ticket_revoked",
                Exit::Refused,
                say!("订单 {no} 的票已于 {at} 作废：{why}", "the ticket of order {no} was revoked at {at}: {why}"),
            )
            .hint(say!(
                "`ticketctl ticket reissue {no} --reason 原因` 换发新码",
                "`ticketctl ticket reissue {no} --reason REASON` gives out a new code"
            ))
        }
        None => Error::new(
            "person_erased",
            Exit::Refused,
            say!("订单 {no} 的客户数据已删除，没有票码了", "the person of order {no} was erased, and the code with it"),
        ),
    }
}

fn page(context: &Context, view: &TicketView) -> String {
    let lang = context.lang();
    let mut section = Section::new(view.order_no.as_str());
    let mut field = |zh, en, text: &str| {
        section.field(Text { zh, en }.get(lang), text);
    };
    let of = |key: &str| {
        view.fulfillment.get(key).and_then(serde_json::Value::as_str).map(|text| visible(text).into_owned())
    };
    field("票码", "Code", of("ticket_code").as_deref().unwrap_or("-"));
    field("状态", "State", view.status.label().get(lang));
    field("商品", "Product", of("product_name").as_deref().unwrap_or("-"));
    field("人数", "Visitors", &view.quantity.to_string());
    field("游玩日", "Visit date", of("visit_date").as_deref().unwrap_or("-"));
    field("出票单号", "Fulfillment", of("fulfillment_id").as_deref().unwrap_or("-"));
    field("出票时间", "Issued at", of("issued_at").as_deref().unwrap_or("-"));
    let told = |(at, by): &(Timestamp, String)| format!("{}  {}", at.rfc3339(), visible(by));
    if let Some(redeemed) = &view.redeemed {
        field("核销", "Redeemed", &told(redeemed));
    }
    if let Some(revoked) = &view.revoked {
        field("作废", "Revoked", &told(revoked));
    }
    layout(&[section], &context.surface)
}
