//! What can be asked of a resale order, with the facts that the rules need and the order does not hold.
//!
//! The facts (a price, a duplicate, a group) are looked up inside the same transaction that records the events. Only a
//! screenshot is compared before it, with an order that the transaction then finds unchanged.

use super::payload::*;
use super::platform_log::PlatformReport;
use super::season::Season;
use crate::domain::order::delivery::DeliveryPart;
use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::person::Personal;
use crate::domain::value::time::Day;

pub use crate::domain::order::notice::{NoticeOutcome, ResolveDelivery, StartNotice};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResaleCommand {
    /// `form submit`
    SubmitForm(Box<SubmitForm>),
    /// `form correct`
    CorrectForm(Box<CorrectForm>),
    /// `review pass|reject`
    Review {
        pass: bool,
        reason: String,
    },
    /// `payment confirm`
    ConfirmPayment(ConfirmPayment),
    /// `payment correct`
    CorrectPayment(CorrectPayment),
    /// `proof upload`
    UploadProof(UploadProof),
    /// `push`
    StartPush(StartPush),
    FinishPush(PushOutcome),
    /// `push resolve`
    ResolvePush(ResolveDelivery),
    /// `push ack`
    Acknowledge {
        note: Option<String>,
    },
    /// `ocr run`, `ocr import`
    ReadScreenshot(Box<ReadScreenshot>),
    /// `match accept|reject`
    ReviewScreenshot {
        accept: bool,
        reason: String,
    },
    /// `notify send|resend`
    StartNotice(StartNotice),
    FinishNotice(NoticeOutcome),
    /// `notify resolve`
    ResolveNotice(ResolveDelivery),
    /// `share settle`
    SettleShare {
        /// The configured parties: name and basis points, 10,000 in all.
        parties: Vec<(String, BasisPoints)>,
    },
    /// `order cancel`
    Cancel {
        reason: String,
    },
    /// `order cancel --agent-confirmed`
    ConfirmCancel {
        evidence: String,
    },
    /// `refund open`
    OpenRefund {
        reason: String,
        /// How much, if not all that is left.
        amount: Option<Fen>,
        /// Whether a part of the money, too, ends the order: the agent takes it back, and the ticket is void.
        revokes_ticket: bool,
    },
    /// `refund leg`
    ConfirmLeg {
        leg: RefundLeg,
        evidence: String,
        /// How much came or went, if not all of it.
        amount: Option<Fen>,
    },
    /// `refund complete`
    CompleteRefund,
    /// `refund complete --payment-ref`: the agent gave a second payment back.
    ReturnSecondPayment {
        reference: String,
        evidence: String,
    },
    /// `refund dismiss`: nothing is to come back for it.
    DismissSecondPayment {
        reference: String,
        reason: String,
    },
    /// `order import`: what a file says of an order that is here.
    HearPlatform(Box<PlatformReport>),
    /// `order keep`
    KeepOrder {
        reason: String,
    },
    /// `order correct`
    CorrectOrder(Box<CorrectOrder>),
    /// `order note`
    NoteOrder {
        text: Personal,
    },
    /// `sweep`
    MissDeadline(DeadlineMissed),
    /// `--reveal`
    Reveal {
        command: String,
    },
    /// `person erase`
    Erase {
        reason: String,
    },
}

/// The price that the table has for the ticket of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeasonPrice {
    /// Of the play date.
    pub season: Season,
    /// Of one ticket, in yuan.
    pub amount: Fen,
}

/// A form with the facts that judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmitForm {
    /// What the buyer filled, validated.
    pub form: FormSubmitted,
    /// The ticket type that counts: the order's own, else the form's.
    pub ticket_type: Option<String>,
    /// The play date that counts.
    pub play_date: Option<Day>,
    /// The table's price for both; `None` where there is none.
    pub price: Option<SeasonPrice>,
    /// How far the paid amount may be off.
    pub tolerance: Fen,
    /// What part of the settlement amount the agent is owed.
    pub rate: BasisPoints,
    /// Other live orders of the same person on the same day.
    pub duplicates: Vec<OrderNo>,
    /// Whether the person is on the blocklist.
    pub blocked: bool,
}

