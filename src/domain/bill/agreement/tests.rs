//! The steps together: rows of a day against orders of a day.

use super::*;
use crate::domain::bill::fact::BillMark;
use crate::domain::bill::row::BillFee;
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillScope, BillService, BillTimeUnit};
use crate::domain::order::movement::OrderMovement;
use crate::domain::order::number::OrderNo;

const DAY: i64 = 86_400_000;
const NOON: Timestamp = Timestamp::from_millis(1_780_632_000_000);
const EXTERNAL: &str = "4000000000000000001";

fn row(key: &str, amount: i64) -> BillFact {
    BillFact {
        id: 1,
        account: 1,
        service: BillService::AlipayWallet,
        kind: BillKind::Payment,
        direction: BillDirection::In,
        movement: BillMovement::Moved,
        amount: Fen::new(amount),
        asked: None,
        fee: None,
        refunded: None,
        at: NOON,
        time_unit: BillTimeUnit::Second,
        number: Some(key.into()),
        refund_of: None,
        merchant_number: None,
        order_numbers: None,
        is_gone: false,
        mark: None,
    }
}

/// A row that names the first order.
fn sale(key: &str, amount: i64) -> BillFact {
    BillFact { order_numbers: Some(EXTERNAL.into()), ..row(key, amount) }
}

fn paid_out(key: &str, amount: i64) -> BillFact {
    BillFact { service: BillService::WechatWallet, direction: BillDirection::Out, account: 2, ..row(key, amount) }
}

fn movement(role: MovementRole, amount: i64, number: Option<&str>, channel: &str) -> OrderMovement {
    OrderMovement {
        role,
        amount: Fen::new(amount),
        at: NOON,
        number: number.map(str::to_owned),
        channel: Some(channel.to_owned()),
    }
}

fn order(random: &str, external: &str, movements: Vec<OrderMovement>) -> OrderClaims {
    let order_no = OrderNo::new_resale(NOON, random).unwrap();
    OrderClaims { order_no, external_order_no: external.to_owned(), currency: "CNY".to_owned(), movements }
}

fn sold(amount: i64) -> OrderMovement {
    movement(MovementRole::Income, amount, None, "xianyu")
}

fn paid_agent(amount: i64, number: Option<&str>) -> OrderMovement {
    movement(MovementRole::AgentPayment, amount, number, "wechat")
}

fn covered(service: BillService) -> CoveredPeriod {
    let (from, until) = (NOON.plus_millis(-5 * DAY), NOON.plus_millis(5 * DAY));
    CoveredPeriod { service, account: 1, scope: BillScope::Everything, from, until }
}

fn agree_at(rows: &[BillFact], orders: &[OrderClaims], covered: &[CoveredPeriod], now: Timestamp) -> Agreement {
    Agreement::of(&BillEvidence { rows, orders, covered, terms: PlatformTerms { confirm_days: 10 }, now })
}

fn agree(rows: &[BillFact], orders: &[OrderClaims]) -> Agreement {
    let covered = [covered(BillService::AlipayWallet), covered(BillService::WechatWallet)];
    agree_at(rows, orders, &covered, NOON.plus_millis(2 * DAY))
}

fn row_codes(agreement: &Agreement) -> Vec<&'static str> {
    agreement.rows.iter().map(|row| row.verdict.code()).collect()
}

fn claim_codes(agreement: &Agreement) -> Vec<(&'static str, &'static str)> {
    agreement.claims.iter().map(|claim| (claim.role.code(), claim.verdict.code())).collect()
}

#[test]
fn a_sale_its_fee_and_the_payment_to_the_agent_agree_by_their_numbers() {
    let fee = BillFact { kind: BillKind::Fee, direction: BillDirection::Out, ..sale("fee-1", 304) };
    let fee = BillFact { at: NOON.plus_millis(7 * DAY), ..fee };
    let rows = [sale("in-1", 50_600), fee, paid_out("1000050001202606050000000000000001", 49_588)];
    let orders =
        [order("AAAA", EXTERNAL, vec![sold(50_600), paid_agent(49_588, Some("1000050001202606050000000000000001"))])];
    let found = agree(&rows, &orders);
    assert_eq!(row_codes(&found), ["matched", "fee", "matched"]);
    assert_eq!(claim_codes(&found), [("income", "matched"), ("agent_payment", "matched")]);
    assert_eq!(found.rows[1].link.map(|link| (link.order, link.role)), Some((0, None)));
    assert!(!found.needs_person());
}

