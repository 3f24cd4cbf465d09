//! Where messages go: a group or a channel, with its credentials and its rate limits.

use std::sync::Arc;

use super::errors::DeliveryError;
use crate::app::App;
use crate::app::channels::errors::ChannelError;
use crate::app::channels::groups::{SPOOL, group_not_found};
use crate::app::channels::pace::ChannelPace;
use crate::app::channels::route::ChannelRoute;
use crate::app::channels::secrets;
use crate::config::{Config, Paths};
use crate::domain::order::notice::BY_HAND;
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

/// A destination that is ready to be used.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The group's or the channel's name, as deliveries record it.
    pub name: String,
    pub channel: Arc<MessageChannel>,
    /// The address of messages that name none.
    pub to: String,
    pace: ChannelPace,
}

#[derive(Clone, Debug)]
pub struct DestinationFactory {
    pub paths: Paths,
    /// Where the services are, and how fast they may be used.
    pub config: Config,
}

impl Destination {
    /// The limits that a message to `to` counts against.
    pub fn rate_limits(&self, to: &str, keys: &DerivedKeys) -> Vec<RateLimit> {
        self.pace.limits_for(to, keys)
    }
}

impl DestinationFactory {
    /// What an open shop has.
    pub fn from_app(app: &App) -> Self {
        Self { paths: app.paths.clone(), config: app.config.clone() }
    }

    /// The destination of a name: a person at this shop, a group, the embedded channel, or a channel that exactly one group has.
    pub fn by_name(&self, tx: &Tx<'_>, name: &str) -> Result<Destination> {
        if name == BY_HAND {
            let channel = Arc::new(MessageChannel::ByHand);
            return Ok(Destination { to: String::new(), name: name.to_owned(), channel, pace: ChannelPace::UNLIMITED });
        }
        if let Some(group) = tx.find_group(name)? {
            return self.for_group(&group);
        }
        if name == SPOOL {
            let channel = Arc::new(MessageChannel::Spool { dir: self.paths.spool.clone() });
            let name = name.to_owned();
            return Ok(Destination { to: name.clone(), name, channel, pace: ChannelPace::UNLIMITED });
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
        let route = ChannelRoute::from_group(group)?;
        let pace = ChannelPace::of_route(&route, &self.config.pace);
        let channel = match route {
            ChannelRoute::Spool { dir } => MessageChannel::Spool { dir },
            ChannelRoute::WecomApp { corp_id, agent_id, secret, markdown, .. } => {
                let account = WecomAccount::new(wecom(), corp_id, agent_id, load(&secret)?);
                MessageChannel::WecomApp(WecomApp::new(account, markdown))
            }
            ChannelRoute::WecomRobot { secret, markdown } => {
                MessageChannel::WecomRobot(WecomRobot { base_url: wecom(), key: load(&secret)?, markdown })
            }
            ChannelRoute::Telegram { secret, .. } => {
                let base_url = self.config.telegram_base_url.as_str().to_owned();
                let bot = TelegramBot { base_url, token: load(&secret)? };
                // Before anything is recorded or counted: with such a token nothing could leave.
                if !bot.has_token_shape() {
                    let name = secret.as_str();
                    return Err(ChannelError::TokenMalformed { name: &name }.into_error().detail("secret", name));
                }
                MessageChannel::Telegram(bot)
            }
        };
        let to = if group.channel == SPOOL { group.name.clone() } else { group.target.clone() };
        Ok(Destination { name: group.name.clone(), channel: Arc::new(channel), to, pace })
    }
}
