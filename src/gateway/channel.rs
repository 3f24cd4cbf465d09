//! The channels that there are, and what each can do: send one message, and find out whether it could.

use std::path::PathBuf;
use std::sync::Arc;

use super::http::HttpClient;
use super::send_permit::{PermitAnswer, SendPermit};
use super::sender::WorkerHandle;
use super::telegram::TelegramBot;
use super::wecom::app::WecomApp;
use super::wecom::robot::WecomRobot;
use super::{ChannelMessage, SendOutcome, spool};
use crate::domain::value::message::BilingualMessage as Words;
use crate::error::Result;

/// A way out, with its credentials. `Debug` shows none of them.
#[derive(Debug)]
pub enum MessageChannel {
    /// Files in a directory.
    Spool {
        dir: PathBuf,
    },
    WecomApp(WecomApp),
    WecomRobot(WecomRobot),
    Telegram(TelegramBot),
}

/// The way to the services: the client, which is made when the first of them is called.
pub(super) struct LazyHttpClient {
    wire: std::sync::OnceLock<Arc<HttpClient>>,
}

impl LazyHttpClient {
    pub(super) const fn new() -> Self {
        Self { wire: std::sync::OnceLock::new() }
    }

    pub(super) fn http_client(&self) -> Result<Arc<HttpClient>> {
        if let Some(wire) = self.wire.get() {
            return Ok(Arc::clone(wire));
        }
        let wire = Arc::new(HttpClient::new()?);
        Ok(Arc::clone(self.wire.get_or_init(|| wire)))
    }
}

impl MessageChannel {
    /// Whether messages leave the machine.
    pub const fn is_remote(&self) -> bool {
        !matches!(self, Self::Spool { .. })
    }

    /// The address of a person, such as a buyer; `None` where the channel reaches its group alone.
    pub fn person_address(&self, contact: &str) -> Option<String> {
        match self {
            Self::Spool { .. } | Self::Telegram(_) => Some(contact.to_owned()),
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
        wire: Option<&HttpClient>,
        message: &ChannelMessage,
        gate: &SendPermit,
        desk: &WorkerHandle,
    ) -> SendOutcome {
        match (self, wire) {
            (Self::Spool { dir }, _) => match gate.request_permit().await {
                PermitAnswer::Granted => spool::send_message(dir, message, None),
                PermitAnswer::GrantedWithReply(answer) => spool::send_message(dir, message, Some(&answer)),
                PermitAnswer::Denied => SendOutcome::Held,
            },
            (Self::WecomApp(app), Some(wire)) => app.send_message(wire, message, gate, desk).await,
            (Self::WecomRobot(robot), Some(wire)) => robot.send_message(wire, message, gate).await,
            (Self::Telegram(bot), Some(wire)) => bot.send_message(wire, message, gate).await,
            // The line makes a wire for every remote channel.
            (_, None) => SendOutcome::Held,
        }
    }

    /// Calls something that the service guards like a send and that nobody sees. What it learned, or why it can't send.
    pub(super) async fn probe_recipient(
        &self,
        wire: Option<&HttpClient>,
        to: &str,
        desk: &WorkerHandle,
    ) -> Result<Words, SendOutcome> {
        match (self, wire) {
            (Self::Spool { dir }, _) => spool::probe_outcome(dir),
            (Self::WecomApp(app), Some(wire)) => app.probe_recipient(wire, to, desk).await,
            (Self::WecomRobot(robot), Some(wire)) => robot.probe_key(wire).await,
            (Self::Telegram(bot), Some(wire)) => bot.probe_chat(wire, to).await,
            (_, None) => Err(SendOutcome::Held),
        }
    }
}
