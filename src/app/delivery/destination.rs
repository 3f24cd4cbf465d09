//! Outlets: where messages of one destination go, with the credentials and the limits of its channel.

use std::sync::Arc;

use crate::app::App;
use crate::app::channels::groups::{SPOOL, not_found};
use crate::app::channels::route::Route;
use crate::app::channels::secrets;
use crate::config::{Config, Paths};
use crate::domain::value::text::hex;
use crate::error::{Error, Result};
use crate::gateway::channel::Channel;
use crate::gateway::telegram::Bot;
use crate::gateway::wecom::app::App as WecomApp;
use crate::gateway::wecom::robot::Robot;
use crate::say;
use crate::store::Tx;
use crate::store::crypto::keys::Vault;
use crate::store::outbox::rate_limit::Lane;
use crate::store::shop::groups::Group;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60_000;
/// How much of its digest tells an address from all others of an account.
const ADDRESS_BYTES: usize = 12;
/// What Telegram lets one bot send in a second, all chats together, with a margin (its limit is about 30).
const BOT_PER_SECOND: u32 = 25;

/// A way out that is ready to be used.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// The group's or the channel's name, as deliveries record it.
    pub name: String,
    pub channel: Arc<Channel>,
    /// The address of messages that name none.
    pub to: String,
    /// What every message of it counts against.
    lanes: Vec<Lane>,
    /// A lane for each address, if the channel limits those: its limit for a minute.
    per_address: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct Fittings {
    pub paths: Paths,
    /// Where the services are, and how fast they may be used.
    pub config: Config,
}

impl Outlet {
    /// The lanes of a message to `to`. A lane outlives its messages and an address may be a buyer's account, so the lane's
    /// name has a keyed digest of it.
    pub fn lanes(&self, to: &str, vault: &Vault) -> Vec<Lane> {
        let own = self.per_address.map(|limit| {
            let digest = hex(&vault.fingerprint("lane", to.as_bytes())[..ADDRESS_BYTES]);
            Lane { name: format!("{}/{digest}", self.base()), limit, window: MINUTE }
        });
        self.lanes.iter().cloned().chain(own).collect()
    }

    fn base(&self) -> &str {
        self.lanes.first().map_or(self.name.as_str(), |lane| lane.name.as_str())
    }
}

impl Fittings {
    /// What an open shop has.
    pub fn of(app: &App) -> Self {
        Self { paths: app.paths.clone(), config: app.config.clone() }
    }

    /// The outlet of a name: a group, the embedded channel, or a channel that exactly one group has.
    pub fn outlet(&self, tx: &Tx<'_>, name: &str) -> Result<Outlet> {
        if let Some(group) = tx.group(name)? {
            return self.outlet_of(&group);
        }
        if name == SPOOL {
            let channel = Arc::new(Channel::Spool { dir: self.paths.spool.clone() });
            let name = name.to_owned();
            return Ok(Outlet { to: name.clone(), name, channel, lanes: Vec::new(), per_address: None });
        }
        let mut all = tx.groups()?.into_iter().filter(|group| group.channel == name);
        match (all.next(), all.next()) {
            (Some(group), None) => self.outlet_of(&group),
            (Some(_), Some(_)) => Err(several(name)),
            (None, _) => Err(not_found(name)),
        }
    }

    pub fn outlet_of(&self, group: &Group) -> Result<Outlet> {
        let load = |name: &str| secrets::load(&self.paths, name);
        let wecom = || self.config.wecom_base_url.as_str().to_owned();
        let pace = &self.config.pace;
        let minute = |name: String, limit| Lane { name, limit, window: MINUTE };
        let (channel, lanes, per_address) = match Route::of(group)? {
            Route::Spool { dir } => (Channel::Spool { dir }, Vec::new(), None),
            Route::WecomApp { corp_id, agent_id, secret, markdown, .. } => {
                let lane = format!("wecom-app/{corp_id}/{agent_id}");
                let app = WecomApp::new(wecom(), corp_id, agent_id, load(&secret)?, markdown);
                // An application's own limit is far away; what each member may get in a minute is near.
                let whole = Lane { name: lane, limit: pace.wecom_app_account, window: MINUTE };
                (Channel::WecomApp(app), vec![whole], Some(pace.wecom_app))
            }
            Route::WecomRobot { secret, markdown } => {
                let lane = minute(format!("wecom-robot/{secret}"), pace.wecom_robot);
                let robot = Robot { base_url: wecom(), key: load(&secret)?, markdown };
                (Channel::WecomRobot(robot), vec![lane], None)
            }
            Route::Telegram { secret, .. } => {
                let lane = Lane { name: format!("telegram/{secret}"), limit: BOT_PER_SECOND, window: SECOND };
                let base_url = self.config.telegram_base_url.as_str().to_owned();
                (Channel::Telegram(Bot { base_url, token: load(&secret)? }), vec![lane], Some(pace.telegram_chat))
            }
        };
        let to = if group.channel == SPOOL { group.name.clone() } else { group.target.clone() };
        Ok(Outlet { name: group.name.clone(), channel: Arc::new(channel), to, lanes, per_address })
    }
}

fn several(channel: &str) -> Box<Error> {
    Error::usage("channel_ambiguous", say!("有几个群使用渠道 {channel}", "several groups have the channel {channel}"))
        .hint(say!("用群名代替：`ticketctl group list`", "name one of the groups: `ticketctl group list`"))
}
