//! The passphrase of a sealed backup: asked on a terminal, or read from where a script keeps it. Never on a command line.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use zeroize::Zeroizing;

use super::context::CommandContext;
use super::environment;
use super::errors::CliError;
use super::prompt;
use crate::app::channels::secrets;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::fs::secure_file::{FileAccess, read_private_file};
use crate::say;

/// The shortest and the longest passphrase, in characters and bytes.
const SHORTEST: usize = 12;
const LONGEST: usize = 1024;

/// Where the passphrase is from.
#[derive(Debug, clap::Args)]
pub struct PassphraseArgs {
    /// Read the passphrase from this file (mode 0600); - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_secret")]
    passphrase_file: Option<PathBuf>,
    /// Use the secret of this name as the passphrase
    #[arg(long, value_name = "NAME")]
    passphrase_secret: Option<String>,
}

/// How often a passphrase is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassphrasePurpose {
    /// Twice: a slip would lock the backup for ever.
    Seal,
    Open,
}

impl PassphraseArgs {
    pub const fn is_given(&self) -> bool {
        self.passphrase_file.is_some() || self.passphrase_secret.is_some()
    }

    /// # Errors
    /// Nobody to ask, or too short (2); the file or the secret is not to be trusted (5).
    pub fn read_passphrase(&self, context: &CommandContext, purpose: PassphrasePurpose) -> Result<SecretString> {
        // From here on the process leaves no memory image.
        secrets::hide_memory();
        let text = match (&self.passphrase_file, &self.passphrase_secret) {
            (Some(path), _) if path == Path::new("-") => environment::read_secret_stdin(LONGEST + 3)?,
            (Some(path), _) => read_secret_file(path, LONGEST + 2)?,
            (None, Some(name)) => return secrets::load_secret(&context.paths, name),
            (None, None) => ask(context, purpose)?,
        };
        let text = std::str::from_utf8(&text).unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let fits = text.chars().count() >= SHORTEST && text.len() <= LONGEST && !text.contains('\n');
        if fits {
            Ok(text.into())
        } else {
            Err(CliError::PassphraseInvalid { least: &SHORTEST, most: &LONGEST }.into())
        }
    }
}

/// A secret text out of a file that only its owner can read, of at most `limit` bytes.
pub(super) fn read_secret_file(path: &Path, limit: usize) -> Result<Zeroizing<Vec<u8>>> {
    read_private_file(path, limit as u64, FileAccess::Ours).map_err(|unfit| {
        let BilingualMessage { zh, en } = unfit.describe_reason();
        CliError::PassphraseFile { path: &path.display(), zh: &zh, en: &en }.into_error()
    })
}

fn ask(context: &CommandContext, purpose: PassphrasePurpose) -> Result<Zeroizing<Vec<u8>>> {
    if !context.can_ask() {
        return Err(CliError::PassphraseNotAsked.into());
    }
    let lang = context.lang();
    let (first, again, differ) = (
        say!("备份的口令（不显示）", "Passphrase of the backup (not shown)"),
        say!("再输入一次", "Once more"),
        say!("两次不一样", "They differ"),
    );
    let mut question = dialoguer::Password::new().with_prompt(first.in_lang(lang));
    if purpose == PassphrasePurpose::Seal {
        question = question.with_confirmation(again.in_lang(lang), differ.in_lang(lang));
    }
    let typed = prompt::ask(|| question.interact())?;
    Ok(Zeroizing::new(typed.into_bytes()))
}
