//! Notices that a person gives to the buyer, in a chat that no program reaches.
//!
//! Nothing of them leaves from here, so no job runs and no process holds them. Their whole way is:
//!
//! ```text
//! queued → accepted    a person says that the buyer has it (`notify sent`)
//!    └───→ failed      a person says that it was not passed on (`notify resolve --not-delivered`)
//! ```
//!
//! [`start`](super::start) writes the event, freezes the text and queues it in one transaction, and the text is printed after
//! that commit, as often as somebody asks. What a person says of it is one transaction as well.
//!
//! Invariant: a notice counts as told only when a person says so. No schedule, no recovery and no other command moves a
//! queued one.
//!
//! Invariant: an order has at most one that waits. It is the notice that is under way for the rules of its flow, so no second
//! one begins before a person said what became of it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::errors::DeliveryError;
use super::flow::Deliverable;
use super::resolve::order_of;
use crate::app::App;
use crate::app::write::change_error::ChangeResult;
use crate::app::write::execute::OrderWriter;
use crate::app::write::load::{load_resale, order_not_found};
use crate::app::write::outcome::{MessageLine, OrderOutcome};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState, FailureClass};
use crate::domain::order::notice::{BY_HAND, NoticeOutcome};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::outgoing::asks_for_picture;
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::outbox::deliveries::{Delivery, DeliveryEnd};

/// The failure of a notice that was not passed on.
const NOT_PASSED_ON: &str = "NOT_DELIVERED";

/// A notice as whoever passes it on, or looks for its file, is shown it.
#[derive(Clone, Debug)]
pub struct NoticeCopy {
    pub id: String,
    pub order_no: OrderNo,
    /// The frozen text.
    pub text: Personal,
    /// The file that it was written into, of a spool.
    pub file: Option<PathBuf>,
    /// What the buyer is called in the marketplace's chat.
    pub buyer: Option<Personal>,
    /// Whether the agent's screenshot is to go along, which is kept sealed.
    pub with_picture: bool,
}

impl App {
    /// Records that a person gave a waiting notice to the buyer, which then counts as one that a channel took. Saying so again
    /// changes nothing.
    pub fn confirm_waiting_notice(&mut self, id: &str) -> Result<OrderOutcome> {
        let delivery = self.find_delivery(id)?;
        self.end_waiting_notice(&delivery, "notify sent", &json!({ "delivery": id }), &NoticeOutcome::Sent)
    }

    /// Records what a person says of a waiting notice that they were asked about.
    pub(super) fn resolve_waiting_notice(
        &mut self,
        delivery: &Delivery,
        delivered: bool,
        evidence: &str,
        content: &Value,
    ) -> Result<OrderOutcome> {
        let message = parse_operator_text(evidence, "evidence")?;
        let outcome = match delivered {
            true => NoticeOutcome::Sent,
            false => NoticeOutcome::Failed { code: NOT_PASSED_ON.to_owned(), message },
        };
        self.end_waiting_notice(delivery, "push resolve", content, &outcome)
    }

    fn end_waiting_notice(
        &mut self,
        delivery: &Delivery,
        name: &str,
        content: &Value,
        outcome: &NoticeOutcome,
    ) -> Result<OrderOutcome> {
        let order_no = order_of(delivery)?;
        self.change_order(&order_no, name, content, |tx, writer| match order_no.flow() {
            OrderFlow::Resale => end_notice::<ResaleOrder>(tx, writer, &order_no, &delivery.id, outcome),
            OrderFlow::Checkout => end_notice::<CheckoutOrder>(tx, writer, &order_no, &delivery.id, outcome),
        })
    }

    /// The ids of the notices that wait for a person, oldest first.
    pub fn list_waiting_notices(&mut self) -> Result<Vec<String>> {
        let queued = self.list_deliveries(DeliveryKind::Notice, Some(DeliveryState::Queued), 0)?;
        Ok(queued.into_iter().rev().filter(is_waiting).map(|delivery| delivery.id).collect())
    }

