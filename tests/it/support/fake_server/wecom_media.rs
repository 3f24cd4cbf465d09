//! WeCom's uploads: a file put up by an app, for its corp, or by a robot, for itself.

use serde_json::json;

use super::http::Request;
use super::record::{Content, Draft};
use super::state::{Media, State, epoch_second};
use super::wecom::{Accepted, Refusal, Verdict};

/// The smallest file, in bytes.
const MIN_FILE: usize = 6;
/// The largest image and the largest file, in bytes.
const MAX_IMAGE: usize = 10 << 20;
const MAX_FILE: usize = 20 << 20;

/// The file in an upload.
pub fn content(request: &Request) -> Content {
    request.part("media").map_or(Content::Nothing, |part| Content::File {
        name: part.file_name.clone().unwrap_or_default(),
        bytes: part.bytes.clone(),
        caption: String::new(),
    })
}

/// `media/upload`, and a robot's `upload_media`, for `owner`.
pub fn upload(state: &mut State, request: &Request, draft: &Draft, owner: &str) -> Verdict {
    let kind = request.head.query("type").unwrap_or_default();
    if !["image", "file"].contains(&kind) {
        return Err(Refusal::new(40005, "invalid type"));
    }
    let part = request.part("media").ok_or_else(|| Refusal::new(41005, "media data missing"))?;
    // WeCom reads the plain `filename` alone; without it, the field passes for an empty one.
    let (Some(_), Content::File { name, bytes, .. }) = (&part.file_name, &draft.content) else {
        return Err(Refusal::new(44001, "empty media data"));
    };
    if bytes.is_empty() || name.is_empty() {
        return Err(Refusal::new(44001, "empty media data"));
    }
    if bytes.len() < MIN_FILE || name.starts_with('/') || name.contains(['\\', ':']) {
        return Err(Refusal::new(40006, "invalid media size"));
    }
    if bytes.len() > if kind == "image" { MAX_IMAGE } else { MAX_FILE } {
        return Err(Refusal::new(45001, "media size out of limit"));
    }
    if kind == "image" && !is_picture(bytes) {
        return Err(Refusal::new(40004, "invalid media type"));
    }
    let id = format!("3fake-media-{:050}", state.serial());
    let media = Media {
        owner: owner.to_owned(),
        kind: kind.to_owned(),
        name: name.clone(),
        bytes: bytes.clone(),
        expired: false,
    };
    state.media.insert(id.clone(), media);
    Ok(Accepted::quiet(json!({ "type": kind, "media_id": id, "created_at": epoch_second().to_string() })))
}

/// Whether the bytes begin as a PNG or a JPEG does.
pub fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff")
}
