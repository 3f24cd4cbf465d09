//! The form, question by question: each answer is checked at once and asked for again if it is not valid.

use dialoguer::{Input, Select};

use crate::app::resale::form::{FormInput, FormRequirements, VisitorInput};
use crate::cli::errors::CliError;
use crate::cli::prompt::ask;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::mask;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::person::Personal;
use crate::domain::value::person_details;
use crate::domain::value::person_details::{CertificateType, Gender, UserType};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::spelling::time::read_coming_day;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::say;

/// Asks for a whole form on the terminal.
///
/// # Errors
/// Exit 130: interrupted at the terminal; exit 2: the terminal was closed.
pub fn prompt_form(lang: Lang, wanted: &FormRequirements) -> Result<FormInput> {
    let today = wanted.today;
    let name = prompt_line(lang, zh_en("姓名", "Name"), |text| person_details::parse_name(text).map(drop))?;
    let phone = prompt_line(lang, zh_en("手机号", "Phone"), |text| person_details::parse_phone(text).map(drop))?;
    let user_type = prompt_choice(lang, zh_en("用户类型", "User type"), UserType::ALL, UserType::label)?;
    let (certificate_type, certificate_no) = prompt_certificate(lang, today)?;
    Ok(FormInput {
        name: Personal::new(name),
        phone: Personal::new(phone),
        gender: prompt_gender(lang)?,
        birthday: prompt_birthday(lang, today)?,
        user_type,
        certificate_type,
        certificate_no,
        ticket_type: if wanted.ticket_type { Some(prompt_ticket_type(lang, &wanted.ticket_types)?) } else { None },
        play_date: if wanted.play_date { Some(prompt_play_date(lang, today)?) } else { None },
        visitors: prompt_visitors(lang, wanted)?,
    })
}

/// Everybody who comes along, until a name is left empty.
fn prompt_visitors(lang: Lang, wanted: &FormRequirements) -> Result<Vec<VisitorInput>> {
    let mut visitors = Vec::new();
    for place in 2..=wanted.quantity {
        let quantity = wanted.quantity;
        let prompt = say!(
            "第 {place} 位游客（共 {quantity} 位）姓名，还不知道就留空",
            "Name of visitor {place} of {quantity}, empty if not known yet"
        );
        let valid = move |answer: &String| match answer.trim() {
            "" => Ok(()),
            name => {
                person_details::parse_name(name).map(drop).map_err(|refusal| refusal.message.in_lang(lang).to_owned())
            }
        };
        let asked = Input::<String>::new().with_prompt(prompt.in_lang(lang)).allow_empty(true).validate_with(valid);
        let name = ask(|| asked.interact_text())?;
        if name.trim().is_empty() {
            break;
        }
        let (certificate_type, certificate_no) = prompt_certificate(lang, wanted.today)?;
        visitors.push(VisitorInput { name: Personal::new(name), certificate_type, certificate_no });
    }
    Ok(visitors)
}

fn prompt_certificate(lang: Lang, today: Day) -> Result<(CertificateType, Personal)> {
    let kind =
        prompt_choice(lang, zh_en("证件类型", "Certificate type"), CertificateType::ALL, CertificateType::label)?;
    let number = zh_en("证件号", "Certificate number");
    let number = prompt_line(lang, number, |text| person_details::parse_certificate(kind, text, today).map(drop))?;
    Ok((kind, Personal::new(number)))
}

/// What was understood, masked: enough to see a slip, too little for whoever looks over the shoulder.
pub fn summarize_form(form: &FormInput, lang: Lang) -> String {
    let day = form.play_date.map(|day| day.to_string()).unwrap_or_default();
    let lines = [
        (zh_en("姓名", "Name"), mask::mask_name(&form.name).in_lang(lang).to_owned()),
        (zh_en("手机号", "Phone"), mask::mask_phone(&form.phone).in_lang(lang).to_owned()),
        (zh_en("用户类型", "User type"), form.user_type.label().in_lang(lang).to_owned()),
        (zh_en("证件类型", "Certificate type"), form.certificate_type.label().in_lang(lang).to_owned()),
        (zh_en("证件号", "Certificate number"), mask::mask_certificate(&form.certificate_no).in_lang(lang).to_owned()),
        (zh_en("票种", "Ticket type"), form.ticket_type.clone().unwrap_or_default()),
        (zh_en("游玩日", "Play date"), day),
    ];
    let shown = lines.iter().filter(|(_, value)| !value.is_empty());
    let own = shown.map(|(label, value)| format!("  {}: {value}\n", label.in_lang(lang)));
    let others = (2..).zip(&form.visitors).map(|(place, visitor)| summarize_visitor(place, visitor, lang));
    own.chain(others).collect()
}

