//! Commands that are offered to be pasted into a shell: made of words, quoted in one place.

use std::borrow::Cow;

/// The words as one line that a POSIX shell splits into them again, whatever they hold.
pub fn shell_command(words: &[&str]) -> String {
    words.iter().map(|word| quote_word(word)).collect::<Vec<_>>().join(" ")
}

/// A word as a shell reads it back.
pub fn quote_word(word: &str) -> Cow<'_, str> {
    if is_plain(word) {
        return Cow::Borrowed(word);
    }
    // No word of a command line can hold NUL, so nothing that was ever typed is lost.
    let word = word.replace('\0', "");
    Cow::Owned(shlex::try_quote(&word).map(Cow::into_owned).unwrap_or_default())
}

/// Whether a word means itself to every shell, also where one completes it without a quote: letters of any script, digits
/// and a few marks.
pub fn is_plain(word: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | ':' | '/' | '@' | '%' | '+');
    !word.is_empty() && word.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_plain_word_stays_as_it_is_and_no_other_one_runs() {
        assert_eq!(shell_command(&["ticketctl", "group", "resume", "agents-1"]), "ticketctl group resume agents-1");
        assert_eq!(shell_command(&["group", "雪场代理群"]), "group 雪场代理群");
        assert_eq!(shell_command(&["group", "$(touch x) `id`"]), "group '$(touch x) `id`'");
        assert_eq!(shell_command(&["--ticket-type", "it's 3"]), "--ticket-type \"it's 3\"");
    }

    proptest! {
        #[test]
        fn a_shell_reads_the_words_again(words in proptest::collection::vec("[^\0]*", 1..5)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            prop_assert_eq!(shlex::split(&shell_command(&words)).unwrap(), words);
        }
    }
}
