//! `ap2`: the keys that sign checkouts, and whose mandates are believed.

mod order;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::Context;
use super::response::{Answer, row};
use crate::app::checkout::ap2_keys;
use crate::app::checkout::ap2_keys::KEY_LIMIT;
use crate::domain::ap2::PublicKey;
use crate::domain::value::message::{Lang, Message, Text};
use crate::error::{Error, Result};
use crate::formats::source::Source;
use crate::output::format::{Column, Dataset, Shape};
use crate::say;

/// Signed mandates: the shop's keys, and whose mandates are believed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    noun: Noun,
}

#[derive(Debug, clap::Subcommand)]
enum Noun {
    /// The keys that sign checkouts and receipts: list, new, rotate, export
    Key {
        #[command(subcommand)]
        verb: Option<KeyVerb>,
    },
    /// The keys whose mandates are believed: add, list, remove
    Trust {
        #[command(subcommand)]
        verb: TrustVerb,
    },
    /// Judge a mandate for the session of an order; the verdict is recorded, and answered by a receipt
    Verify {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// A token, or a JSON object with both mandates; - reads it from stdin
        #[arg(long, value_name = "FILE")]
        mandate: PathBuf,
    },
    /// The signed receipt of the mandate that was judged last
    Receipt {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
    },
    /// Pack everything that a third party needs to check the mandate with stock tools
    Evidence {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// The zip file to write; it must not exist
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, clap::Subcommand)]
enum KeyVerb {
    /// Every key of the shop; retired ones still verify what they signed
    List,
    /// Make the first key
    New,
    /// Make a new key; the private half of the one before it is destroyed
    Rotate,
    /// Print a public key, for those who check what the shop signed
    Export {
        /// Its kid; without one, the key that signs now
        #[arg(value_name = "KID")]
        kid: Option<String>,
        /// As PEM instead of a JWK
        #[arg(long)]
        pem: bool,
    },
}

#[derive(Debug, clap::Subcommand)]
enum TrustVerb {
    /// Believe mandates that a key signed; make sure whose it is first
    Add {
        /// The public key, a JWK or PEM; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The kid that mandates name it by, where the file does not say
        #[arg(long, value_name = "KID")]
        kid: Option<String>,
    },
    /// Every key whose mandates are believed
    List,
    /// Believe a key no longer
    Remove {
        /// Its kid
        #[arg(value_name = "KID")]
        kid: String,
    },
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.noun {
        Noun::Key { verb: None | Some(KeyVerb::List) } => list_ours(context),
        Noun::Key { verb: Some(KeyVerb::New) } => new(context),
        Noun::Key { verb: Some(KeyVerb::Rotate) } => rotate(context),
        Noun::Key { verb: Some(KeyVerb::Export { kid, pem }) } => export(context, kid.as_deref(), pem),
        Noun::Trust { verb: TrustVerb::Add { file, kid } } => add(context, &file, kid.as_deref()),
        Noun::Trust { verb: TrustVerb::List } => list_trusted(context),
        Noun::Trust { verb: TrustVerb::Remove { kid } } => remove(context, &kid),
        Noun::Verify { order, mandate } => order::verify(context, &order, &mandate),
        Noun::Receipt { order } => order::receipt(context, &order),
        Noun::Evidence { order, file } => order::evidence(context, &order, &file),
    }
}

fn new(context: &Context) -> Result<Answer> {
    let change = context.app()?.make_ap2_key()?;
    let text = made(&change.value);
    let answer = Answer::changed(&change, "kid", text.get(context.lang()).to_owned(), context.lang());
    Ok(answer.note(say!(
        "`ticketctl ap2 key export` 打印公钥，发给需要核验的一方",
        "`ticketctl ap2 key export` prints the public half for those who check what you sign"
    )))
}

