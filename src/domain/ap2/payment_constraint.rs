//! What a person allowed an agent to pay (`payment_mandate.md`, "Constraints").

use std::collections::BTreeMap;

use serde_json::Value;

use super::chain::{OpenMandate, party_id};
use super::claims::{Claims, read_optional, require_integer, require_object, require_objects, require_text};
use super::constraint::{check_allowed_id, check_members, evaluate_constraints};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// Currencies of which we know that they have two decimals: a budget is in major units, everything else in minor ones.
const TWO_DECIMALS: [&str; 9] = ["AUD", "CNY", "EUR", "GBP", "HKD", "MYR", "SGD", "THB", "USD"];
/// The two that depend on how the open mandate was used before.
const BUDGET: &str = "payment.budget";
const RECURRENCE: &str = "payment.agent_recurrence";

/// How an open payment mandate was used before, by what is remembered of it here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MandateUsage {
    /// What was agreed to on it so far, in minor units of its budget's currency.
    pub spent: u64,
    pub uses: u32,
    pub last_used: Option<Timestamp>,
}

/// The usage of open payment mandates, each by the hash of what its link is signed over
/// ([`open_mandate_hashes`](super::open_mandate_hashes)). One that is not in here is not known to have been used or not.
pub type UsageHistory = BTreeMap<String, MandateUsage>;

/// A closed payment mandate, read.
#[derive(Debug)]
pub(super) struct MandatePayment<'a> {
    pub(super) payee: &'a str,
    /// In minor units.
    pub(super) amount: u64,
    pub(super) currency: &'a str,
    instrument: &'a str,
    pisp: Option<&'a Claims>,
    /// Now, where the mandate names none.
    execution_date: Timestamp,
}

impl<'a> MandatePayment<'a> {
    pub(super) fn read(mandate: &'a Claims, now: Timestamp) -> Result<Self, Ap2Refusal> {
        let amount = require_object(mandate, "payment_amount")?;
        let date = read_optional(mandate, "execution_date", |claims, name| {
            Timestamp::parse(require_text(claims, name)?).map_err(|_| RefusalReason::ClaimMalformed.at_path(name))
        })?;
        Ok(Self {
            payee: party_id(mandate, "payee")?,
            amount: require_integer(amount, "amount").within_path("payment_amount")?,
            currency: require_text(amount, "currency").within_path("payment_amount")?,
            instrument: party_id(mandate, "payment_instrument")?,
            pisp: read_optional(mandate, "pisp", require_object)?,
            execution_date: date.unwrap_or(now),
        })
    }
}

/// What a payment is held against besides its open mandate.
#[derive(Clone, Copy, Debug)]
pub(super) struct PaymentContext<'a> {
    /// The open checkout mandates of this sale, each as it was presented.
    pub(super) open_checkouts: &'a [&'a str],
    pub(super) history: &'a UsageHistory,
    pub(super) now: Timestamp,
}

/// Checks a payment against an open mandate, and says whether the mandate's uses count.
pub(super) fn check_payment_constraints(
    open: &OpenMandate<'_>,
    payment: &MandatePayment<'_>,
    context: PaymentContext<'_>,
) -> Result<bool, Ap2Refusal> {
    let required = "payment.reference";
    let usage = || {
        let known = context.history.get(&open.content_hash).copied();
        known.ok_or_else(|| RefusalReason::HistoryMissing.at_path(""))
    };
    evaluate_constraints(open, required, |kind, constraint| match kind {
        "payment.amount_range" => check_amount_range(constraint, payment),
        "payment.allowed_payees" => {
            check_members(constraint, &["type", "allowed"])?;
            check_allowed_id(constraint, payment.payee, RefusalReason::PayeeNotAllowed)
        }
        "payment.allowed_payment_instruments" => {
            check_members(constraint, &["type", "allowed"])?;
            check_allowed_id(constraint, payment.instrument, RefusalReason::InstrumentNotAllowed)
        }
        "payment.allowed_pisps" => check_pisps(constraint, payment.pisp),
        BUDGET => check_budget(constraint, payment, usage()?),
        RECURRENCE => check_recurrence(constraint, usage()?, context.now),
        "payment.execution_date" => check_execution_date(constraint, payment.execution_date),
        "payment.reference" => check_reference(constraint, open, context.open_checkouts),
        _ => Err(RefusalReason::ConstraintUnknown.at_path("type")),
    })
    .map(|kinds| kinds.iter().any(|kind| [BUDGET, RECURRENCE].contains(kind)))
}

