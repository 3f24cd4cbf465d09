//! One key: reading, checking and placing its value.

use std::ops::RangeInclusive;

use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::money::BasisPoints;
use crate::domain::value::text::char_is_clean;
use crate::say;

use super::Config;
use super::problem::KeyProblem;
use super::setting::{SettingValue, SplitParty};

/// One setting.
#[derive(Debug)]
pub(super) struct ConfigKey {
    /// The dotted name, as in `config get`.
    pub(super) name: &'static str,
    /// What it decides.
    pub(super) about: BilingualText,
    pub(super) slot: KeySlot,
}

/// What a setting may be, and where in [`Config`] it stands.
#[derive(Debug)]
pub(super) enum KeySlot {
    Whole {
        default: u64,
        limits: RangeInclusive<u64>,
        get: fn(&Config) -> u64,
        put: fn(&mut Config, u64),
    },
    /// `put` answers whether it took the text; `must_be` says what it takes.
    Text {
        default: &'static str,
        must_be: BilingualText,
        get: fn(&Config) -> String,
        put: fn(&mut Config, &str) -> Option<()>,
    },
    Parties,
}

/// How a kind of value is written, and what it takes.
pub(super) struct TextKind<T> {
    pub(super) must_be: BilingualText,
    pub(super) show: fn(&T) -> String,
    pub(super) parse: fn(&str) -> Option<T>,
}

/// The longest name of an operator or a party, in characters.
const MAX_NAME: usize = 64;

/// The most parties of a split.
const MAX_PARTIES: usize = 20;

impl ConfigKey {
    /// The value in `config`.
    pub(super) fn get_value(&self, config: &Config) -> SettingValue {
        match &self.slot {
            KeySlot::Whole { get, .. } => SettingValue::Whole(get(config)),
            KeySlot::Text { get, .. } => SettingValue::Text(get(config)),
            KeySlot::Parties => SettingValue::Parties(config.resale.share_parties.clone()),
        }
    }

    /// What the key is without a file.
    pub(super) fn default_value(&self) -> SettingValue {
        match &self.slot {
            KeySlot::Whole { default, .. } => SettingValue::Whole(*default),
            KeySlot::Text { default, .. } => SettingValue::Text((*default).to_owned()),
            KeySlot::Parties => {
                let share = BasisPoints(10_000);
                SettingValue::Parties(vec![SplitParty { name: "shop".to_owned(), share }])
            }
        }
    }

    /// Puts `value` into `config`.
    pub(super) fn put_value(&self, config: &mut Config, value: &SettingValue) -> Result<(), KeyProblem> {
        match (&self.slot, value) {
            (KeySlot::Whole { limits, put, .. }, SettingValue::Whole(number)) if limits.contains(number) => {
                put(config, *number);
                Ok(())
            }
            (KeySlot::Text { put, .. }, SettingValue::Text(text)) => {
                put(config, text).ok_or_else(|| self.wrong_value())
            }
            (KeySlot::Parties, SettingValue::Parties(parties)) if is_split(parties) => {
                config.resale.share_parties.clone_from(parties);
                Ok(())
            }
            (KeySlot::Whole { .. } | KeySlot::Text { .. } | KeySlot::Parties, _) => Err(self.wrong_value()),
        }
    }

    /// Reads a value as it is typed: a bare number or text, or TOML for the parties.
    pub(super) fn parse_value(&self, text: &str) -> Result<SettingValue, KeyProblem> {
        let read = match self.slot {
            KeySlot::Whole { .. } if text.starts_with('+') => None,
            KeySlot::Whole { .. } => text.parse().ok().map(SettingValue::Whole),
            KeySlot::Text { .. } => Some(SettingValue::Text(text.to_owned())),
            KeySlot::Parties => text.parse().ok().and_then(|value| SettingValue::from_toml(&value)),
        };
        read.ok_or_else(|| self.wrong_value())
    }

    /// That a value is none of this key.
    pub(super) fn wrong_value(&self) -> KeyProblem {
        KeyProblem::wrong_value(self.name, self.must_be())
    }

    /// What the value may be, to follow "must be" and "may be".
    pub(super) fn must_be(&self) -> BilingualMessage {
        match &self.slot {
            KeySlot::Whole { limits, .. } => {
                let (min, max) = (limits.start(), limits.end());
                say!(" {min} 到 {max} 的整数", "a whole number from {min} to {max}")
            }
            KeySlot::Text { must_be, .. } => (*must_be).into(),
            KeySlot::Parties => say!(
                "形如 [{{ name = \"shop\", bp = 10000 }}] 的列表：1 到 {MAX_PARTIES} 方，名称不重复，合计 10000",
                "a list like [{{ name = \"shop\", bp = 10000 }}]: 1 to {MAX_PARTIES} parties, names that differ, \
                 10000 together"
            ),
        }
    }
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

fn is_split(parties: &[SplitParty]) -> bool {
    let unique =
        |(index, party): (usize, &SplitParty)| parties.iter().skip(index + 1).all(|other| other.name != party.name);
    let whole: u64 = parties.iter().map(|party| u64::from(party.share.0)).sum();
    parties.len() <= MAX_PARTIES
        && whole == 10_000
        && parties.iter().all(|party| party.share.0 > 0 && parse_name(&party.name).is_some())
        && parties.iter().enumerate().all(unique)
}
