//! One step of several orders: a row for each, told from its verdict, and one refused order stops none of the others.

use std::collections::HashSet;
use std::path::Path;

use serde_json::{Value, json};

use super::context::CommandContext;
use super::environment::named_file;
use super::errors::CliError;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::figures::{ChangeFigures, Figure, FigureKind};
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::money::Fen;
use crate::error::{Error, Exit, Result};
use crate::output::figures::render_figures;
use crate::output::order_labels::format_total;
use crate::output::schema::ListSchema;
use crate::say;

/// The largest list of orders on stdin, in bytes.
const LIST_LIMIT: usize = 1024 * 1024;

/// What a command for several does to each order, and how its rows say so.
pub(super) struct BatchStep {
    /// The name that a key stands for.
    pub command: &'static str,
    /// What it is in JSON, and for people: done, or in a dry run what would be.
    pub done: (&'static str, BilingualText),
    pub would: (&'static str, BilingualText),
    /// What had been done before.
    pub already: (&'static str, BilingualText),
    /// The amount that is summed up, where it moves money.
    pub sum: Option<FigureKind>,
}

/// What is to be done to one order, or why it can't be.
pub(super) struct BatchItem<T> {
    /// The order, or the file, as it was named.
    pub named: String,
    /// The row of a sheet or the file that it comes from.
    pub place: Option<BatchPlace>,
    pub work: Result<(OrderArg, T)>,
}

/// Where an item comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BatchPlace {
    /// A row of a sheet, as a spreadsheet counts.
    Line(u64),
    /// A file of a folder.
    File(String),
}

impl BatchPlace {
    const fn heading(&self) -> BilingualText {
        match self {
            Self::Line(_) => BilingualText { zh: "行号", en: "Line" },
            Self::File(_) => BilingualText { zh: "文件", en: "File" },
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Line(line) => line.to_string(),
            Self::File(name) => name,
        }
    }
}

impl<T> BatchItem<T> {
    /// The row of a sheet that it comes from.
    pub(super) fn line(&self) -> Option<String> {
        match &self.place {
            Some(BatchPlace::Line(line)) => Some(line.to_string()),
            Some(BatchPlace::File(_)) | None => None,
        }
    }
}

impl BatchItem<()> {
    pub(super) fn of_order(order: &OrderArg) -> Self {
        Self { named: order.as_text().to_owned(), place: None, work: Ok((order.clone(), ())) }
    }
}

/// The orders of a command: as they were named, or for a single `-` what standard input lists, separated by white space.
pub(super) fn read_orders(orders: Vec<OrderArg>) -> Result<Vec<OrderArg>> {
    if !matches!(orders.as_slice(), [dash] if dash.as_text() == "-") {
        return Ok(orders);
    }
    let bytes = named_file(Path::new("-")).read_past(LIST_LIMIT)?;
    let typed = String::from_utf8_lossy(&bytes);
    let numbers: Vec<OrderArg> = typed.split_whitespace().map(|text| OrderArg::from(text.to_owned())).collect();
    if numbers.is_empty() || bytes.len() > LIST_LIMIT {
        return Err(CliError::OrdersMissing.into());
    }
    Ok(numbers)
}

/// `3 单`, for a question about all of them.
pub(super) fn count_orders(count: usize) -> BilingualMessage {
    say!("{count} 单", "{count} orders")
}

/// Takes a step with orders that were named, each in a transaction and under a key of its own. `content` is what else the key of
/// the command stands for.
pub(super) fn run_order_batch(
    context: &CommandContext,
    mut app: App,
    step: &'static BatchStep,
    orders: &[OrderArg],
    mut content: Value,
    mut take: impl FnMut(&mut App, &OrderNo) -> Result<OrderOutcome> + 'static,
) -> Result<CommandResponse> {
    // However an order was named: a repeat under the key names the same ones.
    let number =
        |order: &OrderArg| order.resolve(&mut app).map_or_else(|_| order.as_text().to_owned(), |no| no.to_string());
    let named: Vec<String> = orders.iter().map(number).collect();
    content["orders"] = json!(named);
    app.keyed_batch(step.command, &content, |_| Ok(named))?;
    let items = orders.iter().map(BatchItem::of_order).collect();
    Ok(run_items(context, app, step, items, move |app, order_no, ()| take(app, order_no)))
}

/// Takes a step with each of `items`, whose key was looked at before.
pub(super) fn run_items<T: 'static>(
    context: &CommandContext,
    mut app: App,
    step: &'static BatchStep,
    items: Vec<BatchItem<T>>,
    mut take: impl FnMut(&mut App, &OrderNo, T) -> Result<OrderOutcome> + 'static,
) -> CommandResponse {
    let dry_run = app.caller.dry_run;
    let places = items.iter().find_map(|item| item.place.as_ref()).map(BatchPlace::heading);
    CommandResponse::with_row_stream(row_schema(step, context.lang(), places), move |sink| {
        let mut tally = BatchTally { step, dry_run, ..BatchTally::new(step) };
        let mut seen = HashSet::new();
        for BatchItem { named, place, work } in items {
            app.clock = app.clock.for_next_request();
            let resolved = work.and_then(|(order, value)| Ok((order.resolve(&mut app)?, value)));
            let taken = resolved.and_then(|(order_no, value)| {
                // Of a list, twice is once; of two rows or files, nobody knows which one is right.
                if !seen.insert(order_no.clone()) && place.is_some() {
                    return Err(CliError::OrderTwice { order_no: &order_no }.into_error());
                }
                let outcome = app.with_key_of(order_no.as_str(), |app| take(app, &order_no, value))?;
                Ok((order_no, outcome))
            });
            let row = OrderBatchRow::new(named, place.map(BatchPlace::into_text), taken, dry_run)?;
            tally.add_row(&row);
            sink(row)?;
        }
        Ok(tally.to_response())
    })
}

/// What became of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BatchVerdict {
    Done,
    Would,
    Already,
    Refused,
}

