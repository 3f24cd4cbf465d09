//! What the detail of a checkout order has: the page's own two objects, key for key, and what the shop knows beside them.
//!
//! Invariant: an unset key is absent and never null; the fields stand in the page's order.

mod exceptions;
mod page;
mod records;
pub mod sample;
mod session;

use serde::Serialize;
use serde_json::Value;

use super::next::{ShopFacts, next_task};
use super::order::{CheckoutOrder, CheckoutStatuses};
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::order::view::{EventView, NextStepView, OrderException};
use crate::domain::value::message::Lang;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

pub use self::page::{FulfillmentView, PageOrderView, TicketSecret};
pub use self::records::{BuyerNoticeView, LockView, PaymentView, RefundView, TicketStatusView, UnappliedPaymentView};
pub use self::session::PaymentSessionView;

/// The version of the contract.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Clone, Debug)]
pub struct CheckoutViewOptions {
    pub now: Timestamp,
    pub lang: Lang,
    /// The buyer and the ticket's code too; the access must have been recorded.
    pub reveal: bool,
    /// Internal events too.
    pub internal: bool,
    /// What the next step depends on beside the order.
    pub facts: ShopFacts,
}

/// One checkout order in full. Not `Debug`: a revealed one must not reach a log.
#[derive(Clone, Serialize)]
pub struct CheckoutOrderView {
    pub schema_version: u32,
    pub flow: OrderFlow,
    pub order_no: OrderNo,
    /// Exactly the page's object.
    pub order: PageOrderView,
    /// The page's 出票结果; null before there is a ticket.
    pub fulfillment: Option<FulfillmentView>,
    /// The latest payment session.
    pub payment_session: Option<PaymentSessionView>,
    /// The places that are, or were, held.
    pub lock: Option<LockView>,
    pub payment: Option<PaymentView>,
    pub ticket: Option<TicketStatusView>,
    /// Every payment that came and bought nothing, oldest first.
    pub unapplied_payments: Vec<UnappliedPaymentView>,
    /// What the buyer has back of the payment.
    pub refunded_amount: Fen,
    /// Every refund, oldest first.
    pub refunds: Vec<RefundView>,
    /// Every notice to the buyer, oldest first.
    pub notices: Vec<BuyerNoticeView>,
    pub next: NextStepView,
    pub exceptions: Vec<OrderException>,
    /// What happened, oldest first.
    pub events: Vec<EventView>,
    /// As they are now, swept or not.
    #[serde(skip)]
    pub status: CheckoutStatuses,
    #[serde(skip)]
    pub erased: bool,
    #[serde(skip)]
    pub now: Timestamp,
    /// The merchant's clock, in seconds east of UTC.
    #[serde(skip)]
    pub offset_seconds: i32,
    /// The name of that clock.
    #[serde(skip)]
    pub zone: &'static str,
}

impl CheckoutOrderView {
    pub fn to_json(&self) -> Value {
        // Texts, numbers and maps with text keys: it always is JSON.
        serde_json::to_value(self).unwrap_or_default()
    }
}

pub fn build_view(order: &CheckoutOrder, rows: &[EventEnvelope], look: &CheckoutViewOptions) -> CheckoutOrderView {
    let shown = |row: &&EventEnvelope| look.internal || row.visibility == EventVisibility::Visible;
    CheckoutOrderView {
        schema_version: SCHEMA_VERSION,
        flow: OrderFlow::Checkout,
        order_no: order.order_no.clone(),
        order: PageOrderView::from_order(order, look.reveal),
        fulfillment: FulfillmentView::from_order(order, look.reveal),
        payment_session: order.latest_session().map(|session| PaymentSessionView::from_session(session, look.now)),
        lock: LockView::from_order(order, look.now),
        payment: PaymentView::from_order(order),
        ticket: TicketStatusView::from_order(order),
        unapplied_payments: UnappliedPaymentView::all_from_order(order),
        refunded_amount: order.refunded_amount(),
        refunds: RefundView::all_from_order(order),
        notices: order.notices.iter().map(BuyerNoticeView::from_notice).collect(),
        next: NextStepView::from_task(next_task(order, &look.facts, look.now), look.lang),
        exceptions: exceptions::list_exceptions(order, rows, look.lang),
        events: rows.iter().filter(shown).map(|row| EventView::from_envelope(row, look.reveal)).collect(),
        status: order.statuses_at(look.now),
        erased: order.erased,
        now: look.now,
        offset_seconds: order.offset_seconds(),
        zone: super::sku::Zone::parse(&order.terms.zone).map_or("UTC", super::sku::Zone::abbreviation),
    }
}

