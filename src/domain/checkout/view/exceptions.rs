//! What stands in the way of a checkout order, each with what to do about it.

use crate::domain::checkout::axis::{CheckoutStatus, PaymentStatus};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
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
    zh: "若客户真的付了两次，在支付方把第二笔原路退回",
    en: "If the buyer really paid twice, give the second payment back at the payment side",
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
        [late_payment(order, lang), refund_failed(order, lang), notice_failed(order, lang)].into_iter().flatten();
    let found = found.chain(refused.iter().filter_map(|(event, row)| paid_twice(event, row, lang)));
    found.chain(refused.last().and_then(|(event, row)| last_refusal(order, event, row, lang))).collect()
}

/// The rejected events, oldest first, each with its row.
fn rejected_events(rows: &[EventEnvelope]) -> Vec<(CheckoutEvent, &EventEnvelope)> {
    let rejected = rows.iter().filter(|row| row.result == EventResult::Rejected);
    rejected.filter_map(|row| Some((CheckoutEvent::parse(&row.kind, row.result, &row.payload).ok()?, row))).collect()
}

/// Money that came when the places were gone, until it is back.
fn late_payment(order: &CheckoutOrder, lang: Lang) -> Option<OrderException> {
    let payment = order.payment.as_ref().filter(|_| order.status.order == CheckoutStatus::PaidUnfulfillable)?;
    let reference = &payment.reference;
    let reason = match order.open_refund().map(|refund| refund.reason.as_str()) {
        Some("order_cancelled") => {
            say!("{reference} 到账时订单已取消", "{reference} was paid after the order was cancelled")
        }
        Some("person_erased") => {
            say!("{reference} 到账时客户数据已删除", "{reference} was paid after the person was erased")
        }
        _ => say!(
            "{reference} 到账时会话或占位已过期，名额已被他人占用",
            "{reference} was paid after the session or the lock ran out, and the places were sold meanwhile"
        ),
    };
    let code = Some("PAYMENT_LATE".to_owned());
    Some(build_exception(
        ExceptionKind::LatePayment,
        code,
        &reason,
        NextAction::RefundCustomer.label(),
        payment.at,
        lang,
    ))
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

fn paid_twice(event: &CheckoutEvent, row: &EventEnvelope, lang: Lang) -> Option<OrderException> {
    let CheckoutEvent::CompletionRefused(refused) = event else { return None };
    let second = &refused.payment_ref;
    let reason = say!("订单已支付，又来了 {second}", "the order was paid, and {second} came too");
    let code = Some(refused.failure_code.clone());
    Some(build_exception(ExceptionKind::SecondPayment, code, &reason, GIVE_BACK, row.processed_at, lang))
}

/// The refusal that the order still waits behind: no places, or no money.
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
