//! What was understood of a form: in the clear what somebody has just given, so that it can be checked; masked what was kept
//! before, for showing that would be to reveal it.

use crate::app::resale::form::{FormRequirements, OrderedTicket};
use crate::app::resale::form_entry::{PartialForm, PartialVisitor};
use crate::domain::order::number::OrderNo;
use crate::domain::value::mask::{self, MaskedText};
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::{CertificateType, UserType, parse_gender};
use crate::output::order_labels::{count_tickets, zh_en};
use crate::output::text::escape_hidden;
use crate::say;

/// The order that a form is for: what was bought, for when, by whom, and until when it is awaited.
pub(in crate::cli) fn describe_order(order_no: &OrderNo, wanted: &FormRequirements, lang: Lang) -> String {
    let OrderedTicket { numbers: _, product_name, ticket_type, play_date, buyer_nick, paid_amount, deadline } =
        &wanted.ticket;
    let bought = ticket_type.as_deref().unwrap_or(product_name);
    let tickets = count_tickets(order_no.flow(), Some(bought), wanted.quantity).unwrap_or_default();
    let day = match play_date {
        Some(day) => say!("游玩日 {day}", "play date {day}"),
        None => say!("游玩日还不知道", "play date not known yet"),
    };
    let mut facts = vec![escape_hidden(&tickets).into_owned(), day.in_lang(lang).to_owned()];
    if let Some(nick) = buyer_nick {
        let shown = mask::mask_account(nick).in_lang(lang).to_owned();
        facts.push(say!("买家 {shown}", "buyer {shown}").in_lang(lang).to_owned());
    }
    facts.push(say!("已付 ¥{paid_amount}", "paid ¥{paid_amount}").in_lang(lang).to_owned());
    if let Some(at) = deadline {
        let at = at.format_minute();
        facts.push(say!("期限 {at}", "deadline {at}").in_lang(lang).to_owned());
    }
    format!("{order_no}\n  {}\n", facts.join(" · "))
}

/// The answers in the order of the form; beside one that was another before, the old one.
/// `kept` is what came from the store.
pub(super) fn summarize_form(
    form: &PartialForm,
    (recorded, kept): (Option<&PartialForm>, &PartialForm),
    lang: Lang,
) -> String {
    let mut lines = String::new();
    let old_rows = recorded.map(|recorded| list_answers(recorded, recorded, lang));
    for (at, (label, value, shown)) in list_answers(form, kept, lang).into_iter().enumerate() {
        let old = old_rows.as_ref().and_then(|rows| rows.get(at));
        let line = match old {
            Some((_, old, old_shown)) if *old != value => format!("  {label}: {old_shown} → {shown}\n"),
            _ if shown.is_empty() => continue,
            _ => format!("  {label}: {shown}\n"),
        };
        lines.push_str(&line);
    }
    let count = form.visitors.len().max(recorded.map_or(0, |recorded| recorded.visitors.len()));
    for at in 0..count {
        let old = recorded.map(|recorded| recorded.visitors.get(at));
        lines.push_str(&summarize_visitor(at, form.visitors.get(at), (old, kept.visitors.get(at)), lang));
    }
    lines
}

/// Each answer with its label: as it is, to be compared, and as it is shown.
fn list_answers(form: &PartialForm, kept: &PartialForm, lang: Lang) -> Vec<(&'static str, Option<String>, String)> {
    let clear = |value: &Option<Personal>| value.as_ref().and_then(Personal::reveal).map(str::to_owned);
    let shown = |value: &Option<Personal>, kept: &Option<Personal>, mask: fn(&Personal) -> MaskedText| {
        value.as_ref().map(|value| show_answer(value, kept.as_ref(), mask, lang)).unwrap_or_default()
    };
    let word = |label: Option<BilingualText>| label.map(|label| label.in_lang(lang).to_owned());
    let [user_type, kind] =
        [word(form.user_type.map(UserType::label)), word(form.certificate_type.map(CertificateType::label))];
    let known = clear(&form.gender).and_then(|code| parse_gender(&code).ok());
    let gender = known.map(|gender| gender.code().to_owned());
    let gender_shown = match known.filter(|_| form.gender != kept.gender) {
        Some(gender) => gender.label().in_lang(lang).to_owned(),
        None => shown(&form.gender, &kept.gender, mask::mask_whole),
    };
    let day = form.play_date.map(|day| day.to_string());
    let label = |zh, en| zh_en(zh, en).in_lang(lang);
    vec![
        (label("姓名", "Name"), clear(&form.name), shown(&form.name, &kept.name, mask::mask_name)),
        (label("手机号", "Phone"), clear(&form.phone), shown(&form.phone, &kept.phone, mask::mask_phone)),
        (label("证件类型", "Certificate type"), kind.clone(), kind.unwrap_or_default()),
        (
            label("证件号", "Certificate number"),
            clear(&form.certificate_no),
            shown(&form.certificate_no, &kept.certificate_no, mask::mask_certificate),
        ),
        (label("用户类型", "User type"), user_type.clone(), user_type.unwrap_or_default()),
        (label("性别", "Gender"), gender, gender_shown),
        (label("出生日期", "Birthday"), clear(&form.birthday), shown(&form.birthday, &kept.birthday, mask::mask_whole)),
        (
            label("票种", "Ticket type"),
            form.ticket_type.clone(),
            form.ticket_type.as_deref().map(|kind| escape_hidden(kind).into_owned()).unwrap_or_default(),
        ),
        (label("游玩日", "Play date"), day.clone(), day.unwrap_or_default()),
    ]
}

/// In the clear, unless it was kept before.
fn show_answer(value: &Personal, kept: Option<&Personal>, mask: fn(&Personal) -> MaskedText, lang: Lang) -> String {
    match value.reveal() {
        Some(text) if kept != Some(value) => escape_hidden(text).into_owned(),
        _ => mask(value).in_lang(lang).to_owned(),
    }
}

/// `old`: the visitor in this place before, where something is corrected; `kept`: the one that came from the store.
fn summarize_visitor(
    at: usize,
    visitor: Option<&PartialVisitor>,
    (old, kept): (Option<Option<&PartialVisitor>>, Option<&PartialVisitor>),
    lang: Lang,
) -> String {
    let place = at + 2;
    let label = say!("游客 {place}", "Visitor {place}");
    let label = label.in_lang(lang);
    let shown = describe_visitor(visitor, kept, lang);
    match old {
        Some(old) if old != visitor => format!("  {label}: {} → {shown}\n", describe_visitor(old, old, lang)),
        _ => format!("  {label}: {shown}\n"),
    }
}

fn describe_visitor(visitor: Option<&PartialVisitor>, kept: Option<&PartialVisitor>, lang: Lang) -> String {
    let Some(visitor) = visitor else { return "-".to_owned() };
    let (old_name, old_number) =
        (kept.and_then(|one| one.name.as_ref()), kept.and_then(|one| one.certificate_no.as_ref()));
    let name = visitor.name.as_ref().map(|name| show_answer(name, old_name, mask::mask_name, lang));
    let kind = visitor.certificate_type.map(|kind| kind.label().in_lang(lang).to_owned());
    let number = visitor.certificate_no.as_ref();
    let number = number.map(|number| show_answer(number, old_number, mask::mask_certificate, lang));
    [name, kind, number].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
