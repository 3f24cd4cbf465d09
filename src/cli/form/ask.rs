//! A form from the person at the terminal: pasted or asked for, shown back, and agreed to.

use super::entry::{PromptAnswer, ask_choice};
use super::paste::read_pasted_text;
use super::purpose::FormPurpose;
use super::summary::summarize_form;
use super::walk::{FormWalk, WalkEnd, WalkKind, tell_how_to_leave};
use crate::app::App;
use crate::app::resale::form::FormRequirements;
use crate::app::resale::form_entry::{FormInput, FormTextReading, PartialForm, read_text_answers};
use crate::cli::context::CommandContext;
use crate::cli::prompt::{YesNoBack, ask_yes_no_or_back, is_back};
use crate::cli::response::print_to_stderr;
use crate::domain::order::number::OrderNo;
use crate::domain::value::mask;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::DocumentWarning;
use crate::error::Result;
use crate::say;

/// What a person at the terminal made of a form.
pub(in crate::cli) enum AskedForm {
    /// Complete, shown back and agreed to: to be booked now.
    Given(Box<FormInput>),
    /// Not now. What was answered is kept, sealed, and offered the next time.
    Left,
}

/// Asks for the form of an order: what was begun before is gone on with, a text may be pasted, and what is missing is asked
/// question by question. Nothing is booked. The order itself is shown by the caller.
///
/// # Errors
/// `purpose` admits no form now; ^C (exit 130); nobody at the terminal any more (exit 2).
pub(in crate::cli) fn ask_for_form(
    context: &CommandContext,
    app: &mut App,
    order_no: &OrderNo,
    purpose: FormPurpose,
) -> Result<AskedForm> {
    let wanted = (purpose.wanted)(app, order_no)?;
    let Some(begun) = choose_beginning(context.lang(), app, order_no, &wanted)? else {
        return Ok(AskedForm::Left);
    };
    finish_form(context, app, (order_no, purpose, &wanted), begun)
}

/// A form of which a text said some: what it left open or in doubt is asked, and the whole is shown back.
pub(in crate::cli) fn ask_about_text(
    context: &CommandContext,
    app: &mut App,
    (order_no, purpose, wanted): (&OrderNo, FormPurpose, &FormRequirements),
    reading: FormTextReading,
) -> Result<AskedForm> {
    if context.global.yes {
        // Nobody is asked whether the order or its buyer is right.
        reading.doubts.require_agreement()?;
    }
    let begun = take_reading(context.lang(), app, order_no, reading)?;
    finish_form(context, app, (order_no, purpose, wanted), begun)
}

/// A form as its asking begins.
struct BegunForm {
    kind: WalkKind,
    form: PartialForm,
    /// What of it came from the store.
    kept: PartialForm,
    /// Whether a text left something in doubt: then nothing is booked by Enter alone.
    in_doubt: bool,
}

impl BegunForm {
    fn of_kept(kind: WalkKind, form: PartialForm) -> Self {
        Self { kind, kept: form.clone(), form, in_doubt: false }
    }
}

/// Tells what a text left in doubt, and keeps the rest.
fn take_reading(lang: Lang, app: &mut App, order_no: &OrderNo, reading: FormTextReading) -> Result<BegunForm> {
    for doubt in reading.doubts.as_slice() {
        print_to_stderr(&format!("  {}\n", doubt.message().in_lang(lang)));
    }
    app.keep_form_draft(order_no, &reading.form)?;
    let in_doubt = !reading.doubts.as_slice().is_empty();
    Ok(BegunForm { kind: WalkKind::Required, form: reading.form, kept: PartialForm::default(), in_doubt })
}

