//! `init`: the database, the data directory, the key file and the configuration.

use serde_json::json;

use super::context::CommandContext;
use super::environment;
use super::response::CommandResponse;
use crate::app::ops::setup::{CreatedItem, NewShop, init_shop, plan_init};
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::output::text::pad_to_width;
use crate::say;

/// Create the database, the key file and the configuration.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// Create a sandbox: its clock, ids and answers can be set, and nothing in it is real
    #[arg(long)]
    pub sandbox: bool,
}

/// Makes what is missing; what exists is used.
pub fn run_init(context: &CommandContext, args: InitArgs) -> Result<CommandResponse> {
    let kind = if args.sandbox { "sandbox" } else { "live" };
    if context.global.dry_run {
        let answer = created_files_response(kind, &plan_init(&context.paths)?, context);
        return Ok(answer.add_note(say!("试运行：以上都没有建立", "dry run: none of this was created")));
    }
    // Where nobody says a language, such as under cron, the shop speaks that of whoever set it up. What is spoken there anyway
    // is not written down: each operator's locale goes on saying it.
    let lang = context.global.lang.map(Lang::from).or_else(environment::named_locale_language);
    let lang = lang.filter(|lang| *lang != environment::BARE_LANGUAGE);
    let new = NewShop { sandbox: args.sandbox, lang };
    let made = init_shop(&context.paths, &context.config, new, context.clock()?.processed_at())?;
    Ok(init_response(kind, &made, context))
}

fn created_files_response(kind: &str, made: &[CreatedItem], context: &CommandContext) -> CommandResponse {
    let value = json!({
        "kind": kind,
        "database": context.paths.db.to_string_lossy(),
        "key_file": context.paths.key.to_string_lossy(),
        "config": context.paths.config.to_string_lossy(),
        "dry_run": context.global.dry_run,
        "created": made.iter().map(|made| made.what).collect::<Vec<_>>(),
    });
    let line = |made: &CreatedItem| {
        let what = name_created(made.what).map_or(made.what, |label| label.in_lang(context.lang()));
        format!("{} {}", pad_to_width(what, CREATED_WIDTH), made.path.display())
    };
    let lines: Vec<String> = made.iter().map(line).collect();
    CommandResponse::with_page(value, Some("database"), lines.join("\n"))
}

/// The cells of what was created and the space behind it.
const CREATED_WIDTH: usize = 9;

fn name_created(what: &str) -> Option<BilingualText> {
    let labels = [zh_en("密钥", "key"), zh_en("配置", "config"), zh_en("数据库", "database")];
    labels.into_iter().find(|label| label.en == what)
}

fn init_response(kind: &str, made: &[CreatedItem], context: &CommandContext) -> CommandResponse {
    let answer = created_files_response(kind, made, context);
    let zh = if kind == "sandbox" { "沙盒" } else { "正式" };
    if !made.iter().any(|made| made.what == "key") {
        return answer.add_note(say!(
            "已建立（{zh}），沿用已有的密钥文件。",
            "ready ({kind}), with the key file that was there."
        ));
    }
    answer.add_note(say!(
        "已建立（{zh}）。密钥文件不在任何备份里：请另存一份，丢了它就读不出任何姓名。",
        "ready ({kind}). The key file is in no backup: keep a copy elsewhere; without it no name can be read."
    ))
}
