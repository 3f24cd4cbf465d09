//! `group add`

use clap::ValueEnum;

use super::super::answer::Answer;
use super::super::context::Context;
use super::said;
use crate::app::groups::{NewGroup, SPOOL};
use crate::error::{Error, Result};
use crate::say;

/// Add a group and the channel that reaches it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its name: 1 to 64 letters, digits, ideographs, - _ .
    #[arg(value_name = "NAME", allow_hyphen_values = true)]
    name: String,
    /// What carries messages there; this version sends through spool alone
    #[arg(long, value_name = "CHANNEL")]
    channel: Channel,
    /// The directory (spool: below the data directory's spool/ unless absolute), chat or robot
    #[arg(long, value_name = "ID")]
    target: String,
    /// The name of the channel's secret
    #[arg(long, value_name = "NAME")]
    secret: Option<String>,
    /// WeCom: the id of the company
    #[arg(long, value_name = "ID")]
    corp_id: Option<String>,
    /// WeCom: the id of the application
    #[arg(long, value_name = "N")]
    agent_id: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Channel {
    /// Files in a directory
    Spool,
    /// A chat of a WeCom application
    WecomApp,
    /// A WeCom group robot
    WecomRobot,
    /// A Telegram chat
    Telegram,
}

impl Channel {
    const fn code(self) -> &'static str {
        match self {
            Self::Spool => SPOOL,
            Self::WecomApp => "wecom-app",
            Self::WecomRobot => "wecom-robot",
            Self::Telegram => "telegram",
        }
    }
}

/// Adds it.
///
/// # Errors
/// A channel of a later version (5), no fit name or needless flags (2), another group of that name (4).
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let spare = args.secret.is_some() || args.corp_id.is_some() || args.agent_id.is_some();
    if args.channel == Channel::Spool && spare {
        return Err(Error::usage(
            "spool_needs_no_secret",
            say!(
                "--secret、--corp-id、--agent-id 与 --channel spool 无关",
                "--secret, --corp-id and --agent-id do not go with --channel spool"
            ),
        ));
    }
    let new = NewGroup { name: args.name, channel: args.channel.code().to_owned(), target: args.target };
    let change = context.app()?.add_group(&new)?;
    let (name, target) = (&new.name, change.value["target"].as_str().unwrap_or_default());
    let text = if change.value["added"] == true {
        say!("群 {name} 已添加：{target}", "the group {name} is added: {target}")
    } else {
        say!("群 {name} 已存在，无事可做：{target}", "the group {name} was there already: {target}")
    };
    Ok(said(context, &change, &text).note(say!(
        "下一步：`ticketctl group route {name} --ticket-type 票种`（只有一个群时不需要）",
        "next: `ticketctl group route {name} --ticket-type TYPE` (the only group needs no route)"
    )))
}