fn rotate(context: &Context) -> Result<Answer> {
    let mut app = context.app()?;
    if !context.global.dry_run {
        context.confirm(&say!(
            "更换签名密钥？旧私钥将被销毁，旧签名仍可核验",
            "Replace the signing key? The old private key is destroyed; what it signed stays verifiable"
        ))?;
    }
    let change = app.rotate_ap2_key()?;
    let text = made(&change.value);
    Ok(Answer::changed(&change, "kid", text.get(context.lang()).to_owned(), context.lang()).note(say!(
        "把新公钥发给需要核验的一方：`ticketctl ap2 key export`",
        "give the new public half to those who check: `ticketctl ap2 key export`"
    )))
}

fn made(value: &Value) -> Message {
    match value["kid"].as_str() {
        Some(kid) => say!("签名密钥 {kid} 已生成", "the signing key {kid} is made"),
        None => say!("将生成新的签名密钥", "a new signing key would be made"),
    }
}

fn export(context: &Context, kid: Option<&str>, pem: bool) -> Result<Answer> {
    let key = ap2_keys::our_key(&context.paths, kid)?;
    let jwk = key.to_jwk();
    if !pem {
        let text = serde_json::to_string_pretty(&jwk).unwrap_or_default();
        return Ok(Answer::page(jwk, Some("kid"), text));
    }
    let text = key.to_pem().map_err(|refused| Error::internal(refused.code, refused.message))?;
    let value = json!({ "kid": key.kid(), "pem": text });
    Ok(Answer::page(value, Some("kid"), text.trim_end().to_owned()))
}

fn list_ours(context: &Context) -> Result<Answer> {
    let current = ap2_keys::current_kid(&context.paths)?;
    let keys = ap2_keys::our_keys(&context.paths)?;
    let state = |key: &PublicKey| if current.as_deref() == Some(key.kid()) { "current" } else { "retired" };
    let rows = keys.iter().map(|key| row(json!({ "kid": key.kid(), "state": state(key) }))).collect();
    let columns = vec![
        Column::new("kid", Text { zh: "密钥", en: "Key" }).whole(),
        Column::new("state", Text { zh: "状态", en: "State" }).whole().shown(state_label),
    ];
    Ok(Answer::list(Dataset { shape: Shape { name: "ap2_keys", columns, id_key: "kid" }, rows }))
}

fn state_label(code: &Value, lang: Lang) -> String {
    let text = match code.as_str() {
        Some("current") => Text { zh: "在用", en: "current" },
        _ => Text { zh: "已退役", en: "retired" },
    };
    text.get(lang).to_owned()
}

fn add(context: &Context, file: &Path, kid: Option<&str>) -> Result<Answer> {
    let mut bytes = Vec::new();
    let source = Source::open(file, std::io::stdin(), None)?;
    source.take(KEY_LIMIT as u64).read_to_end(&mut bytes).map_err(|error| Error::io(file, &error))?;
    let key = ap2_keys::read_key(&String::from_utf8_lossy(&bytes), kid)?;
    let change = context.app()?.trust_ap2_key(&key)?;
    let kid = key.kid();
    let text = if change.value["added"] == true {
        say!("从现在起接受 {kid} 签署的授权", "mandates that {kid} signed are believed from now on")
    } else {
        say!("{kid} 早已在信任名单里", "{kid} is trusted already")
    };
    Ok(Answer::changed(&change, "kid", text.get(context.lang()).to_owned(), context.lang()))
}

fn list_trusted(context: &Context) -> Result<Answer> {
    let keys = ap2_keys::trusted_keys(&context.paths)?;
    let rows = keys.iter().map(|key| row(json!({ "kid": key.kid(), "thumbprint": key.thumbprint() }))).collect();
    let columns = vec![
        Column::new("kid", Text { zh: "密钥", en: "Key" }).whole(),
        Column::new("thumbprint", Text { zh: "指纹", en: "Thumbprint" }).whole(),
    ];
    Ok(Answer::list(Dataset { shape: Shape { name: "ap2_trust", columns, id_key: "kid" }, rows }))
}

fn remove(context: &Context, kid: &str) -> Result<Answer> {
    let change = context.app()?.distrust_ap2_key(kid)?;
    let text = say!("不再接受 {kid} 签署的授权", "mandates that {kid} signed are no longer believed");
    Ok(Answer::changed(&change, "kid", text.get(context.lang()).to_owned(), context.lang()))
}
