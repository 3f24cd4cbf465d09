//! The answer of a match: one verdict per field, and what follows for the screenshot.

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;

coded! {
    /// What is compared, in the order in which it is shown.
    #[derive(PartialOrd, Ord)]
    ComparedField {
        /// The day of the visit. Required.
        PlayDate = "play_date", "游玩日期", "play date";
        /// The ticket type. Required.
        TicketType = "ticket_type", "票种", "ticket type";
        /// The visitor's name. May be absent, must not contradict.
        Name = "name", "姓名", "name";
        /// The visitor's phone. This or the certificate number is required.
        Phone = "phone", "手机号", "phone";
        /// The visitor's certificate number. This or the phone is required.
        CertificateNo = "certificate_no", "证件号", "certificate number";
        /// The amount paid. May be absent, must not contradict.
        Amount = "amount", "金额", "amount";
        /// The agent's order number or ticket code. May be absent, must not contradict.
        Code = "code", "订单号或取票码", "order number or ticket code";
    }
}

coded! {
    MatchVerdict {
        /// Equal in full.
        Match = "match", "一致", "match";
        /// What is visible agrees, but a mask, a qualifier or a repair leaves doubt.
        Partial = "partial", "部分一致", "partial";
        /// Another value was read.
        Mismatch = "mismatch", "不一致", "mismatch";
        /// Nothing was read, or there is nothing to compare with.
        Absent = "absent", "未读到", "absent";
        /// Values were read that disagree with each other.
        Ambiguous = "ambiguous", "有歧义", "ambiguous";
    }
}

coded! {
    /// What follows for the screenshot (`domain.md`, a15 and a16), in the codes of the axis 截图匹配.
    MatchStatus {
        /// Every required field agrees and nothing contradicts.
        Matched = "matched", "一致", "matched";
        /// Nothing contradicts, but a required field is missing or in doubt: a person must look.
        PendingReview = "pending_review", "待复核", "to review";
        /// A field reads differently: a person must look.
        Mismatched = "mismatched", "不符", "mismatched";
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

coded! {
    /// What a screenshot says of one visitor.
    VisitorVerdict {
        /// By a number, or by a masked one together with the name, and nothing contradicts.
        Found = "found", "已找到", "found";
        /// Something speaks of this visitor, and it is not enough.
        Unsure = "unsure", "存疑", "in doubt";
        /// It speaks of this visitor and of something else than the order.
        Contradicted = "contradicted", "矛盾", "contradicted";
        Missing = "missing", "缺", "missing";
        /// The form does not name this visitor, so nobody could be looked for.
        Unnamed = "unnamed", "表单未填", "not in the form";
    }
}

/// One visitor, looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorReport {
    /// 1 is whoever filled the form.
    pub place: u32,
    pub verdict: VisitorVerdict,
    /// As in the form; none where it does not name this visitor.
    pub name: Option<Personal>,
    /// Every field, compared with the block that speaks of this visitor most.
    pub fields: Vec<FieldVerdict>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchReport {
    pub status: MatchStatus,
    /// Why, in one sentence without personal data.
    pub reason: BilingualMessage,
    /// Every field, in the order of [`ComparedField`]; of an order with several tickets those of whoever filled the form.
    pub fields: Vec<FieldVerdict>,
    /// Visitor by visitor, where the order has several tickets.
    pub visitors: Vec<VisitorReport>,
}

impl MatchReport {
    /// Whether a ticket of the order was seen, one of several suffices. Says nothing about the others.
    pub fn shows_ticket(&self) -> bool {
        self.status == MatchStatus::Matched || self.visitors.iter().any(|one| one.verdict == VisitorVerdict::Found)
    }

    pub fn verdict_on(&self, field: ComparedField) -> MatchVerdict {
        self.fields.iter().find(|one| one.field == field).map_or(MatchVerdict::Absent, |one| one.verdict)
    }
}
