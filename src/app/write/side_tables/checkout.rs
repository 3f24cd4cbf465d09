//! What the events of a checkout order mean for the stock, the payments and the codes that are kept beside the log.

use crate::app::write::side_effect::SideEffect;
use crate::app::write::stored_flow::{RecordedHistory, StoredFlow, ToldDelivery};
use crate::domain::checkout::decide::quote_draft;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::event_log::open_order;
use crate::domain::checkout::flow::summarise_order;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{CustomerFacts, InventoryLocked};
use crate::domain::checkout::rule_table::check_event_allowed;
use crate::domain::checkout::sku::Sku;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::say;
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::NewHold;

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

    fn side_effects<'a>(&'a self, event: &'a CheckoutEvent) -> Vec<SideEffect<'a>> {
        seats_effect(self, event).into_iter().chain(kept_effects(self, event)).collect()
    }

    fn told_deliveries(&self) -> Vec<ToldDelivery<'_>> {
        self.notices.iter().filter_map(ToldDelivery::of_notice).collect()
    }
}

/// What an event does to the places.
fn seats_effect<'a>(order: &'a CheckoutOrder, event: &'a CheckoutEvent) -> Option<SideEffect<'a>> {
    let locked = order.lock.as_ref().map(|lock| lock.lock_id.as_str());
    Some(match event {
        CheckoutEvent::Locked(lock) => SideEffect::HoldPlaces(new_hold(order, lock)),
        CheckoutEvent::Completed(_) => SideEffect::CommitPlaces { lock_id: locked.unwrap_or_default() },
        CheckoutEvent::PaymentLate(late) if late.places_regained => {
            SideEffect::CommitPlaces { lock_id: locked.unwrap_or_default() }
        }
        CheckoutEvent::PaymentLate(_) => SideEffect::ExpirePlaces { lock_id: locked? },
        CheckoutEvent::LockReleased(released) => SideEffect::ReleasePlaces { lock_id: &released.lock_id },
        CheckoutEvent::LockExpired(expired) => SideEffect::ExpirePlaces { lock_id: &expired.lock_id },
        _ => return None,
    })
}

/// What it does to the payments, the codes, what else is used once, and the person.
fn kept_effects<'a>(order: &'a CheckoutOrder, event: &'a CheckoutEvent) -> Vec<SideEffect<'a>> {
    let channel = PAYMENT_CHANNEL;
    match event {
        CheckoutEvent::Completed(paid) => vec![SideEffect::ClaimPayment { channel, reference: &paid.payment_ref }],
        CheckoutEvent::PaymentLate(late) => vec![SideEffect::ClaimPayment { channel, reference: &late.payment_ref }],
        // A number that another order has is that order's: an older export may hold one.
        CheckoutEvent::CompletionRefused(refused) => {
            vec![SideEffect::KeepPayment { channel, reference: &refused.payment_ref }]
        }
        // It may be another order's money, which is then free to pay that.
        CheckoutEvent::UnappliedDismissed(dismissed) => {
            vec![SideEffect::DropPayment { channel, reference: &dismissed.payment_ref }]
        }
        CheckoutEvent::Issued(issued) => vec![SideEffect::AddTicketCode(&issued.ticket_code)],
        CheckoutEvent::Reissued(issued) => vec![SideEffect::AddTicketCode(&issued.ticket_code)],
        CheckoutEvent::MandateVerified(mandate) => {
            let leaf = SideEffect::UseOnce { kind: SingleUseKind::MandateLeaf, what: &mandate.leaf_hash };
            let nonce = session_nonce(order, &mandate.session_id);
            let nonce = nonce.map(|what| SideEffect::UseOnce { kind: SingleUseKind::Nonce, what });
            let counted = mandate
                .counted_uses
                .iter()
                .map(|what| SideEffect::UseOnce { kind: SingleUseKind::OpenMandateUse, what });
            [leaf].into_iter().chain(nonce).chain(counted).collect()
        }
        CheckoutEvent::PersonErased(_) => vec![SideEffect::ErasePerson],
        _ => Vec::new(),
    }
}

fn session_nonce<'a>(order: &'a CheckoutOrder, session_id: &str) -> Option<&'a str> {
    let session = order.sessions.iter().find(|session| session.created.session_id == session_id)?;
    session.signed.as_ref().map(|signed| signed.nonce.as_str())
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
