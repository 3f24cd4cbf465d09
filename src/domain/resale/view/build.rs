//! From the state to the view that pages and scripts read. Pure: masked or revealed, as told.

use serde_json::Value;

use super::*;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::event::{EventEnvelope, EventResult, EventVisibility};
use crate::domain::order::exception::ExceptionKind;
use crate::domain::order::next::NextAction as Todo;
use crate::domain::order::notice::PartState;
use crate::domain::order::view::FailureHint;
use crate::domain::resale::axis::{
    AgentPaymentStatus, AgentPushStatus, OrderStatus, ReviewStatus, ScreenshotMatchStatus, UserNotifyStatus,
};
use crate::domain::resale::command::ProofState;
use crate::domain::resale::doubt::{CertificateDoubt, find_certificate_doubts};
use crate::domain::resale::loss::OrderLoss;
use crate::domain::resale::matching::{ComparedField, VisitorVerdict, conclude_visitors, label_visitor, mask_visitor};
use crate::domain::resale::next::{GroupRoute, ResaleDeadlines, active_deadline, next_task, suggest_action};
use crate::domain::resale::order::{PushAttempt, RecordedFact, ResaleOrder, ResaleRefund};
use crate::domain::resale::payload::{
    FormSubmitted, LegConfirmed, MatchOutcome, OrderNoted, PlatformOrderChanged, Visitor, VisitorOutcome, spell_total,
};
use crate::domain::resale::platform_news::PlatformNewsKind;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::currency::Currency;
use crate::domain::value::mask;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::say;

/// What the view needs beside the order.
#[derive(Clone, Debug)]
pub struct ResaleViewOptions {
    /// The group that would take the order.
    pub route: GroupRoute,
    pub deadlines: ResaleDeadlines,
    /// The moment for which the view holds.
    pub now: Timestamp,
    pub lang: Lang,
    pub reveal: bool,
    pub internal: bool,
    pub payment_qr: Option<PaymentQrView>,
    /// Of the latest push, if it failed.
    pub failure_hint: FailureHint,
    /// Of the current proof's file; none without a proof.
    pub proof_state: Option<ProofState>,
    /// Where the shop keeps it, below the data directory.
    pub proof_path: Option<String>,
}

/// The view of `order`; `events` are its rows, oldest first.
pub fn build_view(order: &ResaleOrder, events: &[EventEnvelope], around: &ResaleViewOptions) -> ResaleOrderView {
    let todo = next_task(order, &around.route, &around.deadlines, around.now);
    let hint = suggest_action(order.status.order);
    ResaleOrderView {
        schema_version: SCHEMA_VERSION,
        flow: OrderFlow::Resale,
        order_no: order.order_no.clone(),
        external_order_no: order.purchase.external_order_no.clone(),
        source_platform: order.purchase.source_platform.clone(),
        product_name: order.purchase.product_name.clone(),
        ticket_type: order.ticket_type.clone(),
        play_date: order.play_date,
        quantity: order.purchase.quantity,
        currency: Currency::Cny,
        paid_amount: order.purchase.paid_amount,
        settlement_amount: order.settlement_amount,
        agent_payable_amount: order.agent_payable_amount,
        status: order.status,
        suggested_action: SuggestedAction { code: hint, label: hint.label().in_lang(around.lang) },
        next: NextStepView::from_task(todo, around.lang),
        exceptions: list_exceptions(order, around),
        form: order.form.as_ref().map(|form| build_form(&form.what, order.purchase.quantity, around)),
        latest: build_latest(order),
        proof: build_proof(order, around),
        matching: build_match(order, around),
        payment_qr: around.payment_qr.clone(),
        external_user_id: order
            .purchase
            .external_user_id
            .as_ref()
            .map(|id| show_personal(id, mask::mask_account, around)),
        buyer_nick: order.purchase.buyer_nick.as_ref().map(|nick| show_personal(nick, mask::mask_account, around)),
        paid_at: order.purchase.paid_at,
        season_type: order.season_type.clone(),
        refunds: order.refunds.iter().map(build_refund).collect(),
        notes: order.notes.iter().map(|note| build_note(note, around)).collect(),
        deliveries: list_deliveries(order),
        events: events
            .iter()
            .rev()
            .filter(|event| around.internal || event.visibility == EventVisibility::Visible)
            .map(|row| EventView::from_envelope(row, around.reveal))
            .collect(),
    }
}

