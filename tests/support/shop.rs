//! A shop of its own for each test, and everything in it as one value that can be compared.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The first order of the shop, at the price.
pub(crate) const ORDER: &str = "XY20260320033546715D3AV";
/// The second, below the price.
pub(crate) const OTHER: &str = "XY20260320033546715AAAA";
/// The buyer's form of either.
pub(crate) const FORM: &str = r#"{"name":"张三2376","phone":"13800000000","gender":null,"birthday":null,"userType":"mainland",
    "certificateNo":"440101199001012376","certificateType":"id_card"}"#;
/// The moment of every command, unless it says otherwise.
const NOW: &str = "2026-03-20T03:40:00Z";

/// One paid order as a line of an import.
pub(crate) fn paid(number: u32, amount: u32) -> String {
    format!(
        r#"{{"paidAt":"2026-03-20T03:35:42Z","eventKey":"paid-{number}","playDate":"2026-04-15","paidAmount":{amount},"ticketType":"初级道 3 小时","productName":"亚布力","externalUserId":"user-{number}","sourcePlatform":"xianyu","externalOrderNo":"OUT-{number}"}}"#
    )
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
    /// What was asked for.
    pub(crate) out: String,
    /// Everything else.
    pub(crate) err: String,
}

impl Ended {
    /// The error object of a command with `--json`.
    pub(crate) fn error(&self) -> Value {
        serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("no error object: {self:?}"))
    }
}

/// A sandbox in a directory of its own.
pub(crate) struct Shop {
    dir: tempfile::TempDir,
    outside: Option<String>,
}

