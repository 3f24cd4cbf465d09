//! A fake server for the servers of WeCom and Telegram: a real TCP server on a port of its own, with their answers, their
//! checks and their limits, that can be told to fail in every way a network fails, and that keeps what it received.
//!
//! One value answers for both services; [`FakeServer::base_url`] is the base address of either. It stops when dropped.

mod directory;
mod faults;
mod http;
mod record;
mod server;
mod state;
mod telegram;
mod wecom;
mod wecom_app;
mod wecom_media;
mod wecom_robot;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub use self::directory::{
    AGENT_ID, BOT_TOKEN, CHAT, CORP_ID, ChatState, Directory, FOREIGN_CHAT, ROBOT_KEY, SECRET, TELEGRAM_CHAT, USER,
};
pub use self::faults::Fault;
use self::http::Reply;
pub use self::record::{Content, Endpoint, Entry, File, Kind};
use self::server::{Acceptor, Shared};
use self::state::State;
pub use self::state::{Settings, Shown, TokenPolicy, Window};
pub use self::wecom::TOKEN_PREFIX;

/// The robots' limit as documented: messages, and the span of time they are counted in.
const ROBOT_LIMIT: (usize, Duration) = (20, Duration::from_secs(60));

/// What the fake server decided about a request.
#[derive(Debug)]
struct Outcome {
    code: i64,
    delivered: bool,
    reply: Reply,
}

impl Outcome {
    fn refused(code: i64, reply: Reply) -> Self {
        Self { code, delivered: false, reply }
    }
}

/// The fake server.
#[derive(Debug)]
pub struct FakeServer {
    shared: Arc<Shared>,
    address: SocketAddr,
    acceptor: Mutex<Option<Acceptor>>,
}

impl FakeServer {
    /// Listens, with one app, chat, robot, bot and so on of each kind: [`Directory::known`].
    pub fn start() -> Self {
        Self::with(Directory::known())
    }

    /// Listens, with those who exist by `directory`.
    pub fn with(directory: Directory) -> Self {
        let robot_rate = Window::of(ROBOT_LIMIT.0, ROBOT_LIMIT.1);
        let shared = Arc::new(Shared::new(State { directory, robot_rate, ..State::default() }));
        let acceptor = Acceptor::listen(&shared, (Ipv4Addr::LOCALHOST, 0).into());
        Self { shared, address: acceptor.address(), acceptor: Mutex::new(Some(acceptor)) }
    }

    /// `http://127.0.0.1:PORT`, the base address of both services.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether it listens from now on. While it does not, a connection is refused; the port stays the same.
    pub fn listening(&self, yes: bool) {
        let mut acceptor = self.acceptor.lock().unwrap_or_else(PoisonError::into_inner);
        if !yes {
            *acceptor = None;
        } else if acceptor.is_none() {
            *acceptor = Some(Acceptor::listen(&self.shared, self.address));
        }
    }
}

/// Settings.
impl FakeServer {
    /// Changes any of the settings.
    pub fn set(&self, change: impl FnOnce(&mut Settings)) {
        self.shared.change(|state| change(&mut state.settings));
    }

    /// The time between a request's last byte and its answer's first.
    pub fn latency(&self, latency: Duration) {
        self.set(|settings| settings.latency = latency);
    }

    /// Whether WeCom refuses our address (60020) for everything but `gettoken` and robots.
    pub fn block_ip(&self, blocked: bool) {
        self.set(|settings| settings.ip_blocked = blocked);
    }

    /// The hint and the address in every error from now on, in the place of the current second's and 127.0.0.1.
    pub fn fix_hint(&self, hint: &str, ip: &str) {
        self.set(|settings| {
            settings.hint = Some(hint.to_owned());
            settings.ip = ip.to_owned();
        });
    }

    /// How many messages a robot takes in any such span; 20 a minute if nothing else is said.
    pub fn robot_limit(&self, count: usize, span: Duration) {
        self.shared.change(|state| state.robot_rate = Window::of(count, span));
    }

    /// How many messages a Telegram chat takes in any such span; no limit if nothing else is said.
    pub fn telegram_limit(&self, count: usize, span: Duration) {
        self.shared.change(|state| state.telegram_rate = Window::of(count, span));
    }

    /// Where a Telegram chat stands from now on.
    pub fn telegram_chat(&self, chat_id: &str, chat: ChatState) {
        self.shared.change(|state| state.directory.set_telegram_chat(chat_id, chat));
    }

    /// Takes back every access token: 40014 from now on.
    pub fn revoke_tokens(&self) {
        self.shared.change(|state| state.tokens.values_mut().for_each(|token| token.revoked = true));
    }

    /// Brings every access token to its end: 42001 from now on.
    pub fn expire_tokens(&self) {
        self.shared.change(|state| state.tokens.values_mut().for_each(|token| token.ends = Instant::now()));
    }

    /// Brings every uploaded file to its end: 40007 from now on.
    pub fn expire_media(&self) {
        self.shared.change(|state| state.media.values_mut().for_each(|media| media.expired = true));
    }

    /// Takes a robot out of its group: 93000 from now on.
    pub fn remove_robot(&self, key: &str) {
        self.shared.change(|state| state.directory.robots.remove(key));
    }
}

/// Faults.
impl FakeServer {
    /// The next request to `endpoint` that no earlier fault takes suffers `fault`.
    pub fn fault(&self, endpoint: Endpoint, fault: Fault) {
        self.fault_times(endpoint, fault, 1);
    }

