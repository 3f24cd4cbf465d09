//! Transaction 1 of a task: the started event, the outbox rows held by this process, and every byte that will leave.

use std::cell::{Cell, RefCell};

use zeroize::Zeroizing;

use super::destination::Destination;
use super::flow::{Deliverable, resolve_address};
use super::job::{DeliveryJob, JobKind};
use super::result::JobResult;
use super::worker::WorkerContext;
use crate::app::resale::proof_state::KeptProof;
use crate::app::resale::push::group_is_paused;
use crate::app::write::clock::Clock;
use crate::app::write::execute::{IdempotencyKey, LoadedOrder, WrittenChange};
use crate::app::write::execute_closures::{begin_keyed, finish_keyed, replay_result};
use crate::app::write::outcome::{MessageLine, OrderOutcome};
use crate::domain::checkout;
use crate::domain::order::delivery::DeliveryPart;
use crate::domain::order::notice::OutgoingMessage;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::{ChannelMessage, MessagePart, SendOutcome as Reply};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::{DeliveryClaim, NewDelivery};

/// A task under way.
pub(crate) struct InFlight {
    pub job: DeliveryJob,
    pub destination: Destination,
    pub claim: DeliveryClaim,
    pub started: OrderOutcome,
    pub result: JobResult,
    /// Its clock: when it was received.
    pub clock: Clock,
    pub to: String,
    /// What its messages say of a person, which no refusal of theirs may repeat.
    pub private: Vec<Personal>,
}

impl InFlight {
    /// An outcome of one of its messages, fit to be recorded and shown.
    pub fn redact_reply(&self, outcome: Reply) -> Reply {
        let private = self.private.iter().filter_map(Personal::reveal);
        private.fold(outcome, |outcome, text| outcome.redact_text(text)).with_bounded_message()
    }
}

pub(crate) enum StartResult {
    InFlight(Box<InFlight>, Vec<ChannelMessage>),
    /// Nothing leaves: refused, done before, or a dry run.
    Done(Result<OrderOutcome>),
    /// Nothing leaves, and nothing is to be said: another process was faster, or the order waits for its group.
    Skipped,
    /// Its channel has no room before.
    RateLimited(Timestamp),
}

/// Begins a task, or undoes what it began where it is refused.
///
/// # Errors
/// SQLite's: the whole turn is undone.
pub(crate) fn start_job(
    tx: &Tx<'_>,
    book: &WorkerContext,
    outlet: &Destination,
    task: &DeliveryJob,
    claim: &DeliveryClaim,
) -> Result<StartResult> {
    let later = Cell::new(None);
    let begun = tx.with_savepoint(|| match task.order_no.flow() {
        OrderFlow::Resale => try_start::<resale::order::ResaleOrder>(tx, book, outlet, task, claim, &later),
        OrderFlow::Checkout => try_start::<checkout::order::CheckoutOrder>(tx, book, outlet, task, claim, &later),
    })?;
    Ok(match (begun, later.get()) {
        (_, Some(at)) => StartResult::RateLimited(at),
        (Ok(begun), None) => begun,
        (Err(error), None) => StartResult::Done(Err(error)),
    })
}

/// What the same task under the same key did first.
///
/// # Errors
/// The key stands for something else (exit 4).
pub(crate) fn first_result(tx: &Tx<'_>, task: &DeliveryJob) -> Result<Option<OrderOutcome>> {
    replay_result(tx, job_idempotency_key(tx, task).as_ref())
}

fn job_idempotency_key(tx: &Tx<'_>, task: &DeliveryJob) -> Option<IdempotencyKey> {
    let (name, content) = task.request_content();
    IdempotencyKey::for_order(tx.derived_keys(), task.key.as_deref(), name, &task.order_no, &content)
}

