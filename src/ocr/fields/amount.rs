//! Amounts paid: beside 实付, 支付, 合计, 一共 or 金额, or with a sign of yuan; thousands commas, `612` is `612.00`.

use super::ExtractedValue;
use crate::domain::value::money::Fen;
use crate::ocr::blocks::LabelledItem;
use crate::ocr::field_label::LabelKind;

/// Rows that speak of other money than what was paid.
const NOT_PAID: [&str; 12] =
    ["总价", "原价", "单价", "优惠", "押金", "立减", "退款", "折扣", "红包", "门市", "市场价", "/张"];

pub(super) fn find_amounts(item: &LabelledItem) -> Vec<ExtractedValue> {
    let labelled = item.kind == Some(LabelKind::Amount);
    let free =
        matches!(item.kind, None | Some(LabelKind::Ticket)) && !NOT_PAID.iter().any(|word| item.text.contains(word));
    let all = scan_amounts(&item.text);
    let money = all.iter().filter(|one| one.marked && (labelled || free));
    let mut found: Vec<ExtractedValue> =
        money.map(|one| ExtractedValue::new(one.value.to_string(), &item.text, labelled)).collect();
    // Beside a label an amount needs no sign of yuan, but one that has it is the better reading.
    if found.is_empty() && labelled {
        found.extend(all.first().map(|one| ExtractedValue::new(one.value.to_string(), &item.text, true)));
    }
    // 合计 2 件 ¥495.88 省 ¥10: the first amount beside a label is the one it names.
    found.truncate(if labelled { 1 } else { usize::MAX });
    found
}

struct AmountToken {
    value: Fen,
    /// A sign of yuan stands before or after it.
    marked: bool,
}

/// Numbers that may be amounts. Parts of dates, times, long numbers, words and negative ones are none.
fn scan_amounts(text: &str) -> Vec<AmountToken> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|offset| at + offset) {
        let length =
            text[start..].bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
        let body = text[start..start + length].trim_end_matches([',', '.']);
        at = start + length;
        found.extend(parse_amount(&text[..start], body, &text[start + body.len()..]));
    }
    found
}

fn parse_amount(before: &str, body: &str, after: &str) -> Option<AmountToken> {
    let before = before.trim_end();
    let bare = before.trim_end_matches(['¥', '￥']).trim_end();
    let bare = bare.strip_suffix("CNY").or_else(|| bare.strip_suffix("RMB")).unwrap_or(bare).trim_end();
    let after = after.trim_start();
    let marked = bare.len() < before.len() || after.starts_with('元');
    // Without a sign in between, a letter or digit right before makes it the end of a code or of a longer number.
    let cut = bare.ends_with(|c: char| c.is_ascii_alphanumeric() && bare.len() == before.len())
        || bare.ends_with(['-', '/', ':', '*']);
    // What follows names another unit: a part of a date, pieces, persons, hours, metres.
    let goes_on = after.starts_with(['-', '/', ':', '年', '月', '日', '%', '*', '张', '件', '份', '人', '小', '米'])
        || after.starts_with(|c: char| c.is_ascii_alphabetic());
    if cut || goes_on {
        return None;
    }
    let value = Fen::parse_order(&without_commas(body)?).ok()?;
    Some(AmountToken { value, marked })
}

/// `1,288.50` without its comma; `None` when the commas do not stand between thousands.
fn without_commas(text: &str) -> Option<String> {
    let (yuan, cents) = text.split_once('.').map_or((text, None), |(yuan, cents)| (yuan, Some(cents)));
    let mut groups = yuan.split(',');
    let first = groups.next()?;
    // 12,34 is a list of two, not twelve hundred and thirty-four.
    let thousands = groups.clone().count() == 0 || first.len() <= 3;
    if !thousands || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let plain = yuan.replace(',', "");
    Some(cents.map_or(plain.clone(), |cents| format!("{plain}.{cents}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Option<LabelKind>, text: &str) -> Vec<String> {
        let item = LabelledItem { kind, text: text.to_owned(), glued: false, line: 0, confidence: None, void: false };
        find_amounts(&item).into_iter().map(|one| one.value).collect()
    }

    #[test]
    fn an_amount_is_read_in_every_spelling() {
        for (text, value) in [
            ("¥1,288.50", "1288.50"),
            ("612", "612.00"),
            ("¥ 495.88", "495.88"),
            ("495.88元", "495.88"),
            ("CNY 495.8", "495.80"),
            ("2 件 ¥495.88 省 ¥10", "495.88"),
            ("495.88。", "495.88"),
        ] {
            assert_eq!(shown(Some(LabelKind::Amount), text), [value], "{text}");
        }
        assert_eq!(shown(None, "已付 ¥612 谢谢"), ["612.00"]);
    }

    #[test]
    fn other_money_and_other_numbers_are_left_out() {
        for (kind, text) in [
            (None, "612"),
            (None, "雪具押金200元"),
            (None, "-¥103.12"),
            (Some(LabelKind::Other), "¥599.00"),
            (Some(LabelKind::Amount), "2026-04-15 21:06"),
            (Some(LabelKind::Amount), "12,88"),
            (Some(LabelKind::Amount), "1.234"),
            (Some(LabelKind::Amount), "WX2604150087231"),
        ] {
            assert_eq!(shown(kind, text), [""; 0], "{text}");
        }
    }
}
