//! What the pieces of a text say, each told by its label or by its shape.

use super::number_run::FoundNumber;
use super::order_check::LineWords;
use super::reading::FormTextContext;
use super::token::{TextToken, cut_line};
use super::words::{CertificateWord, TextLabel, is_name_like, read_gender_word, read_origin};
use crate::domain::value::certificate::{CertificateType, parse_certificate};
use crate::domain::value::person_details::{
    Gender, UserType, explain_near_card, explain_near_phone, parse_birthday, parse_gender, parse_phone,
};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::spelling::time::read_coming_day;
use crate::domain::value::text::fold::{compact_text, fold_text, is_han};
use crate::domain::value::time::Day;
use crate::formats::form_fields::{read_certificate_type, read_user_type, spell_birthday};

/// One thing that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextFact {
    pub value: FactValue,
    /// Whether a label says what it is; otherwise its shape does.
    pub labelled: bool,
    /// Whether the number of an item or an empty line stands before it: perhaps another person begins.
    pub fresh: bool,
    pub line: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FactValue {
    Name(String),
    Phone(String),
    Certificate(String, Option<CertificateWord>),
    CertificateType(CertificateType),
    UserType(UserType),
    Gender(Gender),
    Birthday(String),
    TicketType(String),
    PlayDate(Day),
    /// A label's value that is none: which field, and why not.
    Wrong(&'static str, Rejection),
    /// A number without a label that is nearly one of this field. It is told only where the field has no other.
    Slip(&'static str, Rejection),
}

/// Fewer characters than this under the label of a number are no try at one: `身份证（18 位）`.
const MIN_NUMBER: usize = 5;

/// The facts, and the words of each line.
pub(super) fn read_facts(text: &str, context: &FormTextContext<'_>) -> (Vec<TextFact>, Vec<LineWords>) {
    let mut reader = FactReader { context, facts: Vec::new(), pending: None, fresh: true, line: 0 };
    let (mut alone, mut lines) = (Vec::new(), Vec::new());
    for (place, line) in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']).enumerate() {
        let folded = fold_text(line);
        let (tokens, free) = cut_line(&folded);
        lines.push(LineWords::new(&folded, &free));
        if tokens.iter().filter(|token| !matches!(token, TextToken::Break | TextToken::Marker)).count() == 1 {
            alone.push(place);
        }
        reader.line = place;
        reader.read_line(&folded, &tokens);
    }
    (drop_stray_names(reader.facts, &alone), lines)
}

/// Where a label tells the name, another word is one only where it stands as one: alone in its line, or with a number.
fn drop_stray_names(facts: Vec<TextFact>, alone: &[usize]) -> Vec<TextFact> {
    let is_name = |fact: &TextFact| matches!(fact.value, FactValue::Name(_));
    if !facts.iter().any(|fact| fact.labelled && is_name(fact)) {
        return facts;
    }
    let is_number = |fact: &&TextFact| matches!(fact.value, FactValue::Certificate(..) | FactValue::Phone(_));
    let numbered: Vec<usize> = facts.iter().filter(is_number).map(|fact| fact.line).collect();
    let stands = |fact: &TextFact| {
        fact.labelled || !is_name(fact) || alone.contains(&fact.line) || numbered.contains(&fact.line)
    };
    facts.into_iter().filter(stands).collect()
}

struct FactReader<'a> {
    context: &'a FormTextContext<'a>,
    facts: Vec<TextFact>,
    /// The label whose value is awaited, and whether it had a colon.
    pending: Option<(TextLabel, bool)>,
    fresh: bool,
    line: usize,
}

