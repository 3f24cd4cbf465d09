//! Pushing orders to agents' groups, and finding out about those that nobody knows of.

use std::cell::RefCell;

use serde_json::json;

use super::App;
use super::dispatch::{Destination, Sent, Tally, record_ends, send_error, unknown_group};
use super::execute::Loaded;
use super::outcome::{MessageLine, Outcome};
use super::proof_state::{current_proof_file, proof_state};
use super::recover::Holder;
use crate::domain::ids::OrderNo;
use crate::domain::resale::axes::AgentPushStatus;
use crate::domain::resale::command::{Command, GroupFacts, PushOutcome, Resolve, StartPush};
use crate::domain::resale::notices::{Letter, PUSH_PARTS, Wordings, letters};
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::blob::BlobStore;
pub use crate::store::deliveries::Delivery;
use crate::store::deliveries::{Claim, Ended};
use crate::store::groups::Group;
use crate::store::orders::{Filter, Summary};
use crate::store::requests::Request;

/// How long a throttled or busy channel rests before an automatic push tries again.
const REST_MILLIS: i64 = 60_000;

/// How one order of a push went.
#[derive(Debug)]
pub struct Item {
    /// The order.
    pub order_no: OrderNo,
    /// What was recorded, or why nothing was sent.
    pub result: Result<Outcome>,
}

impl App {
    /// Pushes one order to a group: recorded, sent, recorded.
    ///
    /// # Errors
    /// The rules refuse (4, 5), the group refuses (5, 6, 7), or nobody knows (12). What happened is recorded either way.
    pub fn push(&mut self, order_no: &OrderNo, group: &str, holder: &Holder) -> Result<Outcome> {
        let content = json!({ "group": group });
        let fingerprint = self.fingerprint("push", order_no, &content);
        let key = self.caller.key.take();
        let pushed = self.push_keyed(order_no, group, holder, key.as_deref(), &fingerprint);
        self.caller.key = key;
        pushed
    }

    fn push_keyed(
        &mut self,
        order_no: &OrderNo,
        group: &str,
        holder: &Holder,
        key: Option<&str>,
        fingerprint: &[u8; 32],
    ) -> Result<Outcome> {
        if let Some(first) = self.begin_keyed(key, fingerprint)? {
            return Ok(first);
        }
        let pushed = self.push_once(order_no, group, holder);
        self.end_keyed(key, &pushed)?;
        pushed
    }

    /// Looks the key up, and marks it as begun.
    pub(super) fn begin_keyed(&mut self, key: Option<&str>, fingerprint: &[u8; 32]) -> Result<Option<Outcome>> {
        let Some(key) = key else { return Ok(None) };
        let (ending, now) = (self.ending(), self.clock.received());
        self.store.write(ending, |tx| {
            if tx.find_request(key, fingerprint)? == Request::New {
                tx.begin_request(key, fingerprint, now)?;
                return Ok(None);
            }
            super::execute::known(tx, Some(key), fingerprint)
        })
    }

    /// Keeps the result of what was done; a refusal of the outside is no result, so the key may try again.
    pub(super) fn end_keyed(&mut self, key: Option<&str>, done: &Result<Outcome>) -> Result<()> {
        let Some(key) = key else { return Ok(()) };
        let ending = self.ending();
        self.store.write(ending, |tx| match done {
            Ok(outcome) => tx.finish_request(key, &outcome.to_json().to_string()),
            Err(_) => tx.forget_request(key),
        })
    }

    fn push_once(&mut self, order_no: &OrderNo, group: &str, holder: &Holder) -> Result<Outcome> {
        let claim = holder.claim();
        let (mut started, letters) = self.start_push(order_no, group, &claim)?;
        started.messages = letters.iter().map(line).collect();
        if self.caller.dry_run || started.events.is_empty() {
            return Ok(started);
        }
        let destination = self.destination(group, "")?;
        let tally = self.send(&letters, &claim, &destination)?;
        self.finish_push(order_no, started, &tally, &destination)
    }

    /// Transaction 1: the started event, and the outbox rows held by this process.
    fn start_push(&mut self, order_no: &OrderNo, group: &str, claim: &Claim) -> Result<(Outcome, Vec<Letter>)> {
        self.destination(group, "")?;
        let blobs = self.blobs();
        let push_lang = self.config.resale.push_text_lang;
        let queued = RefCell::new(Vec::new());
        let outcome = self.execute(
            order_no,
            "push.start",
            &json!({ "group": group }),
            |tx, loaded| start_facts(tx, loaded, group, &blobs).map(Command::StartPush),
            |tx, written| {
                let wordings = Wordings { push_lang, notice: "" };
                let mut out: Vec<Letter> =
                    written.events.iter().flat_map(|event| letters(written.order, event, &wordings)).collect();
                // An imported proof's payload has the web system's path; the file is where the shop keeps it.
                if let Some((_, Some(path))) = current_proof_file(tx, written.order)? {
                    out.iter_mut()
                        .filter(|letter| letter.part == "proof")
                        .for_each(|letter| letter.body.clone_from(&path));
                }
                queue(tx, &out, written, claim)?;
                *queued.borrow_mut() = out;
                Ok(())
            },
        )?;
        Ok((outcome, queued.into_inner()))
    }

