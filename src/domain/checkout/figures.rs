//! The amounts that a change of a checkout order is about.

use super::event::CheckoutEvent;
use super::order::CheckoutOrder;
use crate::domain::order::figures::{ChangeFigures, Figure, FigureKind};
use crate::domain::value::money::Fen;

/// What `events` did to the money of `order`, as it is now.
pub fn tell_figures(order: &CheckoutOrder, events: &[CheckoutEvent]) -> ChangeFigures {
    let quote = &order.draft.quote;
    let figure =
        |kind, amount: Fen| Figure { kind, currency: quote.currency.clone(), before: None, amount, detail: None };
    let mut list = ChangeFigures::default();
    for event in events {
        match event {
            CheckoutEvent::Drafted(_) | CheckoutEvent::SessionCreated(_) => {
                list.figures.push(figure(FigureKind::Price, quote.amount));
            }
            CheckoutEvent::Completed(_) => list.figures.push(figure(FigureKind::Paid, quote.amount)),
            CheckoutEvent::RefundRequested(_) => {
                let amount = order.refunds.last().map(|refund| figure(FigureKind::ToRefund, refund.amount));
                list.figures.extend(amount);
                list.figures.push(figure(FigureKind::Kept, order.refundable_amount()));
            }
            CheckoutEvent::RefundCompleted(_) => {
                list.figures.push(figure(FigureKind::Refunded, order.refunded_amount()));
                list.figures.push(figure(FigureKind::Kept, order.refundable_amount()));
            }
            // Nothing of these moves the price of the order.
            _ => {}
        }
    }
    list
}