#[test]
fn a_refund_follows_its_payment_and_an_unknown_one_needs_a_person() {
    let refund = |number: &str| BillFact {
        kind: BillKind::Refund,
        direction: BillDirection::Out,
        order_numbers: None,
        at: NOON.plus_millis(DAY),
        ..row(number, 10_000)
    };
    let rows = [sale("2026_A", 50_600), refund("2026_A_400000001")];
    let given_back = movement(MovementRole::BuyerRefund, 10_000, None, "xianyu");
    let orders = [order("AAAA", EXTERNAL, vec![sold(50_600), given_back])];
    let found = agree(&rows, &orders);
    assert_eq!(row_codes(&found), ["matched", "matched"]);
    assert_eq!(found.rows[1].link.map(|link| link.reason), Some(LinkReason::OriginalPayment));
    let unaware = [order("AAAA", EXTERNAL, vec![sold(50_600)])];
    let found = agree(&rows, &unaware);
    assert_eq!(claim_codes(&found), [("income", "matched"), ("buyer_refund", "amount_differs")]);
    assert!(found.needs_person());
}

#[test]
fn a_sale_that_is_closed_in_escrow_is_no_income_whatever_its_direction() {
    for direction in [BillDirection::In, BillDirection::Neither] {
        let closed = BillFact { movement: BillMovement::NotMoved, direction, ..sale("in-1", 12_800) };
        let back = movement(MovementRole::BuyerRefund, 12_800, None, "xianyu");
        let found = agree(std::slice::from_ref(&closed), &[order("AAAA", EXTERNAL, vec![sold(12_800), back])]);
        assert_eq!(row_codes(&found), ["no_movement"]);
        assert_eq!(claim_codes(&found), [("income", "matched"), ("buyer_refund", "matched")]);
        // The shop believes that it was paid.
        let found = agree(&[closed], &[order("AAAA", EXTERNAL, vec![sold(12_800)])]);
        assert_eq!(row_codes(&found), ["amount_differs"]);
        assert_eq!(claim_codes(&found), [("income", "amount_differs")]);
    }
}

#[test]
fn escrow_is_on_the_way_until_the_platform_should_have_confirmed_it() {
    let waiting = BillFact { movement: BillMovement::OnTheWay, ..sale("in-1", 25_600) };
    let orders = [order("AAAA", EXTERNAL, vec![sold(25_600)])];
    for (days, code) in [(9, "on_the_way"), (11, "overdue")] {
        let found = agree_at(std::slice::from_ref(&waiting), &orders, &[], NOON.plus_millis(days * DAY));
        assert_eq!(row_codes(&found), [code]);
        assert_eq!(claim_codes(&found), [("income", code)]);
        assert_eq!(found.claims[0].at, NOON.plus_millis(10 * DAY), "when it should come");
    }
    let nobody = agree(&[BillFact { order_numbers: None, ..waiting }], &[]);
    assert_eq!(row_codes(&nobody), ["not_final"]);
}

#[test]
fn what_is_missing_is_told_only_where_a_bill_covers_it() {
    let orders = [order("AAAA", EXTERNAL, vec![sold(100), paid_agent(98, None)])];
    assert_eq!(claim_codes(&agree(&[], &orders)), [("income", "missing"), ("agent_payment", "missing")]);
    let only = |period: CoveredPeriod| claim_codes(&agree_at(&[], &orders, &[period], NOON))[1].1;
    let wechat = covered(BillService::WechatWallet);
    assert_eq!(only(wechat), "missing");
    assert_eq!(only(CoveredPeriod { scope: BillScope::Income, ..wechat }), "not_covered");
    assert_eq!(only(CoveredPeriod { scope: BillScope::Part, ..wechat }), "not_covered");
    assert_eq!(only(covered(BillService::Bank)), "not_covered");
    // Paid just before midnight, written down just after: the row stands in the bill of the day before.
    assert_eq!(only(CoveredPeriod { from: NOON.plus_millis(-DAY / 2), ..wechat }), "not_covered");
}

#[test]
fn two_payments_of_one_order_are_told_apart_from_a_wrong_amount() {
    let orders = [order("AAAA", EXTERNAL, vec![sold(50_600)])];
    let again = BillFact { at: NOON.plus_millis(1), ..sale("in-2", 50_600) };
    let found = agree(&[sale("in-1", 50_600), again], &orders);
    assert_eq!(row_codes(&found), ["matched", "duplicate"], "the later one is the second");
    assert_eq!(claim_codes(&found), [("income", "duplicate")]);
    let found = agree(&[sale("in-1", 50_000)], &orders);
    assert_eq!(row_codes(&found), ["amount_differs"]);
    let parts = [sale("in-1", 50_000), sale("in-2", 600)];
    assert_eq!(row_codes(&agree(&parts, &orders)), ["matched", "matched"]);
}

