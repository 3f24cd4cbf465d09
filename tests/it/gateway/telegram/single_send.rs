//! A worker that hands out one message, says whether it may leave, and watches what the fake server had received by then.

use std::sync::Arc;

use secrecy::SecretString;
use ticketctl::domain::value::message::BilingualMessage as Words;
use ticketctl::error::Result;
use ticketctl::gateway::channel::MessageChannel;
use ticketctl::gateway::protocol::{PermitDecision, SendPermit, SenderEvent};
use ticketctl::gateway::sender::{DeliveryWorker, MessageSender, NextSend, SendJob, WorkerStep};
use ticketctl::gateway::telegram::TelegramBot;
use ticketctl::gateway::{ChannelMessage, MessageAudience, MessagePart, SendOutcome};

use crate::support::fake_server::{BOT_TOKEN, Endpoint, FakeServer, TELEGRAM_CHAT};

/// The calls that show something of an order.
pub const GATED: [Endpoint; 3] = [Endpoint::EditMessageText, Endpoint::SendPhoto, Endpoint::SendDocument];

/// The worker.
pub struct SingleSend<'a> {
    server: &'a FakeServer,
    job: Option<SendJob>,
    /// How often a message may leave.
    allowed: usize,
    /// What happens each time before it does.
    before: &'a dyn Fn(&FakeServer),
    asked: usize,
    outcome: Option<SendOutcome>,
}

impl<'a> SingleSend<'a> {
    pub fn new(server: &'a FakeServer) -> Self {
        Self { server, job: None, allowed: usize::MAX, before: &|_| {}, asked: 0, outcome: None }
    }

    /// Lets a message leave only so often.
    pub fn allow(self, allowed: usize) -> Self {
        Self { allowed, ..self }
    }

    /// Does something whenever a message is about to leave.
    pub fn before(self, before: &'a dyn Fn(&FakeServer)) -> Self {
        Self { before, ..self }
    }

    /// Sends a message to the chat that the bot knows, and gives what became of it and how often the worker was asked.
    pub fn send(self, part: MessagePart) -> (SendOutcome, usize) {
        self.send_to(TELEGRAM_CHAT, part)
    }

    /// Sends a message.
    pub fn send_to(mut self, chat: &str, part: MessagePart) -> (SendOutcome, usize) {
        let channel = Arc::new(bot(self.server, BOT_TOKEN));
        let message = ChannelMessage {
            delivery_id: "d-1".to_owned(),
            to: chat.to_owned(),
            audience: MessageAudience::Group,
            part,
        };
        self.job = Some(SendJob { id: 7, channel, messages: vec![message] });
        assert_eq!(MessageSender::new().unwrap().run_jobs(&mut self, 1).unwrap(), None);
        let let_go = self.asked.min(self.allowed);
        assert_eq!(left(self.server), let_go, "each permission is used once, and nothing leaves without one");
        let outcome = self.outcome.unwrap();
        let told = format!("{outcome:?}");
        assert!(!told.contains("13800138000") && !told.contains(BOT_TOKEN.split_once(':').unwrap().1), "{told}");
        (outcome, self.asked)
    }

    /// Asks whether the bot could send.
    pub fn probe(mut self, channel: &MessageChannel, chat: &str) -> std::result::Result<Words, SendOutcome> {
        MessageSender::new().unwrap().probe_channel(&mut self, channel, chat).unwrap()
    }
}

/// A bot at the fake server.
pub fn bot(server: &FakeServer, token: &str) -> MessageChannel {
    MessageChannel::Telegram(TelegramBot { base_url: server.base_url(), token: SecretString::from(token) })
}

/// How many calls that show something of an order have begun to arrive.
fn left(server: &FakeServer) -> usize {
    GATED.iter().map(|endpoint| server.heads(*endpoint)).sum()
}

impl DeliveryWorker for SingleSend<'_> {
    fn run_step(&mut self, happened: Vec<SenderEvent>, _: usize) -> Result<WorkerStep> {
        for event in happened {
            match event {
                SenderEvent::PermitRequested { job, delivery_id, answer } => {
                    assert_eq!((job, delivery_id.as_str()), (7, "d-1"));
                    assert_eq!(left(self.server), self.asked.min(self.allowed), "it left before it was let go");
                    self.asked += 1;
                    (self.before)(self.server);
                    let leave = if self.asked <= self.allowed {
                        PermitDecision::Granted(SendPermit::for_recorded_message(None))
                    } else {
                        PermitDecision::Denied
                    };
                    answer.send(leave).unwrap();
                }
                SenderEvent::MessageEnded { outcome, .. } => {
                    assert!(self.outcome.replace(outcome).is_none(), "one end")
                }
                SenderEvent::JobClosed { .. } => {}
                other => panic!("a bot needs no token: {other:?}"),
            }
        }
        Ok(WorkerStep { jobs: self.job.take().into_iter().collect(), next: NextSend::Never })
    }
}
