//! Every (state, command) pair of the checkout flow, refusals included.
//!
//! `rules.txt` beside this file is the table: states with their four axes down, commands across, a letter a cell. A change of
//! the rules shows as a change of the table; `TICKETCTL_UPDATE_TABLES=1` writes it anew. A walk over everything that
//! commands and time can do to an order finds no combination of axes that the table lacks. `tests/golden/checkout-events.json`
//! holds a payload of every event type: a key that is renamed there can't be read from an older log any more.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use ticketctl::domain::checkout::axis::{CheckoutAxis, CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use ticketctl::domain::checkout::command::*;
use ticketctl::domain::checkout::decide::{CheckoutRefusal, decide};
use ticketctl::domain::checkout::event::CheckoutEvent;
use ticketctl::domain::checkout::event_log::{open_order, record_events};
use ticketctl::domain::checkout::next::{FreePlaces, ShopFacts, miss_at, next_task, queue_place};
use ticketctl::domain::checkout::order::{CheckoutOrder, ExpiryPolicy};
use ticketctl::domain::checkout::payload::*;
use ticketctl::domain::checkout::unapplied::UnappliedState;
use ticketctl::domain::order::actor::{Actor, EventStamp};
use ticketctl::domain::order::event::EventSource;
use ticketctl::domain::order::next::{NextAction, NextTask};
use ticketctl::domain::order::notice::{NoticeOutcome, ResolveDelivery};
use ticketctl::domain::order::number::OrderNo;
use ticketctl::domain::value::money::Fen;
use ticketctl::domain::value::person::Personal;
use ticketctl::domain::value::rejection::{Rejection, RejectionKind};
use ticketctl::domain::value::time::Timestamp;
use ticketctl::say;

use crate::support::expected::{self, UPDATE_TABLES};
use crate::support::matrix::{self, Cell, State};

const TABLE: &str = "tests/it/checkout/rules.txt";
const GOLDEN: &str = "tests/golden/checkout-events.json";

/// When a command comes, as seen from the lock that was taken at the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// The draft and the lock, which lives five minutes.
    Start,
    /// A minute later: sessions are opened here, and live five minutes too unless they are clamped.
    Minute,
    /// The very millisecond at which the lock ends.
    LockOver,
    /// The very millisecond at which an independent session ends.
    SessionOver,
    /// Noon of the visit's day in Singapore.
    Visit,
    /// The day after.
    After,
}

impl When {
    const ALL: [Self; 6] = [Self::Start, Self::Minute, Self::LockOver, Self::SessionOver, Self::Visit, Self::After];

    fn at(self) -> Timestamp {
        let text = match self {
            Self::Start => "2026-03-20T08:36:16.030Z",
            Self::Minute => "2026-03-20T08:37:16.030Z",
            Self::LockOver => "2026-03-20T08:41:16.030Z",
            Self::SessionOver => "2026-03-20T08:42:16.030Z",
            Self::Visit => "2026-03-21T04:00:00Z",
            Self::After => "2026-03-22T04:00:00Z",
        };
        Timestamp::parse(text).unwrap()
    }
}

fn actor(when: When) -> Actor {
    Actor { operator: "op".to_owned(), source: EventSource::Admin, now: when.at() }
}

fn stamp(when: When) -> EventStamp {
    EventStamp {
        created_at: when.at(),
        processed_at: when.at(),
        operator: "op".to_owned(),
        source: EventSource::Admin,
        key: None,
    }
}

fn draft_payload() -> Map<String, Value> {
    serde_json::from_value(json!({
        "skuId": "sentosa_family_pack", "quantity": 3, "date": "2026-03-21", "quoteAmountSgd": 119, "channel": "telegram",
        "customer": {"telegram_user_id": "6761269319", "telegram_username": "bestjustin"},
    }))
    .unwrap()
}

fn terms() -> TermsFixed {
    TermsFixed {
        merchant_id: "sentosa_demo".to_owned(),
        product_name: "Sentosa 家庭套票(2大1小)".to_owned(),
        unit_price: Fen::new(11_900),
        currency: "SGD".to_owned(),
        price_basis: "pack".to_owned(),
        pack_size: 3,
        zone: "Asia/Singapore".to_owned(),
    }
}

fn drafted() -> CheckoutOrder {
    let no = OrderNo::parse("order_7cb78b0f45ebf19d0a63581c").unwrap();
    let draft = serde_json::from_value(Value::Object(draft_payload())).unwrap();
    open_order(&no, draft, terms(), &stamp(When::Start)).0
}

fn lock(left: Option<u32>) -> CheckoutCommand {
    CheckoutCommand::Lock(LockPlaces { lock_id: "lock_1".to_owned(), minutes: 5, left })
}

