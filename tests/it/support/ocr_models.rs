//! The models that the tests read with.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::shop::Shop;

/// Where the models are; gets them if they are not there yet.
pub(crate) fn models() -> PathBuf {
    static MODELS: OnceLock<PathBuf> = OnceLock::new();
    MODELS.get_or_init(get).clone()
}

fn get() -> PathBuf {
    let beside_the_build = || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("ocr-models");
    let dir = std::env::var_os("TICKETCTL_OCR_MODELS").map_or_else(beside_the_build, PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let shop = Shop::at_home().with_variable("PATH", path).with_variable("TICKETCTL_OCR_MODELS", &dir);
    shop.ok(&["ocr", "setup"]);
    dir
}
