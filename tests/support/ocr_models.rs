//! The models that the tests read with.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The program with an empty environment, and a home of its own.
pub(crate) fn ticketctl(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ticketctl"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("HOME", home).env("TICKETCTL_LANG", "en").current_dir(home);
    command
}

/// Where the models are; gets them if they are not there yet.
pub(crate) fn models() -> PathBuf {
    static MODELS: OnceLock<PathBuf> = OnceLock::new();
    MODELS.get_or_init(get).clone()
}

fn get() -> PathBuf {
    let beside_the_build = || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("ocr-models");
    let dir = std::env::var_os("TICKETCTL_OCR_MODELS").map_or_else(beside_the_build, PathBuf::from);
    let home = tempfile::tempdir().unwrap();
    let output = ticketctl(home.path()).args(["ocr", "setup"]).env("TICKETCTL_OCR_MODELS", &dir).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    dir
}
