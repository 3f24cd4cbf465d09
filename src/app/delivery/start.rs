//! Transaction 1 of a task: the started event, the outbox rows held by this process, and every byte that will leave.

use std::cell::{Cell, RefCell};

use zeroize::Zeroizing;

use super::destination::Outlet;
use super::flow::{Outbound, address};
use super::job::{Task, What};
use super::result::Tally;
use super::worker::Book;
use crate::app::resale::proof_state::KeptProof;
use crate::app::resale::push::paused;
use crate::app::write::clock::Clock;
use crate::app::write::execute::{Keyed, Loaded, Written, hold, keep, known};
use crate::app::write::outcome::{MessageLine, Outcome};
use crate::domain::checkout;
use crate::domain::order::notice::Letter;
use crate::domain::order::number::Flow;
use crate::domain::resale;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::{Message, Outcome as Reply, Part};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::{Claim, Outgoing};
use crate::store::shop::groups::Group;

/// A task under way.
pub(crate) struct Open {
    pub task: Task,
    pub outlet: Outlet,
    pub claim: Claim,
    pub started: Outcome,
    pub tally: Tally,
    /// Its clock: when it was received.
    pub clock: Clock,
    pub to: String,
    /// What its messages say of a person, which no refusal of theirs may repeat.
    pub private: Vec<Personal>,
}

impl Open {
    /// An outcome of one of its messages, fit to be recorded and shown.
    pub fn told(&self, outcome: Reply) -> Reply {
        let private = self.private.iter().filter_map(Personal::reveal);
        private.fold(outcome, |outcome, text| outcome.without(text)).bounded()
    }
}

pub(crate) enum Begun {
    Open(Box<Open>, Vec<Message>),
    /// Nothing leaves: refused, done before, or a dry run.
    Done(Result<Outcome>),
    /// Nothing leaves, and nothing is to be said: another process was faster, or the order waits for its group.
    Passed,
    /// Its channel has no room before.
    Wait(Timestamp),
}

/// Begins a task, or undoes what it began where it is refused.
///
/// # Errors
/// SQLite's: the whole turn is undone.
pub(crate) fn begin(tx: &Tx<'_>, book: &Book, outlet: &Outlet, task: &Task, claim: &Claim) -> Result<Begun> {
    let later = Cell::new(None);
    let begun = tx.nested(|| match task.order_no.flow() {
        Flow::Resale => attempt::<resale::order::Order>(tx, book, outlet, task, claim, &later),
        Flow::Checkout => attempt::<checkout::order::Order>(tx, book, outlet, task, claim, &later),
    })?;
    Ok(match (begun, later.get()) {
        (_, Some(at)) => Begun::Wait(at),
        (Ok(begun), None) => begun,
        (Err(error), None) => Begun::Done(Err(error)),
    })
}

/// What the same task under the same key did first.
///
/// # Errors
/// The key stands for something else (exit 4).
pub(crate) fn first_result(tx: &Tx<'_>, task: &Task) -> Result<Option<Outcome>> {
    known(tx, keyed(tx, task).as_ref())
}

fn keyed(tx: &Tx<'_>, task: &Task) -> Option<Keyed> {
    let (name, content) = task.request();
    Keyed::of(tx.vault(), task.key.as_deref(), name, &task.order_no, &content)
}

