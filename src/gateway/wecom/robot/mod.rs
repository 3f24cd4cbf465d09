//! A WeCom group robot.
//!
//! Source: documents 91770 and 99110. Its key is all that it takes to write into the group, and stands in the address. It knows no
//! repeat, no receipt and no recall: a message leaves once.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest as _, Md5};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

use super::address::Base;
use super::answer;
use super::idempotent_call::unseen;
use super::media;
use super::media::{Media, ROBOT_PICTURE};
use super::message_body::Words;
use crate::domain::value::message::Message as Told;
use crate::domain::value::text::hex;
use crate::gateway::http::Wire;
use crate::gateway::send_permit::Gate;
use crate::gateway::{Class, Message, Outcome, Part};
use crate::say;

/// The longest markdown, in UTF-8 bytes.
const MARKDOWN_LIMIT: usize = 4096;
/// How long to try to upload something.
const PATIENCE: Duration = Duration::from_secs(60);

/// A robot. `Debug` shows no key.
#[derive(Debug)]
pub struct Robot {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    pub key: SecretString,
    pub markdown: bool,
}

/// What a message shows: words at once, or a file that is uploaded first.
enum Content<'a> {
    Words(Words),
    File(Media<'a>),
}

impl Robot {
    pub const fn new(base_url: String, key: SecretString, markdown: bool) -> Self {
        Self { base_url, key, markdown }
    }

    /// Sends a message to the robot's group.
    pub(in crate::gateway) async fn send(&self, wire: &Wire, message: &Message, gate: &Gate) -> Outcome {
        match self.sent(wire, message, gate).await {
            Ok(()) => Outcome::accepted(None),
            Err(outcome) => self.told(outcome),
        }
    }

    /// Uploads a few bytes that nobody sees: the only call that tells whether the key is taken.
    pub(in crate::gateway) async fn probe(&self, wire: &Wire) -> Result<Told, Outcome> {
        let tried = match Base::parse(&self.base_url) {
            Ok(base) => self.upload(wire, &base, Media::probe()).await,
            Err(outcome) => Err(outcome),
        };
        tried.map_err(|outcome| self.told(outcome)).map(|_| {
            say!("机器人的 key 有效（群内不会看到任何内容）", "the robot's key is taken (nothing shows in the group)")
        })
    }

    async fn sent(&self, wire: &Wire, message: &Message, gate: &Gate) -> Result<(), Outcome> {
        // What can be refused here is refused before anything leaves.
        let base = Base::parse(&self.base_url)?;
        match self.content(&message.part)? {
            Content::Words(words) => self.tell(wire, &base, words, gate).await,
            Content::File(file) => {
                let words = self.upload(wire, &base, file).await?;
                match self.tell(wire, &base, words, gate).await {
                    Err(no) if answer::refused_as(&no, Class::Reupload).is_some() => {
                        let words = self.upload(wire, &base, file).await?;
                        self.tell(wire, &base, words, &gate.anew()).await
                    }
                    told => told,
                }
            }
        }
    }

    fn content<'a>(&self, part: &'a Part) -> Result<Content<'a>, Outcome> {
        let media = match part {
            Part::Text { body } => {
                return Words::text(body, self.markdown.then_some(MARKDOWN_LIMIT)).map(Content::Words);
            }
            Part::Image { file_name, bytes } => Media::picture(file_name, bytes, ROBOT_PICTURE)?,
            Part::File { file_name, bytes } => Media::file(file_name, bytes)?,
        };
        Ok(if media.is_picture() { Content::Words(picture(media.bytes)) } else { Content::File(media) })
    }

    async fn tell(&self, wire: &Wire, base: &Base, words: Words, gate: &Gate) -> Result<(), Outcome> {
        let url = base.call("webhook/send", &[("key", self.key.expose_secret())]);
        let reply = wire.send(url, words.request(json!({})), gate).await;
        let reply = reply.map_err(|fault| answer::fault(fault, &base.host()))?;
        answer::read(&reply).map(drop)
    }

    async fn upload(&self, wire: &Wire, base: &Base, media: Media<'_>) -> Result<Words, Outcome> {
        let url = base.call("webhook/upload_media", &[("key", self.key.expose_secret()), ("type", media.kind)]);
        let answer = unseen(&base.host(), PATIENCE, || wire.upload(url.clone(), media.form())).await?;
        Ok(Words::media(media.kind, &media::id_of(&answer, &base.host())?))
    }

    fn told(&self, outcome: Outcome) -> Outcome {
        answer::settled(outcome.without(self.key.expose_secret()))
    }
}

/// A picture as a robot takes it: within the message, with the MD5 of its bytes.
fn picture(bytes: &[u8]) -> Words {
    Words::picture(&STANDARD.encode(bytes), &hex(&Md5::digest(bytes)))
}
