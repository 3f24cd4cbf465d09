//! The card of `work` that the README and the first day show: what a terminal shows at the end of that day.
//! `TICKETCTL_UPDATE_TRANSCRIPTS=1` writes it anew.

use std::path::{Path, PathBuf};

use super::sandbox::Sandbox;
use super::{guides, read_page};
use crate::support::expected::{self, UPDATE_TRANSCRIPTS};
use crate::support::terminal_session::TerminalSession;

/// When the walk begins: after the last step of the page.
const NOW: &str = "2026-03-20T02:30:00Z";

/// What a terminal shows, without its colours.
fn strip_colours(shown: &str) -> String {
    let mut parts = shown.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).get(1..).unwrap_or("")
    })
}

/// The first card of a walk: from below its rule to the keys, which `keys` are the last of.
fn show_card(lang: &str, keys: &str) -> Vec<String> {
    let mut page = read_page(&guides(lang).join("first-day.md"));
    let sandbox = Sandbox::open(lang, None, page.files());
    for step in page.steps_mut() {
        sandbox.run(&step.command, &step.flags);
    }
    let mut walk = TerminalSession::start(sandbox.shop(), &["work", "--lang", lang, "--now", NOW]);
    walk.wait_for(keys);
    let (_, shown) = walk.end_with(b"q\r");
    let plain = strip_colours(&shown);
    let lines: Vec<_> = plain.lines().map(|line| line.trim_end().to_owned()).collect();
    let end = lines.iter().position(|line| line.ends_with(keys)).unwrap();
    let start = lines[..end].iter().rposition(|line| line.starts_with('─')).unwrap() + 1;
    lines[start..=end].to_vec()
}

/// A text with the card in its block ```text that ends with the keys.
fn replace_card(text: &str, keys: &str, card: &[String]) -> String {
    let end = text.find(&format!("{keys}\n```")).unwrap_or_else(|| panic!("no block ends with {keys:?}")) + keys.len();
    let start = text[..end].rfind("```text\n").unwrap() + "```text\n".len();
    format!("{}{}{}", &text[..start], card.join("\n"), &text[end..])
}

fn compare_card(lang: &str, keys: &str) {
    let card = show_card(lang, keys);
    let readme: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    for path in [guides(lang).join("first-day.md"), readme] {
        let kept = std::fs::read_to_string(&path).unwrap();
        let written = replace_card(&kept, keys, &card);
        if expected::updates(UPDATE_TRANSCRIPTS) {
            expected::update_file(UPDATE_TRANSCRIPTS, &path, &written);
        }
        assert!(kept == written, "{} shows another card than `work`: {card:#?}", path.display());
    }
}

#[test]
fn the_english_pages_show_what_work_shows() {
    compare_card("en", " · q quit");
}

#[test]
fn the_chinese_pages_show_what_work_shows() {
    compare_card("zh", " · q 退出");
}

#[test]
fn a_card_takes_the_place_of_the_old_one() {
    let text = "a\n```text\nx\n```\n```text\nold · q quit\n```\nb\n";
    let card = ["new".to_owned(), "k · q quit".to_owned()];
    assert_eq!(replace_card(text, " · q quit", &card), "a\n```text\nx\n```\n```text\nnew\nk · q quit\n```\nb\n");
    assert_eq!(strip_colours("\x1b[1m─\x1b[0;32m1\x1b[0m x"), "─1 x");
}
