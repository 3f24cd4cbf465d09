//! An answer of Telegram → yes, no, or nobody knows.
//!
//! Invariant: the body decides, `ok` and `error_code`; the HTTP status only where the body is not Telegram's. What is not
//! understood is never a no. Source: core.telegram.org/bots/api#making-requests; descriptions are free text "subject to
//! change", so they only tell apart what an operator does, never whether a message was taken.

use serde_json::Value;

use crate::domain::value::message::Message as Words;
use crate::gateway::http::Reply;
use crate::gateway::verdict::TELEGRAM_FAILED;
use crate::gateway::{Class, Outcome, Refusal};
use crate::say;

pub(super) enum Said {
    /// Done, with the call's result.
    Yes(Value),
    /// Surely not done.
    No(No),
    /// It may have been done.
    Unclear(Words),
    /// It never left: another process holds the message.
    Held,
}

/// A definite no.
pub(super) struct No {
    pub refusal: Box<Refusal>,
    /// The chat that took the place of the one that refused.
    pub moved_to: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// One person, whose refusal concerns nobody else.
    Person,
    /// A group or a channel, where every message would be refused alike.
    Group,
}

impl Audience {
    /// By a chat's id: a person's is a positive number.
    pub(super) fn of(chat: &str) -> Self {
        if !chat.is_empty() && chat.bytes().all(|b| b.is_ascii_digit()) { Self::Person } else { Self::Group }
    }

    /// By a description, where nobody knows the chat.
    fn named_in(description: &str) -> Self {
        const GROUPS: [&str; 5] = ["kicked", "not a member", "group chat", "channel chat", "rights"];
        if GROUPS.iter().any(|word| description.contains(word)) { Self::Group } else { Self::Person }
    }
}

impl From<No> for Said {
    fn from(no: No) -> Self {
        Self::No(no)
    }
}

impl No {
    /// What this program finds out by itself.
    pub(super) fn local(class: Class, message: String, advice: Words) -> Self {
        Self::new(None, class, message, advice)
    }

    fn new(remote_code: Option<i64>, class: Class, message: String, advice: Words) -> Self {
        let (code, hint, known) = (TELEGRAM_FAILED, None, true);
        let refusal = Box::new(Refusal { code, remote_code, message, class, advice, hint, known });
        Self { refusal, moved_to: None }
    }
}

impl Said {
    /// What became of the message, and by which other chat it was taken.
    pub(super) fn outcome(self, moved_to: Option<String>) -> Outcome {
        match self {
            Self::Yes(result) => Outcome::Accepted { receipt: message_id(&result).map(|id| id.to_string()), moved_to },
            Self::No(no) => Outcome::Refused(no.refusal),
            Self::Unclear(reason) => Outcome::Unknown { reason },
            Self::Held => Outcome::Held,
        }
    }

    /// The same without a secret, even if the other side repeated it.
    pub(super) fn without(mut self, secret: &str) -> Self {
        if let Self::No(no) = &mut self {
            no.refusal.message = no.refusal.message.replace(secret, "***");
        }
        self
    }
}

pub(super) fn message_id(result: &Value) -> Option<i64> {
    result.get("message_id").and_then(Value::as_i64)
}

pub(super) fn read(reply: &Reply, to: Audience) -> Said {
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    said(&body, Some(to), reply.retry_after).unwrap_or_else(|| without_body(reply))
}

/// Judges a body of which nothing else is known: the answer that a sandbox was told to give.
pub(in crate::gateway) fn judge(body: &Value) -> Outcome {
    said(body, None, None).unwrap_or_else(|| Said::Unclear(unreadable())).outcome(None)
}

/// What a body says, if it is Telegram's.
fn said(body: &Value, to: Option<Audience>, retry_after: Option<u32>) -> Option<Said> {
    Some(match (body.get("ok")?.as_bool()?, body.get("error_code").and_then(Value::as_i64)) {
        (true, _) => Said::Yes(body.get("result").cloned().unwrap_or_default()),
        (false, Some(code)) if code >= 500 => Said::Unclear(failed_inside(code)),
        (false, Some(code)) => no(code, body, to, retry_after).into(),
        (false, None) => return None,
    })
}

fn no(code: i64, body: &Value, to: Option<Audience>, retry_after: Option<u32>) -> No {
    let message = body.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    let parameter = |key: &str| body.get("parameters").and_then(|all| all.get(key)).and_then(Value::as_i64);
    let to = to.unwrap_or_else(|| Audience::named_in(&message));
    // Only groups move, and a group's id is negative.
    let moved_to = parameter("migrate_to_chat_id").filter(|chat| code == 400 && *chat < 0);
    let (class, advice) = match code {
        429 => too_many(parameter("retry_after").and_then(|seconds| u32::try_from(seconds).ok()).or(retry_after)),
        401 | 404 => (Class::Configuration, check_token()),
        403 => forbidden(to),
        400 => moved_to.map_or_else(|| bad_request(&message, to), moved),
        413 => (Class::Data, too_large()),
        _ => (Class::Configuration, unlisted(code)),
    };
    let mut no = No::new(Some(code), class, message, advice);
    no.refusal.known = matches!(code, 400 | 401 | 403 | 404 | 413 | 429);
    no.moved_to = moved_to.map(|chat| chat.to_string());
    no
}

