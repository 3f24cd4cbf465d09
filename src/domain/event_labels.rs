//! What people read for the type of an event, of either flow. The log, JSON and the reference pages have the type itself.

use super::order::event::EventResult;
use crate::domain::value::message::BilingualText;

/// The label of an event of this type and result; none of a type that another system recorded.
pub fn event_label(kind: &str, result: EventResult) -> Option<BilingualText> {
    let refused = REFUSED_LABELS.iter().filter(|_| result == EventResult::Rejected);
    let mut labels = refused.chain(RESALE_LABELS).chain(CHECKOUT_LABELS);
    labels.find(|(other, ..)| *other == kind).map(|(_, zh, en)| BilingualText { zh, en })
}

type EventLabel = (&'static str, &'static str, &'static str);

/// Types that say that something was done, where it was refused.
const REFUSED_LABELS: [EventLabel; 2] = [
    ("agent_payment_manually_confirmed", "代付没有记上", "agent payment not recorded"),
    ("CHECKOUT_COMPLETED", "付款没有入单", "payment not applied"),
];

const RESALE_LABELS: &[EventLabel] = &[
    ("xianyu_order_paid_detected", "收到已付款订单", "paid order received"),
    ("price_check_passed", "价格核对通过", "price check passed"),
    ("price_check_failed", "价格核对不符", "price check failed"),
    ("user_form_submitted", "买家资料已提交", "buyer's form submitted"),
    ("user_form_corrected", "买家资料已更正", "buyer's form corrected"),
    ("agent_payable_fixed", "应付金额已确定", "amount payable fixed"),
    ("auto_review_passed", "自动审核通过", "review passed automatically"),
    ("manual_review_required", "需要人工审核", "manual review required"),
    ("manual_review_passed", "人工审核通过", "manual review passed"),
    ("manual_review_rejected", "人工审核拒绝", "manual review rejected"),
    ("agent_payment_manually_confirmed", "代付已确认", "agent payment confirmed"),
    ("agent_second_payment_returned", "重复的代付已退回", "second agent payment returned"),
    ("agent_second_payment_dismissed", "重复的代付不需退回", "second agent payment dismissed"),
    ("agent_payment_proof_uploaded", "付款凭证已上传", "payment proof uploaded"),
    ("agent_group_push_started", "开始推单", "push started"),
    ("agent_group_push_failed", "推单失败", "push failed"),
    ("agent_group_push_succeeded", "推单成功", "pushed to the agent's group"),
    ("agent_group_push_uncertain", "推单结果未知", "push outcome unknown"),
    ("agent_group_push_resolved", "推单结果已核实", "push outcome settled"),
    ("agent_group_acknowledged", "代理已确认收单", "agent acknowledged"),
    ("agent_screenshot_uploaded", "代理商截图已上传", "agent's screenshot uploaded"),
    ("ocr_completed", "截图已识别", "screenshot read"),
    ("ocr_failed", "截图识别失败", "screenshot not readable"),
    ("screenshot_match_passed", "截图与订单一致", "screenshot matches"),
    ("screenshot_match_failed", "截图与订单不符", "screenshot does not match"),
    ("screenshot_review_passed", "截图复核通过", "screenshot accepted by a person"),
    ("screenshot_review_rejected", "截图复核拒绝", "screenshot rejected by a person"),
    ("user_notification_started", "开始通知买家", "notice started"),
    ("user_notification_sent", "已通知买家", "buyer notified"),
    ("user_notification_failed", "通知买家失败", "notice failed"),
    ("user_notification_uncertain", "通知结果未知", "notice outcome unknown"),
    ("user_notification_resolved", "通知结果已核实", "notice outcome settled"),
    ("profit_share_settled", "分润已结算", "profit share settled"),
    ("profit_share_reversed", "分润已冲正", "profit share reversed"),
    ("order_cancel_requested", "申请取消订单", "cancellation requested"),
    ("agent_cancel_confirmed", "代理同意取消", "agent confirmed the cancellation"),
    ("order_cancelled", "订单已取消", "order cancelled"),
    ("refund_requested", "开始退款", "refund opened"),
    ("refund_leg_confirmed", "退款办妥一步", "part of the refund done"),
    ("refund_completed", "退款完成", "refund completed"),
    ("deadline_missed", "已超时", "deadline missed"),
    ("platform_order_changed", "平台上有变化", "changed on the platform"),
    ("platform_change_dismissed", "平台变化已决定不处理", "platform change dismissed"),
    ("order_corrected", "订单已更正", "order corrected"),
    ("agent_payment_corrected", "代付单号已更正", "agent payment's number corrected"),
    ("order_noted", "加了备注", "note added"),
    ("personal_data_revealed", "查看了个人资料", "personal data revealed"),
    ("person_erased", "个人资料已删除", "personal data erased"),
];

const CHECKOUT_LABELS: &[EventLabel] = &[
    ("ORDER_DRAFT_CREATED", "建立草稿", "draft created"),
    ("ORDER_TERMS_FIXED", "条款已确定", "terms fixed"),
    ("INVENTORY_LOCKED", "名额已锁定", "places held"),
    ("INVENTORY_LOCK_REJECTED", "名额不够", "not enough places"),
    ("CHECKOUT_REQUESTED", "申请支付", "payment requested"),
    ("PAYMENT_SESSION_CREATED", "支付会话已创建", "payment session created"),
    ("CHECKOUT_SIGNED", "支付内容已签名", "checkout signed"),
    ("MANDATE_VERIFIED", "授权书有效", "mandate verified"),
    ("MANDATE_REJECTED", "授权书未通过", "mandate rejected"),
    ("CHECKOUT_COMPLETED", "支付完成", "payment completed"),
    ("PAYMENT_FAILED", "支付失败", "payment failed"),
    ("PAYMENT_SESSION_EXPIRED", "支付会话过期", "payment session expired"),
    ("PAYMENT_LATE", "付款迟到", "late payment"),
    ("FULFILLMENT_ISSUED", "已出票", "ticket issued"),
    ("FULFILLMENT_FAILED", "无法出票", "ticket can't be issued"),
    ("FULFILLMENT_NUMBERED", "出票编号已定", "fulfilment numbered"),
    ("TICKET_REDEEMED", "票已核销", "ticket redeemed"),
    ("REDEEM_REVERTED", "核销已撤回", "redemption reverted"),
    ("TICKET_REVOKED", "票已作废", "ticket revoked"),
    ("TICKET_REISSUED", "票已重出", "ticket reissued"),
    ("INVENTORY_LOCK_RELEASED", "名额已释放", "places released"),
    ("INVENTORY_LOCK_EXPIRED", "名额锁定过期", "hold expired"),
    ("ORDER_DRAFT_EXPIRED", "草稿过期", "draft expired"),
    ("ORDER_CANCELLED", "订单已取消", "order cancelled"),
    ("REFUND_REQUESTED", "开始退款", "refund opened"),
    ("REFUND_COMPLETED", "退款完成", "refund completed"),
    ("REFUND_FAILED", "退款失败", "refund failed"),
    ("UNAPPLIED_PAYMENT_RETURNED", "未入单的款已退回", "payment that was not applied returned"),
    ("UNAPPLIED_PAYMENT_DISMISSED", "未入单的款不需退回", "payment that was not applied dismissed"),
    ("NOTIFICATION_STARTED", "开始通知买家", "notice started"),
    ("NOTIFICATION_SENT", "已通知买家", "buyer notified"),
    ("NOTIFICATION_FAILED", "通知买家失败", "notice failed"),
    ("NOTIFICATION_UNCERTAIN", "通知结果未知", "notice outcome unknown"),
    ("NOTIFICATION_RESOLVED", "通知结果已核实", "notice outcome settled"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkout::event::CheckoutEvent;
    use crate::domain::resale::event::ResaleEvent;

    #[test]
    fn every_event_has_a_label_and_every_label_an_event() {
        let kinds = || ResaleEvent::KINDS.iter().chain(CheckoutEvent::KINDS);
        for (kind, result) in kinds() {
            assert!(event_label(kind, *result).is_some(), "{kind} has no label");
        }
        for (kind, ..) in RESALE_LABELS.iter().chain(CHECKOUT_LABELS).chain(&REFUSED_LABELS) {
            assert!(kinds().any(|(known, _)| known == kind), "{kind} is no event");
        }
    }

    #[test]
    fn one_that_was_refused_does_not_read_as_if_it_had_been_done() {
        let zh = |result| event_label("agent_payment_manually_confirmed", result).map(|label| label.zh);
        assert_eq!(zh(EventResult::Accepted), Some("代付已确认"));
        assert_eq!(zh(EventResult::Rejected), Some("代付没有记上"));
        let kinds = || ResaleEvent::KINDS.iter().chain(CheckoutEvent::KINDS);
        for (kind, result) in kinds() {
            let both = kinds().any(|(other, ended)| other == kind && ended != result);
            let refused = REFUSED_LABELS.iter().any(|(other, ..)| other == kind);
            assert_eq!(both, refused, "{kind} {result:?}");
        }
    }
}
