//! Keyed digests: how a sealed name, phone or number is found again without being opened.
//!
//! Invariant: a digest says nothing without the key file. A plain hash would not do: every phone number there is can be
//! hashed within minutes.

use secrecy::ExposeSecret as _;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use crate::domain::resale::payload::{FormSubmitted, Visitor};
use crate::domain::value::code_enum::coded;
use crate::domain::value::person::Personal;
use crate::domain::value::person_name::name_lookup_form;
use crate::domain::value::phone::canonical_phone;
use crate::domain::value::text::number::CanonicalNumber;
use crate::store::crypto::cipher::compute_hmac;
use crate::store::crypto::keys::DerivedKeys;

coded! {
    /// What a digest was made of. Digests of different kinds never compare equal.
    DigestKind {
        Name = "name";
        /// A phone number in full.
        Phone = "phone";
        /// The last four characters of a phone number.
        PhoneLast4 = "phone_last4";
        /// A certificate number in full.
        Certificate = "certificate";
        /// The last four characters of a certificate number.
        CertificateLast4 = "certificate_last4";
        /// The buyer's account on the marketplace.
        ExternalUser = "external_user";
    }
}

impl DigestKind {
    /// One spelling for everything that means the same, so that a search finds what was stored in another form.
    fn normalise_text(self, text: &str) -> Zeroizing<String> {
        match self {
            Self::Name => Zeroizing::new(name_lookup_form(text)),
            Self::ExternalUser => Zeroizing::new(text.trim().nfc().collect()),
            Self::Phone => one_phone(text),
            Self::PhoneLast4 => last_four(&one_phone(text)),
            Self::Certificate => one_number(text),
            Self::CertificateLast4 => last_four(&one_number(text)),
        }
    }
}

/// The form of a phone in which it is kept; what is no phone, such as its last four digits, in that of a number.
fn one_phone(text: &str) -> Zeroizing<String> {
    canonical_phone(text).map_or_else(|| one_number(text), Zeroizing::new)
}

fn one_number(text: &str) -> Zeroizing<String> {
    Zeroizing::new(CanonicalNumber::of(text).as_str().to_owned())
}

fn last_four(text: &str) -> Zeroizing<String> {
    let skipped = text.chars().count().saturating_sub(4);
    Zeroizing::new(text.chars().skip(skipped).collect())
}

/// Everybody in a form: who filled it, and who comes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexedPeople<'a> {
    pub name: &'a Personal,
    pub phone: &'a Personal,
    pub certificate: &'a Personal,
    pub visitors: &'a [Visitor],
}

impl<'a> IndexedPeople<'a> {
    pub fn of_form(form: &'a FormSubmitted) -> Self {
        Self {
            name: &form.name,
            phone: &form.phone,
            certificate: &form.certificate_no,
            visitors: form.visitors.listed(),
        }
    }
}

impl DerivedKeys {
    /// The digest to look a value up by. The last-four kinds take a whole value or its last four characters.
    pub fn digest_text(&self, kind: DigestKind, text: &str) -> [u8; 32] {
        let normal = kind.normalise_text(text);
        compute_hmac(
            self.digest_key.expose_secret(),
            "ticketctl/digest/1",
            &[kind.code().as_bytes(), normal.as_bytes()],
        )
    }

    /// Every digest by which a person is found. What is absent or erased has none.
    pub fn person_digests(
        &self,
        name: Option<&Personal>,
        phone: Option<&Personal>,
        certificate: Option<&Personal>,
    ) -> Vec<(DigestKind, [u8; 32])> {
        [
            (DigestKind::Name, name),
            (DigestKind::Phone, phone),
            (DigestKind::PhoneLast4, phone),
            (DigestKind::Certificate, certificate),
            (DigestKind::CertificateLast4, certificate),
        ]
        .into_iter()
        .filter_map(|(kind, value)| Some((kind, self.digest_text(kind, value?.reveal()?))))
        .collect()
    }

    /// Every digest by which an order is found for the people of its form, each once: two may have one name.
    pub fn form_digests(&self, form: IndexedPeople<'_>) -> Vec<(DigestKind, [u8; 32])> {
        let mut digests = self.person_digests(Some(form.name), Some(form.phone), Some(form.certificate));
        let others = form.visitors.iter();
        let others = others.flat_map(|one| self.person_digests(Some(&one.name), None, Some(&one.certificate_no)));
        for digest in others {
            if !digests.contains(&digest) {
                digests.push(digest);
            }
        }
        digests
    }

