//! One key: finding it by name, and reading, checking and placing its value.

use crate::domain::value::message::{Message, Text};
use crate::domain::value::text::char_is_clean;
use crate::say;

use super::Config;
use super::keys::KEYS;
use super::problem::Problem;
use super::setting::{Party, Setting};

/// One setting.
#[derive(Debug)]
pub(super) struct Key {
    /// The dotted name, as in `config get`.
    pub(super) name: &'static str,
    /// What it decides.
    pub(super) about: Text,
    pub(super) slot: Slot,
}

/// What a setting may be, and where in [`Config`] it stands.
#[derive(Debug)]
pub(super) enum Slot {
    Whole {
        min: u64,
        max: u64,
        get: fn(&Config) -> u64,
        put: fn(&mut Config, u64),
    },
    /// `put` answers whether it took the text; `must_be` says what it takes.
    Text {
        must_be: Text,
        get: fn(&Config) -> String,
        put: fn(&mut Config, &str) -> Option<()>,
    },
    Parties,
}

/// The longest name of an operator or a party, in characters.
const MAX_NAME: usize = 64;

/// The most parties of a split.
const MAX_PARTIES: usize = 20;

impl Key {
    /// The key of that name.
    pub(super) fn find(name: &str) -> Result<&'static Self, Problem> {
        let found = KEYS.iter().find(|key| key.name == name);
        found.ok_or_else(|| Problem::unknown(name, similar(name)))
    }

    /// The value in `config`.
    pub(super) fn get(&self, config: &Config) -> Setting {
        match self.slot {
            Slot::Whole { get, .. } => Setting::Whole(get(config)),
            Slot::Text { get, .. } => Setting::Text(get(config)),
            Slot::Parties => Setting::Parties(config.resale.share_parties.clone()),
        }
    }

    /// Puts `value` into `config`.
    ///
    /// # Errors
    /// The key may not have it; `config` is as it was.
    pub(super) fn put(&self, config: &mut Config, value: &Setting) -> Result<(), Problem> {
        match (&self.slot, value) {
            (Slot::Whole { min, max, put, .. }, Setting::Whole(number)) if (min..=max).contains(&number) => {
                put(config, *number);
                Ok(())
            }
            (Slot::Text { put, .. }, Setting::Text(text)) => put(config, text).ok_or_else(|| self.refusal()),
            (Slot::Parties, Setting::Parties(parties)) if is_split(parties) => {
                config.resale.share_parties.clone_from(parties);
                Ok(())
            }
            (Slot::Whole { .. } | Slot::Text { .. } | Slot::Parties, _) => Err(self.refusal()),
        }
    }

    /// Reads a value as it is typed: a bare number or text, or TOML for the parties.
    pub(super) fn read(&self, text: &str) -> Result<Setting, Problem> {
        let read = match self.slot {
            Slot::Whole { .. } if text.starts_with('+') => None,
            Slot::Whole { .. } => text.parse().ok().map(Setting::Whole),
            Slot::Text { .. } => Some(Setting::Text(text.to_owned())),
            Slot::Parties => text.parse().ok().and_then(|value| Setting::from_toml(&value)),
        };
        read.ok_or_else(|| self.refusal())
    }

    /// That a value is none of this key.
    pub(super) fn refusal(&self) -> Problem {
        Problem::value(self.name, self.must_be())
    }

    /// What the value may be, to follow "must be" and "may be".
    pub(super) fn must_be(&self) -> Message {
        match self.slot {
            Slot::Whole { min, max, .. } => say!(" {min} 到 {max} 的整数", "a whole number from {min} to {max}"),
            Slot::Text { must_be, .. } => must_be.into(),
            Slot::Parties => say!(
                "形如 [{{ name = \"shop\", bp = 10000 }}] 的列表：1 到 {MAX_PARTIES} 方，名称不重复，合计 10000",
                "a list like [{{ name = \"shop\", bp = 10000 }}]: 1 to {MAX_PARTIES} parties, names that differ, \
                 10000 together"
            ),
        }
    }
}

/// The key that `name` was probably meant to be: at most a third of its letters differ, or only its section.
fn similar(name: &str) -> Option<&'static str> {
    let distance = |key: &Key| {
        let last = key.name.rsplit('.').next().unwrap_or(key.name);
        strsim::damerau_levenshtein(name, key.name).min(strsim::damerau_levenshtein(name, last))
    };
    let best = KEYS.iter().min_by_key(|key| distance(key))?;
    (distance(best) * 3 <= name.chars().count()).then_some(best.name)
}

/// A channel or a group, by its name.
pub(super) fn parse_channel(text: &str) -> Option<String> {
    let fits = |c: char| !c.is_whitespace() && char_is_clean(c);
    let sound = (1..=64).contains(&text.chars().count()) && text.chars().all(fits);
    sound.then(|| text.to_owned())
}

/// A name that is safe in a table, a log and a message: no control, direction or quoting characters.
pub(super) fn parse_name(text: &str) -> Option<String> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '_' | '-' | '@');
    let fits = (1..=MAX_NAME).contains(&text.chars().count());
    (fits && text.trim() == text && text.chars().all(plain)).then(|| text.to_owned())
}

fn is_split(parties: &[Party]) -> bool {
    let unique = |(index, party): (usize, &Party)| parties.iter().skip(index + 1).all(|other| other.name != party.name);
    let whole: u64 = parties.iter().map(|party| u64::from(party.share.0)).sum();
    parties.len() <= MAX_PARTIES
        && whole == 10_000
        && parties.iter().all(|party| party.share.0 > 0 && parse_name(&party.name).is_some())
        && parties.iter().enumerate().all(unique)
}
