//! A WeCom application: messages to a group chat that it made, or to members.
//!
//! Source: documents 91039 (gettoken), 90248 (appchat/send), 90236 (message/send), 90253 (media/upload). A chat does not know a
//! repeat, so a message to it leaves once. Members get what comes again with the same bytes only once, and a card once per
//! `task_id`; so those are repeated when their answer is lost.

use std::time::Duration;

use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::account::WecomAccount;
use super::media::{APP_PICTURE, MediaFile};
use super::message_body::{MessageBody, TEXT_LIMIT};
use super::recipient;
use super::recipient::AppRecipient;
use super::session::AppSession;
use super::{answer, card};
use crate::domain::value::message::BilingualMessage;
use crate::gateway::http::HttpClient;
use crate::gateway::protocol::PermitRequester;
use crate::gateway::protocol::WorkerHandle;
use crate::gateway::{ChannelMessage, MessagePart, RefusalClass, SendOutcome};
use crate::say;

/// How long WeCom recognises a repeat, in seconds: the most that it offers.
const DUPLICATE_WINDOW_SECONDS: u32 = 14_400;
/// How long to wait before each repeat of a message that is recognised.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// An application.
#[derive(Debug)]
pub struct WecomApp {
    account: WecomAccount,
    markdown: bool,
}

enum AppContent<'a> {
    Body(MessageBody),
    Card(MessageBody),
    Media(MediaFile<'a>),
}

/// What the other side calls a message that it took, if it says.
type SendReceipt = Option<String>;

impl WecomApp {
    /// An application. One `WecomApp` serves a whole run: its account holds the token.
    pub const fn new(account: WecomAccount, markdown: bool) -> Self {
        Self { account, markdown }
    }

    /// Sends a message to `message.to`: a chat id, `user:ID|ID` or `card:ID|ID`.
    pub(in crate::gateway) async fn send_message(
        &self,
        http: &HttpClient,
        message: &ChannelMessage,
        permits: &PermitRequester,
        worker: &WorkerHandle,
    ) -> SendOutcome {
        match self.try_send(http, message, permits, worker).await {
            Ok(receipt) => SendOutcome::accepted_with(receipt),
            Err(outcome) => answer::without_repair(outcome.redact_text(self.account.secret.expose_secret())),
        }
    }

    /// Reads something that is guarded like a send.
    pub(in crate::gateway) async fn probe_recipient(
        &self,
        http: &HttpClient,
        to: &str,
        worker: &WorkerHandle,
    ) -> Result<BilingualMessage, SendOutcome> {
        let found = self.query_recipient(http, to, worker).await;
        found.map_err(|outcome| answer::without_repair(outcome.redact_text(self.account.secret.expose_secret())))
    }

    async fn try_send(
        &self,
        http: &HttpClient,
        message: &ChannelMessage,
        permits: &PermitRequester,
        worker: &WorkerHandle,
    ) -> Result<SendReceipt, SendOutcome> {
        // What can be refused here is refused before anything leaves.
        let to = AppRecipient::parse(&message.to)?;
        let content = self.build_content(message, to)?;
        let mut session = AppSession::open(&self.account, http, worker).await?;
        match content {
            AppContent::Body(body) => self.send_body(&mut session, to, body, None, permits).await,
            AppContent::Card(body) => self.send_body(&mut session, to, body, Some(&message.delivery_id), permits).await,
            AppContent::Media(media) => {
                let body = session.upload_media(media).await?;
                match self.send_body(&mut session, to, body, None, permits).await {
                    Err(no) if answer::refused_as(&no, RefusalClass::Reupload).is_some() => {
                        let body = session.upload_media(media).await?;
                        self.send_body(&mut session, to, body, None, permits).await
                    }
                    outcome => outcome,
                }
            }
        }
    }