fn request(method: &str) -> CheckoutCommand {
    CheckoutCommand::Request { method: method.to_owned(), allowed: vec!["card".to_owned(), "wallet".to_owned()] }
}

fn session(order: &CheckoutOrder, policy: ExpiryPolicy, when: When) -> CheckoutCommand {
    CheckoutCommand::OpenSession(OpenSession {
        session_id: format!("ps_{}", order.sessions.len() + 1),
        protocol: "AP2".to_owned(),
        expires_at: order.session_expiry(policy, 5, when.at()),
        signed: None,
    })
}

/// With a signed checkout, and no payment without a mandate.
fn signed_session(order: &CheckoutOrder, when: When) -> CheckoutCommand {
    let CheckoutCommand::OpenSession(mut open) = session(order, ExpiryPolicy::Clamp, when) else { unreachable!() };
    open.signed = Some(SessionSigned {
        session_id: open.session_id.clone(),
        protocol_version: "0.2".to_owned(),
        aud: "https://shop.example".to_owned(),
        nonce: "n-1".to_owned(),
        checkout_jwt: "a.b.c".to_owned(),
        checkout_hash: "h".to_owned(),
        kid: "k-1".to_owned(),
        mandate_required: true,
    });
    CheckoutCommand::OpenSession(open)
}

fn ticket(name: &str) -> NewTicket {
    NewTicket {
        fulfillment_id: format!("ful_{name}"),
        code: Personal::new(format!("ticket_{name}")),
        qr_url: Personal::new(format!("https://qr.example/ticket_{name}")),
    }
}

fn latest(order: &CheckoutOrder) -> String {
    order.latest_session().map_or_else(|| "ps_0".to_owned(), |session| session.created.session_id.clone())
}

fn complete(order: &CheckoutOrder, reference: &str, ground: SeatAvailability) -> CompleteCheckout {
    CompleteCheckout {
        session_id: latest(order),
        reference: reference.to_owned(),
        amount: None,
        currency: None,
        reference_used_by: None,
        mandate: None,
        seats: ground,
        ticket: Some(ticket("1")),
    }
}

fn mandate_holds(order: &CheckoutOrder) -> MandateCheck {
    MandateCheck::Holds(MandateVerified {
        session_id: latest(order),
        mode: "direct".to_owned(),
        trusted_kid: "root".to_owned(),
        leaf_hash: "leaf".to_owned(),
        transaction_id: None,
        mandate: Personal::new("m"),
        payment_mandate: None,
        receipt: "r".to_owned(),
        trusted_keys: vec![verdict_key()],
        counted_uses: vec!["open#0".to_owned()],
    })
}

fn verdict_key() -> VerdictKey {
    VerdictKey { thumbprint: "t".to_owned(), jwk: json!({ "kty": "EC", "kid": "root" }) }
}

fn mandate_fails(order: &CheckoutOrder) -> MandateCheck {
    let rejected = MandateRejected {
        session_id: latest(order),
        failure_code: "mandate_expired".to_owned(),
        ap2_error: "expired".to_owned(),
        failure_message: "the mandate expired".to_owned(),
        mandate_hash: "00".to_owned(),
        payment_hash: Some("01".to_owned()),
        receipt: None,
        trusted_keys: vec![verdict_key()],
    };
    let why = say!("授权书已在此前过期", "the mandate expired before");
    MandateCheck::Fails(rejected, Rejection::from_catalogue("mandate_expired", RejectionKind::Rule, why, None))
}

fn reason() -> String {
    "because".to_owned()
}

fn refund(amount: Option<i64>, redeemed: Option<&str>) -> CheckoutCommand {
    CheckoutCommand::OpenRefund(OpenRefund {
        reason: reason(),
        amount: amount.map(Fen::new),
        redeemed_reason: redeemed.map(str::to_owned),
        revokes_ticket: false,
    })
}

fn refund_with_ticket(amount: i64) -> CheckoutCommand {
    let CheckoutCommand::OpenRefund(wish) = refund(Some(amount), None) else { unreachable!() };
    CheckoutCommand::OpenRefund(OpenRefund { revokes_ticket: true, ..wish })
}

fn give_back(reference: &str, amount: Option<i64>) -> CheckoutCommand {
    let (reference, amount) = (reference.to_owned(), amount.map(Fen::new));
    CheckoutCommand::ReturnUnapplied { reference, amount, evidence: "bill 2".to_owned() }
}

fn dismiss(reference: &str) -> CheckoutCommand {
    CheckoutCommand::DismissUnapplied { reference: reference.to_owned(), reason: reason() }
}

fn fail(session_id: Option<&str>) -> CheckoutCommand {
    CheckoutCommand::FailPayment {
        session_id: session_id.map(str::to_owned),
        code: "DECLINED".to_owned(),
        message: "no funds".to_owned(),
    }
}

