//! An answer of Telegram → yes, no, or nobody knows.
//!
//! Invariant: the body decides, `ok` and `error_code`; the HTTP status only where the body is not Telegram's. What is not
//! understood is never a no. Source: core.telegram.org/bots/api#making-requests; descriptions are free text "subject to
//! change", so they only tell apart what an operator does, never whether a message was taken.

use serde_json::Value;

use crate::domain::value::message::BilingualMessage;
use crate::gateway::http::HttpReply;
use crate::gateway::{RefusalClass, SendOutcome, SendRefusal};
use crate::say;

/// The `failureCode` of Telegram.
pub const TELEGRAM_FAILED: &str = "TELEGRAM_SEND_FAILED";

pub(super) enum TelegramAnswer {
    /// Done, with the call's result.
    Done(Value),
    /// Surely not done.
    Refused(TelegramRefusal),
    /// It may have been done.
    Unclear(BilingualMessage),
    /// It never left: another process holds the message.
    NotPermitted,
}

/// A definite no.
pub(super) struct TelegramRefusal {
    pub refusal: Box<SendRefusal>,
    /// The chat that took the place of the one that refused.
    pub moved_to: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ChatAudience {
    /// One person, whose refusal concerns nobody else.
    Person,
    /// A group or a channel, where every message would be refused alike.
    Group,
}

impl ChatAudience {
    /// By a chat's id: a person's is a positive number.
    pub(super) fn from_chat_id(chat: &str) -> Self {
        if !chat.is_empty() && chat.bytes().all(|b| b.is_ascii_digit()) { Self::Person } else { Self::Group }
    }

    /// By a description, where nobody knows the chat.
    fn from_description(description: &str) -> Self {
        const GROUPS: [&str; 5] = ["kicked", "not a member", "group chat", "channel chat", "rights"];
        if GROUPS.iter().any(|word| description.contains(word)) { Self::Group } else { Self::Person }
    }
}

impl From<TelegramRefusal> for TelegramAnswer {
    fn from(no: TelegramRefusal) -> Self {
        Self::Refused(no)
    }
}

impl TelegramRefusal {
    /// What this program finds out by itself.
    pub(super) fn found_locally(class: RefusalClass, message: String, advice: BilingualMessage) -> Self {
        Self::new(None, class, message, advice)
    }

    fn new(remote_code: Option<i64>, class: RefusalClass, message: String, advice: BilingualMessage) -> Self {
        let (code, hint, known) = (TELEGRAM_FAILED, None, true);
        let refusal = Box::new(SendRefusal { code, remote_code, message, class, advice, hint, known });
        Self { refusal, moved_to: None }
    }
}

impl TelegramAnswer {
    /// What became of the message, and by which other chat it was taken.
    pub(super) fn into_outcome(self, moved_to: Option<String>) -> SendOutcome {
        match self {
            Self::Done(result) => {
                SendOutcome::Accepted { receipt: message_id(&result).map(|id| id.to_string()), moved_to }
            }
            Self::Refused(no) => SendOutcome::Refused(no.refusal),
            Self::Unclear(reason) => SendOutcome::Unknown { reason },
            Self::NotPermitted => SendOutcome::NotPermitted,
        }
    }

