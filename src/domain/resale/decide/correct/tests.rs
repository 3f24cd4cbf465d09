//! Corrections before and after the push, and what the next push then carries.

use serde_json::json;

use super::*;
use crate::domain::order::actor::{Actor, EventStamp};
use crate::domain::order::event::EventSource;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::ReviewStatus;
use crate::domain::resale::axis::ScreenshotMatchStatus;
use crate::domain::resale::command::*;
use crate::domain::resale::decide::decide;
use crate::domain::resale::event_log::record_events;
use crate::domain::resale::evolve::begin_order;
use crate::domain::resale::next::{GroupRoute, ResaleDeadlines, active_deadline, next_task};
use crate::domain::resale::order::RecordedFact;
use crate::domain::resale::outgoing::PUSH_PARTS;
use crate::domain::resale::payload::{PaidDetected, ProofUploaded, PushStarted, PushSucceeded};
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};

const FIRST: &str = "13800000000";
const RIGHT: &str = "13900000000";

/// In minutes: those of a new shop.
const DEADLINES: ResaleDeadlines = ResaleDeadlines {
    form: 1_440,
    payment: 30,
    push: 10,
    ack: 10,
    screenshot: 240,
    screenshot_cutoff_hour: 18,
    review: 120,
};

fn at(minute: i64) -> Timestamp {
    Timestamp::parse("2026-03-20T03:36:00Z").unwrap().plus_minutes(minute)
}

fn actor() -> Actor {
    Actor { operator: "op".to_owned(), source: EventSource::Admin, now: at(60) }
}

fn form(phone: &str) -> FormSubmitted {
    let form = json!({
        "name": "张三", "phone": phone, "userType": "mainland", "certificateNo": "440101199001012376",
        "certificateType": "id_card",
    });
    serde_json::from_value(form).unwrap()
}

fn proof(hash: &str) -> RecordedFact<ProofUploaded> {
    let what = ProofUploaded {
        source: "upload".to_owned(),
        file_name: "p.png".to_owned(),
        file_size: 1,
        file_type: "image/png".to_owned(),
        operator_id: "op".to_owned(),
        receipt_file_path: "p.png".to_owned(),
        receipt_image_url: "p.png".to_owned(),
        receipt_image_hash: hash.to_owned(),
        reused_proof_reason: None,
    };
    RecordedFact { what, at: at(1), by: None }
}

/// An order that was paid and proven, nothing of it pushed.
fn proven() -> ResaleOrder {
    let paid = json!({
        "externalOrderNo": "XY-1", "productName": "p", "ticketType": "t", "playDate": "2026-04-15", "paidAmount": 506,
        "paidAt": "2026-03-20T03:35:45Z", "sourcePlatform": "xianyu", "eventKey": "k-1",
    });
    let no = OrderNo::parse("XY20260320033546715D3AV").unwrap();
    let mut order = begin_order(no, &PaidDetected(paid.as_object().unwrap().clone()), at(0)).unwrap();
    order.form = Some(RecordedFact { what: form(FIRST), at: at(0), by: None });
    order.status.order = OrderStatus::AgentPaymentConfirmed;
    order.status.review = ReviewStatus::AutoPassed;
    order.status.agent_payment = crate::domain::resale::axis::AgentPaymentStatus::Paid;
    order.proofs = vec![proof("a")];
    order
}

fn run(order: &ResaleOrder, command: &ResaleCommand) -> ResaleOrder {
    let stamp = EventStamp {
        created_at: at(60),
        processed_at: at(60),
        operator: "op".to_owned(),
        source: EventSource::Admin,
        key: None,
    };
    record_events(order, &decide(order, command, &actor()).unwrap(), &stamp).0
}

fn refusal(order: &ResaleOrder, command: &ResaleCommand) -> &'static str {
    decide(order, command, &actor()).unwrap_err().rejection.code
}

fn correct_to(phone: &str) -> CorrectForm {
    CorrectForm { form: form(phone), reason: "mistyped".to_owned(), duplicates: Vec::new(), blocked: false }
}

