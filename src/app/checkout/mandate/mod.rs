//! AP2: what a payment session binds, and whether a mandate holds for it.
//!
//! Invariant: a mandate is judged, and its nonce and its leaf are used up, in the transaction that records the verdict.

pub(crate) mod evidence;
pub(crate) mod input;

use std::num::NonZeroU32;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::ap2_keys::{our_keys, signing_key_or_first, trusted_keys};
use crate::app::App;
use crate::app::write::execute::Loaded;
use crate::app::write::id_source::opaque;
use crate::app::write::outcome::Outcome;
use crate::config::Paths;
use crate::domain::ap2::{
    CheckoutFacts, Counterpart, Expected, KeyRing, Outcome as Answer, Reason, Receipt, Refused, SigningKey, Skew,
    Verified, checkout_hash, references, sign_checkout, sign_receipt, verify,
};
use crate::domain::checkout::command::{Command, MandateCheck};
use crate::domain::checkout::order::{Order, Session};
use crate::domain::checkout::payload::{MandateRejected, MandateVerified, SessionSigned};
use crate::domain::checkout::sku::PriceBasis;
use crate::domain::order::number::OrderNo;
use crate::domain::order::rejection::Rejection;
use crate::domain::value::message::Lang;
use crate::domain::value::text::hex;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::inventory::replay_guard::Spent;
use crate::store::{Ending, Tx};

pub use self::evidence::Packed;
pub use self::input::{MANDATE_LIMIT, Mandates};

/// The version of the protocol.
const VERSION: &str = "0.2";

/// What a session says and who may answer it, gathered before the transaction.
pub(crate) struct Judge {
    key: SigningKey,
    ours: KeyRing,
    trust: KeyRing,
    now: Timestamp,
}

impl Judge {
    /// The shop's keys, and those whose mandates are believed.
    pub(crate) fn new(paths: &Paths, now: Timestamp, ending: Ending) -> Result<Self> {
        Ok(Self { key: signing_key_or_first(paths, ending)?, ours: our_keys(paths)?, trust: trusted_keys(paths)?, now })
    }

    /// What a session that is about to be opened binds.
    pub(crate) fn signed(&self, order: &Order, session_id: &str, expires_at: Timestamp, must: bool) -> SessionSigned {
        let checkout_jwt = sign_checkout(&facts(order, session_id, expires_at), &self.key);
        SessionSigned {
            session_id: session_id.to_owned(),
            protocol_version: VERSION.to_owned(),
            aud: order.terms.merchant_id.clone(),
            nonce: opaque(),
            checkout_hash: checkout_hash(&checkout_jwt),
            checkout_jwt,
            kid: self.key.public().kid().to_owned(),
            mandate_required: must,
        }
    }

    /// Judges a mandate for the session that it was made for. None where the same one was judged before.
    pub(crate) fn check(&self, tx: &Tx<'_>, order: &Order, given: &Mandates) -> Result<Option<MandateCheck>> {
        let session = order.session().ok_or_else(|| unsigned(&order.order_no))?;
        let signed = session.signed.as_ref().ok_or_else(|| unsigned(&order.order_no))?;
        let verified = self.verify(order, session, signed, given);
        let known = session.mandate.as_ref().map(|mandate| mandate.leaf_hash.as_str());
        if known.is_some() && known == verified.as_ref().ok().map(|verified| verified.checkout.leaf_hash.as_str()) {
            return Ok(None);
        }
        let fresh = match verified {
            Ok(verified) if used(tx, signed, &verified)? => Err(Refused::new(Reason::AlreadyUsed, "checkout_mandate")),
            told => told,
        };
        Ok(Some(match fresh {
            Ok(verified) => MandateCheck::Holds(self.holds(order, session, given, verified)),
            Err(refused) => self.fails(order, session, given, &refused),
        }))
    }

    fn verify(
        &self,
        order: &Order,
        session: &Session,
        signed: &SessionSigned,
        given: &Mandates,
    ) -> std::result::Result<Verified, Refused> {
        let facts = facts(order, &session.created.session_id, session.created.expiry_at);
        let expected = Expected {
            open_until: session.created.expiry_at,
            audience: &signed.aud,
            nonce: &signed.nonce,
            checkout_jwt: &signed.checkout_jwt,
            ours: &self.ours,
            trust: &self.trust,
            order: &facts,
            payment: Counterpart { audience: &signed.aud, nonce: &signed.nonce, history: None },
            now: self.now,
            skew: Skew::default(),
        };
        verify(&given.checkout, given.payment.as_deref(), &expected)
    }

