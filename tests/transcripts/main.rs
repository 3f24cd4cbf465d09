//! The tutorials under `fixtures/transcripts`, run word by word.
//!
//! Each file is a shop of its own: its commands run in order in one fresh sandbox. A block of ```console holds
//! `$ ticketctl …` lines, each followed by what it prints (stdout, then stderr) and by `[exit N]` if that is not 0.
//! `[..]` stands for any text within a line, a line `...` for any lines, `[ROOT]` for the sandbox.
//! `TICKETCTL_UPDATE_TRANSCRIPTS=1` writes what is printed now; lines whose wildcards still match stay as they are.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

#[path = "../support/ocr_models.rs"]
mod models;
mod page;
mod shop;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use page::{Page, matches};
use shop::Shop;

fn transcripts() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/transcripts");
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|ext| ext == "md")).collect();
    files.sort();
    files
}

/// Runs one file; what differs, or the new text when it is to be rewritten.
fn run(path: &Path, update: bool) -> Result<(), String> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut page = Page::parse(&text)?;
    let shop = Shop::open();
    let mut wrong = Vec::new();
    for step in page.steps_mut() {
        let printed = shop.run(&step.command);
        if !matches(&step.expected, &printed) {
            let name = path.file_name().unwrap().to_string_lossy();
            wrong.push(format!(
                "{name}: $ {}\n--- expected\n{}\n--- printed\n{}\n",
                step.command,
                step.expected.join("\n"),
                printed.join("\n")
            ));
            step.expected = printed;
        }
    }
    if update && !wrong.is_empty() {
        std::fs::write(path, page.to_text()).unwrap();
        return Ok(());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[test]
fn the_transcripts_say_what_the_program_says() {
    let update = std::env::var_os("TICKETCTL_UPDATE_TRANSCRIPTS").is_some_and(|value| value == "1");
    let files = transcripts();
    assert!(files.len() >= 6, "{files:?}");
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = files.iter().map(|path| scope.spawn(move || run(path, update))).collect();
        running.into_iter().filter_map(|run| run.join().unwrap().err()).collect()
    });
    assert!(wrong.is_empty(), "\n{}\nTICKETCTL_UPDATE_TRANSCRIPTS=1 rewrites the files", wrong.join("\n"));
}

/// The words of every command that does something by itself: `order show`, `push`, `push retry`.
fn commands(command: &clap::Command, words: &str, found: &mut BTreeSet<String>) {
    let verbs = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let own = !command.is_subcommand_required_set() && !words.is_empty();
    if own {
        found.insert(words.to_owned());
    }
    for verb in verbs {
        commands(verb, format!("{words} {}", verb.get_name()).trim_start(), found);
    }
}

/// The words of the command that a line of a transcript names, flags and values aside.
fn named(line: &str) -> Option<String> {
    let words = shop::split(line).words;
    let mut matches = ticketctl::cli::Cli::command().try_get_matches_from(words).ok()?;
    let mut named = Vec::new();
    while let Some((verb, inner)) = matches.remove_subcommand() {
        named.push(verb);
        matches = inner;
    }
    Some(named.join(" "))
}

#[test]
fn every_command_stands_in_a_transcript() {
    ticketctl::cli::Cli::command().debug_assert();
    let mut known = BTreeSet::new();
    commands(&ticketctl::cli::Cli::command(), "", &mut known);
    let mut shown = BTreeSet::new();
    for path in transcripts() {
        let mut page = Page::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        shown.extend(page.steps_mut().filter_map(|step| named(&step.command)));
    }
    let missing: Vec<&String> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "commands without a transcript: {missing:?}");
    assert!(known.contains("order show") && known.contains("push") && known.len() > 40, "{known:?}");
}
