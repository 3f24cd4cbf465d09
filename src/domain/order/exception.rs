//! What can stand in the way of an order. Source: `domain.md`, "Exception kinds".

use crate::domain::value::code_enum::coded;

coded! {
    ExceptionKind {
        PushFailed = "push_failed", "推单失败", "Push failed";
        PushUnknown = "push_unknown", "推单结果未知", "Push outcome unknown";
        GroupPaused = "group_paused", "代理群已暂停", "Group paused";
        NoGroup = "no_group", "没有代理群", "No agent group";
        AckOverdue = "ack_overdue", "代理逾期未确认", "Acknowledgement overdue";
        OcrMismatch = "ocr_mismatch", "OCR 不匹配", "OCR mismatch";
        ScreenshotReview = "screenshot_review", "待复核", "Screenshot to review";
        /// Like the next three, a reason of the automatic review (a4).
        PriceMismatch = "price_mismatch", "价格不符", "Price mismatch";
        DuplicatePerson = "duplicate_person", "同人同日重复下单", "Another order for this person and day";
        PersonBlocked = "person_blocked", "关注名单上的人", "Person on the blocklist";
        VisitorsMissing = "visitors_missing", "缺同行游客资料", "Visitors missing";
        CertificateCheckDigit = "certificate_check_digit", "证件号校验位不符", "Certificate check digit does not fit";
        CertificateBirthday = "certificate_birthday", "出生日期与证件号不符", "Birthday is not the one in the number";
        CertificateGender = "certificate_gender", "性别与证件号不符", "Gender is not the one in the number";
        ProofReused = "proof_reused", "付款凭证重复使用", "Proof used before";
        NoticeFailed = "notice_failed", "通知失败", "Notice failed";
        DeadlineMissed = "deadline_missed", "已超时", "Deadline missed";
        LatePayment = "late_payment", "付款迟到", "Late payment";
        /// Like the next two, what the platform says of a known order.
        PlatformRefund = "platform_refund", "平台上有退款", "Refund on the platform";
        PlatformClosed = "platform_closed", "平台上已关闭", "Closed on the platform";
        PlatformAmount = "platform_amount", "平台上的金额不同", "Another amount on the platform";
        Unfulfillable = "unfulfillable", "无法出票", "Can't be fulfilled";
        SecondPayment = "second_payment", "可能重复付款", "Perhaps paid twice";
        UnappliedPayment = "unapplied_payment", "款项未入单", "Payment not applied";
        PaymentFailed = "payment_failed", "支付失败", "Payment failed";
        SoldOut = "sold_out", "名额不足", "Not enough places";
        RefundFailed = "refund_failed", "退款失败", "Refund failed";
        Loss = "loss", "亏损", "Loss";
    }
}
