//! Help and refusals in the language asked for: every page, every command with a wrong flag, every flag with a wrong word, and
//! every sample of an input file by the command that reads it.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory as _};
use serde_json::Value;

use crate::support::shop::{ORDER, Shop};

const LANGUAGES: [&str; 2] = ["zh", "en"];

/// Every command by its path, the program itself under the empty one.
fn paths() -> Vec<String> {
    fn list(command: &Command, path: &str, into: &mut Vec<String>) {
        into.push(path.to_owned());
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            list(sub, format!("{path} {}", sub.get_name()).trim(), into);
        }
    }
    let mut paths = Vec::new();
    list(&ticketctl::cli::Cli::command(), "", &mut paths);
    paths
}

fn find<'c>(root: &'c Command, path: &str) -> &'c Command {
    path.split_whitespace().fold(root, |at, word| at.find_subcommand(word).unwrap())
}

fn page(shop: &Shop, path: &str, lang: &str) -> String {
    shop.ok(&format!("help {path} --lang {lang}"))
}

/// Names that are the same in Chinese: of formats, products, standards and units.
const NAMES: [&str; 40] = [
    "MB",
    "AP2",
    "API",
    "CSV",
    "D",
    "ID",
    "IP",
    "JPEG",
    "JSON",
    "JWK",
    "MiB",
    "N",
    "NDJSON",
    "OCR",
    "OSC",
    "PDF",
    "PEM",
    "PNG",
    "PP",
    "PaddleOCR",
    "PyPI",
    "QR",
    "RFC",
    "SHA",
    "SKU",
    "SVG",
    "TAP",
    "Telegram",
    "UTC",
    "UTF",
    "WebP",
    "XLS",
    "XLSX",
    "jq",
    "kid",
    "spool",
    "systemd",
    "ticketctl",
    "today",
    "zip",
];

