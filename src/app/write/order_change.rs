//! The steps of a change: an order is loaded or opened, the rules decide, and what they decided is committed.

use std::ops::Deref;

use super::change_error::{ChangeError, ChangeResult};
use super::id_source::random_id;
use super::order_writer::OrderWriter;
use super::outcome::OrderOutcome;
use super::side_tables::apply::{write_past_effects, write_side_effects};
use super::stored_flow::{LoadedOrder, RecordedHistory, StoredFlow, WrittenChange};
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::figures::ChangeFigures;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::events::NO_HASH;
use crate::store::people::persons::StoredPerson;
use crate::store::projection::orders::ChainHead;

/// An order as it stands, about to be changed.
pub struct OrderChange<'a, S: StoredFlow> {
    tx: &'a Tx<'a>,
    writer: &'a OrderWriter,
    loaded: LoadedOrder<S>,
}

impl<S: StoredFlow> Deref for OrderChange<'_, S> {
    type Target = LoadedOrder<S>;

    fn deref(&self) -> &LoadedOrder<S> {
        &self.loaded
    }
}

impl<'a, S: StoredFlow> OrderChange<'a, S> {
    pub(super) const fn new(tx: &'a Tx<'a>, writer: &'a OrderWriter, loaded: LoadedOrder<S>) -> Self {
        Self { tx, writer, loaded }
    }

    /// What the rules make of a command. A refusal that somebody will ask about later is recorded here, with what follows
    /// from it beside the log.
    pub fn decide(self, command: &S::Command) -> ChangeResult<DecidedChange<'a, S>> {
        match self.loaded.order.decide(command, &self.writer.current_actor()) {
            Ok(events) => Ok(self.with_events(events)),
            Err(refused) => {
                if !refused.records.is_empty() {
                    self.with_events(refused.records).commit()?;
                }
                Err(ChangeError::Refused(refused.rejection.into()))
            }
        }
    }

    /// Takes an event for granted that the rule table admits: no command asked for it.
    pub fn admit(self, event: S::Event) -> Result<DecidedChange<'a, S>, BilingualMessage> {
        self.loaded.order.check_admitted(&event)?;
        Ok(self.with_events(vec![event]))
    }

    /// Leaves the order as it is.
    pub fn keep(self) -> OrderOutcome {
        self.with_events(Vec::new()).outcome()
    }

    fn with_events(self, events: Vec<S::Event>) -> DecidedChange<'a, S> {
        let Self { tx, writer, loaded } = self;
        let stamp = writer.row_stamp();
        let (order, rows) = loaded.order.record_events(&events, &stamp);
        let figures = order.tell_figures(Some(&loaded.order), &events);
        let history = RecordedHistory { order, rows, events };
        DecidedChange {
            tx,
            writer,
            history,
            person: loaded.person,
            now: stamp.processed_at,
            before: Some(loaded.anchor),
            figures,
            past: false,
        }
    }
}

/// A number that no order has yet.
pub struct NewOrder<'a> {
    tx: &'a Tx<'a>,
    writer: &'a OrderWriter,
    order_no: OrderNo,
}

impl<'a> NewOrder<'a> {
    pub(super) const fn new(tx: &'a Tx<'a>, writer: &'a OrderWriter, order_no: OrderNo) -> Self {
        Self { tx, writer, order_no }
    }

    /// Opens the order, unless the rules refuse what is known of it.
    pub fn decide<S: StoredFlow>(self, facts: S::OpeningFacts) -> ChangeResult<DecidedChange<'a, S>> {
        let stamp = self.writer.row_stamp();
        let history = S::open_order(&self.order_no, facts, &stamp)?;
        Ok(self.with_history(history, stamp.processed_at, false)?)
    }

    /// Takes over an order that another system led. Its rows were checked against the rule table one by one.
    pub fn admit<S: StoredFlow>(self, history: RecordedHistory<S>, now: Timestamp) -> Result<DecidedChange<'a, S>> {
        self.with_history(history, now, true)
    }

    fn with_history<S: StoredFlow>(
        self,
        history: RecordedHistory<S>,
        now: Timestamp,
        past: bool,
    ) -> Result<DecidedChange<'a, S>> {
        let Self { tx, writer, .. } = self;
        let person = tx.add_person(random_id())?;
        let figures = history.order.tell_figures(None, &history.events);
        Ok(DecidedChange { tx, writer, history, person, now, before: None, figures, past })
    }
}

/// What the rules decided, not written yet. Dropped, it changes nothing but for the tables that its caller wrote.
pub struct DecidedChange<'a, S: StoredFlow> {
    tx: &'a Tx<'a>,
    writer: &'a OrderWriter,
    /// The events that are new, and the state after them.
    history: RecordedHistory<S>,
    person: StoredPerson,
    now: Timestamp,
    before: Option<ChainHead>,
    figures: ChangeFigures,
    past: bool,
}

impl<S: StoredFlow> DecidedChange<'_, S> {
    pub const fn order(&self) -> &S {
        &self.history.order
    }

    pub const fn person(&self) -> &StoredPerson {
        &self.person
    }

    /// As the tables beside the log see it.
    pub fn as_written(&self) -> WrittenChange<'_, S> {
        let RecordedHistory { order, events, .. } = &self.history;
        WrittenChange { order, events, person: &self.person, now: self.now }
    }

    /// The rows of its events.
    pub fn rows(&self) -> &[EventEnvelope] {
        &self.history.rows
    }

    /// Appends the events, brings the projection along, and writes what follows from them beside the log.
    pub fn commit(self) -> ChangeResult<OrderOutcome> {
        self.append_rows()?;
        if self.past {
            write_past_effects(self.tx, &self.as_written(), &self.history.rows)?;
        } else {
            write_side_effects(self.tx, &self.as_written())?;
        }
        Ok(self.outcome())
    }

    fn outcome(&self) -> OrderOutcome {
        let told = OrderOutcome::from_events(&self.history.order, &self.history.rows, self.writer.caller.dry_run);
        OrderOutcome { figures: self.figures.clone(), ..told }
    }

    fn append_rows(&self) -> Result<()> {
        let (tx, RecordedHistory { order, rows, .. }) = (self.tx, &self.history);
        if rows.is_empty() {
            return Ok(());
        }
        let summary = order.order_summary(&self.writer.deadlines);
        let before = self.before.as_ref();
        let head = tx.append_events(before.map_or(NO_HASH, |before| before.head), &self.person, rows)?;
        if let Some(before) = before {
            return tx.update_order(&summary, &head, before.version);
        }
        tx.add_order(&summary, &head, &self.person.id)?;
        order.buyer_account().map_or(Ok(()), |account| tx.index_account(&self.person.id, &account))
    }
}
