//! Telegram's Bot API under `/bot<TOKEN>/<method>`: the HTTP status is the `error_code`.

use std::sync::Arc;
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::Outcome;
use super::directory::ChatState;
use super::http::{Reply, Request, fields, header};
use super::record::{Content, Draft, Endpoint, Kind};
use super::state::{Shown, State, epoch_second};
use super::wecom_media::is_picture;

/// The longest text and caption, in characters as Telegram counts them: UTF-16 units.
const MAX_TEXT: usize = 4096;
const MAX_CAPTION: usize = 1024;
/// The largest photo and document, in bytes.
const MAX_PHOTO: usize = 10 << 20;
const MAX_DOCUMENT: usize = 50 << 20;

/// An error.
#[derive(Debug)]
pub struct Refusal {
    code: i64,
    description: String,
    parameters: Map<String, Value>,
}

type Verdict = Result<Value, Refusal>;

impl Refusal {
    /// An error without parameters.
    pub fn new(code: i64, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), parameters: Map::new() }
    }

    fn bad_request(what: &str) -> Self {
        Self::new(400, format!("Bad Request: {what}"))
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }

    /// The answer.
    pub fn outcome(self) -> Outcome {
        let mut body = json!({ "ok": false, "error_code": self.code, "description": self.description });
        let retry_after = self.parameters.get("retry_after").map(Value::to_string);
        if !self.parameters.is_empty() {
            body["parameters"] = Value::Object(self.parameters);
        }
        let reply =
            Reply::json(u16::try_from(self.code).unwrap_or(500), &body).with("Content-Type", "application/json");
        let reply = match retry_after {
            Some(seconds) => reply.with("Retry-After", seconds),
            None => reply,
        };
        Outcome::refused(self.code, reply)
    }
}

/// 401: no such bot.
pub fn unauthorized() -> Refusal {
    Refusal::new(401, "Unauthorized")
}

/// 429: too many messages; `seconds` to wait.
pub fn too_many(seconds: u64) -> Refusal {
    Refusal::new(429, format!("Too Many Requests: retry after {seconds}")).with("retry_after", seconds)
}

/// 400: the file is not known.
pub fn wrong_file() -> Refusal {
    Refusal::bad_request("wrong file identifier/HTTP URL specified")
}

/// A parameter from the query, a form, JSON or a part that is no file. JSON counts only when the headers say it is.
fn parameter(request: &Request, name: &str) -> Option<String> {
    if let Some(value) = request.head.query(name) {
        return Some(value.to_owned());
    }
    let kind = header(&request.head.headers, "Content-Type").unwrap_or_default().to_ascii_lowercase();
    if kind.starts_with("application/json") {
        return match request.json.get(name)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
    }
    if kind.starts_with("application/x-www-form-urlencoded") {
        let form = fields(&String::from_utf8_lossy(&request.body));
        return form.into_iter().find(|(key, _)| key == name).map(|(_, value)| value);
    }
    let part = request.part(name).filter(|part| part.file_name.is_none() && part.file_name_star.is_none())?;
    String::from_utf8(part.bytes.to_vec()).ok()
}

/// The file that a method takes, if it came along.
fn upload(request: &Request, field: &str) -> Option<Content> {
    let part = request.part(field)?;
    let name = part.file_name_star.clone().or_else(|| part.file_name.clone())?;
    let caption = parameter(request, "caption").unwrap_or_default();
    Some(Content::File { name, bytes: Arc::clone(&part.bytes), caption })
}

/// The bot's token and the rest of the path.
fn token(request: &Request) -> &str {
    request.head.path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')).map_or("", |(token, _)| token)
}

/// What a request says.
pub fn draft(endpoint: Endpoint, request: &Request) -> Draft {
    let to = parameter(request, "chat_id").unwrap_or_default();
    let text = || parameter(request, "text").map_or(Content::Nothing, Content::Text);
    let file = |field| upload(request, field).unwrap_or_default();
    let (kind, content) = match endpoint {
        Endpoint::SendMessage => (Kind::Text, text()),
        Endpoint::EditMessageText => (Kind::Edit, text()),
        Endpoint::SendPhoto => (Kind::Photo, file("photo")),
        Endpoint::SendDocument => (Kind::Document, file("document")),
        _ => (Kind::Query, Content::Nothing),
    };
    Draft { kind, content, ..Draft::query(&to, Some(token(request))) }
}