/// A personal value, in full or masked.
fn show_personal(value: &Personal, masked: fn(&Personal) -> mask::MaskedText, around: &ResaleViewOptions) -> String {
    match value.reveal() {
        Some(text) if around.reveal => text.to_owned(),
        _ => masked(value).in_lang(around.lang).to_owned(),
    }
}

fn build_form(form: &FormSubmitted, quantity: u32, around: &ResaleViewOptions) -> FormView {
    let optional =
        |value: &Option<Personal>| value.as_ref().map(|value| show_personal(value, mask::mask_whole, around));
    FormView {
        name: Some(show_personal(&form.name, mask::mask_name, around)),
        phone: Some(show_personal(&form.phone, mask::mask_phone, around)),
        gender: optional(&form.gender),
        birthday: optional(&form.birthday),
        user_type: Some(form.user_type.clone()),
        certificate_type: Some(form.certificate_type.clone()),
        certificate_no: Some(show_personal(&form.certificate_no, mask::mask_certificate, around)),
        visitors: (quantity > 1 || !form.visitors.is_empty())
            .then(|| form.visitors.listed().iter().map(|visitor| build_visitor(visitor, around)).collect()),
    }
}

fn build_visitor(visitor: &Visitor, around: &ResaleViewOptions) -> VisitorView {
    VisitorView {
        name: show_personal(&visitor.name, mask::mask_name, around),
        certificate_type: visitor.certificate_type.clone(),
        certificate_no: show_personal(&visitor.certificate_no, mask::mask_certificate, around),
    }
}

fn build_latest(order: &ResaleOrder) -> LatestRecords {
    LatestRecords {
        review: order.review.as_ref().map(|review| LatestReview {
            status: match review.what.0 {
                EventResult::Accepted => ReviewStatus::ManualPassed,
                EventResult::Rejected => ReviewStatus::Rejected,
            },
            operator: review.what.1.operator_id.clone(),
            reason: review.what.1.reason.clone(),
        }),
        payment: order.payment.as_ref().map(|payment| LatestPayment {
            status: match order.status.agent_payment {
                AgentPaymentStatus::Refunded => PaymentOutcome::Refunded,
                AgentPaymentStatus::NotStarted | AgentPaymentStatus::Paid => PaymentOutcome::Success,
            },
            channel: payment.what.pay_channel.clone(),
            reference: payment.what.payment_reference.clone(),
            amount: order.agent_paid_amount(),
            confirmed_at: payment.at,
        }),
        push: order
            .push
            .latest_attempt()
            .map(|attempt| LatestPush { status: order.status.agent_push, group: attempt.group.clone() }),
        screenshot: order.screenshots.last().map(|shot| LatestScreenshot {
            status: order.status.screenshot_match,
            file_name: shot.what.file_name.clone(),
        }),
        profit_share: order
            .share
            .as_ref()
            .map(|share| LatestShare { status: order.status.profit_share, amount: share.what.share_amount }),
    }
}

fn build_proof(order: &ResaleOrder, around: &ResaleViewOptions) -> Option<ProofView> {
    let current = order.proofs.last()?;
    Some(ProofView {
        file_name: current.what.file_name.clone(),
        file_type: current.what.file_type.clone(),
        file_size: current.what.file_size,
        sha256: current.what.receipt_image_hash.clone(),
        path: around.proof_path.clone(),
        state: around.proof_state?,
        version: u32::try_from(order.proofs.len()).unwrap_or(u32::MAX),
        uploaded_at: current.at,
    })
}

