//! Every (state, command) pair of the resale flow, refusals included.
//!
//! `rules.txt` beside this file is the table: states down, commands across, a letter a cell. A change of the rules shows as a
//! change of the table; `TICKETCTL_UPDATE_TABLES=1` writes it anew. `tests/golden/resale-events.json` holds a
//! payload of every event type: a key that is renamed there can't be read from an older log any more.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use ticketctl::domain::order::actor::{Actor, EventStamp};
use ticketctl::domain::order::event::EventSource;
use ticketctl::domain::order::next::{NextAction, NextTask};
use ticketctl::domain::order::number::OrderNo;
use ticketctl::domain::resale::axis::{OrderStatus, ProfitShareStatus};
use ticketctl::domain::resale::command::*;
use ticketctl::domain::resale::decide::decide;
use ticketctl::domain::resale::event::ResaleEvent;
use ticketctl::domain::resale::event_log::{open_order, record_events};
use ticketctl::domain::resale::loss::OrderLoss;
use ticketctl::domain::resale::next::{GroupRoute, ResaleDeadlines, next_task, queue_place};
use ticketctl::domain::resale::order::ResaleOrder;
use ticketctl::domain::resale::outgoing::PUSH_PARTS;
use ticketctl::domain::resale::payload::*;
use ticketctl::domain::resale::platform_log::PlatformReport;
use ticketctl::domain::resale::platform_news::{PlatformStanding, SaleStage};
use ticketctl::domain::resale::season::Season;
use ticketctl::domain::value::money::{BasisPoints, Fen};
use ticketctl::domain::value::person::Personal;
use ticketctl::domain::value::person_details::{CertificateType, UserType};
use ticketctl::domain::value::time::{Day, Timestamp};

use crate::support::expected::{self, UPDATE_TABLES};
use crate::support::matrix::{self, Cell, State};

const TABLE: &str = "tests/it/resale/rules.txt";
const GOLDEN: &str = "tests/golden/resale-events.json";

pub(super) fn now() -> Timestamp {
    Timestamp::parse("2026-03-20T03:36:00Z").unwrap()
}

pub(super) fn actor() -> Actor {
    Actor { operator: "op".to_owned(), source: EventSource::Admin, now: now() }
}

pub(super) fn stamp() -> EventStamp {
    EventStamp {
        created_at: now(),
        processed_at: now(),
        operator: "op".to_owned(),
        source: EventSource::Admin,
        key: None,
    }
}

fn paid_payload() -> Map<String, Value> {
    serde_json::from_value(json!({
        "externalOrderNo": "XY-1", "productName": "初级道 3 小时", "ticketType": "初级道 3 小时", "playDate": "2026-04-15",
        "paidAmount": 506, "paidAt": "2026-03-20T03:35:45Z", "externalUserId": "user-1", "sourcePlatform": "xianyu",
        "eventKey": "k-1",
    }))
    .unwrap()
}

fn paid() -> ResaleOrder {
    let no = OrderNo::parse("XY20260320033546715D3AV").unwrap();
    open_order(&no, &PaidDetected(paid_payload()), &stamp()).unwrap().0
}

/// A form whose price is not what was paid.
fn mispriced() -> ResaleCommand {
    let ResaleCommand::SubmitForm(mut submit) = form(false) else { unreachable!() };
    submit.price = Some(SeasonPrice { season: Season::High, amount: Fen::new(54_800) });
    ResaleCommand::SubmitForm(submit)
}

/// A screenshot that the engine could not read.
fn unreadable() -> ResaleCommand {
    let ResaleCommand::ReadScreenshot(mut read) = screenshot("matched", None) else { unreachable!() };
    read.screenshot.screenshot_hash = "y".to_owned();
    let failed = OcrFailed { engine: "mock".to_owned(), screenshot_hash: "y".to_owned(), reason: "no text".to_owned() };
    (read.reading, read.outcome) = (Err(failed), None);
    ResaleCommand::ReadScreenshot(read)
}

fn form(blocked: bool) -> ResaleCommand {
    let text = |text: &str| Personal::new(text);
    ResaleCommand::SubmitForm(Box::new(SubmitForm {
        form: FormSubmitted {
            name: text("张三"),
            phone: text("13800000000"),
            gender: None,
            birthday: None,
            user_type: UserType::Mainland.into(),
            certificate_no: text("440101199001012376"),
            certificate_type: CertificateType::IdCard.into(),
            ticket_type: None,
            play_date: None,
            visitors: VisitorList::default(),
        },
        ticket_type: Some("初级道 3 小时".to_owned()),
        play_date: Day::parse("2026-04-15").ok(),
        price: Some(SeasonPrice { season: Season::High, amount: Fen::new(50_600) }),
        tolerance: Fen::ZERO,
        rate: BasisPoints(9_800),
        duplicates: Vec::new(),
        blocked,
    }))
}

