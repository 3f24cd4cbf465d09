//! The buyer's form: checked once, then priced and reviewed in the transaction that records it.

use std::fmt::Display;

use serde_json::json;

use super::errors::ResaleError;
use crate::app::App;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::actor::Actor;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::OrderStatus;
use crate::domain::resale::command::{CorrectForm, ResaleCommand, SubmitForm};
use crate::domain::resale::decide::check_correctable;
use crate::domain::resale::next::active_deadline;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{FormSubmitted, Visitor, VisitorList, name_visitor};
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::person::Personal;
use crate::domain::value::person_details;
use crate::domain::value::person_details::DocumentWarning;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::text::fold::is_same_spelling;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};
use crate::formats::form::of_visitor;
use crate::formats::form_fields::form_field_label;
use crate::formats::partial_form::{PartialForm, PartialVisitor};
use crate::say;
use crate::store::Tx;

pub use crate::formats::form::{FormInput, VisitorInput};

/// What an order does not say, so that its form has to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRequirements {
    /// Whether the ticket type is missing.
    pub ticket_type: bool,
    /// Whether the play date is missing.
    pub play_date: bool,
    /// How many tickets, and so how many visitors.
    pub quantity: u32,
    /// The ticket types of the price table, to choose from.
    pub ticket_types: Vec<String>,
    /// Today, in the zone of the flow.
    pub today: Day,
    /// What the form is for.
    pub ticket: OrderedTicket,
    /// The form that is corrected.
    pub recorded: Option<PartialForm>,
}

/// What a person who fills in a form should see of its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedTicket {
    /// Ours and the platform's.
    pub numbers: Vec<String>,
    pub product_name: String,
    pub ticket_type: Option<String>,
    pub play_date: Option<Day>,
    pub buyer_nick: Option<Personal>,
    pub paid_amount: Fen,
    /// When what the order waits for has to be done.
    pub deadline: Option<Timestamp>,
}

/// Checks a form against the rules of documents and gives it as it will be recorded. `today` bounds birthdays.
///
/// # Errors
/// Exit 2: which field, and what it may be. Never quotes a value.
pub fn check_form(input: &FormInput, today: Day) -> Result<FormSubmitted> {
    let certificate =
        person_details::parse_certificate(input.certificate_type, clear_text(&input.certificate_no), today)
            .map_err(name_field("certificateNo"))?;
    let optional = |value: &Option<Personal>, field, read: &dyn Fn(&str) -> Result<String, Rejection>| {
        value.as_ref().map(|value| read(clear_text(value)).map(Personal::new).map_err(name_field(field))).transpose()
    };
    let gender = |text: &str| person_details::parse_gender(text).map(|gender| gender.code().to_owned());
    let birthday = |text: &str| person_details::parse_birthday(text, today).map(|day| day.to_string());
    Ok(FormSubmitted {
        name: person_details::parse_name(clear_text(&input.name)).map_err(name_field("name"))?,
        phone: person_details::parse_phone(clear_text(&input.phone)).map_err(name_field("phone"))?,
        gender: optional(&input.gender, "gender", &gender)?,
        birthday: optional(&input.birthday, "birthday", &birthday)?,
        user_type: input.user_type.into(),
        certificate_no: certificate.number,
        certificate_type: certificate.kind.into(),
        ticket_type: input.ticket_type.clone(),
        play_date: input.play_date,
        visitors: VisitorList::Listed(check_visitors(&input.visitors, today)?),
    })
}

fn check_visitors(visitors: &[VisitorInput], today: Day) -> Result<Vec<Visitor>> {
    (2..)
        .zip(visitors)
        .map(|(place, one)| check_visitor(one, today).map_err(|error| of_visitor(place, error)))
        .collect()
}

fn check_visitor(input: &VisitorInput, today: Day) -> Result<Visitor> {
    let certificate =
        person_details::parse_certificate(input.certificate_type, clear_text(&input.certificate_no), today)
            .map_err(name_field("certificateNo"))?;
    Ok(Visitor {
        name: person_details::parse_name(clear_text(&input.name)).map_err(name_field("name"))?,
        certificate_type: certificate.kind.into(),
        certificate_no: certificate.number,
    })
}

fn clear_text(value: &Personal) -> &str {
    value.reveal().unwrap_or_default()
}

/// Names the field of a refusal.
fn name_field(field: &'static str) -> impl Fn(Rejection) -> Box<Error> {
    move |rejection| Box::<Error>::from(rejection).detail("field", field)
}

