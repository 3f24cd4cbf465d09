//! What a third party needs to check an order's mandate with stock tools, in one file.

pub(super) mod verdicts;

use std::io::{Cursor, Write as _};
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::app::App;
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
    /// Packs the signed sessions of an order, each in a folder: the signed checkout, the accepted mandates, the receipts; and
    /// beside them the public keys, the events, and how to check it all. The buyer's data and the ticket's code stay masked.
    pub fn pack_evidence(&mut self, order_no: &OrderNo, to: &Path) -> Result<EvidencePack> {
        let loaded = self.load_checkout(order_no)?;
        if loaded.order.sessions.iter().all(|session| session.signed.is_none()) {
            return Err(CheckoutError::SessionUnsigned { order_no }.into());
        }
        let look = CheckoutViewOptions {
            now: self.clock.received_at(),
            lang: Lang::En,
            reveal: false,
            internal: true,
            facts: ShopFacts::default(),
        };
        let view = build_view(&loaded.order, &loaded.events, &look).to_json();
        let files = self.ap2_key_files()?;
        let (ours, trust) = (files.own_key_ring()?, files.trusted_key_ring()?);
        let verdicts: Vec<Verdict> = list_verdicts(&loaded).into_iter().map(|dated| dated.verdict).collect();
        let keys: Vec<VerdictKeys> = verdicts.iter().map(|verdict| verdict.keys(&trust)).collect();
        // The worst of them is the one to be told.
        let sources = [KeySource::Missing, KeySource::TrustList];
        let keys_not_kept = sources.into_iter().find(|source| keys.iter().any(|keys| keys.source == *source));
        let trusted = distinct_keys(keys.into_iter().flat_map(|keys| keys.keys));
        let tokens = verdicts.iter().filter_map(Verdict::receipt);
        let signed = loaded.order.sessions.iter().filter_map(|session| session.signed.as_ref());
        let checkouts = signed.map(|signed| signed.checkout_jwt.as_str());
        let merchant = list_signers(checkouts.chain(tokens), &ours);
        let trusted: Vec<Value> = trusted.into_iter().map(|key| key.jwk).collect();
        let files = pack_contents(&loaded.order, &verdicts, &view, &merchant, &trusted);
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

/// The files of a pack, in the order in which they are read.
#[derive(Default)]
struct PackFiles(Vec<(String, Vec<u8>)>);

impl PackFiles {
    fn add(&mut self, name: &str, text: String) {
        self.0.push((name.to_owned(), text.into_bytes()));
    }

    /// A session's own folder. What was accepted for it and answered to it lies beside what it offered.
    fn add_session(&mut self, folder: &str, session: &PaymentSession, verdicts: &[Verdict]) {
        let Some(signed) = &session.signed else { return };
        self.add(&format!("{folder}/checkout.jwt"), signed.checkout_jwt.clone());
        let described = json!({
            "session_id": signed.session_id, "protocol_version": signed.protocol_version, "aud": signed.aud,
            "nonce": signed.nonce, "checkout_hash": signed.checkout_hash,
            "expiry_at": session.created.expiry_at.format_rfc3339(),
        });
        self.add(&format!("{folder}/session.json"), pretty_json(&described));
        if let Some(mandate) = &session.mandate {
            let tokens = [("checkout", mandate.mandate.reveal()), ("payment", mandate.payment_token())];
            for (name, token) in tokens {
                if let Some(token) = token {
                    self.add(&format!("{folder}/{name}_mandate.sd-jwt"), token.to_owned());
                }
            }
        }
        let ours = verdicts.iter().filter(|verdict| verdict.session_id() == signed.session_id);
        for (number, receipt) in (1..).zip(ours.filter_map(Verdict::receipt)) {
            self.add(&format!("{folder}/receipt-{number}.jwt"), receipt.to_owned());
        }
    }
}

fn pack_contents(
    order: &CheckoutOrder,
    verdicts: &[Verdict],
    view: &Value,
    merchant: &[Value],
    trusted: &[Value],
) -> Vec<(String, Vec<u8>)> {
    let mut files = PackFiles::default();
    files.add("README.md", README.to_owned());
    files.add("check.py", CHECK.to_owned());
    files.add("order.json", pretty_json(view));
    for (number, session) in (1..).zip(&order.sessions) {
        files.add_session(&format!("session-{number}"), session, verdicts);
    }
    files.add("keys/merchant.jwks.json", pretty_json(&json!({ "keys": merchant })));
    files.add("keys/trusted.jwks.json", pretty_json(&json!({ "keys": trusted })));
    let sums: String =
        files.0.iter().map(|(name, bytes)| format!("{}  {name}\n", encode_hex(&Sha256::digest(bytes)))).collect();
    files.add("SHA256SUMS", sums);
    files.0
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