fn correct(phone: &str, blocked: bool) -> ResaleCommand {
    let ResaleCommand::SubmitForm(submit) = form(blocked) else { unreachable!() };
    ResaleCommand::CorrectForm(Box::new(CorrectForm {
        form: FormSubmitted { phone: Personal::new(phone), ..submit.form },
        reason: reason(),
        duplicates: Vec::new(),
        blocked,
    }))
}

fn confirm(reference: Option<&str>) -> ResaleCommand {
    ResaleCommand::ConfirmPayment(ConfirmPayment {
        channel: "wechat".to_owned(),
        reference: reference.map(str::to_owned),
        amount: None,
        amount_reason: None,
        from_sheet: false,
        operation_key: "k".to_owned(),
        reference_used_by: None,
    })
}

fn correct_payment(reference: &str) -> ResaleCommand {
    ResaleCommand::CorrectPayment(CorrectPayment {
        channel: None,
        reference: reference.to_owned(),
        reason: reason(),
        reference_used_by: None,
    })
}

fn proof() -> ResaleCommand {
    let hash = "0945535ed4ed0fce8acf0e18f6be0fb39ab856dd38c91af3cfb9b8f30ae61c0c";
    ResaleCommand::UploadProof(UploadProof {
        proof: ProofUploaded {
            source: "upload".to_owned(),
            file_name: "payment-proof.txt".to_owned(),
            file_size: 37,
            file_type: "text/plain".to_owned(),
            operator_id: "op".to_owned(),
            receipt_file_path: format!("payment-proof/XY/{hash}.txt"),
            receipt_image_url: format!("payment-proof/XY/{hash}.txt"),
            receipt_image_hash: hash.to_owned(),
            reused_proof_reason: None,
        },
        reused_by: None,
    })
}

fn start_push(order: &ResaleOrder) -> ResaleCommand {
    ResaleCommand::StartPush(StartPush {
        group: GroupFacts { name: "g".to_owned(), paused: None },
        route_override: false,
        proof: order.current_proof().map(|_| ProofState::Intact),
        parts: PUSH_PARTS.to_vec(),
    })
}

fn sending_ids(order: &ResaleOrder) -> Vec<String> {
    let parts = order.push.latest_attempt().map(|attempt| attempt.parts.clone()).unwrap_or_default();
    parts.into_iter().map(|part| part.id).collect()
}

fn push_unknown(order: &ResaleOrder) -> ResaleCommand {
    let delivery = sending_ids(order).first().cloned().unwrap_or_default();
    ResaleCommand::FinishPush(PushOutcome::Unknown { delivery, reason: "no answer".to_owned(), accepted: Vec::new() })
}

fn resolve(delivery: Option<String>, delivered: bool) -> ResolveDelivery {
    ResolveDelivery { delivery: delivery.unwrap_or_default(), delivered, evidence: "seen in the group".to_owned() }
}

fn screenshot(status: &str, reason: Option<&str>) -> ResaleCommand {
    ResaleCommand::ReadScreenshot(Box::new(ReadScreenshot {
        screenshot: ScreenshotUploaded {
            operator_id: "op".to_owned(),
            file_name: "shot.png".to_owned(),
            file_size: 9,
            file_type: "image/png".to_owned(),
            screenshot_file_path: "screenshot/XY/x.png.sealed".to_owned(),
            screenshot_hash: "x".to_owned(),
            reason: reason.map(str::to_owned),
        },
        reading: Ok(OcrCompleted {
            model: None,
            engine: "mock".to_owned(),
            screenshot_hash: "x".to_owned(),
            line_count: 1,
            raw_text: Personal::new("x"),
            fields: json!({}),
        }),
        outcome: Some(
            serde_json::from_value(json!({
                "matchStatus": status, "screenshotHash": "x", "reason": "because", "reasonZh": "因为",
                "verdicts": {}, "fields": [],
            }))
            .unwrap(),
        ),
    }))
}

fn start_notice(resend: bool) -> ResaleCommand {
    ResaleCommand::StartNotice(StartNotice {
        channel: "spool".to_owned(),
        template: "ticket_matched".to_owned(),
        resend,
    })
}

