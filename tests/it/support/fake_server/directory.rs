//! Who exists behind the fake server: apps, chats, people, robots and bots.

use std::collections::{BTreeMap, BTreeSet};

/// The corp that is known from the start.
pub const CORP_ID: &str = "ww5a0d3c9e1b7f2468";
/// The secret of its app.
pub const SECRET: &str = "fake-app-secret-0123456789abcdefghijkl";
/// The app's agent id.
pub const AGENT_ID: i64 = 1_000_002;
/// A chat that this app created.
pub const CHAT: &str = "agents2026";
/// A chat that another app created.
pub const FOREIGN_CHAT: &str = "foreign2026";
/// A member whom the app may write to.
pub const USER: &str = "zhangsan";
/// A group robot's key.
pub const ROBOT_KEY: &str = "693a91f6-7a0c-4bc4-97a0-0ec2sifa5aaa";
/// A Telegram bot's token.
pub const BOT_TOKEN: &str = "123456789:AAFakeBotToken-0123456789abcdefg";
/// A chat that the bot may write to.
pub const TELEGRAM_CHAT: &str = "-1001234567890";

/// A self-built app of a corp.
#[derive(Clone, Debug)]
pub struct App {
    /// The corp's id.
    pub corp_id: String,
    /// The app's secret.
    pub secret: String,
    /// The app's number.
    pub agent_id: i64,
}

/// Where a Telegram chat stands with the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatState {
    /// Takes messages.
    Open,
    /// 403: the person blocked the bot.
    Blocked,
    /// 403: the person's account is gone.
    Deactivated,
    /// 403: the person never wrote to the bot.
    NotStarted,
    /// 403: the bot was put out of the group.
    Kicked,
    /// 400 with `migrate_to_chat_id`: the group became a supergroup with this id, which takes messages.
    Migrated(i64),
}

/// Who exists. `Directory::known()` has one of each, under this module's constants.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    pub(super) apps: Vec<App>,
    /// The creating app's agent id of each chat.
    pub(super) chats: BTreeMap<String, i64>,
    pub(super) users: BTreeSet<String>,
    pub(super) robots: BTreeSet<String>,
    pub(super) bots: BTreeSet<String>,
    pub(super) telegram_chats: BTreeMap<String, ChatState>,
}

impl Directory {
    /// One of each.
    pub fn known() -> Self {
        Self::default()
            .app(CORP_ID, SECRET, AGENT_ID)
            .chat(CHAT, AGENT_ID)
            .chat(FOREIGN_CHAT, AGENT_ID + 1)
            .user(USER)
            .robot(ROBOT_KEY)
            .bot(BOT_TOKEN)
            .telegram_chat(TELEGRAM_CHAT, ChatState::Open)
    }

    /// And an app.
    #[must_use]
    pub fn app(mut self, corp_id: &str, secret: &str, agent_id: i64) -> Self {
        self.apps.push(App { corp_id: corp_id.to_owned(), secret: secret.to_owned(), agent_id });
        self
    }

    /// And a chat that the app with this agent id created; 86008 for every other app.
    #[must_use]
    pub fn chat(mut self, chat_id: &str, agent_id: i64) -> Self {
        self.chats.insert(chat_id.to_owned(), agent_id);
        self
    }

    /// And a member whom every app may write to.
    #[must_use]
    pub fn user(mut self, user_id: &str) -> Self {
        self.users.insert(user_id.to_owned());
        self
    }

    /// And a group robot.
    #[must_use]
    pub fn robot(mut self, key: &str) -> Self {
        self.robots.insert(key.to_owned());
        self
    }

    /// And a Telegram bot.
    #[must_use]
    pub fn bot(mut self, token: &str) -> Self {
        self.bots.insert(token.to_owned());
        self
    }

    /// And a Telegram chat.
    #[must_use]
    pub fn telegram_chat(mut self, chat_id: &str, state: ChatState) -> Self {
        self.set_telegram_chat(chat_id, state);
        self
    }

    /// Where a Telegram chat stands from now on; the group it migrated to takes messages.
    pub(super) fn set_telegram_chat(&mut self, chat_id: &str, state: ChatState) {
        if let ChatState::Migrated(to) = state {
            self.telegram_chats.insert(to.to_string(), ChatState::Open);
        }
        self.telegram_chats.insert(chat_id.to_owned(), state);
    }
}
