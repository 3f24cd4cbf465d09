//! A form before it is submitted: as a file or a text gives it, as it was left half filled in, and the one that is corrected.

use std::io::{BufRead as _, Read as _};

use serde_json::{Map, Value};

use super::form::FormRequirements;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::load::load_resale;
use crate::domain::order::number::OrderNo;
use crate::domain::value::byte_size::ByteSize;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;
use crate::formats::form::parse_form;
use crate::formats::form_fields::rename_keys;
use crate::formats::json::{DOCUMENT_LIMITS, read_json};
use crate::formats::object::JsonObject;
use crate::formats::sheet::encoding::{decode_text, first_foreign_byte};
use crate::formats::source::InputSource;
use crate::store::TxEnding;

pub use crate::formats::form::{FormInput, VisitorInput};
pub use crate::formats::form_fields::{form_field_label, infer_user_type, propose_certificate_type, spell_birthday};
pub use crate::formats::form_text::{FormTextContext, FormTextReading, OrderedFacts, TextDoubts, read_form_text};
pub use crate::formats::partial_form::{PartialForm, PartialVisitor};

/// The longest text of a form, in bytes: a chat has a few hundred.
pub const FORM_TEXT_LIMIT: usize = 64 * 1024;

/// What a file of one form holds.
#[derive(Debug)]
pub enum GivenForm {
    Object(Map<String, Value>),
    /// What a buyer wrote.
    Text(String),
}

/// Reads a form from a file with one JSON object, or with a text.
pub fn read_form_file(file: CommandInput<'_>) -> Result<GivenForm> {
    read_given(file.open()?)
}

/// Reads a form from what is piped in; nothing where nobody pipes anything.
pub fn read_piped_form(pipe: CommandInput<'_>) -> Result<Option<GivenForm>> {
    let path = pipe.path();
    let mut source = pipe.open()?;
    let empty = source.fill_buf().map_err(|error| Error::io(path, &error))?.is_empty();
    if empty { Ok(None) } else { read_given(source).map(Some) }
}

fn read_given(mut source: InputSource<'_>) -> Result<GivenForm> {
    let path = source.path().to_owned();
    let begun = source.fill_buf().map_err(|error| Error::io(&path, &error))?;
    if begun.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'{' | b'[')) {
        let document = read_json(&mut source, DOCUMENT_LIMITS)?;
        return Ok(GivenForm::Object(JsonObject::from_value(&document)?.as_map().clone()));
    }
    let mut bytes = Vec::new();
    let read = source.take(FORM_TEXT_LIMIT as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(&path, &error))?;
    if bytes.len() > FORM_TEXT_LIMIT {
        return Err(FormatError::FormTextTooLong { limit: &ByteSize(FORM_TEXT_LIMIT as u64) }.into());
    }
    let (line, column) = first_foreign_byte(&bytes);
    let text = decode_text(bytes);
    text.map(GivenForm::Text).ok_or_else(|| FormatError::FormTextEncoding { line: &line, column: &column }.into_error())
}

impl GivenForm {
    /// What it says and what it leaves in doubt; an object leaves nothing in doubt.
    pub fn read_answers(&self, wanted: &FormRequirements) -> Result<FormTextReading> {
        match self {
            Self::Object(form) => {
                Ok(FormTextReading { form: PartialForm::parse(form)?, doubts: TextDoubts::default() })
            }
            Self::Text(text) => read_text_answers(text, wanted),
        }
    }

    /// Whether it says who comes along, be it nobody.
    fn names_visitors(&self) -> Result<bool> {
        match self {
            Self::Object(form) => Ok(rename_keys(form)?.get("visitors").is_some_and(Value::is_array)),
            Self::Text(_) => Ok(false),
        }
    }

