//! What a cell of `tests/tables/checkout.tsv` says too little about: payloads, clocks and amounts.

use super::*;
use crate::domain::checkout::axis::{CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use crate::domain::checkout::command::*;
use crate::domain::checkout::event_log::{open_order, record_events};
use crate::domain::checkout::order::{CheckoutStatuses, ExpiryPolicy};
use crate::domain::checkout::payload::*;
use crate::domain::checkout::unapplied::UnappliedState;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::EventSource;
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};

/// When the places are locked; everything is counted from here.
const LOCKED: &str = "2026-03-20T08:36:16.030Z";
/// How long the lock lives.
const LOCK: i64 = 5 * 60_000;

/// A moment, in milliseconds after the lock.
fn at(millis: i64) -> Timestamp {
    Timestamp::parse(LOCKED).unwrap().plus_millis(millis)
}

fn noon(day: &str) -> Timestamp {
    Timestamp::parse(&format!("{day}T04:00:00Z")).unwrap()
}

fn by(now: Timestamp) -> Actor {
    Actor { operator: "op".to_owned(), source: EventSource::Admin, now }
}

fn drafted() -> CheckoutOrder {
    let draft = DraftCreated {
        sku_id: "pack".to_owned(),
        quantity: 3,
        date: Day::parse("2026-03-21").unwrap(),
        quote: PriceQuote { amount: Fen::new(11_900), currency: "SGD".to_owned() },
        channel: "telegram".to_owned(),
        customer: None,
    };
    let terms = TermsFixed {
        merchant_id: "m".to_owned(),
        product_name: "p".to_owned(),
        unit_price: Fen::new(11_900),
        currency: "SGD".to_owned(),
        price_basis: "pack".to_owned(),
        pack_size: 3,
        zone: "Asia/Singapore".to_owned(),
    };
    let no = OrderNo::parse("order_7cb78b0f45ebf19d0a63581c").unwrap();
    open_order(&no, draft, terms, &stamp(at(0))).0
}

fn stamp(now: Timestamp) -> EventStamp {
    EventStamp { created_at: now, processed_at: now, operator: "op".to_owned(), source: EventSource::Admin, key: None }
}

/// The order after a command that is granted, and what it made happen.
fn then(order: &CheckoutOrder, command: &CheckoutCommand, now: Timestamp) -> (CheckoutOrder, Vec<CheckoutEvent>) {
    let events = decide(order, command, &by(now)).unwrap();
    (record_events(order, &events, &stamp(now)).0, events)
}

fn refusal(order: &CheckoutOrder, command: &CheckoutCommand, now: Timestamp) -> (&'static str, Option<CheckoutEvent>) {
    let refused = decide(order, command, &by(now)).unwrap_err();
    assert!(refused.records.len() < 2, "{refused:?}");
    (refused.rejection.code, refused.records.into_iter().next())
}

fn locked() -> CheckoutOrder {
    let lock = CheckoutCommand::Lock(LockPlaces { lock_id: "lock_1".to_owned(), minutes: 5, left: Some(3) });
    then(&drafted(), &lock, at(0)).0
}

fn session(order: &CheckoutOrder, policy: ExpiryPolicy, now: Timestamp) -> CheckoutCommand {
    CheckoutCommand::OpenSession(OpenSession {
        session_id: format!("ps_{}", order.sessions.len() + 1),
        protocol: "AP2".to_owned(),
        expires_at: order.session_expiry(policy, 5, now),
        signed: None,
    })
}

/// With a session that was opened ten seconds after the lock.
fn waiting(policy: ExpiryPolicy) -> CheckoutOrder {
    let request = CheckoutCommand::Request { method: "card".to_owned(), allowed: vec!["card".to_owned()] };
    let order = then(&locked(), &request, at(5_000)).0;
    then(&order, &session(&order, policy, at(10_000)), at(10_000)).0
}

fn ticket(code: &str) -> NewTicket {
    NewTicket { fulfillment_id: "ful_1".to_owned(), code: Personal::new(code), qr_url: Personal::new("q") }
}

