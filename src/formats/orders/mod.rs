//! Paid orders out of a file: native events, the marketplace's own shapes, CSV.
//!
//! What a file is, is told by its first byte, not by its name: `{` or `[` is JSON, anything else CSV. What a JSON order
//! is, is told by its keys. Shapes and rules: `outside-apis.md` part 5, `cli.md` "Files".

pub(crate) mod facts;
pub(crate) mod native;
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
use super::source::InputSource;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};

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
    /// The payload of `xianyu_order_paid_detected`. A native order's values are as they came; its order number is a
    /// text, and what it leaves out is filled in (`null`, or the default), as in every other shape.
    pub payload: Map<String, Value>,
}

/// What one entry of a file turned out to be.
#[derive(Debug)]
pub enum EntryContent {
    Paid(Box<PaidOrder>),
    /// An order that is not to be imported, by its own state.
    Skipped {
        /// Stable: `unpaid`, `refunding`, `refunded`, `closed`.
        code: &'static str,
        reason: BilingualMessage,
    },
    /// An order that cannot be used as it stands. Its error names the field.
    Refused(Box<Error>),
}

#[derive(Debug)]
pub struct FileEntry {
    /// Its place among the entries, from 1.
    pub index: u64,
    /// The line where it begins, from 1.
    pub line: u64,
    /// Its order number, where one can be read, even if the rest cannot.
    pub external_order_no: Option<String>,
    pub reading: EntryContent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFileFormat {
    /// Objects: alone, in an array, in an envelope, one a line.
    Json,
    /// Rows. All or nothing when imported.
    Csv,
}

/// Entries of a file in order, each an [`FileEntry`], in memory that does not grow with the file. An `Err` is a broken file:
/// nothing follows it.
pub struct FileEntries<'a> {
    entries: EntrySource<'a>,
    index: u64,
    ended: bool,
}

enum EntrySource<'a> {
    Json(Box<JsonElements<'a>>),
    Csv(Box<sheet::SheetOrders<'a>>),
    Nothing,
}

pub fn read_orders(mut source: InputSource<'_>) -> Result<FileEntries<'_>> {
    let start = skip_space(&mut source)?;
    let head = match source.fill_buf() {
        Ok(head) => (head.first().copied(), head.starts_with(b"PK\x03\x04")),
        Err(error) => return Err(Error::io(source.path(), &error)),
    };
    let entries = match head {
        (None, _) => EntrySource::Nothing,
        (Some(b'{' | b'['), _) => EntrySource::Json(Box::new(JsonElements::new(source, start, DOCUMENT_LIMITS))),
        (_, true) => return Err(FormatError::ImportFormatUnknown.into()),
        _ => EntrySource::Csv(Box::new(sheet::SheetOrders::open(source, start.line - 1)?)),
    };
    Ok(FileEntries { entries, index: 0, ended: false })
}

impl FileEntries<'_> {
    /// What the file is made of; an empty one is JSON without entries.
    pub const fn file_format(&self) -> OrderFileFormat {
        match self.entries {
            EntrySource::Csv(_) => OrderFileFormat::Csv,
            EntrySource::Json(_) | EntrySource::Nothing => OrderFileFormat::Json,
        }
    }

    fn next_entry(&mut self) -> Result<Option<FileEntry>> {
        let index = self.index + 1;
        match &mut self.entries {
            EntrySource::Nothing => Ok(None),
            EntrySource::Csv(orders) => orders.next_entry(index),
            EntrySource::Json(elements) => loop {
                match elements.next().transpose()? {
                    None => return Ok(None),
                    Some(JsonPiece::Element(element)) => return Ok(Some(read_element(index, &element))),
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

impl EntryContent {
    fn from_result(read: Result<Self>) -> Self {
        read.unwrap_or_else(Self::Refused)
    }
}

fn read_element(index: u64, element: &JsonElement) -> FileEntry {
    let line = element.position.line;
    let mut external_order_no = None;
    let read = recognise_shape(&element.value).and_then(|(shape, order)| {
        external_order_no = shape.order_no(&order);
        shape.read_order(&order)
    });
    let reading = EntryContent::from_result(read.map_err(|error| error.detail("line", line)));
    FileEntry { index, line, external_order_no, reading }
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

/// An answer `{code, msg, data}` of the platform that reports a failure holds no orders.
fn no_error_answer(envelope: &Value) -> Result<()> {
    let (Some(code), Some(_)) = (envelope.get("code"), envelope.get("msg")) else { return Ok(()) };
    // 闲管家 succeeds with 0, tools around it with 200.
    let code = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
    if code == "0" || code == "200" {
        return Ok(());
    }
    let code = field::shorten_key(&code);
    Err(FormatError::ImportErrorAnswer { code: &code }.into_error())
}

fn skip_space(source: &mut InputSource<'_>) -> Result<FilePosition> {
    let mut place = FilePosition::START;
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) => return Err(Error::io(source.path(), &error)),
        };
        let spaces = buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        for byte in buffer.iter().take(spaces) {
            place = place.after_byte(*byte);
        }
        source.consume(spaces);
        if spaces == 0 {
            return Ok(place);
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
