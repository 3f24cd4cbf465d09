//! `ocr run --dir`: a folder of screenshots.

use std::path::Path;

use serde_json::json;

use crate::app::resale::screenshot::{AssignedPicture, PictureAssignment};
use crate::cli::context::CommandContext;
use crate::cli::response::{CommandResponse, object_to_row};
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};
use crate::output::order_labels::zh_en;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};
use crate::say;

/// Reads the folder and lists what became of each picture.
pub(super) fn run_ocr_folder(context: &CommandContext, dir: &Path, engine: Option<&str>) -> Result<CommandResponse> {
    if context.global.key.is_some() {
        return Err(Error::usage(
            "key_not_for_folder",
            say!("--key 只代表一个订单，不能和 --dir 一起用", "--key is for one order and cannot be used with --dir"),
        )
        .hint(say!(
            "去掉 --key：同一张图片不会记录两次",
            "leave out --key: the same picture is never recorded twice"
        )));
    }
    let placed = context.open_app()?.assign_screenshots(dir, engine)?;
    let count = |placing: PictureAssignment| placed.iter().filter(|one| one.assignment == placing).count();
    let (assigned, unreadable, all) =
        (count(PictureAssignment::Assigned), count(PictureAssignment::Unreadable), placed.len());
    let columns = vec![
        ListColumn::new("file", zh_en("文件", "File")),
        ListColumn::new("placing", zh_en("结果", "Result")).no_wrap(),
        ListColumn::new("orders", zh_en("订单", "Orders")).format_with(format_order_nos),
        ListColumn::new("reason", zh_en("原因", "Reason")),
    ];
    let rows = placed.iter().map(|one| placement_row(one, context.lang())).collect();
    let answer = CommandResponse::with_list(RowSet {
        shape: ListSchema { name: "screenshots", columns, id_key: "file" },
        rows,
    })
    .add_note(say!(
        "{all} 张图片，{assigned} 张已归到订单；其余用 `ticketctl ocr run 订单 图片` 逐张处理",
        "{all} pictures, {assigned} assigned to an order; handle the others one by one: `ticketctl ocr run ORDER IMAGE`"
    ));
    Ok(if unreadable > 0 { answer.set_exit(Exit::Partial) } else { answer })
}

fn placement_row(placed: &AssignedPicture, lang: Lang) -> OutputRow {
    object_to_row(json!({
        "file": placed.file.display().to_string(),
        "placing": placed.assignment.code(),
        "orders": placed.orders.iter().map(|order_no| order_no.as_str()).collect::<Vec<_>>(),
        "reason": placed.reason.in_lang(lang),
    }))
}

fn format_order_nos(value: &serde_json::Value, _: Lang) -> String {
    let orders = value.as_array().into_iter().flatten();
    orders.filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" ")
}
