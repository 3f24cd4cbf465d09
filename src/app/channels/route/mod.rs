//! Where a group's messages go: its channel, target and options, read once and typed from then on.
//!
//! Invariant: what `group add` takes and what is read back later pass the same checks.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::errors::ChannelError;
use super::secrets;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::shell::quote_word;
use crate::domain::value::text::text_is_clean;
use crate::error::{Error, Result};
use crate::say;
use crate::store::shop::groups::{AgentGroup, OPERATORS};

coded! {
    ChannelKind {
        /// Files in a directory.
        Spool = "spool", "目录", "directory";
        /// A WeCom application: a chat that it made, or members.
        WecomApp = "wecom-app", "企业微信应用", "WeCom application";
        WecomRobot = "wecom-robot", "企业微信群机器人", "WeCom group robot";
        Telegram = "telegram", "Telegram 机器人", "Telegram bot";
    }
}

coded! {
    /// How WeCom is told a text.
    TextFormat {
        /// The default.
        Text = "text";
        Markdown = "markdown";
    }
}

/// A group's options, as they are stored, and the flags that give them.
const OPTION_FLAGS: [(&str, &str); 5] = [
    ("corp_id", "--corp-id"),
    ("agent_id", "--agent-id"),
    ("secret", "--secret"),
    ("format", "--text-format"),
    (OPERATORS, "--operators"),
];

/// The most members that one message names.
const MAX_MEMBERS: usize = 100;

