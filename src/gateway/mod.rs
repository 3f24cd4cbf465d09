//! The only room that speaks HTTP: one message out, one judged answer back.
//!
//! Invariant: a channel never retries by itself and never guesses. It answers that the message was taken, that it was
//! surely not, or that nobody can know; what follows from that is decided elsewhere.

pub mod channel;
pub mod errors;
mod held_connector;
mod http;
pub mod protocol;
mod sandbox_answer;
pub mod sender;
pub mod spool;
pub mod telegram;
pub mod wecom;

use std::fmt;

use self::wecom::hint::{WecomHint, parse_hint};
use crate::domain::order::credential_text::mask_credentials;
use crate::domain::order::delivery::FailureClass;
use crate::domain::value::message::BilingualMessage;
use crate::error::Exit;

/// What is kept of a refusal's message, in characters: far more than any that was seen.
const MESSAGE_LIMIT: usize = 1000;
/// How long a throttled channel rests, in seconds: a whole window of the per-minute limits.
const THROTTLE_SECONDS: u32 = 60;

/// One part of a push or of a notice, as frozen in the outbox. `Debug` shows its id alone.
#[derive(Clone, PartialEq, Eq)]
pub struct ChannelMessage {
    /// The id of the delivery: the same id is the same message, so a channel that can tell repeats apart does.
    pub delivery_id: String,
    /// The channel's own address of the group, or the buyer's contact.
    pub to: String,
    pub audience: MessageAudience,
    pub part: MessagePart,
}

/// Who reads a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageAudience {
    /// The agents, where every message of a group goes.
    Group,
    /// One buyer, whose address concerns nobody else.
    Buyer,
}

impl fmt::Debug for ChannelMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("delivery_id", &self.delivery_id).finish_non_exhaustive()
    }
}

#[derive(Clone, PartialEq, Eq)]
pub enum MessagePart {
    Text {
        /// The text, UTF-8.
        body: String,
    },
    Image {
        file_name: String,
        bytes: Vec<u8>,
    },
    File {
        file_name: String,
        bytes: Vec<u8>,
    },
    /// A picture above its words, in one message; where a channel has no such thing, the words alone.
    Captioned {
        caption: String,
        file_name: String,
        bytes: Vec<u8>,
    },
}

/// The longest words below a picture, in UTF-16 units: Telegram's limit.
const CAPTION_LIMIT: usize = 1024;

impl ChannelMessage {
    /// Puts a picture above a text. A text that is too long for that stays as it is.
    pub fn add_picture(&mut self, picture: &[u8]) {
        let MessagePart::Text { body } = &self.part else { return };
        if body.encode_utf16().count() <= CAPTION_LIMIT {
            let file_name = format!("{}.png", self.delivery_id);
            self.part = MessagePart::Captioned { caption: body.clone(), file_name, bytes: picture.to_vec() };
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The other side took it. That is not yet proof that somebody read it.
    Accepted {
        /// What the other side calls it, if it says.
        receipt: Option<String>,
        /// The address that took it, where the message's own is no more: a Telegram group that was upgraded.
        moved_to: Option<String>,
    },
    /// Surely not taken.
    Refused(Box<SendRefusal>),
    /// It may have been taken or not: a person must look before anyone sends it again.
    Unknown { reason: BilingualMessage },
    /// It was not sent: another process holds it now and will say.
    NotPermitted,
}

impl SendOutcome {
    /// Taken at the message's own address.
    pub const fn accepted_with(receipt: Option<String>) -> Self {
        Self::Accepted { receipt, moved_to: None }
    }
}

impl SendOutcome {
    /// The same as it concerns whoever reads: what is of the message alone stops nobody else.
    #[must_use]
    fn for_audience(self, audience: MessageAudience) -> Self {
        match self {
            Self::Refused(refusal) => {
                let class = refusal.class.for_audience(audience, refusal.known);
                Self::Refused(Box::new(SendRefusal { class, ..*refusal }))
            }
            other => other,
        }
    }
}

impl SendOutcome {
    /// The same with a refusal's message that fits into an event: the other side may say 64 KiB.
    #[must_use]
    pub fn with_bounded_message(self) -> Self {
        match self {
            Self::Refused(mut refusal) if refusal.message.chars().count() > MESSAGE_LIMIT => {
                refusal.message = refusal.message.chars().take(MESSAGE_LIMIT).chain(['…']).collect();
                Self::Refused(refusal)
            }
            other => other,
        }
    }

    /// The same, with `***` for everything in a refusal that looks like a credential: also an old one, or another's, which the
    /// sender does not know to take out.
    #[must_use]
    pub fn without_credentials(self) -> Self {
        match self {
            Self::Refused(mut refusal) => {
                refusal.message = mask_credentials(&refusal.message).into_owned();
                Self::Refused(refusal)
            }
            other => other,
        }
    }

    /// The same, with `***` for every `text` that the other side repeated in its refusal: a secret, or something of a
    /// person.
    #[must_use]
    pub fn redact_text(self, text: &str) -> Self {
        match self {
            Self::Refused(mut refusal) if !text.is_empty() && refusal.message.contains(text) => {
                refusal.message = refusal.message.replace(text, "***");
                refusal.hint = refusal.hint.and_then(|_| parse_hint(&refusal.message));
                Self::Refused(refusal)
            }
            other => other,
        }
    }
}

/// A definite no, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendRefusal {
    /// The event's `failureCode`: `WECOM_SEND_FAILED`, `TELEGRAM_SEND_FAILED`, `SPOOL_SEND_FAILED`.
    pub code: &'static str,
    /// The other side's own number, such as 60020.
    pub remote_code: Option<i64>,
    /// The event's `failureMessage`: as the other side said it. Escape it before it reaches a terminal.
    pub message: String,
    pub class: RefusalClass,
    pub advice: BilingualMessage,
    /// What the message hides, if it is one of WeCom's.
    pub hint: Option<WecomHint>,
    /// Whether the refusal is one that this program knows. One that it does not know is never retried.
    pub known: bool,
}

impl SendRefusal {
    /// The exit code of a command that ends with this refusal.
    pub const fn exit_code(&self) -> Exit {
        match self.class {
            RefusalClass::RetryAfter(_)
            | RefusalClass::Throttled
            | RefusalClass::Unreachable
            | RefusalClass::RefreshToken
            | RefusalClass::Reupload => Exit::Transient,
            RefusalClass::Configuration if self.known => Exit::Config,
            RefusalClass::Configuration | RefusalClass::Data | RefusalClass::Recipient | RefusalClass::Bug => {
                Exit::Remote
            }
        }
    }
}

/// What kind of no, and so who acts next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalClass {
    /// Passing: send again after so many seconds.
    RetryAfter(u32),
    /// Too many messages: the whole channel rests for a window.
    Throttled,
    /// There was no connection: nothing was sent, and nothing else could be now.
    Unreachable,
    /// The access token is stale: fetch a new one and send once more.
    RefreshToken,
    /// The uploaded file is gone at the other side: upload and send once more.
    Reupload,
    /// Every message of this channel fails until an operator changes something: pause it.
    Configuration,
    /// This message fails every time, others need not.
    Data,
    /// Its recipient takes nothing. Where the recipient is a group's own target, nothing else arrives there either.
    Recipient,
    /// The request was malformed: a fault of this program.
    Bug,
}

