//! Sealing: XChaCha20-Poly1305 under a person's key, bound to the person and to the field.
//!
//! Invariant: a sealed value opens only in the place it was sealed for. Moved to another person or another field,
//! changed in one bit, or cut, it is damage and never data.
//!
//! Text form: `s1.` + base64url(nonce ‖ ciphertext). Bytes form: `TKS1` + nonce ‖ ciphertext. Nonces are 24 random
//! bytes, so one key may seal any number of values.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretBox};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::domain::value::mask::PERSONAL_KEYS;
use crate::domain::value::person::{erased_value, is_erased};
use crate::error::{Error, Result};
use crate::store::errors::StoreError;

const TEXT_TAG: &str = "ticketctl/field";
const BYTES_TAG: &str = "ticketctl/bytes";
const TEXT_PREFIX: &str = "s1.";
const BYTES_PREFIX: &[u8] = b"TKS1";
const FORMAT_VERSION: &str = "1";
const NONCE: usize = 24;
/// The key under which a sealed value stands in a payload.
const SEALED: &str = "$sealed";

/// The key under which one person's data is sealed. Cleared from memory when it goes.
#[derive(Debug)]
pub struct PersonKey(pub(super) SecretBox<[u8; 32]>);

impl PersonKey {
    const fn secret_key(&self) -> &SecretBox<[u8; 32]> {
        &self.0
    }
}

/// Seals a text for a place: a person and a field.
pub fn seal_text(key: &PersonKey, person_id: &str, field: &str, plaintext: &[u8]) -> Result<String> {
    let sealed = encrypt_bytes(key.secret_key(), &associated_data(TEXT_TAG, person_id, field), plaintext)?;
    Ok(format!("{TEXT_PREFIX}{}", URL_SAFE_NO_PAD.encode(sealed)))
}

/// Opens what [`seal_text`] made for the same place.
pub fn open_text(key: &PersonKey, person_id: &str, field: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>> {
    let encoded = sealed.strip_prefix(TEXT_PREFIX);
    let bytes = encoded.and_then(|encoded| URL_SAFE_NO_PAD.decode(encoded).ok());
    let plain =
        bytes.and_then(|bytes| decrypt_bytes(key.secret_key(), &associated_data(TEXT_TAG, person_id, field), &bytes));
    plain.ok_or_else(|| damaged_seal_error(field))
}

/// Seals bytes that are stored as they are: a screenshot, an outgoing body.
pub fn seal_bytes(key: &PersonKey, person_id: &str, field: &str, plaintext: &[u8]) -> Result<Vec<u8>> {
    let sealed = encrypt_bytes(key.secret_key(), &associated_data(BYTES_TAG, person_id, field), plaintext)?;
    Ok([BYTES_PREFIX, sealed.as_slice()].concat())
}

/// Opens what [`seal_bytes`] made for the same place.
pub fn open_bytes(key: &PersonKey, person_id: &str, field: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let body = sealed.strip_prefix(BYTES_PREFIX);
    let plain =
        body.and_then(|body| decrypt_bytes(key.secret_key(), &associated_data(BYTES_TAG, person_id, field), body));
    plain.ok_or_else(|| damaged_seal_error(field))
}

/// Replaces each personal value at the top level of an event's payload by `{"$sealed": "s1.…"}`. Null has nothing to
/// seal, nor has the mark of an erased value.
///
/// Without a key, because the person was erased, the mark of an erased value takes each place.
pub fn seal_payload(key: Option<&PersonKey>, person_id: &str, payload: &mut Map<String, Value>) -> Result<()> {
    for field in PERSONAL_KEYS {
        let Some(value) = payload.get_mut(*field).filter(|value| !value.is_null() && !is_erased(value)) else {
            continue;
        };
        let Some(key) = key else {
            *value = erased_value();
            continue;
        };
        let plain = Zeroizing::new(value.to_string());
        *value = json!({ SEALED: seal_text(key, person_id, field, plain.as_bytes())? });
    }
    Ok(())
}

/// Restores what [`seal_payload`] sealed. Without a key, because the person was erased, the mark of an erased value
/// takes each place.
///
/// # Errors
/// `sealed_value_damaged`, exit 11: a value does not open although the key is there.
pub fn open_payload(key: Option<&PersonKey>, person_id: &str, payload: &mut Map<String, Value>) -> Result<()> {
    for field in PERSONAL_KEYS {
        let Some(value) = payload.get_mut(*field) else { continue };
        let Some(sealed) = value.get(SEALED) else { continue };
        *value = match key {
            None => erased_value(),
            Some(key) => {
                let sealed = sealed.as_str().ok_or_else(|| damaged_seal_error(field))?;
                let plain = open_text(key, person_id, field, sealed)?;
                serde_json::from_slice(&plain).map_err(|_| damaged_seal_error(field))?
            }
        };
    }
    Ok(())
}

/// Whether a stored payload holds a sealed value: whether showing it shows a person.
pub fn holds_sealed_value(payload: &Map<String, Value>) -> bool {
    PERSONAL_KEYS.iter().filter_map(|field| payload.get(*field)).any(|value| value.get(SEALED).is_some())
}

/// What a ciphertext is bound to: its use, its format, its person and its field, each with its length in front.
pub(super) fn associated_data(tag: &str, person_id: &str, field: &str) -> Vec<u8> {
    let parts = [tag, FORMAT_VERSION, person_id, field];
    parts.iter().flat_map(|part| (part.len() as u64).to_be_bytes().into_iter().chain(part.bytes())).collect()
}

/// A random nonce and the ciphertext with its tag.
pub(super) fn encrypt_bytes(key: &SecretBox<[u8; 32]>, aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = rand::random();
    let cipher = XChaCha20Poly1305::new(key.expose_secret().into());
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad })
        .map_err(|_| StoreError::SealingFailed.into_error())?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// The plaintext, if every bit is as it was sealed.
