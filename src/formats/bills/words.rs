//! Tables of the words that services have, matched whole or by an end: never by chance somewhere inside, unless a table says so.

/// How a word of a table is found in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BillWord {
    Is(&'static str),
    StartsWith(&'static str),
    EndsWith(&'static str),
    Contains(&'static str),
}

impl BillWord {
    fn matches(self, text: &str) -> bool {
        match self {
            Self::Is(word) => text == word,
            Self::StartsWith(word) => text.starts_with(word),
            Self::EndsWith(word) => text.ends_with(word),
            Self::Contains(word) => text.contains(word),
        }
    }
}

/// What the first word of a table that is found in `text` stands for.
pub(crate) fn look_up<T: Copy>(table: &[(BillWord, T)], text: &str) -> Option<T> {
    table.iter().find(|(word, _)| word.matches(text)).map(|(_, meaning)| *meaning)
}

/// The same of a table of whole words.
pub(crate) fn find_word<T: Copy>(table: &[(&str, T)], text: &str) -> Option<T> {
    table.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning)
}
