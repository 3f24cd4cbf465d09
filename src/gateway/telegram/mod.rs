//! A Telegram bot.
//!
//! Source: core.telegram.org/bots/api. Telegram recognises no repeat: a photo or a document leaves once, and a lost answer
//! stays lost. A text is placed first and filled in then (see `text`), so that its lost answer can be asked for again.

mod answer;
mod api;
mod file;
mod text;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use self::answer::{TelegramAnswer, TelegramRefusal};
use self::api::{BotApi, BotChat};
use super::http::HttpClient;
use super::protocol::PermitRequester;
use super::{ChannelMessage, MessagePart, SendOutcome};
use crate::domain::value::message::BilingualMessage;
use crate::say;

pub(super) use self::answer::judge_body;

/// A bot. `Debug` shows no token.
#[derive(Debug)]
pub struct TelegramBot {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    pub token: SecretString,
}

impl TelegramBot {
    /// Whether the token can be one at all.
    pub fn has_token_shape(&self) -> bool {
        api::is_token(self.token.expose_secret())
    }

    /// Sends a message to the chat `message.to`; if that has become another chat, to that one.
    pub(super) async fn send_message(
        &self,
        http: &HttpClient,
        message: &ChannelMessage,
        permits: &PermitRequester,
    ) -> SendOutcome {
        let api = match BotApi::open(http, self) {
            Ok(api) => api,
            Err(no) => return TelegramAnswer::from(no).into_outcome(None),
        };
        match send_part(&api.open_chat(&message.to), &message.part, permits).await {
            // The chat that is gone surely took nothing. A second move within one call is a refusal like any other.
            TelegramAnswer::Refused(TelegramRefusal { moved_to: Some(chat), .. }) => {
                send_part(&api.open_chat(&chat), &message.part, permits).await.into_outcome(Some(chat))
            }
            said => said.into_outcome(None),
        }
    }

    /// Asks who the bot is and whether it sees the chat `to`.
    pub(super) async fn probe_chat(&self, http: &HttpClient, to: &str) -> Result<BilingualMessage, SendOutcome> {
        self.describe_chat(http, to).await.map_err(|no| TelegramAnswer::from(no).into_outcome(None))
    }

    async fn describe_chat(&self, http: &HttpClient, to: &str) -> Result<BilingualMessage, TelegramRefusal> {
        let api = BotApi::open(http, self)?;
        let chat = api.open_chat(to);
        let bot = chat.query_method("getMe").await?;
        Ok(describe_bot(&bot, &chat.query_method("getChat").await?))
    }
}

async fn send_part(chat: &BotChat<'_>, part: &MessagePart, permits: &PermitRequester) -> TelegramAnswer {
    match part {
        MessagePart::Text { body } => text::send_text(chat, body, permits).await,
        MessagePart::Image { file_name, bytes } | MessagePart::File { file_name, bytes } => {
            file::send_file(chat, None, (file_name, bytes), permits).await
        }
        MessagePart::Captioned { caption, file_name, bytes } => {
            file::send_file(chat, Some(caption), (file_name, bytes), permits).await
        }
    }
}

/// Who the bot is and where it writes. A person's chat is not named: its name is the person's.
fn describe_bot(bot: &Value, chat: &Value) -> BilingualMessage {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (bot, title) = (text(bot, "username"), text(chat, "title"));
    match text(chat, "type").as_str() {
        "private" => say!("机器人 @{bot}，私聊", "the bot @{bot}, a private chat"),
        "channel" => say!("机器人 @{bot}，频道「{title}」", "the bot @{bot}, the channel \"{title}\""),
        _ => say!("机器人 @{bot}，群「{title}」", "the bot @{bot}, the group \"{title}\""),
    }
}