pub(super) fn decrypt_bytes(key: &SecretBox<[u8; 32]>, aad: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, body) = sealed.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(key.expose_secret().into());
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: body, aad }).ok().map(Zeroizing::new)
}

/// HMAC-SHA256 over a domain tag and length-prefixed parts.
pub(in crate::store) fn compute_hmac(key: &[u8; 32], tag: &str, parts: &[&[u8]]) -> [u8; 32] {
    // HMAC fills a short key with zeros to a block; doing it here leaves no error to handle.
    let mut block = Zeroizing::new([0; 64]);
    block[..32].copy_from_slice(key);
    let block: &[u8; 64] = &block;
    let mut hmac = <Hmac<Sha256> as hmac::KeyInit>::new(block.into());
    for part in std::iter::once(tag.as_bytes()).chain(parts.iter().copied()) {
        hmac.update(&(part.len() as u64).to_be_bytes());
        hmac.update(part);
    }
    hmac.finalize().into_bytes().into()
}

fn damaged_seal_error(field: &str) -> Box<Error> {
    StoreError::SealedValueDamaged { field: &field }.into_error().detail("field", field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;
    use crate::store::crypto::keys::tests::keys;

    fn form() -> Map<String, Value> {
        let form = json!({
            "name": "张三2376", "phone": "13800000000", "gender": null, "userType": "mainland",
            "certificateNo": "440101199001012376", "fields": [{"seen": 12.50}],
        });
        form.as_object().unwrap().clone()
    }

    #[test]
    fn a_value_opens_in_its_own_place_alone() {
        let keys = keys();
        let (key, other) = (keys.generate_person_key(), keys.generate_person_key());
        let sealed = seal_text(&key, "p1", "name", "张三".as_bytes()).unwrap();
        assert!(sealed.starts_with("s1."));
        assert_eq!(*open_text(&key, "p1", "name", &sealed).unwrap(), "张三".as_bytes());
        for (key, person, field) in [(&key, "p2", "name"), (&key, "p1", "phone"), (&other, "p1", "name")] {
            assert_eq!(open_text(key, person, field, &sealed).unwrap_err().exit, Exit::Data);
        }
        assert_ne!(
            seal_text(&key, "p1", "name", "张三".as_bytes()).unwrap(),
            sealed,
            "every sealing has its own nonce"
        );
    }

    #[test]
    fn any_changed_bit_is_damage() {
        let key = keys().generate_person_key();
        let sealed = seal_bytes(&key, "p1", "screenshot", b"PNG bytes").unwrap();
        assert_eq!(**open_bytes(&key, "p1", "screenshot", &sealed).unwrap(), *b"PNG bytes");
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(open_bytes(&key, "p1", "screenshot", &changed).is_err(), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert!(open_bytes(&key, "p1", "screenshot", &sealed[..length]).is_err());
        }
        for bad in ["", "s1.", "s2.AAAA", "s1.???", "张三"] {
            assert_eq!(open_text(&key, "p1", "name", bad).unwrap_err().code, "sealed_value_damaged");
        }
    }

    #[test]
    fn a_payload_is_sealed_and_comes_back_to_the_byte() {
        let key = keys().generate_person_key();
        let mut payload = form();
        seal_payload(Some(&key), "p1", &mut payload).unwrap();
        let stored = Value::Object(payload.clone()).to_string();
        for canary in ["张三", "13800000000", "440101199001012376", "12.5"] {
            assert!(!stored.contains(canary), "{canary} in {stored}");
        }
        assert_eq!((&payload["gender"], &payload["userType"]), (&Value::Null, &json!("mainland")));
        open_payload(Some(&key), "p1", &mut payload).unwrap();
        assert_eq!(Value::Object(payload).to_string(), Value::Object(form()).to_string());
    }

    #[test]
    fn without_the_key_a_person_is_erased_and_the_rest_stays() {
        let key = keys().generate_person_key();
        let mut payload = form();
        seal_payload(Some(&key), "p1", &mut payload).unwrap();
        open_payload(None, "p1", &mut payload).unwrap();
        assert_eq!(
            Value::Object(payload.clone()),
            json!({
                "name": {"$erased": true}, "phone": {"$erased": true}, "gender": null, "userType": "mainland",
                "certificateNo": {"$erased": true}, "fields": {"$erased": true},
            })
        );
        let erased = payload.clone();
        seal_payload(Some(&key), "p1", &mut payload).unwrap();
        assert_eq!(payload, erased);
    }

    #[test]
    fn nothing_of_an_erased_person_is_stored_anew() {
        let mut payload = form();
        seal_payload(None, "p1", &mut payload).unwrap();
        let stored = Value::Object(payload).to_string();
        for canary in ["张三", "13800000000", "440101199001012376", "12.5"] {
            assert!(!stored.contains(canary), "{canary} in {stored}");
        }
    }

    #[test]
    fn a_swapped_field_is_damage_and_a_forged_mark_is_only_data() {
        let key = keys().generate_person_key();
        let mut payload = form();
        seal_payload(Some(&key), "p1", &mut payload).unwrap();
        let phone = payload["phone"].clone();
        payload.insert("name".to_owned(), phone);
        let error = open_payload(Some(&key), "p1", &mut payload).unwrap_err();
        assert_eq!((error.exit, error.details["field"].as_str()), (Exit::Data, Some("name")));

        let forged = json!({"name": {"$sealed": "s1.AAAA"}, "note": {"$sealed": "s1.AAAA"}});
        let mut payload = forged.as_object().unwrap().clone();
        seal_payload(Some(&key), "p1", &mut payload).unwrap();
        open_payload(Some(&key), "p1", &mut payload).unwrap();
        assert_eq!(Value::Object(payload), forged);
    }
}