    /// Transaction 2: the verdict. A channel that refuses everything is paused with it.
    fn finish_push(
        &mut self,
        order_no: &OrderNo,
        started: Outcome,
        tally: &Tally,
        to: &Destination,
    ) -> Result<Outcome> {
        let error = send_error(&tally.sent, order_no.as_str(), &to.name);
        let Some(outcome) = push_outcome(tally) else { return error.map_or(Ok(started), Err) };
        let lang = self.caller.lang;
        let mut finished = self.execute(
            order_no,
            "push.finish",
            &json!({}),
            |_, _| Ok(Command::FinishPush(outcome)),
            |tx, written| {
                record_ends(tx, tally, lang, written.now)?;
                match &tally.sent {
                    Sent::Refused(refusal) if refusal.class.pauses_channel() => {
                        tx.pause_group(&to.name, Some(&refusal.message), written.now)
                    }
                    _ => Ok(()),
                }
            },
        )?;
        finished.events.splice(0..0, started.events);
        finished.messages = started.messages;
        error.map_or(Ok(finished), Err)
    }

    /// The orders that are ready for a group, oldest first.
    ///
    /// # Errors
    /// No such group (3), paused (5), the database's.
    pub fn ready_for(&mut self, group: &str, limit: usize) -> Result<Vec<OrderNo>> {
        let (now, today) = (self.clock.received(), self.clock.received().day());
        self.store.read(|tx| {
            let group = tx.group(group)?.ok_or_else(|| unknown_group(group))?;
            if let Some(reason) = &group.paused {
                return Err(paused(&group, reason));
            }
            let filter = Filter { status: Some("agent_payment_confirmed".to_owned()), ..Filter::default() };
            let mut ready = Vec::new();
            for summary in tx.list_orders(&filter)?.into_iter().rev() {
                let late = summary.play_date.as_deref().is_some_and(|day| day < today.to_string().as_str());
                if limit > 0 && ready.len() >= limit {
                    break;
                }
                if !late && is_routed(tx, &summary, &group)? && may_go(tx, &summary, now.millis())? {
                    ready.push(summary.order_no);
                }
            }
            Ok(ready)
        })
    }

    /// Records what an operator found out about a delivery of unknown outcome.
    ///
    /// # Errors
    /// No such delivery (3); it is not unknown (4).
    pub fn resolve(&mut self, id: &str, delivered: bool, evidence: &str) -> Result<Outcome> {
        let delivery = self.delivery(id)?;
        let order_no = OrderNo::parse(&delivery.order_no).map_err(|_| {
            Error::new(
                "delivery_damaged",
                Exit::Data,
                say!("投递的订单号无法识别", "the delivery has an unreadable order"),
            )
        })?;
        let resolve = Resolve { delivery: id.to_owned(), delivered, evidence: evidence.to_owned() };
        let content = json!({ "delivery": id, "delivered": delivered, "evidence": evidence });
        let is_notice = delivery.kind == "notice";
        self.execute(
            &order_no,
            "push resolve",
            &content,
            |_, _| Ok(if is_notice { Command::ResolveNotice(resolve) } else { Command::ResolvePush(resolve) }),
            |tx, written| {
                let (state, code) = if delivered { ("accepted", None) } else { ("failed", Some("NOT_DELIVERED")) };
                let class = (!delivered).then_some("retry_after");
                let ended = Ended { state, failure_code: code, failure_class: class, ..Ended::default() };
                tx.end_delivery(id, &ended, written.now)
            },
        )
    }

    /// A delivery by id.
    ///
    /// # Errors
    /// Exit 3.
    pub fn delivery(&mut self, id: &str) -> Result<Delivery> {
        self.store.read(|tx| tx.delivery(id))?.ok_or_else(|| {
            Error::new("delivery_not_found", Exit::NotFound, say!("没有投递 {id}", "there is no delivery {id}"))
                .hint(say!("`ticketctl push list` 列出投递", "`ticketctl push list` lists them"))
        })
    }

    /// Deliveries of a kind, newest first.
    ///
    /// # Errors
    /// The database's.
    pub fn deliveries(&mut self, kind: &str, state: Option<&str>, limit: usize) -> Result<Vec<Delivery>> {
        self.store.read(|tx| tx.deliveries(Some(kind), state, limit))
    }

