//! `secret`: tokens and keys of channels. A value is read from standard input or a hidden prompt, and never shown.

use secrecy::SecretString;
use serde_json::json;
use zeroize::Zeroizing;

use super::context::CommandContext;
use super::environment;
use super::errors::CliError;
use super::prompt;
use super::response::{CommandResponse, dry_run_notice};
use crate::app::channels::secrets;
use crate::app::channels::secrets::{SecretChange, StoredSecret};
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::say;

/// Tokens and keys of channels: set, list, remove.
#[derive(Debug, clap::Args)]
pub struct SecretArgs {
    #[command(subcommand)]
    verb: SecretVerb,
}

#[derive(Debug, clap::Subcommand)]
enum SecretVerb {
    /// Store a secret read from standard input or a hidden prompt, replacing any existing value
    Set {
        /// The secret's name: 1 to 64 lower-case letters, digits or . _ -
        #[arg(value_name = "NAME")]
        name: String,
        /// A value has no place here: other users see command lines, and shells keep them
        #[arg(hide = true, value_name = "NOTHING")]
        spare: Vec<String>,
    },
    /// List secrets: name, source and when each was set
    List,
    /// Remove a stored secret that no group uses
    Remove {
        /// The secret's name
        #[arg(value_name = "NAME")]
        name: String,
    },
}

pub fn run_secret(context: &CommandContext, args: SecretArgs) -> Result<CommandResponse> {
    match args.verb {
        SecretVerb::Set { name, spare } if spare.is_empty() => set_secret(context, &name),
        SecretVerb::Set { .. } => Err(CliError::SecretOnCommandLine.into()),
        SecretVerb::List => list_secrets(context),
        SecretVerb::Remove { name } => remove_secret(context, &name),
    }
}

fn set_secret(context: &CommandContext, name: &str) -> Result<CommandResponse> {
    context.refuse_key(
        "secret set",
        &say!(
            "凭据不进数据库，再执行一次只是存同样的值",
            "a secret is in no database, and a repeat stores the same value again"
        ),
    )?;
    secrets::check_secret_name(name)?;
    // Needs no database: whoever restores one sets the secrets first.
    let opening = context.open_options()?;
    let dry_run = opening.caller.dry_run;
    let value = read_secret(context, name)?;
    let key = secrets::take_key_from_address(&value)?;
    let from_address = key.is_some();
    let value = key.unwrap_or(value);
    let SecretChange { replaced, unrecorded } = secrets::set_secret(opening, name, &value)?;
    let text = if replaced {
        say!("凭据 {name} 已更换", "replaced the secret {name}")
    } else {
        say!("凭据 {name} 已保存", "stored the secret {name}")
    };
    let lang = context.lang();
    let text = if dry_run {
        format!("{}\n{}", dry_run_notice(lang), text.in_lang(lang))
    } else {
        text.in_lang(lang).to_owned()
    };
    let done = json!({ "name": name, "replaced": replaced, "dry_run": dry_run });
    let mut answer = CommandResponse::with_page(done, Some("name"), text).warn_unrecorded(unrecorded.as_deref());
    if from_address {
        answer = answer.add_note(say!(
            "给出的是一个网址：只保存了其中的密钥（key= 或 /bot 后面的部分）",
            "that was an address: only the key in it was stored, what stands behind key= or /bot"
        ));
    }
    Ok(if replaced {
        answer.add_note(say!(
            "正在运行的 ticketctl 进程在结束之前仍用旧值",
            "ticketctl processes that are running keep the old value until they end"
        ))
    } else {
        answer
    })
}

/// From a pipe or a file to its end; from a person, without showing it.
fn read_secret(context: &CommandContext, name: &str) -> Result<SecretString> {
    if environment::stdin_is_terminal() {
        return prompt_secret(context, name);
    }
    secrets::read_secret_value(environment::open_secret_stdin()?)
}

fn prompt_secret(context: &CommandContext, name: &str) -> Result<SecretString> {
    let question = say!("{name} 的值（不显示）", "Value of {name} (not shown)");
    if !context.can_ask() {
        return Err(CliError::SecretNeeded.into());
    }
    let hidden = dialoguer::Password::new().with_prompt(question.in_lang(context.lang()));
    let typed = Zeroizing::new(prompt::ask(|| hidden.interact())?);
    secrets::check_secret_value(typed.as_bytes())
}

fn list_secrets(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("name")
        .word("name", "名称", "Name", |secret: &StoredSecret| secret.name.clone())
        .code("from", "来源", "From", |secret| secret.origin)
        .time("set_at", "设置时间", "Set at", |secret| secret.set_at);
    Ok(CommandResponse::with_list(schema, secrets::list_secrets(&context.paths)?))
}

fn remove_secret(context: &CommandContext, name: &str) -> Result<CommandResponse> {
    secrets::check_secret_name(name)?;
    let mut app = context.open_app()?;
    // One that is gone may still have a first result under its key, and one that is used is refused: nobody is asked.
    if !context.global.dry_run && app.may_remove_secret(name)? {
        context.confirm_question(&say!(
            "删除凭据 {name}？它的值无法找回",
            "Remove the secret {name}? Its value cannot be recovered"
        ))?;
    }
    let change = app.remove_secret(name)?;
    let text = say!("凭据 {name} 已删除", "removed the secret {name}");
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
}