fn build_refund(refund: &ResaleRefund) -> ResaleRefundView {
    let leg = |leg: &RecordedFact<LegConfirmed>| RefundLegView {
        leg: leg.what.leg.clone(),
        amount: leg.what.amount,
        evidence: leg.what.evidence.clone(),
        at: leg.at,
    };
    ResaleRefundView {
        amount: refund.amount,
        reason: refund.reason.clone(),
        is_cancel: refund.is_cancel,
        keeps_order: refund.resumes.is_some(),
        requested_at: refund.requested_at,
        completed_at: refund.completed_at,
        legs: refund.legs.iter().map(leg).collect(),
    }
}

fn build_note(note: &RecordedFact<OrderNoted>, around: &ResaleViewOptions) -> OrderNoteView {
    OrderNoteView {
        at: note.at,
        operator: note.what.operator_id.clone(),
        text: show_personal(&note.what.note_text, mask::mask_text, around),
    }
}

fn build_match(order: &ResaleOrder, around: &ResaleViewOptions) -> MatchView {
    let outcome = order.matching.as_ref().map(|matching| &matching.what);
    let visitors = outcome.map(MatchOutcome::visitor_outcomes).unwrap_or_default();
    let earlier = if visitors.is_empty() { &[] } else { order.earlier_matches.as_slice() };
    MatchView {
        status: order.status.screenshot_match,
        reason: outcome.map(|outcome| tell_match_reason(outcome, around.reveal).in_lang(around.lang).to_owned()),
        fields: outcome.map(|outcome| build_match_fields(&outcome.fields, around)).unwrap_or_default(),
        visitors: visitors.iter().map(|visitor| build_visitor_match(visitor, around)).collect(),
        earlier: earlier.iter().map(|judged| build_earlier_match(order, judged, around)).collect(),
        together: (!earlier.is_empty()).then(|| tell_together(&visitors, earlier, around)),
    }
}

fn build_earlier_match(
    order: &ResaleOrder,
    judged: &RecordedFact<MatchOutcome>,
    around: &ResaleViewOptions,
) -> EarlierMatchView {
    let shot = order.screenshots.iter().rfind(|shot| shot.what.screenshot_hash == judged.what.screenshot_hash);
    EarlierMatchView {
        file_name: shot.map(|shot| shot.what.file_name.clone()).unwrap_or_default(),
        reason: tell_match_reason(&judged.what, around.reveal).in_lang(around.lang).to_owned(),
        at: judged.at,
    }
}

/// What several screenshots show of each visitor: a contradiction in one of them stands, else the most that any shows.
fn tell_together(
    current: &[VisitorOutcome],
    earlier: &[RecordedFact<MatchOutcome>],
    around: &ResaleViewOptions,
) -> String {
    const STRONGEST: [VisitorVerdict; 5] = [
        VisitorVerdict::Contradicted,
        VisitorVerdict::Found,
        VisitorVerdict::Unsure,
        VisitorVerdict::Missing,
        VisitorVerdict::Unnamed,
    ];
    let others: Vec<VisitorOutcome> = earlier.iter().flat_map(|judged| judged.what.visitor_outcomes()).collect();
    let of_place = |visitor: &VisitorOutcome| {
        let all = current.iter().chain(&others).filter(|one| one.place == visitor.place);
        let verdicts: Vec<VisitorVerdict> = all.filter_map(|one| one.verdict.known()).collect();
        let strongest = STRONGEST.into_iter().find(|verdict| verdicts.contains(verdict));
        (strongest.unwrap_or(VisitorVerdict::Missing), label_outcome(visitor, around.reveal))
    };
    conclude_visitors(current.iter().map(of_place)).in_lang(around.lang).to_owned()
}

fn build_visitor_match(visitor: &VisitorOutcome, around: &ResaleViewOptions) -> VisitorMatchView {
    VisitorMatchView {
        visitor: visitor.place,
        name: visitor.name.as_ref().map(|name| show_personal(name, mask::mask_name, around)),
        verdict: visitor.verdict.clone(),
        fields: build_match_fields(&visitor.fields, around),
    }
}

