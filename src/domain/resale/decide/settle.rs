//! Money at the end, and the ways out: a19 to a22, reveals and erasure.

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::resale::axis::{OrderStatus, ProfitShareStatus};
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::*;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::message::BilingualText;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::rejection::Rejection;

/// a19. What the buyer paid and did not get back, minus what the agent was paid, split in basis points; the remainder goes to
/// the first party.
pub(super) fn settle_share(
    order: &ResaleOrder,
    parties: &[(String, BasisPoints)],
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    if order.status.profit_share == ProfitShareStatus::Settled {
        return Ok(Vec::new());
    }
    let agent_paid_amount = order.agent_paid_amount().unwrap_or(Fen::ZERO);
    let share_amount = order.share_amount();
    Ok(vec![ResaleEvent::ShareSettled(ShareSettled {
        operator_id: by.operator.clone(),
        paid_amount: order.purchase.paid_amount,
        refunded_amount: Some(order.refunded_amount()).filter(|amount| *amount != Fen::ZERO),
        agent_paid_amount,
        share_amount,
        parties: split_share(share_amount, parties),
    })])
}

/// The parts of `total`; they always add up to it.
fn split_share(total: Fen, parties: &[(String, BasisPoints)]) -> Vec<PartyShare> {
    let mut shares: Vec<_> = parties
        .iter()
        .map(|(party, bp)| PartyShare { party: party.clone(), bp: bp.0, amount: total.floor_at_rate(*bp) })
        .collect();
    let given: i64 = shares.iter().map(|share| share.amount.in_fen()).sum();
    if let Some(first) = shares.first_mut() {
        first.amount = Fen::new(first.amount.in_fen() + total.in_fen() - given);
    }
    shares
}

/// a20.
pub(super) fn cancel_order(order: &ResaleOrder, reason: &str, by: &Actor) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let again = order.refunds.last().is_some_and(|refund| refund.is_cancel);
    if again && order.is_frozen() {
        return Ok(Vec::new());
    }
    let event = ResaleEvent::CancelRequested(CancelRequested {
        operator_id: by.operator.clone(),
        reason: parse_operator_text(reason, "reason")?,
        agent_must_confirm: order.may_have_reached_agent(),
    });
    if order.status.order == OrderStatus::Completed {
        let no = &order.order_no;
        return Err(ResaleRejection::OrderCompleted { no: &no }.into_rejection().into());
    }
    require_allowed(order, &event)?;
    Ok(vec![event])
}

/// a20, after a push: the agent took the order back.
pub(super) fn confirm_cancel(
    order: &ResaleOrder,
    evidence: &str,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let event = ResaleEvent::CancelConfirmed(StatedEvidence {
        operator_id: by.operator.clone(),
        evidence: parse_operator_text(evidence, "evidence")?,
    });
    require_allowed(order, &event)?;
    if order.open_refund().is_none() {
        let no = &order.order_no;
        return Err(ResaleRejection::CancelNotRequested { no: &no }.into_rejection().into());
    }
    Ok(vec![event])
}

/// a21. A part of what is left leaves the order as it is, unless its ticket is to go all the same.
pub(super) fn open_refund(
    order: &ResaleOrder,
    reason: &str,
    amount: Option<Fen>,
    revokes_ticket: bool,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let left = order.refundable_amount();
    let amount = amount.unwrap_or(left);
    let event = ResaleEvent::RefundRequested(ResaleRefundRequested {
        operator_id: by.operator.clone(),
        reason: parse_operator_text(reason, "reason")?,
        amount,
        keeps_order: amount < left && !revokes_ticket,
    });
    require_allowed(order, &event)?;
    at_most(amount, left, "amount")?;
    Ok(vec![event])
}

fn at_most(amount: Fen, limit: Fen, field: &str) -> Result<(), Rejection> {
    if amount > Fen::ZERO && amount <= limit {
        return Ok(());
    }
    Err(ResaleRejection::RefundTooLarge { field: &field, amount: &amount, limit: &limit }.into())
}

/// a21. The last leg of a cancelled order closes it; a refund is closed by `refund complete`.
pub(super) fn confirm_leg(
    order: &ResaleOrder,
    leg: RefundLeg,
    evidence: &str,
    amount: Option<Fen>,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let confirmed = LegConfirmed {
        operator_id: by.operator.clone(),
        leg: leg.into(),
        evidence: parse_operator_text(evidence, "evidence")?,
        amount: leg_amount(order, leg, amount)?,
    };
    let event = ResaleEvent::RefundLegConfirmed(confirmed);
    require_allowed(order, &event)?;
    leg_open(order, leg)?;
    let mut events = vec![event];
    let is_cancel = order.open_refund().is_some_and(|refund| refund.is_cancel);
    if is_cancel && order.open_legs() == [leg] {
        events.extend(reverse_share(order, "order cancelled"));
        events.push(ResaleEvent::OrderCancelled(order_closed(order, by, leg, amount)));
    }
    Ok(events)
}