    /// As a form to be submitted, with nothing guessed and nothing missing.
    pub fn into_form(self, wanted: impl FnOnce() -> Result<FormRequirements>) -> Result<FormInput> {
        match self {
            Self::Object(form) => parse_form(&form),
            Self::Text(text) => {
                let wanted = wanted()?;
                let FormTextReading { form, doubts } = read_text_answers(&text, &wanted)?;
                doubts.require_none()?;
                form.into_form()
            }
        }
    }
}

/// Reads a buyer's text for an order.
pub fn read_text_answers(text: &str, wanted: &FormRequirements) -> Result<FormTextReading> {
    let ticket_types = if wanted.ticket_type { wanted.ticket_types.as_slice() } else { &[] };
    let ticket = &wanted.ticket;
    let numbers: Vec<&str> = ticket.numbers.iter().map(String::as_str).collect();
    let ordered = OrderedFacts {
        ticket_type: ticket.ticket_type.as_deref(),
        product: &ticket.product_name,
        play_date: ticket.play_date,
        quantity: Some(wanted.quantity),
        numbers: &numbers,
        priced: &wanted.ticket_types,
    };
    let context = FormTextContext { today: wanted.today, ticket_types, play_date: wanted.play_date, ordered };
    let mut reading = read_form_text(text, &context);
    if reading.form.is_empty() && reading.doubts.as_slice().is_empty() {
        return Err(FormatError::FormTextEmpty.into());
    }
    reading.form.take_from_card(wanted.today);
    Ok(reading)
}

/// A correction that may name only some of the fields.
#[derive(Debug)]
pub struct FormCorrection {
    /// With what was there for all that it does not name.
    pub form: PartialForm,
    /// The keys of what was kept.
    pub kept: Vec<&'static str>,
}

impl App {
    /// Reads a correction over the form that the order has.
    pub fn read_correction(&mut self, order_no: &OrderNo, given: &GivenForm) -> Result<FormCorrection> {
        let (order, priced) = self.store.read(|tx| Ok((load_resale(tx, order_no)?.order, tx.list_ticket_types()?)))?;
        let wanted = FormRequirements { ticket_types: priced, ..self.describe_correction(&order) };
        let FormTextReading { mut form, doubts } = given.read_answers(&wanted)?;
        doubts.require_none()?;
        let recorded = wanted.recorded.unwrap_or_default();
        let alone = form.visitors.is_empty() && given.names_visitors()?;
        let mut kept = form.fill_from(&recorded);
        if alone {
            form.visitors.clear();
            kept.retain(|field| *field != "visitors");
        }
        if recorded.gender.is_some() || recorded.birthday.is_some() {
            form.take_from_card(wanted.today);
        }
        Ok(FormCorrection { form, kept })
    }

    /// The answers that somebody left behind; none where nothing was answered, or where they cannot be opened any more.
    pub fn find_form_draft(&mut self, order_no: &OrderNo) -> Result<Option<PartialForm>> {
        let kept = self.store.read(|tx| {
            let person = load_resale(tx, order_no)?.person;
            // It can be typed again: a draft that is damaged is none.
            Ok(tx.find_form_draft(&person).unwrap_or_default())
        })?;
        let object = kept.and_then(|kept| serde_json::from_slice::<Map<String, Value>>(&kept).ok());
        let draft = object.and_then(|object| PartialForm::parse(&object).ok());
        Ok(draft.filter(|draft| !draft.is_empty()))
    }

    /// Keeps the answers so far, sealed. A dry run keeps nothing.
    pub fn keep_form_draft(&mut self, order_no: &OrderNo, answers: &PartialForm) -> Result<()> {
        if self.caller.dry_run {
            return Ok(());
        }
        let now = self.clock.received_at();
        let clear = zeroize::Zeroizing::new(answers.to_json().to_string());
        self.store.write(TxEnding::Commit, |tx| {
            let person = load_resale(tx, order_no)?.person;
            if answers.is_empty() {
                tx.discard_form_draft(&person.id)
            } else {
                tx.keep_form_draft(&person, &clear, now)
            }
        })
    }
}