/// Why the screenshot was judged so: visitors by their names, masked unless revealed, as long as the log can be opened.
pub fn tell_match_reason(outcome: &MatchOutcome, reveal: bool) -> BilingualMessage {
    let visitors = outcome.visitor_outcomes();
    let known: Option<Vec<_>> =
        visitors.iter().map(|one| Some((one.verdict.known()?, label_outcome(one, reveal)))).collect();
    match known.filter(|known| !known.is_empty()) {
        Some(known) => conclude_visitors(known),
        None => outcome.reason_message(),
    }
}

/// A visitor by the place in the form and the name, masked unless revealed.
fn label_outcome(visitor: &VisitorOutcome, reveal: bool) -> BilingualMessage {
    let clear = visitor.name.as_ref().and_then(Personal::reveal).filter(|_| reveal);
    match clear {
        Some(name) => label_visitor(visitor.place, Some(name)),
        None => mask_visitor(visitor.place, visitor.name.as_ref()),
    }
}

fn build_match_fields(fields: &Value, around: &ResaleViewOptions) -> Vec<MatchFieldView> {
    fields.as_array().into_iter().flatten().map(|row| build_match_field(row, around)).collect()
}

/// One compared field; numbers and names masked unless revealed.
fn build_match_field(row: &Value, around: &ResaleViewOptions) -> MatchFieldView {
    let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let code = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
    let field = RecordedCode::read(code("field"));
    let masked: Option<fn(&Personal) -> mask::MaskedText> = match field.known() {
        Some(ComparedField::Name) => Some(mask::mask_name),
        Some(ComparedField::Phone) => Some(mask::mask_phone),
        Some(ComparedField::CertificateNo) => Some(mask::mask_certificate),
        Some(ComparedField::Code) => Some(mask::mask_account),
        Some(ComparedField::PlayDate | ComparedField::TicketType | ComparedField::Amount) | None => None,
    };
    let value = |key: &str| {
        text(key).map(|value| match masked {
            Some(masked) => show_personal(&Personal::new(value), masked, around),
            None => value,
        })
    };
    MatchFieldView {
        expected: value("expected"),
        found: value("seen"),
        verdict: RecordedCode::read(code("verdict")),
        reason: (around.lang == Lang::Zh).then(|| text("reasonZh")).flatten().or_else(|| text("reason")),
        field,
    }
}

fn list_deliveries(order: &ResaleOrder) -> Vec<DeliveryView> {
    let pushes = order.push.attempts.iter().flat_map(|attempt| attempt.parts.iter().map(move |part| (attempt, part)));
    let mut all: Vec<DeliveryView> = pushes
        .map(|(attempt, part)| DeliveryView {
            id: part.id.clone(),
            kind: DeliveryKind::Push,
            state: part.state,
            channel: attempt.group.clone(),
            target: Some(attempt.group.clone()),
            part: Some(part.part.clone()),
            attempts: attempt.number,
            created_at: attempt.at,
            updated_at: None,
            error_code: attempt_failure(attempt, part.state).map(|failure| failure.0.clone()),
            error_message: attempt_failure(attempt, part.state).map(|failure| failure.1.clone()),
        })
        .chain(order.notices.iter().zip(1..).map(|(notice, number)| DeliveryView {
            id: notice.id.clone(),
            kind: DeliveryKind::Notice,
            state: notice.state,
            channel: notice.channel.clone(),
            target: None,
            part: Some(notice.template.clone()),
            attempts: number,
            created_at: notice.at,
            updated_at: None,
            error_code: notice.failure.as_ref().map(|failure| failure.0.clone()),
            error_message: notice.failure.as_ref().map(|failure| failure.1.clone()),
        }))
        .collect();
    all.reverse();
    all
}

fn attempt_failure(attempt: &PushAttempt, state: PartState) -> Option<&(String, String)> {
    attempt.failure.as_ref().filter(|_| !matches!(state, PartState::Accepted | PartState::Cancelled))
}

