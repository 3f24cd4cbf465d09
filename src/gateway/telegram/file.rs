//! Photos and documents. Telegram recognises no repeat of them: each leaves once.
//!
//! Source: core.telegram.org/bots/api#sendphoto (at most 10 MB) and #senddocument (at most 50 MB).

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::multipart::{Form, Part};

use super::answer::{TelegramAnswer, TelegramRefusal};
use super::api::BotChat;
use crate::domain::value::picture::PictureKind;
use crate::gateway::RefusalClass;
use crate::gateway::protocol::PermitRequester;
use crate::say;

/// The largest photo and the largest document, in bytes.
const PHOTO_LIMIT: usize = 10 << 20;
const DOCUMENT_LIMIT: usize = 50 << 20;
/// What Telegram says of a picture that it takes as a document only: too long a side, too narrow, or not to be decoded.
const NO_PHOTO: [&str; 3] = ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED", "PHOTO_EXT_INVALID"];

/// Sends a picture as a photo, and anything else, or a picture that Telegram does not take as a photo, as a document, with
/// a text below it if there is one.
pub(super) async fn send_file(
    chat: &BotChat<'_>,
    caption: Option<&str>,
    (name, bytes): (&str, &[u8]),
    permits: &PermitRequester,
) -> TelegramAnswer {
    if let Some(no) = check_size(bytes) {
        return no.into();
    }
    let Some(media) = picture_mime(bytes).filter(|_| bytes.len() <= PHOTO_LIMIT) else {
        return chat.send_form("sendDocument", add_caption(document_form(name, bytes), caption), permits).await;
    };
    let photo = add_caption(Form::new().part("photo", file_part(name, bytes, media)), caption);
    match chat.send_form("sendPhoto", photo, permits).await {
        // It surely was not taken, so it may leave once more, with a permit of its own.
        TelegramAnswer::Refused(no) if NO_PHOTO.iter().any(|what| no.refusal.message.contains(what)) => {
            chat.send_form("sendDocument", add_caption(document_form(name, bytes), caption), permits).await
        }
        said => said,
    }
}

fn check_size(bytes: &[u8]) -> Option<TelegramRefusal> {
    let (message, advice) = match bytes.len() {
        0 => ("file must be non-empty", say!("文件为空：重新上传凭证", "the file is empty: upload the proof again")),
        length if length > DOCUMENT_LIMIT => (
            "the file is larger than 50 MB",
            say!("文件超过 Telegram 的 50 MB 上限：压缩后再试", "Telegram takes files of up to 50 MB: shrink it"),
        ),
        _ => return None,
    };
    Some(TelegramRefusal::found_locally(RefusalClass::Data, message.to_owned(), advice))
}

/// The media type of a picture that Telegram shows as a photo, by its first bytes.
fn picture_mime(bytes: &[u8]) -> Option<&'static str> {
    PictureKind::from_bytes(bytes).map(PictureKind::media_type)
}

/// As a file it stays one: Telegram would show some documents as pictures or films.
fn document_form(name: &str, bytes: &[u8]) -> Form {
    let part = file_part(name, bytes, picture_mime(bytes).unwrap_or("application/octet-stream"));
    Form::new().text("disable_content_type_detection", "true").part("document", part)
}

fn add_caption(form: Form, caption: Option<&str>) -> Form {
    match caption {
        Some(caption) => form.text("caption", caption.to_owned()),
        None => form,
    }
}

fn file_part(name: &str, bytes: &[u8], media: &'static str) -> Part {
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media))]);
    Part::bytes(bytes.to_vec()).file_name(plain_file_name(name)).headers(headers)
}

/// A file name that needs no escape: Telegram reads no `filename*`, and takes a part without a `filename` for a text.
fn plain_file_name(name: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.chars().map(|c| if fits(c) { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(picture_mime(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(picture_mime(b"\x89PNG\r\n\x1a\n"), Some("image/png"));
        assert_eq!(picture_mime(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [b"RIFF\0\0\0\0WAVE" as &[u8], b"%PDF-1.7", b"GIF89a", b"\x89PNG\n", b""] {
            assert_eq!(picture_mime(other), None);
        }
    }

    #[test]
    fn sizes_are_checked_before_anything_leaves() {
        assert!(check_size(&vec![1; DOCUMENT_LIMIT]).is_none());
        for bytes in [vec![], vec![1; DOCUMENT_LIMIT + 1]] {
            assert_eq!(check_size(&bytes).unwrap().refusal.class, RefusalClass::Data);
        }
    }

    #[test]
    fn a_name_keeps_what_needs_no_escape() {
        assert_eq!(plain_file_name("a-1_b.png"), "a-1_b.png");
        assert_eq!(plain_file_name("凭 证\"\r\n.PNG"), "______.PNG");
    }
}
