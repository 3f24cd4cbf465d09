//! The words that both drawings of an order share: labels, amounts, moments, states.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::domain::axes::OrderAxis;
use crate::domain::order::next::OpenDebt;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale::view::{FormView, LatestRecords, VisitorView};
use crate::domain::value::code_enum::{LabelledEnum, RecordedCode};
use crate::domain::value::mask::MASKED;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::money::Fen;
use crate::domain::value::person_details::Gender;
use crate::say;

use super::json;
use super::table::NO_VALUE;
use super::text::escape_hidden;

/// A text in both languages, shorter to write in a list of labels.
pub const fn zh_en(zh: &'static str, en: &'static str) -> BilingualText {
    BilingualText { zh, en }
}

/// A value made safe to print, or `-` where there is none.
pub fn or_dash(value: Option<&str>) -> String {
    value.filter(|text| !text.is_empty()).map_or_else(|| NO_VALUE.to_owned(), |text| escape_hidden(text).into_owned())
}

/// A value, or the reader's word for one that is masked as a whole.
pub fn hide_word(value: &str, lang: Lang) -> &str {
    if value == MASKED { zh_en("[已隐藏]", "[masked]").in_lang(lang) } else { value }
}

/// `¥506.00`, or `SGD 119.00` in another currency.
pub fn format_amount(currency: &str, amount: Option<Fen>) -> String {
    match (amount, currency) {
        (None, _) => NO_VALUE.to_owned(),
        (Some(amount), "CNY") => format_yuan(amount),
        (Some(amount), currency) => sign_first(amount, &format!("{} ", escape_hidden(currency))),
    }
}

/// An amount of the resale flow: `¥506.00`, or `-¥129.88`.
pub fn format_yuan(amount: Fen) -> String {
    sign_first(amount, "¥")
}

/// An amount behind its currency, and its sign before both.
fn sign_first(amount: Fen, currency: &str) -> String {
    let text = amount.to_string();
    match text.strip_prefix('-') {
        Some(size) => format!("-{currency}{size}"),
        None => format!("{currency}{text}"),
    }
}

/// What an open refund waits for: `店要退买家 ¥366.00`.
pub fn describe_debt(debt: &OpenDebt, lang: Lang) -> String {
    let amount = debt.amount.map(|amount| format!(" {}", format_yuan(amount))).unwrap_or_default();
    format!("{}{amount}", debt.label.in_lang(lang))
}

/// The same of all that it waits for.
pub fn join_debts(owed: &[OpenDebt], lang: Lang) -> Option<String> {
    (!owed.is_empty()).then(|| owed.iter().map(|debt| describe_debt(debt, lang)).collect::<Vec<_>>().join(" · "))
}

/// A sum over several orders, in groups of three digits: `¥2,328.00`.
pub fn format_total(sum: Fen) -> String {
    let text = sum.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, "00"));
    let grouped = whole.chars().enumerate().fold(String::new(), |mut grouped, (at, digit)| {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
        grouped
    });
    format!("{sign}¥{grouped}.{cents}")
}

/// `2 张`, in English `2 tickets`; none for a single one, which goes without saying.
pub fn format_quantity(quantity: u32, lang: Lang) -> Option<String> {
    (quantity > 1).then(|| say!("{quantity} 张", "{quantity} tickets").in_lang(lang).to_owned())
}

