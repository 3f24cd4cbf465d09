//! The one way out: a claimed delivery becomes `in_flight` under its token, then leaves, then its verdict is read.
//!
//! Invariant: no transaction is open while something leaves, and nothing is ever sent twice for one delivery id.

use std::path::PathBuf;

use super::App;
use super::recover::Holder;
use crate::domain::message::{Lang, Message as Words};
use crate::domain::resale::notices::Letter;
use crate::error::{Error, Exit, Result};
use crate::gateway::{Message, Outcome as Reply, Part, Refusal, spool};
use crate::say;
use crate::store::deliveries::{Claim, Ended};
use crate::store::groups::Group;
use crate::store::{Ending, Kind, Tx};

/// The embedded channel's name where no group is meant.
pub const SPOOL: &str = "spool";

/// Where letters of one destination go.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The group's or the channel's name.
    pub name: String,
    /// The spool's directory.
    pub directory: PathBuf,
    /// The address that the messages carry.
    pub to: String,
}

/// How the letters of one command went.
#[derive(Clone, Debug)]
pub enum Sent {
    /// All were taken.
    All,
    /// One was refused; the ones after it did not leave.
    Refused(Box<Refusal>),
    /// Nobody knows about one; the ones after it did not leave.
    Unknown {
        /// The delivery.
        delivery: String,
        /// Why.
        reason: Words,
    },
    /// Another process took the claim over while this one slept: nothing more left.
    Fenced,
}

/// What is to be recorded for each letter.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The end.
    pub sent: Sent,
    /// The ids that were taken, in order, with their receipts.
    pub accepted: Vec<(String, Option<String>)>,
    /// The ids that never left.
    pub kept_back: Vec<String>,
    /// The id at which it ended, unless all were taken.
    pub stopped_at: Option<String>,
}

impl App {
    /// The destination of a group or channel name.
    ///
    /// # Errors
    /// No such group (exit 3); its channel is not there yet (5).
    pub fn destination(&mut self, name: &str, to: &str) -> Result<Destination> {
        let group = self.store.read(|tx| tx.group(name))?;
        match group {
            Some(group) => self.of_group(group, to),
            None if name == SPOOL => {
                Ok(Destination { name: name.to_owned(), directory: self.paths.spool.clone(), to: to.to_owned() })
            }
            None => Err(unknown_group(name)),
        }
    }

    fn of_group(&self, group: Group, to: &str) -> Result<Destination> {
        if group.channel != SPOOL {
            let channel = group.channel;
            return Err(Error::new(
                "channel_not_available",
                Exit::Config,
                say!("渠道 {channel} 还不可用", "the channel {channel} is not available yet"),
            )
            .hint(say!("目前只有 spool 渠道", "spool is the only channel so far")));
        }
        let to = if to.is_empty() { group.name.clone() } else { to.to_owned() };
        Ok(Destination { directory: PathBuf::from(&group.target), name: group.name, to })
    }

    /// Sends letters in order until one is not taken.
    ///
    /// # Errors
    /// A proof's file can't be read, or the database's; what left before is recorded by the caller's recovery.
    pub fn send(&mut self, letters: &[Letter], claim: &Claim, to: &Destination) -> Result<Tally> {
        let ids = || letters.iter().map(|letter| letter.id.clone());
        let mut tally = Tally { sent: Sent::All, accepted: Vec::new(), kept_back: ids().collect(), stopped_at: None };
        // Every body is at hand before the first one leaves: a file that can't be read must not cut a push in two.
        let messages: Vec<Message> = letters.iter().map(|letter| self.message(letter, to)).collect::<Result<_>>()?;
        for message in &messages {
            let Some(answer) = self.fly(&message.delivery_id, claim, &to.name)? else {
                tally.sent = Sent::Fenced;
                return Ok(tally);
            };
            tally.kept_back.retain(|id| *id != message.delivery_id);
            match spool::send(&to.directory, message, answer.as_deref()) {
                Reply::Accepted { receipt } => tally.accepted.push((message.delivery_id.clone(), receipt)),
                Reply::Refused(refusal) => tally.sent = Sent::Refused(refusal),
                Reply::Unknown { reason } => {
                    tally.sent = Sent::Unknown { delivery: message.delivery_id.clone(), reason };
                }
                Reply::Held => tally.sent = Sent::Fenced,
            }
            if !matches!(tally.sent, Sent::All) {
                tally.stopped_at = Some(message.delivery_id.clone());
                return Ok(tally);
            }
            self.taken(&tally)?;
        }
        Ok(tally)
    }

    /// Records a part that was taken before the next one leaves: a crash in between must not send it again.
    fn taken(&mut self, tally: &Tally) -> Result<()> {
        let (Some((id, receipt)), false) = (tally.accepted.last(), tally.kept_back.is_empty()) else { return Ok(()) };
        let now = self.clock.processed();
        let ended = Ended { state: "accepted", receipt: receipt.as_deref(), ..Ended::default() };
        self.store.write(Ending::Commit, |tx| tx.end_delivery(id, &ended, now))
    }

