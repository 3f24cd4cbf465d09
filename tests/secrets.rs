//! Secrets over the real binary: how they come in, where they lie, and that they come out nowhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// Nothing else looks like it, so wherever it is found it got out.
const CANARY: &str = "canary-7Qx:zR4_secret-VALUE";

struct Shop {
    home: tempfile::TempDir,
}

/// How a command ended.
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Ended {
    fn error(&self) -> Value {
        serde_json::from_str(&self.err).unwrap_or_else(|_| panic!("{}: {} {}", self.code, self.out, self.err))
    }

    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap()
    }
}

impl Shop {
    fn new() -> Self {
        let shop = Self { home: tempfile::tempdir().unwrap() };
        assert_eq!(shop.run(&["init", "--sandbox"], "").code, 0);
        shop
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("ticketctl").unwrap();
        command.env_clear().env("HOME", self.home.path()).env("USER", "tester").args(["--lang", "en"]).args(args);
        command
    }

    fn end(mut command: Command, input: &str) -> Ended {
        let done = command.write_stdin(input).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ended { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
    }

    fn run(&self, args: &[&str], input: &str) -> Ended {
        Self::end(self.command(args), input)
    }

    fn json(&self, args: &[&str], input: &str) -> Ended {
        self.run(&[args, &["--json"]].concat(), input)
    }

    fn code(&self, args: &[&str], input: &str, exit: i32) -> String {
        let ended = self.json(args, input);
        assert_eq!(ended.code, exit, "{args:?}: {} {}", ended.out, ended.err);
        ended.error()["code"].as_str().unwrap().to_owned()
    }

    fn secrets(&self) -> PathBuf {
        self.home.path().join(".config/ticketctl/secrets")
    }

    fn add_bot(&self) -> Ended {
        self.json(&["group", "add", "bot-group", "--channel", "telegram", "--target", "-100123", "--secret", "bot"], "")
    }

    fn findings(&self, mut command: Command) -> Vec<(String, String)> {
        let done = command.args(["doctor", "--json"]).output().unwrap();
        let report: Value = serde_json::from_slice(&done.stdout).unwrap();
        let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
        let findings = report["findings"].as_array().unwrap();
        findings.iter().map(|finding| (text(finding, "code"), text(finding, "severity"))).collect()
    }

    fn finds(&self, code: &str, severity: &str) -> bool {
        self.findings(self.command(&[])).contains(&(code.to_owned(), severity.to_owned()))
    }
}

/// Every file below a directory that holds the canary.
fn holders(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holders(&path));
        } else if std::fs::read(&path).unwrap().windows(CANARY.len()).any(|bytes| bytes == CANARY.as_bytes()) {
            found.push(path);
        }
    }
    found
}

#[test]
fn a_value_comes_from_standard_input_alone() {
    let shop = Shop::new();
    let argv = shop.run(&["secret", "set", "bot", CANARY], "");
    assert_eq!((argv.code, argv.out.as_str()), (2, ""));
    assert!(!argv.err.contains("canary"), "{}", argv.err);
    assert_eq!(shop.code(&["secret", "set", "bot", CANARY], CANARY, 2), "secret_on_command_line");
    let swapped = shop.run(&["secret", "set", CANARY], "bot");
    assert!(swapped.code == 2 && !swapped.err.contains("canary"), "{}", swapped.err);
    for bad in ["", "\n", "two words", "tab\t", "é", &"x".repeat(4097)] {
        assert_eq!(shop.code(&["secret", "set", "bot"], bad, 2), "secret_value_invalid", "{bad:?}");
    }
    for bad in ["Bot", "../bot", ".bot", "693a91f6-71aa-4bc4-97a0-0ec2aaaa5aaa"] {
        assert_eq!(shop.code(&["secret", "set", bad], "x", 2), "secret_name_invalid", "{bad}");
    }
    assert!(!shop.secrets().exists(), "nothing was stored");
    assert_eq!(shop.run(&["secret", "set", "bot"], &"x".repeat(4096)).code, 0);
}

