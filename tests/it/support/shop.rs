//! A shop of its own for each test: a directory, the program run in it, and everything in it as one value to compare.
//!
//! `run` gives how a command ended, `ok` what it printed and `json` that as a value, both of a command that has to succeed;
//! `refused` gives the error object of one that has to fail. Each takes a command line as words or as one text, and
//! `…_with` gives it an input.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The first order of the shop, at the price.
pub(crate) const ORDER: &str = "XY20260320033546715D3AV";
/// The second, below the price.
pub(crate) const OTHER: &str = "XY20260320033546715AAAA";
/// The buyer's form of either.
pub(crate) const FORM: &str = r#"{"name":"张三2376","phone":"13800000000","gender":null,"birthday":null,"userType":"mainland",
    "certificateNo":"440101199001012376","certificateType":"id_card"}"#;
/// The moment of every command, unless it says otherwise.
pub(crate) const NOW: &str = "2026-03-20T03:40:00Z";

/// One paid order as a line of an import.
pub(crate) fn paid(number: u32, amount: u32) -> String {
    paid_for("初级道 3 小时", number, amount)
}

/// One paid order of a ticket type.
pub(crate) fn paid_for(ticket: &str, number: u32, amount: u32) -> String {
    format!(
        r#"{{"paidAt":"2026-03-20T03:35:42Z","eventKey":"paid-{number}","playDate":"2026-04-15","paidAmount":{amount},"ticketType":"{ticket}","productName":"亚布力","externalUserId":"user-{number}","sourcePlatform":"xianyu","externalOrderNo":"OUT-{number}"}}"#
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
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("no error object: {self:?}"))
    }

    /// The object of a command with `--json`, whatever its exit code.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

/// A command line: its words, or one text that is split as a shell does.
pub(crate) trait Words {
    /// The words.
    fn words(&self) -> Vec<String>;
}

impl Words for str {
    fn words(&self) -> Vec<String> {
        shlex::split(self).unwrap_or_else(|| panic!("{self}: a quotation mark is open"))
    }
}

impl Words for String {
    fn words(&self) -> Vec<String> {
        self.as_str().words()
    }
}

impl Words for [&str] {
    fn words(&self) -> Vec<String> {
        self.iter().map(|&word| word.to_owned()).collect()
    }
}

impl<const COUNT: usize> Words for [&str; COUNT] {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl Words for Vec<&str> {
    fn words(&self) -> Vec<String> {
        self.as_slice().words()
    }
}

impl Words for Vec<String> {
    fn words(&self) -> Vec<String> {
        self.clone()
    }
}

/// A directory that a shop is kept in, and what its commands are run with.
pub(crate) struct Shop {
    dir: tempfile::TempDir,
    /// Whether everything is at its default place below the home.
    at_home: bool,
    /// The moment of every command that does not say another; none for the real one.
    now: Option<&'static str>,
    /// The address of WeCom and Telegram.
    services: Option<String>,
    variables: Vec<(&'static str, OsString)>,
}

impl Shop {
    /// An empty directory for everything, in which it is always the same moment.
    pub(crate) fn bare() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { dir, at_home: false, now: Some(NOW), services: None, variables: Vec::new() }
    }

    /// An empty home: everything is at its default place below it, and time passes.
    pub(crate) fn at_home() -> Self {
        Self { at_home: true, ..Self::bare().in_real_time() }
    }

    /// The same with the machine's clock.
    #[must_use]
    pub(crate) fn in_real_time(self) -> Self {
        Self { now: None, ..self }
    }

    /// The same at another moment.
    #[must_use]
    pub(crate) fn at(self, now: &'static str) -> Self {
        Self { now: Some(now), ..self }
    }

    /// The same, every command of which finds a variable set.
    #[must_use]
    pub(crate) fn with_variable(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// The same as a sandbox.
    #[must_use]
    pub(crate) fn init(self) -> Self {
        self.ok(&["init", "--sandbox"]);
        self
    }

    /// A sandbox.
    pub(crate) fn sandbox() -> Self {
        Self::bare().init()
    }

    /// With prices, seasons and two paid orders.
    pub(crate) fn open() -> Self {
        let shop = Self::sandbox();
        shop.file("paid.ndjson", format!("{}\n{}\n", paid(1, 506), paid(2, 400)));
        shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
        shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n");
        shop.file("form.json", FORM);
        shop.file("proof.txt", format!("payment proof {ORDER}"));
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
        for (name, from) in [("shot.png", "screenshot.png"), ("shot.txt", "screenshot.txt")] {
            shop.file(name, std::fs::read(fixture("scenarios/shared").join(from)).unwrap());
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
        let dir = tempfile::tempdir().unwrap();
        copy(self.dir.path(), dir.path());
        Self { dir, services: self.services.clone(), variables: self.variables.clone(), ..*self }
    }

    /// Everything as it is in a copy.
    pub(crate) fn restore(&self, copied: &Self) {
        for entry in std::fs::read_dir(self.dir.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) }.unwrap();
        }
        copy(copied.dir.path(), self.dir.path());
    }

