//! Keys: one master key in the key file, and under it one key per person.
//!
//! Invariant: a person's key exists at rest only wrapped, bound to that person. Delete the wrapped key and everything
//! that was sealed for the person is gone, wherever it lies, while the log still verifies.

use secrecy::{ExposeSecret as _, SecretBox, SecretString};

use super::cipher::{PersonKey, associated_data, compute_hmac, decrypt_bytes, encrypt_bytes};
use super::key_file::MasterKey;
use crate::domain::value::text::encode_hex;
use crate::error::Result;
use crate::store::errors::StoreError;

const WRAP_TAG: &str = "ticketctl/person-key";
const TEXT_TAG: &str = "ticketctl/text";
/// The first byte of a wrapped key: the version of its format.
const WRAP_VERSION: u8 = 1;

/// The keys derived from the master key. Holds no connection and no file.
#[derive(Debug)]
pub struct DerivedKeys {
    wrapping_key: SecretBox<[u8; 32]>,
    pub(crate) digest_key: SecretBox<[u8; 32]>,
    pub(crate) fingerprint_key: SecretBox<[u8; 32]>,
    text_key: SecretBox<[u8; 32]>,
    key_id: String,
}

impl DerivedKeys {
    pub fn new(master: &MasterKey) -> Self {
        let derive = |label: &str| {
            let derived = || compute_hmac(master.expose_bytes(), "ticketctl/derive/1", &[label.as_bytes()]);
            SecretBox::init_with(derived)
        };
        // Of the master key and cut to 8 bytes: enough to tell two files apart, and of no use against either.
        let key_id = compute_hmac(master.expose_bytes(), "ticketctl/derive/1", &[b"key-id"]);
        Self {
            wrapping_key: derive("wrapping"),
            digest_key: derive("digest"),
            fingerprint_key: derive("fingerprint"),
            text_key: derive("text"),
            key_id: encode_hex(&key_id[..8]),
        }
    }

    /// Seals a text of the shop's own for one place: an account's access token, what was read on a picture.
    pub fn seal_text(&self, place: &str, text: &SecretString) -> Result<Vec<u8>> {
        encrypt_bytes(&self.text_key, &associated_data(TEXT_TAG, place, "text"), text.expose_secret().as_bytes())
    }

    /// Opens it; `None` where it was sealed under another key or for another place.
    pub fn open_text(&self, place: &str, sealed: &[u8]) -> Option<SecretString> {
        let clear = decrypt_bytes(&self.text_key, &associated_data(TEXT_TAG, place, "text"), sealed)?;
        std::str::from_utf8(&clear).ok().map(SecretString::from)
    }

    /// 16 hex digits that name the key file without telling anything about it. The database keeps it, so another key
    /// file is noticed before anything is read or written with it.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Refuses a key file that is not the database's.
    pub fn check_key_id(&self, stored: &str) -> Result<()> {
        if self.key_id == stored {
            return Ok(());
        }
        let mine = &self.key_id;
        Err(StoreError::KeyFileWrong { mine: &mine, stored: &stored }.into_error())
    }

    pub fn generate_person_key(&self) -> PersonKey {
        PersonKey(SecretBox::init_with_mut(|key: &mut [u8; 32]| rand::fill(&mut key[..])))
    }

    /// The form in which a person's key is stored: 73 bytes, bound to the person.
    pub fn wrap_person_key(&self, key: &PersonKey, person_id: &str) -> Result<Vec<u8>> {
        let sealed =
            encrypt_bytes(&self.wrapping_key, &associated_data(WRAP_TAG, person_id, ""), key.0.expose_secret())?;
        Ok([&[WRAP_VERSION], sealed.as_slice()].concat())
    }

    /// The key from its stored form.
    ///
    /// # Errors
    /// `person_key_damaged`, exit 11: changed, cut, of another person, or wrapped under another key file.
    pub fn unwrap_person_key(&self, wrapped: &[u8], person_id: &str) -> Result<PersonKey> {
        let plain = match wrapped {
            [WRAP_VERSION, sealed @ ..] => {
                decrypt_bytes(&self.wrapping_key, &associated_data(WRAP_TAG, person_id, ""), sealed)
            }
            _ => None,
        };
        let exact: Option<&[u8; 32]> = plain.as_ref().and_then(|plain| plain.as_slice().try_into().ok());
        let Some(exact) = exact else {
            return Err(StoreError::PersonKeyDamaged.into_error().detail("person", person_id));
        };
        Ok(PersonKey(SecretBox::init_with_mut(|key: &mut [u8; 32]| key.copy_from_slice(exact))))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::error::Exit;
    use crate::store::crypto::key_file;

    /// A keys over a key file of its own.
    pub(in crate::store) fn keys() -> DerivedKeys {
        let dir = tempfile::tempdir().unwrap();
        DerivedKeys::new(&key_file::create_key_file(&dir.path().join("key")).unwrap())
    }

    #[test]
    fn one_key_file_gives_the_same_keys_every_time() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        let first = DerivedKeys::new(&key_file::create_key_file(&path).unwrap());
        let again = DerivedKeys::new(&key_file::load_key_file(&path).unwrap());
        assert_eq!(first.key_id(), again.key_id());
        assert_eq!(first.key_id().len(), 16);
        assert!(again.check_key_id(first.key_id()).is_ok());
        assert_eq!(again.fingerprint_content("c", b"x"), first.fingerprint_content("c", b"x"));
        assert_eq!(keys().check_key_id(first.key_id()).unwrap_err().code, "key_file_wrong");
    }

    #[test]
    fn a_wrapped_key_opens_for_its_person_alone() {
        let keys = keys();
        let key = keys.generate_person_key();
        let wrapped = keys.wrap_person_key(&key, "p1").unwrap();
        assert_eq!(wrapped.len(), 73);
        assert_eq!(keys.unwrap_person_key(&wrapped, "p1").unwrap().0.expose_secret(), key.0.expose_secret());
        assert_eq!(keys.unwrap_person_key(&wrapped, "p2").unwrap_err().exit, Exit::Data);
        assert!(self::keys().unwrap_person_key(&wrapped, "p1").is_err());
    }

    #[test]
    fn any_changed_bit_of_a_wrapped_key_is_noticed() {
        let keys = keys();
        let wrapped = keys.wrap_person_key(&keys.generate_person_key(), "p1").unwrap();
        for bit in 0..wrapped.len() * 8 {
            let mut changed = wrapped.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(keys.unwrap_person_key(&changed, "p1").unwrap_err().code, "person_key_damaged", "bit {bit}");
        }
        for length in 0..wrapped.len() {
            assert!(keys.unwrap_person_key(&wrapped[..length], "p1").is_err());
        }
    }

    #[test]
    fn keys_differ_and_do_not_print() {
        let keys = keys();
        let (one, two) = (keys.generate_person_key(), keys.generate_person_key());
        assert_ne!(one.0.expose_secret(), two.0.expose_secret());
        assert!(format!("{one:?} {keys:?}").contains("REDACTED"));
        assert!(
            !format!("{one:?}")
                .contains(&one.0.expose_secret()[0..3].iter().map(u8::to_string).collect::<Vec<_>>().join(", "))
        );
    }
}
