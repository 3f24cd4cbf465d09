//! Words on a screen that say that its ticket is worth nothing: 已退款, 交易关闭.

use crate::domain::value::text::fold::compact_text;

/// A status as the marketplaces and the resorts' own shops word it, in the form that `compact_text` gives.
const CANCELLED_PHRASES: [&str; 15] = [
    "已退款",
    "退款成功",
    "退款完成",
    "已退票",
    "退票成功",
    "已取消",
    "取消成功",
    "交易关闭",
    "交易已关闭",
    "订单关闭",
    "订单已关闭",
    "已作废",
    "REFUNDED",
    "CANCELLED",
    "CANCELED",
];
/// A status is a few words; what is longer is a rule or a notice: 已取消的订单不支持再次付款.
const MAX_CHARS: usize = 12;

/// Whether `text` is such a status, perhaps with an amount or a time beside it.
pub(super) fn is_cancelled_phrase(text: &str) -> bool {
    let words = compact_text(text);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let limit = if words.is_ascii() { 3 * MAX_CHARS } else { MAX_CHARS };
    letters <= limit && CANCELLED_PHRASES.iter().any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_cancelled_phrase;

    #[test]
    fn a_status_is_void_with_or_without_spaces_and_amounts() {
        for text in [
            "已退款",
            "交易 关闭",
            "退款成功 ¥158.00",
            "订单状态: 已取消",
            "订单已取消,退款将原路返回",
            "Refunded",
            "Order cancelled",
            "已退款 2026-04-15 10:00:00",
        ] {
            assert!(is_cancelled_phrase(text), "{text}");
        }
    }

    #[test]
    fn a_rule_a_button_and_a_good_ticket_are_not() {
        for text in [
            "已出票 待使用",
            "申请退款",
            "可退款",
            "退款规则",
            "取消订单",
            "已取消的订单不支持再次付款请重新下单",
            "Free cancellation",
            "",
        ] {
            assert!(!is_cancelled_phrase(text), "{text}");
        }
    }
}