fn correct(order: &ResaleOrder, phone: &str) -> ResaleOrder {
    run(order, &ResaleCommand::CorrectForm(Box::new(correct_to(phone))))
}

fn push_to(group: &str) -> ResaleCommand {
    ResaleCommand::StartPush(StartPush {
        group: GroupFacts { name: group.to_owned(), paused: None },
        route_override: false,
        proof: Some(ProofState::Intact),
        parts: PUSH_PARTS.to_vec(),
    })
}

fn start(order: &ResaleOrder) -> (ResaleOrder, Vec<String>) {
    let started = run(order, &push_to("g"));
    let ids = started.push.latest_attempt().unwrap().parts.iter().map(|part| part.id.clone()).collect();
    (started, ids)
}

/// Pushes with `taken` parts accepted; a definite no for the rest.
fn push(order: &ResaleOrder, taken: usize) -> (ResaleOrder, Vec<String>) {
    let (started, ids) = start(order);
    let accepted = ids[..taken.min(ids.len())].to_vec();
    let outcome = if accepted.len() == ids.len() {
        PushOutcome::Accepted { accepted }
    } else {
        PushOutcome::Failed { code: "NO".to_owned(), message: "no".to_owned(), accepted, never_left: false }
    };
    (run(&started, &ResaleCommand::FinishPush(outcome)), ids)
}

fn names(ids: &[String]) -> Vec<&str> {
    ids.iter().map(|id| &id["XY20260320033546715D3AV-".len()..]).collect()
}

#[test]
fn what_the_agent_never_saw_is_corrected_without_a_new_revision() {
    let (failed, _) = push(&proven(), 0);
    let corrected = correct(&failed, RIGHT);
    assert_eq!(corrected.revision, 1);
    assert_eq!(corrected.status, failed.status);
    assert_eq!(corrected.form.as_ref().unwrap().what.phone, Personal::new(RIGHT));
    assert_eq!(names(&push(&corrected, 2).1), ["p2-text", "p2-proof"]);
}

#[test]
fn after_the_push_a_correction_is_a_new_revision_and_its_text_alone_goes_again() {
    let pushed = run(&push(&proven(), 2).0, &ResaleCommand::Acknowledge { note: None });
    let corrected = correct(&pushed, RIGHT);
    assert_eq!((corrected.revision, corrected.status.order), (2, OrderStatus::AgentPaymentConfirmed));
    assert_eq!(corrected.status.agent_push, AgentPushStatus::NotStarted);
    assert_eq!((corrected.acknowledged.is_none(), corrected.push.accepted_at), (true, None));
    let route = GroupRoute::Open("other".to_owned());
    let todo = next_task(&corrected, &route, &DEADLINES, at(61));
    assert_eq!(
        (todo.action, todo.command.as_deref()),
        (NextAction::PushAgentGroup, Some("ticketctl push XY20260320033546715D3AV --group g"))
    );
    assert_eq!(todo.due.unwrap().at, at(70), "ten minutes from the correction on");
    assert_eq!(refusal(&corrected, &push_to("other")), "push_group_committed");
    assert!(corrected.may_have_reached_agent(), "a cancellation still has to be agreed with the agent");
    let (again, ids) = push(&corrected, 1);
    assert_eq!(names(&ids), ["p2-text"]);
    assert_eq!((again.status.order, again.revision), (OrderStatus::AgentPushed, 2));
}

#[test]
fn a_text_that_arrived_without_its_proof_counts_as_told() {
    let (half, _) = push(&proven(), 1);
    assert_eq!(names(&start(&half).1), ["p2-proof"]);
    let corrected = correct(&half, RIGHT);
    assert_eq!((corrected.revision, corrected.status.agent_push), (2, AgentPushStatus::NotStarted));
    assert_eq!(names(&start(&corrected).1), ["p2-text", "p2-proof"]);
}

