//! A sheet of many forms: every row is judged before anything is recorded, then each form is submitted on its own.

use std::collections::HashMap;
use std::path::Path;

use super::errors::ResaleError;
use super::form::{FormInput, check_form};
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::find_order::find_order;
use crate::app::write::load::load_resale;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::payload::FormSubmitted;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::text::fold::is_same_spelling;
use crate::error::{Error, Exit, Result, RowProblem};
use crate::formats::cell::find_order_no_damage;
use crate::formats::form_sheet::{FormRow, FormSheet};
use crate::formats::orders::RawEntry;
use crate::formats::orders::rejects::{RejectFormat, RejectedEntries, explain_problems};
use crate::formats::problem::ProblemList;
use crate::fs::output_file::require_free_name;

pub use super::paid_import::{ImportMode, RowPlace};

coded! {
    /// What became of a row.
    FormVerdict {
        Submitted = "submitted", "已提交", "submitted";
        /// The order has this very form.
        Exists = "exists", "已有", "exists";
        Refused = "refused", "拒绝", "refused";
    }
}

/// What became of a row, and why.
#[derive(Clone, Debug)]
pub struct FormRowVerdict {
    pub line: u64,
    /// As the sheet has it.
    pub named: Option<String>,
    pub order_no: Option<OrderNo>,
    pub verdict: FormVerdict,
    /// Why it was refused: a code and a sentence.
    pub reason: Option<(&'static str, BilingualMessage)>,
    /// What is odd about a form that was taken.
    pub warnings: Vec<BilingualMessage>,
    pub place: Option<RowPlace>,
}

/// How a sheet of forms is imported.
#[derive(Clone, Copy, Debug)]
pub struct FormImportOptions<'a> {
    pub mode: ImportMode,
    /// The sheet of a workbook, where several have forms.
    pub sheet: Option<&'a str>,
    /// Where refused rows are written back to.
    pub rejects: Option<&'a Path>,
    pub lang: Lang,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormImportSummary {
    pub submitted: u64,
    pub exists: u64,
    pub refused: u64,
}

impl FormImportSummary {
    const fn count_verdict(&mut self, verdict: FormVerdict) {
        match verdict {
            FormVerdict::Submitted => self.submitted += 1,
            FormVerdict::Exists => self.exists += 1,
            FormVerdict::Refused => self.refused += 1,
        }
    }

