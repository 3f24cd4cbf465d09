//! The leave to change the shop: its tables change through nothing else, and each change is recorded with it.

use std::ops::Deref;

use serde_json::Value;

use super::shop_events::{ShopStamp, ShopSubject};
use crate::error::Result;
use crate::store::Tx;

/// A transaction in which somebody changes the shop. It reads what the transaction reads.
///
/// Invariant: what changes prices, seasons, groups, routes, wordings, QR codes, SKUs or stock is a method of this type and
/// records what it changed.
pub struct ShopEdit<'t> {
    tx: &'t Tx<'t>,
    by: ShopStamp,
}

impl Tx<'_> {
    /// Changes of the shop by somebody, in this transaction.
    pub const fn edit_shop(&self, by: ShopStamp) -> ShopEdit<'_> {
        ShopEdit { tx: self, by }
    }
}

impl<'t> Deref for ShopEdit<'t> {
    type Target = Tx<'t>;

    fn deref(&self) -> &Self::Target {
        self.tx
    }
}

impl ShopEdit<'_> {
    pub const fn stamp(&self) -> &ShopStamp {
        &self.by
    }

    /// Records that something became something else; nothing where it is what it was.
    pub fn record(&self, subject: ShopSubject, name: &str, before: Option<Value>, after: Option<Value>) -> Result<()> {
        if before == after {
            return Ok(());
        }
        self.tx.append_shop_event(&self.by, (subject, name), (before, after))
    }
}