fn notice(resend: bool) -> CheckoutCommand {
    CheckoutCommand::StartNotice { channel: "spool".to_owned(), resend }
}

fn refused_notice() -> NoticeOutcome {
    NoticeOutcome::Failed { code: "SPOOL_SEND_FAILED".to_owned(), message: "no room".to_owned() }
}

fn resolved(order: &CheckoutOrder, delivered: bool) -> CheckoutCommand {
    let delivery = order.notices.last().map_or_else(|| "none".to_owned(), |notice| notice.id.clone());
    CheckoutCommand::ResolveNotice(ResolveDelivery { delivery, delivered, evidence: "asked the buyer".to_owned() })
}

/// Every command, in the order of `domain.md`; the match keeps the list complete.
fn commands(order: &CheckoutOrder, when: When) -> Vec<(&'static str, CheckoutCommand)> {
    let complete = |reference, ground| complete(order, reference, ground);
    let boxed = |complete| CheckoutCommand::Complete(Box::new(complete));
    let mine = || complete("card_1", SeatAvailability::Available);
    let taken = OrderNo::parse("order_000000000000019d0a63581c").unwrap();
    let all = vec![
        ("lock", lock(Some(30))),
        ("lock (2 left)", lock(Some(2))),
        ("lock (no stock)", lock(None)),
        ("request", request("card")),
        ("request (another method)", request("wallet")),
        ("request (unknown method)", request("cash")),
        ("session", session(order, ExpiryPolicy::Clamp, when)),
        ("session --expiry independent", session(order, ExpiryPolicy::Independent, when)),
        ("session --require-mandate", signed_session(order, when)),
        ("complete", boxed(mine())),
        ("complete --no-issue", boxed(CompleteCheckout { ticket: None, ..mine() })),
        ("complete (places sold)", boxed(complete("card_1", SeatAvailability::Gone))),
        ("complete (another payment)", boxed(complete("card_2", SeatAvailability::Available))),
        ("complete (payment of another order)", boxed(CompleteCheckout { reference_used_by: Some(taken), ..mine() })),
        ("complete --amount 118.99", boxed(CompleteCheckout { amount: Some(Fen::new(11_899)), ..mine() })),
        ("complete --currency USD", boxed(CompleteCheckout { currency: Some("USD".to_owned()), ..mine() })),
        ("complete --session ps_1", boxed(CompleteCheckout { session_id: "ps_1".to_owned(), ..mine() })),
        ("complete --session (unknown)", boxed(CompleteCheckout { session_id: "ps_9".to_owned(), ..mine() })),
        ("complete --mandate", boxed(CompleteCheckout { mandate: Some(mandate_holds(order)), ..mine() })),
        ("complete --mandate (bad)", boxed(CompleteCheckout { mandate: Some(mandate_fails(order)), ..mine() })),
        ("ap2 verify", CheckoutCommand::CheckMandate(Box::new(mandate_holds(order)))),
        ("ap2 verify (bad)", CheckoutCommand::CheckMandate(Box::new(mandate_fails(order)))),
        ("fail", fail(None)),
        ("fail --session ps_1", fail(Some("ps_1"))),
        ("sweep", CheckoutCommand::Expire),
        ("ticket issue", CheckoutCommand::Issue(ticket("2"))),
        ("ticket redeem", CheckoutCommand::Redeem { shown: None }),
        ("ticket redeem (first code)", CheckoutCommand::Redeem { shown: Some(Personal::new("ticket_1")) }),
        ("ticket redeem --revert", CheckoutCommand::RevertRedeem { reason: reason() }),
        ("ticket revoke", CheckoutCommand::Revoke { reason: reason() }),
        ("ticket reissue", CheckoutCommand::Reissue { ticket: ticket("3"), reason: reason() }),
        ("cancel", CheckoutCommand::Cancel { reason: reason() }),
        ("refund open", refund(None, None)),
        ("refund open --redeemed", refund(None, Some("closed early"))),
        ("refund open --amount 19.00", refund(Some(1_900), None)),
        ("refund open --amount 119.01", refund(Some(11_901), None)),
        ("refund open --amount 19.00 --revoke-ticket", refund_with_ticket(1_900)),
        ("refund complete", CheckoutCommand::CompleteRefund { evidence: "bill 1".to_owned() }),
        ("refund fail", CheckoutCommand::FailRefund { reason: reason() }),
        ("refund complete --payment-ref card_1", give_back("card_1", None)),
        ("refund complete --payment-ref card_2", give_back("card_2", None)),
        ("refund complete --payment-ref card_2 --amount 1.00", give_back("card_2", Some(100))),
        ("refund dismiss --payment-ref card_2", dismiss("card_2")),
        ("ap2 verify (same again)", CheckoutCommand::MandateKnown),
        ("notify send", notice(false)),
        ("notify resend", notice(true)),
        ("notice sent", CheckoutCommand::FinishNotice(NoticeOutcome::Sent)),
        ("notice failed", CheckoutCommand::FinishNotice(refused_notice())),
        ("notice unknown", CheckoutCommand::FinishNotice(NoticeOutcome::Unknown { reason: "no answer".to_owned() })),
        ("notify resolve --delivered", resolved(order, true)),
        ("notify resolve --not-delivered", resolved(order, false)),
        ("--reveal", CheckoutCommand::Reveal { command: "order show".to_owned() }),
        ("person erase", CheckoutCommand::Erase { reason: reason() }),
    ];
    all.iter().for_each(|(_, command)| is_listed(command));
    all
}

