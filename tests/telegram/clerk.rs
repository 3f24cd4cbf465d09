//! A desk that hands out one message, says whether it may leave, and watches what the stand-in had received by then.

use std::sync::Arc;

use secrecy::SecretString;
use ticketctl::domain::message::Message as Words;
use ticketctl::error::Result;
use ticketctl::gateway::channel::Channel;
use ticketctl::gateway::line::{Desk, Event, Job, Leave, Line, Next, Turn};
use ticketctl::gateway::telegram::Bot;
use ticketctl::gateway::{Message, Outcome, Part};

use crate::standin::{BOT_TOKEN, Endpoint, Standin, TELEGRAM_CHAT};

/// The calls that show something of an order.
pub const GATED: [Endpoint; 3] = [Endpoint::EditMessageText, Endpoint::SendPhoto, Endpoint::SendDocument];

/// The desk.
pub struct Clerk<'a> {
    standin: &'a Standin,
    job: Option<Job>,
    /// How often a message may leave.
    allowed: usize,
    /// What happens each time before it does.
    before: &'a dyn Fn(&Standin),
    asked: usize,
    outcome: Option<Outcome>,
}

impl<'a> Clerk<'a> {
    pub fn new(standin: &'a Standin) -> Self {
        Self { standin, job: None, allowed: usize::MAX, before: &|_| {}, asked: 0, outcome: None }
    }

    /// Lets a message leave only so often.
    pub fn allow(self, allowed: usize) -> Self {
        Self { allowed, ..self }
    }

    /// Does something whenever a message is about to leave.
    pub fn before(self, before: &'a dyn Fn(&Standin)) -> Self {
        Self { before, ..self }
    }

    /// Sends a message to the chat that the bot knows, and gives what became of it and how often the desk was asked.
    pub fn send(self, part: Part) -> (Outcome, usize) {
        self.send_to(TELEGRAM_CHAT, part)
    }

    /// Sends a message.
    pub fn send_to(mut self, chat: &str, part: Part) -> (Outcome, usize) {
        let channel = Arc::new(bot(self.standin, BOT_TOKEN));
        let message = Message { delivery_id: "d-1".to_owned(), to: chat.to_owned(), part };
        self.job = Some(Job { id: 7, channel, messages: vec![message] });
        assert_eq!(Line::new().unwrap().run(&mut self, 1).unwrap(), None);
        let let_go = self.asked.min(self.allowed);
        assert_eq!(left(self.standin), let_go, "each permission is used once, and nothing leaves without one");
        let outcome = self.outcome.unwrap();
        let told = format!("{outcome:?}");
        assert!(!told.contains("13800138000") && !told.contains(BOT_TOKEN.split_once(':').unwrap().1), "{told}");
        (outcome, self.asked)
    }

    /// Asks whether the bot could send.
    pub fn probe(mut self, channel: &Channel, chat: &str) -> std::result::Result<Words, Outcome> {
        Line::new().unwrap().probe(&mut self, channel, chat).unwrap()
    }
}

/// A bot at the stand-in.
pub fn bot(standin: &Standin, token: &str) -> Channel {
    Channel::Telegram(Bot { base_url: standin.base_url(), token: SecretString::from(token) })
}

/// How many calls that show something of an order have begun to arrive.
fn left(standin: &Standin) -> usize {
    GATED.iter().map(|endpoint| standin.heads(*endpoint)).sum()
}

impl Desk for Clerk<'_> {
    fn turn(&mut self, happened: Vec<Event>, _: usize) -> Result<Turn> {
        for event in happened {
            match event {
                Event::Leaving { job, delivery_id, answer } => {
                    assert_eq!((job, delivery_id.as_str()), (7, "d-1"));
                    assert_eq!(left(self.standin), self.asked.min(self.allowed), "it left before it was let go");
                    self.asked += 1;
                    (self.before)(self.standin);
                    let leave = if self.asked <= self.allowed { Leave::Go(None) } else { Leave::Stay };
                    answer.send(leave).unwrap();
                }
                Event::Ended { outcome, .. } => assert!(self.outcome.replace(outcome).is_none(), "one end"),
                Event::Closed { .. } => {}
                other => panic!("a bot needs no token: {other:?}"),
            }
        }
        Ok(Turn { jobs: self.job.take().into_iter().collect(), next: Next::Nothing })
    }
}
