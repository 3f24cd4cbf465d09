//! How many tickets an order has, as platforms, sheets and people write it: `3`, `3.0`, `３ 张`.

use serde_json::Value;

use crate::domain::value::text::fold::fold_text;

/// The most tickets of one order.
pub const MAX_QUANTITY: u32 = 20;

/// Reads a number of tickets, 1 to [`MAX_QUANTITY`].
pub fn read_quantity(text: &str) -> Option<u32> {
    let number = fold_text(text);
    let number = number.trim().trim_end_matches(['张', '件', '份', '个']).trim();
    let number = number.strip_suffix(".0").or_else(|| number.strip_suffix(".00")).unwrap_or(number);
    number.parse().ok().filter(|count| (1..=MAX_QUANTITY).contains(count))
}

/// The number of tickets in a payload that keeps it as it came; 1 where it says nothing.
pub fn quantity_of_payload(said: Option<&Value>) -> Option<u32> {
    match said {
        None | Some(Value::Null) => Some(1),
        Some(Value::String(text)) if text.trim().is_empty() => Some(1),
        Some(Value::String(text)) => read_quantity(text),
        Some(Value::Number(number)) => read_quantity(&number.to_string()),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => None,
    }
}

/// The number of tickets that a recorded payload says. A log took other words before this was a fact of the order, and opens
/// all the same: they are one.
pub fn recorded_quantity(said: Option<&Value>) -> u32 {
    quantity_of_payload(said).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_quantity_is_a_small_whole_number() {
        for text in ["3", "3.0", "３", "3 张", "3件"] {
            assert_eq!(read_quantity(text), Some(3), "{text}");
        }
        for text in ["0", "21", "-1", "1.5", "三", ""] {
            assert_eq!(read_quantity(text), None, "{text}");
        }
    }

    #[test]
    fn a_payload_that_says_nothing_has_one() {
        for (said, expected) in [
            (None, Some(1)),
            (Some(json!(null)), Some(1)),
            (Some(json!(" ")), Some(1)),
            (Some(json!(3)), Some(3)),
            (Some(json!("3 张")), Some(3)),
            (Some(json!(0)), None),
            (Some(json!(["3"])), None),
        ] {
            assert_eq!(quantity_of_payload(said.as_ref()), expected, "{said:?}");
            assert_eq!(recorded_quantity(said.as_ref()), expected.unwrap_or(1), "{said:?}");
        }
    }
}
