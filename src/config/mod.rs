//! The configuration of one shop: a TOML file that an operator edits, its defaults and its limits.
//!
//! One table, `keys`, says what every key is called, what it means and what it may be; the file `init` writes, the
//! check of a file, and `config get|set|list` all follow it. Nothing here reads the environment: a value that a flag
//! or a variable gave is laid over the file with [`Config::overlay_value`], so that `config list` can tell where it is from.

use std::collections::BTreeMap;
use std::path::Path;

use self::errors::ConfigError;
use crate::domain::checkout::order::ExpiryPolicy;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::value::code_enum::coded;
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

/// Every setting: `keys` says what each decides, what it is without a file and what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub lang: Option<Lang>,
    pub operator: Option<String>,
    pub resale: ResaleConfig,
    pub checkout: CheckoutConfig,
    pub reconcile: ReconcileConfig,
    pub store: StoreConfig,
    pub proof_bytes: u64,
    pub pace: MessageRates,
    pub wecom_base_url: BaseUrl,
    pub telegram_base_url: BaseUrl,
    pub cron_limit: u32,
    /// For how long the operators are not told again what they know, in minutes.
    pub operators_repeat: i64,
    /// Where the values that are not defaults are from, by key.
    origins: BTreeMap<&'static str, SettingOrigin>,
}

/// How many messages each channel accepts in a minute, over every process that shares the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResaleConfig {
    pub rate: BasisPoints,
    pub price_tolerance: Fen,
    /// Invariant: the parts are 10,000 basis points together.
    pub share_parties: Vec<SplitParty>,
    pub default_notice_channel: String,
    pub push_text_lang: Lang,
    pub deadlines: ResaleDeadlines,
}

/// The rules of the checkout flow that a shop may choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckoutConfig {
    pub lock_minutes: u16,
    pub session_minutes: u16,
    pub session_expiry: ExpiryPolicy,
    pub methods: Vec<String>,
    pub mandate_required: bool,
    /// For whom a payment mandate may be made besides the merchant.
    pub payment_audiences: Vec<String>,
    pub notice_channel: Option<String>,
}

/// What a shop knows of how its money comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReconcileConfig {
    /// After how many days the platform confirms the receipt by itself.
    pub confirm_days: i64,
}

/// The database and the files beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreConfig {
    pub busy_timeout_ms: u32,
    pub max_total_bytes: u64,
    pub min_free_bytes: u64,
}

coded! {
    /// Where a value is from. Later ones win.
    SettingOrigin {
        /// Built in.
        Default = "default", "默认", "default";
        /// The configuration file.
        File = "file", "配置文件", "file";
        /// An environment variable.
        Env = "env", "环境变量", "environment";
        /// A flag of this command.
        Flag = "flag", "命令行", "flag";
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

/// What holds without a file: the default of every key.
impl Default for Config {
    fn default() -> Self {
        let mut config = Self {
            lang: None,
            operator: None,
            resale: ResaleConfig::default(),
            checkout: CheckoutConfig::default(),
            reconcile: ReconcileConfig::default(),
            store: StoreConfig::default(),
            proof_bytes: 0,
            pace: MessageRates::default(),
            wecom_base_url: BaseUrl::default(),
            telegram_base_url: BaseUrl::default(),
            cron_limit: 0,
            operators_repeat: 0,
            origins: BTreeMap::new(),
        };
        for key in KEYS {
            // No key refuses its own default: a test compares all of them with their documentation.
            let _ = key.put_value(&mut config, &key.default_value());
        }
        config
    }
}

impl Config {
    /// The keys that name a channel or a group, each with its value; none where no channel is wanted.
    pub fn notice_channels(&self) -> [(&'static str, Option<&str>); 2] {
        [
            ("resale.default_notice_channel", Some(&self.resale.default_notice_channel)),
            ("checkout.notice_channel", self.checkout.notice_channel.as_deref()),
        ]
    }

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
    ///
    /// `lang` is the language that it says, if any, and `notice_channel` that of the resale flow's notices, where it is not the
    /// built-in one.
    pub fn create_file(path: &Path, lang: Option<Lang>, notice_channel: Option<&str>) -> Result<bool> {
        let mut config = Self { lang, ..Self::default() };
        if let Some(channel) = notice_channel {
            channel.clone_into(&mut config.resale.default_notice_channel);
        }
        file::create_file(path, &template::file_text(&config))
    }

    /// The text of the file, if there is one, for a backup.
    pub fn read_text(path: &Path) -> Result<Option<String>> {
        file::read_file(path)
    }

    /// Writes a new file with the text of a backup, whatever it says: it was the shop's, and the next command tells what is
    /// wrong with it. Returns false, and leaves the file alone, where there is one.
    pub fn place_text(path: &Path, text: &[u8]) -> Result<bool> {
        file::create_file(path, &String::from_utf8_lossy(text))
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
