//! Secrets over the real binary: how they come in, where they lie, and that they come out nowhere.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::shop::{Ended, Shop, end};

/// Nothing else looks like it, so wherever it is found it got out.
const MARKER: &str = "marker-7Qx:zR4_secret-VALUE";

/// A sandbox at its default places.
fn sandbox() -> Shop {
    Shop::at_home().init()
}

/// Runs a command with `--json` and an input.
fn object(shop: &Shop, args: &[&str], input: &str) -> Ended {
    shop.run_with(&[args, &["--json"]].concat(), input)
}

fn secrets(shop: &Shop) -> PathBuf {
    shop.config().join("secrets")
}

fn add_bot(shop: &Shop) -> Ended {
    let bot = ["--channel", "telegram", "--target", "-100123", "--secret", "bot"];
    object(shop, &[&["group", "add", "bot-group"], &bot[..]].concat(), "")
}

/// The code and the severity of everything that the doctor finds.
fn findings(ended: &Ended) -> Vec<(String, String)> {
    let report = ended.json();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|finding| (text(finding, "code"), text(finding, "severity"))).collect()
}

fn finds(shop: &Shop, code: &str, severity: &str) -> bool {
    findings(&shop.run(&["doctor", "--json"])).contains(&(code.to_owned(), severity.to_owned()))
}

#[test]
fn a_value_comes_from_standard_input_alone() {
    let shop = sandbox();
    let argv = shop.run(&["secret", "set", "bot", MARKER]);
    assert_eq!((argv.code, argv.out.as_str()), (Some(2), ""));
    assert!(!argv.err.contains("marker"), "{}", argv.err);
    assert_eq!(shop.refused_with(&["secret", "set", "bot", MARKER], MARKER, 2)["code"], "secret_on_command_line");
    let swapped = shop.run_with(&["secret", "set", MARKER], "bot");
    assert!(swapped.code == Some(2) && !swapped.err.contains("marker"), "{}", swapped.err);
    for bad in ["", "\n", "two words", "tab\t", "é", &"x".repeat(4097)] {
        assert_eq!(shop.refused_with(&["secret", "set", "bot"], bad, 2)["code"], "secret_value_invalid", "{bad:?}");
    }
    for bad in ["Bot", "../bot", ".bot", "693a91f6-71aa-4bc4-97a0-0ec2aaaa5aaa"] {
        assert_eq!(shop.refused_with(&["secret", "set", bad], "x", 2)["code"], "secret_name_invalid", "{bad}");
    }
    assert!(!secrets(&shop).exists(), "nothing was stored");
    assert_eq!(shop.run_with(&["secret", "set", "bot"], &"x".repeat(4096)).code, Some(0));
}

