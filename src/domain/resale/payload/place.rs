//! Payloads from the paid event to the proof: a1 to a7, and the correction of the payment, a27.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::visitor::VisitorList;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::resale::axis::{OrderStatus, ReviewStatus};
use crate::domain::resale::season::Season;
use crate::domain::value::certificate::{CertificateType, DocumentWarning, check_digit_holds};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::person::{Personal, personal, personal_opt};
use crate::domain::value::person_details::UserType;
use crate::domain::value::person_details::find_card_contradictions;
use crate::domain::value::text::number::is_same_number;
use crate::domain::value::time::Day;

/// a1. What the marketplace said, kept as it came: `paidAmount` may be a number or a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaidDetected(pub Map<String, Value>);

impl PaidDetected {
    /// Its keys; each value is a text, a number or null. The last five are there where the platform says them.
    pub const KEYS: [&str; 14] = [
        "externalOrderNo",
        "productName",
        "ticketType",
        "playDate",
        "paidAmount",
        "paidAt",
        "externalUserId",
        "sourcePlatform",
        "eventKey",
        "quantity",
        "payNo",
        "totalAmount",
        "platformStatus",
        "buyerNick",
    ];

    /// The buyer's nickname, where the platform names the account in another way.
    pub fn separate_nick(&self) -> Option<Personal> {
        let nick = self.0.get("buyerNick")?;
        if self.0.get("externalUserId") == Some(nick) { None } else { Personal::from_payload(nick) }
    }

    /// The part of it that this program knows.
    pub fn known_part(&self) -> Map<String, Value> {
        let known = |(key, value): &(&String, &Value)| {
            Self::KEYS.contains(&key.as_str()) && !value.is_object() && !value.is_array()
        };
        self.0.iter().filter(known).map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

/// a2. The price table beside what was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceCheck {
    pub play_date: Day,
    /// What the buyer paid, in yuan.
    pub paid_amount: Fen,
    pub season_type: RecordedCode<Season>,
    /// The ticket type of the price table.
    pub ticket_type: String,
    /// The price table's amount for all tickets, in yuan.
    pub settlement_amount: Fen,
    /// How many tickets that is the price of, where it is more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<u32>,
}

impl PriceCheck {
    /// What differs, for the error message of a failed check.
    pub fn price_difference(&self) -> String {
        let price = spell_total(self.settlement_amount, self.quantity.unwrap_or(1));
        format!("paid {} but the {} price is {price}", self.paid_amount, self.season_type)
    }
}

/// `2 × 506.00 = 1012.00`; of one ticket the amount alone.
pub fn spell_total(total: Fen, quantity: u32) -> String {
    match total.exact_part(quantity).filter(|_| quantity > 1) {
        Some(each) => format!("{quantity} × {each} = {total}"),
        None => total.to_string(),
    }
}

/// a3. The buyer's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormSubmitted {
    #[serde(with = "personal")]
    pub name: Personal,
    #[serde(with = "personal")]
    pub phone: Personal,
    /// `male`, `female` or null.
    #[serde(with = "personal_opt", default)]
    pub gender: Option<Personal>,
    /// `yyyy-mm-dd` or null.
    #[serde(with = "personal_opt", default)]
    pub birthday: Option<Personal>,
    pub user_type: RecordedCode<UserType>,
    #[serde(with = "personal")]
    pub certificate_no: Personal,
    pub certificate_type: RecordedCode<CertificateType>,
    /// The ticket type, where the paid order did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<String>,
    /// The day of the visit, where the paid order did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub play_date: Option<Day>,
    /// Who comes along, where the order has more than one ticket.
    #[serde(default, skip_serializing_if = "VisitorList::is_empty")]
    pub visitors: VisitorList,
}

impl FormSubmitted {
    /// Every certificate number, the one of whoever filled the form first.
    pub fn certificate_numbers(&self) -> impl Iterator<Item = &Personal> {
        std::iter::once(&self.certificate_no)
            .chain(self.visitors.listed().iter().map(|visitor| &visitor.certificate_no))
    }

    /// How many of the visitors of `quantity` tickets it does not name. Of an erased form nobody is missed.
    pub fn count_missing_visitors(&self, quantity: u32) -> u32 {
        let named = self.visitors.listed().len() + 1;
        match self.visitors {
            VisitorList::Listed(_) => quantity.saturating_sub(u32::try_from(named).unwrap_or(u32::MAX)),
            VisitorList::Erased => 0,
        }
    }

    /// What is odd about the numbers of those who come along, each with the visitor's place: 2, 3 …
    pub fn visitor_warnings(&self) -> impl Iterator<Item = (usize, DocumentWarning)> {
        (2..).zip(self.visitors.listed()).filter_map(|(place, visitor)| Some((place, visitor.document_warning()?)))
    }

