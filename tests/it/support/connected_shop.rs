//! A shop whose groups are reached over the fake server, with one order or many.

use std::ops::Deref;

use super::database::texts;
use super::fake_server::{AGENT_ID, BOT_TOKEN, CHAT, CORP_ID, FakeServer, ROBOT_KEY, SECRET, TELEGRAM_CHAT};
use super::shop::{Shop, fixture};

/// The web system's export of one order, newest event first: a refused push, then all that makes it ready.
const EXPORT: &str = include_str!("../../../fixtures/exports/resale-reference.ndjson");
/// What tells the export's order apart: the last characters of its number, and a part of everything else.
const UNIQUE: [&str; 2] = ["46715D3AV", "1773977742376"];

/// A channel under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    App,
    Robot,
    Telegram,
}

impl Channel {
    pub(crate) const ALL: [Self; 3] = [Self::App, Self::Robot, Self::Telegram];

    /// The name of its group, and of its secret.
    pub(crate) const fn group(self) -> &'static str {
        match self {
            Self::App => "app-group",
            Self::Robot => "robot-group",
            Self::Telegram => "telegram-group",
        }
    }

    /// The value of its secret.
    pub(crate) const fn secret(self) -> &'static str {
        match self {
            Self::App => SECRET,
            Self::Robot => ROBOT_KEY,
            Self::Telegram => BOT_TOKEN,
        }
    }

    /// Where the fake server shows its messages.
    pub(crate) const fn chat(self) -> &'static str {
        match self {
            Self::App => CHAT,
            Self::Robot => ROBOT_KEY,
            Self::Telegram => TELEGRAM_CHAT,
        }
    }

    fn options(self) -> Vec<String> {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Self::App => {
                let agent = AGENT_ID.to_string();
                owned(&["wecom-app", "--target", CHAT, "--corp-id", CORP_ID, "--agent-id", &agent])
            }
            Self::Robot => owned(&["wecom-robot"]),
            Self::Telegram => owned(&["telegram", "--target", TELEGRAM_CHAT]),
        }
    }
}

/// A shop and its outside.
pub(crate) struct ConnectedShop {
    pub(crate) shop: Shop,
    pub(crate) server: FakeServer,
}

impl ConnectedShop {
    /// The shop of the reference order, which is ready to be pushed, and a group on every channel.
    pub(crate) fn ready() -> Self {
        Self::of(Shop::ready())
    }

    /// That shop and every channel.
    pub(crate) fn of(mut shop: Shop) -> Self {
        let server = FakeServer::start();
        shop.look_at(server.base_url());
        let connected = Self { shop, server };
        for channel in Channel::ALL {
            connected.keep_secret(channel.group(), channel.secret());
            let options = channel.options();
            let mut line = vec!["group", "add", channel.group(), "--secret", channel.group(), "--channel"];
            line.extend(options.iter().map(String::as_str));
            connected.shop.ok(&line);
        }
        connected
    }

    /// Gives a secret on standard input, the only way in.
    pub(crate) fn keep_secret(&self, name: &str, value: &str) {
        self.shop.ok_with(&["secret", "set", name], value);
    }

    /// What the timer runs, so many minutes after every other command; gives how it ended.
    pub(crate) fn cron(&self, minutes: u32) -> Option<i32> {
        self.shop.run(&["--now", &Self::minutes_later(minutes), "cron"]).code
    }

    /// So many minutes after the moment of every other command.
    pub(crate) fn minutes_later(minutes: u32) -> String {
        format!("2026-03-20T03:{}:00Z", 40 + minutes)
    }

    /// The texts that people of a channel's group see.
    pub(crate) fn texts(&self, channel: Channel) -> Vec<String> {
        self.server.texts(channel.chat())
    }

    /// How many files they see.
    pub(crate) fn files(&self, channel: Channel) -> usize {
        self.server.files(channel.chat()).len()
    }
}

/// Many orders.
impl ConnectedShop {
    /// So many orders ready for a channel, which takes them as fast as they come.
    pub(crate) fn crowded(channel: Channel, count: u32) -> Self {
        let connected = Self::of(Shop::open());
        let shop = &connected.shop;
        let order = EXPORT.split_once('\n').unwrap().1;
        let all: String = (0..count).map(|number| another(order, number)).collect();
        shop.file("many.ndjson", all);
        std::fs::create_dir(shop.path("proofs")).unwrap();
        std::fs::copy(fixture("payment-proof.txt"), shop.path("proofs/proof.txt")).unwrap();
        shop.ok(&["event", "import", "many.ndjson", "--proof-dir", "proofs"]);
        shop.ok(&["config", "set", "wecom.app_per_minute", "10000"]);
        shop.ok(&["config", "set", "wecom.account_per_minute", "20000"]);
        shop.ok(&["group", "route", channel.group(), "--ticket-type", "初级道 3 小时"]);
        connected
    }

    /// The numbers of those orders whose push stands so.
    pub(crate) fn pushed(&self, status: &str) -> Vec<String> {
        let many = "external_order_no like 'XY-OUT-%'";
        texts(&self.shop, &format!("select order_no from orders where agent_push_status = '{status}' and {many}"))
    }

    /// The states of all messages, each once.
    pub(crate) fn states(&self) -> Vec<String> {
        texts(&self.shop, "select distinct state from delivery order by state")
    }
}

/// The events of another order like it.
fn another(order: &str, number: u32) -> String {
    order.replace(UNIQUE[0], &format!("4{number:04}AAAA")).replace(UNIQUE[1], &format!("18{number:011}"))
}

impl Deref for ConnectedShop {
    type Target = Shop;

    fn deref(&self) -> &Shop {
        &self.shop
    }
}
