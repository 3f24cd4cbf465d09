//! Tasks: what is to leave for one order, and what its beginning and its end mean for the order.

use serde_json::{Value, json};

use super::execute::Loaded;
use super::notices::{Sending, notice_outcome, recorded_contact};
use super::outlet::Outlet;
use super::push::{push_outcome, routed_to, start_facts};
use super::tally::Tally;
use crate::domain::ids::OrderNo;
use crate::domain::resale::command::{Command, ProofState, StartNotice};
use crate::domain::resale::notices::Template;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;

/// What is to leave for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The order.
    pub order_no: OrderNo,
    /// What.
    pub what: What,
    /// Whether the order was picked because it was ready: if another process was faster, nothing is said.
    pub picked: bool,
    /// The operation key.
    pub key: Option<String>,
}

/// A push or a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A push to a group, or to the one that the order is routed to.
    Push {
        /// The group.
        group: Option<String>,
    },
    /// The notice that the order's state calls for.
    Notice(Sending),
}

impl Task {
    /// A push that somebody asked for.
    pub fn push(order_no: OrderNo, group: Option<String>, key: Option<String>) -> Self {
        Self { order_no, what: What::Push { group }, picked: false, key }
    }

    /// A notice that somebody asked for.
    pub fn notice(order_no: OrderNo, sending: Sending, key: Option<String>) -> Self {
        Self { order_no, what: What::Notice(sending), picked: false, key }
    }

    /// The same task for an order that was picked because it was ready.
    #[must_use]
    pub fn picked(self) -> Self {
        Self { picked: true, ..self }
    }

    /// What it queues behind: the group or channel as it was named; nothing where only the route knows.
    pub fn way(&self) -> &str {
        match &self.what {
            What::Push { group } => group.as_deref().unwrap_or_default(),
            What::Notice(sending) => &sending.channel,
        }
    }

    /// The name and the content that a key stands for.
    pub fn request(&self) -> (&'static str, Value) {
        match &self.what {
            What::Push { group } => ("push", json!({ "group": group })),
            What::Notice(sending) => {
                ("notify", json!({ "channel": sending.channel, "to": sending.to, "resend": sending.resend }))
            }
        }
    }

    /// The name of the group or channel.
    ///
    /// # Errors
    /// No group takes the order (exit 5).
    pub fn destination(&self, tx: &Tx<'_>) -> Result<String> {
        match &self.what {
            What::Push { group: Some(group) } => Ok(group.clone()),
            What::Push { group: None } => routed_to(tx, &self.order_no),
            What::Notice(sending) => Ok(sending.channel.clone()),
        }
    }

    /// The address of its messages.
    ///
    /// # Errors
    /// The buyer has no contact (exit 4); the channel reaches no buyer (5).
    pub fn address(&self, loaded: &Loaded, outlet: &Outlet) -> Result<String> {
        match &self.what {
            What::Push { .. } => Ok(outlet.to.clone()),
            What::Notice(sending) => {
                let contact = recorded_contact(loaded, sending)?;
                outlet.channel.person(&contact).ok_or_else(|| reaches_nobody(&outlet.name))
            }
        }
    }

    /// What its beginning is for the order.
    ///
    /// # Errors
    /// No such group (3); the database's.
    pub fn begin(&self, tx: &Tx<'_>, loaded: &Loaded, outlet: &Outlet, proof: Option<ProofState>) -> Result<Command> {
        match &self.what {
            What::Push { .. } => start_facts(tx, loaded, &outlet.name, proof).map(Command::StartPush),
            What::Notice(sending) => Ok(Command::StartNotice(StartNotice {
                channel: sending.channel.clone(),
                template: Template::TicketMatched.code().to_owned(),
                resend: sending.resend,
            })),
        }
    }

    /// What its end is for the order; `None` where another process took over and will say.
    pub fn end(&self, tally: &Tally) -> Option<Command> {
        match &self.what {
            What::Push { .. } => push_outcome(tally).map(Command::FinishPush),
            What::Notice(_) => notice_outcome(tally).map(Command::FinishNotice),
        }
    }
}

/// A robot writes into its group: a buyer's name has no business there.
fn reaches_nobody(name: &str) -> Box<Error> {
    Error::new(
        "channel_reaches_no_buyer",
        Exit::Config,
        say!("{name} 是群机器人，不能通知买家", "{name} is a group robot, which can't write to a buyer"),
    )
    .hint(say!(
        "用 --channel 换一个渠道，或改 resale.default_notice_channel",
        "name another channel with --channel, or change resale.default_notice_channel"
    ))
}
