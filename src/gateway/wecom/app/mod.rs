//! A WeCom application: messages to a group chat that it made, or to members.
//!
//! Source: documents 91039 (gettoken), 90248 (appchat/send), 90236 (message/send), 90253 (media/upload). A chat does not know a
//! repeat, so a message to it leaves once. Members get what comes again with the same bytes only once, and a card once per
//! `task_id`; so those are repeated when their answer is lost.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::media::{APP_PICTURE, Media};
use super::message_body::{TEXT_LIMIT, Words};
use super::recipient;
use super::recipient::Recipient;
use super::session::Session;
use super::token::Tokens;
use super::{answer, card};
use crate::domain::value::message::Message as Told;
use crate::gateway::http::Wire;
use crate::gateway::send_permit::Gate;
use crate::gateway::sender::Counter;
use crate::gateway::{Class, Message, Outcome, Part};
use crate::say;

/// How long WeCom recognises a repeat, in seconds: the most that it offers.
const RECOGNISED: u32 = 14_400;
/// How long to wait before each repeat of a message that is recognised.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// An application, as its messages need it. `Debug` shows no secret.
#[derive(Debug)]
pub struct App {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    pub corp_id: String,
    pub agent_id: u32,
    pub secret: SecretString,
    pub markdown: bool,
    pub(in crate::gateway) tokens: Tokens,
}

enum Content<'a> {
    Words(Words),
    Card(Words),
    Media(Media<'a>),
}

/// What the other side calls a message that it took, if it says.
type Receipt = Option<String>;

impl App {
    /// An application. One `App` serves a whole run: it holds the token.
    pub fn new(base_url: String, corp_id: String, agent_id: u32, secret: SecretString, markdown: bool) -> Self {
        let tokens = Tokens::new(format!("wecom-app/{corp_id}/{agent_id}"));
        Self { base_url, corp_id, agent_id, secret, markdown, tokens }
    }

    /// Sends a message to `message.to`: a chat id, `user:ID|ID` or `card:ID|ID`.
    pub(in crate::gateway) async fn send(
        &self,
        wire: &Wire,
        message: &Message,
        gate: &Gate,
        desk: &Counter,
    ) -> Outcome {
        match self.sent(wire, message, gate, desk).await {
            Ok(receipt) => Outcome::accepted(receipt),
            Err(outcome) => answer::settled(outcome.without(self.secret.expose_secret())),
        }
    }

    /// Reads something that is guarded like a send.
    pub(in crate::gateway) async fn probe(&self, wire: &Wire, to: &str, desk: &Counter) -> Result<Told, Outcome> {
        let found = self.look(wire, to, desk).await;
        found.map_err(|outcome| answer::settled(outcome.without(self.secret.expose_secret())))
    }

    async fn sent(&self, wire: &Wire, message: &Message, gate: &Gate, desk: &Counter) -> Result<Receipt, Outcome> {
        // What can be refused here is refused before anything leaves.
        let to = Recipient::parse(&message.to)?;
        let content = self.content(message, to)?;
        let mut session = Session::open(self, wire, desk).await?;
        match content {
            Content::Words(words) => self.tell(&mut session, to, words, None, gate).await,
            Content::Card(words) => self.tell(&mut session, to, words, Some(&message.delivery_id), gate).await,
            Content::Media(media) => {
                let words = session.upload(media).await?;
                match self.tell(&mut session, to, words, None, gate).await {
                    Err(no) if answer::refused_as(&no, Class::Reupload).is_some() => {
                        let words = session.upload(media).await?;
                        self.tell(&mut session, to, words, None, &gate.anew()).await
                    }
                    told => told,
                }
            }
        }
    }

    fn content<'a>(&self, message: &'a Message, to: Recipient<'_>) -> Result<Content<'a>, Outcome> {
        match &message.part {
            Part::Image { file_name, bytes } => Media::picture(file_name, bytes, APP_PICTURE).map(Content::Media),
            Part::File { file_name, bytes } => Media::file(file_name, bytes).map(Content::Media),
            Part::Text { body } => {
                let words = Words::text(body, self.markdown.then_some(TEXT_LIMIT))?;
                let card = match to {
                    Recipient::CardMembers(_) => card(body, &message.delivery_id)?,
                    Recipient::Chat(_) | Recipient::Members(_) => None,
                };
                Ok(card.map_or(Content::Words(words), Content::Card))
            }
        }
    }

