//! A table of rules that a person can read: states down, commands across, one letter a cell, and what each letter means.
//!
//! The file is compared as a whole, so a change of the rules shows as a change of the cells that it touches. A letter stands
//! for one refusal, with its code and the event that keeps it, or for the events that happen and what they make of the axes;
//! so each cell says exactly what it did before. `TICKETCTL_UPDATE_TABLES=1` writes the file anew: letters that are known
//! stay, and a new meaning gets one that is free.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::expected::{self, UPDATE_TABLES};

/// The three meanings that most cells have.
const COMMON: [(char, &str); 3] = [('.', "wrong_state"), ('-', "nothing_under_way"), ('=', DONE_BEFORE)];
const DONE_BEFORE: &str = "done before, nothing happens";
/// The fewest characters of a column of commands.
const NARROWEST: usize = 3;

/// What a command does in a state.
#[derive(Clone, Debug)]
pub(crate) enum Cell {
    /// Nothing: it was done before.
    DoneBefore,
    /// The events that happen, and the axes after them.
    Happens(Vec<&'static str>, Vec<&'static str>),
    /// The code of the refusal, and the type and result of the event that keeps it.
    Refused(String, Option<String>),
}

/// A state: its name, its axes, and what every command does.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) name: &'static str,
    pub(crate) axes: Vec<&'static str>,
    pub(crate) cells: Vec<(&'static str, Cell)>,
}

impl State {
    /// What a cell says in words: the code of a refusal, or events and what they change.
    fn meaning(&self, cell: &Cell, axes: &[&str]) -> String {
        match cell {
            Cell::DoneBefore => DONE_BEFORE.to_owned(),
            Cell::Refused(code, None) => code.clone(),
            Cell::Refused(code, Some(kept)) => format!("{code} (kept: {kept})"),
            Cell::Happens(events, after) => {
                let changed =
                    axes.iter().zip(self.axes.iter().zip(after)).filter(|(_, (before, after))| before != after);
                let changes: Vec<_> = changed.map(|(axis, (_, after))| format!("{axis} {after}")).collect();
                let change = if changes.is_empty() { String::new() } else { format!(" → {}", changes.join(", ")) };
                format!("{}{change}", events.join(" + "))
            }
        }
    }
}

/// The letters of a file: of what happens, and of refusals.
#[derive(Default)]
struct Legend {
    happens: BTreeMap<String, char>,
    refusals: BTreeMap<String, char>,
}

impl Legend {
    /// Reads the last two sections of a file.
    fn read(text: &str) -> Self {
        let section = |title: &str| text.split_once(&format!("{title}\n")).map_or("", |(_, rest)| rest);
        let entries = |section: &str| {
            let lines = section.lines().take_while(|line| !line.is_empty());
            let entry = |entry: &str| {
                let (letter, meaning) = entry.trim().split_once(' ')?;
                Some((meaning.trim().to_owned(), letter.chars().next()?))
            };
            lines.flat_map(|line| line.split("    ")).filter_map(entry).collect()
        };
        Self { happens: entries(section(HAPPENS)), refusals: entries(section(REFUSALS)) }
    }

    fn letter(&self, cell: &Cell, meaning: &str) -> Option<char> {
        let common = COMMON.iter().find(|(_, common)| *common == meaning).map(|(letter, _)| *letter);
        let known = if matches!(cell, Cell::Refused(..)) { &self.refusals } else { &self.happens };
        common.or_else(|| known.get(meaning).copied())
    }

