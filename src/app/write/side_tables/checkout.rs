//! What the events of a checkout order mean for the stock, the payments and the codes that are kept beside the log.

use std::slice;

use crate::app::write::change_error::{ChangeError, ChangeResult};
use crate::app::write::errors::WriteError;
use crate::app::write::stored_flow::{RecordedHistory, StoredFlow, WrittenChange};
use crate::domain::checkout::axis::LockStatus;
use crate::domain::checkout::decide::quote_draft;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::event_log::open_order;
use crate::domain::checkout::flow::summarise_order;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{CustomerFacts, InventoryLocked};
use crate::domain::checkout::rule_table::check_event_allowed;
use crate::domain::checkout::sku::Sku;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};
use crate::say;
use crate::store::Tx;
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::{HoldState, NewHold};

/// Under which channel the payments of this flow are kept: a reference is used once, whatever the method.
pub const PAYMENT_CHANNEL: &str = "checkout";

/// What a buyer's agent asks for, and the SKU as the catalogue has it.
pub struct CheckoutDraft {
    pub sku: Sku,
    pub quantity: u32,
    /// The day of the visit.
    pub date: Day,
    /// Such as `telegram`.
    pub channel: String,
    pub customer: Option<CustomerFacts>,
}

impl StoredFlow for CheckoutOrder {
    const FLOW: OrderFlow = OrderFlow::Checkout;

    type OpeningFacts = CheckoutDraft;

    fn open_order(order_no: &OrderNo, draft: CheckoutDraft, stamp: &EventStamp) -> Result<RecordedHistory<Self>> {
        let CheckoutDraft { sku, quantity, date, channel, customer } = draft;
        let (drafted, terms) = quote_draft(&sku, quantity, date, channel, customer, stamp.created_at)?;
        let (order, rows) = open_order(order_no, drafted.clone(), terms.clone(), stamp);
        let events = vec![CheckoutEvent::Drafted(drafted), CheckoutEvent::TermsFixed(terms)];
        Ok(RecordedHistory { order, rows: rows.into(), events })
    }

    fn buyer_account(&self) -> Option<Personal> {
        self.draft.customer.as_ref()?.channel_contact(&self.draft.channel).map(Personal::new)
    }

    fn check_admitted(&self, event: &CheckoutEvent) -> Result<(), BilingualMessage> {
        if matches!(event, CheckoutEvent::Drafted(_) | CheckoutEvent::TermsFixed(_)) {
            let no = &self.order_no;
            return Err(say!("订单 {no} 已经下过单", "order {no} already has a draft"));
        }
        check_event_allowed(self, event).map_err(|breach| breach.message(&self.order_no))
    }

    fn order_summary(&self, _: &ResaleDeadlines) -> OrderSummary {
        summarise_order(self)
    }

    /// Somebody else took the places in the same moment (exit 9), or a nonce or a leaf was used before (exit 4).
    fn write_side_tables(tx: &Tx<'_>, written: &WrittenChange<'_, Self>) -> ChangeResult<()> {
        for event in written.events {
            update_seats(tx, written.order, event, written.now)?;
            record_used_once(tx, written, event)?;
        }
        Ok(())
    }

    /// The places are written as they stand now: those that were given back or ran out meanwhile need no room, whatever
    /// order the file tells it in.
    fn write_past_tables(tx: &Tx<'_>, written: &WrittenChange<'_, Self>, rows: &[EventEnvelope]) -> ChangeResult<()> {
        let WrittenChange { order, person, now, .. } = *written;
        for (event, at) in written.events.iter().zip(rows.iter().map(|row| row.processed_at)) {
            if let CheckoutEvent::Locked(lock) = event {
                let state = match order.status.lock {
                    LockStatus::Committed => HoldState::Committed,
                    LockStatus::Released => HoldState::Released,
                    LockStatus::Expired => HoldState::Expired,
                    LockStatus::None | LockStatus::Held => HoldState::Held,
                };
                if !tx.add_past_hold(&new_hold(order, lock), state, at, now)? {
                    return Err(ChangeError::SeatsGone);
                }
            }
            record_used_once(tx, &WrittenChange { order, events: slice::from_ref(event), person, now: at }, event)?;
        }
        Ok(())
    }
}

