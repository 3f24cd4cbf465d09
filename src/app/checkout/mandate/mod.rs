//! AP2: the signed terms of a payment session, and whether a mandate is valid for it.
//!
//! Invariant: a mandate is judged, and its nonce and its leaf are used up, in the transaction that records the verdict.

pub(crate) mod evidence;
pub(crate) mod input;
pub mod receipts;
mod usage;

use std::num::NonZeroU32;

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::errors::CheckoutError;
use crate::app::App;
use crate::app::write::id_source::random_id;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::ap2::{
    Ap2Refusal, CheckoutFacts, ClockSkew, ExpectedSession, KeyRing, MandateReceipt, PaymentSide,
    ReceiptOutcome as Answer, RefusalReason, SigningKey, UsageHistory, VerifiedMandates, checkout_hash, find_root_key,
    receipt_references, sign_checkout, sign_receipt, verify_mandates,
};
use crate::domain::checkout::accepted_mandate::AcceptedMandate;
use crate::domain::checkout::command::{CheckoutCommand, MandateCheck};
use crate::domain::checkout::order::{CheckoutOrder, PaymentSession};
use crate::domain::checkout::payload::{MandateRejected, MandateVerified, SessionSigned, VerdictKey};
use crate::domain::checkout::sku::PriceBasis;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::domain::value::rejection::{Rejection, RejectionKind};
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::say;
use crate::store::Tx;
use crate::store::inventory::replay_guard::SingleUseKind;

pub use self::evidence::EvidencePack;
pub use self::evidence::verdicts::KeySource;
use self::evidence::verdicts::{distinct_keys, to_verdict_key};
pub use self::input::PresentedMandates;
use self::usage::{load_usage_history, name_counted_uses};

/// The version of the protocol.
const VERSION: &str = "0.2";

/// What a session says and who may answer it, gathered before the transaction.
pub(crate) struct MandateVerifier {
    key: SigningKey,
    ours: KeyRing,
    trust: KeyRing,
    /// For whom a payment mandate may be made besides the merchant.
    payment_audiences: Vec<String>,
    now: Timestamp,
}

impl MandateVerifier {
    /// The shop's keys, and those whose mandates are believed.
    pub(crate) fn for_app(app: &mut App) -> Result<Self> {
        let files = app.ap2_key_files()?;
        Ok(Self {
            key: app.signing_key_or_first(&files)?,
            ours: files.own_key_ring()?,
            trust: files.trusted_key_ring()?,
            payment_audiences: app.config.checkout.payment_audiences.clone(),
            now: app.clock.received_at(),
        })
    }

    /// What a session that is about to be opened binds.
    pub(crate) fn sign_session(
        &self,
        order: &CheckoutOrder,
        session_id: &str,
        expires_at: Timestamp,
        must: bool,
    ) -> SessionSigned {
        let checkout_jwt = sign_checkout(&checkout_facts(order, session_id, expires_at), &self.key);
        SessionSigned {
            session_id: session_id.to_owned(),
            protocol_version: VERSION.to_owned(),
            aud: order.terms.merchant_id.clone(),
            nonce: random_id(),
            checkout_hash: checkout_hash(&checkout_jwt),
            checkout_jwt,
            kid: self.key.public_key().kid().to_owned(),
            mandate_required: must,
        }
    }

    /// Judges a mandate for the session that it was made for. None where the same one was judged before.
    pub(crate) fn check_mandate(
        &self,
        tx: &Tx<'_>,
        order: &CheckoutOrder,
        given: &PresentedMandates,
    ) -> Result<Option<MandateCheck>> {
        let session = order
            .latest_session()
            .ok_or_else(|| CheckoutError::SessionUnsigned { order_no: &order.order_no }.into_error())?;
        let signed = session
            .signed
            .as_ref()
            .ok_or_else(|| CheckoutError::SessionUnsigned { order_no: &order.order_no }.into_error())?;
        let history = load_usage_history(tx, &order.order_no, given.payment_chain())?;
        let verified = self.verify_mandate(order, session, signed, given, &history);
        let known = session.mandate.as_ref().map(|mandate| mandate.leaf_hash.as_str());
        if known.is_some() && known == verified.as_ref().ok().map(|verified| verified.checkout.leaf_hash.as_str()) {
            return Ok(None);
        }
        let fresh = match verified {
            Ok(verified) if is_used(tx, signed, &verified)? => {
                Err(RefusalReason::AlreadyUsed.at_path("checkout_mandate"))
            }
            outcome => outcome,
        };
        Ok(Some(match fresh {
            Ok(verified) => {
                let counted = verified.payment.as_ref().map_or(&[][..], |payment| payment.counted.as_slice());
                let uses = name_counted_uses(tx, &order.order_no, counted)?;
                MandateCheck::Holds(MandateVerified {
                    counted_uses: uses,
                    ..self.to_verified(order, session, given, verified)
                })
            }
            Err(refused) => self.to_rejected(order, session, given, &refused),
        }))
    }

    fn verify_mandate(
        &self,
        order: &CheckoutOrder,
        session: &PaymentSession,
        signed: &SessionSigned,
        given: &PresentedMandates,
        history: &UsageHistory,
    ) -> std::result::Result<VerifiedMandates, Ap2Refusal> {
        let facts = checkout_facts(order, &session.created.session_id, session.created.expiry_at);
        let expected = ExpectedSession {
            open_until: session.created.expiry_at,
            audience: &signed.aud,
            nonce: &signed.nonce,
            checkout_jwt: &signed.checkout_jwt,
            ours: &self.ours,
            trust: &self.trust,
            order: &facts,
            payment: PaymentSide { audiences: &self.payment_audiences, history },
            now: self.now,
            skew: ClockSkew::default(),
        };
        verify_mandates(&given.checkout, given.payment.as_deref(), &expected)
    }

