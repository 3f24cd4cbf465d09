//! The reservations of places: held for a while, then sold, given back or expired.
//!
//! Invariant: everything is decided by the one sum of [`Tx::list_stock`] and written in the same immediate transaction, so two
//! buyers never get one place. Triggers of the schema hold the sum a second time.

use rusqlite::Row;

use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::{damaged_value, parse_code};

coded! {
    /// What became of places that were held.
    HoldState {
        /// Kept for a buyer until they expire.
        Held = "held", "占用中", "held";
        Committed = "committed", "已售出", "sold";
        Released = "released", "已释放", "released";
        /// Run out, and a sweep has said so.
        Expired = "expired", "已过期", "expired";
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewHold<'a> {
    /// `lock_…`, never used before.
    pub lock_id: &'a str,
    pub order_no: &'a OrderNo,
    pub sku_id: &'a str,
    pub visit_date: Day,
    /// How many visitors, at least one.
    pub quantity: u32,
    /// The moment from which they are free again.
    pub expires_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// `lock_…`.
    pub lock_id: String,
    pub order_no: OrderNo,
    pub sku_id: String,
    pub visit_date: Day,
    pub quantity: u32,
    /// What became of them, as it is written.
    pub state: HoldState,
    pub held_at: Timestamp,
    /// The moment from which they are free again, unless they are sold.
    pub expires_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Hold {
    /// Whether the places are kept for the buyer at `now`, paid or not.
    pub fn is_live(&self, now: Timestamp) -> bool {
        match self.state {
            HoldState::Held => self.expires_at > now,
            HoldState::Committed => true,
            HoldState::Released | HoldState::Expired => false,
        }
    }
}

const COUNT_UNSWEPT: &str =
    "/* every row: a check of all */ select count(*) from hold where state = 'held' and expires_at <= $1";
const ADD: &str = "insert into hold
    (lock_id, order_no, sku_id, visit_date, quantity, state, held_at, expires_at, updated_at)
    values ($1, $2, $3, $4, $5, 'held', $6, $7, $6)";
const ADD_PAST: &str = "insert into hold (lock_id, order_no, sku_id, visit_date, quantity, state, held_at, expires_at,
    updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
const ONE: &str = "select lock_id, order_no, sku_id, visit_date, quantity, state, held_at, expires_at, updated_at
    from hold where lock_id = $1";
const COMMIT: &str = "update hold set state = 'committed', updated_at = $1 where lock_id = $2";
const RELEASE: &str = "update hold set state = 'released', updated_at = $1
    where lock_id = $2 and state in ('held', 'committed')";
const EXPIRE: &str = "update hold set state = 'expired', updated_at = $1
    where lock_id = $2 and state = 'held'";

impl Tx<'_> {
    /// Holds places from `now` on. `false` if there are not so many, and nothing is written.
    pub fn try_hold(&self, new: &NewHold<'_>, now: Timestamp) -> Result<bool> {
        if !self.stock_on_day(new.sku_id, new.visit_date, now)?.has_room_for(new.quantity, 0) {
            return Ok(false);
        }
        self.run_statement(
            ADD,
            (
                new.lock_id,
                new.order_no.as_str(),
                new.sku_id,
                new.visit_date.to_string(),
                new.quantity,
                now.millis(),
                new.expires_at.millis(),
            ),
        )?;
        Ok(true)
    }

    /// Adds places that were held from `held_at` on, as they stand at `now`. `false` if they still take room and there is
    /// not so much; nothing is written then.
    pub fn add_past_hold(
        &self,
        new: &NewHold<'_>,
        state: HoldState,
        held_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool> {
        let live = match state {
            HoldState::Held => new.expires_at > now,
            HoldState::Committed => true,
            HoldState::Released | HoldState::Expired => false,
        };
        if live && !self.stock_on_day(new.sku_id, new.visit_date, now)?.has_room_for(new.quantity, 0) {
            return Ok(false);
        }
        // What ended did so at the latest when it ran out.
        let updated_at = if live { now } else { new.expires_at };
        self.run_statement(
            ADD_PAST,
            (
                new.lock_id,
                new.order_no.as_str(),
                new.sku_id,
                new.visit_date.to_string(),
                new.quantity,
                state.code(),
                held_at.millis(),
                new.expires_at.millis(),
                updated_at.millis(),
            ),
        )?;
        Ok(true)
    }

    /// Sells places that were held. If they expired or were given back they are taken again, as long as they are free:
    /// `false` if somebody else has them meanwhile, and nothing is written. Sold ones stay sold.
    pub fn commit_hold(&self, lock_id: &str, now: Timestamp) -> Result<bool> {
        let hold = self.find_hold(lock_id)?.ok_or_else(|| damaged_value("inventory lock"))?;
        if hold.state == HoldState::Committed {
            return Ok(true);
        }
        // A hold that ran out is in the sum of nobody any more, so it has nothing of its own to subtract.
        let own = if hold.is_live(now) { hold.quantity } else { 0 };
        if !self.stock_on_day(&hold.sku_id, hold.visit_date, now)?.has_room_for(hold.quantity, own) {
            return Ok(false);
        }
        self.change_hold_state(COMMIT, lock_id, now)
    }

    /// Gives back places that are held or sold. `false` if the hold had ended before, or there is none.
    pub fn release_hold(&self, lock_id: &str, now: Timestamp) -> Result<bool> {
        self.change_hold_state(RELEASE, lock_id, now)
    }

    /// Says that a hold is over without a sale. When it is, the rules have decided: its time ran out, or money came that
    /// buys nothing. `false` if it had ended before, or there is none.
    pub fn expire_hold(&self, lock_id: &str, now: Timestamp) -> Result<bool> {
        self.change_hold_state(EXPIRE, lock_id, now)
    }

    pub fn find_hold(&self, lock_id: &str) -> Result<Option<Hold>> {
        self.find_row(ONE, [lock_id], read_hold)
    }

    /// How many holds ran out by `until` and are not recorded as expired.
    pub fn count_unswept_holds(&self, until: Timestamp) -> Result<u64> {
        let count: i64 = self.load_row(COUNT_UNSWEPT, [until.millis()], |row| Ok(row.get(0)?))?;
        Ok(count.unsigned_abs())
    }

    /// Whether a change of state met a hold in the right one.
    fn change_hold_state(&self, change: &'static str, lock_id: &str, now: Timestamp) -> Result<bool> {
        let met = self.change_rows(change, (now.millis(), lock_id))?;
        Ok(met == 1)
    }
}

fn read_hold(row: &Row<'_>) -> Result<Hold> {
    let text = |column: usize| row.get::<_, String>(column);
    let time = |column: usize| row.get(column).map(Timestamp::from_millis);
    Ok(Hold {
        lock_id: text(0)?,
        order_no: OrderNo::parse(&text(1)?).map_err(|_| damaged_value("order number"))?,
        sku_id: text(2)?,
        visit_date: Day::parse(&text(3)?).map_err(|_| damaged_value("day of a visit"))?,
        quantity: row.get(4)?,
        state: parse_code(HoldState::from_code, &text(5)?, "state of a hold")?,
        held_at: time(6)?,
        expires_at: time(7)?,
        updated_at: time(8)?,
    })
}

#[cfg(test)]
mod tests;
