//! What the terminal can show, decided once from facts that are passed in.
//!
//! Invariant: nothing here reads the environment or asks the system; two equal [`TerminalEnvironment`] give two equal surfaces.

use crate::domain::value::message::Lang;

/// The answer to `--color`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColorChoice {
    /// The environment and the terminal decide.
    #[default]
    Auto,
    /// Colour, wherever the output goes.
    Always,
    Never,
}

/// What is known when the program starts. Environment variables are passed as they are, unset as `None`.
#[derive(Clone, Debug, Default)]
pub struct TerminalEnvironment<'a> {
    pub stdout_is_tty: bool,
    pub stderr_is_tty: bool,
    /// The columns of the terminal, as the system says.
    pub terminal_width: Option<u16>,
    /// `COLUMNS`, which wins over the system.
    pub columns: Option<&'a str>,
    /// `NO_COLOR`: any text but an empty one.
    pub no_color: Option<&'a str>,
    /// `CLICOLOR`: `0` means no colour.
    pub clicolor: Option<&'a str>,
    /// `CLICOLOR_FORCE`: any text but an empty one and `0`.
    pub clicolor_force: Option<&'a str>,
    /// `TERM`: `dumb` means no colour.
    pub term: Option<&'a str>,
    /// `--color`, which wins over the environment.
    pub color: ColorChoice,
    pub lang: Lang,
    /// `-q`.
    pub quiet: bool,
    /// How many `-v`.
    pub verbose: u8,
}

/// Where the output goes and how it may look there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisplayOptions {
    /// Whether stdout is a terminal. Without one nothing is wrapped, cut, boxed or asked.
    pub stdout_is_tty: bool,
    pub stderr_is_tty: bool,
    /// The columns of the terminal on stdout; `None` means: do not wrap.
    pub width: Option<u16>,
    /// Whether stdout gets colour.
    pub color: bool,
    /// Whether stderr gets colour.
    pub stderr_color: bool,
    pub lang: Lang,
    /// Data, warnings and errors only.
    pub quiet: bool,
    /// How much more to show.
    pub verbose: u8,
}

impl DisplayOptions {
    pub fn new(facts: &TerminalEnvironment<'_>) -> Self {
        let columns = facts.columns.and_then(|text| text.trim().parse().ok()).filter(|width| *width > 0);
        Self {
            stdout_is_tty: facts.stdout_is_tty,
            stderr_is_tty: facts.stderr_is_tty,
            width: columns.or(facts.terminal_width).filter(|_| facts.stdout_is_tty),
            color: facts.wants_color(facts.stdout_is_tty),
            stderr_color: facts.wants_color(facts.stderr_is_tty),
            lang: facts.lang,
            quiet: facts.quiet,
            verbose: facts.verbose,
        }
    }

    /// A pipe: no width, no colour.
    pub const fn for_pipe(lang: Lang) -> Self {
        Self {
            stdout_is_tty: false,
            stderr_is_tty: false,
            width: None,
            color: false,
            stderr_color: false,
            lang,
            quiet: false,
            verbose: 0,
        }
    }

    /// The styles of stdout.
    pub const fn stdout_styler(&self) -> AnsiStyler {
        AnsiStyler { on: self.color }
    }

    /// The styles of stderr.
    pub const fn stderr_styler(&self) -> AnsiStyler {
        AnsiStyler { on: self.stderr_color }
    }
}

impl TerminalEnvironment<'_> {
    /// Order of precedence: the flag, `NO_COLOR`, `CLICOLOR_FORCE`, then `TERM`, `CLICOLOR` and the stream itself.
    fn wants_color(&self, is_tty: bool) -> bool {
        let is_set = |value: Option<&str>| value.is_some_and(|text| !text.is_empty());
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if is_set(self.no_color) => false,
            ColorChoice::Auto if is_set(self.clicolor_force) && self.clicolor_force != Some("0") => true,
            ColorChoice::Auto => is_tty && self.term != Some("dumb") && self.clicolor != Some("0"),
        }
    }
}

