//! The channels that there are, and what each can do: send one message, and find out whether it could.

use std::path::PathBuf;
use std::sync::Arc;

use super::http::HttpClient;
use super::protocol::{PermitRequester, WorkerHandle};
use super::telegram::TelegramBot;
use super::wecom::app::WecomApp;
use super::wecom::robot::WecomRobot;
use super::{ChannelMessage, MessageAudience, SendOutcome, spool};
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;

/// A channel with its credentials. `Debug` shows none of them.
#[derive(Debug)]
pub enum MessageChannel {
    /// Files in a directory.
    Spool {
        dir: PathBuf,
    },
    WecomApp(WecomApp),
    WecomRobot(WecomRobot),
    Telegram(TelegramBot),
    /// A person, who passes the text on: nothing is sent here.
    ByHand,
}

/// The HTTP client, which is made when a service is first called.
pub(super) struct LazyHttpClient {
    client: std::sync::OnceLock<Arc<HttpClient>>,
}

impl LazyHttpClient {
    pub(super) const fn new() -> Self {
        Self { client: std::sync::OnceLock::new() }
    }

    pub(super) fn http_client(&self) -> Result<Arc<HttpClient>> {
        if let Some(client) = self.client.get() {
            return Ok(Arc::clone(client));
        }
        let client = Arc::new(HttpClient::new()?);
        Ok(Arc::clone(self.client.get_or_init(|| client)))
    }
}

impl MessageChannel {
    /// Whether messages leave the machine.
    pub const fn is_remote(&self) -> bool {
        !matches!(self, Self::Spool { .. } | Self::ByHand)
    }

    /// Whether a person carries its messages.
    pub const fn is_by_hand(&self) -> bool {
        matches!(self, Self::ByHand)
    }

    /// Whether a picture and its words are one message there.
    pub const fn takes_captions(&self) -> bool {
        matches!(self, Self::Telegram(_))
    }

    /// The directory that its messages are written into, absolute; `None` where they leave the machine.
    pub fn directory(&self) -> Option<PathBuf> {
        match self {
            Self::Spool { dir } => Some(std::path::absolute(dir).unwrap_or_else(|_| dir.clone())),
            Self::WecomApp(_) | Self::WecomRobot(_) | Self::Telegram(_) | Self::ByHand => None,
        }
    }

    /// The address of a person, such as a buyer; `None` where the channel reaches its group alone.
    pub fn person_address(&self, contact: &str) -> Option<String> {
        match self {
            Self::Spool { .. } | Self::Telegram(_) | Self::ByHand => Some(contact.to_owned()),
            // A bare id would be a chat's.
            Self::WecomApp(_) if contact.starts_with("user:") || contact.starts_with("card:") => {
                Some(contact.to_owned())
            }
            Self::WecomApp(_) => Some(format!("user:{contact}")),
            Self::WecomRobot(_) => None,
        }
    }

    pub(super) async fn send_message(
        &self,
        http: Option<&HttpClient>,
        message: &ChannelMessage,
        permits: &PermitRequester,
        worker: &WorkerHandle,
    ) -> SendOutcome {
        let outcome = match (self, http) {
            (Self::Spool { dir }, _) => match permits.request_permit().await {
                Ok(permit) => spool::send_message(dir, message, permit.into_sandbox_reply().as_deref()),
                Err(_) => SendOutcome::NotPermitted,
            },
            (Self::WecomApp(app), Some(http)) => app.send_message(http, message, permits, worker).await,
            (Self::WecomRobot(robot), Some(http)) => robot.send_message(http, message, permits).await,
            (Self::Telegram(bot), Some(http)) => bot.send_message(http, message, permits).await,
            // A person sends, and not this program; the sender has a client for every remote channel.
            (Self::ByHand, _) | (_, None) => SendOutcome::NotPermitted,
        };
        outcome.for_audience(message.audience)
    }

    /// Calls something that the service guards like a send and that nobody sees. What it learned, or why it can't send.
    pub(super) async fn probe_recipient(
        &self,
        http: Option<&HttpClient>,
        to: &str,
        worker: &WorkerHandle,
    ) -> Result<BilingualMessage, SendOutcome> {
        let found = match (self, http) {
            (Self::Spool { dir }, _) => spool::probe_outcome(dir),
            (Self::WecomApp(app), Some(http)) => app.probe_recipient(http, to, worker).await,
            (Self::WecomRobot(robot), Some(http)) => robot.probe_key(http).await,
            (Self::Telegram(bot), Some(http)) => bot.probe_chat(http, to).await,
            (Self::ByHand, _) | (_, None) => Err(SendOutcome::NotPermitted),
        };
        found.map_err(|no| no.for_audience(MessageAudience::Group))
    }
}
