//! The house rules, read from the sources: who may know whom, no circle of imports, one module style, one name a type.
//!
//! What clippy can say stands in `clippy.toml`. Each rule is tried on a sample that breaks it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};

use crate::support::shop::files;

/// The rooms of the house and what each may name besides itself: `main → cli → app → {store, gateway, ocr, formats} → domain`
/// and `cli → output → domain`. Everybody but `domain` may use `fs`; `store` and `gateway` never meet.
const ROOMS: [(&str, &[&str]); 12] = [
    ("domain", &[]),
    ("error", &["domain"]),
    ("fs", &["domain", "error"]),
    ("config", &["domain", "error", "fs"]),
    ("formats", &["domain", "error", "fs"]),
    ("store", &["domain", "error", "fs"]),
    ("gateway", &["domain", "error", "fs"]),
    ("ocr", &["domain", "error", "fs"]),
    ("app", &["store", "gateway", "ocr", "formats", "config", "domain", "error", "fs"]),
    ("output", &["domain", "error", "fs"]),
    ("cli", &["app", "output", "config", "domain", "error", "fs"]),
    ("main", &["cli", "error"]),
];

/// Names that a noun's command module may share with the others: clap's.
const SHARED_NAMES: [&str; 3] = ["Args", "Verb", "Command"];
const VAGUE_NAMES: [&str; 6] = ["utils", "helpers", "common", "manager", "types", "models"];
const LONGEST: usize = 800;
/// How often a name that is handed on is followed.
const MOST_STEPS: usize = 8;

/// Crates that one room alone may name.
const CRATES: [(&str, &str); 2] = [("rusqlite", "store"), ("reqwest", "gateway")];
/// What the domain names nowhere: it is a function of its arguments, without files, clock, chance or printing.
const IMPURE: [&str; 14] = [
    "fs",
    "env",
    "process",
    "rand",
    "SystemTime",
    "time::Instant",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "println",
    "eprintln",
    "print",
    "eprint",
];
/// How a statement of SQL begins.
const SQL: [&str; 5] = ["select ", "insert into ", "update ", "delete from ", "pragma "];

/// What is read of a file, its tests aside.
#[derive(Default)]
struct Source {
    file: String,
    text: String,
    module: Vec<String>,
    /// Paths as they are written, and whether they stand in a `use`.
    paths: Vec<(usize, Vec<String>)>,
    /// What a `use` gives a name to here.
    named: BTreeMap<String, Vec<String>>,
    types: Vec<(usize, String)>,
    texts: Vec<(usize, String)>,
}

impl Source {
    fn new(file: &str, text: &str) -> Self {
        let stem = file.trim_end_matches(".rs").trim_end_matches("/mod");
        let module = if stem == "lib" { Vec::new() } else { stem.split('/').map(str::to_owned).collect() };
        let mut source = Self { file: file.to_owned(), module, text: text.to_owned(), ..Self::default() };
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        if !source.module.iter().any(|name| name == "tests") {
            source.visit_file(&syntax);
        }
        source
    }

    fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }

    /// The leaves of a `use`.
    fn flatten(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.flatten(&path.tree, &with(&path.ident)),
            syn::UseTree::Name(name) => self.name(&name.ident, with(&name.ident), before),
            syn::UseTree::Rename(rename) => self.name(&rename.rename, with(&rename.ident), before),
            syn::UseTree::Glob(glob) => self.paths.push((glob.span().start().line, before.to_vec())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.flatten(item, before)),
        }
    }

    fn name(&mut self, name: &syn::Ident, path: Vec<String>, before: &[String]) {
        let path = if path.last().is_some_and(|last| last == "self") { before.to_vec() } else { path };
        let line = name.span().start().line;
        let name = if name == "self" { before.last().cloned().unwrap_or_default() } else { name.to_string() };
        self.paths.push((line, path.clone()));
        self.named.insert(name, path);
    }
}

/// Whether an item is there for tests alone.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    let says_test = |attribute: &&syn::Attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    };
    attributes.iter().any(|attribute| says_test(&attribute))
}

