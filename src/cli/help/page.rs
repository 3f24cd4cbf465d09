//! The help page of a command, laid out for either language: what it does, how it is used, its own flags, and examples. The
//! flags of every command are one line, and have a page of their own.

use clap::{Arg, Command};

use super::examples::CommandExamples;
use super::paragraph::wrap_paragraph;
use super::topics::TOPICS;
use crate::cli::usage_error::{say_usage, strip_usage_label};
use crate::domain::value::message::{BilingualText, Lang};
use crate::output::placeholder::name_bracketed;
use crate::output::terminal::{AnsiStyler, DisplayOptions};
use crate::output::text::{cell_width, pad_to_width};

/// A flag that is wider has its text on the next line.
const WIDEST_TERM: usize = 28;
/// Lines are no longer than this even on a wider terminal.
const WIDEST_PAGE: usize = 100;

/// How much a page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpDepth {
    /// `-h`
    Summary,
    /// `--help`, `help X`
    Whole,
}

/// One page being written.
struct PageWriter<'p> {
    text: String,
    lang: Lang,
    depth: HelpDepth,
    styler: AnsiStyler,
    width: Option<usize>,
    path: &'p str,
}

/// The page of the command that `path` names in a tree, in the language of the tree.
pub fn format_help_page(command: &Command, path: &str, depth: HelpDepth, surface: &DisplayOptions) -> String {
    let mut page = PageWriter::begin(path, depth, surface);
    page.write_about(command);
    page.write_usage(command);
    let shown = |sub: &&Command| !sub.is_hide_set();
    let about = |sub: &Command| sub.get_about().map(ToString::to_string).unwrap_or_default();
    let commands = command.get_subcommands().filter(shown).map(|sub| (sub.get_name().to_owned(), vec![about(sub)]));
    page.write_terms("命令", "Commands", commands.collect());
    page.write_args("参数", "Arguments", command.get_positionals().filter(|arg| !arg.is_hide_set()));
    page.write_args("选项", "Options", command.get_arguments().filter(|arg| is_own_flag(arg)));
    page.write_notes(command);
    page.write_examples();
    if path.is_empty() {
        page.write_topics();
    }
    page.write_globals_line();
    page.text
}

/// The page of the flags that hold for every command.
pub fn format_global_options(root: &Command, surface: &DisplayOptions) -> String {
    let mut page = PageWriter::begin("", HelpDepth::Whole, surface);
    let globals = root.get_arguments().filter(|arg| !is_own_flag(arg) && !arg.is_positional());
    page.write_args("全局选项（每个命令都可以用）", "Global options, for every command", globals);
    page.text.trim_start_matches('\n').to_owned()
}

fn is_own_flag(arg: &Arg) -> bool {
    let every_command = arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str());
    !arg.is_positional() && !arg.is_hide_set() && !every_command
}

impl<'p> PageWriter<'p> {
    fn begin(path: &'p str, depth: HelpDepth, surface: &DisplayOptions) -> Self {
        let width = surface.width.map(|width| usize::from(width).clamp(40, WIDEST_PAGE));
        Self { text: String::new(), lang: surface.lang, depth, styler: surface.stdout_styler(), width, path }
    }

