//! One message to the shop's own people, of what needs one of them.
//!
//! It goes out as every message does: written down as in flight, and committed so, before its first byte leaves; and nothing
//! resends it that may have arrived. It is no order's, though, so it stands in no outbox row but in a fact of its own, the
//! latest for each group.
//!
//! Invariant: things that a message told of, or may have told of, are not told again before the pause is over; one thing more
//! is news, and tells of all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::context::WorkerContext;
use super::destination::Destination;
use super::worker::look_up_token;
use crate::app::App;
use crate::app::write::id_source::random_id;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::gateway::protocol::{PermitDecision, SendPermit, SenderEvent};
use crate::gateway::sender::{DeliveryWorker, MessageSender, NextSend, SendJob, WorkerStep};
use crate::gateway::{ChannelMessage, MessageAudience, MessagePart, SendOutcome};
use crate::say;
use crate::store::shop::groups::{AgentGroup, PausedBy};
use crate::store::shop::operators::OperatorsMessage;
use crate::store::{DatabaseKind, Store, Tx};

/// How much of a digest tells things apart, in bytes.
const DIGEST_BYTES: usize = 8;
/// What the shop's log says a pause was caused by.
const BY_MESSAGE: &str = "operators message";

/// What needs a person.
pub struct OperatorsNews {
    /// What the message says; it names nobody.
    pub text: String,
    /// Each thing that stands, such as `unknown_push XY…`.
    pub things: BTreeSet<String>,
}

/// What became of the messages of a run.
#[derive(Debug, Default)]
pub struct OperatorsReport {
    /// Groups that took one.
    pub told: usize,
    /// Groups that did not, or of which nobody knows, and why.
    pub failed: Vec<(String, BilingualMessage)>,
}

impl App {
    /// Tells the open groups of operators what needs a person, unless they know.
    pub fn tell_operators(&mut self, news: &OperatorsNews) -> Result<OperatorsReport> {
        let mut report = OperatorsReport::default();
        if self.caller.dry_run || news.things.is_empty() {
            return Ok(report);
        }
        let groups = self.store.read(|tx| tx.list_groups())?;
        for group in groups.into_iter().filter(|group| group.is_operators() && group.paused.is_none()) {
            let name = group.name.clone();
            match self.tell_group(&group, news) {
                Ok(None) => {}
                Ok(Some(SendOutcome::Accepted { .. })) => report.told += 1,
                Ok(Some(outcome)) => report.failed.push((name, explain_outcome(outcome))),
                Err(error) => report.failed.push((name, error.message.clone())),
            }
        }
        Ok(report)
    }

    /// Sends one message; none where the group knows, or its rate limit is reached.
    fn tell_group(&mut self, group: &AgentGroup, news: &OperatorsNews) -> Result<Option<SendOutcome>> {
        let things: Vec<String> = news.things.iter().map(|thing| digest_thing(thing)).collect();
        let pause = self.config.operators_repeat;
        let context = WorkerContext::from_app(self);
        let destination = context.destinations.for_group(group)?;
        let now = context.writer.clock.for_next_request().received_at();
        if self.store.read(|tx| knows_all(tx, &group.name, &things, now, pause))? {
            return Ok(None);
        }
        let message = OperatorsMessage {
            id: format!("operators-{}", random_id()),
            state: DeliveryState::InFlight.into(),
            at: now.millis(),
            things,
        };
        let limits = destination.rate_limits(&destination.to, self.store.derived_keys());
        let wall = context.writer.clock.wall_time();
        if self.store.write(context.ending, |tx| tx.try_acquire(&limits, 1, wall))?.is_some() {
            return Ok(None);
        }
        let mut worker = OperatorsWorker {
            store: &mut self.store,
            context,
            group: group.name.clone(),
            job: Some(build_job(&destination, &message.id, &news.text)),
            destination,
            message,
            outcome: None,
        };
        MessageSender::new()?.run_jobs(&mut worker, 1)?;
        Ok(worker.outcome)
    }
}

fn build_job(destination: &Destination, id: &str, text: &str) -> SendJob {
    let message = ChannelMessage {
        delivery_id: id.to_owned(),
        to: destination.to.clone(),
        audience: MessageAudience::Group,
        part: MessagePart::Text { body: text.to_owned() },
    };
    SendJob { id: 1, channel: Arc::clone(&destination.channel), messages: vec![message] }
}

/// Whether the group was told of all these things, or may have been, so short a time ago that nobody needs to hear of them again.
fn knows_all(tx: &Tx<'_>, group: &str, things: &[String], now: Timestamp, pause_minutes: i64) -> Result<bool> {
    let Some(last) = tx.find_operators_message(group)?.filter(OperatorsMessage::may_have_arrived) else {
        return Ok(false);
    };
    let young = now < last.sent_at().plus_minutes(pause_minutes);
    Ok(young && things.iter().all(|thing| last.things.contains(thing)))
}

