//! `init`: the database, the data directory, the key file and the configuration.

use std::path::Path;
use std::time::Duration;

use serde_json::json;

use super::answer::Answer;
use super::context::Context;
use crate::app::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::say;
use crate::store::keyfile;
use crate::store::{Kind, Store};

/// Make the database, the key file and the configuration.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A database to play in: clock, ids and answers may be set there, and nothing in it is real
    #[arg(long)]
    pub sandbox: bool,
}

/// Makes what is missing; what exists is used.
///
/// # Errors
/// The database exists (exit 4), or a place can't be written.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let (paths, clock) = (&context.paths, context.clock()?);
    if paths.db.exists() {
        let shown = paths.db.display();
        return Err(Error::new(
            "database_exists",
            crate::error::Exit::Refused,
            say!("数据库 {shown} 已存在，没有改动", "the database {shown} exists already; nothing was changed"),
        )
        .hint(say!("另建一个：`ticketctl init --db 路径`", "make another one with `ticketctl init --db PATH`")));
    }
    let mut made = Vec::new();
    for dir in [paths.db.parent(), paths.key.parent(), paths.config.parent()].into_iter().flatten() {
        make_dir(dir)?;
    }
    let master = if paths.key.exists() {
        keyfile::load(&paths.key)?
    } else {
        made.push(("key", paths.key.clone()));
        keyfile::create(&paths.key)?
    };
    if Config::create(&paths.config)? {
        made.push(("config", paths.config.clone()));
    }
    let kind = if args.sandbox { Kind::Sandbox } else { Kind::Live };
    create(&paths.db, kind, &master, clock, &context.config)?;
    made.push(("database", paths.db.clone()));
    Ok(report(kind, &made, context))
}

fn create(db: &Path, kind: Kind, master: &keyfile::MasterKey, clock: Clock, config: &Config) -> Result<()> {
    let busy = Duration::from_millis(u64::from(config.store.busy_timeout_ms));
    Store::create(db, kind, master, clock.processed(), busy).map(drop)
}

fn make_dir(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|error| Error::io(dir, &error))
}

fn report(kind: Kind, made: &[(&str, std::path::PathBuf)], context: &Context) -> Answer {
    let code = kind.code();
    let value = json!({
        "kind": code,
        "database": context.paths.db,
        "key_file": context.paths.key,
        "config": context.paths.config,
        "created": made.iter().map(|(what, _)| *what).collect::<Vec<_>>(),
    });
    let lines: Vec<String> = made.iter().map(|(what, path)| format!("{what:9} {}", path.display())).collect();
    Answer::page(value, Some("database"), lines.join("\n")).note(say!(
        "已建立（{code}）。密钥文件不在备份里：请另存一份，丢了它就读不出任何姓名。",
        "ready ({code}). The key file is in no backup: keep a copy elsewhere, without it no name can be read."
    ))
}
