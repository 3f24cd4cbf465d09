//! One row of a bill.

use serde::Serialize;

use super::service::{BillDirection, BillKind, BillMovement, BillTimeUnit};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// A fee, in hundred-thousandths of a yuan: WeChat Pay counts it so, and only a sum of fees is rounded to fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BillFee(i64);

impl BillFee {
    pub const ZERO: Self = Self(0);
    /// How many of them are one fen.
    const PER_FEN: i64 = 1_000;

    pub const fn new(hundred_thousandths: i64) -> Self {
        Self(hundred_thousandths)
    }

    pub const fn from_fen(fen: Fen) -> Self {
        Self(fen.in_fen().saturating_mul(Self::PER_FEN))
    }

    pub const fn in_hundred_thousandths(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Half away from zero, so that a fee and its return are rounded alike.
    pub const fn round_to_fen(self) -> Fen {
        let half = Self::PER_FEN / 2;
        let rounded = (self.0.saturating_abs().saturating_add(half)) / Self::PER_FEN;
        Fen::new(if self.0 < 0 { -rounded } else { rounded })
    }
}

/// What a row says in its own words: rules change later, and these are what a rule is tried on again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BillWords {
    pub status: String,
    pub direction: String,
    pub method: String,
    pub category: String,
    pub amount: String,
}

/// One row, as a fact.
///
/// Invariant: `amount` is never negative; which way it went is `direction`'s alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRow {
    /// Where in the file, as a spreadsheet counts, from 1.
    pub line: u64,
    pub kind: BillKind,
    pub direction: BillDirection,
    pub movement: BillMovement,
    pub amount: Fen,
    /// What the other side was asked for, or asked back, where coupons or a fee make it another amount: an order is compared
    /// with this one.
    pub asked: Option<Fen>,
    /// What the service kept of it, where the row says so; negative where it gave it back. None of a row that is a fee: there
    /// it is `amount`.
    pub fee: Option<BillFee>,
    /// How much of it the row says came back since, in all: a check on the rows of the refunds, never a movement.
    pub refunded: Option<Fen>,
    pub at: Timestamp,
    pub time_unit: BillTimeUnit,
    /// The service's own number of the transaction; for a refund it may be that of the payment.
    pub number: Option<String>,
    /// The number of the payment that a refund belongs to, where the row names it.
    pub refund_of: Option<String>,
    /// The number that the other side gave it.
    pub merchant_number: Option<String>,
    /// Numbers of orders that the row names, each once, in the order in which they stand.
    pub order_numbers: Vec<String>,
    /// The other side. Personal.
    pub party: Option<String>,
    /// What the row is for, in free words. Personal.
    pub note: Option<String>,
    pub words: BillWords,
}

impl BillRow {
    /// What the row adds to the account: negative where money left, zero where none moved or it stayed with the owner. What a
    /// platform says it sold moves nothing: the wallet shows that.
    pub const fn moved_amount(&self) -> Fen {
        match (self.kind, self.movement, self.direction) {
            (BillKind::Sale, ..) => Fen::ZERO,
            (_, BillMovement::Moved, BillDirection::In) => self.amount,
            (_, BillMovement::Moved, BillDirection::Out) => Fen::new(-self.amount.in_fen()),
            _ => Fen::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fees_are_rounded_as_a_sum_and_alike_in_both_directions() {
        let sum = (0..3).fold(BillFee::ZERO, |sum, _| sum.saturating_add(BillFee::new(333)));
        assert_eq!(sum.round_to_fen(), Fen::new(1));
        assert_eq!(BillFee::new(333).round_to_fen(), Fen::ZERO);
        for (fee, fen) in [(500, 1), (-500, -1), (499, 0), (-499, 0), (38_000, 38), (-38_400, -38)] {
            assert_eq!(BillFee::new(fee).round_to_fen(), Fen::new(fen), "{fee}");
        }
        assert_eq!(BillFee::from_fen(Fen::new(77)).round_to_fen(), Fen::new(77));
    }
}
