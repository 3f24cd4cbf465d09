//! What the buyer of a checkout order is to be told, and in which words.
//!
//! Each thing to be told is told once, however often its order is looked at: a notice counts for the news that stood when
//! it began. A new code of a ticket is news again.

use super::announcement::{Announcement, PendingAnnouncement};
use super::axis::CheckoutStatus;
use super::event::CheckoutEvent;
use super::order::CheckoutOrder;
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart};
use crate::domain::order::notice::{
    BuyerNotice, BuyerTextKind, NoticeTemplate, OutgoingMessage, PartState, mark_resent, render_template,
};
use crate::domain::value::message::{BilingualText, Lang};

/// What a wording may name in braces.
const PLACEHOLDERS: [&str; 10] = [
    "order_no",
    "product_name",
    "visit_date",
    "quantity",
    "amount",
    "currency",
    "ticket_code",
    "ticket_link",
    "fulfillment_id",
    "refund_amount",
];

const TICKET_DELIVERED: NoticeTemplate = NoticeTemplate {
    code: "ticket_delivered",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "您的「{product_name}」已出票：{visit_date}，{quantity} 人。\n票码：{ticket_code}\n入园时出示票码，请勿转给他人。订单 {order_no}",
        en: "Your ticket for \"{product_name}\" is here: {visit_date}, {quantity} visitors.\nCode: {ticket_code}\nShow it at the gate and to nobody else. Order {order_no}",
    },
};

const PAYMENT_FAILED: NoticeTemplate = NoticeTemplate {
    code: "payment_failed",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "「{product_name}」（{visit_date}）的支付没有成功，可以重新支付 {amount} {currency}。订单 {order_no}",
        en: "The payment for \"{product_name}\" ({visit_date}) did not go through; you may pay {amount} {currency} again. Order {order_no}",
    },
};

const ORDER_EXPIRED: NoticeTemplate = NoticeTemplate {
    code: "order_expired",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "「{product_name}」（{visit_date}）超时未支付，名额已释放。如仍需要，请重新下单。订单 {order_no}",
        en: "\"{product_name}\" ({visit_date}) was not paid in time and its places are free again. Please order anew if you still want it. Order {order_no}",
    },
};

const REFUND_COMPLETED: NoticeTemplate = NoticeTemplate {
    code: "refund_completed",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "「{product_name}」（{visit_date}）的退款 {refund_amount} {currency} 已完成，到账时间以支付方为准。订单 {order_no}",
        en: "The refund of {refund_amount} {currency} for \"{product_name}\" ({visit_date}) is done; when it arrives is up to the payment side. Order {order_no}",
    },
};

/// Told by hand alone: to whom a cancellation or a refund under way is told, the flow leaves to a person.
const CHECKOUT_CANCELLED: NoticeTemplate = NoticeTemplate {
    code: "checkout_cancelled",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "「{product_name}」（{visit_date}）的订单已取消。订单 {order_no}",
        en: "Your order of \"{product_name}\" ({visit_date}) is cancelled. Order {order_no}",
    },
};

const CHECKOUT_REFUND_UNDER_WAY: NoticeTemplate = NoticeTemplate {
    code: "checkout_refund_under_way",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "「{product_name}」（{visit_date}）的退款 {refund_amount} {currency} 正在办理。订单 {order_no}",
        en: "The refund of {refund_amount} {currency} for \"{product_name}\" ({visit_date}) is under way. Order {order_no}",
    },
};

pub const TEMPLATES: [NoticeTemplate; 6] =
    [TICKET_DELIVERED, PAYMENT_FAILED, ORDER_EXPIRED, REFUND_COMPLETED, CHECKOUT_CANCELLED, CHECKOUT_REFUND_UNDER_WAY];

/// The template of a text that a person gives to the buyer; none of what this flow does not ask of anybody.
pub const fn buyer_text_template(kind: BuyerTextKind) -> Option<NoticeTemplate> {
    match kind {
        BuyerTextKind::FormWanted | BuyerTextKind::FormIncomplete => None,
        BuyerTextKind::OrderCancelled => Some(CHECKOUT_CANCELLED),
        BuyerTextKind::RefundUnderWay => Some(CHECKOUT_REFUND_UNDER_WAY),
        BuyerTextKind::RefundDone => Some(REFUND_COMPLETED),
    }
}

/// Such a text in the words of `wording`.
pub fn write_buyer_text(order: &CheckoutOrder, wording: &str) -> String {
    render_template(wording, |name| placeholder_value(name, order))
}