struct OrderBatchRow {
    named: String,
    place: Option<String>,
    order_no: Option<OrderNo>,
    verdict: BatchVerdict,
    dry_run: bool,
    figures: ChangeFigures,
    warnings: Vec<BilingualMessage>,
    error: Option<Box<Error>>,
}

impl OrderBatchRow {
    /// # Errors
    /// What is wrong with the shop and not with this order ends the whole.
    fn new(
        named: String,
        place: Option<String>,
        taken: Result<(OrderNo, OrderOutcome)>,
        dry_run: bool,
    ) -> Result<Self> {
        let refused = |error| Self {
            named: named.clone(),
            place: place.clone(),
            order_no: None,
            verdict: BatchVerdict::Refused,
            dry_run,
            figures: ChangeFigures::default(),
            warnings: Vec::new(),
            error: Some(error),
        };
        match taken {
            Err(error) if matches!(error.exit, Exit::Internal | Exit::Config | Exit::Busy | Exit::Interrupted) => {
                Err(error)
            }
            Err(error) => Ok(refused(error)),
            Ok((order_no, outcome)) => {
                let verdict = match () {
                    () if outcome.events.is_empty() || outcome.replayed => BatchVerdict::Already,
                    () if dry_run => BatchVerdict::Would,
                    () => BatchVerdict::Done,
                };
                let (figures, warnings, order_no) = (outcome.figures, outcome.warnings, Some(order_no));
                Ok(Self { named, place, order_no, verdict, dry_run, figures, warnings, error: None })
            }
        }
    }

    fn word(&self, step: &BatchStep) -> (&'static str, BilingualText) {
        match self.verdict {
            BatchVerdict::Done => step.done,
            BatchVerdict::Would => step.would,
            BatchVerdict::Already => step.already,
            BatchVerdict::Refused => ("refused", BilingualText { zh: "被拒", en: "refused" }),
        }
    }
}

