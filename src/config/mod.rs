//! The configuration of one shop: a TOML file that an operator edits, its defaults and its limits.
//!
//! One table, `keys`, says what every key is called, what it means and what it may be; the file `init` writes, the
//! check of a file, and `config get|set|list` all follow it. Nothing here reads the environment: a value that a flag
//! or a variable gave is laid over the file with [`Config::overlay_value`], so that `config list` can tell where it is from.

use std::collections::BTreeMap;
use std::path::Path;

use self::errors::ConfigError;
use crate::domain::checkout::order::ExpiryPolicy;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::money::{BasisPoints, Fen};
use crate::error::{Error, Result};

mod base_url;
mod dirs;
mod document;
pub mod errors;
mod file;
mod key;
mod keys;
mod problem;
mod setting;
mod template;

pub use self::base_url::BaseUrl;
pub use self::dirs::{Dirs, NamedPaths, Paths};
pub use self::setting::{SettingValue, SplitParty};

use self::key::ConfigKey;
use self::keys::{KEYS, find_key};
use self::problem::KeyProblem;

/// Every setting. [`Config::default`] is what holds without a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The language of messages; `None` follows the locale.
    pub lang: Option<Lang>,
    /// Who is at the terminal; `None` is the login name.
    pub operator: Option<String>,
    /// The rules of the resale flow that a shop may choose.
    pub resale: ResaleConfig,
    /// The rules of the checkout flow that a shop may choose.
    pub checkout: CheckoutConfig,
    /// The database and the files beside it.
    pub store: StoreConfig,
    /// The largest payment proof, in bytes.
    pub proof_bytes: u64,
    /// How fast each channel may be used.
    pub pace: MessageRates,
    /// Where WeCom's API is.
    pub wecom_base_url: BaseUrl,
    /// Where Telegram's Bot API is.
    pub telegram_base_url: BaseUrl,
    /// How many rows of one kind a `cron` run handles.
    pub cron_limit: u32,
    /// Where the values that are not defaults are from, by key.
    origins: BTreeMap<&'static str, SettingOrigin>,
}

/// How many messages each channel accepts in a minute, over every process that shares the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageRates {
    /// To one chat or member of a WeCom application: it drops what is above 200 without saying so (document 90248).
    pub wecom_app: u32,
    /// Of one WeCom application, all chats together (document 90454).
    pub wecom_app_account: u32,
    /// Of one WeCom group robot: it refuses what is above 20 (document 99110).
    pub wecom_robot: u32,
    /// To one Telegram chat: about 20 a minute are taken in a group.
    pub telegram_chat: u32,
}

/// The rules of the resale flow that a shop may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResaleConfig {
    /// What the agent is paid, as a part of the settlement amount.
    pub rate: BasisPoints,
    /// How far the paid amount may be from the price table.
    pub price_tolerance: Fen,
    /// Who shares the profit. Invariant: the parts are 10,000 basis points together.
    pub share_parties: Vec<SplitParty>,
    /// The channel of notices to buyers who have none of their own.
    pub default_notice_channel: String,
    /// The language of what is pushed to agents.
    pub push_text_lang: Lang,
    /// How long each step may take.
    pub deadlines: DeadlineConfig,
}

/// The rules of the checkout flow that a shop may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckoutConfig {
    /// How long places are held, in minutes.
    pub lock_minutes: u16,
    /// How long a payment session lives at most, in minutes.
    pub session_minutes: u16,
    /// Whether a session may outlive its lock.
    pub session_expiry: ExpiryPolicy,
    /// The payment methods that are taken.
    pub methods: Vec<String>,
    /// Whether every session asks for a mandate.
    pub mandate_required: bool,
    /// The channel for notices to buyers; none leaves them to a person.
    pub notice_channel: Option<String>,
}

impl Default for CheckoutConfig {
    /// The decisions of `domain.md`, "Checkout".
    fn default() -> Self {
        Self {
            lock_minutes: 5,
            session_minutes: 5,
            session_expiry: ExpiryPolicy::Clamp,
            methods: vec!["card".to_owned(), "paynow".to_owned(), "wechat".to_owned(), "alipay".to_owned()],
            mandate_required: false,
            notice_channel: None,
        }
    }
}

/// How long each step of a resale order may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadlineConfig {
    /// Hours from payment to the buyer's form.
    pub form_hours: u32,
    /// Minutes from the form to the agent's payment.
    pub payment_minutes: u32,
    /// Minutes from the proof to the push.
    pub push_minutes: u32,
    /// Minutes from the push to the agent's answer.
    pub ack_minutes: u32,
    /// Hours from the push to the agent's screenshot.
    pub screenshot_hours: u32,
    /// The hour of the day before the play date, Asia/Shanghai, by which the screenshot must be there all the same.
    pub screenshot_cutoff_hour: u32,
    /// Hours that a review may wait.
    pub review_hours: u32,
}

/// The database and the files beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreConfig {
    /// Milliseconds to wait for another writer.
    pub busy_timeout_ms: u32,
    /// Bytes that database and proofs may take together.
    pub max_total_bytes: u64,
    /// Bytes that must stay free on the disk.
    pub min_free_bytes: u64,
}

/// Where a value is from. Later ones win.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingOrigin {
    /// Built in.
    Default,
    /// The configuration file.
    File,
    /// An environment variable.
    Env,
    /// A flag of this command.
    Flag,
}