/// A new command does not compile before it stands in the list above.
fn is_listed(command: &CheckoutCommand) {
    match command {
        CheckoutCommand::Lock(_)
        | CheckoutCommand::Request { .. }
        | CheckoutCommand::OpenSession(_)
        | CheckoutCommand::Complete(_)
        | CheckoutCommand::CheckMandate(_)
        | CheckoutCommand::MandateKnown
        | CheckoutCommand::FailPayment { .. }
        | CheckoutCommand::Expire
        | CheckoutCommand::Issue(_)
        | CheckoutCommand::Redeem { .. }
        | CheckoutCommand::RevertRedeem { .. }
        | CheckoutCommand::Revoke { .. }
        | CheckoutCommand::Reissue { .. }
        | CheckoutCommand::Cancel { .. }
        | CheckoutCommand::OpenRefund(_)
        | CheckoutCommand::CompleteRefund { .. }
        | CheckoutCommand::FailRefund { .. }
        | CheckoutCommand::ReturnUnapplied { .. }
        | CheckoutCommand::DismissUnapplied { .. }
        | CheckoutCommand::StartNotice { .. }
        | CheckoutCommand::FinishNotice(_)
        | CheckoutCommand::ResolveNotice(_)
        | CheckoutCommand::Reveal { .. }
        | CheckoutCommand::Erase { .. } => {}
    }
}

fn named(order: &CheckoutOrder, name: &str, when: When) -> CheckoutCommand {
    let all = commands(order, when);
    all.into_iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no command {name}")).1
}

fn ask(order: &CheckoutOrder, name: &str, when: When) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    decide(order, &named(order, name, when), &actor(when))
}

/// The state after the named commands, all at one time.
fn after(start: &CheckoutOrder, when: When, names: &[&str]) -> CheckoutOrder {
    names.iter().fold(start.clone(), |order, name| {
        let events = ask(&order, name, when).unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
        record_events(&order, &events, &stamp(when)).0
    })
}

/// The state after what the refusal of a command keeps.
fn refused(start: &CheckoutOrder, when: When, name: &str) -> CheckoutOrder {
    let records = ask(start, name, when).unwrap_err().records;
    assert!(!records.is_empty(), "{name}");
    record_events(start, &records, &stamp(when)).0
}

