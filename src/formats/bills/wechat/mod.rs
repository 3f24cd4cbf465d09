//! WeChat Pay: the wallet of a person, and the two bills of a merchant.

pub(crate) mod funds;
pub(crate) mod trade;
pub(crate) mod wallet;
