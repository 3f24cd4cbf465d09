//! What a person allowed an agent to pay (`payment_mandate.md`, "Constraints").

use serde_json::Value;

use super::chain::{Open, party};
use super::claims::{Claims, object, objects, optional, text, whole};
use super::constraint::{among, evaluate, members};
use super::refusal::{Reason, Refused};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// Currencies of which we know that they have two decimals: a budget is in major units, everything else in minor ones.
const TWO_DECIMALS: [&str; 9] = ["AUD", "CNY", "EUR", "GBP", "HKD", "MYR", "SGD", "THB", "USD"];

/// How an open payment mandate was used before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What was paid on it so far, in minor units of its budget's currency.
    pub spent: u64,
    pub uses: u32,
}

pub(super) struct Payment<'a> {
    /// The closed payment mandate.
    pub(super) mandate: &'a Claims,
    /// The hashes of the open checkout mandates of this sale.
    pub(super) open_checkouts: &'a [String],
    pub(super) history: Option<History>,
    pub(super) now: Timestamp,
}

/// Checks a payment against an open mandate.
pub(super) fn check(open: &Open, payment: &Payment<'_>) -> Result<(), Refused> {
    let mandate = payment.mandate;
    let required = "payment.reference";
    evaluate(open, required, |kind, constraint| match kind {
        "payment.amount_range" => amount_range(constraint, mandate),
        "payment.allowed_payees" => {
            members(constraint, &["type", "allowed"])?;
            among(constraint, party(mandate, "payee")?, Reason::PayeeNotAllowed)
        }
        "payment.allowed_payment_instruments" => {
            members(constraint, &["type", "allowed"])?;
            among(constraint, party(mandate, "payment_instrument")?, Reason::InstrumentNotAllowed)
        }
        "payment.allowed_pisps" => pisps(constraint, mandate),
        "payment.budget" => budget(constraint, payment),
        "payment.agent_recurrence" => recurrence(constraint, payment.history),
        "payment.execution_date" => execution_date(constraint, payment),
        "payment.reference" => reference(constraint, payment.open_checkouts),
        _ => Err(Refused::new(Reason::ConstraintUnknown, "type")),
    })
}

/// Amount in minor units, and currency.
pub(super) fn amount(mandate: &Claims) -> Result<(u64, &str), Refused> {
    let place = |refused: Refused| refused.under("payment_amount");
    let amount = object(mandate, "payment_amount")?;
    Ok((whole(amount, "amount").map_err(place)?, text(amount, "currency").map_err(place)?))
}

fn amount_range(constraint: &Claims, mandate: &Claims) -> Result<(), Refused> {
    members(constraint, &["type", "currency", "max", "min"])?;
    let (paid, currency) = amount(mandate)?;
    if text(constraint, "currency")? != currency {
        return Err(Refused::new(Reason::CurrencyNotAllowed, "currency"));
    }
    if paid > whole(constraint, "max")? {
        return Err(Refused::new(Reason::AmountNotAllowed, "max"));
    }
    if paid < optional(constraint, "min", whole)?.unwrap_or(0) {
        return Err(Refused::new(Reason::AmountNotAllowed, "min"));
    }
    Ok(())
}

fn pisps(constraint: &Claims, mandate: &Claims) -> Result<(), Refused> {
    members(constraint, &["type", "allowed"])?;
    let names = ["legal_name", "brand_name", "domain_name"];
    let pisp = object(mandate, "pisp").map_err(|refused| refused.because(Reason::PispNotAllowed))?;
    let is_it = |entry: &&Claims| names.iter().all(|name| entry.get(*name) == pisp.get(*name));
    let named = names.iter().any(|name| pisp.contains_key(*name));
    if named && objects(constraint, "allowed")?.iter().any(is_it) {
        Ok(())
    } else {
        Err(Refused::new(Reason::PispNotAllowed, "allowed"))
    }
}

fn budget(constraint: &Claims, payment: &Payment<'_>) -> Result<(), Refused> {
    members(constraint, &["type", "currency", "max"])?;
    let (paid, currency) = amount(payment.mandate)?;
    if text(constraint, "currency")? != currency {
        return Err(Refused::new(Reason::CurrencyNotAllowed, "currency"));
    }
    if !TWO_DECIMALS.contains(&currency) {
        return Err(Refused::new(Reason::ConstraintUnknown, "currency"));
    }
    let malformed = || Refused::new(Reason::ConstraintMalformed, "max");
    let Some(Value::Number(max)) = constraint.get("max") else { return Err(malformed()) };
    let max = Fen::parse(&max.to_string()).ok().and_then(|max| u64::try_from(max.get()).ok()).ok_or_else(malformed)?;
    let history = payment.history.ok_or_else(|| Refused::new(Reason::HistoryMissing, ""))?;
    if history.spent.saturating_add(paid) <= max { Ok(()) } else { Err(Refused::new(Reason::BudgetExceeded, "max")) }
}

/// The first use is within any frequency. How far apart later ones must be the specification leaves open, so only
/// `ON_DEMAND` can be shown to be kept.
fn recurrence(constraint: &Claims, history: Option<History>) -> Result<(), Refused> {
    members(constraint, &["type", "frequency", "max_occurrences"])?;
    let frequency = text(constraint, "frequency")?;
    let limit = optional(constraint, "max_occurrences", whole)?;
    let uses = history.ok_or_else(|| Refused::new(Reason::HistoryMissing, ""))?.uses;
    if limit.is_some_and(|limit| u64::from(uses) >= limit) {
        return Err(Refused::new(Reason::RecurrenceExceeded, "max_occurrences"));
    }
    if uses == 0 || frequency == "ON_DEMAND" { Ok(()) } else { Err(Refused::new(Reason::HistoryMissing, "frequency")) }
}

/// A payment without a date is made now.
fn execution_date(constraint: &Claims, payment: &Payment<'_>) -> Result<(), Refused> {
    members(constraint, &["type", "not_before", "not_after"])?;
    let moment = |claims: &Claims, name: &str| {
        Timestamp::parse(text(claims, name)?).map_err(|_| Refused::new(Reason::ConstraintMalformed, name))
    };
    let date = optional(payment.mandate, "execution_date", moment)?.unwrap_or(payment.now);
    let (from, until) = (optional(constraint, "not_before", moment)?, optional(constraint, "not_after", moment)?);
    if from.is_none_or(|from| from <= date) && until.is_none_or(|until| date <= until) {
        Ok(())
    } else {
        Err(Refused::new(Reason::DateNotAllowed, "execution_date"))
    }
}

fn reference(constraint: &Claims, open_checkouts: &[String]) -> Result<(), Refused> {
    let name = "conditional_transaction_id";
    members(constraint, &["type", name])?;
    let wanted = constraint.get(name).and_then(Value::as_str);
    if open_checkouts.iter().any(|hash| Some(hash.as_str()) == wanted) {
        Ok(())
    } else {
        Err(Refused::new(Reason::ReferenceMismatch, name))
    }
}