#[cfg(test)]
mod tests {
    use super::sample::{CODE, fulfilled, seen, too_late, waiting};
    use super::*;
    use crate::domain::order::next::NextAction;
    use crate::domain::order::notice::{BuyerNotice, PartState};

    const PAGE: &str = include_str!("../../../../fixtures/pages/merchant-order-page.txt");
    const NOW: &str = "2026-03-20T08:37:00Z";

    /// The JSON object under a heading of the page.
    fn under(heading: &str) -> String {
        let rest = PAGE.split(&format!("{heading}\n\n")).nth(1).unwrap();
        format!("{}\n}}", rest.split("\n}").next().unwrap())
    }

    #[test]
    fn the_two_objects_are_the_pages_key_for_key_in_its_order() {
        let view = seen(&fulfilled(), NOW, Lang::Zh, true);
        assert_eq!(serde_json::to_string_pretty(&view.order).unwrap(), under("订单详情"));
        assert_eq!(serde_json::to_string_pretty(&view.fulfillment).unwrap(), under("出票结果"));
    }

    #[test]
    fn nobody_sees_the_buyer_or_the_code_unless_it_is_revealed() {
        let masked = seen(&fulfilled(), NOW, Lang::Zh, false).to_json().to_string();
        for secret in ["6761269319", "bestjustin", CODE] {
            assert!(!masked.contains(secret), "{secret} in {masked}");
        }
        assert_eq!(masked.matches("[masked]").count(), 4, "code and address, in the object and in the event: {masked}");
    }

    #[test]
    fn a_late_payment_says_what_to_do_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let view = seen(&too_late(), "2026-03-20T09:00:00Z", lang, false);
            let kinds: Vec<_> = view.exceptions.iter().map(|exception| exception.kind.as_str()).collect();
            assert_eq!(kinds, ["late_payment", "refund_failed"]);
            let late = &view.exceptions[0];
            assert_eq!(late.advice, Some(crate::domain::order::next::NextAction::RefundCustomer.label().in_lang(lang)));
            assert!(late.reason.as_ref().unwrap().starts_with("card_late"));
            assert_eq!(view.exceptions[1].reason.as_deref(), Some("card issuer is away"));
            assert_eq!(view.next.code, crate::domain::order::next::NextAction::RefundCustomer);
            assert_eq!(view.refunds[0].amount.to_string(), "119.00");
        }
        assert!(seen(&fulfilled(), NOW, Lang::En, false).exceptions.is_empty());
    }

    #[test]
    fn a_notice_that_failed_stands_in_the_way() {
        let (mut order, rows) = fulfilled();
        for (state, advice) in
            [(PartState::Failed, NextAction::FixNotification), (PartState::Unknown, NextAction::ResolveUnknownNotice)]
        {
            order.notices = vec![BuyerNotice {
                id: "n1".to_owned(),
                channel: "spool".to_owned(),
                template: "ticket_delivered".to_owned(),
                state,
                at: Timestamp::parse(NOW).unwrap(),
                failure: Some(("SPOOL_SEND_FAILED".to_owned(), "no room".to_owned())),
            }];
            let found = exceptions::list_exceptions(&order, &rows, Lang::En);
            let [one] = &found[..] else { panic!("{}", found.len()) };
            assert_eq!((one.kind.as_str(), one.reason.as_deref()), ("notice_failed", Some("no room")));
            assert_eq!(
                (one.code.as_deref(), one.advice),
                (Some("SPOOL_SEND_FAILED"), Some(advice.label().in_lang(Lang::En)))
            );
        }
    }

    #[test]
    fn a_lock_lives_until_its_moment() {
        let lock = seen(&waiting(), NOW, Lang::En, false).lock.unwrap();
        assert!(lock.is_live(Timestamp::parse("2026-03-20T08:41:16.029Z").unwrap()));
        assert!(!lock.is_live(Timestamp::parse("2026-03-20T08:41:16.030Z").unwrap()));
        let sold = seen(&fulfilled(), NOW, Lang::En, false).lock.unwrap();
        assert!(!sold.is_live(Timestamp::parse(NOW).unwrap()), "what is sold waits for nothing");
    }
}
