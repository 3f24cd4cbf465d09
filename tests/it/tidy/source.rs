//! A source file as the rules read it: without comments and texts, its tests set apart.

use std::path::{Path, PathBuf};

/// A source file, with its views. Each view has as many lines as the file.
pub(crate) struct Source {
    /// The path under `src/`.
    pub(crate) file: String,
    pub(crate) raw: String,
    /// Without comments and texts.
    pub(crate) code: String,
    /// `code` up to the tests, which stand last; empty where the file is all tests.
    pub(crate) shipped: String,
    /// Without texts.
    pub(crate) written: String,
}

impl Source {
    pub(crate) fn new(file: &str, raw: &str) -> Self {
        let code = mask(raw, true);
        let tests = code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len());
        let is_test = file.ends_with("/tests.rs") || file.contains("/tests/");
        let shipped = if is_test { String::new() } else { code[..tests].to_owned() };
        Self { file: file.to_owned(), raw: raw.to_owned(), shipped, code, written: mask(raw, false) }
    }
}

/// Blanks texts, and comments if asked, byte for byte, so that every line stays where it is.
fn mask(raw: &str, comments: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let (length, blank) = token(rest, comments);
        let length = length.max(first.len_utf8());
        let piece = &rest[..length];
        if blank {
            out.extend(piece.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(piece);
        }
        rest = &rest[length..];
    }
    out
}

/// The length in bytes of the comment, text or other character at the start of `rest`, and whether to blank it.
fn token(rest: &str, comments: bool) -> (usize, bool) {
    let end_of = |found: Option<usize>| found.unwrap_or(rest.len());
    if rest.starts_with("//") {
        (end_of(rest.find('\n')), comments)
    } else if rest.starts_with("/*") {
        (end_of(rest.find("*/").map(|end| end + 2)), comments)
    } else if let Some(hashes) = raw_text(rest) {
        let close = format!("\"{}", "#".repeat(hashes));
        let open = hashes + 2;
        (end_of(rest[open..].find(&close).map(|end| open + end + close.len())), true)
    } else if rest.starts_with('"') {
        (text_end(rest), true)
    } else if rest.starts_with("'\\") {
        (end_of(rest[3..].find('\'').map(|end| end + 4)), true)
    } else if rest.starts_with('\'') {
        let close = rest.chars().nth(1).map_or(1, |inner| 1 + inner.len_utf8());
        if rest[close..].starts_with('\'') { (close + 1, true) } else { (1, false) }
    } else {
        // A whole word at once, so that the `r` of a name is not taken for the start of a raw text.
        (rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()), false)
    }
}

fn raw_text(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn text_end(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The line, from 1, of the byte at `at`.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Where `word` starts in `text`, not as the tail of a longer word.
pub(crate) fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let whole = move |at: &usize| !text[..*at].ends_with(is_word) || !word.starts_with(is_word);
    text.match_indices(word).map(|(at, _)| at).filter(whole)
}

/// The text without spaces, and the line of each byte.
pub(crate) fn squeeze(text: &str) -> (String, Option<Vec<usize>>) {
    let (mut out, mut lines) = (String::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        let squeezed: String = line.split_whitespace().collect();
        lines.extend(std::iter::repeat_n(number + 1, squeezed.len()));
        out.push_str(&squeezed);
    }
    (out, Some(lines))
}

pub(crate) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

/// The first word of each item of `{a::{b, c}, d}`: `a` and `d`.
pub(crate) fn first_words(group: &str) -> Vec<&str> {
    let (mut depth, mut words) = (0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 1 && matches!(c, '{' | ',') {
            words.push(first_word(&group[at + 1..]));
        }
        if depth == 0 {
            break;
        }
    }
    words
}

/// Where the body of a function opens; `None` for one without a body.
pub(crate) fn body_start(text: &str) -> Option<usize> {
    let mut nested = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => nested += 1,
            ')' | ']' => nested -= 1,
            '{' if nested == 0 => return Some(at),
            ';' if nested == 0 => return None,
            _ => {}
        }
    }
    None
}

pub(crate) fn body_length(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn rust_files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("src/ is readable") {
        let path = entry.expect("src/ is readable").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Every Rust file under `src/`, in order of its path.
pub(crate) fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    rust_files(&src, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let file = path.strip_prefix(&src).ok().and_then(Path::to_str).expect("a source has a plain name");
        Source::new(file, &std::fs::read_to_string(path).expect("a source is UTF-8"))
    };
    paths.iter().map(read).collect()
}