    fn build_content<'a>(
        &self,
        message: &'a ChannelMessage,
        to: AppRecipient<'_>,
    ) -> Result<AppContent<'a>, SendOutcome> {
        match &message.part {
            MessagePart::Image { file_name, bytes } => {
                MediaFile::as_picture(file_name, bytes, APP_PICTURE).map(AppContent::Media)
            }
            MessagePart::File { file_name, bytes } => MediaFile::as_attachment(file_name, bytes).map(AppContent::Media),
            MessagePart::Text { body: text } | MessagePart::Captioned { caption: text, .. } => {
                let body = MessageBody::from_text(text, self.markdown.then_some(TEXT_LIMIT))?;
                let card = match to {
                    AppRecipient::CardMembers(_) => build_task_card(text, &message.delivery_id)?,
                    AppRecipient::Chat(_) | AppRecipient::Members(_) => None,
                };
                Ok(card.map_or(AppContent::Body(body), AppContent::Card))
            }
        }
    }

    async fn send_body(
        &self,
        session: &mut AppSession<'_>,
        to: AppRecipient<'_>,
        body: MessageBody,
        task: Option<&str>,
        permits: &PermitRequester,
    ) -> Result<SendReceipt, SendOutcome> {
        match to {
            AppRecipient::Chat(chat) => {
                let request = body.into_request(json!({ "chatid": chat }));
                session.send_message("appchat/send", &request, permits).await.map(|answer| read_receipt(&answer))
            }
            AppRecipient::Members(members) | AppRecipient::CardMembers(members) => {
                let request = body.into_request(json!({
                    "touser": members,
                    "agentid": self.account.agent_id,
                    "enable_duplicate_check": 1,
                    "duplicate_check_interval": DUPLICATE_WINDOW_SECONDS,
                }));
                send_to_members(session, members, &request, task, permits).await
            }
        }
    }

    async fn query_recipient(
        &self,
        http: &HttpClient,
        to: &str,
        worker: &WorkerHandle,
    ) -> Result<BilingualMessage, SendOutcome> {
        let to = AppRecipient::parse(to)?;
        let mut session = AppSession::open(&self.account, http, worker).await?;
        match to {
            AppRecipient::Chat(chat) => {
                session.call_read("appchat/get", &[("chatid", chat)]).await.map(|answer| describe_chat(&answer))
            }
            AppRecipient::Members(_) | AppRecipient::CardMembers(_) => {
                let id = self.account.agent_id.to_string();
                session.call_read("agent/get", &[("agentid", &id)]).await.and_then(|answer| describe_app(&answer))
            }
        }
    }
}

/// Sends a message that is recognised when it comes again, and sends it again while its answer is lost.
async fn send_to_members(
    session: &mut AppSession<'_>,
    members: &str,
    body: &str,
    task: Option<&str>,
    permits: &PermitRequester,
) -> Result<SendReceipt, SendOutcome> {
    const PATH: &str = "message/send";
    let taken_before = |no: &SendOutcome| task.is_some() && is_task_exists(no);
    let lost = match session.send_message(PATH, body, permits).await {
        Ok(answer) => return recipient::check_reached(&answer, members).map(|()| read_receipt(&answer)),
        Err(no) if taken_before(&no) => return Err(answer::unknown_outcome(unexpected_task_reason())),
        Err(lost @ SendOutcome::Unknown { .. }) => lost,
        Err(no) => return Err(no),
    };
    for pause in PAUSES {
        tokio::time::sleep(pause).await;
        match session.send_message(PATH, body, permits).await {
            Ok(answer) => return recipient::check_reached(&answer, members).map(|()| read_receipt(&answer)),
            Err(no) if taken_before(&no) => return Ok(task.map(str::to_owned)),
            // Whatever is said about the repeat, the message itself may have been taken.
            Err(_) => {}
        }
    }
    Err(lost)
}

/// The text as a card, if a card shows all of it; otherwise it goes as it is, which is recognised as well.
fn build_task_card(body: &str, delivery_id: &str) -> Result<Option<MessageBody>, SendOutcome> {
    if !card::is_task_id(delivery_id) {
        return Err(answer::refuse_locally(
            RefusalClass::Bug,
            "invalid delivery id".to_owned(),
            say!(
                "投递编号不能用作 task_id，是本程序的问题",
                "the delivery id is not a task_id; this is a bug in ticketctl"
            ),
        ));
    }
    Ok(card::build_card(body, delivery_id))
}

fn is_task_exists(no: &SendOutcome) -> bool {
    matches!(no, SendOutcome::Refused(refusal) if refusal.remote_code == Some(answer::TASK_EXISTS))
}

/// The code also says "empty" and "too long", so on the first try it may mean that the card was taken, or that it never can be.
fn unexpected_task_reason() -> BilingualMessage {
    say!(
        "首次发送即返回 42014（task_id 已存在）：卡片可能早已送达，请到企业微信中核对",
        "the first try was answered with 42014 (task_id exists): the card may have been delivered before; look in WeCom"
    )
}

fn read_receipt(answer: &Value) -> SendReceipt {
    answer.get("msgid").and_then(Value::as_str).map(str::to_owned)
}

fn describe_chat(answer: &Value) -> BilingualMessage {
    let chat = answer.get("chat_info").unwrap_or(&Value::Null);
    let name = chat.get("name").and_then(Value::as_str).unwrap_or_default();
    let members = chat.get("userlist").and_then(Value::as_array).map_or(0, Vec::len);
    say!("群「{name}」，{members} 人", "the chat \"{name}\" with {members} members")
}

fn describe_app(answer: &Value) -> Result<BilingualMessage, SendOutcome> {
    let name = answer.get("name").and_then(Value::as_str).unwrap_or_default();
    if answer.get("close").and_then(Value::as_i64) == Some(1) {
        return Err(answer::refuse_locally(
            RefusalClass::Configuration,
            "the app is disabled".to_owned(),
            say!(
                "应用「{name}」已停用：请管理员在后台重新启用，再恢复该群",
                "the app \"{name}\" is disabled: an administrator must enable it again; then resume the group"
            ),
        ));
    }
    Ok(say!("应用「{name}」", "the app \"{name}\""))
}
