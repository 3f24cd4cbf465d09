//! Paid orders out of a file: native events, the marketplace's own shapes, sheets.
//!
//! What a file is, is told by its first byte, not by its name: `{` or `[` is JSON, anything else a sheet. What a JSON order
//! is, is told by its keys. Shapes and rules: `outside-apis.md` part 5, `cli.md` "Files".

pub(crate) mod facts;
pub(crate) mod native;
pub mod rejects;
pub(crate) mod sheet;
pub(crate) mod standing;
#[cfg(test)]
mod tests;
pub(crate) mod xianguanjia;
pub(crate) mod yuan;

use std::fmt;
use std::io::BufRead as _;

use serde_json::{Map, Value};

pub(crate) use self::facts::DEFAULT_PLATFORM;
use super::elements::{JsonElement, JsonElements, JsonPiece};
use super::errors::FormatError;
use super::field;
use super::json::{DOCUMENT_LIMITS, FilePosition};
use super::object::JsonObject;
use super::problem::show_value;
use super::sheet::reader::SheetFormat;
use super::source::InputSource;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::resale::platform_log::PlatformReport;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result, RowProblem};

/// An order that its platform calls paid.
///
/// Invariant: `Debug` leaves the payload out, which names the buyer's account.
#[derive(Clone, PartialEq, Eq)]
pub struct PaidOrder {
    /// The platform's number: 1 to 64 ASCII letters, digits, `-` and `_`.
    pub external_order_no: String,
    /// Where it was bought: lower-case ASCII, such as `xianyu`.
    pub source_platform: String,
    /// As the platform shows it, at most 128 scalars.
    pub product_name: String,
    /// What the buyer chose, such as `【票种】:初级道`; at most 256 scalars.
    pub sku_text: Option<String>,
    /// Where the file says it.
    pub ticket_type: Option<String>,
    /// Where the file says it.
    pub play_date: Option<Day>,
    /// What the buyer paid, 0.01 to 100,000.00 yuan.
    pub paid_amount: Fen,
    /// When, by the platform's clock.
    pub paid_at: Timestamp,
    /// The buyer's account there.
    pub external_user_id: Option<Personal>,
    /// What makes the event unique; `<platform>-<number>-paid` where the file names none.
    pub event_key: String,
    /// What the platform says of it now: news where the order is here already.
    pub report: Option<Box<PlatformReport>>,
    /// The payload of `xianyu_order_paid_detected`. A native order's values are as they came; its order number is a
    /// text, and what it leaves out is filled in (`null`, or the default), as in every other shape.
    pub payload: Map<String, Value>,
}

/// How much white space before a sheet is kept.
const MOST_BLANKS: usize = 64 * 1024;

/// What one entry of a file turned out to be.
#[derive(Debug)]
pub enum EntryContent {
    Paid(Box<PaidOrder>),
    /// An order that is not to be imported, by its own state.
    Skipped {
        /// Stable: `unpaid`, `refunding`, `refunded`, `closed`.
        code: &'static str,
        reason: BilingualMessage,
        /// What the platform says of it: news where the order is here already. None of one that was never paid.
        report: Option<Box<PlatformReport>>,
    },
    /// An order that cannot be used as it stands: everything that is wrong with it, at least one thing.
    Refused(Vec<RowProblem>),
}

/// An entry as it came, to be written back where it is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawEntry {
    /// Under the sheet's headings.
    Cells(Vec<String>),
    Json(Value),
}

/// The key, and the heading, under which a refused entry says why when it is written back. Reading it again ignores it.
pub const REJECT_REASON: &str = "rejectReason";

#[derive(Debug)]
pub struct FileEntry {
    /// Its place among the entries, from 1.
    pub index: u64,
    /// The line where it begins, from 1.
    pub line: u64,
    /// Its order number, where one can be read, even if the rest cannot.
    pub external_order_no: Option<String>,
    pub reading: EntryContent,
    pub raw: RawEntry,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFileFormat {
    /// Objects: alone, in an array, in an envelope, one a line.
    Json,
    /// Rows of a text.
    Csv,
    /// Rows of a spreadsheet's own file.
    Workbook,
}

/// Entries of a file in order, each an [`FileEntry`]. Objects take memory that does not grow with the file. An `Err` is a
/// broken file: nothing follows it.
pub struct FileEntries<'a> {
    entries: EntrySource<'a>,
    index: u64,
    ended: bool,
}

