//! What the orders of each flow send: how a job starts, which messages leave, and what its end means for the order. The
//! worker knows no more of a flow than this.

pub(crate) mod checkout;
pub(crate) mod resale;

use super::destination::Destination;
use super::errors::DeliveryError;
use super::job::{DeliveryJob, JobKind, NoticeOptions};
use super::kept_proof::KeptProof;
use super::result::{JobResult, SendResult};
use crate::app::write::execute::{LoadedOrder, WrittenChange};
use crate::app::write::side_tables::StoredFlow;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::order::notice::{NoticeOutcome, NoticeTemplate, OutgoingMessage, ResolveDelivery};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Delivery;

/// A flow whose orders send messages.
pub(crate) trait Deliverable: StoredFlow {
    /// The file that goes with a job, as it is kept now.
    fn proof_file(&self, tx: &Tx<'_>, blobs: &BlobStore, job: &DeliveryJob) -> Result<Option<KeptProof>>;

    /// The buyer's contact at the destination, where the sending names none.
    fn buyer_contact(&self, destination: &Destination) -> Option<String>;

    /// What the beginning of a job is for the order.
    fn start_command(
        tx: &Tx<'_>,
        loaded: &LoadedOrder<Self>,
        job: &DeliveryJob,
        destination: &Destination,
        proof: Option<&KeptProof>,
    ) -> Result<Self::Command>;

    /// The picture that the wording of a job's notice asks for; none where it asks for none, or there is none to be had.
    fn notice_picture(
        tx: &Tx<'_>,
        loaded: &LoadedOrder<Self>,
        blobs: &BlobStore,
        job: &DeliveryJob,
    ) -> Result<Option<Vec<u8>>>;

    /// The messages that the start events send; `with_picture` says whether a notice's picture goes along.
    fn outgoing_messages(
        tx: &Tx<'_>,
        written: &WrittenChange<'_, Self>,
        job: &DeliveryJob,
        push_lang: Lang,
        with_picture: bool,
    ) -> Result<Vec<OutgoingMessage>>;

    /// What a message may say of a person, which no refusal of it may repeat.
    fn private_values(&self) -> Vec<Personal>;

    /// What the end of a job is for the order; `None` where another process took over and will say.
    fn end_command(job: &DeliveryJob, result: &JobResult) -> Option<Self::Command>;

    /// What the end of a notice is for the order.
    fn notice_end_command(outcome: NoticeOutcome) -> Self::Command;

    /// What it means for the order that the process which held these deliveries is gone.
    fn interrupted_command(&self, abandoned: &[Delivery]) -> Self::Command;

    /// What an operator found out about a delivery: of a notice, or of a push.
    fn resolve_command(is_notice: bool, resolve: ResolveDelivery) -> Self::Command;
}

/// The address of a job's messages.
pub(crate) fn resolve_address<S: Deliverable>(
    order: &S,
    job: &DeliveryJob,
    destination: &Destination,
) -> Result<String> {
    let JobKind::Notice(NoticeOptions { to, .. }) = &job.kind else { return Ok(destination.to.clone()) };
    let contact = to.clone().or_else(|| order.buyer_contact(destination));
    if destination.channel.is_by_hand() {
        // Whoever has the buyer's chat open needs no address.
        return Ok(contact.unwrap_or_default());
    }
    let contact = contact.ok_or_else(|| DeliveryError::NoContact { no: order.order_no() }.into_error())?;
    // A robot writes into its group: a buyer's name has no business there.
    let name = &destination.name;
    destination
        .channel
        .person_address(&contact)
        .ok_or_else(|| DeliveryError::ChannelReachesNoBuyer { name: &name }.into_error())
}

/// The shop's own wording of a notice, else the shipped one.
fn notice_wording(tx: &Tx<'_>, template: &NoticeTemplate, lang: Lang) -> Result<String> {
    let own = tx.find_wording(template.code, lang.code())?;
    Ok(own.unwrap_or_else(|| template.shipped.in_lang(lang).to_owned()))
}

/// What the end of a job means for a notice; `None` where another process took over and will say.
fn notice_outcome(result: &JobResult) -> Option<NoticeOutcome> {
    match &result.sent {
        SendResult::All => Some(NoticeOutcome::Sent),
        SendResult::Refused(refusal) => {
            Some(NoticeOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone() })
        }
        SendResult::Unknown { reason, .. } => Some(NoticeOutcome::Unknown { reason: reason.en.clone() }),
        SendResult::ClaimLost { .. } => None,
    }
}

/// What it means for a notice that its process is gone.
fn interrupted_notice(abandoned: &[Delivery]) -> NoticeOutcome {
    match abandoned.iter().any(|delivery| delivery.state == DeliveryState::InFlight) {
        true => NoticeOutcome::Unknown { reason: NO_ANSWER.to_owned() },
        false => NoticeOutcome::Failed { code: INTERRUPTED.to_owned(), message: NEVER_LEFT.to_owned() },
    }
}

const INTERRUPTED: &str = "INTERRUPTED";
const NO_ANSWER: &str = "the process that sent it ended before it read an answer";
const NEVER_LEFT: &str = "the process that would have sent it ended before anything left";
