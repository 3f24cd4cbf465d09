//! The keys of AP2: making and rotating ours, and saying whose mandates are believed.

use serde_json::{Value, json};

use crate::app::App;
use crate::app::channels::secrets::conceal;
use crate::app::write::shop_change::Change;
use crate::config::Paths;
use crate::domain::ap2::{KeyRing, PublicKey, Refused, SigningKey};
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Ending;
use crate::store::crypto::ap2_keys::KeyFiles;

/// The longest text of a key, in bytes.
pub const KEY_LIMIT: usize = 4096;

/// The key that signs checkouts and receipts. From then on the process leaves no memory image.
pub fn signing_key(paths: &Paths) -> Result<SigningKey> {
    conceal();
    KeyFiles::under(&paths.ap2).current()?.ok_or_else(missing)
}

/// The key that signs; the first one is made where there is none, and kept unless the command is only tried.
pub fn signing_key_or_first(paths: &Paths, ending: Ending) -> Result<SigningKey> {
    conceal();
    let files = KeyFiles::under(&paths.ap2);
    match (files.current()?, ending) {
        (Some(key), _) => Ok(key),
        (None, Ending::Commit) => files.make(),
        (None, Ending::RollBack) => KeyFiles::passing(),
    }
}

/// Every public key of ours; what a retired one signed stays verifiable.
pub fn our_keys(paths: &Paths) -> Result<KeyRing> {
    KeyFiles::under(&paths.ap2).ours()
}

/// The keys whose mandates are believed.
pub fn trusted_keys(paths: &Paths) -> Result<KeyRing> {
    KeyFiles::under(&paths.ap2).trusted()
}

/// The `kid` of the key that signs, if one was made.
pub fn current_kid(paths: &Paths) -> Result<Option<String>> {
    conceal();
    Ok(KeyFiles::under(&paths.ap2).current()?.map(|key| key.public().kid().to_owned()))
}

/// A public key of ours: the one named, else the one that signs.
pub fn our_key(paths: &Paths, kid: Option<&str>) -> Result<PublicKey> {
    match kid {
        None => Ok(signing_key(paths)?.public().clone()),
        Some(kid) => our_keys(paths)?.get(kid).cloned().ok_or_else(|| not_found(kid, "ticketctl ap2 key list")),
    }
}

/// Reads a public key from a JWK or a PEM text. A JWK's own `kid` holds unless another is given.
pub fn read_key(text: &str, kid: Option<&str>) -> Result<PublicKey> {
    let unreadable = |refused: Refused| {
        let (zh, en) = (refused.message.zh, refused.message.en);
        let message = say!("读不出公钥：{zh}", "no public key can be read: {en}");
        Error::usage("ap2_key_unreadable", message)
            .hint(say!(
                "给出 P-256 公钥：JWK，或以 BEGIN PUBLIC KEY 开头的 PEM",
                "give a P-256 public key, as a JWK or as PEM that begins with BEGIN PUBLIC KEY"
            ))
            .detail("reason", refused.code)
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
    pub fn make_ap2_key(&mut self) -> Result<Change> {
        self.put_ap2_key("ap2 key new", |current| match current {
            None => Ok(()),
            Some(_) => Err(Error::new(
                "ap2_key_exists",
                Exit::Refused,
                say!("已经有签名密钥，什么都没有改变", "there is a signing key; nothing was changed"),
            )
            .hint(say!("换新的用 `ticketctl ap2 key rotate`", "`ticketctl ap2 key rotate` replaces it"))),
        })
    }

    /// Makes a key in the place of the one that signs.
    pub fn rotate_ap2_key(&mut self) -> Result<Change> {
        self.put_ap2_key("ap2 key rotate", |current| current.map(|_| ()).ok_or_else(missing))
    }

    fn put_ap2_key(&mut self, name: &str, may: impl FnOnce(Option<&str>) -> Result<()>) -> Result<Change> {
        let (files, dry_run) = (KeyFiles::under(&self.paths.ap2), self.caller.dry_run);
        conceal();
        // In the transaction: of two processes at once, one sees the key of the other.
        self.change(name, &json!({}), |_, _| {
            let before = files.current()?.map(|key| key.public().kid().to_owned());
            may(before.as_deref())?;
            let kid = if dry_run { None } else { Some(files.make()?.public().kid().to_owned()) };
            Ok(json!({ "kid": kid, "retired": before }))
        })
    }

    /// Believes mandates whose root this key signed.
    pub fn trust_ap2_key(&mut self, key: &PublicKey) -> Result<Change> {
        let (files, dry_run) = (KeyFiles::under(&self.paths.ap2), self.caller.dry_run);
        let (kid, thumbprint) = (key.kid().to_owned(), key.thumbprint());
        self.change("ap2 trust add", &json!({ "kid": kid, "thumbprint": thumbprint }), |_, _| {
            let trusted = files.trusted()?;
            let added = match trusted.get(&kid) {
                Some(other) if other != key => return Err(taken(&kid)),
                there => there.is_none(),
            };
            if added && !dry_run {
                files.trust(key)?;
            }
            Ok(json!({ "kid": kid, "thumbprint": thumbprint, "added": added }))
        })
    }

    /// Believes a key no longer.
    pub fn distrust_ap2_key(&mut self, kid: &str) -> Result<Change> {
        let (files, dry_run) = (KeyFiles::under(&self.paths.ap2), self.caller.dry_run);
        self.change("ap2 trust remove", &json!({ "kid": kid }), |_, _| {
            let there = if dry_run { files.trusted()?.get(kid).is_some() } else { files.distrust(kid)? };
            if there {
                Ok(json!({ "kid": kid, "removed": true }))
            } else {
                Err(not_found(kid, "ticketctl ap2 trust list"))
            }
        })
    }
}

fn missing() -> Box<Error> {
    Error::new("ap2_key_missing", Exit::Config, say!("还没有 AP2 签名密钥", "there is no AP2 signing key yet"))
        .hint(say!("运行 `ticketctl ap2 key new`", "run `ticketctl ap2 key new`"))
}

fn not_found(kid: &str, list: &str) -> Box<Error> {
    Error::new("ap2_key_not_found", Exit::NotFound, say!("没有 kid 为 {kid} 的密钥", "no key goes by the kid {kid}"))
        .hint(say!("`{list}` 列出全部", "`{list}` lists them"))
}

fn taken(kid: &str) -> Box<Error> {
    Error::new(
        "ap2_kid_taken",
        Exit::Refused,
        say!("kid {kid} 已属于另一把密钥，什么都没有改变", "another key goes by the kid {kid}; nothing was changed"),
    )
    .hint(say!(
        "核实对方确实换了密钥，再运行 `ticketctl ap2 trust remove {kid}`",
        "make sure that its owner did change it, then run `ticketctl ap2 trust remove {kid}`"
    ))
}