    async fn tell(
        &self,
        session: &mut Session<'_>,
        to: Recipient<'_>,
        words: Words,
        task: Option<&str>,
        gate: &Gate,
    ) -> Result<Receipt, Outcome> {
        match to {
            Recipient::Chat(chat) => {
                let body = words.request(json!({ "chatid": chat }));
                session.send("appchat/send", &body, gate).await.map(|answer| receipt(&answer))
            }
            Recipient::Members(members) | Recipient::CardMembers(members) => {
                let body = words.request(json!({
                    "touser": members,
                    "agentid": self.agent_id,
                    "enable_duplicate_check": 1,
                    "duplicate_check_interval": RECOGNISED,
                }));
                to_members(session, members, &body, task, gate).await
            }
        }
    }

    async fn look(&self, wire: &Wire, to: &str, desk: &Counter) -> Result<Told, Outcome> {
        let to = Recipient::parse(to)?;
        let mut session = Session::open(self, wire, desk).await?;
        match to {
            Recipient::Chat(chat) => {
                session.read("appchat/get", &[("chatid", chat)]).await.map(|answer| chat_found(&answer))
            }
            Recipient::Members(_) | Recipient::CardMembers(_) => {
                let id = self.agent_id.to_string();
                session.read("agent/get", &[("agentid", &id)]).await.and_then(|answer| app_found(&answer))
            }
        }
    }
}

/// Sends a message that is recognised when it comes again, and sends it again while its answer is lost.
async fn to_members(
    session: &mut Session<'_>,
    members: &str,
    body: &str,
    task: Option<&str>,
    gate: &Gate,
) -> Result<Receipt, Outcome> {
    const PATH: &str = "message/send";
    let taken_before = |no: &Outcome| task.is_some() && is_task_exists(no);
    let lost = match session.send(PATH, body, gate).await {
        Ok(answer) => return recipient::reached(&answer, members).map(|()| receipt(&answer)),
        Err(no) if taken_before(&no) => return Err(answer::unknown(strange_task())),
        Err(lost @ Outcome::Unknown { .. }) => lost,
        Err(no) => return Err(no),
    };
    for pause in PAUSES {
        tokio::time::sleep(pause).await;
        match session.send(PATH, body, &gate.again()).await {
            Ok(answer) => return recipient::reached(&answer, members).map(|()| receipt(&answer)),
            Err(no) if taken_before(&no) => return Ok(task.map(str::to_owned)),
            // Whatever is said about the repeat, the message itself may have been taken.
            Err(_) => {}
        }
    }
    Err(lost)
}

/// The text as a card, if a card shows all of it; otherwise it goes as it is, which is recognised as well.
fn card(body: &str, delivery_id: &str) -> Result<Option<Words>, Outcome> {
    if !card::is_task_id(delivery_id) {
        return Err(answer::refuse(
            Class::Bug,
            "invalid delivery id".to_owned(),
            say!("投递编号不能用作 task_id，是本程序的问题", "the delivery id is no task_id, a fault of this program"),
        ));
    }
    Ok(card::from_text(body, delivery_id))
}

fn is_task_exists(no: &Outcome) -> bool {
    matches!(no, Outcome::Refused(refusal) if refusal.remote_code == Some(answer::TASK_EXISTS))
}

/// The code also says "empty" and "too long", so on the first try it may mean that the card was taken, or that it never can be.
fn strange_task() -> Told {
    say!(
        "首次发送即返回 42014（task_id 已存在）：卡片可能早已送达，请到企业微信中核对",
        "the first try was answered with 42014 (task_id exists): the card may have been delivered before; look in WeCom"
    )
}

fn receipt(answer: &Value) -> Receipt {
    answer.get("msgid").and_then(Value::as_str).map(str::to_owned)
}

fn chat_found(answer: &Value) -> Told {
    let chat = answer.get("chat_info").unwrap_or(&Value::Null);
    let name = chat.get("name").and_then(Value::as_str).unwrap_or_default();
    let members = chat.get("userlist").and_then(Value::as_array).map_or(0, Vec::len);
    say!("群「{name}」，{members} 人", "the chat \"{name}\" with {members} members")
}

fn app_found(answer: &Value) -> Result<Told, Outcome> {
    let name = answer.get("name").and_then(Value::as_str).unwrap_or_default();
    if answer.get("close").and_then(Value::as_i64) == Some(1) {
        return Err(answer::refuse(
            Class::Configuration,
            "the app is disabled".to_owned(),
            say!(
                "应用「{name}」已停用：请管理员在后台重新启用，再恢复该群",
                "the app \"{name}\" is disabled: an administrator must enable it again; then resume the group"
            ),
        ));
    }
    Ok(say!("应用「{name}」", "the app \"{name}\""))
}
