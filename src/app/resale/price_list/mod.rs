//! The price table and the season calendar: what an import does to them is worked out first, so that it can be shown, and then
//! done in one transaction.

pub mod difference;
pub mod prices;
pub mod seasons;

pub use crate::store::shop::prices::{PriceLine, SeasonRange};

/// How much of a table a file speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportScope {
    /// Its rows are added or change the ones that are there.
    SomeRows,
    /// It is the whole table: what it lacks is removed.
    WholeTable,
}

impl ImportScope {
    /// What a key stands for, beside the rows.
    const fn code(self) -> &'static str {
        match self {
            Self::SomeRows => "some",
            Self::WholeTable => "whole",
        }
    }
}
