//! The questions of a form, and which of them are open.

use crate::app::resale::form::FormRequirements;
use crate::app::resale::form_entry::PartialForm;
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::{CertificateType, read_card_holder};

/// One question. Those of a visitor have his place among those who come along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum FormQuestion {
    Name,
    Phone,
    CertificateNo,
    CertificateType,
    UserType,
    Gender,
    Birthday,
    TicketType,
    PlayDate,
    VisitorName(usize),
    VisitorNumber(usize),
    VisitorType(usize),
}

/// The questions of this form in their order: an identity card answers some of them.
pub(super) fn list_questions(form: &PartialForm, wanted: &FormRequirements) -> Vec<FormQuestion> {
    let mut questions = vec![FormQuestion::Name, FormQuestion::Phone, FormQuestion::CertificateNo];
    questions.extend([FormQuestion::CertificateType, FormQuestion::UserType]);
    if !card_says_holder(form, wanted) {
        questions.extend([FormQuestion::Gender, FormQuestion::Birthday]);
    }
    if wanted.ticket_type {
        questions.push(FormQuestion::TicketType);
    }
    if wanted.play_date {
        questions.push(FormQuestion::PlayDate);
    }
    for place in 0..wanted.quantity.saturating_sub(1) as usize {
        questions.push(FormQuestion::VisitorName(place));
        // Who is not known yet comes last.
        if form.visitors.get(place).is_none_or(|visitor| visitor.name.is_none()) {
            break;
        }
        questions.extend([FormQuestion::VisitorNumber(place), FormQuestion::VisitorType(place)]);
    }
    questions
}

/// Whether the certificate is an identity card whose number says gender and birthday.
fn card_says_holder(form: &PartialForm, wanted: &FormRequirements) -> bool {
    let number = form.certificate_no.as_ref().and_then(Personal::reveal).unwrap_or_default();
    form.certificate_type == Some(CertificateType::IdCard) && read_card_holder(number, wanted.today).is_some()
}

/// Whether the form has the answer. What may be left out has none until it is given.
pub(super) fn is_answered(form: &PartialForm, question: FormQuestion) -> bool {
    let visitor = |place: usize| form.visitors.get(place);
    match question {
        FormQuestion::Name => form.name.is_some(),
        FormQuestion::Phone => form.phone.is_some(),
        FormQuestion::CertificateNo => form.certificate_no.is_some(),
        FormQuestion::CertificateType => form.certificate_type.is_some(),
        FormQuestion::UserType => form.user_type.is_some(),
        FormQuestion::Gender => form.gender.is_some(),
        FormQuestion::Birthday => form.birthday.is_some(),
        FormQuestion::TicketType => form.ticket_type.is_some(),
        FormQuestion::PlayDate => form.play_date.is_some(),
        FormQuestion::VisitorName(place) => visitor(place).is_some_and(|one| one.name.is_some()),
        FormQuestion::VisitorNumber(place) => visitor(place).is_some_and(|one| one.certificate_no.is_some()),
        FormQuestion::VisitorType(place) => visitor(place).is_some_and(|one| one.certificate_type.is_some()),
    }
}
