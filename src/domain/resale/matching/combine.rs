//! Several readings of one field become one verdict.

use super::compare::Agreement;
use super::input::Seen;
use super::report::Verdict;
use crate::domain::value::message::Message;
use crate::say;

/// What readings without a label of the field are worth.
#[derive(Clone, Copy)]
pub(super) struct Unlabelled {
    /// One that agrees counts even among others: a screen shows many words and numbers, but one play date.
    pub(super) among_others: bool,
    /// The verdict when none agrees.
    pub(super) otherwise: Verdict,
}

pub(super) struct Weighed {
    pub(super) verdict: Verdict,
    /// The readings to show: the one that decided, or those that disagree.
    pub(super) seen: Vec<usize>,
    pub(super) reason: Message,
    /// The verdict is partial because of a repair, so it proves nothing.
    pub(super) repaired: bool,
}

impl Weighed {
    fn new(verdict: Verdict, seen: Vec<usize>, reason: Message) -> Self {
        Self { verdict, seen, reason, repaired: false }
    }

    /// Nothing to compare, for `reason`.
    pub(super) fn absent(reason: Message) -> Self {
        Self::new(Verdict::Absent, Vec::new(), reason)
    }
}

struct Reading {
    at: usize,
    labelled: bool,
    repaired: bool,
    agreement: Agreement,
}

/// Labelled readings beat the others; a repaired one only ever agrees in part; two labelled values that disagree are
/// ambiguous even when one of them is the expected one.
pub(super) fn weigh<T>(seen: &[Seen<T>], unlabelled: Unlabelled, compare: impl Fn(&T) -> Agreement) -> Weighed {
    let all: Vec<Reading> = seen
        .iter()
        .enumerate()
        .map(|(at, one)| Reading { at, labelled: one.labelled, repaired: one.repaired, agreement: compare(&one.value) })
        .filter(|one| one.agreement != Agreement::Nothing)
        .collect();
    let any_labelled = all.iter().any(|one| one.labelled);
    let (pool, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.labelled || !any_labelled);
    let tolerant = !any_labelled && unlabelled.among_others;
    match settle(&pool, tolerant) {
        Some(part) if part.verdict == Verdict::Partial && unlabelled.among_others => better(&others).unwrap_or(part),
        Some(weighed) => weighed,
        None if pool.is_empty() => Weighed::absent(say!("截图上没有读到", "nothing was read")),
        None => contradiction(&pool, if any_labelled { Verdict::Mismatch } else { unlabelled.otherwise }),
    }
}

/// The verdict of readings of which at least one agrees.
fn settle(pool: &[Reading], tolerant: bool) -> Option<Weighed> {
    let clean = || pool.iter().filter(|one| !one.repaired);
    let other = clean().find(|one| matches!(one.agreement, Agreement::Differs(_)));
    let same = clean().find(|one| one.agreement == Agreement::Same);
    let part = || clean().find(|one| matches!(one.agreement, Agreement::Part(_)));
    if let Some(agrees) = same.or_else(part) {
        return Some(match (other, &agrees.agreement) {
            (Some(other), _) if !tolerant => Weighed::new(
                Verdict::Ambiguous,
                vec![agrees.at, other.at],
                say!("读到互相矛盾的值", "values that disagree with each other were read"),
            ),
            (_, Agreement::Part(reason)) => Weighed::new(Verdict::Partial, vec![agrees.at], reason.clone()),
            _ => Weighed::new(Verdict::Match, vec![agrees.at], say!("与订单一致", "equal to the order")),
        });
    }
    let repaired = pool.iter().find(|one| matches!(one.agreement, Agreement::Same | Agreement::Part(_)))?;
    let reason = say!(
        "修正形近字符或拼接断行后才一致",
        "agrees only after look-alike characters were repaired or lines were joined"
    );
    Some(Weighed { repaired: true, ..Weighed::new(Verdict::Partial, vec![repaired.at], reason) })
}

/// An unlabelled reading that is equal in full where the labelled one is masked.
fn better(others: &[Reading]) -> Option<Weighed> {
    let whole = others.iter().find(|one| !one.repaired && one.agreement == Agreement::Same)?;
    Some(Weighed::new(Verdict::Match, vec![whole.at], say!("与订单一致", "equal to the order")))
}

fn contradiction(pool: &[Reading], verdict: Verdict) -> Weighed {
    let seen: Vec<usize> = pool.iter().map(|one| one.at).collect();
    let reason = match (verdict, pool.first().map(|one| &one.agreement)) {
        (Verdict::Mismatch, Some(Agreement::Differs(reason))) => reason.clone(),
        (Verdict::Ambiguous, _) => {
            say!("读到的值没有标签，也都与订单不同", "the values that were read have no label, and none is the order's")
        }
        _ => return Weighed::absent(say!("没有读到带标签的值", "no value with its label was read")),
    };
    Weighed::new(verdict, if verdict == Verdict::Mismatch { seen[..1].to_vec() } else { seen }, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Unlabelled = Unlabelled { among_others: false, otherwise: Verdict::Mismatch };
    const LOOSE: Unlabelled = Unlabelled { among_others: true, otherwise: Verdict::Absent };

    fn verdict(readings: &[(&str, bool, bool)], unlabelled: Unlabelled) -> Verdict {
        let seen: Vec<_> = readings
            .iter()
            .map(|(value, labelled, repaired)| Seen { value: *value, labelled: *labelled, repaired: *repaired })
            .collect();
        weigh(&seen, unlabelled, |value| match *value {
            "same" => Agreement::Same,
            "part" => Agreement::Part(say!("", "")),
            "nothing" => Agreement::Nothing,
            _ => Agreement::Differs(say!("", "")),
        })
        .verdict
    }

    #[test]
    fn labels_repairs_and_disagreement_decide() {
        use Verdict::{Absent, Ambiguous, Match, Mismatch, Partial};
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
