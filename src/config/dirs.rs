//! Where things are kept.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use super::errors::ConfigError;
use crate::error::Result;

/// The name of our directory in each base directory.
const APP_DIR: &str = "ticketctl";

/// Our directories under the XDG base directories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirs {
    /// The configuration and the key.
    pub config_dir: PathBuf,
    /// The database, the proofs and the spool.
    pub data_dir: PathBuf,
    /// Locks and logs: what may be lost.
    pub state_dir: PathBuf,
}

impl Dirs {
    /// Our directories for the user who runs the command, by the XDG specification.
    pub fn from_xdg() -> Result<Self> {
        Xdg::new().map(|bases| Self::from_bases(&bases)).map_err(|_| ConfigError::NoHome.into_error())
    }

    /// Our directories under other base directories.
    pub fn from_bases(bases: &impl BaseStrategy) -> Self {
        let data_dir = bases.data_dir().join(APP_DIR);
        let state_dir = bases.state_dir().map_or_else(|| data_dir.clone(), |base| base.join(APP_DIR));
        Self { config_dir: bases.config_dir().join(APP_DIR), data_dir, state_dir }
    }
}

/// The places that a command names, by flag or variable; the flag has won already.
#[derive(Clone, Debug, Default)]
pub struct NamedPaths {
    /// `--db`, `TICKETCTL_DB`.
    pub db: Option<PathBuf>,
    /// `--config`, `TICKETCTL_CONFIG`.
    pub config: Option<PathBuf>,
    /// `TICKETCTL_KEY_FILE`.
    pub key: Option<PathBuf>,
    /// `CREDENTIALS_DIRECTORY`, which systemd sets.
    pub credentials: Option<PathBuf>,
    /// `TICKETCTL_OCR_MODELS`.
    pub ocr_models: Option<PathBuf>,
}

/// The files of one shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The database.
    pub db: PathBuf,
    /// The payment proofs: `<this>/<orderNo>/<sha256>.<ext>`.
    pub proofs: PathBuf,
    /// What the embedded channel was given.
    pub spool: PathBuf,
    /// The key that encrypts personal data. Never beside the data, so a copy of the data alone reveals no names.
    pub key: PathBuf,
    /// The channels' secrets, one file each. Beside the key, so a copy of the data does not hold them either.
    pub secrets: PathBuf,
    /// The keys of AP2, ours and those that we believe. Beside the key, as the secrets.
    pub ap2: PathBuf,
    /// Where systemd put credentials for this run, if it did (`LoadCredential=`).
    pub credentials: Option<PathBuf>,
    /// The configuration.
    pub config: PathBuf,
    /// Locks and logs.
    pub state: PathBuf,
    /// The models that read pictures; those of every shop of a user, so they do not follow the database.
    pub ocr_models: PathBuf,
}

impl Paths {
    /// Proofs and spool go beside the database file, wherever that is; key and configuration stay under the XDG
    /// configuration directory unless they are named (`cli.md`, "Configuration that scripts rely on").
    pub fn resolve(dirs: &Dirs, named: NamedPaths) -> Self {
        let db = named.db.unwrap_or_else(|| dirs.data_dir.join("ticketctl.db"));
        let beside = db.parent().unwrap_or(Path::new("")).to_owned();
        let key = named.key.unwrap_or_else(|| dirs.config_dir.join("master.key"));
        Self {
            proofs: beside.join("payment-proof"),
            spool: beside.join("spool"),
            secrets: key.parent().unwrap_or(Path::new("")).join("secrets"),
            ap2: key.parent().unwrap_or(Path::new("")).join("ap2"),
            credentials: named.credentials,
            key,
            config: named.config.unwrap_or_else(|| dirs.config_dir.join("config.toml")),
            state: dirs.state_dir.clone(),
            ocr_models: named.ocr_models.unwrap_or_else(|| dirs.data_dir.join("ocr")),
            db,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bases;

    impl BaseStrategy for Bases {
        fn home_dir(&self) -> &Path {
            Path::new("/h")
        }
        fn config_dir(&self) -> PathBuf {
            "/h/c".into()
        }
        fn data_dir(&self) -> PathBuf {
            "/h/d".into()
        }
        fn cache_dir(&self) -> PathBuf {
            "/h/cache".into()
        }
        fn state_dir(&self) -> Option<PathBuf> {
            Some("/h/s".into())
        }
        fn runtime_dir(&self) -> Option<PathBuf> {
            None
        }
    }

    #[test]
    fn without_names_everything_is_under_the_base_directories() {
        let paths = Paths::resolve(&Dirs::from_bases(&Bases), NamedPaths::default());
        assert_eq!(paths.db, Path::new("/h/d/ticketctl/ticketctl.db"));
        assert_eq!(paths.proofs, Path::new("/h/d/ticketctl/payment-proof"));
        assert_eq!(paths.spool, Path::new("/h/d/ticketctl/spool"));
        assert_eq!(paths.key, Path::new("/h/c/ticketctl/master.key"));
        assert_eq!((paths.secrets.to_str(), paths.credentials), (Some("/h/c/ticketctl/secrets"), None));
        assert_eq!(paths.config, Path::new("/h/c/ticketctl/config.toml"));
        assert_eq!(paths.state, Path::new("/h/s/ticketctl"));
        assert_eq!(paths.ocr_models, Path::new("/h/d/ticketctl/ocr"));
    }

    #[test]
    fn proofs_and_spool_follow_the_database_and_the_key_does_not() {
        let named = NamedPaths { db: Some("/shop/a.db".into()), ..NamedPaths::default() };
        let paths = Paths::resolve(&Dirs::from_bases(&Bases), named);
        assert_eq!(paths.proofs, Path::new("/shop/payment-proof"));
        assert_eq!(paths.spool, Path::new("/shop/spool"));
        assert_eq!(paths.key, Path::new("/h/c/ticketctl/master.key"));
        let named = NamedPaths {
            db: Some("a.db".into()),
            config: Some("/x.toml".into()),
            key: Some("/e/k".into()),
            ..NamedPaths::default()
        };
        let paths = Paths::resolve(&Dirs::from_bases(&Bases), named);
        assert_eq!(paths.proofs, Path::new("payment-proof"));
        assert_eq!((paths.key.to_str(), paths.config.to_str()), (Some("/e/k"), Some("/x.toml")));
        assert_eq!(paths.secrets, Path::new("/e/secrets"));
    }
}
