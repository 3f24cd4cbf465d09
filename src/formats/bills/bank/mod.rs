//! Banks, and what pays like one: a second leg, which confirms what a wallet shows.

pub(crate) mod mapping;
pub(crate) mod profiles;
pub(crate) mod row;
