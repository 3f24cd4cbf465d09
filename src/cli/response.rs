//! The answer of a command, and the one place that prints it.

use std::io::Write as _;

use serde_json::Value;

use crate::app::channels::route::ChannelKind;
use crate::app::write::outcome::{EventLine, MessageLine, OrderOutcome};
use crate::app::write::shop_change::ShopChange;
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart};
use crate::domain::order::event::EventResult;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Error, Exit, Result};
use crate::output;
use crate::output::figures::render_figures;
use crate::output::output_writer::OutputWriter;
use crate::output::print::{JsonDocument, RowSet};
use crate::output::row_writer::RowWriter;
use crate::output::schema::ListSchema;
use crate::output::text::{escape_around_styles, escape_hidden_in_block};
use crate::output::words::name_event;
use crate::say;

use super::context::CommandContext;
use super::effect::CommandEffect;

/// What goes to stdout.
pub enum ResponseBody {
    /// Nothing.
    Empty,
    /// A list, or what is printed while it is found.
    Printer(ResponsePrinter),
    /// An object, and how a person reads it.
    Page {
        /// For scripts.
        document: JsonDocument,
        /// For people.
        text: String,
    },
    /// Text that is what was asked for, in every format: a completion script.
    Text(String),
}

/// Prints, and says what there is to say beside it.
pub type ResponsePrinter = Box<dyn FnOnce(&CommandContext, &mut OutputWriter<'_>) -> Result<CommandResponse>>;

/// Takes one row of a list that is made while it is printed.
pub type RowSink<'a, R> = dyn FnMut(R) -> Result<()> + 'a;

/// The answer of a command.
pub struct CommandResponse {
    /// What was asked for.
    pub body: ResponseBody,
    /// What stands below all of it on stdout, for people.
    pub epilogue: String,
    /// What a person should know all the same.
    pub warnings: Vec<BilingualMessage>,
    /// What happened, for a person who watches; silent under `-q`.
    pub notes: Vec<BilingualMessage>,
    /// How the process ends.
    pub exit: Exit,
}

impl CommandResponse {
    /// Nothing for stdout.
    pub const fn empty() -> Self {
        Self {
            body: ResponseBody::Empty,
            epilogue: String::new(),
            warnings: Vec::new(),
            notes: Vec::new(),
            exit: Exit::Ok,
        }
    }

    pub fn with_list<R: 'static>(schema: ListSchema<R>, rows: Vec<R>) -> Self {
        Self::with_printer(|context, out| {
            let mut answer = Self::empty();
            let printed = RowSet { schema, rows }.print_rows(&context.plan, &context.surface, out);
            answer.keep_outcome(context, printed).map(|()| answer)
        })
    }

    fn with_printer(print: impl FnOnce(&CommandContext, &mut OutputWriter<'_>) -> Result<Self> + 'static) -> Self {
        Self { body: ResponseBody::Printer(Box::new(print)), ..Self::empty() }
    }

    /// An object, and how a person reads it.
    pub fn with_page(value: Value, id_key: Option<&'static str>, text: String) -> Self {
        Self { body: ResponseBody::Page { document: JsonDocument { value, id_key }, text }, ..Self::empty() }
    }

    pub fn with_text(text: String) -> Self {
        Self { body: ResponseBody::Text(text), ..Self::empty() }
    }

    /// What is printed while it is found, and flushed where a reader waits for it: a list without end.
    pub fn with_follow(print: impl FnOnce(&mut OutputWriter<'_>) -> Result<()> + 'static) -> Self {
        Self::with_printer(|_, out| print(out).map(|()| Self::empty()))
    }

    /// What stands on the terminal until somebody leaves it, which decides how the command ends.
    pub fn with_watch(show: impl FnOnce(&mut OutputWriter<'_>) -> Result<Exit> + 'static) -> Self {
        Self::with_printer(|_, out| show(out).map(|exit| Self::empty().set_exit(exit)))
    }

    /// What a command did to one order; the events that the reference pages do not know only where they are asked for.
    pub fn for_outcome(outcome: OrderOutcome, context: &CommandContext) -> Self {
        let lang = context.lang();
        let text = tell_figures(&outcome, summarize_outcome(&outcome, context), lang);
        let warnings = outcome.warnings.clone();
        let outcome = if context.global.internal { outcome } else { outcome.for_page() };
        Self { warnings, ..Self::with_page(outcome.to_json(), Some("order_no"), text) }
    }

    /// A list that is made while it is printed; what its producer answers beside the rows comes after them.
    pub fn with_row_stream<R: 'static>(
        schema: ListSchema<R>,
        producer: impl FnOnce(&mut RowSink<'_, R>) -> Result<Self> + 'static,
    ) -> Self {
        Self::with_printer(|context, out| print_row_stream(context, schema, producer, false, out))
    }

    /// As [`with_row_stream`](Self::with_row_stream), each row printed the moment it is made.
    pub fn with_live_rows<R: 'static>(
        schema: ListSchema<R>,
        producer: impl FnOnce(&mut RowSink<'_, R>) -> Result<Self> + 'static,
    ) -> Self {
        Self::with_printer(|context, out| print_row_stream(context, schema, producer, true, out))
    }

    /// What a command did to the shop's own tables, in one sentence.
    pub fn for_change(change: &ShopChange, id_key: &'static str, text: &BilingualMessage, lang: Lang) -> Self {
        Self::for_change_page(change, id_key, text.in_lang(lang).to_owned(), lang)
    }

    /// As [`for_change`](Self::for_change), in a text of its own. A dry run says so before anything else, as with orders.
    pub fn for_change_page(change: &ShopChange, id_key: &'static str, text: String, lang: Lang) -> Self {
        let text = if change.dry_run { format!("{}\n{text}", dry_run_notice(lang)) } else { text };
        let answer = Self::with_page(change.to_json(), Some(id_key), text);
        if change.replayed {
            answer.add_note(say!("同一操作键：给出第一次的结果", "same key: this is the first result"))
        } else {
            answer
        }
    }

    /// One more field of a page's object, for scripts.
    #[must_use]
    pub fn insert_field(mut self, key: &str, value: &str) -> Self {
        if let ResponseBody::Page { document: JsonDocument { value: Value::Object(fields), .. }, .. } = &mut self.body {
            fields.insert(key.to_owned(), value.into());
        }
        self
    }

    /// More lines for people, under those of a page.
    #[must_use]
    pub fn append_text(mut self, more: &str) -> Self {
        if let ResponseBody::Page { text, .. } = &mut self.body {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(more);
        }
        self
    }

    /// More text for people, below whatever the body is.
    #[must_use]
    pub fn add_epilogue(mut self, text: &str) -> Self {
        if !self.epilogue.is_empty() {
            self.epilogue.push('\n');
        }
        self.epilogue.push_str(text);
        self
    }

    #[must_use]
    pub fn add_warning(mut self, warning: BilingualMessage) -> Self {
        self.warnings.push(warning);
        self
    }

    /// That a change of a file is in no log, and why.
    #[must_use]
    pub fn warn_unrecorded(self, why: Option<&Error>) -> Self {
        let Some(BilingualMessage { zh, en }) = why.map(|error| &error.message) else { return self };
        self.add_warning(say!(
            "已经保存，但没有记入店铺日志：{zh}",
            "it was saved, but the shop's log has no record of it: {en}"
        ))
    }

    #[must_use]
    pub fn add_note(mut self, note: BilingualMessage) -> Self {
        self.notes.push(note);
        self
    }

    /// Ends with another exit code.
    #[must_use]
    pub fn set_exit(mut self, exit: Exit) -> Self {
        self.exit = exit;
        self
    }

    /// Takes over what another answer says beside its body.
    fn merge_messages(&mut self, other: Self) {
        self.epilogue.push_str(&other.epilogue);
        self.warnings.extend(other.warnings);
        self.notes.extend(other.notes);
        if other.exit != Exit::Ok {
            self.exit = other.exit;
        }
    }

    /// Prints the answer. What fails while printing it changes nothing of how a command ends that changed something.
    pub fn print_response(mut self, context: &CommandContext) -> Result<Exit> {
        let mut out = OutputWriter::new(std::io::stdout().lock());
        let printed = self.print_body(context, &mut out)?;
        let printed = printed.and_then(|()| self.print_epilogue(context, &mut out));
        self.keep_outcome(context, printed.and_then(|()| out.flush()))?;
        let surface = &context.surface;
        for warning in &self.warnings {
            print_styled_to_stderr(&output::error::format_warning(warning, surface));
        }
        if !surface.quiet && !context.plan.is_machine() {
            for note in &self.notes {
                print_to_stderr(note.in_lang(surface.lang));
            }
        }
        Ok(self.exit)
    }

    /// The outer result is the command's, where it does its work while it prints; the inner one is the printing's.
    fn print_body(&mut self, context: &CommandContext, out: &mut OutputWriter<'_>) -> Result<Result<()>> {
        match std::mem::replace(&mut self.body, ResponseBody::Empty) {
            ResponseBody::Empty => Ok(Ok(())),
            ResponseBody::Printer(print) => {
                self.merge_messages(print(context, out)?);
                Ok(Ok(()))
            }
            ResponseBody::Page { document, .. } if context.plan.is_machine() => {
                Ok(document.print_document(&context.plan, out))
            }
            ResponseBody::Page { text, .. } | ResponseBody::Text(text) => {
                Ok(out.write_str(&escape_around_styles(&end_with_newline(text), context.surface.color)))
            }
        }
    }

    fn print_epilogue(&self, context: &CommandContext, out: &mut OutputWriter<'_>) -> Result<()> {
        if self.epilogue.is_empty() || context.plan.is_machine() {
            return Ok(());
        }
        out.write_str(&escape_hidden_in_block(&end_with_newline(self.epilogue.clone())))
    }

    /// Turns a failure to print into a warning, where something was changed before it.
    fn keep_outcome(&mut self, context: &CommandContext, printed: Result<()>) -> Result<()> {
        let Err(error) = printed else { return Ok(()) };
        if context.effect == CommandEffect::Reads {
            return Err(error);
        }
        let BilingualMessage { zh, en } = &error.message;
        self.warnings.push(say!(
            "命令已经执行，但结果没有打印出来：{zh}",
            "the command was carried out, but its answer was not printed: {en}"
        ));
        Ok(())
    }
}

/// Prints a list while it is made, and gives what its producer says beside it.
fn print_row_stream<R>(
    context: &CommandContext,
    schema: ListSchema<R>,
    producer: impl FnOnce(&mut RowSink<'_, R>) -> Result<CommandResponse>,
    live: bool,
    out: &mut OutputWriter<'_>,
) -> Result<CommandResponse> {
    let mut rows = RowWriter::begin_list(&context.plan, schema, &context.surface, out)?;
    let mut printed = Ok(());
    let made = producer(&mut |row| {
        if printed.is_ok() {
            printed = rows.write_row(&row).and_then(|()| if live { rows.flush() } else { Ok(()) });
        }
        match context.effect {
            CommandEffect::Reads => std::mem::replace(&mut printed, Ok(())),
            // What can't be printed is no reason to stop what was asked for.
            CommandEffect::Writes(_) => Ok(()),
        }
    });
    let mut answer = made?;
    answer.keep_outcome(context, printed.and_then(|()| rows.end_list()))?;
    Ok(answer)
}

fn end_with_newline(mut text: String) -> String {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The first line of a dry run.
pub fn dry_run_notice(lang: Lang) -> String {
    say!("试运行：下面的一切都没有保存", "dry run: none of the below was saved").in_lang(lang).to_owned()
}

/// What happened to the order, one line per event.
fn summarize_outcome(outcome: &OrderOutcome, context: &CommandContext) -> String {
    let (no, lang) = (&outcome.order_no, context.lang());
    let mut lines = Vec::new();
    if outcome.dry_run {
        lines.push(dry_run_notice(lang));
    }
    if outcome.events.is_empty() {
        lines.push(
            say!("{no}：无事可做，之前已经完成", "{no}: nothing to do, it was done before").in_lang(lang).to_owned(),
        );
    } else if outcome.found_by_content {
        lines.push(
            say!(
                "{no}：之前已经登记过同样的内容，没有再记一次",
                "{no}: the same was recorded before; nothing was recorded again"
            )
            .in_lang(lang)
            .to_owned(),
        );
    } else if outcome.replayed {
        lines.push(
            say!("{no}：同一操作键，给出第一次的结果", "{no}: same key, this is the first result")
                .in_lang(lang)
                .to_owned(),
        );
    }
    let told = if context.global.internal { outcome.events.clone() } else { outcome.clone().for_page().events };
    lines.extend(told.iter().map(|event| format!("{no}  {}", name_recorded_event(event, lang))));
    if let Some(replaced) = &outcome.replaced {
        lines.push(format!("{no}  {}", replaced.message().in_lang(lang)));
    }
    for message in &outcome.messages {
        let (to, part) = (name_destination(message, lang), name_part(message, lang));
        lines.push(format!("{no}  → {to} {part} {}", message.id));
    }
    lines.join("\n")
}

/// The text with what the change did to the order's money under it.
fn tell_figures(outcome: &OrderOutcome, text: String, lang: Lang) -> String {
    let figures = render_figures(&outcome.figures, lang);
    if figures.is_empty() { text } else { format!("{text}\n{}  {figures}", outcome.order_no) }
}

fn name_recorded_event(event: &EventLine, lang: Lang) -> String {
    let result = EventResult::from_code(&event.result).unwrap_or(EventResult::Accepted);
    name_event(&event.kind, result, lang, 0)
}

/// The group, or the kind of the channel that a notice takes.
fn name_destination(message: &MessageLine, lang: Lang) -> String {
    let channel = ChannelKind::from_code(&message.destination);
    let channel = channel.filter(|_| message.kind == DeliveryKind::Notice.code());
    channel.map_or_else(|| message.destination.clone(), |kind| kind.label().in_lang(lang).to_owned())
}

/// What a message carries; of a notice that is its template's affair.
fn name_part(message: &MessageLine, lang: Lang) -> String {
    let kind = DeliveryKind::from_code(&message.kind);
    let part = kind.and_then(|kind| DeliveryPart::from_code(kind, &message.part));
    part.map_or_else(|| message.part.clone(), |part| part.label().in_lang(lang).to_owned())
}

/// Writes a text to stderr, whatever it holds.
pub fn print_to_stderr(text: &str) {
    print_styled_to_stderr(&escape_hidden_in_block(text));
}

/// Writes a text whose foreign parts are escaped and whose own are painted. Nothing can be reported to a terminal that is
/// gone.
pub fn print_styled_to_stderr(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", text.trim_end_matches('\n'));
}
