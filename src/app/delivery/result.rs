//! How the messages of one job went, and what is recorded and said about it.

use super::errors::DeliveryError;
use super::job::DeliveryJob;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::gateway::{SendOutcome, SendRefusal};
use crate::say;
use crate::store::Tx;
use crate::store::outbox::deliveries::{DeliveryClaim, DeliveryEnd};

/// How the messages of one job went, so far.
#[derive(Clone, Debug)]
pub struct JobResult {
    pub sent: SendResult,
    /// The ids that were taken, in order.
    pub accepted: Vec<String>,
    /// The ids that no report has come for.
    pub kept_back: Vec<String>,
    /// The id at which it ended, unless all were taken.
    pub stopped_at: Option<String>,
    /// The ids that were permitted to leave.
    permitted: Vec<String>,
    /// Where the chat went, if it became another one.
    pub moved_to: Option<String>,
}

#[derive(Clone, Debug)]
pub enum SendResult {
    All,
    /// One was refused; the ones after it did not leave.
    Refused(Box<SendRefusal>),
    /// The outcome of one is unknown; the ones after it did not leave.
    Unknown {
        delivery: String,
        reason: BilingualMessage,
    },
    /// Another process took the claim over: nothing more left.
    ClaimLost {
        /// The delivery whose end somebody else recorded, if this process saw a different one.
        delivery: Option<String>,
    },
}

impl JobResult {
    pub const fn new(ids: Vec<String>) -> Self {
        Self {
            sent: SendResult::All,
            accepted: Vec::new(),
            kept_back: ids,
            stopped_at: None,
            permitted: Vec::new(),
            moved_to: None,
        }
    }

    /// Notes that a message is about to leave.
    pub fn note_permit(&mut self, id: &str) {
        self.permitted.push(id.to_owned());
    }

    /// How many of its messages surely did not leave.
    pub fn count_unsent(&self) -> u32 {
        let stopped = usize::from(self.stopped_at.is_some() && !self.may_have_left());
        u32::try_from(self.kept_back.len() + stopped).unwrap_or(u32::MAX)
    }

    /// Whether a byte of the message at which it ended may have left.
    pub fn may_have_left(&self) -> bool {
        self.stopped_at.as_ref().is_some_and(|id| self.permitted.contains(id))
    }

    /// Notes how one message ended, and records one that was taken before the next leaves: a crash in between must not
    /// send it again.
    pub fn record_outcome(
        &mut self,
        tx: &Tx<'_>,
        id: &str,
        outcome: SendOutcome,
        claim: &DeliveryClaim,
        now: Timestamp,
    ) -> Result<()> {
        self.kept_back.retain(|kept| kept != id);
        // What follows a lost claim says nothing about the order any more.
        if let SendResult::ClaimLost { .. } = self.sent {
            return Ok(());
        }
        match outcome {
            SendOutcome::Accepted { receipt, moved_to } => {
                self.moved_to = moved_to.or(self.moved_to.take());
                let ended =
                    DeliveryEnd { receipt: receipt.as_deref(), ..DeliveryEnd::in_state(DeliveryState::Accepted) };
                if tx.finish_claimed(id, claim, &ended, now)? {
                    self.accepted.push(id.to_owned());
                } else {
                    self.sent = SendResult::ClaimLost { delivery: Some(id.to_owned()) };
                }
                return Ok(());
            }
            SendOutcome::Refused(refusal) => self.sent = SendResult::Refused(refusal),
            SendOutcome::Unknown { reason } => self.sent = SendResult::Unknown { delivery: id.to_owned(), reason },
            SendOutcome::NotPermitted => self.sent = SendResult::ClaimLost { delivery: None },
        }
        self.stopped_at = Some(id.to_owned());
        Ok(())
    }

    /// Records the end of what was not taken, in the transaction that records what it means for the order. `false` where
    /// another process took the claim over: then that one says what became of the order, and nothing of this may stay.
    pub fn end_deliveries(&self, tx: &Tx<'_>, claim: &DeliveryClaim, lang: Lang, now: Timestamp) -> Result<bool> {
        for id in &self.kept_back {
            if !tx.finish_claimed(id, claim, &DeliveryEnd::in_state(DeliveryState::Cancelled), now)? {
                return Ok(false);
            }
        }
        let Some(id) = &self.stopped_at else { return Ok(true) };
        let ended = match &self.sent {
            SendResult::Refused(refusal) => DeliveryEnd {
                failure_code: Some(refusal.code),
                failure_message: Some(&refusal.message),
                failure_class: Some(refusal.class.failure_class()),
                ..DeliveryEnd::in_state(DeliveryState::Failed)
            },
            SendResult::Unknown { reason, .. } => DeliveryEnd {
                failure_code: Some("OUTCOME_UNKNOWN"),
                failure_message: Some(reason.in_lang(lang)),
                ..DeliveryEnd::in_state(DeliveryState::Unknown)
            },
            SendResult::All | SendResult::ClaimLost { .. } => return Ok(true),
        };
        tx.finish_claimed(id, claim, &ended, now)
    }

