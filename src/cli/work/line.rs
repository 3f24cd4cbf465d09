//! What an operator types below an order: an answer, a choice, or a move to elsewhere.

use std::io;
use std::path::{Path, PathBuf};

use dialoguer::{Completion, Input};
use rustix::termios::{QueueSelector, tcflush};

use super::question::{BlankKind, StepChoice, WorkQuestion};
use crate::cli::context::CommandContext;
use crate::cli::prompt::{ask, ask_line, is_back};
use crate::cli::response::print_to_stderr;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::output::text::cell_width;
use crate::say;

/// What can be typed in place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkMove {
    Skip,
    Back,
    Open,
    Note,
    Quit,
}

const MOVES: [(&str, WorkMove, BilingualText); 5] = [
    ("s", WorkMove::Skip, zh_en("跳过", "skip")),
    ("b", WorkMove::Back, zh_en("上一单", "back")),
    ("o", WorkMove::Open, zh_en("详情", "open")),
    ("n", WorkMove::Note, zh_en("备注", "note")),
    ("q", WorkMove::Quit, zh_en("退出", "quit")),
];

/// What was typed.
pub(super) enum OperatorReply {
    Move(WorkMove),
    /// A command, and what was typed for its first blank.
    Choice(StepChoice, Option<String>),
    /// The first line of a text that the buyer wrote.
    PastedText(Personal),
}

/// A text of a buyer has a name or a number in it: what is shorter is a key that is none.
const LEAST_TEXT: usize = 4;

/// The move that a text stands for.
pub(super) fn find_move(typed: &str) -> Option<WorkMove> {
    let named = MOVES.iter().find(|(key, ..)| key.eq_ignore_ascii_case(typed)).map(|(_, found, _)| *found);
    named.or_else(|| is_back(typed).then_some(WorkMove::Back))
}

/// Asks until something is typed that means something here.
pub(super) fn read_reply(context: &CommandContext, question: &WorkQuestion) -> Result<OperatorReply> {
    let lang = context.lang();
    // The rest of a paste of several lines would answer questions that nobody has seen.
    let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    let keys = describe_keys(question, context.surface.width, lang);
    print_to_stderr(&format!("  {keys}"));
    let blank = question.plain_choice().and_then(StepChoice::first_blank);
    let plain = question.plain_choice();
    let prompt = plain.map_or_else(|| zh_en("选择", "Choose").in_lang(lang).to_owned(), |choice| choice.prompt(lang));
    loop {
        // Of a buyer's text every line is wanted.
        let typed = match question.takes_text {
            true => ask(|| read_line(&prompt, blank))?,
            false => ask_line(lang, || read_line(&prompt, blank))?,
        };
        let typed = typed.trim();
        if let Some(found) = find_move(typed) {
            return Ok(OperatorReply::Move(found));
        }
        if typed.is_empty() && question.left_by_enter.is_some() {
            return Ok(OperatorReply::Move(WorkMove::Skip));
        }
        if let Some(reply) = find_choice(question, typed, lang) {
            return Ok(reply);
        }
        if question.takes_text && typed.chars().count() >= LEAST_TEXT {
            return Ok(OperatorReply::PastedText(Personal::new(typed.to_owned())));
        }
        if typed.is_empty() {
            print_to_stderr(&format!("  {keys}"));
            continue;
        }
        let refused = blank.filter(|blank| !blank.accepts(typed)).and_then(BlankKind::refusal);
        print_to_stderr(&refused.map_or_else(
            || {
                say!("没有「{typed}」这个选项：{keys}", "there is no choice \"{typed}\": {keys}")
                    .in_lang(lang)
                    .to_owned()
            },
            |refusal| format!("{}\n  {keys}", refusal.in_lang(lang)),
        ));
    }
}

/// The choice whose key or name was typed, with what stands behind it; or the one that an answer or Enter means.
fn find_choice(question: &WorkQuestion, typed: &str, lang: Lang) -> Option<OperatorReply> {
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let keyed = question.choices.iter().find(|choice| {
        !choice.key.is_empty() && (choice.key.eq_ignore_ascii_case(first) || choice.label.in_lang(lang) == first)
    });
    if let Some(choice) = keyed {
        let rest = Some(rest.trim()).filter(|rest| !rest.is_empty() && choice.first_blank().is_some());
        return Some(OperatorReply::Choice(choice.clone(), rest.map(str::to_owned)));
    }
    let plain = question.plain_choice()?;
    match (plain.first_blank(), typed.is_empty()) {
        (None, true) => Some(OperatorReply::Choice(plain.clone(), None)),
        (Some(blank), false) if blank.accepts(typed) => {
            Some(OperatorReply::Choice(plain.clone(), Some(clean_answer(blank, typed))))
        }
        (None, false) | (Some(_), _) => None,
    }
}

/// One more thing that a command has to be told; none where the line stays empty, or `<` leads back.
pub(super) fn read_blank(context: &CommandContext, prompt: &str, blank: BlankKind) -> Result<Option<String>> {
    loop {
        let typed = ask_line(context.lang(), || read_line(prompt, Some(blank)))?;
        let typed = typed.trim();
        if typed.is_empty() || is_back(typed) {
            return Ok(None);
        }
        match blank.refusal().filter(|_| !blank.accepts(typed)) {
            Some(refusal) => print_to_stderr(&format!("{}\n", refusal.in_lang(context.lang()))),
            None => return Ok(Some(clean_answer(blank, typed))),
        }
    }
}