    /// The address of WeCom and Telegram from now on.
    pub(crate) fn look_at(&mut self, base_url: String) {
        self.services = Some(base_url);
    }
}

/// Files.
impl Shop {
    /// The directory.
    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
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

    /// Copies a file of `fixtures` into the shop's directory, under its own name.
    pub(crate) fn copy_fixture(&self, name: &str) {
        let from = fixture(name);
        std::fs::copy(&from, self.dir.path().join(from.file_name().unwrap())).unwrap();
    }

    /// The directory of the database, which also keeps proofs, pictures and messages.
    pub(crate) fn data(&self) -> PathBuf {
        if self.at_home { self.path(".local/share/ticketctl") } else { self.dir.path().to_owned() }
    }

    /// The directory of the configuration, which also keeps secrets.
    pub(crate) fn config(&self) -> PathBuf {
        self.path(if self.at_home { ".config/ticketctl" } else { "config/ticketctl" })
    }

    /// The database's file.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.data().join(if self.at_home { "ticketctl.db" } else { "shop.db" })
    }

    /// The database, beside the program.
    pub(crate) fn database(&self) -> Connection {
        Connection::open(self.database_file()).unwrap()
    }

    /// Which of some texts stand in which files.
    pub(crate) fn files_with<'t>(&self, texts: &[&'t str]) -> Vec<(&'t str, PathBuf)> {
        let mut found = Vec::new();
        for file in files(self.dir.path()) {
            let bytes = std::fs::read(&file).unwrap();
            found.extend(texts.iter().filter(|text| holds(&bytes, text)).map(|&text| (text, file.clone())));
        }
        found
    }

    /// Every row of every table, and every file but the database's own, as one digest.
    pub(crate) fn state(&self) -> String {
        let mut text = String::new();
        if self.database_file().is_file() {
            tables(&self.database(), &mut text);
        }
        for path in files(self.dir.path()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.symlink_metadata().unwrap().is_file() && !name.starts_with("shop.db") {
                writeln!(text, "{} {}", path.display(), hex(&std::fs::read(&path).unwrap())).unwrap();
            }
        }
        hex(text.as_bytes())
    }
}

/// Commands.
impl Shop {
    /// Prepares a program to run in the shop.
    pub(crate) fn surroundings(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.dir.path()).env("PATH", "/usr/bin:/bin").env("TERM", "dumb");
        if self.at_home {
            command.env("USER", "tester");
        } else {
            command.env("XDG_CONFIG_HOME", self.path("config")).env("TICKETCTL_OPERATOR", "op-1");
            command.env("TICKETCTL_DB", self.database_file()).env("TICKETCTL_KEY_FILE", self.path("key"));
        }
        if let Some(url) = &self.services {
            command.env("TICKETCTL_WECOM_BASE_URL", url).env("TICKETCTL_TELEGRAM_BASE_URL", url);
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.current_dir(self.dir.path()).stdin(Stdio::null());
        command
    }

    /// Prepares a command line to run in the shop, under another program if `under` names one.
    pub(crate) fn command_under(&self, under: &[&str], line: &(impl Words + ?Sized)) -> Command {
        let program: Vec<&str> = under.iter().copied().chain([env!("CARGO_BIN_EXE_ticketctl")]).collect();
        let words = line.words();
        let says = |flag: &str| words.iter().any(|word| word == flag);
        let mut command = self.surroundings(program[0]);
        command.args(&program[1..]);
        if !says("--lang") {
            command.args(["--lang", "en"]);
        }
        let starts = words.first().is_some_and(|word| word == "init");
        if let Some(now) = self.now.filter(|_| !says("--now") && !starts) {
            command.args(["--now", now]);
        }
        command.args(words);
        command
    }

