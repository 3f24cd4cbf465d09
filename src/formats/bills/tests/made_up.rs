//! Bills of a few lines, about nobody.

use std::path::Path;

use secrecy::SecretString;

use crate::domain::bill::row::BillRow;
use crate::error::{Error, Result};
use crate::formats::bills::{BillCheck, BillEntry, BillOptions, BillReader, open_bill};
use crate::formats::source::InputSource;

pub(crate) const ALIPAY_NAMES: &str =
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,";
pub(crate) const WECHAT_NAMES: &str =
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注";

pub(crate) fn open(bytes: &[u8]) -> Result<BillReader> {
    open_bill(InputSource::from_reader("bill", bytes).unwrap(), BillOptions::default())
}

pub(crate) fn open_with_password(bytes: &[u8], password: &str) -> Result<BillReader> {
    let password = SecretString::from(password);
    let options = BillOptions { password: Some(&password), ..BillOptions::default() };
    open_bill(InputSource::from_reader("bill", bytes).unwrap(), options)
}

/// All entries, and what there is to say of them.
pub(crate) fn read(bytes: &[u8]) -> Result<(Vec<BillEntry>, BillCheck)> {
    let mut reader = open(bytes)?;
    let mut entries = Vec::new();
    while let Some(entry) = reader.next_entry() {
        entries.push(entry?);
    }
    Ok((entries, reader.finish()?))
}

pub(crate) fn rows(bytes: &[u8]) -> Vec<BillRow> {
    let row = |entry| match entry {
        BillEntry::Row(row) => *row,
        BillEntry::Refused { why, .. } => panic!("{why}"),
    };
    read(bytes).unwrap().0.into_iter().map(row).collect()
}

pub(crate) fn refusal(bytes: &[u8]) -> Box<Error> {
    read(bytes).expect_err("a bill that is refused")
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bills").join(name)).unwrap()
}

/// A bill of Alipay's app. Each row is direction, amount, method, state, number, merchant's number and title.
pub(crate) fn alipay(made: &[[&str; 7]]) -> Vec<u8> {
    let mut text = format!("{ALIPAY_NAMES}\n");
    for [direction, amount, method, status, number, merchant, title] in made {
        text.push_str(&format!(
            "2026-06-05 10:15:32,收入,示***家,/,{title},{direction},{amount},{method},{status},{number}\t,{merchant}\t,,\n"
        ));
    }
    text.into_bytes()
}

/// A bill of WeChat's wallet. Each row is time, kind, direction, amount, state and number.
pub(crate) fn wechat(made: &[[&str; 6]]) -> Vec<u8> {
    let mut text = format!("{WECHAT_NAMES}\n");
    for [at, kind, direction, amount, status, number] in made {
        text.push_str(&format!("{at},{kind},示例,/,{direction},{amount},零钱,{status},{number}\t,/,/\n"));
    }
    text.into_bytes()
}
