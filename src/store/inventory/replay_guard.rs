//! What may be used once: a ticket's code, a mandate's leaf, a session's nonce, and each use of an open mandate that counts
//! its uses. Only digests are kept.

use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::errors::StoreError;
use crate::store::rows::read_order_no;

coded! {
    #[derive(PartialOrd, Ord)]
    SingleUseKind {
        /// The leaf of a mandate's chain.
        MandateLeaf = "mandate_leaf";
        /// The nonce that a session gave out.
        Nonce = "nonce";
        /// One of the uses of an open mandate: the first is used once, the second is, and so on.
        OpenMandateUse = "open_mandate_use";
    }
}

/// Tells the digests of codes from all others under the same key.
const CODE: &str = "ticket code";

const ADD_CODE: &str = "insert into ticket_code (digest, order_no) values ($1, $2)";
const BY_CODE: &str = "select order_no from ticket_code where digest = $1";
const FIND: &str = "select order_no from spent where kind = $1 and digest = $2";
const RECORD_USE: &str = "insert into spent (kind, digest, order_no) values ($1, $2, $3)";

impl DerivedKeys {
    /// The digest by which a ticket's code finds its order; none of an erased one.
    pub fn digest_ticket_code(&self, code: &Personal) -> Option<[u8; 32]> {
        code.reveal().map(|code| self.fingerprint_content(CODE, code.as_bytes()))
    }

    /// The digest of something that is used once.
    pub fn digest_use(&self, kind: SingleUseKind, what: &str) -> [u8; 32] {
        self.fingerprint_content(kind.code(), what.as_bytes())
    }
}

impl Tx<'_> {
    /// Notes a ticket's code, so that the order is found when the code is shown. An erased one has none.
    pub fn add_ticket_code(&self, code: &Personal, order_no: &OrderNo) -> Result<()> {
        let Some(digest) = self.keys.digest_ticket_code(code) else { return Ok(()) };
        self.run_statement(ADD_CODE, (digest, order_no.as_str()))
    }

    /// The order that a code was given out for, replaced ones included.
    pub fn find_order_of_ticket(&self, code: &Personal) -> Result<Option<OrderNo>> {
        let Some(digest) = self.keys.digest_ticket_code(code) else { return Ok(None) };
        self.find_row(BY_CODE, [digest], read_order_no)
    }

    /// The order that something was used for.
    pub fn find_order_of_use(&self, kind: SingleUseKind, what: &str) -> Result<Option<OrderNo>> {
        let digest = self.keys.digest_use(kind, what);
        self.find_row(FIND, (kind.code(), digest), read_order_no)
    }

    /// Notes that something was used.
    pub fn record_use(&self, kind: SingleUseKind, what: &str, order_no: &OrderNo) -> Result<()> {
        if let Some(other) = self.find_order_of_use(kind, what)? {
            return Err(StoreError::MandateReplayed { other: &other }.into());
        }
        let digest = self.keys.digest_use(kind, what);
        self.run_statement(RECORD_USE, (kind.code(), digest, order_no.as_str()))
    }

    /// The orders that an open mandate was used for, first to last.
    pub fn list_orders_of_mandate(&self, open_mandate: &str) -> Result<Vec<OrderNo>> {
        let mut orders = Vec::new();
        while let Some(order_no) =
            self.find_order_of_use(SingleUseKind::OpenMandateUse, &name_use(open_mandate, orders.len()))?
        {
            orders.push(order_no);
        }
        Ok(orders)
    }

    /// The name of the use that an order would make of an open mandate; none where it is counted already. However often an
    /// order shows it, that is one use: the order is paid once.
    pub fn next_mandate_use(&self, open_mandate: &str, order_no: &OrderNo) -> Result<Option<String>> {
        let orders = self.list_orders_of_mandate(open_mandate)?;
        Ok((!orders.contains(order_no)).then(|| name_use(open_mandate, orders.len())))
    }
}

/// Base64url has no `#`, so no two uses share a name.
fn name_use(open_mandate: &str, earlier: usize) -> String {
    format!("{open_mandate}#{earlier}")
}
