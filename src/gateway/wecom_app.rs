//! A WeCom application: messages to a group chat that it made, or to members.

use secrecy::SecretString;

use super::gate::Gate;
use super::line::Counter;
use super::wire::Wire;
use super::{Message, Outcome};
use crate::domain::message::Message as Words;

/// An application, as its messages need it. `Debug` shows no secret.
#[derive(Debug)]
pub struct App {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    /// The corp's id.
    pub corp_id: String,
    /// The application's id.
    pub agent_id: u32,
    /// The application's secret.
    pub secret: SecretString,
    /// Whether texts are sent as markdown.
    pub markdown: bool,
}

impl App {
    /// An application.
    pub fn new(base_url: String, corp_id: String, agent_id: u32, secret: SecretString, markdown: bool) -> Self {
        Self { base_url, corp_id, agent_id, secret, markdown }
    }

    /// Sends a message to `message.to`: a chat id, `user:ID|ID` or `card:ID|ID`.
    pub(super) async fn send(&self, wire: &Wire, message: &Message, gate: &Gate, desk: &Counter) -> Outcome {
        let _ = (wire, message, gate, desk);
        Outcome::Held
    }

    /// Reads something that is guarded like a send.
    pub(super) async fn probe(&self, wire: &Wire, to: &str, desk: &Counter) -> Result<Words, Outcome> {
        let _ = (wire, to, desk);
        Err(Outcome::Held)
    }
}