    fn to_verified(
        &self,
        order: &CheckoutOrder,
        session: &PaymentSession,
        given: &PresentedMandates,
        verified: VerifiedMandates,
    ) -> MandateVerified {
        let outcome = Answer::Success { order_id: order.order_no.to_string() };
        let receipt = self.sign_outcome(order, verified.checkout.references.sdk, outcome);
        let transaction_id = verified.payment.map(|payment| payment.transaction_id);
        MandateVerified {
            session_id: session.created.session_id.clone(),
            mode: verified.checkout.mode.code().to_owned(),
            trusted_kid: verified.checkout.trusted_kid,
            leaf_hash: verified.checkout.leaf_hash,
            // Both may be in one token: it then is the payment's too.
            payment_mandate: transaction_id.is_some().then(|| Personal::new(given.payment_chain())),
            transaction_id,
            mandate: Personal::new(given.checkout.as_str()),
            receipt,
            trusted_keys: self.root_keys(given),
            counted_uses: Vec::new(),
        }
    }

    fn to_rejected(
        &self,
        order: &CheckoutOrder,
        session: &PaymentSession,
        given: &PresentedMandates,
        refused: &Ap2Refusal,
    ) -> MandateCheck {
        let description = refused.reason.text().in_lang(Lang::En).to_owned();
        let receipt = receipt_references(&given.checkout).map(|reference| {
            let outcome = Answer::Error { error: refused.reason.ap2_error(), description: description.clone() };
            self.sign_outcome(order, reference.sdk, outcome)
        });
        let rejected = MandateRejected {
            session_id: session.created.session_id.clone(),
            failure_code: refused.reason.code().to_owned(),
            ap2_error: refused.reason.ap2_error().code().to_owned(),
            failure_message: format!("{description} ({})", refused.path),
            mandate_hash: encode_hex(&Sha256::digest(given.checkout.as_bytes())),
            payment_hash: given.payment.as_ref().map(|payment| encode_hex(&Sha256::digest(payment.as_bytes()))),
            receipt,
            trusted_keys: self.root_keys(given),
        };
        let (zh, en, path) = (&refused.reason.text().zh, &refused.reason.text().en, &refused.path);
        let message = say!("授权书不成立：{zh}（{path}）", "the mandate is not valid: {en} (at {path})");
        MandateCheck::Fails(
            rejected,
            Rejection::from_catalogue(
                refused.reason.code(),
                RejectionKind::Rule,
                message,
                Some(refused.reason.ap2_error().hint().into()),
            ),
        )
    }

    /// The trusted keys that what was given names as its roots, each once: what the verdict rests on.
    fn root_keys(&self, given: &PresentedMandates) -> Vec<VerdictKey> {
        let tokens = std::iter::once(&given.checkout).chain(&given.payment);
        distinct_keys(tokens.filter_map(|token| find_root_key(token, &self.trust)).map(to_verdict_key))
    }

    fn sign_outcome(&self, order: &CheckoutOrder, reference: String, outcome: Answer) -> String {
        let issuer = order.terms.merchant_id.clone();
        sign_receipt(&MandateReceipt { issuer, issued_at: self.now, reference, outcome }, &self.key)
    }
}

/// Whether the session's nonce or this leaf was used before.
fn is_used(tx: &Tx<'_>, signed: &SessionSigned, verified: &VerifiedMandates) -> Result<bool> {
    let leaf = tx.find_order_of_use(SingleUseKind::MandateLeaf, &verified.checkout.leaf_hash)?;
    Ok(leaf.is_some() || tx.find_order_of_use(SingleUseKind::Nonce, &signed.nonce)?.is_some())
}

/// What a session sells. A pack is one unit: its price is the pack's.
fn checkout_facts(order: &CheckoutOrder, session_id: &str, expires_at: Timestamp) -> CheckoutFacts {
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
        unit_price: u32::try_from(terms.unit_price.in_fen()).unwrap_or(u32::MAX),
        currency: order.draft.quote.currency.clone(),
        expires_at,
    }
}

impl App {
    /// b5: judges a mandate for the order's session, before the payment comes.
    pub fn verify_mandate(&mut self, order_no: &OrderNo, given: &PresentedMandates) -> Result<OrderOutcome> {
        let judge = MandateVerifier::for_app(self)?;
        let content = json!({ "mandate": given.checkout, "payment_mandate": given.payment });
        self.change_order(order_no, "ap2 verify", &content, |tx, writer| {
            let change = writer.load::<CheckoutOrder>(tx, order_no)?;
            let check = judge.check_mandate(tx, &change.order, given)?;
            let answer = describe_accepted(&change.order, check.as_ref());
            let command =
                check.map_or(CheckoutCommand::MandateKnown, |check| CheckoutCommand::CheckMandate(Box::new(check)));
            Ok(OrderOutcome { mandate: answer.map(Box::new), ..change.decide(&command)?.commit()? })
        })
    }
}

/// What is answered to the mandate of the order's session; none where it is refused. Without a check, it is the one that the
/// session has.
pub(crate) fn describe_accepted(order: &CheckoutOrder, check: Option<&MandateCheck>) -> Option<AcceptedMandate> {
    match check {
        Some(MandateCheck::Holds(verified)) => Some(AcceptedMandate::from_verified(verified, false)),
        Some(MandateCheck::Fails(..)) => None,
        None => Some(AcceptedMandate::from_verified(order.latest_session()?.mandate.as_ref()?, true)),
    }
}
