//! Transaction 1 of a job: the event that says it started, the outbox rows held by this process, and every byte that will
//! leave.

use std::ffi::OsStr;
use std::path::Path;

use zeroize::Zeroizing;

use super::by_hand::{delivery_line, find_waiting_notice};
use super::context::WorkerContext;
use super::destination::Destination;
use super::errors::DeliveryError;
use super::flow::{Deliverable, resolve_address};
use super::job::{DeliveryJob, JobKind};
use super::kept_proof::KeptProof;
use super::result::JobResult;
use crate::app::write::change_error::ChangeError;
use crate::app::write::clock::Clock;
use crate::app::write::execute::{IdempotencyKey, WrittenChange};
use crate::app::write::outcome::{MessageLine, OrderOutcome};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart};
use crate::domain::order::notice::OutgoingMessage;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::person::Personal;
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::{ChannelMessage, MessageAudience, MessagePart, SendOutcome};
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::{DeliveryClaim, NewDelivery};

/// A job whose messages are being sent.
pub(crate) struct StartedJob {
    pub job: DeliveryJob,
    pub destination: Destination,
    pub claim: DeliveryClaim,
    pub keyed: Option<IdempotencyKey>,
    /// What the start did.
    pub started: OrderOutcome,
    pub result: JobResult,
    /// When its places under the rate limits were taken.
    pub paced_at: Timestamp,
    /// Its clock: when it was received.
    pub clock: Clock,
    pub to: String,
    /// What its messages say of a person, which no refusal of theirs may repeat.
    pub private: Vec<Personal>,
}

impl StartedJob {
    /// The outcome of one of its messages, fit to be recorded and shown.
    pub fn redact_outcome(&self, outcome: SendOutcome) -> SendOutcome {
        let private = self.private.iter().filter_map(Personal::reveal);
        private.fold(outcome, |outcome, text| outcome.redact_text(text)).without_credentials().with_bounded_message()
    }
}

pub(crate) enum StartResult {
    Started(Box<StartedJob>, Vec<ChannelMessage>),
    /// Nothing leaves: refused, done before, or a dry run.
    Done(Box<Result<OrderOutcome>>),
    /// Nothing leaves, and nothing is to be said: another process was faster, or the order waits for its group.
    Skipped,
    /// Its destination may not send before this time.
    RateLimited(Timestamp),
}

impl StartResult {
    pub(super) fn done(result: Result<OrderOutcome>) -> Self {
        Self::Done(Box::new(result))
    }
}

/// Why a job was not started; what it wrote is undone.
enum NotStarted {
    Failed(Box<Error>),
    RateLimited(Timestamp),
}

impl From<Box<Error>> for NotStarted {
    fn from(error: Box<Error>) -> Self {
        Self::Failed(error)
    }
}

impl From<ChangeError> for NotStarted {
    fn from(error: ChangeError) -> Self {
        Self::Failed(error.into())
    }
}

/// Starts a job, or undoes what it wrote where it can't be started.
pub(crate) fn start_job(
    tx: &Tx<'_>,
    context: &WorkerContext,
    destination: &Destination,
    job: &DeliveryJob,
    claim: &DeliveryClaim,
) -> Result<StartResult> {
    let started = tx.with_savepoint(|| match job.order_no.flow() {
        OrderFlow::Resale => try_start::<ResaleOrder>(tx, context, destination, job, claim),
        OrderFlow::Checkout => try_start::<CheckoutOrder>(tx, context, destination, job, claim),
    })?;
    Ok(match started {
        Ok(started) => started,
        Err(NotStarted::RateLimited(until)) => StartResult::RateLimited(until),
        Err(NotStarted::Failed(error)) => StartResult::done(Err(error)),
    })
}

/// What the same job under the same key did first.
pub(crate) fn first_result(tx: &Tx<'_>, job: &DeliveryJob) -> Result<Option<OrderOutcome>> {
    let Some(keyed) = job_idempotency_key(tx, job) else { return Ok(None) };
    Ok(keyed.replay(tx)?.map(OrderOutcome::as_replayed))
}