    /// The notice of an order that a person can say something of: the one that waits, else the latest that was passed on.
    pub fn find_passed_notice(&mut self, order_no: &OrderNo) -> Result<Delivery> {
        let found = self.store.read(|tx| {
            if tx.find_chain_head(order_no)?.is_none() {
                return Err(order_not_found(tx, order_no.as_str())?);
            }
            let notices = tx.deliveries_of_kind(order_no, DeliveryKind::Notice)?;
            let waiting = notices.iter().position(is_waiting);
            let passed = || notices.iter().position(|one| one.destination == BY_HAND && has_arrived(one));
            Ok(waiting.or_else(passed).and_then(|at| notices.into_iter().nth(at)))
        })?;
        found.ok_or_else(|| DeliveryError::NoNoticeWaits { order_no }.into_error())
    }

    /// The text of a notice that a person passes on, or that stands in a file here; none of one that left the machine, or whose
    /// buyer was erased.
    pub fn copy_notice(&mut self, id: &str) -> Result<Option<NoticeCopy>> {
        let delivery = self.find_delivery(id)?;
        if delivery.kind != DeliveryKind::Notice || !(is_waiting(&delivery) || has_arrived(&delivery)) {
            return Ok(None);
        }
        let file = delivery.place.as_deref().map(|dir| Path::new(dir).join(format!("{id}.txt")));
        if file.is_none() && delivery.destination != BY_HAND {
            return Ok(None);
        }
        let Some(body) = self.delivery_body(&delivery)? else { return Ok(None) };
        let (text, order_no) = (Personal::new(String::from_utf8_lossy(&body)), order_of(&delivery)?);
        let (buyer, with_picture) = match order_no.flow() {
            OrderFlow::Resale => self.store.read(|tx| {
                let order = load_resale(tx, &order_no)?.order;
                let wanted = !order.screenshots.is_empty() && sends_picture(tx, delivery.part.code())?;
                Ok((order.purchase.buyer_nick, wanted))
            })?,
            OrderFlow::Checkout => (None, false),
        };
        Ok(Some(NoticeCopy { id: delivery.id, order_no, text, file, buyer, with_picture }))
    }
}

/// The notice of an order whose text waits for a person.
pub(super) fn find_waiting_notice(tx: &Tx<'_>, order_no: &OrderNo) -> Result<Option<Delivery>> {
    Ok(tx.deliveries_of_kind(order_no, DeliveryKind::Notice)?.into_iter().find(is_waiting))
}

/// A message that stands in the outbox, as the outcome of a command tells it.
pub(super) fn delivery_line(delivery: &Delivery) -> MessageLine {
    MessageLine {
        id: delivery.id.clone(),
        kind: delivery.kind.code().to_owned(),
        destination: delivery.destination.clone(),
        part: delivery.part.code().to_owned(),
    }
}

/// Whether the shop's own wording of a template, in either language, asks for the picture. No shipped one does.
fn sends_picture(tx: &Tx<'_>, template: &str) -> Result<bool> {
    let own = |lang: Lang| -> Result<bool> {
        Ok(tx.find_wording(template, lang.code())?.is_some_and(|own| asks_for_picture(&own)))
    };
    Ok(own(Lang::Zh)? || own(Lang::En)?)
}

fn is_waiting(delivery: &Delivery) -> bool {
    delivery.state == DeliveryState::Queued && delivery.destination == BY_HAND
}

fn has_arrived(delivery: &Delivery) -> bool {
    delivery.state == DeliveryState::Accepted
}

fn end_notice<S: Deliverable>(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    order_no: &OrderNo,
    id: &str,
    outcome: &NoticeOutcome,
) -> ChangeResult<OrderOutcome> {
    let change = writer.load::<S>(tx, order_no)?;
    let delivery = tx.find_delivery(id)?.filter(|delivery| delivery.destination == BY_HAND);
    match delivery.map(|delivery| delivery.state) {
        Some(DeliveryState::Queued) => {}
        Some(DeliveryState::Accepted) if *outcome == NoticeOutcome::Sent => return Ok(change.keep()),
        _ => return Err(DeliveryError::NoNoticeWaits { order_no }.into_error().into()),
    }
    let ended = match outcome {
        NoticeOutcome::Sent => DeliveryEnd::in_state(DeliveryState::Accepted),
        NoticeOutcome::Failed { .. } | NoticeOutcome::Unknown { .. } => DeliveryEnd {
            failure_code: Some(NOT_PASSED_ON),
            failure_class: Some(FailureClass::NotDelivered),
            ..DeliveryEnd::in_state(DeliveryState::Failed)
        },
    };
    let decided = change.decide(&S::notice_end_command(outcome.clone()))?;
    tx.finish_delivery(id, &ended, decided.as_written().now)?;
    decided.commit()
}
