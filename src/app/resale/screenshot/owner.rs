//! Whose ticket does a picture show? Told by the phone and certificate numbers that stand on it in full.

use super::App;
use super::ScreenshotReading;
use super::matching::ExpectedParty;
use crate::app::write::load::load_resale;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ScreenshotMatchStatus};
use crate::domain::resale::matching::{ComparedField, MatchReport, MatchStatus, MatchVerdict};
use crate::domain::resale::order::ResaleOrder;
use crate::error::Result;
use crate::ocr::fields::{BlockFields, FieldCandidate, extract_fields};
use crate::store::Tx;
use crate::store::attachments::files::StoredFileKind;
use crate::store::people::blind_index::DigestKind;

/// Of one number at most so many orders are looked at, the newest.
const MAX_ORDERS: usize = 20;

/// Where a picture belongs that was named for another order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenshotOwner {
    /// These wait for a screenshot, and it shows their ticket in full; never empty.
    Fits(Vec<OrderNo>),
    /// This one has it already, matched.
    Recorded(OrderNo),
}

impl App {
    /// Where else a picture belongs that does not show the ticket of `order_no`; nothing where it does, or where it shows
    /// nobody else's.
    pub fn find_screenshot_owner(
        &mut self,
        order_no: &OrderNo,
        shot: &ScreenshotReading,
    ) -> Result<Option<ScreenshotOwner>> {
        let Ok(reading) = &shot.reading else { return Ok(None) };
        let blocks = extract_fields(reading);
        self.store.read(|tx| {
            let named = load_resale(tx, order_no)?.order;
            if compare_order(&named, &blocks).is_some_and(|report| report.shows_ticket()) {
                return Ok(None);
            }
            let mut others = find_shown_orders(tx, &blocks)?;
            others.retain(|other| other.order_no != *order_no);
            if let Some(other) = others.iter().find(|other| has_matched(other, &shot.file.sha256)) {
                return Ok(Some(ScreenshotOwner::Recorded(other.order_no.clone())));
            }
            let fits = |other: &&ResaleOrder| {
                awaits_screenshot(other) && compare_order(other, &blocks).is_some_and(|report| is_sure(&report))
            };
            let fitting: Vec<_> = others.iter().filter(fits).map(|other| other.order_no.clone()).collect();
            Ok((!fitting.is_empty()).then_some(ScreenshotOwner::Fits(fitting)))
        })
    }
}

fn compare_order(order: &ResaleOrder, blocks: &[BlockFields]) -> Option<MatchReport> {
    ExpectedParty::of_order(order).map(|expected| expected.compare_blocks(blocks))
}

/// Whether an order was pushed and waits for a picture of its ticket.
pub(super) fn awaits_screenshot(order: &ResaleOrder) -> bool {
    !order.erased
        && matches!(order.status.order, OrderStatus::AgentPushed | OrderStatus::ScreenshotReview)
        && matches!(order.status.agent_push, AgentPushStatus::Accepted | AgentPushStatus::Acked)
}

/// Whether the order's ticket was seen on this picture, by the rules or by a person.
pub(super) fn has_matched(order: &ResaleOrder, sha256: &str) -> bool {
    let matched = [ScreenshotMatchStatus::Matched, ScreenshotMatchStatus::ManualMatched];
    matched.contains(&order.status.screenshot_match)
        && order.screenshots.last().is_some_and(|shot| shot.what.screenshot_hash == sha256)
}

/// Whether a report names its order by a number in full, and not by a masked one beside a name.
pub(super) fn is_sure(report: &MatchReport) -> bool {
    let in_full = |field| report.verdict_on(field) == MatchVerdict::Match;
    report.status == MatchStatus::Matched && (in_full(ComparedField::Phone) || in_full(ComparedField::CertificateNo))
}

/// The resale orders whose phone or certificate number stands on the picture in full.
pub(super) fn find_shown_orders(tx: &Tx<'_>, blocks: &[BlockFields]) -> Result<Vec<ResaleOrder>> {
    let mut found: Vec<OrderNo> = Vec::new();
    for block in blocks {
        for (kind, numbers) in [(DigestKind::Phone, &block.phone), (DigestKind::Certificate, &block.id_number)] {
            for number in numbers.iter().filter(|number| is_whole_number(number)) {
                found.extend(tx.find_orders_of_number(kind, &number.value, MAX_ORDERS)?);
            }
        }
    }
    found.retain(|order_no| order_no.flow() == OrderFlow::Resale);
    load_once_each(tx, found)
}

/// The orders whose screenshot has these bytes.
pub(super) fn find_recorded_orders(tx: &Tx<'_>, sha256: &str) -> Result<Vec<ResaleOrder>> {
    load_once_each(tx, tx.orders_with_file(StoredFileKind::Screenshot, sha256)?)
}

fn load_once_each(tx: &Tx<'_>, mut orders: Vec<OrderNo>) -> Result<Vec<ResaleOrder>> {
    orders.sort();
    orders.dedup();
    orders.iter().map(|order_no| Ok(load_resale(tx, order_no)?.order)).collect()
}

fn is_whole_number(number: &FieldCandidate) -> bool {
    !number.value.contains('*')
}
