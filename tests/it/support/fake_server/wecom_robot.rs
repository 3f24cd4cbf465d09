//! WeCom's group robot: a key instead of a token, no IP gate, a limit by the minute.

use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use serde_json::{Value, json};

use super::http::Request;
use super::record::{Content, Draft, Kind};
use super::state::State;
use super::wecom::{Accepted, Refusal, Verdict, invalid_media, media_id};
use super::wecom_media;

/// The longest text and the longest markdown, in bytes.
const MAX_TEXT: usize = 2048;
const MAX_MARKDOWN: usize = 4096;
/// The largest picture, in bytes before base64.
const MAX_PICTURE: usize = 2 << 20;

/// The bytes of an `image` body.
pub fn picture(body: &Value) -> Option<Vec<u8>> {
    STANDARD.decode(body["base64"].as_str()?).ok()
}

/// Whether the key belongs to a robot.
fn known(state: &State, draft: &Draft) -> Result<(), Refusal> {
    if state.directory.robots.contains(&draft.to) {
        return Ok(());
    }
    Err(Refusal::new(93000, "invalid webhook url"))
}

/// `webhook/send`.
pub fn send(state: &mut State, request: &Request, draft: &Draft) -> Verdict {
    known(state, draft)?;
    let in_flight = state.robots_in_flight.get(&draft.to).copied().unwrap_or_default();
    if state.settings.robot_concurrency.is_some_and(|most| in_flight > most) {
        return Err(Refusal::new(45033, "api concurrent out of limit"));
    }
    let now = Instant::now();
    if state.robot_rate.wait(&draft.to, now).is_some() {
        return Err(Refusal::new(45009, "api freq out of limit"));
    }
    match draft.kind {
        Kind::Text => text(draft, "text", MAX_TEXT)?,
        Kind::Markdown => text(draft, "markdown", MAX_MARKDOWN)?,
        Kind::Image => image(&request.json["image"], draft)?,
        Kind::File => file(state, request, draft)?,
        _ => return Err(Refusal::new(40008, "invalid message type")),
    }
    state.robot_rate.count(&draft.to, now);
    Ok(Accepted::shown(json!({})))
}

fn text(draft: &Draft, name: &str, most: usize) -> Result<(), Refusal> {
    let Content::Text(text) = &draft.content else { return Err(Refusal::new(44004, "empty content")) };
    if text.is_empty() {
        return Err(Refusal::new(44004, "empty content"));
    }
    if text.len() > most {
        let words = format!("{name}.content exceed max length {most}. invalid Request Parameter");
        return Err(Refusal::new(40058, words));
    }
    Ok(())
}

/// A picture in base64 whose MD5 must be that of its bytes.
fn image(body: &Value, draft: &Draft) -> Result<(), Refusal> {
    let Content::File { bytes, .. } = &draft.content else {
        return Err(Refusal::new(40058, "invalid param 'image.base64'"));
    };
    if bytes.len() > MAX_PICTURE {
        return Err(Refusal::new(40009, "invalid image size"));
    }
    if !wecom_media::is_picture(bytes) {
        return Err(Refusal::new(40004, "invalid media type"));
    }
    let hex: String = Md5::digest(bytes.as_slice()).iter().map(|byte| format!("{byte:02x}")).collect();
    if body["md5"].as_str() != Some(hex.as_str()) {
        return Err(Refusal::new(301_019, "media md5 not match"));
    }
    Ok(())
}

/// A file that this same robot has put up.
fn file(state: &State, request: &Request, draft: &Draft) -> Result<(), Refusal> {
    let media = media_id(request).and_then(|id| state.media.get(id));
    media.filter(|media| media.owner == draft.to && !media.expired).map(|_| ()).ok_or_else(invalid_media)
}

/// `webhook/upload_media`.
pub fn upload(state: &mut State, request: &Request, draft: &Draft) -> Verdict {
    known(state, draft)?;
    if request.head.query("type") != Some("file") {
        return Err(Refusal::new(40005, "invalid type"));
    }
    wecom_media::upload(state, request, draft, &draft.to)
}