impl Announcement {
    pub const fn notice_template(self) -> NoticeTemplate {
        match self {
            Self::TicketDelivered => TICKET_DELIVERED,
            Self::PaymentFailed => PAYMENT_FAILED,
            Self::OrderExpired => ORDER_EXPIRED,
            Self::RefundCompleted => REFUND_COMPLETED,
        }
    }
}

impl CheckoutOrder {
    /// What the buyer is to be told now, and the latest notice that tells it.
    pub fn current_announcement(&self) -> Option<(Announcement, Option<&BuyerNotice>)> {
        let PendingAnnouncement { announcement: news, after } = self.announcement?;
        Some((news, self.notices.get(after..).and_then(<[BuyerNotice]>::last)))
    }

    /// The code of how far the buyer is told, as resale orders have it; none where there is nothing to tell.
    pub fn notify_status(&self) -> Option<&'static str> {
        let (_, notice) = self.current_announcement()?;
        Some(match notice.map(|notice| notice.state) {
            // Nobody is there to be told any more.
            None if self.erased => return None,
            None => "not_started",
            Some(PartState::Sending) => "sending",
            Some(PartState::Accepted) => "sent",
            Some(PartState::Failed | PartState::Cancelled) => "failed",
            Some(PartState::Unknown) => "unknown",
        })
    }

    /// What can truly be told by hand now, the likeliest first.
    pub fn list_buyer_texts(&self) -> Vec<BuyerTextKind> {
        let last = self.refunds.last();
        let facts = [
            (BuyerTextKind::RefundDone, last.is_some_and(|refund| refund.done.is_some())),
            (BuyerTextKind::RefundUnderWay, self.open_refund().is_some()),
            (BuyerTextKind::OrderCancelled, self.status.order == CheckoutStatus::Cancelled),
        ];
        facts.into_iter().filter(|(_, holds)| *holds).map(|(kind, _)| kind).collect()
    }

    /// The notice of which nobody knows whether it arrived.
    pub fn unknown_notice(&self) -> Option<&BuyerNotice> {
        self.notices.iter().find(|notice| notice.state == PartState::Unknown)
    }
}

/// What `event` makes leave, `order` being the state after it, in the words of `wording`.
pub fn outgoing_messages(
    order: &CheckoutOrder,
    event: &CheckoutEvent,
    wording: &str,
    lang: Lang,
) -> Vec<OutgoingMessage> {
    let CheckoutEvent::NoticeStarted(started) = event else { return Vec::new() };
    let text = render_template(wording, |name| placeholder_value(name, order));
    let times = order.announcement.map_or(0, |untold| order.notices.len().saturating_sub(untold.after));
    let body = if started.resend && times > 1 { mark_resent(text, times, lang) } else { text };
    vec![OutgoingMessage {
        id: started.delivery_id.clone(),
        kind: DeliveryKind::Notice,
        destination: started.channel.clone(),
        part: DeliveryPart::Notice(started.template.clone()),
        attempt: u32::try_from(order.notices.len()).unwrap_or(u32::MAX),
        body,
    }]
}

fn placeholder_value(name: &str, order: &CheckoutOrder) -> Option<String> {
    let (draft, ticket) = (&order.draft, order.ticket.as_ref());
    match name {
        "order_no" => Some(order.order_no.to_string()),
        "product_name" => Some(order.terms.product_name.clone()),
        "visit_date" => Some(draft.date.to_string()),
        "quantity" => Some(draft.quantity.to_string()),
        "amount" => Some(draft.quote.amount.to_string()),
        "currency" => Some(draft.quote.currency.clone()),
        "ticket_code" => ticket.and_then(|ticket| ticket.code.reveal()).map(str::to_owned),
        "ticket_link" => ticket.and_then(|ticket| ticket.qr_url.reveal()).map(str::to_owned),
        "fulfillment_id" => ticket.and_then(|ticket| ticket.fulfillment_id.clone()),
        "refund_amount" => order.refunds.last().map(|refund| refund.amount.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::notice::check_wording;

    #[test]
    fn every_shipped_wording_passes_its_own_check() {
        for template in TEMPLATES {
            for lang in [Lang::Zh, Lang::En] {
                let shipped = template.shipped.in_lang(lang);
                assert_eq!(check_wording(shipped, template.placeholders), Ok(()), "{}", template.code);
            }
        }
        assert!(
            TICKET_DELIVERED.shipped.zh.contains("{ticket_code}")
                && TICKET_DELIVERED.shipped.en.contains("{ticket_code}")
        );
    }
}
