//! The amounts that a change of a resale order is about.

use super::event::ResaleEvent;
use super::loss::OrderMargin;
use super::order::ResaleOrder;
use super::payload::{LegConfirmed, PartyShare, PaymentConfirmed, RefundLeg};
use super::payment_channel::PaymentChannel;
use crate::domain::order::figures::{ChangeFigures, Figure, FigureKind};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::money::Fen;
use crate::say;

const CURRENCY: &str = "CNY";

/// What `events` did to the money of an order that is now `after`; without `before` it is new.
pub fn tell_figures(before: Option<&ResaleOrder>, after: &ResaleOrder, events: &[ResaleEvent]) -> ChangeFigures {
    let mut told = FigureList { before, after, list: ChangeFigures::default() };
    for event in events {
        match event {
            ResaleEvent::FormSubmitted(_) | ResaleEvent::FormCorrected(_) | ResaleEvent::OrderCorrected(_) => {
                told.add_price();
            }
            ResaleEvent::ManualReviewPassed(_) => {
                told.add_known(FigureKind::Payable, |order| order.agent_payable_amount);
                told.add_margin();
            }
            ResaleEvent::PaymentConfirmed(payment) => {
                let paid = after.agent_paid_amount();
                told.add(FigureKind::AgentPaid, paid, Some(describe_payment(payment)));
                told.add_margin();
            }
            ResaleEvent::PaymentCorrected(_) => {
                let detail = after.payment.as_ref().map(|payment| describe_payment(&payment.what));
                told.add(FigureKind::AgentPaid, after.agent_paid_amount(), detail);
            }
            ResaleEvent::CancelRequested(_) | ResaleEvent::RefundRequested(_) => {
                told.add(FigureKind::ToRefund, after.open_refund().map(|refund| refund.amount), None);
                told.add_open_legs();
            }
            ResaleEvent::RefundLegConfirmed(leg) => {
                told.add(FigureKind::Returned, leg.amount, Some(leg_label(leg)));
                told.add_open_legs();
            }
            ResaleEvent::RefundCompleted(_) | ResaleEvent::OrderCancelled(_) => {
                told.add(FigureKind::Refunded, Some(after.refunded_amount()), None);
                told.add(FigureKind::Kept, Some(after.refundable_amount()), None);
            }
            ResaleEvent::ShareSettled(share) => {
                told.add(FigureKind::Share, Some(share.share_amount), describe_parties(&share.parties));
            }
            ResaleEvent::ShareReversed(share) => told.add(FigureKind::ShareReversed, share.share_amount, None),
            // Nothing of these moves money, or says anew how much it is.
            _ => {}
        }
    }
    told.list
}

/// The label of a leg.
pub const fn refund_leg_label(leg: RefundLeg) -> BilingualText {
    match leg {
        RefundLeg::Buyer => BilingualText { zh: "退款给买家", en: "the buyer's money" },
        RefundLeg::Agent => BilingualText { zh: "代理退回货款", en: "the agent's money" },
        RefundLeg::Ticket => BilingualText { zh: "作废门票", en: "the ticket" },
    }
}

/// Who owes whom what a leg of a refund brings back.
pub const fn refund_debt_label(leg: RefundLeg) -> BilingualText {
    match leg {
        RefundLeg::Buyer => BilingualText { zh: "店要退买家", en: "the shop owes the buyer" },
        RefundLeg::Agent => BilingualText { zh: "代理要退店里", en: "the agent owes the shop" },
        RefundLeg::Ticket => BilingualText { zh: "门票要作废", en: "the ticket is to be cancelled" },
    }
}

struct FigureList<'a> {
    before: Option<&'a ResaleOrder>,
    after: &'a ResaleOrder,
    list: ChangeFigures,
}

impl FigureList<'_> {
    fn add(&mut self, kind: FigureKind, amount: Option<Fen>, detail: Option<BilingualMessage>) {
        let Some(amount) = amount else { return };
        self.list.figures.push(Figure { kind, currency: CURRENCY.to_owned(), before: None, amount, detail });
    }

    /// An amount that both states have, with what it was.
    fn add_known(&mut self, kind: FigureKind, read: impl Fn(&ResaleOrder) -> Option<Fen>) {
        let Some(amount) = read(self.after) else { return };
        let before = self.before.and_then(read).filter(|before| *before != amount);
        self.list.figures.push(Figure { kind, currency: CURRENCY.to_owned(), before, amount, detail: None });
    }

    /// What the tickets cost. A form that is submitted is followed by no other event that says it again.
    fn add_price(&mut self) {
        if self.list.figures.iter().any(|figure| figure.kind == FigureKind::Payable) {
            return;
        }
        self.add_known(FigureKind::Settlement, |order| order.settlement_amount);
        match self.after.payment {
            Some(_) => self.add_known(FigureKind::AgentPaid, ResaleOrder::agent_paid_amount),
            None => self.add_known(FigureKind::Payable, |order| order.agent_payable_amount),
        }
        self.add_margin();
    }

    fn add_margin(&mut self) {
        self.add_known(FigureKind::Margin, |order| OrderMargin::of_order(order).map(OrderMargin::amount));
    }

    fn add_open_legs(&mut self) {
        let open = self.after.open_refund().map(|_| self.after.open_legs()).unwrap_or_default();
        self.list.left = open.into_iter().map(refund_leg_label).collect();
    }
}

fn describe_payment(payment: &PaymentConfirmed) -> BilingualMessage {
    let channel = &payment.pay_channel;
    let mut text = match PaymentChannel::from_code(channel) {
        Some(known) => known.label().into(),
        None => say!("{channel}", "{channel}"),
    };
    if let Some(reference) = &payment.payment_reference {
        text.append(&say!(" {reference}", " {reference}"));
    }
    text
}

fn leg_label(leg: &LegConfirmed) -> BilingualMessage {
    match &leg.leg {
        RecordedCode::Known(known) => refund_leg_label(*known).into(),
        RecordedCode::Other(word) => say!("{word}", "{word}"),
    }
}

fn describe_parties(parties: &[PartyShare]) -> Option<BilingualMessage> {
    let list: Vec<String> = parties.iter().map(|part| format!("{} {}", part.party, part.amount)).collect();
    let (zh, en) = (list.join("，"), list.join(", "));
    (!parties.is_empty()).then_some(BilingualMessage { zh, en })
}