fn paying(session_id: &str, reference: &str, ground: SeatAvailability) -> CompleteCheckout {
    CompleteCheckout {
        session_id: session_id.to_owned(),
        reference: reference.to_owned(),
        amount: None,
        currency: None,
        reference_used_by: None,
        mandate: None,
        seats: ground,
        ticket: Some(ticket("ticket_1")),
    }
}

fn pay(ground: SeatAvailability) -> CheckoutCommand {
    CheckoutCommand::Complete(Box::new(paying("ps_1", "card_1", ground)))
}

fn fulfilled() -> CheckoutOrder {
    then(&waiting(ExpiryPolicy::Clamp), &pay(SeatAvailability::Available), at(20_000)).0
}

fn kinds(events: &[CheckoutEvent]) -> Vec<&'static str> {
    events.iter().map(CheckoutEvent::kind).collect()
}

fn refund(amount: Option<i64>, redeemed: Option<&str>) -> CheckoutCommand {
    CheckoutCommand::OpenRefund(OpenRefund {
        reason: "ill".to_owned(),
        amount: amount.map(Fen::new),
        redeemed_reason: redeemed.map(str::to_owned),
        revokes_ticket: false,
    })
}

/// A part of the money, and the ticket with it.
fn refund_with_ticket(amount: i64) -> CheckoutCommand {
    let CheckoutCommand::OpenRefund(wish) = refund(Some(amount), None) else { unreachable!() };
    CheckoutCommand::OpenRefund(OpenRefund { revokes_ticket: true, ..wish })
}

fn done() -> CheckoutCommand {
    CheckoutCommand::CompleteRefund { evidence: "bill".to_owned() }
}

#[test]
fn a_lock_and_a_session_end_at_the_very_millisecond() {
    let order = locked();
    assert!(order.lock_is_live(at(LOCK - 1)) && !order.lock_is_live(at(LOCK)));
    let request = CheckoutCommand::Request { method: "card".to_owned(), allowed: vec!["card".to_owned()] };
    assert!(decide(&order, &request, &by(at(LOCK - 1))).is_ok());
    assert_eq!(refusal(&order, &request, at(LOCK)).0, "lock_expired");
    assert_eq!(decide(&order, &CheckoutCommand::Expire, &by(at(LOCK - 1))).unwrap(), []);
    assert_eq!(kinds(&decide(&order, &CheckoutCommand::Expire, &by(at(LOCK))).unwrap()), ["INVENTORY_LOCK_EXPIRED"]);
    let order = waiting(ExpiryPolicy::Clamp);
    let paid = |now| kinds(&then(&order, &pay(SeatAvailability::Available), now).1)[0];
    assert_eq!((paid(at(LOCK - 1)), paid(at(LOCK))), ("CHECKOUT_COMPLETED", "PAYMENT_LATE"));
}

#[test]
fn a_clamped_session_ends_with_its_lock_and_an_independent_one_after_it() {
    let expiry = |policy| waiting(policy).latest_session().unwrap().created.expiry_at;
    assert_eq!(expiry(ExpiryPolicy::Clamp), at(LOCK));
    assert_eq!(expiry(ExpiryPolicy::Independent), at(LOCK + 10_000));
}

#[test]
fn money_for_a_dead_lock_in_an_open_session_is_in_time_if_the_places_are_there() {
    let order = waiting(ExpiryPolicy::Independent);
    let now = at(LOCK + 5_000);
    let (paid, events) = then(&order, &pay(SeatAvailability::Available), now);
    assert_eq!(kinds(&events), ["CHECKOUT_COMPLETED", "FULFILLMENT_ISSUED", "FULFILLMENT_NUMBERED"]);
    assert!(!paid.payment.as_ref().unwrap().late);
    assert_eq!((paid.status.order, paid.status.lock), (CheckoutStatus::Fulfilled, LockStatus::Committed));
    // A sweep that came in between changes nothing of it.
    let swept = then(&order, &CheckoutCommand::Expire, now).0;
    assert_eq!((swept.status.order, swept.status.lock), (CheckoutStatus::CheckoutPending, LockStatus::Expired));
    assert_eq!(then(&swept, &pay(SeatAvailability::Available), now).0.status, paid.status);
}

