//! What leaves the house: pushes to the agent's group and notices to the buyer, a8 to a12 and a18.

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::delivery::DeliveryPart;
use crate::domain::order::flow::OrderState as _;
use crate::domain::order::notice::{NoticeEnd, expect_unknown, next_notice_id, record_resolution};
use crate::domain::order::rejections::OrderRejection;
use crate::domain::resale::axis::{AgentPushStatus, UserNotifyStatus};
use crate::domain::resale::command::*;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::{PartState, ResaleOrder};
use crate::domain::resale::payload::*;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::shell::quote_word;

/// a8. Only parts that no attempt of this revision delivered are sent.
pub(super) fn start_push(
    order: &ResaleOrder,
    start: &StartPush,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    order.require_person()?;
    let attempt = u32::try_from(order.push.attempts.len()).unwrap_or(u32::MAX).saturating_add(1);
    let parts = start
        .parts
        .iter()
        .filter(|part| !order.has_delivered(part))
        .map(DeliveryPart::code)
        .map(|part| PartRef { id: format!("{}-p{attempt}-{part}", order.order_no), part: part.to_owned() })
        .collect();
    let event = ResaleEvent::PushStarted(PushStarted {
        operator_id: by.operator.clone(),
        target_group_id: start.group.name.clone(),
        attempt,
        parts,
        route_override: start.route_override,
    });
    not_unknown(order)?;
    require_allowed(order, &event)?;
    proof_usable(order, start.proof)?;
    day_ahead(order, by)?;
    group_usable(order, &start.group)?;
    Ok(vec![event])
}

fn not_unknown(order: &ResaleOrder) -> Result<(), Rejection> {
    if order.status.agent_push != AgentPushStatus::Unknown {
        return Ok(());
    }
    let no = &order.order_no;
    Err(ResaleRejection::PushOutcomeUnknown { no }.into())
}

fn proof_usable(order: &ResaleOrder, state: Option<ProofState>) -> Result<(), Rejection> {
    let no = &order.order_no;
    Err(match state {
        Some(ProofState::Intact) => return Ok(()),
        None => ResaleRejection::ProofMissing { no },
        Some(ProofState::Missing) => ResaleRejection::ProofFileMissing { no },
        Some(ProofState::Damaged) => ResaleRejection::ProofFileDamaged { no },
        Some(ProofState::External) => ResaleRejection::ProofExternal { no },
    }
    .into())
}

fn day_ahead(order: &ResaleOrder, by: &Actor) -> Result<(), Rejection> {
    let today = by.now.shanghai_day();
    match order.play_date {
        Some(day) if day < today => Err(ResaleRejection::PushAfterPlayDate { day: &day }.into()),
        _ => Ok(()),
    }
}

fn group_usable(order: &ResaleOrder, group: &GroupFacts) -> Result<(), Rejection> {
    let name = &group.name;
    if let Some(reason) = &group.paused {
        return Err(ResaleRejection::GroupPaused { name: &name, word: &quote_word(name), reason: &reason }.into());
    }
    match order.push.committed_group() {
        Some(committed) if committed != name => {
            Err(ResaleRejection::PushGroupCommitted { committed: &committed, word: &quote_word(committed) }
                .into_rejection())
        }
        _ => Ok(()),
    }
}

/// a9, a10, a11.
pub(super) fn finish_push(
    order: &ResaleOrder,
    outcome: &PushOutcome,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    if order.status.agent_push != AgentPushStatus::Sending {
        return Err(OrderRejection::NothingUnderWay { no: &order.order_no, what: &"push" }.into_rejection().into());
    }
    let group = order.push.latest_attempt().map(|attempt| attempt.group.clone()).unwrap_or_default();
    let operator_id = by.operator.clone();
    Ok(vec![match outcome.clone() {
        PushOutcome::Accepted { accepted } => {
            ResaleEvent::PushSucceeded(PushSucceeded { operator_id, target_group_id: group, accepted_parts: accepted })
        }
        PushOutcome::Failed { code, message, accepted, never_left } => ResaleEvent::PushFailed(PushFailed {
            operator_id,
            failure_code: code,
            target_group_id: group,
            failure_message: message,
            accepted_parts: accepted,
            never_left,
        }),
        PushOutcome::Unknown { delivery, reason, accepted } => ResaleEvent::PushUncertain(PushUncertain {
            operator_id,
            target_group_id: group,
            delivery_id: delivery,
            reason,
            accepted_parts: accepted,
        }),
    }])
}