#[test]
fn a_secret_is_a_file_for_us_alone_and_replaced_as_a_whole() {
    let shop = Shop::new();
    let path = shop.secrets().join("bot");
    let tried = shop.json(&["secret", "set", "bot", "--dry-run"], "one").json();
    assert_eq!((&tried["replaced"], &tried["dry_run"]), (&false.into(), &true.into()));
    assert!(!shop.secrets().exists());
    let first = shop.run(&["secret", "set", "bot", "--key", "k"], "one\n");
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o7777;
    assert_eq!((mode(&path), mode(&shop.secrets())), (0o600, 0o700));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
    let link = shop.home.path().join("before");
    std::fs::hard_link(&path, &link).unwrap();
    assert_eq!(shop.json(&["secret", "set", "bot", "--dry-run"], "two").json()["replaced"], true);
    let again = shop.run(&["secret", "set", "bot", "--key", "k"], "two");
    assert!(again.code == 0 && again.err.contains("keep the old value"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
    assert_eq!(std::fs::read_to_string(&link).unwrap(), "one", "the old file is replaced, not written to");
    assert_eq!(std::fs::read_dir(shop.secrets()).unwrap().count(), 1);
    std::fs::set_permissions(shop.secrets(), std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(shop.code(&["secret", "set", "bot"], "three", 5), "secret_mode");
}

#[test]
fn a_link_is_refused_and_a_loose_mode_is_found() {
    let shop = Shop::new();
    shop.add_bot().json();
    assert!(shop.finds("secret_missing", "problem"));
    assert_eq!(shop.run(&["secret", "set", "bot"], "one").code, 0);
    assert!(shop.finds("secrets", "ok") && !shop.finds("secret_missing", "problem"));
    let path = shop.secrets().join("bot");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(shop.finds("secret_mode", "problem"));
    let elsewhere = shop.home.path().join("elsewhere");
    std::fs::rename(&path, &elsewhere).unwrap();
    std::fs::set_permissions(&elsewhere, std::fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&elsewhere, &path).unwrap();
    assert!(shop.finds("secret_symlink", "problem"));
    assert_eq!(shop.run(&["secret", "set", "bot"], "two").code, 0);
    assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), "one", "the link was replaced and not followed");
    assert!(shop.finds("secrets", "ok") && !shop.finds("secret_symlink", "problem"));
}

#[test]
fn a_credential_of_systemd_wins() {
    let shop = Shop::new();
    shop.add_bot().json();
    let dir = shop.home.path().join("credentials");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("bot"), "handed-over\n").unwrap();
    std::fs::set_permissions(dir.join("bot"), std::fs::Permissions::from_mode(0o400)).unwrap();
    let with = || {
        let mut command = shop.command(&[]);
        command.env("CREDENTIALS_DIRECTORY", &dir);
        command
    };
    // What is meant for something else is none of our business.
    std::fs::write(dir.join("tls-chain"), "two lines\nof words\n").unwrap();
    let severities: Vec<_> = shop.findings(with()).into_iter().filter(|(code, _)| code.starts_with("secret")).collect();
    assert_eq!(severities, [("secrets".to_owned(), "ok".to_owned())]);
    std::fs::remove_file(dir.join("tls-chain")).unwrap();
    assert_eq!(shop.run(&["secret", "set", "bot"], "stored").code, 0);
    let mut list = with();
    list.args(["secret", "list", "--json"]);
    let listed = Shop::end(list, "").json();
    assert_eq!(listed, serde_json::json!([{ "name": "bot", "from": "systemd", "set_at": null }]));
    // The stored one is fit: that its twin is not has to be said all the same.
    std::fs::set_permissions(dir.join("bot"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(shop.findings(with()).contains(&("secret_mode".to_owned(), "problem".to_owned())));
    assert!(shop.finds("secrets", "ok") && !shop.finds("secret_mode", "problem"));
}

#[test]
fn a_secret_in_use_stays_and_another_is_removed_once_for_a_key() {
    let shop = Shop::new();
    assert_eq!(shop.code(&["secret", "remove", "bot", "--yes"], "", 3), "secret_not_found");
    assert_eq!(shop.run(&["secret", "set", "bot"], "one").code, 0);
    let added = shop.add_bot();
    assert!(added.code == 0 && added.err.is_empty(), "{}", added.err);
    let refused = shop.json(&["secret", "remove", "bot"], "");
    assert_eq!((refused.code, &refused.error()["groups"]), (4, &serde_json::json!(["bot-group"])));
    assert_eq!(shop.run(&["group", "remove", "bot-group", "--yes"], "").code, 0);
    assert_eq!(shop.code(&["secret", "remove", "bot"], "", 2), "answer_needed");
    assert_eq!(shop.json(&["secret", "remove", "bot", "--dry-run"], "").json()["dry_run"], true);
    assert!(shop.secrets().join("bot").exists());
    let remove = ["secret", "remove", "bot", "--yes", "--key", "k"];
    assert_eq!(shop.json(&remove, "").json()["replayed"], false);
    assert!(!shop.secrets().join("bot").exists());
    assert_eq!(shop.json(&remove, "").json()["replayed"], true);
    assert_eq!(shop.json(&["secret", "list"], "").json(), serde_json::json!([]));
}

#[test]
fn the_value_is_in_its_own_file_and_nowhere_else() {
    let shop = Shop::new();
    let mut said = String::new();
    let mut run = |args: &[&str], input: &str| {
        for form in [&["-vv"][..], &["--json"]] {
            let ended = shop.run(&[args, form].concat(), input);
            said.push_str(&ended.out);
            said.push_str(&ended.err);
        }
    };
    run(&["secret", "set", "bot", "--key", "k"], CANARY);
    run(&["secret", "set", "bot", "--key", "k"], CANARY);
    run(&["secret", "set", "bot", "--dry-run"], CANARY);
    run(&["secret", "set", "bot"], &format!("{CANARY} and more"));
    run(&["secret", "set", CANARY], CANARY);
    run(&["secret", "set", "bot", CANARY], CANARY);
    run(&["group", "add", "g", "--channel", "telegram", "--target", "-1", "--secret", "bot"], "");
    run(&["group", "add", "h", "--channel", "telegram", "--target", "-1", "--secret", CANARY], "");
    for line in ["secret list", "group list", "group show g", "group test g", "doctor", "config list", "event list"] {
        run(&line.split(' ').collect::<Vec<_>>(), "");
    }
    run(&["secret", "remove", "bot"], "");
    assert!(said.contains("bot") && said.contains("secret_in_use"), "{said}");
    assert!(!said.contains("canary") && !said.contains("VALUE"), "{said}");
    assert_eq!(holders(shop.home.path()), [shop.secrets().join("bot")]);
}

#[test]
fn a_group_of_every_channel_is_added_once_and_shows_names_alone() {
    let shop = Shop::new();
    let add = |name: &'static str, rest: &'static str| {
        [vec!["group", "add", name, "--channel"], rest.split(' ').collect::<Vec<_>>()].concat()
    };
    let app = add("app", "wecom-app --target user:zhang|li --corp-id ww1a --agent-id 1000002 --secret app");
    let added = shop.run(&app, "");
    assert!(added.code == 0 && added.err.contains("ticketctl secret set app"), "{}", added.err);
    assert_eq!(shop.json(&[&app[..], &["--text-format", "text"]].concat(), "").json()["added"], false);
    assert_eq!(shop.code(&[&app[..], &["--text-format", "markdown"]].concat(), "", 4), "group_exists");
    let other = add("app", "wecom-app --target user:zhang|li --corp-id ww1a --agent-id 1000003 --secret app");
    assert_eq!(shop.code(&other, "", 4), "group_exists");
    shop.json(&add("robot", "wecom-robot --secret robot --text-format markdown"), "").json();
    shop.json(&add("bot", "telegram --target @ski_agents --secret bot"), "").json();
    let shown = shop.json(&["group", "show", "app"], "").json();
    let options = serde_json::json!({ "corp_id": "ww1a", "agent_id": 1_000_002, "secret": "app" });
    assert_eq!(
        (&shown["options"], &shown["target"], &shown["paused_by"]),
        (&options, &"user:zhang|li".into(), &Value::Null)
    );
    let listed = shop.json(&["group", "list"], "").json();
    let robot = &listed.as_array().unwrap()[2];
    assert_eq!(robot["options"], serde_json::json!({ "secret": "robot", "format": "markdown" }));
    assert_eq!((&robot["name"], &robot["target"]), (&"robot".into(), &"".into()));
    for (rest, code, field) in [
        ("wecom-robot --secret s --target x", "group_flag_needless", "--target"),
        ("wecom-robot", "group_flag_missing", "--secret"),
        ("telegram --secret s", "group_flag_missing", "--target"),
        ("telegram --target 1 --secret s --agent-id 1", "group_flag_needless", "--agent-id"),
        ("spool --target out --secret s", "group_flag_needless", "--secret"),
        ("spool", "group_flag_missing", "--target"),
        ("wecom-app --target c --agent-id 1 --secret s", "group_flag_missing", "--corp-id"),
        ("wecom-app --target user:@all --corp-id c --agent-id 1 --secret s", "group_flag_invalid", "--target"),
        ("wecom-app --target c --corp-id c --agent-id 0 --secret s", "group_flag_invalid", "--agent-id"),
        ("telegram --target 1 --secret NotAName", "group_flag_invalid", "--secret"),
    ] {
        let ended = shop.json(&add("n", rest), "");
        let error = ended.error();
        assert_eq!((ended.code, &error["code"], &error["field"]), (2, &code.into(), &field.into()), "{rest}");
    }
    assert_eq!(shop.json(&["group", "list"], "").json().as_array().unwrap().len(), 3);
}