/// What stands in the way, in the order of `domain.md`, "Exception kinds".
pub fn list_exceptions(order: &ResaleOrder, around: &ResaleViewOptions) -> Vec<OrderException> {
    let mut found = Vec::new();
    let mut add =
        |kind: ExceptionCode, reason: BilingualMessage, advice: Option<BilingualText>, at: Option<Timestamp>| {
            found.push(build_exception(kind, &reason, advice, at, around.lang));
        };
    platform_exceptions(order, &mut add);
    payment_exceptions(order, &mut add);
    delivery_exceptions(order, around, &mut add);
    review_exceptions(order, &mut add);
    for missed in &order.missed {
        let (BilingualText { zh, en }, at) = (name_deadline(&missed.deadline), missed.due_at.format_minute());
        let still = active_deadline(order, &around.deadlines)
            .is_some_and(|due| due.deadline == missed.deadline && due.at == missed.due_at);
        if still {
            let reason = say!("{zh}的期限 {at} 已过", "the {en} deadline of {at} passed");
            add(ExceptionKind::DeadlineMissed.into(), reason, None, Some(missed.due_at));
        }
    }
    if let Some(failure) = push_failure(order, around) {
        found.insert(0, failure);
    }
    found
}

/// What was to be done by a deadline.
fn name_deadline(deadline: &str) -> BilingualText {
    let (zh, en) = match deadline {
        "form" => ("补用户资料", "form"),
        "review" => ("人工审核", "review"),
        "payment" => ("代付", "payment"),
        "push" => ("推单", "push"),
        "ack" => ("代理确认", "acknowledgement"),
        "screenshot" => ("代理商截图", "screenshot"),
        "refund" => ("退款", "refund"),
        "platform" => ("处理平台变化", "platform"),
        _ => ("这一步", "recorded"),
    };
    BilingualText { zh, en }
}

type ExceptionCode = RecordedCode<ExceptionKind>;
type AddException<'a> = dyn FnMut(ExceptionCode, BilingualMessage, Option<BilingualText>, Option<Timestamp>) + 'a;

const ASK_WHAT_BECOMES: BilingualText = BilingualText {
    zh: "先决定：取消（order cancel）、退款（refund open），或照常办理（order keep）；在此之前不付款、不推单、不通知",
    en: "Decide: order cancel, refund open, or order keep to go on; until then nothing is paid, pushed or sent",
};

/// What the platform says and nobody has decided about.
fn platform_exceptions(order: &ResaleOrder, add: &mut AddException<'_>) {
    if order.news_to_decide().is_none() {
        return;
    }
    for news in order.platform.open_news() {
        let kind = match news.what.news_kind.known() {
            Some(PlatformNewsKind::Amount) => ExceptionKind::PlatformAmount,
            Some(PlatformNewsKind::Closed) => ExceptionKind::PlatformClosed,
            _ => ExceptionKind::PlatformRefund,
        };
        add(kind.into(), describe_news(order, &news.what), Some(ASK_WHAT_BECOMES), Some(news.at));
    }
}

/// What the platform says, with its own word and, where it is another one, the amount.
fn describe_news(order: &ResaleOrder, what: &PlatformOrderChanged) -> BilingualMessage {
    let (label, said) = (what.label(), &what.statement);
    let (zh, en, platform) = (label.zh, label.en, &said.source_platform);
    let mut message = say!("{platform}：{zh}", "{platform}: {en}");
    if let Some(word) = &said.platform_status {
        message.append(&say!("（{word}）", " ({word})"));
    }
    let ours = order.purchase.paid_amount;
    if let Some(paid) = said.paid_amount.filter(|paid| *paid != ours) {
        message.append(&say!("，平台实付 {paid}，订单 {ours}", "; paid there {paid}, here {ours}"));
    }
    message
}

const ASK_AGENT: BilingualText = BilingualText {
    zh: "若确实付了两次，向代理追回第二笔后登记；只是单号登记错了，用 `payment correct` 更正；都不是就写明原因",
    en: "If the agent was really paid twice, have it returned and record it; if the number was booked wrong, use `payment correct`; if neither, say why",
};