    /// Marks a delivery as about to leave. `None` where this claim does not hold it any more; otherwise the answer that a
    /// sandbox's spool was told to give, if any.
    fn fly(&mut self, id: &str, claim: &Claim, destination: &str) -> Result<Option<Option<Vec<u8>>>> {
        let (now, kind) = (self.clock.processed(), self.store.kind());
        self.store.write(Ending::Commit, |tx| {
            if !tx.fly(id, claim, now)? {
                return Ok(None);
            }
            let answer = if kind == Kind::Sandbox { tx.take_answer(destination)? } else { None };
            Ok(Some(answer))
        })
    }

    fn message(&self, letter: &Letter, to: &Destination) -> Result<Message> {
        let part = match letter.part.as_str() {
            "proof" => self.proof_part(&letter.body)?,
            _ => Part::Text { body: letter.body.clone() },
        };
        Ok(Message { delivery_id: letter.id.clone(), to: to.to.clone(), part })
    }

    fn proof_part(&self, path: &str) -> Result<Part> {
        let bytes = self.blobs().read(path, None)?.to_vec();
        let file_name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let picture = ["jpg", "jpeg", "png", "webp"].iter().any(|ext| file_name.ends_with(&format!(".{ext}")));
        Ok(if picture { Part::Image { file_name, bytes } } else { Part::File { file_name, bytes } })
    }

    /// A lock of this process for what it is about to send.
    ///
    /// # Errors
    /// The directory of the locks can't be written.
    pub fn hold(&self) -> Result<Holder> {
        Holder::take(&self.holders())
    }
}

/// Records the end of every letter of a command, in the transaction that records its verdict.
///
/// # Errors
/// The database's.
pub fn record_ends(tx: &Tx<'_>, tally: &Tally, lang: Lang, now: crate::domain::time::Timestamp) -> Result<()> {
    for (id, receipt) in &tally.accepted {
        tx.end_delivery(id, &Ended { state: "accepted", receipt: receipt.as_deref(), ..Ended::default() }, now)?;
    }
    for id in &tally.kept_back {
        tx.end_delivery(id, &Ended { state: "cancelled", ..Ended::default() }, now)?;
    }
    let Some(id) = &tally.stopped_at else { return Ok(()) };
    match &tally.sent {
        Sent::Refused(refusal) => {
            let ended = Ended {
                state: "failed",
                receipt: None,
                failure_code: Some(refusal.code),
                failure_message: Some(&refusal.message),
                failure_class: Some(refusal.class.code()),
            };
            tx.end_delivery(id, &ended, now)
        }
        Sent::Unknown { reason, .. } => {
            let ended = Ended {
                state: "unknown",
                failure_code: Some("OUTCOME_UNKNOWN"),
                failure_message: Some(reason.get(lang)),
                ..Ended::default()
            };
            tx.end_delivery(id, &ended, now)
        }
        Sent::All | Sent::Fenced => Ok(()),
    }
}

/// The error of a command whose letter was not taken; what it means for the order is recorded already.
pub fn send_error(sent: &Sent, order_no: &str, group: &str) -> Option<Box<Error>> {
    match sent {
        Sent::All => None,
        Sent::Refused(refusal) => {
            let (code, message, advice) = (refusal.code, &refusal.message, &refusal.advice);
            let (zh, en) = (&advice.zh, &advice.en);
            let mut hint = say!("{zh}", "{en}");
            if refusal.class.pauses_channel() {
                hint.zh.push_str(&format!("。群已暂停，排除原因后 `ticketctl group resume {group}`"));
                hint.en
                    .push_str(&format!(". The group is paused; mend the cause, then `ticketctl group resume {group}`"));
            }
            let error = Error::new(
                "send_refused",
                refusal.exit(),
                say!(
                    "订单 {order_no} 没有送达 {group}：{code} {message}",
                    "order {order_no} did not reach {group}: {code} {message}"
                ),
            );
            Some(error.hint(hint).detail("failure_code", code).detail("order_no", order_no))
        }
        Sent::Unknown { delivery, reason } => {
            let (zh, en) = (&reason.zh, &reason.en);
            let error = Error::new(
                "outcome_unknown",
                Exit::Unknown,
                say!(
                    "订单 {order_no} 发往 {group} 的结果未知：{zh}",
                    "nobody knows whether order {order_no} reached {group}: {en}"
                ),
            );
            Some(error.detail("delivery", delivery.as_str()).detail("order_no", order_no).hint(say!(
                "先核实，再用 `ticketctl push resolve {delivery}` 登记；在此之前不会再发",
                "look first, then record it with `ticketctl push resolve {delivery}`; nothing is sent before that"
            )))
        }
        Sent::Fenced => Some(
            Error::new(
                "claim_lost",
                Exit::Busy,
                say!(
                    "另一个进程接手了订单 {order_no} 的投递",
                    "another process took over the delivery of order {order_no}"
                ),
            )
            .hint(say!("看一眼订单再决定", "look at the order before anything else")),
        ),
    }
}

/// The error for a group that does not exist.
pub fn unknown_group(name: &str) -> Box<Error> {
    Error::new("group_not_found", Exit::NotFound, say!("没有群 {name}", "there is no group {name}"))
        .hint(say!("`ticketctl group list` 列出群", "`ticketctl group list` lists the groups"))
}
