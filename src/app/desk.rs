//! The desk: hands tasks to the line, and records in one transaction a turn what happened to them.
//!
//! Invariant: a message leaves only after a commit that says it is about to, under this process's claim; and what a task
//! meant for its order is recorded in the same transaction as the end of its last message.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;

use super::App;
use super::begin::{Begun, Open, begin, first_result};
use super::execute::Scribe;
use super::finish::finish;
use super::outcome::Outcome;
use super::outlet::{Fittings, Outlet};
use super::push::is_ready;
use super::recover::Holder;
use super::tally::Sent;
use super::task::{Task, What};
use crate::domain::message::Lang;
use crate::domain::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::line::{Desk as LineDesk, Event, Job, Leave, Next, TokenAnswer, Turn};
use crate::say;
use crate::store::blob::BlobStore;
use crate::store::tokens::Known;
use crate::store::{Ending, Kind, Store, Tx};

/// What the desk knows of the shop besides its database.
pub(super) struct Book {
    /// Who writes.
    pub scribe: Scribe,
    /// The kept files.
    pub blobs: BlobStore,
    /// Credentials, addresses and limits.
    pub fittings: Fittings,
    /// The language of a push.
    pub push_lang: Lang,
    /// Whether this is a sandbox.
    pub kind: Kind,
    /// How transactions end.
    pub ending: Ending,
}

/// Told of each task as it ends.
pub type Report<'a> = &'a mut dyn FnMut(&Task, &Result<Outcome>);

/// The desk of one command.
pub(super) struct Desk<'a> {
    store: &'a mut Store,
    book: Book,
    holder: &'a Holder,
    waiting: VecDeque<Task>,
    open: BTreeMap<u64, Open>,
    next_id: u64,
    outlets: BTreeMap<String, Outlet>,
    /// Destinations that take nothing now: what was picked for them waits.
    halted: BTreeSet<String>,
    /// Nothing begins after it.
    until: Option<Timestamp>,
    report: Report<'a>,
    /// How many tasks were left as they are.
    pub left: usize,
}

/// What a turn leaves to be done after its commit.
#[derive(Default)]
struct After {
    leaves: Vec<(oneshot::Sender<Leave>, Leave)>,
    tokens: Vec<(oneshot::Sender<TokenAnswer>, TokenAnswer)>,
    done: Vec<(Task, Result<Outcome>)>,
    jobs: Vec<Job>,
    wait: Option<Timestamp>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        app: &'a mut App,
        holder: &'a Holder,
        waiting: VecDeque<Task>,
        until: Option<Timestamp>,
        report: Report<'a>,
    ) -> Self {
        let book = Book {
            scribe: app.scribe(),
            blobs: app.blobs(),
            fittings: Fittings::of(app),
            push_lang: app.config.resale.push_text_lang,
            kind: app.store.kind(),
            ending: app.ending(),
        };
        Self {
            store: &mut app.store,
            book,
            holder,
            waiting,
            open: BTreeMap::new(),
            next_id: 0,
            outlets: BTreeMap::new(),
            halted: BTreeSet::new(),
            until,
            report,
            left: 0,
        }
    }

    /// What has not ended, once the line has: the orders whose messages may be under way, after a failure.
    pub(super) fn unfinished(&self) -> usize {
        self.open.len()
    }

    fn now(&self) -> Timestamp {
        self.book.scribe.clock.wall()
    }

    fn over(&self) -> bool {
        self.until.is_some_and(|until| self.now() >= until)
    }
}

impl LineDesk for Desk<'_> {
    fn turn(&mut self, happened: Vec<Event>, room: usize) -> Result<Turn> {
        if self.over() {
            self.left += self.waiting.len();
            self.waiting.clear();
        }
        let begins = room > 0 && !self.waiting.is_empty();
        let after = if happened.is_empty() && !begins { After::default() } else { self.record(happened, room)? };
        for (answer, leave) in after.leaves {
            // A message that nobody waits for any more stays in flight, and so becomes unknown.
            let _ = answer.send(leave);
        }
        for (answer, token) in after.tokens {
            let _ = answer.send(token);
        }
        for (task, result) in &after.done {
            (self.report)(task, result);
        }
        let next = match after.wait {
            _ if self.waiting.is_empty() => Next::Nothing,
            Some(at) => Next::After(pause(self.now(), at)),
            None => Next::Room,
        };
        Ok(Turn { jobs: after.jobs, next })
    }
}

/// How long until `at`: at least a moment, so that a clock's rounding is no spin.
fn pause(now: Timestamp, at: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(at.millis() - now.millis()).unwrap_or(0).max(1))
}

