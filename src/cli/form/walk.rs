//! A form asked for question by question. Each answer is checked at once and kept, sealed, before the next question: whatever
//! ends the terminal, nothing has to be typed twice.

use dialoguer::console::Term;

use super::entry::{LineQuestion, PromptAnswer, ask_choice, leave_out_label};
use super::labelled::read_labelled_line;
use super::question::{FormQuestion, is_answered, list_questions};
use crate::app::App;
use crate::app::resale::form::FormRequirements;
use crate::app::resale::form_entry::{
    PartialForm, PartialVisitor, infer_user_type, propose_certificate_type, spell_birthday,
};
use crate::cli::errors::CliError;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::mask::{self, MaskedText};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::{
    self, CertificateType, DocumentWarning, Gender, UserType, parse_certificate, parse_gender,
};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::spelling::time::read_coming_day;
use crate::domain::value::text::number::CanonicalNumber;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::say;

/// Which questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WalkKind {
    /// Those that have no answer.
    Open,
    /// Those that have none and may not be left out: a text gave the others.
    Required,
    /// Each of them, with the answer that there is.
    Every,
}

/// A form on its way.
pub(super) struct FormWalk<'a> {
    pub lang: Lang,
    pub order_no: &'a OrderNo,
    pub wanted: &'a FormRequirements,
    pub kind: WalkKind,
    pub form: PartialForm,
    /// What was asked already, answered or left out.
    asked: Vec<FormQuestion>,
}

/// How the asking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WalkEnd {
    Finished,
    /// Back, before the first question.
    Left,
}

impl<'a> FormWalk<'a> {
    pub(super) fn new(
        lang: Lang,
        order_no: &'a OrderNo,
        wanted: &'a FormRequirements,
        kind: WalkKind,
        form: PartialForm,
    ) -> Self {
        Self { lang, order_no, wanted, kind, form, asked: Vec::new() }
    }

    pub(super) fn has_open_question(&self) -> bool {
        list_questions(&self.form, self.wanted).into_iter().any(|question| self.is_open(question))
    }

    /// Asks until nothing is open.
    pub(super) fn ask_questions(&mut self, app: &mut App) -> Result<WalkEnd> {
        let first = list_questions(&self.form, self.wanted).into_iter().find(|question| self.is_open(*question));
        let mut next = first;
        while let Some(question) = next {
            next = match self.ask_question(question)? {
                PromptAnswer::Back => match self.question_before(question) {
                    Some(before) => Some(before),
                    None => return Ok(WalkEnd::Left),
                },
                PromptAnswer::Kept => {
                    self.asked.push(question);
                    self.question_after(question)
                }
                PromptAnswer::Given(()) => {
                    self.asked.push(question);
                    app.keep_form_draft(self.order_no, &self.form)?;
                    self.question_after(question)
                }
            };
        }
        Ok(WalkEnd::Finished)
    }

    /// Goes on from the last question, whatever has its answer: somebody saw a slip.
    pub(super) fn reopen_last(&mut self, app: &mut App) -> Result<WalkEnd> {
        let Some(last) = list_questions(&self.form, self.wanted).pop() else { return Ok(WalkEnd::Finished) };
        self.asked.retain(|asked| *asked != last);
        let mut question = last;
        loop {
            match self.ask_question(question)? {
                PromptAnswer::Back => match self.question_before(question) {
                    Some(before) => question = before,
                    None => return Ok(WalkEnd::Left),
                },
                answer => {
                    if answer == PromptAnswer::Given(()) {
                        app.keep_form_draft(self.order_no, &self.form)?;
                    }
                    self.asked.push(question);
                    let questions = list_questions(&self.form, self.wanted);
                    let at = questions.iter().position(|one| *one == question);
                    match at.and_then(|at| questions.get(at + 1)) {
                        Some(next) => question = *next,
                        None => return Ok(WalkEnd::Finished),
                    }
                }
            }
        }
    }

