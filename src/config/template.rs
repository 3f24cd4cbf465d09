//! The text of a new configuration file.

use crate::domain::value::message::{BilingualMessage, BilingualText};

use super::Config;
use super::keys::KEYS;

/// Every key with its default, under what it means and what it may be.
pub(super) fn default_file_text() -> String {
    file_text(&Config::default())
}

/// The same with the values of `config`.
pub(super) fn file_text(config: &Config) -> String {
    let mut text = String::from(
        "# ticketctl 配置。改动后以 ticketctl config list 核对。\n\
         # The configuration of ticketctl. After a change, ticketctl config list shows what holds.\n",
    );
    let mut open = "";
    for key in KEYS {
        let (section, word) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if section != open {
            text.push_str(&format!("\n[{section}]\n"));
            open = section;
        }
        let (about, limit, value) = (key.about, key.must_be(), key.get_value(config).to_toml());
        let BilingualText { zh, en } = about;
        let BilingualMessage { zh: zh_limit, en: en_limit } = limit;
        text.push_str(&format!("\n# {zh}可为{zh_limit}。\n# {en} It may be {en_limit}.\n{word} = {value}\n"));
    }
    text
}
