//! Resale orders: pushes to the agents' groups, and the notice that the ticket is booked.

use super::{Deliverable, INTERRUPTED, NEVER_LEFT, NO_ANSWER, interrupted_notice, notice_outcome, notice_wording};
use crate::app::channels::groups::load_agent_group;
use crate::app::delivery::destination::Destination;
use crate::app::delivery::job::{DeliveryJob, JobKind};
use crate::app::delivery::kept_proof::{KeptProof, current_proof};
use crate::app::delivery::result::{JobResult, SendResult};
use crate::app::write::execute::{LoadedOrder, WrittenChange};
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::notice::{NoticeOutcome, OutgoingMessage, ResolveDelivery, StartNotice};
use crate::domain::resale::command::{GroupFacts, ProofState, PushOutcome, ResaleCommand, StartPush};
use crate::domain::resale::order::{PartState, ResaleOrder};
use crate::domain::resale::outgoing::{
    MessageWordings, PUSH_PARTS, TICKET_MATCHED, asks_for_picture, outgoing_messages,
};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::{BlobOwner, BlobStore};
use crate::store::outbox::deliveries::Delivery;

impl Deliverable for ResaleOrder {
    fn proof_file(&self, tx: &Tx<'_>, blobs: &BlobStore, job: &DeliveryJob) -> Result<Option<KeptProof>> {
        match job.kind {
            JobKind::Push { .. } => current_proof(tx, blobs, self),
            JobKind::Notice(_) => Ok(None),
        }
    }

    fn buyer_contact(&self, _: &Destination) -> Option<String> {
        self.purchase.external_user_id.as_ref().and_then(Personal::reveal).map(str::to_owned)
    }

    fn start_command(
        tx: &Tx<'_>,
        loaded: &LoadedOrder,
        job: &DeliveryJob,
        destination: &Destination,
        proof: Option<&KeptProof>,
    ) -> Result<ResaleCommand> {
        match &job.kind {
            JobKind::Push { .. } => {
                push_facts(tx, loaded, &destination.name, proof.map(|proof| proof.state)).map(ResaleCommand::StartPush)
            }
            JobKind::Notice(notice) => Ok(ResaleCommand::StartNotice(StartNotice {
                channel: notice.channel.clone(),
                template: TICKET_MATCHED.code.to_owned(),
                resend: notice.resend_of.is_some(),
            })),
        }
    }

    fn notice_picture(
        tx: &Tx<'_>,
        loaded: &LoadedOrder,
        blobs: &BlobStore,
        job: &DeliveryJob,
    ) -> Result<Option<Vec<u8>>> {
        let JobKind::Notice(notice) = &job.kind else { return Ok(None) };
        let (Some(shot), Some(key)) = (loaded.order.screenshots.last(), &loaded.person.key) else { return Ok(None) };
        if !asks_for_picture(&notice_wording(tx, &TICKET_MATCHED, notice.lang)?) {
            return Ok(None);
        }
        // A picture that is lost or damaged, which `doctor` tells of, holds up no buyer.
        let owner = BlobOwner { key, person_id: &loaded.person.id };
        Ok(blobs.read_file(&shot.what.screenshot_file_path, Some(owner)).ok().map(|bytes| bytes.to_vec()))
    }

    fn outgoing_messages(
        tx: &Tx<'_>,
        written: &WrittenChange<'_>,
        job: &DeliveryJob,
        push_lang: Lang,
        with_picture: bool,
    ) -> Result<Vec<OutgoingMessage>> {
        let (notice_lang, notice) = match &job.kind {
            // No message of a push has a notice's words.
            JobKind::Push { .. } => (Lang::default(), String::new()),
            JobKind::Notice(notice) => (notice.lang, notice_wording(tx, &TICKET_MATCHED, notice.lang)?),
        };
        let wordings = MessageWordings { push_lang, notice_lang, notice: &notice, with_picture };
        Ok(written.events.iter().flat_map(|event| outgoing_messages(written.order, event, &wordings)).collect())
    }

    fn private_values(&self) -> Vec<Personal> {
        let form = self.form.as_ref().map(|form| &form.what);
        form.map_or_else(Vec::new, |form| vec![form.name.clone(), form.phone.clone(), form.certificate_no.clone()])
    }

    fn end_command(job: &DeliveryJob, result: &JobResult) -> Option<ResaleCommand> {
        match &job.kind {
            JobKind::Push { .. } => push_outcome(result).map(ResaleCommand::FinishPush),
            JobKind::Notice(_) => notice_outcome(result).map(ResaleCommand::FinishNotice),
        }
    }

    fn notice_end_command(outcome: NoticeOutcome) -> ResaleCommand {
        ResaleCommand::FinishNotice(outcome)
    }

    fn interrupted_command(&self, abandoned: &[Delivery]) -> ResaleCommand {
        if abandoned.iter().any(|delivery| delivery.kind == DeliveryKind::Notice) {
            return ResaleCommand::FinishNotice(interrupted_notice(abandoned));
        }
        let accepted = accepted_parts(self, abandoned);
        ResaleCommand::FinishPush(match abandoned.iter().find(|delivery| delivery.state == DeliveryState::InFlight) {
            Some(in_flight) => {
                PushOutcome::Unknown { delivery: in_flight.id.clone(), reason: NO_ANSWER.to_owned(), accepted }
            }
            None => PushOutcome::Failed {
                code: INTERRUPTED.to_owned(),
                message: NEVER_LEFT.to_owned(),
                accepted,
                never_left: true,
            },
        })
    }

    fn resolve_command(is_notice: bool, resolve: ResolveDelivery) -> ResaleCommand {
        if is_notice { ResaleCommand::ResolveNotice(resolve) } else { ResaleCommand::ResolvePush(resolve) }
    }
}

/// The facts that judge a push.
fn push_facts(tx: &Tx<'_>, loaded: &LoadedOrder, name: &str, proof: Option<ProofState>) -> Result<StartPush> {
    let group = load_agent_group(tx, name)?;
    let order = &loaded.order;
    let routed = tx.find_routed_group(order.ticket_type.as_deref(), &order.purchase.product_name)?;
    Ok(StartPush {
        route_override: routed.is_none_or(|routed| routed.name != group.name),
        group: GroupFacts { name: group.name, paused: group.paused },
        proof,
        parts: PUSH_PARTS.to_vec(),
    })
}

/// What the end of a job means for the push; `None` where another process took over and will say.
fn push_outcome(result: &JobResult) -> Option<PushOutcome> {
    let accepted = result.accepted.clone();
    match &result.sent {
        SendResult::All => Some(PushOutcome::Accepted { accepted }),
        SendResult::Refused(refusal) => {
            let (code, message) = (refusal.code.to_owned(), refusal.message.clone());
            Some(PushOutcome::Failed { code, message, accepted, never_left: !result.may_have_left() })
        }
        SendResult::Unknown { delivery, reason } => {
            Some(PushOutcome::Unknown { delivery: delivery.clone(), reason: reason.en.clone(), accepted })
        }
        SendResult::ClaimLost { .. } => None,
    }
}

/// The parts of the running attempt that are not abandoned were accepted before the process died.
fn accepted_parts(order: &ResaleOrder, abandoned: &[Delivery]) -> Vec<String> {
    let running = order.push.latest_attempt().map(|attempt| attempt.parts.as_slice()).unwrap_or_default();
    running
        .iter()
        .filter(|part| part.state == PartState::Sending && !abandoned.iter().any(|delivery| delivery.id == part.id))
        .map(|part| part.id.clone())
        .collect()
}
