//! `group add`

use clap::ValueEnum;
use serde_json::{Map, Value};

use crate::app::channels::groups::{NewGroup, OPERATORS};
use crate::app::channels::route::ChannelKind;
use crate::app::channels::secrets;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::{WordArg as _, WordParser, word_arg};
use crate::domain::value::shell::quote_word;
use crate::error::Result;
use crate::say;

/// Add a group and the channel that reaches it.
#[derive(Debug, clap::Args)]
#[command(after_help = "What each channel needs:\n  \
    spool        --target DIR\n  \
    wecom-app    --target CHAT|user:ID|ID…|card:ID|ID… --corp-id ID --agent-id N --secret NAME\n  \
    wecom-robot  --secret NAME (the robot's key)\n  \
    telegram     --target CHAT --secret NAME (the bot's token)\n\
    `ticketctl secret set NAME` stores a secret; secrets never appear on the command line.")]
pub struct GroupAddArgs {
    /// The group's name: 1 to 64 letters, digits, ideographs, - _ .
    #[arg(value_name = "NAME", allow_hyphen_values = true)]
    name: String,
    /// The channel that carries messages to the group
    #[arg(long, value_name = "CHANNEL", value_parser = WordParser::<GroupChannelArg>::new())]
    channel: GroupChannelArg,
    /// The directory (spool: below the data directory's spool/ unless absolute), the chat, or the members: user:ID|ID…,
    /// or card:ID|ID… for cards that can't arrive twice
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    target: Option<String>,
    /// The name of the channel's secret
    #[arg(long, value_name = "NAME")]
    secret: Option<String>,
    /// WeCom: the company's id
    #[arg(long, value_name = "ID")]
    corp_id: Option<String>,
    /// WeCom: the application's id
    #[arg(long, value_name = "N")]
    agent_id: Option<u32>,
    /// The shop's own people: cron tells this group what needs a person, and no order goes there
    #[arg(long)]
    operators: bool,
    /// WeCom: the format of texts; defaults to text
    #[arg(long, value_name = "FORMAT", value_parser = WordParser::<TextFormatArg>::new())]
    text_format: Option<TextFormatArg>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GroupChannelArg {
    /// Files in a directory
    Spool,
    /// A WeCom application: a chat that it made, or members
    WecomApp,
    /// A WeCom group robot
    WecomRobot,
    /// A Telegram chat
    Telegram,
    /// Of notices alone: refused with what to use instead
    #[value(hide = true)]
    Manual,
}

word_arg! {
    GroupChannelArg {
        Spool = "spool", "目录", "directory";
        WecomApp = "wecom-app", "企业微信应用", "WeCom application";
        WecomRobot = "wecom-robot", "企业微信群机器人", "WeCom group robot";
        Telegram = "telegram", "Telegram", "Telegram";
        Manual = "manual", "人工", "by hand";
    }
}

impl GroupChannelArg {
    /// # Errors
    /// Nothing goes to a group by hand (exit 2).
    fn to_channel_kind(self) -> Result<ChannelKind> {
        Ok(match self {
            Self::Spool => ChannelKind::Spool,
            Self::WecomApp => ChannelKind::WecomApp,
            Self::WecomRobot => ChannelKind::WecomRobot,
            Self::Telegram => ChannelKind::Telegram,
            Self::Manual => return Err(CliError::GroupByHand.into_error().detail("field", "--channel")),
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TextFormatArg {
    /// As it is
    Text,
    /// With headings and emphasis
    Markdown,
}

word_arg! {
    TextFormatArg {
        Text = "text", "纯文本", "plain text";
        Markdown = "markdown", "markdown", "markdown";
    }
}

pub fn run_group_add(context: &CommandContext, args: GroupAddArgs) -> Result<CommandResponse> {
    let channel = args.channel.to_channel_kind()?;
    let (options, operators) = (channel_options(&args), args.operators);
    let new = NewGroup { name: args.name, channel, target: args.target.unwrap_or_default(), options };
    let mut app = context.open_app()?;
    let change = app.add_group(&new)?;
    let name = &new.name;
    let target = match change.value["target"].as_str() {
        None | Some("") => new.channel.code(),
        Some(target) => target,
    };
    let text = if change.value["added"] == true {
        say!("群 {name} 已添加：{target}", "added the group {name}: {target}")
    } else {
        say!("群 {name} 已存在，无事可做：{target}", "the group {name} already exists; nothing to do: {target}")
    };
    let word = quote_word(name);
    let answer = CommandResponse::for_change(&change, "name", &text, context.lang());
    let answer = answer.add_note(match operators {
        true => say!(
            "需要人处理的事由 `ticketctl cron` 告诉这个群；订单不会推到这里",
            "`ticketctl cron` tells this group what needs a person; no order goes there"
        ),
        false => say!(
        "下一步：`ticketctl group route {word} --ticket-type 票种`，或 `ticketctl group default {word}` 接其余的（只有一个群时都不需要）",
        "next: `ticketctl group route {word} --ticket-type TYPE`, or `ticketctl group default {word}` for the rest (neither is needed with a single group)"
        ),
    });
    Ok(match args.secret.filter(|secret| !secrets::has_secret(&app.paths, secret)) {
        None => answer,
        Some(secret) => answer.add_warning(say!(
            "还没有凭据 {secret}：运行 `ticketctl secret set {secret}`，从标准输入给出",
            "there is no secret {secret} yet: run `ticketctl secret set {secret}` and pass it on standard input"
        )),
    })
}

fn channel_options(args: &GroupAddArgs) -> Map<String, Value> {
    let given = [
        ("corp_id", args.corp_id.clone().map(Value::from)),
        ("agent_id", args.agent_id.map(Value::from)),
        ("secret", args.secret.clone().map(Value::from)),
        ("format", args.text_format.map(|format| format.code().into())),
        (OPERATORS, args.operators.then(|| true.into())),
    ];
    given.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}
