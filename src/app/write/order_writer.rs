//! Who writes, and when: what every request needs besides its order.

use super::clock::Clock;
use crate::app::{App, Caller};
use crate::domain::order::actor::{Actor, EventStamp};
use crate::domain::resale::next::ResaleDeadlines;
use crate::store::log::shop_events::ShopStamp;

/// Who writes, by which clock and with which deadlines.
#[derive(Clone, Debug)]
pub struct OrderWriter {
    pub clock: Clock,
    pub deadlines: ResaleDeadlines,
    pub caller: Caller,
}

impl App {
    pub fn order_writer(&self) -> OrderWriter {
        OrderWriter { clock: self.clock, deadlines: self.resale_deadlines(), caller: self.caller.clone() }
    }
}

impl OrderWriter {
    /// The same for what no key stands for.
    #[must_use]
    pub fn without_key(mut self) -> Self {
        self.caller.key = None;
        self
    }

    pub(crate) fn current_actor(&self) -> Actor {
        let Caller { operator, source, .. } = &self.caller;
        Actor { operator: operator.clone(), source: *source, now: self.clock.received_at() }
    }

    /// Who changes the shop by `command`, just before it is written.
    pub(crate) fn shop_stamp(&self, command: &str) -> ShopStamp {
        let (at, operator) = (self.clock.processed_at(), self.caller.operator.clone());
        ShopStamp { at, operator, command: command.to_owned() }
    }

    /// What the rows of one request share, taken just before they are written.
    pub(crate) fn row_stamp(&self) -> EventStamp {
        let Caller { operator, source, key, .. } = &self.caller;
        EventStamp {
            created_at: self.clock.received_at(),
            processed_at: self.clock.processed_at(),
            operator: operator.clone(),
            source: *source,
            key: key.clone(),
        }
    }
}
