//! The season of a play date, by which the price table prices it.

use crate::domain::value::code_enum::coded;

coded! {
    Season {
        Low = "low", "淡季", "low";
        /// Every day that the calendar does not name.
        Regular = "regular", "平季", "regular";
        High = "high", "旺季", "high";
    }
}

impl Season {
    /// Reads a code, or its Chinese label.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|season| season.code() == text || season.label().zh == text)
    }
}
