//! What the platform said of an order after it was paid, and when what a file says is news.
//!
//! Files come in any order: the export of last week may be imported again after today's. So what a file says is held
//! against everything that was recorded. Trouble (a refund, a closed sale) is news unless it was told before or a later
//! stage of it is known. That the sale stands again is believed only where the file shows that it is the later one: by the
//! platform's own clock, by a sale that is further on, or, once, by a word that says that the refund came to nothing.

use super::payload::{PlatformOrderChanged, PlatformStatement};
use super::platform_news::{PlatformNewsKind, PlatformStanding};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// What a file says of an order.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlatformReport {
    pub standing: RecordedCode<PlatformStanding>,
    #[serde(flatten)]
    pub statement: PlatformStatement,
}

impl PlatformReport {
    /// Whether nothing is in the way of the sale.
    pub fn says_that_it_stands(&self) -> bool {
        self.standing.known().is_some_and(|standing| standing.trouble().is_none())
    }
}

/// News as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatformNews {
    pub what: PlatformOrderChanged,
    pub at: Timestamp,
    /// Whether somebody has yet to say what becomes of the order.
    pub is_open: bool,
}

/// All that the platform said, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlatformNewsLog {
    said: Vec<PlatformNews>,
}

impl PlatformNewsLog {
    /// The gravest of the news that wait for a decision.
    pub fn gravest_news(&self) -> Option<&PlatformNews> {
        let gravity = |news: &&PlatformNews| news.what.news_kind.known().map_or(u8::MAX, PlatformNewsKind::stage);
        self.open_news().max_by_key(gravity)
    }

    /// The news that wait for a decision, oldest first.
    pub fn open_news(&self) -> impl Iterator<Item = &PlatformNews> {
        self.said.iter().filter(|news| news.is_open)
    }

    /// Whether a file says otherwise than what waits for a decision.
    pub fn is_contradicted_by(&self, report: &PlatformReport) -> bool {
        let stands = report.says_that_it_stands();
        let said = report.statement.paid_amount;
        self.open_news().any(|news| match is_of_amount(&news.what) {
            true => said.is_some() && said != news.what.statement.paid_amount,
            false => stands,
        })
    }

    /// Whether a file is surely older than what waits for a decision.
    pub fn is_ahead_of(&self, report: &PlatformReport) -> bool {
        self.open_news().any(|news| is_later(&report.statement, &news.what.statement) == Some(false))
    }

    /// Whether trouble was told, and then that the sale stands again.
    pub fn is_restored(&self) -> bool {
        self.latest(false).is_some_and(|last| last.news_kind == PlatformNewsKind::Restored)
    }

    /// Whether anything was ever said.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// Keeps news. What was said before of the same (the sale, or its amount) is overtaken.
    pub(super) fn add(&mut self, news: PlatformNews) {
        let of_amount = is_of_amount(&news.what);
        self.said.iter_mut().filter(|old| is_of_amount(&old.what) == of_amount).for_each(|old| old.is_open = false);
        self.said.push(news);
    }

    /// Somebody decided.
    pub(super) fn settle_all(&mut self) {
        self.said.iter_mut().for_each(|news| news.is_open = false);
    }

    fn latest(&self, of_amount: bool) -> Option<&PlatformOrderChanged> {
        self.said.iter().rev().map(|news| &news.what).find(|what| is_of_amount(what) == of_amount)
    }

    fn was_said(&self, kind: PlatformNewsKind) -> bool {
        self.said.iter().any(|news| news.what.news_kind == kind)
    }

    /// What is new in what a file says, the sale itself first. `ours` is what was paid, and what is left of it after our own
    /// refunds.
    pub fn find_news(&self, report: &PlatformReport, ours: [Fen; 2]) -> Vec<PlatformNewsKind> {
        let mut news = Vec::from_iter(self.find_standing_news(report));
        // Of an order that is refunded or closed there, what was paid may have become what is left.
        if report.says_that_it_stands() && self.is_amount_news(&report.statement, ours) {
            news.push(PlatformNewsKind::Amount);
        }
        news
    }

    /// What is new in what is said of the sale itself.
    fn find_standing_news(&self, report: &PlatformReport) -> Option<PlatformNewsKind> {
        let trouble = report.standing.known()?.trouble();
        let Some(last) = self.latest(false) else { return trouble };
        let later = is_later(&report.statement, &last.statement);
        let last_kind = last.news_kind.known();
        let Some(trouble) = trouble else {
            let in_trouble = last_kind != Some(PlatformNewsKind::Restored);
            return (in_trouble && self.shows_withdrawal(report, last, later)).then_some(PlatformNewsKind::Restored);
        };
        let behind = last_kind.is_some_and(|last| last.stage() > trouble.stage());
        let is_new = match later {
            _ if last_kind == Some(trouble) => false,
            Some(later) => later,
            // Nothing tells an old file from a second refund, so what was told once is told.
            None => !behind && !self.was_said(trouble),
        };
        is_new.then_some(trouble)
    }