/// Every state that an order can rest in, and when it is looked at.
fn states() -> Vec<(&'static str, When, CheckoutOrder)> {
    use When::{After, LockOver, Minute, SessionOver, Start, Visit};
    let draft = drafted();
    let locked = after(&draft, Start, &["lock"]);
    let pending = after(&locked, Start, &["request"]);
    let open = after(&pending, Minute, &["session"]);
    let alone = after(&pending, Minute, &["session --expiry independent"]);
    let bound = after(&pending, Minute, &["session --require-mandate"]);
    let failed = after(&open, Minute, &["fail"]);
    let again = after(&failed, Minute, &["session"]);
    let swept = after(&alone, LockOver, &["sweep"]);
    let expired = after(&open, LockOver, &["sweep"]);
    let cancelled = after(&open, Minute, &["cancel"]);
    let paid = after(&open, Minute, &["complete --no-issue"]);
    let done = after(&open, Minute, &["complete"]);
    let let_in = after(&done, Visit, &["ticket redeem"]);
    let revoked = after(&done, Minute, &["ticket revoke"]);
    let sold = after(&alone, LockOver, &["complete (places sold)"]);
    let part = after(&done, Minute, &["refund open --amount 19.00 --revoke-ticket", "refund complete"]);
    let kept = after(&done, Minute, &["refund open --amount 19.00"]);
    let part_unissued = after(&paid, Minute, &["refund open --amount 19.00"]);
    let owed = after(&part_unissued, After, &["ticket issue", "refund complete"]);
    let short = refused(&open, Minute, "complete --amount 118.99");
    let twice = refused(&done, Minute, "complete (another payment)");
    let refunding = after(&done, Minute, &["refund open"]);
    let refunded = after(&refunding, Minute, &["refund complete"]);
    vec![
        ("draft", Start, draft.clone()),
        ("draft, day over", After, draft.clone()),
        ("draft, expired", After, after(&draft, After, &["sweep"])),
        ("draft, erased", After, after(&draft, After, &["person erase"])),
        ("locked", Start, locked.clone()),
        ("locked, ran out", LockOver, locked.clone()),
        ("locked, expired", LockOver, after(&locked, LockOver, &["sweep"])),
        ("requested", Start, pending.clone()),
        ("requested, ran out", LockOver, pending.clone()),
        ("requested, expired", LockOver, after(&pending, LockOver, &["sweep"])),
        ("session", Minute, open.clone()),
        ("session, ran out", LockOver, open.clone()),
        ("session, expired", LockOver, expired.clone()),
        ("session with mandate", Minute, bound.clone()),
        ("session with mandate, verified", Minute, after(&bound, Minute, &["ap2 verify"])),
        ("session alone, lock ran out", LockOver, alone.clone()),
        ("session alone, lock expired", LockOver, swept.clone()),
        ("session alone, both ran out", SessionOver, alone.clone()),
        ("session alone, both expired", SessionOver, after(&swept, SessionOver, &["sweep"])),
        ("session alone, lock expired, failed", LockOver, after(&swept, LockOver, &["fail"])),
        ("failed", Minute, failed.clone()),
        ("failed, ran out", LockOver, failed.clone()),
        ("failed, expired", LockOver, after(&failed, LockOver, &["sweep"])),
        ("failed, second session", Minute, again.clone()),
        ("cancelled draft", Start, after(&draft, Start, &["cancel"])),
        ("cancelled lock", Start, after(&locked, Start, &["cancel"])),
        ("cancelled session", Minute, cancelled.clone()),
        ("cancelled session, lock expired", LockOver, after(&swept, LockOver, &["cancel"])),
        ("cancelled after it expired", LockOver, after(&expired, LockOver, &["cancel"])),
        ("cancelled after its lock expired", LockOver, after(&locked, LockOver, &["sweep", "cancel"])),
        ("cancelled, erased", Minute, after(&cancelled, Minute, &["person erase"])),
        ("expired, erased", LockOver, after(&expired, LockOver, &["person erase"])),
        ("paid", Minute, paid.clone()),
        ("paid, day over", After, paid.clone()),
        ("paid, issued too late", After, after(&paid, After, &["ticket issue"])),
        ("paid, issued too late, refunded", After, after(&paid, After, &["ticket issue", "refund complete"])),
        ("session, day over", After, open.clone()),
        ("expired, paid after the day", After, after(&expired, After, &["complete"])),
        ("paid late", SessionOver, after(&expired, SessionOver, &["complete --no-issue"])),
        ("fulfilled", Minute, done.clone()),
        ("fulfilled, visit day", Visit, done.clone()),
        ("fulfilled, day over", After, done.clone()),
        ("fulfilled, erased", After, after(&done, After, &["person erase"])),
        ("fulfilled, notice running", Minute, after(&done, Minute, &["notify send"])),
        ("fulfilled, notice sent", Minute, after(&done, Minute, &["notify send", "notice sent"])),
        ("fulfilled, notice failed", Minute, after(&done, Minute, &["notify send", "notice failed"])),
        ("fulfilled, notice unknown", Minute, after(&done, Minute, &["notify send", "notice unknown"])),
        ("redeemed", Visit, let_in.clone()),
        ("redeemed, taken back", Visit, after(&let_in, Visit, &["ticket redeem --revert"])),
        ("revoked", Minute, revoked.clone()),
        ("reissued", Visit, after(&revoked, Visit, &["ticket reissue"])),
        ("unfulfillable", LockOver, sold.clone()),
        ("unfulfillable, cancelled before", Minute, after(&cancelled, Minute, &["complete"])),
        ("unfulfillable, refund failed", LockOver, after(&sold, LockOver, &["refund fail"])),
        ("unfulfillable, refunded", LockOver, after(&sold, LockOver, &["refund complete"])),
        (
            "unfulfillable, cancelled before, refunded",
            Minute,
            after(&cancelled, Minute, &["complete", "refund complete"]),
        ),
        ("refunding unissued", Minute, after(&paid, Minute, &["refund open"])),
        ("refunding unissued, day over", After, after(&paid, After, &["refund open"])),
        ("refunding", Minute, refunding.clone()),
        ("refunding, used", Visit, after(&let_in, Visit, &["refund open --redeemed"])),
        ("refund failed", Minute, after(&refunding, Minute, &["refund fail"])),
        ("refunded unissued", Minute, after(&paid, Minute, &["refund open", "refund complete"])),
        ("refunded unissued, day over", After, after(&paid, After, &["refund open", "refund complete"])),
        ("refunded", Minute, refunded.clone()),
        ("refunded, used", Visit, after(&let_in, Visit, &["refund open --redeemed", "refund complete"])),
        ("refunded in part", Minute, part.clone()),
        ("part on its way back", Minute, kept.clone()),
        ("part on its way back, unissued", Minute, part_unissued.clone()),
        ("part on its way back, issued too late", After, after(&part_unissued, After, &["ticket issue"])),
        ("part on its way back, used", Visit, after(&kept, Visit, &["ticket redeem"])),
        ("part on its way back, revoked", Minute, after(&kept, Minute, &["ticket revoke"])),
        ("part given back, issued too late", After, owed.clone()),
        ("part given back", Minute, after(&kept, Minute, &["refund complete"])),
        ("part given back, used", Visit, after(&after(&kept, Minute, &["refund complete"]), Visit, &["ticket redeem"])),
        ("other amount came", Minute, short.clone()),
        ("other amount came, expired", LockOver, after(&short, LockOver, &["sweep"])),
        ("other amount came, given back", Minute, after(&short, Minute, &["refund complete --payment-ref card_1"])),
        ("no mandate came", Minute, refused(&bound, Minute, "complete")),
        ("paid twice", Minute, twice.clone()),
        (
            "paid twice, a part given back",
            Minute,
            after(&twice, Minute, &["refund complete --payment-ref card_2 --amount 1.00"]),
        ),
        ("paid twice, given back", Minute, after(&twice, Minute, &["refund complete --payment-ref card_2"])),
        ("paid twice, dismissed", Minute, after(&twice, Minute, &["refund dismiss --payment-ref card_2"])),
        (
            "refunded in part, issued too late, the rest",
            After,
            after(&owed, After, &["refund open --amount 19.00 --revoke-ticket", "refund complete", "refund open"]),
        ),
        ("refunding the rest", Minute, after(&part, Minute, &["refund open"])),
        ("refunded, erased", Minute, after(&refunded, Minute, &["person erase"])),
    ]
}

