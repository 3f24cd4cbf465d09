//! A sheet of forms: a row for each order, or for each of its visitors; everything that is wrong with one at once.

use super::cell;
use super::errors::FormatError;
use super::field;
use super::field::MAX_NAME;
use super::form::{FormInput, VisitorInput};
use super::form_fields::{
    BIRTHDAY, CERTIFICATE_NO, CERTIFICATE_TYPE, FORM_COLUMNS, GENDER, NAME, ORDER, PHONE, PLAY_DATE, TICKET_TYPE,
    USER_TYPE, form_field_label, infer_certificate_type, infer_user_type, read_certificate_type, read_user_type,
    spell_birthday,
};
use super::problem::show_value;
use super::sheet::{IMPORT_LIMITS, SheetColumn, SheetReader, SheetRow};
use super::source::InputSource;
use crate::domain::value::message::BilingualText;
use crate::domain::value::person::Personal;
use crate::domain::value::person_details;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Day;
use crate::error::{Error, Result, RowProblem};

/// Rows of a sheet as forms.
pub struct FormSheet {
    sheet: SheetReader,
    /// Bounds birthdays.
    today: Day,
    rows: u64,
}

/// One row.
pub struct FormRow {
    pub line: u64,
    /// The order's number as it is written.
    pub order: Option<String>,
    /// As a form.
    pub reading: std::result::Result<FormInput, Vec<RowProblem>>,
    /// As somebody who comes along: whoever has a name and a certificate, whatever else the row lacks.
    pub visitor: Option<VisitorInput>,
    /// As they came, to be written back where the row is refused.
    pub cells: Vec<String>,
}

/// A row as a form, and as a visitor.
type RowReading = (std::result::Result<FormInput, Vec<RowProblem>>, Option<VisitorInput>);

impl FormRow {
    /// What is wrong with a row that is the `at`th of its order: the first one is the form, the others come along.
    pub fn problems_at(&self, at: usize) -> Vec<RowProblem> {
        let Err(wrong) = &self.reading else { return Vec::new() };
        if at == 0 {
            return wrong.clone();
        }
        // Whoever comes along needs no phone of their own.
        let of_visitor = |problem: &&RowProblem| {
            let field = problem.error.details.get("field").and_then(serde_json::Value::as_str);
            field.is_none_or(|field| [NAME, CERTIFICATE_TYPE, CERTIFICATE_NO].iter().any(|column| column.name == field))
        };
        wrong.iter().filter(of_visitor).cloned().collect()
    }
}

impl FormSheet {
    /// Finds the headings; `sheet` names the one of a workbook that is meant.
    pub fn open(source: InputSource<'_>, sheet: Option<&str>, today: Day) -> Result<Self> {
        Ok(Self { sheet: SheetReader::open(source, &FORM_COLUMNS, sheet, IMPORT_LIMITS)?, today, rows: 0 })
    }

    pub fn headings(&self) -> &[String] {
        self.sheet.headings()
    }

    pub fn next_row(&mut self) -> Result<Option<FormRow>> {
        let Some(row) = self.sheet.next().transpose()? else {
            return if self.rows == 0 { Err(FormatError::SheetEmpty.into()) } else { Ok(None) };
        };
        self.rows += 1;
        let order = self.cell(&row, ORDER).map(str::to_owned);
        let (reading, visitor) = match self.sheet.check_width(&row) {
            Ok(()) => self.read_form(&row, order.as_deref()),
            Err(error) => (Err(vec![RowProblem::of_row(row.number, order.clone(), error)]), None),
        };
        Ok(Some(FormRow { line: row.number, order, reading, visitor, cells: row.cells().to_vec() }))
    }

