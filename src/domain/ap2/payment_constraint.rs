//! What a person allowed an agent to pay (`payment_mandate.md`, "Constraints").

use serde_json::Value;

use super::chain::{OpenMandate, party_id};
use super::claims::{Claims, read_optional, require_integer, require_object, require_objects, require_text};
use super::constraint::{check_allowed_id, check_members, evaluate_constraints};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// Currencies of which we know that they have two decimals: a budget is in major units, everything else in minor ones.
const TWO_DECIMALS: [&str; 9] = ["AUD", "CNY", "EUR", "GBP", "HKD", "MYR", "SGD", "THB", "USD"];

/// How an open payment mandate was used before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MandateUsage {
    /// What was paid on it so far, in minor units of its budget's currency.
    pub spent: u64,
    pub uses: u32,
}

pub(super) struct MandatePayment<'a> {
    /// The closed payment mandate.
    pub(super) mandate: &'a Claims,
    /// The hashes of the open checkout mandates of this sale.
    pub(super) open_checkouts: &'a [String],
    pub(super) history: Option<MandateUsage>,
    pub(super) now: Timestamp,
}

/// Checks a payment against an open mandate.
pub(super) fn check_payment_constraints(open: &OpenMandate, payment: &MandatePayment<'_>) -> Result<(), Ap2Refusal> {
    let mandate = payment.mandate;
    let required = "payment.reference";
    evaluate_constraints(open, required, |kind, constraint| match kind {
        "payment.amount_range" => check_amount_range(constraint, mandate),
        "payment.allowed_payees" => {
            check_members(constraint, &["type", "allowed"])?;
            check_allowed_id(constraint, party_id(mandate, "payee")?, RefusalReason::PayeeNotAllowed)
        }
        "payment.allowed_payment_instruments" => {
            check_members(constraint, &["type", "allowed"])?;
            check_allowed_id(constraint, party_id(mandate, "payment_instrument")?, RefusalReason::InstrumentNotAllowed)
        }
        "payment.allowed_pisps" => check_pisps(constraint, mandate),
        "payment.budget" => check_budget(constraint, payment),
        "payment.agent_recurrence" => check_recurrence(constraint, payment.history),
        "payment.execution_date" => check_execution_date(constraint, payment),
        "payment.reference" => check_reference(constraint, payment.open_checkouts),
        _ => Err(RefusalReason::ConstraintUnknown.at_path("type")),
    })
}

/// Amount in minor units, and currency.
pub(super) fn payment_amount(mandate: &Claims) -> Result<(u64, &str), Ap2Refusal> {
    let amount = require_object(mandate, "payment_amount")?;
    Ok((
        require_integer(amount, "amount").within_path("payment_amount")?,
        require_text(amount, "currency").within_path("payment_amount")?,
    ))
}

fn check_amount_range(constraint: &Claims, mandate: &Claims) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "currency", "max", "min"])?;
    let (paid, currency) = payment_amount(mandate)?;
    if require_text(constraint, "currency")? != currency {
        return Err(RefusalReason::CurrencyNotAllowed.at_path("currency"));
    }
    // The currency was compared before: an amount means nothing without it.
    if paid > require_integer(constraint, "max")? {
        return Err(RefusalReason::AmountNotAllowed.at_path("max"));
    }
    if paid < read_optional(constraint, "min", require_integer)?.unwrap_or(0) {
        return Err(RefusalReason::AmountNotAllowed.at_path("min"));
    }
    Ok(())
}

fn check_pisps(constraint: &Claims, mandate: &Claims) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "allowed"])?;
    let names = ["legal_name", "brand_name", "domain_name"];
    let pisp = require_object(mandate, "pisp").map_err(|refused| refused.with_reason(RefusalReason::PispNotAllowed))?;
    let is_it = |entry: &&Claims| names.iter().all(|name| entry.get(*name) == pisp.get(*name));
    // All three absent would compare equal with any entry that has none of them.
    let named = names.iter().any(|name| pisp.contains_key(*name));
    RefusalReason::PispNotAllowed.unless(named && require_objects(constraint, "allowed")?.iter().any(is_it), "allowed")
}

fn check_budget(constraint: &Claims, payment: &MandatePayment<'_>) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "currency", "max"])?;
    let (paid, currency) = payment_amount(payment.mandate)?;
    if require_text(constraint, "currency")? != currency {
        return Err(RefusalReason::CurrencyNotAllowed.at_path("currency"));
    }
    // Guessing the decimals of a yen or a dinar would be wrong by a factor of a hundred: it is left to a person.
    if !TWO_DECIMALS.contains(&currency) {
        return Err(RefusalReason::ConstraintUnknown.at_path("currency"));
    }
    let malformed = || RefusalReason::ConstraintMalformed.at_path("max");
    let Some(Value::Number(max)) = constraint.get("max") else { return Err(malformed()) };
    // By its digits as written: a float in between could round a budget up by one unit.
    let max =
        Fen::parse(&max.to_string()).ok().and_then(|max| u64::try_from(max.in_fen()).ok()).ok_or_else(malformed)?;
    let history = payment.history.ok_or_else(|| RefusalReason::HistoryMissing.at_path(""))?;
    RefusalReason::BudgetExceeded.unless(history.spent.saturating_add(paid) <= max, "max")
}

/// The first use is within any frequency. How far apart later ones must be the specification leaves open, so only
/// `ON_DEMAND` can be shown to be kept.
fn check_recurrence(constraint: &Claims, history: Option<MandateUsage>) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "frequency", "max_occurrences"])?;
    let frequency = require_text(constraint, "frequency")?;
    let limit = read_optional(constraint, "max_occurrences", require_integer)?;
    let uses = history.ok_or_else(|| RefusalReason::HistoryMissing.at_path(""))?.uses;
    if limit.is_some_and(|limit| u64::from(uses) >= limit) {
        return Err(RefusalReason::RecurrenceExceeded.at_path("max_occurrences"));
    }
    RefusalReason::HistoryMissing.unless(uses == 0 || frequency == "ON_DEMAND", "frequency")
}

/// A payment without a date is made now.
fn check_execution_date(constraint: &Claims, payment: &MandatePayment<'_>) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "not_before", "not_after"])?;
    let moment = |claims: &Claims, name: &str| {
        Timestamp::parse(require_text(claims, name)?).map_err(|_| RefusalReason::ConstraintMalformed.at_path(name))
    };
    let date = read_optional(payment.mandate, "execution_date", moment)?.unwrap_or(payment.now);
    let (from, until) =
        (read_optional(constraint, "not_before", moment)?, read_optional(constraint, "not_after", moment)?);
    RefusalReason::DateNotAllowed
        .unless(from.is_none_or(|from| from <= date) && until.is_none_or(|until| date <= until), "execution_date")
}

fn check_reference(constraint: &Claims, open_checkouts: &[String]) -> Result<(), Ap2Refusal> {
    let name = "conditional_transaction_id";
    check_members(constraint, &["type", name])?;
    let wanted = constraint.get(name).and_then(Value::as_str);
    RefusalReason::ReferenceMismatch.unless(open_checkouts.iter().any(|hash| Some(hash.as_str()) == wanted), name)
}
