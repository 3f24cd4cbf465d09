//! One value read against one value expected. Digits, dates and amounts are equal or they are not: no edit distance,
//! because the neighbour of a number is somebody else's number.

use super::input::SeenDate;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person_name::{NameLikeness, compare_person_names};
use crate::domain::value::text::fold::{compact_text, simplify_char};
use crate::domain::value::time::Day;
use crate::say;

/// How one reading stands to the expected value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FieldAgreement {
    Same,
    /// What is visible agrees, but it is not everything; why.
    Part(BilingualMessage),
    /// Another value; why.
    Differs(BilingualMessage),
    /// Too little is visible to say anything.
    Nothing,
}

/// A mask that leaves fewer characters visible says nothing about anyone.
const LEAST_VISIBLE: usize = 4;

/// A phone, certificate number or code as it is compared: letters, digits and stars, without +86.
fn normalise_number(text: &str) -> String {
    let plain: String = compact_text(text).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '*').collect();
    match plain.strip_prefix("86") {
        Some(rest) if rest.len() == 11 && rest.starts_with('1') => rest.to_owned(),
        _ => plain,
    }
}

/// A whole number must be equal; of a masked one, what stands before and after the stars.
pub(super) fn compare_numbers(expected: &str, seen: &str) -> FieldAgreement {
    let (expected, seen) = (normalise_number(expected), normalise_number(seen));
    let Some((head, rest)) = seen.split_once('*') else { return compare_whole(expected == seen) };
    let tail = rest.rsplit('*').next().unwrap_or_default();
    let visible = head.len() + tail.len();
    if visible < LEAST_VISIBLE {
        return FieldAgreement::Nothing;
    }
    // Strictly fewer: a mask that hides nothing is a number with a stray star in it, and head and tail would overlap.
    if visible < expected.len() && expected.starts_with(head) && expected.ends_with(tail) {
        return FieldAgreement::Part(say!(
            "截图上的号码被遮挡，可见部分一致",
            "the number is masked; what is visible agrees"
        ));
    }
    FieldAgreement::Differs(say!(
        "遮挡号码的可见部分与订单不同",
        "the visible part of the masked number is another one"
    ))
}

fn compare_whole(same: bool) -> FieldAgreement {
    if same {
        FieldAgreement::Same
    } else {
        FieldAgreement::Differs(say!("读到的是另一个号码", "another number was read"))
    }
}

/// A code is equal or another one; a code is never masked.
pub(super) fn compare_codes(expected: &str, seen: &str) -> FieldAgreement {
    compare_whole(normalise_number(expected) == normalise_number(seen))
}

/// A name must be equal as [`compare_person_names`] has it; one that comes close or is masked (`张*`) agrees in part. One
/// other character is another person.
pub(super) fn compare_names(expected: &str, seen: &str) -> FieldAgreement {
    match compare_person_names(expected, seen) {
        NameLikeness::Same => FieldAgreement::Same,
        NameLikeness::Close => FieldAgreement::Part(say!(
            "姓名可能相同，但分隔、词序或称谓不同",
            "perhaps the same name, with another separator, order of words or title"
        )),
        NameLikeness::Different => compare_masked_names(expected, seen),
    }
}

fn compare_masked_names(expected: &str, seen: &str) -> FieldAgreement {
    let folded = |name: &str| compact_text(name).chars().map(simplify_char).collect::<String>();
    let (expected, seen) = (folded(expected), folded(seen));
    let differs = || FieldAgreement::Differs(say!("读到的是另一个姓名", "another name was read"));
    let Some((head, rest)) = seen.split_once('*') else { return differs() };
    let tail = rest.rsplit('*').next().unwrap_or_default();
    if head.is_empty() && tail.is_empty() {
        return FieldAgreement::Nothing;
    }
    // The star stands for at least one character, or 张* would agree with 张 alone.
    let room = head.len() + tail.len() < expected.len();
    if room && expected.starts_with(head) && expected.ends_with(tail) {
        return FieldAgreement::Part(say!("姓名被遮挡，可见部分一致", "the name is masked; what is visible agrees"));
    }
    differs()
}

