//! The desk: hands tasks to the line, and records in one transaction a turn what happened to them.
//!
//! Invariant: a message leaves only after a commit that says it is about to, under this process's claim; and what a task
//! meant for its order is recorded in the same transaction as the end of its last message.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::destination::{Fittings, Outlet};
use super::job::{Task, What};
use super::queue::Waiting;
use super::recovery::Holder;
use super::result::Sent;
use super::run::{Left, Progress, Report, Why};
use super::settle::finish;
use super::start::{Begun, Open, begin, first_result};
use crate::app::App;
use crate::app::orders::notice::is_due;
use crate::app::resale::push::{GROUP_PAUSED, is_ready};
use crate::app::write::execute::Scribe;
use crate::app::write::outcome::Outcome;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::gateway::sender::{Desk as LineDesk, Event, Job, Leave, Next, TokenAnswer, Turn};
use crate::gateway::{Class, Outcome as Reply};
use crate::say;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Claim;
use crate::store::outbox::tokens::Known;
use crate::store::{Ending, Kind, Store, Tx};

/// What the desk knows of the shop besides its database.
pub(crate) struct Book {
    pub scribe: Scribe,
    pub blobs: BlobStore,
    /// Credentials, addresses and limits.
    pub fittings: Fittings,
    pub push_lang: Lang,
    pub kind: Kind,
    pub ending: Ending,
}

/// The longest sleep before the clock is looked at again: it may have been set meanwhile.
const NAP: Duration = Duration::from_mins(1);

pub(crate) struct Desk<'a> {
    store: &'a mut Store,
    book: Book,
    holder: &'a Holder,
    waiting: Waiting,
    open: BTreeMap<u64, Open>,
    next_id: u64,
    outlets: BTreeMap<String, Outlet>,
    /// Nothing begins after it.
    until: Option<Instant>,
    report: Report<'a>,
    /// The rest that was told of.
    told: Option<Timestamp>,
}

/// What a turn leaves to be done after its commit.
#[derive(Default)]
struct After {
    leaves: Vec<(oneshot::Sender<Leave>, Leave)>,
    tokens: Vec<(oneshot::Sender<TokenAnswer>, TokenAnswer)>,
    done: Vec<(Task, Result<Outcome>)>,
    jobs: Vec<Job>,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(
        app: &'a mut App,
        holder: &'a Holder,
        waiting: Waiting,
        until: Option<Instant>,
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
            until,
            report,
            told: None,
        }
    }

    /// What has not ended, once the line has: the orders whose messages may be under way, after a failure.
    pub(crate) fn unfinished(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn into_left(mut self) -> Vec<Left> {
        // Only a signal ends a line while something waits.
        self.waiting.give_up(Why::Signal);
        self.waiting.into_left()
    }

    fn now(&self) -> Timestamp {
        self.book.scribe.clock.wall()
    }

    /// The time that is left; without end where none was set.
    fn time_left(&self) -> Option<Duration> {
        self.until.map(|until| until.saturating_duration_since(Instant::now()))
    }

    /// Leaves what has no time any more, or its channel no room before the end.
    fn drop_late(&mut self) {
        let Some(time) = self.time_left() else { return };
        if time.is_zero() {
            self.waiting.give_up(Why::Time);
        }
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.waiting.give_up_resting(Timestamp::from_millis(self.now().millis().saturating_add(millis)));
    }

    /// When there is more to begin; a wait is told once.
    fn next(&mut self) -> Next {
        if self.waiting.len() == 0 {
            return Next::Nothing;
        }
        let now = self.now();
        if self.waiting.can_go(now) {
            return Next::Room;
        }
        let Some((until, destination)) = self.waiting.first_room() else { return Next::Told };
        let millis = until.millis() - now.millis();
        if self.told.replace(until) != Some(until) {
            (self.report)(Progress::Waiting { destination, until, millis });
        }
        // At least a moment, so that a clock's rounding is no spin.
        let pause = Duration::from_millis(u64::try_from(millis).unwrap_or(0).max(1)).min(NAP);
        Next::After(self.time_left().map_or(pause, |time| pause.min(time)))
    }
}

