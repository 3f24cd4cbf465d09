//! Texts for a buyer who waits for something else than the ticket. Pure: from the state, and nothing about it changes.

use super::axis::OrderStatus;
use super::order::ResaleOrder;
use super::outgoing::placeholder_value;
use crate::domain::order::notice::{BuyerTextKind, NoticeTemplate, render_template};
use crate::domain::value::certificate::CertificateType;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::time::Timestamp;
use crate::say;

/// What a wording may name in braces.
const PLACEHOLDERS: [&str; 11] = [
    "wanted",
    "deadline",
    "refund_amount",
    "name",
    "ticket_type",
    "play_date",
    "product_name",
    "order_no",
    "external_order_no",
    "paid_amount",
    "quantity",
];

/// How many ticket types are offered to choose from.
const MAX_TYPES: usize = 8;

/// What stands around an order.
pub struct BuyerTextFacts<'a> {
    /// Until when the form is wanted.
    pub deadline: Option<Timestamp>,
    /// The ticket types of the price table.
    pub ticket_types: &'a [String],
    pub lang: Lang,
}

const FORM_WANTED: NoticeTemplate = NoticeTemplate {
    code: "form_wanted",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "您好，「{product_name}」的付款已收到。订票还需要下面的资料，请照这个格式回复：\n{wanted}\n请在 {deadline} 前发来，谢谢！\n订单 {external_order_no}",
        en: "Hello, your payment for \"{product_name}\" has arrived. To book the ticket, please answer with the following:\n{wanted}\nPlease send it by {deadline} (Beijing time). Thank you!\nOrder {external_order_no}",
    },
};

const FORM_INCOMPLETE: NoticeTemplate = NoticeTemplate {
    code: "form_incomplete",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "您好，资料已收到，还差下面几项才能订票，请补充：\n{wanted}\n订单 {external_order_no}",
        en: "Hello, your details have arrived; these are still missing before the tickets can be booked:\n{wanted}\nOrder {external_order_no}",
    },
};

const ORDER_CANCELLED: NoticeTemplate = NoticeTemplate {
    code: "order_cancelled",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "您好，「{product_name}」的订单已取消。\n退款 ¥{refund_amount} 由平台原路退回。\n订单 {external_order_no}",
        en: "Hello, your order of \"{product_name}\" is cancelled.\nThe refund of ¥{refund_amount} comes back the way you paid.\nOrder {external_order_no}",
    },
};

const REFUND_UNDER_WAY: NoticeTemplate = NoticeTemplate {
    code: "refund_under_way",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "您好，「{product_name}」的退款 ¥{refund_amount} 正在办理，办好后会告诉您。\n订单 {external_order_no}",
        en: "Hello, the refund of ¥{refund_amount} for \"{product_name}\" is under way; you will hear from us once it is done.\nOrder {external_order_no}",
    },
};

const REFUND_DONE: NoticeTemplate = NoticeTemplate {
    code: "refund_done",
    placeholders: &PLACEHOLDERS,
    shipped: BilingualText {
        zh: "您好，「{product_name}」的退款 ¥{refund_amount} 已办好，原路退回，到账时间以平台为准。\n订单 {external_order_no}",
        en: "Hello, the refund of ¥{refund_amount} for \"{product_name}\" is done; it comes back the way you paid, and when it arrives is up to the platform.\nOrder {external_order_no}",
    },
};

pub const TEMPLATES: [NoticeTemplate; 5] =
    [FORM_WANTED, FORM_INCOMPLETE, ORDER_CANCELLED, REFUND_UNDER_WAY, REFUND_DONE];

pub const fn buyer_text_template(kind: BuyerTextKind) -> NoticeTemplate {
    match kind {
        BuyerTextKind::FormWanted => FORM_WANTED,
        BuyerTextKind::FormIncomplete => FORM_INCOMPLETE,
        BuyerTextKind::OrderCancelled => ORDER_CANCELLED,
        BuyerTextKind::RefundUnderWay => REFUND_UNDER_WAY,
        BuyerTextKind::RefundDone => REFUND_DONE,
    }
}

