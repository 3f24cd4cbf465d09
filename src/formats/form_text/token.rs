//! A line of a buyer's text, cut into labels, numbers, days and words.

use super::number_run::{FoundNumber, list_mark_length, split_groups, take_date, take_groups};
use super::words::{FILLERS, TextLabel, find_label, match_word};
use crate::domain::value::text::fold::is_han;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextToken {
    /// A word that says what comes; whether a colon or a verb follows it.
    Label(TextLabel, bool),
    Number(FoundNumber),
    /// A day with marks between its parts.
    Date(String),
    Words(String),
    /// What is told under a label whose value ends with the clause: a ticket type, a remark.
    Clause(String),
    /// A comma, a bracket, a wide gap.
    Break,
    /// The number of an item or of a visitor.
    Marker,
}

/// Words in front of the number of a visitor.
const VISITOR_MARKS: [&str; 11] =
    ["游客", "同行人", "出行人", "成人", "儿童", "大人", "小孩", "visitor", "person", "guest", "第"];
const COUNTS: &str = "一二三四五六七八九十";

/// Reads a folded line from front to back.
struct LineLexer {
    line: Vec<char>,
    at: usize,
    tokens: Vec<TextToken>,
}

/// Cuts a line, folded already, into its pieces. The text beside them is the line without what a label or a shape explains: a
/// number, an address, the birthday behind its word.
pub(super) fn cut_line(line: &str) -> (Vec<TextToken>, String) {
    let mut lexer = LineLexer { line: line.trim().chars().collect(), at: 0, tokens: Vec::new() };
    let (mut free, mut explained) = (lexer.line.clone(), false);
    while lexer.at < lexer.line.len() {
        let (begin, known) = (lexer.at, lexer.tokens.len());
        lexer.read_token();
        let Some(token) = lexer.tokens.get(known) else { continue };
        let is_remark =
            REMARKS.iter().any(|word| match_word(&word.chars().collect::<Vec<_>>(), &lexer.line[begin..]).is_some());
        let (hide, next) = match token {
            TextToken::Label(TextLabel::Other, _) if is_remark => (false, false),
            TextToken::Label(label, _) => (true, label.explains_value()),
            TextToken::Number(FoundNumber::Other(_)) | TextToken::Date(_) | TextToken::Words(_) => (explained, false),
            TextToken::Number(_) => (true, false),
            TextToken::Clause(_) | TextToken::Marker => (true, false),
            TextToken::Break => (false, explained),
        };
        explained = next;
        if hide && let Some(hidden) = free.get_mut(begin..lexer.at) {
            hidden.fill('\n');
        }
    }
    (lexer.tokens, free.into_iter().collect())
}

/// Labels of a remark: whatever stands in one counts.
const REMARKS: [&str; 4] = ["备注", "remark", "note", "留言"];

const fn is_break(letter: char) -> bool {
    matches!(
        letter,
        ',' | ';'
            | '|'
            | '。'
            | '、'
            | '('
            | ')'
            | '['
            | ']'
            | '\t'
            | '!'
            | '?'
            | '~'
            | '+'
            | '/'
            | ':'
            | '='
            | '"'
            | '&'
            | '*'
            | '_'
            | '-'
            | '<'
            | '>'
            | '#'
    )
}

impl LineLexer {
    fn rest(&self) -> &[char] {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, token: TextToken, length: usize) {
        self.at += length;
        self.tokens.push(token);
    }

    /// Whether a word that begins here would stand alone, and not inside another.
    fn is_at_edge(&self) -> bool {
        self.at.checked_sub(1).and_then(|before| self.line.get(before)).is_none_or(|c| !c.is_alphanumeric())
    }

    fn read_token(&mut self) {
        let spaces = self.rest().iter().take_while(|c| c.is_whitespace()).count();
        if spaces > 0 {
            self.at += spaces;
            return;
        }
        if let Some(length) = self.marker_length() {
            return self.push(TextToken::Marker, length);
        }
        if let Some((label, explicit, length)) = self.label_here() {
            self.push(TextToken::Label(label, explicit), length);
            if explicit && matches!(label, TextLabel::TicketType | TextLabel::Other) {
                self.read_clause();
            }
            return;
        }
        if let Some((date, length)) = take_date(self.rest()) {
            return self.push(TextToken::Date(date), length);
        }
        if self.is_number_here()
            && let Some((groups, length)) = take_groups(self.rest())
        {
            self.at += length;
            self.tokens.extend(split_groups(&groups).into_iter().map(TextToken::Number));
            return;
        }
        if self.rest().first().is_some_and(|c| is_break(*c)) {
            return self.push(TextToken::Break, 1);
        }
        self.read_words();
    }

    /// `2.`, `第一位`, `游客1:`, and a number that touches a name, as `①` does once it is folded.
    fn marker_length(&self) -> Option<usize> {
        let rest = self.rest();
        let first = self.tokens.is_empty();
        if let Some(length) = list_mark_length(rest).filter(|_| self.is_at_edge()) {
            return Some(length);
        }
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        let touched = rest.get(digits).copied().unwrap_or(' ');
        if first && (1..=2).contains(&digits) && is_han(touched) && !"月年日号张位人个大小点".contains(touched)
        {
            return Some(digits);
        }
        let marked = |word: &str| match_word(&word.chars().collect::<Vec<_>>(), rest);
        let word = VISITOR_MARKS.iter().find_map(|word| marked(word)).filter(|_| self.is_at_edge())?;
        let counted = rest.iter().skip(word).take_while(|c| c.is_ascii_digit() || COUNTS.contains(**c) || **c == ' ');
        let length = word + counted.count();
        let after = rest.get(length).copied().unwrap_or(':');
        let classifier = usize::from(matches!(after, '位' | '个' | '人'));
        let colon = usize::from(rest.get(length + classifier) == Some(&':'));
        let is_counted = length > word && rest.get(word..length).is_some_and(|count| count.iter().any(|c| *c != ' '));
        (is_counted && length - word <= 3 && (classifier + colon > 0 || !is_han(after) || first))
            .then_some(length + classifier + colon)
    }

