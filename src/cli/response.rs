//! What a command has to say, and the one place where it is said.

use std::io::Write as _;

use serde_json::Value;

use crate::app::write::outcome::Outcome;
use crate::app::write::shop_change::Change;
use crate::domain::value::message::{Lang, Message};
use crate::error::{Exit, Result};
use crate::output;
use crate::output::format::{Dataset, Document, Row, Shape};
use crate::output::output_writer::Out;
use crate::output::row_writer::RowWriter;
use crate::say;

use super::context::Context;

/// What goes to stdout.
pub enum Body {
    Nothing,
    List(Dataset),
    /// An object, and how a person reads it.
    Page {
        document: Document,
        text: String,
    },
    /// Text that is what was asked for, in every format: a completion script.
    Text(String),
    /// A list that is made while it is printed, however long it is.
    Stream(Shape, Producer),
    /// As a stream, and somebody waits for each row.
    Live(Shape, Producer),
    /// What is printed while it is found: a list without end.
    Follow(Follower),
}

/// Takes one row of a list that is made while it is printed.
pub type Sink<'a> = dyn FnMut(Row) -> Result<()> + 'a;

/// Makes the rows of a list, hands each to the sink, and says what else there is to say.
pub type Producer = Box<dyn FnOnce(&mut Sink<'_>) -> Result<Answer>>;

/// Prints as it goes, flushing what a reader waits for.
pub type Follower = Box<dyn FnOnce(&mut Out<'_>) -> Result<()>>;

pub struct Answer {
    pub body: Body,
    /// What a person should know all the same.
    pub warnings: Vec<Message>,
    /// What happened, for a person who watches; silent under `-q`.
    pub notes: Vec<Message>,
    pub exit: Exit,
}

impl Answer {
    /// Nothing for stdout.
    pub const fn nothing() -> Self {
        Self { body: Body::Nothing, warnings: Vec::new(), notes: Vec::new(), exit: Exit::Ok }
    }

    pub fn list(dataset: Dataset) -> Self {
        Self { body: Body::List(dataset), ..Self::nothing() }
    }

    /// An object, and how a person reads it.
    pub fn page(value: Value, id_key: Option<&'static str>, text: String) -> Self {
        Self { body: Body::Page { document: Document { value, id_key }, text }, ..Self::nothing() }
    }

    pub fn text(text: String) -> Self {
        Self { body: Body::Text(text), ..Self::nothing() }
    }

    /// What is printed while it is found.
    pub fn follow(print: impl FnOnce(&mut Out<'_>) -> Result<()> + 'static) -> Self {
        Self { body: Body::Follow(Box::new(print)), ..Self::nothing() }
    }

    /// What a command did to one order.
    pub fn done(outcome: Outcome, lang: Lang) -> Self {
        let text = did(&outcome, lang);
        let warnings = outcome.warnings.clone();
        let outcome = outcome.for_page();
        Self { warnings, ..Self::page(outcome.to_json(), Some("order_no"), text) }
    }

    /// A list that is made while it is printed; what its producer answers beside the rows comes after them.
    pub fn stream(shape: Shape, producer: impl FnOnce(&mut Sink<'_>) -> Result<Self> + 'static) -> Self {
        Self { body: Body::Stream(shape, Box::new(producer)), ..Self::nothing() }
    }

    /// As [`stream`](Self::stream), each row printed the moment it is made.
    pub fn live(shape: Shape, producer: impl FnOnce(&mut Sink<'_>) -> Result<Self> + 'static) -> Self {
        Self { body: Body::Live(shape, Box::new(producer)), ..Self::nothing() }
    }

    /// What a command did to the shop's own tables. A dry run says so before anything else, as with orders.
    pub fn changed(change: &Change, id_key: &'static str, text: String, lang: Lang) -> Self {
        let text = if change.dry_run { format!("{}\n{text}", nothing_kept(lang)) } else { text };
        let answer = Self::page(change.to_json(), Some(id_key), text);
        if change.replayed {
            answer.note(say!("同一操作键：给出第一次的结果", "same key: this is the first result"))
        } else {
            answer
        }
    }

    #[must_use]
    pub fn warn(mut self, warning: Message) -> Self {
        self.warnings.push(warning);
        self
    }

    #[must_use]
    pub fn note(mut self, note: Message) -> Self {
        self.notes.push(note);
        self
    }

    /// Ends with another exit code.
    #[must_use]
    pub fn ending(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// Takes over what another answer says beside its body.
    fn take(&mut self, other: Self) {
        self.warnings.extend(other.warnings);
        self.notes.extend(other.notes);
        self.exit = other.exit;
    }

    pub fn print(mut self, context: &Context) -> Result<Exit> {
        let mut out = Out::new(std::io::stdout().lock());
        match std::mem::replace(&mut self.body, Body::Nothing) {
            Body::Stream(shape, producer) => self.take(rows(context, shape, producer, false, &mut out)?),
            Body::Live(shape, producer) => self.take(rows(context, shape, producer, true, &mut out)?),
            Body::Nothing => {}
            Body::Follow(print) => print(&mut out)?,
            Body::List(dataset) => dataset.print(&context.plan, &context.surface, &mut out)?,
            Body::Page { document, text } if context.plan.is_machine() => {
                drop(text);
                document.print(&context.plan, &mut out)?;
            }
            Body::Page { text, .. } | Body::Text(text) => out.write_str(&ended(text))?,
        }
        out.flush()?;
        let surface = &context.surface;
        for warning in &self.warnings {
            to_stderr(&output::error::warning(warning, surface));
        }
        if !surface.quiet && !context.plan.is_machine() {
            for note in &self.notes {
                to_stderr(note.get(surface.lang));
            }
        }
        Ok(self.exit)
    }
}

/// Prints a list while it is made, and gives what its producer says beside it.
fn rows(context: &Context, shape: Shape, producer: Producer, live: bool, out: &mut Out<'_>) -> Result<Answer> {
    let mut rows = RowWriter::begin(&context.plan, shape, &context.surface, out)?;
    let answer = producer(&mut |row| {
        rows.row(row)?;
        if live { rows.flush() } else { Ok(()) }
    })?;
    rows.end()?;
    Ok(answer)
}

/// The row that an object spells.
pub fn row(object: Value) -> Row {
    match object {
        Value::Object(row) => row,
        _ => Row::new(),
    }
}

fn ended(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The first line of a dry run.
pub fn nothing_kept(lang: Lang) -> String {
    say!("试运行：下面的一切都没有保存", "dry run: nothing below was kept").get(lang).to_owned()
}

/// What happened to the order, a line an event.
fn did(outcome: &Outcome, lang: Lang) -> String {
    let no = &outcome.order_no;
    let mut lines = Vec::new();
    if outcome.dry_run {
        lines.push(nothing_kept(lang));
    }
    if outcome.events.is_empty() {
        lines
            .push(say!("{no}：无事可做，之前已经完成", "{no}: nothing to do, it was done before").get(lang).to_owned());
    } else if outcome.replayed {
        lines.push(
            say!("{no}：同一操作键，给出第一次的结果", "{no}: same key, this is the first result").get(lang).to_owned(),
        );
    }
    lines.extend(
        outcome.clone().for_page().events.iter().map(|event| format!("{no}  {}  {}", event.kind, event.result)),
    );
    for message in &outcome.messages {
        lines.push(format!("{no}  → {} {} {}", message.destination, message.part, message.id));
    }
    lines.join("\n")
}

/// Writes a line to stderr. A terminal that went away can't be told anything.
pub fn to_stderr(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end_matches('\n'));
}
