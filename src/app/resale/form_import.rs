//! A sheet of many forms: every row is judged before anything is recorded, then each form is submitted on its own.

use std::collections::HashMap;
use std::path::Path;

use super::errors::ResaleError;
use super::form::{FormInput, check_form};
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::errors::WriteError;
use crate::app::write::load::{load_resale, order_not_found};
use crate::domain::order::number::OrderNo;
use crate::domain::resale::payload::FormSubmitted;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::text::fold::is_same_spelling;
use crate::error::{Error, Exit, Result, RowProblem};
use crate::formats::form_sheet::{FormRow, FormSheet};
use crate::formats::orders::RawEntry;
use crate::formats::orders::rejects::{RejectFormat, RejectedEntries, explain_problem};
use crate::formats::problem::ProblemList;
use crate::fs::output_file::{require_free_name, write_private_file};
use crate::store::Tx;

pub use super::paid_import::{ImportMode, RowPlace};

coded! {
    /// What became of a row.
    FormVerdict {
        Submitted = "submitted";
        /// The order has this very form.
        Exists = "exists";
        Refused = "refused";
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
    Refused(Vec<RowProblem>),
}

/// A row with what it said of itself.
struct PendingRow {
    line: u64,
    named: Option<String>,
    judged: JudgedRow,
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
        let mut summary = FormImportSummary::default();
        for row in rows {
            let verdict = self.submit_row(row);
            summary.count_verdict(verdict.verdict);
            report(verdict)?;
        }
        Ok(summary)
    }

    /// Judges every row, writes the refused ones back, and refuses the whole where one refuses all.
    fn judge_rows(&mut self, mut sheet: FormSheet, options: &FormImportOptions<'_>) -> Result<Vec<PendingRow>> {
        let (mut rows, mut problems, mut seen) = (Vec::new(), ProblemList::default(), HashMap::new());
        let mut rejected = options.rejects.map(|path| {
            let is_workbook = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
            let format = if is_workbook { RejectFormat::Xlsx } else { RejectFormat::Csv };
            RejectedEntries::new(format, sheet.headings(), options.lang)
        });
        while let Some(row) = sheet.next_row()? {
            let (line, named, cells) = (row.line, row.order.clone(), row.cells.clone());
            let judged = self.judge_row(&sheet, row, &mut seen)?;
            if let JudgedRow::Refused(wrong) = &judged {
                if let Some(rejected) = &mut rejected {
                    let why: Vec<String> = wrong.iter().map(|one| explain_problem(one, options.lang)).collect();
                    let between = if options.lang == Lang::Zh { "；" } else { "; " };
                    rejected.add_entry(RawEntry::Cells(cells), why.join(between));
                }
                problems.add_row(wrong.clone());
            }
            rows.push(PendingRow { line, named, judged });
        }
        if let (Some(path), Some(rejected)) = (options.rejects, rejected)
            && !rejected.is_empty()
        {
            write_private_file(path, &rejected.into_bytes()?)?;
        }
        match options.mode {
            ImportMode::KeepGoing => Ok(rows),
            ImportMode::AllOrNothing => problems.into_error().map_or(Ok(rows), Err),
        }
    }

    /// What would become of a row: found out by a submission that is taken back.
    fn judge_row(&mut self, sheet: &FormSheet, row: FormRow, seen: &mut HashMap<OrderNo, u64>) -> Result<JudgedRow> {
        let FormRow { line, order, reading, cells } = row;
        let refused =
            |error: Box<Error>| JudgedRow::Refused(vec![sheet.locate_problem((line, order.as_deref()), &cells, error)]);
        let named = order.as_deref().unwrap_or_default();
        let found = self.store.read(|tx| find_named_order(tx, named));
        let (input, order_no) = match (reading, found) {
            (Err(wrong), Err(error)) if order.is_some() => {
                let unknown = sheet.locate_problem((line, order.as_deref()), &cells, error);
                return Ok(JudgedRow::Refused([vec![unknown], wrong].concat()));
            }
            (Err(wrong), _) => return Ok(JudgedRow::Refused(wrong)),
            (Ok(_), Err(error)) if error.exit == Exit::NotFound || error.exit == Exit::Usage => {
                return Ok(refused(error));
            }
            (Ok(_), Err(error)) => return Err(error),
            (Ok(input), Ok(order_no)) => (input, order_no),
        };
        if let Some(first) = seen.insert(order_no.clone(), line) {
            let error = ResaleError::FormRowTwice { order_no: &order_no, first: &first, second: &line }.into_error();
            return Ok(refused(error.detail("field", "order_no")));
        }
        if self.has_form(&order_no, &input)? {
            return Ok(JudgedRow::Exists(order_no));
        }
        let (key, dry_run) = (self.caller.key.take(), std::mem::replace(&mut self.caller.dry_run, true));
        let tried = self.submit_form(&order_no, &input);
        (self.caller.key, self.caller.dry_run) = (key, dry_run);
        match tried {
            Ok(_) => Ok(JudgedRow::Ready(order_no, Box::new(input))),
            Err(error) if error.exit == Exit::Busy => Err(error),
            Err(error) => Ok(refused(error)),
        }
    }

    fn submit_row(&mut self, PendingRow { line, named, judged }: PendingRow) -> FormRowVerdict {
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
            JudgedRow::Exists(order_no) => told(Some(order_no), FormVerdict::Exists),
            JudgedRow::Refused(problems) => {
                let reason = problems.first().map(|first| (first.error.code, join_problems(&problems)));
                let place = problems.into_iter().next().map(|first| RowPlace {
                    row: first.row,
                    column: first.column,
                    value: first.value,
                });
                FormRowVerdict { reason, place, ..told(None, FormVerdict::Refused) }
            }
            JudgedRow::Ready(order_no, input) => {
                let submitted = self.with_key_of(order_no.as_str(), |app| app.submit_form(&order_no, &input));
                match submitted {
                    Ok(outcome) => {
                        FormRowVerdict { warnings: outcome.warnings, ..told(Some(order_no), FormVerdict::Submitted) }
                    }
                    // Another command came before it since it was judged.
                    Err(error) => FormRowVerdict {
                        reason: Some((error.code, error.message.clone())),
                        ..told(Some(order_no), FormVerdict::Refused)
                    },
                }
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
        Ok(says_the_same && bare(known.what) == bare(form))
    }
}

/// The order that a sheet names by our number or by that of its platform.
fn find_named_order(tx: &Tx<'_>, named: &str) -> Result<OrderNo> {
    if let Ok(order_no) = OrderNo::parse(&named.to_uppercase()).or_else(|_| OrderNo::parse(named))
        && tx.find_chain_head(&order_no)?.is_some()
    {
        return Ok(order_no);
    }
    let found = tx.list_purchases(named, 2)?;
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(order_not_found(tx, named)?.detail("field", "order_no")),
        several => {
            let list = several.iter().map(OrderNo::as_str).collect::<Vec<_>>().join(" ");
            Err(WriteError::OrderAmbiguous { wanted: &named, list: &list }.into_error().detail("field", "order_no"))
        }
    }
}

/// All that is wrong with a row, in one sentence.
fn join_problems(problems: &[RowProblem]) -> BilingualMessage {
    let join = |lang: Lang, between: &str| {
        problems.iter().map(|one| explain_problem(one, lang)).collect::<Vec<_>>().join(between)
    };
    BilingualMessage { zh: join(Lang::Zh, "；"), en: join(Lang::En, "; ") }
}