/// The Latin words of a Chinese text that are no name, no code, no flag and no command.
fn find_latin_words(text: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mut plain = String::new();
    // What stands in backquotes is typed as it is.
    for (at, part) in text.split('`').enumerate() {
        plain.push_str(if at % 2 == 0 { part } else { " " });
    }
    let in_word = |c: char| c.is_ascii_alphanumeric() || "-_./:=~@|".contains(c);
    plain
        .split(|c: char| !in_word(c))
        .map(|word| word.trim_matches(['.', ':', '/', '|']))
        .filter(|word| word.chars().any(|c| c.is_ascii_alphabetic()))
        .filter(|word| !word.starts_with('-') && !known.contains(*word) && !NAMES.contains(word))
        // A code, a file or a number with its unit.
        .filter(|word| !word.contains(['_', '.', '/', '=', ':', '|']) && !word.chars().any(|c| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// Commands, codes, value names and variables.
fn known_words(command: &Command, into: &mut BTreeSet<String>) {
    into.insert(command.get_name().to_owned());
    for arg in command.get_arguments() {
        let names = arg.get_value_names().into_iter().flatten();
        into.extend(
            names.flat_map(|name| {
                name.split(['|', '[', ']', '.', '=', ',', '…']).map(str::to_owned).collect::<Vec<_>>()
            }),
        );
        into.extend(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()));
        into.extend(arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()));
        into.extend(arg.get_value_names().is_none().then(|| arg.get_id().as_str().to_uppercase()));
    }
    for sub in command.get_subcommands() {
        known_words(sub, into);
    }
}

/// A page without its examples.
fn without_examples(page: &str) -> String {
    let (before, after) = page.split_once("\n示例：\n").unwrap_or_else(|| panic!("no example:\n{page}"));
    let rest = after.lines().skip_while(|line| line.starts_with("  ")).collect::<Vec<_>>().join("\n");
    format!("{before}\n{rest}")
}

#[test]
fn every_page_is_chinese_when_it_is_asked_for() {
    let shop = Shop::at_home();
    let mut known = BTreeSet::new();
    known_words(&ticketctl::cli::Cli::command(), &mut known);
    known.extend(["agents", "errors", "exit-codes", "files", "options"].map(str::to_owned));
    let mut faults = Vec::new();
    for path in paths() {
        let text = without_examples(&page(&shop, &path, "zh"));
        let words = find_latin_words(&text, &known);
        if !words.is_empty() {
            faults.push(format!("help {path}: {}", words.join(" ")));
        }
    }
    let options = shop.ok("help options --lang zh");
    faults.extend(find_latin_words(&options, &known));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(find_latin_words("订单 and `order list` 的 JSON，--key 与 20m", &known), ["and"]);
}

#[test]
fn a_page_folds_what_holds_for_every_command_and_ends_with_examples() {
    let shop = Shop::at_home();
    for path in paths() {
        for (lang, heading, folded) in [
            ("zh", "\n示例：\n  ", "\n全局选项：`ticketctl help options`\n"),
            ("en", "\nExamples:\n  ", "\nGlobal options: `ticketctl help options`\n"),
        ] {
            let text = page(&shop, &path, lang);
            assert!(text.contains(heading) && text.ends_with(folded), "help {path}:\n{text}");
            let (told, _) = text.split_once(heading).unwrap();
            assert!(!told.contains("--no-input") && !told.contains("TICKETCTL_OPERATOR"), "help {path}:\n{told}");
        }
    }
    for lang in LANGUAGES {
        let options = shop.ok(&format!("help options --lang {lang}"));
        for arg in ticketctl::cli::Cli::command().get_arguments() {
            let flag = format!("--{}", arg.get_long().unwrap());
            assert!(options.contains(&flag), "{flag}:\n{options}");
        }
        assert!(options.contains("--help") && options.contains("--version"), "{options}");
    }
}

#[test]
fn the_language_is_that_of_the_flag_the_variable_the_configuration_or_the_locale() {
    let shop = Shop::at_home();
    let run = |words: &[&str], variables: &[(&str, &str)]| {
        let mut command = shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        let ended = command.args(words).envs(variables.iter().copied()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (ended.status.code(), text(ended.stdout), text(ended.stderr))
    };
    let english = ("LC_ALL", "en_US.UTF-8");
    let chinese = ("LC_ALL", "zh_CN.UTF-8");
    for words in [&["order", "list", "--help"][..], &["order", "list", "-h"], &["help", "order", "list"]] {
        for (variables, is_chinese) in [
            (&[chinese][..], true),
            (&[english], false),
            (&[chinese, ("TICKETCTL_LANG", "en")], false),
            (&[english, ("TICKETCTL_LANG", "zh")], true),
        ] {
            let (code, out, err) = run(words, variables);
            assert_eq!((code, err.as_str()), (Some(0), ""), "{words:?}");
            assert_eq!(out.contains("用法："), is_chinese, "{words:?} {variables:?}: {out}");
            assert_eq!(out.contains("Usage:"), !is_chinese, "{words:?} {variables:?}: {out}");
        }
        let (_, out, _) = run(&[&["--lang", "zh"], words].concat(), &[english]);
        assert!(out.contains("用法："), "{out}");
    }
    // Nothing asked for: the page says what there is, and that it is not all.
    let (code, out, err) = run(&[], &[chinese]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("命令：\n") && err.contains("主题：\n"), "{err}");
    let (code, _, err) = run(&["order"], &[chinese]);
    assert_eq!(code, Some(2));
    assert!(err.contains("用法：ticketctl order [选项] <命令>"), "{err}");
    shop.ok("init --sandbox");
    shop.ok("config set lang zh");
    for words in [&["order", "list", "--help"][..], &["help", "order", "list"]] {
        let (_, out, _) = run(words, &[english]);
        assert!(out.contains("用法："), "{out}");
    }
}

#[test]
fn help_by_a_flag_is_the_page_of_the_command_that_was_named() {
    let shop = Shop::at_home();
    for path in paths() {
        let whole = shop.ok(&format!("{path} --help"));
        assert_eq!(whole, page(&shop, &path, "en"), "{path}");
    }
    let short = shop.ok("order import -h");
    assert!(short.starts_with("Import paid orders from a file or stdin\n"), "{short}");
    assert!(short.len() < shop.ok("order import --help").len(), "{short}");
}

/// The sentence of a refusal on a terminal.
fn sentence<'t>(text: &'t str, lang: &str) -> &'t str {
    let head = if lang == "zh" { "错误[usage]：" } else { "error[usage]: " };
    text.lines().next().unwrap().strip_prefix(head).unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn an_unknown_flag_is_refused_by_every_command_in_both_languages() {
    let shop = Shop::at_home();
    let root = ticketctl::cli::Cli::command();
    // A first word that may begin with a hyphen is none of these flags.
    let takes_any = |path: &String| find(&root, path).get_positionals().any(clap::Arg::is_allow_hyphen_values_set);
    for path in paths().into_iter().filter(|path| !takes_any(path)) {
        for (lang, told, usage) in
            [("zh", "没有参数 --no-such-flag", "\n用法："), ("en", "there is no flag --no-such-flag", "\nusage: ")]
        {
            let line = format!("{path} --lang {lang} --no-such-flag");
            let ended = shop.run(&line);
            assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{line}");
            assert_eq!(sentence(&ended.err, lang), told, "{line}");
            assert!(ended.err.contains(usage), "{line}: {}", ended.err);
            let error = shop.run(&format!("--json {line}")).error();
            assert_eq!(
                (&error["code"], &error["exit"], &error["message"]),
                (&"usage".into(), &2.into(), &told.into()),
                "{line}"
            );
            assert!(error["usage"].as_str().unwrap().starts_with("ticketctl"), "{error}");
        }
    }
}

#[test]
fn a_word_that_a_flag_has_not_is_refused_with_those_that_it_has() {
    let shop = Shop::at_home();
    let root = ticketctl::cli::Cli::command();
    let mut seen = 0;
    for path in paths() {
        for arg in find(&root, &path).get_arguments() {
            let values = arg.get_possible_values();
            if values.is_empty() || !arg.get_action().takes_values() || arg.is_positional() {
                continue;
            }
            seen += 1;
            let flag = format!("--{}", arg.get_long().unwrap());
            let shown = values.iter().filter(|value| !value.is_hide_set()).map(|value| value.get_name());
            let known: Vec<&str> = shown.collect();
            for (lang, told, among) in [
                ("zh", format!("{flag} 没有「错词」这个值；可用："), "、"),
                ("en", format!("{flag} takes no 错词; possible values: "), ", "),
            ] {
                // Of `--lang` itself the language is that of the surroundings.
                let line = if flag == "--lang" {
                    format!("{path} --lang 错词")
                } else {
                    format!("{path} --lang {lang} {flag}=错词")
                };
                if flag == "--lang" && lang == "zh" {
                    continue;
                }
                let ended = shop.run(&line);
                assert_eq!(ended.code, Some(2), "{line}");
                assert_eq!(sentence(&ended.err, lang), told + &known.join(among), "{line}");
                let usage = if lang == "zh" { "\n用法：ticketctl" } else { "\nusage: ticketctl" };
                assert!(ended.err.contains(usage), "{line}: {}", ended.err);
                let error = shop.run(&format!("--json {line}")).error();
                assert_eq!(error["known"], Value::from(known.clone()), "{line}");
                assert_eq!(error["field"], flag.as_str(), "{line}");
            }
        }
    }
    assert!(seen > 15, "{seen}");
}

#[test]
fn a_word_in_either_language_is_read() {
    let shop = Shop::ready();
    for (line, value) in [
        ("share list --state 待结", Value::Array(Vec::new())),
        ("push list --state 失败", Value::Array(Vec::new())),
        ("push list --state 结果", Value::Array(Vec::new())),
    ] {
        assert_eq!(shop.json(line), value, "{line}");
    }
    let listed = |line: &str| shop.json(line).as_array().unwrap().len();
    assert_eq!(listed("order list --status 代付已"), 1);
    assert_eq!(listed("order list --flow 转售"), 2);
    assert_eq!(listed("order list --flow 结账"), 0);
    assert_eq!(listed("order list --next 推代理"), 1);
    assert_eq!(shop.ok("order list --format 编号").lines().count(), 2);
    let zh = shop.run("order list --lang 中");
    assert!(zh.out.contains("订单号"), "{zh:?}");
    let refused = shop.refused("push list --state 绿色", 2);
    assert_eq!(refused["code"], "state_unknown");
}

/// A sample in a file of the shop.
fn save_sample(shop: &Shop, name: &str, lang: &str, file: &str) {
    shop.file(file, shop.ok(&format!("help files {name} --lang {lang}")));
}

#[test]
fn every_sample_is_read_by_its_command() {
    for lang in LANGUAGES {
        let shop = Shop::sandbox();
        for (name, file) in [
            ("paid-order", "paid.json"),
            ("orders", "orders.csv"),
            ("form", "form.json"),
            ("forms", "forms.csv"),
            ("payments", "payments.csv"),
            ("prices", "prices.csv"),
            ("seasons", "seasons.csv"),
            ("screenshot", "result.json"),
            ("template", "notice.txt"),
            ("customer", "customer.json"),
            ("event", "event.ndjson"),
        ] {
            save_sample(&shop, name, lang, file);
        }
        assert_eq!(shop.json("price import prices.csv")["rows"], 4);
        assert_eq!(shop.json("season import seasons.csv")["rows"], 2);
        let made = shop.json("order import orders.csv");
        assert_eq!((&made[0]["verdict"], &made[1]["verdict"]), (&"created".into(), &"created".into()), "{made}");
        assert_eq!(made[0]["external_order_no"], shop.json("order import paid.json --dry-run")[0]["external_order_no"]);
        let forms = shop.json("form import forms.csv");
        assert_eq!((&forms[0]["verdict"], &forms[1]["verdict"]), (&"submitted".into(), &"submitted".into()), "{forms}");
        let no = made[0]["order_no"].as_str().unwrap();
        let shown = shop.json(&format!("order show {no} --reveal"));
        assert_eq!(shown["form"]["certificateNo"], "110101199003078515");
        shop.ok(&format!("notify template set ticket_matched --text-lang {lang} notice.txt"));
        shop.ok("sku add night --name night --merchant m --price 119.00 --currency SGD --pack-size 3");
        shop.ok("sku stock night --date 2026-04-15 --capacity 9");
        shop.ok(
            "checkout draft --sku night --quantity 3 --date 2026-04-15 --channel telegram --customer customer.json",
        );
        let shot = std::fs::read(crate::support::shop::fixture("scenarios/shared/screenshot.png")).unwrap();
        shop.file("shot.png", shot);
        let other = made[1]["order_no"].as_str().unwrap();
        shop.run(&format!("review pass {no} {other} --reason why"));
        let paid = shop.run("payment confirm --file payments.csv --yes --json").json();
        assert_eq!((&paid[0]["verdict"], &paid[1]["verdict"]), (&"confirmed".into(), &"confirmed".into()), "{paid}");
        let read = shop.run(&format!("ocr import {no} --image shot.png result.json --reason why"));
        assert!(read.code == Some(0) || read.err.contains("state"), "{read:?}");
        // The same order once by the object and its form by questions' keys.
        let other = Shop::sandbox();
        for (name, file) in [
            ("paid-order", "paid.json"),
            ("form", "form.json"),
            ("prices", "p.csv"),
            ("seasons", "s.csv"),
            ("event", "e.ndjson"),
        ] {
            save_sample(&other, name, lang, file);
        }
        other.ok("price import p.csv");
        other.ok("season import s.csv");
        let made = other.json("order import paid.json");
        assert_eq!(made[0]["verdict"], "created", "{made}");
        other.ok(&format!("form submit {} --file form.json", made[0]["order_no"].as_str().unwrap()));
        assert_eq!(other.json("event import e.ndjson")[0]["verdict"], "created");
    }
}

#[test]
fn the_samples_are_on_the_page_of_files() {
    let shop = Shop::at_home();
    for lang in LANGUAGES {
        let text = shop.ok(&format!("help files --lang {lang}"));
        for entry in shop.json(&format!("help files --lang {lang}")).as_array().unwrap() {
            assert!(text.contains(entry["name"].as_str().unwrap()), "{entry}");
            if let Some(sample) = entry["sample"].as_str() {
                assert!(sample.lines().all(|line| text.contains(line)), "{entry}");
                assert_eq!(shop.ok(&format!("help files {} --lang {lang}", entry["name"].as_str().unwrap())), sample);
            }
        }
    }
    assert_eq!(shop.refused("help files pries", 2)["code"], "no_such_topic");
}

/// The name of a document that is not as it is made now; with the switch it is written, and the test fails once.
fn find_stale_document(name: &str, made: &str) -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept != made && std::env::var_os("TICKETCTL_UPDATE_TABLES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, made).unwrap();
    }
    (kept != made).then(|| name.to_owned())
}

