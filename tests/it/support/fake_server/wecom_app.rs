//! WeCom's calls of an app: the group chats it created, and messages to members.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::directory::App;
use super::http::Request;
use super::record::{Draft, Kind};
use super::state::{Sent, State};
use super::wecom::{Accepted, Refusal, Verdict, invalid_media, media_id};

/// The longest text or markdown of an app, in bytes.
const MAX_TEXT: usize = 2048;
/// The longest `task_id`, in bytes.
const MAX_TASK_ID: usize = 128;
/// The most users in one message.
const MAX_USERS: usize = 1000;
/// For how long a repeat is swallowed, in seconds: what counts if nothing is said, and the most that can be said.
const DUPLICATE_SECONDS: (u64, u64) = (1800, 4 * 3600);
const CARD_TYPES: [&str; 5] =
    ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"];

/// `appchat/send`: no receipt and no duplicate check.
pub fn appchat_send(state: &mut State, request: &Request, draft: &Draft, app: &App) -> Verdict {
    chat(state, draft, app)?;
    if draft.kind == Kind::Card {
        return Err(Refusal::new(40008, "invalid message type"));
    }
    content(state, request, draft, app)?;
    Ok(Accepted::shown(json!({})))
}

/// `appchat/get`.
pub fn appchat_get(state: &State, draft: &Draft, app: &App) -> Verdict {
    chat(state, draft, app)?;
    let users: Vec<&String> = state.directory.users.iter().collect();
    let owner = users.first();
    Ok(Accepted::quiet(json!({ "chat_info": {
        "chatid": draft.to, "name": "agents", "owner": owner, "userlist": users, "chat_type": 0,
    } })))
}

/// Whether the chat stands and is the app's own.
fn chat(state: &State, draft: &Draft, app: &App) -> Result<(), Refusal> {
    match state.directory.chats.get(&draft.to) {
        None => Err(Refusal::new(86001, "chatid invalid")),
        Some(owner) if *owner != app.agent_id => {
            Err(Refusal::new(86008, "you has no privilege to access this chat, which is created by other agent."))
        }
        Some(_) => Ok(()),
    }
}

/// `agent/get`.
pub fn agent_get(state: &State, draft: &Draft, app: &App) -> Verdict {
    own_agent(state, &Value::from(draft.to.parse::<i64>().ok()), app)?;
    Ok(Accepted::quiet(json!({
        "agentid": app.agent_id, "name": "ticketctl", "square_logo_url": "", "description": "", "close": 0,
        "allow_userinfos": { "user": [] }, "allow_partys": { "partyid": [1] }, "allow_tags": { "tagid": [] },
        "redirect_domain": "", "report_location_flag": 0, "isreportenter": 0, "home_url": "",
    })))
}

/// Whether `agent_id` is the app that the token was given to.
fn own_agent(state: &State, agent_id: &Value, app: &App) -> Result<(), Refusal> {
    if agent_id.is_null() {
        return Err(Refusal::new(41011, "agentid missing"));
    }
    let id = agent_id.as_i64();
    if id == Some(app.agent_id) {
        return Ok(());
    }
    let known = state.directory.apps.iter().any(|other| Some(other.agent_id) == id && other.corp_id == app.corp_id);
    Err(if known {
        Refusal::new(301_002, "not allow operate another agent with this accesstoken")
    } else {
        Refusal::new(40056, "invalid agentid")
    })
}