pub(crate) fn job_idempotency_key(tx: &Tx<'_>, job: &DeliveryJob) -> Option<IdempotencyKey> {
    let (name, content) = job.request_content();
    IdempotencyKey::for_order(tx.derived_keys(), job.key.as_deref(), name, &job.order_no, &content)
}

fn try_start<S: Deliverable>(
    tx: &Tx<'_>,
    context: &WorkerContext,
    destination: &Destination,
    job: &DeliveryJob,
    claim: &DeliveryClaim,
) -> Result<StartResult, NotStarted> {
    let mut writer = context.writer.clone();
    writer.clock = writer.clock.for_next_request();
    let keyed = job_idempotency_key(tx, job);

    let change = writer.load::<S>(tx, &job.order_no)?;
    change.order.require_person().map_err(Box::<Error>::from)?;
    check_not_paused(tx, destination)?;
    let by_hand = destination.channel.is_by_hand();
    if by_hand && let Some(waiting) = find_waiting_notice(tx, &job.order_no)? {
        let mut outcome = change.keep();
        outcome.messages = vec![delivery_line(&waiting)];
        return Ok(StartResult::done(Ok(outcome)));
    }
    let to = resolve_address(&change.order, job, destination)?;
    let proof = change.order.proof_file(tx, &context.blobs, job)?;
    let picture = match destination.channel.takes_captions() {
        true => S::notice_picture(tx, &change, &context.blobs, job)?,
        false => None,
    };
    // Whoever opens a spool's file, or passes a text on, adds the picture by hand.
    let with_picture = picture.is_some() || !destination.channel.is_remote();
    let command = S::start_command(tx, &change, job, destination, proof.as_ref())?;
    let decided = match change.decide(&command) {
        Ok(decided) => decided,
        // What the rules wanted recorded about their refusal is to stay, so this is no failure.
        Err(ChangeError::Refused(refusal)) => return Ok(StartResult::done(Err(refusal))),
        Err(error) => return Err(error.into()),
    };

    let outgoing = freeze_messages(tx, context, &decided.as_written(), job, proof.as_ref(), with_picture)?;
    // What a person passes on is held by nobody, and nothing of it leaves from here.
    add_deliveries(tx, &decided.as_written(), &outgoing, destination, (!by_hand).then_some(claim))?;
    let mut private = decided.order().private_values();
    let mut started = decided.commit()?;
    started.messages = outgoing.iter().map(message_line).collect();
    if let Some(keyed) = &keyed {
        keyed.begin(tx, writer.clock.received_at())?;
    }
    if outgoing.is_empty() || by_hand || writer.caller.dry_run {
        keyed.map_or(Ok(()), |keyed| keyed.finish(tx, &started, Exit::Ok))?;
        return Ok(StartResult::done(Ok(started)));
    }

    let units = u32::try_from(outgoing.len()).unwrap_or(u32::MAX);
    let limits = destination.rate_limits(&to, tx.derived_keys());
    let paced_at = context.writer.clock.wall_time();
    if let Some(until) = tx.try_acquire(&limits, units, paced_at)? {
        return Err(NotStarted::RateLimited(until));
    }
    // Every byte is at hand before the first one leaves: a file that can't be read must not cut a push in two.
    let bytes = proof.and_then(|proof| proof.bytes);
    let messages =
        outgoing.iter().map(|message| build_message(message, &job.order_no, &to, bytes.as_ref(), &context.blobs));
    let mut messages = messages.collect::<Result<Vec<_>>>()?;
    if let Some(bytes) = picture {
        messages.iter_mut().for_each(|message| message.add_picture(&bytes));
    }
    if let JobKind::Notice(_) = job.kind {
        private.push(Personal::new(to.as_str()));
    }
    let result = JobResult::new(outgoing.into_iter().map(|message| message.id).collect());
    let (job, destination, claim) = (job.clone(), destination.clone(), claim.clone());
    let clock = writer.clock;
    let started = StartedJob { job, destination, claim, keyed, started, result, paced_at, clock, to, private };
    Ok(StartResult::Started(Box::new(started), messages))
}