fn leg(leg: RefundLeg) -> ResaleCommand {
    ResaleCommand::ConfirmLeg { leg, evidence: "bill 1".to_owned(), amount: None }
}

fn reason() -> String {
    "because".to_owned()
}

/// Every command, in the order of `domain.md`; the match keeps the list complete.
pub(super) fn commands(order: &ResaleOrder) -> Vec<(&'static str, ResaleCommand)> {
    let part = sending_ids(order).first().cloned();
    let notice = order.notices.last().map(|notice| notice.id.clone());
    let parties = vec![("shop".to_owned(), BasisPoints(6_000)), ("partner".to_owned(), BasisPoints(4_000))];
    let missed = DeadlineMissed { deadline: "form".to_owned(), due_at: now() };
    let failed = PushOutcome::Failed {
        code: "WECOM_SEND_FAILED".to_owned(),
        message: "no".to_owned(),
        accepted: Vec::new(),
        never_left: false,
    };
    let not_told = NoticeOutcome::Failed { code: "SPOOL_SEND_FAILED".to_owned(), message: "no".to_owned() };
    let all = vec![
        ("form submit", form(false)),
        ("form submit (blocked)", form(true)),
        ("form correct", correct("13900000000", false)),
        ("form correct (blocked)", correct("13900000000", true)),
        ("form correct (as it was)", correct("13800000000", false)),
        ("review pass", ResaleCommand::Review { pass: true, reason: reason() }),
        ("review reject", ResaleCommand::Review { pass: false, reason: reason() }),
        ("payment confirm", confirm(None)),
        ("payment confirm --ref", confirm(Some("4200"))),
        ("payment confirm --ref (another)", confirm(Some("4201"))),
        ("payment correct", correct_payment("4242")),
        ("payment correct (as it was)", correct_payment("42 00")),
        ("proof upload", proof()),
        ("push (start)", start_push(order)),
        ("push (accepted)", ResaleCommand::FinishPush(PushOutcome::Accepted { accepted: sending_ids(order) })),
        ("push (refused)", ResaleCommand::FinishPush(failed)),
        ("push (unknown)", push_unknown(order)),
        ("push resolve --delivered", ResaleCommand::ResolvePush(resolve(part.clone(), true))),
        ("push resolve --not-delivered", ResaleCommand::ResolvePush(resolve(part, false))),
        ("push ack", ResaleCommand::Acknowledge { note: None }),
        ("ocr (matched)", screenshot("matched", None)),
        ("ocr (mismatched)", screenshot("mismatched", None)),
        ("ocr --reason (matched)", screenshot("matched", Some("told by phone"))),
        ("match accept", ResaleCommand::ReviewScreenshot { accept: true, reason: reason() }),
        ("match reject", ResaleCommand::ReviewScreenshot { accept: false, reason: reason() }),
        ("notify send (start)", start_notice(false)),
        ("notify resend (start)", start_notice(true)),
        ("notify (sent)", ResaleCommand::FinishNotice(NoticeOutcome::Sent)),
        ("notify (refused)", ResaleCommand::FinishNotice(not_told)),
        ("notify (unknown)", ResaleCommand::FinishNotice(NoticeOutcome::Unknown { reason: reason() })),
        ("notify resolve --delivered", ResaleCommand::ResolveNotice(resolve(notice.clone(), true))),
        ("notify resolve --not-delivered", ResaleCommand::ResolveNotice(resolve(notice, false))),
        ("share settle", ResaleCommand::SettleShare { parties }),
        ("order cancel", ResaleCommand::Cancel { reason: reason() }),
        ("order cancel --agent-confirmed", ResaleCommand::ConfirmCancel { evidence: reason() }),
        ("refund open", refund(None, false)),
        ("refund open --amount 19.00", refund(Some(1_900), false)),
        ("refund open --amount 487.01", refund(Some(48_701), false)),
        ("refund open --amount 19.00 --revoke-ticket", refund(Some(1_900), true)),
        ("refund leg buyer", leg(RefundLeg::Buyer)),
        ("refund leg agent", leg(RefundLeg::Agent)),
        ("refund leg ticket", leg(RefundLeg::Ticket)),
        ("refund complete", ResaleCommand::CompleteRefund),
        (
            "refund complete --payment-ref",
            ResaleCommand::ReturnSecondPayment { reference: "4201".to_owned(), evidence: "bill".to_owned() },
        ),
        ("refund dismiss", ResaleCommand::DismissSecondPayment { reference: "42 01".to_owned(), reason: reason() }),
        ("platform (refund asked)", hear("refund_asked", None)),
        ("platform (refunded)", hear("refunded", None)),
        ("platform (stands)", hear("stands", None)),
        ("platform (refund denied)", hear("refund_ended", None)),
        ("platform (another amount)", hear("stands", Some(48_000))),
        ("order keep", ResaleCommand::KeepOrder { reason: reason() }),
        ("order correct", correct_order(order, Some("2026-04-16"), Some("样本乙"))),
        ("order correct --nick", correct_order(order, None, Some("样本甲"))),
        ("order note", ResaleCommand::NoteOrder { text: Personal::new("打过电话") }),
        ("sweep (deadline)", ResaleCommand::MissDeadline(missed)),
        ("--reveal", ResaleCommand::Reveal { command: "order show".to_owned() }),
        ("person erase", ResaleCommand::Erase { reason: reason() }),
    ];
    all.iter().for_each(|(_, command)| is_listed(command));
    all
}

