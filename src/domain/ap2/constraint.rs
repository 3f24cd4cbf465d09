//! What a person allowed an agent to check out (`checkout_mandate.md`, "Constraints").
//!
//! A constraint that is not known here, or has a member that is not, fails: it may forbid what it is meant to forbid.

use super::chain::OpenMandate;
use super::checkout::CheckoutFacts;
use super::claims::{Claims, require_integer, require_objects, require_text};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};

/// The lists of which a person shows only the entries that matter.
const CHOICES: [&str; 2] = [".allowed", ".acceptable_items"];

/// Checks a checkout against an open mandate.
pub(super) fn check_checkout_constraints(open: &OpenMandate<'_>, checkout: &CheckoutFacts) -> Result<(), Ap2Refusal> {
    let required = "checkout.line_items";
    evaluate_constraints(open, required, |kind, constraint| match kind {
        "checkout.line_items" => check_line_items(constraint, checkout),
        "checkout.allowed_merchants" => {
            check_members(constraint, &["type", "allowed"])?;
            check_allowed_id(constraint, &checkout.merchant_id, RefusalReason::MerchantNotAllowed)
        }
        _ => Err(RefusalReason::ConstraintUnknown.at_path("type")),
    })
    .map(drop)
}

/// Runs `check` over every constraint of an open mandate, one of which must be of the `required` kind, and says of which
/// kinds they were.
pub(super) fn evaluate_constraints<'o>(
    open: &'o OpenMandate<'_>,
    required: &str,
    check: impl Fn(&str, &Claims) -> Result<(), Ap2Refusal>,
) -> Result<Vec<&'o str>, Ap2Refusal> {
    // Before the constraints are counted: one that is held back is not there to be counted.
    check_nothing_hidden(&open.hidden)?;
    let constraints = require_objects(&open.mandate, "constraints").map_err(malformed_constraint)?;
    let mut kinds = Vec::new();
    for (at, constraint) in constraints.into_iter().enumerate() {
        let place = format!("constraints[{at}]");
        let kind = require_text(constraint, "type").map_err(malformed_constraint).within_path(&place)?;
        let checked = check(kind, constraint).map_err(|refused| {
            // A claim that cannot be read is, here, a constraint that cannot be judged.
            let unreadable = refused.reason == RefusalReason::ClaimMalformed;
            if unreadable { malformed_constraint(refused) } else { refused }
        });
        checked.within_path(&place)?;
        // Only after it held: a kind that is present and broken must not satisfy what is required.
        kinds.push(kind);
    }
    RefusalReason::ConstraintMissing.unless(kinds.contains(&required), "constraints")?;
    Ok(kinds)
}

fn malformed_constraint(refused: Ap2Refusal) -> Ap2Refusal {
    refused.with_reason(RefusalReason::ConstraintMalformed)
}

/// Entries of a choice may be held back, and other mandates that came with this one; nothing else, or the holder of the
/// mandate could leave out what binds it.
fn check_nothing_hidden(hidden: &[String]) -> Result<(), Ap2Refusal> {
    let harmless = |path: &String| {
        path == "delegate_payload"
            || (path.contains("].constraints[") && CHOICES.iter().any(|choice| path.ends_with(choice)))
    };
    match hidden.iter().find(|path| !harmless(path)) {
        None => Ok(()),
        Some(path) => Err(RefusalReason::ConstraintHidden.at_path(path.clone())),
    }
}

/// Sees that a constraint has no member but these.
pub(super) fn check_members(constraint: &Claims, known: &[&str]) -> Result<(), Ap2Refusal> {
    match constraint.keys().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(RefusalReason::ConstraintUnknown.at_path(name.clone())),
    }
}

/// Sees that `id` is that of one of the entries that are shown.
pub(super) fn check_allowed_id(constraint: &Claims, id: &str, otherwise: RefusalReason) -> Result<(), Ap2Refusal> {
    let shown = require_objects(constraint, "allowed")?;
    let is_it = |entry: &&Claims| entry.get("id").is_some_and(|other| other == id);
    otherwise.unless(shown.iter().any(is_it), "allowed")
}

/// Our checkouts sell one item. The maximal flow of the specification is then full if every entry accepts that item and
/// their quantities add up to the one that is sold.
fn check_line_items(constraint: &Claims, checkout: &CheckoutFacts) -> Result<(), Ap2Refusal> {
    check_members(constraint, &["type", "items"])?;
    let mut wanted = 0_u64;
    for (at, entry) in require_objects(constraint, "items")?.into_iter().enumerate() {
        let place = format!("items[{at}]");
        check_members(entry, &["id", "acceptable_items", "quantity"]).within_path(&place)?;
        let quantity = require_integer(entry, "quantity").within_path(&place)?;
        let acceptable = require_objects(entry, "acceptable_items").within_path(&place)?;
        let accepted = acceptable.iter().any(|item| item.get("id").is_some_and(|id| *id == *checkout.sku));
        RefusalReason::ItemNotAllowed.unless(accepted, "acceptable_items").within_path(&place)?;
        // Saturating: a sum that wraps could meet the quantity by chance.
        wanted = wanted.saturating_add(quantity);
    }
    RefusalReason::QuantityNotAllowed.unless(wanted == u64::from(checkout.quantity.get()), "items")
}
