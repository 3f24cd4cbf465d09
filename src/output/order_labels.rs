//! The words that both drawings of an order share: labels, amounts, moments, states.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::domain::order::axis::Axis;
use crate::domain::order::view::Exception;
use crate::domain::resale::view::{Form, Latest};
use crate::domain::value::message::{Lang, Text};
use crate::domain::value::person_details::{CertificateType, Gender, UserType};
use crate::domain::value::time::Timestamp;

use super::json;
use super::table::NOTHING_THERE;
use super::text::visible;

/// A text in both languages, shorter to write in a list of labels.
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// A value made safe to print, or `-` where there is none.
pub fn or_dash(value: Option<&str>) -> String {
    value.filter(|text| !text.is_empty()).map_or_else(|| NOTHING_THERE.to_owned(), |text| visible(text).into_owned())
}

/// `2026/03/20 11:36:01` in Asia/Shanghai, as the page writes it; what is no time stays as it is.
pub fn moment(rfc3339: &str) -> String {
    Timestamp::parse(rfc3339).map_or_else(|_| visible(rfc3339).into_owned(), Timestamp::page)
}

/// `¥506.00`, or `SGD 119.00` in another currency.
pub fn amount(currency: &str, amount: Option<&str>) -> String {
    match (amount, currency) {
        (None, _) => NOTHING_THERE.to_owned(),
        (Some(amount), "CNY") => format!("¥{}", visible(amount)),
        (Some(amount), currency) => format!("{} {}", visible(currency), visible(amount)),
    }
}

/// The parts that are there, as the page joins them: `失败 / wecom-group-smoke`.
pub fn joined(parts: &[Option<&str>]) -> String {
    let parts: Vec<_> = parts.iter().flatten().filter(|part| !part.is_empty()).map(|part| visible(part)).collect();
    if parts.is_empty() { NOTHING_THERE.to_owned() } else { parts.join(" / ") }
}

/// The label of an exception's kind, or the kind itself.
pub fn exception_kind(exception: &Exception, lang: Lang) -> Cow<'_, str> {
    Exception::kind_label(&exception.kind)
        .map_or_else(|| visible(&exception.kind), |label| Cow::Borrowed(label.get(lang)))
}

/// What an event shows of the state: axis and label, in the page's order of axes, then what is no axis.
pub fn states(map: &Map<String, Value>, lang: Lang) -> Vec<(String, String)> {
    let known = Axis::all().filter_map(|axis| map.get_key_value(axis.key()));
    let other = map.iter().filter(|(key, _)| Axis::from_key(key).is_none());
    known.chain(other).map(|(key, value)| (visible(key).into_owned(), state(key, value, lang))).collect()
}

/// What an event changed, on one line: `推单 未开始 → 失败 · 代付 未开始 → 已支付`.
pub fn changes(before: &Map<String, Value>, after: &Map<String, Value>, lang: Lang) -> String {
    let was = states(before, lang);
    let change = |(key, now): (String, String)| {
        let was = was.iter().find(|(other, _)| *other == key).map_or("", |(_, label)| label);
        let name = Axis::from_key(&key).map_or(key.as_str(), |axis| axis.label().get(lang));
        match was {
            "" => Some(format!("{name} → {now}")),
            was if was == now => None,
            was => Some(format!("{name} {was} → {now}")),
        }
    };
    states(after, lang).into_iter().filter_map(change).collect::<Vec<_>>().join(" · ")
}

fn state(key: &str, value: &Value, lang: Lang) -> String {
    let Some(code) = value.as_str() else { return json::compact(value) };
    let label = Axis::from_key(key).and_then(|axis| axis.value_label(code));
    label.map_or_else(|| visible(code).into_owned(), |label| label.get(lang).to_owned())
}

/// The form as the page shows it: label and value, types as their codes.
pub fn form_fields(form: &Form) -> [(Text, Option<&str>); 4] {
    [
        (text("姓名", "Name"), form.name.as_deref()),
        (text("手机号", "Phone"), form.phone.as_deref()),
        (text("证件类型", "Certificate type"), form.certificate_type.as_deref()),
        (text("证件号", "Certificate number"), form.certificate_no.as_deref()),
    ]
}

