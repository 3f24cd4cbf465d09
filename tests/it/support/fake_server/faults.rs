//! What can go wrong on purpose, and when.
//!
//! A request that a fault *refuses* is received but never shown. One whose *answer* a fault spoils is handled as
//! always, shown if it deserves it, and only the answer suffers.

use std::time::Duration;

use serde_json::json;

use super::http::{Reply, Request};
use super::record::{Draft, Endpoint};
use super::state::State;
use super::wecom::Refusal;
use super::{Outcome, telegram, wecom};

/// Bytes of the answer of [`Fault::Huge`], and of the headers of [`Fault::OversizeHeaders`].
const HUGE: usize = 10 << 20;
const HEADER_LINES: usize = 150;
const HEADER_LINE: usize = 4096;

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: lets one request pass in a queue of faults.
    Pass,
    /// Handled at once, answered only after this time.
    Slow(Duration),
    /// The connection is closed after the headers. Not received.
    DropBeforeBody,
    /// Handled, then the connection is closed without an answer.
    DropAfterBody,
    /// Handled, then half the answer with the length of the whole, and the connection is closed.
    HalfAnswer,
    /// Handled, then answered with status 200 and something that is no JSON.
    Garbage,
    /// Handled, then answered with 10 MB of good JSON.
    Huge,
    /// Handled, then answered with 600 KB of headers.
    OversizeHeaders,
    /// Handled, then answered with an `Error-Code` header that says the opposite of the body.
    ContradictingHeader,
    /// Handled, then the web server in front answers with this status and a page, as if it had failed.
    LostBehind(u16),
    /// Answered as a success, but nobody sees it: WeCom does so above a member's quota.
    Swallow,
    /// Refused: the web server in front answers with this status and a page.
    Http(u16),
    /// Refused: 307 to the same address.
    RedirectToSelf,
    /// Refused: 301 to the same address.
    MovedPermanently,
    /// Refused: 404 without a body.
    EmptyNotFound,
    /// Refused: WeCom's errcode on HTTP 200, or a Telegram error with this status; the text as it is.
    Refuse(i64, String),
    /// Refused: the token that was used is dead from now on. 40014 without a hint; Telegram 401.
    TokenInvalid,
    /// Refused: the token that was used has come to its end. 42001; Telegram 401.
    TokenExpired,
    /// Refused: the file that the message names is gone. 40007.
    MediaExpired,
    /// Refused: a page that repeats the request's address and body.
    EchoPage,
    /// Refused: WeCom's 40058 or Telegram's 400, whose text repeats the request's address and body.
    EchoRefusal,
    /// Not handled, and answered with these very bytes.
    Answer(String),
    /// Refused: HTTP 429 with `Retry-After` in seconds, for Telegram also `parameters.retry_after`.
    TooMany(u64),
}

impl Fault {
    /// WeCom's `-1`: busy. It says nothing about what became of the message; here it is refused.
    pub fn busy() -> Self {
        Self::Refuse(-1, "system error".to_owned())
    }

    /// How long the answer is kept back.
    pub fn delay(&self) -> Duration {
        if let Self::Slow(delay) = self { *delay } else { Duration::ZERO }
    }

    /// What a refusing fault answers; `None` if the request is to be handled.
    pub(super) fn refusal(
        &self,
        state: &mut State,
        endpoint: Endpoint,
        request: &Request,
        draft: &Draft,
    ) -> Option<Outcome> {
        let refuse = |state: &mut State, wecom: Refusal, telegram: telegram::Refusal| {
            if endpoint.is_telegram() { telegram.outcome() } else { wecom.outcome(state) }
        };
        Some(match self {
            Self::Http(status) => Outcome::refused(i64::from(*status), Reply::page(*status)),
            Self::RedirectToSelf => redirect(307, request),
            Self::MovedPermanently => redirect(301, request),
            Self::Answer(_) => Outcome::refused(0, Reply::empty(200)),
            Self::EmptyNotFound => Outcome::refused(404, Reply::empty(404)),
            Self::Refuse(code, text) => refuse(state, Refusal::bare(*code, text), telegram::Refusal::new(*code, text)),
            Self::TokenInvalid => {
                if let Some(token) = draft.token.as_ref().and_then(|token| state.tokens.get_mut(token)) {
                    token.revoked = true;
                }
                refuse(state, wecom::invalid_token(), telegram::unauthorized())
            }
            Self::TokenExpired => {
                if let Some(token) = draft.token.as_ref().and_then(|token| state.tokens.get_mut(token)) {
                    token.ends = std::time::Instant::now();
                }
                refuse(state, wecom::expired_token(), telegram::unauthorized())
            }
            Self::MediaExpired => {
                if let Some(media) = wecom::media_id(request).and_then(|id| state.media.get_mut(id)) {
                    media.expired = true;
                }
                refuse(state, wecom::invalid_media(), telegram::wrong_file())
            }
            Self::EchoPage => Outcome::refused(400, Reply::new(400, "text/html", format!("<p>{}</p>", echo(request)))),
            Self::EchoRefusal => {
                let text = format!("Bad Request: invalid param, got {}", echo(request));
                refuse(state, Refusal::bare(40058, &text), telegram::Refusal::new(400, &text))
            }
            Self::TooMany(seconds) if endpoint.is_telegram() => telegram::too_many(*seconds).outcome(),
            Self::TooMany(seconds) => Outcome::refused(429, Reply::page(429).with("Retry-After", seconds.to_string())),
            _ => return None,
        })
    }