/// Refuses a group that is paused; the rules refuse a push there, and a notice goes the same way.
fn check_not_paused(tx: &Tx<'_>, destination: &Destination) -> Result<()> {
    match pause_reason(tx, destination)? {
        Some(reason) => Err(DeliveryError::GroupPaused {
            name: &destination.name,
            word: &quote_word(&destination.name),
            reason: &reason,
        }
        .into()),
        None => Ok(()),
    }
}

/// Why the group of this destination is paused, if it is one and is paused.
pub(crate) fn pause_reason(tx: &Tx<'_>, destination: &Destination) -> Result<Option<String>> {
    Ok(tx.find_group(&destination.name)?.and_then(|group| group.paused))
}

/// The messages that the events of a start send, as they will leave.
fn freeze_messages<S: Deliverable>(
    tx: &Tx<'_>,
    context: &WorkerContext,
    written: &WrittenChange<'_, S>,
    job: &DeliveryJob,
    proof: Option<&KeptProof>,
    with_picture: bool,
) -> Result<Vec<OutgoingMessage>> {
    let mut outgoing = S::outgoing_messages(tx, written, job, context.push_lang, with_picture)?;
    // An imported proof's payload has the web system's path; the file is where the shop keeps it.
    if let Some(path) = proof.and_then(|proof| proof.path.as_ref()) {
        for message in outgoing.iter_mut().filter(|message| message.part == DeliveryPart::Proof) {
            message.body.clone_from(path);
        }
    }
    Ok(outgoing)
}

/// Puts the messages into the outbox, held by `claim` if there is one.
fn add_deliveries<S: Deliverable>(
    tx: &Tx<'_>,
    written: &WrittenChange<'_, S>,
    outgoing: &[OutgoingMessage],
    destination: &Destination,
    claim: Option<&DeliveryClaim>,
) -> Result<()> {
    let place = destination.channel.directory().map(|dir| dir.display().to_string());
    for message in outgoing {
        let delivery = NewDelivery {
            id: &message.id,
            order_no: written.order.order_no().as_str(),
            kind: message.kind,
            destination: &message.destination,
            part: &message.part,
            attempt: message.attempt,
            place: place.as_deref(),
            body: message.body.as_bytes(),
        };
        tx.add_delivery(&delivery, written.person, claim, written.now)?;
    }
    Ok(())
}

fn build_message(
    message: &OutgoingMessage,
    order_no: &OrderNo,
    to: &str,
    proof: Option<&Zeroizing<Vec<u8>>>,
    blobs: &BlobStore,
) -> Result<ChannelMessage> {
    let part = match (&message.part, proof) {
        (DeliveryPart::Proof, Some(bytes)) => proof_part(order_no, &message.body, bytes.to_vec()),
        // The rules saw an intact proof whose bytes were not kept: if it can't be read now, this says why.
        (DeliveryPart::Proof, None) => {
            proof_part(order_no, &message.body, blobs.read_file(&message.body, None)?.to_vec())
        }
        (DeliveryPart::Text | DeliveryPart::Notice(_), _) => MessagePart::Text { body: message.body.clone() },
    };
    let audience = match message.kind {
        DeliveryKind::Push => MessageAudience::Group,
        DeliveryKind::Notice => MessageAudience::Buyer,
    };
    Ok(ChannelMessage { delivery_id: message.id.clone(), to: to.to_owned(), audience, part })
}

/// The file of a proof, under a name that tells the agent whose it is: at home its name is its hash.
fn proof_part(order_no: &OrderNo, path: &str, bytes: Vec<u8>) -> MessagePart {
    let extension = Path::new(path).extension().and_then(OsStr::to_str).unwrap_or("bin");
    let file_name = format!("{order_no}-proof.{extension}");
    let picture = ["jpg", "jpeg", "png", "webp"].contains(&extension);
    if picture { MessagePart::Image { file_name, bytes } } else { MessagePart::File { file_name, bytes } }
}

fn message_line(message: &OutgoingMessage) -> MessageLine {
    MessageLine {
        id: message.id.clone(),
        kind: message.kind.code().to_owned(),
        destination: message.destination.clone(),
        part: message.part.code().to_owned(),
    }
}
