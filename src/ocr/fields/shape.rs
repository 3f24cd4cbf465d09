//! What phone and certificate numbers look like, whole and masked.

pub(super) fn is_phone(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]) && bytes.iter().all(u8::is_ascii_digit)
}

/// 17 digits and a digit or X, with a month and a day where the birthday stands.
pub(super) fn is_certificate_no(text: &str) -> bool {
    let Some((body, last)) = text.len().checked_sub(1).and_then(|at| text.split_at_checked(at)) else { return false };
    let digits = body.len() == 17 && body.bytes().all(|byte| byte.is_ascii_digit());
    let between = |range: std::ops::Range<usize>, max: u32| {
        body.get(range).and_then(|part| part.parse::<u32>().ok()).is_some_and(|part| (1..=max).contains(&part))
    };
    digits && matches!(last.as_bytes(), [b'0'..=b'9' | b'X']) && between(10..12, 12) && between(12..14, 31)
}

/// What stands before and after the stars, and how many stars there are.
pub(super) fn split_mask(text: &str) -> Option<(&str, usize, &str)> {
    let (head, rest) = text.split_once('*')?;
    let tail = rest.trim_start_matches('*');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = digits(head) && digits(tail.strip_suffix('X').unwrap_or(tail));
    (plain && head.len() + tail.len() >= 4).then_some((head, 1 + rest.len() - tail.len(), tail))
}

pub(super) fn is_masked_phone(text: &str) -> bool {
    split_mask(text).is_some_and(|(head, stars, tail)| {
        head.len() == 3 && is_mobile_head(head) && (3..=5).contains(&stars) && (2..=4).contains(&tail.len())
    })
}

fn is_mobile_head(head: &str) -> bool {
    matches!(head.as_bytes(), [b'1', b'3'..=b'9', ..])
}

pub(super) fn is_masked_certificate_no(text: &str) -> bool {
    split_mask(text).is_some_and(|(head, stars, tail)| {
        stars >= 2 && (head.len() >= 6 || (head.len() >= 3 && stars >= 6)) && head.len() + tail.len() < 18
    })
}