/// a11. Nothing leaves `unknown` but an operator.
pub(super) fn resolve_push(
    order: &ResaleOrder,
    resolve: &ResolveDelivery,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let unknown = order
        .push
        .latest_attempt()
        .and_then(|attempt| attempt.parts.iter().find(|part| part.state == PartState::Unknown))
        .map(|part| part.id.as_str());
    expect_unknown(unknown, &resolve.delivery, &order.order_no)?;
    let others_there = order.push.latest_attempt().is_some_and(|attempt| {
        attempt.parts.iter().all(|part| part.id == resolve.delivery || part.state == PartState::Accepted)
    });
    Ok(vec![ResaleEvent::PushResolved(record_resolution(
        resolve,
        resolve.delivered && others_there,
        order.push.latest_attempt().map(|attempt| attempt.group.as_str()),
        by,
    )?)])
}

/// a12.
pub(super) fn acknowledge_push(
    order: &ResaleOrder,
    note: Option<&str>,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    if order.status.agent_push == AgentPushStatus::Acked {
        return Ok(Vec::new());
    }
    let note = note.map(|note| parse_operator_text(note, "note")).transpose()?;
    Ok(vec![ResaleEvent::Acknowledged(PushAcknowledged { operator_id: by.operator.clone(), note })])
}

/// a18. A notice that was sent goes out again only on purpose.
pub(super) fn start_notice(
    order: &ResaleOrder,
    start: &StartNotice,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    order.require_person()?;
    if order.status.user_notify == UserNotifyStatus::Sent && !start.resend {
        return Ok(Vec::new());
    }
    if order.status.user_notify == UserNotifyStatus::Unknown {
        return Err(OrderRejection::NoticeOutcomeUnknown { no: &order.order_no }.into_rejection().into());
    }
    Ok(vec![ResaleEvent::NoticeStarted(NoticeStarted {
        operator_id: by.operator.clone(),
        channel: start.channel.clone(),
        delivery_id: next_notice_id(&order.order_no, &order.notices),
        template: start.template.clone(),
        resend: start.resend,
    })])
}

/// a18.
pub(super) fn finish_notice(
    order: &ResaleOrder,
    outcome: &NoticeOutcome,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let running = order.notices.last().filter(|_| order.status.user_notify == UserNotifyStatus::Sending);
    let notice = running
        .ok_or_else(|| OrderRejection::NothingUnderWay { no: &order.order_no, what: &"notice" }.into_rejection())?;
    Ok(vec![match notice.record_outcome(outcome, by) {
        NoticeEnd::Sent(sent) => ResaleEvent::NoticeSent(sent),
        NoticeEnd::Failed(failed) => ResaleEvent::NoticeFailed(failed),
        NoticeEnd::Uncertain(failed) => ResaleEvent::NoticeUncertain(failed),
    }])
}

/// a18. Nothing leaves `unknown` but an operator.
pub(super) fn resolve_notice(
    order: &ResaleOrder,
    resolve: &ResolveDelivery,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let unknown = order.notices.iter().find(|notice| notice.state == PartState::Unknown);
    expect_unknown(unknown.map(|notice| notice.id.as_str()), &resolve.delivery, &order.order_no)?;
    let channel = unknown.map(|notice| notice.channel.as_str());
    Ok(vec![ResaleEvent::NoticeResolved(record_resolution(resolve, resolve.delivered, channel, by)?)])
}
