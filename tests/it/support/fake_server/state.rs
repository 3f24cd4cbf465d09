//! What the fake server knows at one moment: settings, tokens, files, messages, and the requests that came.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::directory::{App, Directory};
use super::faults::Script;
use super::record::{Draft, Endpoint, Entry};

/// What `gettoken` gives while an earlier token is alive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenPolicy {
    /// The same token again, with the time that it has left.
    #[default]
    Same,
    /// A new one; the earlier one lives on.
    Fresh,
    /// A new one, and the earlier one is dead from then on.
    FreshRevokes,
}

/// Everything that a test can set.
#[derive(Debug)]
pub struct Settings {
    /// Between a request's last byte and its answer's first.
    pub latency: Duration,
    /// Whether WeCom's gate refuses our address.
    pub ip_blocked: bool,
    /// The address that WeCom sees.
    pub ip: String,
    /// The hint of every error, in the place of one with the current second.
    pub hint: Option<String>,
    /// What `gettoken` gives.
    pub token_policy: TokenPolicy,
    /// How long a token lives, told as `expires_in`.
    pub token_lifetime: Duration,
    /// How many messages of one robot may be in flight.
    pub robot_concurrency: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            latency: Duration::ZERO,
            ip_blocked: false,
            ip: "127.0.0.1".to_owned(),
            hint: None,
            token_policy: TokenPolicy::Same,
            token_lifetime: Duration::from_secs(7200),
            robot_concurrency: None,
        }
    }
}

/// An access token.
#[derive(Debug)]
pub struct Token {
    /// The app it was given to.
    pub app: App,
    /// When it ends by itself.
    pub ends: Instant,
    /// Whether it was taken back: 40014 from then on.
    pub revoked: bool,
}

/// A file put up for a later message.
#[derive(Debug)]
pub struct Media {
    /// The corp or robot key that may use it.
    pub owner: String,
    /// `image` or `file`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
    /// Whether its three days are over.
    pub expired: bool,
}

/// A message as a Telegram chat shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The chat.
    pub chat: String,
    /// Telegram's id of it.
    pub message_id: i64,
    /// Its current text or caption.
    pub text: String,
    /// How often its text was changed.
    pub edits: usize,
    /// Whether it is a photo or document, whose text cannot be changed by `editMessageText`.
    pub is_file: bool,
}

/// At most so many in any span of time, by key; without a limit it lets everything pass.
#[derive(Debug, Default)]
pub struct Window {
    /// How many, within how long.
    pub limit: Option<(usize, Duration)>,
    seen: HashMap<String, VecDeque<Instant>>,
}

impl Window {
    /// At most `count` within `span`.
    pub fn of(count: usize, span: Duration) -> Self {
        Self { limit: Some((count, span)), seen: HashMap::new() }
    }

    /// How long to wait until one more of `key` would pass; `None` if it passes now.
    pub fn wait(&mut self, key: &str, now: Instant) -> Option<Duration> {
        let (count, span) = self.limit?;
        let seen = self.seen.entry(key.to_owned()).or_default();
        while seen.front().is_some_and(|first| now.duration_since(*first) >= span) {
            seen.pop_front();
        }
        let oldest = (seen.len() >= count).then(|| seen.front()).flatten()?;
        Some(span.saturating_sub(now.duration_since(*oldest)))
    }

    /// Counts one of `key`.
    pub fn count(&mut self, key: &str, now: Instant) {
        if self.limit.is_some() {
            self.seen.entry(key.to_owned()).or_default().push_back(now);
        }
    }
}

/// A message that `enable_duplicate_check` remembers.
#[derive(Debug)]
pub struct Sent {
    /// Until when a repeat is swallowed.
    pub until: Instant,
    /// The id that the first was given.
    pub message_id: String,
}

/// What the fake server knows. One lock guards it.
#[derive(Debug, Default)]
pub struct State {
    pub directory: Directory,
    pub settings: Settings,
    pub script: Script,
    pub entries: Vec<Entry>,
    /// Requests whose head arrived, by endpoint.
    pub heads: BTreeMap<Endpoint, usize>,
    pub connections: usize,
    pub broken: usize,
    /// Requests between their last byte and the end of their answer, and the most there ever were at once.
    pub in_flight: usize,
    pub peak: usize,
    /// Messages in flight by robot.
    pub robots_in_flight: HashMap<String, usize>,
    pub tokens: HashMap<String, Token>,
    pub media: HashMap<String, Media>,
    /// By agent id and body.
    pub sent: HashMap<(i64, Arc<Vec<u8>>), Sent>,
    pub task_ids: HashSet<(i64, String)>,
    pub robot_rate: Window,
    pub telegram_rate: Window,
    pub shown: Vec<Shown>,
    pub file_ids: HashSet<String>,
    pub held: BTreeSet<Endpoint>,
    pub waiting: BTreeMap<Endpoint, usize>,
    pub streams: HashMap<usize, Arc<TcpStream>>,
    pub stopping: bool,
    /// Grows with everything that a test may wait for.
    pub generation: u64,
    pub serial: u64,
}

impl State {
    /// A number that was not given before.
    pub fn serial(&mut self) -> u64 {
        self.serial += 1;
        self.serial
    }

    /// The hint of an error: ten digits of the current second and fifteen that mean nothing.
    pub fn hint(&mut self) -> String {
        if let Some(hint) = &self.settings.hint {
            return hint.clone();
        }
        let noise = self.serial().wrapping_mul(0x9E37_79B9_7F4A_7C15) % 1_000_000_000;
        format!("{:010}414942{noise:09}", epoch_second())
    }

    /// Takes down a request that arrived whole.
    pub fn record(&mut self, endpoint: Endpoint, draft: Draft, request: &super::http::Request, outcome: (i64, bool)) {
        self.entries.push(Entry {
            endpoint,
            target: request.head.target.clone(),
            to: draft.to,
            kind: draft.kind,
            content: draft.content,
            headers: request.head.headers.clone(),
            token: draft.token,
            task_id: draft.task_id,
            body: Arc::clone(&request.body),
            code: outcome.0,
            delivered: outcome.1,
        });
        self.generation += 1;
    }
}

/// The current second of the epoch.
pub fn epoch_second() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
