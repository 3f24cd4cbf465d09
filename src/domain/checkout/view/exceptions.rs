//! What stands in the way of a checkout order, each with what to do about it.

use crate::domain::checkout::axis::{CheckoutStatus, PaymentStatus};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::unapplied::{UnappliedPayment, UnappliedReason, UnappliedState};
use crate::domain::order::event::{EventEnvelope, EventResult};
use crate::domain::order::exception::ExceptionKind;
use crate::domain::order::next::NextAction;
use crate::domain::order::notice::PartState;
use crate::domain::order::view::OrderException;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::time::Timestamp;
use crate::say;

const PAY_AGAIN: BilingualText = BilingualText {
    zh: "名额还在时开新的支付会话",
    en: "Open another payment session while the places are held",
};
const GIVE_BACK: BilingualText = BilingualText {
    zh: "在支付方核对，原路退回后登记；确实不用退的写明原因",
    en: "Check at the payment provider, refund it there and record it; or say why nothing is owed",
};
const ASK_FOR_LESS: BilingualText = BilingualText {
    zh: "换日期或减少人数后重新下单；或用 `ticketctl sku stock` 增加名额",
    en: "Quote another day or fewer visitors anew, or add places with `ticketctl sku stock`",
};
const TRY_AGAIN: BilingualText = BilingualText {
    zh: "在支付方查明原因后再退一次，办妥后登记",
    en: "Find out why at the payment side, refund again, and record it when it is done",
};

/// What stands in the way, the most urgent first. `rows` is the log of the order.
pub(super) fn list_exceptions(order: &CheckoutOrder, rows: &[EventEnvelope], lang: Lang) -> Vec<OrderException> {
    let refused = rejected_events(rows);
    let found =
        [unfulfillable(order, lang), refund_failed(order, lang), notice_failed(order, lang)].into_iter().flatten();
    let owed = order.unapplied.iter().filter(|payment| payment.state == UnappliedState::Open);
    let found = found.chain(owed.map(|payment| unapplied_payment(order, payment, lang)));
    found.chain(refused.last().and_then(|(event, row)| last_refusal(order, event, row, lang))).collect()
}

/// The rejected events, oldest first, each with its row.
fn rejected_events(rows: &[EventEnvelope]) -> Vec<(CheckoutEvent, &EventEnvelope)> {
    let rejected = rows.iter().filter(|row| row.result == EventResult::Rejected);
    rejected.filter_map(|row| Some((CheckoutEvent::parse(&row.kind, row.result, &row.payload).ok()?, row))).collect()
}

/// Money that buys nothing, until it is back.
fn unfulfillable(order: &CheckoutOrder, lang: Lang) -> Option<OrderException> {
    let (payment, reason) = (order.payment.as_ref()?, order.unfulfillable_message()?);
    let (kind, code) = if payment.late {
        (ExceptionKind::LatePayment, "PAYMENT_LATE")
    } else {
        (ExceptionKind::Unfulfillable, "FULFILLMENT_FAILED")
    };
    let advice = NextAction::RefundCustomer.label();
    Some(build_exception(kind, Some(code.to_owned()), &reason, advice, payment.at, lang))
}

fn refund_failed(order: &CheckoutOrder, lang: Lang) -> Option<OrderException> {
    let refund = order.open_refund()?;
    let failure = refund.failure.as_deref()?;
    let code = Some("REFUND_FAILED".to_owned());
    Some(build_exception(
        ExceptionKind::RefundFailed,
        code,
        &say!("{failure}", "{failure}"),
        TRY_AGAIN,
        refund.at,
        lang,
    ))
}

/// The buyer does not know what there is to know, or nobody knows whether he does.
fn notice_failed(order: &CheckoutOrder, lang: Lang) -> Option<OrderException> {
    let told = order.current_announcement().and_then(|(_, notice)| notice);
    let notice = order.unknown_notice().or_else(|| told.filter(|notice| notice.state == PartState::Failed))?;
    let (code, words) = notice.failure.clone().unzip();
    let words = words.unwrap_or_default();
    let advice = match notice.state {
        PartState::Unknown => NextAction::ResolveUnknownNotice,
        PartState::Sending | PartState::Accepted | PartState::Failed | PartState::Cancelled => {
            NextAction::FixNotification
        }
    };
    let reason = say!("{words}", "{words}");
    Some(build_exception(ExceptionKind::NoticeFailed, code, &reason, advice.label(), notice.at, lang))
}

/// Money that bought nothing, until it is back or nothing is owed for it.
fn unapplied_payment(order: &CheckoutOrder, payment: &UnappliedPayment, lang: Lang) -> OrderException {
    let (reference, code) = (&payment.reference, payment.reason.as_str());
    let (kind, reason) = match payment.reason.known() {
        Some(UnappliedReason::AlreadyPaid) | None => (
            ExceptionKind::SecondPayment,
            say!("订单已支付，又来了 {reference}", "the order was paid, and {reference} came too"),
        ),
        Some(reason) => {
            let (zh, en) = (reason.label().zh, reason.label().en);
            let came = format_unapplied_amount(order, payment);
            (
                ExceptionKind::UnappliedPayment,
                say!("{reference}{came} 已到账，未入单：{zh}", "{reference}{came} came and was not applied: {en}"),
            )
        }
    };
    build_exception(kind, Some(code.to_owned()), &reason, GIVE_BACK, payment.at, lang)
}

/// ` (9.00 SGD)`, where the payment side said how much came.
fn format_unapplied_amount(order: &CheckoutOrder, payment: &UnappliedPayment) -> String {
    let currency = order.unapplied_currency(payment);
    payment.amount.map_or_else(String::new, |amount| format!(" ({amount} {currency})"))
}

fn last_refusal(
    order: &CheckoutOrder,
    event: &CheckoutEvent,
    row: &EventEnvelope,
    lang: Lang,
) -> Option<OrderException> {
    let (code, at) = (row.error_code.clone(), row.processed_at);
    match event {
        CheckoutEvent::LockRejected(refused) if order.status.order == CheckoutStatus::Draft => {
            let (quantity, left) = (refused.quantity, refused.left);
            let reason =
                say!("需要 {quantity} 个名额，只剩 {left} 个", "{quantity} places are needed, {left} are left");
            Some(build_exception(ExceptionKind::SoldOut, code, &reason, ASK_FOR_LESS, at, lang))
        }
        CheckoutEvent::PaymentFailed(failed) if order.status.payment == PaymentStatus::Failed => {
            let words = &failed.failure_message;
            Some(build_exception(ExceptionKind::PaymentFailed, code, &say!("{words}", "{words}"), PAY_AGAIN, at, lang))
        }
        _ => None,
    }
}

fn build_exception(
    kind: ExceptionKind,
    code: Option<String>,
    reason: &BilingualMessage,
    advice: BilingualText,
    at: Timestamp,
    lang: Lang,
) -> OrderException {
    OrderException {
        kind: kind.into(),
        code,
        reason: Some(reason.in_lang(lang).to_owned()),
        advice: Some(advice.in_lang(lang)),
        hint: None,
        hint_at: None,
        from_ip: None,
        at: Some(at),
    }
}
