//! Resale orders: pushes to the agents' groups, and the notice that the ticket is booked.

use super::{INTERRUPTED, NEVER_LEFT, NO_ANSWER, Outbound, notice_cut_short, wording};
use crate::app::delivery::destination::Outlet;
use crate::app::delivery::job::{Task, What};
use crate::app::delivery::result::Tally;
use crate::app::orders::notice::notice_outcome;
use crate::app::resale::proof_state::{KeptProof, current_proof};
use crate::app::resale::push::{push_outcome, start_facts};
use crate::app::write::execute::{Loaded, Written};
use crate::domain::order::notice::{Letter, Resolve, StartNotice};
use crate::domain::resale::command::{Command, PushOutcome};
use crate::domain::resale::order::{Order, PartState};
use crate::domain::resale::outgoing::{TICKET_MATCHED, Wordings, letters};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Delivery;

impl Outbound for Order {
    fn proof(&self, tx: &Tx<'_>, blobs: &BlobStore, task: &Task) -> Result<Option<KeptProof>> {
        match task.what {
            What::Push { .. } => current_proof(tx, blobs, self),
            What::Notice(_) => Ok(None),
        }
    }

    fn contact(&self, _: &Outlet) -> Option<String> {
        self.purchase.external_user_id.as_ref().and_then(Personal::reveal).map(str::to_owned)
    }

    fn start(tx: &Tx<'_>, loaded: &Loaded, task: &Task, outlet: &Outlet, proof: Option<&KeptProof>) -> Result<Command> {
        match &task.what {
            What::Push { .. } => {
                start_facts(tx, loaded, &outlet.name, proof.map(|proof| proof.state)).map(Command::StartPush)
            }
            What::Notice(sending) => Ok(Command::StartNotice(StartNotice {
                channel: sending.channel.clone(),
                template: TICKET_MATCHED.code.to_owned(),
                resend: sending.resend,
            })),
        }
    }

    fn letters(tx: &Tx<'_>, written: &Written<'_>, task: &Task, push_lang: Lang) -> Result<Vec<Letter>> {
        let (notice_lang, notice) = match &task.what {
            // No letter of a push has a notice's words.
            What::Push { .. } => (Lang::default(), String::new()),
            What::Notice(sending) => (sending.lang, wording(tx, &TICKET_MATCHED, sending.lang)?),
        };
        let wordings = Wordings { push_lang, notice_lang, notice: &notice };
        Ok(written.events.iter().flat_map(|event| letters(written.order, event, &wordings)).collect())
    }

    fn private(&self) -> Vec<Personal> {
        let form = self.form.as_ref().map(|form| &form.what);
        form.map_or_else(Vec::new, |form| vec![form.name.clone(), form.phone.clone(), form.certificate_no.clone()])
    }

    fn end(task: &Task, tally: &Tally) -> Option<Command> {
        match &task.what {
            What::Push { .. } => push_outcome(tally).map(Command::FinishPush),
            What::Notice(_) => notice_outcome(tally).map(Command::FinishNotice),
        }
    }

    fn cut_short(&self, left: &[Delivery]) -> Command {
        if left.iter().any(|delivery| delivery.kind == "notice") {
            return Command::FinishNotice(notice_cut_short(left));
        }
        let accepted = accepted_parts(self, left);
        Command::FinishPush(match left.iter().find(|delivery| delivery.state == "in_flight") {
            Some(flying) => {
                PushOutcome::Unknown { delivery: flying.id.clone(), reason: NO_ANSWER.to_owned(), accepted }
            }
            None => PushOutcome::Failed { code: INTERRUPTED.to_owned(), message: NEVER_LEFT.to_owned(), accepted },
        })
    }

    fn resolve(is_notice: bool, resolve: Resolve) -> Command {
        if is_notice { Command::ResolveNotice(resolve) } else { Command::ResolvePush(resolve) }
    }
}

/// The parts of the running attempt that are not left behind were accepted before the process died.
fn accepted_parts(order: &Order, left: &[Delivery]) -> Vec<String> {
    let running = order.push.latest().map(|attempt| attempt.parts.as_slice()).unwrap_or_default();
    running
        .iter()
        .filter(|part| part.state == PartState::Sending && !left.iter().any(|delivery| delivery.id == part.id))
        .map(|part| part.id.clone())
        .collect()
}