    /// Refused ones among others are part of a batch, refused ones alone bad input.
    pub const fn exit_code(&self) -> Exit {
        match (self.refused, self.submitted + self.exists) {
            (0, _) => Exit::Ok,
            (_, 0) => Exit::Usage,
            _ => Exit::Partial,
        }
    }
}

/// A row that was judged.
enum JudgedRow {
    /// To be submitted.
    Ready(OrderNo, Box<FormInput>),
    /// The order has it.
    Exists(OrderNo),
    /// It names somebody who comes along: its order's first row says what became of it.
    Along(OrderNo),
    Refused(Vec<RowProblem>),
}

/// A row with what it said of itself.
struct PendingRow {
    line: u64,
    named: Option<String>,
    /// As they came, to be written back where the row is refused.
    cells: Vec<String>,
    judged: JudgedRow,
}

/// The rows of one order; never empty.
struct RowGroup {
    /// Why there is none, where there is none.
    order: Result<OrderNo>,
    /// How many the order has: as many rows belong to it.
    tickets: usize,
    rows: Vec<FormRow>,
}

/// The form of an order whose rows are all good, with everybody who comes along.
fn join_visitors(rows: &[FormRow]) -> Option<FormInput> {
    let (first, others) = rows.split_first()?;
    let form = first.reading.as_ref().ok()?.clone();
    Some(FormInput { visitors: others.iter().filter_map(|row| row.visitor.clone()).collect(), ..form })
}

/// Why no order is found: a spreadsheet that spoilt its number says more than that there is none.
fn name_damage(number: Option<&str>, error: Box<Error>) -> Box<Error> {
    number.and_then(|number| find_order_no_damage("order_no", number)).unwrap_or(error)
}

/// The row that an error is about: of a visitor it says which, and whoever filled the form is the first.
fn place_of_visitor(error: &Error, rows: usize) -> usize {
    let place = error.details.get("visitor").and_then(serde_json::Value::as_u64).unwrap_or(1);
    usize::try_from(place).unwrap_or(1).min(rows).saturating_sub(1)
}

/// The first row of an order has its verdict, and the others go with it.
fn pending_rows(rows: Vec<FormRow>, order_no: &OrderNo, judged: JudgedRow) -> Vec<PendingRow> {
    let mut first = Some(judged);
    let judged = rows.into_iter().map(|FormRow { line, order, cells, .. }| {
        let judged = first.take().unwrap_or_else(|| JudgedRow::Along(order_no.clone()));
        PendingRow { line, named: order, cells, judged }
    });
    judged.collect()
}

/// An order with fewer visitors than its rows name would be another one: where one is refused, so are all.
fn refused_rows(sheet: &FormSheet, rows: Vec<FormRow>, wrong: Vec<Vec<RowProblem>>) -> Vec<PendingRow> {
    let bad = rows.iter().zip(&wrong).find(|(_, wrong)| !wrong.is_empty()).map_or(0, |(row, _)| row.line);
    let refused = rows.into_iter().zip(wrong).map(|(row, mut wrong)| {
        if wrong.is_empty() {
            wrong.push(sheet.locate_in_row(&row, ResaleError::FormRowHeld { bad: &bad }.into_error()));
        }
        PendingRow { line: row.line, named: row.order, cells: row.cells, judged: JudgedRow::Refused(wrong) }
    });
    refused.collect()
}

/// Writes the refused rows back where that is asked for, and gives what is wrong with them.
fn write_refused(sheet: &FormSheet, rows: &[PendingRow], options: &FormImportOptions<'_>) -> Result<ProblemList> {
    let mut problems = ProblemList::default();
    let begin = |path| (path, RejectedEntries::new(RejectFormat::of_sheet(path), sheet.headings(), options.lang));
    let mut rejected = options.rejects.map(begin);
    for row in rows {
        let JudgedRow::Refused(wrong) = &row.judged else { continue };
        if let Some((_, rejected)) = &mut rejected {
            let why = explain_problems(wrong).in_lang(options.lang).to_owned();
            rejected.add_entry(RawEntry::Cells(row.cells.clone()), why);
        }
        problems.add_row(wrong.clone());
    }
    if let Some((path, rejected)) = rejected {
        rejected.save_to(path)?;
    }
    Ok(problems)
}

impl App {
    /// Imports the forms of a sheet: judged to its end before anything is recorded, then each in a transaction of its own, by the
    /// same use case as a single one. What is there already `exists`, so an import that was cut short is finished by the same
    /// command.
    ///
    /// # Errors
    /// Rows are refused and the mode is all or nothing: nothing was recorded, and the error lists all that is wrong.
    pub fn import_forms(
        &mut self,
        file: CommandInput<'_>,
        options: &FormImportOptions<'_>,
        report: &mut dyn FnMut(FormRowVerdict) -> Result<()>,
    ) -> Result<FormImportSummary> {
        if let Some(path) = options.rejects {
            require_free_name(path)?;
        }
        let today = self.clock.received_at().shanghai_day();
        let sheet = FormSheet::open(file.open()?, options.sheet, today)?;
        let rows = self.judge_rows(sheet, options)?;
        let (mut summary, mut first) = (FormImportSummary::default(), HashMap::new());
        for row in rows {
            let verdict = self.submit_row(row, &mut first);
            summary.count_verdict(verdict.verdict);
            report(verdict)?;
        }
        Ok(summary)
    }