/// What files of one moment say of the order; `fen` is what was paid.
pub(super) fn hear(standing: &str, fen: Option<i64>) -> ResaleCommand {
    let statement = PlatformStatement {
        source_platform: "xianyu".to_owned(),
        platform_status: Some("12".to_owned()),
        paid_amount: Some(Fen::new(fen.unwrap_or(50_600))),
        sale_stage: Some(SaleStage::Paid.into()),
        platform_updated_at: Some(now()),
    };
    let standing = PlatformStanding::from_code(standing).unwrap().into();
    ResaleCommand::HearPlatform(Box::new(PlatformReport { standing, statement }))
}

/// Another day at the same price, another name of the buyer, or both.
fn correct_order(order: &ResaleOrder, day: Option<&str>, nick: Option<&str>) -> ResaleCommand {
    let play_date = day.map(|day| Day::parse(day).unwrap());
    let judged = order.form.as_ref().map(|filled| {
        let ResaleCommand::SubmitForm(submit) = form(false) else { unreachable!() };
        SubmitForm { form: filled.what.clone(), play_date: play_date.or(order.play_date), ..*submit }
    });
    let buyer_nick = nick.map(Personal::new);
    ResaleCommand::CorrectOrder(Box::new(CorrectOrder {
        ticket_type: None,
        play_date,
        quantity: None,
        buyer_nick,
        reason: reason(),
        judged,
    }))
}

fn refund(fen: Option<i64>, revokes_ticket: bool) -> ResaleCommand {
    ResaleCommand::OpenRefund { reason: "because".to_owned(), amount: fen.map(Fen::new), revokes_ticket }
}

/// A new command does not compile before it stands in the list above.
fn is_listed(command: &ResaleCommand) {
    match command {
        ResaleCommand::SubmitForm(_)
        | ResaleCommand::CorrectForm(_)
        | ResaleCommand::Review { .. }
        | ResaleCommand::ConfirmPayment(_)
        | ResaleCommand::CorrectPayment(_)
        | ResaleCommand::UploadProof(_)
        | ResaleCommand::StartPush(_)
        | ResaleCommand::FinishPush(_)
        | ResaleCommand::ResolvePush(_)
        | ResaleCommand::Acknowledge { .. }
        | ResaleCommand::ReadScreenshot(_)
        | ResaleCommand::ReviewScreenshot { .. }
        | ResaleCommand::StartNotice(_)
        | ResaleCommand::FinishNotice(_)
        | ResaleCommand::ResolveNotice(_)
        | ResaleCommand::SettleShare { .. }
        | ResaleCommand::Cancel { .. }
        | ResaleCommand::ConfirmCancel { .. }
        | ResaleCommand::OpenRefund { .. }
        | ResaleCommand::ConfirmLeg { .. }
        | ResaleCommand::CompleteRefund
        | ResaleCommand::ReturnSecondPayment { .. }
        | ResaleCommand::DismissSecondPayment { .. }
        | ResaleCommand::HearPlatform(_)
        | ResaleCommand::KeepOrder { .. }
        | ResaleCommand::CorrectOrder(_)
        | ResaleCommand::NoteOrder { .. }
        | ResaleCommand::MissDeadline(_)
        | ResaleCommand::Reveal { .. }
        | ResaleCommand::Erase { .. } => {}
    }
}

/// The state after what the refusal of a command keeps.
fn refused(start: &ResaleOrder, name: &str) -> ResaleOrder {
    let all = commands(start);
    let (_, command) = all.iter().find(|(known, _)| *known == name).unwrap();
    let records = decide(start, command, &actor()).unwrap_err().records;
    assert_eq!(records.len(), 1, "{name}");
    record_events(start, &records, &stamp()).0
}