/// What an event does to the places.
fn update_seats(tx: &Tx<'_>, order: &CheckoutOrder, event: &CheckoutEvent, now: Timestamp) -> ChangeResult<()> {
    match event {
        CheckoutEvent::Locked(lock) => hold_seats(tx, order, lock, now),
        CheckoutEvent::Completed(_) => commit_seats(tx, order, now),
        CheckoutEvent::PaymentLate(late) if late.places_regained => commit_seats(tx, order, now),
        CheckoutEvent::PaymentLate(_) => match &order.lock {
            Some(lock) => Ok(tx.expire_hold(&lock.lock_id, now).map(drop)?),
            None => Ok(()),
        },
        CheckoutEvent::LockReleased(released) => Ok(tx.release_hold(&released.lock_id, now).map(drop)?),
        CheckoutEvent::LockExpired(expired) => Ok(tx.expire_hold(&expired.lock_id, now).map(drop)?),
        _ => Ok(()),
    }
}

/// What it does to the payments, the codes and what else is used once.
fn record_used_once(tx: &Tx<'_>, written: &WrittenChange<'_, CheckoutOrder>, event: &CheckoutEvent) -> Result<()> {
    let order_no = &written.order.order_no;
    match event {
        CheckoutEvent::Completed(paid) => tx.add_payment_reference(PAYMENT_CHANNEL, &paid.payment_ref, order_no),
        CheckoutEvent::PaymentLate(late) => tx.add_payment_reference(PAYMENT_CHANNEL, &late.payment_ref, order_no),
        // A number that another order has is that order's: an older export may hold one.
        CheckoutEvent::CompletionRefused(refused) => {
            match tx.order_of_payment(PAYMENT_CHANNEL, &refused.payment_ref)? {
                Some(_) => Ok(()),
                None => tx.add_payment_reference(PAYMENT_CHANNEL, &refused.payment_ref, order_no),
            }
        }
        // It may be another order's money, which is then free to pay that.
        CheckoutEvent::UnappliedDismissed(dismissed) => {
            tx.remove_payment_reference(PAYMENT_CHANNEL, &dismissed.payment_ref, order_no)
        }
        CheckoutEvent::Issued(issued) => add_new_code(tx, &issued.ticket_code, order_no),
        CheckoutEvent::Reissued(issued) => add_new_code(tx, &issued.ticket_code, order_no),
        CheckoutEvent::MandateVerified(mandate) => {
            tx.record_use(SingleUseKind::MandateLeaf, &mandate.leaf_hash, order_no)?;
            session_nonce(written.order, &mandate.session_id)
                .map_or(Ok(()), |nonce| tx.record_use(SingleUseKind::Nonce, &nonce, order_no))
        }
        CheckoutEvent::PersonErased(_) => {
            tx.erase_person(&written.person.id, written.now)?;
            tx.delete_file_rows(order_no)
        }
        _ => Ok(()),
    }
}

/// Only ids that were given by hand can be drawn twice.
fn add_new_code(tx: &Tx<'_>, code: &Personal, order_no: &OrderNo) -> Result<()> {
    if tx.find_order_of_ticket(code)?.is_some() {
        return Err(WriteError::IdTaken.into());
    }
    tx.add_ticket_code(code, order_no)
}

fn session_nonce(order: &CheckoutOrder, session_id: &str) -> Option<String> {
    let session = order.sessions.iter().find(|session| session.created.session_id == session_id)?;
    session.signed.as_ref().map(|signed| signed.nonce.clone())
}

fn hold_seats(tx: &Tx<'_>, order: &CheckoutOrder, lock: &InventoryLocked, now: Timestamp) -> ChangeResult<()> {
    if tx.find_hold(&lock.lock_id)?.is_some() {
        return Err(Box::<Error>::from(WriteError::IdTaken).into());
    }
    if tx.try_hold(&new_hold(order, lock), now)? { Ok(()) } else { Err(ChangeError::SeatsGone) }
}

const fn new_hold<'a>(order: &'a CheckoutOrder, lock: &'a InventoryLocked) -> NewHold<'a> {
    NewHold {
        lock_id: lock.lock_id.as_str(),
        order_no: &order.order_no,
        sku_id: lock.sku_id.as_str(),
        visit_date: order.draft.date,
        quantity: lock.quantity,
        expires_at: lock.expiry_at,
    }
}

fn commit_seats(tx: &Tx<'_>, order: &CheckoutOrder, now: Timestamp) -> ChangeResult<()> {
    let lock_id = order.lock.as_ref().map_or("", |lock| lock.lock_id.as_str());
    if tx.commit_hold(lock_id, now)? { Ok(()) } else { Err(ChangeError::SeatsGone) }
}