    fn cell<'r>(&self, row: &'r SheetRow, column: SheetColumn) -> Option<&'r str> {
        row.cell_text(self.sheet.find_column(column)?)
    }

    fn read_form(&self, row: &SheetRow, order: Option<&str>) -> RowReading {
        let mut reader = RowReader { sheet: self, row, order, wrong: Vec::new() };
        let today = self.today;
        if order.is_none() {
            reader.refuse(ORDER, cell::missing_cell(ORDER.name));
        }
        let name = reader.need(NAME, |text| person_details::parse_name(text).map(drop));
        let phone = reader.need(PHONE, |text| person_details::parse_phone(text).map(drop));
        let number = self.cell(row, CERTIFICATE_NO).unwrap_or_default();
        let said = reader.find(CERTIFICATE_TYPE, read_certificate_type);
        let kind = said.map(|said| said.or_else(|| infer_certificate_type(number)));
        let certificate_type = kind.and_then(|kind| reader.require(CERTIFICATE_TYPE, kind));
        let certificate_no = reader.need(CERTIFICATE_NO, |text| match certificate_type {
            Some(kind) => person_details::parse_certificate(kind, text, today).map(drop),
            None => Ok(()),
        });
        let said = reader.find(USER_TYPE, read_user_type);
        let from = said.map(|said| said.or_else(|| infer_user_type(certificate_type?, number)));
        // Without the kind of the certificate nothing is known, and that is told already.
        let user_type = match (from, certificate_type) {
            (Some(None), None) => None,
            (Some(from), _) => reader.require(USER_TYPE, from),
            (None, _) => None,
        };
        let gender = reader.find(GENDER, |text| person_details::parse_gender(text).map(|_| text.to_owned()));
        let birthday = reader.find(BIRTHDAY, |text| {
            let spelled = spell_birthday(text);
            person_details::parse_birthday(&spelled, today).map(|_| spelled)
        });
        let ticket_type =
            reader.read(TICKET_TYPE, |name, text| field::check_text(name, text, MAX_NAME).map(|()| text.to_owned()));
        let play_date = reader.read(PLAY_DATE, cell::read_day_cell);
        let wrong = reader.wrong;
        let visitor = match (&name, certificate_type, &certificate_no) {
            (Some(name), Some(certificate_type), Some(no)) => {
                Some(VisitorInput { name: name.clone(), certificate_type, certificate_no: no.clone() })
            }
            _ => None,
        };
        let whole = (name, phone, certificate_no, certificate_type, user_type);
        let (Some(name), Some(phone), Some(certificate_no), Some(certificate_type), Some(user_type)) = whole else {
            return (Err(wrong), visitor);
        };
        if !wrong.is_empty() {
            return (Err(wrong), visitor);
        }
        let form = FormInput {
            name,
            phone,
            gender: gender.flatten().map(Personal::new),
            birthday: birthday.flatten().map(Personal::new),
            user_type,
            certificate_type,
            certificate_no,
            ticket_type: ticket_type.flatten(),
            play_date: play_date.flatten(),
            // A row is one person.
            visitors: Vec::new(),
        };
        (Ok(form), visitor)
    }

    /// What is wrong with a row, at the place in it that the error names.
    pub fn locate_in_row(&self, row: &FormRow, error: Box<Error>) -> RowProblem {
        self.locate_problem((row.line, row.order.as_deref()), &row.cells, error)
    }

    /// What is wrong with a value, at its place.
    fn locate_problem(&self, (line, order): (u64, Option<&str>), cells: &[String], error: Box<Error>) -> RowProblem {
        let named = error.details.get("field").and_then(serde_json::Value::as_str).unwrap_or_default();
        let column = FORM_COLUMNS.iter().find(|column| column.name == named);
        let place = column.and_then(|column| Some((column, self.sheet.find_column(*column)?)));
        let Some((column, place)) = place else { return RowProblem::of_row(line, order.map(str::to_owned), error) };
        let heading = self.sheet.headings().get(place).map(|heading| field::shorten_key(heading));
        let value = cells.get(place).filter(|value| !value.is_empty()).map(|value| show_value(column.name, value));
        RowProblem { row: line, order_no: order.map(str::to_owned), column: heading, value, error }
    }
}

/// Reads the cells of a row and puts aside what is wrong, so that one error does not hide the next.
struct RowReader<'r> {
    sheet: &'r FormSheet,
    row: &'r SheetRow,
    order: Option<&'r str>,
    wrong: Vec<RowProblem>,
}

impl RowReader<'_> {
    fn refuse(&mut self, column: SheetColumn, error: Box<Error>) {
        let error = error.detail("field", column.name);
        let place = (self.row.number, self.order);
        self.wrong.push(self.sheet.locate_problem(place, self.row.cells(), error));
    }

    /// A value that may be missing; `None` where it is wrong.
    fn read<T>(&mut self, column: SheetColumn, read: impl Fn(&str, &str) -> Result<T>) -> Option<Option<T>> {
        let Some(text) = self.sheet.cell(self.row, column) else { return Some(None) };
        match read(column.name, text) {
            Ok(value) => Some(Some(value)),
            Err(error) => {
                self.refuse(column, error);
                None
            }
        }
    }

    /// The same by the rules of the domain.
    fn find<T>(&mut self, column: SheetColumn, read: impl Fn(&str) -> Result<T, Rejection>) -> Option<Option<T>> {
        self.read(column, |_, text| read(text).map_err(Box::<Error>::from))
    }

    /// A person's value that has to be there.
    fn need(&mut self, column: SheetColumn, check: impl Fn(&str) -> Result<(), Rejection>) -> Option<Personal> {
        let checked = self.find(column, |text| check(text).map(|()| Personal::new(text)))?;
        self.require(column, checked)
    }

    fn require<T>(&mut self, column: SheetColumn, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let error = match self.sheet.sheet.find_column(column) {
                Some(_) => cell::missing_cell(column.name),
                None => {
                    let BilingualText { zh, en } = form_field_label(column.name);
                    FormatError::ColumnAbsent { zh: &zh, en: &en }.into_error()
                }
            };
            self.refuse(column, error);
        }
        value
    }
}
