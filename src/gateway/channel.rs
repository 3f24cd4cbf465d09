//! The channels that there are, and what each can do: send one message, and find out whether it could.

use std::path::PathBuf;
use std::sync::Arc;

use super::http::Wire;
use super::send_permit::{Gate, Pass};
use super::sender::Counter;
use super::telegram::Bot;
use super::wecom::app::App;
use super::wecom::robot::Robot;
use super::{Message, Outcome, spool};
use crate::domain::value::message::Message as Words;
use crate::error::Result;

/// A way out, with its credentials. `Debug` shows none of them.
#[derive(Debug)]
pub enum Channel {
    /// Files in a directory.
    Spool {
        dir: PathBuf,
    },
    WecomApp(App),
    WecomRobot(Robot),
    Telegram(Bot),
}

/// The way to the services: the client, which is made when the first of them is called.
pub(super) struct Outside {
    wire: std::sync::OnceLock<Arc<Wire>>,
}

impl Outside {
    pub(super) const fn new() -> Self {
        Self { wire: std::sync::OnceLock::new() }
    }

    pub(super) fn wire(&self) -> Result<Arc<Wire>> {
        if let Some(wire) = self.wire.get() {
            return Ok(Arc::clone(wire));
        }
        let wire = Arc::new(Wire::new()?);
        Ok(Arc::clone(self.wire.get_or_init(|| wire)))
    }
}

impl Channel {
    /// Whether messages leave the machine.
    pub const fn is_remote(&self) -> bool {
        !matches!(self, Self::Spool { .. })
    }

    /// The address of a person, such as a buyer; `None` where the channel reaches its group alone.
    pub fn person(&self, contact: &str) -> Option<String> {
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

    pub(super) async fn send(&self, wire: Option<&Wire>, message: &Message, gate: &Gate, desk: &Counter) -> Outcome {
        match (self, wire) {
            (Self::Spool { dir }, _) => match gate.pass().await {
                Pass::Go => spool::send(dir, message, None),
                Pass::Answered(answer) => spool::send(dir, message, Some(&answer)),
                Pass::Stay => Outcome::Held,
            },
            (Self::WecomApp(app), Some(wire)) => app.send(wire, message, gate, desk).await,
            (Self::WecomRobot(robot), Some(wire)) => robot.send(wire, message, gate).await,
            (Self::Telegram(bot), Some(wire)) => bot.send(wire, message, gate).await,
            // The line makes a wire for every remote channel.
            (_, None) => Outcome::Held,
        }
    }

    /// Calls something that the service guards like a send and that nobody sees. What it learned, or why it can't send.
    pub(super) async fn probe(&self, wire: Option<&Wire>, to: &str, desk: &Counter) -> Result<Words, Outcome> {
        match (self, wire) {
            (Self::Spool { dir }, _) => spool::tried(dir),
            (Self::WecomApp(app), Some(wire)) => app.probe(wire, to, desk).await,
            (Self::WecomRobot(robot), Some(wire)) => robot.probe(wire).await,
            (Self::Telegram(bot), Some(wire)) => bot.probe(wire, to).await,
            (_, None) => Err(Outcome::Held),
        }
    }
}