#[test]
fn money_for_places_that_are_sold_goes_back() {
    let order = waiting(ExpiryPolicy::Independent);
    let (paid, events) = then(&order, &pay(SeatAvailability::Gone), at(LOCK + 5_000));
    assert_eq!(
        events,
        [
            CheckoutEvent::PaymentLate(PaymentLate {
                session_id: "ps_1".to_owned(),
                payment_method: "card".to_owned(),
                payment_ref: "card_1".to_owned(),
                places_regained: false,
            }),
            CheckoutEvent::RefundRequested(CheckoutRefundRequested {
                amount: Fen::new(11_900),
                reason: "sold_meanwhile".to_owned(),
                operator_id: None,
                redeemed_reason: None,
                keeps_ticket: false,
            }),
        ]
    );
    let status = CheckoutStatuses {
        order: CheckoutStatus::PaidUnfulfillable,
        payment: PaymentStatus::Refunding,
        fulfillment: FulfillmentStatus::Failed,
        lock: LockStatus::Expired,
    };
    assert_eq!((paid.status, paid.ticket.is_none()), (status, true));
    assert_eq!(then(&paid, &done(), at(LOCK + 6_000)).0.status.order, CheckoutStatus::Refunded);
}

#[test]
fn money_for_a_closed_session_is_late_and_still_buys_free_places() {
    let failed =
        CheckoutCommand::FailPayment { session_id: None, code: "DECLINED".to_owned(), message: "no".to_owned() };
    let order = then(&waiting(ExpiryPolicy::Clamp), &failed, at(20_000)).0;
    let (paid, events) = then(&order, &pay(SeatAvailability::Available), at(30_000));
    assert_eq!(kinds(&events)[..2], ["PAYMENT_LATE", "FULFILLMENT_ISSUED"]);
    assert!(paid.payment.unwrap().late && paid.status.order == CheckoutStatus::Fulfilled);
    // The first session is paid while the second is open: that one takes no money any more.
    let second = then(&order, &session(&order, ExpiryPolicy::Clamp, at(30_000)), at(30_000)).0;
    let paid = then(&second, &pay(SeatAvailability::Available), at(40_000)).0;
    assert_eq!(paid.payment.as_ref().unwrap().session_id, "ps_1");
    assert!(paid.sessions.iter().all(|session| session.closed));
    let other = CheckoutCommand::Complete(Box::new(paying("ps_2", "card_2", SeatAvailability::Available)));
    assert_eq!(refusal(&paid, &other, at(50_000)).0, "payment_already_completed");
}

#[test]
fn a_session_that_ended_is_not_failed_in_the_name_of_the_one_that_is_open() {
    let fail = |id: &str| CheckoutCommand::FailPayment {
        session_id: Some(id.to_owned()),
        code: "DECLINED".to_owned(),
        message: "no".to_owned(),
    };
    let order = then(&waiting(ExpiryPolicy::Clamp), &fail("ps_1"), at(20_000)).0;
    let order = then(&order, &session(&order, ExpiryPolicy::Clamp, at(30_000)), at(30_000)).0;
    assert_eq!(then(&order, &fail("ps_1"), at(40_000)).1, []);
    let order = then(&order, &fail("ps_2"), at(40_000)).0;
    assert_eq!(order.status.payment, PaymentStatus::Failed);
}

#[test]
fn a_failed_payment_ends_an_order_whose_lock_is_gone() {
    let order = then(&waiting(ExpiryPolicy::Independent), &CheckoutCommand::Expire, at(LOCK)).0;
    let failed =
        CheckoutCommand::FailPayment { session_id: None, code: "DECLINED".to_owned(), message: "no".to_owned() };
    let order = then(&order, &failed, at(LOCK + 1)).0;
    assert_eq!((order.status.order, order.status.payment), (CheckoutStatus::Expired, PaymentStatus::Failed));
    assert!(order.is_over(at(LOCK + 1)));
}