/// The state after the named commands.
pub(super) fn after(start: &ResaleOrder, names: &[&str]) -> ResaleOrder {
    names.iter().fold(start.clone(), |order, name| {
        let all = commands(&order);
        let (_, command) = all.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no command {name}"));
        let events = decide(&order, command, &actor()).unwrap_or_else(|refused| panic!("{name}: {refused:?}"));
        record_events(&order, &events, &stamp()).0
    })
}

/// Every state that an order can rest in.
pub(super) fn states() -> Vec<(&'static str, ResaleOrder)> {
    let paid = paid();
    let formed = after(&paid, &["form submit"]);
    let asked = after(&paid, &["form submit (blocked)"]);
    let confirmed = after(&formed, &["payment confirm --ref"]);
    let twice = refused(&confirmed, "payment confirm --ref (another)");
    let proven = after(&confirmed, &["proof upload"]);
    let sending = after(&proven, &["push (start)"]);
    let pushed = after(&sending, &["push (accepted)"]);
    let matched = after(&pushed, &["ocr (matched)"]);
    let telling = after(&matched, &["notify send (start)"]);
    let done = after(&telling, &["notify (sent)"]);
    let settled = after(&done, &["share settle"]);
    let part = |order: &ResaleOrder| after(order, &["refund open --amount 19.00"]);
    let part_back = |order: &ResaleOrder| after(&part(order), &["refund leg buyer", "refund complete"]);
    let legs = after(&done, &["refund open", "refund leg buyer", "refund leg agent", "refund leg ticket"]);
    let all = vec![
        ("paid", paid.clone()),
        ("paid twice", twice.clone()),
        ("paid twice, given back", after(&twice, &["refund complete --payment-ref"])),
        ("form, review passed", formed.clone()),
        ("form, review asked", asked.clone()),
        ("form, never reviewed", {
            let events = decide(&paid, &commands(&paid)[0].1, &actor()).unwrap();
            let form: Vec<_> = events.into_iter().filter(|event| event.kind() == "user_form_submitted").collect();
            record_events(&paid, &form, &stamp()).0
        }),
        ("form, reviewed by hand", after(&asked, &["review pass"])),
        ("review rejected", after(&asked, &["review reject"])),
        ("agent paid", confirmed.clone()),
        ("agent paid, proof", proven.clone()),
        ("push sending", sending.clone()),
        ("push failed", after(&sending, &["push (refused)"])),
        ("push unknown", after(&sending, &["push (unknown)"])),
        ("pushed", pushed.clone()),
        ("pushed, acknowledged", after(&pushed, &["push ack"])),
        ("pushed, corrected", after(&pushed, &["form correct"])),
        ("pushed, corrected, review asked", after(&pushed, &["form correct (blocked)"])),
        ("pushed, corrected, pushed", after(&pushed, &["form correct", "push (start)", "push (accepted)"])),
        ("screenshot to review", after(&pushed, &["ocr (mismatched)"])),
        ("matched", matched.clone()),
        ("notice sending", telling.clone()),
        ("notice failed", after(&telling, &["notify (refused)"])),
        ("notice unknown", after(&telling, &["notify (unknown)"])),
        ("completed", done.clone()),
        ("completed, settled", settled.clone()),
        ("cancel before payment", after(&formed, &["order cancel"])),
        ("cancel after payment", after(&proven, &["order cancel"])),
        ("cancel while sending", after(&sending, &["order cancel"])),
        ("cancel after push", after(&pushed, &["order cancel"])),
        ("cancel, agent agreed", after(&pushed, &["order cancel", "order cancel --agent-confirmed"])),
        ("cancelled", after(&formed, &["order cancel", "refund leg buyer"])),
        ("refunding", after(&settled, &["refund open"])),
        ("refunding, legs done", legs.clone()),
        ("refunded", after(&legs, &["refund complete"])),
        ("part refunding before the form", part(&paid)),
        ("part refunding while sending", part(&sending)),
        ("part refunding, notice unknown", part(&after(&telling, &["notify (unknown)"]))),
        ("part refunding, settled", part(&settled)),
        ("part refunded before the form", part_back(&paid)),
        ("part refunded, pushed", part_back(&pushed)),
        ("part refunded, share to settle", part_back(&done)),
        ("part refunded, share to settle anew", part_back(&settled)),
        ("part refunded, review rejected", after(&part_back(&asked), &["review reject"])),
        ("part refunded, refunding the rest", after(&part_back(&settled), &["refund open"])),
        ("refunded in part, ticket gone", {
            let names = ["refund open --amount 19.00 --revoke-ticket", "refund leg buyer", "refund leg agent"];
            after(&after(&pushed, &names), &["refund leg ticket", "refund complete"])
        }),
        ("refund asked on the platform, form", after(&formed, &["platform (refund asked)"])),
        ("refund asked on the platform, proof", after(&proven, &["platform (refund asked)"])),
        ("refund asked on the platform, kept", after(&proven, &["platform (refund asked)", "order keep"])),
        ("refund asked on the platform, sending", after(&sending, &["platform (refund asked)"])),
        ("refund denied on the platform", after(&proven, &["platform (refund asked)", "platform (refund denied)"])),
        ("refunded on the platform, completed", after(&done, &["platform (refunded)"])),
        ("refunded on the platform, part refunding", after(&part(&proven), &["platform (refunded)"])),
        ("refunded on the platform, refunding", after(&settled, &["refund open", "platform (refunded)"])),
        ("another amount on the platform", after(&formed, &["platform (another amount)"])),
        ("corrected day, form", after(&formed, &["order correct"])),
        ("completed, erased", after(&done, &["person erase"])),
        ("refunded, erased", after(&legs, &["refund complete", "person erase"])),
    ];
    for status in OrderStatus::ALL {
        assert!(all.iter().any(|(_, order)| order.status.order == *status), "no state with {}", status.code());
    }
    all
}

