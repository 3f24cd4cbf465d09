//! A WeCom group robot.

use secrecy::SecretString;

use super::gate::Gate;
use super::wire::Wire;
use super::{Message, Outcome};
use crate::domain::message::Message as Words;

/// A robot. `Debug` shows no key.
#[derive(Debug)]
pub struct Robot {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    /// The robot's key.
    pub key: SecretString,
    /// Whether texts are sent as markdown.
    pub markdown: bool,
}

impl Robot {
    /// Sends a message to the robot's group.
    pub(super) async fn send(&self, wire: &Wire, message: &Message, gate: &Gate) -> Outcome {
        let _ = (wire, message, gate);
        Outcome::Held
    }

    /// Uploads a few bytes that nobody sees: the only call that tells whether the key is taken.
    pub(super) async fn probe(&self, wire: &Wire) -> Result<Words, Outcome> {
        let _ = wire;
        Err(Outcome::Held)
    }
}