/// `message/send`: the one call that knows a repeat, by its content or by a card's `task_id`.
pub fn message_send(state: &mut State, request: &Request, draft: &Draft, app: &App) -> Verdict {
    own_agent(state, &request.json["agentid"], app)?;
    let invalid = invalid_users(state, &draft.to)?;
    content(state, request, draft, app)?;
    let repeat = (app.agent_id, Arc::clone(&request.body));
    let now = Instant::now();
    state.sent.retain(|_, sent| sent.until > now);
    if let Some(task_id) = &draft.task_id
        && !state.task_ids.insert((app.agent_id, task_id.clone()))
    {
        return Err(taken_task());
    }
    let receipt = |id: &str| {
        let mut fields = json!({
            "invaliduser": invalid, "invalidparty": "", "invalidtag": "", "unlicenseduser": "", "msgid": id,
        });
        if draft.kind == Kind::Card {
            fields["response_code"] = format!("fake-response-{id}").into();
        }
        fields
    };
    if let Some(sent) = state.sent.get(&repeat) {
        return Ok(Accepted::quiet(receipt(&sent.message_id)));
    }
    let message_id = format!("fake-message-{}", state.serial());
    let fields = receipt(&message_id);
    if request.json["enable_duplicate_check"].as_u64() == Some(1) {
        let asked = request.json["duplicate_check_interval"].as_u64().unwrap_or(DUPLICATE_SECONDS.0);
        let until = now + Duration::from_secs(asked.min(DUPLICATE_SECONDS.1));
        state.sent.insert(repeat, Sent { until, message_id });
    }
    Ok(Accepted::shown(fields))
}

/// Those of a list of users who do not exist, as a list; an error if nobody does.
fn invalid_users(state: &State, list: &str) -> Result<String, Refusal> {
    let users: Vec<&str> = list.split('|').filter(|user| !user.is_empty()).collect();
    if users.is_empty() {
        return Err(Refusal::new(82001, "user & party & tag all empty"));
    }
    if users.len() > MAX_USERS {
        return Err(Refusal::new(40032, "invalid user list size"));
    }
    let unknown = |user: &&str| *user != "@all" && !state.directory.users.contains(*user);
    let invalid: Vec<&str> = users.iter().copied().filter(unknown).collect();
    if invalid.len() == users.len() {
        return Err(Refusal::new(81013, "user & party & tag all invalid"));
    }
    Ok(invalid.join("|"))
}

/// Whether the message says something that WeCom takes.
fn content(state: &State, request: &Request, draft: &Draft, app: &App) -> Result<(), Refusal> {
    match draft.kind {
        Kind::Text | Kind::Markdown => match request.json[name(draft.kind)]["content"].as_str() {
            None | Some("") => Err(Refusal::new(44004, "empty content")),
            Some(text) if text.len() > MAX_TEXT => Err(Refusal::new(45002, "content size out of limit")),
            Some(_) => Ok(()),
        },
        Kind::Image | Kind::File => {
            let media = media_id(request).and_then(|id| state.media.get(id));
            let usable = |media: &&super::state::Media| {
                media.owner == app.corp_id && !media.expired && media.kind == name(draft.kind)
            };
            media.filter(usable).map(|_| ()).ok_or_else(invalid_media)
        }
        Kind::Card => card(&request.json["template_card"], draft),
        _ => Err(Refusal::new(40008, "invalid message type")),
    }
}

/// WeCom's name of a kind.
fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Markdown => "markdown",
        Kind::Image => "image",
        _ => "file",
    }
}

/// Whether a template card is whole, and its `task_id` well formed.
fn card(card: &Value, draft: &Draft) -> Result<(), Refusal> {
    let kind = card["card_type"].as_str().unwrap_or_default();
    if !CARD_TYPES.contains(&kind) {
        return Err(Refusal::new(40058, "invalid template_card.card_type"));
    }
    if card["main_title"]["title"].as_str().is_none_or(str::is_empty) && card["sub_title_text"].is_null() {
        return Err(Refusal::new(40058, "missing template_card.main_title.title"));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@".contains(&byte);
    match &draft.task_id {
        None if kind.ends_with("_interaction") => Err(taken_task()),
        Some(id) if id.is_empty() || id.len() > MAX_TASK_ID || !id.bytes().all(plain) => Err(taken_task()),
        _ => Ok(()),
    }
}

/// 42014, which does not say which of the three it is.
fn taken_task() -> Refusal {
    Refusal::new(42014, "taskid has existed or empty or exceed max len")
}