fn axes(order: &CheckoutOrder) -> [&'static str; 4] {
    CheckoutAxis::ALL.map(|axis| order.status.code(axis))
}

fn cell(order: &CheckoutOrder, command: &CheckoutCommand, when: When) -> Cell {
    match decide(order, command, &actor(when)) {
        Ok(events) if events.is_empty() => Cell::DoneBefore,
        Ok(events) => {
            let after = record_events(order, &events, &stamp(when)).0;
            Cell::Happens(events.iter().map(|event| event.kind()).collect(), axes(&after).to_vec())
        }
        Err(refused) => {
            let kept = refused.records.iter().map(|event| format!("{} {}", event.kind(), event.result().code()));
            let kept = Some(kept.collect::<Vec<_>>().join(", ")).filter(|kept| !kept.is_empty());
            Cell::Refused(refused.rejection.code.to_owned(), kept)
        }
    }
}

#[test]
fn every_pair_of_state_and_command_stands_in_the_table() {
    let row = |(name, when, order): (&'static str, When, CheckoutOrder)| {
        let cells = commands(&order, when).into_iter().map(|(name, command)| (name, cell(&order, &command, when)));
        State { name, axes: axes(&order).to_vec(), cells: cells.collect() }
    };
    let states: Vec<State> = states().into_iter().map(row).collect();
    let title = "What every command does to an order of the checkout flow in every state.";
    matrix::check(TABLE, title, &["order", "payment", "fulfillment", "lock"], &states);
}

#[test]
fn every_value_of_every_axis_stands_in_the_table() {
    let seen: BTreeSet<(usize, &str)> =
        states().iter().flat_map(|(_, _, order)| axes(order).into_iter().enumerate()).collect();
    let all = [
        CheckoutStatus::ALL.iter().map(|value| value.code()).collect::<Vec<_>>(),
        PaymentStatus::ALL.iter().map(|value| value.code()).collect(),
        FulfillmentStatus::ALL.iter().map(|value| value.code()).collect(),
        LockStatus::ALL.iter().map(|value| value.code()).collect(),
    ];
    for (axis, codes) in all.iter().enumerate() {
        for code in codes {
            assert!(seen.contains(&(axis, code)), "no state with {code} on axis {axis}");
        }
    }
}

/// What tells two orders apart as far as the rules look at them.
fn shape(order: &CheckoutOrder, when: When) -> String {
    let session =
        order.latest_session().map(|session| (session.closed, session.is_open(when.at()), session.mandate.is_some()));
    let ticket = order.ticket.as_ref().map(|ticket| (ticket.redeemed.is_some(), ticket.revoked.is_some()));
    let (sessions, left) = (order.sessions.len().min(2), order.refundable_amount() > Fen::ZERO);
    let refund = order.open_refund().map(|refund| refund.failure.is_some());
    let live = order.lock_is_live(when.at());
    let owed = order.owed_unapplied().is_some();
    let notice = order.notices.last().map(|notice| notice.state);
    format!(
        "{notice:?} {owed} {:?} {when:?} {session:?} {sessions} {ticket:?} {left} {refund:?} {live} {}",
        axes(order),
        order.erased
    )
}