fn check_amount_range(constraint: &Claims, payment: &MandatePayment<'_>) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "currency", "max", "min"])?;
    if require_text(constraint, "currency")? != payment.currency {
        return Err(RefusalReason::CurrencyNotAllowed.at_path("currency"));
    }
    // The currency was compared before: an amount means nothing without it.
    if payment.amount > require_integer(constraint, "max")? {
        return Err(RefusalReason::AmountNotAllowed.at_path("max"));
    }
    if payment.amount < read_optional(constraint, "min", require_integer)?.unwrap_or(0) {
        return Err(RefusalReason::AmountNotAllowed.at_path("min"));
    }
    Ok(())
}

fn check_pisps(constraint: &Claims, pisp: Option<&Claims>) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "allowed"])?;
    let names = ["legal_name", "brand_name", "domain_name"];
    let pisp = pisp.ok_or_else(|| RefusalReason::PispNotAllowed.at_path("pisp"))?;
    let is_it = |entry: &&Claims| names.iter().all(|name| entry.get(*name) == pisp.get(*name));
    // All three absent would compare equal with any entry that has none of them.
    let named = names.iter().any(|name| pisp.contains_key(*name));
    RefusalReason::PispNotAllowed.unless(named && require_objects(constraint, "allowed")?.iter().any(is_it), "allowed")
}

fn check_budget(constraint: &Claims, payment: &MandatePayment<'_>, usage: MandateUsage) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "currency", "max"])?;
    let currency = payment.currency;
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
    RefusalReason::BudgetExceeded.unless(usage.spent.saturating_add(payment.amount) <= max, "max")
}

/// From when on a use is "sufficiently separated in time" from the one at `last` (`open_payment_mandate.json`,
/// `agent_recurrence`): a whole period later. Two uses that far apart are in two calendar periods too, so whoever counts by
/// those agrees. None for a frequency that is not known.
fn next_use(frequency: &str, last: Timestamp) -> Option<Timestamp> {
    const DAY: i64 = 24 * 60;
    Some(match frequency {
        "ON_DEMAND" => last,
        "DAILY" => last.plus_minutes(DAY),
        "WEEKLY" => last.plus_minutes(7 * DAY),
        "BIWEEKLY" => last.plus_minutes(14 * DAY),
        "MONTHLY" => last.plus_months(1),
        "QUARTERLY" => last.plus_months(3),
        "ANNUALLY" => last.plus_months(12),
        _ => return None,
    })
}

fn check_recurrence(constraint: &Claims, usage: MandateUsage, now: Timestamp) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "frequency", "max_occurrences"])?;
    let limit = read_optional(constraint, "max_occurrences", require_integer)?;
    if limit.is_some_and(|limit| u64::from(usage.uses) >= limit) {
        return Err(RefusalReason::RecurrenceExceeded.at_path("max_occurrences"));
    }
    let next = next_use(require_text(constraint, "frequency")?, usage.last_used.unwrap_or(now));
    let next = next.ok_or_else(|| RefusalReason::ConstraintUnknown.at_path("frequency"))?;
    RefusalReason::RecurrenceTooSoon.unless(usage.last_used.is_none() || next <= now, "frequency")
}

fn check_execution_date(constraint: &Claims, date: Timestamp) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "not_before", "not_after"])?;
    let moment = |claims: &Claims, name: &str| {
        Timestamp::parse(require_text(claims, name)?).map_err(|_| RefusalReason::ConstraintMalformed.at_path(name))
    };
    let (from, until) =
        (read_optional(constraint, "not_before", moment)?, read_optional(constraint, "not_after", moment)?);
    RefusalReason::DateNotAllowed
        .unless(from.is_none_or(|from| from <= date) && until.is_none_or(|until| date <= until), "execution_date")
}

/// The reference is hashed as the token says that holds it, which need not be how the checkout mandate hashes.
fn check_reference(constraint: &Claims, open: &OpenMandate<'_>, open_checkouts: &[&str]) -> Result<(), Ap2Refusal> {
    let name = "conditional_transaction_id";
    check_members(constraint, &["type", name])?;
    let wanted = constraint.get(name).and_then(Value::as_str);
    let is_it = |presented: &&str| Some(open.algorithm.hash_text(presented).as_str()) == wanted;
    RefusalReason::ReferenceMismatch.unless(open_checkouts.iter().any(is_it), name)
}
