//! Checkout orders: notices to the buyer, on the channel where the buyer's agent came from.

use serde_json::Value;

use super::{Outbound, notice_cut_short, wording};
use crate::app::channels::route::Channel as Code;
use crate::app::delivery::destination::Outlet;
use crate::app::delivery::job::{Task, What};
use crate::app::delivery::result::Tally;
use crate::app::orders::notice::notice_outcome;
use crate::app::resale::proof_state::KeptProof;
use crate::app::write::execute::{Loaded, Written, other_flow};
use crate::domain::checkout::command::Command;
use crate::domain::checkout::notice::letters;
use crate::domain::checkout::order::Order;
use crate::domain::order::notice::{Letter, Resolve};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::gateway::channel::Channel;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Delivery;

impl Outbound for Order {
    fn proof(&self, _: &Tx<'_>, _: &BlobStore, _: &Task) -> Result<Option<KeptProof>> {
        Ok(None)
    }

    /// A contact is one of its own channel: a Telegram id says nothing to WeCom.
    fn contact(&self, outlet: &Outlet) -> Option<String> {
        let customer = self.draft.customer.as_ref()?;
        match *outlet.channel {
            Channel::Telegram(_) => customer.contact(Code::Telegram.code()),
            Channel::Spool { .. } => customer.contact(&self.draft.channel),
            Channel::WecomApp(_) | Channel::WecomRobot(_) => None,
        }
    }

    fn start(_: &Tx<'_>, loaded: &Loaded<Self>, task: &Task, _: &Outlet, _: Option<&KeptProof>) -> Result<Command> {
        match &task.what {
            What::Push { .. } => Err(other_flow(&loaded.order.order_no)),
            What::Notice(sending) => {
                Ok(Command::StartNotice { channel: sending.channel.clone(), resend: sending.resend })
            }
        }
    }

    fn letters(tx: &Tx<'_>, written: &Written<'_, Self>, task: &Task, _: Lang) -> Result<Vec<Letter>> {
        let (What::Notice(sending), Some((news, _))) = (&task.what, written.order.news()) else {
            return Ok(Vec::new());
        };
        let wording = wording(tx, &news.template(), sending.lang)?;
        let of = |event| letters(written.order, event, &wording, sending.lang);
        Ok(written.events.iter().flat_map(of).collect())
    }

    fn private(&self) -> Vec<Personal> {
        let ticket = self.ticket.iter().flat_map(|ticket| [ticket.code.clone(), ticket.qr_url.clone()]);
        let facts = self.draft.customer.as_ref().and_then(|customer| customer.reveal());
        let told = facts.into_iter().flat_map(|facts| facts.values()).filter_map(|fact| match fact {
            Value::String(text) => Some(Personal::new(text.as_str())),
            Value::Number(number) => Some(Personal::new(number.to_string())),
            _ => None,
        });
        // The address holds the code, so it goes first.
        let mut private: Vec<Personal> = ticket.chain(told).collect();
        private.sort_by_key(|text| std::cmp::Reverse(text.reveal().map_or(0, str::len)));
        private
    }

    fn end(_: &Task, tally: &Tally) -> Option<Command> {
        notice_outcome(tally).map(Command::FinishNotice)
    }

    fn cut_short(&self, left: &[Delivery]) -> Command {
        Command::FinishNotice(notice_cut_short(left))
    }

    fn resolve(_: bool, resolve: Resolve) -> Command {
        Command::ResolveNotice(resolve)
    }
}