    /// A label, where it is one: alone before its value, with a colon, or with a number behind it.
    fn label_here(&self) -> Option<(TextLabel, bool, usize)> {
        let (label, word) = find_label(self.rest())?;
        let (length, explicit) = self.skip_fillers(word);
        let next = self.line.get(self.at + length).copied();
        let gap = self.line.iter().skip(self.at + length).take_while(|c| c.is_whitespace()).count();
        let number_follows = label.wants_number() && self.line.get(self.at + length + gap..).is_some_and(starts_number);
        let inside_han = self.at.checked_sub(1).and_then(|at| self.line.get(at)).is_some_and(|c| c.is_alphabetic());
        let is_latin = self.rest().first().is_some_and(|c| c.is_ascii_alphabetic());
        let bare = match label {
            // `票` and `日期` without a colon are words of a sentence.
            TextLabel::TicketType | TextLabel::PlayDate | TextLabel::Other | TextLabel::CertificateType => false,
            TextLabel::UserType | TextLabel::Birthday | TextLabel::Gender => {
                !is_latin || next.is_some_and(|c| c == ' ')
            }
            TextLabel::Name => !is_latin || next == Some(' '),
            TextLabel::Phone | TextLabel::Certificate(_) => true,
        };
        let holds = explicit || number_follows || (bare && !inside_han);
        (holds && !(is_latin && inside_han)).then_some((label, explicit, length))
    }

    /// What stands between a label and its value, and whether it says that one comes.
    fn skip_fillers(&self, word: usize) -> (usize, bool) {
        let (mut length, mut explicit) = (word, false);
        loop {
            let rest = self.line.get(self.at + length..).unwrap_or_default();
            let gap = rest.iter().take_while(|c| c.is_whitespace()).count();
            let here = rest.get(gap..).unwrap_or_default();
            if here.first().is_some_and(|c| matches!(c, ':' | '=')) {
                return (length + gap + 1, true);
            }
            // `身份证(二代):`
            let filler = FILLERS.iter().find_map(|filler| match_word(&filler.chars().collect::<Vec<_>>(), here));
            match filler {
                Some(filler) => {
                    explicit = true;
                    length += gap + filler;
                }
                None => return (length, explicit),
            }
        }
    }

    /// Digits, or letters before them, that no word runs into.
    fn is_number_here(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.line.get(at));
        !before.is_some_and(char::is_ascii_alphanumeric) && starts_number(self.rest())
    }

    /// Everything up to a comma or the next label with a colon.
    fn read_clause(&mut self) {
        let begin = self.at;
        while let Some(letter) = self.line.get(self.at) {
            let ends = matches!(letter, ',' | ';' | '|' | '。' | '\t');
            if ends || (self.at > begin && self.label_here().is_some_and(|(_, explicit, _)| explicit)) {
                break;
            }
            self.at += 1;
        }
        let clause: String = self.line.get(begin..self.at).unwrap_or_default().iter().collect();
        let clause = clause.trim();
        if !clause.is_empty() {
            self.tokens.push(TextToken::Clause(clause.to_owned()));
        }
    }

    /// A word of Chinese, or Latin words with single blanks between them.
    fn read_words(&mut self) {
        let mut word = String::new();
        while let Some(letter) = self.line.get(self.at).copied() {
            let latin_so_far = word.chars().all(|c| !is_han(c));
            let next = self.line.get(self.at + 1).copied().unwrap_or(' ');
            let joins = latin_so_far && !word.is_empty() && next.is_alphabetic() && !is_han(next);
            if letter == ' ' && joins && !self.label_follows() {
                word.push(' ');
            } else if letter == '/' && joins {
                word.push('/');
            } else if letter == '-' && joins {
                word.push('-');
            } else if letter.is_whitespace() || is_break(letter) || (!word.is_empty() && self.label_here().is_some()) {
                break;
            } else if letter.is_ascii_digit() {
                let digits = self.rest().iter().take_while(|c| c.is_ascii_digit()).count();
                // They belong to the word: a name may end in some, and one without a label is none then.
                if digits > 4 || word.is_empty() || take_date(self.rest()).is_some() {
                    break;
                }
                word.extend(self.rest().iter().take(digits));
                self.at += digits - 1;
            } else {
                word.push(letter);
            }
            self.at += 1;
        }
        match word.is_empty() {
            true => self.at += 1,
            false => self.tokens.push(TextToken::Words(word)),
        }
    }

    /// Whether a label begins behind the blank that is next.
    fn label_follows(&self) -> bool {
        let ahead = Self { line: self.line.clone(), at: self.at + 1, tokens: Vec::new() };
        ahead.label_here().is_some() || starts_number(ahead.rest())
    }
}

/// Whether a number begins here: digits, or a plus or up to two letters in front of at least four.
fn starts_number(rest: &[char]) -> bool {
    let opened = usize::from(rest.first() == Some(&'('));
    take_groups(rest.get(opened..).unwrap_or_default()).is_some()
}
