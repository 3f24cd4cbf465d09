//! Texts: a placeholder that says nothing, then the text as an edit of it.
//!
//! Telegram has no key that makes a repeat harmless, but an edit is one: the second edit to the same text is answered with
//! "message is not modified". So the answer to an edit may be lost and asked for again, and what may be had twice is only the
//! placeholder, which holds nothing of an order. The placeholder makes the reader's phone ring; an edit would not.

use std::time::Duration;

use serde_json::json;

use super::answer::{TelegramAnswer, TelegramRefusal, message_id};
use super::api::BotChat;
use crate::domain::value::message::BilingualMessage;
use crate::gateway::RefusalClass;
use crate::gateway::protocol::PermitRequester;
use crate::say;

/// What stands in the chat until the text does.
const PLACEHOLDER: &str = "…";
/// The longest text, in UTF-16 code units, which is how Telegram counts (core.telegram.org/api/entities).
const TEXT_LIMIT: usize = 4096;
/// How often an edit is made before its answer counts as lost, and how long to wait in between.
const MAX_TRIES: usize = 3;
const PAUSE: Duration = Duration::from_secs(1);

pub(super) async fn send_text(chat: &BotChat<'_>, body: &str, permits: &PermitRequester) -> TelegramAnswer {
    if let Some(no) = check_text(body) {
        return no.into();
    }
    let id = match send_placeholder(chat).await {
        Ok(id) => id,
        Err(no) => return no.into(),
    };
    let said = fill_placeholder(chat, id, body, permits).await;
    if matches!(said, TelegramAnswer::Refused(_) | TelegramAnswer::NotPermitted) {
        // Where this fails, a placeholder stays behind. That is all.
        let _ = chat.call_unguarded("deleteMessage", json!({ "message_id": id })).await;
    }
    said
}

/// What Telegram would refuse, refused before a placeholder is there.
fn check_text(body: &str) -> Option<TelegramRefusal> {
    let length = body.encode_utf16().count();
    if length > TEXT_LIMIT {
        let advice = say!(
            "文本 {length} 个 UTF-16 单元，Telegram 最多 {TEXT_LIMIT}：缩短后再发",
            "the text has {length} UTF-16 units, and Telegram takes {TEXT_LIMIT}: shorten it"
        );
        return Some(TelegramRefusal::found_locally(RefusalClass::Data, "message is too long".to_owned(), advice));
    }
    let advice = || say!("文本为空，没有可发的内容", "the text is empty, so there is nothing to send");
    body.trim()
        .is_empty()
        .then(|| TelegramRefusal::found_locally(RefusalClass::Data, "message text is empty".to_owned(), advice()))
}

/// Places the placeholder. It holds no order, so whatever happens to it, the order surely did not leave.
async fn send_placeholder(chat: &BotChat<'_>) -> Result<i64, TelegramRefusal> {
    let placed = match chat.call_unguarded("sendMessage", json!({ "text": PLACEHOLDER })).await {
        TelegramAnswer::Done(placed) => placed,
        TelegramAnswer::Refused(no) => return Err(no),
        TelegramAnswer::Unclear(_) | TelegramAnswer::NotPermitted => return Err(placeholder_unanswered()),
    };
    message_id(&placed).ok_or_else(|| {
        let advice = say!(
            "回答中没有消息编号：接口地址可能不是 Telegram，核对 telegram.base_url",
            "the answer names no message: the address may not be Telegram's; check telegram.base_url"
        );
        TelegramRefusal::found_locally(
            RefusalClass::Configuration,
            "sendMessage was answered without a message_id".to_owned(),
            advice,
        )
    })
}

/// Unreachable, and not unknown: what may have arrived is an empty message.
fn placeholder_unanswered() -> TelegramRefusal {
    let advice = say!(
        "订单内容没有发出，对话中至多多出一条「{PLACEHOLDER}」；检查网络，稍后自动重试",
        "the order did not leave, at most a stray \"{PLACEHOLDER}\" did; check the network; it will be tried again"
    );
    TelegramRefusal::found_locally(
        RefusalClass::Unreachable,
        "no usable answer to the placeholder; the order did not leave".to_owned(),
        advice,
    )
}

/// Puts the text in the placeholder's place, and does so again while nobody knows whether it is there.
async fn fill_placeholder(chat: &BotChat<'_>, id: i64, body: &str, permits: &PermitRequester) -> TelegramAnswer {
    let edit = json!({ "message_id": id, "text": body, "link_preview_options": { "is_disabled": true } });
    let mut why = match read_edit_answer(chat.send_json("editMessageText", &edit, permits).await, id) {
        TelegramAnswer::Unclear(why) => why,
        settled => return settled,
    };
    for _ in 1..MAX_TRIES {
        tokio::time::sleep(PAUSE).await;
        match read_edit_answer(chat.send_json("editMessageText", &edit, permits).await, id) {
            TelegramAnswer::Done(done) => return TelegramAnswer::Done(done),
            // A no to the repeat, such as "message to edit not found", says nothing about the edit before it.
            TelegramAnswer::Refused(no) if no.refusal.class.retry_after().is_none() => break,
            TelegramAnswer::Refused(_) | TelegramAnswer::NotPermitted => {}
            TelegramAnswer::Unclear(again) => why = again,
        }
    }
    TelegramAnswer::Unclear(where_to_look(&why))
}

/// What an edit's answer says about the text.
fn read_edit_answer(said: TelegramAnswer, id: i64) -> TelegramAnswer {
    let done = |id: i64| TelegramAnswer::Done(json!({ "message_id": id }));
    match said {
        TelegramAnswer::Done(_) => done(id),
        TelegramAnswer::Refused(no) if no.refusal.message.contains("message is not modified") => done(id),
        other => other,
    }
}

fn where_to_look(why: &BilingualMessage) -> BilingualMessage {
    let (zh, en) = (&why.zh, &why.en);
    say!(
        "{zh}；看对话中的消息：仍是「{PLACEHOLDER}」就是没有送达",
        "{en}; look at the message in the chat: if it still is \"{PLACEHOLDER}\", the order is not there"
    )
}
