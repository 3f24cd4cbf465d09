//! Several readings of one field become one verdict.

use super::compare::FieldAgreement;
use super::input::SeenValue;
use super::report::MatchVerdict;
use crate::domain::value::message::BilingualMessage;
use crate::say;

/// What readings without a label of the field are worth.
#[derive(Clone, Copy)]
pub(super) struct UnlabelledRule {
    /// One that agrees counts even among others: a screen shows many words and numbers, but one play date.
    pub(super) among_others: bool,
    /// The verdict when none agrees.
    pub(super) otherwise: MatchVerdict,
}

pub(super) struct CombinedVerdict {
    pub(super) verdict: MatchVerdict,
    /// The readings to show: the one that decided, or those that disagree.
    pub(super) seen: Vec<usize>,
    pub(super) reason: BilingualMessage,
    /// The verdict is partial because of a repair, so it proves nothing.
    pub(super) repaired: bool,
}

impl CombinedVerdict {
    fn new(verdict: MatchVerdict, seen: Vec<usize>, reason: BilingualMessage) -> Self {
        Self { verdict, seen, reason, repaired: false }
    }

    /// Nothing to compare, for `reason`.
    pub(super) fn new_absent(reason: BilingualMessage) -> Self {
        Self::new(MatchVerdict::Absent, Vec::new(), reason)
    }
}

struct ComparedReading {
    at: usize,
    labelled: bool,
    repaired: bool,
    agreement: FieldAgreement,
}

/// Labelled readings beat the others; a repaired one only ever agrees in part; two labelled values that disagree are
/// ambiguous even when one of them is the expected one.
pub(super) fn combine_readings<T>(
    seen: &[SeenValue<T>],
    unlabelled: UnlabelledRule,
    compare: impl Fn(&T) -> FieldAgreement,
) -> CombinedVerdict {
    let all: Vec<ComparedReading> = seen
        .iter()
        .enumerate()
        .map(|(at, one)| ComparedReading {
            at,
            labelled: one.labelled,
            repaired: one.repaired,
            agreement: compare(&one.value),
        })
        // Before labels are looked at: a labelled value that says nothing must not push out an unlabelled one that
        // does.
        .filter(|one| one.agreement != FieldAgreement::Nothing)
        .collect();
    let any_labelled = all.iter().any(|one| one.labelled);
    let (pool, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.labelled || !any_labelled);
    // Without labels the other numbers on the screen are just other numbers; with one, they contradict it.
    let tolerant = !any_labelled && unlabelled.among_others;
    match settle_agreeing(&pool, tolerant) {
        Some(part) if part.verdict == MatchVerdict::Partial && unlabelled.among_others => {
            // Masked beside its label and in full in the chat above: the two together are the whole number.
            find_full_agreement(&others).unwrap_or(part)
        }
        Some(weighed) => weighed,
        None if pool.is_empty() => CombinedVerdict::new_absent(say!("截图上没有读到", "nothing was read")),
        None => describe_contradiction(&pool, if any_labelled { MatchVerdict::Mismatch } else { unlabelled.otherwise }),
    }
}

/// The verdict of readings of which at least one agrees.
fn settle_agreeing(pool: &[ComparedReading], tolerant: bool) -> Option<CombinedVerdict> {
    // A repair is a guess: it may support a person's decision and must neither decide nor contradict a clean reading.
    let clean = || pool.iter().filter(|one| !one.repaired);
    let other = clean().find(|one| matches!(one.agreement, FieldAgreement::Differs(_)));
    let same = clean().find(|one| one.agreement == FieldAgreement::Same);
    let part = || clean().find(|one| matches!(one.agreement, FieldAgreement::Part(_)));
    if let Some(agrees) = same.or_else(part) {
        return Some(match (other, &agrees.agreement) {
            (Some(other), _) if !tolerant => CombinedVerdict::new(
                MatchVerdict::Ambiguous,
                vec![agrees.at, other.at],
                say!("读到互相矛盾的值", "values that disagree with each other were read"),
            ),
            (_, FieldAgreement::Part(reason)) => {
                CombinedVerdict::new(MatchVerdict::Partial, vec![agrees.at], reason.clone())
            }
            _ => CombinedVerdict::new(MatchVerdict::Match, vec![agrees.at], say!("与订单一致", "equal to the order")),
        });
    }
    let repaired = pool.iter().find(|one| matches!(one.agreement, FieldAgreement::Same | FieldAgreement::Part(_)))?;
    let reason = say!(
        "修正形近字符或拼接断行后才一致",
        "agrees only after look-alike characters were repaired or lines were joined"
    );
    Some(CombinedVerdict { repaired: true, ..CombinedVerdict::new(MatchVerdict::Partial, vec![repaired.at], reason) })
}

