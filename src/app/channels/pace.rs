//! How fast a channel may be used, and who shares a limit: every process of a shop, by the limit's name.

use super::route::ChannelRoute;
use crate::config::MessageRates;
use crate::domain::value::text::encode_hex;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::outbox::rate_limit::RateLimit;

const SECOND_MILLIS: i64 = 1_000;
const MINUTE_MILLIS: i64 = 60_000;
/// How much of its digest tells an address from all others of an account.
const ADDRESS_BYTES: usize = 12;
/// What Telegram lets one bot send in a second, all chats together, with a margin (its limit is about 30).
const BOT_PER_SECOND: u32 = 25;

/// The limits of one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelPace {
    /// What every message of the account counts against.
    whole: Option<RateLimit>,
    /// The limit of each address for a minute, if the channel has one.
    per_address: Option<u32>,
    /// Whether an address may end with a topic, as `CHAT:TOPIC`: all topics of a chat share its limit.
    has_topics: bool,
}

impl ChannelPace {
    /// Of a channel that takes everything at any pace.
    pub const UNLIMITED: Self = Self { whole: None, per_address: None, has_topics: false };

    pub fn of_route(route: &ChannelRoute, rates: &MessageRates) -> Self {
        let limit = |name: String, limit, window| Some(RateLimit { name, limit, window });
        match route {
            ChannelRoute::Spool { .. } => Self::UNLIMITED,
            // An application's own limit is far away; what each member may get in a minute is near.
            ChannelRoute::WecomApp { corp_id, agent_id, .. } => Self {
                whole: limit(format!("wecom-app/{corp_id}/{agent_id}"), rates.wecom_app_account, MINUTE_MILLIS),
                per_address: Some(rates.wecom_app),
                has_topics: false,
            },
            ChannelRoute::WecomRobot { secret, .. } => Self {
                whole: limit(format!("wecom-robot/{secret}"), rates.wecom_robot, MINUTE_MILLIS),
                per_address: None,
                has_topics: false,
            },
            ChannelRoute::Telegram { secret, .. } => Self {
                whole: limit(format!("telegram/{secret}"), BOT_PER_SECOND, SECOND_MILLIS),
                per_address: Some(rates.telegram_chat),
                has_topics: true,
            },
        }
    }

    /// The limits that a message to `to` counts against. Their rows outlive the message and an address may be a buyer's
    /// account, so their names hold a keyed digest of it.
    pub fn limits_for(&self, to: &str, keys: &DerivedKeys) -> Vec<RateLimit> {
        let Some(whole) = &self.whole else { return Vec::new() };
        let to = to.split_once(':').filter(|_| self.has_topics).map_or(to, |(chat, _)| chat);
        let own = self.per_address.map(|limit| {
            let digest = encode_hex(&keys.fingerprint_content("lane", to.as_bytes())[..ADDRESS_BYTES]);
            RateLimit { name: format!("{}/{digest}", whole.name), limit, window: MINUTE_MILLIS }
        });
        std::iter::once(whole.clone()).chain(own).collect()
    }
}