    /// The fingerprint of a command's canonical content, to tell a repeat under the same key from another request.
    /// Keyed, because the content may hold personal data.
    pub fn fingerprint_content(&self, command: &str, canonical: &[u8]) -> [u8; 32] {
        compute_hmac(self.fingerprint_key.expose_secret(), "ticketctl/fingerprint/1", &[command.as_bytes(), canonical])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::text::encode_hex;
    use crate::store::crypto::keys::tests::keys;

    #[test]
    fn the_construction_never_changes() {
        // HMAC-SHA256 with key 07×32 over the eight-byte lengths and parts, computed with Python's hmac module.
        let known = "8d117790c5a8bb6515a435552268e10ce9fe68cabb3eedec90f29908112132b6";
        assert_eq!(encode_hex(&compute_hmac(&[7; 32], "t", &[b"ab", b"c"])), known);
    }

    #[test]
    fn one_value_in_several_spellings_is_found() {
        let keys = keys();
        let phone = keys.digest_text(DigestKind::Phone, "13800000000");
        for other in ["+8613800000000", " 138 0000 0000", "138-0000-0000", "86-138.0000.0000", "１３８００００００００"]
        {
            assert_eq!(keys.digest_text(DigestKind::Phone, other), phone, "{other}");
        }
        let card = keys.digest_text(DigestKind::Certificate, "11010519491231002X");
        for other in ["11010519491231002x", "110105 19491231 002X", "\u{202d}11010519491231002X\u{202c}"] {
            assert_eq!(keys.digest_text(DigestKind::Certificate, other), card, "{other:?}");
        }
        for (one, other) in [("Jose\u{301}", " José "), ("陳麗強", "陈丽强"), ("测测娜·样本提", "测测娜•样本提")]
        {
            assert_eq!(keys.digest_text(DigestKind::Name, one), keys.digest_text(DigestKind::Name, other), "{one}");
        }
        let last = keys.digest_text(DigestKind::CertificateLast4, "440101199001012376");
        assert_eq!(keys.digest_text(DigestKind::CertificateLast4, "２３７６"), last);
    }

    #[test]
    fn kinds_values_and_key_files_are_kept_apart() {
        let (mine, other) = (keys(), keys());
        let digests: Vec<_> = DigestKind::ALL.iter().map(|kind| mine.digest_text(*kind, "2376")).collect();
        for (i, digest) in digests.iter().enumerate() {
            assert_eq!(digests.iter().filter(|d| *d == digest).count(), 1, "{i}");
            assert_eq!(DigestKind::from_code(DigestKind::ALL[i].code()), Some(DigestKind::ALL[i]));
        }
        assert_ne!(mine.digest_text(DigestKind::Name, "张三"), mine.digest_text(DigestKind::Name, "张四"));
        assert_ne!(mine.digest_text(DigestKind::Name, "张三"), other.digest_text(DigestKind::Name, "张三"));
    }

    #[test]
    fn parts_cannot_run_into_one_another() {
        assert_ne!(compute_hmac(&[7; 32], "t", &[b"ab", b"c"]), compute_hmac(&[7; 32], "t", &[b"a", b"bc"]));
        let keys = keys();
        assert_eq!(keys.fingerprint_content("push", b"{}"), keys.fingerprint_content("push", b"{}"));
        assert_ne!(keys.fingerprint_content("push", b"{}"), keys.fingerprint_content("push", b"{ }"));
        assert_ne!(keys.fingerprint_content("push", b"{}"), keys.fingerprint_content("payment", b"{}"));
    }

    #[test]
    fn a_person_has_five_digests_and_an_erased_one_none() {
        let keys = keys();
        let (name, phone, card) =
            (Personal::new("张三2376"), Personal::new("13800000000"), Personal::new("440101199001012376"));
        let digests = keys.person_digests(Some(&name), Some(&phone), Some(&card));
        assert_eq!(digests.len(), 5);
        assert!(digests.contains(&(DigestKind::PhoneLast4, keys.digest_text(DigestKind::PhoneLast4, "0000"))));
        assert_eq!(keys.person_digests(Some(&Personal::erased()), None, None), vec![]);
    }
}
