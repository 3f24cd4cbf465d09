//! `--columns date=…,amount=…`: what the columns of any other bank are called.

use crate::error::Result;
use crate::formats::bills::columns::{BillColumns, BillField, HeadingRow};
use crate::formats::bills::errors::BillError;
use crate::formats::sheet::column::clean_heading;

/// The columns of one bank's files, as the configuration keeps them.
///
/// Invariant: it has a date, and either an amount with a sign or one for each direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankMapping {
    /// Headings as `clean_heading` makes them.
    columns: Vec<(BillField, String)>,
    text: String,
}

const KEYS: [(&str, BillField); 10] = [
    ("date", BillField::Time),
    ("time", BillField::Clock),
    ("amount", BillField::Amount),
    ("in", BillField::AmountIn),
    ("out", BillField::AmountOut),
    ("balance", BillField::Balance),
    ("ref", BillField::Number),
    ("party", BillField::Party),
    ("note", BillField::Note),
    ("direction", BillField::Direction),
];

impl BankMapping {
    /// Reads `date=交易日,amount=金额,ref=流水号`.
    pub fn parse(text: &str) -> Result<Self> {
        let mut columns: Vec<(BillField, String)> = Vec::new();
        for pair in text.split([',', '，']).filter(|pair| !pair.trim().is_empty()) {
            let (key, heading) = pair.split_once('=').ok_or_else(refuse_mapping)?;
            let known = KEYS.iter().find(|(name, _)| *name == key.trim());
            let (_, field) = known.ok_or_else(refuse_mapping)?;
            let (heading, _) = clean_heading(heading);
            if heading.is_empty() || columns.iter().any(|(other, _)| other == field) {
                return Err(refuse_mapping());
            }
            columns.push((*field, heading));
        }
        let has = |field| columns.iter().any(|(known, _)| *known == field);
        let has_pair = has(BillField::AmountIn) && has(BillField::AmountOut);
        // Both would be two answers to one question.
        let has_money = has(BillField::Amount) != (has(BillField::AmountIn) || has(BillField::AmountOut));
        if !has(BillField::Time) || !has_money || (!has(BillField::Amount) && !has_pair) {
            return Err(refuse_mapping());
        }
        Ok(Self { columns, text: text.trim().to_owned() })
    }

    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the columns stand in a row of headings that has all of them.
    pub(crate) fn locate(&self, headings: &HeadingRow) -> Option<BillColumns> {
        let names: Vec<(BillField, [&str; 1])> =
            self.columns.iter().map(|(field, name)| (*field, [name.as_str()])).collect();
        let required: Vec<BillField> = self.columns.iter().map(|(field, _)| *field).collect();
        headings.locate(names.iter().map(|(field, names)| (*field, &names[..])), &required)
    }

    pub(crate) fn refuse_headings(&self) -> Box<crate::error::Error> {
        let names: Vec<&str> = self.columns.iter().map(|(_, name)| name.as_str()).collect();
        BillError::BillMappedHeadings { names: &names.join("、") }.into()
    }
}

fn refuse_mapping() -> Box<crate::error::Error> {
    let known: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
    BillError::BillMapping { known: &known.join(", ") }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_has_a_date_and_one_kind_of_amount() {
        for text in [
            "date=日期,amount=金额",
            "date=日期,in=收入,out=支出,ref=流水号,party=对方",
            " date = 日期 ，amount=金额（元）",
        ] {
            assert!(BankMapping::parse(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "date=日期",
            "amount=金额",
            "date=日期,in=收入",
            "date=日期,amount=金额,in=收入,out=支出",
            "date=日期,amount=金额,amount=实付",
            "date=,amount=金额",
            "date=日期,amount=金额,colour=红",
            "date,amount",
        ] {
            assert_eq!(BankMapping::parse(text).unwrap_err().code, "bill_mapping_invalid", "{text}");
        }
    }
}
