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

use super::address::WecomBaseUrl;
use super::answer;
use super::idempotent_call::call_with_retries;
use super::media;
use super::media::{MediaFile, ROBOT_PICTURE};
use super::message_body::MessageBody;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::encode_hex;
use crate::gateway::http::HttpClient;
use crate::gateway::protocol::PermitRequester;
use crate::gateway::{ChannelMessage, MessagePart, RefusalClass, SendOutcome};
use crate::say;

/// The longest markdown, in UTF-8 bytes.
const MARKDOWN_LIMIT: usize = 4096;
/// How long to try to upload something.
const PATIENCE: Duration = Duration::from_secs(60);

/// A robot. `Debug` shows no key.
#[derive(Debug)]
pub struct WecomRobot {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    pub key: SecretString,
    pub markdown: bool,
}

/// What a message shows: a body at once, or a file that is uploaded first.
enum RobotContent<'a> {
    Body(MessageBody),
    File(MediaFile<'a>),
}

impl WecomRobot {
    pub const fn new(base_url: String, key: SecretString, markdown: bool) -> Self {
        Self { base_url, key, markdown }
    }

    /// Sends a message to the robot's group.
    pub(in crate::gateway) async fn send_message(
        &self,
        http: &HttpClient,
        message: &ChannelMessage,
        permits: &PermitRequester,
    ) -> SendOutcome {
        match self.try_send(http, message, permits).await {
            Ok(()) => SendOutcome::accepted_with(None),
            Err(outcome) => self.settle_outcome(outcome),
        }
    }

    /// Uploads a few bytes that nobody sees: the only call that tells whether the key is taken.
    pub(in crate::gateway) async fn probe_key(&self, http: &HttpClient) -> Result<BilingualMessage, SendOutcome> {
        let tried = match WecomBaseUrl::parse(&self.base_url) {
            Ok(base) => self.upload_media(http, &base, MediaFile::probe_file()).await,
            Err(outcome) => Err(outcome),
        };
        tried.map_err(|outcome| self.settle_outcome(outcome)).map(|_| {
            say!("机器人的 key 有效（群内不会看到任何内容）", "the robot's key is taken (nothing shows in the group)")
        })
    }

    async fn try_send(
        &self,
        http: &HttpClient,
        message: &ChannelMessage,
        permits: &PermitRequester,
    ) -> Result<(), SendOutcome> {
        // What can be refused here is refused before anything leaves.
        let base = WecomBaseUrl::parse(&self.base_url)?;
        match self.build_content(&message.part)? {
            RobotContent::Body(body) => self.send_body(http, &base, body, permits).await,
            RobotContent::File(file) => {
                let body = self.upload_media(http, &base, file).await?;
                match self.send_body(http, &base, body, permits).await {
                    Err(no) if answer::refused_as(&no, RefusalClass::Reupload).is_some() => {
                        let body = self.upload_media(http, &base, file).await?;
                        self.send_body(http, &base, body, permits).await
                    }
                    outcome => outcome,
                }
            }
        }
    }

    fn build_content<'a>(&self, part: &'a MessagePart) -> Result<RobotContent<'a>, SendOutcome> {
        let media = match part {
            MessagePart::Text { body } | MessagePart::Captioned { caption: body, .. } => {
                return MessageBody::from_text(body, self.markdown.then_some(MARKDOWN_LIMIT)).map(RobotContent::Body);
            }
            MessagePart::Image { file_name, bytes } => MediaFile::as_picture(file_name, bytes, ROBOT_PICTURE)?,
            MessagePart::File { file_name, bytes } => MediaFile::as_attachment(file_name, bytes)?,
        };
        Ok(if media.is_picture() { RobotContent::Body(picture_body(media.bytes)) } else { RobotContent::File(media) })
    }

    async fn send_body(
        &self,
        http: &HttpClient,
        base: &WecomBaseUrl,
        body: MessageBody,
        permits: &PermitRequester,
    ) -> Result<(), SendOutcome> {
        let url = base.call_url("webhook/send", &[("key", self.key.expose_secret())]);
        let reply = http.send_json(url, body.into_request(json!({})), permits).await;
        let reply = reply.map_err(|fault| answer::transport_outcome(fault, &base.host_and_port()))?;
        answer::read_answer(&reply).map(drop)
    }

    async fn upload_media(
        &self,
        http: &HttpClient,
        base: &WecomBaseUrl,
        media: MediaFile<'_>,
    ) -> Result<MessageBody, SendOutcome> {
        let url = base.call_url("webhook/upload_media", &[("key", self.key.expose_secret()), ("type", media.kind)]);
        let answer =
            call_with_retries(&base.host_and_port(), PATIENCE, || http.upload_form(url.clone(), media.upload_form()))
                .await?;
        Ok(MessageBody::from_media(media.kind, &media::read_media_id(&answer, &base.host_and_port())?))
    }

    fn settle_outcome(&self, outcome: SendOutcome) -> SendOutcome {
        answer::without_repair(outcome.redact_text(self.key.expose_secret()))
    }
}

/// A picture as a robot takes it: within the message, with the MD5 of its bytes.
fn picture_body(bytes: &[u8]) -> MessageBody {
    MessageBody::from_picture(&STANDARD.encode(bytes), &encode_hex(&Md5::digest(bytes)))
}
