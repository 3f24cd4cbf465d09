//! The schema and how an older file gets there.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite_migration::{M, Migrations};

use super::errors::StoreError;
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;

/// What `init` executes: the present schema, a comment a column.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// "tktc": tells a ticketctl database from any other SQLite file.
pub const APPLICATION_ID: i32 = 0x746b_7463;

/// Each step brings a file one version further, and is never changed once a file was made with it: a test holds its hash.
/// What changes in `schema.sql` changes in a step of its own, and both lead to the same tables.
const STEPS: &[M<'_>] = &[M::up(include_str!("migrations/0001.sql")), M::up(include_str!("migrations/0002.sql"))];

pub fn latest_version() -> i32 {
    i32::try_from(STEPS.len()).unwrap_or(i32::MAX)
}

/// Creates the present schema in an empty database.
pub fn create_schema(conn: &Connection) -> Result<()> {
    conn.execute_batch(SCHEMA)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", latest_version())?;
    Ok(())
}

/// Brings an older file to the present schema.
pub fn migrate_schema(conn: &mut Connection) -> Result<()> {
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::NotATicketctlDatabase.into());
    }
    let (found, known) = (pragma("user_version")?, latest_version());
    if found > known {
        return Err(StoreError::DatabaseNewer { found: &found, known: &known }.into());
    }
    if found < known { apply_migrations(conn) } else { Ok(()) }
}

fn apply_migrations(conn: &mut Connection) -> Result<()> {
    add_step_functions(conn)?;
    Migrations::from_slice(STEPS).to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::MigrationFailed { other: &other }.into_error(),
    })
}

/// What the steps ask of Rust: rows are brought along by the code that will read them.
fn add_step_functions(conn: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_scalar_function("canonical_number", 1, flags, |call| {
        Ok(CanonicalNumber::of(&call.get::<String>(0)?).as_str().to_owned())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::domain::value::text::encode_hex;

    /// Every object's definition without comments and white space.
    fn objects(conn: &Connection) -> Vec<(String, String)> {
        let mut statement =
            conn.prepare("select name, sql from sqlite_schema where sql is not null order by name").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
        rows.map(|row| row.map(|(name, text)| (name, bare(&text))).unwrap()).collect()
    }

    fn bare(text: &str) -> String {
        let code = text.lines().map(|line| line.split("--").next().unwrap_or_default());
        let words = code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
        // A column that was added later begins behind the line of the one before it.
        words.replace(" ,", ",").replace(" )", ")")
    }

    /// The SHA-256 of each step that a file was ever made with.
    const FROZEN_STEPS: [(&str, &str); 1] =
        [(include_str!("migrations/0001.sql"), "63465902ec7d5e8f73e489d8579ecae465d8045fb78354bf8c6b86992dab606d")];

    #[test]
    fn a_step_stays_as_it_was_released() {
        for (step, hash) in FROZEN_STEPS {
            assert_eq!(encode_hex(&Sha256::digest(step)), hash, "{}", step.lines().next().unwrap_or_default());
        }
        assert!(STEPS.len() >= FROZEN_STEPS.len(), "a step is gone");
    }

    #[test]
    fn migrating_an_empty_database_gives_the_schema() {
        let fresh = Connection::open_in_memory().unwrap();
        create_schema(&fresh).unwrap();
        let mut migrated = Connection::open_in_memory().unwrap();
        apply_migrations(&mut migrated).unwrap();
        assert!(objects(&fresh).len() > 20);
        assert_eq!(objects(&migrated), objects(&fresh));
    }

    #[test]
    fn the_payments_of_an_older_file_guard_in_the_form_in_which_numbers_are_compared() {
        let mut conn = Connection::open_in_memory().unwrap();
        Migrations::from_slice(&STEPS[..1]).to_latest(&mut conn).unwrap();
        let add = "insert into payment_reference (channel, reference, order_no) values ($1, $2, $3)";
        for (channel, reference, order) in [
            ("checkout", "`ab-１２", "A"),
            ("checkout", "AB 12", "B"),
            ("checkout", "card_1", "C"),
            ("wechat", "ab12", "D"),
        ] {
            conn.execute(add, [channel, reference, order]).unwrap();
        }
        apply_migrations(&mut conn).unwrap();
        let mut all =
            conn.prepare("select channel || ' ' || reference from payment_reference order by order_no").unwrap();
        let all: Vec<String> = all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(all.len(), 4, "none is lost");
        assert_eq!(all[2..], ["checkout CARD_1", "wechat AB12"]);
        let canonical = all[..2].iter().filter(|kept| *kept == "checkout AB12").count();
        assert_eq!(canonical, 1, "one of two that were one number guards, and the other stays as it was: {all:?}");
    }

    #[test]
    fn every_column_is_explained() {
        let tables = SCHEMA.split("create table ").skip(1).map(|rest| rest.split(") strict").next().unwrap());
        let mut columns = 0;
        for table in tables {
            let lines: Vec<&str> = table.lines().map(str::trim_start).collect();
            for pair in lines.windows(2).filter(|pair| !pair[1].starts_with("--")) {
                let name = pair[1].split_whitespace().next().unwrap();
                if !matches!(name, "primary" | "check" | "foreign") {
                    assert!(pair[0].starts_with("--"), "no comment over: {}", pair[1]);
                    columns += 1;
                }
            }
        }
        assert!(columns > 100, "{columns}");
    }

    #[test]
    fn every_table_is_strict() {
        let tables = SCHEMA.matches("create table").count();
        assert_eq!(SCHEMA.matches(") strict").count(), tables);
    }
}