    fn is_open(&self, question: FormQuestion) -> bool {
        let of_person = matches!(question, FormQuestion::Gender | FormQuestion::Birthday);
        let optional = of_person || matches!(question, FormQuestion::VisitorName(_));
        let asked = self.asked.contains(&question);
        // What has to be there is open until it is, however often it was asked.
        let settled = is_answered(&self.form, question) || (optional && asked);
        match self.kind {
            WalkKind::Every => !settled || !asked,
            WalkKind::Open => !settled,
            WalkKind::Required => !settled && !of_person,
        }
    }

    fn question_before(&self, question: FormQuestion) -> Option<FormQuestion> {
        let questions = list_questions(&self.form, self.wanted);
        let at = questions.iter().position(|one| *one == question)?;
        questions.get(at.checked_sub(1)?).copied()
    }

    fn question_after(&self, question: FormQuestion) -> Option<FormQuestion> {
        let questions = list_questions(&self.form, self.wanted);
        // A certificate that does not fit its kind leads back to its number: whatever is open comes first.
        let at = questions.iter().position(|one| *one == question).unwrap_or_default();
        let later = questions.iter().skip(at + 1).find(|one| self.is_open(**one));
        later.or_else(|| questions.iter().find(|one| self.is_open(**one))).copied()
    }

    fn ask_question(&mut self, question: FormQuestion) -> Result<PromptAnswer<()>> {
        match question {
            FormQuestion::Name => self.ask_name(None),
            FormQuestion::Phone => self.ask_phone(),
            FormQuestion::CertificateNo => self.ask_number(None),
            FormQuestion::CertificateType => self.ask_certificate_type(None),
            FormQuestion::UserType => self.ask_user_type(),
            FormQuestion::Gender => self.ask_gender(),
            FormQuestion::Birthday => self.ask_birthday(),
            FormQuestion::TicketType => self.ask_ticket_type(),
            FormQuestion::PlayDate => self.ask_play_date(),
            FormQuestion::VisitorName(at) => self.ask_name(Some(at)),
            FormQuestion::VisitorNumber(at) => self.ask_number(Some(at)),
            FormQuestion::VisitorType(at) => self.ask_certificate_type(Some(at)),
        }
    }

