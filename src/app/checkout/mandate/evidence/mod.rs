//! What a third party needs to check an order's mandate with stock tools, in one file.

pub(super) mod verdicts;

use std::io::{Cursor, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::app::App;
use crate::app::checkout::ap2_keys::{our_keys, trusted_keys};
use crate::app::checkout::errors::CheckoutError;
use crate::app::write::load::load_order;
use crate::app::write::stored_flow::LoadedOrder;
use crate::domain::checkout::next::ShopFacts;
use crate::domain::checkout::order::{CheckoutOrder, PaymentSession};
use crate::domain::checkout::view::{CheckoutViewOptions, build_view};
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::domain::value::text::encode_hex;
use crate::error::Result;
use crate::fs::output_file::write_private_file;

use self::verdicts::{KeySource, Verdict, VerdictKeys, distinct_keys, list_signers, list_verdicts};

/// How to check the pack, for whoever gets it.
const README: &str = include_str!("README.md");
/// The same, as a program on stock libraries.
const CHECK: &str = include_str!("check.py");

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidencePack {
    /// Name and SHA-256 of each file within.
    pub files: Vec<(String, String)>,
    /// The keys of accepted mandates that were not kept with the verdict: where they were taken from.
    pub keys_not_kept: Option<KeySource>,
}

impl App {
    /// Packs the latest session of an order: the signed checkout, the mandates, the receipts, the public keys, the events with
    /// their hashes, and how to check them. The buyer's data and the ticket's code stay masked.
    pub fn pack_evidence(&mut self, order_no: &OrderNo, to: &Path) -> Result<EvidencePack> {
        let loaded = self.load_checkout(order_no)?;
        let session = loaded.order.latest_session().filter(|session| session.signed.is_some());
        let session = session.ok_or_else(|| CheckoutError::SessionUnsigned { order_no }.into_error())?;
        let look = CheckoutViewOptions {
            now: self.clock.received_at(),
            lang: Lang::En,
            reveal: false,
            internal: true,
            facts: ShopFacts::default(),
        };
        let view = build_view(&loaded.order, &loaded.events, &look).to_json();
        let (ours, trust) = (our_keys(&self.paths)?, trusted_keys(&self.paths)?);
        let verdicts = list_verdicts(&loaded);
        let keys: Vec<VerdictKeys> = verdicts.iter().map(|verdict| verdict.keys(&trust)).collect();
        // The worst of them is the one to be told.
        let sources = [KeySource::Missing, KeySource::TrustList];
        let keys_not_kept = sources.into_iter().find(|source| keys.iter().any(|keys| keys.source == *source));
        let trusted = distinct_keys(keys.into_iter().flat_map(|keys| keys.keys));
        let tokens = verdicts.iter().filter_map(Verdict::receipt);
        let signed = session.signed.iter().map(|signed| signed.checkout_jwt.as_str());
        let merchant = list_signers(signed.chain(tokens), &ours);
        let trusted: Vec<Value> = trusted.into_iter().map(|key| key.jwk).collect();
        let files = pack_contents(&verdicts, session, &view, &merchant, &trusted);
        let bytes = zip_files(&files).map_err(|_| CheckoutError::EvidenceFailed.into_error())?;
        write_private_file(to, &bytes)?;
        Ok(EvidencePack {
            files: files.into_iter().map(|(name, bytes)| (name, encode_hex(&Sha256::digest(bytes)))).collect(),
            keys_not_kept,
        })
    }

    /// An order of the checkout flow, as it stands.
    pub(crate) fn load_checkout(&mut self, order_no: &OrderNo) -> Result<LoadedOrder<CheckoutOrder>> {
        self.store.read(|tx| load_order::<CheckoutOrder>(tx, order_no))
    }
}

/// The receipt of the mandate that was judged last.
pub(crate) fn latest_receipt(loaded: &LoadedOrder<CheckoutOrder>) -> Option<String> {
    list_verdicts(loaded).iter().rev().find_map(Verdict::receipt).map(str::to_owned)
}

fn pack_contents(
    verdicts: &[Verdict],
    session: &PaymentSession,
    view: &Value,
    merchant: &[Value],
    trusted: &[Value],
) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, text: String| files.push((name.to_owned(), text.into_bytes()));
    add("README.md", README.to_owned());
    add("check.py", CHECK.to_owned());
    add("order.json", pretty_json(view));
    if let Some(signed) = &session.signed {
        add("checkout.jwt", signed.checkout_jwt.clone());
        let (aud, nonce, hash) = (&signed.aud, &signed.nonce, &signed.checkout_hash);
        let session = json!({
            "session_id": signed.session_id, "protocol_version": signed.protocol_version, "aud": aud, "nonce": nonce,
            "checkout_hash": hash, "expiry_at": session.created.expiry_at.format_rfc3339(),
        });
        add("session.json", pretty_json(&session));
    }
    if let Some(mandate) = &session.mandate {
        add("checkout_mandate.sd-jwt", mandate.mandate.clone());
        if let Some(payment) = &mandate.payment_mandate {
            add("payment_mandate.sd-jwt", payment.clone());
        }
    }
    for (number, receipt) in (1..).zip(verdicts.iter().filter_map(Verdict::receipt)) {
        add(&format!("receipt-{number}.jwt"), receipt.to_owned());
    }
    add("keys/merchant.jwks.json", pretty_json(&json!({ "keys": merchant })));
    add("keys/trusted.jwks.json", pretty_json(&json!({ "keys": trusted })));
    let sums: String =
        files.iter().map(|(name, bytes)| format!("{}  {name}\n", encode_hex(&Sha256::digest(bytes)))).collect();
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    files
}

fn pretty_json(value: &Value) -> String {
    // A value always is JSON.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    format!("{text}\n")
}

fn zip_files(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
