//! What a push and a notice have in common: transaction 1 with the outbox rows, the send, transaction 2 with the verdict.

use std::cell::RefCell;

use serde_json::json;

use super::App;
use super::dispatch::{Destination, Sent, Tally, record_ends, send_error};
use super::execute::{Loaded, Written, known};
use super::outcome::{MessageLine, Outcome};
use super::proof_state::current_proof_file;
use super::recover::Holder;
use crate::domain::ids::OrderNo;
use crate::domain::message::Lang;
use crate::domain::resale::command::Command;
use crate::domain::resale::notices::{Letter, Template, Wordings, letters};
use crate::error::Result;
use crate::store::Tx;
use crate::store::deliveries::{Claim, Outgoing};
use crate::store::groups::PausedBy;
use crate::store::requests::Request;

impl App {
    /// Runs `work` once for the key of this command. A refusal of the outside is no result, so the key may try again.
    pub(super) fn once(
        &mut self,
        fingerprint: &[u8; 32],
        work: impl FnOnce(&mut Self) -> Result<Outcome>,
    ) -> Result<Outcome> {
        let key = self.caller.key.take();
        let done = self.once_keyed(key.as_deref(), fingerprint, work);
        self.caller.key = key;
        done
    }

    fn once_keyed(
        &mut self,
        key: Option<&str>,
        fingerprint: &[u8; 32],
        work: impl FnOnce(&mut Self) -> Result<Outcome>,
    ) -> Result<Outcome> {
        let Some(key) = key else { return work(self) };
        let (ending, now) = (self.ending(), self.clock.received());
        let first = self.store.write(ending, |tx| {
            if tx.find_request(key, fingerprint)? == Request::New {
                tx.begin_request(key, fingerprint, now)?;
                return Ok(None);
            }
            known(tx, Some(key), fingerprint)
        })?;
        if let Some(first) = first {
            return Ok(first);
        }
        let done = work(self);
        self.store.write(ending, |tx| match &done {
            Ok(outcome) => tx.finish_request(key, &outcome.to_json().to_string()),
            Err(_) => tx.forget_request(key),
        })?;
        done
    }

    /// Records that something begins, sends it, and records how it ended. `begin` and `end` say what that means for the
    /// order; `end` says nothing where another process took over.
    pub(super) fn deliver(
        &mut self,
        order_no: &OrderNo,
        destination: &Destination,
        holder: &Holder,
        notice_lang: Lang,
        begin: impl FnOnce(&Tx<'_>, &Loaded) -> Result<Command>,
        end: impl FnOnce(&Tally) -> Option<Command>,
    ) -> Result<Outcome> {
        let claim = holder.claim();
        let (mut started, letters) = self.start(order_no, notice_lang, &claim, begin)?;
        started.messages = letters.iter().map(line).collect();
        if self.caller.dry_run || started.events.is_empty() {
            return Ok(started);
        }
        let tally = self.send(&letters, &claim, destination)?;
        match end(&tally) {
            Some(command) => self.finish(order_no, started, &tally, destination, command),
            None => send_error(&tally.sent, order_no.as_str(), &destination.name).map_or(Ok(started), Err),
        }
    }

    /// Transaction 1: the started event, and the outbox rows held by this process.
    fn start(
        &mut self,
        order_no: &OrderNo,
        notice_lang: Lang,
        claim: &Claim,
        begin: impl FnOnce(&Tx<'_>, &Loaded) -> Result<Command>,
    ) -> Result<(Outcome, Vec<Letter>)> {
        let push_lang = self.config.resale.push_text_lang;
        let queued = RefCell::new(Vec::new());
        let outcome = self.execute(order_no, "deliver.start", &json!({}), begin, |tx, written| {
            let notice = wording(tx, notice_lang)?;
            let wordings = Wordings { push_lang, notice: &notice };
            let mut out: Vec<Letter> =
                written.events.iter().flat_map(|event| letters(written.order, event, &wordings)).collect();
            // An imported proof's payload has the web system's path; the file is where the shop keeps it.
            if let Some((_, Some(path))) = current_proof_file(tx, written.order)? {
                out.iter_mut().filter(|letter| letter.part == "proof").for_each(|letter| letter.body.clone_from(&path));
            }
            queue(tx, &out, written, claim)?;
            *queued.borrow_mut() = out;
            Ok(())
        })?;
        Ok((outcome, queued.into_inner()))
    }

    /// Transaction 2: the verdict. A group whose channel refuses everything is paused with it.
    fn finish(
        &mut self,
        order_no: &OrderNo,
        started: Outcome,
        tally: &Tally,
        to: &Destination,
        command: Command,
    ) -> Result<Outcome> {
        let lang = self.caller.lang;
        let mut finished = self.execute(
            order_no,
            "deliver.finish",
            &json!({}),
            |_, _| Ok(command),
            |tx, written| {
                record_ends(tx, tally, lang, written.now)?;
                match &tally.sent {
                    Sent::Refused(refusal) if refusal.class.pauses_channel() => {
                        tx.pause_group(&to.name, Some((&refusal.message, PausedBy::Refusal)), written.now)
                    }
                    _ => Ok(()),
                }
            },
        )?;
        finished.events.splice(0..0, started.events);
        finished.messages = started.messages;
        send_error(&tally.sent, order_no.as_str(), &to.name).map_or(Ok(finished), Err)
    }
}

/// The shop's own wording of the notice, else the shipped one.
fn wording(tx: &Tx<'_>, lang: Lang) -> Result<String> {
    let template = Template::TicketMatched;
    let own = tx.wording(template.code(), lang.code())?;
    Ok(own.unwrap_or_else(|| template.default_wording(lang).to_owned()))
}

/// Queues letters as deliveries held by `claim`.
fn queue(tx: &Tx<'_>, out: &[Letter], written: &Written<'_>, claim: &Claim) -> Result<()> {
    for letter in out {
        let outgoing = Outgoing {
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
fn line(letter: &Letter) -> MessageLine {
    MessageLine {
        id: letter.id.clone(),
        kind: letter.kind.to_owned(),
        destination: letter.destination.clone(),
        part: letter.part.clone(),
    }
}
