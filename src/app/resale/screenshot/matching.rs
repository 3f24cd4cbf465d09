//! From a picture and what was read on it to the request that the rules decide on.

use serde_json::{Map, Value, json};

use super::{ReadFailure, ScreenshotReading};
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ReadScreenshot;
use crate::domain::resale::matching::{
    ExpectedTicket, FieldVerdict, MatchReport, VisitorReport, conclude_visitors, mask_visitor, match_screenshot,
    match_visitors,
};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{MatchOutcome, OcrCompleted, OcrFailed, ScreenshotUploaded, VisitorOutcome};
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::ocr::fields::{BlockFields, extract_fields};
use crate::ocr::{OcrReading, reading_to_json};
use crate::store::attachments::blob::{BlobArea, BlobStore};

/// What the rules are asked to record, and why the screenshot is not simply matched.
pub(super) struct MatchedScreenshot {
    pub(super) request: ReadScreenshot,
    pub(super) why: Option<BilingualMessage>,
}

/// Extracts the fields of a reading and compares them with what the order says.
pub(super) fn match_screenshot_reading(
    order: &ResaleOrder,
    shot: &ScreenshotReading,
    operator: &str,
) -> MatchedScreenshot {
    let screenshot = upload_payload(&order.order_no, shot, operator);
    match &shot.reading {
        Err(unread) => {
            let failed = failure_payload(unread, &shot.file.sha256);
            let request = ReadScreenshot { screenshot, reading: Err(failed), outcome: None };
            MatchedScreenshot { request, why: Some(unread.why.clone()) }
        }
        Ok(reading) => {
            let blocks = extract_fields(reading);
            let report = ExpectedParty::of_order(order).map(|expected| expected.compare_blocks(&blocks));
            let why = report.as_ref().map(tell_reason);
            let reading = completion_payload(reading, &blocks, &shot.file.sha256);
            let outcome = report.map(|report| match_outcome(&report, &shot.file.sha256));
            MatchedScreenshot { request: ReadScreenshot { screenshot, reading: Ok(reading), outcome }, why }
        }
    }
}

/// Everybody for whom an order has a ticket, as far as its form names them.
pub(super) struct ExpectedParty {
    /// Whoever filled the form first.
    pub(super) visitors: Vec<ExpectedTicket>,
    pub(super) quantity: u32,
}

impl ExpectedParty {
    /// `None` while the order does not say what was bought or for whom.
    pub(super) fn of_order(order: &ResaleOrder) -> Option<Self> {
        let first = expected_ticket(order)?;
        let others = order.form.as_ref().map(|form| form.what.visitors.listed()).unwrap_or_default();
        let others = others.iter().map(|visitor| ExpectedTicket {
            name: visitor.name.clone(),
            phone: Personal::new(""),
            certificate_no: visitor.certificate_no.clone(),
            certificate_type: visitor.certificate_type.clone(),
            ..first.clone()
        });
        let visitors = std::iter::once(first.clone()).chain(others).collect();
        Some(Self { visitors, quantity: order.purchase.quantity })
    }

    /// What the fields of a picture say about them.
    pub(super) fn compare_blocks(&self, blocks: &[BlockFields]) -> MatchReport {
        let seen: Vec<_> = blocks.iter().map(BlockFields::to_evidence).collect();
        match self.visitors.as_slice() {
            [only] if self.quantity == 1 => match_screenshot(only, &seen),
            visitors => match_visitors(visitors, self.quantity, &seen),
        }
    }
}

/// The reason for whoever ran the command: visitors by their masked names, which the log does not keep.
fn tell_reason(report: &MatchReport) -> BilingualMessage {
    if report.visitors.is_empty() {
        return report.reason.clone();
    }
    conclude_visitors(report.visitors.iter().map(|one| (one.verdict, mask_visitor(one.place, one.name.as_ref()))))
}

