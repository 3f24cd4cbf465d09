//! A transcript as a text: prose, and blocks of commands with what they print.

/// A piece of a file.
enum Piece {
    /// Prose and fences, as they are.
    Line(String),
    /// A command with what it prints.
    Step(Step),
}

/// A command, and what it prints.
pub(crate) struct Step {
    /// The line after `$ `, continuations joined.
    pub(crate) command: String,
    /// The line as it is written, continuations included.
    written: Vec<String>,
    /// The lines that follow.
    pub(crate) expected: Vec<String>,
}

/// A transcript.
pub(crate) struct Page(Vec<Piece>);

impl Page {
    /// Reads a file.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut inside = false;
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("```") {
                inside = !inside && line == "```console";
                pieces.push(Piece::Line(line.to_owned()));
            } else if let (true, Some(first)) = (inside, line.strip_prefix("$ ")) {
                let mut written = vec![line.to_owned()];
                let mut command = first.to_owned();
                while let Some(open) = command.strip_suffix('\\') {
                    let next = lines.next().ok_or("a command goes on after the end")?;
                    command = format!("{}{}", open, next.trim_start().trim_start_matches("> "));
                    written.push(next.to_owned());
                }
                pieces.push(Piece::Step(Step { command, written, expected: Vec::new() }));
            } else if let (true, Some(Piece::Step(step))) = (inside, pieces.last_mut()) {
                step.expected.push(line.to_owned());
            } else if inside {
                return Err(format!("{line:?} stands before the first command of its block"));
            } else {
                pieces.push(Piece::Line(line.to_owned()));
            }
        }
        if inside { Err("a block is open at the end".to_owned()) } else { Ok(Self(pieces)) }
    }

    /// The commands, in order.
    pub(crate) fn steps_mut(&mut self) -> impl Iterator<Item = &mut Step> {
        self.0.iter_mut().filter_map(|piece| match piece {
            Piece::Step(step) => Some(step),
            Piece::Line(_) => None,
        })
    }

    /// The file.
    pub(crate) fn to_text(&self) -> String {
        let lines = self.0.iter().flat_map(|piece| match piece {
            Piece::Line(line) => vec![line],
            Piece::Step(step) => step.written.iter().chain(&step.expected).collect(),
        });
        lines.fold(String::new(), |text, line| text + line + "\n")
    }
}

/// Whether the printed lines are the expected ones, wildcards considered.
pub(crate) fn matches(expected: &[String], printed: &[String]) -> bool {
    let same = |part: &[String], lines: &[String]| part.iter().zip(lines).all(|(want, line)| line_matches(want, line));
    let mut parts = expected.split(|line| line == "...");
    let first = parts.next().unwrap_or_default();
    let Some(last) = parts.next_back() else { return first.len() == printed.len() && same(first, printed) };
    if printed.len() < first.len() + last.len() || !same(first, printed) {
        return false;
    }
    let (mut between, end) = printed[first.len()..].split_at(printed.len() - first.len() - last.len());
    for part in parts.filter(|part| !part.is_empty()) {
        let Some(at) = between.windows(part.len()).position(|lines| same(part, lines)) else { return false };
        between = &between[at + part.len()..];
    }
    same(last, end)
}

fn line_matches(expected: &str, printed: &str) -> bool {
    let Some((start, mut open)) = expected.split_once("[..]") else { return expected == printed };
    let Some(mut rest) = printed.strip_prefix(start) else { return false };
    while let Some((part, after)) = open.split_once("[..]") {
        let Some(at) = rest.find(part) else { return false };
        (rest, open) = (&rest[at + part.len()..], after);
    }
    rest.ends_with(open)
}

#[test]
fn wildcards_stand_for_what_they_say_and_no_more() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let matches = |expected: &str, printed: &str| matches(&lines(expected), &lines(printed));
    assert!(matches("a [..] c", "a b c") && matches("[..]", "x") && matches("a[..]b[..]c", "a1b2c"));
    assert!(matches("a\n...\nz", "a\nb\nc\nz") && matches("...", "") && matches("", ""));
    assert!(!matches("a", "a\nb") && !matches("a [..] c", "a b") && !matches("a[..]b[..]c", "acb"));
    assert!(!matches("a\n...\nz", "a\nb") && !matches("", "a") && !matches("[..]", ""));
}

#[test]
fn a_page_is_written_as_it_was_read() {
    let text = "# Title\n\n```console\n$ ticketctl a \\\n    b\nout\n[exit 2]\n$ ticketctl c\n```\n\nEnd.\n";
    let mut page = Page::parse(text).unwrap();
    assert_eq!(page.to_text(), text);
    let steps: Vec<_> = page.steps_mut().map(|step| (step.command.clone(), step.expected.clone())).collect();
    assert_eq!(steps[0], ("ticketctl a b".to_owned(), vec!["out".to_owned(), "[exit 2]".to_owned()]));
    assert_eq!(steps[1], ("ticketctl c".to_owned(), vec![]));
    assert!(Page::parse("```console\nx\n```").is_err() && Page::parse("```console\n$ a").is_err());
}
