//! Names: what a label of a person holds, and as weak candidates any two to four Chinese characters.

use super::ExtractedValue;
use super::shape::{is_certificate_no, is_phone};
use crate::domain::resale::matching::is_han;
use crate::domain::value::text::is_name_separator;
use crate::ocr::blocks::LabelledItem;
use crate::ocr::field_label::{LabelKind, read_label};

/// Words of the screen that are no names.
const SCREEN_WORDS: [&str; 21] = [
    "已", "待", "未", "订单", "详情", "复制", "支付", "成功", "出票", "电子", "购买", "返回", "查询", "小时", "全天",
    "级道", "雪票", "须知", "信息", "昨天", "今天",
];

pub(super) fn find_names(item: &LabelledItem) -> Vec<ExtractedValue> {
    match item.kind {
        Some(LabelKind::Name) => {
            labelled_name(item).map(|name| ExtractedValue::new(name.as_str(), &item.text, true)).into_iter().collect()
        }
        None => split_words(&item.text)
            .filter(|word| is_weak_name(word))
            .map(|word| ExtractedValue::new(word, word, false))
            .collect(),
        _ => Vec::new(),
    }
}

/// The name beside a label: Chinese characters with the digits that touch them (张三2376), a mask, or Latin words.
fn labelled_name(item: &LabelledItem) -> Option<String> {
    let first = split_words(&item.text).next()?;
    // A Latin name has spaces, so it is taken up to the next separator and not up to the next word.
    if first.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let plain = |text: &&str| text.chars().all(|c| c.is_ascii_alphabetic() || " .'-/,·".contains(c));
        let (whole, first) = (item.text.split([';', '(']).next()?, item.text.split([',', ';', '(', '/']).next()?);
        let latin = [whole.trim(), first.trim()].into_iter().find(plain)?;
        return (latin.len() <= 64).then(|| latin.to_owned());
    }
    let name = strip_number(first);
    let han = name.chars().filter(|c| is_han(*c)).count();
    // Right behind a label without a gap, 姓名须知… would read as a name; then it must have a name's length.
    let sure = !item.glued || (2..=4).contains(&han);
    let fits = (1..=10).contains(&han)
        && name.chars().all(|c| is_han(c) || c.is_ascii_digit() || c == '*' || is_name_separator(c));
    (fits && sure && !name.contains("须知")).then(|| name.to_owned())
}

/// A phone or certificate number that touches the name is not part of it.
fn strip_number(word: &str) -> &str {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == 'X' || c == 'x');
    let tail = &word[stem.len()..];
    if !stem.is_empty() && (is_phone(tail) || is_certificate_no(&tail.to_ascii_uppercase())) { stem } else { word }
}

fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",;:/()[]|、。!".contains(c)).filter(|word| !word.is_empty())
}

fn is_weak_name(word: &str) -> bool {
    let stem = strip_number(word);
    let digits = stem.chars().rev().take_while(char::is_ascii_digit).count();
    let han = stem.chars().count() - digits;
    (2..=4).contains(&han)
        && digits <= 4
        && stem.chars().take(han).all(is_han)
        && stem == word
        && read_label(word).is_none()
        && !SCREEN_WORDS.iter().any(|screen| word.contains(screen))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Option<LabelKind>, text: &str) -> Vec<String> {
        let item = LabelledItem { kind, text: text.to_owned(), glued: false, line: 0, confidence: None, void: false };
        find_names(&item).into_iter().map(|one| one.value).collect()
    }

    #[test]
    fn a_labelled_name_may_hold_digits_a_mask_or_latin_letters() {
        for (text, name) in [
            ("张三2376", "张三2376"),
            ("陈思琪 13751840019", "陈思琪"),
            ("陈思琪13751840019", "陈思琪"),
            ("张*", "张*"),
            ("买买提·艾力(成人)", "买买提·艾力"),
            ("测测娜.样本提", "测测娜.样本提"),
            ("ZHANG SAN", "ZHANG SAN"),
            ("ZHANG/SAN (adult)", "ZHANG/SAN"),
            ("ZHANG SAN / 13800000000", "ZHANG SAN"),
        ] {
            assert_eq!(shown(Some(LabelKind::Name), text), [name], "{text}");
        }
        assert_eq!(shown(Some(LabelKind::Name), "13800132376"), [""; 0]);
    }

    #[test]
    fn a_short_chinese_word_is_a_weak_name_and_words_of_the_screen_are_none() {
        assert_eq!(shown(None, "张三2376 13800132376"), ["张三2376"]);
        assert_eq!(shown(None, "欧阳建国"), ["欧阳建国"]);
        for text in ["已出票 待使用", "订单详情", "姓名", "初级道 3 小时", "广州融创雪世界", "王"]
        {
            assert_eq!(shown(None, text), [""; 0], "{text}");
        }
    }
}