    const fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        BilingualText { zh, en }.in_lang(self.lang)
    }

    fn write_line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// A heading with its colon, after an empty line.
    fn write_heading(&mut self, heading: &str) {
        let colon = self.say("：", ":");
        let heading = self.styler.bold(&format!("{heading}{colon}"));
        self.text.push('\n');
        self.write_line(&heading);
    }

    /// A paragraph; one that is laid out in lines stays so.
    fn write_paragraphs(&mut self, text: &str) {
        for (at, paragraph) in text.split("\n\n").enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            for line in paragraph.lines() {
                for line in self.wrap(line, 0) {
                    self.write_line(&line);
                }
            }
        }
    }

    fn wrap(&self, text: &str, indent: usize) -> Vec<String> {
        match self.width {
            Some(width) => wrap_paragraph(text, width.saturating_sub(indent)),
            None => vec![text.to_owned()],
        }
    }

    fn write_about(&mut self, command: &Command) {
        let long = command.get_long_about().filter(|_| self.depth == HelpDepth::Whole);
        if let Some(about) = long.or_else(|| command.get_about()) {
            self.write_paragraphs(&about.to_string());
        }
    }

    fn write_usage(&mut self, command: &Command) {
        let usage = strip_usage_label(&command.clone().render_usage().to_string());
        let usage = say_usage(&usage, self.lang);
        let head = self.styler.bold(self.say("用法：", "Usage:"));
        let gap = self.say("", " ");
        let below = usage.lines().map(str::trim).collect::<Vec<_>>().join("\n       ");
        self.text.push('\n');
        self.write_line(&format!("{head}{gap}{below}"));
    }

    fn write_args<'a>(&mut self, zh: &'static str, en: &'static str, args: impl Iterator<Item = &'a Arg>) {
        let rows = args.map(|arg| (format_arg_term(arg, self.lang), self.describe_arg(arg))).collect();
        self.write_terms(zh, en, rows);
    }

    /// What a term is, in a column beside it: each paragraph begins a line.
    fn write_terms(&mut self, zh: &'static str, en: &'static str, rows: Vec<(String, Vec<String>)>) {
        if rows.is_empty() {
            return;
        }
        self.write_heading(self.say(zh, en));
        let fits = |width: &usize| *width <= WIDEST_TERM;
        let column = rows.iter().map(|(term, _)| cell_width(term)).filter(fits).max().unwrap_or(WIDEST_TERM);
        let indent = column + 4;
        for (term, paragraphs) in rows {
            let mut lines: Vec<String> = paragraphs.iter().flat_map(|text| self.wrap(text, indent)).collect();
            let shown = self.styler.bold(&term);
            let beside = if cell_width(&term) <= column && !lines.is_empty() { lines.remove(0) } else { String::new() };
            let padding = column.saturating_sub(cell_width(&term));
            self.write_line(&format!("  {shown}{}  {beside}", pad_to_width("", padding)));
            for line in lines {
                self.write_line(&format!("{}{line}", pad_to_width("", indent)));
            }
        }
    }

    /// The text of a flag, then what it may be and where else it is from.
    fn describe_arg(&self, arg: &Arg) -> Vec<String> {
        let long = arg.get_long_help().filter(|_| self.depth == HelpDepth::Whole);
        let help = long.or_else(|| arg.get_help()).map(ToString::to_string).unwrap_or_default();
        let values = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
        let values: Vec<_> = values.into_iter().filter(|value| !value.is_hide_set()).collect();
        let told = self.depth == HelpDepth::Whole && values.iter().any(|value| value.get_help().is_some());
        let mut facts = self.list_facts(arg);
        if !told && !values.is_empty() {
            let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
            facts.push(self.format_fact("可选值", "possible values", &names.join(self.say("、", ", "))));
        }
        let mut paragraphs: Vec<String> = help.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if !facts.is_empty() {
            let facts = facts.join(" ");
            match paragraphs.last_mut() {
                Some(last) => last.push_str(&format!(" {facts}")),
                None => paragraphs.push(facts),
            }
        }
        if told {
            let width = values.iter().map(|value| cell_width(value.get_name())).max().unwrap_or(0);
            paragraphs.extend(values.iter().map(|value| {
                let help = value.get_help().map(ToString::to_string).filter(|help| help != value.get_name());
                format!("- {}  {}", pad_to_width(value.get_name(), width), help.unwrap_or_default())
            }));
        }
        paragraphs
    }

    fn list_facts(&self, arg: &Arg) -> Vec<String> {
        let mut facts = Vec::new();
        if let Some(name) = arg.get_env() {
            facts.push(self.format_fact("环境变量", "env", &name.to_string_lossy()));
        }
        if arg.get_action().takes_values() && !arg.is_hide_default_value_set() {
            let values: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
            if !values.is_empty() {
                facts.push(self.format_fact("默认", "default", &values.join(" ")));
            }
        }
        facts
    }

    fn format_fact(&self, zh: &'static str, en: &'static str, value: &str) -> String {
        let (name, colon) = (self.say(zh, en), self.say("：", ": "));
        format!("[{name}{colon}{value}]")
    }

    fn write_notes(&mut self, command: &Command) {
        let long = command.get_after_long_help().filter(|_| self.depth == HelpDepth::Whole);
        if let Some(notes) = long.or_else(|| command.get_after_help()) {
            self.text.push('\n');
            self.write_paragraphs(&notes.to_string());
        }
    }

    fn write_examples(&mut self) {
        let lines = CommandExamples::read().list(self.path, self.lang);
        if lines.is_empty() {
            return;
        }
        self.write_heading(self.say("示例", "Examples"));
        for line in lines {
            self.write_line(&format!("  {line}"));
        }
    }

    fn write_topics(&mut self) {
        let rows = TOPICS
            .iter()
            .map(|topic| (format!("help {}", topic.name), vec![topic.about.in_lang(self.lang).to_owned()]));
        self.write_terms("主题", "Topics", rows.collect());
    }

    fn write_globals_line(&mut self) {
        let line = self.say("全局选项：`ticketctl help options`", "Global options: `ticketctl help options`");
        self.text.push('\n');
        self.write_line(line);
    }
}

/// `-o, --output <FILE>`; what has no short form stands below those that have one.
fn format_arg_term(arg: &Arg, lang: Lang) -> String {
    let shown = arg.to_string();
    let shown = name_bracketed(&shown, lang);
    match (arg.is_positional(), arg.get_short(), arg.get_long()) {
        (true, ..) => shown.into_owned(),
        (false, Some(short), Some(_)) => format!("-{short}, {shown}"),
        _ => format!("    {shown}"),
    }
}
