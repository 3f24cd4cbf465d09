//! Forms that somebody has begun to fill in: sealed with the key of the person that they are about, and gone with it.

use zeroize::Zeroizing;

use super::persons::StoredPerson;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher::{open_text, seal_text};

const KEEP: &str = "insert into form_draft (person_id, saved_at, answers) values ($1, $2, $3)
    on conflict (person_id) do update set saved_at = excluded.saved_at, answers = excluded.answers";
const FIND: &str = "select answers from form_draft where person_id = $1";
const PERSONS: &str = "/* every row: a check of all */ select person_id from form_draft order by person_id";
const DISCARD: &str = "delete from form_draft where person_id = $1";

/// What the answers are sealed for, beside the person.
const FIELD: &str = "form_draft";

impl Tx<'_> {
    /// Keeps the answers in place of what was kept before; of an erased person nothing is kept.
    pub fn keep_form_draft(&self, person: &StoredPerson, answers: &str, now: Timestamp) -> Result<()> {
        let Some(key) = &person.key else { return Ok(()) };
        let sealed = seal_text(key, &person.id, FIELD, answers.as_bytes())?;
        self.run_statement(KEEP, (&person.id, now.millis(), sealed))
    }

    pub fn find_form_draft(&self, person: &StoredPerson) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let Some(key) = &person.key else { return Ok(None) };
        let sealed: Option<String> = self.find_row(FIND, [&person.id], |row| Ok(row.get(0)?))?;
        sealed.map(|sealed| open_text(key, &person.id, FIELD, &sealed)).transpose()
    }

    /// Whose form was begun.
    pub fn list_form_drafts(&self) -> Result<Vec<String>> {
        self.list_rows(PERSONS, (), |row| Ok(row.get(0)?))
    }

    pub fn discard_form_draft(&self, person_id: &str) -> Result<()> {
        self.run_statement(DISCARD, [person_id])
    }
}
