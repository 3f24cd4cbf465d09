//! The rules, and what breaks them.

use std::fmt;

use super::source::{Source, body_length, body_start, first_word, first_words, line_of, places, squeeze};

/// The rooms of the house and what each may name besides itself (`main → cli → app → {store, gateway, ocr} → domain`).
pub(crate) const ROOMS: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("error", &["domain"]),
    ("config", &["domain", "error"]),
    ("store", &["domain", "error"]),
    ("gateway", &["domain", "error"]),
    ("ocr", &["domain", "error"]),
    ("app", &["store", "gateway", "ocr", "config", "domain", "error"]),
    ("output", &["domain", "error"]),
    ("cli", &["app", "output", "config", "domain", "error"]),
];

const MAX_LINES: usize = 400;
pub(crate) const MAX_FUNCTION: usize = 70;
const VAGUE_NAMES: [&str; 6] = ["utils", "helpers", "common", "manager", "types", "models"];

/// Where a rule holds.
enum Scope {
    Everywhere,
    /// Files whose path under `src/` starts so.
    In(&'static [&'static str]),
    /// All other files.
    OutsideOf(&'static [&'static str]),
}

/// Which part of a file a rule reads.
enum Part {
    /// Code, without comments, texts and tests.
    Shipped,
    /// As `Shipped`, without any space, so that a line break hides nothing.
    Squeezed,
    /// Code and comments, tests included, without texts.
    Written,
}

/// Words that may not stand in some files.
pub(crate) struct Words {
    pub(crate) words: &'static [&'static str],
    scope: Scope,
    part: Part,
    pub(crate) reason: &'static str,
    /// A file that breaks the rule, and its text.
    pub(crate) sample: (&'static str, &'static str),
}

pub(crate) const WORDS: &[Words] = &[
    Words {
        words: &["rusqlite"],
        scope: Scope::OutsideOf(&["store/"]),
        part: Part::Shipped,
        reason: "only store knows the database engine, so that another can take its place",
        sample: ("app/x.rs", "use rusqlite::Connection;"),
    },
    Words {
        words: &["reqwest"],
        scope: Scope::OutsideOf(&["gateway/"]),
        part: Part::Shipped,
        reason: "only gateway speaks HTTP, so that nothing is sent behind the outbox",
        sample: ("store/x.rs", "fn f() { reqwest::get(url) }"),
    },
    Words {
        words: &[
            "fs::",
            "std::fs",
            "env::",
            "std::env",
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "ToSocketAddrs",
            "process::",
            "std::process",
        ],
        scope: Scope::In(&["domain/"]),
        part: Part::Shipped,
        reason: "the domain is a function of its arguments: no files, environment, network or processes",
        sample: ("domain/x.rs", "use std::{fs};\nfn f() { fs::read(p) }"),
    },
    Words {
        words: &["SystemTime", "Instant::", "rand::", "println!", "eprintln!", "print!", "eprint!"],
        scope: Scope::In(&["domain/"]),
        part: Part::Shipped,
        reason: "the domain is a function of its arguments: time and chance come in, and nothing is printed",
        sample: ("domain/x.rs", "fn f() -> u64 { rand::random() }"),
    },
    Words {
        words: &["SystemTime::now", "Utc::now", "Local::now"],
        scope: Scope::OutsideOf(&["main.rs"]),
        part: Part::Shipped,
        reason: "the clock is read in main alone and handed on, or a sandbox could not set it",
        sample: ("app/x.rs", "let now = Utc::now();"),
    },
    Words {
        words: &["env::args", "env::var"],
        scope: Scope::OutsideOf(&["main.rs", "cli/", "cli.rs"]),
        part: Part::Shipped,
        reason: "arguments and variables are read in main and cli alone and handed on as values",
        sample: ("config.rs", "let lang = std::env::var_os(name);"),
    },
    Words {
        words: &[
            "prepare(&format!",
            "prepare_cached(&format!",
            "execute(&format!",
            "execute_batch(&format!",
            "query_row(&format!",
            "query_one(&format!",
        ],
        scope: Scope::Everywhere,
        part: Part::Squeezed,
        reason: "a statement is a constant with bound parameters; a built one can be made to say something else",
        sample: ("store/x.rs", "db.prepare(\n    &format!(\"select {column}\"),\n)"),
    },
    Words {
        words: &["todo!(", "unimplemented!(", "dbg!(", "FIXME", "#[ignore"],
        scope: Scope::Everywhere,
        part: Part::Written,
        reason: "unfinished work is finished or left out, and every test runs",
        sample: ("app/x.rs", "fn f() {} // FIXME"),
    },
];