impl<'ast> Visit<'ast> for Source {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let (attributes, name) = match item {
            syn::Item::Mod(inner) => (&inner.attrs, None),
            syn::Item::Fn(function) => (&function.attrs, None),
            syn::Item::Impl(block) => (&block.attrs, None),
            syn::Item::Struct(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Enum(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Trait(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Type(item) => (&item.attrs, Some(&item.ident)),
            syn::Item::Use(item) if !is_test(&item.attrs) => return self.flatten(&item.tree, &[]),
            syn::Item::Use(_) => return,
            _ => return visit::visit_item(self, item),
        };
        if !is_test(attributes) {
            self.types.extend(name.map(|name| (name.span().start().line, name.to_string())));
            visit::visit_item(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.paths.push((path.span().start().line, segments));
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let line = call.span().start().line;
        // What stands in a call of a macro is no syntax yet: its paths and texts are found among its words.
        let inside = call.tokens.to_string().replace(" :: ", "::");
        for path in
            inside.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).filter(|path| path.contains("::"))
        {
            self.paths.push((line, path.split("::").map(str::to_owned).collect()));
        }
        self.texts.extend(inside.split('"').skip(1).step_by(2).map(|text| (line, text.to_owned())));
        visit::visit_macro(self, call);
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.texts.push((text.span().start().line, text.value()));
    }
}

/// The house: its files by their modules.
struct House {
    sources: Vec<Source>,
    modules: BTreeMap<Vec<String>, usize>,
}

impl House {
    fn new(files: &[(&str, &str)]) -> Self {
        let sources: Vec<Source> = files.iter().map(|(file, text)| Source::new(file, text)).collect();
        let modules = sources.iter().enumerate().map(|(at, source)| (source.module.clone(), at)).collect();
        Self { sources, modules }
    }

    /// The file in which what a path means is defined: a name that a module only imports is followed to where it is from.
    fn defined_in(&self, from: usize, path: &[String], steps: usize) -> Option<usize> {
        let module = &self.sources[from].module;
        let supers = path.iter().take_while(|name| *name == "super").count();
        let above = |count: usize| module.get(..module.len().checked_sub(count)?);
        let (start, rest) = match path.first()?.as_str() {
            "crate" => (&[][..], &path[1..]),
            "self" => (&module[..], &path[1..]),
            "super" => (above(supers)?, &path[supers..]),
            _ if steps > 0 && self.modules.contains_key(&[&module[..], &path[..1]].concat()) => (&module[..], path),
            first => {
                let named = self.sources[from].named.get(first)?;
                let again = named.first().is_some_and(|name| name == first);
                let child = self.modules.contains_key(&[&module[..], &path[..1]].concat());
                return match (again, child) {
                    (_, true) => self.defined_in(from, path, steps + 1),
                    (true, false) => None,
                    (false, false) if steps < MOST_STEPS => {
                        self.defined_in(from, &[&named[..], &path[1..]].concat(), steps + 1)
                    }
                    _ => None,
                };
            }
        };
        let all = [start, rest].concat();
        let known = (0..=all.len()).rev().find(|length| self.modules.contains_key(&all[..*length]))?;
        let at = self.modules[&all[..known]];
        let onward = all.get(known).and_then(|name| self.sources[at].named.get(name));
        match onward {
            Some(path) if steps < MOST_STEPS && at != from => {
                self.defined_in(at, &[&path[..], &all[known + 1..]].concat(), steps + 1).or(Some(at))
            }
            _ => Some(at),
        }
    }

    /// The files that a file needs; those of its own folders' `mod.rs` aside, which are one with it.
    fn needs(&self, from: usize) -> BTreeSet<usize> {
        let source = &self.sources[from];
        let needed = source.paths.iter().filter_map(|(_, path)| self.defined_in(from, path, 1));
        needed.filter(|at| !source.module.starts_with(&self.sources[*at].module)).collect()
    }

    /// The rooms that a file names.
    fn rooms(&self, from: usize) -> BTreeSet<&str> {
        let named = self.sources[from].paths.iter().filter_map(|(_, path)| self.defined_in(from, path, MOST_STEPS));
        named.map(|at| self.sources[at].room()).collect()
    }

    /// One circle of each knot of files that need one another, and of what stands side by side in one folder.
    fn circles(&self) -> Vec<String> {
        let needs: Vec<BTreeSet<usize>> = (0..self.sources.len()).map(|at| self.needs(at)).collect();
        let names: Vec<_> = self.sources.iter().map(|source| source.file.as_str()).collect();
        let mut told = circles_of(&needs, &names);
        for neighbours in self.neighbours(&needs).values() {
            let names: Vec<_> = neighbours.keys().copied().collect();
            let place = |name: &&str| names.binary_search(name).unwrap();
            let needs: Vec<BTreeSet<usize>> =
                neighbours.values().map(|needed| needed.iter().map(place).collect()).collect();
            // A circle of files is told already.
            told.extend(circles_of(&needs, &names).into_iter().filter(|circle| !circle.contains(".rs")));
        }
        told
    }

    /// For each folder, which of the files and folders in it need which others there. Its `mod.rs` belongs to all of them.
    fn neighbours(&self, needs: &[BTreeSet<usize>]) -> BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> {
        let mut folders: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
        for (at, needed) in needs.iter().enumerate().flat_map(|(at, all)| all.iter().map(move |needed| (at, *needed))) {
            let (from, to) = (self.sources[at].file.as_str(), self.sources[needed].file.as_str());
            let shared = from.split('/').zip(to.split('/')).take_while(|(one, other)| one == other);
            let start: usize = shared.map(|(part, _)| part.len() + 1).sum();
            let end = |file: &str| file[start..].find('/').map_or(file.len(), |length| start + length);
            let (one, other) = (&from[..end(from)], &to[..end(to)]);
            if !one.ends_with("mod.rs") && !other.ends_with("mod.rs") {
                let folder = folders.entry(&from[..start]).or_default();
                folder.entry(one).or_default().insert(other);
                folder.entry(other).or_default();
            }
        }
        folders
    }
}

/// One circle of each knot, as the names on its way.
fn circles_of(needs: &[BTreeSet<usize>], names: &[&str]) -> Vec<String> {
    let (mut told, mut known) = (Vec::new(), BTreeSet::new());
    for start in 0..needs.len() {
        let Some(way) = way_back(needs, start).filter(|_| !known.contains(&start)) else { continue };
        // Whoever is reached from here and reaches back belongs to the same knot.
        let reached = reachable(needs, start);
        known.extend(reached.iter().copied().filter(|at| reachable(needs, *at).contains(&start)));
        told.push(way.iter().map(|at| names[*at]).collect::<Vec<_>>().join(" → "));
    }
    told
}

fn reachable(needs: &[BTreeSet<usize>], start: usize) -> BTreeSet<usize> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
    while let Some(at) = open.pop() {
        open.extend(needs[at].iter().copied().filter(|next| seen.insert(*next)));
    }
    seen
}

/// The shortest way from a file back to itself.
fn way_back(needs: &[BTreeSet<usize>], start: usize) -> Option<Vec<usize>> {
    let mut open = std::collections::VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = open.pop_front() {
        for next in &needs[*way.last().unwrap()] {
            let longer = [&way[..], &[*next]].concat();
            if *next == start {
                return Some(longer);
            }
            if seen.insert(*next) {
                open.push_back(longer);
            }
        }
    }
    None
}

/// A break of a rule: the rule, and what breaks it where.
type Finding = (&'static str, String);

fn check(files: &[(&str, &str)]) -> Vec<Finding> {
    let house = House::new(files);
    let mut found: Vec<Finding> = house.circles().into_iter().map(|circle| ("circle", circle)).collect();
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for (at, source) in house.sources.iter().enumerate() {
        let mut tell =
            |rule, line: usize, what: &str| found.push((rule, format!("src/{}:{line}: {what}", source.file)));
        let folder = source.file.trim_end_matches(".rs");
        if files.iter().any(|(other, _)| other.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))) {
            tell("module style", 1, "a folder has a mod.rs");
        }
        if !source.text.starts_with("//! ") {
            tell("opening", 1, "a file opens with `//!`: what it is for");
        }
        if source.text.lines().count() > LONGEST {
            tell("length", LONGEST, "a file is one concept, and never longer");
        }
        if source.module.iter().any(|name| VAGUE_NAMES.contains(&name.as_str())) {
            tell("module name", 1, "a module's name says what it is for");
        }
        for word in ["FIXME", "#[ignore"] {
            source
                .text
                .lines()
                .enumerate()
                .filter(|(_, line)| line.contains(word))
                .for_each(|(n, _)| tell("word", n + 1, word));
        }
        for (line, name) in source.types.iter().filter(|(_, name)| !SHARED_NAMES.contains(&name.as_str())) {
            if let Some(other) = owners.insert(name, &source.file) {
                tell("type name", *line, &format!("`{name}` is a type of {other}, too"));
            }
        }
        if source.room() != "store" {
            let statement = |text: &str| {
                SQL.iter().any(|verb| text.trim_start().to_lowercase().starts_with(verb)) && text.contains('_')
            };
            source
                .texts
                .iter()
                .filter(|(_, text)| statement(text))
                .for_each(|(line, _)| tell("sql", *line, "SQL stands in store"));
        }
        for (line, path) in &source.paths {
            for (name, room) in CRATES.iter().filter(|(name, room)| path[0] == *name && source.room() != *room) {
                tell("crate", *line, &format!("`{name}` is for {room} alone"));
            }
            if source.room() == "domain"
                && IMPURE.iter().any(|name| format!("::{}::", path.join("::")).contains(&format!("::{name}::")))
            {
                tell("pure", *line, &path.join("::"));
            }
        }
        let may = ROOMS.iter().find(|(room, _)| *room == source.room()).map(|(_, may)| *may);
        for needed in house.rooms(at) {
            if ![source.room(), "lib"].contains(&needed) && may.is_some_and(|may| !may.contains(&needed)) {
                tell("room", 1, &format!("`{}` may not know `{needed}`", source.room()));
            }
        }
        if may.is_none() && source.room() != "lib" {
            tell("room", 1, "no room of the house");
        }
    }
    found
}

#[test]
fn the_house_is_tidy() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let texts: Vec<(String, String)> = files(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            (path.strip_prefix(&src).unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let found = check(&texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect::<Vec<_>>());
    let broken: Vec<_> = found.iter().map(|(rule, what)| format!("{rule}: {what}")).collect();
    assert!(broken.is_empty(), "{} breaks of the rules of the house:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_rule_finds_its_sample() {
    for (rule, file, text) in [
        ("room", "store/mod.rs", "use crate::gateway::Verdict;"),
        ("room", "gateway/mod.rs", "fn f() { crate::store::open() }"),
        ("room", "gateway/mod.rs", "fn f() { write!(out, \"{}\", super::store::open()) }"),
        ("room", "domain/mod.rs", "use super::store::y::Row;"),
        ("room", "cellar/mod.rs", ""),
        ("module style", "store.rs", ""),
        ("module name", "store/utils.rs", ""),
        ("word", "store/mod.rs", "// FIXME"),
        ("type name", "store/mod.rs", "struct Twin;"),
        ("sql", "gateway/mod.rs", "const S: &str = \"select id from agent_group\";"),
        ("crate", "gateway/mod.rs", "use rusqlite::Connection;"),
        ("pure", "domain/mod.rs", "fn f() { std::fs::read(p) }"),
    ] {
        let text = format!("//! A file.\n{text}\n");
        let house = [
            ("fs/mod.rs", "//! A file.\npub struct Twin;\n"),
            ("store/x.rs", "//! A file."),
            ("store/y/mod.rs", "//! A file."),
            (file, &text),
        ];
        let others = [("store/mod.rs", "//! A file."), ("gateway/mod.rs", "//! A file.")]
            .into_iter()
            .filter(|(other, _)| *other != file);
        let found = check(&house.into_iter().chain(others).collect::<Vec<_>>());
        assert!(
            found.iter().any(|(found, _)| *found == rule) && found.iter().all(|(found, _)| *found == rule),
            "{text}: {found:?}"
        );
    }
    let long = format!("//! A file.{}", "\n".repeat(LONGEST + 1));
    assert_eq!(check(&[("store/mod.rs", &long)])[0].0, "length");
    assert_eq!(check(&[("store/mod.rs", "use std::fmt;")])[0].0, "opening");
    let tests = "//! A file.\n#[cfg(test)]\nmod tests {\n    use crate::gateway::Verdict;\n}\n";
    assert_eq!(check(&[("store/mod.rs", tests), ("gateway/mod.rs", "//! A file.")]), []);
}

#[test]
fn a_circle_is_shown() {
    let circle = |files: &[(&str, &str)]| House::new(files).circles();
    let (a, b, c) = ("use super::b::{B, C};", "use crate::app::c;", "fn f(a: super::a::A) {}");
    let three = [("app/mod.rs", ""), ("app/a.rs", a), ("app/b.rs", b), ("app/c.rs", c), ("app/d.rs", a)];
    assert_eq!(circle(&three), ["app/a.rs → app/b.rs → app/c.rs → app/a.rs"]);
    // A name that `mod` only hands on belongs to the file that defines it.
    let handed_on = [("app/mod.rs", "pub use self::b::B;\nmod a;"), ("app/a.rs", "use super::B;"), ("app/b.rs", "")];
    assert_eq!(circle(&handed_on), Vec::<String>::new());
    // A folder's `mod.rs` is one with its files, but not with those of another folder.
    let child = [("app/mod.rs", "mod a;\npub struct B;\nfn f() { a::f() }"), ("app/a.rs", "use super::B;")];
    assert_eq!(circle(&child), Vec::<String>::new());
    let outside = [child[0], ("app/a.rs", "use crate::cli::C;"), ("cli/mod.rs", "use crate::app::B;")];
    assert_eq!(circle(&outside), ["app/mod.rs → app/a.rs → cli/mod.rs → app/mod.rs", "app → cli → app"]);
    // Two folders need each other though no two files do.
    let folders = [
        ("app/mod.rs", ""),
        ("app/x/mod.rs", ""),
        ("app/x/a.rs", "use crate::app::y::b;"),
        ("app/x/c.rs", ""),
        ("app/y/mod.rs", ""),
        ("app/y/b.rs", ""),
        ("app/y/d.rs", "use crate::app::x::c;"),
    ];
    assert_eq!(circle(&folders), ["app/x → app/y → app/x"]);
}