fn read_line(prompt: &str, blank: Option<BlankKind>) -> dialoguer::Result<String> {
    let completion = PathCompletion;
    let input = Input::<String>::new().with_prompt(prompt).allow_empty(true);
    let input = if blank.is_some_and(BlankKind::is_path) { input.completion_with(&completion) } else { input };
    input.interact_text()
}

/// A path as a terminal types it for a file that is dropped on it: in quotation marks, as an address, with `\` before blanks.
fn clean_answer(blank: BlankKind, typed: &str) -> String {
    if !blank.is_path() || Path::new(typed).exists() {
        return typed.to_owned();
    }
    let unquoted = shlex::split(typed).filter(|words| words.len() == 1).and_then(|mut words| words.pop());
    let path = unquoted.unwrap_or_else(|| typed.to_owned());
    path.strip_prefix("file://").map_or(path.clone(), str::to_owned)
}

/// `y 通过 · r 驳回 · s 跳过 …`, and what Enter does: on as many lines as the terminal needs, each of whole choices.
fn describe_keys(question: &WorkQuestion, width: Option<u16>, lang: Lang) -> String {
    let choices = question.choices.iter().map(|choice| match (choice.key, choice.first_blank()) {
        ("", None) => format!("{} {}", zh_en("回车", "Enter").in_lang(lang), choice.label.in_lang(lang)),
        ("", Some(_)) => String::new(),
        (key, _) => format!("{key} {}", choice.label.in_lang(lang)),
    });
    let left =
        question.left_by_enter.map(|left| format!("{} {}", zh_en("回车", "Enter").in_lang(lang), left.in_lang(lang)));
    let moves = MOVES.iter().map(|(key, _, label)| format!("{key} {}", label.in_lang(lang)));
    let all: Vec<String> = choices.filter(|text| !text.is_empty()).chain(left).chain(moves).collect();
    join_in_lines(&all, usize::from(width.unwrap_or(80)).saturating_sub(2))
}

/// The texts with dots between them, in lines of at most `cells` where a single one is no longer than that.
fn join_in_lines(texts: &[String], cells: usize) -> String {
    let (mut joined, mut used) = (String::new(), 0);
    for text in texts {
        let wide = cell_width(text);
        if used == 0 {
            used = wide;
        } else if used + 3 + wide <= cells {
            joined.push_str(" · ");
            used += 3 + wide;
        } else {
            joined.push_str("\n  ");
            used = wide;
        }
        joined.push_str(text);
    }
    joined
}

/// Completes a path as far as the files there agree.
struct PathCompletion;

impl Completion for PathCompletion {
    fn get(&self, input: &str) -> Option<String> {
        let (dir, start) = input.rsplit_once('/').map_or(("", input), |(dir, start)| (dir, start));
        let place = match (dir, input.starts_with('/')) {
            ("", false) => PathBuf::from("."),
            ("", true) => PathBuf::from("/"),
            (dir, _) => PathBuf::from(dir),
        };
        let entries = std::fs::read_dir(&place).ok()?.flatten();
        let names = entries.filter_map(|entry| {
            let name = entry.file_name().into_string().ok().filter(|name| name.starts_with(start))?;
            let hidden = name.starts_with('.') && !start.starts_with('.');
            (!hidden).then(|| if entry.path().is_dir() { format!("{name}/") } else { name })
        });
        let agreed = names.reduce(|one, other| common_start(&one, &other))?;
        let kept = input.len() - start.len();
        (agreed.len() > start.len()).then(|| format!("{}{agreed}", input.get(..kept).unwrap_or_default()))
    }
}

fn common_start(one: &str, other: &str) -> String {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_completes_as_far_as_the_files_agree() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["proof-1.png", "proof-2.png", "shot.png", ".hidden"] {
            std::fs::write(dir.path().join(name), "").unwrap();
        }
        std::fs::create_dir(dir.path().join("pictures")).unwrap();
        let complete = |typed: &str| PathCompletion.get(&format!("{}/{typed}", dir.path().display()));
        let at = |name: &str| Some(format!("{}/{name}", dir.path().display()));
        assert_eq!(complete("pr"), at("proof-"));
        assert_eq!(complete("proof-1"), at("proof-1.png"));
        assert_eq!(complete("pi"), at("pictures/"));
        assert_eq!(complete("s"), at("shot.png"));
        assert_eq!(complete(".h"), at(".hidden"));
        assert_eq!((complete("proof-"), complete("x"), complete("p")), (None, None, None));
    }

    #[test]
    fn a_line_of_keys_breaks_between_them() {
        let keys = ["y 通过", "o open", "q quit"].map(str::to_owned);
        assert_eq!(join_in_lines(&keys, 24), "y 通过 · o open · q quit");
        assert_eq!(join_in_lines(&keys, 23), "y 通过 · o open\n  q quit");
        assert_eq!(
            join_in_lines(&keys, 5),
            "y 通过\n  o open\n  q quit",
            "a terminal may be narrower than any of them"
        );
    }

    #[test]
    fn a_dropped_file_is_found_however_the_terminal_spells_it() {
        for typed in ["'/x/a b.png'", r"/x/a\ b.png", "\"/x/a b.png\"", "'file:///x/a b.png'"] {
            assert_eq!(clean_answer(BlankKind::Proof, typed), "/x/a b.png", "{typed}");
        }
        assert_eq!(clean_answer(BlankKind::Reason, "it's late"), "it's late");
    }
}
