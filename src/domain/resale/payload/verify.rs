//! Payloads of the agent's screenshot: a13 to a17.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::resale::matching::{ComparedField, MatchStatus, MatchVerdict, VisitorVerdict};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::{Personal, personal, personal_opt};

/// a13. The agent's screenshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScreenshotUploaded {
    pub operator_id: String,
    /// The file's name as the operator had it.
    pub file_name: String,
    /// Bytes.
    pub file_size: u64,
    /// The media type by content.
    pub file_type: String,
    /// Where it is kept, sealed, below the data directory.
    pub screenshot_file_path: String,
    /// SHA-256 of the picture's bytes, hexadecimal.
    pub screenshot_hash: String,
    /// Why it is there without an accepted push.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// a14. What an engine read. The text and the fields are personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OcrCompleted {
    pub engine: String,
    /// Which model it read with, where the answer depends on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The picture that was read.
    pub screenshot_hash: String,
    pub line_count: u64,
    /// The lines, one text a line.
    #[serde(with = "personal")]
    pub raw_text: Personal,
    /// The normalised candidates of each field.
    pub fields: Value,
}

/// a14. The engine could not read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OcrFailed {
    pub engine: String,
    pub screenshot_hash: String,
    pub reason: String,
}

/// a15, a16. The verdict on the screenshot, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchOutcome {
    pub match_status: RecordedCode<MatchStatus>,
    /// The picture that was judged.
    pub screenshot_hash: String,
    /// Why, in one sentence without personal data.
    pub reason: String,
    /// The same in Chinese; rows of the web system have only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_zh: Option<String>,
    /// Field code → verdict code: shown to everyone.
    pub verdicts: Map<String, Value>,
    /// Field by field with what was expected and seen: personal.
    pub fields: Value,
    /// The same for each visitor of an order with several tickets, in [`VisitorOutcome`]s: personal.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub visitors: Value,
}

/// What a screenshot said of one visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitorOutcome {
    /// 1 is whoever filled the form.
    pub place: u32,
    pub verdict: RecordedCode<VisitorVerdict>,
    #[serde(with = "personal_opt", default)]
    pub name: Option<Personal>,
    /// Field by field, as those of the order.
    pub fields: Value,
}

impl MatchOutcome {
    /// Which of its verdicts are a field and a verdict of this program.
    pub fn known_verdicts(&self) -> Map<String, Value> {
        let known = |(field, verdict): &(&String, &Value)| {
            ComparedField::from_code(field).is_some() && verdict.as_str().and_then(MatchVerdict::from_code).is_some()
        };
        self.verdicts.iter().filter(known).map(|(field, verdict)| (field.clone(), verdict.clone())).collect()
    }

    /// Visitor by visitor; none of an order with a single ticket, nor once the person was erased.
    pub fn visitor_outcomes(&self) -> Vec<VisitorOutcome> {
        Vec::deserialize(&self.visitors).unwrap_or_default()
    }

    /// Why, in both languages as far as it was recorded.
    pub fn reason_message(&self) -> BilingualMessage {
        BilingualMessage { zh: self.reason_zh.as_ref().unwrap_or(&self.reason).clone(), en: self.reason.clone() }
    }

    /// The error code of a failed match.
    pub fn error_code(&self) -> &'static str {
        if self.match_status == MatchStatus::Mismatched { "SCREENSHOT_MISMATCH" } else { "SCREENSHOT_NEEDS_REVIEW" }
    }
}
