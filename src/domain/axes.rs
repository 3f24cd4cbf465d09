//! The axes of both flows at once, for what is read of orders of either: lists, logs, filters.
//!
//! Invariant: no key and no code of one flow means something in the other, so neither needs its order to be understood.

use super::order::number::OrderFlow;
use crate::domain::checkout::axis as checkout;
use crate::domain::resale::axis as resale;
use crate::domain::value::message::BilingualText;
use crate::domain::value::spelling::word::read_word;
use crate::domain::value::text::fold::compact_text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderAxis {
    /// One of the seven.
    Resale(resale::ResaleAxis),
    /// One of the four.
    Checkout(checkout::CheckoutAxis),
}

impl OrderAxis {
    /// Every axis, each flow's in its own order.
    pub fn all() -> impl Iterator<Item = Self> {
        let resale = resale::ResaleAxis::ALL.into_iter().map(Self::Resale);
        resale.chain(checkout::CheckoutAxis::ALL.into_iter().map(Self::Checkout))
    }

    pub const fn flow(self) -> OrderFlow {
        match self {
            Self::Resale(_) => OrderFlow::Resale,
            Self::Checkout(_) => OrderFlow::Checkout,
        }
    }

    /// Whether it says where the order as a whole stands.
    pub const fn is_orders_own(self) -> bool {
        matches!(self, Self::Resale(resale::ResaleAxis::Order) | Self::Checkout(checkout::CheckoutAxis::Order))
    }

    /// The name in `before` and `after` of an event.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Resale(axis) => axis.key(),
            Self::Checkout(axis) => axis.key(),
        }
    }

    /// The name in the JSON of a list; both flows call the order's own `order`.
    pub const fn short_key(self) -> &'static str {
        match self {
            Self::Resale(axis) => axis.short_key(),
            Self::Checkout(axis) => axis.short_key(),
        }
    }

    /// Reads the name in `before` and `after`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|axis| axis.key() == key)
    }

    pub const fn label(self) -> BilingualText {
        match self {
            Self::Resale(axis) => axis.label(),
            Self::Checkout(axis) => axis.label(),
        }
    }

    /// The code of a value given as its code or its Chinese label.
    pub fn read_value(self, text: &str) -> Option<&'static str> {
        match self {
            Self::Resale(axis) => axis.read_value(text),
            Self::Checkout(axis) => axis.read_value(text),
        }
    }

    /// The label of the value with this code, or `None` if the axis has no such value.
    pub fn value_label(self, code: &str) -> Option<BilingualText> {
        match self {
            Self::Resale(axis) => axis.value_label(code),
            Self::Checkout(axis) => axis.value_label(code),
        }
    }
}

/// Every order status: whose it is, its code and its label, in the order of the flows.
pub fn order_statuses() -> impl Iterator<Item = (OrderFlow, &'static str, BilingualText)> {
    let resale = resale::OrderStatus::ALL.iter().map(|status| (OrderFlow::Resale, status.code(), status.label()));
    let checkout =
        checkout::CheckoutStatus::ALL.iter().map(|status| (OrderFlow::Checkout, status.code(), status.label()));
    resale.chain(checkout)
}

/// The codes of the order statuses that `text` means in one flow or in both: a code as it is, or in each flow the state with
/// that code, label or beginning. One label may stand for a state of each.
pub fn read_status(text: &str, flow: Option<OrderFlow>) -> Vec<&'static str> {
    let asked = |of: OrderFlow| flow.is_none_or(|flow| flow == of);
    if let Some((_, code, _)) = order_statuses().find(|(own, code, _)| asked(*own) && *code == text) {
        return vec![code];
    }
    let resale = read_word(text, resale::OrderStatus::ALL).filter(|_| asked(OrderFlow::Resale));
    let checkout = read_word(text, checkout::CheckoutStatus::ALL).filter(|_| asked(OrderFlow::Checkout));
    let resale = resale.map(|status| (status.code(), status.label()));
    let found: Vec<_> = resale.into_iter().chain(checkout.map(|status| (status.code(), status.label()))).collect();
    // A whole word in one flow is no beginning in the other.
    let wanted = compact_text(text);
    let is_whole =
        |(code, label): &(&str, BilingualText)| [code, label.zh, label.en].map(compact_text).contains(&wanted);
    let any_whole = found.iter().any(is_whole);
    found.into_iter().filter(|one| !any_whole || is_whole(one)).map(|(code, _)| code).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_and_no_code_means_two_things() {
        let keys: HashSet<_> = OrderAxis::all().map(OrderAxis::key).collect();
        assert_eq!(keys.len(), OrderAxis::all().count());
        let codes: HashSet<_> = order_statuses().map(|(_, code, _)| code).collect();
        assert_eq!(codes.len(), order_statuses().count());
        for axis in OrderAxis::all() {
            assert_eq!(OrderAxis::from_key(axis.key()), Some(axis));
        }
        assert_eq!(OrderAxis::from_key("nothing"), None);
    }

    #[test]
    fn a_label_of_both_flows_means_a_state_of_each() {
        assert_eq!(read_status("已取消", None), ["cancelled", "CANCELLED"]);
        assert_eq!(read_status("已取消", Some(OrderFlow::Checkout)), ["CANCELLED"]);
        assert_eq!(read_status("cancelled", None), ["cancelled"], "a code is only itself");
        assert_eq!(read_status("FULFILLED", None), ["FULFILLED"]);
        assert_eq!(read_status("已出票", None), ["FULFILLED"]);
        assert_eq!(read_status("fulfilled", Some(OrderFlow::Resale)), Vec::<&str>::new());
        assert_eq!(read_status("pushed to agent", None), ["agent_pushed"]);
    }
}
