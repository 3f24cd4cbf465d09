//! The house rules, read from the sources: which room may know what, how long a thing may get, what may not stay.
//!
//! Each rule carries a sample that breaks it, and [`every_rule_finds_its_own_sample`] holds the checker to that.

mod rules;
mod source;

use std::collections::BTreeMap;

use self::rules::{Finding, MAX_FUNCTION, ROOMS, WORDS, check, check_words};
use self::source::{Source, sources};

#[test]
fn the_house_is_tidy() {
    let sources = sources();
    let mut rooms: BTreeMap<&str, usize> = BTreeMap::new();
    for source in &sources {
        *rooms.entry(source.file.split('/').next().unwrap().trim_end_matches(".rs")).or_default() += 1;
    }
    for (room, _) in ROOMS {
        assert!(rooms.contains_key(room), "no file of `{room}` was found: the rules read nothing");
    }
    let found: Vec<String> = sources.iter().flat_map(check).map(|finding| finding.to_string()).collect();
    assert!(found.is_empty(), "{} breaks of the house rules:\n{}", found.len(), found.join("\n"));
}

/// What `check` says of a text that opens as a file must.
fn found_in(file: &str, text: &str) -> Vec<Finding> {
    check(&Source::new(file, &format!("//! A file.\n{text}\n")))
}

#[test]
fn every_rule_finds_its_own_sample() {
    for rule in WORDS {
        let (file, text) = rule.sample;
        let found = found_in(file, text);
        assert!(found.iter().any(|finding| finding.what.ends_with(rule.reason)), "{text}: {found:?}");
    }
}

#[test]
fn every_word_of_every_rule_is_found() {
    for rule in WORDS {
        for word in rule.words {
            let source = Source::new(rule.sample.0, &format!("//! A file.\nfn f() {{\n    {word}x\n}}\n"));
            let lines: Vec<usize> = check_words(rule, &source).iter().map(|finding| finding.line).collect();
            assert!(lines.contains(&3), "{word}: {lines:?}");
        }
    }
}

#[test]
fn a_finding_says_where_and_why() {
    let found = found_in("app/x.rs", "fn f() {\n    let c = rusqlite::open();\n}");
    assert_eq!(
        found.iter().map(Finding::to_string).collect::<Vec<_>>(),
        ["src/app/x.rs:3: `rusqlite`: only store knows the database engine, so that another can take its place"]
    );
}

#[test]
fn comments_texts_tests_and_longer_words_break_no_rule() {
    for text in [
        "// rusqlite and Utc::now are known elsewhere",
        "/* rusqlite\n Utc::now() */",
        "const T: &str = \"rusqlite \\\" Utc::now()\";",
        "const T: &str = r#\"rusqlite \" Utc::now()\"#;",
        "fn f(operand: u8) -> char { '\"' } // rusqlite",
        "fn f<'a>(x: &'a str) -> char { '\\'' } // rusqlite \"",
        "fn f() {}\n#[cfg(test)]\nmod tests {\n    use rusqlite::Connection;\n}",
    ] {
        assert_eq!(found_in("app/x.rs", text), [], "{text}");
    }
    assert_eq!(found_in("domain/x.rs", "fn f() { operand::g(); my_env::h() }"), []);
    assert_eq!(found_in("store/x.rs", "use rusqlite::Connection;"), []);
}

#[test]
fn a_text_hides_no_code_after_it() {
    for text in ["let t = \"a\\\\\"; rusqlite::x();", "let t = r\"\\\"; rusqlite::x();", "let c = '\"'; rusqlite::x();"]
    {
        assert_eq!(found_in("app/x.rs", text).len(), 1, "{text}");
    }
}

#[test]
fn a_room_that_knows_what_it_may_not_is_found() {
    for (file, text, named) in [
        ("store/x.rs", "use crate::gateway::Verdict;", "gateway"),
        ("gateway/mod.rs", "fn f() { crate::store::open() }", "store"),
        ("gateway/spool.rs", "use crate::{\n    domain::{ids::OrderNo, store},\n    store::Row,\n};", "store"),
        ("gateway/spool.rs", "use super::super::store::Row;", "store"),
        ("gateway/mod.rs", "use super::store::Row;", "store"),
        ("output/x.rs", "use crate::app::Outcome;", "app"),
        ("output/x.rs", "use crate::cli::Args;", "cli"),
        ("domain/money.rs", "use crate::error::Error;", "error"),
        ("ocr/x.rs", "use crate::config::Config;", "config"),
        ("app/x.rs", "use crate::output::Table;", "output"),
        ("cli/x.rs", "use crate::store::Row;", "store"),
        ("error.rs", "use crate::app;", "app"),
    ] {
        let found = found_in(file, text);
        let start = format!("`{}` may not know `{named}`", file.split('/').next().unwrap().trim_end_matches(".rs"));
        assert!(found.len() == 1 && found[0].what.starts_with(&start), "{file} {text}: {found:?}");
    }
    for (file, text) in [
        ("app/x.rs", "use crate::{store, gateway, domain::ids};"),
        ("domain/resale/order.rs", "use super::super::money::Fen;\nuse crate::say;"),
        ("cli/store.rs", "use super::config::Args;\nuse crate::app::execute;"),
        ("gateway/x.rs", "use super::store::Local;"),
    ] {
        assert_eq!(found_in(file, text), [], "{file} {text}");
    }
}

#[test]
fn a_file_that_is_too_long_or_says_nothing_of_itself_is_found() {
    let said = |file: &str, raw: &str| check(&Source::new(file, raw)).into_iter().map(|f| f.what).collect::<Vec<_>>();
    assert_eq!(said("app/x.rs", "use std::fmt;\n"), ["a file opens with `//!`: what it is for"]);
    assert_eq!(said("app/x.rs", &format!("//! A file.\n{}", "\n".repeat(399))), Vec::<String>::new());
    assert_eq!(said("app/x.rs", &format!("//! A file.\n{}", "\n".repeat(400))), ["401 lines; a file has at most 400"]);
    for file in ["app/utils.rs", "app/common/x.rs", "store/types.rs"] {
        assert_eq!(said(file, "//! A file.\n").len(), 1, "{file}");
    }
    assert_eq!(said("app/x.rs", "//! A file.\nmod helpers {\n}\n").len(), 1);
}

#[test]
fn a_function_that_is_too_long_is_found() {
    let function = |lines: usize| format!("fn f(a: [u8; 4])\nwhere\n{}{{\n}}\n", "    T: U,\n".repeat(lines - 4));
    assert_eq!(found_in("app/x.rs", &function(MAX_FUNCTION)), []);
    let found = found_in("app/x.rs", &format!("type F = fn (u8);\n{}", function(MAX_FUNCTION + 1)));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].line, found[0].what.as_str()), (3, "`f` has 71 lines; a function has at most 70"));
    let inner = format!("trait T {{\n    fn g(&self);\n    fn h(&self) {{\n{}    }}\n}}", "{ }\n".repeat(80));
    assert_eq!(found_in("app/x.rs", &inner).len(), 1);
}