#[test]
fn money_for_a_cancelled_order_goes_back_though_there_are_places() {
    let cancel = CheckoutCommand::Cancel { reason: "plans".to_owned() };
    let order = then(&waiting(ExpiryPolicy::Clamp), &cancel, at(20_000)).0;
    let (paid, events) = then(&order, &pay(SeatAvailability::Available), at(30_000));
    let CheckoutEvent::RefundRequested(request) = &events[1] else { panic!("{events:?}") };
    assert_eq!((request.reason.as_str(), request.amount), ("order_cancelled", Fen::new(11_900)));
    assert_eq!((paid.status.order, paid.ticket.is_none()), (CheckoutStatus::PaidUnfulfillable, true));
}

#[test]
fn nobody_is_given_a_ticket_after_the_person_was_erased() {
    let erase = CheckoutCommand::Erase { reason: "asked".to_owned() };
    let order = then(&waiting(ExpiryPolicy::Clamp), &CheckoutCommand::Expire, at(LOCK)).0;
    let order = then(&order, &erase, at(LOCK)).0;
    let CheckoutEvent::RefundRequested(request) = &then(&order, &pay(SeatAvailability::Available), at(LOCK + 1)).1[1]
    else {
        panic!()
    };
    assert_eq!(request.reason, "person_erased");
    let used = then(&fulfilled(), &erase, noon("2026-03-22")).0;
    let reissue = CheckoutCommand::Reissue { ticket: ticket("ticket_2"), reason: "lost".to_owned() };
    assert_eq!(refusal(&used, &reissue, noon("2026-03-22")).0, "person_erased");
}

#[test]
fn a_payment_is_used_once_and_a_second_one_is_kept() {
    let order = waiting(ExpiryPolicy::Clamp);
    let other = OrderNo::parse("order_000000000000019d0a63581c").unwrap();
    let used =
        CompleteCheckout { reference_used_by: Some(other), ..paying("ps_1", "card_1", SeatAvailability::Available) };
    assert_eq!(
        refusal(&order, &CheckoutCommand::Complete(Box::new(used)), at(20_000)),
        ("payment_reference_used", None)
    );
    let paid = fulfilled();
    assert_eq!(then(&paid, &pay(SeatAvailability::Available), at(30_000)).1, [], "the same again");
    let second = CheckoutCommand::Complete(Box::new(paying("ps_1", "card_2", SeatAvailability::Available)));
    let (code, kept) = refusal(&paid, &second, at(30_000));
    let Some(CheckoutEvent::CompletionRefused(kept)) = kept else { panic!("{kept:?}") };
    assert_eq!((code, kept.payment_ref.as_str()), ("payment_already_completed", "card_2"));
    assert_eq!(
        record_events(&paid, &[CheckoutEvent::CompletionRefused(kept)], &stamp(at(30_000))).0.status,
        paid.status
    );
}

#[test]
fn a_mandate_belongs_to_its_session_alone() {
    let failed =
        CheckoutCommand::FailPayment { session_id: None, code: "DECLINED".to_owned(), message: "no".to_owned() };
    let order = then(&waiting(ExpiryPolicy::Clamp), &failed, at(20_000)).0;
    let order = then(&order, &session(&order, ExpiryPolicy::Clamp, at(30_000)), at(30_000)).0;
    let verified = MandateVerified {
        session_id: "ps_1".to_owned(),
        mode: "direct".to_owned(),
        trusted_kid: "k".to_owned(),
        leaf_hash: "l".to_owned(),
        transaction_id: None,
        mandate: Personal::new("m"),
        payment_mandate: None,
        receipt: "r".to_owned(),
        trusted_keys: Vec::new(),
        counted_uses: Vec::new(),
    };
    let check = CheckoutCommand::CheckMandate(Box::new(MandateCheck::Holds(verified)));
    let order = then(&order, &check, at(40_000)).0;
    let has: Vec<bool> = order.sessions.iter().map(|session| session.mandate.is_some()).collect();
    assert_eq!(has, [true, false]);
}

