//! The keys of AP2: making and rotating ours, and saying whose mandates are believed.

use serde_json::{Value, json};

use super::errors::CheckoutError;
use crate::app::App;
use crate::app::channels::secrets::hide_memory;
use crate::app::input::CommandInput;
use crate::app::write::shop_change::ShopChange;
use crate::config::Paths;
use crate::domain::ap2::{Ap2Refusal, KeyRing, PublicKey, SigningKey};
use crate::error::{Error, Result};
use crate::store::TxEnding;
use crate::store::crypto::ap2_keys::Ap2KeyFiles;
pub use crate::store::shop::ap2_trust::{TrustAction, TrustChange};

/// The longest text of a key, in bytes.
const KEY_LIMIT: usize = 4096;

/// The key that signs checkouts and receipts. From then on the process leaves no memory image.
pub fn signing_key(paths: &Paths) -> Result<SigningKey> {
    hide_memory();
    Ap2KeyFiles::in_directory(&paths.ap2).read_current_key()?.ok_or_else(|| CheckoutError::Ap2KeyMissing.into_error())
}

/// The key that signs; the first one is made where there is none, and kept unless the command is only tried.
pub fn signing_key_or_first(paths: &Paths, ending: TxEnding) -> Result<SigningKey> {
    hide_memory();
    let files = Ap2KeyFiles::in_directory(&paths.ap2);
    match (files.read_current_key()?, ending) {
        (Some(key), _) => Ok(key),
        (None, TxEnding::Commit) => files.create_current_key(),
        (None, TxEnding::RollBack) => Ap2KeyFiles::generate_unsaved_key(),
    }
}

/// Every public key of ours; what a retired one signed stays verifiable.
pub fn our_keys(paths: &Paths) -> Result<KeyRing> {
    Ap2KeyFiles::in_directory(&paths.ap2).own_key_ring()
}

/// The keys whose mandates are believed.
pub fn trusted_keys(paths: &Paths) -> Result<KeyRing> {
    Ap2KeyFiles::in_directory(&paths.ap2).trusted_key_ring()
}

/// The `kid` of the key that signs, if one was made.
pub fn current_kid(paths: &Paths) -> Result<Option<String>> {
    hide_memory();
    Ok(Ap2KeyFiles::in_directory(&paths.ap2).read_current_key()?.map(|key| key.public_key().kid().to_owned()))
}

/// A public key of ours: the one named, else the one that signs.
pub fn our_key(paths: &Paths, kid: Option<&str>) -> Result<PublicKey> {
    match kid {
        None => Ok(signing_key(paths)?.public_key().clone()),
        Some(kid) => {
            our_keys(paths)?.find_key(kid).cloned().ok_or_else(|| ap2_key_not_found(kid, "ticketctl ap2 key list"))
        }
    }
}

/// Reads a public key from a file with a JWK or a PEM text. A JWK's own `kid` holds unless another is given.
pub fn read_key(file: CommandInput<'_>, kid: Option<&str>) -> Result<PublicKey> {
    let bytes = file.read_past(KEY_LIMIT)?;
    // What goes on after the limit is no key, whatever it begins with.
    let text = &String::from_utf8_lossy(bytes.get(..KEY_LIMIT).unwrap_or(&bytes));
    let unreadable = |refused: Ap2Refusal| {
        let (zh, en) = (refused.reason.text().zh, refused.reason.text().en);
        CheckoutError::Ap2KeyUnreadable { zh: &zh, en: &en }.into_error().detail("reason", refused.reason.code())
    };
    let Ok(Value::Object(mut jwk)) = serde_json::from_str(text) else {
        return PublicKey::from_pem(text, kid).map_err(unreadable);
    };
    if let Some(kid) = kid {
        jwk.insert("kid".to_owned(), kid.into());
    }
    PublicKey::from_jwk(&Value::Object(jwk)).map_err(unreadable)
}

