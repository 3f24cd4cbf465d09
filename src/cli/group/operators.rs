//! `group operators`: which groups are the shop's own.

use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::error::Result;
use crate::say;

/// Mark a group as the shop's own: cron tells it what needs a person, and no order goes there.
#[derive(Debug, clap::Args)]
pub struct GroupOperatorsArgs {
    /// The group
    #[arg(value_name = "GROUP")]
    group: String,
    /// Make it an agents' group again
    #[arg(long)]
    off: bool,
}

pub(super) fn run_group_operators(context: &CommandContext, args: &GroupOperatorsArgs) -> Result<CommandResponse> {
    let (group, on) = (args.group.as_str(), !args.off);
    let change = context.open_app()?.mark_operators(group, on)?;
    let text = match (on, change.value["changed"] == true) {
        (true, true) => say!(
            "{group} 是店内群：cron 把需要人处理的事告诉它，订单不会推到这里",
            "{group} is the shop's own: cron tells it what needs a person, and no order goes there"
        ),
        (true, false) => say!("{group} 已经是店内群，无事可做", "{group} is the shop's own already; nothing to do"),
        (false, true) => say!("{group} 是代理群，可以接单", "{group} is an agents' group and may take orders"),
        (false, false) => say!("{group} 已经是代理群，无事可做", "{group} is an agents' group already; nothing to do"),
    };
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
}
