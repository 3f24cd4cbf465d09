//! Accounts, and the files that were read of each.

use crate::domain::bill::fact::CoveredPeriod;
use crate::domain::bill::service::{BillScope, BillService};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher::compute_hmac;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::rows::parse_code;
use secrecy::ExposeSecret as _;

/// Tells the digests of accounts from all others.
const ACCOUNT_TAG: &str = "ticketctl/bill-account/1";

const ACCOUNT: &str = "select id from bill_account where service = $1 and digest = $2";
const ADD_ACCOUNT: &str =
    "insert into bill_account (service, digest, label, created_at) values ($1, $2, $3, $4) returning id";
const FILE: &str = "select id from bill_file where sha256 = $1";
const ADD_FILE: &str = "insert into bill_file
    (account_id, sha256, name, starts_at, ends_at, scope, exported_at, rows, imported_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id";
const COUNT_ROWS: &str = "update bill_file set rows = $1 where id = $2";
const FILES: &str = "/* every row: a shop has some bills a month */
    select bill_file.id, bill_account.service, bill_account.label, bill_account.id, bill_file.name, starts_at, ends_at, scope,
    exported_at, rows, imported_at
    from bill_file join bill_account on bill_account.id = bill_file.account_id order by bill_file.id";

/// An account, as a bill names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillAccount<'a> {
    pub service: BillService,
    /// In full: only a digest of it is kept.
    pub name: &'a str,
    /// Masked.
    pub label: &'a str,
}

/// A file that is about to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBillFile<'a> {
    pub account: i64,
    pub sha256: &'a str,
    pub name: &'a str,
    pub period: Option<(Timestamp, Timestamp)>,
    pub scope: BillScope,
    pub exported_at: Option<Timestamp>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillFile {
    pub id: i64,
    pub service: BillService,
    /// Of the account, masked.
    pub label: String,
    pub account: i64,
    pub name: String,
    pub period: Option<(Timestamp, Timestamp)>,
    pub scope: BillScope,
    pub exported_at: Option<Timestamp>,
    pub rows: u64,
    pub imported_at: Timestamp,
}

impl BillFile {
    /// The time that the file covers, if it says one.
    pub fn covered_period(&self) -> Option<CoveredPeriod> {
        let (from, until) = self.period?;
        Some(CoveredPeriod { service: self.service, account: self.account, scope: self.scope, from, until })
    }
}

impl ShopEdit<'_> {
    /// The account that bills name so; a new one where none was read before.
    pub fn find_or_add_bill_account(&self, account: &BillAccount<'_>) -> Result<i64> {
        let parts = [account.service.code().as_bytes(), account.name.trim().as_bytes()];
        let digest = compute_hmac(self.derived_keys().digest_key.expose_secret(), ACCOUNT_TAG, &parts);
        let service = account.service.code();
        let known = self.find_row(ACCOUNT, (service, &digest[..]), |row| Ok(row.get(0)?))?;
        match known {
            Some(id) => Ok(id),
            None => {
                let at = self.stamp().at.millis();
                self.load_row(ADD_ACCOUNT, (service, &digest[..], account.label, at), |row| Ok(row.get(0)?))
            }
        }
    }

    /// Adds a file; its rows come behind it.
    pub fn add_bill_file(&self, file: &NewBillFile<'_>) -> Result<i64> {
        let time = |at: Option<Timestamp>| at.map(Timestamp::millis);
        let (starts_at, ends_at) = (time(file.period.map(|(from, _)| from)), time(file.period.map(|(_, until)| until)));
        let values = (
            file.account,
            file.sha256,
            file.name,
            starts_at,
            ends_at,
            file.scope.code(),
            time(file.exported_at),
            0_i64,
            self.stamp().at.millis(),
        );
        self.load_row(ADD_FILE, values, |row| Ok(row.get(0)?))
    }

    /// Notes how many rows a file had.
    pub fn record_bill_rows(&self, file: i64, rows: u64) -> Result<()> {
        self.run_statement(COUNT_ROWS, (i64::try_from(rows).unwrap_or(i64::MAX), file))
    }
}

impl Tx<'_> {
    /// Whether a file with these bytes was read.
    pub fn has_bill_file(&self, sha256: &str) -> Result<bool> {
        self.has_row(FILE, [sha256])
    }

    /// Every file, in the order of reading.
    pub fn list_bill_files(&self) -> Result<Vec<BillFile>> {
        self.list_rows(FILES, [], |row| {
            let time = |place: usize| row.get::<_, Option<i64>>(place).map(|at| at.map(Timestamp::from_millis));
            let (service, scope): (String, String) = (row.get(1)?, row.get(7)?);
            Ok(BillFile {
                id: row.get(0)?,
                service: parse_code(BillService::from_code, &service, "bill_account")?,
                label: row.get(2)?,
                account: row.get(3)?,
                name: row.get(4)?,
                period: time(5)?.zip(time(6)?),
                scope: parse_code(BillScope::from_code, &scope, "bill_file")?,
                exported_at: time(8)?,
                rows: row.get::<_, i64>(9)?.unsigned_abs(),
                imported_at: Timestamp::from_millis(row.get(10)?),
            })
        })
    }
}
