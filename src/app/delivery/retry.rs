//! When what failed goes again by itself: by the rows that its attempts left in the outbox.
//!
//! What counts is which parts are missing and whether a verdict forbids to send them. A person's verdict ("it is there", "it is
//! not") forbids nothing; a refusal of this very message forbids everything until a person changed something.

use super::job::JobSelection;
use crate::domain::order::delivery::{DeliveryState, FailureClass};
use crate::domain::value::time::Timestamp;
use crate::store::outbox::deliveries::Delivery;

/// How many minutes rest after the first, second … failure in a row that passes by itself; the last one after every later.
const PAUSES: [i64; 5] = [1, 2, 4, 8, 15];
/// After so many failures in a row, about an hour, a schedule leaves the order to a person.
const MAX_SCHEDULED: u32 = 8;

/// What the latest attempt of an order left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RetryVerdict {
    /// Parts are missing, and nothing forbids to send them.
    Missing,
    /// It failed for a reason that passes.
    Passing { failures: u32, latest: Timestamp },
    /// Its channel refused everything.
    ChannelRefused { destination: String, failures: u32, latest: Timestamp },
    /// It waits for a person.
    Person,
}

/// After how many milliseconds it is worth trying again, of so many failures in a row.
pub(crate) fn pause_millis(failures: u32) -> i64 {
    let at = usize::try_from(failures.saturating_sub(1)).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
    PAUSES[at] * 60_000
}

/// Whether so long has passed since `since`. A time of the future was written by a clock that was ahead, and binds nobody.
pub(crate) fn has_rested(since: Timestamp, millis: i64, now: Timestamp) -> bool {
    let passed = now.millis() - since.millis();
    passed < 0 || passed >= millis
}

impl RetryVerdict {
    /// The verdict of the deliveries of one kind of an order.
    pub(crate) fn from_deliveries(deliveries: &[Delivery]) -> Self {
        let Some(latest) = deliveries.iter().map(|delivery| delivery.attempt).max() else {
            // A failure that was imported: what it was nobody knows here.
            return Self::Person;
        };
        let of = |attempt| deliveries.iter().filter(move |delivery| delivery.attempt == attempt);
        if of(latest).any(|delivery| delivery.state.is_held() || delivery.state == DeliveryState::Unknown) {
            return Self::Person;
        }
        let Some(failed) = of(latest).find(|delivery| delivery.state == DeliveryState::Failed) else {
            return Self::Missing;
        };
        let passes = |attempt| of(attempt).any(|delivery| delivery.failure_class.is_some_and(FailureClass::passes));
        let mut attempts: Vec<u32> = deliveries.iter().map(|delivery| delivery.attempt).collect();
        attempts.sort_unstable();
        attempts.dedup();
        let refused = u32::from(failed.failure_class == Some(FailureClass::Configuration));
        let earlier = attempts.into_iter().rev().skip(refused as usize);
        let in_row = earlier.take_while(|attempt| passes(*attempt)).count();
        let failures = refused.saturating_add(u32::try_from(in_row).unwrap_or(u32::MAX));
        let latest = failed.updated_at;
        match failed.failure_class {
            Some(FailureClass::NotDelivered) => Self::Missing,
            Some(FailureClass::Configuration) => {
                Self::ChannelRefused { destination: failed.destination.clone(), failures, latest }
            }
            Some(class) if class.passes() => Self::Passing { failures, latest },
            _ => Self::Person,
        }
    }