/// What holds of every order, whatever happened to it.
fn sound(order: &CheckoutOrder, way: &str) {
    let back: i64 = order.refunds.iter().map(|refund| refund.amount.in_fen()).sum();
    assert!(back <= 11_900, "{way}: more went back than came");
    for payment in &order.unapplied {
        let came = payment.amount.map_or(11_900, Fen::in_fen);
        assert!(payment.returned.in_fen() <= came, "{way}: more went back than came");
        let paid = order.payment.as_ref().is_some_and(|paid| paid.reference == payment.reference);
        assert_eq!(payment.state == UnappliedState::Applied, paid, "{way}: {payment:?}");
        let good = payment.returned == Fen::ZERO || !paid;
        assert!(good, "{way}: what went back bought a ticket");
    }
    assert_eq!(
        order.payment.is_some(),
        matches!(order.status.payment, PaymentStatus::Success | PaymentStatus::Refunding | PaymentStatus::Refunded),
        "{way}"
    );
    assert_eq!(order.open_refund().is_some(), order.status.payment == PaymentStatus::Refunding, "{way}");
    let open = order.sessions.iter().filter(|session| !session.closed).count();
    assert_eq!(open, usize::from(order.status.payment == PaymentStatus::SessionCreated), "{way}");
    let good = matches!(order.status.fulfillment, FulfillmentStatus::Fulfilled | FulfillmentStatus::Redeemed);
    assert!(!good || order.status.lock == LockStatus::Committed, "{way}: a ticket without a place");
    assert!(!good || order.status.order == CheckoutStatus::Fulfilled, "{way}: a ticket beside a refund");
    assert!(order.refunds.iter().rev().skip(1).all(|refund| refund.done.is_some()), "{way}: two refunds at once");
}

/// Hands every state to `each` that commands and time lead to, with the time and the way to it; gives how many there are.
fn walk(mut each: impl FnMut(&CheckoutOrder, When, &str)) -> usize {
    let mut seen = BTreeSet::new();
    let mut open = vec![(drafted(), When::Start, String::from("draft"))];
    while let Some((order, when, way)) = open.pop() {
        if !seen.insert(shape(&order, when)) {
            continue;
        }
        each(&order, when, &way);
        for (name, command) in commands(&order, when) {
            let events = decide(&order, &command, &actor(when)).unwrap_or_else(|refused| refused.records);
            if !events.is_empty() {
                open.push((record_events(&order, &events, &stamp(when)).0, when, format!("{way}, {name}")));
            }
        }
        let later = When::ALL.into_iter().find(|other| *other > when);
        open.extend(later.map(|later| (order, later, format!("{way}, {later:?}"))));
    }
    seen.len()
}

#[test]
fn commands_and_time_lead_to_no_state_that_the_table_lacks() {
    let known: BTreeSet<_> = states().iter().map(|(_, _, order)| axes(order)).collect();
    let mut lacking: BTreeMap<[&'static str; 4], String> = BTreeMap::new();
    let states = walk(|order, _, way| {
        sound(order, way);
        if !known.contains(&axes(order)) {
            lacking.entry(axes(order)).or_insert_with(|| way.to_owned());
        }
    });
    assert!(lacking.is_empty(), "{lacking:#?}");
    assert!(states > 300, "{states} states");
}

/// The command of the table that `next` names.
fn next_command(task: &NextTask) -> Option<&'static str> {
    let command = task.command.as_deref().unwrap_or_default();
    Some(match task.action {
        NextAction::LockInventory => "lock",
        NextAction::RequestCheckout => "request",
        NextAction::CreateSession => "session",
        NextAction::AwaitPayment if command.contains("--mandate") => "complete --mandate",
        NextAction::AwaitPayment => "complete",
        NextAction::IssueTicket => "ticket issue",
        NextAction::ReissueTicket => "ticket reissue",
        NextAction::RefundCustomer | NextAction::CompleteRefund if command.contains("refund open") => "refund open",
        NextAction::RefundCustomer if command.contains("--payment-ref card_1 ") => {
            "refund complete --payment-ref card_1"
        }
        NextAction::RefundCustomer if command.contains("--payment-ref card_2 ") => {
            "refund complete --payment-ref card_2"
        }
        NextAction::RefundCustomer | NextAction::CompleteRefund => "refund complete",
        NextAction::NotifyUser | NextAction::FixNotification => "notify send",
        NextAction::ResolveUnknownNotice => "notify resolve --delivered",
        NextAction::None => return None,
        other => panic!("{} is no step of this flow", other.code()),
    })
}

