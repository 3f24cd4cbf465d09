//! Where a scenario runs: a database that is not live, the scenario's files, and an environment of its own.

use std::collections::BTreeMap;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::cli::context::CommandContext;
use crate::cli::environment;
use crate::cli::errors::CliError;
use crate::domain::value::message::Lang;
use crate::error::{Error, Result};

/// The variables that a step inherits: the locale, and what the system needs to run a program at all.
const INHERITED_VARIABLES: [&str; 7] = ["LANG", "LC_ALL", "LC_MESSAGES", "PATH", "TMPDIR", "TERM", "TZ"];

/// Where a scenario runs.
///
/// Invariant: the scenario's files, which name persons in clear, lie in a directory of their own that goes away; the
/// sandbox holds nothing but what the program itself put there.
pub struct ScenarioSandbox {
    /// `{dir}`: the directory of the database.
    pub dir: PathBuf,
    /// `{files}`: where the steps run.
    pub files: PathBuf,
    db: PathBuf,
    key: PathBuf,
    home: PathBuf,
    config: Option<PathBuf>,
    /// The models belong to the machine: a sandbox reads pictures with the same ones.
    ocr_models: PathBuf,
    lang: Lang,
    /// Removed when the sandbox is dropped.
    _temp_dir: TempDir,
}

/// Where the database of a sandbox is to be.
pub enum SandboxPlace {
    /// In a temporary directory that goes away.
    Temporary,
    /// In this new directory, which stays.
    NewDirectory(PathBuf),
    /// In the database that the command line or the environment names.
    NamedDatabase,
}

impl ScenarioSandbox {
    /// Prepares the place and unpacks the scenario's files; the database may still be missing.
    pub fn prepare(context: &CommandContext, place: SandboxPlace, files: &BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let temp_dir = tempfile::Builder::new()
            .prefix("ticketctl-")
            .tempdir()
            .map_err(|error| Error::io(&std::env::temp_dir(), &error))?;
        let within = |name: &str| make_dir(&temp_dir.path().join(name));
        let (home, unpacked) = (within("home")?, within("files")?);
        unpack_files(&unpacked, files)?;
        let own_key = home.join("master.key");
        let (db, key) = match place {
            SandboxPlace::Temporary => (within("shop")?.join("ticketctl.db"), own_key),
            SandboxPlace::NewDirectory(dir) => (make_new_dir(&dir)?.join("ticketctl.db"), context.paths.key.clone()),
            SandboxPlace::NamedDatabase => (named_database(context)?, context.paths.key.clone()),
        };
        let (db, key) = (absolute_path(&db)?, absolute_path(&key)?);
        let dir = db.parent().map(Path::to_owned).unwrap_or_default();
        let config = context.global.config.as_deref().map(absolute_path).transpose()?;
        let ocr_models = absolute_path(&context.paths.ocr_models)?;
        let lang = context.lang();
        Ok(Self { dir, files: unpacked, db, key, home, config, ocr_models, lang, _temp_dir: temp_dir })
    }

    /// Unpacks the files of another scenario, beside those that are there.
    pub fn add_files(&self, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
        unpack_files(&self.files, files)
    }

    /// Makes the database if there is none. A key that can't be kept where every command looks for it, as with a home
    /// that is read-only, is kept beside the database instead.
    pub fn init_database(&mut self) -> Result<()> {
        if self.db.exists() {
            return Ok(());
        }
        let made = self.try_init_database()?;
        if made.status.success() {
            return Ok(());
        }
        self.key = self.dir.join("master.key");
        let made = self.try_init_database()?;
        if made.status.success() {
            return Ok(());
        }
        let reason = String::from_utf8_lossy(&made.stderr).trim().to_owned();
        Err(CliError::SandboxNotMade { reason: &reason }.into_error())
    }

    fn try_init_database(&self) -> Result<std::process::Output> {
        let mut command = self.build_command()?;
        command.args(["init", "--sandbox"]).stdin(Stdio::null());
        command.output().map_err(|error| Error::io(Path::new(command.get_program()), &error))
    }

    /// This program, to be run in the sandbox and with nothing of the environment but the locale.
    pub fn build_command(&self) -> Result<Command> {
        let own = std::env::current_exe().map_err(|error| Error::io(Path::new("ticketctl"), &error))?;
        let mut command = Command::new(own);
        command.env_clear().current_dir(&self.files);
        command.envs(INHERITED_VARIABLES.iter().filter_map(|name| Some((name, environment::read_variable(name)?))));
        command.env("HOME", &self.home).env("TICKETCTL_DB", &self.db).env("TICKETCTL_KEY_FILE", &self.key);
        for (name, dir) in [
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, self.home.join(dir));
        }
        command.env("TICKETCTL_LANG", if self.lang == Lang::Zh { "zh" } else { "en" });
        command.env("TICKETCTL_NO_INPUT", "1").env("LOGNAME", "smoke");
        command.envs(self.config.as_ref().map(|path| ("TICKETCTL_CONFIG", path)));
        command.env("TICKETCTL_OCR_MODELS", &self.ocr_models);
        Ok(command)
    }

    /// The database.
    pub fn database_path(&self) -> &Path {
        &self.db
    }

    /// The key, if every other command would not find it by itself.
    pub fn uncommon_key_path(&self, context: &CommandContext) -> Option<&Path> {
        (absolute_path(&context.paths.key).ok().as_deref() != Some(&self.key)).then_some(&*self.key)
    }
}

/// The named database: one that exists must be a sandbox.
fn named_database(context: &CommandContext) -> Result<PathBuf> {
    let db = context.paths.db.clone();
    if db.exists() {
        context.open_app()?.require_sandbox("smoke run")?;
    } else if let Some(dir) = db.parent().filter(|dir| !dir.as_os_str().is_empty()) {
        make_dir(dir)?;
    }
    Ok(db)
}

fn unpack_files(dir: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    for (name, bytes) in files {
        let path = dir.join(name);
        std::fs::write(&path, bytes).map_err(|error| Error::io(&path, &error))?;
    }
    Ok(())
}

fn absolute_path(path: impl AsRef<Path>) -> Result<PathBuf> {
    let path = path.as_ref();
    std::path::absolute(path).map_err(|error| Error::io(path, &error))
}

/// A directory that nothing lies in yet.
fn make_new_dir(dir: &Path) -> Result<PathBuf> {
    let taken = std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) || dir.is_file();
    if taken {
        let shown = dir.display();
        return Err(CliError::DirectoryTaken { shown: &shown }.into());
    }
    make_dir(dir)
}

fn make_dir(dir: &Path) -> Result<PathBuf> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.map(|()| dir.to_owned()).map_err(|error| Error::io(dir, &error))
}
