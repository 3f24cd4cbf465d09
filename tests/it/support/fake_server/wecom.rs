//! WeCom: HTTP 200 with an errcode, and the checks in WeCom's order: token, IP gate, parameters.

use std::time::Instant;

use serde_json::{Value, json};

use super::directory::App;
use super::http::{Reply, Request};
use super::record::{Content, Draft, Endpoint, Kind};
use super::state::{State, Token, TokenPolicy};
use super::{Outcome, wecom_app, wecom_media, wecom_robot};

/// How every access token begins, so that a leaked one can be searched for.
pub const TOKEN_PREFIX: &str = "fake-access-token-";

/// What an accepted call answers besides `errcode` and `errmsg`.
#[derive(Debug)]
pub struct Accepted {
    pub fields: Value,
    /// Whether people see something new.
    pub delivered: bool,
}

impl Accepted {
    /// Accepted, nothing to see.
    pub fn quiet(fields: Value) -> Self {
        Self { fields, delivered: false }
    }

    /// Accepted and shown.
    pub fn shown(fields: Value) -> Self {
        Self { fields, delivered: true }
    }
}

/// What an endpoint decides.
pub type Verdict = Result<Accepted, Refusal>;

/// An errcode with its text.
#[derive(Debug)]
pub struct Refusal {
    code: i64,
    text: String,
    /// Whether hint, address and link follow the text.
    hinted: bool,
}

impl Refusal {
    /// With hint, address and link, as almost all have it.
    pub fn new(code: i64, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), hinted: true }
    }

    /// The text as it is.
    pub fn bare(code: i64, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), hinted: false }
    }

    /// The answer.
    pub fn outcome(self, state: &mut State) -> Outcome {
        let text = if self.hinted { hinted(state, &self) } else { self.text };
        Outcome { code: self.code, delivered: false, reply: reply(self.code, &text, json!({})) }
    }
}

/// The text as WeCom's template has it.
fn hinted(state: &mut State, refusal: &Refusal) -> String {
    let hint = state.hint();
    format!(
        "{}, hint: [{hint}], from ip: {}, more info at https://open.work.weixin.qq.com/devtool/query?e={}",
        refusal.text, state.settings.ip, refusal.code
    )
}

/// 40014: the token is not known, or was taken back. WeCom gives no hint with it.
pub fn invalid_token() -> Refusal {
    Refusal::bare(40014, "invalid access_token")
}

/// 42001: the token has come to its end.
pub fn expired_token() -> Refusal {
    Refusal::new(42001, "access_token expired")
}

/// 40007: no such file, or its three days are over.
pub fn invalid_media() -> Refusal {
    Refusal::new(40007, "invalid media_id")
}

fn reply(code: i64, text: &str, fields: Value) -> Reply {
    let mut body = json!({ "errcode": code, "errmsg": text });
    if let (Value::Object(body), Value::Object(fields)) = (&mut body, fields) {
        body.extend(fields);
    }
    let header = if text.is_empty() { "ok".to_owned() } else { text.replace(['\r', '\n'], " ") };
    Reply::json(200, &body).with("Error-Code", code.to_string()).with("Error-Msg", header).with("X-W-No", "1")
}

/// The `media_id` that a message names.
pub fn media_id(request: &Request) -> Option<&str> {
    let kind = request.json["msgtype"].as_str()?;
    request.json[kind]["media_id"].as_str()
}

/// What a request says.
pub fn draft(state: &State, endpoint: Endpoint, request: &Request) -> Draft {
    let query = |name| request.head.query(name).unwrap_or_default();
    let json = |name: &str| request.json[name].as_str().unwrap_or_default();
    let token = request.head.query("access_token");
    let message = |to: &str| {
        let (kind, content) = message(state, request);
        let task_id = request.json["template_card"]["task_id"].as_str().map(str::to_owned);
        Draft { kind, content, task_id, ..Draft::query(to, token) }
    };
    let upload =
        |to: &str| Draft { kind: Kind::Upload, content: wecom_media::content(request), ..Draft::query(to, token) };
    match endpoint {
        Endpoint::AppchatSend => message(json("chatid")),
        Endpoint::MessageSend => message(json("touser")),
        Endpoint::WebhookSend => message(query("key")),
        Endpoint::MediaUpload => upload(""),
        Endpoint::WebhookUpload => upload(query("key")),
        Endpoint::AppchatGet => Draft::query(query("chatid"), token),
        Endpoint::AgentGet => Draft::query(query("agentid"), token),
        Endpoint::GetToken => Draft::query(query("corpid"), None),
        _ => Draft::query("", token),
    }
}

/// What a message is and says, its file looked up.
fn message(state: &State, request: &Request) -> (Kind, Content) {
    let kind = request.json["msgtype"].as_str().unwrap_or_default();
    let body = &request.json[kind];
    let text = || body["content"].as_str().map_or(Content::Nothing, |text| Content::Text(text.to_owned()));
    let file = || {
        let media = media_id(request).and_then(|id| state.media.get(id));
        let inline = || wecom_robot::picture(body).map(|bytes| (String::new(), bytes.into()));
        let found = media.map(|media| (media.name.clone(), media.bytes.clone())).or_else(inline);
        found.map_or(Content::Nothing, |(name, bytes)| Content::File { name, bytes, caption: String::new() })
    };
    match kind {
        "text" => (Kind::Text, text()),
        "markdown" | "markdown_v2" => (Kind::Markdown, text()),
        "image" => (Kind::Image, file()),
        "file" => (Kind::File, file()),
        "template_card" => (Kind::Card, Content::Text(body.to_string())),
        _ => (Kind::Query, Content::Nothing),
    }
}