/// How a text stands out. Never the only carrier of a meaning: the words say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextStyle {
    #[default]
    Plain,
    Bold,
    Dim,
    Good,
    Bad,
    Warn,
}

/// Puts the codes of a tone around a text, or leaves it alone where there is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnsiStyler {
    on: bool,
}

impl AnsiStyler {
    pub fn apply_style(self, tone: TextStyle, text: &str) -> String {
        let code = match tone {
            TextStyle::Plain => return text.to_owned(),
            TextStyle::Bold => "1",
            TextStyle::Dim => "2",
            TextStyle::Bad => "31",
            TextStyle::Good => "32",
            TextStyle::Warn => "33",
        };
        if self.on && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    pub fn bold(self, text: &str) -> String {
        self.apply_style(TextStyle::Bold, text)
    }

    pub fn dim(self, text: &str) -> String {
        self.apply_style(TextStyle::Dim, text)
    }

    pub fn red(self, text: &str) -> String {
        self.apply_style(TextStyle::Bad, text)
    }

    pub fn green(self, text: &str) -> String {
        self.apply_style(TextStyle::Good, text)
    }

    pub fn yellow(self, text: &str) -> String {
        self.apply_style(TextStyle::Warn, text)
    }

    pub const fn is_enabled(self) -> bool {
        self.on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tty() -> TerminalEnvironment<'static> {
        TerminalEnvironment {
            stdout_is_tty: true,
            stderr_is_tty: true,
            terminal_width: Some(100),
            ..TerminalEnvironment::default()
        }
    }

    #[test]
    fn colour_follows_the_flag_then_the_environment_then_the_stream() {
        let color = |facts: TerminalEnvironment<'_>| DisplayOptions::new(&facts).color;
        assert!(color(tty()));
        assert!(!color(TerminalEnvironment::default()));
        assert!(!color(TerminalEnvironment { no_color: Some("1"), clicolor_force: Some("1"), ..tty() }));
        assert!(color(TerminalEnvironment { no_color: Some(""), ..tty() }), "an empty NO_COLOR says nothing");
        assert!(!color(TerminalEnvironment { clicolor: Some("0"), ..tty() }));
        assert!(!color(TerminalEnvironment { term: Some("dumb"), ..tty() }));
        assert!(color(TerminalEnvironment { clicolor_force: Some("1"), ..TerminalEnvironment::default() }));
        assert!(!color(TerminalEnvironment { clicolor_force: Some("0"), ..TerminalEnvironment::default() }));
        assert!(color(TerminalEnvironment {
            color: ColorChoice::Always,
            no_color: Some("1"),
            ..TerminalEnvironment::default()
        }));
        assert!(!color(TerminalEnvironment { color: ColorChoice::Never, clicolor_force: Some("1"), ..tty() }));
    }

    #[test]
    fn each_stream_is_judged_alone() {
        let surface = DisplayOptions::new(&TerminalEnvironment { stderr_is_tty: false, ..tty() });
        assert!(surface.color && !surface.stderr_color);
    }

    #[test]
    fn columns_wins_over_the_system_and_a_pipe_has_no_width() {
        let width = |facts: TerminalEnvironment<'_>| DisplayOptions::new(&facts).width;
        assert_eq!(width(tty()), Some(100));
        assert_eq!(width(TerminalEnvironment { columns: Some("72"), ..tty() }), Some(72));
        assert_eq!(width(TerminalEnvironment { columns: Some("0"), ..tty() }), Some(100));
        assert_eq!(width(TerminalEnvironment { columns: Some("wide"), ..tty() }), Some(100));
        assert_eq!(width(TerminalEnvironment { columns: Some("72"), stdout_is_tty: false, ..tty() }), None);
    }

    #[test]
    fn without_colour_a_text_stays_as_it_is() {
        assert_eq!(DisplayOptions::for_pipe(Lang::En).stdout_styler().red("no"), "no");
        assert_eq!(DisplayOptions::new(&tty()).stdout_styler().red("no"), "\u{1b}[31mno\u{1b}[0m");
    }
}
