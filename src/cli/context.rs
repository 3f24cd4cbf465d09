//! What a command works with: the flags, the terminal, and the shop once it is opened.

use std::path::Path;

use super::errors::CliError;
use crate::app::input::FormatError;
use crate::app::write::clock::Clock;
use crate::app::write::id_source::IdSource;
use crate::app::{App, Caller, ShopOptions};
use crate::config::{Config, Dirs, NamedPaths, Paths};
use crate::domain::order::event::EventSource;
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::money::Fen;
use crate::domain::value::spelling::amount::read_order_amount;
use crate::domain::value::spelling::time::{read_day, read_past_moment};
use crate::domain::value::text::fold::compact_text;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};
use crate::output::format::OutputPlan;
use crate::output::terminal::DisplayOptions;

use super::effect::CommandEffect;
use super::global::GlobalArgs;
use super::placeholder_check::refuse_placeholder;
use super::{environment, prompt};

/// The longest text that an argument reads from stdin, in bytes: more than any such text may have.
const TEXT_ARGUMENT_LIMIT: usize = 4096;

/// What a command works with.
pub struct CommandContext {
    /// The flags of every command.
    pub global: GlobalArgs,
    /// What the terminal can show.
    pub surface: DisplayOptions,
    /// What the command changes.
    pub effect: CommandEffect,
    /// How to print.
    pub plan: OutputPlan,
    /// Where everything is.
    pub paths: Paths,
    /// The configuration.
    pub config: Config,
    clock: fn() -> Timestamp,
}

/// What a configuration file that somebody named has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedConfig {
    /// There: a name that is wrong must not fall back to the defaults.
    Required,
    /// Perhaps not yet there: the command makes it.
    MadeHere,
}

/// A failure before the terminal is fully known: the error, a surface to print it on, and whether a script reads it.
pub type StartupFailure = (Box<Error>, DisplayOptions, bool);

impl CommandContext {
    /// Reads flags, environment and configuration.
    pub fn new(
        global: GlobalArgs,
        effect: CommandEffect,
        named: NamedConfig,
        clock: fn() -> Timestamp,
    ) -> std::result::Result<Self, StartupFailure> {
        let first = global.lang.map_or_else(environment::locale_language, Lang::from);
        let surface = |lang| environment::detect_display(lang, global.color.into(), global.quiet, global.verbose);
        let machine =
            global.json.is_some() || global.format.is_some_and(|format| format != super::global::FormatArg::Table);
        let early = |error| (error, surface(first), machine);
        let mut plan = OutputPlan::new(global.format.map(Into::into), global.json.as_deref(), global.jq.as_deref())
            .map_err(early)?;
        if let CommandEffect::Writes(fields) = effect {
            plan.declare_fields(fields).map_err(early)?;
        }
        let (paths, config) = load_paths_and_config(&global, named).map_err(early)?;
        let lang = global.lang.map(Lang::from).or(config.lang).unwrap_or_else(environment::locale_language);
        let surface = surface(lang);
        Ok(Self { global, surface, effect, plan, paths, config, clock })
    }

    pub const fn lang(&self) -> Lang {
        self.surface.lang
    }

    /// The clock of this command: the system's, or what a sandbox set.
    pub fn clock(&self) -> Result<Clock> {
        let clock = Clock::from_system(self.clock);
        let Some(text) = &self.global.now else { return Ok(clock) };
        let (received, processed) = text.split_once(',').unwrap_or((text, text));
        Ok(clock.set_to(parse_time_flag("--now", received)?, parse_time_flag("--now", processed)?))
    }

    /// The day on which this command runs, where the resale flow speaks to people.
    pub fn today(&self) -> Result<Day> {
        Ok(self.clock()?.received_at().shanghai_day())
    }

    /// Reads a moment that lies behind: as a sheet may spell it, or told from now, such as `today`, `1h` or `3d`.
    pub fn read_past_flag(&self, flag: &str, text: &str) -> Result<Timestamp> {
        read_past_moment(text, self.clock()?.received_at()).map_err(|error| {
            FormatError::PastTimeFlag { flag: &flag, error: &error }.into_error().detail("field", flag)
        })
    }

