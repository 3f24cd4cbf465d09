//! The password of an encrypted bill: from a file, or asked on a terminal. Never on a command line.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::app::reconcile::import::is_encrypted_bill;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::{environment, prompt};
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::fs::secure_file::{FileAccess, read_private_file};
use crate::say;

/// The longest password, in bytes: services send six digits.
const LONGEST: usize = 256;

/// The password for `files`, if one was given or one of them needs it and somebody can be asked.
pub(super) fn read_bill_password(
    context: &CommandContext,
    given: Option<&Path>,
    files: &[PathBuf],
) -> Result<Option<SecretString>> {
    let text = match given {
        Some(path) if path == Path::new("-") => environment::read_secret_stdin(LONGEST)?,
        Some(path) => read_private_file(path, LONGEST as u64, FileAccess::Ours).map_err(|unfit| {
            let BilingualMessage { zh, en } = unfit.describe_reason();
            CliError::PassphraseFile { path: &path.display(), zh: &zh, en: &en }.into_error()
        })?,
        None => return ask_password(context, files),
    };
    let text = std::str::from_utf8(&text).unwrap_or_default();
    Ok(Some(SecretString::from(text.trim_end_matches(['\r', '\n']))))
}

fn ask_password(context: &CommandContext, files: &[PathBuf]) -> Result<Option<SecretString>> {
    let Some(file) = files.iter().find(|file| is_encrypted_bill(file)).filter(|_| context.can_ask()) else {
        return Ok(None);
    };
    let name = file.display();
    let question = say!("账单 {name} 的解压密码（不显示）", "Password of the bill {name} (not shown)");
    let question = dialoguer::Password::new().with_prompt(question.in_lang(context.lang()));
    Ok(Some(SecretString::from(prompt::ask(|| question.interact())?)))
}