enum EntrySource<'a> {
    Json(Box<JsonElements<'a>>),
    Sheet(Box<sheet::SheetOrders>),
    Nothing,
}

/// Reads orders; `sheet` names the one of a workbook that is meant, where several have orders.
pub fn read_orders<'a>(mut source: InputSource<'a>, sheet: Option<&str>) -> Result<FileEntries<'a>> {
    let (start, blanks) = skip_space(&mut source)?;
    let head = match source.fill_buf() {
        Ok(head) => head.first().copied(),
        Err(error) => return Err(Error::io(source.path(), &error)),
    };
    let entries = match head {
        None => EntrySource::Nothing,
        Some(b'{' | b'[') => EntrySource::Json(Box::new(JsonElements::new(source, start, DOCUMENT_LIMITS))),
        // In a sheet they are empty cells and rows, and count.
        _ => EntrySource::Sheet(Box::new(sheet::SheetOrders::open(source.put_before(blanks), sheet)?)),
    };
    Ok(FileEntries { entries, index: 0, ended: false })
}

impl FileEntries<'_> {
    /// What the file is made of; an empty one is JSON without entries.
    pub const fn file_format(&self) -> OrderFileFormat {
        match &self.entries {
            EntrySource::Sheet(orders) => match orders.format() {
                SheetFormat::Delimited => OrderFileFormat::Csv,
                SheetFormat::Workbook => OrderFileFormat::Workbook,
            },
            EntrySource::Json(_) | EntrySource::Nothing => OrderFileFormat::Json,
        }
    }

    /// The headings of a sheet as it spells them; none of objects.
    pub fn headings(&self) -> &[String] {
        match &self.entries {
            EntrySource::Sheet(orders) => orders.headings(),
            EntrySource::Json(_) | EntrySource::Nothing => &[],
        }
    }

    fn next_entry(&mut self) -> Result<Option<FileEntry>> {
        let index = self.index + 1;
        match &mut self.entries {
            EntrySource::Nothing => Ok(None),
            EntrySource::Sheet(orders) => orders.next_entry(index),
            EntrySource::Json(elements) => loop {
                match elements.next().transpose()? {
                    None => return Ok(None),
                    Some(JsonPiece::Element(element)) => return Ok(Some(read_element(index, element))),
                    Some(JsonPiece::Envelope(envelope)) => no_error_answer(&envelope)?,
                }
            },
        }
    }
}

impl Iterator for FileEntries<'_> {
    type Item = Result<FileEntry>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.next_entry().transpose();
        self.ended = !matches!(item, Some(Ok(_)));
        self.index += 1;
        item
    }
}

fn read_element(index: u64, element: JsonElement) -> FileEntry {
    let line = element.position.line;
    let mut value = element.value;
    if let Some(object) = value.as_object_mut() {
        object.shift_remove(REJECT_REASON);
    }
    let mut external_order_no = None;
    let read = recognise_shape(&value).and_then(|(shape, order)| {
        external_order_no = shape.order_no(&order);
        shape.read_order(&order)
    });
    let reading = read.unwrap_or_else(|error| {
        EntryContent::Refused(vec![locate_problem(&value, line, external_order_no.clone(), error)])
    });
    FileEntry { index, line, external_order_no, reading, raw: RawEntry::Json(value) }
}

/// The problem of an object, with the key that its error names and the value there.
fn locate_problem(order: &Value, row: u64, order_no: Option<String>, error: Box<Error>) -> RowProblem {
    let column = error.details.get("field").and_then(Value::as_str).map(str::to_owned);
    let value = column.as_deref().and_then(|path| {
        let order = order.get("data").filter(|data| data.is_object()).unwrap_or(order);
        let found = path.split('.').try_fold(order, |inside, step| inside.get(step))?;
        let text = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
        (!found.is_object() && !found.is_array() && !found.is_null()).then(|| show_value(path, &text))
    });
    RowProblem { row, order_no, column, value, error: error.detail("line", row) }
}

#[derive(Clone, Copy)]
enum OrderShape {
    Native,
    Xianguanjia,
    Yuan,
}