    /// The next `times` requests that no earlier fault takes suffer `fault`.
    pub fn fault_times(&self, endpoint: Endpoint, fault: Fault, times: usize) {
        if times > 0 {
            self.shared.change(|state| state.script.add(endpoint, fault, Some(times), None));
        }
    }

    /// Every request to `endpoint` for which no counted fault is left suffers `fault`.
    pub fn always(&self, endpoint: Endpoint, fault: Fault) {
        self.shared.change(|state| state.script.add(endpoint, fault, None, None));
    }

    /// As [`Self::always`], only for requests whose body contains `needle`; not with [`Fault::DropBeforeBody`].
    pub fn always_where(&self, endpoint: Endpoint, needle: &str, fault: Fault) {
        self.shared.change(|state| state.script.add(endpoint, fault, None, Some(needle)));
    }

    /// As [`Self::fault`], only for a request whose body contains `needle`; not with [`Fault::DropBeforeBody`].
    pub fn fault_where(&self, endpoint: Endpoint, needle: &str, fault: Fault) {
        self.shared.change(|state| state.script.add(endpoint, fault, Some(1), Some(needle)));
    }

    /// Forgets every fault.
    pub fn clear_faults(&self) {
        self.shared.change(|state| state.script.clear());
    }

    /// How many counted faults have not happened yet.
    pub fn faults_left(&self) -> usize {
        self.shared.lock().script.left()
    }

    /// From now on, requests to `endpoint` are received and decided, but answered only once this is released.
    pub fn hold(&self, endpoint: Endpoint) -> Hold {
        self.shared.change(|state| state.held.insert(endpoint));
        Hold { shared: Arc::clone(&self.shared), endpoint }
    }
}

/// What it received.
impl FakeServer {
    /// Every request that arrived whole, in the order of arrival.
    pub fn received(&self) -> Vec<Entry> {
        self.shared.lock().entries.clone()
    }

    /// Those to one endpoint.
    pub fn received_at(&self, endpoint: Endpoint) -> Vec<Entry> {
        self.select(|entry| entry.endpoint == endpoint)
    }

    /// How many requests to `endpoint` arrived whole.
    pub fn requests(&self, endpoint: Endpoint) -> usize {
        self.shared.lock().entries.iter().filter(|entry| entry.endpoint == endpoint).count()
    }

    /// How many requests to `endpoint` sent their headers, their body or not.
    pub fn heads(&self, endpoint: Endpoint) -> usize {
        self.shared.lock().heads.get(&endpoint).copied().unwrap_or_default()
    }

    /// How many requests broke off before their end.
    pub fn broken(&self) -> usize {
        self.shared.lock().broken
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.lock().connections
    }

    /// How many connections are open.
    pub fn open(&self) -> usize {
        self.shared.lock().streams.len()
    }

    /// The most requests that ever waited for their answers at once.
    pub fn peak(&self) -> usize {
        self.shared.lock().peak
    }

    /// The texts, markdowns and cards that people saw come in a chat, in order; edits are not among them.
    pub fn texts(&self, chat: &str) -> Vec<String> {
        let texts = [Kind::Text, Kind::Markdown, Kind::Card];
        let seen = self.select(|entry| entry.delivered && entry.to == chat && texts.contains(&entry.kind));
        seen.iter().filter_map(|entry| entry.text().map(str::to_owned)).collect()
    }

    /// The pictures and files that people saw come in a chat, in order.
    pub fn files(&self, chat: &str) -> Vec<File> {
        let seen = self.select(|entry| entry.delivered && entry.to == chat && entry.kind != Kind::Upload);
        seen.into_iter()
            .filter_map(|entry| match entry.content {
                Content::File { name, bytes, caption } => Some(File { name, bytes, caption }),
                _ => None,
            })
            .collect()
    }

    /// What a Telegram chat shows now.
    pub fn shown(&self, chat: &str) -> Vec<Shown> {
        self.shared.lock().shown.iter().filter(|shown| shown.chat == chat).cloned().collect()
    }

    /// Every access token it gave out.
    pub fn tokens(&self) -> Vec<String> {
        self.shared.lock().tokens.keys().cloned().collect()
    }

    /// Waits until `true_of` holds, which is asked again after everything that happens; whether it came to hold in time.
    pub fn wait_until(&self, time: Duration, true_of: impl Fn(&Self) -> bool) -> bool {
        let end = Instant::now() + time;
        loop {
            let generation = self.shared.lock().generation;
            if true_of(self) {
                return true;
            }
            if !self.shared.await_change(generation, end) {
                return false;
            }
        }
    }

    fn select(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        self.shared.lock().entries.iter().filter(|entry| wanted(entry)).cloned().collect()
    }
}

impl Drop for FakeServer {
    fn drop(&mut self) {
        self.listening(false);
        self.shared.stop();
    }
}

/// Answers kept back until this is released or dropped.
#[derive(Debug)]
pub struct Hold {
    shared: Arc<Shared>,
    endpoint: Endpoint,
}

impl Hold {
    /// How many requests wait for their answer.
    pub fn waiting(&self) -> usize {
        self.shared.lock().waiting.get(&self.endpoint).copied().unwrap_or_default()
    }

    /// Lets the answers go.
    pub fn release(self) {}
}

impl Drop for Hold {
    fn drop(&mut self) {
        self.shared.change(|state| state.held.remove(&self.endpoint));
    }
}