fn digest_thing(thing: &str) -> String {
    encode_hex(&Sha256::digest(thing.as_bytes())[..DIGEST_BYTES])
}

fn explain_outcome(outcome: SendOutcome) -> BilingualMessage {
    match outcome {
        SendOutcome::Refused(refusal) => BilingualMessage {
            zh: format!("{} {}：{}", refusal.code, refusal.message, refusal.advice.zh),
            en: format!("{} {}: {}", refusal.code, refusal.message, refusal.advice.en),
        },
        SendOutcome::Unknown { reason } => reason,
        SendOutcome::Accepted { .. } | SendOutcome::NotPermitted => {
            say!("没有发出", "it was not sent")
        }
    }
}

/// The side that records, for one message.
struct OperatorsWorker<'a> {
    store: &'a mut Store,
    context: WorkerContext,
    group: String,
    destination: Destination,
    job: Option<SendJob>,
    message: OperatorsMessage,
    outcome: Option<SendOutcome>,
}

impl OperatorsWorker<'_> {
    fn apply_event(&mut self, event: SenderEvent) -> Result<()> {
        let Self { store, context, group, destination, message, .. } = self;
        match event {
            SenderEvent::PermitRequested { answer, .. } => {
                let decision = store.write_fact(context.ending, |tx, waited| {
                    if waited && destination.channel.is_remote() {
                        return Ok(PermitDecision::Stale);
                    }
                    tx.put_operators_message(group, message)?;
                    let sandbox = context.kind == DatabaseKind::Sandbox && !destination.channel.is_remote();
                    let reply = if sandbox { tx.take_answer(group)? } else { None };
                    Ok(PermitDecision::Granted(SendPermit::for_recorded_message(reply)))
                })?;
                // After the commit. Nobody waits any more where the send was given up.
                let _ = answer.send(decision);
            }
            SenderEvent::MessageEnded { outcome, .. } => {
                let outcome = outcome.without_credentials().with_bounded_message();
                self.record_outcome(&outcome)?;
                self.outcome = Some(outcome);
            }
            SenderEvent::JobClosed { .. } => {}
            SenderEvent::TokenRequested { account, stale, answer } => {
                let token =
                    store.write_fact(context.ending, |tx, _| look_up_token(tx, context, &account, stale.as_ref()))?;
                let _ = answer.send(token);
            }
            SenderEvent::TokenFetched { account, token } => {
                let wall = context.writer.clock.wall_time();
                let token = token.map(|(token, lives)| {
                    (token, wall.plus_millis(i64::try_from(lives.as_millis()).unwrap_or(i64::MAX)))
                });
                store.write_fact(context.ending, |tx, _| {
                    tx.store_token(&account, token.as_ref().map(|(token, at)| (token, *at)))
                })?;
            }
        }
        Ok(())
    }

    /// How it ended; a group whose channel refuses everything is paused, as by any other message.
    fn record_outcome(&mut self, outcome: &SendOutcome) -> Result<()> {
        let Self { store, context, group, message, .. } = self;
        let state = match outcome {
            SendOutcome::Accepted { .. } => DeliveryState::Accepted,
            SendOutcome::Refused(_) | SendOutcome::NotPermitted => DeliveryState::Failed,
            SendOutcome::Unknown { .. } => DeliveryState::Unknown,
        };
        message.state = state.into();
        store.write_fact(context.ending, |tx, _| {
            tx.put_operators_message(group, message)?;
            match outcome {
                SendOutcome::Refused(refusal) if refusal.class.pauses_channel() => {
                    let edit = tx.edit_shop(context.writer.shop_stamp(BY_MESSAGE));
                    edit.pause_group(group, Some((&refusal.message, PausedBy::Refusal)))
                }
                SendOutcome::Accepted { moved_to: Some(chat), .. } => {
                    let edit = tx.edit_shop(context.writer.shop_stamp(BY_MESSAGE));
                    edit.change_group_target(group, &self.destination.to, chat)
                }
                _ => Ok(()),
            }
        })
    }
}

impl DeliveryWorker for OperatorsWorker<'_> {
    fn run_step(&mut self, happened: Vec<SenderEvent>, capacity: usize) -> Result<WorkerStep> {
        for event in happened {
            self.apply_event(event)?;
        }
        let jobs = if capacity > 0 { self.job.take().into_iter().collect() } else { Vec::new() };
        let next = if self.job.is_some() { NextSend::WhenFree } else { NextSend::Never };
        Ok(WorkerStep { jobs, next })
    }
}