    fn holds(&self, order: &Order, session: &Session, given: &Mandates, verified: Verified) -> MandateVerified {
        let outcome = Answer::Success { order_id: order.order_no.to_string() };
        let receipt = self.receipt(order, verified.checkout.references.sdk, outcome);
        MandateVerified {
            session_id: session.created.session_id.clone(),
            mode: verified.checkout.mode.code().to_owned(),
            trusted_kid: verified.checkout.trusted_kid,
            leaf_hash: verified.checkout.leaf_hash,
            transaction_id: verified.payment_transaction_id,
            mandate: given.checkout.clone(),
            payment_mandate: given.payment.clone(),
            receipt,
        }
    }

    fn fails(&self, order: &Order, session: &Session, given: &Mandates, refused: &Refused) -> MandateCheck {
        let description = refused.message.get(Lang::En).to_owned();
        let receipt = references(&given.checkout).map(|reference| {
            let outcome = Answer::Error { error: refused.ap2, description: description.clone() };
            self.receipt(order, reference.sdk, outcome)
        });
        let rejected = MandateRejected {
            session_id: session.created.session_id.clone(),
            failure_code: refused.code.to_owned(),
            ap2_error: refused.ap2.code().to_owned(),
            failure_message: format!("{description} ({})", refused.path),
            mandate_hash: hex(&Sha256::digest(given.checkout.as_bytes())),
            receipt,
        };
        let (zh, en, path) = (&refused.message.zh, &refused.message.en, &refused.path);
        let message = say!("授权书不成立：{zh}（{path}）", "the mandate does not hold: {en} (at {path})");
        MandateCheck::Fails(rejected, Rejection::rule(refused.code, message).hint(refused.hint()))
    }

    fn receipt(&self, order: &Order, reference: String, outcome: Answer) -> String {
        let issuer = order.terms.merchant_id.clone();
        sign_receipt(&Receipt { issuer, issued_at: self.now, reference, outcome }, &self.key)
    }
}

/// Whether the session's nonce or this leaf was used before.
fn used(tx: &Tx<'_>, signed: &SessionSigned, verified: &Verified) -> Result<bool> {
    let leaf = tx.spent_by(Spent::MandateLeaf, &verified.checkout.leaf_hash)?;
    Ok(leaf.is_some() || tx.spent_by(Spent::Nonce, &signed.nonce)?.is_some())
}

/// What a session sells. A pack is one unit: its price is the pack's.
fn facts(order: &Order, session_id: &str, expires_at: Timestamp) -> CheckoutFacts {
    let terms = &order.terms;
    let pack = if terms.price_basis == PriceBasis::Pack.code() { terms.pack_size.max(1) } else { 1 };
    CheckoutFacts {
        id: session_id.to_owned(),
        merchant_id: terms.merchant_id.clone(),
        merchant_name: terms.merchant_id.clone(),
        sku: order.draft.sku_id.clone(),
        title: terms.product_name.clone(),
        // A draft has at least one pack.
        quantity: NonZeroU32::new(order.draft.quantity / pack).unwrap_or(NonZeroU32::MIN),
        unit_price: u32::try_from(terms.unit_price.get()).unwrap_or(u32::MAX),
        currency: order.draft.quote.currency.clone(),
        expires_at,
    }
}

fn unsigned(order_no: &OrderNo) -> Box<Error> {
    Error::new(
        "session_unsigned",
        Exit::Refused,
        say!(
            "订单 {order_no} 没有带签名结账的支付会话",
            "order {order_no} has no payment session with a signed checkout"
        ),
    )
    .hint(say!(
        "`ticketctl checkout session {order_no}` 开一个会话",
        "`ticketctl checkout session {order_no}` opens one"
    ))
}

impl App {
    /// b5: judges a mandate for the order's session, before the payment comes.
    ///
    /// # Errors
    /// It does not hold (4), which is recorded.
    pub fn verify_mandate(&mut self, order_no: &OrderNo, given: &Mandates) -> Result<Outcome> {
        let judge = Judge::new(&self.paths, self.clock.received(), self.ending())?;
        let content = json!({ "mandate": given.checkout, "payment_mandate": given.payment });
        let gather = |tx: &Tx<'_>, loaded: &Loaded<Order>| {
            let check = judge.check(tx, &loaded.order, given)?;
            Ok(check.map_or(Command::MandateKnown, |check| Command::CheckMandate(Box::new(check))))
        };
        self.execute_of(order_no, "ap2 verify", &content, gather, |_, _| Ok(()))
    }

    /// The latest receipt for a mandate of an order, a compact JWS.
    pub fn receipt_of(&mut self, order_no: &OrderNo) -> Result<String> {
        let loaded = self.loaded_checkout(order_no)?;
        evidence::latest_receipt(&loaded).ok_or_else(|| {
            Error::new(
                "receipt_missing",
                Exit::Refused,
                say!("订单 {order_no} 还没有验过授权书", "no mandate was judged for order {order_no}"),
            )
            .hint(say!(
                "`ticketctl ap2 verify {order_no} --mandate 文件`",
                "`ticketctl ap2 verify {order_no} --mandate FILE`"
            ))
        })
    }
}
