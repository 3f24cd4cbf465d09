//! Where a group's messages go: its channel, target and options, read once and typed from then on.
//!
//! Invariant: what `group add` takes and what is read back later pass the same checks.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::secrets;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{Message, Text};
use crate::domain::value::text::text_is_clean;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::shop::groups::Group;

coded! {
    Channel {
        /// Files in a directory.
        Spool = "spool", "目录", "directory";
        /// A WeCom application: a chat that it made, or members.
        WecomApp = "wecom-app", "企业微信应用", "WeCom application";
        WecomRobot = "wecom-robot", "企业微信群机器人", "WeCom group robot";
        Telegram = "telegram", "Telegram 机器人", "Telegram bot";
    }
}

/// A group's options, as they are stored, and the flags that give them.
const FLAGS: [(&str, &str); 4] =
    [("corp_id", "--corp-id"), ("agent_id", "--agent-id"), ("secret", "--secret"), ("format", "--text-format")];

/// The most members that one message names.
const MEMBERS: usize = 100;

impl Channel {
    /// The options that it knows, and whether it can't do without.
    const fn options(self) -> &'static [(&'static str, bool)] {
        match self {
            Self::Spool => &[],
            Self::WecomApp => &[("corp_id", true), ("agent_id", true), ("secret", true), ("format", false)],
            Self::WecomRobot => &[("secret", true), ("format", false)],
            Self::Telegram => &[("secret", true)],
        }
    }

    /// Whether there is something to aim at: a robot's key stands for its chat.
    const fn has_target(self) -> bool {
        !matches!(self, Self::WecomRobot)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WecomTo {
    /// A chat that the application made (`appchat/send`).
    Chat(String),
    /// Members (`message/send`, with its duplicate check).
    Members(Vec<String>),
    /// Members, as a template card whose `task_id` makes a repeat harmless.
    Card(Vec<String>),
}

/// Where messages go, and by the name of which secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Files in a directory.
    Spool {
        /// The directory, absolute.
        dir: PathBuf,
    },
    WecomApp {
        corp_id: String,
        agent_id: u32,
        to: WecomTo,
        /// The name of the application's secret.
        secret: String,
        markdown: bool,
    },
    WecomRobot {
        /// The name of its key.
        secret: String,
        markdown: bool,
    },
    Telegram {
        chat: String,
        /// The name of the bot's token.
        secret: String,
    },
}

