//! Why money that came buys no ticket, and how that is said wherever it shows.

use super::axis::CheckoutStatus;
use super::order::CheckoutOrder;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualMessage;
use crate::say;

coded! {
    /// Why a paid order gets no ticket. The reason of the refund that follows by itself.
    UnfulfillableReason {
        OrderCancelled = "order_cancelled", "订单已取消", "order cancelled";
        PersonErased = "person_erased", "客户资料已删除", "person erased";
        /// Nobody agreed to the payment of a session that needs a mandate.
        MandateMissing = "mandate_missing", "缺授权书", "mandate missing";
        /// The session that needs a mandate was over when its mandate came with the payment.
        MandateLate = "mandate_late", "授权书来晚了", "mandate late";
        /// The day of the visit is over where the merchant is.
        VisitDatePast = "visit_date_past", "游玩日已过", "visit date past";
        SoldMeanwhile = "sold_meanwhile", "名额已售完", "sold meanwhile";
    }
}

impl CheckoutOrder {
    /// Why the money of the order bought nothing; none where it did, or where it is back.
    pub fn unfulfillable_message(&self) -> Option<BilingualMessage> {
        let payment = self.payment.as_ref().filter(|_| self.status.order == CheckoutStatus::PaidUnfulfillable)?;
        let reason = self.refunds.iter().rev().find_map(|refund| UnfulfillableReason::from_code(&refund.reason));
        let (reference, date) = (&payment.reference, self.draft.date);
        Some(match reason {
            Some(UnfulfillableReason::OrderCancelled) => {
                say!("{reference} 到账时订单已取消", "{reference} was paid after the order was cancelled")
            }
            Some(UnfulfillableReason::PersonErased) => {
                say!("{reference} 到账时客户数据已删除", "{reference} was paid after the person was erased")
            }
            Some(UnfulfillableReason::MandateMissing) => say!(
                "{reference} 到账时会话已结束，且没有所需的授权书",
                "{reference} was paid after the session ended, without the mandate that it requires"
            ),
            Some(UnfulfillableReason::MandateLate) => say!(
                "{reference} 到账时会话已结束，一起来的授权书不再验证",
                "{reference} was paid after the session ended, and the mandate that came with it is not looked at any more"
            ),
            Some(UnfulfillableReason::VisitDatePast) => say!(
                "{reference} 已付款，但游玩日 {date} 已过，不能再出票",
                "{reference} is paid, but the visit date {date} is past and no ticket can be issued"
            ),
            Some(UnfulfillableReason::SoldMeanwhile) | None => say!(
                "{reference} 到账时会话或占位已过期，名额已被他人占用",
                "{reference} was paid after the session or the lock ran out, and the places were sold meanwhile"
            ),
        })
    }
}
