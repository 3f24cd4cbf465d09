//! `sweep`

use serde_json::json;

use super::context::Context;
use super::response::Answer;
use crate::domain::order::event::Source;
use crate::error::{Exit, Result};
use crate::say;

/// Record deadlines that passed and deliveries that were cut short.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// At most so many orders; 0 is all
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
}

/// Sweeps once and says so in one line.
///
/// # Errors
/// The use case's; exit 8 where an order could not be swept.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let swept = context.app_as(Source::Cron)?.sweep(args.limit)?;
    let (missed, recovered) = (swept.missed, swept.recovered);
    let text = say!("过期 {missed}，恢复 {recovered}", "missed {missed}, recovered {recovered}");
    let (files, lane_rows) = (swept.cleared.files, swept.cleared.lane_rows);
    let value = json!({
        "schema_version": 1,
        "missed": missed,
        "recovered": recovered,
        "leftover_files": files,
        "old_lane_rows": lane_rows,
    });
    let mut answer = Answer::page(value, None, text.get(context.lang()).to_owned());
    if context.global.dry_run {
        answer = answer.warn(say!("试运行：什么都没有保存", "dry run: nothing was kept"));
    }
    if swept.failed.is_empty() {
        return Ok(answer);
    }
    for (order_no, error) in &swept.failed {
        let (zh, en) = (&error.message.zh, &error.message.en);
        answer = answer.warn(say!("订单 {order_no}：{zh}", "order {order_no}: {en}"));
    }
    Ok(answer.ending(Exit::Partial))
}
