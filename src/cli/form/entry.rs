//! One question at the terminal: a line or a choice, with the answer that there is, and `<` for the question before.

use dialoguer::{Input, Select};

use crate::cli::prompt::{ask, is_back};
use crate::cli::prompt_theme::PromptTheme;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::say;

/// What a person did with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PromptAnswer<T> {
    Given(T),
    /// Enter: what there is stays, and what may be left out is left out.
    Kept,
    /// To the question before.
    Back,
}

/// Why a line is no answer, where it is none.
pub(super) type LineCheck<'a> = Box<dyn FnMut(&str) -> std::result::Result<(), BilingualMessage> + 'a>;

/// A question that takes a line.
pub(super) struct LineQuestion<'a> {
    pub lang: Lang,
    pub prompt: BilingualMessage,
    /// The answer that there is, fit to be shown.
    pub held: Option<String>,
    /// Whether an empty line is an answer too.
    pub optional: bool,
    /// Why a line is none.
    pub check: LineCheck<'a>,
}

impl LineQuestion<'_> {
    pub(super) fn ask_line(mut self) -> Result<PromptAnswer<String>> {
        let theme = PromptTheme { lang: self.lang };
        let prompt = match &self.held {
            Some(held) => format!("{} [{held}]", self.prompt.in_lang(self.lang)),
            None => self.prompt.in_lang(self.lang).to_owned(),
        };
        let may_be_empty = self.optional || self.held.is_some();
        let lang = self.lang;
        let valid = |answer: &String| match answer.trim() {
            "" if may_be_empty => Ok(()),
            text if is_back(text) => Ok(()),
            text => (self.check)(text).map_err(|why| why.in_lang(lang).to_owned()),
        };
        let asked = Input::<String>::with_theme(&theme).with_prompt(prompt).allow_empty(true).validate_with(valid);
        let answer = ask(|| asked.interact_text())?;
        Ok(match answer.trim() {
            "" => PromptAnswer::Kept,
            text if is_back(text) => PromptAnswer::Back,
            text => PromptAnswer::Given(text.to_owned()),
        })
    }
}

/// One of a few labels; `at` is where the cursor stands. Esc and the last entry lead back.
pub(super) fn ask_choice(
    lang: Lang,
    prompt: &BilingualMessage,
    labels: &[String],
    at: usize,
) -> Result<PromptAnswer<usize>> {
    let theme = PromptTheme { lang };
    let back = say!("< 上一题", "< back");
    let items = labels.iter().map(String::as_str).chain([back.in_lang(lang)]);
    let asked = Select::with_theme(&theme).with_prompt(prompt.in_lang(lang)).items(items).default(at);
    let chosen = ask(|| asked.interact_opt())?;
    Ok(match chosen {
        Some(chosen) if chosen < labels.len() => PromptAnswer::Given(chosen),
        _ => PromptAnswer::Back,
    })
}

/// What may be left out, as an entry of a choice.
pub(super) fn leave_out_label(lang: Lang) -> String {
    zh_en("不填", "leave out").in_lang(lang).to_owned()
}