    /// Judges every row, writes the refused ones back, and refuses the whole where one refuses all.
    fn judge_rows(&mut self, mut sheet: FormSheet, options: &FormImportOptions<'_>) -> Result<Vec<PendingRow>> {
        let mut rows = Vec::new();
        for group in self.group_rows(&mut sheet)? {
            rows.extend(self.judge_group(&sheet, group)?);
        }
        rows.sort_by_key(|row| row.line);
        let problems = write_refused(&sheet, &rows, options)?;
        match options.mode {
            ImportMode::KeepGoing => Ok(rows),
            ImportMode::AllOrNothing => problems.into_error().map_or(Ok(rows), Err),
        }
    }

    /// The rows of each order: its form, and below it whoever comes along, as far as the order has tickets.
    fn group_rows(&mut self, sheet: &mut FormSheet) -> Result<Vec<RowGroup>> {
        let (mut groups, mut places) = (Vec::<RowGroup>::new(), HashMap::<OrderNo, usize>::new());
        while let Some(row) = sheet.next_row()? {
            let found = self.store.read(|tx| find_order(tx, row.order.as_deref().unwrap_or_default()));
            let order = match found {
                Err(error) if !matches!(error.exit, Exit::NotFound | Exit::Usage) => return Err(error),
                order => order.map_err(|error| name_damage(row.order.as_deref(), error).detail("field", "order_no")),
            };
            let Ok(order_no) = &order else {
                groups.push(RowGroup { order, tickets: 1, rows: vec![row] });
                continue;
            };
            let place = *places.entry(order_no.clone()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) if group.rows.len() < group.tickets => group.rows.push(row),
                Some(group) => {
                    let first = group.rows.first().map_or(0, |first| first.line);
                    let error = ResaleError::FormRowTwice { order_no: &order_no, first: &first, second: &row.line };
                    let order = Err(error.into_error().detail("field", "order_no"));
                    groups.push(RowGroup { order, tickets: 1, rows: vec![row] });
                }
                None => {
                    let known = self.store.read(|tx| tx.find_order_row(order_no))?;
                    // Of another flow there is no form to take: that is told when it is tried.
                    let known = known.filter(|known| known.order_no.flow() == OrderFlow::Resale);
                    let tickets = known.map_or(1, |known| known.quantity as usize);
                    groups.push(RowGroup { order, tickets, rows: vec![row] });
                }
            }
        }
        Ok(groups)
    }

    /// What would become of the rows of an order: all of them or none, found out by a submission that is taken back.
    fn judge_group(&mut self, sheet: &FormSheet, RowGroup { order, rows, .. }: RowGroup) -> Result<Vec<PendingRow>> {
        let mut wrong: Vec<Vec<RowProblem>> = rows.iter().enumerate().map(|(at, row)| row.problems_at(at)).collect();
        match order {
            Err(error) => {
                if let (Some(row), Some(wrong)) = (rows.first(), wrong.first_mut())
                    && row.order.is_some()
                {
                    wrong.insert(0, sheet.locate_in_row(row, error));
                }
            }
            Ok(order_no) => {
                let form = if wrong.iter().all(Vec::is_empty) { join_visitors(&rows) } else { None };
                let tried = form.map(|form| self.try_form(&order_no, form)).transpose()?;
                match tried {
                    Some(Ok(judged)) => return Ok(pending_rows(rows, &order_no, judged)),
                    Some(Err(error)) => {
                        let at = place_of_visitor(&error, rows.len());
                        if let (Some(row), Some(wrong)) = (rows.get(at), wrong.get_mut(at)) {
                            wrong.push(sheet.locate_in_row(row, error));
                        }
                    }
                    None => {}
                }
            }
        }
        Ok(refused_rows(sheet, rows, wrong))
    }

