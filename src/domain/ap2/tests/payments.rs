//! Payment mandates: each thing that is wrong with one, or beyond what the person allowed, has its own code.

use serde_json::{Value, json};

use super::forge::*;
use crate::domain::ap2::*;
use crate::domain::value::time::Timestamp;

fn refused(make: fn() -> Sale, change: &dyn Fn(&mut Sale)) -> Ap2Refusal {
    let mut sale = make();
    change(&mut sale);
    if sale.payment.len() > 1 {
        sale.rebind();
    }
    sale.verdict().unwrap_err()
}

fn closed(sale: &mut Sale) -> &mut Value {
    &mut sale.payment.last_mut().unwrap().mandate
}

#[test]
fn a_payment_mandate_is_for_this_checkout_this_payee_and_this_amount() {
    let changes: &[(&str, &str, Change<'_>)] = &[
        ("kid_unknown", "[0].header.kid", &|s| s.payment[0].kid = "other"),
        ("signature_wrong", "[0].signature", &|s| s.payment[0].seed = 9),
        ("vct_wrong", "[0].delegate_payload[0].vct", &|s| closed(s)["vct"] = json!(CHECKOUT_CLOSED)),
        ("expired", "[0].delegate_payload[0].exp", &|s| closed(s)["exp"] = json!(NOW - 30)),
        ("transaction_id_mismatch", ".transaction_id", &|s| {
            closed(s)["transaction_id"] = json!(checkout_hash("other"))
        }),
        ("payee_mismatch", ".payee.id", &|s| closed(s)["payee"]["id"] = json!("other")),
        ("claim_malformed", ".payee.id", &|s| closed(s)["payee"]["id"] = json!("")),
        ("payment_amount_mismatch", ".payment_amount.amount", &|s| {
            closed(s)["payment_amount"]["amount"] = json!(23_801)
        }),
        ("payment_currency_mismatch", ".payment_amount.currency", &|s| {
            closed(s)["payment_amount"]["currency"] = json!("USD")
        }),
        ("claim_malformed", ".payment_amount.amount", &|s| closed(s)["payment_amount"]["amount"] = json!("23800")),
        ("claim_malformed", ".payment_instrument", &|s| {
            closed(s).as_object_mut().unwrap().remove("payment_instrument");
        }),
    ];
    for (code, path, change) in changes {
        let refused = refused(Sale::direct, change);
        assert_eq!((refused.reason.code(), refused.path), (*code, format!("payment_mandate{path}")));
    }
    let mut sale = Sale::direct();
    closed(&mut sale)["payment_amount"]["amount"] = serde_json::from_str("23800.0").unwrap();
    assert_eq!(sale.verdict().unwrap_err().reason.code(), "claim_malformed");
}

#[test]
fn a_payment_chain_is_made_for_us_or_for_who_takes_the_money() {
    let made_for = |aud: &str, nonce: &str, others: &[&str]| {
        let mut sale = Sale::autonomous();
        sale.pay_audiences = others.iter().map(|other| (*other).to_owned()).collect();
        (sale.payment[1].payload["aud"], sale.payment[1].payload["nonce"]) = (json!(aud), json!(nonce));
        sale.verdict().map_or_else(|refused| (refused.reason.code(), refused.path), |_| ("fine", String::new()))
    };
    let told = |code, path: &str| (code, format!("payment_mandate[1].{path}"));
    for (aud, nonce, others, verdict) in [
        (AUDIENCE, NONCE, &[] as &[&str], ("fine", String::new())),
        (AUDIENCE, PAY_NONCE, &[PAY_AUDIENCE], told("nonce_mismatch", "nonce")),
        (PAY_AUDIENCE, PAY_NONCE, &[PAY_AUDIENCE], ("fine", String::new())),
        (PAY_AUDIENCE, "", &[PAY_AUDIENCE], told("nonce_mismatch", "nonce")),
        (PAY_AUDIENCE, NONCE, &[], told("audience_mismatch", "aud")),
        ("another", PAY_NONCE, &[PAY_AUDIENCE], told("audience_mismatch", "aud")),
    ] {
        assert_eq!(made_for(aud, nonce, others), verdict, "{aud} {nonce} {others:?}");
    }
    // The checkout mandate is for us alone, whoever takes the money.
    let sale = Sale::autonomous();
    let swapped = sale.check(&sale.payment_text(), Some(&sale.checkout_text())).unwrap_err();
    assert_eq!((swapped.reason.code(), swapped.path.as_str()), ("audience_mismatch", "checkout_mandate[1].aud"));
}

#[test]
fn what_the_mandate_itself_has_wrong_is_not_the_constraints_fault() {
    let changes: &[(&str, Change<'_>)] = &[
        ("payment_amount.amount", &|s| closed(s)["payment_amount"]["amount"] = json!("23800")),
        ("payment_amount.currency", &|s| closed(s)["payment_amount"]["currency"] = json!(7)),
        ("payee.id", &|s| closed(s)["payee"]["id"] = json!(1)),
        ("payment_instrument", &|s| closed(s)["payment_instrument"] = json!("card-1")),
        ("pisp", &|s| closed(s)["pisp"] = json!("a.example")),
        ("execution_date", &|s| closed(s)["execution_date"] = json!("tomorrow")),
    ];
    for (path, change) in changes {
        let refused = refused(Sale::autonomous, change);
        assert_eq!((refused.reason.code(), refused.path), ("claim_malformed", format!("payment_mandate.{path}")));
    }
}

#[test]
fn a_payment_stays_within_what_the_person_allowed() {
    let range = |s: &mut Sale, member: &str, value: Value| s.payment[0].mandate["constraints"][1][member] = value;
    let changes: &[(&str, Change<'_>)] = &[
        ("amount_not_allowed", &|s| range(s, "max", json!(23_799))),
        ("amount_not_allowed", &|s| range(s, "min", json!(23_801))),
        ("currency_not_allowed", &|s| range(s, "currency", json!("USD"))),
        ("constraint_malformed", &|s| range(s, "max", json!("30000"))),
        ("constraint_malformed", &|s| range(s, "min", json!(-1))),
        ("constraint_unknown", &|s| range(s, "per", json!("day"))),
        ("constraint_unknown", &|s| range(s, "type", json!("payment.mood"))),
        ("payee_not_allowed", &|s| s.payment[0].mandate["constraints"][2]["allowed"][0]["id"] = json!("other")),
        ("payee_not_allowed", &|s| s.payment[0].mandate["constraints"][2]["allowed"] = json!([])),
        ("constraint_missing", &|s| {
            s.payment[0].mandate["constraints"].as_array_mut().unwrap().remove(0);
        }),
        ("open_claim_changed", &|s| s.payment[0].mandate["payee"] = json!({ "id": "sentosa_demo" })),
    ];
    for (at, (code, change)) in changes.iter().enumerate() {
        assert_eq!(refused(Sale::autonomous, change).reason.code(), *code, "change {at}");
    }
}

#[test]
fn a_payment_belongs_to_the_open_checkout_of_this_sale() {
    let mut sale = Sale::autonomous();
    sale.payment[0].mandate["constraints"][0]["conditional_transaction_id"] = json!(sd_hash("another"));
    sale.payment[1].payload["sd_hash"] = json!(sd_hash(&sale.payment[0].text()));
    assert_eq!(sale.verdict().unwrap_err().reason.code(), "reference_mismatch");
    let direct = Sale::direct();
    let mixed = Sale::autonomous().check(&direct.checkout_text(), Some(&Sale::autonomous().payment_text()));
    assert_eq!(mixed.unwrap_err().reason.code(), "reference_mismatch");
}

fn with(
    constraint: Value,
    usage: Option<MandateUsage>,
    change: impl Fn(&mut Sale),
) -> Result<VerifiedMandates, Ap2Refusal> {
    let mut sale = Sale::autonomous();
    sale.payment[0].mandate["constraints"].as_array_mut().unwrap().push(constraint);
    sale.usage = usage;
    change(&mut sale);
    sale.rebind();
    sale.verdict()
}

fn code(verdict: Result<VerifiedMandates, Ap2Refusal>) -> &'static str {
    verdict.map_or_else(|refused| refused.reason.code(), |_| "fine")
}

#[test]
fn a_budget_is_in_major_units_and_counts_what_was_spent() {
    let budget = |max: &str| json!({ "type": "payment.budget", "currency": "SGD", "max": serde_json::from_str::<Value>(max).unwrap() });
    let spent = |spent| Some(MandateUsage { spent, ..MandateUsage::default() });
    for (expected, constraint, history) in [
        ("fine", budget("238"), spent(0)),
        ("fine", budget("238.50"), spent(50)),
        ("budget_exceeded", budget("238.50"), spent(51)),
        ("budget_exceeded", budget("237.99"), spent(0)),
        ("budget_exceeded", budget("238"), spent(u64::MAX)),
        ("history_missing", budget("238"), None),
        ("constraint_malformed", budget("\"238\""), spent(0)),
        ("constraint_malformed", budget("2e5"), spent(0)),
        ("constraint_malformed", budget("-1"), spent(0)),
        ("currency_not_allowed", json!({ "type": "payment.budget", "currency": "JPY", "max": 999 }), spent(0)),
    ] {
        assert_eq!(code(with(constraint.clone(), history, |_| {})), expected, "{constraint} {history:?}");
    }
}

#[test]
fn a_recurring_mandate_is_used_as_often_as_allowed() {
    let recurrence = |frequency: &str, max: u32| json!({ "type": "payment.agent_recurrence", "frequency": frequency, "max_occurrences": max });
    let used =
        |uses, at: &str| Some(MandateUsage { uses, last_used: Timestamp::parse(at).ok(), ..MandateUsage::default() });
    let never = || Some(MandateUsage::default());
    // It is 2026-03-20T08:36:36Z.
    for (expected, constraint, usage) in [
        ("fine", recurrence("ON_DEMAND", 3), used(2, "2026-03-20T08:36:35Z")),
        ("recurrence_exceeded", recurrence("ON_DEMAND", 3), used(3, "2026-01-01T00:00:00Z")),
        ("recurrence_exceeded", recurrence("ON_DEMAND", 0), never()),
        ("fine", recurrence("MONTHLY", 3), never()),
        ("fine", recurrence("DAILY", 3), used(1, "2026-03-19T08:36:36Z")),
        ("recurrence_too_soon", recurrence("DAILY", 3), used(1, "2026-03-19T08:36:36.001Z")),
        ("fine", recurrence("WEEKLY", 3), used(1, "2026-03-13T08:36:36Z")),
        ("recurrence_too_soon", recurrence("BIWEEKLY", 3), used(1, "2026-03-13T08:36:36Z")),
        ("fine", recurrence("MONTHLY", 3), used(1, "2026-02-20T08:36:36Z")),
        ("recurrence_too_soon", recurrence("MONTHLY", 3), used(1, "2026-02-21T00:00:00Z")),
        ("fine", recurrence("QUARTERLY", 3), used(1, "2025-12-20T08:36:36Z")),
        ("recurrence_too_soon", recurrence("ANNUALLY", 3), used(1, "2025-03-21T00:00:00Z")),
        ("constraint_unknown", recurrence("HOURLY", 3), never()),
        ("history_missing", recurrence("ON_DEMAND", 3), None),
        (
            "fine",
            json!({ "type": "payment.agent_recurrence", "frequency": "ON_DEMAND" }),
            used(99, "2026-03-20T08:36:36Z"),
        ),
    ] {
        assert_eq!(code(with(constraint.clone(), usage, |_| {})), expected, "{constraint} {usage:?}");
    }
}

#[test]
fn the_uses_of_an_open_mandate_count_where_it_says_so() {
    let counted = |verdict: Result<VerifiedMandates, Ap2Refusal>| verdict.unwrap().payment.unwrap().counted;
    assert_eq!(counted(Sale::autonomous().verdict()), Vec::<String>::new());
    let budget = json!({ "type": "payment.budget", "currency": "SGD", "max": 1000 });
    let mut sale = Sale::autonomous();
    sale.payment[0].mandate["constraints"].as_array_mut().unwrap().push(budget);
    sale.usage = Some(MandateUsage::default());
    sale.rebind();
    assert_eq!(counted(sale.verdict()), open_mandate_hashes(&sale.payment_text()));
    assert!(open_mandate_hashes(&Sale::direct().payment_text()).is_empty(), "nobody else was allowed anything");
}

#[test]
fn means_initiator_and_date_are_held_to_theirs() {
    let instruments =
        |id: &str| json!({ "type": "payment.allowed_payment_instruments", "allowed": [{ "id": id, "type": "card" }] });
    assert_eq!(code(with(instruments("card-1"), None, |_| {})), "fine");
    assert_eq!(code(with(instruments("card-2"), None, |_| {})), "instrument_not_allowed");

    let pisps = json!({ "type": "payment.allowed_pisps", "allowed": [{ "legal_name": "A Ltd.", "brand_name": "A", "domain_name": "a.example" }] });
    let by = |pisp: Value| with(pisps.clone(), None, |s| closed(s)["pisp"] = pisp.clone());
    assert_eq!(code(by(json!({ "legal_name": "A Ltd.", "brand_name": "A", "domain_name": "a.example" }))), "fine");
    assert_eq!(
        code(by(json!({ "legal_name": "A Ltd.", "brand_name": "A", "domain_name": "b.example" }))),
        "pisp_not_allowed"
    );
    assert_eq!(code(by(json!({}))), "pisp_not_allowed");
    assert_eq!(code(with(pisps.clone(), None, |_| {})), "pisp_not_allowed");

    let window =
        |from: &str, until: &str| json!({ "type": "payment.execution_date", "not_before": from, "not_after": until });
    let march = || window("2026-03-20T00:00:00Z", "2026-03-20T23:59:59Z");
    let on = |date: &str| with(march(), None, |s| closed(s)["execution_date"] = json!(date));
    assert_eq!(code(with(march(), None, |_| {})), "fine");
    assert_eq!(code(with(window("2026-03-20T08:36:37Z", "2027-01-01T00:00:00Z"), None, |_| {})), "date_not_allowed");
    assert_eq!(code(on("2026-03-20T23:59:59Z")), "fine");
    assert_eq!(code(on("2026-03-21T00:00:00Z")), "date_not_allowed");
    assert_eq!(code(with(window("soon", "2027-01-01T00:00:00Z"), None, |_| {})), "constraint_malformed");
}