impl App {
    /// What whoever fills in a form should see of its order.
    fn ordered_ticket(&self, order: &ResaleOrder) -> OrderedTicket {
        OrderedTicket {
            numbers: vec![order.order_no.to_string(), order.purchase.external_order_no.clone()],
            product_name: order.purchase.product_name.clone(),
            ticket_type: order.ticket_type.clone(),
            play_date: order.play_date,
            buyer_nick: order.purchase.buyer_nick.clone(),
            paid_amount: order.purchase.paid_amount,
            deadline: active_deadline(order, &self.resale_deadlines()).map(|due| due.at),
        }
    }

    /// What the form of an order has to say, before anybody is asked for it.
    pub fn form_requirements(&mut self, order_no: &OrderNo) -> Result<FormRequirements> {
        let today = self.clock.received_at().shanghai_day();
        let (order, ticket_types) =
            self.store.read(|tx| Ok((load_resale(tx, order_no)?.order, tx.list_ticket_types()?)))?;
        awaits_form(&order, &self.order_writer().current_actor())?;
        Ok(FormRequirements {
            ticket_type: order.ticket_type.is_none(),
            play_date: order.play_date.is_none(),
            quantity: order.purchase.quantity,
            ticket_types,
            today,
            ticket: self.ordered_ticket(&order),
            recorded: None,
        })
    }

    /// Records a form with its price check and its review (a2, a3, a4).
    pub fn submit_form(&mut self, order_no: &OrderNo, input: &FormInput) -> Result<OrderOutcome> {
        let form = check_form(input, self.clock.received_at().shanghai_day())?;
        let content = serde_json::to_value(&form).unwrap_or_default();
        let warnings = form_messages(&form);
        let (rate, tolerance) = (self.config.resale.rate, self.config.resale.price_tolerance);
        let mut outcome = self.change_order(order_no, "form submit", &content, |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            refuse_second_form(&change.order, &writer.current_actor())?;
            let facts = gather_form_facts(tx, &change.order, form, tolerance, rate)?;
            change.decide(&ResaleCommand::SubmitForm(Box::new(facts)))?.commit()
        })?;
        outcome.warnings.extend(warnings);
        Ok(outcome)
    }

    /// What a correction has to say, once it is sure that one is admitted: what was bought is settled.
    pub fn correction_requirements(&mut self, order_no: &OrderNo) -> Result<FormRequirements> {
        let actor = self.order_writer().current_actor();
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        check_correctable(&order, &actor)?;
        Ok(self.describe_correction(&order))
    }

    /// What a correction may say and what it replaces, whether or not the order admits one now: a repeat under a key is given
    /// its first result by the command itself.
    pub(super) fn describe_correction(&self, order: &ResaleOrder) -> FormRequirements {
        FormRequirements {
            ticket_type: false,
            play_date: false,
            quantity: order.purchase.quantity,
            ticket_types: Vec::new(),
            today: self.clock.received_at().shanghai_day(),
            ticket: self.ordered_ticket(order),
            recorded: order.form.as_ref().map(|form| recorded_answers(&form.what)),
        }
    }

    /// Replaces a form that was wrong, and warns where the agent has to be told.
    pub fn correct_form(&mut self, order_no: &OrderNo, input: &FormInput, reason: &str) -> Result<OrderOutcome> {
        let form = check_form(input, self.clock.received_at().shanghai_day())?;
        let content = json!({ "form": form, "reason": reason });
        let warnings = form_messages(&form);
        let mut outcome = self.change_order(order_no, "form correct", &content, |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            let before = change.order.revision;
            let facts = gather_correction_facts(tx, &change.order, form, reason.to_owned())?;
            let decided = change.decide(&ResaleCommand::CorrectForm(Box::new(facts)))?;
            let after = decided.order().revision;
            let mut outcome = decided.commit()?;
            if after > before {
                outcome.warnings.push(agent_has_old_form(before, after));
            }
            Ok(outcome)
        })?;
        outcome.warnings.splice(0..0, warnings);
        Ok(outcome)
    }
}

fn agent_has_old_form(before: u32, after: u32) -> BilingualMessage {
    say!(
        "代理拿到的还是 r{before}：重新推单后，群里会收到「更正 r{after}」",
        "the agent still has r{before}: push the order again, and the group gets \"Correction r{after}\""
    )
}