impl FactReader<'_> {
    fn read_line(&mut self, line: &str, tokens: &[TextToken]) {
        if tokens.is_empty() {
            self.fresh = true;
            return;
        }
        let mut skip = false;
        for (at, token) in tokens.iter().enumerate() {
            if std::mem::take(&mut skip) {
                continue;
            }
            let next = tokens.get(at + 1);
            skip = self.read_token(token, next);
        }
        self.read_ticket_type(line, tokens);
        self.close_certificate();
        // A label at the end of a line may have its value on the next one.
        if !matches!(tokens.last(), Some(TextToken::Label(..))) {
            self.pending = None;
        }
    }

    /// Whether it took the next piece too.
    fn read_token(&mut self, token: &TextToken, next: Option<&TextToken>) -> bool {
        match token {
            TextToken::Marker => {
                self.close_certificate();
                self.pending = None;
                self.fresh = true;
            }
            TextToken::Break => {}
            TextToken::Label(label, explicit) => self.read_label(*label, *explicit),
            TextToken::Clause(text) => {
                if let Some((TextLabel::TicketType, _)) = self.pending.take() {
                    self.add(FactValue::TicketType(self.known_ticket_type(text)), true);
                }
            }
            TextToken::Number(number) => self.read_number(number),
            TextToken::Date(text) => self.read_date(text),
            TextToken::Words(word) => return self.read_words(word, next),
        }
        false
    }

    fn add(&mut self, value: FactValue, labelled: bool) {
        let fresh = std::mem::take(&mut self.fresh);
        self.facts.push(TextFact { value, labelled, fresh, line: self.line });
    }

    fn read_label(&mut self, label: TextLabel, explicit: bool) {
        if let (Some((TextLabel::CertificateType, _)), TextLabel::Certificate(Some(word))) = (self.pending, label) {
            self.add(FactValue::CertificateType(word.kind), true);
        } else {
            self.close_certificate();
        }
        self.pending = Some((label, explicit));
    }

    /// `E12345678（护照）`: a word behind a number says what it was.
    fn close_certificate(&mut self) {
        let Some((TextLabel::Certificate(Some(word)), false)) = self.pending else { return };
        if let Some(TextFact { value: FactValue::Certificate(_, kind @ None), line, .. }) = self.facts.last_mut()
            && *line == self.line
        {
            *kind = Some(word);
            self.pending = None;
        }
    }

    fn read_number(&mut self, number: &FoundNumber) {
        let long = number.as_text().chars().filter(char::is_ascii_alphanumeric).count() >= MIN_NUMBER;
        match (self.pending.map(|(label, _)| label), number) {
            (Some(TextLabel::Other), _) => self.pending = None,
            (Some(TextLabel::Birthday), FoundNumber::Other(text)) => self.add_birthday(text),
            (Some(TextLabel::PlayDate), FoundNumber::Other(text)) => {
                if let Ok(day) = read_coming_day(text, self.context.today) {
                    self.pending = None;
                    self.add(FactValue::PlayDate(day), true);
                }
            }
            // A number of one shape is not the other, whatever label it came under.
            (pending, FoundNumber::Phone(phone)) => {
                let labelled = pending == Some(TextLabel::Phone);
                if labelled {
                    self.pending = None;
                }
                self.add(FactValue::Phone(phone.clone()), labelled);
            }
            (Some(TextLabel::Phone), FoundNumber::Other(text) | FoundNumber::Lettered(text)) if long => {
                self.pending = None;
                if let Err(refused) = parse_phone(text) {
                    self.add(FactValue::Wrong("phone", refused), true);
                }
            }
            (Some(TextLabel::Certificate(word)), number) if long => {
                self.pending = None;
                self.add_certificate(number.as_text(), word);
            }
            (_, FoundNumber::IdCard(text) | FoundNumber::Lettered(text)) => {
                self.add(FactValue::Certificate(text.clone(), None), false);
            }
            (_, FoundNumber::Other(text)) => self.read_slip(text),
        }
    }

    /// A bare number with a digit too few or too many.
    fn read_slip(&mut self, text: &str) {
        if let Some(refused) = explain_near_card(text) {
            self.add(FactValue::Slip("certificateNo", refused), false);
        } else if let Some(refused) = explain_near_phone(text) {
            self.add(FactValue::Slip("phone", refused), false);
        }
    }

    /// A number under a label, by the rules of the kind that it names.
    fn add_certificate(&mut self, text: &str, word: Option<CertificateWord>) {
        let kind = word.map_or(CertificateType::Passport, |word| word.kind);
        match parse_certificate(kind, text, self.context.today) {
            Ok(certificate) => {
                let number = certificate.number.reveal().unwrap_or_default().to_owned();
                self.add(FactValue::Certificate(number, word), true);
            }
            Err(refused) => self.add(FactValue::Wrong("certificateNo", refused), true),
        }
    }

    fn add_birthday(&mut self, text: &str) {
        self.pending = None;
        let spelled = spell_birthday(text);
        match parse_birthday(&spelled, self.context.today) {
            Ok(day) => self.add(FactValue::Birthday(day.to_string()), true),
            Err(refused) => self.add(FactValue::Wrong("birthday", refused), true),
        }
    }

    fn read_date(&mut self, text: &str) {
        let today = self.context.today;
        match self.pending.map(|(label, _)| label) {
            Some(TextLabel::Birthday) => self.add_birthday(text),
            Some(TextLabel::Other) => self.pending = None,
            Some(TextLabel::PlayDate) => {
                self.pending = None;
                if let Ok(day) = read_coming_day(text, today) {
                    self.add(FactValue::PlayDate(day), true);
                }
            }
            // A day of a year that is gone is when somebody was born, and one that comes is when he comes.
            _ => match parse_birthday(&spell_birthday(text), today) {
                Ok(day) if day.year() < today.year() => self.add(FactValue::Birthday(day.to_string()), false),
                _ => {
                    let coming = read_coming_day(text, today).ok().filter(|day| *day >= today);
                    if let Some(day) = coming.filter(|_| self.context.play_date) {
                        self.add(FactValue::PlayDate(day), false);
                    }
                }
            },
        }
    }

    fn read_words(&mut self, word: &str, next: Option<&TextToken>) -> bool {
        match self.pending {
            Some((TextLabel::Name, _)) => {
                self.pending = None;
                let (name, joined) = join_spread_name(word, next);
                self.add(FactValue::Name(name), true);
                return joined;
            }
            Some((TextLabel::Other, _)) => self.pending = None,
            Some((label @ (TextLabel::Gender | TextLabel::UserType | TextLabel::CertificateType), explicit)) => {
                self.pending = None;
                self.add_choice(label, explicit, word);
            }
            Some((TextLabel::PlayDate, _)) => {
                self.pending = None;
                if let Ok(day) = read_coming_day(word, self.context.today) {
                    self.add(FactValue::PlayDate(day), true);
                }
            }
            _ => return self.read_bare_word(word, next),
        }
        false
    }

    /// One of a few values, under its label.
    fn add_choice(&mut self, label: TextLabel, explicit: bool, word: &str) {
        let read = match label {
            TextLabel::Gender => read_gender_word(word)
                .map_or_else(|| parse_gender(word), Ok)
                .map_or_else(|refused| FactValue::Wrong("gender", refused), FactValue::Gender),
            TextLabel::UserType => read_origin(word)
                .map_or_else(|| read_user_type(word), Ok)
                .map_or_else(|refused| FactValue::Wrong("userType", refused), FactValue::UserType),
            _ => read_certificate_type(word)
                .map_or_else(|refused| FactValue::Wrong("certificateType", refused), FactValue::CertificateType),
        };
        if explicit || !matches!(read, FactValue::Wrong(..)) {
            self.add(read, true);
        }
    }

    fn read_bare_word(&mut self, word: &str, next: Option<&TextToken>) -> bool {
        if let Some(gender) = read_gender_word(word) {
            self.add(FactValue::Gender(gender), false);
            return false;
        }
        // Who introduces himself may come from anywhere: a name that is one by itself counts, and nothing else.
        let word = word.rsplit_once("我是").map_or(word, |(_, introduced)| introduced);
        let (name, joined) = join_spread_name(word, next);
        let is_name = is_name_like(&name);
        if is_name {
            self.add(FactValue::Name(name), false);
        }
        is_name && joined
    }

    /// Ticket types that a line names without a label, where the order has none: a longer one counts before its part.
    fn read_ticket_type(&mut self, line: &str, tokens: &[TextToken]) {
        if tokens.iter().any(|token| matches!(token, TextToken::Clause(_))) {
            return;
        }
        for found in self.ticket_types_in(line) {
            self.add(FactValue::TicketType(found), false);
        }
    }

    fn ticket_types_in(&self, text: &str) -> Vec<String> {
        let line = compact_text(text);
        let named = self.context.ticket_types.iter().map(|name| (name, compact_text(name)));
        let hits: Vec<(&String, String)> = named.filter(|(_, compact)| line.contains(compact.as_str())).collect();
        let whole =
            |compact: &str| !hits.iter().any(|(_, other)| other.len() > compact.len() && other.contains(compact));
        hits.iter().filter(|(_, compact)| whole(compact)).map(|(name, _)| (*name).clone()).collect()
    }

    /// What a label tells, in the words of the price table where they are in it.
    fn known_ticket_type(&self, text: &str) -> String {
        let mut known = self.ticket_types_in(text);
        if known.len() == 1 { known.swap_remove(0) } else { text.to_owned() }
    }
}

/// `王 伟`: a name that was spread to fill its column; whether the next word belongs to it.
fn join_spread_name(word: &str, next: Option<&TextToken>) -> (String, bool) {
    let is_short = |text: &str, most: usize| text.chars().count() <= most && text.chars().all(is_han);
    match next {
        Some(TextToken::Words(rest)) if is_short(word, 1) && is_short(rest, 2) && read_gender_word(rest).is_none() => {
            (format!("{word}{rest}"), true)
        }
        _ => (word.to_owned(), false),
    }
}