    /// Whether a file that says that the sale stands is known to be the later one.
    fn shows_withdrawal(&self, report: &PlatformReport, last: &PlatformOrderChanged, later: Option<bool>) -> bool {
        later.unwrap_or_else(|| {
            let was_asked =
                last.news_kind == PlatformNewsKind::RefundAsked || last.news_kind == PlatformNewsKind::Refunding;
            // No file from before the request could say so; after a second request one from before that could.
            report.standing == PlatformStanding::RefundEnded && was_asked && !self.was_said(PlatformNewsKind::Restored)
        })
    }

    /// Whether the amount of a file is another one than `ours`.
    fn is_amount_news(&self, statement: &PlatformStatement, ours: [Fen; 2]) -> bool {
        let Some(said) = statement.paid_amount else { return false };
        let Some(last) = self.latest(true) else { return !ours.contains(&said) };
        let before = |news: &PlatformNews| is_of_amount(&news.what) && news.what.statement.paid_amount == Some(said);
        last.statement.paid_amount != Some(said)
            && is_later(statement, &last.statement)
                .unwrap_or_else(|| !ours.contains(&said) && !self.said.iter().any(before))
    }
}

fn is_of_amount(what: &PlatformOrderChanged) -> bool {
    what.news_kind == PlatformNewsKind::Amount
}

/// Whether `said` is from after `last`, or from before it; `None` where neither can be told.
fn is_later(said: &PlatformStatement, last: &PlatformStatement) -> Option<bool> {
    let times = said.platform_updated_at.zip(last.platform_updated_at).filter(|(said, last)| said != last);
    // Not every change moves the platform's clock; a sale only ever goes on.
    let stage = |statement: &PlatformStatement| statement.sale_stage.as_ref().and_then(RecordedCode::known);
    let stages = || stage(said).zip(stage(last)).filter(|(said, last)| said != last);
    times.map(|(said, last)| said > last).or_else(|| stages().map(|(said, last)| said > last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resale::platform_news::SaleStage;

    const OURS: [Fen; 2] = [Fen::new(50_600), Fen::new(50_600)];

    fn report(standing: PlatformStanding, fen: i64, stage: Option<SaleStage>, second: Option<i64>) -> PlatformReport {
        let statement = PlatformStatement {
            source_platform: "xianyu".to_owned(),
            platform_status: None,
            paid_amount: Some(Fen::new(fen)),
            sale_stage: stage.map(RecordedCode::Known),
            platform_updated_at: second.map(|second| Timestamp::from_millis(second * 1_000)),
        };
        PlatformReport { standing: standing.into(), statement }
    }

    /// Every report that differs in what the rules look at.
    fn all_reports() -> Vec<PlatformReport> {
        let mut all = Vec::new();
        for standing in PlatformStanding::ALL {
            for fen in [50_600, 48_000] {
                for stage in [None, Some(SaleStage::Paid), Some(SaleStage::Completed)] {
                    all.extend([None, Some(1), Some(2)].map(|second| report(*standing, fen, stage, second)));
                }
            }
        }
        all
    }

    fn hear(log: &mut PlatformNewsLog, report: &PlatformReport) -> Vec<PlatformNewsKind> {
        let news = log.find_news(report, OURS);
        for kind in &news {
            let what = PlatformOrderChanged { news_kind: (*kind).into(), statement: report.statement.clone() };
            let is_open = *kind != PlatformNewsKind::Restored;
            log.add(PlatformNews { what, at: Timestamp::from_millis(0), is_open });
        }
        news
    }

    #[test]
    fn the_same_report_again_is_no_news_after_whatever_came_before() {
        let all = all_reports();
        for first in &all {
            for second in &all {
                let mut log = PlatformNewsLog::default();
                hear(&mut log, first);
                hear(&mut log, second);
                assert_eq!(hear(&mut log, second), [], "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn trouble_is_told_once_and_only_a_later_file_lifts_it() {
        let all = all_reports();
        for trouble in all.iter().filter(|report| !report.says_that_it_stands()) {
            for other in &all {
                let mut log = PlatformNewsLog::default();
                assert_eq!(
                    hear(&mut log, trouble),
                    Vec::from_iter(trouble.standing.known().and_then(PlatformStanding::trouble))
                );
                let news = hear(&mut log, other);
                let lifted = news.contains(&PlatformNewsKind::Restored);
                let said_so = other.standing == PlatformStanding::RefundEnded
                    && log.latest(false).is_some()
                    && matches!(
                        trouble.standing.known(),
                        Some(PlatformStanding::RefundAsked | PlatformStanding::Refunding)
                    );
                let later = is_later(&other.statement, &trouble.statement);
                let expected = other.says_that_it_stands() && later.unwrap_or(said_so);
                assert_eq!(lifted, expected, "{trouble:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_gravest_news_are_decided_first() {
        let mut log = PlatformNewsLog::default();
        hear(&mut log, &report(PlatformStanding::Stands, 48_000, None, None));
        hear(&mut log, &report(PlatformStanding::RefundAsked, 48_000, None, None));
        let kinds = |log: &PlatformNewsLog| log.gravest_news().map(|news| news.what.news_kind.clone());
        assert_eq!(kinds(&log), Some(PlatformNewsKind::RefundAsked.into()));
        assert_eq!(log.open_news().count(), 2);
        log.settle_all();
        assert_eq!(kinds(&log), None);
    }
}
