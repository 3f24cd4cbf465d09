//! Every command of the tree, by its example: however it ends, scripts can read how, and people in their own language.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::shop::{ORDER, Shop, end, fixture};

/// What an example can't be tried for: it plays scenarios of its own, fetches models, waits, or writes pages by the hundred.
const NOT_TRIED: [&str; 9] =
    ["demo", "event tail", "init", "man", "ocr setup", "restore", "smoke list", "smoke run", "completions"];

/// An example for each command, as its help page has it, in English: the first that needs no shell.
fn examples() -> BTreeMap<String, Vec<String>> {
    let kept = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/help/examples.toml")).unwrap();
    let kept: BTreeMap<String, Vec<String>> = toml_edit::de::from_str(&kept).unwrap();
    let mut found = BTreeMap::new();
    for (path, lines) in kept {
        let known = path.contains(' ') || ["queue", "next", "cron", "sweep"].contains(&path.as_str());
        let lines: Vec<String> = lines.iter().map(|line| in_english(line)).collect();
        let plain = lines.iter().find(|line| !line.contains(['|', '<', '>', '&']) && line.contains(&path));
        if let (true, Some(line)) = (known, plain) {
            found.insert(path, shlex::split(line).unwrap().into_iter().skip(1).collect());
        }
    }
    found
}

/// `⟨中文|English⟩` in the English way.
fn in_english(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (both, behind) = after.split_once('⟩').unwrap();
        text.push_str(before);
        text.push_str(both.split_once('|').unwrap().1);
        rest = behind;
    }
    text + rest
}

fn tried() -> Vec<(String, Vec<String>)> {
    examples().into_iter().filter(|(path, _)| !NOT_TRIED.contains(&path.as_str())).collect()
}

/// A shop in which many of the examples have something to do.
fn open_shop() -> Shop {
    let shop = Shop::ready();
    shop.file("screenshot.png", std::fs::read(fixture("scenarios/shared/screenshot.png")).unwrap());
    shop
}

fn count_events(shop: &Shop) -> usize {
    shop.json("event list --internal --limit 0").as_array().unwrap().len()
}

fn with(words: &[String], more: &[&str]) -> Vec<String> {
    let more: Vec<String> = more.iter().map(|word| (*word).to_owned()).collect();
    [&more[..], words].concat()
}

#[test]
fn with_json_a_command_prints_one_document_or_one_error_object() {
    let shop = open_shop();
    let known: Vec<String> =
        shop.json("help errors").as_array().unwrap().iter().map(|entry| entry["code"].to_string()).collect();
    let mut wrong = Vec::new();
    for (path, words) in tried() {
        let ended = shop.run(&with(&words, &["--json", "--dry-run"]));
        let code = ended.code.unwrap();
        let document = ended.out.is_empty() || serde_json::from_str::<Value>(&ended.out).is_ok();
        let told = match code {
            0 | 8 => true,
            _ => ended.err.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).any(|error| {
                error["exit"] == code && known.contains(&error["code"].to_string()) && error["message"].is_string()
            }),
        };
        if !document || !told {
            wrong.push(format!("{path}: {words:?}: {ended:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_dry_run_changes_nothing_and_says_so_or_is_refused() {
    let shop = open_shop();
    let tree = shop.json("help");
    let before = (count_events(&shop), shop.json("event list --shop").as_array().unwrap().len());
    let mut silent = Vec::new();
    for (path, words) in tried() {
        let writes = find_command(&tree, &path)["effect"] == "writes";
        let ended = shop.run(&with(&words, &["--dry-run", "--lang", "en"]));
        let says = (ended.out.clone() + &ended.err).contains("dry run");
        // What is to be silent where nothing is to be said has nothing to say of nothing.
        let quiet = words.iter().any(|word| word == "--quiet");
        if writes && ended.code == Some(0) && !says && !quiet {
            silent.push(format!("{path}: {words:?}: {ended:?}"));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    assert_eq!((count_events(&shop), shop.json("event list --shop").as_array().unwrap().len()), before);
}

#[test]
fn a_field_that_is_not_there_is_refused_before_anything_is_done() {
    let shop = open_shop();
    let tree = shop.json("help");
    let before = count_events(&shop);
    let mut wrong = Vec::new();
    for (path, words) in tried() {
        if find_command(&tree, &path)["effect"] != "writes" {
            continue;
        }
        let ended = shop.run(&with(&words, &["--json=no_such_field"]));
        let error = serde_json::from_str::<Value>(ended.err.lines().next().unwrap_or_default()).unwrap_or_default();
        if ended.code != Some(2) || error["code"] != "unknown_field" {
            wrong.push(format!("{path}: {words:?}: {ended:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count_events(&shop), before);
}

#[test]
fn an_order_that_is_not_there_is_not_found_by_any_command() {
    let shop = open_shop();
    let mut wrong = Vec::new();
    for (path, words) in tried() {
        let short: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "O7X5").collect();
        if !short.contains(&"D3AV") {
            continue;
        }
        for unknown in ["ZZZZ", "XY20200101000000000ZZZZ"] {
            let line: Vec<&str> = short.iter().map(|word| if *word == "D3AV" { unknown } else { word }).collect();
            for (lang, said) in [("zh", "没有订单"), ("en", "there is no order")] {
                let ended = shop.run(&[&line[..], &["--lang", lang]].concat());
                // A file that the example names, or an answer that nobody can give, may be missed first.
                let no_file = ended.err.contains("file_not_found");
                let first = no_file || ended.code == Some(2) || ended.code == Some(5);
                if !first && (ended.code != Some(3) || !ended.err.contains(said)) {
                    wrong.push(format!("{path}: {line:?}: {ended:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(shop.json(&["order", "show", ORDER])["order_no"], ORDER);
}

/// A command of `help --json`.
fn find_command(tree: &Value, path: &str) -> Value {
    path.split(' ').fold(tree.clone(), |at, word| {
        let found = at["commands"].as_array().unwrap().iter().find(|command| command["name"] == word);
        found.unwrap_or_else(|| panic!("no command {path}")).clone()
    })
}

#[test]
fn a_variable_that_is_set_to_nothing_is_not_set() {
    let shop = open_shop();
    let mut command = shop.command(&["queue", "--json"]);
    for name in ["TICKETCTL_LANG", "TICKETCTL_OPERATOR", "TICKETCTL_CONFIG", "TICKETCTL_NO_INPUT"] {
        command.env(name, "");
    }
    let ended = end(&mut command);
    assert_eq!(ended.code, Some(0), "{ended:?}");
}