fn cell(order: &ResaleOrder, command: &ResaleCommand) -> Cell {
    match decide(order, command, &actor()) {
        Ok(events) if events.is_empty() => Cell::DoneBefore,
        Ok(events) => {
            let after = record_events(order, &events, &stamp()).0;
            Cell::Happens(events.iter().map(|event| event.kind()).collect(), vec![after.status.order.code()])
        }
        Err(refused) => {
            let kept = refused.records.first().map(|event| format!("{} {}", event.kind(), event.result().code()));
            Cell::Refused(refused.rejection.code.to_owned(), kept)
        }
    }
}

#[test]
fn every_pair_of_state_and_command_stands_in_the_table() {
    let row = |(name, order): (&'static str, ResaleOrder)| {
        let cells = commands(&order).into_iter().map(|(name, command)| (name, cell(&order, &command)));
        State { name, axes: vec![order.status.order.code()], cells: cells.collect() }
    };
    let states: Vec<State> = states().into_iter().map(row).collect();
    let title = "What every command does to an order of the resale flow in every state.";
    matrix::check(TABLE, title, &["order"], &states);
}

/// One payload of every (type, result), as some state and command make it.
fn payloads() -> BTreeMap<String, Value> {
    let mut payloads = BTreeMap::new();
    let mut keep = |event: &ResaleEvent| {
        payloads.entry(format!("{} {}", event.kind(), event.result().code())).or_insert(Value::Object(event.payload()));
    };
    // With every key that it may have.
    keep(&ResaleEvent::OrderCorrected(OrderCorrected {
        operator_id: "op".to_owned(),
        reason: reason(),
        ticket_type: Some("初级道 3 小时".to_owned()),
        play_date: Day::parse("2026-04-16").ok(),
        quantity: Some(2),
        buyer_nick: Some(Personal::new("样本乙")),
    }));
    for (_, order) in states() {
        let odd = [("", mispriced()), ("", unreadable())];
        for (_, command) in commands(&order).into_iter().chain(odd) {
            match decide(&order, &command, &actor()) {
                Ok(events) => events.iter().for_each(&mut keep),
                Err(refused) => refused.records.iter().for_each(&mut keep),
            }
        }
    }
    keep(&ResaleEvent::PaidDetected(PaidDetected(paid_payload())));
    payloads
}

