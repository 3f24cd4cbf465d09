//! What may be used once: a ticket's code, a mandate's leaf, a session's nonce. Only digests are kept.

use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::store::Tx;
use crate::store::errors::StoreError;
use crate::store::rows::read_order_no;

coded! {
    SingleUseKind {
        /// The leaf of a mandate's chain.
        MandateLeaf = "mandate_leaf";
        /// The nonce that a session gave out.
        Nonce = "nonce";
    }
}

/// Tells the digests of codes from all others under the same key.
const CODE: &str = "ticket code";

const ADD_CODE: &str = "insert into ticket_code (digest, order_no) values ($1, $2)";
const BY_CODE: &str = "select order_no from ticket_code where digest = $1";
const FIND: &str = "select order_no from spent where kind = $1 and digest = $2";
const RECORD_USE: &str = "insert into spent (kind, digest, order_no) values ($1, $2, $3)";

impl Tx<'_> {
    /// Notes a ticket's code, so that the order is found when the code is shown. An erased one has none.
    pub fn add_ticket_code(&self, code: &Personal, order_no: &OrderNo) -> Result<()> {
        let Some(code) = code.reveal() else { return Ok(()) };
        let digest = self.keys.fingerprint_content(CODE, code.as_bytes());
        self.run_statement(ADD_CODE, (digest, order_no.as_str()))
    }

    /// The order that a code was given out for, replaced ones included.
    pub fn find_order_of_ticket(&self, code: &Personal) -> Result<Option<OrderNo>> {
        let Some(code) = code.reveal() else { return Ok(None) };
        let digest = self.keys.fingerprint_content(CODE, code.as_bytes());
        self.find_row(BY_CODE, [digest], read_order_no)
    }

    /// The order that something was used for.
    pub fn find_order_of_use(&self, kind: SingleUseKind, what: &str) -> Result<Option<OrderNo>> {
        let digest = self.keys.fingerprint_content(kind.code(), what.as_bytes());
        self.find_row(FIND, (kind.code(), digest), read_order_no)
    }

    /// Notes that something was used.
    ///
    /// # Errors
    /// It was used before (exit 4).
    pub fn record_use(&self, kind: SingleUseKind, what: &str, order_no: &OrderNo) -> Result<()> {
        if let Some(other) = self.find_order_of_use(kind, what)? {
            return Err(StoreError::MandateReplayed { other: &other }.into());
        }
        let digest = self.keys.fingerprint_content(kind.code(), what.as_bytes());
        self.run_statement(RECORD_USE, (kind.code(), digest, order_no.as_str()))
    }
}
