//! The envelope of an event, shared by both flows. What an event means belongs to its flow.

use serde_json::{Map, Value};

use super::ids::OrderNo;
use super::time::Timestamp;

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads a stable code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes! {
    /// Where a command came from.
    Source {
        /// The marketplace.
        Xianyu = "xianyu",
        /// The buyer.
        Public = "public",
        /// The rules themselves.
        System = "system",
        /// An operator.
        Admin = "admin",
        /// The ticket agent.
        Agent = "agent",
        /// A scheduled run.
        Cron = "cron",
    }
}

codes! {
    /// Whether what was asked for was done.
    Verdict {
        /// It was.
        Accepted = "accepted",
        /// It was refused, or it failed.
        Rejected = "rejected",
    }
}

codes! {
    /// Whether the reference pages know the event.
    Visibility {
        /// Shown on the page.
        Visible = "visible",
        /// Chained and replayed, but shown only with `--internal`.
        Internal = "internal",
    }
}

/// One row of the log, as stored and as imported. Its payload is what came, its states are codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The order.
    pub order_no: OrderNo,
    /// 1, 2, 3 … within the order.
    pub version: u32,
    /// The event's type, such as `user_form_submitted`.
    pub kind: String,
    /// Where the command came from.
    pub source: Source,
    /// Accepted or rejected.
    pub result: Verdict,
    /// Shown on the page or internal.
    pub visibility: Visibility,
    /// When the command was received.
    pub created_at: Timestamp,
    /// Just before its commit.
    pub processed_at: Timestamp,
    /// The operation key of the command.
    pub key: Option<String>,
    /// Why it was rejected: a code.
    pub error_code: Option<String>,
    /// Why it was rejected: a sentence, as the other side said it.
    pub error_message: Option<String>,
    /// The axes that the event shows, before it.
    pub before: Map<String, Value>,
    /// The axes that the event shows, after it.
    pub after: Map<String, Value>,
    /// What came, in the page's words. Personal values are clear in memory and sealed at rest.
    pub payload: Map<String, Value>,
    /// Who ran the command.
    pub operator: Option<String>,
}

impl Envelope {
    /// The event's id: its order and its place there.
    pub fn id(&self) -> String {
        format!("{}-{}", self.order_no, self.version)
    }
}