    /// Whether the order may be sent again now for whoever chose it.
    pub(crate) fn allows(&self, selection: JobSelection, now: Timestamp) -> bool {
        match self {
            Self::Missing => true,
            Self::Person => false,
            Self::Passing { failures, latest } | Self::ChannelRefused { failures, latest, .. } => match selection {
                JobSelection::Scheduled => {
                    *failures < MAX_SCHEDULED && has_rested(*latest, pause_millis(*failures), now)
                }
                // A person who asks knows more than the clock does.
                JobSelection::Ready | JobSelection::Named => has_rested(*latest, pause_millis(1), now),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::delivery::{DeliveryKind, DeliveryPart};

    const MINUTE: i64 = 60_000;

    fn row(attempt: u32, part: DeliveryPart, state: DeliveryState, class: Option<FailureClass>) -> Delivery {
        let at = Timestamp::from_millis(1_000 * MINUTE);
        Delivery {
            id: format!("XY1-p{attempt}-{}", part.code()),
            order_no: "XY1".to_owned(),
            kind: DeliveryKind::Push,
            destination: "g".to_owned(),
            part,
            attempt,
            state,
            place: None,
            holder: None,
            receipt: None,
            failure_code: None,
            failure_message: None,
            failure_class: class,
            created_at: at,
            updated_at: at,
        }
    }

    /// An attempt whose text failed so, and whose proof stayed.
    fn failed(attempt: u32, class: FailureClass) -> [Delivery; 2] {
        [
            row(attempt, DeliveryPart::Text, DeliveryState::Failed, Some(class)),
            row(attempt, DeliveryPart::Proof, DeliveryState::Cancelled, None),
        ]
    }

    fn scheduled_after(deliveries: &[Delivery], minutes: i64) -> bool {
        let now = Timestamp::from_millis((1_000 + minutes) * MINUTE);
        RetryVerdict::from_deliveries(deliveries).allows(JobSelection::Scheduled, now)
    }

    #[test]
    fn a_part_that_no_verdict_forbids_goes_at_once() {
        for text in [DeliveryState::Accepted, DeliveryState::Acked] {
            let resolved =
                [row(1, DeliveryPart::Text, text, None), row(1, DeliveryPart::Proof, DeliveryState::Cancelled, None)];
            assert!(scheduled_after(&resolved, 0), "{text:?}");
        }
        let absent = failed(1, FailureClass::NotDelivered);
        assert!(scheduled_after(&absent, 0), "a person looked");
    }

    #[test]
    fn each_verdict_says_who_acts_next() {
        for (class, by_itself) in FailureClass::ALL.iter().map(|class| (*class, class.passes())) {
            let waits = matches!(class, FailureClass::Data | FailureClass::Bug);
            assert_eq!(scheduled_after(&failed(1, class), 15), !waits, "{class:?}");
            assert!(by_itself || waits || matches!(class, FailureClass::Configuration | FailureClass::NotDelivered));
        }
        assert!(!scheduled_after(&[row(1, DeliveryPart::Text, DeliveryState::Failed, None)], 15));
        for state in [DeliveryState::Unknown, DeliveryState::InFlight, DeliveryState::Claimed] {
            assert!(!scheduled_after(&[row(1, DeliveryPart::Text, state, None)], 15), "{state:?}");
        }
        assert!(!scheduled_after(&[], 15), "an imported failure has no verdict");
    }

    #[test]
    fn what_passes_rests_longer_each_time_and_then_waits_for_a_person() {
        let mut all = Vec::new();
        for (attempt, pause) in (1..).zip([1, 2, 4, 8, 15, 15, 15]) {
            all.extend(failed(attempt, FailureClass::Unreachable));
            assert!(!scheduled_after(&all, pause - 1) && scheduled_after(&all, pause), "{attempt}");
        }
        all.extend(failed(8, FailureClass::Throttled));
        assert!(!scheduled_after(&all, 100_000), "eight in a row are enough");
        let now = Timestamp::from_millis(1_001 * MINUTE);
        assert!(RetryVerdict::from_deliveries(&all).allows(JobSelection::Ready, now), "for a person who asks");
        all.extend(failed(9, FailureClass::NotDelivered));
        all.extend(failed(10, FailureClass::Unreachable));
        assert!(scheduled_after(&all, 1), "a person's verdict begins a new row");
    }

    #[test]
    fn a_clock_that_was_ahead_holds_up_nobody() {
        assert!(scheduled_after(&failed(1, FailureClass::Unreachable), -5));
    }
}
