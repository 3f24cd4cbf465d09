//! A page as a text: prose, files that it shows, and blocks of commands with what they print.

/// A piece of a file.
enum Piece {
    /// Prose and fences, as they are.
    Line(String),
    /// A command with what it prints.
    Step(Step),
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Prose,
    /// A block of commands.
    Commands,
    /// A block that is the file of that place in the list.
    File(usize),
    /// A block that is only looked at.
    OtherBlock,
}

/// A file that a page shows.
#[derive(Debug, PartialEq)]
pub(crate) struct ShownFile {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A command, and what it prints.
pub(crate) struct Step {
    /// The line after `$ `, continuations joined.
    pub(crate) command: String,
    /// When it runs and what its random parts are, where a comment above it says so: flags that readers are spared.
    pub(crate) flags: Vec<String>,
    /// The line as it is written, continuations included.
    written: Vec<String>,
    /// The lines that follow.
    pub(crate) expected: Vec<String>,
}

/// A page.
pub(crate) struct Page {
    pieces: Vec<Piece>,
    files: Vec<ShownFile>,
}

impl Page {
    /// Reads a page.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut page = Self { pieces: Vec::new(), files: Vec::new() };
        let (mut within, mut flags) = (Within::Prose, Vec::new());
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if let Some(info) = line.strip_prefix("```") {
                within = page.turn_at_fence(within, info)?;
                page.pieces.push(Piece::Line(line.to_owned()));
                continue;
            }
            match within {
                Within::Commands => {
                    page.read_in_block(line, &mut lines, &flags)?;
                    continue;
                }
                Within::File(at) => page.files[at].text.extend([line, "\n"]),
                Within::Prose => flags = read_moment(line)?.unwrap_or(flags),
                Within::OtherBlock => {}
            }
            page.pieces.push(Piece::Line(line.to_owned()));
        }
        if within == Within::Prose { Ok(page) } else { Err("a block is open at the end".to_owned()) }
    }

    /// Where the next line stands, after a fence: ```console opens commands, ```csv prices.csv that file.
    fn turn_at_fence(&mut self, within: Within, info: &str) -> Result<Within, String> {
        if within != Within::Prose {
            return if info.is_empty() { Ok(Within::Prose) } else { Err(format!("{info:?} opens a block in a block")) };
        }
        Ok(match info.split_whitespace().collect::<Vec<_>>()[..] {
            ["console"] => Within::Commands,
            [_, name] => {
                self.files.push(ShownFile { name: name.to_owned(), text: String::new() });
                Within::File(self.files.len() - 1)
            }
            _ => Within::OtherBlock,
        })
    }

    /// A line of a block of commands: a command with its continuations, or what the last one prints.
    fn read_in_block(&mut self, line: &str, lines: &mut std::str::Lines<'_>, flags: &[String]) -> Result<(), String> {
        let Some(first) = line.strip_prefix("$ ") else {
            let Some(Piece::Step(step)) = self.pieces.last_mut() else {
                return Err(format!("{line:?} stands before the first command of its block"));
            };
            step.expected.push(line.to_owned());
            return Ok(());
        };
        let mut written = vec![line.to_owned()];
        let mut command = first.to_owned();
        while let Some(open) = command.strip_suffix('\\') {
            let next = lines.next().ok_or("a command goes on after the end")?;
            command = format!("{}{}", open, next.trim_start().trim_start_matches("> "));
            written.push(next.to_owned());
        }
        self.pieces.push(Piece::Step(Step { command, flags: flags.to_vec(), written, expected: Vec::new() }));
        Ok(())
    }

    /// The files that it shows.
    pub(crate) fn files(&self) -> &[ShownFile] {
        &self.files
    }

    /// The commands, in order.
    pub(crate) fn steps_mut(&mut self) -> impl Iterator<Item = &mut Step> {
        self.pieces.iter_mut().filter_map(|piece| match piece {
            Piece::Step(step) => Some(step),
            Piece::Line(_) => None,
        })
    }

    /// The file.
    pub(crate) fn to_text(&self) -> String {
        let lines = self.pieces.iter().flat_map(|piece| match piece {
            Piece::Line(line) => vec![line],
            Piece::Step(step) => step.written.iter().chain(&step.expected).collect(),
        });
        lines.fold(String::new(), |text, line| text + line + "\n")
    }
}

/// The flags of a comment `<!-- at TIME -->` or `<!-- at TIME ids IDS -->`.
fn read_moment(line: &str) -> Result<Option<Vec<String>>, String> {
    let Some(said) = line.strip_prefix("<!-- at ") else { return Ok(None) };
    let words = |flags: &[&str]| Ok(Some(flags.iter().map(|&flag| flag.to_owned()).collect()));
    match said.trim_end_matches("-->").split_whitespace().collect::<Vec<_>>()[..] {
        [now] => words(&["--now", now]),
        [now, "ids", ids] => words(&["--now", now, "--ids", ids]),
        _ => Err(format!("{line:?} is not understood")),
    }
}

/// Whether the printed lines are the expected ones, wildcards considered. An exit code is never among what `...` stands for.
pub(crate) fn matches(expected: &[String], printed: &[String]) -> bool {
    let exit = |lines: &[String]| lines.last().filter(|line| line.starts_with("[exit ")).cloned();
    if exit(expected) != exit(printed) {
        return false;
    }
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
    assert!(
        matches("...\n[exit 4]", "a\n[exit 4]") && !matches("...", "a\n[exit 4]") && !matches("...\n[exit 4]", "a")
    );
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

#[test]
fn a_page_says_when_its_commands_run_and_shows_their_files() {
    let text = "<!-- at T1 ids A,B -->\n```console\n$ ticketctl a\n```\n\n```csv p.csv\nx,y\n1,2\n```\n\n<!-- at T2 -->\n```console\n\
                $ ticketctl b\n```\n\n```sh\nls\n```\n";
    let mut page = Page::parse(text).unwrap();
    assert_eq!(page.files(), [ShownFile { name: "p.csv".to_owned(), text: "x,y\n1,2\n".to_owned() }]);
    let flags: Vec<_> = page.steps_mut().map(|step| step.flags.join(" ")).collect();
    assert_eq!(flags, ["--now T1 --ids A,B", "--now T2"]);
    assert_eq!(page.to_text(), text);
    assert!(Page::parse("<!-- at -->").is_err() && Page::parse("```csv p.csv\n").is_err());
}
