//! `ocr run --dir`: a folder of screenshots.

use std::path::Path;

use serde_json::json;

use crate::app::resale::screenshot::{Placed, Placing};
use crate::cli::context::Context;
use crate::cli::response::{Answer, row};
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::order_labels::text;
use crate::say;

/// Reads the folder and lists what became of each picture.
pub(super) fn run(context: &Context, dir: &Path, engine: Option<&str>) -> Result<Answer> {
    if context.global.key.is_some() {
        return Err(Error::usage(
            "key_not_for_folder",
            say!("--key 只代表一个订单，不能和 --dir 一起用", "--key stands for one order and does not go with --dir"),
        )
        .hint(say!("去掉 --key：同一张图片不会记录两次", "leave it out: the same picture is not recorded twice")));
    }
    let placed = context.app()?.place_screenshots(dir, engine)?;
    let count = |placing: Placing| placed.iter().filter(|one| one.placing == placing).count();
    let (assigned, unreadable, all) = (count(Placing::Assigned), count(Placing::Unreadable), placed.len());
    let columns = vec![
        Column::new("file", text("文件", "File")),
        Column::new("placing", text("结果", "Result")).whole(),
        Column::new("orders", text("订单", "Orders")).shown(joined),
        Column::new("reason", text("原因", "Reason")),
    ];
    let rows = placed.iter().map(|one| line(one, context.lang())).collect();
    let answer =
        Answer::list(Dataset { shape: Shape { name: "screenshots", columns, id_key: "file" }, rows }).note(say!(
            "{all} 张图片，{assigned} 张已归到订单；其余用 `ticketctl ocr run 订单 图片` 逐张处理",
            "{all} pictures, {assigned} given to an order; do the others one by one: `ticketctl ocr run ORDER IMAGE`"
        ));
    Ok(if unreadable > 0 { answer.ending(Exit::Partial) } else { answer })
}

fn line(placed: &Placed, lang: Lang) -> Row {
    row(json!({
        "file": placed.file.display().to_string(),
        "placing": placed.placing.code(),
        "orders": placed.orders.iter().map(|order_no| order_no.as_str()).collect::<Vec<_>>(),
        "reason": placed.reason.get(lang),
    }))
}

fn joined(value: &serde_json::Value, _: Lang) -> String {
    let orders = value.as_array().into_iter().flatten();
    orders.filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" ")
}
