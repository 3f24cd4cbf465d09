//! Resale orders: pushes to the agents' groups, and the notice that the ticket is booked.

use super::{Deliverable, INTERRUPTED, NEVER_LEFT, NO_ANSWER, interrupted_notice, notice_wording};
use crate::app::delivery::destination::Destination;
use crate::app::delivery::job::{DeliveryJob, JobKind};
use crate::app::delivery::result::JobResult;
use crate::app::orders::notice::notice_outcome;
use crate::app::resale::proof_state::{KeptProof, current_proof};
use crate::app::resale::push::{push_outcome, start_facts};
use crate::app::write::execute::{LoadedOrder, WrittenChange};
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::notice::{OutgoingMessage, ResolveDelivery, StartNotice};
use crate::domain::resale::command::{PushOutcome, ResaleCommand};
use crate::domain::resale::order::{PartState, ResaleOrder};
use crate::domain::resale::outgoing::{MessageWordings, TICKET_MATCHED, outgoing_messages};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Delivery;

impl Deliverable for ResaleOrder {
    fn proof_file(&self, tx: &Tx<'_>, blobs: &BlobStore, task: &DeliveryJob) -> Result<Option<KeptProof>> {
        match task.kind {
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
        task: &DeliveryJob,
        outlet: &Destination,
        proof: Option<&KeptProof>,
    ) -> Result<ResaleCommand> {
        match &task.kind {
            JobKind::Push { .. } => {
                start_facts(tx, loaded, &outlet.name, proof.map(|proof| proof.state)).map(ResaleCommand::StartPush)
            }
            JobKind::Notice(sending) => Ok(ResaleCommand::StartNotice(StartNotice {
                channel: sending.channel.clone(),
                template: TICKET_MATCHED.code.to_owned(),
                resend: sending.resend,
            })),
        }
    }

    fn outgoing_messages(
        tx: &Tx<'_>,
        written: &WrittenChange<'_>,
        task: &DeliveryJob,
        push_lang: Lang,
    ) -> Result<Vec<OutgoingMessage>> {
        let (notice_lang, notice) = match &task.kind {
            // No letter of a push has a notice's words.
            JobKind::Push { .. } => (Lang::default(), String::new()),
            JobKind::Notice(sending) => (sending.lang, notice_wording(tx, &TICKET_MATCHED, sending.lang)?),
        };
        let wordings = MessageWordings { push_lang, notice_lang, notice: &notice };
        Ok(written.events.iter().flat_map(|event| outgoing_messages(written.order, event, &wordings)).collect())
    }

    fn private_values(&self) -> Vec<Personal> {
        let form = self.form.as_ref().map(|form| &form.what);
        form.map_or_else(Vec::new, |form| vec![form.name.clone(), form.phone.clone(), form.certificate_no.clone()])
    }

    fn end_command(task: &DeliveryJob, tally: &JobResult) -> Option<ResaleCommand> {
        match &task.kind {
            JobKind::Push { .. } => push_outcome(tally).map(ResaleCommand::FinishPush),
            JobKind::Notice(_) => notice_outcome(tally).map(ResaleCommand::FinishNotice),
        }
    }

    fn interrupted_command(&self, left: &[Delivery]) -> ResaleCommand {
        if left.iter().any(|delivery| delivery.kind == DeliveryKind::Notice) {
            return ResaleCommand::FinishNotice(interrupted_notice(left));
        }
        let accepted = accepted_parts(self, left);
        ResaleCommand::FinishPush(match left.iter().find(|delivery| delivery.state == DeliveryState::InFlight) {
            Some(flying) => {
                PushOutcome::Unknown { delivery: flying.id.clone(), reason: NO_ANSWER.to_owned(), accepted }
            }
            None => PushOutcome::Failed { code: INTERRUPTED.to_owned(), message: NEVER_LEFT.to_owned(), accepted },
        })
    }

    fn resolve_command(is_notice: bool, resolve: ResolveDelivery) -> ResaleCommand {
        if is_notice { ResaleCommand::ResolveNotice(resolve) } else { ResaleCommand::ResolvePush(resolve) }
    }
}

/// The parts of the running attempt that are not left behind were accepted before the process died.
fn accepted_parts(order: &ResaleOrder, left: &[Delivery]) -> Vec<String> {
    let running = order.push.latest_attempt().map(|attempt| attempt.parts.as_slice()).unwrap_or_default();
    running
        .iter()
        .filter(|part| part.state == PartState::Sending && !left.iter().any(|delivery| delivery.id == part.id))
        .map(|part| part.id.clone())
        .collect()
}