fn too_many(retry_after: Option<u32>) -> (Class, Words) {
    // One second more than asked: the server's clock decides, and it counts whole seconds.
    let class = retry_after.map_or(Class::Throttled, |seconds| Class::RetryAfter(seconds.saturating_add(1)));
    (class, say!("发送过快，整个通道等待后自动重试", "too many messages: the channel waits and tries again"))
}

fn forbidden(to: Audience) -> (Class, Words) {
    match to {
        Audience::Group => (
            Class::Configuration,
            say!(
                "机器人不在该群，或不得在群中发言：重新添加机器人并允许它发言，然后恢复该群的推送",
                "the bot is not in the group or may not write there: add it again, let it write, then resume the group"
            ),
        ),
        Audience::Person => (
            Class::Data,
            say!(
                "客户未开始对话或已屏蔽机器人：请客户点 Start",
                "the customer blocked the bot or never started it: ask for Start to be pressed"
            ),
        ),
    }
}

fn bad_request(message: &str, to: Audience) -> (Class, Words) {
    /// What every message to the same group would be told.
    const OF_THE_CHAT: [&str; 5] =
        ["chat not found", "rights to send", "administrator rights", "CHAT_WRITE_FORBIDDEN", "was deactivated"];
    let not_found = message.contains("chat not found");
    match to {
        Audience::Group if OF_THE_CHAT.iter().any(|what| message.contains(what)) => (
            Class::Configuration,
            say!(
                "机器人看不到该群或不得发言：核对 --target，把机器人加入群并允许它发言，然后恢复该群的推送",
                "the bot does not see the chat or may not write there: check --target, add the bot, let it write, then \
                 resume the group"
            ),
        ),
        Audience::Person if not_found => (
            Class::Data,
            say!(
                "chat id 有误，或客户从未与机器人对话：请客户点 Start 后再试",
                "the chat id is wrong, or the customer never started the bot: ask for Start to be pressed"
            ),
        ),
        _ => (
            Class::Data,
            say!(
                "对方不接受此内容或收件人：按其说明修改",
                "this content or recipient is not accepted: change what the answer names"
            ),
        ),
    }
}

fn moved(chat: i64) -> (Class, Words) {
    let advice = say!(
        "群已升级，新的 chat id 是 {chat}：更新 --target",
        "the group was upgraded, its chat id is now {chat}: change --target"
    );
    (Class::Configuration, advice)
}

/// The verdict on an answer that is not Telegram's own: something in between gave it, or the address is another's.
fn without_body(reply: &Reply) -> Said {
    let status = i64::from(reply.status);
    let refuse = |class, advice| No::local(class, format!("HTTP {status}"), advice).into();
    match status {
        429 => {
            let (class, advice) = too_many(reply.retry_after);
            refuse(class, advice)
        }
        401 | 404 => refuse(Class::Configuration, check_token()),
        413 => refuse(Class::Data, too_large()),
        // A timeout of something in between says nothing of the other side.
        408 | 500.. => Said::Unclear(failed_inside(status)),
        300..500 => refuse(Class::Configuration, not_telegram(status)),
        _ => Said::Unclear(unreadable()),
    }
}

fn check_token() -> Words {
    say!("核对机器人令牌与接口地址", "check the bot's token and the API's address")
}

fn too_large() -> Words {
    say!("文件过大：压缩后再试", "the file is too large: shrink it")
}

fn not_telegram(status: i64) -> Words {
    say!(
        "回答的不是 Telegram 接口（HTTP {status}）：接口地址有误，或被代理拦截；修正后恢复该群",
        "Telegram's API did not answer (HTTP {status}): the address is wrong or a proxy interferes; mend it, then resume \
         the group"
    )
}

fn unlisted(code: i64) -> Words {
    say!(
        "错误码 {code} 不在已知列表中，不会自动重试：请按对方的说明处理",
        "error {code} is not a known one and is not tried again: act on what the answer says"
    )
}

fn failed_inside(code: i64) -> Words {
    say!(
        "Telegram 内部错误（{code}）：消息可能已送达",
        "Telegram failed inside ({code}): the message may have been delivered"
    )
}

fn unreadable() -> Words {
    say!("对方的回答无法识别：消息可能已送达", "the answer cannot be understood: the message may have been delivered")
}

#[cfg(test)]
mod tests;
