//! Access tokens of channels' accounts: shared by every process, fetched by one at a time.

use secrecy::{ExposeSecret as _, SecretString};

use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;

/// A token is given up so long before it ends, in milliseconds: a message must not meet its end under way.
const MARGIN: i64 = 300_000;
/// How long one process may take to fetch a token before another tries, in milliseconds.
const PATIENCE: i64 = 20_000;

/// What is known of an account's token.
#[derive(Clone, Debug)]
pub enum TokenLookup {
    Holds(SecretString),
    /// None holds, and this caller is to fetch one.
    Fetch,
    Fetching,
}

const FIND: &str = "select token, expires_at, fetching_until from channel_token where account = $1";
const LEASE: &str = "insert into channel_token (account, expires_at, fetching_until) values ($1, 0, $2)
    on conflict (account) do update set fetching_until = excluded.fetching_until";
const STORE_TOKEN: &str =
    "insert into channel_token (account, token, expires_at, fetching_until) values ($1, $2, $3, 0)
    on conflict (account) do update set token = excluded.token, expires_at = excluded.expires_at, fetching_until = 0";
const RELEASE_LEASE: &str = "update channel_token set fetching_until = 0 where account = $1";
const RELEASE_ALL_LEASES: &str = "update channel_token set fetching_until = 0 where fetching_until > 0";

impl Tx<'_> {
    /// The token of an account, unless it is `stale` or ends soon; then one caller is told to fetch another.
    pub fn find_or_lease_token(
        &self,
        account: &str,
        stale: Option<&SecretString>,
        now: Timestamp,
    ) -> Result<TokenLookup> {
        let row: Option<(Option<Vec<u8>>, i64, i64)> =
            self.find_row(FIND, [account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let (sealed, expires_at, fetching_until) = row.unwrap_or_default();
        // A token that does not open was sealed under another key file: it is as good as none.
        let token = sealed.and_then(|sealed| self.keys.open_text(account, &sealed));
        let holds = |token: &SecretString| {
            expires_at - MARGIN > now.millis() && stale.is_none_or(|old| old.expose_secret() != token.expose_secret())
        };
        if let Some(token) = token.filter(holds) {
            return Ok(TokenLookup::Holds(token));
        }
        // A lease further ahead than anyone may take was written by a clock since set back: it holds nobody.
        if fetching_until > now.millis() && fetching_until <= now.millis() + PATIENCE {
            return Ok(TokenLookup::Fetching);
        }
        self.run_statement(LEASE, (account, now.millis() + PATIENCE))?;
        Ok(TokenLookup::Fetch)
    }

    /// Keeps an account's new token, or tells that it could not be had.
    pub fn store_token(&self, account: &str, token: Option<(&SecretString, Timestamp)>) -> Result<()> {
        match token {
            Some((token, expires_at)) => {
                let sealed = self.keys.seal_text(account, token)?;
                self.run_statement(STORE_TOKEN, (account, sealed, expires_at.millis()))
            }
            None => self.run_statement(RELEASE_LEASE, [account]),
        }
    }

    /// Lets any caller fetch a token at once: one who was fetching died. Another who still is fetches a second one, which
    /// does no harm.
    pub fn release_token_leases(&self) -> Result<()> {
        self.run_statement(RELEASE_ALL_LEASES, [])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::crypto::key_file;
    use crate::store::{DatabaseKind, Store, TxEnding};

    const fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn word(known: &TokenLookup) -> &str {
        match known {
            TokenLookup::Holds(token) => token.expose_secret(),
            TokenLookup::Fetch => "fetch",
            TokenLookup::Fetching => "fetching",
        }
    }

    #[test]
    fn one_fetches_the_others_wait_and_a_stale_one_is_not_given_again() {
        let dir = tempfile::tempdir().unwrap();
        let master = key_file::create_key_file(&dir.path().join("key")).unwrap();
        let (path, busy) = (dir.path().join("x.db"), std::time::Duration::from_secs(1));
        Store::create(&path, DatabaseKind::Sandbox, &master, at(0), busy).unwrap();
        let mut store = Store::open(&path, &master, busy).unwrap();
        let (first, second) = (SecretString::from("token-one"), SecretString::from("token-two"));
        let expires = at(7_200_000);
        store
            .write(TxEnding::Commit, |tx| {
                let ask = |stale, now| tx.find_or_lease_token("a", stale, at(now)).map(|known| word(&known).to_owned());
                assert_eq!([ask(None, 1)?, ask(None, 2)?, ask(None, 20_002)?], ["fetch", "fetching", "fetch"]);
                tx.store_token("a", Some((&first, expires)))?;
                assert_eq!([ask(None, 3)?, ask(Some(&second), 3)?], ["token-one", "token-one"]);
                assert_eq!([ask(Some(&first), 4)?, ask(Some(&first), 5)?], ["fetch", "fetching"]);
                assert_eq!(ask(None, 5)?, "token-one", "who has not been refused goes on with it");
                tx.store_token("a", None)?;
                assert_eq!(ask(Some(&first), 6)?, "fetch");
                tx.release_token_leases()?;
                assert_eq!(ask(Some(&first), 6)?, "fetch", "who was fetching died");
                tx.store_token("a", Some((&second, expires)))?;
                assert_eq!(ask(Some(&first), 7)?, "token-two");
                assert_eq!([ask(None, 6_899_999)?, ask(None, 6_900_000)?], ["token-two", "fetch"]);
                Ok(())
            })
            .unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let wal = std::fs::read(dir.path().join("x.db-wal")).unwrap_or_default();
        for word in ["token-one", "token-two"] {
            let clear = |bytes: &[u8]| bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!clear(&bytes) && !clear(&wal), "{word} is in clear");
        }
    }
}