/// The ticket type with how many of it where it is more than one: `初级道 3 小时 ×2`. What a pack holds is part of the SKU.
/// One word, so that no line breaks within it.
pub fn count_tickets(flow: OrderFlow, ticket_type: Option<&str>, quantity: u32) -> Option<String> {
    let count = (flow == OrderFlow::Resale && quantity > 1).then(|| format!("×{quantity}"));
    let parts: Vec<&str> = ticket_type.into_iter().chain(count.as_deref()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The parts that are there, as the page joins them: `失败 / wecom-group-smoke`.
pub fn join_parts(parts: &[Option<&str>]) -> String {
    let parts: Vec<_> =
        parts.iter().flatten().filter(|part| !part.is_empty()).map(|part| escape_hidden(part)).collect();
    if parts.is_empty() { NO_VALUE.to_owned() } else { parts.join(" / ") }
}

/// The label of a code, or the word that another system recorded instead of one.
pub fn recorded_label<T: LabelledEnum>(code: &RecordedCode<T>, lang: Lang) -> Cow<'_, str> {
    match code {
        RecordedCode::Known(value) => Cow::Borrowed(value.as_label().in_lang(lang)),
        RecordedCode::Other(code) => escape_hidden(code),
    }
}

/// What an event shows of the state: axis and label, in the page's order of axes, then what is not an axis.
pub fn state_labels(map: &Map<String, Value>, lang: Lang) -> Vec<(String, String)> {
    let known = OrderAxis::all().filter_map(|axis| map.get_key_value(axis.key()));
    let other = map.iter().filter(|(key, _)| OrderAxis::from_key(key).is_none());
    known.chain(other).map(|(key, value)| (escape_hidden(key).into_owned(), state_label(key, value, lang))).collect()
}

/// What an event changed, on one line: `推单 未开始 → 失败 · 代付 未开始 → 已支付`.
pub fn describe_changes(before: &Map<String, Value>, after: &Map<String, Value>, lang: Lang) -> String {
    let was = state_labels(before, lang);
    let change = |(key, now): (String, String)| {
        let was = was.iter().find(|(other, _)| *other == key).map_or("", |(_, label)| label);
        let name = OrderAxis::from_key(&key).map_or(key.as_str(), |axis| axis.label().in_lang(lang));
        match was {
            "" => Some(format!("{name} → {now}")),
            was if was == now => None,
            was => Some(format!("{name} {was} → {now}")),
        }
    };
    state_labels(after, lang).into_iter().filter_map(change).collect::<Vec<_>>().join(" · ")
}

fn state_label(key: &str, value: &Value, lang: Lang) -> String {
    let Some(code) = value.as_str() else { return json::to_compact_json(value) };
    let label = OrderAxis::from_key(key).and_then(|axis| axis.value_label(code));
    label.map_or_else(|| escape_hidden(code).into_owned(), |label| label.in_lang(lang).to_owned())
}

/// The form as the page shows it: label and value, types as their codes.
pub fn form_fields(form: &FormView) -> [(BilingualText, Option<&str>); 4] {
    [
        (zh_en("姓名", "Name"), form.name.as_deref()),
        (zh_en("手机号", "Phone"), form.phone.as_deref()),
        (zh_en("证件类型", "Certificate type"), form.certificate_type.as_ref().map(RecordedCode::as_str)),
        (zh_en("证件号", "Certificate number"), form.certificate_no.as_deref()),
    ]
}

/// The whole form in words: the page's fields, and whatever else was filled in.
pub fn form_values(form: &FormView, lang: Lang) -> [(BilingualText, Option<String>); 7] {
    let kind = form.certificate_type.as_ref().map(|kind| recorded_label(kind, lang).into_owned());
    let user_type = form.user_type.as_ref().map(|kind| recorded_label(kind, lang).into_owned());
    let gender = form.gender.as_deref().map(|code| {
        Gender::from_code(code)
            .map_or_else(|| escape_hidden(code).into_owned(), |one| one.label().in_lang(lang).to_owned())
    });
    [
        (zh_en("姓名", "Name"), Some(or_dash(form.name.as_deref()))),
        (zh_en("手机号", "Phone"), Some(or_dash(form.phone.as_deref()))),
        (zh_en("证件类型", "Certificate type"), Some(kind.unwrap_or_else(|| NO_VALUE.to_owned()))),
        (zh_en("证件号", "Certificate number"), Some(or_dash(form.certificate_no.as_deref()))),
        (zh_en("用户类型", "User type"), user_type),
        (zh_en("性别", "Gender"), gender),
        (zh_en("出生日期", "Birthday"), form.birthday.as_deref().map(|day| escape_hidden(day).into_owned())),
    ]
}

/// Who comes along: `游客 2` and `李* · 护照 · E1****78`.
pub fn visitor_values(form: &FormView, lang: Lang) -> Vec<(String, String)> {
    let visitors = form.visitors.iter().flatten();
    let fact = |(place, visitor): (u32, &VisitorView)| {
        let kind = recorded_label(&visitor.certificate_type, lang);
        let facts = [escape_hidden(&visitor.name), kind, escape_hidden(&visitor.certificate_no)];
        (say!("游客 {place}", "Visitor {place}").in_lang(lang).to_owned(), facts.join(" · "))
    };
    (2..).zip(visitors).map(fact).collect()
}

/// The latest records as the page shows them: label and value.
pub fn latest_fields(latest: &LatestRecords, lang: Lang) -> [(BilingualText, String); 5] {
    let review = latest.review.as_ref().map(|review| {
        join_parts(&[Some(review.status.label().in_lang(lang)), Some(&review.operator), Some(&review.reason)])
    });
    let payment =
        latest.payment.as_ref().map(|payment| join_parts(&[Some(payment.status.code()), Some(&payment.channel)]));
    let push =
        latest.push.as_ref().map(|push| join_parts(&[Some(push.status.label().in_lang(lang)), Some(&push.group)]));
    let screenshot = latest.screenshot.as_ref();
    let screenshot =
        screenshot.map(|shot| join_parts(&[Some(shot.status.label().in_lang(lang)), Some(&shot.file_name)]));
    let share = latest.profit_share.as_ref();
    let share =
        share.map(|share| join_parts(&[Some(share.status.label().in_lang(lang)), Some(&share.amount.to_string())]));
    let there = |value: Option<String>| value.unwrap_or_else(|| NO_VALUE.to_owned());
    [
        (zh_en("最新审核", "Latest review"), there(review)),
        (zh_en("最新付款", "Latest payment"), there(payment)),
        (zh_en("最新推单", "Latest push"), there(push)),
        (zh_en("最新截图", "Latest screenshot"), there(screenshot)),
        (zh_en("最新分润", "Latest profit share"), there(share)),
    ]
}

/// A payload in the page's order of keys: the shorter first, then byte by byte, as PostgreSQL stores `jsonb`.
pub fn format_payload(value: &Map<String, Value>) -> String {
    json::to_pretty_json(&Value::Object(sort_keys(value)))
}

fn sort_keys(map: &Map<String, Value>) -> Map<String, Value> {
    let mut entries: Vec<_> = map.iter().map(|(key, value)| (key.clone(), sort_nested_keys(value))).collect();
    entries.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
    entries.into_iter().collect()
}

fn sort_nested_keys(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(sort_keys(map)),
        Value::Array(list) => list.iter().map(sort_nested_keys).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_sorted_by_length_then_bytes_at_every_depth() {
        let map = json!({ "bb": 506.00, "a": [{ "zz": 1, "y": 2 }], "ab": null });
        let keys = sort_keys(map.as_object().unwrap());
        assert_eq!(serde_json::to_string(&keys).unwrap(), r#"{"a":[{"y":2,"zz":1}],"ab":null,"bb":506.0}"#);
    }

    #[test]
    fn states_are_labels_in_the_order_of_the_axes() {
        let map = json!({ "agentPushStatus": "failed", "other": "x", "orderStatus": "agent_payment_confirmed" });
        let shown = state_labels(map.as_object().unwrap(), Lang::Zh);
        let shown: Vec<_> = shown.iter().map(|(key, label)| (key.as_str(), label.as_str())).collect();
        assert_eq!(shown, [("orderStatus", "代付已确认"), ("agentPushStatus", "失败"), ("other", "x")]);
    }
}