    /// The error of a command whose message was not taken; what it means for the order is recorded already. `paused` says that
    /// its group was paused because it was not the first whose outcome is unknown.
    pub fn to_error(&self, job: &DeliveryJob, group: &str, paused: bool) -> Option<Box<Error>> {
        let (order_no, noun) = (&job.order_no, job.noun());
        match &self.sent {
            SendResult::All => None,
            SendResult::Refused(refusal) => Some(send_refused(refusal, order_no, group)),
            SendResult::Unknown { delivery, reason: BilingualMessage { zh, en } } => {
                let error =
                    DeliveryError::OutcomeUnknown { order_no: &order_no, group: &group, zh, en, noun: &noun, delivery };
                let mut error = error.into_error();
                if let Some(hint) = error.hint.as_mut().filter(|_| paused) {
                    hint.append(&group_paused(group));
                }
                Some(error.detail("delivery", delivery.as_str()).detail("order_no", order_no.as_str()))
            }
            SendResult::ClaimLost { delivery } => Some(claim_lost(delivery.as_deref(), order_no, noun)),
        }
    }
}

fn send_refused(refusal: &SendRefusal, order_no: &OrderNo, group: &str) -> Box<Error> {
    let (code, message, mut hint) = (refusal.code, &refusal.message, refusal.advice.clone());
    if refusal.class.pauses_channel() {
        hint.append(&group_paused(group));
    }
    let (zh, en) = (&hint.zh, &hint.en);
    let error = DeliveryError::SendRefused { order_no: &order_no, group: &group, code: &code, message, zh, en };
    let error = error.into_error().with_exit(refusal.exit_code());
    let error = error.detail("failure_code", code).detail("order_no", order_no.as_str());
    match &refusal.hint {
        None => error,
        Some(hint) => error
            .detail("from_ip", hint.from_ip.clone())
            .detail("hint_id", hint.hint.clone())
            .detail("hint_at", hint.at.map(Timestamp::format_rfc3339))
            .detail("more_info", hint.more_info.clone()),
    }
}

fn group_paused(group: &str) -> BilingualMessage {
    let word = quote_word(group);
    say!(
        "。群已暂停，排除原因后 `ticketctl group resume {word}`",
        ". The group is paused; fix the cause, then `ticketctl group resume {word}`"
    )
}

fn claim_lost(delivery: Option<&str>, order_no: &OrderNo, noun: &str) -> Box<Error> {
    match delivery {
        None => DeliveryError::ClaimLost { order_no: &order_no }.into_error(),
        Some(delivery) => {
            DeliveryError::ClaimLostAfterSending { order_no: &order_no, noun: &noun, delivery: &delivery }
                .into_error()
                .detail("delivery", delivery)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::gateway::RefusalClass;
    use crate::store::crypto::key_file;
    use crate::store::{DatabaseKind, Store, TxEnding};

    const NOW: Timestamp = Timestamp::from_millis(0);

    /// A database without deliveries: whatever a claim names there, this process does not hold.
    fn with_nothing_held(test: impl FnOnce(&Tx<'_>, &DeliveryClaim) -> Result<()>) {
        let dir = tempfile::tempdir().unwrap();
        let master = key_file::create_key_file(&dir.path().join("key")).unwrap();
        let (path, busy) = (dir.path().join("x.db"), Duration::from_secs(1));
        Store::create(&path, DatabaseKind::Sandbox, &master, NOW, busy).unwrap();
        let claim = DeliveryClaim { holder: "worker-1.lock".to_owned(), token: "t".to_owned() };
        Store::open(&path, &master, busy).unwrap().write(TxEnding::Commit, |tx| test(tx, &claim)).unwrap();
    }

    #[test]
    fn what_follows_a_lost_claim_changes_nothing() {
        with_nothing_held(|tx, claim| {
            let mut result = JobResult::new(vec!["a".to_owned(), "b".to_owned()]);
            result.record_outcome(tx, "a", SendOutcome::accepted_with(None), claim, NOW)?;
            result.record_outcome(tx, "b", SendOutcome::NotPermitted, claim, NOW)?;
            assert!(
                matches!(&result.sent, SendResult::ClaimLost { delivery: Some(id) } if id == "a"),
                "{:?}",
                result.sent
            );
            Ok(())
        });
    }

    #[test]
    fn a_refusal_under_a_lost_claim_does_not_end_the_job() {
        with_nothing_held(|tx, claim| {
            let refusal = SendRefusal {
                code: "X",
                remote_code: None,
                message: "no".to_owned(),
                class: RefusalClass::Data,
                advice: say!("改", "change it"),
                hint: None,
                known: true,
            };
            let mut result = JobResult::new(vec!["a".to_owned()]);
            result.record_outcome(tx, "a", SendOutcome::Refused(Box::new(refusal)), claim, NOW)?;
            assert!(!result.end_deliveries(tx, claim, Lang::En, NOW)?);
            Ok(())
        });
    }
}