#[test]
fn no_more_goes_back_than_came() {
    let order = fulfilled();
    for amount in [0, -1, 11_901] {
        assert_eq!(refusal(&order, &refund(Some(amount), None), at(30_000)).0, "refund_amount", "{amount}");
    }
    let (part, events) = then(&order, &refund_with_ticket(1_900), at(30_000));
    assert_eq!(kinds(&events), ["TICKET_REVOKED", "INVENTORY_LOCK_RELEASED", "REFUND_REQUESTED"]);
    assert_eq!(refusal(&part, &refund(None, None), at(31_000)).0, "wrong_state", "one at a time");
    let part = then(&part, &done(), at(32_000)).0;
    assert_eq!((part.refundable_amount(), part.status.order), (Fen::new(10_000), CheckoutStatus::Refunded));
    assert_eq!(refusal(&part, &refund(Some(10_001), None), at(33_000)).0, "refund_amount");
    let (rest, events) = then(&part, &refund(None, None), at(33_000));
    assert_eq!(kinds(&events), ["REFUND_REQUESTED"], "the ticket is void and its places are free already");
    let failed = then(&rest, &CheckoutCommand::FailRefund { reason: "bank".to_owned() }, at(34_000)).0;
    assert_eq!(failed.open_refund().unwrap().failure.as_deref(), Some("bank"));
    let (rest, events) = then(&failed, &done(), at(35_000));
    let [CheckoutEvent::RefundCompleted(completed)] = &events[..] else { panic!("{events:?}") };
    assert_eq!((completed.amount, rest.refundable_amount()), (Fen::new(10_000), Fen::ZERO));
    assert_eq!(refusal(&rest, &refund(None, None), at(36_000)).0, "refund_amount");
}

#[test]
fn a_part_leaves_the_ticket_good_and_the_last_part_takes_it() {
    let order = fulfilled();
    let (part, events) = then(&order, &refund(Some(1_900), None), at(30_000));
    assert_eq!(kinds(&events), ["REFUND_REQUESTED"]);
    let status = CheckoutStatuses { payment: PaymentStatus::Refunding, ..order.status };
    assert_eq!(part.status, status, "the ticket lets in while the money is on its way");
    assert!(!part.is_over(noon("2026-03-23")), "somebody still waits for money");
    let (part, _) = then(&part, &done(), at(31_000));
    assert_eq!((part.status, part.refunded_amount()), (order.status, Fen::new(1_900)));
    assert_eq!(decide(&part, &done(), &by(at(32_000))).unwrap(), [], "done before");
    assert_eq!(refusal(&part, &refund(Some(10_001), None), at(33_000)).0, "refund_amount");
    let used = then(&part, &CheckoutCommand::Redeem { shown: None }, noon("2026-03-21")).0;
    let again = then(&used, &refund(Some(100), None), noon("2026-03-21")).0;
    assert_eq!(again.status.fulfillment, FulfillmentStatus::Redeemed, "who was let in may get a part back too");
    let (rest, events) = then(&part, &refund(Some(10_000), None), at(34_000));
    assert_eq!(kinds(&events), ["TICKET_REVOKED", "INVENTORY_LOCK_RELEASED", "REFUND_REQUESTED"]);
    let rest = then(&rest, &done(), at(35_000)).0;
    assert_eq!((rest.status.order, rest.refunded_amount()), (CheckoutStatus::Refunded, Fen::new(11_900)));
    // Not issued yet: the right to a ticket stays too, and the part is told after the ticket.
    let unissued = CheckoutCommand::Complete(Box::new(CompleteCheckout {
        ticket: None,
        ..paying("ps_1", "card_1", SeatAvailability::Available)
    }));
    let paid = then(&waiting(ExpiryPolicy::Clamp), &unissued, at(20_000)).0;
    let paid = then(&then(&paid, &refund(Some(1), None), at(30_000)).0, &done(), at(31_000)).0;
    assert_eq!(paid.status.order, CheckoutStatus::Paid);
    let issued = then(&paid, &CheckoutCommand::Issue(ticket("ticket_1")), at(32_000)).0;
    assert_eq!((issued.status, issued.refunded_amount()), (order.status, Fen::new(1)));
}