    /// What is odd about the form but no reason to refuse it. Read off the number, so that the payload stays the page's.
    pub fn document_warnings(&self) -> Vec<DocumentWarning> {
        let number = self.certificate_no.reveal().filter(|_| self.certificate_type == CertificateType::IdCard);
        let Some(number) = number else { return Vec::new() };
        let birthday = self.birthday.as_ref().and_then(Personal::reveal);
        let gender = self.gender.as_ref().and_then(Personal::reveal);
        let check_digit = (!check_digit_holds(number)).then_some(DocumentWarning::CheckDigit);
        let others = find_card_contradictions(number, birthday, gender);
        check_digit.into_iter().chain(others).collect()
    }
}

/// A form that was wrong, corrected by the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormCorrected {
    /// The whole form as it should have been. Ticket type and play date are those of the form before it.
    #[serde(flatten)]
    pub form: FormSubmitted,
    pub operator_id: String,
    pub reason: String,
    /// The revision of the order from here on.
    pub revision: u32,
}

/// What the agent is owed: settlement × rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayableFixed {
    /// The price table's amount for all tickets, in yuan.
    pub settlement_amount: Fen,
    /// The rate in basis points.
    pub rate_bp: u32,
    /// The amount to pay, in yuan.
    pub payable_amount: Fen,
}

impl PayableFixed {
    /// The amount that `settlement` at `rate` comes to.
    pub fn from_settlement(settlement: Fen, rate: BasisPoints) -> Self {
        Self { settlement_amount: settlement, rate_bp: rate.0, payable_amount: settlement.at_rate(rate) }
    }
}

/// a4. Where the review leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewOutcome {
    /// After the form.
    pub next_order_status: RecordedCode<OrderStatus>,
    /// After the review.
    pub next_review_status: RecordedCode<ReviewStatus>,
    /// Why a person must look: the price, another order of the person, or the blocklist.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<RecordedCode<ExceptionKind>>,
    /// Other live orders of the same person on the same day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<String>,
}

/// a5, a17, erasure: an operator decided, and said why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewDecision {
    pub operator_id: String,
    pub reason: String,
}

/// a6. The operator paid the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentConfirmed {
    pub operator_id: String,
    /// `wechat`, `alipay` or `bank`.
    pub pay_channel: String,
    /// The key under which a repeat is recognised.
    pub operation_key: String,
    /// `manual_backend`.
    pub confirm_method: String,
    /// The payment's number at the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_reference: Option<String>,
    /// What was paid, where it is not the payable amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_amount: Option<Fen>,
    /// Why another amount was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_reason: Option<String>,
}

/// a6. A second confirmation with another reference: perhaps money left twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRefused {
    pub operator_id: String,
    /// `wechat`, `alipay` or `bank`.
    pub pay_channel: String,
    /// The key of the attempt.
    pub operation_key: String,
    pub payment_reference: String,
    /// `PAYMENT_ALREADY_CONFIRMED`.
    pub failure_code: String,
    /// Who had confirmed, and when.
    pub failure_message: String,
}

/// a27. The payment was booked under a wrong number, or a wrong channel; its amount is what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentCorrected {
    pub operator_id: String,
    pub reason: String,
    /// How it was booked.
    pub previous_channel: String,
    /// Absent where it was booked without a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_reference: Option<String>,
    /// `wechat`, `alipay` or `bank`.
    pub pay_channel: String,
    /// The payment's number at the channel.
    pub payment_reference: String,
}

impl PaymentCorrected {
    /// Whether the payment has another channel, or a number that is not the same however it is spelled.
    pub fn changes_payment(&self) -> bool {
        let same_number =
            self.previous_reference.as_ref().is_some_and(|before| is_same_number(before, &self.payment_reference));
        !same_number || self.previous_channel != self.pay_channel
    }
}

/// a6. The agent gave a second payment back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecondPaymentReturned {
    pub operator_id: String,
    pub payment_reference: String,
    pub evidence: String,
}

/// a6. There was no second payment, or it was settled otherwise, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SecondPaymentDismissed {
    pub operator_id: String,
    pub payment_reference: String,
    pub reason: String,
}

/// a7. The proof of the payment to the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofUploaded {
    /// `upload`.
    pub source: String,
    /// The file's name as the operator had it.
    pub file_name: String,
    /// Bytes.
    pub file_size: u64,
    /// The media type by content.
    pub file_type: String,
    pub operator_id: String,
    /// Where it is kept, below the data directory.
    pub receipt_file_path: String,
    /// The same place as a reference.
    pub receipt_image_url: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub receipt_image_hash: String,
    /// Why the same bytes may prove two payments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reused_proof_reason: Option<String>,
}
