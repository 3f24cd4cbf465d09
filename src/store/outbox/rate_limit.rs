//! Rate limits: how many messages a channel may send within a window, counted over every process that shares the database.
//!
//! The tables are named `lane_sent` and `lane_rest`: a lane is what one limit counts.

use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;

/// A limit of one channel: at most `limit` messages within any `window`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Who shares it: the same name is the same rate limit.
    pub name: String,
    /// Messages.
    pub limit: u32,
    /// Milliseconds.
    pub window: i64,
}

/// The longest rest that a remote service is granted, in milliseconds: after it one message finds out. A later end was asked for
/// by mistake, or written by a clock that was ahead.
pub const MAX_REST_MILLIS: i64 = 3_600_000;

// A clock that was set back left sends in the future: they count from now on, once, and not until it has caught up.
const CLAMP_FUTURE: &str = "update lane_sent set at = $1 where at > $1";
const PRUNE_WINDOW: &str = "delete from lane_sent where lane = $1 and at <= $2";
// Of the sends in the window, the one that must have left it before `units` more fit.
const NTH_NEWEST: &str = "select at from lane_sent where lane = $1 order by at desc limit 1 offset $2";
const RECORD_SEND: &str = "insert into lane_sent (lane, at) values ($1, $2)";
const COUNT_AT: &str = "select count(*) from lane_sent where lane = $1 and at = $2";
const FORGET_AT: &str = "delete from lane_sent where lane = $1 and at = $2";
const BACKED_OFF_UNTIL: &str = "select until from lane_rest where lane = $1";
const PRUNE_SENDS: &str = "delete from lane_sent where at <= $1";
const PRUNE_BACK_OFFS: &str = "delete from lane_rest where until <= $1";
const BACK_OFF: &str = "insert into lane_rest (lane, until) values ($1, $2)
    on conflict (lane) do update set until = excluded.until";
const END_REST: &str = "delete from lane_rest where lane = $1";