/// What is odd about a form, in words.
fn form_messages(form: &FormSubmitted) -> Vec<BilingualMessage> {
    let own = form.document_warnings().into_iter().map(DocumentWarning::message);
    let others = form.visitor_warnings().map(|(place, warning)| name_visitor(place, &warning.message()));
    own.chain(others).collect()
}

/// What is odd about a form, in codes; each once.
pub(crate) fn form_warnings(form: &FormSubmitted) -> Vec<&'static str> {
    let mut codes: Vec<_> = form.document_warnings().into_iter().map(DocumentWarning::code).collect();
    for (_, warning) in form.visitor_warnings() {
        if !codes.contains(&warning.code()) {
            codes.push(warning.code());
        }
    }
    codes
}

/// The facts that judge a form, looked up in the transaction that records it.
fn gather_form_facts(
    tx: &Tx<'_>,
    order: &ResaleOrder,
    mut form: FormSubmitted,
    tolerance: Fen,
    rate: BasisPoints,
) -> Result<SubmitForm> {
    form.ticket_type = spell_as_known(tx, form.ticket_type)?;
    // Another spelling of what was bought is no other ticket.
    if let (Some(known), Some(given)) = (&order.ticket_type, &form.ticket_type)
        && is_same_spelling(known, given)
    {
        form.ticket_type = Some(known.clone());
    }
    form.ticket_type = added_value("ticketType", order.ticket_type.as_ref(), form.ticket_type)?;
    form.play_date = added_value("playDate", order.play_date.as_ref(), form.play_date)?;
    let ticket_type = spell_as_known(tx, order.ticket_type.clone())?.or_else(|| form.ticket_type.clone());
    let play_date = order.play_date.or(form.play_date);
    let price = match (&ticket_type, play_date) {
        (Some(ticket_type), Some(day)) => tx.find_price(ticket_type, day)?,
        _ => None,
    };
    let (duplicates, blocked) = find_known_person(tx, order, &form, play_date)?;
    Ok(SubmitForm { form, ticket_type, play_date, price, tolerance, rate, duplicates, blocked })
}

/// A ticket type as the price table spells it; one that it has not as it is.
pub(super) fn spell_as_known(tx: &Tx<'_>, spelled: Option<String>) -> Result<Option<String>> {
    let Some(spelled) = spelled else { return Ok(None) };
    Ok(Some(tx.find_ticket_type(&spelled)?.unwrap_or(spelled)))
}

/// The facts that judge a correction, looked up in the transaction that records it.
fn gather_correction_facts(
    tx: &Tx<'_>,
    order: &ResaleOrder,
    form: FormSubmitted,
    reason: String,
) -> Result<CorrectForm> {
    let (duplicates, blocked) = find_known_person(tx, order, &form, order.play_date)?;
    Ok(CorrectForm { form, reason, duplicates, blocked })
}

/// Other live orders of one of its visitors on that day, and whether one of them is on the blocklist.
pub(super) fn find_known_person(
    tx: &Tx<'_>,
    order: &ResaleOrder,
    form: &FormSubmitted,
    play_date: Option<Day>,
) -> Result<(Vec<OrderNo>, bool)> {
    let day = play_date.map(|day| day.to_string()).unwrap_or_default();
    let certificates: Vec<&Personal> = form.certificate_numbers().collect();
    let others = tx.find_same_day_orders(&form.phone, &certificates, &day, order.order_no.as_str())?;
    let blocked = tx.is_blocked(&form.phone, &certificates)?;
    Ok((others.iter().filter_map(|no| OrderNo::parse(no).ok()).collect(), blocked))
}

/// What a form adds to an order: nothing where it repeats it. A form may not sell another ticket than was bought.
fn added_value<T: PartialEq + Display>(field: &'static str, known: Option<&T>, given: Option<T>) -> Result<Option<T>> {
    match (known, given) {
        (Some(known), Some(given)) if *known != given => {
            let BilingualText { zh, en } = form_field_label(field);
            let error = ResaleError::FormContradictsOrder { zh: &zh, en: &en, given: &given, known };
            Err(error.into_error().detail("field", field))
        }
        (Some(_), _) => Ok(None),
        (None, given) => Ok(given),
    }
}