/// An unlabelled reading that is equal in full where the labelled one is masked.
fn find_full_agreement(others: &[ComparedReading]) -> Option<CombinedVerdict> {
    let whole = others.iter().find(|one| !one.repaired && one.agreement == FieldAgreement::Same)?;
    Some(CombinedVerdict::new(MatchVerdict::Match, vec![whole.at], say!("与订单一致", "equal to the order")))
}

fn describe_contradiction(pool: &[ComparedReading], verdict: MatchVerdict) -> CombinedVerdict {
    let seen: Vec<usize> = pool.iter().map(|one| one.at).collect();
    let reason = match (verdict, pool.first().map(|one| &one.agreement)) {
        (MatchVerdict::Mismatch, Some(FieldAgreement::Differs(reason))) => reason.clone(),
        (MatchVerdict::Ambiguous, _) => {
            say!("读到的值没有标签，也都与订单不同", "the values that were read have no label, and none is the order's")
        }
        _ => return CombinedVerdict::new_absent(say!("没有读到带标签的值", "no value with its label was read")),
    };
    CombinedVerdict::new(verdict, if verdict == MatchVerdict::Mismatch { seen[..1].to_vec() } else { seen }, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: UnlabelledRule = UnlabelledRule { among_others: false, otherwise: MatchVerdict::Mismatch };
    const LOOSE: UnlabelledRule = UnlabelledRule { among_others: true, otherwise: MatchVerdict::Absent };

    fn verdict(readings: &[(&str, bool, bool)], unlabelled: UnlabelledRule) -> MatchVerdict {
        let seen: Vec<_> = readings
            .iter()
            .map(|(value, labelled, repaired)| SeenValue { value: *value, labelled: *labelled, repaired: *repaired })
            .collect();
        combine_readings(&seen, unlabelled, |value| match *value {
            "same" => FieldAgreement::Same,
            "part" => FieldAgreement::Part(say!("", "")),
            "nothing" => FieldAgreement::Nothing,
            _ => FieldAgreement::Differs(say!("", "")),
        })
        .verdict
    }

    #[test]
    fn labels_repairs_and_disagreement_decide() {
        use MatchVerdict::{Absent, Ambiguous, Match, Mismatch, Partial};
        let (l, u, fixed) = ((true, false), (false, false), (true, true));
        let one = |value, kind: (bool, bool)| (value, kind.0, kind.1);
        for (readings, strict, loose) in [
            (vec![], Absent, Absent),
            (vec![one("nothing", l)], Absent, Absent),
            (vec![one("same", l), one("other", u)], Match, Match),
            (vec![one("other", l), one("same", u)], Mismatch, Mismatch),
            (vec![one("same", l), one("other", l)], Ambiguous, Ambiguous),
            (vec![one("part", l), one("other", l)], Ambiguous, Ambiguous),
            (vec![one("part", l), one("same", u)], Partial, Match),
            (vec![one("same", u), one("other", u)], Ambiguous, Match),
            (vec![one("other", u)], Mismatch, Absent),
            (vec![one("same", fixed)], Partial, Partial),
            (vec![one("other", fixed)], Mismatch, Mismatch),
            (vec![one("other", l), one("same", fixed)], Partial, Partial),
        ] {
            assert_eq!(verdict(&readings, STRICT), strict, "strict {readings:?}");
            assert_eq!(verdict(&readings, LOOSE), loose, "loose {readings:?}");
        }
    }
}
