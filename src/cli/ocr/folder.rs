//! `ocr run --dir`: a folder of screenshots.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::app::resale::screenshot::{AssignedPicture, PictureAssignment};
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::response::CommandResponse;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::error::{Exit, Result};
use crate::output::format::OutputFormat;
use crate::output::schema::ListSchema;
use crate::output::text::escape_hidden;
use crate::say;

/// How the bar is drawn.
const BAR_TEMPLATE: &str = "{spinner} {pos}/{len} {msg}";

/// How often it is, while a picture is read.
const TICK: Duration = Duration::from_millis(250);

/// Reads the folder and lists what became of each picture.
pub(super) fn run_ocr_folder(context: &CommandContext, dir: &Path, engine: Option<&str>) -> Result<CommandResponse> {
    if context.global.key.is_some() {
        return Err(CliError::KeyNotForFolder.into());
    }
    let bar = draw_bar(context);
    let placed = context.open_app()?.assign_screenshots(dir, engine, |place, count, file| {
        let Some(bar) = &bar else { return };
        bar.set_length(count as u64);
        bar.set_position(place as u64);
        bar.set_message(escape_hidden(&file.file_name().unwrap_or_default().to_string_lossy()).into_owned());
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let placed = placed?;
    let count = |placing: PictureAssignment| placed.iter().filter(|one| one.assignment == placing).count();
    let (assigned, unreadable, all) =
        (count(PictureAssignment::Assigned), count(PictureAssignment::Unreadable), placed.len());
    let would = count(PictureAssignment::WouldAssign);
    let note = match context.global.dry_run {
        false => say!(
            "{all} 张图片，{assigned} 张已归到订单；其余用 `ticketctl ocr run 订单 图片` 逐张处理",
            "{all} pictures, {assigned} assigned to an order; handle the others one by one: `ticketctl ocr run ORDER IMAGE`"
        ),
        true => say!(
            "试运行，什么都没有登记：{all} 张图片，会归入 {would} 张",
            "dry run, nothing was recorded: of {all} pictures {would} would be assigned to an order"
        ),
    };
    let answer = CommandResponse::with_list(picture_schema(context.lang()), placed).add_note(note);
    Ok(if unreadable > 0 { answer.set_exit(Exit::Partial) } else { answer })
}

/// Which picture is being read, for a person at a terminal: it takes seconds for each.
fn draw_bar(context: &CommandContext) -> Option<ProgressBar> {
    let surface = &context.surface;
    let drawn = surface.stderr_is_tty && !surface.quiet && context.plan.format == OutputFormat::Table;
    let bar = drawn.then(ProgressBar::no_length);
    // The template is a constant that a test reads; a bar without it is a plain one.
    if let (Some(bar), Ok(style)) = (&bar, ProgressStyle::with_template(BAR_TEMPLATE)) {
        bar.set_style(style);
        bar.enable_steady_tick(TICK);
    }
    bar
}

fn picture_schema(lang: Lang) -> ListSchema<AssignedPicture> {
    ListSchema::new("file")
        .text("file", "文件", "File", |placed: &AssignedPicture| placed.file.display().to_string())
        .code("placing", "结果", "Result", |placed| placed.assignment)
        .text("orders", "订单", "Orders", |placed| placed.orders.clone())
        .shown(|placed, _| placed.orders.iter().map(OrderNo::as_str).collect::<Vec<_>>().join(" "))
        .text("reason", "原因", "Reason", move |placed| placed.reason.in_lang(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_can_be_drawn() {
        assert!(ProgressStyle::with_template(BAR_TEMPLATE).is_ok());
    }
}
