//! The schema and how an older file gets there.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite_migration::{M, Migrations};

use super::errors::StoreError;
use super::schema_shape::{SchemaDifference, SchemaShape};
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;

/// What `init` executes: the present schema, a comment a column.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// "tktc": tells a ticketctl database from any other SQLite file.
pub const APPLICATION_ID: i32 = 0x746b_7463;

/// Each step brings a file one version further, and is never changed once a file was made with it: a test holds its hash.
/// What changes in `schema.sql` changes in a step of its own, and both lead to the same tables.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("migrations/0001.sql")),
    M::up(include_str!("migrations/0002.sql")),
    M::up(include_str!("migrations/0003.sql")),
    M::up(include_str!("migrations/0004.sql")),
    M::up(include_str!("migrations/0005.sql")),
    M::up(include_str!("migrations/0006.sql")),
    M::up(include_str!("migrations/0007.sql")),
    M::up(include_str!("migrations/0008.sql")),
];

const DEFINITION: &str = "select sql from sqlite_schema where type = $1 and name = $2";

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

/// What of the present schema a file has otherwise. Takes some 0.15 ms.
pub fn compare_schema(conn: &Connection) -> Result<SchemaDifference> {
    Ok(SchemaShape::of_file(conn)?.compare_with(&SchemaShape::of_statements(SCHEMA)))
}

/// Refuses a file whose schema is not ours, whatever version it says it has.
///
/// # Errors
/// `schema_differs`, exit 11, with the names of the objects.
pub fn require_schema(conn: &Connection) -> Result<()> {
    let difference = compare_schema(conn)?;
    if difference.is_empty() { Ok(()) } else { Err(difference.into_error()) }
}

/// Makes the indexes and triggers anew that a file has not, or has otherwise, and gives their names. Tables, which hold rows,
/// and what is there beyond our schema stay as they are.
///
/// # Errors
/// Rows that the index does not admit.
pub fn restore_objects(conn: &Connection, difference: &SchemaDifference) -> Result<Vec<String>> {
    let fresh = Connection::open_in_memory()?;
    create_schema(&fresh)?;
    let mut restored = Vec::new();
    for object in difference.restorable() {
        let Some((kind, name)) = object.split_once(' ') else { continue };
        let definition: String = fresh.query_row(DEFINITION, (kind, name), |row| row.get(0))?;
        // The names are our own schema's.
        conn.execute_batch(&format!("drop {kind} if exists {name}; {definition};"))?;
        restored.push(object.to_owned());
    }
    Ok(restored)
}

/// Brings an older file to the present schema.
///
/// # Errors
/// It is none of ours, newer, or not what a file of its version is: nothing is built upon a schema that nobody knows.
pub fn migrate_schema(conn: &mut Connection) -> Result<()> {
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::NotATicketctlDatabase.into());
    }
    let (found, known) = (pragma("user_version")?, latest_version());
    if found > known {
        return Err(StoreError::DatabaseNewer { found: &found, known: &known }.into());
    }
    if found == known {
        return Ok(());
    }
    let steps = STEPS.get(..usize::try_from(found).unwrap_or_default()).unwrap_or_default();
    let mut expected = Connection::open_in_memory()?;
    apply_steps(&mut expected, steps)?;
    let difference = SchemaShape::of_file(conn)?.compare_with(&SchemaShape::of_file(&expected)?);
    if difference.is_empty() { apply_steps(conn, STEPS) } else { Err(difference.into_error()) }
}

fn apply_steps(conn: &mut Connection, steps: &[M<'_>]) -> Result<()> {
    if steps.is_empty() {
        return Ok(());
    }
    add_step_functions(conn)?;
    Migrations::from_slice(steps).to_latest(conn).map_err(|error| match error {
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

/// How SQLite answers a statement, a line a step.
#[cfg(test)]
pub(super) fn explain_plan(statement: &str) -> String {
    let conn = Connection::open_in_memory().unwrap();
    create_schema(&conn).unwrap();
    let mut statement = conn.prepare(&["explain query plan ", statement].concat()).unwrap();
    let values = vec![rusqlite::types::Value::Null; statement.parameter_count()];
    let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3)).unwrap();
    steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::domain::value::text::encode_hex;

    /// The SHA-256 of each step that a file was ever made with.
    const FROZEN_STEPS: [(&str, &str); 7] = [
        (include_str!("migrations/0001.sql"), "63465902ec7d5e8f73e489d8579ecae465d8045fb78354bf8c6b86992dab606d"),
        (include_str!("migrations/0002.sql"), "b548e53232d04195eb42f33498705f0e8826ad61378c807d9fb04a309cbd3f27"),
        (include_str!("migrations/0003.sql"), "5785262f2f9d3213cb54ab2b4777a69a948de8cffb8881d583d65313e9bb09a2"),
        (include_str!("migrations/0004.sql"), "5e0641aa4e01f025f652b1c7e9c32a35fa2705e2778ed9fb8188aa92ca63c32d"),
        (include_str!("migrations/0005.sql"), "b57773917cb4212ed575e0674a852ad96c4b48d8ccbae5fde22eeb1ded21b0bf"),
        (include_str!("migrations/0006.sql"), "8915a0b18dbb6c07eb9caffe22402bafcb84da8dca1c4f2d431f6d077050ea6b"),
        (include_str!("migrations/0007.sql"), "1b28d18c286a1150ce6087dcaa9237348a8f9d94550deb9c116cf8ad19fe9470"),
    ];

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
        apply_steps(&mut migrated, STEPS).unwrap();
        let shape = SchemaShape::of_file(&fresh).unwrap();
        assert!(shape.count_objects() > 40);
        assert_eq!(SchemaShape::of_file(&migrated).unwrap(), shape);
        assert_eq!(SchemaShape::of_statements(SCHEMA), shape, "what a file is compared with");
        require_schema(&migrated).unwrap();
    }

    #[test]
    fn an_older_file_is_brought_along_only_if_it_is_what_its_version_was() {
        let old = || {
            let mut conn = Connection::open_in_memory().unwrap();
            apply_steps(&mut conn, &STEPS[..1]).unwrap();
            conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            conn
        };
        let mut conn = old();
        migrate_schema(&mut conn).unwrap();
        require_schema(&conn).unwrap();
        let mut conn = old();
        conn.execute_batch("drop trigger event_no_update").unwrap();
        let refused = migrate_schema(&mut conn).and_then(|()| require_schema(&conn)).unwrap_err();
        assert_eq!((refused.code, refused.exit), ("schema_differs", crate::error::Exit::Data));
        assert!(refused.message.en.ends_with("missing trigger event_no_update"), "{}", refused.message.en);
    }

    #[test]
    fn a_dropped_trigger_or_index_is_found_by_name() {
        let whole = Connection::open_in_memory().unwrap();
        create_schema(&whole).unwrap();
        let droppable =
            "select type || ' ' || name from sqlite_schema where type in ('trigger', 'index') and sql is not null";
        let mut names = whole.prepare(droppable).unwrap();
        let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert!(names.len() > 20, "{names:?}");
        for name in names {
            let conn = Connection::open_in_memory().unwrap();
            create_schema(&conn).unwrap();
            conn.execute_batch(&format!("drop {name}")).unwrap();
            assert_eq!(compare_schema(&conn).unwrap().missing, [name]);
        }
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
        apply_steps(&mut conn, STEPS).unwrap();
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