/// What is wrong with a channel's settings. Repeats no value: it may be a secret in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The channel can't do without this flag.
    Missing(&'static str),
    /// The channel has no use for this flag.
    Needless(&'static str),
    /// The flag's value is not what it must be.
    Value(&'static str, Text),
}

impl Route {
    /// Reads a group's settings.
    ///
    /// # Errors
    /// `group_settings_invalid` (exit 5): something changed them behind our back.
    pub fn of(group: &Group) -> Result<Self> {
        Self::read(&group.channel, &group.target, &group.options).map_err(|fault| {
            let name = &group.name;
            let Message { zh, en } = fault.reason(&group.channel);
            Error::new(
                "group_settings_invalid",
                Exit::Config,
                say!("群 {name} 的设置不能使用：{zh}", "the settings of the group {name} can't be used: {en}"),
            )
            .hint(say!(
                "`ticketctl group show {name}` 查看；删除后重新添加",
                "look at `ticketctl group show {name}`; remove the group and add it again"
            ))
            .detail("group", name.as_str())
        })
    }

    pub fn read(channel: &str, target: &str, options: &Map<String, Value>) -> Result<Self, Fault> {
        let channel = Channel::from_code(channel).ok_or(Fault::Value(
            "--channel",
            Text {
                zh: "spool、wecom-app、wecom-robot 或 telegram", en: "spool, wecom-app, wecom-robot or telegram"
            },
        ))?;
        expect_flags(channel, target, options)?;
        let secret = || text(options, "secret", secrets::is_name, secrets::NAME_RULE);
        Ok(match channel {
            Channel::Spool => Self::Spool { dir: directory(target)? },
            Channel::WecomApp => Self::WecomApp {
                corp_id: text(options, "corp_id", |id| is_word(id, 64, ""), CORP_ID)?,
                agent_id: agent_id(options)?,
                to: wecom_to(target)?,
                secret: secret()?,
                markdown: markdown(options)?,
            },
            Channel::WecomRobot => Self::WecomRobot { secret: secret()?, markdown: markdown(options)? },
            Channel::Telegram => Self::Telegram { chat: chat(target)?, secret: secret()? },
        })
    }

    /// The name of the secret that opens it, if it needs one.
    pub fn secret(&self) -> Option<&str> {
        match self {
            Self::Spool { .. } => None,
            Self::WecomApp { secret, .. } | Self::WecomRobot { secret, .. } | Self::Telegram { secret, .. } => {
                Some(secret)
            }
        }
    }
}

impl Fault {
    /// What is wrong, in a sentence's words.
    fn reason(&self, channel: &str) -> Message {
        match self {
            Self::Missing(flag) => say!("渠道 {channel} 需要 {flag}", "the channel {channel} needs {flag}"),
            Self::Needless(flag) => say!("渠道 {channel} 用不到 {flag}", "the channel {channel} has no use for {flag}"),
            Self::Value(flag, Text { zh, en }) => say!("{flag} 必须是{zh}", "{flag} must be {en}"),
        }
    }

    /// The refusal of a command line.
    pub fn usage(&self, channel: &str) -> Box<Error> {
        let (code, flag) = match self {
            Self::Missing(flag) => ("group_flag_missing", flag),
            Self::Needless(flag) => ("group_flag_needless", flag),
            Self::Value(flag, _) => ("group_flag_invalid", flag),
        };
        Error::usage(code, self.reason(channel)).detail("field", *flag).detail("channel", channel)
    }
}

const CORP_ID: Text = Text { zh: "1 到 64 个字母或数字", en: "1 to 64 letters or digits" };

fn flag(option: &str) -> &'static str {
    FLAGS.iter().find(|(key, _)| *key == option).map_or("options", |(_, flag)| flag)
}

fn expect_flags(channel: Channel, target: &str, options: &Map<String, Value>) -> Result<(), Fault> {
    match (channel.has_target(), target.is_empty()) {
        (true, true) => return Err(Fault::Missing("--target")),
        (false, false) => return Err(Fault::Needless("--target")),
        (true, false) | (false, true) => {}
    }
    let known = channel.options();
    if let Some(spare) = options.keys().find(|key| !known.iter().any(|(known, _)| known == key)) {
        return Err(Fault::Needless(flag(spare)));
    }
    match known.iter().find(|(key, needed)| *needed && !options.contains_key(*key)) {
        Some((key, _)) => Err(Fault::Missing(flag(key))),
        None => Ok(()),
    }
}

fn text(options: &Map<String, Value>, key: &str, fits: fn(&str) -> bool, rule: Text) -> Result<String, Fault> {
    let value = options.get(key).and_then(Value::as_str).filter(|value| fits(value));
    value.map(str::to_owned).ok_or(Fault::Value(flag(key), rule))
}

fn agent_id(options: &Map<String, Value>) -> Result<u32, Fault> {
    let id = options.get("agent_id").and_then(Value::as_u64).filter(|id| (1..=0x7fff_ffff).contains(id));
    let rule = Text { zh: "1 到 2147483647 的整数", en: "a whole number from 1 to 2147483647" };
    id.and_then(|id| u32::try_from(id).ok()).ok_or(Fault::Value("--agent-id", rule))
}

fn markdown(options: &Map<String, Value>) -> Result<bool, Fault> {
    match options.get("format").map(Value::as_str) {
        None | Some(Some("text")) => Ok(false),
        Some(Some("markdown")) => Ok(true),
        Some(_) => Err(Fault::Value("--text-format", Text { zh: " text 或 markdown", en: "text or markdown" })),
    }
}

/// `group add` makes it absolute; any length that a path may have.
fn directory(target: &str) -> Result<PathBuf, Fault> {
    let path = PathBuf::from(target);
    let rule = Text { zh: "没有控制字符的绝对目录", en: "an absolute directory without control characters" };
    if path.is_absolute() && text_is_clean(target) { Ok(path) } else { Err(Fault::Value("--target", rule)) }
}

fn wecom_to(target: &str) -> Result<WecomTo, Fault> {
    let rule = Text {
        zh: "群聊 id（1 到 32 个字母、数字、- 或 _），或 user:ID|ID…、card:ID|ID…（1 到 100 个成员 id，以字母或数字开头）",
        en: "a chat id (1 to 32 letters, digits, - or _), or user:ID|ID… or card:ID|ID… (1 to 100 members' ids, each \
             beginning with a letter or a digit)",
    };
    let to = match target.split_once(':') {
        None => Some(target).filter(|id| is_word(id, 32, "-_")).map(|id| WecomTo::Chat(id.to_owned())),
        Some(("user", ids)) => members(ids).map(WecomTo::Members),
        Some(("card", ids)) => members(ids).map(WecomTo::Card),
        Some(_) => None,
    };
    to.ok_or(Fault::Value("--target", rule))
}

/// Members' ids begin with a letter or a digit (developer.work.weixin.qq.com, path 90195). `@all`, the whole company, does
/// not: an order names a customer.
fn members(ids: &str) -> Option<Vec<String>> {
    let fits = |id: &str| is_word(id, 64, "_.@-") && id.starts_with(|first: char| first.is_ascii_alphanumeric());
    if ids.split('|').count() > MEMBERS {
        return None;
    }
    ids.split('|').map(|id| fits(id).then(|| id.to_owned())).collect()
}

fn chat(target: &str) -> Result<String, Fault> {
    let rule = Text {
        zh: "聊天 id（数字，群为负数）或 @频道名",
        en: "a chat's id (a number, negative for a group) or @channel",
    };
    let digits = target.strip_prefix('-').unwrap_or(target);
    let number = (1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let name = target.strip_prefix('@').is_some_and(|name| name.len() >= 5 && is_word(name, 32, "_"));
    if number || name { Ok(target.to_owned()) } else { Err(Fault::Value("--target", rule)) }
}

/// 1 to `limit` ASCII letters, digits or `more`.
fn is_word(text: &str, limit: usize, more: &str) -> bool {
    (1..=limit).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
}

#[cfg(test)]
mod tests;
