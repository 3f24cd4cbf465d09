//! The season of a play date, by which the price table prices it.

use crate::domain::value::code_enum::coded;
use crate::domain::value::spelling::word::read_word;

coded! {
    Season {
        Low = "low", "淡季", "low";
        /// Every day that the calendar does not name.
        Regular = "regular", "平季", "regular";
        High = "high", "旺季", "high";
    }
}

impl Season {
    /// Reads a season as people name it: `high`, `旺季`, `旺`.
    pub fn read(text: &str) -> Option<Self> {
        read_word(text, Self::ALL)
    }
}
