//! What is held against each other: rows as they are kept, orders as they say what was moved, and what bills cover.

use super::row::BillFee;
use super::service::{BillDirection, BillKind, BillMovement, BillScope, BillService, BillTimeUnit};
use crate::domain::order::movement::OrderMovement;
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// A row that was read, without what is personal. Small, as all rows are held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillFact {
    /// By which people name it.
    pub id: i64,
    pub account: i64,
    pub service: BillService,
    pub kind: BillKind,
    pub direction: BillDirection,
    pub movement: BillMovement,
    pub amount: Fen,
    /// What the other side was asked for, where it is another amount.
    pub asked: Option<Fen>,
    pub fee: Option<BillFee>,
    pub refunded: Option<Fen>,
    pub at: Timestamp,
    pub time_unit: BillTimeUnit,
    pub number: Option<Box<str>>,
    pub refund_of: Option<Box<str>>,
    pub merchant_number: Option<Box<str>>,
    /// Numbers of orders that the row names, with spaces between them.
    pub order_numbers: Option<Box<str>>,
    /// Whether a later file covers its time and no longer has it.
    pub is_gone: bool,
    pub mark: Option<Box<BillMark>>,
}

impl BillFact {
    /// Each number of an order that the row names.
    pub fn named_orders(&self) -> impl Iterator<Item = &str> {
        self.order_numbers.as_deref().into_iter().flat_map(|numbers| numbers.split(' '))
    }

    /// What an order is compared with.
    pub fn order_amount(&self) -> Fen {
        self.asked.unwrap_or(self.amount)
    }

    /// Whether money came to the account or left it.
    pub const fn is_moved(&self) -> bool {
        matches!(self.movement, BillMovement::Moved)
    }
}

/// What somebody decided about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillMark {
    BelongsTo(OrderNo),
    Ignored,
}

/// An order, as far as bills are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderClaims {
    pub order_no: OrderNo,
    /// Its number on the platform.
    pub external_order_no: String,
    /// Three letters.
    pub currency: String,
    pub movements: Vec<OrderMovement>,
}

/// A time of which an account's rows are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoveredPeriod {
    pub service: BillService,
    pub account: i64,
    pub scope: BillScope,
    pub from: Timestamp,
    /// The first moment that it covers no more.
    pub until: Timestamp,
}

impl CoveredPeriod {
    /// Whether the bill would have the row of money that came, or left, at `at`.
    pub fn covers(&self, at: Timestamp, is_incoming: bool) -> bool {
        let has_direction = match self.scope {
            BillScope::Everything => true,
            BillScope::Income => is_incoming,
            BillScope::Spending => !is_incoming,
            BillScope::Part => false,
        };
        has_direction && self.from <= at && at < self.until
    }
}

/// What a shop knows of its platform's ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlatformTerms {
    /// After how many days the platform confirms the receipt by itself, and the money comes.
    pub confirm_days: i64,
}