/// As [`begin`]; says in `later` when the channel has room again, and then fails so that nothing stays.
fn attempt<S: Outbound>(
    tx: &Tx<'_>,
    book: &Book,
    outlet: &Outlet,
    task: &Task,
    claim: &Claim,
    later: &Cell<Option<Timestamp>>,
) -> Result<Begun> {
    let keyed = keyed(tx, task);
    let mut scribe = book.scribe.clone();
    (scribe.clock, scribe.caller.key) = (scribe.clock.renewed(), None);
    let (to, out) = (RefCell::new(String::new()), RefCell::new((Vec::new(), Vec::new())));
    let (private, kept) = (RefCell::new(Vec::new()), RefCell::new(None));
    let gather = |tx: &Tx<'_>, loaded: &Loaded<S>| {
        expect_open(tx, outlet)?;
        *to.borrow_mut() = address(&loaded.order, task, outlet)?;
        let proof = loaded.order.proof(tx, &book.blobs, task)?;
        let command = S::start(tx, loaded, task, outlet, proof.as_ref());
        kept.replace(proof);
        command
    };
    let also = |tx: &Tx<'_>, written: &Written<'_, S>| {
        let proof = kept.take();
        let letters = queue(tx, book, written, task, proof.as_ref(), claim)?;
        if !book.scribe.caller.dry_run && !letters.is_empty() {
            let (to, units) = (to.borrow(), u32::try_from(letters.len()).unwrap_or(u32::MAX));
            later.set(tx.take_places(&outlet.lanes(&to, tx.vault()), units, book.scribe.clock.wall())?);
            if later.get().is_some() {
                return Err(no_room(&outlet.name));
            }
            // Every byte is at hand before the first one leaves: a file that can't be read must not cut a push in two.
            let proof = proof.and_then(|proof| proof.bytes);
            let message = |letter: &Letter| message(letter, &to, proof.as_ref(), &book.blobs);
            out.borrow_mut().1 = letters.iter().map(message).collect::<Result<_>>()?;
        }
        out.borrow_mut().0 = letters;
        private.replace(written.order.private());
        Ok(())
    };
    let mut started = match scribe.write(tx, &task.order_no, None, gather, also)? {
        Ok(started) => started,
        // The rules refused, and what they wanted recorded is.
        Err(refusal) => return Ok(Begun::Done(Err(refusal))),
    };
    let (letters, messages) = out.into_inner();
    started.messages = letters.iter().map(line).collect();
    if messages.is_empty() {
        keep(tx, keyed.as_ref(), &started, scribe.clock.received())?;
        return Ok(Begun::Done(Ok(started)));
    }
    hold(tx, keyed.as_ref(), scribe.clock.received())?;
    let tally = Tally::new(letters.iter().map(|letter| letter.id.clone()).collect());
    let (task, claim, outlet, to) = (task.clone(), claim.clone(), outlet.clone(), to.into_inner());
    let mut private = private.into_inner();
    if let What::Notice(_) = task.what {
        private.push(Personal::new(to.as_str()));
    }
    let open = Open { task, outlet, claim, started, tally, clock: scribe.clock, to, private };
    Ok(Begun::Open(Box::new(open), messages))
}

/// Refuses a group that is paused; the rules refuse a push there, and a notice goes the same way.
fn expect_open(tx: &Tx<'_>, outlet: &Outlet) -> Result<()> {
    match tx.group(&outlet.name)? {
        Some(Group { paused: Some(reason), .. }) => Err(paused(&outlet.name, &reason)),
        _ => Ok(()),
    }
}

fn no_room(name: &str) -> Box<Error> {
    Error::new("no_room", Exit::Transient, say!("{name} 现在不能再发", "{name} takes no more just now"))
}

/// Queues what the events of a beginning make leave, as deliveries held by `claim`.
fn queue<S: Outbound>(
    tx: &Tx<'_>,
    book: &Book,
    written: &Written<'_, S>,
    task: &Task,
    proof: Option<&KeptProof>,
    claim: &Claim,
) -> Result<Vec<Letter>> {
    let mut out = S::letters(tx, written, task, book.push_lang)?;
    // An imported proof's payload has the web system's path; the file is where the shop keeps it.
    if let Some(path) = proof.and_then(|proof| proof.path.as_ref()) {
        out.iter_mut().filter(|letter| letter.part == "proof").for_each(|letter| letter.body.clone_from(path));
    }
    for letter in &out {
        let outgoing = Outgoing {
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

fn message(letter: &Letter, to: &str, proof: Option<&Zeroizing<Vec<u8>>>, blobs: &BlobStore) -> Result<Message> {
    let part = match (letter.part.as_str(), proof) {
        ("proof", Some(bytes)) => proof_part(&letter.body, bytes.to_vec()),
        // The rules saw an intact proof, so this says what is the matter.
        ("proof", None) => proof_part(&letter.body, blobs.read(&letter.body, None)?.to_vec()),
        _ => Part::Text { body: letter.body.clone() },
    };
    Ok(Message { delivery_id: letter.id.clone(), to: to.to_owned(), part })
}

fn proof_part(path: &str, bytes: Vec<u8>) -> Part {
    let file_name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let picture = ["jpg", "jpeg", "png", "webp"].iter().any(|ext| file_name.ends_with(&format!(".{ext}")));
    if picture { Part::Image { file_name, bytes } } else { Part::File { file_name, bytes } }
}

/// A letter as an outcome names it.
fn line(letter: &Letter) -> MessageLine {
    MessageLine {
        id: letter.id.clone(),
        kind: letter.kind.to_owned(),
        destination: letter.destination.clone(),
        part: letter.part.clone(),
    }
}
