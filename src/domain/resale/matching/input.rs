//! What is compared: what the order says, and what a screenshot showed.

use crate::domain::value::certificate::CertificateType;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Day;

/// What the order says the ticket must be.
#[derive(Clone, Debug)]
pub struct ExpectedTicket {
    /// The visitor's name. It may hold digits: 张三2376.
    pub name: Personal,
    pub phone: Personal,
    pub certificate_no: Personal,
    pub certificate_type: RecordedCode<CertificateType>,
    pub play_date: Day,
    /// The ticket type as in the price table: 初级道 3 小时.
    pub ticket_type: String,
    /// Every amount that the screen may rightly show: what the agent is paid, what the buyer paid, the settlement.
    pub amounts: Vec<Fen>,
    /// The agent's own order number or ticket code, when it is known before the screenshot.
    pub code: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenValue<T> {
    /// What was read. A masked number or name keeps its stars.
    pub value: T,
    /// It stood beside or under a label of its field.
    pub labelled: bool,
    /// It came out only after a repair: a letter taken for a digit, or a line that was put together.
    pub repaired: bool,
}

/// A date as a screen writes it: the year and the weekday are often missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeenDate {
    /// The year, when shown.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// Days since Monday, when a weekday is shown.
    pub weekday: Option<u32>,
}

/// `2026-04-15`, or `04-15` when no year was shown.
impl std::fmt::Display for SeenDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(year) = self.year {
            write!(f, "{year:04}-")?;
        }
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

/// Everything read in one block of a screenshot: one order's card, one row of a table, or the whole screen.
///
/// Invariant: the values of one `ScreenshotBlock` belong together; those of two blocks are never mixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenshotBlock {
    /// Names; those without a label are any short Chinese words.
    pub name: Vec<SeenValue<Personal>>,
    /// Phone numbers, possibly masked: `138****0000`.
    pub phone: Vec<SeenValue<Personal>>,
    /// Certificate numbers, possibly masked: `440101********2376`.
    pub certificate_no: Vec<SeenValue<Personal>>,
    /// Days of the visit; days of ordering and paying are left out.
    pub play_date: Vec<SeenValue<SeenDate>>,
    /// Ticket types with whatever stood in brackets: 高级道(单板)全天.
    pub ticket_type: Vec<SeenValue<String>>,
    /// Amounts paid; list prices, discounts and deposits are left out.
    pub amount: Vec<SeenValue<Fen>>,
    /// Order numbers and ticket codes.
    pub code: Vec<SeenValue<String>>,
    /// The screen says that this ticket is refunded or cancelled: it is worth nothing, however well it agrees.
    pub void: bool,
    /// A QR code or bar code on the screen holds another ticket code than the one that is printed.
    pub code_contradicted: bool,
    /// The engine is known to misread names, so a person compares them.
    pub names_unsure: bool,
}