#[test]
fn a_secret_is_a_file_for_us_alone_and_replaced_as_a_whole() {
    let shop = sandbox();
    let path = secrets(&shop).join("bot");
    let tried = shop.json_with(&["secret", "set", "bot", "--dry-run"], "one");
    assert_eq!((&tried["replaced"], &tried["dry_run"]), (&false.into(), &true.into()));
    assert!(!secrets(&shop).exists());
    assert_eq!(shop.refused_with(&["secret", "set", "bot", "--key", "k"], "one", 2)["code"], "key_not_taken");
    assert!(!secrets(&shop).exists());
    let first = shop.run_with(&["secret", "set", "bot"], "one\n");
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""));
    let mode = |path: &Path| std::fs::metadata(path).unwrap().mode() & 0o7777;
    assert_eq!((mode(&path), mode(&secrets(&shop))), (0o600, 0o700));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
    let link = shop.path("before");
    std::fs::hard_link(&path, &link).unwrap();
    assert_eq!(shop.json_with(&["secret", "set", "bot", "--dry-run"], "two")["replaced"], true);
    let again = shop.run_with(&["secret", "set", "bot"], "two");
    assert!(again.code == Some(0) && again.err.contains("keep the old value"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "two");
    assert_eq!(std::fs::read_to_string(&link).unwrap(), "one", "the old file is replaced, not written to");
    assert_eq!(std::fs::read_dir(secrets(&shop)).unwrap().count(), 1);
    std::fs::set_permissions(secrets(&shop), std::fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(shop.refused_with(&["secret", "set", "bot"], "three", 5)["code"], "secret_mode");
}

#[test]
fn a_link_is_refused_and_a_loose_mode_is_found() {
    let shop = sandbox();
    assert_eq!(add_bot(&shop).code, Some(0));
    assert!(finds(&shop, "secret_missing", "problem"));
    assert_eq!(shop.run_with(&["secret", "set", "bot"], "one").code, Some(0));
    assert!(finds(&shop, "secrets", "ok") && !finds(&shop, "secret_missing", "problem"));
    let path = secrets(&shop).join("bot");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(finds(&shop, "secret_mode", "problem"));
    let elsewhere = shop.path("elsewhere");
    std::fs::rename(&path, &elsewhere).unwrap();
    std::fs::set_permissions(&elsewhere, std::fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&elsewhere, &path).unwrap();
    assert!(finds(&shop, "secret_symlink", "problem"));
    assert_eq!(shop.run_with(&["secret", "set", "bot"], "two").code, Some(0));
    assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), "one", "the link was replaced and not followed");
    assert!(finds(&shop, "secrets", "ok") && !finds(&shop, "secret_symlink", "problem"));
}