    /// The bytes that go out in the place of a handled request's answer; `None` closes the connection.
    pub(super) fn spoil(&self, reply: Reply) -> Option<Vec<u8>> {
        Some(match self {
            Self::DropAfterBody | Self::DropBeforeBody => return None,
            Self::HalfAnswer => {
                let mut bytes = reply.bytes();
                bytes.truncate(bytes.len() - reply.body.len().div_ceil(2));
                bytes
            }
            Self::Garbage => Reply::new(200, "text/html", "<!doctype html><title>登录</title>\u{0}{]").bytes(),
            Self::Huge => {
                let mut body = serde_json::from_slice(&reply.body).unwrap_or_else(|_| json!({}));
                body["padding"] = "x".repeat(HUGE).into();
                Reply { body: body.to_string().into_bytes(), ..reply }.bytes()
            }
            Self::OversizeHeaders => {
                let lines = (0..HEADER_LINES).map(|line| (format!("X-Padding-{line}"), "x".repeat(HEADER_LINE)));
                Reply { headers: reply.headers.iter().cloned().chain(lines).collect(), ..reply }.bytes()
            }
            Self::ContradictingHeader => {
                let fine = super::http::header(&reply.headers, "Error-Code") == Some("0");
                reply.with("Error-Code", if fine { "60020" } else { "0" }).bytes()
            }
            Self::LostBehind(status) => Reply::page(*status).bytes(),
            Self::Answer(bytes) => bytes.clone().into_bytes(),
            _ => reply.bytes(),
        })
    }
}

/// A request as a careless server repeats it.
fn echo(request: &Request) -> String {
    let host = super::http::header(&request.head.headers, "Host").unwrap_or_default();
    format!("http://{host}{} {}", request.head.target, String::from_utf8_lossy(&request.body))
}

/// A redirect to where the request already went.
fn redirect(status: u16, request: &Request) -> Outcome {
    let host = super::http::header(&request.head.headers, "Host").unwrap_or_default();
    let target = format!("http://{host}{}", request.head.target);
    Outcome::refused(i64::from(status), Reply::page(status).with("Location", target))
}

/// When a fault happens.
#[derive(Debug)]
struct Rule {
    endpoint: Endpoint,
    fault: Fault,
    /// How often it still happens; `None` for always.
    left: Option<usize>,
    /// Only to a request whose body contains this.
    needle: Option<String>,
}

/// The faults to come: those that happen so many times first, in the order in which they were asked for, then those
/// that always happen.
#[derive(Debug, Default)]
pub struct Script {
    rules: Vec<Rule>,
}

impl Script {
    /// Adds a fault.
    pub fn add(&mut self, endpoint: Endpoint, fault: Fault, left: Option<usize>, needle: Option<&str>) {
        assert!(
            needle.is_none() || fault != Fault::DropBeforeBody,
            "a body that is not read cannot be searched: {fault:?}"
        );
        self.rules.push(Rule { endpoint, fault, left, needle: needle.map(str::to_owned) });
    }

    /// Forgets every fault.
    pub fn clear(&mut self) {
        self.rules.clear();
    }

    /// How many faults with a number are still to come.
    pub fn left(&self) -> usize {
        self.rules.iter().filter_map(|rule| rule.left).sum()
    }

    /// Whether the request whose headers have come is dropped now.
    pub fn drops_before_body(&mut self, endpoint: Endpoint) -> bool {
        let Some(index) = self.find(endpoint, None) else { return false };
        self.rules[index].fault == Fault::DropBeforeBody && self.take_at(index) == Fault::DropBeforeBody
    }

    /// The fault of a request that arrived whole.
    pub fn take(&mut self, endpoint: Endpoint, body: &[u8]) -> Fault {
        let searched = self.rules.iter().any(|rule| rule.endpoint == endpoint && rule.needle.is_some());
        let text = if searched { String::from_utf8_lossy(body) } else { "".into() };
        self.find(endpoint, Some(&text)).map_or(Fault::Pass, |index| self.take_at(index))
    }

    /// The first rule for a request; without its body, the first that does not ask for it.
    fn find(&self, endpoint: Endpoint, body: Option<&str>) -> Option<usize> {
        let fits = |rule: &Rule| {
            rule.endpoint == endpoint
                && rule.needle.as_ref().is_none_or(|needle| body.is_some_and(|body| body.contains(needle)))
        };
        let counted = self.rules.iter().position(|rule| rule.left.is_some() && fits(rule));
        counted.or_else(|| self.rules.iter().position(|rule| rule.left.is_none() && fits(rule)))
    }

    fn take_at(&mut self, index: usize) -> Fault {
        let rule = &mut self.rules[index];
        let fault = rule.fault.clone();
        if let Some(left) = &mut rule.left {
            *left -= 1;
            if *left == 0 {
                self.rules.remove(index);
            }
        }
        fault
    }
}
