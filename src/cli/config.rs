//! `config`: the shop's choices.

use serde_json::json;

use super::context::Context;
use super::price::object;
use super::response::Answer;
use crate::config::{Config, Entry};
use crate::domain::value::message::Text;
use crate::error::Result;
use crate::output::format::{Column, Dataset, Shape};
use crate::say;

/// The shop's choices: get, set, list, path.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Print the value of one key
    Get {
        /// The dotted key, as `config list` prints it
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Write one value into the file; its comments stay
    Set {
        /// The dotted key, as `config list` prints it
        #[arg(value_name = "KEY")]
        key: String,
        /// The value
        #[arg(value_name = "VALUE", allow_hyphen_values = true)]
        value: String,
    },
    /// Print every key, its value, and where that is from
    List,
    /// Print the path of the file
    Path,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Get { key } => get(context, &key),
        Verb::Set { key, value } => set(context, &key, &value),
        Verb::List => Ok(list(context)),
        Verb::Path => Ok(path(context)),
    }
}

fn get(context: &Context, key: &str) -> Result<Answer> {
    let value = context.config.get(key)?;
    let text = value.to_string();
    Ok(Answer::page(json!({ "key": key, "value": value.to_json() }), Some("key"), text))
}

fn set(context: &Context, key: &str, value: &str) -> Result<Answer> {
    let path = &context.paths.config;
    if context.global.dry_run {
        // The same check as `Config::set` makes, on a copy that is thrown away.
        context.config.clone().overlay(key, value, crate::config::Origin::Flag)?;
    } else {
        Config::set(path, key, value)?;
    }
    let dry_run = context.global.dry_run;
    let document = json!({ "key": key, "value": value, "path": path, "dry_run": dry_run });
    let answer = Answer::page(document, Some("key"), format!("{key} = {value}"));
    let shown = path.display();
    Ok(if dry_run {
        answer.note(say!("试运行：没有写入 {shown}", "dry run: {shown} was not written"))
    } else {
        answer.note(say!("已写入 {shown}", "written to {shown}"))
    })
}

fn list(context: &Context) -> Answer {
    let lang = context.lang();
    let row = |entry: Entry| {
        object(json!({
            "key": entry.key,
            "value": entry.value.to_json(),
            "origin": entry.origin.code(),
            "about": entry.about.get(lang),
        }))
    };
    let columns = vec![
        Column::new("key", Text { zh: "键", en: "Key" }).whole(),
        Column::new("value", Text { zh: "值", en: "Value" }),
        Column::new("origin", Text { zh: "来源", en: "From" }).whole(),
        Column::new("about", Text { zh: "含义", en: "Meaning" }).priority(1),
    ];
    let shape = Shape { name: "settings", columns, id_key: "key" };
    Answer::list(Dataset { shape, rows: context.config.list().into_iter().map(row).collect() })
}

fn path(context: &Context) -> Answer {
    let path = &context.paths.config;
    let document = json!({ "path": path, "exists": path.exists() });
    Answer::page(document, Some("path"), path.display().to_string())
}