#[test]
fn the_page_for_programs_is_what_the_program_says() {
    let shop = Shop::at_home();
    let mut stale = Vec::new();
    for lang in ["en", "zh"] {
        let agents = shop.ok(&format!("help agents --lang {lang}"));
        stale.extend(find_stale_document(&format!("docs/{lang}/agents.md"), &agents));
    }
    assert!(stale.is_empty(), "not what the commands say; TICKETCTL_UPDATE_TABLES=1 writes them anew: {stale:?}");
}

#[test]
fn the_tree_tells_the_fields_that_a_list_has() {
    let shop = Shop::ready();
    shop.ok(&["push", ORDER]);
    let tree = shop.json("help");
    let find = |path: &str| {
        path.split(' ').fold(tree.clone(), |at, word| {
            at["commands"].as_array().unwrap().iter().find(|one| one["name"] == word).cloned().unwrap()
        })
    };
    let mut wrong = Vec::new();
    for (path, args) in [
        ("config list", String::new()),
        ("event list", String::new()),
        ("event tail", String::new()),
        ("form show", format!(" {ORDER}")),
        ("group list", String::new()),
        ("match show", format!(" {ORDER}")),
        ("next", format!(" {ORDER}")),
        ("notify list", String::new()),
        ("notify template list", String::new()),
        ("order list", String::new()),
        ("order search", format!(" {ORDER}")),
        ("order show", format!(" {ORDER}")),
        ("order timeline", format!(" {ORDER}")),
        ("price list", String::new()),
        ("proof list", format!(" {ORDER}")),
        ("push list", String::new()),
        ("queue", String::new()),
        ("season list", String::new()),
        ("smoke list", String::new()),
    ] {
        let ended = shop.run(&format!("--json {path}{args}"));
        // A stream has one object a line.
        let first = ended.out.lines().next().unwrap_or_default();
        let printed = serde_json::from_str::<Value>(&ended.out).or_else(|_| serde_json::from_str(first));
        let printed = printed.unwrap_or_else(|_| panic!("{path}: {ended:?}"));
        let row = if printed.is_array() { printed[0].clone() } else { printed };
        let Some(row) = row.as_object() else { continue };
        let keys: Vec<&String> = row.keys().collect();
        if find(path)["fields"] != serde_json::json!(keys) {
            wrong.push(format!("({path:?}, &{keys:?}),"));
        }
    }
    assert!(wrong.is_empty(), "READ_FIELDS of help/tree.rs should have\n{}", wrong.join("\n"));
}