impl LineDesk for Desk<'_> {
    fn turn(&mut self, happened: Vec<Event>, room: usize) -> Result<Turn> {
        self.drop_late();
        let begins = room > 0 && self.waiting.can_go(self.now());
        let after = if happened.is_empty() && !begins { After::default() } else { self.record(happened, room)? };
        for (answer, leave) in after.leaves {
            // A message that nobody waits for any more stays in flight, and so becomes unknown.
            let _ = answer.send(leave);
        }
        for (answer, token) in after.tokens {
            let _ = answer.send(token);
        }
        for (task, result) in &after.done {
            (self.report)(Progress::Ended(task, result));
        }
        self.drop_late();
        Ok(Turn { jobs: after.jobs, next: self.next() })
    }
}

impl Desk<'_> {
    /// One transaction: everything that happened, then what begins.
    fn record(&mut self, happened: Vec<Event>, room: usize) -> Result<After> {
        let Self { store, book, holder, waiting, open, next_id, outlets, .. } = self;
        let mut after = After::default();
        store.write(book.ending, |tx| {
            for event in happened {
                note(tx, book, open, waiting, event, &mut after)?;
            }
            while after.jobs.len() < room {
                let Some(task) = waiting.pop(book.scribe.clock.wall()) else { break };
                match take(tx, book, outlets, waiting, &task, &holder.claim())? {
                    Begun::Open(opened, messages) => {
                        *next_id += 1;
                        let (id, channel) = (*next_id, Arc::clone(&opened.outlet.channel));
                        after.jobs.push(Job { id, channel, messages });
                        open.insert(id, *opened);
                    }
                    Begun::Done(result) => {
                        waiting.ended(&task);
                        after.done.push((task, result));
                    }
                    Begun::Passed => waiting.ended(&task),
                    Begun::Wait(at) => {
                        tx.settle_places(book.scribe.clock.wall())?;
                        waiting.put_back(task, at);
                    }
                }
            }
            Ok(())
        })?;
        Ok(after)
    }
}

/// Begins a task, unless its key, its channel or another process has settled it.
fn take(
    tx: &Tx<'_>,
    book: &Book,
    outlets: &mut BTreeMap<String, Outlet>,
    waiting: &mut Waiting,
    task: &Task,
    claim: &Claim,
) -> Result<Begun> {
    if let Some(first) = first_result(tx, task).transpose() {
        return Ok(Begun::Done(first));
    }
    let outlet = match outlet(tx, book, outlets, task) {
        Ok(outlet) => outlet,
        Err(error) => {
            // The others of this destination would fail alike.
            waiting.halt(task, task.way(), Why::Unusable);
            return Ok(Begun::Done(Err(error)));
        }
    };
    if !outlet.channel.is_remote() {
        waiting.proven(task);
    }
    if task.picked && !ready(tx, task, book.scribe.clock.renewed().received())? {
        return Ok(Begun::Passed);
    }
    match begin(tx, book, &outlet, task, claim)? {
        Begun::Done(Err(error)) if task.picked && error.code == GROUP_PAUSED => {
            waiting.halt_before(task, &outlet.name, Why::Paused);
            Ok(Begun::Passed)
        }
        begun => Ok(begun),
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
        What::Notice(_) => is_due(tx, &summary, now),
    }
}

fn note(
    tx: &Tx<'_>,
    book: &Book,
    open: &mut BTreeMap<u64, Open>,
    waiting: &mut Waiting,
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
                if matches!(outcome, Reply::Accepted { .. }) {
                    waiting.proven(&open.task);
                }
                let (claim, outcome) = (open.claim.clone(), open.told(outcome));
                open.tally.count(tx, &delivery_id, outcome, &claim, now)?;
            }
        }
        Event::Closed { job } => {
            if let Some(closed) = open.remove(&job) {
                waiting.ended(&closed.task);
                if let Sent::Refused(refusal) = &closed.tally.sent
                    && refusal.class.stops_channel()
                {
                    let name = &closed.outlet.name;
                    let why = match refusal.class {
                        Class::Unreachable => Why::Unreachable,
                        _ if tx.group(name)?.is_some() => Why::Paused,
                        _ => Why::Unusable,
                    };
                    waiting.halt(&closed.task, name, why);
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
pub(crate) fn cut_short(count: usize) -> Box<Error> {
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