/// What was bought as it should have been written down, with the facts that judge it anew. What stays is not said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectOrder {
    /// As the price table calls it.
    pub ticket_type: Option<String>,
    pub play_date: Option<Day>,
    /// How many tickets.
    pub quantity: Option<u32>,
    pub buyer_nick: Option<Personal>,
    pub reason: String,
    /// Where a form is there: that form, with the facts that judge it for the sale as it then is.
    pub judged: Option<SubmitForm>,
}

/// A corrected form with the facts that judge it. Its price was judged with the first form: what was bought stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectForm {
    /// The whole form as it should have been, validated.
    pub form: FormSubmitted,
    pub reason: String,
    /// Other live orders of the same person on the same day.
    pub duplicates: Vec<OrderNo>,
    /// Whether the person is on the blocklist.
    pub blocked: bool,
}

/// A confirmation with what else is known of its reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmPayment {
    /// `wechat`, `alipay` or `bank`.
    pub channel: String,
    /// The payment's number at the channel.
    pub reference: Option<String>,
    /// What was paid, if not the payable amount.
    pub amount: Option<Fen>,
    pub amount_reason: Option<String>,
    /// Whether a row of a sheet says it: what is missing is then a column, and no flag.
    pub from_sheet: bool,
    pub operation_key: String,
    /// The order that has this reference already.
    pub reference_used_by: Option<OrderNo>,
}

/// How a payment should have been booked, with what else is known of its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectPayment {
    /// `wechat`, `alipay` or `bank`; as it was booked, if none is said.
    pub channel: Option<String>,
    /// The payment's number at the channel.
    pub reference: String,
    pub reason: String,
    /// The order that has this number already.
    pub reference_used_by: Option<OrderNo>,
}

/// A proof with what else is known of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadProof {
    /// The proof as it will be recorded.
    pub proof: ProofUploaded,
    /// Another order that has the same bytes.
    pub reused_by: Option<OrderNo>,
}

/// A group, as far as the rules care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFacts {
    pub name: String,
    /// Why it is paused, if it is.
    pub paused: Option<String>,
}

coded! {
    /// The state of a proof's file.
    ProofState {
        /// It is there with its hash.
        Intact = "intact", "完好", "intact";
        Missing = "missing", "不见了", "missing";
        /// It is there with another hash.
        Damaged = "damaged", "已损坏", "damaged";
        /// Only the web system has it.
        External = "external", "在原系统", "external";
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartPush {
    pub group: GroupFacts,
    /// Whether the operator named another group than the routed one.
    pub route_override: bool,
    /// The state of the current proof's file.
    pub proof: Option<ProofState>,
    /// The parts that a push has, in order.
    pub parts: Vec<DeliveryPart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushOutcome {
    /// Every part was accepted.
    Accepted {
        /// The ids of the accepted deliveries.
        accepted: Vec<String>,
    },
    /// A definite no; the rest was not sent.
    Failed {
        /// Such as `WECOM_SEND_FAILED`.
        code: String,
        /// Verbatim.
        message: String,
        /// The ids of the deliveries accepted before.
        accepted: Vec<String>,
        /// Whether not a byte of the refused part left.
        never_left: bool,
    },
    /// Nobody knows; the rest was not sent.
    Unknown {
        delivery: String,
        reason: String,
        /// The ids of the deliveries accepted before.
        accepted: Vec<String>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadScreenshot {
    /// The screenshot as it will be recorded.
    pub screenshot: ScreenshotUploaded,
    /// What the engine read, or why it could not.
    pub reading: Result<OcrCompleted, OcrFailed>,
    /// The verdict on what was read.
    pub outcome: Option<MatchOutcome>,
}
