//! Every drill once more, in Chinese, and every Chinese guide: what is printed has no English word in it.
//!
//! A Latin word may stand there if it is a name, or if it was asked for as such: a command, a flag, a file, an id, a code
//! behind which a script may stand. Everything else is a label that nobody translated.

use std::collections::BTreeSet;

use super::sandbox::Sandbox;
use super::{guides, pages_in, read_page};
use crate::support::shop::fixture;

/// Names of things that have no other name in Chinese.
const NAMES: &[&str] = &[
    // Formats, standards and units.
    "AP2",
    "CSV",
    "GB",
    "GiB",
    "HTTP",
    "IP",
    "JPEG",
    "JSON",
    "KiB",
    "MB",
    "MiB",
    "NDJSON",
    "OCR",
    "PDF",
    "PNG",
    "PUBLIC",
    "KEY",
    "QR",
    "RFC",
    "SHA",
    "SKU",
    "SQLite",
    "UTC",
    "UTF",
    "WAL",
    "XLSX",
    // Products and companies.
    "PayNow",
    "Sentosa",
    "Telegram",
    "cron",
    "systemd",
    "ticketctl",
    // What the tutorials call a group, an engine, a channel and whoever has a share.
    "wecom-group-smoke",
    "desk",
    "shop",
    "wecom-robot",
    // Places in a command, which stand in it for what is to be typed, and ids at WeCom.
    "ID",
    "id",
];

/// What services answer, word by word: data, not labels.
const QUOTED: &[&str] =
    &["not allow to access from your ip", "from ip", "hint:", "more info at", "text.content exceed max length 2048"];

/// Commands that print English or codes because that is what was asked for, and one that fetches what it installs.
const ASKED_FOR: &[&str] = &[
    "--format",
    "--help",
    "--jq",
    "--json",
    "--lang",
    "--page",
    "--pem",
    "--text-lang",
    "TICKETCTL_LANG",
    "completions",
    "config",
    "demo",
    "fixture",
    "help",
    "man ",
    "ocr setup",
    "ocr text",
    "smoke",
    "template",
];

/// Flags whose values are codes: typing one is no reason to answer with it.
const CODE_FLAGS: &[&str] = &["--channel", "--leg", "--next", "--state", "--status", "--basis", "--engine", "--method"];

/// What was typed as somebody's own words: names of groups, reasons, evidence.
fn typed_words(command: &str) -> BTreeSet<String> {
    let words = shlex::split(command).unwrap();
    let coded = |at: usize| at > 0 && CODE_FLAGS.contains(&words[at - 1].as_str());
    let values = words.iter().enumerate().filter(|(at, word)| !coded(*at) && !word.starts_with("--"));
    values.skip(3).flat_map(|(_, word)| latin_words(word)).collect()
}

fn latin_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1).map(str::to_owned).collect()
}

/// The text without commands, addresses and paths, and without the code of an error.
fn without_commands(line: &str) -> String {
    let outside = line.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    // Known words that may be typed are listed as they are typed.
    let outside = outside.split("可用：").next().unwrap_or_default().split("[可选值：").next().unwrap_or_default();
    let outside = outside.split("ticketctl ").next().unwrap_or_default();
    // The id of a key is base64: by chance it has two dashes in a row, as a flag has, or letters alone between two others.
    let is_key = |word: &&str| word.contains("sandbox-");
    let place = |word: &&str| !word.contains("[ROOT]") && !word.contains("://") && !is_key(word);
    let outside = outside.split(' ').filter(place).collect::<Vec<_>>().join(" ");
    match outside.split_once("错误[").and_then(|(_, rest)| rest.split_once(']')) {
        Some((_, rest)) => rest.to_owned(),
        None => outside,
    }
}

/// The commands that changed the shop, as its log names them.
const LOGGED: &[&str] = &["price import", "price remove", "price set"];

/// Whether a word is an id, a number, a currency, a flag, a file, a key of the configuration or a code of a service.
fn stands_for_itself(word: &str) -> bool {
    let upper = word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    let code = upper && (word.contains('_') || word.len() == 3);
    word.starts_with('-') || code || word.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '{' | '@'))
}

/// The English words of a line.
fn english_words(line: &str, typed: &BTreeSet<String>, codes: &BTreeSet<String>) -> Vec<String> {
    if line.trim_start().starts_with("$ ") || line.starts_with("[exit ") {
        return Vec::new();
    }
    let mut line = without_commands(line);
    for quoted in QUOTED.iter().chain(LOGGED) {
        line = line.replace(quoted, " ");
    }
    let flags: Vec<&str> = line.split("--").collect();
    // A flag and its value.
    let line = flags.iter().enumerate().map(|(at, part)| match at {
        0 => (*part).to_owned(),
        _ => part.splitn(3, ' ').nth(2).unwrap_or_default().to_owned(),
    });
    let line = line.collect::<Vec<_>>().join(" ");
    let chunks = line.split(|c: char| c.is_whitespace() || !c.is_ascii());
    let marks: &[char] = &['(', ')', '[', ']', ',', ';', ':', '"', '\'', '+', '~', '<', '>', '|', '=', '%', '!', '?'];
    let trimmed = chunks.flat_map(|chunk| chunk.split(marks)).map(|word| word.trim_matches('.'));
    let unknown = trimmed.filter(|word| !stands_for_itself(word) && !NAMES.contains(word) && !codes.contains(*word));
    let words = unknown.flat_map(latin_words);
    words.filter(|word| !typed.contains(word) && !NAMES.contains(&word.as_str())).collect()
}

#[test]
fn nothing_in_chinese_is_in_english() {
    let known = crate::support::shop::Shop::bare().json("help errors");
    let codes = known.as_array().unwrap().iter().map(|entry| entry["code"].as_str().unwrap().to_owned()).collect();
    let mut found = Vec::new();
    // Nothing is set up in this sandbox but what a transcript sets up: no models, and nobody's login name.
    for path in [fixture("transcripts"), guides("zh")].iter().flat_map(|dir| pages_in(dir)) {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut page = read_page(&path);
        let sandbox = Sandbox::open("zh", None, page.files());
        let mut typed = BTreeSet::from(["operator".to_owned()]);
        for step in page.steps_mut() {
            typed.extend(typed_words(&step.command));
            let asked = ASKED_FOR.iter().any(|asked| step.command.contains(asked));
            if asked && ["demo", "ocr setup", "smoke"].iter().any(|own| step.command.contains(own)) {
                // It changes nothing of this shop.
                continue;
            }
            let printed = sandbox.run(&step.command, &step.flags);
            if asked {
                continue;
            }
            for line in printed {
                let english = english_words(&line, &typed, &codes);
                if !english.is_empty() {
                    found.push(format!("{name}: $ {}\n    {line}\n    {english:?}\n", step.command));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} lines\n{}", found.len(), found.join(""));
}
