//! An event that the rule table of its flow does not admit: what stands in the way, and what it would have to be.

use super::flow::ReplayContradiction;
use super::number::OrderNo;
use super::rejections::OrderRejection;
use crate::domain::value::code_enum::StatusAxis;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::rejection::Rejection;

/// Why the rules do not admit an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventBarrier<A> {
    /// A state stands in the way.
    State(RuleViolation<A>),
    /// The person was erased, and the event would store or send something of them.
    PersonErased,
    /// The platform says something else of the order, and nobody has decided what becomes of it.
    PlatformChanged(BilingualText),
}

impl<A> From<RuleViolation<A>> for EventBarrier<A> {
    fn from(violation: RuleViolation<A>) -> Self {
        Self::State(violation)
    }
}

impl<A: StatusAxis> EventBarrier<A> {
    /// The refusal of the request that would make the event happen.
    pub fn into_rejection(self, no: &OrderNo) -> Rejection {
        match self {
            Self::State(violation) => {
                let BilingualMessage { zh, en } = violation.message(no);
                OrderRejection::WrongState { no, zh: &zh, en: &en }.into_rejection()
            }
            Self::PersonErased => OrderRejection::PersonErased { no }.into_rejection(),
            Self::PlatformChanged(BilingualText { zh, en }) => {
                OrderRejection::PlatformChangeOpen { no, zh: &zh, en: &en }.into_rejection()
            }
        }
    }

    /// The barrier in words.
    pub fn message(self, no: &OrderNo) -> BilingualMessage {
        self.into_rejection(no).message
    }

    /// What a row of an export that says `kind` contradicts.
    pub fn into_contradiction(self, kind: &str) -> ReplayContradiction {
        let (axis, follows) = match self {
            Self::State(violation) => (violation.axis.key(), violation.found),
            Self::PersonErased => ("person", "erased"),
            Self::PlatformChanged(_) => ("platform", "changed"),
        };
        ReplayContradiction { axis: axis.to_owned(), said: kind.to_owned(), follows: follows.to_owned() }
    }
}

/// An event that the state does not admit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleViolation<A> {
    /// The axis in the way.
    pub axis: A,
    /// The code that it has.
    pub found: &'static str,
    pub allowed: Vec<&'static str>,
}

/// Sees that an axis has one of the `allowed` values; an empty list admits all.
pub fn one_of<A: StatusAxis, T: Copy + PartialEq>(
    axis: A,
    found: T,
    allowed: &'static [T],
    code: fn(T) -> &'static str,
) -> Result<(), RuleViolation<A>> {
    if allowed.is_empty() || allowed.contains(&found) {
        return Ok(());
    }
    Err(RuleViolation { axis, found: code(found), allowed: allowed.iter().copied().map(code).collect() })
}

impl<A: StatusAxis> RuleViolation<A> {
    /// The breach in words: the axis, what it is and what it would have to be.
    pub fn message(&self, no: &OrderNo) -> BilingualMessage {
        let label =
            |code: &str, lang: Lang| self.axis.value_label(code).map_or("?", |text| text.in_lang(lang)).to_owned();
        let wanted = |lang| self.allowed.iter().map(|code| label(code, lang)).collect::<Vec<_>>();
        let axis = self.axis.label();
        BilingualMessage {
            zh: format!(
                "订单 {no} 的{}是「{}」，此操作需要：{}",
                axis.zh,
                label(self.found, Lang::Zh),
                wanted(Lang::Zh).join("、")
            ),
            en: format!(
                "{} of order {no} is \"{}\"; this needs: {}",
                axis.en,
                label(self.found, Lang::En),
                wanted(Lang::En).join(", ")
            ),
        }
    }
}
