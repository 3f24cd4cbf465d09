//! What a person allowed an agent to check out (`checkout_mandate.md`, "Constraints").
//!
//! A constraint that is not known here, or has a member that is not, fails: it may forbid what it is meant to forbid.

use super::chain::Open;
use super::checkout::CheckoutFacts;
use super::claims::{Claims, objects, text, whole};
use super::refusal::{Reason, Refused};

/// The lists of which a person shows only the entries that matter.
const CHOICES: [&str; 2] = [".allowed", ".acceptable_items"];

/// Checks a checkout against an open mandate.
pub(super) fn check(open: &Open, checkout: &CheckoutFacts) -> Result<(), Refused> {
    let required = "checkout.line_items";
    evaluate(open, required, |kind, constraint| match kind {
        "checkout.line_items" => line_items(constraint, checkout),
        "checkout.allowed_merchants" => {
            members(constraint, &["type", "allowed"])?;
            among(constraint, &checkout.merchant_id, Reason::MerchantNotAllowed)
        }
        _ => Err(Refused::new(Reason::ConstraintUnknown, "type")),
    })
}

/// Runs `check` over every constraint of an open mandate, one of which must be of the `required` kind.
pub(super) fn evaluate(
    open: &Open,
    required: &str,
    check: impl Fn(&str, &Claims) -> Result<(), Refused>,
) -> Result<(), Refused> {
    nothing_hidden(&open.hidden)?;
    let constraints = objects(&open.mandate, "constraints").map_err(malformed)?;
    let mut kinds = Vec::new();
    for (at, constraint) in constraints.into_iter().enumerate() {
        let place = |refused: Refused| refused.under(&format!("constraints[{at}]"));
        let kind = text(constraint, "type").map_err(|refused| place(malformed(refused)))?;
        check(kind, constraint).map_err(|refused| {
            // A claim that cannot be read is, here, a constraint that cannot be judged.
            let unreadable = refused.code == Reason::ClaimMalformed.code();
            place(if unreadable { malformed(refused) } else { refused })
        })?;
        kinds.push(kind);
    }
    if kinds.contains(&required) { Ok(()) } else { Err(Refused::new(Reason::ConstraintMissing, "constraints")) }
}

fn malformed(refused: Refused) -> Refused {
    refused.because(Reason::ConstraintMalformed)
}

/// Entries of a choice may be held back, and other mandates that came with this one; nothing else, or the holder of the
/// mandate could leave out what binds it.
fn nothing_hidden(hidden: &[String]) -> Result<(), Refused> {
    let harmless = |path: &String| {
        path == "delegate_payload"
            || (path.contains("].constraints[") && CHOICES.iter().any(|choice| path.ends_with(choice)))
    };
    match hidden.iter().find(|path| !harmless(path)) {
        None => Ok(()),
        Some(path) => Err(Refused::new(Reason::ConstraintHidden, path.clone())),
    }
}

/// Sees that a constraint has no member but these.
pub(super) fn members(constraint: &Claims, known: &[&str]) -> Result<(), Refused> {
    match constraint.keys().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(name) => Err(Refused::new(Reason::ConstraintUnknown, name.clone())),
    }
}

/// Sees that `id` is that of one of the entries that are shown.
pub(super) fn among(constraint: &Claims, id: &str, otherwise: Reason) -> Result<(), Refused> {
    let shown = objects(constraint, "allowed")?;
    let is_it = |entry: &&Claims| entry.get("id").is_some_and(|other| other == id);
    if shown.iter().any(is_it) { Ok(()) } else { Err(Refused::new(otherwise, "allowed")) }
}

/// Our checkouts sell one item. The maximal flow of the specification is then full if every entry accepts that item and
/// their quantities add up to the one that is sold.
fn line_items(constraint: &Claims, checkout: &CheckoutFacts) -> Result<(), Refused> {
    members(constraint, &["type", "items"])?;
    let mut wanted = 0_u64;
    for (at, entry) in objects(constraint, "items")?.into_iter().enumerate() {
        let place = |refused: Refused| refused.under(&format!("items[{at}]"));
        members(entry, &["id", "acceptable_items", "quantity"]).map_err(place)?;
        let quantity = whole(entry, "quantity").map_err(place)?;
        let acceptable = objects(entry, "acceptable_items").map_err(place)?;
        if !acceptable.iter().any(|item| item.get("id").is_some_and(|id| *id == *checkout.sku)) {
            return Err(place(Refused::new(Reason::ItemNotAllowed, "acceptable_items")));
        }
        wanted = wanted.saturating_add(quantity);
    }
    if wanted == u64::from(checkout.quantity.get()) {
        Ok(())
    } else {
        Err(Refused::new(Reason::QuantityNotAllowed, "items"))
    }
}