/// The command of the table that `next` names.
fn next_command(task: &NextTask) -> Option<&'static str> {
    let command = task.command.as_deref().unwrap_or_default();
    Some(match task.action {
        NextAction::CollectUserInfo => "form submit",
        NextAction::ReviewOrder => "review pass",
        NextAction::ConfirmAgentPayment => "payment confirm --ref",
        NextAction::UploadProof => "proof upload",
        NextAction::PushAgentGroup | NextAction::FixPushFailure => "push (start)",
        NextAction::ResolveUnknownPush => "push resolve --delivered",
        NextAction::ChaseAgent => "push ack",
        NextAction::UploadScreenshot => "ocr (matched)",
        // The command shows what is to be decided.
        NextAction::ReviewScreenshot => "match accept",
        NextAction::NotifyUser | NextAction::FixNotification => "notify send (start)",
        NextAction::ResolveUnknownNotice => "notify resolve --delivered",
        NextAction::SettleProfitShare => "share settle",
        NextAction::RefundMissedVisit => "order cancel",
        NextAction::HandlePlatformChange => ["order cancel", "order keep", "refund open"]
            .into_iter()
            .find(|way| command.contains(way))
            .unwrap_or_else(|| panic!("{command}")),
        NextAction::ConfirmCancel if command.contains("--agent-confirmed") => "order cancel --agent-confirmed",
        NextAction::ConfirmCancel => "order cancel",
        NextAction::HandleRefund if command.contains("refund complete") => "refund complete",
        NextAction::HandleRefund => ["refund leg buyer", "refund leg agent", "refund leg ticket"]
            .into_iter()
            .find(|leg| command.contains(&leg.replace("refund leg", "--leg")))
            .unwrap_or_else(|| panic!("{command}")),
        NextAction::Wait | NextAction::None => return None,
        other => panic!("{} is no step of an order with an open group", other.code()),
    })
}

/// While nothing happens, an hour after the deadline, and when the day of the visit is over.
fn later_times() -> [Timestamp; 4] {
    ["2026-03-20T03:36:00Z", "2026-03-20T04:36:00Z", "2026-04-15T15:59:59.999Z", "2026-04-15T16:00:00Z"]
        .map(|text| Timestamp::parse(text).unwrap())
}

pub(super) const DEADLINES: ResaleDeadlines = ResaleDeadlines {
    form: 1440,
    payment: 30,
    push: 10,
    ack: 10,
    screenshot: 240,
    screenshot_cutoff_hour: 18,
    review: 120,
};

#[test]
fn what_next_names_is_never_refused() {
    let mut named = std::collections::BTreeSet::new();
    for ((state, order), now) in states().into_iter().flat_map(|state| later_times().map(|now| (state.clone(), now))) {
        let task = next_task(&order, &GroupRoute::Open("g".to_owned()), &DEADLINES, now);
        let Some(name) = next_command(&task) else { continue };
        let (_, command) = commands(&order).into_iter().find(|(known, _)| *known == name).unwrap();
        let went = decide(&order, &command, &Actor { now, ..actor() });
        assert!(went.as_ref().is_ok_and(|events| !events.is_empty()), "{state} at {now:?}: {task:?}: {went:?}");
        named.insert(task.action.code());
    }
    assert!(named.len() >= 15, "{named:?}");
}

#[test]
fn a_part_that_goes_back_leaves_the_order_where_it_was() {
    let sending = after(&paid(), &["form submit", "payment confirm --ref", "proof upload", "push (start)"]);
    let telling = after(&sending, &["push (accepted)", "ocr (matched)", "notify send (start)"]);
    let back = ["refund leg buyer", "refund complete"];
    let opened = ["refund open --amount 19.00"];
    let meanwhile: [(&ResaleOrder, &[&str], OrderStatus, ProfitShareStatus); 5] = [
        (&paid(), &[], OrderStatus::UserInfoPending, ProfitShareStatus::NotReady),
        (&sending, &[], OrderStatus::AgentPaymentConfirmed, ProfitShareStatus::NotReady),
        (&sending, &["push (accepted)"], OrderStatus::AgentPushed, ProfitShareStatus::NotReady),
        (&telling, &["notify (refused)"], OrderStatus::TicketMatched, ProfitShareStatus::NotReady),
        (&telling, &["notify (sent)"], OrderStatus::Completed, ProfitShareStatus::Ready),
    ];
    for (start, steps, status, share) in meanwhile {
        let open = after(&after(start, &opened), steps);
        assert_eq!(open.open_legs(), [RefundLeg::Buyer], "{steps:?}");
        assert!(open.is_frozen());
        let order = after(&open, &back);
        assert_eq!((order.status.order, order.status.profit_share), (status, share), "{steps:?}");
        assert_eq!((order.refunded_amount(), order.refundable_amount()), (Fen::new(1_900), Fen::new(48_700)));
    }
}