#[test]
fn a_delivery_that_an_operator_found_in_the_group_counts_as_told() {
    for (delivered, revision) in [(true, 2), (false, 1)] {
        let (started, ids) = start(&proven());
        let unknown = PushOutcome::Unknown { delivery: ids[0].clone(), reason: "?".to_owned(), accepted: Vec::new() };
        let unknown = run(&started, &ResaleCommand::FinishPush(unknown));
        let resolve = ResolveDelivery { delivery: ids[0].clone(), delivered, evidence: "looked".to_owned() };
        let resolved = run(&unknown, &ResaleCommand::ResolvePush(resolve));
        assert_eq!(correct(&resolved, RIGHT).revision, revision);
    }
}

#[test]
fn revisions_count_what_the_agent_was_told() {
    let (pushed, _) = push(&proven(), 2);
    let twice = correct(&correct(&pushed, RIGHT), "13700000000");
    assert_eq!(twice.revision, 2, "nobody saw the first correction");
    let (refused, _) = push(&twice, 0);
    assert_eq!(correct(&refused, RIGHT).revision, 2);
    let (again, _) = push(&refused, 1);
    let third = correct(&again, RIGHT);
    assert_eq!((third.revision, names(&start(&third).1)), (3, vec!["p4-text"]));
}

#[test]
fn another_proof_goes_along() {
    let (mut pushed, _) = push(&proven(), 2);
    pushed.proofs.push(proof("b"));
    assert_eq!(names(&start(&correct(&pushed, RIGHT)).1), ["p2-text", "p2-proof"]);
}

#[test]
fn an_imported_push_counts_although_its_parts_are_not_known() {
    let imported = |event| RecordedEvent { event, at: at(2), by: None };
    let started = PushStarted {
        operator_id: "op".to_owned(),
        target_group_id: "g".to_owned(),
        attempt: 1,
        parts: Vec::new(),
        route_override: false,
    };
    let done =
        PushSucceeded { operator_id: "op".to_owned(), target_group_id: "g".to_owned(), accepted_parts: Vec::new() };
    let order = evolve(proven(), &imported(ResaleEvent::PushStarted(started)));
    let corrected = correct(&evolve(order, &imported(ResaleEvent::PushSucceeded(done))), RIGHT);
    assert_eq!((corrected.revision, corrected.push.committed_group()), (2, Some("g")));
    assert_eq!(names(&start(&corrected).1), ["p2-text", "p2-proof"]);
}

#[test]
fn a_screenshot_of_the_older_revision_is_kept_and_judged_no_more() {
    let (mut pushed, _) = push(&proven(), 2);
    pushed.status.order = OrderStatus::ScreenshotReview;
    pushed.status.screenshot_match = ScreenshotMatchStatus::Mismatched;
    let shot = json!({
        "operatorId": "op", "fileName": "s.png", "fileSize": 1, "fileType": "image/png", "screenshotFilePath": "s",
        "screenshotHash": "s",
    });
    pushed.screenshots = vec![RecordedFact { what: serde_json::from_value(shot).unwrap(), at: at(3), by: None }];
    let corrected = correct(&pushed, RIGHT);
    assert_eq!(corrected.status.screenshot_match, ScreenshotMatchStatus::NotStarted);
    assert_eq!((corrected.status.order, corrected.screenshots.len()), (OrderStatus::AgentPaymentConfirmed, 1));
}

#[test]
fn a_person_who_needs_a_look_stops_the_push_until_somebody_looked() {
    let (pushed, _) = push(&proven(), 2);
    let other = OrderNo::parse("XY20260320033546715AAAA").unwrap();
    let command = CorrectForm { duplicates: vec![other.clone()], blocked: true, ..correct_to(RIGHT) };
    let events = decide(&pushed, &ResaleCommand::CorrectForm(Box::new(command.clone())), &actor()).unwrap();
    let Some(ResaleEvent::ManualReviewRequired(review)) = events.last() else { panic!("{events:?}") };
    assert_eq!(
        (review.reasons.as_slice(), review.duplicates.as_slice()),
        (
            [ExceptionKind::DuplicatePerson.into(), ExceptionKind::PersonBlocked.into()].as_slice(),
            [other.to_string()].as_slice()
        )
    );
    assert_eq!(review.next_order_status, OrderStatus::AgentPaymentConfirmed);
    let asked = run(&pushed, &ResaleCommand::CorrectForm(Box::new(command)));
    assert_eq!(refusal(&asked, &push_to("g")), "wrong_state");
    let todo = next_task(&asked, &GroupRoute::Open("g".to_owned()), &DEADLINES, at(61));
    assert_eq!((todo.action, todo.due), (NextAction::ReviewOrder, active_deadline(&asked, &DEADLINES)));
    assert_eq!(todo.due.map(|due| (due.deadline, due.at)), Some(("review", at(180))));
    let passed = run(&asked, &ResaleCommand::Review { pass: true, reason: "fine".to_owned() });
    assert_eq!(names(&start(&passed).1), ["p2-text"]);
    let turned = run(&asked, &ResaleCommand::Review { pass: false, reason: "no".to_owned() });
    assert_eq!(turned.status.order, OrderStatus::CancelPending);
}