/// The whole form in words: the page's fields, and whatever else was filled in.
pub fn form_words(form: &Form, lang: Lang) -> Vec<(Text, String)> {
    let said = |code: &Option<String>, label: fn(&str) -> Option<Text>| {
        let code = code.as_deref()?;
        Some(label(code).map_or_else(|| visible(code).into_owned(), |label| label.get(lang).to_owned()))
    };
    let kind = said(&form.certificate_type, |code| CertificateType::from_code(code).map(CertificateType::label));
    let page = [
        (text("姓名", "Name"), or_dash(form.name.as_deref())),
        (text("手机号", "Phone"), or_dash(form.phone.as_deref())),
        (text("证件类型", "Certificate type"), kind.unwrap_or_else(|| NOTHING_THERE.to_owned())),
        (text("证件号", "Certificate number"), or_dash(form.certificate_no.as_deref())),
    ];
    let more = [
        (text("用户类型", "User type"), said(&form.user_type, |code| UserType::from_code(code).map(UserType::label))),
        (text("性别", "Gender"), said(&form.gender, |code| Gender::from_code(code).map(Gender::label))),
        (text("出生日期", "Birthday"), form.birthday.as_deref().map(|day| visible(day).into_owned())),
    ];
    page.into_iter().chain(more.into_iter().filter_map(|(label, value)| Some((label, value?)))).collect()
}

/// The latest records as the page shows them: label and value.
pub fn latest_fields(latest: &Latest, lang: Lang) -> [(Text, String); 5] {
    let review = latest.review.as_ref().map(|review| {
        joined(&[Some(review.status.label().get(lang)), review.operator.as_deref(), review.reason.as_deref()])
    });
    let payment = latest.payment.as_ref().map(|payment| joined(&[Some(&payment.status), payment.channel.as_deref()]));
    let push = latest.push.as_ref().map(|push| joined(&[Some(push.status.label().get(lang)), push.group.as_deref()]));
    let screenshot = latest.screenshot.as_ref();
    let screenshot = screenshot.map(|shot| joined(&[Some(shot.status.label().get(lang)), shot.file_name.as_deref()]));
    let share = latest.profit_share.as_ref();
    let share = share.map(|share| joined(&[Some(share.status.label().get(lang)), share.amount.as_deref()]));
    let there = |value: Option<String>| value.unwrap_or_else(|| NOTHING_THERE.to_owned());
    [
        (text("最新审核", "Latest review"), there(review)),
        (text("最新付款", "Latest payment"), there(payment)),
        (text("最新推单", "Latest push"), there(push)),
        (text("最新截图", "Latest screenshot"), there(screenshot)),
        (text("最新分润", "Latest profit share"), there(share)),
    ]
}

/// A payload in the page's order of keys: the shorter first, then byte by byte, as PostgreSQL stores `jsonb`.
pub fn payload(value: &Map<String, Value>) -> String {
    json::pretty(&Value::Object(sorted(value)))
}

fn sorted(map: &Map<String, Value>) -> Map<String, Value> {
    let mut entries: Vec<_> = map.iter().map(|(key, value)| (key.clone(), sorted_value(value))).collect();
    entries.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
    entries.into_iter().collect()
}

fn sorted_value(value: &Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(sorted(map)),
        Value::Array(list) => list.iter().map(sorted_value).collect(),
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
        let keys = sorted(map.as_object().unwrap());
        assert_eq!(serde_json::to_string(&keys).unwrap(), r#"{"a":[{"y":2,"zz":1}],"ab":null,"bb":506.0}"#);
    }

    #[test]
    fn states_are_labels_in_the_order_of_the_axes() {
        let map = json!({ "agentPushStatus": "failed", "other": "x", "orderStatus": "agent_payment_confirmed" });
        let shown = states(map.as_object().unwrap(), Lang::Zh);
        let shown: Vec<_> = shown.iter().map(|(key, label)| (key.as_str(), label.as_str())).collect();
        assert_eq!(shown, [("orderStatus", "代付已确认"), ("agentPushStatus", "失败"), ("other", "x")]);
    }

    #[test]
    fn a_moment_is_told_in_shanghai() {
        assert_eq!(moment("2026-03-20T03:36:01.000Z"), "2026/03/20 11:36:01");
        assert_eq!(moment("soon\u{1b}"), "soon\\u{1b}");
    }
}