    pub fn operator_id(&self) -> Result<String> {
        let named = self.global.operator.clone().or_else(|| self.config.operator.clone());
        let operator = named.unwrap_or_else(environment::login_name);
        check_short_text("--operator", &operator, 64)?;
        Ok(operator)
    }

    /// Opens the shop for a person at the keyboard.
    pub fn open_app(&self) -> Result<App> {
        self.open_app_as(EventSource::Admin)
    }

    /// Opens the shop for `source`.
    pub fn open_app_as(&self, source: EventSource) -> Result<App> {
        App::open(self.open_options_as(source)?)
    }

    /// Everything that [`App::open`] needs, for a command that must also work where nothing opens.
    pub fn open_options(&self) -> Result<ShopOptions> {
        self.open_options_as(EventSource::Admin)
    }

    fn open_options_as(&self, source: EventSource) -> Result<ShopOptions> {
        if let Some(key) = &self.global.key {
            check_short_text("--key", key, 128)?;
        }
        Ok(ShopOptions {
            paths: self.paths.clone(),
            config: self.config.clone(),
            clock: self.clock()?,
            ids: self.global.ids.as_deref().map_or(Ok(IdSource::System), IdSource::parse)?,
            caller: Caller {
                operator: self.operator_id()?,
                source,
                key: self.global.key.clone(),
                dry_run: self.global.dry_run,
                lang: self.lang(),
            },
        })
    }

    /// Refuses `--key` for a command that has no use for it, instead of taking it without a word.
    pub fn refuse_key(&self, command: &str, why: &BilingualMessage) -> Result<()> {
        match &self.global.key {
            None => Ok(()),
            Some(_) => {
                let error = CliError::KeyNotTaken { command: &command, zh: &why.zh, en: &why.en }.into_error();
                Err(error.detail("field", "--key"))
            }
        }
    }

    /// Asks a yes-or-no question; `--yes` answers it.
    ///
    /// # Errors
    /// Nobody to ask (exit 2); the answer is no (exit 10).
    pub fn confirm_question(&self, question: &BilingualMessage) -> Result<()> {
        if self.global.yes {
            return Ok(());
        }
        let question = question.in_lang(self.lang());
        self.require_prompt(question, "--yes")?;
        if prompt::ask_yes_no(question)? { Ok(()) } else { Err(CliError::Declined.into_error()) }
    }

    /// Asks for a text to be typed, where a yes comes too easily; `--yes` stands for it.
    ///
    /// # Errors
    /// Nobody to ask (exit 2); something else was typed (exit 10).
    pub fn confirm_by_typing(&self, question: &BilingualMessage, text: &str) -> Result<()> {
        if self.global.yes {
            return Ok(());
        }
        let question = question.in_lang(self.lang());
        self.require_prompt(question, "--yes")?;
        let input = dialoguer::Input::<String>::new().with_prompt(question).allow_empty(true);
        let typed = prompt::ask(|| input.interact_text())?;
        if names_in_full_or_short(typed.trim(), text) { Ok(()) } else { Err(CliError::Declined.into_error()) }
    }

    /// A text that `flag` gave, or else what a person types.
    pub fn ask_missing(&self, given: Option<String>, flag: &str, question: &BilingualMessage) -> Result<String> {
        if let Some(given) = given {
            return Ok(given);
        }
        let question = question.in_lang(self.lang());
        self.require_prompt(question, &format!("{flag} …"))?;
        let ask = || dialoguer::Input::<String>::new().with_prompt(question).interact_text();
        let answer = prompt::ask_line(self.lang(), ask)?;
        if prompt::is_back(&answer) {
            return Err(CliError::Declined.into_error());
        }
        refuse_placeholder(flag, &answer)?;
        Ok(answer)
    }

    /// The text of an argument; of `-`, what is piped in.
    pub fn read_text_argument(&self, given: String, name: &str) -> Result<String> {
        if given != "-" {
            return Ok(given);
        }
        let bytes = environment::named_file(Path::new("-")).read_past(TEXT_ARGUMENT_LIMIT)?;
        let text = String::from_utf8(bytes).ok().filter(|text| text.len() <= TEXT_ARGUMENT_LIMIT);
        text.ok_or_else(|| {
            CliError::PipedTextInvalid { name: &name, limit: &ByteSize(TEXT_ARGUMENT_LIMIT as u64) }.into_error()
        })
    }

