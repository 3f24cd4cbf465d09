//! Facts into persons: who each of them is about, and what stays in doubt.

use super::fact::{FactValue, TextFact};
use super::reading::{DoubtKind, FormTextContext, FormTextReading, TextDoubt, TextDoubts, mask_candidate};
use super::words::CertificateWord;
use crate::domain::value::certificate::{CertificateType, parse_certificate};
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::{Gender, UserType, parse_name};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Day;
use crate::formats::form_fields::{infer_certificate_type, propose_certificate_type};
use crate::formats::partial_form::{PartialForm, PartialVisitor};
use crate::say;

/// What is said of one person. Several different values of a field are a doubt, and none of them is taken.
#[derive(Default)]
struct PersonBlock {
    names: Vec<String>,
    phones: Vec<String>,
    certificates: Vec<(String, Option<CertificateWord>)>,
    certificate_types: Vec<CertificateType>,
    user_types: Vec<UserType>,
    genders: Vec<Gender>,
    birthdays: Vec<String>,
    ticket_types: Vec<String>,
    play_dates: Vec<Day>,
    wrong: Vec<TextDoubt>,
    slips: Vec<(&'static str, Rejection)>,
    /// Where its last fact stood.
    line: usize,
}

fn add_new<T: PartialEq>(values: &mut Vec<T>, value: T) {
    if !values.contains(&value) {
        values.push(value);
    }
}

impl PersonBlock {
    /// Whether the fact is about somebody else: the block has another value, and is whole, or a mark stands between.
    fn ends_before(&self, fact: &TextFact) -> bool {
        let whole = !self.names.is_empty() && !self.certificates.is_empty();
        let begun = !self.names.is_empty() || !self.certificates.is_empty();
        match &fact.value {
            FactValue::Name(name) => {
                !self.names.is_empty() && !self.names.contains(name) && (whole || (fact.fresh && begun))
            }
            FactValue::Certificate(number, _) => {
                !self.certificates.is_empty()
                    && self.certificates.iter().all(|(known, _)| known != number)
                    // Two numbers in one line are two for one person.
                    && ((whole && fact.line != self.line) || (fact.fresh && begun))
            }
            FactValue::Phone(phone) => !self.phones.is_empty() && !self.phones.contains(phone) && fact.fresh && whole,
            FactValue::CertificateType(_)
            | FactValue::Gender(_)
            | FactValue::Birthday(_)
            | FactValue::UserType(_)
            | FactValue::TicketType(_)
            | FactValue::PlayDate(_)
            | FactValue::Wrong(..)
            | FactValue::Slip(..) => false,
        }
    }

    fn add_fact(&mut self, value: FactValue, place: usize) {
        match value {
            FactValue::Name(name) => add_new(&mut self.names, name),
            FactValue::Phone(phone) => add_new(&mut self.phones, phone),
            FactValue::Certificate(number, word) => {
                match self.certificates.iter_mut().find(|(known, _)| *known == number) {
                    Some((_, known)) => *known = known.or(word),
                    None => self.certificates.push((number, word)),
                }
            }
            FactValue::CertificateType(kind) => add_new(&mut self.certificate_types, kind),
            FactValue::UserType(origin) => add_new(&mut self.user_types, origin),
            FactValue::Gender(gender) => add_new(&mut self.genders, gender),
            FactValue::Birthday(day) => add_new(&mut self.birthdays, day),
            FactValue::TicketType(name) => add_new(&mut self.ticket_types, name),
            FactValue::PlayDate(day) => add_new(&mut self.play_dates, day),
            FactValue::Slip(field, refusal) => self.slips.push((field, refusal)),
            FactValue::Wrong(field, refusal) => {
                self.wrong.push(TextDoubt { field, place, kind: DoubtKind::Wrong(refusal) });
            }
        }
    }