    /// A line, shown and checked as said.
    fn ask_line<'c>(
        &self,
        prompt: BilingualMessage,
        held: Option<String>,
        optional: bool,
        check: impl FnMut(&str) -> std::result::Result<(), BilingualMessage> + 'c,
    ) -> Result<PromptAnswer<String>> {
        LineQuestion { lang: self.lang, prompt, held, optional, check: Box::new(check) }.ask_line()
    }

    fn mask_held(&self, value: Option<&Personal>, mask: fn(&Personal) -> MaskedText) -> Option<String> {
        value.map(|value| mask(value).in_lang(self.lang).to_owned())
    }

    fn ask_name(&mut self, visitor: Option<usize>) -> Result<PromptAnswer<()>> {
        let quantity = self.wanted.quantity;
        let (prompt, held) = match visitor {
            None => (say!("姓名", "Name"), self.form.name.as_ref()),
            Some(at) => {
                let place = at + 2;
                let prompt = say!(
                    "第 {place} 位游客（共 {quantity} 位）姓名，还不知道就留空",
                    "Name of visitor {place} of {quantity}, empty if not known yet"
                );
                (prompt, self.form.visitors.get(at).and_then(|one| one.name.as_ref()))
            }
        };
        let held = self.mask_held(held, mask::mask_name);
        let mut said = None;
        let parse = |text: &str| person_details::parse_name(text).map(drop).map_err(|no| no.message);
        let answer = self.ask_line(prompt, held, visitor.is_some(), self.or_labelled(visitor, &mut said, parse))?;
        if let Some(said) = said {
            return Ok(self.take_labelled(said));
        }
        let name = match answer {
            PromptAnswer::Given(text) => Personal::new(text),
            PromptAnswer::Kept => return Ok(PromptAnswer::Kept),
            PromptAnswer::Back => return Ok(PromptAnswer::Back),
        };
        match visitor {
            None => self.form.name = Some(name),
            Some(at) => self.visitor_at(at).name = Some(name),
        }
        Ok(PromptAnswer::Given(()))
    }

    fn visitor_at(&mut self, at: usize) -> &mut PartialVisitor {
        let count = self.form.visitors.len().max(at + 1);
        self.form.visitors.resize_with(count, PartialVisitor::default);
        &mut self.form.visitors[at]
    }

    fn ask_phone(&mut self) -> Result<PromptAnswer<()>> {
        let held = self.mask_held(self.form.phone.as_ref(), mask::mask_phone);
        let mut said = None;
        let parse = |text: &str| person_details::parse_phone(text).map(drop).map_err(|no| no.message);
        let check = self.or_labelled(None, &mut said, parse);
        let answer = self.ask_line(say!("手机号", "Phone"), held, false, check)?;
        if let Some(said) = said {
            return Ok(self.take_labelled(said));
        }
        Ok(match answer {
            PromptAnswer::Given(text) => {
                self.form.phone = Some(Personal::new(text));
                PromptAnswer::Given(())
            }
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }

    fn ask_number(&mut self, visitor: Option<usize>) -> Result<PromptAnswer<()>> {
        let held = match visitor {
            None => self.form.certificate_no.as_ref(),
            Some(at) => self.form.visitors.get(at).and_then(|one| one.certificate_no.as_ref()),
        };
        let held = self.mask_held(held, mask::mask_certificate);
        let today = self.wanted.today;
        let mut doubted: Option<String> = None;
        let mut said = None;
        let check = self.or_labelled(visitor, &mut said, move |text| check_number(text, today, &mut doubted));
        let answer = self.ask_line(say!("证件号", "Certificate number"), held, false, check)?;
        if let Some(said) = said {
            return Ok(self.take_labelled(said));
        }
        let number = match answer {
            PromptAnswer::Given(text) => Personal::new(CanonicalNumber::of(&text).as_str()),
            PromptAnswer::Kept => return Ok(PromptAnswer::Kept),
            PromptAnswer::Back => return Ok(PromptAnswer::Back),
        };
        match visitor {
            None => self.take_number(number),
            Some(at) => {
                let visitor = self.visitor_at(at);
                visitor.certificate_type = None;
                visitor.certificate_no = Some(number);
            }
        }
        self.form.infer_types();
        self.form.take_from_card(today);
        Ok(PromptAnswer::Given(()))
    }

    /// A check that lets a line with labels pass, where the answer is the buyer's own; what the line says is left in `said`.
    fn or_labelled<'c>(
        &self,
        visitor: Option<usize>,
        said: &'c mut Option<PartialForm>,
        mut check: impl FnMut(&str) -> std::result::Result<(), BilingualMessage> + 'c,
    ) -> impl FnMut(&str) -> std::result::Result<(), BilingualMessage> + 'c
    where
        'a: 'c,
    {
        let wanted = self.wanted;
        move |text| {
            *said = read_labelled_line(text, wanted).filter(|_| visitor.is_none());
            if said.is_some() { Ok(()) } else { check(text) }
        }
    }

    /// Takes what a line with labels says. What was asked and is not in it stays open.
    fn take_labelled(&mut self, said: PartialForm) -> PromptAnswer<()> {
        if let Some(number) = &said.certificate_no {
            self.take_number(number.clone());
        }
        self.form.take_said(said);
        PromptAnswer::Given(())
    }

    /// What belonged to another certificate goes with it; a correction offers its kind and origin again.
    fn take_number(&mut self, number: Personal) {
        if self.form.certificate_no.as_ref() == Some(&number) {
            return;
        }
        if self.kind != WalkKind::Every {
            self.form.user_type = None;
        }
        self.form.certificate_type = None;
        self.form.gender = None;
        self.form.birthday = None;
        self.form.certificate_no = Some(number);
    }

    fn ask_certificate_type(&mut self, visitor: Option<usize>) -> Result<PromptAnswer<()>> {
        let (held, number) = match visitor {
            None => (self.form.certificate_type, self.form.certificate_no.clone()),
            Some(at) => {
                let one = self.form.visitors.get(at).cloned().unwrap_or_default();
                (one.certificate_type, one.certificate_no)
            }
        };
        let number = number.as_ref().and_then(Personal::reveal).unwrap_or_default().to_owned();
        let origin = self.form.user_type.filter(|_| visitor.is_none()).map(certificate_of_origin);
        let recorded = self.wanted.recorded.as_ref().and_then(|form| form.certificate_type);
        let proposed = held.or_else(|| propose_certificate_type(&number)).or(origin).or(recorded);
        let prompt = say!("证件类型", "Certificate type");
        let kind = match self.ask_of(&prompt, CertificateType::ALL, CertificateType::label, proposed)? {
            PromptAnswer::Given(kind) => kind,
            PromptAnswer::Kept => return Ok(PromptAnswer::Kept),
            PromptAnswer::Back => return Ok(PromptAnswer::Back),
        };
        // The number was taken before anybody said what it is.
        if let Err(refused) = parse_certificate(kind, &number, self.wanted.today) {
            self.tell_line(&refused.message);
            return self.ask_number(visitor);
        }
        match visitor {
            None => {
                self.form.certificate_type = Some(kind);
                self.form.take_from_card(self.wanted.today);
            }
            Some(at) => self.visitor_at(at).certificate_type = Some(kind),
        }
        Ok(PromptAnswer::Given(()))
    }

    fn tell_line(&self, message: &BilingualMessage) {
        // A terminal that is gone is noticed by the next question.
        let _ = Term::stderr().write_line(message.in_lang(self.lang));
    }

    fn ask_user_type(&mut self) -> Result<PromptAnswer<()>> {
        let number = self.form.certificate_no.as_ref().and_then(Personal::reveal).unwrap_or_default();
        let proposed = self.form.user_type.or_else(|| infer_user_type(self.form.certificate_type?, number));
        let prompt = say!("用户类型", "User type");
        let answer = self.ask_of(&prompt, UserType::ALL, UserType::label, proposed)?;
        Ok(match answer {
            PromptAnswer::Given(origin) => {
                self.form.user_type = Some(origin);
                PromptAnswer::Given(())
            }
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }

    /// One of a few values, the cursor on the proposed one.
    fn ask_of<T: Copy + PartialEq>(
        &self,
        prompt: &BilingualMessage,
        all: &[T],
        label: impl Fn(T) -> BilingualText,
        proposed: Option<T>,
    ) -> Result<PromptAnswer<T>> {
        let labels: Vec<String> = all.iter().map(|value| label(*value).in_lang(self.lang).to_owned()).collect();
        let at = all.iter().position(|value| Some(*value) == proposed).unwrap_or_default();
        Ok(match ask_choice(self.lang, prompt, &labels, at)? {
            PromptAnswer::Given(chosen) => match all.get(chosen) {
                Some(value) => PromptAnswer::Given(*value),
                None => PromptAnswer::Back,
            },
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }

    fn ask_gender(&mut self) -> Result<PromptAnswer<()>> {
        let mut labels = vec![leave_out_label(self.lang)];
        labels.extend(Gender::ALL.iter().map(|gender| gender.label().in_lang(self.lang).to_owned()));
        let held = self.form.gender.as_ref().and_then(Personal::reveal).and_then(|code| parse_gender(code).ok());
        let at = Gender::ALL.iter().position(|gender| Some(*gender) == held).map_or(0, |at| at + 1);
        Ok(match ask_choice(self.lang, &say!("性别", "Gender"), &labels, at)? {
            PromptAnswer::Given(chosen) => {
                let gender = chosen.checked_sub(1).and_then(|at| Gender::ALL.get(at));
                self.form.gender = gender.map(|gender| Personal::new(gender.code()));
                PromptAnswer::Given(())
            }
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }

    fn ask_birthday(&mut self) -> Result<PromptAnswer<()>> {
        let held = self.mask_held(self.form.birthday.as_ref(), mask::mask_whole);
        let today = self.wanted.today;
        let read = move |text: &str| person_details::parse_birthday(&spell_birthday(text), today);
        let check = move |text: &str| read(text).map(drop).map_err(|refused| refused.message);
        let prompt = say!("出生日期 yyyy-mm-dd（可留空）", "Birthday yyyy-mm-dd (may be left out)");
        Ok(match self.ask_line(prompt, held, true, check)? {
            PromptAnswer::Given(text) => {
                self.form.birthday = read(&text).ok().map(|day| Personal::new(day.to_string()));
                PromptAnswer::Given(())
            }
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }

    /// A ticket type of the price table: another has no price.
    fn ask_ticket_type(&mut self) -> Result<PromptAnswer<()>> {
        let known = &self.wanted.ticket_types;
        if known.is_empty() {
            return Err(CliError::PriceTableEmpty.into());
        }
        let at = known.iter().position(|kind| Some(kind) == self.form.ticket_type.as_ref()).unwrap_or_default();
        Ok(match ask_choice(self.lang, &say!("票种", "Ticket type"), known, at)? {
            PromptAnswer::Given(chosen) => {
                self.form.ticket_type = known.get(chosen).cloned();
                PromptAnswer::Given(())
            }
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }

    fn ask_play_date(&mut self) -> Result<PromptAnswer<()>> {
        let today = self.wanted.today;
        let read = move |text: &str| match read_coming_day(text, today) {
            Ok(day) if day >= today => Ok(day),
            _ => Err(Rejection::from(ResaleRejection::PlayDateInvalid { today: &today }).message),
        };
        let held = self.form.play_date.map(|day| day.to_string());
        let prompt = say!("游玩日 yyyy-mm-dd", "Play date yyyy-mm-dd");
        Ok(match self.ask_line(prompt, held, false, move |text| read(text).map(drop))? {
            PromptAnswer::Given(text) => {
                self.form.play_date = read(&text).ok();
                PromptAnswer::Given(())
            }
            PromptAnswer::Kept => PromptAnswer::Kept,
            PromptAnswer::Back => PromptAnswer::Back,
        })
    }
}

/// What somebody from there travels with.
const fn certificate_of_origin(origin: UserType) -> CertificateType {
    match origin {
        UserType::Mainland => CertificateType::IdCard,
        UserType::HkMacao => CertificateType::HkMacaoPermit,
        UserType::Taiwan => CertificateType::TaiwanPermit,
        UserType::Foreign => CertificateType::Passport,
    }
}

/// Checks a number before its kind is known. One that is probably mistyped is taken when it comes a second time.
fn check_number(text: &str, today: Day, doubted: &mut Option<String>) -> std::result::Result<(), BilingualMessage> {
    let kind = propose_certificate_type(text).unwrap_or(CertificateType::Passport);
    let certificate = parse_certificate(kind, text, today).map_err(|refused| refused.message)?;
    let number = certificate.number.reveal().unwrap_or_default().to_owned();
    let length = number.len();
    let doubt = if certificate.warning == Some(DocumentWarning::CheckDigit) {
        Some(say!(
            "校验位不对，是不是抄错？再输一次照样保存",
            "the check digit is wrong; is it mistyped? Enter it again to keep it"
        ))
    } else if (15..=20).contains(&length) && length != 18 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(say!(
            "身份证号是 18 位，这里是 {length} 位，是不是抄错？再输一次照样保存",
            "an identity card number has 18 characters, this has {length}; is it mistyped? Enter it again to keep it"
        ))
    } else {
        None
    };
    match doubt {
        Some(doubt) if doubted.as_ref() != Some(&number) => {
            *doubted = Some(number);
            Err(doubt)
        }
        _ => Ok(()),
    }
}

/// The words above the questions.
pub(super) fn tell_how_to_leave(lang: Lang) -> &'static str {
    zh_en(
        "输入 < 回上一题；随时可按 ^C，填过的都已加密保存",
        "< goes back; ^C leaves at any time, and what was answered is kept",
    )
    .in_lang(lang)
}