impl ResaleOrder {
    /// What can truly be told now, the likeliest first.
    pub fn list_buyer_texts(&self) -> Vec<BuyerTextKind> {
        let last = self.refunds.last();
        let is_done = last.is_some_and(|refund| refund.completed_at.is_some());
        let is_cancel = last.is_some_and(|refund| refund.is_cancel);
        let facts = [
            (BuyerTextKind::FormWanted, self.status.order == OrderStatus::UserInfoPending),
            (BuyerTextKind::FormIncomplete, self.count_unnamed_visitors() > 0),
            (BuyerTextKind::RefundDone, is_done),
            (BuyerTextKind::OrderCancelled, is_cancel),
            (BuyerTextKind::RefundUnderWay, self.open_refund().is_some()),
        ];
        facts.into_iter().filter(|(_, holds)| *holds).map(|(kind, _)| kind).collect()
    }

    /// How many visitors are still to be named before the ticket is there.
    fn count_unnamed_visitors(&self) -> u32 {
        let open = matches!(
            self.status.order,
            OrderStatus::AgentPaymentPending | OrderStatus::AgentPaymentConfirmed | OrderStatus::AgentPushed
        );
        let form = self.form.as_ref().filter(|_| open);
        form.map_or(0, |form| form.what.count_missing_visitors(self.purchase.quantity))
    }
}

/// A text in the words of `wording`.
pub fn write_buyer_text(order: &ResaleOrder, wording: &str, facts: &BuyerTextFacts<'_>) -> String {
    render_template(wording, |name| match name {
        "wanted" => list_wanted(order, facts),
        "deadline" => facts.deadline.map(Timestamp::format_minute),
        "refund_amount" => order.refunds.last().map(|refund| refund.amount.to_string()),
        _ => placeholder_value(name, order),
    })
}

/// What the buyer is to send, a line each, as a form is read back from a chat; none where nothing is missing.
fn list_wanted(order: &ResaleOrder, facts: &BuyerTextFacts<'_>) -> Option<String> {
    let (quantity, lang) = (order.purchase.quantity, facts.lang);
    let mut lines = Vec::new();
    let mut add = |text: BilingualMessage| lines.push(text.in_lang(lang).to_owned());
    let types = CertificateType::ALL.iter().map(|kind| kind.label().in_lang(lang));
    let documents = types.collect::<Vec<_>>().join(if lang == Lang::Zh { "、" } else { ", " });
    let unnamed = order.count_unnamed_visitors();
    if order.form.is_none() {
        if order.ticket_type.is_none() {
            let kinds = facts.ticket_types.iter().take(MAX_TYPES).map(String::as_str).collect::<Vec<_>>();
            let (zh, en) = (kinds.join("、"), kinds.join(", "));
            add(say!("票种（{zh}）：", "Ticket type ({en}):"));
        }
        if order.play_date.is_none() {
            add(say!("游玩日期：", "Date of visit:"));
        }
        if quantity == 1 {
            add(say!("姓名：", "Name:"));
        }
        add(say!("手机号：", "Phone:"));
    }
    let first = if order.form.is_none() { 1 } else { quantity.saturating_sub(unnamed) + 1 };
    if order.form.is_none() && quantity == 1 {
        add(say!("证件类型（{documents}）：", "Document ({documents}):"));
        add(say!("证件号码：", "Document number:"));
    } else {
        for place in first..=quantity {
            add(say!("第 {place} 位姓名：", "Visitor {place}, name:"));
            add(say!("第 {place} 位证件类型（{documents}）：", "Visitor {place}, document ({documents}):"));
            add(say!("第 {place} 位证件号码：", "Visitor {place}, document number:"));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::notice::check_wording;

    #[test]
    fn every_shipped_wording_passes_its_own_check() {
        for kind in BuyerTextKind::ALL {
            let template = buyer_text_template(*kind);
            assert_eq!(template.code, kind.code());
            for lang in [Lang::Zh, Lang::En] {
                assert_eq!(check_wording(template.shipped.in_lang(lang), template.placeholders), Ok(()));
            }
        }
    }
}