impl SettingOrigin {
    /// The stable code, as in `config list`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::File => "file",
            Self::Env => "env",
            Self::Flag => "flag",
        }
    }
}

/// One line of `config list`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigEntry {
    /// The dotted key.
    pub key: &'static str,
    /// The value in force.
    pub value: SettingValue,
    /// Where it is from.
    pub origin: SettingOrigin,
    /// What it decides.
    pub about: BilingualText,
}

/// Defaults: `domain.md`, "Deadlines"; limits of the store and of a proof: `promises.md`, part 5.
impl Default for Config {
    fn default() -> Self {
        Self {
            lang: None,
            operator: None,
            resale: ResaleConfig::default(),
            checkout: CheckoutConfig::default(),
            store: StoreConfig { busy_timeout_ms: 30_000, max_total_bytes: 20 << 30, min_free_bytes: 500_000_000 },
            proof_bytes: 10 << 20,
            pace: MessageRates { wecom_app: 180, wecom_app_account: 10_000, wecom_robot: 15, telegram_chat: 18 },
            wecom_base_url: BaseUrl::wecom(),
            telegram_base_url: BaseUrl::telegram(),
            cron_limit: 200,
            origins: BTreeMap::new(),
        }
    }
}

impl Default for ResaleConfig {
    fn default() -> Self {
        Self {
            rate: BasisPoints(9_800),
            price_tolerance: Fen::ZERO,
            share_parties: vec![SplitParty { name: "shop".to_owned(), share: BasisPoints(10_000) }],
            default_notice_channel: "spool".to_owned(),
            push_text_lang: Lang::Zh,
            deadlines: DeadlineConfig {
                form_hours: 24,
                payment_minutes: 30,
                push_minutes: 10,
                ack_minutes: 10,
                screenshot_hours: 4,
                screenshot_cutoff_hour: 18,
                review_hours: 2,
            },
        }
    }
}

impl Config {
    /// Reads the file that someone named.
    ///
    /// # Errors
    /// Exit 5: there is none, it is not safely ours (mode, owner, symbolic link, size), or a key or value is wrong.
    pub fn load(path: &Path) -> Result<Self> {
        let text = file::read_file(path)?.ok_or_else(|| missing_config(path))?;
        Self::from_file(path, &text)
    }

    /// Reads the file in its default place; the defaults hold where there is none.
    pub fn load_or_default(path: &Path) -> Result<Self> {
        file::read_file(path)?.map_or_else(|| Ok(Self::default()), |text| Self::from_file(path, &text))
    }

    /// Writes a new file with every key, its default and its meaning. Returns false, and leaves the file alone, where
    /// there is one.
    pub fn create_file(path: &Path) -> Result<bool> {
        file::create_file(path, &template::default_file_text())
    }

    /// Writes one value into the file, which is begun with [`create_file`](Self::create_file)'s text where there is none. Its
    /// comments and everything else stay.
    ///
    /// # Errors
    /// Exit 2: no such key, or not such a value. Exit 5: the file is refused, or another of its values is wrong.
    pub fn set_in_file(path: &Path, key: &str, text: &str) -> Result<()> {
        let key = find_key(key).map_err(|problem| problem.on_command_line())?;
        let value = key.parse_value(text).map_err(|problem| problem.on_command_line())?;
        key.put_value(&mut Self::default(), &value).map_err(|problem| problem.on_command_line())?;
        file::rewrite_file(path, &template::default_file_text(), |old| {
            let mut document = document::parse_document(path, old)?;
            document::write_setting(&mut document, key.name, &value).map_err(|problem| problem.in_file(path))?;
            document::read_config(&document).map_err(|problem| problem.in_file(path))?;
            Ok(document.to_string())
        })
    }

    /// Lays a value from a variable or a flag over what holds.
    ///
    /// # Errors
    /// Not such a value: exit 5 for a variable, 2 for a flag.
    pub fn overlay_value(&mut self, key: &str, text: &str, origin: SettingOrigin) -> Result<()> {
        self.take_text(key, text, origin).map_err(|problem| match origin {
            SettingOrigin::Flag => problem.on_command_line(),
            SettingOrigin::Default | SettingOrigin::File | SettingOrigin::Env => problem.in_environment(),
        })
    }

    /// The value of one key.
    pub fn get_setting(&self, key: &str) -> Result<SettingValue> {
        find_key(key).map(|key| key.get_value(self)).map_err(|problem| problem.on_command_line())
    }

    /// Every key in the order of the file, with its value and where that is from.
    pub fn list_entries(&self) -> Vec<ConfigEntry> {
        let origin = |name| self.origins.get(name).copied().unwrap_or(SettingOrigin::Default);
        let entry = |key: &ConfigKey| ConfigEntry {
            key: key.name,
            value: key.get_value(self),
            origin: origin(key.name),
            about: key.about,
        };
        KEYS.iter().map(entry).collect()
    }

    fn from_file(path: &Path, text: &str) -> Result<Self> {
        document::read_config(&document::parse_document(path, text)?).map_err(|problem| problem.in_file(path))
    }

    fn take_text(&mut self, name: &str, text: &str, origin: SettingOrigin) -> Result<(), KeyProblem> {
        let key = find_key(name)?;
        key.put_value(self, &key.parse_value(text)?)?;
        self.origins.insert(key.name, origin);
        Ok(())
    }
}

fn missing_config(path: &Path) -> Box<Error> {
    let path = path.display();
    ConfigError::ConfigMissing { path: &path }.into_error()
}

#[cfg(test)]
mod tests;
