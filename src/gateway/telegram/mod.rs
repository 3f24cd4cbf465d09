//! A Telegram bot.
//!
//! Source: core.telegram.org/bots/api. Telegram recognises no repeat: a photo or a document leaves once, and a lost answer
//! stays lost. A text is placed first and filled in then (see `text`), so that its lost answer can be asked for again.

mod answer;
mod api;
mod file;
mod text;

use secrecy::SecretString;
use serde_json::Value;

use self::answer::{No, Said};
use self::api::{Api, Chat};
use super::http::Wire;
use super::send_permit::Gate;
use super::{Message, Outcome, Part};
use crate::domain::value::message::Message as Words;
use crate::say;

pub(super) use self::answer::judge;

/// A bot. `Debug` shows no token.
#[derive(Debug)]
pub struct Bot {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    pub token: SecretString,
}

impl Bot {
    /// Sends a message to the chat `message.to`; if that has become another chat, to that one.
    pub(super) async fn send(&self, wire: &Wire, message: &Message, gate: &Gate) -> Outcome {
        let api = match Api::open(wire, self) {
            Ok(api) => api,
            Err(no) => return Said::from(no).outcome(None),
        };
        match carry(&api.chat(&message.to), &message.part, gate).await {
            // The chat that is gone surely took nothing. A second move within one call is a refusal like any other.
            Said::No(No { moved_to: Some(chat), .. }) => {
                carry(&api.chat(&chat), &message.part, &gate.anew()).await.outcome(Some(chat))
            }
            said => said.outcome(None),
        }
    }

    /// Asks who the bot is and whether it sees the chat `to`.
    pub(super) async fn probe(&self, wire: &Wire, to: &str) -> Result<Words, Outcome> {
        self.look(wire, to).await.map_err(|no| Said::from(no).outcome(None))
    }

    async fn look(&self, wire: &Wire, to: &str) -> Result<Words, No> {
        let api = Api::open(wire, self)?;
        let chat = api.chat(to);
        let bot = chat.look("getMe").await?;
        Ok(found(&bot, &chat.look("getChat").await?))
    }
}

async fn carry(chat: &Chat<'_>, part: &Part, gate: &Gate) -> Said {
    match part {
        Part::Text { body } => text::send(chat, body, gate).await,
        Part::Image { file_name, bytes } | Part::File { file_name, bytes } => {
            file::send(chat, file_name, bytes, gate).await
        }
    }
}

/// Who the bot is and where it writes. A person's chat is not named: its name is the person's.
fn found(bot: &Value, chat: &Value) -> Words {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (bot, title) = (text(bot, "username"), text(chat, "title"));
    match text(chat, "type").as_str() {
        "private" => say!("机器人 @{bot}，私聊", "the bot @{bot}, a private chat"),
        "channel" => say!("机器人 @{bot}，频道「{title}」", "the bot @{bot}, the channel \"{title}\""),
        _ => say!("机器人 @{bot}，群「{title}」", "the bot @{bot}, the group \"{title}\""),
    }
}
