//! The tutorials under `fixtures/transcripts`, run word by word.
//!
//! Each file is a shop of its own: its commands run in order in one fresh sandbox. A block of
//! ```console holds `$ ticketctl …` lines, each followed by what it prints (stdout, then stderr) and by `[exit N]` if that is not 0.
//! `[..]` stands for any text within a line, a line `...` for any lines but an exit code, `[ROOT]` for the sandbox. A block
//! ```csv prices.csv is that file. `<!-- at TIME -->` or `<!-- at TIME ids IDS -->` says when the commands below it run, and what
//! their random parts are.
//! `TICKETCTL_UPDATE_TRANSCRIPTS=1` writes what is printed now; lines whose wildcards still match stay as they are.

mod chinese;
mod page;
mod sandbox;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use self::page::{Page, matches};
use self::sandbox::{Sandbox, split};
use crate::support::expected::{self, UPDATE_TRANSCRIPTS};
use crate::support::shop::{files, fixture};

/// Those that show what models read, or that there are some: `thorough::pictures` runs them.
pub(crate) const WITH_MODELS: [&str; 3] = ["channels", "housekeeping", "screenshot"];

fn transcripts() -> Vec<PathBuf> {
    let mut found = files(&fixture("transcripts"));
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    found
}

/// Runs one; fails with what differs, unless it is to be rewritten.
pub(crate) fn play(name: &str, models: Option<&Path>) {
    let path = fixture(&format!("transcripts/{name}.md"));
    let mut page = Page::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let sandbox = Sandbox::open("en", models, page.files());
    let mut wrong = Vec::new();
    for step in page.steps_mut() {
        let printed = sandbox.run(&step.command, &step.flags);
        if !matches(&step.expected, &printed) {
            let (expected, shown) = (step.expected.join("\n"), printed.join("\n"));
            wrong.push(format!("{name}.md: $ {}\n--- expected\n{expected}\n--- printed\n{shown}\n", step.command));
            step.expected = printed;
        }
    }
    if !wrong.is_empty() && expected::updates(UPDATE_TRANSCRIPTS) {
        expected::update_file(UPDATE_TRANSCRIPTS, path, &page.to_text());
    }
    assert!(wrong.is_empty(), "\n{}\n{UPDATE_TRANSCRIPTS}=1 rewrites the file", wrong.join("\n"));
}

/// One test for each transcript that needs no models, and their names.
macro_rules! played {
    ($($test:ident: $name:literal,)*) => {
        $(#[test]
        fn $test() {
            play($name, None);
        })*

        const PLAYED: &[&str] = &[$($name),*];
    };
}

played! {
    alerts: "alerts",
    ap2: "ap2",
    checkout: "checkout",
    cron: "cron",
    day_one: "day-one",
    exceptions: "exceptions",
    forms: "forms",
    money: "money",
    last_mile: "last-mile",
    moving_over: "moving-over",
    platform: "platform",
    push: "push",
    refunds: "refunds",
    scripts: "scripts",
    several_tickets: "several-tickets",
    sku: "sku",
}

#[test]
fn every_transcript_is_run() {
    let names: BTreeSet<_> = transcripts().iter().map(|path| path.file_stem().unwrap().to_owned()).collect();
    let run: BTreeSet<_> = PLAYED.iter().chain(&WITH_MODELS).map(|name| (*name).into()).collect();
    assert_eq!(names, run);
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
    let words = split(line).words;
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