/// Decides and answers a request.
pub fn answer(state: &mut State, endpoint: Endpoint, request: &Request, draft: &Draft) -> Outcome {
    match route(state, endpoint, request, draft) {
        Ok(result) => {
            let reply = Reply::json(200, &json!({ "ok": true, "result": result }));
            let reply = reply.with("Content-Type", "application/json");
            Outcome { code: 0, delivered: draft.kind != Kind::Query, reply }
        }
        Err(refusal) => refusal.outcome(),
    }
}

fn route(state: &mut State, endpoint: Endpoint, request: &Request, draft: &Draft) -> Verdict {
    let token = token(request);
    if token.split_once(':').is_none_or(|(id, _)| id.parse::<u64>().is_err()) {
        return Err(Refusal::new(404, "Not Found"));
    }
    if !state.directory.bots.contains(token) {
        return Err(unauthorized());
    }
    match endpoint {
        Endpoint::GetMe => Ok(bot(token)),
        Endpoint::GetChat => open_chat(state, draft).map(|()| chat(&draft.to)),
        Endpoint::SendMessage => send_message(state, draft),
        Endpoint::EditMessageText => edit_message(state, request, draft),
        Endpoint::SendPhoto => send_file(state, request, draft, "photo", MAX_PHOTO),
        Endpoint::SendDocument => send_file(state, request, draft, "document", MAX_DOCUMENT),
        Endpoint::DeleteMessage => delete_message(state, request, draft),
        _ => Err(Refusal::new(404, "Not Found: method not found")),
    }
}

fn bot(token: &str) -> Value {
    let id: i64 = token.split_once(':').and_then(|(id, _)| id.parse().ok()).unwrap_or_default();
    json!({
        "id": id, "is_bot": true, "first_name": "ticketctl", "username": "ticketctl_bot", "can_join_groups": true,
        "can_read_all_group_messages": false, "supports_inline_queries": false,
    })
}

/// Whether the bot may write to the chat.
fn open_chat(state: &State, draft: &Draft) -> Result<(), Refusal> {
    if draft.to.is_empty() {
        return Err(Refusal::bad_request("chat_id is empty"));
    }
    let forbidden = |what: &str| Refusal::new(403, format!("Forbidden: {what}"));
    match state.directory.telegram_chats.get(&draft.to) {
        None => Err(Refusal::bad_request("chat not found")),
        Some(ChatState::Open) => Ok(()),
        Some(ChatState::Blocked) => Err(forbidden("bot was blocked by the user")),
        Some(ChatState::Deactivated) => Err(forbidden("user is deactivated")),
        Some(ChatState::NotStarted) => Err(forbidden("bot can't initiate conversation with a user")),
        Some(ChatState::Kicked) => Err(forbidden("bot was kicked from the supergroup chat")),
        Some(ChatState::Migrated(to)) => {
            Err(Refusal::bad_request("group chat was upgraded to a supergroup chat").with("migrate_to_chat_id", *to))
        }
    }
}

fn chat(id: &str) -> Value {
    let kind = match id {
        _ if id.starts_with("-100") => "supergroup",
        _ if id.starts_with('-') => "group",
        _ => "private",
    };
    let id = id.parse::<i64>().map_or_else(|_| Value::from(id), Value::from);
    json!({ "id": id, "type": kind })
}

/// The text of a message, within Telegram's limits.
fn text(draft: &Draft) -> Result<&str, Refusal> {
    match &draft.content {
        Content::Text(text) if text.encode_utf16().count() > MAX_TEXT => {
            Err(Refusal::bad_request("message is too long"))
        }
        Content::Text(text) if !text.trim().is_empty() => Ok(text),
        _ => Err(Refusal::bad_request("message text is empty")),
    }
}

/// Lets one more message into a chat.
fn pass(state: &mut State, draft: &Draft) -> Result<(), Refusal> {
    let now = Instant::now();
    if let Some(wait) = state.telegram_rate.wait(&draft.to, now) {
        return Err(too_many(wait.as_millis().div_ceil(1000).max(1) as u64));
    }
    state.telegram_rate.count(&draft.to, now);
    Ok(())
}

