//! `group test`: whether messages could be sent, found out without sending one.

use super::destination::DestinationFactory;
use super::progress::RunProgress;
use super::queue::{DestinationQueues, Parallelism};
use super::worker::OutboxWorker;
use crate::app::App;
use crate::app::channels::errors::ChannelError;
use crate::app::channels::groups::load_group;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::gateway::sender::MessageSender;
use crate::gateway::{SendOutcome, SendRefusal};
use crate::store::shop::groups::{AgentGroup, PausedBy};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupProbe {
    pub group: AgentGroup,
    pub found: BilingualMessage,
    /// Whether it was resumed: it was paused because its channel refused everything.
    pub resumed: bool,
}

impl App {
    /// Calls something that the service guards like a message and that nobody sees. A group that was paused by a refusal is
    /// resumed where it passes; one that an operator paused stays so.
    pub fn probe_group(&mut self, name: &str) -> Result<GroupProbe> {
        let destinations = DestinationFactory::from_app(self);
        let (group, destination) = self.store.read(|tx| {
            let group = load_group(tx, name)?;
            let destination = destinations.for_group(&group)?;
            Ok((group, destination))
        })?;
        let lease = self.acquire_lease()?;
        let mut nobody = |_: RunProgress<'_>| {};
        let mut worker = OutboxWorker::new(
            self,
            &lease,
            DestinationQueues::from_jobs(Vec::new(), Parallelism::Mixed(1)),
            None,
            &mut nobody,
        );
        let found = MessageSender::new()?
            .probe_channel(&mut worker, &destination.channel, &destination.to)?
            .map_err(|no| probe_refused(&group, no.without_credentials().with_bounded_message()))?;
        let resumed = group.paused_by == Some(PausedBy::Refusal);
        if resumed {
            let (ending, by) = (self.transaction_ending(), self.order_writer().shop_stamp("group test"));
            self.store.write(ending, |tx| {
                tx.edit_shop(by).pause_group(name, None)?;
                tx.allow_trial(name)
            })?;
        }
        Ok(GroupProbe { group, found, resumed })
    }
}

/// What stands in the way, as an error. Nothing was to be sent, so nothing is unknown.
fn probe_refused(group: &AgentGroup, outcome: SendOutcome) -> Box<Error> {
    let name = &group.name;
    match outcome {
        SendOutcome::Refused(refusal) => {
            let exit = refusal.exit_code();
            let SendRefusal { code, message, advice, hint, .. } = *refusal;
            let (zh, en) = (&advice.zh, &advice.en);
            let error = ChannelError::GroupSendRefused { name, code: &code, message: &message, zh, en };
            let error = error.into_error().with_exit(exit).detail("failure_code", code);
            match hint.and_then(|hint| hint.from_ip) {
                Some(ip) => error.detail("from_ip", ip),
                None => error,
            }
        }
        SendOutcome::Unknown { reason } => {
            let (zh, en) = (reason.zh, reason.en);
            ChannelError::GroupUntested { name: &name, zh: &zh, en: &en }.into_error()
        }
        SendOutcome::Accepted { .. } | SendOutcome::NotPermitted => {
            ChannelError::GroupUntested { name, zh: &"应答与预期不符", en: &"an unexpected answer" }.into_error()
        }
    }
}
