//! How much of the bills needs a person, as it was found last: the queue and cron read this, and hold nothing against anything.

use crate::domain::bill::verdict::BillVerdict;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::store::Tx;
use crate::store::shop::settings;

const CLEAR: &str = "/* every row: one for each verdict */ delete from bill_finding where n > 0";
const ADD: &str = "insert into bill_finding (verdict, n) values ($1, $2)";
const SUM: &str = "/* every row: one for each verdict */ select coalesce(sum(n), 0) from bill_finding";
const LATEST: &str = "/* every row: only the last of each */
    select coalesce((select max(id) from event), 0), coalesce((select max(id) from shop_event), 0)";

/// The fact of the database that says on what the findings rest.
const BASIS: &str = "bill_findings_basis";

impl Tx<'_> {
    /// Keeps these counts in the place of all earlier ones.
    pub fn replace_bill_findings(&self, counts: &[(BillVerdict, u64)]) -> Result<()> {
        self.run_statement(CLEAR, [])?;
        for (verdict, count) in counts {
            self.run_statement(ADD, (verdict.code(), i64::try_from(*count).unwrap_or(i64::MAX)))?;
        }
        Ok(())
    }

    /// How much there is in all.
    pub fn count_bill_findings(&self) -> Result<u64> {
        let count: i64 = self.load_row(SUM, [], |row| Ok(row.get(0)?))?;
        Ok(count.unsigned_abs())
    }

    /// Whether the findings are those of `today`, and nothing was recorded since they were found.
    pub fn has_current_bill_findings(&self, today: Day) -> Result<bool> {
        Ok(settings::read_setting(&self.conn, BASIS)? == Some(self.bill_findings_basis(today)?))
    }

    /// Notes that they are.
    pub fn record_bill_findings_basis(&self, today: Day) -> Result<()> {
        settings::write_setting(&self.conn, BASIS, &self.bill_findings_basis(today)?)
    }

    fn bill_findings_basis(&self, today: Day) -> Result<String> {
        let latest: (i64, i64) = self.load_row(LATEST, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(format!("{} {} {today}", latest.0, latest.1))
    }
}
