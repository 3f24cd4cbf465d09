//! What a flow brings so that its orders can be stored: how one begins, and the tables beside the log.

use super::side_effect::SideEffect;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::flow::{OrderState, OrderSummary};
use crate::domain::order::notice::{BuyerNotice, PartState};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::people::persons::StoredPerson;
use crate::store::projection::orders::ChainHead;

/// A flow whose orders are kept here.
pub trait StoredFlow: OrderState {
    /// Which one: the numbers of its orders say the same.
    const FLOW: OrderFlow;

    /// What has to be known to open an order.
    type OpeningFacts;

    /// The first events of an order, with the state after them and their rows; or why there is to be none.
    fn open_order(order_no: &OrderNo, facts: Self::OpeningFacts, stamp: &EventStamp) -> Result<RecordedHistory<Self>>;

    /// The buyer's account at the marketplace or in the channel, by which later orders are found.
    fn buyer_account(&self) -> Option<Personal>;

    /// Refuses an event that the rule table does not admit, or that only opens an order.
    fn check_admitted(&self, event: &Self::Event) -> Result<(), BilingualMessage>;

    /// What lists know of the order.
    fn order_summary(&self, deadlines: &ResaleDeadlines) -> OrderSummary;

    /// What one of its events means for the tables beside the log, in the order in which it is written.
    ///
    /// Invariant: the order may be in any later state. What an event means never changes afterwards.
    fn side_effects<'a>(&'a self, event: &'a Self::Event) -> Vec<SideEffect<'a>>;

    /// Every message that its events say began to leave, oldest first.
    fn told_deliveries(&self) -> Vec<ToldDelivery<'_>>;
}

/// A message as the events of its order tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldDelivery<'a> {
    /// Of its row in the outbox.
    pub id: &'a str,
    pub kind: DeliveryKind,
    pub state: PartState,
}

impl<'a> ToldDelivery<'a> {
    /// None where only the end of a notice is told: another system sent it.
    pub fn of_notice(notice: &'a BuyerNotice) -> Option<Self> {
        let began = !notice.template.is_empty();
        began.then_some(Self { id: &notice.id, kind: DeliveryKind::Notice, state: notice.state })
    }
}

/// An order as it stands, with what is needed to write its next event.
pub struct LoadedOrder<S = ResaleOrder> {
    pub order: S,
    /// Its events, oldest first, personal values open.
    pub events: Vec<EventEnvelope>,
    pub person: StoredPerson,
    /// Where its chain ends.
    pub anchor: ChainHead,
}

/// The events of an order from its beginning, the rows that they make and the state that they add up to.
pub struct RecordedHistory<S: OrderState> {
    pub order: S,
    pub rows: Vec<EventEnvelope>,
    pub events: Vec<S::Event>,
}

/// What a request adds to the tables beside the log, in the same transaction.
pub struct WrittenChange<'a, S: OrderState = ResaleOrder> {
    pub order: &'a S,
    pub events: &'a [S::Event],
    pub person: &'a StoredPerson,
    /// The moment of the commit.
    pub now: Timestamp,
}
