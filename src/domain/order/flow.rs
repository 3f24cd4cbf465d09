//! What a flow brings to the one write path: its rules, its log, and the line that lists know of each of its orders.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::actor::{Actor, EventStamp};
use super::event::{EventEnvelope, EventError};
use super::figures::ChangeFigures;
use super::movement::OrderMovement;
use super::next::QueuePlace;
use super::number::OrderNo;
use super::rejections::OrderRejection;
use crate::domain::value::money::Fen;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::{Day, Timestamp};

/// The state of an order, with the rules that hold for it.
pub trait OrderState: Clone {
    type Event: Clone;
    type Command;

    /// The event that a row of the log tells.
    fn read_event(row: &EventEnvelope) -> Result<Self::Event, EventError>;

    /// The state that the rows of one order add up to; none without a row.
    fn from_rows(rows: &[EventEnvelope]) -> Result<Option<Self>, EventError>;

    /// The events that `command` makes happen, oldest first; none where it was done before.
    fn decide(&self, command: &Self::Command, by: &Actor) -> Result<Vec<Self::Event>, CommandRefusal<Self::Event>>;

    /// The rows that `events` add, and the state after them.
    fn record_events(&self, events: &[Self::Event], stamp: &EventStamp) -> (Self, Vec<EventEnvelope>);

    fn order_no(&self) -> &OrderNo;

    /// Whether the person of the order was erased.
    fn is_erased(&self) -> bool;

    /// Refuses what would store or send something of the person, before any other guard or file is asked: the rule table
    /// says the same of each event.
    fn require_person(&self) -> Result<(), Rejection> {
        if self.is_erased() {
            Err(OrderRejection::PersonErased { no: self.order_no() }.into_rejection())
        } else {
            Ok(())
        }
    }

    /// The name of each axis in `before` and `after`, and its code.
    fn axis_codes(&self) -> Vec<(&'static str, &'static str)>;

    /// What `events`, which brought the order from `before` to here, did to its money; without `before` they opened it.
    fn tell_figures(&self, before: Option<&Self>, events: &[Self::Event]) -> ChangeFigures;
}

/// A refusal, and the events that keep what someone will ask about later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRefusal<E> {
    pub rejection: Rejection,
    /// What is recorded all the same, oldest first.
    pub records: Vec<E>,
}

impl<E> From<Rejection> for CommandRefusal<E> {
    fn from(rejection: Rejection) -> Self {
        Self { rejection, records: Vec::new() }
    }
}

/// A point on which a row of an export contradicts the rules or the rows before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplayContradiction {
    /// The name of the axis, such as `orderStatus`, or the key of the payload.
    pub axis: String,
    pub said: String,
    /// What follows from the rows before it.
    pub follows: String,
}

/// Checks the states that a row of an export tells: `read` makes a code of what is written for an axis, `follows` is the
/// code that it has to be. Both know no axis but their flow's.
pub fn check_states_agree(
    said: &Map<String, Value>,
    read: impl Fn(&str, &str) -> Option<&'static str>,
    follows: impl Fn(&str) -> Option<&'static str>,
) -> Result<(), ReplayContradiction> {
    for (axis, value) in said {
        let text = value.as_str().unwrap_or_default();
        let follows = follows(axis);
        if follows.is_none() || read(axis, text) != follows {
            // What is no state at all may be anything, a person's data too.
            let said = if read(axis, text).is_some() { text } else { "***" }.to_owned();
            let follows = follows.unwrap_or("-").to_owned();
            return Err(ReplayContradiction { axis: axis.clone(), said, follows });
        }
    }
    Ok(())
}

/// What lists, filters and the queue know of an order without its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSummary {
    pub order_no: OrderNo,
    /// The version of its last event.
    pub version: u32,
    /// Where it was sold: the marketplace, or the channel of the buyer's agent.
    pub platform: String,
    /// Its number there; the order's own where the channel has none.
    pub external_order_no: String,
    /// The key under which a repeat of its first event is recognised.
    pub event_key: String,
    pub product_name: String,
    /// The ticket type or the SKU, once known.
    pub ticket_type: Option<String>,
    /// The day of the visit, once known.
    pub play_date: Option<Day>,
    /// How many tickets or visitors.
    pub quantity: u32,
    /// What the buyer pays, in hundredths of the currency.
    pub amount: Fen,
    /// Three letters.
    pub currency: String,
    /// The short name of each axis (its key in the JSON of an order) and its code, the order's own status first.
    pub status: Vec<(&'static str, &'static str)>,
    /// What to do next, as far as the order and the clock say it.
    pub place: QueuePlace,
    /// When a sweep has to record what the clock did to the order.
    pub miss_at: Option<Timestamp>,
    /// The group that a part of it is in: the rest can only go there.
    pub push_group: Option<String>,
    /// None while there is nothing to share out.
    pub share: Option<ShareSummary>,
    /// The money that was moved for it.
    pub movements: Vec<OrderMovement>,
    pub created_at: Timestamp,
    /// When its latest visible event was recorded.
    pub updated_at: Timestamp,
}

/// What the profit share of an order comes to. Amounts are in yuan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareSummary {
    /// What the buyer got back.
    pub refunded: Fen,
    /// What the agent was paid.
    pub agent_paid: Option<Fen>,
    /// What is left: settled, or to settle. Negative where the order loses money.
    pub amount: Fen,
    /// What the shop has of the order in the end: received, without what was refunded and what the agent kept.
    #[serde(default)]
    pub left: Fen,
    /// Who got what, once settled.
    pub parties: Vec<PartyAmount>,
    /// The day on which the order was completed or closed.
    pub since: Day,
}

/// What one party has of a share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyAmount {
    /// As configured.
    pub party: String,
    /// In yuan; negative where the order lost money.
    pub amount: Fen,
}
