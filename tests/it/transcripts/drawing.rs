//! The picture of a terminal that the README shows: commands of a guide with what they print, drawn as an SVG.
//!
//! It is drawn from the page and not from a run, so that it shows what the page's own test compares.
//! `TICKETCTL_UPDATE_TRANSCRIPTS=1` draws it anew.

use std::fmt::Write as _;

use ticketctl::output::text::cell_width;

use super::page::Step;
use super::{guides, read_page};
use crate::support::expected::{self, UPDATE_TRANSCRIPTS};

/// The commands of the picture, by how they begin.
const DRAWN: [&str; 3] = ["ticketctl order import", "ticketctl queue", "ticketctl next D3AV"];

/// In hundredths of a unit of the picture, so that every position is a whole number.
const CELL_WIDTH: usize = 842;
const LINE_HEIGHT: usize = 20;
const MARGIN: usize = 16;
/// Where the buttons of the window are.
const TITLE_HEIGHT: usize = 30;

const FONTS: &str =
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC','PingFang SC',monospace";

/// How a line is coloured.
#[derive(Clone, Copy)]
enum Ink {
    Command,
    Output,
}

/// A part of a line whose characters are all equally wide.
struct Run {
    text: String,
    /// The cells to the left of it.
    column: usize,
    cells: usize,
}

fn is_wide(character: char) -> bool {
    cell_width(character.encode_utf8(&mut [0; 4])) == 2
}

/// Splits a line where the width of its characters changes, and at two blanks, so that columns stay in line in any font.
fn split_runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut column, mut wide, mut blanks) = (0, false, 2);
    for character in line.chars() {
        let cells = cell_width(character.encode_utf8(&mut [0; 4]));
        if character == ' ' {
            blanks += 1;
        } else {
            match runs.last_mut() {
                Some(run) if blanks < 2 && is_wide(character) == wide && !(wide && blanks > 0) => {
                    run.text.extend(std::iter::repeat_n(' ', blanks).chain([character]));
                    run.cells += blanks + cells;
                }
                _ => runs.push(Run { text: character.to_string(), column, cells }),
            }
            (wide, blanks) = (is_wide(character), 0);
        }
        column += cells;
    }
    runs
}

fn in_units(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Draws lines in a window.
fn draw_terminal(lines: &[(Ink, String)]) -> String {
    let columns = lines.iter().map(|(_, line)| cell_width(line)).max().unwrap_or(0);
    let (width, height) = (columns * CELL_WIDTH / 100 + 2 * MARGIN, lines.len() * LINE_HEIGHT + TITLE_HEIGHT + MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <style>text{{font:14px {FONTS};white-space:pre}}.o{{fill:#cdd6f4}}.c{{fill:#a6e3a1;font-weight:bold}}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#1e1e2e\"/>\n"
    );
    for (at, colour) in ["#f38ba8", "#f9e2af", "#a6e3a1"].iter().enumerate() {
        writeln!(svg, "<circle cx=\"{}\" cy=\"16\" r=\"5\" fill=\"{colour}\"/>", 20 + 18 * at).unwrap();
    }
    for (row, (ink, line)) in lines.iter().enumerate() {
        let class = match ink {
            Ink::Command => "c",
            Ink::Output => "o",
        };
        let y = TITLE_HEIGHT + (row + 1) * LINE_HEIGHT - 5;
        for run in split_runs(line) {
            let (x, length) = (in_units(run.column * CELL_WIDTH + MARGIN * 100), in_units(run.cells * CELL_WIDTH));
            let text = escape(&run.text);
            writeln!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" textLength=\"{length}\">{text}</text>").unwrap();
        }
    }
    svg + "</svg>\n"
}

/// The lines of the picture: each command with what its page says that it prints.
fn list_lines<'s>(steps: impl Iterator<Item = &'s mut Step>) -> Vec<(Ink, String)> {
    let mut lines = Vec::new();
    let mut left = DRAWN.to_vec();
    for step in steps {
        let Some(at) = left.iter().position(|begin| step.command.starts_with(begin)) else { continue };
        left.remove(at);
        assert!(!step.expected.contains(&"...".to_owned()), "a picture leaves nothing out: {}", step.command);
        lines.push((Ink::Command, format!("$ {}", step.command)));
        lines.extend(step.expected.iter().map(|line| (Ink::Output, line.clone())));
    }
    assert!(left.is_empty(), "the page lacks {left:?}");
    lines
}

fn compare_picture(lang: &str) {
    let drawn = draw_terminal(&list_lines(read_page(&guides(lang).join("first-day.md")).steps_mut()));
    let path = guides(lang).join("queue.svg");
    if expected::updates(UPDATE_TRANSCRIPTS) {
        expected::update_file(UPDATE_TRANSCRIPTS, &path, &drawn);
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "{} is out of date: {UPDATE_TRANSCRIPTS}=1 draws it anew", path.display());
}

#[test]
fn the_english_picture_shows_what_the_first_day_shows() {
    compare_picture("en");
}

#[test]
fn the_chinese_picture_shows_what_the_first_day_shows() {
    compare_picture("zh");
}

#[test]
fn a_wide_character_takes_two_cells() {
    let runs = |line| split_runs(line).into_iter().map(|run| (run.text, run.column, run.cells)).collect::<Vec<_>>();
    let run = |text: &str, column, cells| (text.to_owned(), column, cells);
    assert_eq!(
        runs("初级道 3 小时  ok a"),
        [run("初级道", 0, 6), run("3", 7, 1), run("小时", 9, 4), run("ok a", 15, 4)]
    );
    assert_eq!(runs("  a<b"), [run("a<b", 2, 3)]);
    assert!(draw_terminal(&[(Ink::Output, "a<b".to_owned())]).contains(">a&lt;b</text>"));
}