/// The amount that a leg records: the refund's for the buyer, what was paid for the agent, none for the ticket.
fn leg_amount(order: &ResaleOrder, leg: RefundLeg, amount: Option<Fen>) -> Result<Option<Fen>, Rejection> {
    if leg == RefundLeg::Ticket {
        return Ok(None);
    }
    let full = order.leg_amount(leg);
    if let (Some(amount), Some(full)) = (amount, full) {
        at_most(amount, full, "amount")?;
    }
    Ok(amount.or(full))
}

fn leg_open(order: &ResaleOrder, leg: RefundLeg) -> Result<(), Rejection> {
    if order.open_legs().contains(&leg) {
        return Ok(());
    }
    let (no, BilingualText { zh: leg_zh, en: leg_en }) = (&order.order_no, leg.label());
    let (open_zh, open_en) = name_legs(&order.open_legs());
    let refused = ResaleRejection::RefundLegNotOpen {
        no: &no,
        leg_zh: &leg_zh,
        leg_en: &leg_en,
        open_zh: &open_zh,
        open_en: &open_en,
    };
    Err(refused.into())
}

/// Legs as the flag `--leg` has them, behind what each is.
fn name_legs(legs: &[RefundLeg]) -> (String, String) {
    let zh = legs.iter().map(|leg| format!("{}（--leg {}）", leg.label().zh, leg.code()));
    let en = legs.iter().map(|leg| format!("{} (--leg {})", leg.label().en, leg.code()));
    (zh.collect::<Vec<_>>().join("、"), en.collect::<Vec<_>>().join(", "))
}

/// a21. A share that was settled is settled anew on what is left.
pub(super) fn complete_refund(order: &ResaleOrder, by: &Actor) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let done_before = order.refunds.last().is_some_and(|refund| refund.completed_at.is_some() && !refund.is_cancel);
    if done_before {
        return Ok(Vec::new());
    }
    let done = ResaleEvent::RefundCompleted(order_closed(order, by, RefundLeg::Ticket, None));
    require_allowed(order, &done)?;
    let open = order.open_legs();
    if !open.is_empty() {
        let no = &order.order_no;
        let (zh, en) = name_legs(&open);
        return Err(ResaleRejection::RefundLegsOpen { no: &no, zh: &zh, en: &en }.into_rejection().into());
    }
    let goes_on = order.open_refund().is_some_and(|refund| refund.resumes.is_some());
    let reversed = match goes_on {
        true if order.status.profit_share != ProfitShareStatus::Settled => None,
        true => reverse_share(order, "refunded in part"),
        false => reverse_share(order, "order refunded"),
    };
    Ok(reversed.into_iter().chain([done]).collect())
}

fn order_closed(order: &ResaleOrder, by: &Actor, leg: RefundLeg, amount: Option<Fen>) -> OrderClosed {
    let refund = order.open_refund();
    let recorded = refund.iter().flat_map(|refund| &refund.legs).find(|done| done.what.leg == RefundLeg::Buyer);
    let running = (leg == RefundLeg::Buyer).then_some(amount).flatten();
    let full = refund.map(|refund| refund.amount);
    let refunded_amount = recorded.and_then(|done| done.what.amount).or(running).or(full).unwrap_or(Fen::ZERO);
    OrderClosed { operator_id: by.operator.clone(), refunded_amount }
}

/// A share that was ready or settled does not outlive the refund.
fn reverse_share(order: &ResaleOrder, reason: &str) -> Option<ResaleEvent> {
    matches!(order.status.profit_share, ProfitShareStatus::Ready | ProfitShareStatus::Settled).then(|| {
        ResaleEvent::ShareReversed(ShareReversed {
            reason: reason.to_owned(),
            share_amount: order.share.as_ref().map(|share| share.what.share_amount),
        })
    })
}

/// a22. Recorded once for each deadline and moment.
pub(super) fn miss_deadline(order: &ResaleOrder, missed: &DeadlineMissed) -> Vec<ResaleEvent> {
    if order.missed.contains(missed) { Vec::new() } else { vec![ResaleEvent::DeadlineMissed(missed.clone())] }
}

/// Who saw personal data.
pub(super) fn reveal_person(command: &str, by: &Actor) -> Vec<ResaleEvent> {
    vec![ResaleEvent::PersonRevealed(PersonRevealed { operator_id: by.operator.clone(), command: command.to_owned() })]
}

/// The person's key is destroyed; the order and its money stay.
pub(super) fn erase_person(order: &ResaleOrder, reason: &str, by: &Actor) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    if order.erased {
        return Ok(Vec::new());
    }
    let closed = matches!(order.status.order, OrderStatus::Completed | OrderStatus::Cancelled | OrderStatus::Refunded);
    if !closed {
        let no = &order.order_no;
        return Err(ResaleRejection::OrderStillOpen { no: &no }.into_rejection().into());
    }
    Ok(vec![ResaleEvent::PersonErased(ReviewDecision {
        operator_id: by.operator.clone(),
        reason: parse_operator_text(reason, "reason")?,
    })])
}
