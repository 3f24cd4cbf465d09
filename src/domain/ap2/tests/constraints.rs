//! What a person allowed an agent to check out: each thing beyond it is refused with its own code.

use serde_json::{Value, json};

use super::forge::*;
use crate::domain::ap2::*;

fn refused(change: impl Fn(&mut Sale)) -> (&'static str, Ap2Error) {
    let mut sale = Sale::autonomous();
    change(&mut sale);
    sale.rebind();
    let refused = sale.check(&sale.checkout_text(), None).unwrap_err();
    (refused.reason.code(), refused.reason.ap2_error())
}

fn constraint(sale: &mut Sale, at: usize) -> &mut Value {
    &mut sale.checkout[0].mandate["constraints"][at]
}

#[test]
fn what_cannot_be_shown_to_be_allowed_is_not() {
    let changes: &[(&str, Change<'_>)] = &[
        ("constraint_unknown", &|s| constraint(s, 1)["type"] = json!("checkout.weather")),
        ("constraint_unknown", &|s| constraint(s, 1)["except"] = json!([])),
        ("constraint_unknown", &|s| constraint(s, 0)["items"][0]["max_price"] = json!(1)),
        ("constraint_unknown", &|s| constraint(s, 0)["note"] = json!(1)),
        ("constraint_malformed", &|s| constraint(s, 1)["type"] = json!(7)),
        ("constraint_malformed", &|s| constraint(s, 0)["items"][0]["quantity"] = json!("2")),
        ("constraint_malformed", &|s| {
            *constraint(s, 0) = json!("checkout.line_items");
            s.checkout[0].disclosures.remove(0);
        }),
        ("constraint_malformed", &|s| {
            s.checkout[0].mandate.as_object_mut().unwrap().remove("constraints");
            s.checkout[0].disclosures.clear();
        }),
        ("constraint_missing", &|s| {
            s.checkout[0].mandate["constraints"].as_array_mut().unwrap().remove(0);
            s.checkout[0].disclosures.remove(0);
        }),
        ("merchant_not_allowed", &|s| {
            let other = Disclosure::from_element("s", &json!({ "id": "other", "name": "Sentosa Demo" }));
            constraint(s, 1)["allowed"] = json!([{ "...": other.digest() }]);
            s.checkout[0].disclosures[1] = other;
        }),
        ("merchant_not_allowed", &|s| {
            s.checkout[0].disclosures.pop();
        }),
        ("item_not_allowed", &|s| {
            let other = Disclosure::from_element("s", &json!({ "id": "other", "title": "Family" }));
            constraint(s, 0)["items"][0]["acceptable_items"] = json!([{ "...": other.digest() }]);
            s.checkout[0].disclosures[0] = other;
        }),
        ("item_not_allowed", &|s| {
            s.checkout[0].disclosures.remove(0);
        }),
        ("item_not_allowed", &|s| {
            let entry = json!({ "id": "l2", "acceptable_items": [{ "id": "socks", "title": "Socks" }], "quantity": 1 });
            constraint(s, 0)["items"].as_array_mut().unwrap().push(entry);
        }),
        ("quantity_not_allowed", &|s| constraint(s, 0)["items"][0]["quantity"] = json!(1)),
        ("quantity_not_allowed", &|s| constraint(s, 0)["items"][0]["quantity"] = json!(3)),
    ];
    for (at, (code, change)) in changes.iter().enumerate() {
        assert_eq!(refused(change), (*code, Ap2Error::UnresolvedConstraint), "change {at}");
    }
    assert_eq!(
        refused(|s| s.checkout[0].mandate["note"] = json!("gift")),
        ("open_claim_changed", Ap2Error::InvalidMandate)
    );
}

#[test]
fn two_entries_for_one_item_add_up() {
    let mut sale = Sale::autonomous();
    let entry = json!({ "id": "l2", "acceptable_items": [{ "id": "sentosa_family_pack" }], "quantity": 1 });
    let constraint = constraint(&mut sale, 0);
    constraint["items"][0]["quantity"] = json!(1);
    constraint["items"].as_array_mut().unwrap().push(entry);
    sale.rebind();
    sale.verdict().unwrap();
}

#[test]
fn an_agent_cannot_leave_out_what_binds_it() {
    let held_back = Disclosure::from_element("s", &json!({ "type": "checkout.line_items", "items": [] }));
    let places: &[Change<'_>] = &[
        &|s| s.checkout[0].mandate["constraints"].as_array_mut().unwrap().push(json!({ "...": held_back.digest() })),
        &|s| s.checkout[0].mandate["_sd"] = json!([held_back.digest()]),
        &|s| s.checkout[0].payload["_sd"] = json!([held_back.digest()]),
        &|s| constraint(s, 0)["_sd"] = json!([held_back.digest()]),
        &|s| constraint(s, 0)["items"].as_array_mut().unwrap().push(json!({ "...": held_back.digest() })),
    ];
    for (at, change) in places.iter().enumerate() {
        assert_eq!(refused(change).0, "constraint_hidden", "place {at}");
    }
    let mut sale = Sale::autonomous();
    let beside = |sale: &mut Sale| {
        let mandate = Disclosure::from_element("salt-m", &sale.checkout[0].mandate);
        sale.checkout[0].payload["delegate_payload"] =
            json!([{ "...": held_back.digest() }, { "...": mandate.digest() }]);
    };
    beside(&mut sale);
    sale.rebind();
    sale.check(&sale.checkout_text(), None).unwrap();
    // What is held back before it moves no place: what binds it is still seen to be missing.
    let withheld = Disclosure::from_element("s2", &json!({ "type": "checkout.weather" }));
    sale.checkout[0].mandate["constraints"].as_array_mut().unwrap().push(json!({ "...": withheld.digest() }));
    beside(&mut sale);
    sale.rebind();
    assert_eq!(sale.check(&sale.checkout_text(), None).unwrap_err().reason.code(), "constraint_hidden");
}

#[test]
fn a_settled_claim_must_come_back_as_it_was() {
    let mut sale = Sale::autonomous();
    sale.checkout[0].mandate["note"] = json!({ "a": [1, "x"] });
    sale.checkout[1].mandate["note"] = json!({ "a": [1, "x"] });
    sale.rebind();
    sale.verdict().unwrap();
    sale.checkout[1].mandate["note"] = json!({ "a": [1, "y"] });
    assert_eq!(sale.verdict().unwrap_err().reason.code(), "open_claim_changed");
}