    fn is_about_nobody(&self) -> bool {
        self.names.is_empty() && self.certificates.is_empty() && self.phones.is_empty() && self.wrong.is_empty()
    }
}

/// Puts the facts of a text together.
pub(super) fn assemble_form(facts: Vec<TextFact>, context: &FormTextContext<'_>) -> FormTextReading {
    let mut blocks = vec![PersonBlock::default()];
    for fact in facts {
        if blocks.last().is_some_and(|block| block.ends_before(&fact)) {
            blocks.push(PersonBlock::default());
        }
        let place = blocks.len();
        if let Some(block) = blocks.last_mut() {
            block.line = fact.line;
            block.add_fact(fact.value, place);
        }
    }
    if blocks.len() > 1 {
        blocks.retain(|block| !block.is_about_nobody());
    }
    share_order_facts(&mut blocks);
    let mut doubts = TextDoubts::default();
    let mut people = (1..).zip(blocks).map(|(place, block)| resolve_block(block, place, context, &mut doubts));
    let mut form = people.next().unwrap_or_default();
    form.visitors = people
        .map(|one| PartialVisitor {
            name: one.name,
            certificate_type: one.certificate_type,
            certificate_no: one.certificate_no,
        })
        .collect();
    FormTextReading { form, doubts }
}

/// The ticket and the day are the order's, and a phone that only one person has is the order's too, whoever's lines it stood in.
fn share_order_facts(blocks: &mut [PersonBlock]) {
    let Some((first, others)) = blocks.split_first_mut() else { return };
    for other in others.iter_mut() {
        for name in std::mem::take(&mut other.ticket_types) {
            add_new(&mut first.ticket_types, name);
        }
        for day in std::mem::take(&mut other.play_dates) {
            add_new(&mut first.play_dates, day);
        }
    }
    if first.phones.is_empty() {
        for phone in others.iter_mut().flat_map(|other| std::mem::take(&mut other.phones)) {
            add_new(&mut first.phones, phone);
        }
    }
}

fn spell_label(label: BilingualText) -> BilingualMessage {
    let BilingualText { zh, en } = label;
    say!("{zh}", "{en}")
}

/// The one value of a field.
fn single<T: Clone>(
    values: &[T],
    (field, place): (&'static str, usize),
    show: impl Fn(&T) -> BilingualMessage,
    doubts: &mut TextDoubts,
) -> Option<T> {
    match values {
        [] => None,
        [only] => Some(only.clone()),
        several => {
            doubts.add(TextDoubt { field, place, kind: DoubtKind::Several(several.iter().map(show).collect()) });
            None
        }
    }
}

fn resolve_block(
    block: PersonBlock,
    place: usize,
    context: &FormTextContext<'_>,
    doubts: &mut TextDoubts,
) -> PartialForm {
    let masked = |field| move |text: &String| mask_candidate(field, text);
    let name = single(&block.names, ("name", place), masked("name"), doubts);
    let name = name.and_then(|name| match parse_name(&name) {
        Ok(name) => Some(name),
        Err(refusal) => {
            doubts.add(TextDoubt { field: "name", place, kind: DoubtKind::Wrong(refusal) });
            None
        }
    });
    let (certificate_no, certificate_type, word) = resolve_certificate(&block, place, context, doubts);
    let origins = |origin: &UserType| spell_label(origin.label());
    let user_type = single(&block.user_types, ("userType", place), origins, doubts);
    let number = certificate_no.as_ref().and_then(Personal::reveal).unwrap_or_default();
    let user_type = user_type.or_else(|| word.and_then(|word| word.from.or_else(|| origin_of_residence(word, number))));
    let mut form = PartialForm { name, certificate_no, certificate_type, user_type, ..PartialForm::default() };
    if place == 1 {
        form.phone = single(&block.phones, ("phone", 1), masked("phone"), doubts).map(Personal::new);
        let gender = single(&block.genders, ("gender", 1), |gender| spell_label(gender.label()), doubts);
        form.gender = gender.map(|gender| Personal::new(gender.code()));
        form.birthday = single(&block.birthdays, ("birthday", 1), masked("birthday"), doubts).map(Personal::new);
        form.ticket_type = single(&block.ticket_types, ("ticketType", 1), |name| say!("{name}", "{name}"), doubts);
        form.play_date = single(&block.play_dates, ("playDate", 1), |day| say!("{day}", "{day}"), doubts);
    }
    // What the text contradicts is not for the number to settle.
    if !doubts.as_slice().iter().any(|doubt| doubt.field == "certificateType" && doubt.place == place) {
        form.infer_types();
    }
    for wrong in block.wrong {
        doubts.add(TextDoubt { place, ..wrong });
    }
    for (field, refusal) in block.slips {
        let known = match field {
            "phone" => place > 1 || form.phone.is_some(),
            _ => form.certificate_no.is_some(),
        };
        let told = doubts.as_slice().iter().any(|doubt| (doubt.field, doubt.place) == (field, place));
        if !known && !told {
            doubts.add(TextDoubt { field, place, kind: DoubtKind::Wrong(refusal) });
        }
    }
    form
}

/// The number, its kind, and the word that said it. What is only proposed by the shape is a doubt.
fn resolve_certificate(
    block: &PersonBlock,
    place: usize,
    context: &FormTextContext<'_>,
    doubts: &mut TextDoubts,
) -> (Option<Personal>, Option<CertificateType>, Option<CertificateWord>) {
    let shown = |(number, _): &(String, _)| mask_candidate("certificateNo", number);
    let Some((number, word)) = single(&block.certificates, ("certificateNo", place), shown, doubts) else {
        let kinds = |kind: &CertificateType| spell_label(kind.label());
        let kind = single(&block.certificate_types, ("certificateType", place), kinds, doubts);
        return (None, kind, None);
    };
    let shape = infer_certificate_type(&number);
    let mut kinds = block.certificate_types.clone();
    for kind in word.map(|word| word.kind).into_iter().chain(shape) {
        add_new(&mut kinds, kind);
    }
    let kind = single(&kinds, ("certificateType", place), |kind| spell_label(kind.label()), doubts);
    let checked = parse_certificate(kind.unwrap_or(CertificateType::Passport), &number, context.today);
    if let Err(refusal) = checked {
        doubts.add(TextDoubt { field: "certificateNo", place, kind: DoubtKind::Wrong(refusal) });
        return (None, kind, word);
    }
    if kinds.is_empty() {
        let kind = propose_certificate_type(&number);
        doubts.add(TextDoubt { field: "certificateType", place, kind: DoubtKind::Guessed(kind) });
    }
    (Some(Personal::new(number)), kind, word)
}

/// The issuing region of a residence permit: GB 11643 has 81 for Hong Kong, 82 for Macao and 83 for Taiwan.
fn origin_of_residence(word: CertificateWord, number: &str) -> Option<UserType> {
    match number.get(..2).filter(|_| word.residence)? {
        "81" | "82" => Some(UserType::HkMacao),
        "83" => Some(UserType::Taiwan),
        _ => None,
    }
}
