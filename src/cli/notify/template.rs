//! `notify template`: what notices to buyers say.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::app::channels::templates;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::global::LangArg;
use crate::cli::response::{CommandResponse, object_to_row};
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema};
use crate::say;

/// Templates of notices: list, show, set.
#[derive(Debug, clap::Args)]
pub struct NotifyTemplateArgs {
    #[command(subcommand)]
    verb: NotifyTemplateVerb,
}

#[derive(Debug, clap::Subcommand)]
enum NotifyTemplateVerb {
    /// List the templates in each language, built-in or your own
    List,
    /// Print a template
    Show {
        /// The template's name
        #[arg(value_name = "NAME")]
        name: String,
        /// The language of the template
        #[arg(long, value_name = "LANG", default_value = "zh")]
        text_lang: LangArg,
    },
    /// Replace the text of a template from now on
    Set {
        /// The template's name
        #[arg(value_name = "NAME")]
        name: String,
        /// The language of the template
        #[arg(long, value_name = "LANG")]
        text_lang: LangArg,
        /// UTF-8 text with placeholders in braces; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub fn run_notify_template(context: &CommandContext, args: NotifyTemplateArgs) -> Result<CommandResponse> {
    match args.verb {
        NotifyTemplateVerb::List => list_templates(context),
        NotifyTemplateVerb::Show { name, text_lang } => show_template(context, &name, text_lang.into()),
        NotifyTemplateVerb::Set { name, text_lang, file } => set_template(context, &name, text_lang.into(), &file),
    }
}

fn list_templates(context: &CommandContext) -> Result<CommandResponse> {
    let views = context.open_app()?.list_wordings()?;
    let columns = vec![
        ListColumn::new("name", BilingualText { zh: "模板", en: "Template" }).no_wrap(),
        ListColumn::new("lang", BilingualText { zh: "语言", en: "Language" }).no_wrap(),
        ListColumn::new("own", BilingualText { zh: "来源", en: "From" }).no_wrap().format_with(format_origin),
        ListColumn::new("wording", BilingualText { zh: "内容", en: "Wording" }).format_with(format_on_one_line),
        ListColumn::machine_only("placeholders"),
    ];
    let shape = ListSchema { name: "templates", columns, id_key: "name" };
    Ok(CommandResponse::with_list(RowSet {
        shape,
        rows: views.iter().map(|view| object_to_row(view.to_json())).collect(),
    }))
}

fn show_template(context: &CommandContext, name: &str, lang: Lang) -> Result<CommandResponse> {
    let view = context.open_app()?.view_wording(templates::parse_template(name)?, lang)?;
    let known = view.template.placeholders.join(" ");
    Ok(CommandResponse::with_page(view.to_json(), Some("name"), view.wording)
        .add_note(say!("可用占位符：{known}", "placeholders: {known}")))
}

fn set_template(context: &CommandContext, name: &str, lang: Lang, file: &Path) -> Result<CommandResponse> {
    let template = templates::parse_template(name)?;
    let wording = templates::read_wording(named_file(file))?;
    let change = context.open_app()?.set_wording(template, lang, &wording)?;
    let code = lang.code();
    let text = if change.value["changed"] == true {
        say!(
            "{name}（{code}）的内容已更换；已发出的通知不变",
            "{name} ({code}) was replaced; notices already sent do not change"
        )
    } else {
        say!("{name}（{code}）原本就是这样，无事可做", "{name} ({code}) is already so; nothing to do")
    };
    Ok(CommandResponse::for_change(&change, "name", text.in_lang(context.lang()).to_owned(), context.lang()))
}

fn format_origin(own: &Value, lang: Lang) -> String {
    let text = if own == true {
        BilingualText { zh: "自定", en: "own" }
    } else {
        BilingualText { zh: "自带", en: "shipped" }
    };
    text.in_lang(lang).to_owned()
}

fn format_on_one_line(wording: &Value, _lang: Lang) -> String {
    wording.as_str().unwrap_or_default().replace('\n', " ⏎ ")
}
