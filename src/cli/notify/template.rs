//! `notify template`: what notices to buyers say.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::app::channels::templates;
use crate::cli::context::Context;
use crate::cli::global::LangArg;
use crate::cli::response::{Answer, row};
use crate::domain::value::message::{Lang, Text};
use crate::error::Result;
use crate::formats::source::Source;
use crate::output::format::{Column, Dataset, Shape};
use crate::say;

/// The wordings of notices: list, show, set.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Every template in every language, and whose wording is in use
    List,
    /// Print a wording
    Show {
        /// The template's name
        #[arg(value_name = "NAME")]
        name: String,
        /// The language of the wording
        #[arg(long, value_name = "LANG", default_value = "zh")]
        text_lang: LangArg,
    },
    /// Put another wording in use, from now on
    Set {
        /// The template's name
        #[arg(value_name = "NAME")]
        name: String,
        /// The language of the wording
        #[arg(long, value_name = "LANG")]
        text_lang: LangArg,
        /// UTF-8 text with placeholders in braces; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::List => list(context),
        Verb::Show { name, text_lang } => show(context, &name, text_lang.into()),
        Verb::Set { name, text_lang, file } => set(context, &name, text_lang.into(), &file),
    }
}

fn list(context: &Context) -> Result<Answer> {
    let views = context.app()?.wordings()?;
    let columns = vec![
        Column::new("name", Text { zh: "模板", en: "Template" }).whole(),
        Column::new("lang", Text { zh: "语言", en: "Language" }).whole(),
        Column::new("own", Text { zh: "来源", en: "From" }).whole().shown(origin),
        Column::new("wording", Text { zh: "内容", en: "Wording" }).shown(one_line),
        Column::machine_only("placeholders"),
    ];
    let shape = Shape { name: "templates", columns, id_key: "name" };
    Ok(Answer::list(Dataset { shape, rows: views.iter().map(|view| row(view.to_json())).collect() }))
}

fn show(context: &Context, name: &str, lang: Lang) -> Result<Answer> {
    let view = context.app()?.wording(templates::template(name)?, lang)?;
    let known = view.template.placeholders.join(" ");
    Ok(Answer::page(view.to_json(), Some("name"), view.wording)
        .note(say!("可用占位符：{known}", "placeholders: {known}")))
}

fn set(context: &Context, name: &str, lang: Lang, file: &Path) -> Result<Answer> {
    let template = templates::template(name)?;
    let wording = templates::read(Source::open(file, std::io::stdin(), None)?, file)?;
    let change = context.app()?.set_wording(template, lang, &wording)?;
    let code = lang.code();
    let text = if change.value["changed"] == true {
        say!(
            "{name}（{code}）的内容已更换；已发出的通知不变",
            "{name} ({code}) has a new wording; notices that were sent keep theirs"
        )
    } else {
        say!("{name}（{code}）原本就是这样，无事可做", "{name} ({code}) says that already; nothing to do")
    };
    Ok(Answer::changed(&change, "name", text.get(context.lang()).to_owned(), context.lang()))
}

fn origin(own: &Value, lang: Lang) -> String {
    let text = if own == true { Text { zh: "自定", en: "own" } } else { Text { zh: "自带", en: "shipped" } };
    text.get(lang).to_owned()
}

fn one_line(wording: &Value, _lang: Lang) -> String {
    wording.as_str().unwrap_or_default().replace('\n', " ⏎ ")
}
