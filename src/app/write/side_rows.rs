//! The rows that the tables beside the log have to have for one order, added up from what its events mean for them. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::side_effect::SideEffect;
use super::stored_flow::StoredFlow;
use crate::domain::order::event::EventEnvelope;
use crate::domain::resale::payload::Visitor;
use crate::domain::value::person::Personal;
use crate::domain::value::text::number::CanonicalNumber;
use crate::domain::value::time::Timestamp;
use crate::store::attachments::files::StoredFileKind;
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::{Hold, HoldState, NewHold};
use crate::store::people::blind_index::IndexedPeople;

/// What an order has in the tables beside the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideRows {
    pub holds: BTreeMap<String, Hold>,
    pub payments: BTreeMap<PaymentKey, PaymentClaim>,
    /// Every code that was given out, oldest first; an erased one is there and says nothing.
    pub ticket_codes: Vec<Personal>,
    pub uses: BTreeSet<(SingleUseKind, String)>,
    /// By what the person of the form is found; none once erased.
    pub form: Option<IndexedForm>,
    /// The buyer's account; none once erased.
    pub account: Option<Personal>,
    /// What the shop wrote down as the buyer's name on the platform; none once erased.
    pub nicks: Vec<Personal>,
    pub files: BTreeMap<FileKey, ExpectedFile>,
    /// When the person's key was destroyed.
    pub erased_at: Option<Timestamp>,
    /// Numbers of payments that were found to be nothing of this order's: another order may have been kept from them.
    pub dropped_payments: BTreeSet<PaymentKey>,
}

/// A payment's number at its channel, as numbers are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaymentKey {
    pub channel: String,
    pub reference: CanonicalNumber,
}

/// By what right an order has a payment's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentClaim {
    /// It paid for the order. Holds the number as it was typed: a file of the first version may have it so.
    Paid { typed: String },
    /// It came and bought nothing: the number is kept unless another order had it.
    Kept,
}

/// What a kept file is, and of which bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileKey {
    pub kind: StoredFileKind,
    /// Of the file as given, hexadecimal.
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedFile {
    /// As the event tells it: of an imported order, where the web system had it.
    pub path: String,
    pub created_at: Timestamp,
}

/// The fields of a form by which its people are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedForm {
    pub name: Personal,
    pub phone: Personal,
    pub certificate: Personal,
    pub visitors: Vec<Visitor>,
}

impl IndexedForm {
    fn of_people(form: IndexedPeople<'_>) -> Self {
        Self {
            name: form.name.clone(),
            phone: form.phone.clone(),
            certificate: form.certificate.clone(),
            visitors: form.visitors.to_vec(),
        }
    }

    pub fn as_people(&self) -> IndexedPeople<'_> {
        IndexedPeople { name: &self.name, phone: &self.phone, certificate: &self.certificate, visitors: &self.visitors }
    }
}

impl SideRows {
    /// Adds up the events of an order from its first on, each with the row that it was read from.
    pub fn of_history<S: StoredFlow>(order: &S, events: &[S::Event], rows: &[EventEnvelope]) -> Self {
        let mut expected = Self { account: order.buyer_account(), ..Self::default() };
        for (event, row) in events.iter().zip(rows) {
            for effect in order.side_effects(event) {
                expected.apply_effect(effect, row.processed_at);
            }
        }
        expected
    }

    fn apply_effect(&mut self, effect: SideEffect<'_>, at: Timestamp) {
        match effect {
            SideEffect::HoldPlaces(new) => drop(self.holds.insert(new.lock_id.to_owned(), held_since(&new, at))),
            SideEffect::CommitPlaces { lock_id } => {
                self.end_hold(
                    lock_id,
                    &[HoldState::Held, HoldState::Released, HoldState::Expired],
                    HoldState::Committed,
                    at,
                );
            }
            SideEffect::ReleasePlaces { lock_id } => {
                self.end_hold(lock_id, &[HoldState::Held, HoldState::Committed], HoldState::Released, at);
            }
            SideEffect::ExpirePlaces { lock_id } => {
                self.end_hold(lock_id, &[HoldState::Held], HoldState::Expired, at);
            }
            SideEffect::ClaimPayment { channel, reference } => {
                let claim = PaymentClaim::Paid { typed: reference.to_owned() };
                self.payments.insert(PaymentKey::of(channel, reference), claim);
            }
            SideEffect::KeepPayment { channel, reference } => {
                self.payments.entry(PaymentKey::of(channel, reference)).or_insert(PaymentClaim::Kept);
            }
            SideEffect::DropPayment { channel, reference } => {
                let key = PaymentKey::of(channel, reference);
                self.payments.remove(&key);
                self.dropped_payments.insert(key);
            }
            SideEffect::AddTicketCode(code) => self.ticket_codes.push(code.clone()),
            SideEffect::UseOnce { kind, what } => drop(self.uses.insert((kind, what.to_owned()))),
            SideEffect::IndexPerson(form) => self.form = Some(IndexedForm::of_people(form)),
            SideEffect::IndexNick(nick) => self.nicks.push(nick),
            SideEffect::KeepFile { kind, sha256, path } => {
                let file = ExpectedFile { path: path.to_owned(), created_at: at };
                self.files.entry(FileKey { kind, sha256: sha256.to_owned() }).or_insert(file);
            }
            SideEffect::AcknowledgeDeliveries => {}
            SideEffect::ErasePerson => {
                self.erased_at.get_or_insert(at);
                (self.form, self.account) = (None, None);
                self.nicks.clear();
                self.files.clear();
            }
        }
    }

    fn end_hold(&mut self, lock_id: &str, from: &[HoldState], to: HoldState, at: Timestamp) {
        if let Some(hold) = self.holds.get_mut(lock_id).filter(|hold| from.contains(&hold.state)) {
            (hold.state, hold.updated_at) = (to, at);
        }
    }
}

impl PaymentKey {
    pub fn of(channel: &str, reference: &str) -> Self {
        Self { channel: channel.to_owned(), reference: CanonicalNumber::of(reference) }
    }
}

fn held_since(new: &NewHold<'_>, at: Timestamp) -> Hold {
    Hold {
        lock_id: new.lock_id.to_owned(),
        order_no: new.order_no.clone(),
        sku_id: new.sku_id.to_owned(),
        visit_date: new.visit_date,
        quantity: new.quantity,
        state: HoldState::Held,
        held_at: at,
        expires_at: new.expires_at,
        updated_at: at,
    }
}