#[test]
fn numbers_of_different_orders_in_one_row_are_for_a_person() {
    let other = "4000000000000000002";
    let orders = [order("AAAA", EXTERNAL, vec![sold(100)]), order("BBBB", other, vec![sold(100)])];
    let both = BillFact { order_numbers: Some(format!("{EXTERNAL} {other}").into()), ..row("in-1", 100) };
    assert_eq!(row_codes(&agree(std::slice::from_ref(&both), &orders)), ["to_look_at"]);
    let decided = BillFact { mark: Some(Box::new(BillMark::BelongsTo(orders[1].order_no.clone()))), ..both.clone() };
    let found = agree(&[decided], &orders);
    assert_eq!(found.rows[0].link.map(|link| (link.order, link.reason)), Some((1, LinkReason::ByHand)));
    let ignored = BillFact { mark: Some(Box::new(BillMark::Ignored)), ..both };
    assert_eq!(row_codes(&agree(&[ignored], &orders)), ["ignored"]);
}

#[test]
fn money_between_own_accounts_is_neither_income_nor_cost() {
    let leaves = BillFact { direction: BillDirection::Out, ..row("same", 30_000) };
    let comes = BillFact { account: 2, ..row("same", 30_000) };
    assert_eq!(row_codes(&agree(&[leaves.clone(), comes], &[])), ["own_transfer", "own_transfer"]);
    let same_account = row("same", 30_000);
    assert_eq!(row_codes(&agree(&[leaves, same_account], &[])), ["extra", "extra"]);
    let withdrawal = BillFact {
        kind: BillKind::Withdrawal,
        direction: BillDirection::Neither,
        service: BillService::WechatWallet,
        ..row("w", 30_010)
    };
    let at_bank = BillFact { service: BillService::Bank, account: 3, number: None, ..row("b", 30_010) };
    let unrelated = BillFact { amount: Fen::new(7), ..at_bank.clone() };
    let found = agree(&[withdrawal, at_bank.clone(), at_bank, unrelated], &[]);
    assert_eq!(row_codes(&found), ["own_transfer", "own_transfer", "extra", "extra"], "each withdrawal arrives once");
}

#[test]
fn money_that_two_bills_of_one_account_show_counts_once() {
    let trade = BillFact { service: BillService::WechatTrade, fee: Some(BillFee::new(77_000)), ..sale("4200", 12_800) };
    let funds = BillFact { service: BillService::WechatFunds, account: 2, ..sale("4200", 12_800) };
    let fee = BillFact { kind: BillKind::Fee, direction: BillDirection::Out, amount: Fen::new(77), ..funds.clone() };
    let listed = BillFact { service: BillService::Marketplace, account: 3, kind: BillKind::Sale, ..sale("l", 12_800) };
    let rows = [fee, funds, listed, trade];
    let orders = [order("AAAA", EXTERNAL, vec![sold(12_800)])];
    let found = agree(&rows, &orders);
    assert_eq!(row_codes(&found), ["fee", "matched", "matched", "matched"]);
    assert_eq!(found.rows.iter().map(|row| row.is_copy).collect::<Vec<_>>(), [true, true, true, false]);
    assert_eq!(found.claims[0].found, Fen::new(12_800));
    let cheaper = [order("AAAA", EXTERNAL, vec![sold(12_000)])];
    assert_eq!(row_codes(&agree(&rows[2..3], &cheaper)), ["amount_differs"], "the platform says another price");
}

#[test]
fn amount_and_time_propose_where_they_are_alone_and_never_against_a_number() {
    let orders = [order("AAAA", EXTERNAL, vec![paid_agent(49_588, None)])];
    let near = |days: i64| BillFact { at: NOON.plus_millis(days * DAY), ..paid_out("t", 49_588) };
    for (days, proposed) in [(-3, 1), (3, 1), (-4, 0), (4, 0)] {
        let found = agree(&[near(days)], &orders);
        assert_eq!(found.proposals.len(), proposed, "{days}");
        assert_eq!(row_codes(&found), ["extra"], "nothing is done by itself");
    }
    let two = [near(0), BillFact { number: Some("u".into()), ..near(1) }];
    assert!(agree(&two, &orders).proposals.is_empty(), "either may be it");
    let numbered = [order("AAAA", EXTERNAL, vec![paid_agent(49_588, Some("another"))])];
    assert!(agree(&[near(0)], &numbered).proposals.is_empty());
}

#[test]
fn one_transfer_that_pays_several_orders_is_proposed_as_their_sum() {
    let orders: Vec<OrderClaims> = [("AAAA", 300), ("BBBB", 200), ("CCCC", 150)]
        .into_iter()
        .map(|(random, amount)| order(random, random, vec![paid_agent(amount, None)]))
        .collect();
    let found = agree(&[paid_out("t", 500)], &orders);
    assert_eq!(found.proposals.iter().map(|one| one.orders.clone()).collect::<Vec<_>>(), [vec![0, 1]]);
    assert_eq!(claim_codes(&found), [("agent_payment", "missing"); 3]);
}
