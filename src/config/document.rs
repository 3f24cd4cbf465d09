//! The configuration as a TOML document: its keys read, one value written, its comments kept.

use std::path::Path;

use toml_edit::{DocumentMut, Item, TableLike, TomlError};

use super::errors::ConfigError;
use crate::error::Error;

use super::keys::{KEYS, find_key};
use super::problem::KeyProblem;
use super::setting::SettingValue;
use super::{Config, SettingOrigin};

/// Reads TOML.
pub(super) fn parse_document(path: &Path, text: &str) -> Result<DocumentMut, Box<Error>> {
    text.parse().map_err(|error: TomlError| {
        let (path, reason) = (path.display(), error.to_string());
        let reason = reason.trim_end();
        ConfigError::ConfigSyntax { path: &path, reason: &reason }.into_error()
    })
}

/// Every setting that the document names, over the defaults.
pub(super) fn read_config(document: &DocumentMut) -> Result<Config, KeyProblem> {
    let mut config = Config::default();
    take_section(&mut config, "", document.as_table())?;
    Ok(config)
}

/// Takes every key under `section`, which is empty or ends with a dot.
fn take_section(config: &mut Config, section: &str, table: &dyn TableLike) -> Result<(), KeyProblem> {
    for (word, item) in table.iter() {
        let name = format!("{section}{word}");
        let inner = format!("{name}.");
        if !KEYS.iter().any(|key| key.name.starts_with(&inner)) {
            take_key(config, &name, item)?;
        } else if let Some(table) = item.as_table_like() {
            take_section(config, &inner, table)?;
        } else {
            return Err(KeyProblem::expected_section(&name));
        }
    }
    Ok(())
}

fn take_key(config: &mut Config, name: &str, item: &Item) -> Result<(), KeyProblem> {
    let key = find_key(name)?;
    let value = item.clone().into_value().ok().and_then(|value| SettingValue::from_toml(&value));
    key.put_value(config, &value.ok_or_else(|| key.wrong_value())?)?;
    config.origins.insert(key.name, SettingOrigin::File);
    Ok(())
}

/// Puts `value` at the dotted `key`, keeping the comments of a value that it replaces.
///
/// # Errors
/// A value stands where a section of the key belongs.
pub(super) fn write_setting(document: &mut DocumentMut, key: &str, value: &SettingValue) -> Result<(), KeyProblem> {
    let mut table: &mut dyn TableLike = document.as_table_mut();
    let mut words = key.split('.').peekable();
    while let Some(word) = words.next() {
        if words.peek().is_some() {
            let inner = table.entry(word).or_insert_with(toml_edit::table);
            table = inner.as_table_like_mut().ok_or_else(|| KeyProblem::expected_section(word))?;
        } else if let Some(Item::Value(old)) = table.get_mut(word) {
            let decor = old.decor().clone();
            *old = value.to_toml();
            *old.decor_mut() = decor;
        } else {
            table.insert(word, Item::Value(value.to_toml()));
        }
    }
    Ok(())
}
