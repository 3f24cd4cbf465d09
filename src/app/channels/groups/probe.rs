//! `group test`: whether messages could be sent, found out without sending one.

use super::load_group;
use crate::app::App;
use crate::app::channels::errors::ChannelError;
use crate::app::delivery::destination::DestinationFactory;
use crate::app::delivery::queue::DestinationQueues;
use crate::app::delivery::run::RunProgress;
use crate::app::delivery::worker::OutboxWorker;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::gateway::sender::MessageSender;
use crate::gateway::{SendOutcome as Reply, SendRefusal};
use crate::say;
use crate::store::shop::groups::{AgentGroup, PausedBy};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupProbe {
    pub group: AgentGroup,
    pub found: BilingualMessage,
    /// Whether it takes messages again: it was paused because its channel refused them.
    pub resumed: bool,
}

impl App {
    /// Calls something that the channel guards like a message and that nobody sees. A group that was paused by a refusal is
    /// opened again where it passes; one that an operator paused stays so.
    pub fn probe_group(&mut self, name: &str) -> Result<GroupProbe> {
        let fittings = DestinationFactory::from_app(self);
        let (group, outlet) = self.store.read(|tx| {
            let group = load_group(tx, name)?;
            let outlet = fittings.for_group(&group)?;
            Ok((group, outlet))
        })?;
        let holder = self.acquire_lease()?;
        let mut nobody = |_: RunProgress<'_>| {};
        let mut desk = OutboxWorker::new(self, &holder, DestinationQueues::from_jobs(Vec::new()), None, &mut nobody);
        let found = MessageSender::new()?
            .probe_channel(&mut desk, &outlet.channel, &outlet.to)?
            .map_err(|no| probe_refused(&group, no))?;
        let resumed = group.paused_by == Some(PausedBy::Refusal);
        if resumed {
            let (ending, now) = (self.transaction_ending(), self.clock.processed_at());
            self.store.write(ending, |tx| tx.pause_group(name, None, now))?;
        }
        Ok(GroupProbe { group, found, resumed })
    }
}

/// What stands in the way, as an error. Nothing was to be sent, so nothing is unknown.
fn probe_refused(group: &AgentGroup, reply: Reply) -> Box<Error> {
    let name = &group.name;
    match reply {
        Reply::Refused(refusal) => {
            let exit = refusal.exit_code();
            let SendRefusal { code, message, advice, hint, .. } = *refusal;
            let error = Error::new(
                "group_unusable",
                exit,
                say!(
                    "群 {name} 现在不能发送：{code} {message}",
                    "cannot send to the group {name} now: {code} {message}"
                ),
            );
            let error = error.hint(advice).detail("failure_code", code);
            match hint.and_then(|hint| hint.from_ip) {
                Some(ip) => error.detail("from_ip", ip),
                None => error,
            }
        }
        Reply::Unknown { reason } => {
            let (zh, en) = (reason.zh, reason.en);
            ChannelError::GroupUntested { name: &name, zh: &zh, en: &en }.into_error()
        }
        Reply::Accepted { .. } | Reply::Held => ChannelError::ProbeRefused { name: &name }.into_error(),
    }
}