    /// Gives a meaning a letter that is free, if there is one among its own.
    fn add(&mut self, cell: &Cell, meaning: &str) {
        let refused = matches!(cell, Cell::Refused(..));
        let known = if refused { &mut self.refusals } else { &mut self.happens };
        let taken: BTreeSet<char> = known.values().copied().collect();
        let starts = meaning.split(['_', ' ']).filter_map(|word| word.chars().next());
        let own = starts.chain(meaning.chars()).filter(char::is_ascii_alphabetic);
        let free: Vec<char> = if refused {
            own.map(|letter| letter.to_ascii_lowercase())
                .chain('a'..='z')
                .chain("бгджзийлптфцчшщъыьэюя".chars())
                .collect()
        } else {
            own.map(|letter| letter.to_ascii_uppercase())
                .chain('A'..='Z')
                .chain('0'..='9')
                .chain("ΓΔΘΛΞΠΣΦΨΩαβγδεζηθλμξπρστφχψω".chars())
                .collect()
        };
        let letter = free.into_iter().find(|letter| !taken.contains(letter)).expect("every letter is taken");
        known.insert(meaning.to_owned(), letter);
    }
}

const HAPPENS: &str = "What happens, and what it makes of the axes:";
const REFUSALS: &str = "Refused, by its code, and the event that keeps it:";

/// Neighbouring commands that begin with the same word.
struct Group<'n> {
    word: &'n str,
    commands: Vec<&'n str>,
}

impl Group<'_> {
    fn width(&self) -> usize {
        self.commands.len().max(NARROWEST)
    }
}

fn groups<'n>(names: &[&'n str]) -> Vec<Group<'n>> {
    let mut groups: Vec<Group<'n>> = Vec::new();
    for name in names {
        let word = name.trim_start_matches('-').split(' ').next().unwrap();
        match groups.last_mut() {
            Some(last) if last.word == word => last.commands.push(name),
            _ => groups.push(Group { word, commands: vec![name] }),
        }
    }
    groups
}

/// The number of a command within its group: 1 to 9, then a, b, …
fn number(at: usize) -> char {
    char::from_digit(at as u32 + 1, 36).unwrap()
}

/// A few letters of a value of an axis that tell it from the others: its initials, its beginning, or its beginning and end.
fn short(axis: usize, value: &str, states: &[State]) -> String {
    let initials = |value: &str| value.split('_').filter_map(|word| word.chars().next()).collect::<String>();
    let beginning = |value: &str| value.chars().take(3).collect::<String>();
    let both_ends = |value: &str| {
        beginning(value) + &value.chars().rev().take(2).collect::<String>().chars().rev().collect::<String>()
    };
    let values: BTreeSet<&str> = states.iter().map(|state| state.axes[axis]).collect();
    let ways: [&dyn Fn(&str) -> String; 4] = [&initials, &beginning, &both_ends, &|value| value.to_owned()];
    let tells = |way: &&&dyn Fn(&str) -> String| values.iter().filter(|other| way(other) == way(value)).count() == 1;
    ways.iter().find(tells).expect("a value is unlike the others")(value)
}

/// The file.
fn render(title: &str, axes: &[&str], states: &[State], legend: &Legend) -> String {
    let names: Vec<&str> = states[0].cells.iter().map(|(name, _)| *name).collect();
    let groups = groups(&names);
    let shorts = |state: &State| {
        let all: Vec<_> = state.axes.iter().enumerate().map(|(axis, value)| short(axis, value, states)).collect();
        all.join(" ")
    };
    let widest = states.iter().map(|state| state.name.chars().count()).max().unwrap();
    let widest_axes = states.iter().map(|state| shorts(state).chars().count()).max().unwrap();
    let row = |name: &str, axes: &str, columns: Vec<String>| {
        let line = format!("{name:widest$}  {axes:widest_axes$}  {}", columns.join(" "));
        line.trim_end().to_owned() + "\n"
    };
    let mut text = format!("{title}\n\n");
    let heads = |head: &dyn Fn(&Group<'_>) -> String| {
        groups.iter().map(|group| format!("{:1$}", head(group), group.width())).collect()
    };
    text += &row("", "", heads(&|group| group.word.chars().take(group.width()).collect()));
    text += &row("state", "axes", heads(&|group| (0..group.commands.len()).map(number).collect()));
    for state in states {
        let mut cells = state.cells.iter().map(|(_, cell)| legend.letter(cell, &state.meaning(cell, axes)).unwrap());
        let columns = groups.iter().map(|group| {
            let own: String = cells.by_ref().take(group.commands.len()).collect();
            format!("{own:0$}", group.width())
        });
        text += &row(state.name, &shorts(state), columns.collect());
    }
    text += "\nCommands:\n";
    for group in &groups {
        let named: Vec<_> =
            group.commands.iter().enumerate().map(|(at, name)| format!("{} {name}", number(at))).collect();
        let _ = writeln!(text, "{}", named.join("    "));
    }
    text += "\nAxes:\n";
    for (axis, name) in axes.iter().enumerate() {
        let values: BTreeSet<&str> = states.iter().map(|state| state.axes[axis]).collect();
        let told: Vec<_> = values.iter().map(|value| format!("{} {value}", short(axis, value, states))).collect();
        let _ = writeln!(text, "{name}: {}", told.join(", "));
    }
    text + &render_legend(legend)
}