/// Decides and answers a request.
pub fn answer(state: &mut State, endpoint: Endpoint, request: &Request, draft: &Draft) -> Outcome {
    let verdict = match endpoint {
        Endpoint::UnknownPath => return Outcome::refused(404, Reply::empty(404)),
        Endpoint::GetToken => get_token(state, request),
        _ if endpoint.is_robot() => route(state, endpoint, request, draft, None),
        _ => caller(state, draft).and_then(|app| route(state, endpoint, request, draft, Some(&app))),
    };
    match verdict {
        Ok(Accepted { fields, delivered }) => {
            let text = if endpoint == Endpoint::MediaUpload { "" } else { "ok" };
            Outcome { code: 0, delivered, reply: reply(0, text, fields) }
        }
        Err(refusal) => refusal.outcome(state),
    }
}

/// The checks of one endpoint's parameters. A body that is no JSON reads as one without any field, so the code is
/// that of the first field missed, and only the text tells.
fn route(state: &mut State, endpoint: Endpoint, request: &Request, draft: &Draft, app: Option<&App>) -> Verdict {
    let posted = request.head.method == "POST";
    let takes_json = matches!(endpoint, Endpoint::AppchatSend | Endpoint::MessageSend | Endpoint::WebhookSend);
    let takes_form = matches!(endpoint, Endpoint::MediaUpload | Endpoint::WebhookUpload);
    if posted != (takes_json || takes_form) {
        return Err(Refusal::new(40058, format!("invalid method {}", request.head.method)));
    }
    let verdict = match (endpoint, app) {
        (Endpoint::WebhookSend, _) => wecom_robot::send(state, request, draft),
        (Endpoint::WebhookUpload, _) => wecom_robot::upload(state, request, draft),
        (Endpoint::AppchatSend, Some(app)) => wecom_app::appchat_send(state, request, draft, app),
        (Endpoint::AppchatGet, Some(app)) => wecom_app::appchat_get(state, draft, app),
        (Endpoint::MessageSend, Some(app)) => wecom_app::message_send(state, request, draft, app),
        (Endpoint::AgentGet, Some(app)) => wecom_app::agent_get(state, draft, app),
        (Endpoint::MediaUpload, Some(app)) => wecom_media::upload(state, request, draft, &app.corp_id),
        (other, _) => Err(Refusal::new(40058, format!("no call for {other:?}"))),
    };
    verdict.map_err(|refusal| {
        let malformed = takes_json && !request.json.is_object();
        let text = if malformed { format!("Warning: wrong json format. {}", refusal.text) } else { refusal.text };
        Refusal { text, ..refusal }
    })
}

/// The app behind a token, past the IP gate.
fn caller(state: &State, draft: &Draft) -> Result<App, Refusal> {
    let name = draft.token.as_deref().filter(|token| !token.is_empty());
    let name = name.ok_or_else(|| Refusal::new(41001, "access_token missing"))?;
    let token = state.tokens.get(name).filter(|token| !token.revoked).ok_or_else(invalid_token)?;
    if token.ends <= Instant::now() {
        return Err(expired_token());
    }
    if state.settings.ip_blocked {
        return Err(Refusal::new(60020, "not allow to access from your ip"));
    }
    Ok(token.app.clone())
}

/// `gettoken`, which no IP gate guards.
fn get_token(state: &mut State, request: &Request) -> Verdict {
    let given = |name| request.head.query(name).filter(|value| !value.is_empty());
    let secret = given("corpsecret").ok_or_else(|| Refusal::new(41004, "corpsecret missing"))?;
    let corp_id = given("corpid").ok_or_else(|| Refusal::new(41002, "corpid missing"))?;
    let corp = state.directory.apps.iter().filter(|app| app.corp_id == corp_id).collect::<Vec<_>>();
    if corp.is_empty() {
        return Err(Refusal::new(40013, "invalid corpid"));
    }
    let app = corp.into_iter().find(|app| app.secret == secret).cloned();
    let app = app.ok_or_else(|| Refusal::new(40001, "invalid credential"))?;
    let (name, left) = issue(state, app);
    Ok(Accepted::quiet(json!({ "access_token": name, "expires_in": left })))
}

/// A token for `app` by the policy, and the seconds it has left.
fn issue(state: &mut State, app: App) -> (String, u64) {
    let now = Instant::now();
    let policy = state.settings.token_policy;
    let same_app = |token: &Token| token.app.agent_id == app.agent_id && token.app.corp_id == app.corp_id;
    for (name, token) in &mut state.tokens {
        let alive = same_app(token) && !token.revoked && token.ends > now;
        if alive && policy == TokenPolicy::Same {
            return (name.clone(), token.ends.duration_since(now).as_millis().div_ceil(1000) as u64);
        }
        token.revoked |= alive && policy == TokenPolicy::FreshRevokes;
    }
    let lifetime = state.settings.token_lifetime;
    let name = format!("{TOKEN_PREFIX}{:0180}", state.serial());
    state.tokens.insert(name.clone(), Token { app, ends: now + lifetime, revoked: false });
    (name, lifetime.as_secs())
}
