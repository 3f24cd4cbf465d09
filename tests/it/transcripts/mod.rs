//! The guides under `docs` and the drills under `fixtures/transcripts`, run word by word.
//!
//! Each file is a shop of its own: its commands run in order in one fresh sandbox, in the language of its directory. A block of
//! ```console holds `$ ticketctl …` lines, each followed by what it prints (stdout, then stderr) and by `[exit N]` if that is not 0.
//! `[..]` stands for any text within a line, a line `...` for any lines but an exit code, `[ROOT]` for the sandbox. A block
//! ```csv prices.csv is that file. `<!-- at TIME -->` or `<!-- at TIME ids IDS -->` says when the commands below it run, and what
//! their random parts are.
//! `TICKETCTL_UPDATE_TRANSCRIPTS=1` writes what is printed now; lines whose wildcards still match stay as they are.

mod chinese;
mod drawing;
mod page;
mod sandbox;
mod work_card;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;

use self::page::{Page, Step, matches};
use self::sandbox::{Sandbox, split};
use crate::support::expected::{self, UPDATE_TRANSCRIPTS};
use crate::support::shop::{files, fixture};

/// Those that show what models read, or that there are some: `thorough::pictures` runs them.
pub(crate) const WITH_MODELS: [&str; 3] = ["channels", "housekeeping", "screenshot"];

/// Guides that have no commands to run.
const PROSE: [&str; 4] = ["agents", "cli", "growth", "promises"];

const LANGUAGES: [&str; 2] = ["en", "zh"];

fn pages_in(dir: &Path) -> Vec<PathBuf> {
    let mut found = files(dir);
    found.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    found
}

fn stems(pages: &[PathBuf]) -> BTreeSet<String> {
    pages.iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn guides(lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(lang)
}

fn read_page(path: &Path) -> Page {
    Page::parse(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Runs a drill.
pub(crate) fn play(name: &str, models: Option<&Path>) {
    play_page(&fixture(&format!("transcripts/{name}.md")), "en", models);
}

/// Runs a page; fails with what differs, unless it is to be rewritten.
fn play_page(path: &Path, lang: &str, models: Option<&Path>) {
    let mut page = read_page(path);
    let sandbox = Sandbox::open(lang, models, page.files());
    let (mut wrong, mut ran) = (Vec::new(), 0);
    for step in page.steps_mut() {
        let printed = sandbox.run(&step.command, &step.flags);
        ran += 1;
        if !matches(&step.expected, &printed) {
            wrong.push(tell_difference(path, step, &printed));
            step.expected = printed;
        }
    }
    if !wrong.is_empty() && expected::updates(UPDATE_TRANSCRIPTS) {
        expected::update_file(UPDATE_TRANSCRIPTS, path, &page.to_text());
    }
    assert!(wrong.is_empty(), "\n{}\n{UPDATE_TRANSCRIPTS}=1 rewrites the file", wrong.join("\n"));
    assert!(ran > 0, "{} runs nothing", path.display());
}

fn tell_difference(path: &Path, step: &Step, printed: &[String]) -> String {
    let (expected, shown) = (step.expected.join("\n"), printed.join("\n"));
    format!("{}: $ {}\n--- expected\n{expected}\n--- printed\n{shown}\n", path.display(), step.command)
}

/// One test for each drill that needs no models, and their names.
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
    day_one: "day-one",
    exceptions: "exceptions",
    forms: "forms",
    last_mile: "last-mile",
    money: "money",
    platform: "platform",
    push: "push",
    refunds: "refunds",
    scripts: "scripts",
    several_tickets: "several-tickets",
    sku: "sku",
}

/// Two tests for each guide, and their names.
macro_rules! guided {
    ($($test:ident: $name:literal,)*) => {
        $(mod $test {
            #[test]
            fn in_english() {
                super::play_page(&super::guides("en").join(concat!($name, ".md")), "en", None);
            }

            #[test]
            fn in_chinese() {
                super::play_page(&super::guides("zh").join(concat!($name, ".md")), "zh", None);
            }
        })*

        const GUIDED: &[&str] = &[$($name),*];
    };
}

guided! {
    backup_guide: "backup",
    checkout_guide: "checkout",
    cron_guide: "cron",
    first_day_guide: "first-day",
    moving_over_guide: "moving-over",
    reconcile_guide: "reconcile",
    unknown_outcome_guide: "unknown-outcome",
}

#[test]
fn every_page_is_run() {
    let names = |names: &[&[&str]]| names.concat().into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(stems(&pages_in(&fixture("transcripts"))), names(&[PLAYED, &WITH_MODELS]));
    for lang in LANGUAGES {
        assert_eq!(stems(&pages_in(&guides(lang))), names(&[GUIDED, &PROSE]), "{lang}");
        for name in PROSE {
            let steps = read_page(&guides(lang).join(format!("{name}.md"))).steps_mut().count();
            assert_eq!(steps, 0, "{lang}/{name} has commands that nothing runs");
        }
    }
}

#[test]
fn a_guide_does_the_same_in_both_languages() {
    for name in GUIDED {
        let [en, zh] = LANGUAGES.map(|lang| {
            let mut page = read_page(&guides(lang).join(format!("{name}.md")));
            page.steps_mut().map(|step| (named(&step.command), step.flags.clone())).collect::<Vec<_>>()
        });
        assert_eq!(en, zh, "{name}");
    }
}

/// What the README shows of a first order is what the guides show, in either language, some of it left out.
#[test]
fn the_readme_shows_what_the_first_day_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (english, chinese) = text.split_at(text.find("\n## 中文").unwrap() + 1);
    let mut wrong = Vec::new();
    let halves = [("en", english), ("zh", chinese)].map(|(lang, half)| {
        let (mut readme, mut guide) = (Page::parse(half).unwrap(), read_page(&guides(lang).join("first-day.md")));
        let shown: Vec<_> = guide.steps_mut().map(|step| (step.command.clone(), step.expected.clone())).collect();
        for step in readme.steps_mut() {
            let found = shown.iter().find(|(command, _)| *command == step.command);
            let (command, printed) = found.unwrap_or_else(|| panic!("{lang}: no guide has {}", step.command));
            if !matches(&step.expected, printed) {
                wrong.push(format!("{lang}: {command}"));
                step.expected.clone_from(printed);
            }
        }
        readme.to_text()
    });
    if !wrong.is_empty() && expected::updates(UPDATE_TRANSCRIPTS) {
        expected::update_file(UPDATE_TRANSCRIPTS, path, &halves.concat());
    }
    assert!(wrong.is_empty(), "the README differs from docs: {wrong:?}; {UPDATE_TRANSCRIPTS}=1 rewrites it");
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

/// The words of the command that a line of a page names, flags and values aside.
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
fn every_command_stands_on_a_page() {
    ticketctl::cli::Cli::command().debug_assert();
    let mut known = BTreeSet::new();
    commands(&ticketctl::cli::Cli::command(), "", &mut known);
    let mut shown = BTreeSet::new();
    for path in [fixture("transcripts"), guides("en")].iter().flat_map(|dir| pages_in(dir)) {
        shown.extend(read_page(&path).steps_mut().filter_map(|step| named(&step.command)));
    }
    let missing: Vec<&String> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "commands that no page shows: {missing:?}");
    assert!(known.contains("order show") && known.contains("push") && known.len() > 40, "{known:?}");
}
