//! Numbers of orders in what a row says: in the merchant's number, and in free words.
//!
//! Taobao's family gives a payment the number `T200P` and the order's; the fee of a sale names the order in brackets, and a
//! person writes it into the note of a transfer. Which of them are orders is for whoever knows the orders.

use crate::domain::order::number::OrderNo;

/// How long a platform's own number is, alone and behind its prefix.
const BARE: std::ops::RangeInclusive<usize> = 15..=25;
const PREFIXED: std::ops::RangeInclusive<usize> = 10..=25;

/// The numbers that `texts` name, each once, in the order in which they stand.
pub(crate) fn find_order_numbers<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for token in texts.into_iter().flat_map(split_tokens) {
        if let Some(number) = read_token(token).filter(|number| !found.iter().any(|known| known == number)) {
            found.push(number.to_owned());
        }
    }
    found
}

/// Runs of letters and digits: a number inside a longer one is another number.
fn split_tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|token| token.len() >= *BARE.start())
}

fn read_token(token: &str) -> Option<&str> {
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if is_digits(token) {
        return BARE.contains(&token.len()).then_some(token);
    }
    if let Some(number) = strip_taobao_prefix(token) {
        return (PREFIXED.contains(&number.len()) && is_digits(number)).then_some(number);
    }
    OrderNo::parse(token).is_ok().then_some(token)
}

/// What stands behind `T200P`, whatever its three digits.
fn strip_taobao_prefix(token: &str) -> Option<&str> {
    let (digits, number) = token.strip_prefix('T')?.split_at_checked(3)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| number.strip_prefix('P'))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_all_its_places_and_once() {
        for (texts, numbers) in [
            (&["T200P4000000000000000001"][..], &["4000000000000000001"][..]),
            (&["分账-基础软件服务费(4000000000000000001)扣款"], &["4000000000000000001"]),
            (&["服务费（ 4000000000000000001 ）"], &["4000000000000000001"]),
            (&["订单{4000000000000000001}打款"], &["4000000000000000001"]),
            (&["转账备注:4000000000000000001"], &["4000000000000000001"]),
            (&["T200P4000000000000000001", "(4000000000000000001)"], &["4000000000000000001"]),
            (&["(4000000000000000001)和(4000000000000000002)"], &["4000000000000000001", "4000000000000000002"]),
            (&["雪票 XY20260605021532000AAAA"], &["XY20260605021532000AAAA"]),
            (&["T200P123456789"], &[]),
            (&["SMM4000000000000000001"], &[]),
            (&["14位 12345678901234", "26位 12345678901234567890123456"], &[]),
            (&["雪票 初级道 2 张", "13800000000", ""], &[]),
        ] {
            assert_eq!(find_order_numbers(texts.iter().copied()), numbers, "{texts:?}");
        }
    }
}
