//! Tickets of the checkout flow over the real binary: codes that are shown, scanned, used and replaced, money that goes
//! back, and what buyers are told.

mod gate;
mod notices;
mod past_day;
mod personal_data;
mod pictures;
mod refunds;
mod unapplied;