/// Shows a message in its chat and gives its JSON.
fn show(state: &mut State, draft: &Draft, text: &str, is_file: bool) -> Value {
    let message_id = i64::try_from(state.serial()).unwrap_or_default();
    let chat_id = draft.to.clone();
    state.shown.push(Shown { chat: chat_id, message_id, text: text.to_owned(), edits: 0, is_file });
    message(message_id, draft)
}

fn message(message_id: i64, draft: &Draft) -> Value {
    let from = bot(draft.token.as_deref().unwrap_or_default());
    json!({ "message_id": message_id, "from": from, "chat": chat(&draft.to), "date": epoch_second() })
}

fn send_message(state: &mut State, draft: &Draft) -> Verdict {
    open_chat(state, draft)?;
    let text = text(draft)?;
    pass(state, draft)?;
    let mut message = show(state, draft, text, false);
    message["text"] = text.into();
    Ok(message)
}

/// The message that a request is about.
fn message_id(request: &Request) -> Result<i64, Refusal> {
    let id = parameter(request, "message_id").and_then(|id| id.parse::<i64>().ok());
    id.ok_or_else(|| Refusal::bad_request("message identifier is not specified"))
}

fn delete_message(state: &mut State, request: &Request, draft: &Draft) -> Verdict {
    open_chat(state, draft)?;
    let id = message_id(request)?;
    let place = state.shown.iter().position(|shown| shown.chat == draft.to && shown.message_id == id);
    let place = place.ok_or_else(|| Refusal::bad_request("message to delete not found"))?;
    state.shown.remove(place);
    Ok(Value::Bool(true))
}

fn edit_message(state: &mut State, request: &Request, draft: &Draft) -> Verdict {
    open_chat(state, draft)?;
    let id = message_id(request)?;
    let text = text(draft)?;
    let shown = state.shown.iter_mut().find(|shown| shown.chat == draft.to && shown.message_id == id);
    let shown = shown.ok_or_else(|| Refusal::bad_request("message to edit not found"))?;
    if shown.is_file {
        return Err(Refusal::bad_request("there is no text in the message to edit"));
    }
    if shown.text == text {
        return Err(Refusal::bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        ));
    }
    text.clone_into(&mut shown.text);
    shown.edits += 1;
    let mut message = message(id, draft);
    message["edit_date"] = epoch_second().into();
    message["text"] = text.into();
    Ok(message)
}

/// `sendPhoto` and `sendDocument`: a file that came along, or the id of one that came before.
fn send_file(state: &mut State, request: &Request, draft: &Draft, field: &str, most: usize) -> Verdict {
    open_chat(state, draft)?;
    let caption = parameter(request, "caption").unwrap_or_default();
    if caption.encode_utf16().count() > MAX_CAPTION {
        return Err(Refusal::bad_request("message caption is too long"));
    }
    let size = match (&draft.content, parameter(request, field)) {
        (Content::File { bytes, .. }, _) => {
            uploaded(bytes, field == "photo", most)?;
            bytes.len()
        }
        (_, Some(id)) => named(state, &id).map(|()| 0)?,
        (_, None) => return Err(Refusal::bad_request(&format!("there is no {field} in the request"))),
    };
    pass(state, draft)?;
    let mut message = show(state, draft, &caption, true);
    let file_id = format!("fake-file-{}", state.serial());
    state.file_ids.insert(file_id.clone());
    let file = json!({ "file_id": file_id, "file_unique_id": file_id, "file_size": size });
    message[field] = if field == "photo" { json!([file]) } else { file };
    if !caption.is_empty() {
        message["caption"] = caption.into();
    }
    Ok(message)
}

/// Whether Telegram takes a file's bytes.
fn uploaded(bytes: &[u8], is_photo: bool, most: usize) -> Result<(), Refusal> {
    match bytes {
        [] => Err(Refusal::bad_request("file must be non-empty")),
        _ if bytes.len() > most => Err(Refusal::new(413, "Request Entity Too Large")),
        _ if is_photo && !is_picture(bytes) => Err(Refusal::bad_request("IMAGE_PROCESS_FAILED")),
        _ => Ok(()),
    }
}

/// Whether Telegram knows a file by this id. It cannot fetch an address: there is no network here.
fn named(state: &State, id: &str) -> Result<(), Refusal> {
    match id {
        _ if state.file_ids.contains(id) => Ok(()),
        _ if id.contains("://") => Err(Refusal::bad_request("failed to get HTTP URL content")),
        _ => Err(wrong_file()),
    }
}