fn payment_exceptions(order: &ResaleOrder, add: &mut AddException<'_>) {
    for payment in order.second_payments.iter().filter(|payment| payment.settled_at.is_none()) {
        let (channel, reference) = (&payment.channel, &payment.reference);
        let reason = say!(
            "代付已确认，又登记了 {channel} {reference}",
            "the agent payment was confirmed, and {channel} {reference} was reported too"
        );
        add(ExceptionKind::SecondPayment.into(), reason, Some(ASK_AGENT), Some(payment.at));
    }
    if let Some(loss) = OrderLoss::of_order(order) {
        add(ExceptionKind::Loss.into(), loss.message(), Some(ASK_WHETHER_TO_GO_ON), None);
    }
    if let Some(short) = order.agent_shortfall() {
        let reason = say!("代理少退 ¥{short}，记为损失", "the agent kept ¥{short} of what was to come back: a loss");
        add(ExceptionKind::Loss.into(), reason, None, None);
    }
}

const ASK_WHETHER_TO_GO_ON: BilingualText = BilingualText {
    zh: "确认是否继续：可补差价、取消或退款",
    en: "Decide whether to go on: ask for the difference, cancel or refund",
};

fn delivery_exceptions(order: &ResaleOrder, around: &ResaleViewOptions, add: &mut AddException<'_>) {
    let at = order.push.latest_attempt().map(|attempt| attempt.at);
    if order.status.agent_push == AgentPushStatus::Unknown {
        let reason = say!("可能已到群里，没有读到回执", "it may be in the group; no answer was read");
        add(ExceptionKind::PushUnknown.into(), reason, Some(Todo::ResolveUnknownPush.label()), at);
    }
    let waiting = order.status.order == OrderStatus::AgentPaymentConfirmed
        && order.status.agent_push == AgentPushStatus::NotStarted;
    match &around.route {
        GroupRoute::Paused(group) if waiting => {
            let reason = say!("群 {group} 已暂停", "group {group} is paused");
            add(ExceptionKind::GroupPaused.into(), reason, Some(Todo::ResumeGroup.label()), None);
        }
        GroupRoute::Unrouted if waiting && order.current_proof().is_some() => {
            let reason = say!("没有群接这类订单", "no group takes orders of this kind");
            add(ExceptionKind::NoGroup.into(), reason, Some(Todo::RouteOrder.label()), None);
        }
        _ => {}
    }
    let overdue = active_deadline(order, &around.deadlines).filter(|due| due.deadline == "ack" && due.at < around.now);
    if let Some(due) = overdue {
        let reason = say!("代理在期限内没有确认", "the agent did not answer in time");
        add(ExceptionKind::AckOverdue.into(), reason, Some(Todo::ChaseAgent.label()), Some(due.at));
    }
    let judged = order.matching.as_ref();
    let reason = judged.map_or_else(
        || say!("OCR 没有读出结果", "OCR could not read it"),
        |judged| tell_match_reason(&judged.what, around.reveal),
    );
    let advice = Some(Todo::ReviewScreenshot.label());
    match order.status.screenshot_match {
        ScreenshotMatchStatus::Mismatched => {
            add(ExceptionKind::OcrMismatch.into(), reason, advice, judged.map(|judged| judged.at))
        }
        ScreenshotMatchStatus::PendingReview => {
            add(ExceptionKind::ScreenshotReview.into(), reason, advice, judged.map(|judged| judged.at))
        }
        ScreenshotMatchStatus::NotStarted
        | ScreenshotMatchStatus::Uploaded
        | ScreenshotMatchStatus::Matched
        | ScreenshotMatchStatus::ManualMatched => {}
    }
    if matches!(order.status.user_notify, UserNotifyStatus::Failed | UserNotifyStatus::Unknown) {
        let notice = order.notices.last();
        let text =
            notice.and_then(|notice| notice.failure.as_ref()).map_or_else(String::new, |failure| failure.1.clone());
        add(
            ExceptionKind::NoticeFailed.into(),
            say!("{text}", "{text}"),
            Some(Todo::FixNotification.label()),
            notice.map(|notice| notice.at),
        );
    }
}

