//! Notices to buyers: from the template, over the channel, with the same guarantees as a push.

use std::cell::RefCell;

use serde_json::json;

use super::App;
use super::dispatch::{Destination, Sent, Tally, record_ends, send_error};
use super::outcome::Outcome;
use super::push::{line, queue};
use super::recover::Holder;
use crate::domain::ids::OrderNo;
use crate::domain::message::Lang;
use crate::domain::resale::command::{Command, NoticeOutcome, StartNotice};
use crate::domain::resale::notices::{Letter, Template, Wordings, letters};
use crate::domain::resale::order::Order;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::deliveries::Claim;
use crate::store::orders::Filter;

/// How a notice is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The channel's name.
    pub channel: String,
    /// The contact, if not the recorded one.
    pub to: Option<String>,
    /// The language of the text.
    pub lang: Lang,
    /// Whether a notice that was sent goes out once more.
    pub resend: bool,
}

impl App {
    /// Sends the notice that an order's state calls for.
    ///
    /// # Errors
    /// The rules refuse (4), no contact (4), the channel refuses (5, 6, 7), or nobody knows (12). Recorded either way.
    pub fn notify(&mut self, order_no: &OrderNo, sending: &Sending, holder: &Holder) -> Result<Outcome> {
        let content = json!({ "channel": sending.channel, "to": sending.to, "resend": sending.resend });
        let fingerprint = self.fingerprint("notify", order_no, &content);
        let key = self.caller.key.take();
        let done = match self.begin_keyed(key.as_deref(), &fingerprint) {
            Ok(Some(first)) => Ok(first),
            Ok(None) => {
                let done = self.notify_once(order_no, sending, holder);
                self.end_keyed(key.as_deref(), &done).and(done)
            }
            Err(error) => Err(error),
        };
        self.caller.key = key;
        done
    }

    fn notify_once(&mut self, order_no: &OrderNo, sending: &Sending, holder: &Holder) -> Result<Outcome> {
        let claim = holder.claim();
        let contact = self.contact(order_no, sending)?;
        let destination = self.destination(&sending.channel, &contact)?;
        let (mut started, letters) = self.start_notice(order_no, sending, &claim)?;
        started.messages = letters.iter().map(line).collect();
        if self.caller.dry_run || started.events.is_empty() {
            return Ok(started);
        }
        let tally = self.send(&letters, &claim, &destination)?;
        self.finish_notice(order_no, started, &tally, &destination)
    }

    /// The buyer's recorded contact, unless another one is given.
    fn contact(&mut self, order_no: &OrderNo, sending: &Sending) -> Result<String> {
        if let Some(to) = &sending.to {
            return Ok(to.clone());
        }
        let loaded = self.store.read(|tx| super::execute::load(tx, order_no))?;
        recorded_contact(&loaded.order).ok_or_else(|| {
            Error::new(
                "no_contact",
                Exit::Refused,
                say!("订单 {order_no} 没有买家联系方式", "order {order_no} has no contact of the buyer"),
            )
            .hint(say!("用 --to 给出", "give one with --to"))
        })
    }

    fn start_notice(&mut self, order_no: &OrderNo, sending: &Sending, claim: &Claim) -> Result<(Outcome, Vec<Letter>)> {
        let (push_lang, lang) = (self.config.resale.push_text_lang, sending.lang);
        let template = Template::TicketMatched;
        let start = StartNotice {
            channel: sending.channel.clone(),
            template: template.code().to_owned(),
            resend: sending.resend,
        };
        let queued = RefCell::new(Vec::new());
        let outcome = self.execute(
            order_no,
            "notify.start",
            &json!({}),
            |_, _| Ok(Command::StartNotice(start)),
            |tx, written| {
                let own = tx.wording(template.code(), lang.code())?;
                let wording = own.as_deref().unwrap_or_else(|| template.default_wording(lang));
                let wordings = Wordings { push_lang, notice: wording };
                let out: Vec<Letter> =
                    written.events.iter().flat_map(|event| letters(written.order, event, &wordings)).collect();
                queue(tx, &out, written, claim)?;
                *queued.borrow_mut() = out;
                Ok(())
            },
        )?;
        Ok((outcome, queued.into_inner()))
    }

    fn finish_notice(
        &mut self,
        order_no: &OrderNo,
        started: Outcome,
        tally: &Tally,
        to: &Destination,
    ) -> Result<Outcome> {
        let error = send_error(&tally.sent, order_no.as_str(), &to.name);
        let outcome = match &tally.sent {
            Sent::All => NoticeOutcome::Sent,
            Sent::Refused(refusal) => {
                NoticeOutcome::Failed { code: refusal.code.to_owned(), message: refusal.message.clone() }
            }
            Sent::Unknown { reason, .. } => NoticeOutcome::Unknown { reason: reason.en.clone() },
            Sent::Fenced => return error.map_or(Ok(started), Err),
        };
        let lang = self.caller.lang;
        let mut finished = self.execute(
            order_no,
            "notify.finish",
            &json!({}),
            |_, _| Ok(Command::FinishNotice(outcome)),
            |tx, written| record_ends(tx, tally, lang, written.now),
        )?;
        finished.events.splice(0..0, started.events);
        finished.messages = started.messages;
        error.map_or(Ok(finished), Err)
    }

    /// The orders whose buyers are to be told, oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn ready_to_notify(&mut self, limit: usize) -> Result<Vec<OrderNo>> {
        let filter = Filter { status: Some("ticket_matched".to_owned()), ..Filter::default() };
        let all = self.store.read(|tx: &Tx<'_>| tx.list_orders(&filter))?;
        let ready = all.into_iter().rev().filter(|summary| summary.status[5] == "not_started");
        let take = if limit == 0 { usize::MAX } else { limit };
        Ok(ready.map(|summary| summary.order_no).take(take).collect())
    }
}

fn recorded_contact(order: &Order) -> Option<String> {
    order.purchase.external_user_id.as_ref()?.reveal().map(str::to_owned)
}
