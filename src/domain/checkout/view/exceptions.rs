//! What stands in the way of a checkout order, each with what to do about it.

use crate::domain::checkout::axis::{PaymentStatus, Status};
use crate::domain::checkout::event::Event;
use crate::domain::checkout::order::Order;
use crate::domain::order::event::{Envelope, Verdict};
use crate::domain::order::next::Action;
use crate::domain::order::view::Exception;
use crate::domain::value::message::{Lang, Message, Text};
use crate::domain::value::time::Timestamp;
use crate::say;

const PAY_AGAIN: Text =
    Text { zh: "名额还在时开新的支付会话", en: "Open another payment session while the places are held" };
const GIVE_BACK: Text = Text {
    zh: "若客户真的付了两次，在支付方把第二笔原路退回",
    en: "If the buyer really paid twice, give the second payment back at the payment side",
};
const ASK_FOR_LESS: Text = Text {
    zh: "换日期或减少人数后重新下单；或用 `ticketctl sku stock` 增加名额",
    en: "Quote another day or fewer visitors anew, or add places with `ticketctl sku stock`",
};
const TRY_AGAIN: Text = Text {
    zh: "在支付方查明原因后再退一次，办妥后登记",
    en: "Find out why at the payment side, refund again, and record it when it is done",
};

/// What stands in the way, the most urgent first. `rows` is the log of the order.
pub(super) fn exceptions(order: &Order, rows: &[Envelope], lang: Lang) -> Vec<Exception> {
    let refused = refused(rows);
    let found = [late(order, lang), refund_failed(order, lang)].into_iter().flatten();
    let found = found.chain(refused.iter().filter_map(|(event, row)| paid_twice(event, row, lang)));
    found.chain(refused.last().and_then(|(event, row)| last_refusal(order, event, row, lang))).collect()
}

/// The rejected events, oldest first, each with its row.
fn refused(rows: &[Envelope]) -> Vec<(Event, &Envelope)> {
    let rejected = rows.iter().filter(|row| row.result == Verdict::Rejected);
    rejected.filter_map(|row| Some((Event::parse(&row.kind, row.result, &row.payload).ok()?, row))).collect()
}

/// Money that came when the places were gone, until it is back.
fn late(order: &Order, lang: Lang) -> Option<Exception> {
    let payment = order.payment.as_ref().filter(|_| order.status.order == Status::PaidUnfulfillable)?;
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
    Some(exception("late_payment", code, &reason, Action::RefundCustomer.label(), payment.at, lang))
}

fn refund_failed(order: &Order, lang: Lang) -> Option<Exception> {
    let refund = order.open_refund()?;
    let failure = refund.failure.as_deref()?;
    let code = Some("REFUND_FAILED".to_owned());
    Some(exception("refund_failed", code, &say!("{failure}", "{failure}"), TRY_AGAIN, refund.at, lang))
}

fn paid_twice(event: &Event, row: &Envelope, lang: Lang) -> Option<Exception> {
    let Event::CompletionRefused(refused) = event else { return None };
    let second = &refused.payment_ref;
    let reason = say!("订单已支付，又来了 {second}", "the order was paid, and {second} came too");
    let code = Some(refused.failure_code.clone());
    Some(exception("second_payment", code, &reason, GIVE_BACK, row.processed_at, lang))
}

/// The refusal that the order still waits behind: no places, or no money.
fn last_refusal(order: &Order, event: &Event, row: &Envelope, lang: Lang) -> Option<Exception> {
    let (code, at) = (row.error_code.clone(), row.processed_at);
    match event {
        Event::LockRejected(refused) if order.status.order == Status::Draft => {
            let (quantity, left) = (refused.quantity, refused.left);
            let reason =
                say!("需要 {quantity} 个名额，只剩 {left} 个", "{quantity} places are needed, {left} are left");
            Some(exception("sold_out", code, &reason, ASK_FOR_LESS, at, lang))
        }
        Event::PaymentFailed(failed) if order.status.payment == PaymentStatus::Failed => {
            let words = &failed.failure_message;
            Some(exception("payment_failed", code, &say!("{words}", "{words}"), PAY_AGAIN, at, lang))
        }
        _ => None,
    }
}

fn exception(kind: &str, code: Option<String>, reason: &Message, advice: Text, at: Timestamp, lang: Lang) -> Exception {
    Exception {
        kind: kind.to_owned(),
        code,
        reason: Some(reason.get(lang).to_owned()),
        advice: Some(advice.get(lang).to_owned()),
        hint: None,
        from_ip: None,
        at: Some(at.rfc3339()),
    }
}
