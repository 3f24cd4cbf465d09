//! The password of an encrypted bill: from a file, or asked on a terminal. Never on a command line.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::app::reconcile::import::is_encrypted_bill;
use crate::cli::context::CommandContext;
use crate::cli::passphrase::read_secret_file;
use crate::cli::{environment, prompt};
use crate::error::Result;
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
        Some(path) => read_secret_file(path, LONGEST)?,
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