    /// The same without a secret, even if the other side repeated it.
    pub(super) fn redact_secret(mut self, secret: &str) -> Self {
        if let Self::Refused(no) = &mut self {
            no.refusal.message = no.refusal.message.replace(secret, "***");
        }
        self
    }
}

pub(super) fn message_id(result: &Value) -> Option<i64> {
    result.get("message_id").and_then(Value::as_i64)
}

pub(super) fn judge_reply(reply: &HttpReply, to: ChatAudience) -> TelegramAnswer {
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    parse_answer(&body, Some(to), reply.retry_after).unwrap_or_else(|| judge_status(reply))
}

/// Judges a body of which nothing else is known: the answer that a sandbox was told to give.
pub(in crate::gateway) fn judge_body(body: &Value) -> SendOutcome {
    parse_answer(body, None, None).unwrap_or_else(|| TelegramAnswer::Unclear(unreadable_reason())).into_outcome(None)
}

/// What a body says, if it is Telegram's.
fn parse_answer(body: &Value, to: Option<ChatAudience>, retry_after: Option<u32>) -> Option<TelegramAnswer> {
    Some(match (body.get("ok")?.as_bool()?, body.get("error_code").and_then(Value::as_i64)) {
        (true, _) => TelegramAnswer::Done(body.get("result").cloned().unwrap_or_default()),
        (false, Some(code)) if code >= 500 => TelegramAnswer::Unclear(server_error_reason(code)),
        (false, Some(code)) => parse_refusal(code, body, to, retry_after).into(),
        (false, None) => return None,
    })
}

fn parse_refusal(code: i64, body: &Value, to: Option<ChatAudience>, retry_after: Option<u32>) -> TelegramRefusal {
    let message = body.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    let parameter = |key: &str| body.get("parameters").and_then(|all| all.get(key)).and_then(Value::as_i64);
    let to = to.unwrap_or_else(|| ChatAudience::from_description(&message));
    // Only groups move, and a group's id is negative.
    let moved_to = parameter("migrate_to_chat_id").filter(|chat| code == 400 && *chat < 0);
    let (class, advice) = match code {
        429 => classify_rate_limited(
            parameter("retry_after").and_then(|seconds| u32::try_from(seconds).ok()).or(retry_after),
        ),
        401 | 404 => (RefusalClass::Configuration, check_token_advice()),
        403 => classify_forbidden(to),
        400 => moved_to.map_or_else(|| classify_bad_request(&message, to), classify_moved_chat),
        413 => (RefusalClass::Data, too_large_advice()),
        _ => (RefusalClass::Configuration, unlisted_code_advice(code)),
    };
    let mut no = TelegramRefusal::new(Some(code), class, message, advice);
    no.refusal.known = matches!(code, 400 | 401 | 403 | 404 | 413 | 429);
    no.moved_to = moved_to.map(|chat| chat.to_string());
    no
}

fn classify_rate_limited(retry_after: Option<u32>) -> (RefusalClass, BilingualMessage) {
    // One second more than asked: the server's clock decides, and it counts whole seconds.
    let class =
        retry_after.map_or(RefusalClass::Throttled, |seconds| RefusalClass::RetryAfter(seconds.saturating_add(1)));
    (class, say!("发送过快，整个渠道等待后自动重试", "too many messages: the channel waits and tries again"))
}

fn classify_forbidden(to: ChatAudience) -> (RefusalClass, BilingualMessage) {
    match to {
        ChatAudience::Group => (
            RefusalClass::Configuration,
            say!(
                "机器人不在该群，或不得在群中发言：重新添加机器人并允许它发言，然后恢复该群的推送",
                "the bot is not in the group or may not write there: add it again, let it write, then resume the group"
            ),
        ),
        ChatAudience::Person => (
            RefusalClass::Recipient,
            say!(
                "客户未开始对话或已屏蔽机器人：请客户点 Start",
                "the customer blocked the bot or never started it: ask for Start to be pressed"
            ),
        ),
    }
}

fn classify_bad_request(message: &str, to: ChatAudience) -> (RefusalClass, BilingualMessage) {
    /// What every message to the same group would be told.
    const OF_THE_CHAT: [&str; 5] =
        ["chat not found", "rights to send", "administrator rights", "CHAT_WRITE_FORBIDDEN", "was deactivated"];
    let not_found = message.contains("chat not found");
    match to {
        ChatAudience::Group if OF_THE_CHAT.iter().any(|what| message.contains(what)) => (
            RefusalClass::Configuration,
            say!(
                "机器人看不到该群或不得发言：核对 --target，把机器人加入群并允许它发言，然后恢复该群的推送",
                "the bot does not see the chat or may not write there: check --target, add the bot, let it write, then \
                 resume the group"
            ),
        ),
        ChatAudience::Person if not_found => (
            RefusalClass::Recipient,
            say!(
                "chat id 有误，或客户从未与机器人对话：请客户点 Start 后再试",
                "the chat id is wrong, or the customer never started the bot: ask for Start to be pressed"
            ),
        ),
        _ => (
            RefusalClass::Data,
            say!(
                "对方不接受此内容或收件人：按其说明修改",
                "this content or recipient is not accepted: change what the response names"
            ),
        ),
    }
}

fn classify_moved_chat(chat: i64) -> (RefusalClass, BilingualMessage) {
    let advice = say!(
        "群已升级，新的 chat id 是 {chat}：更新 --target",
        "the group was upgraded, its chat id is now {chat}: change --target"
    );
    (RefusalClass::Configuration, advice)
}

/// The verdict on an answer that is not Telegram's own: something in between gave it, or the address is another's.
fn judge_status(reply: &HttpReply) -> TelegramAnswer {
    let status = i64::from(reply.status);
    let refuse = |class, advice| TelegramRefusal::found_locally(class, format!("HTTP {status}"), advice).into();
    match status {
        429 => {
            let (class, advice) = classify_rate_limited(reply.retry_after);
            refuse(class, advice)
        }
        401 | 404 => refuse(RefusalClass::Configuration, check_token_advice()),
        413 => refuse(RefusalClass::Data, too_large_advice()),
        // A timeout of something in between says nothing of the other side.
        408 | 500.. => TelegramAnswer::Unclear(server_error_reason(status)),
        300..500 => refuse(RefusalClass::Configuration, not_telegram_advice(status)),
        _ => TelegramAnswer::Unclear(unreadable_reason()),
    }
}

fn check_token_advice() -> BilingualMessage {
    say!("核对机器人令牌与接口地址", "check the bot's token and the API's address")
}

fn too_large_advice() -> BilingualMessage {
    say!("文件过大：压缩后再试", "the file is too large: shrink it")
}

fn not_telegram_advice(status: i64) -> BilingualMessage {
    say!(
        "回答的不是 Telegram 接口（HTTP {status}）：接口地址有误，或被代理拦截；修正后恢复该群",
        "Telegram's API did not answer (HTTP {status}): the address is wrong or a proxy interferes; fix it, then resume \
         the group"
    )
}

fn unlisted_code_advice(code: i64) -> BilingualMessage {
    say!(
        "错误码 {code} 不在已知列表中，不会自动重试：请按对方的说明处理",
        "error {code} is unknown and is not retried: follow what the response says"
    )
}

fn server_error_reason(code: i64) -> BilingualMessage {
    say!(
        "Telegram 内部错误（{code}）：消息可能已送达",
        "Telegram had an internal error ({code}): the message may have been delivered"
    )
}

fn unreadable_reason() -> BilingualMessage {
    say!("对方的回答无法识别：消息可能已送达", "the answer cannot be understood: the message may have been delivered")
}

#[cfg(test)]
mod tests;
