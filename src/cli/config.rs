//! `config`: the configuration.

use serde_json::json;

use super::context::CommandContext;
use super::price::json_to_row;
use super::response::CommandResponse;
use crate::config::{Config, ConfigEntry};
use crate::domain::value::message::BilingualText;
use crate::error::Result;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema};
use crate::say;

/// The configuration: get, set, list, path.
#[derive(Debug, clap::Args)]
pub struct ConfigArgs {
    #[command(subcommand)]
    verb: ConfigVerb,
}

#[derive(Debug, clap::Subcommand)]
enum ConfigVerb {
    /// Print the value of one key
    Get {
        /// The dotted key, as `config list` prints it
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Set one value in the file; its comments stay
    Set {
        /// The dotted key, as `config list` prints it
        #[arg(value_name = "KEY")]
        key: String,
        /// The value
        #[arg(value_name = "VALUE", allow_hyphen_values = true)]
        value: String,
    },
    /// Print every key, its value and where it comes from
    List,
    /// Print the path of the file
    Path,
}

pub fn run_config(context: &CommandContext, args: ConfigArgs) -> Result<CommandResponse> {
    match args.verb {
        ConfigVerb::Get { key } => get_setting(context, &key),
        ConfigVerb::Set { key, value } => set_setting(context, &key, &value),
        ConfigVerb::List => Ok(list_settings(context)),
        ConfigVerb::Path => Ok(show_config_path(context)),
    }
}

fn get_setting(context: &CommandContext, key: &str) -> Result<CommandResponse> {
    let value = context.config.get_setting(key)?;
    let text = value.to_string();
    Ok(CommandResponse::with_page(json!({ "key": key, "value": value.to_json() }), Some("key"), text))
}

fn set_setting(context: &CommandContext, key: &str, value: &str) -> Result<CommandResponse> {
    let path = &context.paths.config;
    if context.global.dry_run {
        // The same check as `Config::set` makes, on a copy that is thrown away.
        context.config.clone().overlay_value(key, value, crate::config::SettingOrigin::Flag)?;
    } else {
        Config::set_in_file(path, key, value)?;
    }
    let dry_run = context.global.dry_run;
    let document = json!({ "key": key, "value": value, "path": path, "dry_run": dry_run });
    let answer = CommandResponse::with_page(document, Some("key"), format!("{key} = {value}"));
    let shown = path.display();
    Ok(if dry_run {
        answer.add_note(say!("试运行：没有写入 {shown}", "dry run: {shown} was not written"))
    } else {
        answer.add_note(say!("已写入 {shown}", "written to {shown}"))
    })
}

fn list_settings(context: &CommandContext) -> CommandResponse {
    let lang = context.lang();
    let row = |entry: ConfigEntry| {
        json_to_row(json!({
            "key": entry.key,
            "value": entry.value.to_json(),
            "origin": entry.origin.code(),
            "about": entry.about.in_lang(lang),
        }))
    };
    let columns = vec![
        ListColumn::new("key", BilingualText { zh: "键", en: "Key" }).no_wrap(),
        ListColumn::new("value", BilingualText { zh: "值", en: "Value" }),
        ListColumn::new("origin", BilingualText { zh: "来源", en: "From" }).no_wrap(),
        ListColumn::new("about", BilingualText { zh: "含义", en: "Meaning" }).drop_priority(1),
    ];
    let shape = ListSchema { name: "settings", columns, id_key: "key" };
    CommandResponse::with_list(RowSet { shape, rows: context.config.list_entries().into_iter().map(row).collect() })
}

fn show_config_path(context: &CommandContext) -> CommandResponse {
    let path = &context.paths.config;
    let document = json!({ "path": path, "exists": path.exists() });
    CommandResponse::with_page(document, Some("path"), path.display().to_string())
}