    /// What would become of a form; why it would be refused.
    fn try_form(&mut self, order_no: &OrderNo, form: FormInput) -> Result<Result<JudgedRow>> {
        if self.has_form(order_no, &form)? {
            return Ok(Ok(JudgedRow::Exists(order_no.clone())));
        }
        let (key, dry_run) = (self.caller.key.take(), std::mem::replace(&mut self.caller.dry_run, true));
        let tried = self.submit_form(order_no, &form);
        (self.caller.key, self.caller.dry_run) = (key, dry_run);
        match tried {
            Ok(_) => Ok(Ok(JudgedRow::Ready(order_no.clone(), Box::new(form)))),
            Err(error) if error.exit == Exit::Busy => Err(error),
            Err(error) => Ok(Err(error)),
        }
    }

    /// `first` has the verdicts of the first row of each order.
    fn submit_row(
        &mut self,
        PendingRow { line, named, judged, .. }: PendingRow,
        first: &mut HashMap<OrderNo, FormRowVerdict>,
    ) -> FormRowVerdict {
        let told = |order_no: Option<OrderNo>, verdict: FormVerdict| FormRowVerdict {
            line,
            named,
            order_no,
            verdict,
            reason: None,
            warnings: Vec::new(),
            place: None,
        };
        match judged {
            JudgedRow::Along(order_no) => match first.get(&order_no) {
                Some(FormRowVerdict { verdict, reason, .. }) => {
                    FormRowVerdict { reason: reason.clone(), ..told(Some(order_no), *verdict) }
                }
                None => told(Some(order_no), FormVerdict::Refused),
            },
            JudgedRow::Exists(order_no) => {
                let verdict = told(Some(order_no.clone()), FormVerdict::Exists);
                first.insert(order_no, verdict.clone());
                verdict
            }
            JudgedRow::Refused(problems) => {
                let reason = problems.first().map(|first| (first.error.code, explain_problems(&problems)));
                let place = problems.into_iter().next().map(|first| RowPlace {
                    row: first.row,
                    column: first.column,
                    value: first.value,
                });
                FormRowVerdict { reason, place, ..told(None, FormVerdict::Refused) }
            }
            JudgedRow::Ready(order_no, input) => {
                let submitted = self.with_key_of(order_no.as_str(), |app| app.submit_form(&order_no, &input));
                let order = Some(order_no.clone());
                let verdict = match submitted {
                    Ok(outcome) => FormRowVerdict { warnings: outcome.warnings, ..told(order, FormVerdict::Submitted) },
                    // Another command came before it since it was judged.
                    Err(error) => FormRowVerdict {
                        reason: Some((error.code, error.message.clone())),
                        ..told(order, FormVerdict::Refused)
                    },
                };
                first.insert(order_no, verdict.clone());
                verdict
            }
        }
    }

    /// Whether an order has this very form.
    fn has_form(&mut self, order_no: &OrderNo, input: &FormInput) -> Result<bool> {
        let Ok(form) = check_form(input, self.clock.received_at().shanghai_day()) else { return Ok(false) };
        let order = self.store.read(|tx| load_resale(tx, order_no));
        let Ok(order) = order.map(|loaded| loaded.order) else { return Ok(false) };
        let Some(known) = order.form else { return Ok(false) };
        // What the form added to the order is the order's by now.
        let says_the_same = form
            .ticket_type
            .as_deref()
            .is_none_or(|kind| order.ticket_type.as_deref().is_some_and(|known| is_same_spelling(known, kind)))
            && form.play_date.is_none_or(|day| order.play_date == Some(day));
        let bare = |form: FormSubmitted| FormSubmitted { ticket_type: None, play_date: None, ..form };
        // What a text took from the card and the row leaves out is no difference.
        let form = FormSubmitted {
            gender: form.gender.or_else(|| known.what.gender.clone()),
            birthday: form.birthday.or_else(|| known.what.birthday.clone()),
            ..form
        };
        Ok(says_the_same && bare(known.what) == bare(form))
    }
}