impl App {
    /// Makes the first key.
    pub fn make_ap2_key(&mut self) -> Result<ShopChange> {
        self.put_ap2_key("ap2 key new", |current| match current {
            None => Ok(()),
            Some(_) => Err(CheckoutError::Ap2KeyExists.into()),
        })
    }

    /// Makes a key in the place of the one that signs.
    pub fn rotate_ap2_key(&mut self) -> Result<ShopChange> {
        self.put_ap2_key("ap2 key rotate", |current| {
            current.map(|_| ()).ok_or_else(|| CheckoutError::Ap2KeyMissing.into_error())
        })
    }

    fn put_ap2_key(&mut self, name: &str, may: impl FnOnce(Option<&str>) -> Result<()>) -> Result<ShopChange> {
        let (files, dry_run) = (Ap2KeyFiles::in_directory(&self.paths.ap2), self.caller.dry_run);
        hide_memory();
        // In the transaction: of two processes at once, one sees the key of the other.
        self.change_shop(name, &json!({}), |_, _| {
            let before = files.read_current_key()?.map(|key| key.public_key().kid().to_owned());
            may(before.as_deref())?;
            let kid = if dry_run { None } else { Some(files.create_current_key()?.public_key().kid().to_owned()) };
            Ok(json!({ "kid": kid, "retired": before }))
        })
    }

    /// Believes mandates whose root this key signed.
    pub fn trust_ap2_key(&mut self, key: &PublicKey) -> Result<ShopChange> {
        let (files, dry_run) = (Ap2KeyFiles::in_directory(&self.paths.ap2), self.caller.dry_run);
        let operator = self.caller.operator.clone();
        let (kid, thumbprint) = (key.kid().to_owned(), key.thumbprint());
        self.change_shop("ap2 trust add", &json!({ "kid": kid, "thumbprint": thumbprint }), |tx, now| {
            let trusted = files.trusted_key_ring()?;
            let added = match trusted.find_key(&kid) {
                Some(other) if other != key => return Err(CheckoutError::Ap2KidTaken { kid: &kid }.into()),
                there => there.is_none(),
            };
            if added {
                tx.record_trust_change(&TrustChange {
                    changed_at: now,
                    operator: operator.clone(),
                    action: TrustAction::Added,
                    kid: kid.clone(),
                    thumbprint: thumbprint.clone(),
                })?;
                if !dry_run {
                    files.trust_key(key)?;
                }
            }
            Ok(json!({ "kid": kid, "thumbprint": thumbprint, "added": added }))
        })
    }

    /// Believes a key no longer.
    pub fn distrust_ap2_key(&mut self, kid: &str) -> Result<ShopChange> {
        let (files, dry_run) = (Ap2KeyFiles::in_directory(&self.paths.ap2), self.caller.dry_run);
        let operator = self.caller.operator.clone();
        self.change_shop("ap2 trust remove", &json!({ "kid": kid }), |tx, now| {
            let trusted = files.trusted_key_ring()?;
            let key = trusted.find_key(kid).ok_or_else(|| ap2_key_not_found(kid, "ticketctl ap2 trust list"))?;
            tx.record_trust_change(&TrustChange {
                changed_at: now,
                operator: operator.clone(),
                action: TrustAction::Removed,
                kid: kid.to_owned(),
                thumbprint: key.thumbprint(),
            })?;
            if !dry_run {
                files.distrust_key(kid)?;
            }
            Ok(json!({ "kid": kid, "removed": true }))
        })
    }

    /// Who was trusted and distrusted through this database, oldest first.
    pub fn list_trust_changes(&mut self) -> Result<Vec<TrustChange>> {
        self.store.read(|tx| tx.list_trust_changes())
    }
}

fn ap2_key_not_found(kid: &str, list: &str) -> Box<Error> {
    CheckoutError::Ap2KeyNotFound { kid: &kid, list: &list }.into_error()
}