fn render_legend(legend: &Legend) -> String {
    let sorted = |entries: &BTreeMap<String, char>| {
        let mut entries: Vec<_> = entries.iter().map(|(meaning, letter)| (*letter, meaning.clone())).collect();
        entries.sort();
        entries.into_iter().map(|(letter, meaning)| format!("{letter} {meaning}")).collect::<Vec<_>>()
    };
    let common = COMMON.map(|(letter, meaning)| format!("{letter} {meaning}"));
    let mut text = format!("\n{HAPPENS}\n{}\n{}\n", common[2], sorted(&legend.happens).join("\n"));
    let _ = writeln!(text, "\n{REFUSALS}");
    let refusals: Vec<_> = common[..2].iter().cloned().chain(sorted(&legend.refusals)).collect();
    for three in refusals.chunks(3) {
        let _ = writeln!(text, "{}", three.join("    "));
    }
    text
}

/// Compares a file with what the rules say now, cell by cell.
pub(crate) fn check(file: &str, title: &str, axes: &[&str], states: &[State]) {
    let known = std::fs::read_to_string(file).unwrap_or_default();
    let updates = expected::updates(UPDATE_TABLES);
    let old = Legend::read(&known);
    let mut legend = Legend::default();
    for state in states {
        let names = |state: &State| state.cells.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!(names(state), names(&states[0]), "{}: every state has every command", state.name);
        for (_, cell) in &state.cells {
            let meaning = state.meaning(cell, axes);
            let entries = if matches!(cell, Cell::Refused(..)) { &mut legend.refusals } else { &mut legend.happens };
            if let Some(letter) =
                old.letter(cell, &meaning).filter(|letter| COMMON.iter().all(|(common, _)| common != letter))
            {
                entries.insert(meaning, letter);
            }
        }
    }
    for state in states {
        for (name, cell) in &state.cells {
            let meaning = state.meaning(cell, axes);
            if legend.letter(cell, &meaning).is_none() {
                assert!(updates, "{}, {name}: {meaning} has no letter in {file}", state.name);
                legend.add(cell, &meaning);
            }
        }
    }
    for entries in [&legend.happens, &legend.refusals] {
        let letters: BTreeSet<char> = entries.values().copied().collect();
        assert_eq!(letters.len(), entries.len(), "{file}: a letter means one thing");
    }
    let now = render(title, axes, states, &legend);
    if updates {
        expected::update_file(UPDATE_TABLES, file, &now);
    }
    let known = std::fs::read_to_string(file).unwrap_or_default();
    for (line, (now, then)) in now.lines().zip(known.lines()).enumerate() {
        assert_eq!(now, then, "line {} of {file}", line + 1);
    }
    assert_eq!(now.lines().count(), known.lines().count(), "{file} has another length");
}
