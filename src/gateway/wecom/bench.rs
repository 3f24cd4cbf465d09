//! For tests: a server that answers as it is told and counts what it received, and a desk that lets everything leave.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use crate::domain::message::Message as Words;
use crate::error::Result;
use crate::gateway::channel::Channel;
use crate::gateway::line::{Desk, Event, Job, Leave, Line, Next, TokenAnswer, Turn};
use crate::gateway::{Message, Outcome, Part, Refusal};

/// The delivery of every test.
pub(in crate::gateway) const DELIVERY: &str = "d-1";

/// What a call is answered with.
#[derive(Clone)]
pub(in crate::gateway) enum Say {
    /// HTTP 200, the header `Error-Code` and this body.
    Json(&'static str),
    /// The raw answer.
    Raw(&'static str),
    /// The connection ends once the request was read.
    Hangup,
}

/// A request: what stood behind its method, and its body.
type Request = (String, Vec<u8>);

/// A server on a port of its own.
pub(in crate::gateway) struct Server {
    /// Its address.
    pub base_url: String,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// A server that answers the calls of a path in turn, the last answer from then on; of others with what is usual.
    pub(in crate::gateway) fn start(script: &[(&'static str, &[Say])]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        let mut script: BTreeMap<_, VecDeque<Say>> =
            script.iter().map(|(path, says)| (*path, says.iter().cloned().collect())).collect();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                let Some((target, body)) = request(&stream) else { continue };
                let path = target.split('?').next().unwrap().trim_start_matches("/cgi-bin/").to_owned();
                record.lock().unwrap().push((target, body));
                let planned = script
                    .get_mut(path.as_str())
                    .map(|says| if says.len() > 1 { says.pop_front().unwrap() } else { says.front().unwrap().clone() });
                answer(stream, planned.unwrap_or_else(|| usual(&path)));
            }
        });
        Self { base_url, seen }
    }

    /// The bodies that a path received.
    pub(in crate::gateway) fn bodies(&self, path: &str) -> Vec<String> {
        let text = |body: &Vec<u8>| String::from_utf8_lossy(body).into_owned();
        self.of(path).iter().map(|(_, body)| text(body)).collect()
    }

    /// What stood behind the path, call by call.
    pub(in crate::gateway) fn queries(&self, path: &str) -> Vec<String> {
        self.of(path).into_iter().map(|(target, _)| target.split_once('?').unwrap().1.to_owned()).collect()
    }

    fn of(&self, path: &str) -> Vec<Request> {
        let prefix = format!("/cgi-bin/{path}?");
        self.seen.lock().unwrap().iter().filter(|(target, _)| target.starts_with(&prefix)).cloned().collect()
    }
}

fn request(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok().filter(|read| *read > 0)?;
        let header = header.trim_end().to_ascii_lowercase();
        if header.is_empty() {
            break;
        }
        assert!(!header.starts_with("transfer-encoding"), "a body has its length");
        if let Some(value) = header.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((target, body))
}

fn answer(mut stream: TcpStream, say: Say) {
    let text = match say {
        Say::Hangup => return,
        Say::Raw(text) => text.to_owned(),
        Say::Json(body) => {
            let code = serde_json::from_str::<serde_json::Value>(body).unwrap()["errcode"].to_string();
            format!(
                "HTTP/1.1 200 OK\r\nError-Code: {code}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            )
        }
    };
    // A client that has heard enough may be gone.
    let _ = stream.write_all(text.as_bytes());
}

fn usual(path: &str) -> Say {
    Say::Json(match path {
        "gettoken" => r#"{"errcode":0,"errmsg":"ok","access_token":"TOKEN-1","expires_in":7200}"#,
        "media/upload" | "webhook/upload_media" => {
            r#"{"errcode":0,"errmsg":"","type":"file","media_id":"MEDIA-1","created_at":"1380000000"}"#
        }
        "message/send" => r#"{"errcode":0,"errmsg":"ok","msgid":"MSG-1"}"#,
        _ => r#"{"errcode":0,"errmsg":"ok"}"#,
    })
}

/// A desk that hands out jobs, lets everything leave, and remembers what happened.
#[derive(Default)]
pub(in crate::gateway) struct Notebook {
    jobs: Vec<Job>,
    tokens: BTreeMap<String, SecretString>,
    /// The lives of the tokens that were told, and `None` for each that could not be had.
    pub told: Vec<Option<Duration>>,
    /// How often something asked to leave.
    pub left: usize,
    /// How messages ended.
    pub outcomes: Vec<Outcome>,
    /// How many may leave, if not all.
    most: Option<usize>,
}

impl Desk for Notebook {
    fn turn(&mut self, happened: Vec<Event>, room: usize) -> Result<Turn> {
        for event in happened {
            match event {
                Event::Leaving { answer, .. } => {
                    self.left += 1;
                    drop(answer.send(if self.most.is_some_and(|most| self.left > most) {
                        Leave::Stay
                    } else {
                        Leave::Go(None)
                    }));
                }
                Event::Ended { outcome, .. } => self.outcomes.push(outcome),
                Event::Closed { .. } => {}
                Event::TokenWanted { account, stale, answer } => {
                    let fresh = |token: &&SecretString| {
                        stale.as_ref().is_none_or(|old| old.expose_secret() != token.expose_secret())
                    };
                    let token = self.tokens.get(&account).filter(fresh);
                    drop(answer.send(token.map_or(TokenAnswer::Fetch, |token| TokenAnswer::Have(token.clone()))));
                }
                Event::TokenGot { account, token } => {
                    self.told.push(token.as_ref().map(|(_, holds)| *holds));
                    self.tokens.extend(token.map(|(token, _)| (account, token)));
                }
            }
        }
        let jobs: Vec<Job> = self.jobs.drain(..room.min(self.jobs.len())).collect();
        let next = if self.jobs.is_empty() { Next::Nothing } else { Next::Room };
        Ok(Turn { jobs, next })
    }
}

impl Notebook {
    /// A desk that lets something leave so many times, and afterwards holds everything back.
    pub(in crate::gateway) fn letting(most: usize) -> Self {
        Self { most: Some(most), ..Self::default() }
    }

    /// Remembers a token of an earlier run.
    pub(in crate::gateway) fn knows(mut self, account: &str, token: &str) -> Self {
        self.tokens.insert(account.to_owned(), SecretString::from(token));
        self
    }

    /// Sends each part in a job of its own, at most `concurrency` at once.
    pub(in crate::gateway) fn send(&mut self, channel: &Arc<Channel>, to: &str, parts: Vec<Part>, concurrency: usize) {
        self.jobs = parts
            .into_iter()
            .enumerate()
            .map(|(n, part)| {
                let message = Message { delivery_id: DELIVERY.to_owned(), to: to.to_owned(), part };
                Job { id: n as u64, channel: Arc::clone(channel), messages: vec![message] }
            })
            .collect();
        Line::new().unwrap().run(self, concurrency).unwrap();
    }

    /// Sends one part and tells how it ended.
    pub(in crate::gateway) fn send_one(&mut self, channel: Channel, to: &str, part: Part) -> Outcome {
        self.send(&Arc::new(channel), to, vec![part], 1);
        self.outcomes.pop().unwrap()
    }

    /// Asks a channel whether it could send.
    pub(in crate::gateway) fn probe(&mut self, channel: &Channel, to: &str) -> std::result::Result<Words, Outcome> {
        Line::new().unwrap().probe(self, channel, to).unwrap()
    }
}

/// A text.
pub(in crate::gateway) fn text(body: &str) -> Part {
    Part::Text { body: body.to_owned() }
}

/// A picture.
pub(in crate::gateway) fn image() -> Part {
    Part::Image { file_name: "付款凭证.png".to_owned(), bytes: b"\x89PNG\r\n\x1a\n proof".to_vec() }
}

/// The refusal that an outcome is.
pub(in crate::gateway) fn refusal(outcome: Outcome) -> Refusal {
    match outcome {
        Outcome::Refused(refusal) => *refusal,
        other => panic!("{other:?}"),
    }
}
