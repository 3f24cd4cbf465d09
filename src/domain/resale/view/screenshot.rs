//! What is known of an order's current screenshot, in three layers: what was read, what it may mean, what was accepted.
//!
//! Invariant: unless revealed, no line that was read is part of the view, and every candidate is masked.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::SCHEMA_VERSION;
use super::build::tell_match_reason;
use crate::domain::order::event::EventResult;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::ScreenshotMatchStatus;
use crate::domain::resale::matching::MatchStatus;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::OcrCompleted;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::mask;
use crate::domain::value::mask::MaskedText;
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenshotViewOptions {
    pub lang: Lang,
    pub reveal: bool,
}

/// The current screenshot of an order with everything that was made of it.
#[derive(Clone, Serialize)]
pub struct ScreenshotView {
    pub schema_version: u32,
    pub order_no: OrderNo,
    /// The axis 截图匹配.
    pub status: ScreenshotMatchStatus,
    pub screenshot: ScreenshotFile,
    /// What an engine read; `None` when it could not.
    pub raw: Option<RawReading>,
    /// What each field may be, the best first.
    #[serde(serialize_with = "serialize_candidates")]
    pub candidates: Vec<(String, Vec<CandidateView>)>,
    pub accepted: Option<AcceptedMatch>,
}

#[derive(Clone, Serialize)]
pub struct ScreenshotFile {
    /// As the operator had it.
    pub file_name: String,
    /// The media type that the bytes have.
    pub file_type: String,
    /// In bytes.
    pub file_size: u64,
    /// Of the bytes, in hex.
    pub sha256: String,
    pub uploaded_at: Timestamp,
    pub operator: String,
    /// Why it is there without an accepted push.
    pub reason: Option<String>,
}

/// The first layer.
#[derive(Clone, Serialize)]
pub struct RawReading {
    pub engine: String,
    pub line_count: u64,
    /// The lines; `None` unless revealed, or once the person was erased.
    pub lines: Option<Vec<String>>,
}

/// The second layer.
#[derive(Clone, Serialize)]
pub struct CandidateView {
    /// Masked unless revealed.
    pub value: String,
    pub confidence: Option<Value>,
}

fn serialize_candidates<S: Serializer>(all: &[(String, Vec<CandidateView>)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(all.iter().map(|(field, found)| (field, found)))
}

/// The third layer.
#[derive(Clone, Serialize)]
pub struct AcceptedMatch {
    /// What the rules said.
    pub match_status: RecordedCode<MatchStatus>,
    pub reason: String,
    pub verdicts: Map<String, Value>,
    pub by: MatchDecider,
    pub decision: Option<ManualDecision>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MatchDecider {
    Rules,
    Operator(String),
}

impl Serialize for MatchDecider {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Rules => "rules",
            Self::Operator(operator) => operator,
        })
    }
}

#[derive(Clone, Serialize)]
pub struct ManualDecision {
    pub accepted: bool,
    pub reason: String,
    pub at: Timestamp,
}

/// The evidence of the current screenshot; `None` when the order has none.
pub fn build_screenshot_view(order: &ResaleOrder, looking: ScreenshotViewOptions) -> Option<ScreenshotView> {
    let shot = order.screenshots.last()?;
    let ocr = order.ocr.as_ref().map(|ocr| &ocr.what);
    Some(ScreenshotView {
        schema_version: SCHEMA_VERSION,
        order_no: order.order_no.clone(),
        status: order.status.screenshot_match,
        screenshot: ScreenshotFile {
            file_name: shot.what.file_name.clone(),
            file_type: shot.what.file_type.clone(),
            file_size: shot.what.file_size,
            sha256: shot.what.screenshot_hash.clone(),
            uploaded_at: shot.at,
            operator: shot.what.operator_id.clone(),
            reason: shot.what.reason.clone(),
        },
        raw: ocr.map(|ocr| build_raw_reading(ocr, looking)),
        candidates: ocr
            .and_then(|ocr| ocr.fields.as_object())
            .map(|all| mask_candidates(all, looking))
            .unwrap_or_default(),
        accepted: build_accepted_match(order, looking),
    })
}

fn build_raw_reading(ocr: &OcrCompleted, looking: ScreenshotViewOptions) -> RawReading {
    let text = ocr.raw_text.reveal().filter(|_| looking.reveal);
    RawReading {
        engine: ocr.engine.clone(),
        line_count: ocr.line_count,
        lines: text.map(|text| text.lines().map(str::to_owned).collect()),
    }
}

/// The candidates with their values masked; the mark of an erased person is not a list and leaves nothing.
fn mask_candidates(all: &Map<String, Value>, looking: ScreenshotViewOptions) -> Vec<(String, Vec<CandidateView>)> {
    let one = |field: &str, found: &Value| {
        let value = found.get("value").and_then(Value::as_str).unwrap_or_default();
        CandidateView { value: show_value(field, value, looking), confidence: found.get("confidence").cloned() }
    };
    let field = |(field, found): (&String, &Value)| {
        let found = found.as_array()?;
        Some((field.clone(), found.iter().map(|found| one(field, found)).collect()))
    };
    all.iter().filter_map(field).collect()
}

fn show_value(field: &str, value: &str, looking: ScreenshotViewOptions) -> String {
    let masked: fn(&Personal) -> MaskedText = match field {
        "name" => mask::mask_name,
        "phone" => mask::mask_phone,
        "id_number" => mask::mask_certificate,
        // A ticket code lets its bearer in.
        "code" => mask::mask_account,
        _ => return value.to_owned(),
    };
    if looking.reveal { value.to_owned() } else { masked(&Personal::new(value)).in_lang(looking.lang).to_owned() }
}

fn build_accepted_match(order: &ResaleOrder, looking: ScreenshotViewOptions) -> Option<AcceptedMatch> {
    let review = order.screenshot_review.as_ref();
    let judged = order.matching.as_ref().map(|judged| &judged.what);
    if judged.is_none() && review.is_none() {
        return None;
    }
    Some(AcceptedMatch {
        match_status: judged.map_or(MatchStatus::PendingReview.into(), |judged| judged.match_status.clone()),
        reason: judged
            .map(|judged| tell_match_reason(judged, looking.reveal).in_lang(looking.lang).to_owned())
            .unwrap_or_default(),
        verdicts: judged.map(|judged| judged.verdicts.clone()).unwrap_or_default(),
        by: review.map_or(MatchDecider::Rules, |review| MatchDecider::Operator(review.what.1.operator_id.clone())),
        decision: review.map(|review| ManualDecision {
            accepted: review.what.0 == EventResult::Accepted,
            reason: review.what.1.reason.clone(),
            at: review.at,
        }),
    })
}
