//! `ap2`: the keys that sign checkouts, and the trusted issuers of mandates.

mod order;

use super::order_arg::OrderArg;
use crate::cli::errors::CliError;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::app::checkout::ap2_keys;
use crate::app::checkout::ap2_keys::{KeyChange, TrustChange};
use crate::cli::environment::named_file;
use crate::domain::ap2::PublicKey;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::say;

/// Signed mandates: the shop's keys and the trusted issuers.
#[derive(Debug, clap::Args)]
pub struct Ap2Args {
    #[command(subcommand)]
    noun: Ap2Noun,
}

#[derive(Debug, clap::Subcommand)]
enum Ap2Noun {
    /// The keys that sign checkouts and receipts: list, new, rotate, history, export
    Key {
        #[command(subcommand)]
        verb: Option<Ap2KeyVerb>,
    },
    /// Trusted issuers of mandates: add, list, remove
    Trust {
        #[command(subcommand)]
        verb: Ap2TrustVerb,
    },
    /// Verify a mandate for an order's session; the result is recorded and answered with a receipt
    Verify {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// A token, or a JSON object with both mandates; - reads it from stdin
        #[arg(long, value_name = "FILE")]
        mandate: PathBuf,
    },
    /// Print the signed receipt of the mandate that the order was paid on, else of the latest one
    Receipt {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// List the receipts of every mandate that came, refused ones too
        #[arg(long)]
        all: bool,
    },
    /// Pack everything that a third party needs to check the mandate with standard tools
    Evidence {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The zip file to create; it must not exist
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, clap::Subcommand)]
enum Ap2KeyVerb {
    /// List the shop's keys; retired ones still verify what they signed
    List,
    /// Create the first key
    New,
    /// Create a new key and destroy the previous private key
    Rotate,
    /// Show when which key took over, and by whom
    History,
    /// Print a public key, for whoever verifies what the shop signed
    Export {
        /// The key's kid; defaults to the current signing key
        #[arg(value_name = "KID")]
        kid: Option<String>,
        /// Print PEM instead of a JWK
        #[arg(long)]
        pem: bool,
    },
}

#[derive(Debug, clap::Subcommand)]
enum Ap2TrustVerb {
    /// Trust an issuer's key; make sure whose it is first
    Add {
        /// The public key, a JWK or PEM; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The kid that mandates use for it, if the file has none
        #[arg(long, value_name = "KID")]
        kid: Option<String>,
    },
    /// List the trusted keys
    List,
    /// Show when which key was added and removed, and by whom
    History,
    /// Stop trusting a key
    Remove {
        /// The key's kid
        #[arg(value_name = "KID")]
        kid: String,
    },
}

pub fn run_ap2(context: &CommandContext, args: Ap2Args) -> Result<CommandResponse> {
    match args.noun {
        Ap2Noun::Key { verb: None | Some(Ap2KeyVerb::List) } => list_signing_keys(context),
        Ap2Noun::Key { verb: Some(Ap2KeyVerb::New) } => create_signing_key(context),
        Ap2Noun::Key { verb: Some(Ap2KeyVerb::Rotate) } => rotate_signing_key(context),
        Ap2Noun::Key { verb: Some(Ap2KeyVerb::History) } => list_key_changes(context),
        Ap2Noun::Key { verb: Some(Ap2KeyVerb::Export { kid, pem }) } => export_public_key(context, kid.as_deref(), pem),
        Ap2Noun::Trust { verb: Ap2TrustVerb::Add { file, kid } } => trust_key(context, &file, kid.as_deref()),
        Ap2Noun::Trust { verb: Ap2TrustVerb::List } => list_trusted_keys(context),
        Ap2Noun::Trust { verb: Ap2TrustVerb::History } => list_trust_changes(context),
        Ap2Noun::Trust { verb: Ap2TrustVerb::Remove { kid } } => distrust_key(context, &kid),
        Ap2Noun::Verify { order, mandate } => order::verify_order_mandate(context, &order, &mandate),
        Ap2Noun::Receipt { order, all: false } => order::show_mandate_receipt(context, &order),
        Ap2Noun::Receipt { order, all: true } => order::list_mandate_receipts(context, &order),
        Ap2Noun::Evidence { order, file } => order::pack_mandate_evidence(context, &order, &file),
    }
}

fn create_signing_key(context: &CommandContext) -> Result<CommandResponse> {
    let change = context.open_app()?.make_ap2_key()?;
    let text = describe_new_key(&change.value);
    let answer = CommandResponse::for_change(&change, "kid", &text, context.lang());
    Ok(answer.add_note(say!(
        "`ticketctl ap2 key export` 打印公钥，发给需要核验的一方",
        "`ticketctl ap2 key export` prints the public key for those who verify what you sign"
    )))
}