/// Where the form begins: with what is kept, with a text, or with the first question. None: the person left.
fn choose_beginning(
    lang: Lang,
    app: &mut App,
    order_no: &OrderNo,
    wanted: &FormRequirements,
) -> Result<Option<BegunForm>> {
    let fresh = wanted.recorded.clone().unwrap_or_default();
    let every = if wanted.recorded.is_some() { WalkKind::Every } else { WalkKind::Open };
    if let Some(draft) = app.find_form_draft(order_no)? {
        let begun = describe_draft(&draft, lang);
        let labels =
            [say!("接着上次填的（{begun}）", "go on with what was begun ({begun})"), say!("从头开始", "begin anew")];
        match choose(lang, &say!("上次没有填完", "A form was begun"), &labels)? {
            PromptAnswer::Given(0) => return Ok(Some(BegunForm::of_kept(every, draft))),
            PromptAnswer::Given(_) => app.keep_form_draft(order_no, &PartialForm::default())?,
            PromptAnswer::Kept | PromptAnswer::Back => return Ok(None),
        }
    }
    if wanted.recorded.is_some() {
        return Ok(Some(BegunForm::of_kept(every, fresh)));
    }
    let labels =
        [say!("粘贴买家发来的文字", "paste the buyer's text"), say!("逐项回答", "answer question by question")];
    match choose(lang, &say!("怎么填", "How"), &labels)? {
        PromptAnswer::Given(0) => paste_form(lang, app, order_no, wanted),
        PromptAnswer::Given(_) => Ok(Some(BegunForm::of_kept(every, fresh))),
        PromptAnswer::Kept | PromptAnswer::Back => Ok(None),
    }
}

fn choose(lang: Lang, prompt: &BilingualMessage, labels: &[BilingualMessage]) -> Result<PromptAnswer<usize>> {
    let labels: Vec<String> = labels.iter().map(|label| label.in_lang(lang).to_owned()).collect();
    ask_choice(lang, prompt, &labels, 0)
}

/// Enough of a draft to know it by.
fn describe_draft(draft: &PartialForm, lang: Lang) -> String {
    let name = draft.name.as_ref().map(|name| mask::mask_name(name).in_lang(lang).to_owned());
    let phone = draft.phone.as_ref().map(|phone| mask::mask_phone(phone).in_lang(lang).to_owned());
    let number = draft.certificate_no.as_ref().map(|number| mask::mask_certificate(number).in_lang(lang).to_owned());
    let known: Vec<String> = [name, phone, number].into_iter().flatten().collect();
    if known.is_empty() { "…".to_owned() } else { known.join(" ") }
}

/// Reads texts until one says something of a buyer.
fn paste_form(lang: Lang, app: &mut App, order_no: &OrderNo, wanted: &FormRequirements) -> Result<Option<BegunForm>> {
    loop {
        let how = say!("粘贴文字，以一个空行结束：", "Paste the text, and end with an empty line:");
        print_to_stderr(&format!("{}\n", how.in_lang(lang)));
        let text = Personal::new(read_pasted_text()?);
        let text = text.reveal().unwrap_or_default();
        if text.trim().is_empty() || is_back(text) {
            return Ok(Some(BegunForm::of_kept(WalkKind::Open, PartialForm::default())));
        }
        match read_text_answers(text, wanted) {
            Ok(reading) => {
                return take_reading(lang, app, order_no, reading).map(Some);
            }
            Err(error) => print_to_stderr(&format!("{}\n", error.message.in_lang(lang))),
        }
    }
}

/// Asks what is open, shows the whole, and asks whether it is right.
fn finish_form(
    context: &CommandContext,
    app: &mut App,
    (order_no, purpose, wanted): (&OrderNo, FormPurpose, &FormRequirements),
    BegunForm { kind, form, kept, in_doubt }: BegunForm,
) -> Result<AskedForm> {
    let lang = context.lang();
    let mut walk = FormWalk::new(lang, order_no, wanted, kind, form);
    if walk.has_open_question() {
        print_to_stderr(&format!("{}\n", tell_how_to_leave(lang)));
    }
    let mut end = walk.ask_questions(app)?;
    while end == WalkEnd::Finished {
        print_to_stderr(&summarize_form(&walk.form, (wanted.recorded.as_ref(), &kept), lang));
        if context.global.yes {
            return Ok(AskedForm::Given(Box::new(walk.form.into_form()?)));
        }
        if walk.form.has_wrong_check_digit() {
            let BilingualMessage { zh, en } = DocumentWarning::CheckDigit.message();
            print_to_stderr(&format!("  {}\n", say!("警告：{zh}", "warning: {en}").in_lang(lang)));
        }
        let question = (purpose.question)(order_no);
        let odd = in_doubt || walk.form.has_wrong_check_digit();
        match ask_yes_no_or_back(question.in_lang(lang), !odd)? {
            YesNoBack::Yes => return Ok(AskedForm::Given(Box::new(walk.form.into_form()?))),
            YesNoBack::No => return Ok(AskedForm::Left),
            YesNoBack::Back => end = walk.reopen_last(app)?,
        }
    }
    Ok(AskedForm::Left)
}