/// One break of a rule.
#[derive(Debug, PartialEq)]
pub(crate) struct Finding {
    file: String,
    pub(crate) line: usize,
    pub(crate) what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "src/{}:{}: {}", self.file, self.line, self.what)
    }
}

impl Source {
    fn finding(&self, line: usize, what: impl Into<String>) -> Finding {
        Finding { file: self.file.clone(), line, what: what.into() }
    }
}

pub(crate) fn check_words(rule: &Words, source: &Source) -> Vec<Finding> {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| source.file.starts_with(prefix));
    let holds = match rule.scope {
        Scope::Everywhere => true,
        Scope::In(prefixes) => starts(prefixes),
        Scope::OutsideOf(prefixes) => !starts(prefixes),
    };
    if !holds {
        return Vec::new();
    }
    let (text, lines) = match rule.part {
        Part::Shipped => (source.shipped.clone(), None),
        Part::Written => (source.written.clone(), None),
        Part::Squeezed => squeeze(&source.shipped),
    };
    let line = |at: usize| lines.as_ref().map_or_else(|| line_of(&text, at), |lines| lines[at]);
    let told = |word: &&str, at| source.finding(line(at), format!("`{word}`: {}", rule.reason));
    rule.words
        .iter()
        .flat_map(|word| places(&text, word).map(move |at| (word, at)))
        .map(|(w, at)| told(w, at))
        .collect()
}

/// Every room that a file names by `crate::room`, `crate::{room, …}` or enough `super::`s to reach the root.
fn rooms_named(source: &Source) -> Vec<(usize, String)> {
    let depth = source.file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
    let to_root = "super::".repeat(depth);
    let roots = ["crate::", to_root.as_str()];
    let mut named = Vec::new();
    for root in roots {
        for at in places(&source.shipped, root) {
            let rest = &source.shipped[at + root.len()..];
            let names = if rest.starts_with('{') { first_words(rest) } else { vec![first_word(rest)] };
            named.extend(names.into_iter().map(|name| (line_of(&source.shipped, at), name.to_owned())));
        }
    }
    named
}

fn check_rooms(source: &Source) -> Vec<Finding> {
    let room = source.file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
    let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else { return Vec::new() };
    let is_room = |name: &str| ROOMS.iter().any(|(room, _)| *room == name);
    rooms_named(source)
        .into_iter()
        .filter(|(_, named)| is_room(named) && named != room && !may.contains(&named.as_str()))
        .map(|(line, named)| source.finding(line, format!("`{room}` may not know `{named}`, only {may:?}")))
        .collect()
}

fn check_shape(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    if !source.raw.starts_with("//! ") {
        found.push(source.finding(1, "a file opens with `//!`: what it is for"));
    }
    let lines = source.raw.lines().count();
    if lines > MAX_LINES {
        found.push(source.finding(lines, format!("{lines} lines; a file has at most {MAX_LINES}")));
    }
    let vague = |part: &str| VAGUE_NAMES.contains(&part.trim_end_matches(".rs"));
    if source.file.split('/').any(vague) {
        found.push(source.finding(1, format!("a module says what it is for; none is called {VAGUE_NAMES:?}")));
    }
    for name in VAGUE_NAMES {
        let inline = format!("mod {name} {{");
        found.extend(places(&source.code, &inline).map(|at| {
            source.finding(line_of(&source.code, at), format!("a module says what it is for; `{name}` does not"))
        }));
    }
    found
}

fn check_functions(source: &Source) -> Vec<Finding> {
    let text = &source.shipped;
    let bodies = places(text, "fn ").filter_map(|at| {
        let open = body_start(&text[at..])?;
        let end = at + open + body_length(&text[at + open..]);
        let (first, last) = (line_of(text, at), line_of(text, end));
        Some((first, last - first + 1, first_word(&text[at + 3..])))
    });
    bodies
        .filter(|(_, lines, _)| *lines > MAX_FUNCTION)
        .map(|(first, lines, name)| {
            source.finding(first, format!("`{name}` has {lines} lines; a function has at most {MAX_FUNCTION}"))
        })
        .collect()
}

pub(crate) fn check(source: &Source) -> Vec<Finding> {
    let mut found: Vec<Finding> = WORDS.iter().flat_map(|rule| check_words(rule, source)).collect();
    found.extend(check_rooms(source));
    found.extend(check_shape(source));
    found.extend(check_functions(source));
    found
}
