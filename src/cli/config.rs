//! `config`: the configuration.

use serde_json::json;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::app::write::file_change::{FileChange, ShopSubject, record_file_change};
use crate::config::{Config, ConfigEntry};
use crate::error::Result;
use crate::output::schema::ListSchema;
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
    // The same check as `Config::set_in_file` makes, on a copy that is thrown away.
    let mut checked = context.config.clone();
    checked.overlay_value(key, value, crate::config::SettingOrigin::Flag)?;
    check_channel(context, &checked, key)?;
    let unrecorded = if context.global.dry_run {
        None
    } else {
        let before = Config::load_or_default(path).and_then(|config| config.get_setting(key)).ok();
        let change = FileChange {
            command: "config set",
            subject: ShopSubject::Config,
            name: key,
            before: before.map(|value| value.to_json()),
            after: Some(checked.get_setting(key)?.to_json()),
        };
        record_file_change(context.open_options()?, change, || Config::set_in_file(path, key, value))?
    };
    let dry_run = context.global.dry_run;
    let document = json!({ "key": key, "value": value, "path": path.to_string_lossy(), "dry_run": dry_run });
    let answer = CommandResponse::with_page(document, Some("key"), format!("{key} = {value}"))
        .warn_unrecorded(unrecorded.as_deref());
    let shown = path.display();
    Ok(if dry_run {
        answer.add_note(say!("试运行：没有写入 {shown}", "dry run: {shown} was not written"))
    } else {
        answer.add_note(say!("已写入 {shown}", "written to {shown}"))
    })
}

/// A channel that nothing could go over is refused while somebody looks. Where no shop opens, nobody knows its groups.
fn check_channel(context: &CommandContext, checked: &Config, key: &str) -> Result<()> {
    let named = checked.notice_channels().into_iter().find(|(name, _)| *name == key);
    match (named, context.open_app()) {
        (Some((key, Some(channel))), Ok(mut app)) => {
            app.check_notice_channel(channel).map_err(|error| error.detail("key", key))
        }
        _ => Ok(()),
    }
}

fn list_settings(context: &CommandContext) -> CommandResponse {
    let lang = context.lang();
    let schema = ListSchema::new("key")
        .word("key", "键", "Key", |entry: &ConfigEntry| entry.key)
        .text("value", "值", "Value", |entry| entry.value.to_json())
        .code("origin", "来源", "From", |entry| entry.origin)
        .text("about", "含义", "Meaning", move |entry| entry.about.in_lang(lang))
        .drop_priority(1);
    CommandResponse::with_list(schema, context.config.list_entries())
}

fn show_config_path(context: &CommandContext) -> CommandResponse {
    let path = &context.paths.config;
    let document = json!({ "path": path.to_string_lossy(), "exists": path.exists() });
    CommandResponse::with_page(document, Some("path"), path.display().to_string())
}