impl OrderShape {
    fn read_order(self, order: &JsonObject<'_>) -> Result<EntryContent> {
        match self {
            Self::Native => native::read_native(order),
            Self::Xianguanjia => xianguanjia::read_xianguanjia(order),
            Self::Yuan => yuan::read_yuan(order),
        }
    }

    fn order_no(self, order: &JsonObject<'_>) -> Option<String> {
        match self {
            Self::Native => order.order_no("externalOrderNo").ok(),
            Self::Xianguanjia => order.order_no("order_no").ok(),
            Self::Yuan => yuan::order_no(order).ok(),
        }
    }
}

/// Tells the shape of an order by its keys, under the envelope of a detail answer where there is one.
fn recognise_shape(value: &Value) -> Result<(OrderShape, JsonObject<'_>)> {
    let outer = JsonObject::from_value(value)?;
    no_error_answer(value)?;
    let order = match outer.nested_object("data") {
        Ok(Some(data)) => JsonObject::new(data),
        _ => outer,
    };
    if order.has_field("order_no") {
        return Ok((OrderShape::Xianguanjia, order));
    }
    // Two of its keys, so that a misspelt third is named as such.
    let native = PaidDetected::KEYS.iter().filter(|key| order.has_field(key)).count();
    if order.has_field("externalOrderNo") || native >= 2 {
        return Ok((OrderShape::Native, order));
    }
    if order.has_field("commonData") || yuan::is_flat(&order) {
        return Ok((OrderShape::Yuan, order));
    }
    Err(FormatError::OrderShapeUnknown.into_error())
}

/// An answer of the platform that reports a failure, `{code, msg, data}` or `{ret, data}`, holds no orders.
pub(crate) fn no_error_answer(envelope: &Value) -> Result<()> {
    if let Some(ret) = envelope.get("ret") {
        return check_return_words(ret);
    }
    let (Some(code), Some(_)) = (envelope.get("code"), envelope.get("msg")) else { return Ok(()) };
    // 闲管家 succeeds with 0, tools around it with 200.
    let code = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
    if code == "0" || code == "200" {
        return Ok(());
    }
    let code = field::shorten_key(&code);
    Err(FormatError::ImportErrorAnswer { code: &code }.into_error())
}

/// The marketplace's `ret`: `["SUCCESS::调用成功"]`, or the word of its failure.
fn check_return_words(ret: &Value) -> Result<()> {
    let words: Vec<&str> = match ret {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    };
    if words.iter().any(|word| word.starts_with("SUCCESS")) {
        return Ok(());
    }
    let word = words.first().and_then(|word| word.split("::").next()).unwrap_or_default();
    let code = field::shorten_key(word);
    // Of all of them these have a cure of their own: to sign in again, and to wait.
    let wrong = if word.contains("SESSION_EXPIRED") || word.contains("TOKEN") {
        FormatError::ImportSessionExpired { code: &code }
    } else {
        FormatError::ImportErrorAnswer { code: &code }
    };
    Err(wrong.into_error().detail("answer", code.as_str()))
}

/// Passes over white space, and answers where what follows begins. The blanks come along as far as a sheet could need them.
fn skip_space(source: &mut InputSource<'_>) -> Result<(FilePosition, Vec<u8>)> {
    let mut place = FilePosition::START;
    let mut blanks = Vec::new();
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) => return Err(Error::io(source.path(), &error)),
        };
        let spaces = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        for byte in buffer.iter().take(spaces) {
            place = place.after_byte(*byte);
        }
        let room = MOST_BLANKS.saturating_sub(blanks.len());
        blanks.extend(buffer.iter().take(spaces.min(room)));
        source.consume(spaces);
        if spaces == 0 {
            return Ok((place, blanks));
        }
    }
}

impl fmt::Debug for PaidOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaidOrder")
            .field("external_order_no", &self.external_order_no)
            .field("source_platform", &self.source_platform)
            .field("product_name", &self.product_name)
            .field("sku_text", &self.sku_text)
            .field("ticket_type", &self.ticket_type)
            .field("play_date", &self.play_date)
            .field("paid_amount", &self.paid_amount)
            .field("paid_at", &self.paid_at)
            .field("external_user_id", &self.external_user_id)
            .field("event_key", &self.event_key)
            .finish_non_exhaustive()
    }
}
