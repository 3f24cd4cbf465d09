//! A file's entries between judging and writing: in groups, in a table of their own that never holds up the database.
//!
//! Invariant: the table is a file without a name, gone with the process; what it holds is sealed with a key that only this
//! value has; and it takes the memory of its cache, however many entries there are.

use rusqlite::{Connection, OptionalExtension as _};
use zeroize::Zeroizing;

use super::crypto::cipher::{self, PersonKey};
use super::crypto::keys::DerivedKeys;
use crate::error::Result;

/// In the place of a person: it binds the sealed entries to this use.
const USE: &str = "staging";
/// How much of a digest tells a name from all others.
const NAME_BYTES: usize = 16;

const SCHEMA: &str = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -3000;
    create table entry_group (id integer primary key, name text not null unique) strict;
    create table entry (group_id integer not null, id integer not null, content blob not null,
        primary key (group_id, id)) strict, without rowid;
    create table claim (name blob primary key not null, owner text not null) strict, without rowid;
    begin;";
const ADD_GROUP: &str =
    "insert into entry_group (name) values ($1) on conflict (name) do update set name = $1 returning id";
const ADD: &str = "insert into entry (group_id, id, content) values ($1, $2, $3)";
const GROUPS: &str = "select id, name from entry_group where id > $1 order by id limit $2";
const ENTRIES: &str = "select id, content from entry where group_id = $1 and id > $2 order by id limit $3";
const CLAIM: &str = "insert into claim (name, owner) values ($1, $2) on conflict do nothing";
const OWNER: &str = "select owner from claim where name = $1";

/// Entries that wait to be written.
pub struct Staging {
    conn: Connection,
    key: PersonKey,
    name_key: Zeroizing<[u8; 32]>,
    last_id: i64,
    last_group: Option<(String, i64)>,
}

/// A group of entries, numbered as they first appeared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StagedGroup {
    pub id: i64,
    pub name: String,
}

impl Staging {
    /// An empty one.
    pub fn open(keys: &DerivedKeys) -> Result<Self> {
        let conn = Connection::open("")?;
        conn.execute_batch(SCHEMA)?;
        let name_key = Zeroizing::new(rand::random());
        Ok(Self { conn, key: keys.generate_person_key(), name_key, last_id: 0, last_group: None })
    }

    /// Adds an entry to a group. The group's name names nobody.
    pub fn add_entry(&mut self, group: &str, content: &[u8]) -> Result<()> {
        let group_id = match &self.last_group {
            Some((name, id)) if name == group => *id,
            _ => {
                let id = self.conn.prepare_cached(ADD_GROUP)?.query_row([group], |row| row.get(0))?;
                self.last_group = Some((group.to_owned(), id));
                id
            }
        };
        self.last_id += 1;
        let sealed = cipher::seal_bytes(&self.key, USE, "entry", content)?;
        self.conn.prepare_cached(ADD)?.execute((group_id, self.last_id, sealed))?;
        Ok(())
    }

    /// The next groups behind one, in the order in which they first appeared.
    pub fn groups_after(&self, id: i64, limit: usize) -> Result<Vec<StagedGroup>> {
        let mut statement = self.conn.prepare_cached(GROUPS)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map((id, limit), |row| Ok(StagedGroup { id: row.get(0)?, name: row.get(1)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The next entries of a group behind one, with their ids, as they were added.
    pub fn entries_after(&self, group: i64, id: i64, limit: usize) -> Result<Vec<(i64, Zeroizing<Vec<u8>>)>> {
        let mut statement = self.conn.prepare_cached(ENTRIES)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = statement.query((group, id, limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let sealed: Vec<u8> = row.get(1)?;
            found.push((row.get(0)?, cipher::open_bytes(&self.key, USE, "entry", &sealed)?));
        }
        Ok(found)
    }

    /// Claims a name of a kind for `owner`, and gives who had claimed it before.
    pub fn claim_name(&mut self, kind: &str, name: &str, owner: &str) -> Result<Option<String>> {
        let digest = self.name_digest(kind, name);
        if self.conn.prepare_cached(CLAIM)?.execute((digest, owner))? == 1 {
            return Ok(None);
        }
        self.owner_of(kind, name)
    }

    /// Who claimed a name.
    pub fn owner_of(&self, kind: &str, name: &str) -> Result<Option<String>> {
        let digest = self.name_digest(kind, name);
        Ok(self.conn.prepare_cached(OWNER)?.query_row([digest], |row| row.get(0)).optional()?)
    }

    fn name_digest(&self, kind: &str, name: &str) -> [u8; NAME_BYTES] {
        let digest = cipher::compute_hmac(&self.name_key, USE, &[kind.as_bytes(), name.as_bytes()]);
        std::array::from_fn(|at| digest[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::crypto::keys::tests::keys;

    #[test]
    fn entries_come_back_in_their_groups_as_they_first_appeared() {
        let mut staging = Staging::open(&keys()).unwrap();
        for (group, content) in [("b", "1"), ("a", "2"), ("b", "3"), ("a", "4"), ("c", "5")] {
            staging.add_entry(group, content.as_bytes()).unwrap();
        }
        let groups = staging.groups_after(0, 10).unwrap();
        assert_eq!(groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["b", "a", "c"]);
        let texts = |group: &StagedGroup, after, limit| -> Vec<String> {
            let entries = staging.entries_after(group.id, after, limit).unwrap();
            entries.iter().map(|(_, content)| String::from_utf8(content.to_vec()).unwrap()).collect()
        };
        assert_eq!(texts(&groups[0], 0, 10), ["1", "3"]);
        assert_eq!(texts(&groups[0], 1, 10), ["3"]);
        assert_eq!(texts(&groups[1], 0, 1), ["2"]);
        assert_eq!(staging.groups_after(groups[1].id, 10).unwrap(), groups[2..]);
    }

    #[test]
    fn a_name_has_one_owner() {
        let mut staging = Staging::open(&keys()).unwrap();
        assert_eq!(staging.claim_name("key", "e1", "X1").unwrap(), None);
        assert_eq!(staging.claim_name("key", "e1", "X2").unwrap().as_deref(), Some("X1"));
        assert_eq!(staging.claim_name("number", "e1", "X2").unwrap(), None);
        assert_eq!(staging.owner_of("number", "e2").unwrap(), None);
    }

    #[test]
    fn nothing_in_it_can_be_read() {
        let mut staging = Staging::open(&keys()).unwrap();
        staging.add_entry("g", b"CANARY").unwrap();
        let sealed: Vec<u8> = staging.conn.query_row("select content from entry", [], |row| row.get(0)).unwrap();
        assert!(!sealed.windows(6).any(|bytes| bytes == b"CANARY"));
    }
}