#[test]
fn a_credential_of_systemd_wins() {
    let shop = sandbox();
    assert_eq!(add_bot(&shop).code, Some(0));
    let dir = shop.path("credentials");
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(dir.join("bot"), "handed-over\n").unwrap();
    std::fs::set_permissions(dir.join("bot"), std::fs::Permissions::from_mode(0o400)).unwrap();
    let with = |line: &[&str]| end(shop.command(line).env("CREDENTIALS_DIRECTORY", &dir));
    let doctor = ["doctor", "--json"];
    // What is meant for something else is none of our business.
    std::fs::write(dir.join("tls-chain"), "two lines\nof words\n").unwrap();
    let severities: Vec<_> =
        findings(&with(&doctor)).into_iter().filter(|(code, _)| code.starts_with("secret")).collect();
    assert_eq!(severities, [("secrets".to_owned(), "ok".to_owned())]);
    std::fs::remove_file(dir.join("tls-chain")).unwrap();
    assert_eq!(shop.run_with(&["secret", "set", "bot"], "stored").code, Some(0));
    let listed = with(&["secret", "list", "--json"]).json();
    assert_eq!(listed, serde_json::json!([{ "name": "bot", "from": "systemd", "set_at": null }]));
    // The stored one is fit: that its twin is not has to be said all the same.
    std::fs::set_permissions(dir.join("bot"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(findings(&with(&doctor)).contains(&("secret_mode".to_owned(), "problem".to_owned())));
    assert!(finds(&shop, "secrets", "ok") && !finds(&shop, "secret_mode", "problem"));
}

#[test]
fn a_secret_in_use_stays_and_another_is_removed_once_for_a_key() {
    let shop = sandbox();
    assert_eq!(shop.refused(&["secret", "remove", "bot", "--yes"], 3)["code"], "secret_not_found");
    assert_eq!(shop.run_with(&["secret", "set", "bot"], "one").code, Some(0));
    let added = add_bot(&shop);
    assert!(added.code == Some(0) && added.err.is_empty(), "{}", added.err);
    let refused = object(&shop, &["secret", "remove", "bot"], "");
    assert_eq!((refused.code, &refused.error()["groups"]), (Some(4), &serde_json::json!(["bot-group"])));
    assert_eq!(shop.run(&["group", "remove", "bot-group", "--yes"]).code, Some(0));
    assert_eq!(shop.refused(&["secret", "remove", "bot"], 2)["code"], "answer_needed");
    assert_eq!(shop.json(&["secret", "remove", "bot", "--dry-run"])["dry_run"], true);
    assert!(secrets(&shop).join("bot").exists());
    let remove = ["secret", "remove", "bot", "--yes", "--key", "k"];
    assert_eq!(shop.json(&remove)["replayed"], false);
    assert!(!secrets(&shop).join("bot").exists());
    assert_eq!(shop.json(&remove)["replayed"], true);
    assert_eq!(shop.json(&["secret", "list"]), serde_json::json!([]));
}

#[test]
fn the_value_is_in_its_own_file_and_nowhere_else() {
    let shop = sandbox();
    let mut said = String::new();
    let mut run = |args: &[&str], input: &str| {
        for form in [&["-vv"][..], &["--json"]] {
            let ended = shop.run_with(&[args, form].concat(), input);
            said.push_str(&ended.out);
            said.push_str(&ended.err);
        }
    };
    run(&["secret", "set", "bot", "--key", "k"], MARKER);
    run(&["secret", "set", "bot"], MARKER);
    run(&["secret", "set", "bot", "--dry-run"], MARKER);
    run(&["secret", "set", "bot"], &format!("{MARKER} and more"));
    run(&["secret", "set", MARKER], MARKER);
    run(&["secret", "set", "bot", MARKER], MARKER);
    run(&["group", "add", "g", "--channel", "telegram", "--target", "-1", "--secret", "bot"], "");
    run(&["group", "add", "h", "--channel", "telegram", "--target", "-1", "--secret", MARKER], "");
    for line in ["secret list", "group list", "group show g", "group test g", "doctor", "config list", "event list"] {
        run(&line.split(' ').collect::<Vec<_>>(), "");
    }
    run(&["secret", "remove", "bot"], "");
    assert!(said.contains("bot") && said.contains("secret_in_use"), "{said}");
    assert!(!said.contains("marker") && !said.contains("VALUE"), "{said}");
    assert_eq!(shop.files_with(&[MARKER]), [(MARKER, secrets(&shop).join("bot"))]);
}

#[test]
fn a_group_of_every_channel_is_added_once_and_shows_names_alone() {
    let shop = sandbox();
    let add = |name: &'static str, rest: &'static str| {
        [vec!["group", "add", name, "--channel"], rest.split(' ').collect::<Vec<_>>()].concat()
    };
    let app = add("app", "wecom-app --target user:zhang|li --corp-id ww1a --agent-id 1000002 --secret app");
    let added = shop.run(&app);
    assert!(added.code == Some(0) && added.err.contains("ticketctl secret set app"), "{}", added.err);
    assert_eq!(shop.json(&[&app[..], &["--text-format", "text"]].concat())["added"], false);
    assert_eq!(shop.refused(&[&app[..], &["--text-format", "markdown"]].concat(), 4)["code"], "group_exists");
    let other = add("app", "wecom-app --target user:zhang|li --corp-id ww1a --agent-id 1000003 --secret app");
    assert_eq!(shop.refused(&other, 4)["code"], "group_exists");
    shop.json(&add("robot", "wecom-robot --secret robot --text-format markdown"));
    shop.json(&add("bot", "telegram --target @ski_agents --secret bot"));
    let shown = shop.json(&["group", "show", "app"]);
    let options = serde_json::json!({ "corp_id": "ww1a", "agent_id": 1_000_002, "secret": "app" });
    assert_eq!(
        (&shown["options"], &shown["target"], &shown["paused_by"]),
        (&options, &"user:zhang|li".into(), &Value::Null)
    );
    let listed = shop.json(&["group", "list"]);
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
        let ended = object(&shop, &add("n", rest), "");
        let error = ended.error();
        assert_eq!((ended.code, &error["code"], &error["field"]), (Some(2), &code.into(), &field.into()), "{rest}");
    }
    assert_eq!(shop.json(&["group", "list"]).as_array().unwrap().len(), 3);
}
