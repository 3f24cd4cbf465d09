//! The account of an application: where its API is, its credentials, and its token.

use secrecy::SecretString;

use super::token::TokenCache;

/// `Debug` shows no secret.
#[derive(Debug)]
pub struct WecomAccount {
    /// Where the API is, without a slash at the end.
    pub base_url: String,
    pub corp_id: String,
    pub agent_id: u32,
    pub secret: SecretString,
    pub(super) tokens: TokenCache,
}

impl WecomAccount {
    pub fn new(base_url: String, corp_id: String, agent_id: u32, secret: SecretString) -> Self {
        let tokens = TokenCache::new(format!("wecom-app/{corp_id}/{agent_id}"));
        Self { base_url, corp_id, agent_id, secret, tokens }
    }
}