impl Tx<'_> {
    /// Counts `units` sends against every one of `rates` at once. `None` if they may go; otherwise nothing is counted, and the
    /// moment is given at which it is worth asking again. A limit below `units` counts as `units`: what belongs together
    /// leaves together.
    pub fn try_acquire(&self, rates: &[RateLimit], units: u32, now: Timestamp) -> Result<Option<Timestamp>> {
        let mut earliest = now;
        for rate in rates {
            earliest = earliest
                .max(self.backed_off_until(&rate.name, now)?.unwrap_or(now))
                .max(self.next_free_at(rate, units, now)?);
        }
        // All limits are asked before any send is counted: one that was counted for nothing would slow the next message.
        if earliest > now {
            return Ok(Some(earliest));
        }
        for rate in rates {
            for _ in 0..units {
                self.run_statement(RECORD_SEND, (&rate.name, now.millis()))?;
            }
        }
        Ok(None)
    }

    /// Gives back `units` places that were taken at `at`: what they were for never left.
    pub fn give_back(&self, rates: &[RateLimit], units: u32, at: Timestamp) -> Result<()> {
        for rate in rates {
            let taken: u32 = self.load_row(COUNT_AT, (&rate.name, at.millis()), |row| Ok(row.get(0)?))?;
            self.run_statement(FORGET_AT, (&rate.name, at.millis()))?;
            for _ in units..taken {
                self.run_statement(RECORD_SEND, (&rate.name, at.millis()))?;
            }
        }
        Ok(())
    }

    /// Sends nothing under this rate limit until then, as the remote service asked, but for an hour at most; a longer rest
    /// stands.
    pub fn back_off(&self, name: &str, until: Timestamp, now: Timestamp) -> Result<()> {
        let until = until.min(now.plus_millis(MAX_REST_MILLIS));
        let until = self.backed_off_until(name, now)?.map_or(until, |known| known.max(until));
        self.run_statement(BACK_OFF, (name, until.millis()))
    }

    /// Until when a remote service asked to be left alone under any of these limits; `None` where it did not, or it is over.
    pub fn find_rest(&self, rates: &[RateLimit], now: Timestamp) -> Result<Option<Timestamp>> {
        let mut latest = None;
        for rate in rates {
            latest = latest.max(self.backed_off_until(&rate.name, now)?.filter(|until| *until > now));
        }
        Ok(latest)
    }

    /// Ends what a remote service asked for: a person knows better.
    pub fn end_rest(&self, rates: &[RateLimit]) -> Result<()> {
        rates.iter().try_for_each(|rate| self.run_statement(END_REST, [&rate.name]))
    }

    /// Brings sends of the future to `now`. To be called where somebody has to wait: a clock that was set back would make
    /// them wait until it has caught up.
    pub fn clamp_future_sends(&self, now: Timestamp) -> Result<()> {
        self.run_statement(CLAMP_FUTURE, [now.millis()])
    }

    /// Forgets sends, and back-offs that ended, at or before `before`. Gives how many there were.
    pub fn prune_rate_limits(&self, before: Timestamp) -> Result<usize> {
        let before = [before.millis()];
        Ok(self.change_rows(PRUNE_SENDS, before)? + self.change_rows(PRUNE_BACK_OFFS, before)?)
    }

    fn backed_off_until(&self, name: &str, now: Timestamp) -> Result<Option<Timestamp>> {
        let until: Option<i64> = self.find_row(BACKED_OFF_UNTIL, [name], |row| Ok(row.get(0)?))?;
        let latest = now.plus_millis(MAX_REST_MILLIS);
        Ok(until.map(Timestamp::from_millis).filter(|until| *until <= latest))
    }

    /// When `units` more fit into a rate limit.
    fn next_free_at(&self, rate: &RateLimit, units: u32, now: Timestamp) -> Result<Timestamp> {
        let passed = now.millis() - rate.window;
        self.run_statement(PRUNE_WINDOW, (&rate.name, passed))?;
        // The one that is `limit - units` places back must have left the window; every newer one may stay in it.
        let others = rate.limit.saturating_sub(units);
        let in_the_way: Option<i64> = self.find_row(NTH_NEWEST, (&rate.name, others), |row| Ok(row.get(0)?))?;
        // A send in the future stands in the way for one window at most.
        let limit = now.millis() + rate.window;
        Ok(in_the_way.map_or(now, |at| Timestamp::from_millis((at + rate.window).clamp(now.millis(), limit))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::crypto::key_file;
    use crate::store::{DatabaseKind, Store, TxEnding};

    fn with(test: impl FnOnce(&Tx<'_>) -> Result<()>) {
        let dir = tempfile::tempdir().unwrap();
        let master = key_file::create_key_file(&dir.path().join("key")).unwrap();
        let (path, busy) = (dir.path().join("x.db"), std::time::Duration::from_secs(1));
        Store::create(&path, DatabaseKind::Sandbox, &master, at(0), busy).unwrap();
        Store::open(&path, &master, busy).unwrap().write(TxEnding::Commit, test).unwrap();
    }

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn rate(name: &str, limit: u32) -> RateLimit {
        RateLimit { name: name.to_owned(), limit, window: 60_000 }
    }

    #[test]
    fn a_window_takes_so_many_and_says_when_the_next_fits() {
        with(|tx| {
            let rates = [rate("a", 3)];
            for time in [1_000, 2_000, 3_000] {
                assert_eq!(tx.try_acquire(&rates, 1, at(time))?, None);
            }
            assert_eq!(tx.try_acquire(&rates, 1, at(4_000))?, Some(at(61_000)));
            assert_eq!(tx.try_acquire(&rates, 2, at(4_000))?, Some(at(62_000)), "both must fit");
            assert_eq!(tx.try_acquire(&rates, 1, at(60_999))?, Some(at(61_000)));
            assert_eq!(tx.try_acquire(&rates, 1, at(61_000))?, None);
            assert_eq!(tx.try_acquire(&rates, 1, at(61_001))?, Some(at(62_000)));
            assert_eq!(tx.try_acquire(&[rate("b", 3)], 3, at(61_001))?, None, "another rate limit");
            Ok(())
        });
    }

    #[test]
    fn all_lanes_or_none_and_a_rest_is_kept() {
        with(|tx| {
            let (narrow, wide) = (rate("narrow", 1), rate("wide", 9));
            assert_eq!(tx.try_acquire(std::slice::from_ref(&narrow), 1, at(1_000))?, None);
            assert_eq!(tx.try_acquire(&[wide.clone(), narrow], 1, at(2_000))?, Some(at(61_000)));
            assert_eq!(tx.try_acquire(std::slice::from_ref(&wide), 9, at(2_000))?, None, "nothing was taken of it");
            tx.back_off("wide", at(200_000), at(2_000))?;
            tx.back_off("wide", at(150_000), at(2_000))?;
            assert_eq!(tx.try_acquire(std::slice::from_ref(&wide), 1, at(160_000))?, Some(at(200_000)));
            assert_eq!(tx.try_acquire(&[wide], 1, at(200_000))?, None);
            Ok(())
        });
    }

    #[test]
    fn a_clock_set_back_stops_nobody_for_longer_than_a_window() {
        with(|tx| {
            let rates = [rate("a", 1)];
            assert_eq!(tx.try_acquire(&rates, 1, at(9_000_000))?, None);
            assert_eq!(tx.try_acquire(&rates, 1, at(1_000))?, Some(at(61_000)));
            tx.clamp_future_sends(at(1_000))?;
            assert_eq!(tx.try_acquire(&rates, 1, at(60_999))?, Some(at(61_000)));
            assert_eq!(tx.try_acquire(&rates, 1, at(61_000))?, None);
            Ok(())
        });
    }

    #[test]
    fn what_limits_nothing_any_more_is_forgotten() {
        with(|tx| {
            let rates = [rate("a", 2)];
            assert_eq!(tx.try_acquire(&rates, 1, at(1_000))?, None);
            assert_eq!(tx.try_acquire(&rates, 1, at(2_000))?, None);
            tx.back_off("b", at(1_500), at(1_000))?;
            assert_eq!(tx.prune_rate_limits(at(1_500))?, 2);
            assert_eq!(tx.try_acquire(&rates, 1, at(3_000))?, None, "one place is still taken");
            assert_eq!(tx.try_acquire(&rates, 1, at(3_000))?, Some(at(62_000)));
            Ok(())
        });
    }

    #[test]
    fn a_rest_lasts_an_hour_at_most_whoever_wrote_it() {
        with(|tx| {
            let rates = [rate("a", 9)];
            tx.back_off("a", at(i64::MAX), at(1_000))?;
            let hour = at(1_000 + MAX_REST_MILLIS);
            assert_eq!((tx.find_rest(&rates, at(2_000))?, tx.find_rest(&rates, hour)?), (Some(hour), None));
            assert_eq!(tx.try_acquire(&rates, 1, at(2_000))?, Some(hour));
            // A clock that is an hour and more behind the one that wrote it.
            assert_eq!((tx.find_rest(&rates, at(0))?, tx.try_acquire(&rates, 1, at(0))?), (None, None));
            tx.back_off("a", at(50_000), at(0))?;
            assert_eq!(tx.find_rest(&rates, at(0))?, Some(at(50_000)), "what can't be true gives way");
            tx.end_rest(&rates)?;
            assert_eq!(tx.find_rest(&rates, at(0))?, None);
            Ok(())
        });
    }

    #[test]
    fn what_never_left_takes_no_place() {
        with(|tx| {
            let rates = [rate("a", 4), rate("b", 4)];
            for _ in 0..2 {
                assert_eq!(tx.try_acquire(&rates, 2, at(1_000))?, None);
            }
            tx.give_back(&rates, 2, at(1_000))?;
            assert_eq!(tx.try_acquire(&rates, 3, at(1_000))?, Some(at(61_000)), "the other's places stay taken");
            assert_eq!(tx.try_acquire(&rates, 2, at(1_000))?, None);
            tx.give_back(&rates, 9, at(2_000))?;
            assert_eq!(tx.try_acquire(&rates, 1, at(2_000))?, Some(at(61_000)), "nothing was taken then");
            Ok(())
        });
    }

    #[test]
    fn what_belongs_together_is_never_kept_for_ever() {
        with(|tx| {
            assert_eq!(tx.try_acquire(&[rate("a", 1)], 2, at(1_000))?, None);
            assert_eq!(tx.try_acquire(&[rate("a", 1)], 2, at(2_000))?, Some(at(61_000)));
            Ok(())
        });
    }
}
