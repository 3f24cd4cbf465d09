//! What the tables, indexes and triggers of a file are, compared with what they have to be.
//!
//! A file says "schema 2" of itself, and so may one whose triggers were dropped: the number is a claim, the definitions are
//! the fact. Comments, white space, case and quotation marks of a definition do not count, so a file that was brought along
//! step by step is the same as one that was made today.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::Connection;

use super::errors::StoreError;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::say;

// SQLite's own tables, such as the statistics that an operator may have made, are no part of the schema.
const OBJECTS: &str = "select type || ' ' || name, sql from sqlite_schema where sql is not null and name not like 'sqlite\\_%' escape '\\'";

/// Every object by its kind and name, `table orders`, with its definition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SchemaShape(BTreeMap<String, String>);

/// What a file has not, has otherwise, and has beyond. Each is named by kind and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaDifference {
    pub missing: Vec<String>,
    pub changed: Vec<String>,
    pub extra: Vec<String>,
}

impl SchemaShape {
    /// The shape that a file has.
    pub(super) fn of_file(conn: &Connection) -> Result<Self> {
        let mut statement = conn.prepare_cached(OBJECTS)?;
        let mut rows = statement.query([])?;
        let mut objects = BTreeMap::new();
        while let Some(row) = rows.next()? {
            objects.insert(row.get(0)?, reduce_definition(&row.get::<_, String>(1)?));
        }
        Ok(Self(objects))
    }

    /// The shape that a file gets when these statements are run.
    pub(super) fn of_statements(text: &str) -> Self {
        let reduced = reduce_definition(text);
        let (mut objects, mut open) = (BTreeMap::new(), String::new());
        for piece in split_statements(&reduced) {
            open.push_str(piece);
            // The body of a trigger has statements of its own, and ends with a word of its own.
            if open.starts_with("create trigger ") && piece != "end" {
                open.push(';');
            } else if let Some(name) = name_object(&open) {
                objects.insert(name, std::mem::take(&mut open));
            }
        }
        Self(objects)
    }

    /// What `self` has that `expected` has not, and the other way round.
    pub(super) fn compare_with(&self, expected: &Self) -> SchemaDifference {
        let mut found = SchemaDifference::default();
        for (name, definition) in &expected.0 {
            match self.0.get(name) {
                None => found.missing.push(name.clone()),
                Some(other) if other != definition => found.changed.push(name.clone()),
                Some(_) => {}
            }
        }
        found.extra = self.0.keys().filter(|name| !expected.0.contains_key(*name)).cloned().collect();
        found
    }

    #[cfg(test)]
    pub(super) fn count_objects(&self) -> usize {
        self.0.len()
    }
}

impl SchemaDifference {
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }

    /// The missing and changed ones that hold no rows of their own: they can be made anew.
    pub fn restorable(&self) -> impl Iterator<Item = &str> {
        let objects = self.missing.iter().chain(&self.changed).map(String::as_str);
        objects.filter(|object| object.starts_with("index ") || object.starts_with("trigger "))
    }

    /// The objects, to follow a colon.
    pub fn describe(&self) -> BilingualMessage {
        let kinds = [
            (say!("缺少", "missing"), &self.missing),
            (say!("不同", "changed"), &self.changed),
            (say!("多出", "extra"), &self.extra),
        ];
        let (mut zh, mut en) = (String::new(), String::new());
        for (kind, names) in kinds.iter().filter(|(_, names)| !names.is_empty()) {
            let separator = if en.is_empty() { ("", "") } else { ("；", "; ") };
            // Writing to a text cannot fail.
            let _ = write!(zh, "{}{} {}", separator.0, kind.zh, names.join(", "));
            let _ = write!(en, "{}{} {}", separator.1, kind.en, names.join(", "));
        }
        say!("{zh}", "{en}")
    }

    /// The refusal of a file that is so.
    pub fn into_error(self) -> Box<Error> {
        let BilingualMessage { zh, en } = self.describe();
        let Self { missing, changed, extra } = self;
        StoreError::SchemaDiffers { zh: &zh, en: &en }
            .into_error()
            .detail("missing", missing)
            .detail("changed", changed)
            .detail("extra", extra)
    }
}