impl RefusalClass {
    /// The same, as a delivery records it.
    pub const fn failure_class(self) -> FailureClass {
        match self {
            Self::RetryAfter(_) => FailureClass::RetryAfter,
            Self::Throttled => FailureClass::Throttled,
            Self::Unreachable => FailureClass::Unreachable,
            Self::RefreshToken => FailureClass::RefreshToken,
            Self::Reupload => FailureClass::Reupload,
            Self::Configuration => FailureClass::Configuration,
            Self::Data | Self::Recipient => FailureClass::Data,
            Self::Bug => FailureClass::Bug,
        }
    }

    /// After how many seconds the same message may go again without an operator, or `None` if it may not.
    pub const fn retry_after(self) -> Option<u32> {
        match self {
            Self::RetryAfter(seconds) => Some(seconds),
            Self::Throttled | Self::Unreachable => Some(THROTTLE_SECONDS),
            Self::RefreshToken | Self::Reupload => Some(0),
            Self::Configuration | Self::Data | Self::Recipient | Self::Bug => None,
        }
    }

    /// The class of a refusal that is `known` or not, of a message to `audience`: whether it is one of the message or of the
    /// channel. What this program does not know is taken for the channel's where a group is concerned, and for the message's
    /// where one buyer is.
    const fn for_audience(self, audience: MessageAudience, known: bool) -> Self {
        match (self, audience) {
            (Self::Recipient, MessageAudience::Group) => Self::Configuration,
            (Self::Recipient, MessageAudience::Buyer) => Self::Data,
            (Self::Configuration, MessageAudience::Buyer) if !known => Self::Data,
            (class, _) => class,
        }
    }

    /// Whether everything else would fail alike just now, so that nothing more is begun.
    pub const fn stops_channel(self) -> bool {
        matches!(self, Self::Configuration | Self::Unreachable)
    }

    /// Whether the channel should be paused, because every other message would fail alike.
    pub const fn pauses_channel(self) -> bool {
        matches!(self, Self::Configuration)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn a_refusal_is_kept_short_and_repeats_nothing_private() {
        let said = |message: &str| {
            SendOutcome::Refused(Box::new(SendRefusal {
                code: "X",
                remote_code: None,
                message: message.to_owned(),
                class: RefusalClass::Data,
                advice: say!("改", "change it"),
                hint: None,
                known: true,
            }))
        };
        let message = |outcome: SendOutcome| match outcome {
            SendOutcome::Refused(refusal) => refusal.message,
            other => panic!("{other:?}"),
        };
        assert_eq!(message(said("to 张三: no, 张三").redact_text("张三")), "to ***: no, ***");
        assert_eq!(message(said("no").redact_text("")), "no");
        assert_eq!(message(said("bad access_token=OLDER-9x").without_credentials()), "bad access_token=***");
        assert_eq!(message(said(&"字".repeat(1000)).with_bounded_message()).chars().count(), 1000);
        let cut = message(said(&"字".repeat(60_000)).with_bounded_message());
        assert!(cut.chars().count() == 1001 && cut.ends_with("字…"));
    }
}
