//! A shop's bills: what wallets, payment services and banks say was moved, and whether it agrees with the orders.
//!
//! A row is a fact that somebody else recorded. Nothing here changes an order, and no row is ever dropped: one that cannot be
//! understood waits for a person. [`agreement`] is a function of the rows, the orders, what people decided and the clock, so that
//! the same files give the same end in whatever order they came.

pub mod agreement;
pub mod fact;
pub mod row;
pub mod service;
pub mod statement;
pub mod verdict;
