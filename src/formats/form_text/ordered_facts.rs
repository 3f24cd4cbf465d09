//! What is known of the order that a text is for.

use crate::domain::value::time::Day;

/// The facts of an order that a buyer's words may contradict; by default none is known.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrderedFacts<'a> {
    pub ticket_type: Option<&'a str>,
    /// It may say what the ticket type does not.
    pub product: &'a str,
    pub play_date: Option<Day>,
    pub quantity: Option<u32>,
    /// Our number and the platform's.
    pub numbers: &'a [&'a str],
    /// The ticket types of the price table.
    pub priced: &'a [String],
}
