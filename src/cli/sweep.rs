//! `sweep`

use serde_json::json;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::domain::order::event::EventSource;
use crate::error::{Exit, Result};
use crate::say;

/// Record missed deadlines and interrupted deliveries.
#[derive(Debug, clap::Args)]
pub struct SweepArgs {
    /// At most N orders; 0 means all
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
}

/// Sweeps once and says so in one line.
pub fn run_sweep(context: &CommandContext, args: SweepArgs) -> Result<CommandResponse> {
    context.refuse_key(
        "sweep",
        &say!(
            "每次记录的都是当时过期的事，重复执行没有影响",
            "each run records what is over then, and a repeat has no effect as it is"
        ),
    )?;
    let swept = context.open_app_as(EventSource::Cron)?.run_sweep(args.limit)?;
    let (missed, recovered) = (swept.missed, swept.recovered);
    let text = say!("登记到期 {missed}，恢复 {recovered}", "deadlines recorded {missed}, recovered {recovered}");
    let (files, lane_rows) = (swept.cleared.files, swept.cleared.rate_limit_rows);
    let value = json!({
        "schema_version": 1,
        "dry_run": context.global.dry_run,
        "missed": missed,
        "recovered": recovered,
        "leftover_files": files,
        "old_lane_rows": lane_rows,
    });
    let mut answer = CommandResponse::with_page(value, None, text.in_lang(context.lang()).to_owned());
    if context.global.dry_run {
        answer = answer.add_warning(say!("试运行：什么都没有保存", "dry run: nothing was saved"));
    }
    if swept.failed.is_empty() {
        return Ok(answer);
    }
    for (order_no, error) in &swept.failed {
        let (zh, en) = (&error.message.zh, &error.message.en);
        answer = answer.add_warning(say!("订单 {order_no}：{zh}", "order {order_no}: {en}"));
    }
    Ok(answer.set_exit(Exit::Partial))
}
