//! Where messages go: a group or a channel, with its credentials and its rate limits.

use std::sync::Arc;

use super::errors::DeliveryError;
use crate::app::App;
use crate::app::channels::groups::{SPOOL, group_not_found};
use crate::app::channels::route::ChannelRoute;
use crate::app::channels::secrets;
use crate::config::{Config, Paths};
use crate::domain::value::text::encode_hex;
use crate::error::Result;
use crate::gateway::channel::MessageChannel;
use crate::gateway::telegram::TelegramBot;
use crate::gateway::wecom::account::WecomAccount;
use crate::gateway::wecom::app::WecomApp;
use crate::gateway::wecom::robot::WecomRobot;
use crate::store::Tx;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::outbox::rate_limit::RateLimit;
use crate::store::shop::groups::AgentGroup;

const SECOND_MILLIS: i64 = 1_000;
const MINUTE_MILLIS: i64 = 60_000;
/// How much of its digest tells an address from all others of an account.
const ADDRESS_BYTES: usize = 12;
/// What Telegram lets one bot send in a second, all chats together, with a margin (its limit is about 30).
const BOT_PER_SECOND: u32 = 25;

/// A destination that is ready to be used.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The group's or the channel's name, as deliveries record it.
    pub name: String,
    pub channel: Arc<MessageChannel>,
    /// The address of messages that name none.
    pub to: String,
    /// What every message of it counts against.
    rate_limits: Vec<RateLimit>,
    /// The limit of each address for a minute, if the channel has one.
    per_address: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct DestinationFactory {
    pub paths: Paths,
    /// Where the services are, and how fast they may be used.
    pub config: Config,
}

impl Destination {
    /// The limits that a message to `to` counts against. Their rows outlive the message and an address may be a buyer's
    /// account, so their names hold a keyed digest of it.
    pub fn rate_limits(&self, to: &str, keys: &DerivedKeys) -> Vec<RateLimit> {
        let own = self.per_address.map(|limit| {
            let digest = encode_hex(&keys.fingerprint_content("lane", to.as_bytes())[..ADDRESS_BYTES]);
            RateLimit { name: format!("{}/{digest}", self.account_name()), limit, window: MINUTE_MILLIS }
        });
        self.rate_limits.iter().cloned().chain(own).collect()
    }

    fn account_name(&self) -> &str {
        self.rate_limits.first().map_or(self.name.as_str(), |limit| limit.name.as_str())
    }
}

impl DestinationFactory {
    /// What an open shop has.
    pub fn from_app(app: &App) -> Self {
        Self { paths: app.paths.clone(), config: app.config.clone() }
    }

    /// The destination of a name: a group, the embedded channel, or a channel that exactly one group has.
    pub fn by_name(&self, tx: &Tx<'_>, name: &str) -> Result<Destination> {
        if let Some(group) = tx.find_group(name)? {
            return self.for_group(&group);
        }
        if name == SPOOL {
            let channel = Arc::new(MessageChannel::Spool { dir: self.paths.spool.clone() });
            let name = name.to_owned();
            return Ok(Destination { to: name.clone(), name, channel, rate_limits: Vec::new(), per_address: None });
        }
        let mut all = tx.list_groups()?.into_iter().filter(|group| group.channel == name);
        match (all.next(), all.next()) {
            (Some(group), None) => self.for_group(&group),
            (Some(_), Some(_)) => Err(DeliveryError::ChannelAmbiguous { channel: &name }.into()),
            (None, _) => Err(group_not_found(name)),
        }
    }

    pub fn for_group(&self, group: &AgentGroup) -> Result<Destination> {
        let load = |name: &str| secrets::load_secret(&self.paths, name);
        let wecom = || self.config.wecom_base_url.as_str().to_owned();
        let pace = &self.config.pace;
        let minute = |name: String, limit| RateLimit { name, limit, window: MINUTE_MILLIS };
        let (channel, limits, per_address) = match ChannelRoute::from_group(group)? {
            ChannelRoute::Spool { dir } => (MessageChannel::Spool { dir }, Vec::new(), None),
            ChannelRoute::WecomApp { corp_id, agent_id, secret, markdown, .. } => {
                let name = format!("wecom-app/{corp_id}/{agent_id}");
                let account = WecomAccount::new(wecom(), corp_id, agent_id, load(&secret)?);
                // An application's own limit is far away; what each member may get in a minute is near.
                let whole = RateLimit { name, limit: pace.wecom_app_account, window: MINUTE_MILLIS };
                (MessageChannel::WecomApp(WecomApp::new(account, markdown)), vec![whole], Some(pace.wecom_app))
            }
            ChannelRoute::WecomRobot { secret, markdown } => {
                let limit = minute(format!("wecom-robot/{secret}"), pace.wecom_robot);
                let robot = WecomRobot { base_url: wecom(), key: load(&secret)?, markdown };
                (MessageChannel::WecomRobot(robot), vec![limit], None)
            }
            ChannelRoute::Telegram { secret, .. } => {
                let limit =
                    RateLimit { name: format!("telegram/{secret}"), limit: BOT_PER_SECOND, window: SECOND_MILLIS };
                let base_url = self.config.telegram_base_url.as_str().to_owned();
                (
                    MessageChannel::Telegram(TelegramBot { base_url, token: load(&secret)? }),
                    vec![limit],
                    Some(pace.telegram_chat),
                )
            }
        };
        let to = if group.channel == SPOOL { group.name.clone() } else { group.target.clone() };
        Ok(Destination { name: group.name.clone(), channel: Arc::new(channel), to, rate_limits: limits, per_address })
    }
}