    /// Prepares a command line to run in the shop.
    pub(crate) fn command(&self, line: &(impl Words + ?Sized)) -> Command {
        self.command_under(&[], line)
    }

    /// The same with an input.
    pub(crate) fn command_with(&self, line: &(impl Words + ?Sized), input: &str) -> Command {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(input.as_bytes()).unwrap();
        file.rewind().unwrap();
        let mut command = self.command(line);
        command.stdin(Stdio::from(file));
        command
    }

    /// Starts a command line, to be waited for with [`finish`].
    pub(crate) fn start(&self, line: &(impl Words + ?Sized)) -> Child {
        self.command(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Runs a command line to its end.
    pub(crate) fn run(&self, line: &(impl Words + ?Sized)) -> Ended {
        end(&mut self.command(line))
    }

    /// The same with an input.
    pub(crate) fn run_with(&self, line: &(impl Words + ?Sized), input: &str) -> Ended {
        end(&mut self.command_with(line, input))
    }

    /// Runs a command line that has to succeed.
    #[track_caller]
    pub(crate) fn ok(&self, line: &(impl Words + ?Sized)) -> String {
        self.ok_with(line, "")
    }

    /// The same with an input.
    #[track_caller]
    pub(crate) fn ok_with(&self, line: &(impl Words + ?Sized), input: &str) -> String {
        let ended = self.run_with(line, input);
        assert_eq!(ended.code, Some(0), "{:?}: {} {}", line.words(), ended.out, ended.err);
        ended.out
    }

    /// Runs a command line that has to succeed, for its JSON.
    #[track_caller]
    pub(crate) fn json(&self, line: &(impl Words + ?Sized)) -> Value {
        self.json_with(line, "")
    }

    /// All events of the log, oldest first, as lines that `event import` reads.
    pub(crate) fn exported_events(&self) -> Vec<Value> {
        let rows = self.json("event list --internal --reveal --limit 0");
        let line = |row: &Value| {
            json!({
                "orderNo": row["order_no"], "type": row["type"], "source": row["source"], "result": row["result"],
                "createdAt": row["created_at"], "processedAt": row["processed_at"], "errorCode": row["error_code"],
                "errorMessage": row["error_message"], "before": row["before"], "after": row["after"], "payload": row["payload"],
            })
        };
        let known = rows.as_array().unwrap().iter().rev().filter(|row| row["type"] != "personal_data_revealed");
        known.map(line).collect()
    }

    /// The same with an input.
    #[track_caller]
    pub(crate) fn json_with(&self, line: &(impl Words + ?Sized), input: &str) -> Value {
        serde_json::from_str(&self.ok_with(&as_json(line), input)).unwrap()
    }

    /// Runs a command line that has to end with an exit code, for its error object.
    #[track_caller]
    pub(crate) fn refused(&self, line: &(impl Words + ?Sized), exit: i32) -> Value {
        self.refused_with(line, "", exit)
    }

    /// The same with an input.
    #[track_caller]
    pub(crate) fn refused_with(&self, line: &(impl Words + ?Sized), input: &str, exit: i32) -> Value {
        let ended = self.run_with(&as_json(line), input);
        assert_eq!(ended.code, Some(exit), "{:?}: {} {}", line.words(), ended.out, ended.err);
        let error = ended.error();
        assert_eq!(error["exit"], exit);
        error
    }

    /// What an order says of one axis.
    pub(crate) fn status(&self, axis: &str) -> String {
        self.json(&["order", "show", ORDER])["status"][axis].as_str().unwrap().to_owned()
    }
}

/// The line with `--json`, before what would take it for its own.
fn as_json(line: &(impl Words + ?Sized)) -> Vec<String> {
    let mut words = line.words();
    words.push("--json".to_owned());
    words
}

/// A path in `fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Every file below a directory, in order; links are not followed.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let is_dir = |path: &Path| path.symlink_metadata().unwrap().is_dir();
    entries.into_iter().flat_map(|path| if is_dir(&path) { files(&path) } else { vec![path] }).collect()
}

/// Whether some bytes hold a text.
pub(crate) fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Waits for a command that was started.
pub(crate) fn finish(child: Child) -> Ended {
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs a command to its end.
pub(crate) fn end(command: &mut Command) -> Ended {
    finish(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
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

/// One JSON value a line.
pub(crate) fn to_lines<'a>(values: impl IntoIterator<Item = &'a Value>) -> String {
    values.into_iter().map(|value| format!("{value}\n")).collect()
}
