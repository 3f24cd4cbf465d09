//! A scenario together with its files: a shipped one by its name, or one from a directory.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use super::{Scenario, invalid_scenario, is_plain, shipped};
use crate::app::sandbox::errors::SandboxError;
use crate::error::{Error, Result};

/// The file that says what to run.
const SCENARIO_FILE: &str = "scenario.toml";
/// The directory of the files that several scenarios use, beside theirs.
const SHARED_DIR: &str = "shared";
/// The most files that a scenario may have.
const MAX_FILES: usize = 64;
/// At most 8 MiB in one file.
const MAX_BYTES: u64 = 8 << 20;

/// A scenario with the files that its command lines read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioBundle {
    pub scenario: Scenario,
    /// File name → content.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl ScenarioBundle {
    /// Finds a scenario: a path to a directory or to a file, else the name of a shipped one.
    pub fn find_scenario(named: &str) -> Result<Self> {
        let path = Path::new(named);
        if path.is_dir() {
            return Self::from_file(&path.join(SCENARIO_FILE));
        }
        if path.is_file() {
            return Self::from_file(path);
        }
        Self::from_shipped(named)
    }

    pub fn from_shipped(name: &str) -> Result<Self> {
        let Some(files) = shipped::shipped_files(name) else { return Err(unknown_scenario(name)) };
        let own = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let shared = |name: &str| Ok(shipped::shared_file(name).map(<[u8]>::to_vec));
        Self::assemble_files(name, SCENARIO_FILE, own, shared)
    }

    fn from_file(path: &Path) -> Result<Self> {
        let dir = path.parent().unwrap_or(Path::new(""));
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let shown = path.display().to_string();
        let shared_dir = std::path::absolute(dir).ok().and_then(|dir| Some(dir.parent()?.join(SHARED_DIR)));
        let shared = |name: &str| match &shared_dir {
            Some(dir) if dir.join(name).is_file() => read_bytes(&dir.join(name)).map(Some),
            _ => Ok(None),
        };
        Self::assemble_files(&shown, file, read_dir(dir)?, shared)
    }

    fn assemble_files(
        shown: &str,
        scenario_file: &str,
        mut files: BTreeMap<String, Vec<u8>>,
        shared: impl Fn(&str) -> Result<Option<Vec<u8>>>,
    ) -> Result<Self> {
        let text = files.remove(scenario_file).ok_or_else(|| invalid_scenario(shown, "there is no scenario.toml"))?;
        let text = String::from_utf8(text).map_err(|_| invalid_scenario(shown, "it is not UTF-8"))?;
        let scenario = Scenario::parse(shown, &text)?;
        for name in &scenario.shared {
            if !is_plain(name) {
                return Err(invalid_scenario(shown, &format!("shared: {name:?} is no plain file name")));
            }
            let bytes =
                shared(name)?.ok_or_else(|| invalid_scenario(shown, &format!("shared: there is no file {name}")))?;
            files.insert(name.clone(), bytes);
        }
        let missing = scenario.named_files().find(|name| !files.contains_key(*name));
        match missing {
            Some(name) => Err(invalid_scenario(shown, &format!("stdin: there is no file {name}"))),
            None => Ok(Self { scenario, files }),
        }
    }
}

/// The plain files of a directory.
fn read_dir(dir: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir).map_err(|error| Error::io(dir, &error))? {
        let entry = entry.map_err(|error| Error::io(dir, &error))?;
        let name = entry.file_name().into_string().ok().filter(|name| is_plain(name));
        let Some(name) = name.filter(|_| entry.path().is_file()) else { continue };
        files.insert(name, read_bytes(&entry.path())?);
        if files.len() > MAX_FILES {
            return Err(invalid_scenario(&dir.display().to_string(), &format!("more than {MAX_FILES} files")));
        }
    }
    Ok(files)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| Error::io(path, &error))?;
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(invalid_scenario(&path.display().to_string(), "larger than 8 MiB"));
    }
    Ok(bytes)
}

fn unknown_scenario(name: &str) -> Box<Error> {
    let near = super::shipped_names().max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name)));
    let near = near.unwrap_or_default();
    SandboxError::ScenarioNotFound { name: &name, near: &near }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    const TEXT: &str = "name = 'x'\ntitle = { zh = 'x', en = 'x' }\nshared = ['a.csv']\n\
        [[step]]\ntitle = { zh = 'x', en = 'x' }\nrun = 'order list'\nstdin = 'b.json'\n";

    #[test]
    fn a_directory_gives_its_files_and_the_shared_ones() {
        let root = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let find = || ScenarioBundle::find_scenario(root.path().join("one").to_str().unwrap());
        put("one/scenario.toml", TEXT);
        assert!(find().unwrap_err().message.en.contains("there is no file a.csv"));
        put("shared/a.csv", "a");
        assert!(find().unwrap_err().message.en.contains("there is no file b.json"));
        put("one/b.json", "b");
        put("one/.hidden", "c");
        let bundle = find().unwrap();
        assert_eq!(bundle.files.keys().map(String::as_str).collect::<Vec<_>>(), ["a.csv", "b.json"]);
        assert_eq!(
            ScenarioBundle::find_scenario(root.path().join("one/scenario.toml").to_str().unwrap()).unwrap(),
            bundle
        );
        put("one/scenario.toml", &TEXT.replace("a.csv", "../one/b.json"));
        assert!(find().unwrap_err().message.en.contains("no plain file name"));
    }

    #[test]
    fn a_name_that_is_not_shipped_gives_the_nearest() {
        let error = ScenarioBundle::find_scenario("resale-refrence").unwrap_err();
        assert_eq!((error.code, error.exit), ("scenario_not_found", Exit::NotFound));
        assert!(error.hint.unwrap().en.contains("resale-reference"));
    }

    #[test]
    fn every_shipped_scenario_can_be_read_and_is_called_as_it_is_found() {
        for name in crate::app::sandbox::scenario::shipped_names() {
            assert_eq!(ScenarioBundle::from_shipped(name).unwrap().scenario.name, name);
        }
    }
}
