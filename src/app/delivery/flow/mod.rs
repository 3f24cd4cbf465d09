//! What the orders of each flow send: how it begins, what leaves, and what its end is for the order. The desk knows no more
//! of a flow than this.

pub(crate) mod checkout;
pub(crate) mod resale;

use super::destination::Destination;
use super::job::{DeliveryJob, JobKind};
use super::result::JobResult;
use crate::app::orders::notice::NoticeOptions;
use crate::app::resale::proof_state::KeptProof;
use crate::app::write::execute::{LoadedOrder, WrittenChange};
use crate::app::write::side_tables::StoredFlow;
use crate::domain::order::delivery::DeliveryState;
use crate::domain::order::notice::{NoticeOutcome, NoticeTemplate, OutgoingMessage, ResolveDelivery};
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::BlobStore;
use crate::store::outbox::deliveries::Delivery;

/// A flow whose orders send messages.
pub(crate) trait Deliverable: StoredFlow {
    /// The file that goes with a task, as it is kept now.
    fn proof_file(&self, tx: &Tx<'_>, blobs: &BlobStore, task: &DeliveryJob) -> Result<Option<KeptProof>>;

    /// The buyer's contact at `outlet`, where the sending names none.
    fn buyer_contact(&self, outlet: &Destination) -> Option<String>;

    /// What the beginning of a task is for the order.
    fn start_command(
        tx: &Tx<'_>,
        loaded: &LoadedOrder<Self>,
        task: &DeliveryJob,
        outlet: &Destination,
        proof: Option<&KeptProof>,
    ) -> Result<Self::Command>;

    /// What the events of a beginning make leave.
    fn outgoing_messages(
        tx: &Tx<'_>,
        written: &WrittenChange<'_, Self>,
        task: &DeliveryJob,
        push_lang: Lang,
    ) -> Result<Vec<OutgoingMessage>>;

    /// What a message may say of a person, which no refusal of it may repeat.
    fn private_values(&self) -> Vec<Personal>;

    /// What the end of a task is for the order; `None` where another process took over and will say.
    fn end_command(task: &DeliveryJob, tally: &JobResult) -> Option<Self::Command>;

    /// What it means for the order that the process which held these deliveries is gone.
    fn interrupted_command(&self, left: &[Delivery]) -> Self::Command;

    /// What an operator found out about a delivery: of a notice, or of a push.
    fn resolve_command(is_notice: bool, resolve: ResolveDelivery) -> Self::Command;
}

/// The address of a task's messages.
pub(crate) fn resolve_address<S: Deliverable>(order: &S, task: &DeliveryJob, outlet: &Destination) -> Result<String> {
    let JobKind::Notice(NoticeOptions { to, .. }) = &task.kind else { return Ok(outlet.to.clone()) };
    let contact = to.clone().or_else(|| order.buyer_contact(outlet)).ok_or_else(|| {
        let no = order.order_no();
        Error::new(
            "no_contact",
            Exit::Refused,
            say!("订单 {no} 没有买家联系方式", "order {no} has no contact of the buyer"),
        )
        .hint(say!("用 --to 给出", "give one with --to"))
    })?;
    outlet.channel.person_address(&contact).ok_or_else(|| reaches_nobody(&outlet.name))
}

/// A robot writes into its group: a buyer's name has no business there.
fn reaches_nobody(name: &str) -> Box<Error> {
    Error::new(
        "channel_reaches_no_buyer",
        Exit::Config,
        say!("{name} 是群机器人，不能通知买家", "{name} is a group robot, which can't write to a buyer"),
    )
    .hint(say!(
        "用 --channel 换一个渠道，或改配置里的通知渠道",
        "name another channel with --channel, or change the channel of notices in the configuration"
    ))
}

/// The shop's own wording of a notice, else the shipped one.
fn notice_wording(tx: &Tx<'_>, template: &NoticeTemplate, lang: Lang) -> Result<String> {
    let own = tx.find_wording(template.code, lang.code())?;
    Ok(own.unwrap_or_else(|| template.shipped.in_lang(lang).to_owned()))
}

/// What it means for a notice that its process is gone.
fn interrupted_notice(left: &[Delivery]) -> NoticeOutcome {
    match left.iter().any(|delivery| delivery.state == DeliveryState::InFlight) {
        true => NoticeOutcome::Unknown { reason: NO_ANSWER.to_owned() },
        false => NoticeOutcome::Failed { code: INTERRUPTED.to_owned(), message: NEVER_LEFT.to_owned() },
    }
}

const INTERRUPTED: &str = "INTERRUPTED";
const NO_ANSWER: &str = "the process that sent it ended before it read an answer";
const NEVER_LEFT: &str = "the process that would have sent it ended before anything left";