impl Desk<'_> {
    /// One transaction: everything that happened, then what begins.
    fn record(&mut self, happened: Vec<Event>, room: usize) -> Result<After> {
        let Self { store, book, holder, waiting, open, next_id, outlets, halted, left, .. } = self;
        let mut after = After::default();
        let picked = |task: &Task, on: &BTreeSet<String>, at: &str| task.picked && on.contains(at);
        store.write(book.ending, |tx| {
            for event in happened {
                note(tx, book, open, halted, event, &mut after)?;
            }
            while after.jobs.len() < room {
                let Some(task) = waiting.pop_front() else { break };
                let now = book.scribe.clock.renewed().received();
                let outlet = match first_result(tx, &task) {
                    Ok(None) => outlet(tx, book, outlets, &task),
                    Ok(Some(first)) => {
                        after.done.push((task, Ok(first)));
                        continue;
                    }
                    Err(error) => Err(error),
                };
                let outlet = match outlet {
                    Ok(outlet) => outlet,
                    Err(error) => {
                        after.done.push((task, Err(error)));
                        continue;
                    }
                };
                if picked(&task, halted, &outlet.name) {
                    *left += 1;
                    continue;
                }
                if task.picked && !ready(tx, &task, now)? {
                    continue;
                }
                match begin(tx, book, &outlet, &task, &holder.claim())? {
                    Begun::Open(opened, messages) => {
                        *next_id += 1;
                        let (id, channel) = (*next_id, Arc::clone(&outlet.channel));
                        after.jobs.push(Job { id, channel, messages });
                        open.insert(id, *opened);
                    }
                    Begun::Done(result) => after.done.push((task, result)),
                    Begun::Wait(at) => {
                        waiting.push_front(task);
                        after.wait = Some(at);
                        break;
                    }
                }
            }
            Ok(())
        })?;
        Ok(after)
    }
}

/// The outlet of a task, made once for each name.
fn outlet(tx: &Tx<'_>, book: &Book, made: &mut BTreeMap<String, Outlet>, task: &Task) -> Result<Outlet> {
    let name = task.destination(tx)?;
    if let Some(outlet) = made.get(&name) {
        return Ok(outlet.clone());
    }
    let outlet = book.fittings.outlet(tx, &name)?;
    made.insert(name, outlet.clone());
    Ok(outlet)
}

/// Whether an order that was picked is still to be served.
fn ready(tx: &Tx<'_>, task: &Task, now: Timestamp) -> Result<bool> {
    let Some(summary) = tx.summary(&task.order_no)? else { return Ok(false) };
    match &task.what {
        What::Push { .. } => is_ready(tx, &summary, now),
        What::Notice(_) => Ok(super::notices::is_due(&summary)),
    }
}

/// Records one thing that happened.
fn note(
    tx: &Tx<'_>,
    book: &Book,
    open: &mut BTreeMap<u64, Open>,
    halted: &mut BTreeSet<String>,
    event: Event,
    after: &mut After,
) -> Result<()> {
    let now = book.scribe.clock.processed();
    match event {
        Event::Leaving { job, delivery_id, answer } => {
            let leave = match open.get(&job) {
                Some(open) if tx.fly(&delivery_id, &open.claim, now)? => {
                    let sandbox = book.kind == Kind::Sandbox && !open.outlet.channel.is_remote();
                    Leave::Go(if sandbox { tx.take_answer(&open.outlet.name)? } else { None })
                }
                _ => Leave::Stay,
            };
            after.leaves.push((answer, leave));
        }
        Event::Ended { job, delivery_id, outcome } => {
            if let Some(open) = open.get_mut(&job) {
                let (claim, outcome) = (open.claim.clone(), open.told(outcome));
                open.tally.count(tx, &delivery_id, outcome, &claim, now)?;
            }
        }
        Event::Closed { job } => {
            if let Some(closed) = open.remove(&job) {
                if let Sent::Refused(refusal) = &closed.tally.sent
                    && refusal.class.stops_channel()
                {
                    halted.insert(closed.outlet.name.clone());
                }
                let result = finish(tx, book, &closed)?;
                after.done.push((closed.task, result));
            }
        }
        Event::TokenWanted { account, stale, answer } => {
            let wall = book.scribe.clock.wall();
            let known = match tx.token(&account, stale.as_ref(), wall)? {
                Known::Holds(token) => TokenAnswer::Have(token),
                Known::Fetch => TokenAnswer::Fetch,
                Known::Fetching => TokenAnswer::Wait,
            };
            after.tokens.push((answer, known));
        }
        Event::TokenGot { account, token } => {
            let wall = book.scribe.clock.wall();
            let until = |lives: Duration| wall.plus_millis(i64::try_from(lives.as_millis()).unwrap_or(i64::MAX));
            let token = token.map(|(token, lives)| (token, until(lives)));
            tx.keep_token(&account, token.as_ref().map(|(token, at)| (token, *at)))?;
        }
    }
    Ok(())
}

/// The failure of a command whose line ended while messages were under way.
pub(super) fn cut_short(count: usize) -> Box<Error> {
    Error::new(
        "cut_short",
        Exit::Unknown,
        say!(
            "有 {count} 张订单的投递被中断，结果未知",
            "the deliveries of {count} orders were cut short, and nobody knows how they ended"
        ),
    )
    .hint(say!(
        "`ticketctl sweep`，然后 `ticketctl push list --state unknown`",
        "`ticketctl sweep`, then `ticketctl push list --state unknown`"
    ))
}