/// Ten cents less than the order, under that reference.
fn short(reference: &str) -> CheckoutCommand {
    let amount = Some(Fen::new(11_890));
    CheckoutCommand::Complete(Box::new(CompleteCheckout {
        amount,
        ..paying("ps_1", reference, SeatAvailability::Available)
    }))
}

/// The order after what a refusal keeps.
fn kept(order: &CheckoutOrder, command: &CheckoutCommand, now: Timestamp) -> CheckoutOrder {
    let event = refusal(order, command, now).1.unwrap();
    record_events(order, &[event], &stamp(now)).0
}

#[test]
fn money_that_buys_nothing_is_kept_once_and_given_back_once() {
    let give = |amount: Option<i64>| CheckoutCommand::ReturnUnapplied {
        reference: "CARD-7".to_owned(),
        amount: amount.map(Fen::new),
        evidence: "re_1".to_owned(),
    };
    let order = waiting(ExpiryPolicy::Clamp);
    let order = kept(&order, &short("card7"), at(20_000));
    assert_eq!(order.status, waiting(ExpiryPolicy::Clamp).status, "the session still waits for the right amount");
    for repeat in ["card7", " CARD 7 ", "ｃａｒｄ7"] {
        assert_eq!(refusal(&order, &short(repeat), at(21_000)), ("payment_amount_differs", None), "{repeat}");
    }
    let silent = CheckoutCommand::Complete(Box::new(paying("ps_1", "card7", SeatAvailability::Available)));
    assert_eq!(refusal(&order, &silent, at(22_000)), ("payment_amount_differs", None), "it is known how much came");
    assert_eq!(refusal(&order, &give(Some(11_891)), at(23_000)).0, "refund_amount", "no more goes back than came");
    let part = then(&order, &give(Some(1_890)), at(24_000)).0;
    assert_eq!(part.owed_unapplied().map(|payment| part.unreturned_amount(payment)), Some(Fen::new(10_000)));
    let back = then(&part, &give(None), at(25_000)).0;
    assert!(back.owed_unapplied().is_none() && back.payment.is_none());
    assert_eq!(decide(&back, &give(None), &by(at(26_000))).unwrap(), [], "done before");
    assert_eq!(refusal(&back, &silent, at(27_000)), ("payment_returned", None), "it is the buyer's again");
    let unknown = CheckoutCommand::DismissUnapplied { reference: "card_9".to_owned(), reason: "typo".to_owned() };
    assert_eq!(refusal(&back, &unknown, at(28_000)).0, "unapplied_payment_not_found");
}

#[test]
fn a_payment_that_was_kept_may_still_complete_the_order() {
    let order = kept(&waiting(ExpiryPolicy::Clamp), &short("card_1"), at(20_000));
    let right =
        CompleteCheckout { amount: Some(Fen::new(11_900)), ..paying("ps_1", "card_1", SeatAvailability::Available) };
    let paid = then(&order, &CheckoutCommand::Complete(Box::new(right)), at(30_000)).0;
    assert_eq!((paid.status.order, paid.owed_unapplied()), (CheckoutStatus::Fulfilled, None));
    assert_eq!(paid.unapplied[0].state, UnappliedState::Applied);
    let dismiss = CheckoutCommand::DismissUnapplied { reference: "card_1".to_owned(), reason: "x".to_owned() };
    assert_eq!(refusal(&paid, &dismiss, at(31_000)).0, "unapplied_payment_closed");
    // Dismissed and told again, it is owed again.
    let again = then(&order, &dismiss, at(30_000)).0;
    assert!(again.owed_unapplied().is_none());
    assert!(kept(&again, &short("card_1"), at(32_000)).owed_unapplied().is_some());
}

