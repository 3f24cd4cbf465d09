//! The answer of a match: one verdict per field, and what follows for the screenshot.

use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::person::Personal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ComparedField {
    /// The day of the visit. Required.
    PlayDate,
    /// The ticket type. Required.
    TicketType,
    /// The visitor's name. May be absent, must not contradict.
    Name,
    /// The visitor's phone. This or the certificate number is required.
    Phone,
    /// The visitor's certificate number. This or the phone is required.
    CertificateNo,
    /// The amount paid. May be absent, must not contradict.
    Amount,
    /// The agent's order number or ticket code. May be absent, must not contradict.
    Code,
}

impl ComparedField {
    pub const ALL: [Self; 7] =
        [Self::PlayDate, Self::TicketType, Self::Name, Self::Phone, Self::CertificateNo, Self::Amount, Self::Code];

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// The stable code, as in JSON and event payloads.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PlayDate => "play_date",
            Self::TicketType => "ticket_type",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::CertificateNo => "certificate_no",
            Self::Amount => "amount",
            Self::Code => "code",
        }
    }

    pub const fn label(self) -> BilingualText {
        match self {
            Self::PlayDate => BilingualText { zh: "游玩日期", en: "play date" },
            Self::TicketType => BilingualText { zh: "票种", en: "ticket type" },
            Self::Name => BilingualText { zh: "姓名", en: "name" },
            Self::Phone => BilingualText { zh: "手机号", en: "phone" },
            Self::CertificateNo => BilingualText { zh: "证件号", en: "certificate number" },
            Self::Amount => BilingualText { zh: "金额", en: "amount" },
            Self::Code => BilingualText { zh: "订单号或取票码", en: "order number or ticket code" },
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchVerdict {
    /// Equal in full.
    Match,
    /// What is visible agrees, but a mask, a qualifier or a repair leaves doubt.
    Partial,
    /// Another value was read.
    Mismatch,
    /// Nothing was read, or there is nothing to compare with.
    Absent,
    /// Values were read that disagree with each other.
    Ambiguous,
}

impl MatchVerdict {
    pub const ALL: [Self; 5] = [Self::Match, Self::Partial, Self::Mismatch, Self::Absent, Self::Ambiguous];

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// The stable code, as in JSON and event payloads.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Partial => "partial",
            Self::Mismatch => "mismatch",
            Self::Absent => "absent",
            Self::Ambiguous => "ambiguous",
        }
    }

    pub const fn label(self) -> BilingualText {
        match self {
            Self::Match => BilingualText { zh: "一致", en: "match" },
            Self::Partial => BilingualText { zh: "部分一致", en: "partial" },
            Self::Mismatch => BilingualText { zh: "不一致", en: "mismatch" },
            Self::Absent => BilingualText { zh: "未读到", en: "absent" },
            Self::Ambiguous => BilingualText { zh: "有歧义", en: "ambiguous" },
        }
    }
}

/// What follows for the screenshot (`domain.md`, a15 and a16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchStatus {
    /// Every required field agrees and nothing contradicts.
    Matched,
    /// Nothing contradicts, but a required field is missing or in doubt: a person must look.
    PendingReview,
    /// A field reads differently: a person must look.
    Mismatched,
}

impl MatchStatus {
    /// The stable code of the axis 截图匹配.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::PendingReview => "pending_review",
            Self::Mismatched => "mismatched",
        }
    }
}

/// One field, compared. Expected and seen values are personal data, whatever the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldVerdict {
    pub field: ComparedField,
    pub verdict: MatchVerdict,
    pub expected: Personal,
    /// What was read; several readings that disagree stand side by side, ` / ` between them.
    pub seen: Option<Personal>,
    /// Why. Names no value but a ticket's qualifier.
    pub reason: BilingualMessage,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchReport {
    pub status: MatchStatus,
    /// Why, in one sentence without personal data.
    pub reason: BilingualMessage,
    /// Every field, in the order of [`ComparedField`].
    pub fields: Vec<FieldVerdict>,
}

impl MatchReport {
    pub fn verdict_on(&self, field: ComparedField) -> MatchVerdict {
        self.fields.iter().find(|one| one.field == field).map_or(MatchVerdict::Absent, |one| one.verdict)
    }
}
