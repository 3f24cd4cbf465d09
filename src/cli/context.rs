//! What a command works with: the flags, the terminal, and the shop once it is opened.

use crate::app::write::clock::Clock;
use crate::app::write::id_source::IdSource;
use crate::app::{App, Caller, Opening};
use crate::config::{Config, Dirs, Named, Paths};
use crate::domain::order::event::Source;
use crate::domain::value::message::Lang;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Exit, Result};
use crate::output::format::Plan;
use crate::output::terminal::Surface;
use crate::say;

use super::environment;
use super::global::Global;

pub struct Context {
    /// The flags of every command.
    pub global: Global,
    pub surface: Surface,
    pub plan: Plan,
    pub paths: Paths,
    pub config: Config,
    clock: fn() -> Timestamp,
}

/// A failure before the terminal is fully known: the error, a surface to print it on, and whether a script reads it.
pub type Early = (Box<Error>, Surface, bool);

impl Context {
    /// Reads flags, environment and configuration.
    pub fn new(global: Global, clock: fn() -> Timestamp) -> std::result::Result<Self, Early> {
        let first = global.lang.map_or_else(environment::locale, Lang::from);
        let surface = |lang| environment::surface(lang, global.color.into(), global.quiet, global.verbose);
        let machine =
            global.json.is_some() || global.format.is_some_and(|format| format != super::global::FormatArg::Table);
        let early = |error| (error, surface(first), machine);
        let plan =
            Plan::new(global.format.map(Into::into), global.json.as_deref(), global.jq.as_deref()).map_err(early)?;
        let (paths, config) = shop(&global).map_err(early)?;
        let lang = global.lang.map(Lang::from).or(config.lang).unwrap_or_else(environment::locale);
        let surface = surface(lang);
        Ok(Self { global, surface, plan, paths, config, clock })
    }

    pub const fn lang(&self) -> Lang {
        self.surface.lang
    }

    /// The clock of this command: the system's, or what a sandbox set.
    pub fn clock(&self) -> Result<Clock> {
        let clock = Clock::running(self.clock);
        let Some(text) = &self.global.now else { return Ok(clock) };
        let (received, processed) = text.split_once(',').unwrap_or((text, text));
        Ok(clock.set_to(time("--now", received)?, time("--now", processed)?))
    }

    pub fn operator(&self) -> Result<String> {
        let named = self.global.operator.clone().or_else(|| self.config.operator.clone());
        let operator = named.unwrap_or_else(environment::login);
        short_text("--operator", &operator, 64)?;
        Ok(operator)
    }

    /// Opens the shop for a person at the keyboard.
    pub fn app(&self) -> Result<App> {
        self.app_as(Source::Admin)
    }

    /// Opens the shop for `source`.
    pub fn app_as(&self, source: Source) -> Result<App> {
        App::open(self.opening_as(source)?)
    }

    /// Everything that [`App::open`] needs, for a command that must also work where nothing opens.
    pub fn opening(&self) -> Result<Opening> {
        self.opening_as(Source::Admin)
    }

    fn opening_as(&self, source: Source) -> Result<Opening> {
        if let Some(key) = &self.global.key {
            short_text("--key", key, 128)?;
        }
        Ok(Opening {
            paths: self.paths.clone(),
            config: self.config.clone(),
            clock: self.clock()?,
            ids: self.global.ids.as_deref().map_or(Ok(IdSource::System), IdSource::parse)?,
            caller: Caller {
                operator: self.operator()?,
                source,
                key: self.global.key.clone(),
                dry_run: self.global.dry_run,
                lang: self.lang(),
            },
        })
    }

    /// Asks a yes-or-no question; `--yes` answers it.
    ///
    /// # Errors
    /// Nobody to ask (exit 2); the answer is no (exit 10).
    pub fn confirm(&self, question: &crate::domain::value::message::Message) -> Result<()> {
        if self.global.yes {
            return Ok(());
        }
        let question = question.get(self.lang());
        self.ask_possible(question)?;
        let yes =
            dialoguer::Confirm::new().with_prompt(question).default(false).interact().map_err(|_| nobody(question))?;
        if yes { Ok(()) } else { Err(declined()) }
    }

