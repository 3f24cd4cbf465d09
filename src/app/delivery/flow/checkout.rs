//! Checkout orders: notices to the buyer, on the channel where the buyer's agent came from.

use serde_json::Value;

use super::{Deliverable, interrupted_notice, notice_outcome, notice_wording};
use crate::app::channels::route::ChannelKind;
use crate::app::delivery::destination::Destination;
use crate::app::delivery::job::{DeliveryJob, JobKind};
use crate::app::delivery::kept_proof::KeptProof;
use crate::app::delivery::result::JobResult;
use crate::app::write::execute::{LoadedOrder, WrittenChange, other_flow};
use crate::domain::checkout::command::CheckoutCommand;
use crate::domain::checkout::notice::outgoing_messages;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::notice::{NoticeOutcome, OutgoingMessage, ResolveDelivery};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::gateway::channel::MessageChannel;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Delivery;

impl Deliverable for CheckoutOrder {
    fn proof_file(&self, _: &Tx<'_>, _: &BlobStore, _: &DeliveryJob) -> Result<Option<KeptProof>> {
        Ok(None)
    }

    /// A contact is one of its own channel: a Telegram id says nothing to WeCom.
    fn buyer_contact(&self, destination: &Destination) -> Option<String> {
        let customer = self.draft.customer.as_ref()?;
        match *destination.channel {
            MessageChannel::Telegram(_) => customer.channel_contact(ChannelKind::Telegram.code()),
            MessageChannel::Spool { .. } | MessageChannel::ByHand => customer.channel_contact(&self.draft.channel),
            MessageChannel::WecomApp(_) | MessageChannel::WecomRobot(_) => None,
        }
    }

    fn start_command(
        _: &Tx<'_>,
        loaded: &LoadedOrder<Self>,
        job: &DeliveryJob,
        _: &Destination,
        _: Option<&KeptProof>,
    ) -> Result<CheckoutCommand> {
        match &job.kind {
            JobKind::Push { .. } => Err(other_flow(&loaded.order.order_no)),
            JobKind::Notice(notice) => {
                Ok(CheckoutCommand::StartNotice { channel: notice.channel.clone(), resend: notice.resend_of.is_some() })
            }
        }
    }

    fn notice_picture(_: &Tx<'_>, _: &LoadedOrder<Self>, _: &BlobStore, _: &DeliveryJob) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn outgoing_messages(
        tx: &Tx<'_>,
        written: &WrittenChange<'_, Self>,
        job: &DeliveryJob,
        _: Lang,
        _: bool,
    ) -> Result<Vec<OutgoingMessage>> {
        let (JobKind::Notice(notice), Some((news, _))) = (&job.kind, written.order.current_announcement()) else {
            return Ok(Vec::new());
        };
        let wording = notice_wording(tx, &news.notice_template(), notice.lang)?;
        let of = |event| outgoing_messages(written.order, event, &wording, notice.lang);
        Ok(written.events.iter().flat_map(of).collect())
    }

    fn private_values(&self) -> Vec<Personal> {
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

    fn end_command(_: &DeliveryJob, result: &JobResult) -> Option<CheckoutCommand> {
        notice_outcome(result).map(CheckoutCommand::FinishNotice)
    }

    fn notice_end_command(outcome: NoticeOutcome) -> CheckoutCommand {
        CheckoutCommand::FinishNotice(outcome)
    }

    fn interrupted_command(&self, abandoned: &[Delivery]) -> CheckoutCommand {
        CheckoutCommand::FinishNotice(interrupted_notice(abandoned))
    }

    fn resolve_command(_: bool, resolve: ResolveDelivery) -> CheckoutCommand {
        CheckoutCommand::ResolveNotice(resolve)
    }
}