#[test]
fn a_price_that_waits_for_a_person_still_waits() {
    let mut order = proven();
    order.status.order = OrderStatus::AgentPaymentPending;
    order.status.review = ReviewStatus::ManualPending;
    let asked = json!({
        "nextOrderStatus": "agent_payment_pending", "nextReviewStatus": "manual_pending",
        "reasons": ["price_mismatch", "duplicate_person"],
    });
    order.auto_review = Some(RecordedFact { what: serde_json::from_value(asked).unwrap(), at: at(0), by: None });
    assert_eq!(correct(&order, RIGHT).status.review, ReviewStatus::ManualPending);
    let blocked = CorrectForm { blocked: true, ..correct_to(RIGHT) };
    let order = run(&order, &ResaleCommand::CorrectForm(Box::new(blocked)));
    assert_eq!(order.auto_review.unwrap().what.reasons, [ExceptionKind::PriceMismatch, ExceptionKind::PersonBlocked]);
}

#[test]
fn what_was_bought_stays_and_something_has_to_differ() {
    let order = proven();
    let with = |day: Option<&str>, ticket_type: Option<&str>, phone: &str| {
        let mut command = correct_to(phone);
        command.form.play_date = day.map(|day| Day::parse(day).unwrap());
        command.form.ticket_type = ticket_type.map(str::to_owned);
        ResaleCommand::CorrectForm(Box::new(command))
    };
    assert_eq!(refusal(&order, &with(Some("2026-04-16"), None, RIGHT)), "correction_changes_purchase");
    assert_eq!(refusal(&order, &with(None, Some("other"), RIGHT)), "correction_changes_purchase");
    assert_eq!(refusal(&order, &with(Some("2026-04-15"), Some("t"), FIRST)), "form_unchanged");
    assert_eq!(run(&order, &with(Some("2026-04-15"), Some("t"), RIGHT)).version, 2);
    let mut command = correct_to(RIGHT);
    command.reason = " ".to_owned();
    assert_eq!(refusal(&order, &ResaleCommand::CorrectForm(Box::new(command))), "field_length");
}

#[test]
fn a_correction_waits_for_the_push_and_comes_too_late_after_the_ticket() {
    let (sending, ids) = start(&proven());
    let command = ResaleCommand::CorrectForm(Box::new(correct_to(RIGHT)));
    assert_eq!(refusal(&sending, &command), "push_under_way");
    let unknown = PushOutcome::Unknown { delivery: ids[0].clone(), reason: "?".to_owned(), accepted: Vec::new() };
    assert_eq!(refusal(&run(&sending, &ResaleCommand::FinishPush(unknown)), &command), "push_outcome_unknown");
    let mut order = proven();
    for (status, code) in [
        (OrderStatus::UserInfoPending, "wrong_state"),
        (OrderStatus::TicketMatched, "correction_too_late"),
        (OrderStatus::Completed, "correction_too_late"),
        (OrderStatus::CancelPending, "wrong_state"),
        (OrderStatus::Refunded, "wrong_state"),
    ] {
        order.status.order = status;
        assert_eq!(refusal(&order, &command), code, "{}", status.code());
    }
    let late = Actor { now: Timestamp::parse("2026-04-16T03:00:00Z").unwrap(), ..actor() };
    assert_eq!(decide(&proven(), &command, &late).unwrap_err().rejection.code, "play_date_past");
}