#[test]
fn what_next_names_is_never_refused() {
    let mut named = BTreeSet::new();
    walk(|order, when, way| {
        for tells_buyers in [false, true] {
            let facts = ShopFacts { tells_buyers, free_places: Some(FreePlaces::Left(30)), method: None };
            let task = next_task(order, &facts, when.at());
            let Some(name) = next_command(&task) else { continue };
            // The payment of the table's commands went back already: a buyer who pays again has another number.
            let spent = order.unapplied.iter().any(|payment| payment.returned > Fen::ZERO);
            if task.action == NextAction::AwaitPayment && spent {
                continue;
            }
            let went = ask(order, name, when);
            assert!(went.as_ref().is_ok_and(|events| !events.is_empty()), "{way}: {task:?}: {went:?}");
            named.insert(task.action.code());
        }
    });
    assert!(named.len() >= 11, "{named:?}");
    let poor = ShopFacts { tells_buyers: false, free_places: Some(FreePlaces::NoStock), method: None };
    assert_eq!(next_task(&drafted(), &poor, When::Start.at()).action, NextAction::AddPlaces);
    let few = ShopFacts { free_places: Some(FreePlaces::Left(2)), ..poor };
    assert_eq!(next_task(&drafted(), &few, When::Start.at()).action, NextAction::AddPlaces);
}

/// A place that the row of an order has is never behind the one that its log says, and a hold or a day that is over is so
/// before it is swept, too.
#[test]
fn the_row_of_an_order_says_what_the_order_says_as_time_goes_on() {
    walk(|order, when, way| {
        let place = queue_place(order);
        for later in When::ALL.into_iter().filter(|later| *later >= when) {
            let task = next_task(order, &ShopFacts::default(), later.at());
            let (action, due) = place.at(later.at());
            let says = (task.action, task.due.map(|due| due.at));
            let ended = says == (NextAction::None, None) && due.is_some_and(|due| due <= later.at());
            assert!(says == (action, due) || ended, "{way}, {later:?}: {action:?} {due:?}, {task:?}");
            let events = decide(order, &CheckoutCommand::Expire, &actor(later)).unwrap();
            let swept = record_events(order, &events, &stamp(later)).0;
            assert_eq!(order.statuses_at(later.at()), swept.status, "{way}, {later:?}");
            assert_eq!(events.is_empty(), miss_at(order).is_none_or(|at| at > later.at()), "{way}, {later:?}");
        }
    });
}

/// One payload of every (type, result), as some state and command make it.
fn payloads() -> BTreeMap<String, Value> {
    let mut payloads = BTreeMap::new();
    let mut keep = |event: &CheckoutEvent| {
        payloads.entry(format!("{} {}", event.kind(), event.result().code())).or_insert(Value::Object(event.payload()));
    };
    for (_, when, order) in states() {
        for (_, command) in commands(&order, when) {
            match decide(&order, &command, &actor(when)) {
                Ok(events) => events.iter().for_each(&mut keep),
                Err(refused) => refused.records.iter().for_each(&mut keep),
            }
        }
    }
    keep(&CheckoutEvent::Drafted(serde_json::from_value(Value::Object(draft_payload())).unwrap()));
    keep(&CheckoutEvent::TermsFixed(terms()));
    payloads
}

#[test]
fn every_event_type_reads_and_spells_its_golden_payload() {
    if expected::updates(UPDATE_TABLES) {
        let now = serde_json::to_string_pretty(&payloads()).unwrap() + "\n";
        expected::update_file(UPDATE_TABLES, GOLDEN, &now);
    }
    let golden: BTreeMap<String, Map<String, Value>> =
        serde_json::from_str(&std::fs::read_to_string(GOLDEN).unwrap()).unwrap();
    for (kind, result) in CheckoutEvent::KINDS {
        let payload = golden.get(&format!("{kind} {}", result.code())).unwrap_or_else(|| panic!("no golden {kind}"));
        let event = CheckoutEvent::parse(kind, *result, payload).unwrap();
        let spelled = serde_json::to_string(&event.payload()).unwrap();
        assert_eq!(spelled, serde_json::to_string(payload).unwrap(), "{kind}");
    }
    assert_eq!(golden.len(), CheckoutEvent::KINDS.len());
}

#[test]
fn a_refusal_says_why_in_both_languages() {
    for (state, when, order) in states() {
        for (name, command) in commands(&order, when) {
            if let Err(refused) = decide(&order, &command, &actor(when)) {
                let message = refused.rejection.message;
                assert!(message.zh.chars().count() > 5 && message.en.len() > 10, "{state}, {name}: {message:?}");
            }
        }
    }
}
