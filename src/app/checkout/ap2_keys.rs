//! The keys of AP2: making and rotating ours, and saying whose mandates are believed.

use serde_json::{Value, json};

use super::errors::CheckoutError;
use crate::app::App;
use crate::app::channels::secrets::hide_memory;
use crate::app::input::CommandInput;
use crate::app::write::shop_change::ShopChange;
use crate::domain::ap2::{Ap2Refusal, KeyRing, PublicKey, SigningKey};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::store::crypto::ap2_keys::Ap2KeyFiles;
pub use crate::store::shop::ap2_changes::{KeyChange, TrustAction, TrustChange};
use crate::store::{Tx, TxEnding};

/// The longest text of a key, in bytes.
const KEY_LIMIT: usize = 4096;

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
    /// The files of the shop's own keys, and of those whose mandates it believes.
    pub(crate) fn ap2_key_files(&mut self) -> Result<Ap2KeyFiles> {
        let shop_id = self.store.read(|tx| tx.shop_id())?;
        Ok(Ap2KeyFiles::of_shop(&self.paths.ap2, &shop_id, self.store.kind()))
    }

    /// The key that signs; the first one is made where there is none, and kept unless the command is only tried. From then on
    /// the process leaves no memory image.
    pub(crate) fn signing_key_or_first(&mut self, files: &Ap2KeyFiles) -> Result<SigningKey> {
        hide_memory();
        if let Some(key) = files.read_current_key()? {
            return Ok(key);
        }
        if self.caller.dry_run {
            return files.generate_unsaved_key();
        }
        let (now, operator) = (self.clock.processed_at(), self.caller.operator.clone());
        // In the transaction: of two processes at once, one finds the key of the other.
        self.store.write(TxEnding::Commit, |tx| match files.read_current_key()? {
            Some(key) => Ok(key),
            None => create_recorded_key(tx, files, now, &operator, None),
        })
    }

    /// Every public key of the shop, and the `kid` of the one that signs, if one was made.
    pub fn list_ap2_keys(&mut self) -> Result<(KeyRing, Option<String>)> {
        hide_memory();
        let files = self.ap2_key_files()?;
        let current = files.read_current_key()?.map(|key| key.public_key().kid().to_owned());
        Ok((files.own_key_ring()?, current))
    }

    /// A public key of the shop: the one named, else the one that signs.
    pub fn find_ap2_key(&mut self, kid: Option<&str>) -> Result<PublicKey> {
        let (keys, current) = self.list_ap2_keys()?;
        let wanted = kid.or(current.as_deref()).ok_or_else(|| CheckoutError::Ap2KeyMissing.into_error())?;
        keys.find_key(wanted).cloned().ok_or_else(|| ap2_key_not_found(wanted, "ticketctl ap2 key list"))
    }

    /// The keys whose mandates are believed.
    pub fn list_trusted_keys(&mut self) -> Result<KeyRing> {
        self.ap2_key_files()?.trusted_key_ring()
    }

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
        let (files, dry_run) = (self.ap2_key_files()?, self.caller.dry_run);
        let operator = self.caller.operator.clone();
        hide_memory();
        // In the transaction: of two processes at once, one sees the key of the other.
        self.change_shop(name, &json!({}), |tx, now| {
            let before = files.read_current_key()?.map(|key| key.public_key().kid().to_owned());
            may(before.as_deref())?;
            let kid = match dry_run {
                true => None,
                false => {
                    let key = create_recorded_key(tx, &files, now, &operator, before.clone())?;
                    Some(key.public_key().kid().to_owned())
                }
            };
            Ok(json!({ "kid": kid, "retired": before }))
        })
    }

    /// Which key signed since when, oldest first. What was made before this was kept is not in it.
    pub fn list_key_changes(&mut self) -> Result<Vec<KeyChange>> {
        self.store.read(|tx| tx.list_key_changes())
    }

    /// Believes mandates whose root this key signed.
    pub fn trust_ap2_key(&mut self, key: &PublicKey) -> Result<ShopChange> {
        let (files, dry_run) = (self.ap2_key_files()?, self.caller.dry_run);
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
        let (files, dry_run) = (self.ap2_key_files()?, self.caller.dry_run);
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

/// A key that signs from now on, and that is on record.
fn create_recorded_key(
    tx: &Tx<'_>,
    files: &Ap2KeyFiles,
    now: Timestamp,
    operator: &str,
    retired: Option<String>,
) -> Result<SigningKey> {
    let key = files.create_current_key()?;
    let (operator, kid) = (operator.to_owned(), key.public_key().kid().to_owned());
    tx.record_key_change(&KeyChange { changed_at: now, operator, kid, retired })?;
    Ok(key)
}

fn ap2_key_not_found(kid: &str, list: &str) -> Box<Error> {
    CheckoutError::Ap2KeyNotFound { kid: &kid, list: &list }.into_error()
}