impl Shop {
    /// An empty directory.
    pub(crate) fn bare() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), outside: None }
    }

    /// With prices, seasons and two paid orders.
    pub(crate) fn open() -> Self {
        let shop = Self::bare();
        shop.file("paid.ndjson", format!("{}\n{}\n", paid(1, 506), paid(2, 400)));
        shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
        shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n");
        shop.file("form.json", FORM);
        shop.file("proof.txt", format!("payment proof {ORDER}"));
        shop.ok(&["init", "--sandbox"]);
        shop.ok(&["price", "import", "prices.csv"]);
        shop.ok(&["season", "import", "seasons.csv"]);
        shop.ok(&["--now", "2026-03-20T03:35:46.715Z", "--ids", "D3AV,AAAA", "order", "import", "paid.ndjson"]);
        shop
    }

    /// With the first order's form, payment and proof, and a group that takes it.
    pub(crate) fn ready() -> Self {
        let shop = Self::open();
        shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
        shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "W1"]);
        shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
        shop.ok(&["group", "add", "g", "--channel", "spool", "--target", "out"]);
        shop.ok(&["group", "route", "g", "--ticket-type", "初级道 3 小时"]);
        shop
    }

    /// As `ready`, and the group answers the first message so.
    pub(crate) fn answering(answer: &str) -> Self {
        let shop = Self::ready();
        shop.file("answer.json", answer);
        shop.ok(&["group", "answer", "g", "answer.json"]);
        shop
    }

    /// With a group and every file that an order needs on its way, and second ones that differ.
    pub(crate) fn stocked() -> Self {
        let shop = Self::open();
        shop.ok(&["group", "add", "g", "--channel", "spool", "--target", "out"]);
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios/shared");
        for (name, from) in [("shot.png", "screenshot.png"), ("shot.txt", "screenshot.txt")] {
            shop.file(name, std::fs::read(shared.join(from)).unwrap());
        }
        let mut picture = std::fs::read(shop.path("shot.png")).unwrap();
        picture.push(0);
        shop.file("shot2.png", picture);
        shop.file("shot2.txt", "nothing to read");
        shop.file("proof2.txt", "another proof");
        shop.file("form2.json", FORM.replace("13800000000", "13800000001"));
        shop
    }

    /// A copy of everything in its directory, in a directory of its own.
    pub(crate) fn twin(&self) -> Self {
        let twin = Self { dir: tempfile::tempdir().unwrap(), outside: self.outside.clone() };
        copy(self.dir.path(), twin.dir.path());
        twin
    }

    /// The address of WeCom and Telegram from now on.
    pub(crate) fn look_at(&mut self, base_url: String) {
        self.outside = Some(base_url);
    }

    /// The configuration file.
    pub(crate) fn config(&self) -> PathBuf {
        self.path("config/ticketctl/config.toml")
    }

    /// A path in the shop's directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file into the shop's directory.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Prepares a program to run in the shop.
    pub(crate) fn surroundings(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.dir.path()).env("PATH", "/usr/bin:/bin").env("TERM", "dumb");
        command.env("XDG_CONFIG_HOME", self.path("config")).env("TICKETCTL_OPERATOR", "op-1");
        command.env("TICKETCTL_DB", self.path("shop.db")).env("TICKETCTL_KEY_FILE", self.path("key"));
        if let Some(url) = &self.outside {
            command.env("TICKETCTL_WECOM_BASE_URL", url).env("TICKETCTL_TELEGRAM_BASE_URL", url);
        }
        command.current_dir(self.dir.path()).stdin(Stdio::null());
        command
    }

    /// Prepares a command line to run in the shop, under another program if `under` names one.
    pub(crate) fn command_under(&self, under: &[&str], args: &[&str]) -> Command {
        let line: Vec<&str> = under.iter().copied().chain([env!("CARGO_BIN_EXE_ticketctl")]).collect();
        let mut command = self.surroundings(line[0]);
        command.args(&line[1..]);
        if !args.contains(&"--lang") {
            command.args(["--lang", "en"]);
        }
        if !args.contains(&"--now") && args.first() != Some(&"init") {
            command.args(["--now", NOW]);
        }
        command.args(args);
        command
    }

    /// Prepares a command line to run in the shop.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        self.command_under(&[], args)
    }

    /// Runs a command line to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        end(&mut self.command(args))
    }

    /// Runs a command line that has to succeed.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ended = self.run(args);
        assert_eq!(ended.code, Some(0), "{args:?}: {}", ended.err);
        ended.out
    }

    /// Runs a command line that has to succeed, for its JSON.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.ok(&[args, &["--json"]].concat())).unwrap()
    }

    /// What an order says of one axis.
    pub(crate) fn status(&self, axis: &str) -> String {
        self.json(&["order", "show", ORDER])["status"][axis].as_str().unwrap().to_owned()
    }

    /// Every row of every table, and every file but the database's own, as one digest.
    pub(crate) fn state(&self) -> String {
        let mut text = String::new();
        if self.path("shop.db").is_file() {
            tables(&Connection::open(self.path("shop.db")).unwrap(), &mut text);
        }
        files(self.dir.path(), &mut text);
        hex(text.as_bytes())
    }
}

/// Runs a command to its end.
pub(crate) fn end(command: &mut Command) -> Ended {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn tables(conn: &Connection, text: &mut String) {
    let mut names = conn.prepare("select name from sqlite_schema where type = 'table' order by name").unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        let mut all = conn.prepare(&format!("select * from \"{name}\"")).unwrap();
        let width = all.column_count();
        let mut rows: Vec<Vec<Cell>> = all
            .query_map([], |row| (0..width).map(|column| row.get(column)).collect())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        rows.sort_by_key(|row| format!("{row:?}"));
        writeln!(text, "{name} {rows:?}").unwrap();
    }
}

fn files(dir: &Path, text: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let kind = path.symlink_metadata().unwrap().file_type();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if kind.is_dir() {
            files(&path, text);
        } else if kind.is_file() && !name.starts_with("shop.db") {
            writeln!(text, "{} {}", path.display(), hex(&std::fs::read(&path).unwrap())).unwrap();
        }
    }
}

/// Copies what is in a directory, with its modes.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&from, &to);
            std::fs::set_permissions(&to, from.metadata().unwrap().permissions()).unwrap();
        } else {
            std::fs::copy(&from, &to).unwrap();
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