fn row_schema(step: &'static BatchStep, lang: Lang, places: Option<BilingualText>) -> ListSchema<OrderBatchRow> {
    let number = |row: &OrderBatchRow| row.order_no.as_ref().map_or_else(|| row.named.clone(), OrderNo::to_string);
    let mut schema = ListSchema::new("order_no");
    if let Some(BilingualText { zh, en }) = places {
        schema = schema.text("place", zh, en, |row: &OrderBatchRow| row.place.clone());
    }
    let schema = schema
        .word("order_no", "订单号", "Order", number)
        .word("verdict", "结果", "Verdict", |row| row.word(step).0)
        .shown(|row, lang| row.word(step).1.in_lang(lang).to_owned());
    let schema = schema
        .text("figures", "金额", "Amounts", |row| row.figures.figures.iter().map(figure_to_json).collect::<Vec<_>>())
        .shown(|row, lang| render_figures(&row.figures, lang))
        .drop_priority(2)
        .word("code", "代码", "Code", |row| row.error.as_ref().map(|error| error.code))
        .drop_priority(1)
        .text("reason", "原因", "Reason", move |row| {
            row.error.as_ref().map(|error| error.message.in_lang(lang).to_owned())
        });
    schema
        .hidden("hint", move |row| {
            row.error.as_ref().and_then(|error| Some(error.hint.as_ref()?.in_lang(lang).to_owned()))
        })
        .hidden("dry_run", |row| row.dry_run)
}

fn figure_to_json(figure: &Figure) -> Value {
    json!({ "kind": figure.kind, "amount": figure.amount, "currency": figure.currency })
}

/// How the rows went, as numbers.
struct BatchTally {
    step: &'static BatchStep,
    dry_run: bool,
    done: usize,
    already: usize,
    refused: usize,
    sum: Fen,
    warnings: Vec<BilingualMessage>,
}

impl BatchTally {
    const fn new(step: &'static BatchStep) -> Self {
        Self { step, dry_run: false, done: 0, already: 0, refused: 0, sum: Fen::ZERO, warnings: Vec::new() }
    }

    fn add_row(&mut self, row: &OrderBatchRow) {
        match row.verdict {
            BatchVerdict::Done | BatchVerdict::Would => self.done += 1,
            BatchVerdict::Already => self.already += 1,
            BatchVerdict::Refused => self.refused += 1,
        }
        let summed = row.figures.figures.iter().filter(|figure| Some(figure.kind) == self.step.sum);
        self.sum = summed.fold(self.sum, |sum, figure| sum.saturating_add(figure.amount));
        let no = row.order_no.as_ref().map_or(row.named.as_str(), OrderNo::as_str);
        self.warnings.extend(row.warnings.iter().map(|BilingualMessage { zh, en }| match zh.contains(no) {
            true => say!("{zh}", "{en}"),
            false => say!("{no}：{zh}", "{no}: {en}"),
        }));
    }

    /// 8 once some were refused.
    fn to_response(&self) -> CommandResponse {
        let Self { done, already, refused, .. } = self;
        let (word, before) = (if self.dry_run { self.step.would.1 } else { self.step.done.1 }, self.step.already.1);
        let (zh, en) = (word.zh, word.en);
        let mut text = match self.dry_run {
            false => say!("{zh} {done} 单", "{done} {en}"),
            true => say!("试运行，什么都没有保存：{zh} {done} 单", "dry run, nothing was saved: {done} {en}"),
        };
        if self.sum != Fen::ZERO {
            let sum = format_total(self.sum);
            text.append(&say!("，共 {sum}", ", {sum} in all"));
        }
        if before != self.step.done.1 {
            let (zh, en) = (before.zh, before.en);
            text.append(&say!("，{zh} {already} 单", ", {already} {en}"));
        }
        text.append(&match self.dry_run {
            false => say!("，被拒 {refused} 单", ", {refused} refused"),
            true => say!("，会被拒 {refused} 单", ", {refused} would be refused"),
        });
        let answer = CommandResponse::empty().add_note(text);
        let answer = self.warnings.iter().cloned().fold(answer, CommandResponse::add_warning);
        if *refused > 0 { answer.set_exit(Exit::Partial) } else { answer }
    }
}
