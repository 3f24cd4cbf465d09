//! `notify template`: what notices to buyers say.

use std::path::{Path, PathBuf};

use crate::app::channels::templates;
use crate::app::channels::templates::WordingView;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::global::LangArg;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::WordParser;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::schema::ListSchema;
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
        #[arg(long, value_name = "LANG", default_value = "zh", value_parser = WordParser::<LangArg>::new())]
        text_lang: LangArg,
    },
    /// Replace the text of a template from now on
    Set {
        /// The template's name
        #[arg(value_name = "NAME")]
        name: String,
        /// The language of the template
        #[arg(long, value_name = "LANG", value_parser = WordParser::<LangArg>::new())]
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
    let schema = ListSchema::new("name")
        .word("name", "模板", "Template", |view: &WordingView| view.template.code)
        .word("lang", "语言", "Language", |view| view.lang.code())
        .word("own", "来源", "From", |view| view.own)
        .shown(|view, lang| wording_origin(view).in_lang(lang).to_owned())
        .text("wording", "内容", "Wording", |view| view.wording.clone())
        .shown(|view, _| view.wording.replace('\n', " ⏎ "))
        .hidden("placeholders", |view| view.template.placeholders);
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_wordings()?))
}

const fn wording_origin(view: &WordingView) -> BilingualText {
    if view.own { BilingualText { zh: "自定", en: "own" } } else { BilingualText { zh: "自带", en: "shipped" } }
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
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
}
