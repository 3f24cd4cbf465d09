//! `secret`: what opens the channels. A value is read from standard input or typed unseen, and never shown.

use std::fs::File;
use std::os::fd::AsFd as _;
use std::path::Path;

use secrecy::SecretString;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::context::Context;
use super::environment;
use super::response::{Answer, nothing_kept, row};
use crate::app::channels::secrets;
use crate::app::channels::secrets::Stored;
use crate::domain::value::message::{Lang, Text};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output::format::{Column, Dataset, Shape};
use crate::output::order_labels::moment;
use crate::output::table::NOTHING_THERE;
use crate::say;

/// Tokens and keys of channels: set, list, remove.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Store a value from standard input, or ask for it unseen; one that is there is replaced
    Set {
        /// Its name: 1 to 64 lower-case letters, digits or . _ -
        #[arg(value_name = "NAME")]
        name: String,
        /// A value has no place here: other users see command lines, and shells keep them
        #[arg(hide = true, value_name = "NOTHING")]
        spare: Vec<String>,
    },
    /// Every secret's name, where it comes from and when it was set
    List,
    /// Remove a stored secret that no group uses
    Remove {
        /// Its name
        #[arg(value_name = "NAME")]
        name: String,
    },
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Set { name, spare } if spare.is_empty() => set(context, &name),
        Verb::Set { .. } => Err(on_the_command_line()),
        Verb::List => list(context),
        Verb::Remove { name } => remove(context, &name),
    }
}

fn set(context: &Context, name: &str) -> Result<Answer> {
    secrets::check_name(name)?;
    // Needs no database: whoever restores one sets the secrets first. A repeat under a key does the same again.
    let opening = context.opening()?;
    let dry_run = opening.caller.dry_run;
    let value = value(context, name)?;
    let replaced = secrets::set(&opening.paths, name, &value, dry_run)?;
    let text = if replaced {
        say!("凭据 {name} 已更换", "the secret {name} is replaced")
    } else {
        say!("凭据 {name} 已保存", "the secret {name} is stored")
    };
    let lang = context.lang();
    let text = if dry_run { format!("{}\n{}", nothing_kept(lang), text.get(lang)) } else { text.get(lang).to_owned() };
    let done = json!({ "name": name, "replaced": replaced, "dry_run": dry_run });
    let answer = Answer::page(done, Some("name"), text);
    Ok(if replaced {
        answer.note(say!(
            "正在运行的 ticketctl 进程在结束之前仍用旧值",
            "ticketctl processes that are running keep the old value until they end"
        ))
    } else {
        answer
    })
}

/// From a pipe or a file to its end; from a person, without showing it.
fn value(context: &Context, name: &str) -> Result<SecretString> {
    if environment::stdin_is_terminal() {
        return ask(context, name);
    }
    // Not through the standard library's own buffer, which nobody clears.
    let stdin = std::io::stdin().as_fd().try_clone_to_owned().map_err(|error| Error::io(Path::new("-"), &error))?;
    secrets::read_value(File::from(stdin))
}

fn ask(context: &Context, name: &str) -> Result<SecretString> {
    let prompt = say!("{name} 的值（不显示）", "Value of {name} (not shown)");
    if !context.can_ask() {
        return Err(nobody_to_ask());
    }
    let typed = dialoguer::Password::new().with_prompt(prompt.get(context.lang())).interact().map(Zeroizing::new);
    let typed = typed.map_err(|dialoguer::Error::IO(error)| {
        if error.kind() == std::io::ErrorKind::Interrupted {
            let why = say!("已中断，什么都没有改变", "interrupted; nothing was changed");
            return Error::new("interrupted", Exit::Interrupted, why);
        }
        nobody_to_ask()
    })?;
    secrets::check_value(typed.as_bytes())
}

fn nobody_to_ask() -> Box<Error> {
    Error::usage(
        "answer_needed",
        say!("需要一个值，但没有终端可问", "a value is needed, and there is no terminal to ask"),
    )
    .hint(say!(
        "从标准输入给出：`ticketctl secret set 名称 < 文件`",
        "give it on standard input: `ticketctl secret set NAME < FILE`"
    ))
}

fn on_the_command_line() -> Box<Error> {
    Error::usage(
        "secret_on_command_line",
        say!(
            "命令行上不能给出凭据：其他用户看得到，终端历史也会保留；什么都没有保存",
            "a secret is not taken from the command line, where other users and the shell's history see it; nothing was \
             stored"
        ),
    )
    .hint(say!(
        "如果刚才写的是真的凭据，请先更换它；然后 `ticketctl secret set 名称 < 文件`",
        "if that was a real one, have it changed; then run `ticketctl secret set NAME < FILE`"
    ))
}

fn list(context: &Context) -> Result<Answer> {
    let stored = secrets::list(&context.paths)?;
    let columns = vec![
        Column::new("name", Text { zh: "名称", en: "Name" }).whole(),
        Column::new("from", Text { zh: "来源", en: "From" }).whole().shown(origin),
        Column::new("set_at", Text { zh: "设置时间", en: "Set at" }).whole().shown(time),
    ];
    let shape = Shape { name: "secrets", columns, id_key: "name" };
    Ok(Answer::list(Dataset { shape, rows: stored.iter().map(|secret| row(to_json(secret))).collect() }))
}

fn to_json(secret: &Stored) -> Value {
    let set_at = secret.set_at.map(Timestamp::rfc3339);
    json!({ "name": secret.name, "from": secret.origin.code(), "set_at": set_at })
}

fn origin(code: &Value, lang: Lang) -> String {
    let text =
        if code == "systemd" { Text { zh: "systemd", en: "systemd" } } else { Text { zh: "文件", en: "file" } };
    text.get(lang).to_owned()
}

fn time(value: &Value, _: Lang) -> String {
    value.as_str().map_or_else(|| NOTHING_THERE.to_owned(), moment)
}

fn remove(context: &Context, name: &str) -> Result<Answer> {
    secrets::check_name(name)?;
    let mut app = context.app()?;
    // One that is gone may still have a first result under its key, and one that is used is refused: nobody is asked.
    if !context.global.dry_run && app.may_remove_secret(name)? {
        context.confirm(&say!(
            "删除凭据 {name}？它的值无法找回",
            "Remove the secret {name}? Its value can't be brought back"
        ))?;
    }
    let change = app.remove_secret(name)?;
    let text = say!("凭据 {name} 已删除", "the secret {name} is removed");
    Ok(Answer::changed(&change, "name", text.get(context.lang()).to_owned(), context.lang()))
}
