//! A value of a list as people name it: by its code, its label in either language, or the beginning of one of them.

use crate::domain::value::code_enum::LabelledEnum;
use crate::domain::value::text::fold::compact_text;

/// The value of `all` that is meant: width, case and white space do not count, and a beginning is enough where it is the
/// beginning of one value alone.
pub fn read_word<T: LabelledEnum>(text: &str, all: &[T]) -> Option<T> {
    find_by_name(text, all, |value| [value.as_code(), value.as_label().zh, value.as_label().en])
}

/// As [`read_word`], of values that have their names from elsewhere.
pub fn find_by_name<T: Copy>(text: &str, all: &[T], names_of: impl Fn(T) -> [&'static str; 3]) -> Option<T> {
    let wanted = compact_text(text);
    if wanted.is_empty() {
        return None;
    }
    let names = |value: T| names_of(value).map(compact_text);
    let named = |value: &&T| names(**value).contains(&wanted);
    let begins = |value: &&T| names(**value).iter().any(|name| name.starts_with(&wanted));
    if let Some(found) = all.iter().find(named) {
        return Some(*found);
    }
    let mut meant = all.iter().filter(begins);
    let first = meant.next()?;
    meant.next().is_none().then_some(*first)
}

/// The value of `all` that has `text` among what else people call it.
pub fn find_by_other_name<T: Copy>(
    text: &str,
    all: &[T],
    names_of: impl Fn(T) -> &'static [&'static str],
) -> Option<T> {
    let wanted = compact_text(text);
    all.iter().copied().find(|value| names_of(*value).iter().any(|name| compact_text(name) == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::certificate::CertificateType;
    use crate::domain::value::code_enum::coded;

    coded! {
        AlikeWords {
            Pay = "pay", "付款", "pay";
            Paid = "paid", "付清", "paid";
        }
    }

    #[test]
    fn a_beginning_of_two_is_none_and_a_whole_word_wins() {
        assert_eq!(AlikeWords::codes(), "pay, paid");
        for (text, code) in
            [("pa", None), ("付", None), ("pay", Some("pay")), ("付清", Some("paid")), ("pai", Some("paid"))]
        {
            assert_eq!(read_word(text, AlikeWords::ALL).map(AlikeWords::code), code, "{text:?}");
        }
    }

    #[test]
    fn a_word_is_a_code_a_label_or_one_beginning() {
        for (text, code) in [
            ("passport", Some("passport")),
            ("ＰＡＳＳ", Some("passport")),
            (" 护照 ", Some("passport")),
            ("护", Some("passport")),
            ("", None),
            (" ", None),
            ("x", None),
        ] {
            assert_eq!(read_word(text, CertificateType::ALL).map(CertificateType::code), code, "{text:?}");
        }
    }
}
