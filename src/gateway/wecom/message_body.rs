//! What is said, as WeCom's JSON wants it: `{"msgtype": T, T: …}`.

use serde_json::{Value, json};

use super::{answer, markdown};
use crate::gateway::{RefusalClass, SendOutcome};
use crate::say;

/// The longest text, in UTF-8 bytes, of an app and of a robot alike (documents 90248, 90236, 91770). Longer ones are cut
/// silently by some calls and refused by others.
pub(in crate::gateway) const TEXT_LIMIT: usize = 2048;

/// A kind of message and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::gateway) struct MessageBody {
    kind: &'static str,
    content: Value,
}

impl MessageBody {
    /// A body of a kind that another file of this room makes.
    pub(super) const fn new(kind: &'static str, content: Value) -> Self {
        Self { kind, content }
    }

    /// A text; as markdown if `markdown_limit`, in bytes, is given and not exceeded.
    ///
    /// # Errors
    /// There is nothing in it, or it is longer than a text may be. It is never cut.
    pub(in crate::gateway) fn from_text(body: &str, markdown_limit: Option<usize>) -> Result<Self, SendOutcome> {
        if body.trim().is_empty() {
            return Err(answer::refuse_locally(
                RefusalClass::Data,
                "the text is empty".to_owned(),
                say!("文本为空：检查模板", "the text is empty: look at the template"),
            ));
        }
        if let Some(limit) = markdown_limit {
            let markdown = markdown::escape_text(body);
            if markdown.len() <= limit {
                return Ok(Self::new("markdown", json!({ "content": markdown })));
            }
        }
        let bytes = body.len();
        if bytes > TEXT_LIMIT {
            return Err(answer::refuse_locally(
                RefusalClass::Data,
                format!("the text has {bytes} bytes, {TEXT_LIMIT} are possible"),
                say!(
                    "文本有 {bytes} 个 UTF-8 字节，上限 {TEXT_LIMIT}：请缩短（不会截断）",
                    "the text has {bytes} UTF-8 bytes, the limit is {TEXT_LIMIT}: shorten it, it is never cut"
                ),
            ));
        }
        Ok(Self::new("text", json!({ "content": body })))
    }

    pub(in crate::gateway) fn from_media(kind: &'static str, media_id: &str) -> Self {
        Self::new(kind, json!({ "media_id": media_id }))
    }

    /// A picture within the message itself, as a robot takes it.
    pub(in crate::gateway) fn from_picture(base64: &str, md5: &str) -> Self {
        Self::new("image", json!({ "base64": base64, "md5": md5 }))
    }

    /// The request: `fields` first, then the body.
    pub(in crate::gateway) fn into_request(self, fields: Value) -> String {
        let mut request = fields;
        request["msgtype"] = self.kind.into();
        request[self.kind] = self.content;
        request.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(body: &str, markdown_limit: Option<usize>) -> Result<&'static str, (RefusalClass, String)> {
        MessageBody::from_text(body, markdown_limit).map(|body| body.kind).map_err(|outcome| match outcome {
            SendOutcome::Refused(refusal) => (refusal.class, refusal.message),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_text_is_measured_in_bytes_and_never_cut() {
        assert_eq!(kind(&"票".repeat(682), None), Ok("text"));
        let (class, message) = kind(&"票".repeat(683), None).unwrap_err();
        assert_eq!((class, message.as_str()), (RefusalClass::Data, "the text has 2049 bytes, 2048 are possible"));
        for empty in ["", " \n"] {
            assert_eq!(kind(empty, Some(2048)).unwrap_err().0, RefusalClass::Data);
        }
    }

    #[test]
    fn a_text_that_is_too_long_as_markdown_goes_as_it_is() {
        assert_eq!(kind("x", Some(2048)), Ok("markdown"));
        // Each mark takes three bytes as its twin, and the bold line four more.
        assert_eq!(kind(&format!("a\n{}", "*".repeat(681)), Some(2048)), Ok("text"));
        assert_eq!(kind(&format!("a\n{}", "*".repeat(680)), Some(2048)), Ok("markdown"));
        assert_eq!(kind(&"x".repeat(2049), Some(4096)), Ok("markdown"));
        assert_eq!(kind(&"x".repeat(4093), Some(4096)).unwrap_err().0, RefusalClass::Data);
    }

    #[test]
    fn a_request_keeps_its_order_so_that_a_repeat_is_the_same_bytes() {
        let body = MessageBody::from_text("\"}, <@all>", None).unwrap();
        assert_eq!(
            body.into_request(json!({ "chatid": "C" })),
            r#"{"chatid":"C","msgtype":"text","text":{"content":"\"}, <@all>"}}"#
        );
        let media = MessageBody::from_media("image", "M").into_request(json!({}));
        assert_eq!(media, r#"{"msgtype":"image","image":{"media_id":"M"}}"#);
    }
}
