//! `group test`: whether messages could be sent, found out without sending one.

use super::known;
use crate::app::App;
use crate::app::delivery::destination::Fittings;
use crate::app::delivery::queue::Waiting;
use crate::app::delivery::run::Progress;
use crate::app::delivery::worker::Desk;
use crate::domain::value::message::Message;
use crate::error::{Error, Exit, Result};
use crate::gateway::sender::Line;
use crate::gateway::{Outcome as Reply, Refusal};
use crate::say;
use crate::store::shop::groups::{Group, PausedBy};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    pub group: Group,
    pub found: Message,
    /// Whether it takes messages again: it was paused because its channel refused them.
    pub resumed: bool,
}

impl App {
    /// Calls something that the channel guards like a message and that nobody sees. A group that was paused by a refusal is
    /// opened again where it passes; one that an operator paused stays so.
    pub fn test_group(&mut self, name: &str) -> Result<Tested> {
        let fittings = Fittings::of(self);
        let (group, outlet) = self.store.read(|tx| {
            let group = known(tx, name)?;
            let outlet = fittings.outlet_of(&group)?;
            Ok((group, outlet))
        })?;
        let holder = self.hold()?;
        let mut nobody = |_: Progress<'_>| {};
        let mut desk = Desk::new(self, &holder, Waiting::of(Vec::new()), None, &mut nobody);
        let found = Line::new()?.probe(&mut desk, &outlet.channel, &outlet.to)?.map_err(|no| refused(&group, no))?;
        let resumed = group.paused_by == Some(PausedBy::Refusal);
        if resumed {
            let (ending, now) = (self.ending(), self.clock.processed());
            self.store.write(ending, |tx| tx.pause_group(name, None, now))?;
        }
        Ok(Tested { group, found, resumed })
    }
}

/// What stands in the way, as an error. Nothing was to be sent, so nothing is unknown.
fn refused(group: &Group, reply: Reply) -> Box<Error> {
    let name = &group.name;
    match reply {
        Reply::Refused(refusal) => {
            let exit = refusal.exit();
            let Refusal { code, message, advice, hint, .. } = *refusal;
            let error = Error::new(
                "group_unusable",
                exit,
                say!(
                    "群 {name} 现在不能发送：{code} {message}",
                    "nothing can be sent to the group {name} now: {code} {message}"
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
            Error::new(
                "group_untested",
                Exit::Transient,
                say!("群 {name} 没有测出结果：{zh}", "the test of the group {name} gave no result: {en}"),
            )
            .hint(say!("稍后再试；没有发送任何消息", "try again later; no message was sent"))
        }
        Reply::Accepted { .. } | Reply::Held => Error::internal(
            "group_untested",
            say!("群 {name} 没有测出结果", "the test of the group {name} gave no result"),
        ),
    }
}