fn rotate_signing_key(context: &CommandContext) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    if !context.global.dry_run {
        context.confirm_question(&say!(
            "更换签名密钥？旧私钥将被销毁，旧签名仍可核验",
            "Replace the signing key? The old private key is destroyed; what it signed can still be verified"
        ))?;
    }
    let change = app.rotate_ap2_key()?;
    let text = describe_new_key(&change.value);
    Ok(CommandResponse::for_change(&change, "kid", &text, context.lang()).add_note(say!(
        "把新公钥发给需要核验的一方：`ticketctl ap2 key export`",
        "give the new public key to those who verify what you sign: `ticketctl ap2 key export`"
    )))
}

fn describe_new_key(value: &Value) -> BilingualMessage {
    match value["kid"].as_str() {
        Some(kid) => say!("签名密钥 {kid} 已生成", "created the signing key {kid}"),
        None => say!("将生成新的签名密钥", "a new signing key would be created"),
    }
}

fn export_public_key(context: &CommandContext, kid: Option<&str>, pem: bool) -> Result<CommandResponse> {
    let key = context.open_app()?.find_ap2_key(kid)?;
    let jwk = key.to_jwk();
    if !pem {
        let text = serde_json::to_string_pretty(&jwk).unwrap_or_default();
        return Ok(CommandResponse::with_page(jwk, Some("kid"), text));
    }
    let text = key.to_pem().map_err(|refused| {
        let BilingualText { zh, en } = refused.reason.text();
        CliError::KeyNotPem { zh: &zh, en: &en }.into_error()
    })?;
    let value = json!({ "kid": key.kid(), "pem": text });
    Ok(CommandResponse::with_page(value, Some("kid"), text.trim_end().to_owned()))
}

fn list_signing_keys(context: &CommandContext) -> Result<CommandResponse> {
    let (keys, current) = context.open_app()?.list_ap2_keys()?;
    let state = move |key: &PublicKey| match &current {
        Some(kid) if kid == key.kid() => KeyState::Current,
        _ => KeyState::Retired,
    };
    let keys = keys.iter().map(|key| (key.kid().to_owned(), state(key))).collect();
    let schema = ListSchema::new("kid").word("kid", "密钥", "Key", |(kid, _): &(String, KeyState)| kid.clone()).code(
        "state",
        "状态",
        "State",
        |(_, state)| *state,
    );
    Ok(CommandResponse::with_list(schema, keys))
}

fn list_key_changes(context: &CommandContext) -> Result<CommandResponse> {
    let changes = context.open_app()?.list_key_changes()?;
    let schema = ListSchema::new("kid")
        .time("at", "时间", "Time", |change: &KeyChange| change.changed_at)
        .word("kid", "密钥", "Key", |change| change.kid.clone())
        .word("retired", "退役的密钥", "Retired", |change| change.retired.clone())
        .text("operator", "操作员", "Operator", |change| change.operator.clone());
    Ok(CommandResponse::with_list(schema, changes))
}

coded! {
    KeyState {
        /// It signs.
        Current = "current", "在用", "current";
        Retired = "retired", "已退役", "retired";
    }
}

fn trust_key(context: &CommandContext, file: &Path, kid: Option<&str>) -> Result<CommandResponse> {
    let key = ap2_keys::read_key(named_file(file), kid)?;
    let change = context.open_app()?.trust_ap2_key(&key)?;
    let kid = key.kid();
    let text = if change.value["added"] == true {
        say!("从现在起接受 {kid} 签署的授权", "mandates signed by {kid} are accepted from now on")
    } else {
        say!("{kid} 早已在信任名单里", "{kid} is trusted already")
    };
    Ok(CommandResponse::for_change(&change, "kid", &text, context.lang()))
}

fn list_trusted_keys(context: &CommandContext) -> Result<CommandResponse> {
    let keys = context.open_app()?.list_trusted_keys()?;
    let keys = keys.iter().map(|key| (key.kid().to_owned(), key.thumbprint())).collect();
    let schema = ListSchema::new("kid").word("kid", "密钥", "Key", |(kid, _): &(String, String)| kid.clone()).word(
        "thumbprint",
        "指纹",
        "Thumbprint",
        |(_, thumbprint)| thumbprint.clone(),
    );
    Ok(CommandResponse::with_list(schema, keys))
}

fn list_trust_changes(context: &CommandContext) -> Result<CommandResponse> {
    let changes = context.open_app()?.list_trust_changes()?;
    let schema = ListSchema::new("kid")
        .time("at", "时间", "Time", |change: &TrustChange| change.changed_at)
        .code("action", "变更", "Change", |change| change.action)
        .word("kid", "密钥", "Key", |change| change.kid.clone())
        .word("thumbprint", "指纹", "Thumbprint", |change| change.thumbprint.clone())
        .text("operator", "操作员", "Operator", |change| change.operator.clone());
    Ok(CommandResponse::with_list(schema, changes))
}

fn distrust_key(context: &CommandContext, kid: &str) -> Result<CommandResponse> {
    let change = context.open_app()?.distrust_ap2_key(kid)?;
    let text = say!("不再接受 {kid} 签署的授权", "mandates signed by {kid} are no longer accepted");
    Ok(CommandResponse::for_change(&change, "kid", &text, context.lang()))
}