impl ChannelKind {
    /// The options that it knows, and whether it can't do without.
    const fn known_options(self) -> &'static [(&'static str, bool)] {
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
pub enum WecomRecipient {
    /// A chat that the application made (`appchat/send`).
    Chat(String),
    /// Members (`message/send`, with its duplicate check).
    Members(Vec<String>),
    /// Members, as a template card whose `task_id` makes a repeat harmless.
    Card(Vec<String>),
}

/// Where messages go, and by the name of which secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChannelRoute {
    /// Files in a directory.
    Spool {
        /// The directory, absolute.
        dir: PathBuf,
    },
    WecomApp {
        corp_id: String,
        agent_id: u32,
        to: WecomRecipient,
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
pub enum RouteError {
    /// The channel can't do without this flag.
    Missing(&'static str),
    /// The channel has no use for this flag.
    Needless(&'static str),
    /// The flag's value is not what it must be.
    Value(&'static str, BilingualText),
}

impl ChannelRoute {
    /// Reads a group's settings.
    ///
    /// # Errors
    /// `group_settings_invalid` (exit 5): something changed them behind our back.
    pub fn from_group(group: &AgentGroup) -> Result<Self> {
        Self::from_settings(&group.channel, &group.target, &group.options).map_err(|fault| {
            let name = &group.name;
            let BilingualMessage { zh, en } = fault.reason_message(&group.channel);
            ChannelError::GroupSettingsInvalid { name: &name, word: &quote_word(name), zh: &zh, en: &en }
                .into_error()
                .detail("group", name.as_str())
        })
    }

    pub fn from_settings(channel: &str, target: &str, options: &Map<String, Value>) -> Result<Self, RouteError> {
        let channel = ChannelKind::from_code(channel).ok_or(RouteError::Value(
            "--channel",
            BilingualText {
                zh: "spool、wecom-app、wecom-robot 或 telegram",
                en: "spool, wecom-app, wecom-robot or telegram",
            },
        ))?;
        expect_flags(channel, target, options)?;
        let secret = || text_option(options, "secret", secrets::is_secret_name, secrets::NAME_RULE);
        Ok(match channel {
            ChannelKind::Spool => Self::Spool { dir: parse_directory(target)? },
            ChannelKind::WecomApp => Self::WecomApp {
                corp_id: text_option(options, "corp_id", |id| is_word(id, 64, ""), CORP_ID_RULE)?,
                agent_id: agent_id(options)?,
                to: parse_wecom_recipient(target)?,
                secret: secret()?,
                markdown: wants_markdown(options)?,
            },
            ChannelKind::WecomRobot => Self::WecomRobot { secret: secret()?, markdown: wants_markdown(options)? },
            ChannelKind::Telegram => Self::Telegram { chat: parse_chat(target)?, secret: secret()? },
        })
    }

    /// The name of the secret that opens it, if it needs one.
    pub fn secret_name(&self) -> Option<&str> {
        match self {
            Self::Spool { .. } => None,
            Self::WecomApp { secret, .. } | Self::WecomRobot { secret, .. } | Self::Telegram { secret, .. } => {
                Some(secret)
            }
        }
    }
}

impl RouteError {
    /// What is wrong, in a sentence's words.
    fn reason_message(&self, channel: &str) -> BilingualMessage {
        match self {
            Self::Missing(flag) => say!("渠道 {channel} 需要 {flag}", "the channel {channel} needs {flag}"),
            Self::Needless(flag) => say!("渠道 {channel} 用不到 {flag}", "the channel {channel} does not take {flag}"),
            Self::Value(flag, BilingualText { zh, en }) => say!("{flag} 必须是{zh}", "{flag} must be {en}"),
        }
    }

    /// The refusal of a command line.
    pub fn usage_error(&self, channel: &str) -> Box<Error> {
        let (error, flag) = match self {
            Self::Missing(flag) => (ChannelError::FlagMissing { channel: &channel, flag }, flag),
            Self::Needless(flag) => (ChannelError::FlagNeedless { channel: &channel, flag }, flag),
            Self::Value(flag, BilingualText { zh, en }) => (ChannelError::FlagInvalid { flag, zh, en }, flag),
        };
        error.into_error().detail("field", *flag).detail("channel", channel)
    }
}

const CORP_ID_RULE: BilingualText =
    BilingualText { zh: "1 到 64 个字母或数字", en: "1 to 64 letters or digits" };

fn option_flag(option: &str) -> &'static str {
    OPTION_FLAGS.iter().find(|(key, _)| *key == option).map_or("options", |(_, flag)| flag)
}

fn expect_flags(channel: ChannelKind, target: &str, options: &Map<String, Value>) -> Result<(), RouteError> {
    match (channel.has_target(), target.is_empty()) {
        (true, true) => return Err(RouteError::Missing("--target")),
        (false, false) => return Err(RouteError::Needless("--target")),
        (true, false) | (false, true) => {}
    }
    let known = channel.known_options();
    // Any channel may lead to the shop's own people.
    let is_spare = |key: &&String| key.as_str() != OPERATORS && !known.iter().any(|(known, _)| known == key);
    if let Some(spare) = options.keys().find(is_spare) {
        return Err(RouteError::Needless(option_flag(spare)));
    }
    match known.iter().find(|(key, needed)| *needed && !options.contains_key(*key)) {
        Some((key, _)) => Err(RouteError::Missing(option_flag(key))),
        None => Ok(()),
    }
}

fn text_option(
    options: &Map<String, Value>,
    key: &str,
    fits: fn(&str) -> bool,
    rule: BilingualText,
) -> Result<String, RouteError> {
    let value = options.get(key).and_then(Value::as_str).filter(|value| fits(value));
    value.map(str::to_owned).ok_or(RouteError::Value(option_flag(key), rule))
}

fn agent_id(options: &Map<String, Value>) -> Result<u32, RouteError> {
    let id = options.get("agent_id").and_then(Value::as_u64).filter(|id| (1..=0x7fff_ffff).contains(id));
    let rule = BilingualText { zh: "1 到 2147483647 的整数", en: "a whole number from 1 to 2147483647" };
    id.and_then(|id| u32::try_from(id).ok()).ok_or(RouteError::Value("--agent-id", rule))
}

fn wants_markdown(options: &Map<String, Value>) -> Result<bool, RouteError> {
    let Some(format) = options.get("format") else { return Ok(false) };
    match format.as_str().and_then(TextFormat::from_code) {
        Some(TextFormat::Text) => Ok(false),
        Some(TextFormat::Markdown) => Ok(true),
        None => {
            Err(RouteError::Value("--text-format", BilingualText { zh: " text 或 markdown", en: "text or markdown" }))
        }
    }
}

/// `group add` makes it absolute; any length that a path may have.
fn parse_directory(target: &str) -> Result<PathBuf, RouteError> {
    let path = PathBuf::from(target);
    let rule = BilingualText {
        zh: "没有控制字符的绝对目录", en: "an absolute directory without control characters"
    };
    if path.is_absolute() && text_is_clean(target) { Ok(path) } else { Err(RouteError::Value("--target", rule)) }
}

fn parse_wecom_recipient(target: &str) -> Result<WecomRecipient, RouteError> {
    let rule = BilingualText {
        zh: "群聊 id（1 到 32 个字母、数字、- 或 _），或 user:ID|ID…、card:ID|ID…（1 到 100 个成员 id，以字母或数字开头）",
        en: "a chat id (1 to 32 letters, digits, - or _), or user:ID|ID… or card:ID|ID… (1 to 100 members' ids, each \
             beginning with a letter or a digit)",
    };
    let to = match target.split_once(':') {
        None => Some(target).filter(|id| is_word(id, 32, "-_")).map(|id| WecomRecipient::Chat(id.to_owned())),
        Some(("user", ids)) => parse_members(ids).map(WecomRecipient::Members),
        Some(("card", ids)) => parse_members(ids).map(WecomRecipient::Card),
        Some(_) => None,
    };
    to.ok_or(RouteError::Value("--target", rule))
}

/// Members' ids begin with a letter or a digit (developer.work.weixin.qq.com, path 90195). `@all`, the whole company, does
/// not: an order names a customer.
fn parse_members(ids: &str) -> Option<Vec<String>> {
    let fits = |id: &str| is_word(id, 64, "_.@-") && id.starts_with(|first: char| first.is_ascii_alphanumeric());
    if ids.split('|').count() > MAX_MEMBERS {
        return None;
    }
    ids.split('|').map(|id| fits(id).then(|| id.to_owned())).collect()
}

fn parse_chat(target: &str) -> Result<String, RouteError> {
    let rule = BilingualText {
        zh: "聊天 id（数字，群为负数；话题群可写 群id:话题id）或 @频道名",
        en: "a chat's id (a number, negative for a group, CHAT:TOPIC for a topic of one) or @channel",
    };
    let (chat, topic) = target.split_once(':').map_or((target, None), |(chat, topic)| (chat, Some(topic)));
    let digits = chat.strip_prefix('-').unwrap_or(chat);
    // Only groups have topics, and a topic is numbered from 1.
    let topical = topic.is_none_or(|topic| {
        chat.starts_with('-') && !topic.starts_with(['0', '+']) && topic.parse::<u32>().is_ok_and(|topic| topic > 0)
    });
    let number = topical && (1..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let name = target.strip_prefix('@').is_some_and(|name| name.len() >= 5 && is_word(name, 32, "_"));
    if number || name { Ok(target.to_owned()) } else { Err(RouteError::Value("--target", rule)) }
}

/// 1 to `limit` ASCII letters, digits or `more`.
fn is_word(text: &str, limit: usize, more: &str) -> bool {
    (1..=limit).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
}

#[cfg(test)]
mod tests;
