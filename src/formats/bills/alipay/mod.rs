//! Alipay: the app's statement, the old one of the web, and the two bills of a merchant.

pub(crate) mod funds;
pub(crate) mod states;
pub(crate) mod trade;
pub(crate) mod wallet;
pub(crate) mod web;
