//! `event verify`

use std::path::PathBuf;

use serde_json::json;

use crate::app::log::anchor::{ChainCounts, LogCheck};
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::error::{Exit, Result};
use crate::say;

/// Verify every hash of the log.
#[derive(Debug, clap::Args)]
pub(super) struct EventVerifyArgs {
    /// Also compare with the anchors in this file
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
}

/// Verifies it: exit 11 where anything does not hold.
pub(super) fn run_event_verify(context: &CommandContext, args: &EventVerifyArgs) -> Result<CommandResponse> {
    let verified = context.open_app()?.verify_log(args.anchor.as_deref())?;
    let answer =
        CommandResponse::with_page(verification_to_json(&verified), None, render_verification(context, &verified));
    let answer = if verified.unfinished_anchor {
        answer.add_warning(say!(
            "锚点文件末尾有一个没写完的锚点，没有比较；下一次 `ticketctl event anchor` 会把它换掉",
            "the file of anchors ends with an unfinished one, which was left out; the next `ticketctl event anchor` replaces it"
        ))
    } else {
        answer
    };
    if verified.is_sound() {
        return Ok(answer);
    }
    let answer = answer.set_exit(Exit::Data);
    let count = verified.breaks.len();
    if count == 0 {
        return Ok(answer.add_warning(say!(
            "每个哈希都相符，但数据库的结构不是本版本的结构：没有东西保证日志只增不改。不要再写入，从备份恢复：`ticketctl restore 文件`",
            "every hash holds, but the schema of the database is not the one of this version, so nothing keeps the log from being changed. Stop writing and restore a backup: `ticketctl restore FILE`"
        )));
    }
    Ok(answer.add_warning(say!(
        "日志有 {count} 处不一致：有人改动过，或文件已损坏。不要再写入，从备份恢复：`ticketctl restore 文件`",
        "the log is inconsistent in {count} places: it was changed, or the file is damaged. Stop writing and restore a backup: `ticketctl restore FILE`"
    )))
}

fn verification_to_json(verified: &LogCheck) -> serde_json::Value {
    let breaks: Vec<_> = verified
        .breaks
        .iter()
        .map(|found| json!({"order_no": found.order_no, "version": found.version, "what": found.what}))
        .collect();
    json!({
        "ok": verified.is_sound(),
        "orders": verified.walked.orders,
        "events": verified.walked.events,
        "shop_events": verified.walked.shop_events,
        "anchors": verified.anchors,
        "unfinished_anchor": verified.unfinished_anchor,
        "breaks": breaks,
        "schema": {
            "missing": verified.schema.missing,
            "changed": verified.schema.changed,
            "extra": verified.schema.extra,
        },
    })
}

fn render_verification(context: &CommandContext, verified: &LogCheck) -> String {
    let ChainCounts { orders, events, shop_events } = verified.walked;
    let mut lines = Vec::new();
    for found in &verified.breaks {
        lines.push(format!("{}  {}  {}", found.order_no, found.version, found.what));
    }
    if !verified.schema.is_empty() {
        lines.push(verified.schema.describe().in_lang(context.lang()).to_owned());
    }
    let summary = match verified.anchors {
        None => say!(
            "已核对 {orders} 个订单的 {events} 个事件和店铺的 {shop_events} 次改动",
            "checked {events} events of {orders} orders and {shop_events} changes of the shop"
        ),
        Some(anchors) => say!(
            "已核对 {orders} 个订单的 {events} 个事件、店铺的 {shop_events} 次改动和 {anchors} 个锚点",
            "checked {events} events of {orders} orders, {shop_events} changes of the shop and {anchors} anchors"
        ),
    };
    lines.push(summary.in_lang(context.lang()).to_owned());
    lines.join("\n")
}