#[test]
fn parts_add_up_to_what_was_paid_and_the_rest_ends_the_order() {
    let told = ["notify send (start)", "notify (sent)", "share settle"];
    let start = ["form submit", "payment confirm --ref", "proof upload", "push (start)", "push (accepted)"];
    let settled = after(&after(&after(&paid(), &start), &["ocr (matched)"]), &told);
    assert_eq!(settled.share_amount(), Fen::new(1_012));
    let part = ["refund open --amount 19.00", "refund leg buyer", "refund complete"];
    let once = after(&settled, &part);
    assert_eq!((once.share_amount(), &once.share), (Fen::new(-888), &None), "settled anew, on what is left");
    assert_eq!(
        OrderLoss::of_order(&once).map(|loss| (loss.kept, loss.agent)),
        Some((Fen::new(48_700), Fen::new(49_588)))
    );
    let anew = after(&once, &["share settle"]);
    let share = anew.share.as_ref().map(|share| (share.what.refunded_amount, share.what.share_amount));
    assert_eq!(share, Some((Some(Fen::new(1_900)), Fen::new(-888))));
    let too_much = decide(&anew, &refund(Some(48_701), false), &actor()).unwrap_err().rejection;
    assert_eq!(too_much.code, "refund_too_large");
    // All that is left, in one word or in a sum, is no part any more.
    for rest in [refund(None, false), refund(Some(48_700), false)] {
        let events = decide(&anew, &rest, &actor()).unwrap();
        let order = record_events(&anew, &events, &stamp()).0;
        assert_eq!(order.open_legs(), RefundLeg::ALL);
        let legs = ["refund leg buyer", "refund leg agent", "refund leg ticket", "refund complete"];
        let ended = after(&order, &legs);
        assert_eq!((ended.status.order, ended.refundable_amount()), (OrderStatus::Refunded, Fen::ZERO));
        assert_eq!(OrderLoss::of_order(&ended), None);
    }
}

#[test]
fn a_push_that_nobody_knows_of_is_asked_for_wherever_the_order_is() {
    let sending = after(&paid(), &["form submit", "payment confirm --ref", "proof upload", "push (start)"]);
    let unknown = after(&sending, &["push (unknown)"]);
    for steps in [
        &["ocr --reason (matched)"][..],
        &["ocr --reason (matched)", "notify send (start)", "notify (sent)"],
        &["ocr --reason (matched)", "notify send (start)", "notify (sent)", "share settle"],
        &["order cancel"],
        &["refund open"],
    ] {
        let order = after(&unknown, steps);
        let task = next_task(&order, &GroupRoute::Unrouted, &DEADLINES, now());
        assert_eq!(task.action, NextAction::ResolveUnknownPush, "{steps:?}");
        assert_eq!(
            task.command.as_deref(),
            Some("ticketctl push resolve XY20260320033546715D3AV-p1-text --delivered --evidence TEXT")
        );
    }
}

#[test]
fn the_row_of_an_order_says_what_the_order_says_as_time_goes_on() {
    for (state, order) in states() {
        let place = queue_place(&order, &DEADLINES);
        for now in later_times() {
            let task = next_task(&order, &GroupRoute::Open(String::new()), &DEADLINES, now);
            assert_eq!(place.at(now), (task.action, task.due.map(|due| due.at)), "{state} at {now:?}");
        }
    }
}

#[test]
fn every_event_type_reads_and_spells_its_golden_payload() {
    let now = payloads();
    if expected::updates(UPDATE_TABLES) {
        expected::update_file(UPDATE_TABLES, GOLDEN, &(serde_json::to_string_pretty(&now).unwrap() + "\n"));
    }
    let golden: BTreeMap<String, Map<String, Value>> =
        serde_json::from_str(&std::fs::read_to_string(GOLDEN).unwrap()).unwrap();
    for (kind, result) in ResaleEvent::KINDS {
        let payload = golden.get(&format!("{kind} {}", result.code())).unwrap_or_else(|| panic!("no golden {kind}"));
        let event = ResaleEvent::parse(kind, *result, payload).unwrap();
        let spelled = serde_json::to_string(&event.payload()).unwrap();
        assert_eq!(spelled, serde_json::to_string(payload).unwrap(), "{kind}");
    }
    assert_eq!(golden.len(), ResaleEvent::KINDS.len());
}

#[test]
fn a_refusal_says_why_in_both_languages() {
    for (state, order) in states() {
        for (name, command) in commands(&order) {
            if let Err(refused) = decide(&order, &command, &actor()) {
                let message = refused.rejection.message;
                assert!(message.zh.chars().count() > 5 && message.en.len() > 10, "{state}, {name}: {message:?}");
            }
        }
    }
}