/// A definition without what does not count: comments, case, quotation marks of names, and white space that parts nothing.
/// By bytes, for every process that writes pays for it: what is dropped is ASCII, and all else stays as it is.
fn reduce_definition(text: &str) -> String {
    let (mut rest, mut reduced, mut apart) = (text.as_bytes(), Vec::with_capacity(text.len()), false);
    while let Some((&byte, behind)) = rest.split_first() {
        let mut taken = 1;
        match byte {
            b'-' if behind.first() == Some(&b'-') => {
                taken = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
                apart = true;
            }
            b'"' => {}
            b'\'' => {
                taken = behind.iter().position(|&byte| byte == b'\'').map_or(rest.len(), |length| length + 2);
                reduced.extend_from_slice(&rest[..taken]);
                apart = false;
            }
            byte if byte.is_ascii_whitespace() => apart = true,
            byte => {
                if apart && is_word(byte) && reduced.last().copied().is_some_and(is_word) {
                    reduced.push(b' ');
                }
                reduced.push(byte.to_ascii_lowercase());
                apart = false;
            }
        }
        rest = &rest[taken..];
    }
    String::from_utf8(reduced).unwrap_or_default()
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'\'') || !byte.is_ascii()
}

/// The pieces between semicolons; those within a text part nothing.
fn split_statements(reduced: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let parts = reduced.split(move |letter| {
        quoted ^= letter == '\'';
        letter == ';' && !quoted
    });
    parts.filter(|piece| !piece.is_empty())
}

/// `table orders` of `create table orders(…`.
fn name_object(statement: &str) -> Option<String> {
    let words = statement.strip_prefix("create ")?;
    let (kind, rest) = words.strip_prefix("unique ").unwrap_or(words).split_once(' ')?;
    let name = rest.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next()?;
    Some(format!("{kind} {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(statements: &str) -> SchemaShape {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(statements).unwrap();
        SchemaShape::of_file(&conn).unwrap()
    }

    const SMALL: &str = "create table t (
        -- a comment; with a semicolon
        a text not null check (a in ('x;Y', 'it''s')),
        b integer
    ) strict;
    create unique index t_by_a on t (a);
    create trigger t_stays before delete on t begin
        select raise(abort, 'no') where old.b = case when 1 then 2 else 3 end; select 1;
    end;";

    #[test]
    fn statements_and_the_file_they_make_have_one_shape() {
        assert_eq!(shape(SMALL), SchemaShape::of_statements(SMALL));
        assert_eq!(shape(SMALL).0.keys().collect::<Vec<_>>(), ["index t_by_a", "table t", "trigger t_stays"]);
    }

    #[test]
    fn how_a_definition_is_written_does_not_count_and_what_it_says_does() {
        let expected = SchemaShape::of_statements(SMALL);
        let other = SMALL.replace("create table t (", "CREATE  TABLE \"t\"(").replace(", 'it", " ,'it");
        assert!(shape(&other).compare_with(&expected).is_empty());
        let analysed = shape(&format!("{SMALL} insert into t values ('x;Y', 1); analyze;"));
        assert!(analysed.compare_with(&expected).is_empty(), "SQLite's own tables are not looked at");
        for (from, to) in [("'x;Y'", "'x;y'"), ("b integer", "b text"), ("unique index", "index"), ("'no'", "'NO'")] {
            let found = shape(&SMALL.replace(from, to)).compare_with(&expected);
            assert_eq!((found.changed.len(), found.missing.len(), found.extra.len()), (1, 0, 0), "{to}: {found:?}");
        }
        let dropped = shape(&format!("{SMALL} drop trigger t_stays; drop index t_by_a; create view v as select 1;"));
        let found = dropped.compare_with(&expected);
        assert_eq!(found.missing, ["index t_by_a", "trigger t_stays"]);
        assert_eq!((found.changed.len(), found.extra.as_slice()), (0, &["view v".to_owned()][..]));
        assert_eq!(found.describe().en, "missing index t_by_a, trigger t_stays; extra view v");
        assert_eq!(found.into_error().exit, crate::error::Exit::Data);
    }
}