/// The form of an order as it was recorded; of an imported one, what this program has a word for.
fn recorded_answers(form: &FormSubmitted) -> PartialForm {
    let visitors = form.visitors.listed().iter().map(|one| PartialVisitor {
        name: Some(one.name.clone()),
        certificate_type: one.certificate_type.known(),
        certificate_no: Some(one.certificate_no.clone()),
    });
    PartialForm {
        name: Some(form.name.clone()),
        phone: Some(form.phone.clone()),
        gender: form.gender.clone(),
        birthday: form.birthday.clone(),
        user_type: form.user_type.known(),
        certificate_type: form.certificate_type.known(),
        certificate_no: Some(form.certificate_no.clone()),
        // What was bought is settled.
        ticket_type: None,
        play_date: None,
        visitors: visitors.collect(),
    }
}

/// A form is submitted once, and corrected afterwards where it still can be.
fn refuse_second_form(order: &ResaleOrder, by: &Actor) -> Result<()> {
    if order.form.is_none() || check_correctable(order, by).is_err() {
        return Ok(());
    }
    let label = order.status.order.label();
    let (no, zh, en) = (&order.order_no, label.zh, label.en);
    Err(ResaleError::FormThere { no: &no, zh: &zh, en: &en }.into_error())
}

fn awaits_form(order: &ResaleOrder, by: &Actor) -> Result<()> {
    if order.status.order == OrderStatus::UserInfoPending {
        return Ok(());
    }
    refuse_second_form(order, by)?;
    let (no, label) = (&order.order_no, order.status.order.label());
    let (zh, en) = (label.zh, label.en);
    Err(ResaleError::WrongState { no: &no, zh: &zh, en: &en }.into_error())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::person_details::{CertificateType, UserType};
    use crate::error::Exit;

    fn input() -> FormInput {
        FormInput {
            name: Personal::new(" 张三2376 "),
            phone: Personal::new("+8613800000000"),
            gender: Some(Personal::new("女")),
            birthday: None,
            user_type: UserType::Mainland,
            certificate_type: CertificateType::IdCard,
            certificate_no: Personal::new("440101199001012376"),
            ticket_type: None,
            play_date: None,
            visitors: Vec::new(),
        }
    }

    fn today() -> Day {
        Day::parse("2026-03-20").unwrap()
    }

    #[test]
    fn a_form_is_normalised_and_what_contradicts_itself_only_warns() {
        let form = check_form(&input(), today()).unwrap();
        assert_eq!(form.name.reveal(), Some("张三2376"));
        assert_eq!(form.phone.reveal(), Some("13800000000"));
        assert_eq!(form.gender.as_ref().and_then(|gender| gender.reveal()), Some("female"));
        assert_eq!(form_warnings(&form), ["certificate_check_digit", "certificate_gender"]);
    }

    type Spoil = fn(&mut FormInput);

    #[test]
    fn a_refusal_names_its_field_and_never_the_value() {
        let cases: [(&str, &str, Spoil); 4] = [
            ("name", "name_empty", |form| form.name = Personal::new(" ")),
            ("phone", "phone_invalid", |form| form.phone = Personal::new("12345678901")),
            ("certificateNo", "id_card_shape", |form| form.certificate_no = Personal::new("44010119900101237")),
            ("birthday", "birthday_invalid", |form| form.birthday = Some(Personal::new("2030-01-01"))),
        ];
        for (field, code, spoil) in cases {
            let mut form = input();
            spoil(&mut form);
            let error = check_form(&form, today()).unwrap_err();
            assert_eq!((error.code, error.exit, &error.details["field"]), (code, Exit::Usage, &field.into()));
            assert!(!format!("{error:?}").contains("44010119") && !format!("{error:?}").contains("1234567"));
        }
    }

    #[test]
    fn a_form_adds_what_the_order_lacks_and_contradicts_nothing() {
        assert_eq!(added_value("f", None, Some(1)).unwrap(), Some(1));
        assert_eq!(added_value("f", Some(&1), Some(1)).unwrap(), None, "repeated: the payload stays the page's");
        assert_eq!(added_value("f", Some(&1), None).unwrap(), None);
        assert_eq!(added_value("f", Some(&1), Some(2)).unwrap_err().exit, Exit::Refused);
        let error = added_value("ticketType", Some(&"成人"), Some("儿童")).unwrap_err();
        assert!(error.message.zh.contains("票种：表单是「儿童」，订单是「成人」"), "{error:?}");
        assert!(error.message.en.contains("ticket type: the form says \"儿童\", the order \"成人\""), "{error:?}");
    }
}