    pub fn can_ask(&self) -> bool {
        !self.global.no_input && environment::can_ask()
    }

    /// Whether a person sits there who may be asked for what need not be given: a script that reads the answer is not.
    pub fn asks_for_more(&self) -> bool {
        self.can_ask() && !self.global.yes && self.surface.stdout_is_tty && !self.plan.is_machine()
    }

    /// Refuses when nobody can be asked.
    pub fn require_prompt(&self, question: &str, answer: &str) -> Result<()> {
        if self.can_ask() { Ok(()) } else { Err(no_terminal_error(question, answer)) }
    }
}

/// The fewest characters of an order's number by whose end it is known.
const SHORT_FORM: usize = 4;

/// Whether `typed` is a text, or the end of a long one, as an order's number is given everywhere else.
fn names_in_full_or_short(typed: &str, text: &str) -> bool {
    let (typed, whole) = (compact_text(typed), compact_text(text));
    let is_end = typed.chars().count() >= SHORT_FORM && whole.ends_with(&typed);
    typed == whole || is_end
}

fn no_terminal_error(question: &str, answer: &str) -> Box<Error> {
    CliError::AnswerNeeded { question: &question, answer: &answer }.into_error()
}

fn load_paths_and_config(global: &GlobalArgs, named_config: NamedConfig) -> Result<(Paths, Config)> {
    let named = NamedPaths {
        db: global.db.clone(),
        config: global.config.clone(),
        key: environment::read_path_variable("TICKETCTL_KEY_FILE"),
        credentials: environment::read_path_variable("CREDENTIALS_DIRECTORY"),
        ocr_models: environment::read_path_variable("TICKETCTL_OCR_MODELS"),
    };
    let paths = Paths::resolve(&Dirs::from_xdg()?, named);
    let must_be_there = global.config.is_some() && named_config == NamedConfig::Required;
    let mut config = if must_be_there { Config::load(&paths.config)? } else { Config::load_or_default(&paths.config)? };
    for (name, key) in
        [("TICKETCTL_WECOM_BASE_URL", "wecom.base_url"), ("TICKETCTL_TELEGRAM_BASE_URL", "telegram.base_url")]
    {
        if let Some(url) = environment::require_text_variable(name)? {
            config.overlay_value(key, &url, crate::config::SettingOrigin::Env)?;
        }
    }
    Ok((paths, config))
}

pub fn parse_time_flag(flag: &str, text: &str) -> Result<Timestamp> {
    Timestamp::parse(text)
        .map_err(|error| FormatError::TimeFlag { flag: &flag, error: &error }.into_error().detail("field", flag))
}

pub fn parse_day_flag(flag: &str, text: &str) -> Result<Day> {
    read_day(text)
        .map_err(|error| CliError::DateInvalid { flag: &flag, error: &error }.into_error().detail("field", flag))
}

/// Reads `--amount`, in yuan.
pub fn parse_amount_flag(text: &str) -> Result<Fen> {
    read_order_amount(text)
        .map_err(|error| FormatError::AmountFlag { error: &error }.into_error().detail("field", "--amount"))
}

/// Refuses a text that is empty, too long, or not fit to be shown.
pub fn check_short_text(flag: &str, text: &str, limit: usize) -> Result<()> {
    if !text.trim().is_empty() && text.chars().count() <= limit && crate::domain::value::text::text_is_clean(text) {
        return Ok(());
    }
    Err(CliError::TextInvalid { flag: &flag, limit: &limit }.into_error().detail("field", flag).detail("limit", limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_confirmed_by_its_end_and_a_count_by_itself() {
        let order = "XY20260320033546715D3AV";
        for typed in [order, "D3AV", "d3av", "15D3AV", "Ｄ３ＡＶ"] {
            assert!(names_in_full_or_short(typed, order), "{typed}");
        }
        for typed in ["", "3AV", "AAAA", "XY20260320033546715", "y"] {
            assert!(!names_in_full_or_short(typed, order), "{typed}");
        }
        assert!(names_in_full_or_short("12", "12") && !names_in_full_or_short("2", "12"));
    }
}