#[test]
fn a_used_ticket_is_paid_back_for_a_reason_and_its_places_stay_sold() {
    let day = noon("2026-03-21");
    let used = then(&fulfilled(), &CheckoutCommand::Redeem { shown: None }, day).0;
    assert_eq!(refusal(&used, &refund(None, None), day).0, "ticket_was_redeemed");
    assert_eq!(refusal(&used, &refund(None, Some(" ")), day).0, "field_length");
    let (back, events) = then(&used, &refund(None, Some("closed early")), day);
    assert_eq!(kinds(&events), ["TICKET_REVOKED", "REFUND_REQUESTED"]);
    assert_eq!((back.status.fulfillment, back.status.lock), (FulfillmentStatus::Revoked, LockStatus::Committed));
    // Nor can places of a day that is over be sold again.
    let (_, events) = then(&fulfilled(), &refund(None, None), noon("2026-03-22"));
    assert_eq!(kinds(&events), ["TICKET_REVOKED", "REFUND_REQUESTED"]);
}

#[test]
fn a_ticket_is_good_on_its_day_where_the_visit_is() {
    let order = fulfilled();
    let redeem = CheckoutCommand::Redeem { shown: Some(Personal::new("ticket_1")) };
    let moment = |text| Timestamp::parse(text).unwrap();
    // The day begins and ends at 16:00 UTC in Singapore.
    for (now, good) in [
        ("2026-03-20T15:59:59.999Z", false),
        ("2026-03-20T16:00:00Z", true),
        ("2026-03-21T15:59:59.999Z", true),
        ("2026-03-21T16:00:00Z", false),
    ] {
        match decide(&order, &redeem, &by(moment(now))) {
            Ok(events) => assert!(good && kinds(&events) == ["TICKET_REDEEMED"], "{now}"),
            Err(refused) => assert!(!good && refused.rejection.code == "ticket_other_day", "{now}"),
        }
    }
}

#[test]
fn a_new_code_kills_the_old_one() {
    let day = noon("2026-03-21");
    let shown = |code: &str| CheckoutCommand::Redeem { shown: Some(Personal::new(code)) };
    let reissue = |code: &str| CheckoutCommand::Reissue { ticket: ticket(code), reason: "lost".to_owned() };
    let (order, events) = then(&fulfilled(), &reissue("ticket_2"), day);
    assert_eq!(kinds(&events), ["TICKET_REVOKED", "TICKET_REISSUED"], "the old one dies first");
    assert_eq!(refusal(&order, &shown("ticket_1"), day).0, "ticket_replaced");
    let used = then(&order, &shown("ticket_2"), day).0;
    assert_eq!(refusal(&used, &shown("ticket_2"), day).0, "ticket_already_redeemed");
    // Who was let in was let in: neither a new code nor a void one changes that.
    let revoke = CheckoutCommand::Revoke { reason: "x".to_owned() };
    for command in [reissue("ticket_3"), revoke.clone()] {
        assert_eq!(refusal(&used, &command, day).0, "ticket_already_redeemed");
    }
    let back = then(&used, &CheckoutCommand::RevertRedeem { reason: "mistake".to_owned() }, day).0;
    let void = then(&back, &revoke, day).0;
    assert_eq!(refusal(&void, &shown("ticket_2"), day).0, "ticket_revoked");
    assert_eq!(refusal(&void, &CheckoutCommand::Issue(ticket("ticket_3")), day).0, "ticket_revoked");
    let again = then(&void, &reissue("ticket_3"), day).0;
    assert_eq!(then(&again, &shown("ticket_3"), day).0.status.fulfillment, FulfillmentStatus::Redeemed);
}