    /// Asks for a text to be typed, where a yes comes too easily; `--yes` stands for it.
    ///
    /// # Errors
    /// Nobody to ask (exit 2); something else was typed (exit 10).
    pub fn confirm_typing(&self, question: &crate::domain::value::message::Message, text: &str) -> Result<()> {
        if self.global.yes {
            return Ok(());
        }
        let question = question.get(self.lang());
        self.ask_possible(question)?;
        let input = dialoguer::Input::<String>::new().with_prompt(question).allow_empty(true);
        let typed = input.interact_text().map_err(|_| nobody(question))?;
        if typed.trim() == text { Ok(()) } else { Err(declined()) }
    }

    pub fn can_ask(&self) -> bool {
        !self.global.no_input && environment::can_ask()
    }

    /// Refuses when nobody can be asked.
    ///
    /// # Errors
    /// Exit 2, with the question that stays open.
    pub fn ask_possible(&self, question: &str) -> Result<()> {
        if self.can_ask() { Ok(()) } else { Err(nobody(question)) }
    }
}

fn declined() -> Box<Error> {
    Error::new(
        "declined",
        Exit::Declined,
        say!("已按你的回答停止，什么都没有改变", "stopped as you said; nothing was changed"),
    )
}

fn nobody(question: &str) -> Box<Error> {
    Error::usage(
        "answer_needed",
        say!(
            "需要回答「{question}」，但没有终端可问",
            "an answer is needed, and there is no terminal to ask: {question}"
        ),
    )
    .hint(say!("加 --yes，或用参数给出", "add --yes, or give it as a flag"))
}

fn shop(global: &Global) -> Result<(Paths, Config)> {
    let named = Named {
        db: global.db.clone(),
        config: global.config.clone(),
        key: environment::variable("TICKETCTL_KEY_FILE").map(Into::into),
        credentials: environment::variable("CREDENTIALS_DIRECTORY").map(Into::into),
        ocr_models: environment::variable("TICKETCTL_OCR_MODELS").map(Into::into),
    };
    let paths = Paths::resolve(&Dirs::xdg()?, named);
    let mut config =
        if global.config.is_some() { Config::load(&paths.config)? } else { Config::load_or_default(&paths.config)? };
    for (name, key) in
        [("TICKETCTL_WECOM_BASE_URL", "wecom.base_url"), ("TICKETCTL_TELEGRAM_BASE_URL", "telegram.base_url")]
    {
        if let Some(url) = environment::variable(name) {
            config.overlay(key, &url, crate::config::Origin::Env)?;
        }
    }
    Ok((paths, config))
}

pub fn time(flag: &str, text: &str) -> Result<Timestamp> {
    Timestamp::parse(text).map_err(|error| {
        Error::usage("time_invalid", say!("{flag}：时间要写成 2026-03-20T03:36:02Z 这样", "{flag}: {error}"))
            .detail("field", flag)
    })
}

pub fn day(flag: &str, text: &str) -> Result<Day> {
    Day::parse(text).map_err(|error| {
        Error::usage("date_invalid", say!("{flag}：日期要写成 2026-04-15 这样", "{flag}: {error}"))
            .detail("field", flag)
    })
}

/// Refuses a text that is empty, too long, or not fit to be shown.
pub fn short_text(flag: &str, text: &str, limit: usize) -> Result<()> {
    if !text.trim().is_empty() && text.chars().count() <= limit && crate::domain::value::text::text_is_clean(text) {
        return Ok(());
    }
    Err(Error::usage(
        "text_invalid",
        say!("{flag}：需要 1 到 {limit} 个可见字符", "{flag}: 1 to {limit} visible characters are needed"),
    )
    .detail("field", flag)
    .detail("limit", limit))
}
