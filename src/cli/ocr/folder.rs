//! `ocr run --dir`: a folder of screenshots.

use std::path::Path;

use crate::app::resale::screenshot::{AssignedPicture, PictureAssignment};
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::response::CommandResponse;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::error::{Exit, Result};
use crate::output::schema::ListSchema;
use crate::say;

/// Reads the folder and lists what became of each picture.
pub(super) fn run_ocr_folder(context: &CommandContext, dir: &Path, engine: Option<&str>) -> Result<CommandResponse> {
    if context.global.key.is_some() {
        return Err(CliError::KeyNotForFolder.into());
    }
    let placed = context.open_app()?.assign_screenshots(dir, engine)?;
    let count = |placing: PictureAssignment| placed.iter().filter(|one| one.assignment == placing).count();
    let (assigned, unreadable, all) =
        (count(PictureAssignment::Assigned), count(PictureAssignment::Unreadable), placed.len());
    let answer = CommandResponse::with_list(picture_schema(context.lang()), placed).add_note(say!(
        "{all} 张图片，{assigned} 张已归到订单；其余用 `ticketctl ocr run 订单 图片` 逐张处理",
        "{all} pictures, {assigned} assigned to an order; handle the others one by one: `ticketctl ocr run ORDER IMAGE`"
    ));
    Ok(if unreadable > 0 { answer.set_exit(Exit::Partial) } else { answer })
}

fn picture_schema(lang: Lang) -> ListSchema<AssignedPicture> {
    ListSchema::new("file")
        .text("file", "文件", "File", |placed: &AssignedPicture| placed.file.display().to_string())
        .code("placing", "结果", "Result", |placed| placed.assignment)
        .text("orders", "订单", "Orders", |placed| placed.orders.clone())
        .shown(|placed, _| placed.orders.iter().map(OrderNo::as_str).collect::<Vec<_>>().join(" "))
        .text("reason", "原因", "Reason", move |placed| placed.reason.in_lang(lang).to_owned())
}