const ASK_FOR_NUMBER: BilingualText =
    BilingualText { zh: "与买家核对证件号", en: "Check the number with the buyer" };

fn review_exceptions(order: &ResaleOrder, add: &mut AddException<'_>) {
    if order.status.review == ReviewStatus::ManualPending {
        let review = order.auto_review.as_ref();
        let reasons = review.map(|review| review.what.reasons.clone()).unwrap_or_default();
        let at = review.map(|review| review.at);
        for kind in reasons {
            let reason = review_reason(order, &kind);
            add(kind, reason, Some(Todo::ReviewOrder.label()), at);
        }
    }
    if let Some(form) = &order.form {
        for CertificateDoubt { kind, reason } in find_certificate_doubts(order) {
            add(kind.into(), reason, Some(ASK_FOR_NUMBER), Some(form.at));
        }
    }
    if let Some((proof, reason)) =
        order.proofs.last().and_then(|proof| Some((proof, proof.what.reused_proof_reason.clone()?)))
    {
        add(ExceptionKind::ProofReused.into(), say!("{reason}", "{reason}"), None, Some(proof.at));
    }
}

fn review_reason(order: &ResaleOrder, kind: &ExceptionCode) -> BilingualMessage {
    let paid = order.purchase.paid_amount;
    let price = spell_total(order.settlement_amount.unwrap_or_default(), order.purchase.quantity);
    let others = order.auto_review.as_ref().map(|review| review.what.duplicates.join(" ")).unwrap_or_default();
    match kind.known() {
        Some(ExceptionKind::PriceMismatch) => say!("支付 {paid}，价目 {price}", "paid {paid}, the price is {price}"),
        Some(ExceptionKind::DuplicatePerson) => {
            say!("同一人同一天还有订单：{others}", "the same person has more orders that day: {others}")
        }
        Some(ExceptionKind::VisitorsMissing) => visitors_reason(order),
        _ => say!("此人在关注名单上", "the person is on the blocklist"),
    }
}

fn visitors_reason(order: &ResaleOrder) -> BilingualMessage {
    let quantity = order.purchase.quantity;
    let missing = order.form.as_ref().map_or(0, |form| form.what.count_missing_visitors(quantity));
    let named = quantity.saturating_sub(missing);
    match (missing, named) {
        (0, _) => {
            say!("买了 {quantity} 张，游客资料已补齐", "{quantity} tickets were bought, and every visitor is named now")
        }
        (_, 1) => say!(
            "买了 {quantity} 张，表单里只有 1 位游客",
            "{quantity} tickets were bought, and the form names 1 visitor"
        ),
        _ => say!(
            "买了 {quantity} 张，表单里只有 {named} 位游客",
            "{quantity} tickets were bought, and the form names {named} visitors"
        ),
    }
}

/// The latest failed push, with what its words hide.
fn push_failure(order: &ResaleOrder, around: &ResaleViewOptions) -> Option<OrderException> {
    let failed = order.status.agent_push == AgentPushStatus::Failed;
    let attempt = order.push.latest_attempt().filter(|_| failed)?;
    let (code, message) = attempt.failure.clone().unzip();
    let FailureHint { reference, at: hint_at, from_ip } = around.failure_hint.clone();
    Some(OrderException {
        kind: ExceptionKind::PushFailed.into(),
        code,
        reason: message,
        advice: Some(Todo::FixPushFailure.label().in_lang(around.lang)),
        hint: reference,
        hint_at,
        from_ip,
        at: Some(attempt.at),
    })
}

fn build_exception(
    kind: ExceptionCode,
    reason: &BilingualMessage,
    advice: Option<BilingualText>,
    at: Option<Timestamp>,
    lang: Lang,
) -> OrderException {
    OrderException {
        kind,
        code: None,
        reason: Some(reason.in_lang(lang).to_owned()),
        advice: advice.map(|advice| advice.in_lang(lang)),
        hint: None,
        hint_at: None,
        from_ip: None,
        at,
    }
}