    /// Records that the agent answered in the group.
    ///
    /// # Errors
    /// Nothing was pushed (4).
    pub fn acknowledge(&mut self, order_no: &OrderNo, note: Option<String>) -> Result<Outcome> {
        let content = json!({ "note": note });
        self.execute(order_no, "push ack", &content, |_, _| Ok(Command::Acknowledge { note }), |_, _| Ok(()))
    }

    /// The group that would take an order.
    ///
    /// # Errors
    /// No route (exit 5), no such order (3).
    pub fn group_of(&mut self, order_no: &OrderNo) -> Result<String> {
        self.store.read(|tx| {
            let loaded = super::execute::load(tx, order_no)?;
            match super::view::route(tx, &loaded.order)?.group() {
                Some(group) => Ok(group.to_owned()),
                None => Err(Error::new(
                    "no_group",
                    Exit::Config,
                    say!("没有群接订单 {order_no}", "no group takes order {order_no}"),
                )
                .hint(say!(
                    "`ticketctl group route 群 --ticket-type 票种`，或加 --group",
                    "`ticketctl group route GROUP --ticket-type TYPE`, or give --group"
                ))),
            }
        })
    }
}

/// Queues letters as deliveries held by `claim`.
///
/// # Errors
/// The database's.
pub(super) fn queue(tx: &Tx<'_>, out: &[Letter], written: &super::execute::Written<'_>, claim: &Claim) -> Result<()> {
    for letter in out {
        let outgoing = crate::store::deliveries::Outgoing {
            id: &letter.id,
            order_no: written.order.order_no.as_str(),
            kind: letter.kind,
            destination: &letter.destination,
            part: &letter.part,
            attempt: letter.attempt,
            body: letter.body.as_bytes(),
        };
        tx.add_delivery(&outgoing, written.person, claim, written.now)?;
    }
    Ok(())
}

/// A letter as an outcome names it.
pub(super) fn line(letter: &Letter) -> MessageLine {
    MessageLine {
        id: letter.id.clone(),
        kind: letter.kind.to_owned(),
        destination: letter.destination.clone(),
        part: letter.part.clone(),
    }
}

fn start_facts(tx: &Tx<'_>, loaded: &Loaded, name: &str, blobs: &BlobStore) -> Result<StartPush> {
    let group = tx.group(name)?.ok_or_else(|| unknown_group(name))?;
    let order = &loaded.order;
    let routed = tx.routed_group(order.ticket_type.as_deref(), &order.purchase.product_name)?;
    let proof = proof_state(tx, blobs, order)?;
    Ok(StartPush {
        route_override: routed.is_none_or(|routed| routed.name != group.name),
        group: GroupFacts { name: group.name, paused: group.paused },
        proof,
        parts: PUSH_PARTS.to_vec(),
    })
}

/// What the tally means for the order; `None` where another process took over and will say.
fn push_outcome(tally: &Tally) -> Option<PushOutcome> {
    let accepted = tally.accepted.iter().map(|(id, _)| id.clone()).collect();
    match &tally.sent {
        Sent::All => Some(PushOutcome::Accepted { accepted }),
        Sent::Refused(refusal) => {
            Some(PushOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone(), accepted })
        }
        Sent::Unknown { delivery, reason } => {
            Some(PushOutcome::Unknown { delivery: delivery.clone(), reason: reason.en.clone(), accepted })
        }
        Sent::Fenced => None,
    }
}

fn paused(group: &Group, reason: &str) -> Box<Error> {
    let name = &group.name;
    Error::new("group_paused", Exit::Config, say!("群 {name} 已暂停：{reason}", "group {name} is paused: {reason}"))
        .hint(say!(
            "排除原因后 `ticketctl group resume {name}`",
            "mend the cause, then `ticketctl group resume {name}`"
        ))
}

fn is_routed(tx: &Tx<'_>, summary: &Summary, group: &Group) -> Result<bool> {
    let routed = tx.routed_group(summary.ticket_type.as_deref(), &summary.product_name)?;
    Ok(routed.is_some_and(|routed| routed.name == group.name))
}

/// Whether an automatic push may take the order: never pushed and proven, or failed with a verdict that passes by itself.
fn may_go(tx: &Tx<'_>, summary: &Summary, now: i64) -> Result<bool> {
    let push = AgentPushStatus::from_code(&summary.status[3]);
    if push == Some(AgentPushStatus::NotStarted) {
        return Ok(tx.files_of(&summary.order_no)?.iter().any(|file| file.kind == "proof" && file.path.is_some()));
    }
    if push != Some(AgentPushStatus::Failed) {
        return Ok(false);
    }
    let failed =
        tx.deliveries_of(summary.order_no.as_str())?.into_iter().find(|d| d.kind == "push" && d.state == "failed");
    Ok(failed.is_some_and(|failed| match failed.failure_class.as_deref() {
        Some("configuration") => true,
        Some("retry_after" | "throttled") => now - failed.updated_at.millis() >= REST_MILLIS,
        _ => false,
    }))
}