/// As [`start_job`]; says in `later` when the channel has room again, and then fails so that nothing stays.
fn try_start<S: Deliverable>(
    tx: &Tx<'_>,
    book: &WorkerContext,
    outlet: &Destination,
    task: &DeliveryJob,
    claim: &DeliveryClaim,
    later: &Cell<Option<Timestamp>>,
) -> Result<StartResult> {
    let keyed = job_idempotency_key(tx, task);
    let mut scribe = book.writer.clone();
    (scribe.clock, scribe.caller.key) = (scribe.clock.for_next_request(), None);
    let (to, out) = (RefCell::new(String::new()), RefCell::new((Vec::new(), Vec::new())));
    let (private, kept) = (RefCell::new(Vec::new()), RefCell::new(None));
    let gather = |tx: &Tx<'_>, loaded: &LoadedOrder<S>| {
        expect_open(tx, outlet)?;
        *to.borrow_mut() = resolve_address(&loaded.order, task, outlet)?;
        let proof = loaded.order.proof_file(tx, &book.blobs, task)?;
        let command = S::start_command(tx, loaded, task, outlet, proof.as_ref());
        kept.replace(proof);
        command
    };
    let also = |tx: &Tx<'_>, written: &WrittenChange<'_, S>| {
        let proof = kept.take();
        let letters = queue_deliveries(tx, book, written, task, proof.as_ref(), claim)?;
        if !book.writer.caller.dry_run && !letters.is_empty() {
            let (to, units) = (to.borrow(), u32::try_from(letters.len()).unwrap_or(u32::MAX));
            later.set(tx.try_acquire(
                &outlet.rate_limits(&to, tx.derived_keys()),
                units,
                book.writer.clock.wall_time(),
            )?);
            if later.get().is_some() {
                return Err(rate_limit_reached(&outlet.name));
            }
            // Every byte is at hand before the first one leaves: a file that can't be read must not cut a push in two.
            let proof = proof.and_then(|proof| proof.bytes);
            let message = |letter: &OutgoingMessage| build_message(letter, &to, proof.as_ref(), &book.blobs);
            out.borrow_mut().1 = letters.iter().map(message).collect::<Result<_>>()?;
        }
        out.borrow_mut().0 = letters;
        private.replace(written.order.private_values());
        Ok(())
    };
    let mut started = match scribe.write_request(tx, &task.order_no, None, gather, also)? {
        Ok(started) => started,
        // The rules refused, and what they wanted recorded is.
        Err(refusal) => return Ok(StartResult::Done(Err(refusal))),
    };
    let (letters, messages) = out.into_inner();
    started.messages = letters.iter().map(message_line).collect();
    if messages.is_empty() {
        finish_keyed(tx, keyed.as_ref(), &started, scribe.clock.received_at())?;
        return Ok(StartResult::Done(Ok(started)));
    }
    begin_keyed(tx, keyed.as_ref(), scribe.clock.received_at())?;
    let tally = JobResult::new(letters.iter().map(|letter| letter.id.clone()).collect());
    let (task, claim, outlet, to) = (task.clone(), claim.clone(), outlet.clone(), to.into_inner());
    let mut private = private.into_inner();
    if let JobKind::Notice(_) = task.kind {
        private.push(Personal::new(to.as_str()));
    }
    let open =
        InFlight { job: task, destination: outlet, claim, started, result: tally, clock: scribe.clock, to, private };
    Ok(StartResult::InFlight(Box::new(open), messages))
}

/// Refuses a group that is paused; the rules refuse a push there, and a notice goes the same way.
fn expect_open(tx: &Tx<'_>, outlet: &Destination) -> Result<()> {
    match pause_reason(tx, outlet)? {
        Some(reason) => Err(group_is_paused(&outlet.name, &reason)),
        None => Ok(()),
    }
}

/// Why the group of this destination is paused, if it is one and is paused.
pub(crate) fn pause_reason(tx: &Tx<'_>, outlet: &Destination) -> Result<Option<String>> {
    Ok(tx.find_group(&outlet.name)?.and_then(|group| group.paused))
}

fn rate_limit_reached(name: &str) -> Box<Error> {
    Error::new("no_room", Exit::Transient, say!("{name} 现在不能再发", "{name} takes no more just now"))
}

/// Queues what the events of a beginning make leave, as deliveries held by `claim`.
fn queue_deliveries<S: Deliverable>(
    tx: &Tx<'_>,
    book: &WorkerContext,
    written: &WrittenChange<'_, S>,
    task: &DeliveryJob,
    proof: Option<&KeptProof>,
    claim: &DeliveryClaim,
) -> Result<Vec<OutgoingMessage>> {
    let mut out = S::outgoing_messages(tx, written, task, book.push_lang)?;
    // An imported proof's payload has the web system's path; the file is where the shop keeps it.
    if let Some(path) = proof.and_then(|proof| proof.path.as_ref()) {
        out.iter_mut()
            .filter(|letter| letter.part == DeliveryPart::Proof)
            .for_each(|letter| letter.body.clone_from(path));
    }
    for letter in &out {
        let outgoing = NewDelivery {
            id: &letter.id,
            order_no: written.order.order_no().as_str(),
            kind: letter.kind,
            destination: &letter.destination,
            part: &letter.part,
            attempt: letter.attempt,
            body: letter.body.as_bytes(),
        };
        tx.add_delivery(&outgoing, written.person, claim, written.now)?;
    }
    Ok(out)
}

fn build_message(
    letter: &OutgoingMessage,
    to: &str,
    proof: Option<&Zeroizing<Vec<u8>>>,
    blobs: &BlobStore,
) -> Result<ChannelMessage> {
    let part = match (&letter.part, proof) {
        (DeliveryPart::Proof, Some(bytes)) => proof_part(&letter.body, bytes.to_vec()),
        // The rules saw an intact proof, so this says what is the matter.
        (DeliveryPart::Proof, None) => proof_part(&letter.body, blobs.read_file(&letter.body, None)?.to_vec()),
        (DeliveryPart::Text | DeliveryPart::Notice(_), _) => MessagePart::Text { body: letter.body.clone() },
    };
    Ok(ChannelMessage { delivery_id: letter.id.clone(), to: to.to_owned(), part })
}

fn proof_part(path: &str, bytes: Vec<u8>) -> MessagePart {
    let file_name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let picture = ["jpg", "jpeg", "png", "webp"].iter().any(|ext| file_name.ends_with(&format!(".{ext}")));
    if picture { MessagePart::Image { file_name, bytes } } else { MessagePart::File { file_name, bytes } }
}

/// A letter as an outcome names it.
fn message_line(letter: &OutgoingMessage) -> MessageLine {
    MessageLine {
        id: letter.id.clone(),
        kind: letter.kind.code().to_owned(),
        destination: letter.destination.clone(),
        part: letter.part.code().to_owned(),
    }
}
