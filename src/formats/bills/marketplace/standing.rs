//! How far the money of a sale has come, by where the order stands.

use crate::domain::bill::service::BillMovement;
use crate::domain::resale::platform_news::{PlatformStanding, SaleStage};
use crate::domain::value::money::Fen;
use crate::formats::orders::standing::PlatformState;

/// What came back of a sale, and of how much.
#[derive(Clone, Copy)]
pub(crate) struct SaleRefund {
    pub(crate) paid: Fen,
    pub(crate) refunded: Option<Fen>,
}

impl SaleRefund {
    /// Whether the platform's word for a refund means a part of it: the sale stands then.
    fn is_partial(self) -> bool {
        self.refunded.is_some_and(|refunded| refunded < self.paid)
    }
}

/// Until the buyer confirms, the platform holds the money. A state that nobody knows is to be looked at.
pub(crate) fn movement_of_sale(state: Option<PlatformState>, refund: SaleRefund) -> BillMovement {
    let Some(state) = state else { return BillMovement::Unclear };
    let (standing, stage) = match state {
        PlatformState::Unpaid => return BillMovement::NotMoved,
        PlatformState::Known(standing, stage) => (standing, stage),
    };
    match standing {
        PlatformStanding::Closed => BillMovement::NotMoved,
        PlatformStanding::Refunded if !refund.is_partial() => BillMovement::NotMoved,
        PlatformStanding::RefundAsked | PlatformStanding::Refunding => BillMovement::OnTheWay,
        PlatformStanding::Stands | PlatformStanding::RefundEnded | PlatformStanding::Refunded => match stage {
            Some(SaleStage::Completed) => BillMovement::Moved,
            _ => BillMovement::OnTheWay,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sale_stands_when_a_part_of_it_came_back() {
        let state = Some(PlatformState::Known(PlatformStanding::Refunded, Some(SaleStage::Completed)));
        let movement = |refunded| {
            movement_of_sale(state, SaleRefund { paid: Fen::new(50_600), refunded: Some(Fen::new(refunded)) })
        };
        assert_eq!(movement(10_000), BillMovement::Moved);
        assert_eq!(movement(50_600), BillMovement::NotMoved);
        let untold = SaleRefund { paid: Fen::new(50_600), refunded: None };
        assert_eq!(movement_of_sale(state, untold), BillMovement::NotMoved);
        assert_eq!(movement_of_sale(None, untold), BillMovement::Unclear);
    }
}