/// A date without a year takes the order's year; a weekday that is shown must be that day's.
pub(super) fn compare_dates(expected: Day, seen: &SeenDate) -> FieldAgreement {
    let Some(day) = Day::from_ymd(seen.year.unwrap_or_else(|| expected.year()), seen.month, seen.day) else {
        return FieldAgreement::Differs(say!("日历上没有读到的日期", "the date that was read is not in the calendar"));
    };
    if day != expected {
        return FieldAgreement::Differs(say!("读到的是另一天", "another day was read"));
    }
    // The only witness against last year's screenshot where the date has no year.
    if seen.weekday.is_some_and(|weekday| weekday != expected.weekday()) {
        return FieldAgreement::Differs(say!(
            "日期一致但星期不符，可能是另一年或另一天",
            "the date agrees but its weekday does not: perhaps another year or day"
        ));
    }
    FieldAgreement::Same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_part(agreement: &FieldAgreement) -> bool {
        matches!(agreement, FieldAgreement::Part(_))
    }

    fn differs(agreement: &FieldAgreement) -> bool {
        matches!(agreement, FieldAgreement::Differs(_))
    }

    #[test]
    fn whole_numbers_are_equal_or_another_ones() {
        for seen in ["13800132376", "138 0013 2376", "１３８００１３２３７６", "+86 138-0013-2376"] {
            assert_eq!(compare_numbers("13800132376", seen), FieldAgreement::Same, "{seen}");
        }
        for seen in ["13800132377", "1380013237", "138001323760", "23800132376"] {
            assert!(differs(&compare_numbers("13800132376", seen)), "{seen}");
        }
        assert_eq!(compare_numbers("44030519050102828x", "44030519050102828X"), FieldAgreement::Same);
    }

    #[test]
    fn a_masked_number_never_agrees_in_full() {
        let id = "440101199001012376";
        for seen in ["440101********2376", "440101****2376", "440***********2376", "****2376", "4401**************"] {
            assert!(is_part(&compare_numbers(id, seen)), "{seen}");
        }
        for seen in ["440102********2376", "440101********2377", "440101199001012376*", "****2375"] {
            assert!(differs(&compare_numbers(id, seen)), "{seen}");
        }
        assert_eq!(compare_numbers(id, "***376"), FieldAgreement::Nothing);
    }

    #[test]
    fn one_other_character_is_another_name() {
        assert_eq!(compare_names("张三2376", "张三 2376"), FieldAgreement::Same);
        assert!(differs(&compare_names("张三2376", "张叁2376")));
        assert_eq!(compare_names("陳麗強", "陈丽强"), FieldAgreement::Same);
        assert!(is_part(&compare_names("测测娜·样本提", "测测娜样本提")));
        assert!(is_part(&compare_names("歐陽建國", "欧**国")));
        assert!(is_part(&compare_names("欧阳建国", "欧**国")));
        assert!(is_part(&compare_names("张三2376", "张*")));
        assert!(differs(&compare_names("欧阳建国", "王**")));
        assert_eq!(compare_names("欧阳建国", "***"), FieldAgreement::Nothing);
    }

    #[test]
    fn a_date_borrows_the_year_and_answers_for_its_weekday() {
        let day = Day::parse("2026-04-15").unwrap(); // a Wednesday
        let seen = |year, day, weekday| SeenDate { year, month: 4, day, weekday };
        assert_eq!(compare_dates(day, &seen(Some(2026), 15, None)), FieldAgreement::Same);
        assert_eq!(compare_dates(day, &seen(None, 15, Some(2))), FieldAgreement::Same);
        for wrong in [seen(Some(2025), 15, None), seen(None, 16, None), seen(None, 15, Some(3)), seen(None, 31, None)] {
            assert!(differs(&compare_dates(day, &wrong)), "{wrong:?}");
        }
    }
}