fn summarize_visitor(place: u32, visitor: &VisitorInput, lang: Lang) -> String {
    let label = say!("游客 {place}", "Visitor {place}");
    let (name, number) = (mask::mask_name(&visitor.name), mask::mask_certificate(&visitor.certificate_no));
    let kind = visitor.certificate_type.label().in_lang(lang);
    format!("  {}: {} · {kind} · {}\n", label.in_lang(lang), name.in_lang(lang), number.in_lang(lang))
}

/// One answer that `check` takes.
fn prompt_line(lang: Lang, prompt: BilingualText, check: impl Fn(&str) -> Result<(), Rejection>) -> Result<String> {
    let valid = move |answer: &String| check(answer).map_err(|refusal| refusal.message.in_lang(lang).to_owned());
    ask(|| Input::new().with_prompt(prompt.in_lang(lang)).validate_with(valid).interact_text())
}

/// One of a few values, by its label.
fn prompt_choice<T: Copy>(
    lang: Lang,
    prompt: BilingualText,
    all: &[T],
    label: impl Fn(T) -> BilingualText,
) -> Result<T> {
    let labels: Vec<&str> = all.iter().map(|value| label(*value).in_lang(lang)).collect();
    let chosen = select_item(prompt.in_lang(lang), &labels)?;
    all.get(chosen).copied().ok_or_else(|| CliError::TerminalClosed.into_error())
}

fn select_item(prompt: &str, items: &[&str]) -> Result<usize> {
    ask(|| Select::new().with_prompt(prompt).items(items).default(0).interact())
}

fn prompt_gender(lang: Lang) -> Result<Option<Personal>> {
    let mut labels = vec![zh_en("不填", "leave out").in_lang(lang)];
    labels.extend(Gender::ALL.iter().map(|gender| gender.label().in_lang(lang)));
    let chosen = select_item(zh_en("性别", "Gender").in_lang(lang), &labels)?;
    let gender = chosen.checked_sub(1).and_then(|at| Gender::ALL.get(at));
    Ok(gender.map(|gender| Personal::new(gender.code())))
}

fn prompt_birthday(lang: Lang, today: Day) -> Result<Option<Personal>> {
    let prompt = zh_en("出生日期 yyyy-mm-dd（可留空）", "Birthday yyyy-mm-dd (may be left out)");
    let valid = move |answer: &String| {
        let refused = |refusal: Rejection| refusal.message.in_lang(lang).to_owned();
        if answer.trim().is_empty() {
            Ok(())
        } else {
            person_details::parse_birthday(answer, today).map(drop).map_err(refused)
        }
    };
    let asked = Input::<String>::new().with_prompt(prompt.in_lang(lang)).allow_empty(true).validate_with(valid);
    let answer = ask(|| asked.interact_text())?;
    Ok((!answer.trim().is_empty()).then(|| Personal::new(answer.trim())))
}

/// A ticket type of the price table: another has no price.
fn prompt_ticket_type(lang: Lang, known: &[String]) -> Result<String> {
    if known.is_empty() {
        return Err(CliError::PriceTableEmpty.into());
    }
    let labels: Vec<&str> = known.iter().map(String::as_str).collect();
    let chosen = select_item(zh_en("票种", "Ticket type").in_lang(lang), &labels)?;
    known.get(chosen).cloned().ok_or_else(|| CliError::TerminalClosed.into_error())
}

fn prompt_play_date(lang: Lang, today: Day) -> Result<Day> {
    let ahead = move |text: &str| match read_coming_day(text, today) {
        Ok(day) if day >= today => Ok(day),
        _ => Err(ResaleRejection::PlayDateInvalid { today: &today }.into()),
    };
    let answer =
        prompt_line(lang, zh_en("游玩日 yyyy-mm-dd", "Play date yyyy-mm-dd"), move |text| ahead(text).map(drop))?;
    ahead(&answer).map_err(Into::into)
}