fn upload_payload(order_no: &OrderNo, shot: &ScreenshotReading, operator: &str) -> ScreenshotUploaded {
    ScreenshotUploaded {
        operator_id: operator.to_owned(),
        file_name: shot.file.file_name.clone(),
        file_size: shot.file.size,
        file_type: shot.file.kind.mime_type().to_owned(),
        screenshot_file_path: BlobStore::path_for_file(BlobArea::Screenshot, order_no, &shot.file, true),
        screenshot_hash: shot.file.sha256.clone(),
        reason: shot.reason.clone(),
    }
}

/// Only the code is kept: the words may name a file, and a file may be named after a person.
fn failure_payload(unread: &ReadFailure, sha256: &str) -> OcrFailed {
    OcrFailed { engine: unread.engine.clone(), screenshot_hash: sha256.to_owned(), reason: unread.code.to_owned() }
}

fn completion_payload(reading: &OcrReading, blocks: &[BlockFields], sha256: &str) -> OcrCompleted {
    let lines: Vec<&str> = reading.lines.iter().map(|line| line.text.as_str()).collect();
    OcrCompleted {
        engine: reading.engine.clone(),
        model: reading.model.clone(),
        screenshot_hash: sha256.to_owned(),
        line_count: lines.len() as u64,
        raw_text: Personal::new(lines.join("\n")),
        fields: reading_to_json(reading, blocks)["fields"].take(),
    }
}

/// What the order says the ticket of whoever filled the form must be.
fn expected_ticket(order: &ResaleOrder) -> Option<ExpectedTicket> {
    let form = &order.form.as_ref()?.what;
    let mut amounts = vec![order.purchase.paid_amount];
    amounts
        .extend([order.agent_payable_amount, order.settlement_amount, order.agent_paid_amount()].into_iter().flatten());
    // A screen of several tickets may show what one of them costs.
    let each: Vec<Fen> = amounts.iter().filter_map(|amount| amount.exact_part(order.purchase.quantity)).collect();
    amounts.extend(each);
    amounts.sort();
    amounts.dedup();
    Some(ExpectedTicket {
        name: form.name.clone(),
        phone: form.phone.clone(),
        certificate_no: form.certificate_no.clone(),
        certificate_type: form.certificate_type.clone(),
        play_date: order.play_date?,
        ticket_type: order.ticket_type.clone()?,
        amounts,
        // The agent's own number is not known before the screenshot.
        code: None,
    })
}

fn match_outcome(report: &MatchReport, sha256: &str) -> MatchOutcome {
    let verdict = |one: &FieldVerdict| (one.field.code().to_owned(), Value::from(one.verdict.code()));
    MatchOutcome {
        match_status: report.status.into(),
        screenshot_hash: sha256.to_owned(),
        reason: report.reason.en.clone(),
        reason_zh: Some(report.reason.zh.clone()),
        verdicts: report.fields.iter().map(verdict).collect::<Map<_, _>>(),
        fields: report.fields.iter().map(field_to_json).collect::<Vec<_>>().into(),
        visitors: match report.visitors.as_slice() {
            [] => Value::Null,
            visitors => visitors.iter().map(visitor_to_json).collect::<Vec<_>>().into(),
        },
    }
}

fn visitor_to_json(one: &VisitorReport) -> Value {
    let outcome = VisitorOutcome {
        place: one.place,
        verdict: one.verdict.into(),
        name: one.name.clone(),
        fields: one.fields.iter().map(field_to_json).collect::<Vec<_>>().into(),
    };
    // Texts and numbers: it always is JSON.
    serde_json::to_value(outcome).unwrap_or_default()
}

fn field_to_json(one: &FieldVerdict) -> Value {
    let expected = Some(&one.expected).filter(|value| value.reveal() != Some("")).map(Personal::to_payload);
    json!({
        "field": one.field.code(),
        "expected": expected,
        "seen": one.seen.as_ref().map(Personal::to_payload),
        "verdict": one.verdict.code(),
        "reason": one.reason.en,
        "reasonZh": one.reason.zh,
    })
}
