//! What every fault means, as it was decided before the code was asked: a row a fault, a column a stage of the push.
//!
//! A cell says how the push ends and how many bodies of the part under way arrive whole at the service. Only where the
//! service recognises a repeat (members, cards, Telegram's edit) do lost answers bring a second body, and never a second
//! message. Sources: the exit codes and the promises of the design; WeCom's documents 90313 and 90455; Telegram's
//! "making requests".

use self::End::{Bug, Data, Done, Paused, RetryAfter, Strange, Throttled, Unknown, Unreachable};
use self::What::*;

/// How messages get to the agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Road {
    /// `wecom-app` to a group chat.
    Chat,
    /// `wecom-app` to members, who get the same bytes once.
    Members,
    /// `wecom-app` to members, the text as a card.
    Card,
    /// `wecom-robot`; the proof is uploaded.
    Robot,
    /// `wecom-robot`; the proof is a picture within the message.
    RobotPicture,
    /// `telegram`; the proof is a document.
    Telegram,
    /// `telegram`; the proof is a photo.
    TelegramPhoto,
}

/// A stage of a push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The access token is fetched.
    Token,
    /// Telegram's empty message is placed.
    Placeholder,
    /// The text leaves.
    Text,
    /// The proof is uploaded, which nobody sees.
    Upload,
    /// The proof leaves.
    Proof,
}

/// What goes wrong, once if the name does not say otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Slow,
    DropBeforeBody,
    DropAfterBody,
    AlwaysDropped,
    HalfAnswer,
    Redirect307,
    Moved301,
    Http403,
    Http429,
    Http500,
    Http502,
    Http503,
    /// Taken, and answered with a 502 by the web server in front.
    LostBehind,
    Garbage,
    /// 10 MB of good JSON.
    Huge,
    EmptyNotFound,
    OversizeHeaders,
    /// `Error-Code` says the opposite of the body.
    ContradictingHeader,
    /// Answered as taken, and shown to nobody: WeCom above a member's quota. Found by the list of what nobody acknowledged.
    Swallowed,
    /// The port is shut from this stage on.
    Closed,
    /// WeCom's -1.
    Busy,
    /// A code that stands in no list.
    Unlisted,
    /// 60020 from this stage on; the token and robots are not guarded.
    AddressBlocked,
    /// 40014; Telegram's 401.
    TokenRevoked,
    /// 42001; Telegram's 401.
    TokenOver,
    /// 40014 for every token.
    TokenNeverTaken,
    /// 40007.
    MediaGone,
    /// 40007 for every upload.
    MediaAlwaysGone,
    /// Another errcode, or a Telegram error with this status.
    Refused(i64),
    /// Telegram's 403 of a group.
    Kicked,
    /// Telegram's 403 of a person; to a group it says the same as [`What::Kicked`].
    Blocked,
    /// Telegram takes the picture as a document only.
    NoPhoto,
    /// Telegram's 400 with the id of the supergroup that takes the messages now.
    Migrated,
}

/// How a push ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Delivered.
    Done,
    /// Nobody knows: never sent again by itself.
    Unknown,
    /// An operator must mend something: the group is paused, the order waits.
    Paused,
    /// As `Paused`, with a no that this program does not know.
    Strange,
    /// Later, the lane rests a minute.
    Throttled,
    /// Later, the service said when.
    RetryAfter,
    /// Later, nothing left.
    Unreachable,
    /// This message is never taken; others may be.
    Data,
    /// As `Data`: the request was malformed.
    Bug,
}

/// What is seen of an end: exit code, error code, class of the refusal, `agent_push`, whether the group is paused, and how
/// many deliveries are unknown.
pub(super) type Facts = (Option<i32>, &'static str, &'static str, &'static str, bool, i64);

impl End {
    pub(super) const ALL: [Self; 9] = [Done, Unknown, Paused, Strange, Throttled, RetryAfter, Unreachable, Data, Bug];

    pub(super) const fn facts(self) -> Facts {
        const REFUSED: &str = "send_refused";
        match self {
            Done => (Some(0), "", "", "accepted", false, 0),
            Unknown => (Some(12), "outcome_unknown", "", "unknown", false, 1),
            Paused => (Some(5), REFUSED, "configuration", "failed", true, 0),
            Strange => (Some(6), REFUSED, "configuration", "failed", true, 0),
            Throttled => (Some(7), REFUSED, "throttled", "failed", false, 0),
            RetryAfter => (Some(7), REFUSED, "retry_after", "failed", false, 0),
            Unreachable => (Some(7), REFUSED, "unreachable", "failed", false, 0),
            Data => (Some(6), REFUSED, "data", "failed", false, 0),
            Bug => (Some(6), REFUSED, "bug", "failed", false, 0),
        }
    }

    pub(super) const fn pauses(self) -> bool {
        matches!(self, Paused | Strange)
    }

    /// Whether an automatic run sends it, once the cause is mended and a minute has passed.
    pub(super) const fn is_sent_later(self) -> bool {
        matches!(self, Paused | Strange | Throttled | RetryAfter | Unreachable)
    }
}

/// One case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) end: End,
    /// Bodies of the part under way that arrived whole: the text at token and placeholder, the proof at the upload.
    pub(super) bodies: usize,
}

/// A row of a table; `None` where the fault cannot be.
pub(super) type Row<const STAGES: usize> = (What, [Option<Cell>; STAGES]);

const fn at(end: End, bodies: usize) -> Option<Cell> {
    Some(Cell { end, bodies })
}

/// Where a fault cannot be.
const NONE: Option<Cell> = None;
const DONE: Option<Cell> = at(Done, 1);
/// Delivered with a second body, of which nobody saw the first, or only the first.
const TWICE: Option<Cell> = at(Done, 2);
const UNKNOWN: Option<Cell> = at(Unknown, 1);

/// Token, text, upload, proof.
#[rustfmt::skip]
pub(super) const CHAT: &[Row<4>] = &[
    (Slow,                [at(Unreachable, 0), UNKNOWN,            DONE,               UNKNOWN]),
    (DropBeforeBody,      [DONE,               at(Unknown, 0),     DONE,               at(Unknown, 0)]),
    (DropAfterBody,       [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (AlwaysDropped,       [at(Unreachable, 0), UNKNOWN,            at(Unreachable, 0), UNKNOWN]),
    (HalfAnswer,          [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Redirect307,         [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Moved301,            [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Http403,             [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Http429,             [at(Throttled, 0),   at(Throttled, 1),   at(Throttled, 0),   at(Throttled, 1)]),
    (Http500,             [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Http502,             [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Http503,             [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (LostBehind,          [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Garbage,             [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Huge,                [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (EmptyNotFound,       [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (OversizeHeaders,     [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (ContradictingHeader, [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Swallowed,           [NONE,               DONE,               NONE,               DONE]),
    (Closed,              [at(Unreachable, 0), at(Unreachable, 0), at(Unreachable, 0), at(Unreachable, 0)]),
    (Busy,                [DONE,               UNKNOWN,            DONE,               UNKNOWN]),
    (Unlisted,            [at(Strange, 0),     at(Strange, 1),     at(Strange, 0),     at(Strange, 1)]),
    (AddressBlocked,      [at(Paused, 1),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Refused(40001),      [at(Paused, 0),      TWICE,              DONE,               TWICE]),
    (TokenRevoked,        [at(Paused, 0),      TWICE,              DONE,               TWICE]),
    (TokenOver,           [at(Paused, 0),      TWICE,              DONE,               TWICE]),
    (TokenNeverTaken,     [NONE,               at(Paused, 2),      at(Paused, 0),      at(Paused, 2)]),
    (MediaGone,           [NONE,               at(Data, 1),        at(Data, 0),        TWICE]),
    (MediaAlwaysGone,     [NONE,               NONE,               NONE,               at(Data, 2)]),
    (Refused(45009),      [at(Throttled, 0),   at(Throttled, 1),   at(Throttled, 0),   at(Throttled, 1)]),
    (Refused(45033),      [at(RetryAfter, 0),  at(RetryAfter, 1),  at(RetryAfter, 0),  at(RetryAfter, 1)]),
    (Refused(86008),      [NONE,               at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Refused(93000),      [NONE,               at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Refused(45002),      [NONE,               at(Data, 1),        at(Data, 0),        at(Data, 1)]),
    (Refused(40058),      [at(Bug, 0),         at(Bug, 1),         at(Bug, 0),         at(Bug, 1)]),
];

/// Token, text, upload, proof: members, and cards where the text is one.
#[rustfmt::skip]
pub(super) const MEMBERS: &[Row<4>] = &[
    (Slow,                [NONE,               TWICE,              NONE,               TWICE]),
    (DropBeforeBody,      [DONE,               DONE,               DONE,               DONE]),
    (DropAfterBody,       [DONE,               TWICE,              DONE,               TWICE]),
    (AlwaysDropped,       [at(Unreachable, 0), at(Unknown, 3),     at(Unreachable, 0), at(Unknown, 3)]),
    (HalfAnswer,          [DONE,               TWICE,              DONE,               TWICE]),
    (Redirect307,         [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Moved301,            [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Http403,             [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Http429,             [at(Throttled, 0),   at(Throttled, 1),   at(Throttled, 0),   at(Throttled, 1)]),
    (Http500,             [DONE,               TWICE,              DONE,               TWICE]),
    (Http502,             [DONE,               TWICE,              DONE,               TWICE]),
    (Http503,             [DONE,               TWICE,              DONE,               TWICE]),
    (LostBehind,          [DONE,               TWICE,              DONE,               TWICE]),
    (Garbage,             [DONE,               TWICE,              DONE,               TWICE]),
    (Huge,                [DONE,               TWICE,              DONE,               TWICE]),
    (EmptyNotFound,       [at(Paused, 0),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (OversizeHeaders,     [DONE,               TWICE,              DONE,               TWICE]),
    (ContradictingHeader, [DONE,               TWICE,              DONE,               TWICE]),
    (Swallowed,           [NONE,               DONE,               NONE,               DONE]),
    (Closed,              [at(Unreachable, 0), at(Unreachable, 0), at(Unreachable, 0), at(Unreachable, 0)]),
    (Busy,                [DONE,               TWICE,              DONE,               TWICE]),
    (Unlisted,            [at(Strange, 0),     at(Strange, 1),     at(Strange, 0),     at(Strange, 1)]),
    (AddressBlocked,      [at(Paused, 1),      at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Refused(40001),      [at(Paused, 0),      TWICE,              DONE,               TWICE]),
    (TokenRevoked,        [at(Paused, 0),      TWICE,              DONE,               TWICE]),
    (TokenOver,           [at(Paused, 0),      TWICE,              DONE,               TWICE]),
    (TokenNeverTaken,     [NONE,               at(Paused, 2),      at(Paused, 0),      at(Paused, 2)]),
    (MediaGone,           [NONE,               at(Data, 1),        at(Data, 0),        TWICE]),
    (MediaAlwaysGone,     [NONE,               NONE,               NONE,               at(Data, 2)]),
    (Refused(45009),      [at(Throttled, 0),   at(Throttled, 1),   at(Throttled, 0),   at(Throttled, 1)]),
    (Refused(45033),      [at(RetryAfter, 0),  at(RetryAfter, 1),  at(RetryAfter, 0),  at(RetryAfter, 1)]),
    (Refused(81013),      [NONE,               at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Refused(45002),      [NONE,               at(Data, 1),        at(Data, 0),        at(Data, 1)]),
    (Refused(40058),      [at(Bug, 0),         at(Bug, 1),         at(Bug, 0),         at(Bug, 1)]),
];

/// Text, upload, proof. A robot has no token and no guarded address.
#[rustfmt::skip]
pub(super) const ROBOT: &[Row<3>] = &[
    (Slow,                [NONE,               NONE,               UNKNOWN]),
    (DropBeforeBody,      [at(Unknown, 0),     DONE,               at(Unknown, 0)]),
    (DropAfterBody,       [UNKNOWN,            DONE,               UNKNOWN]),
    (AlwaysDropped,       [UNKNOWN,            at(Unreachable, 0), UNKNOWN]),
    (HalfAnswer,          [UNKNOWN,            DONE,               UNKNOWN]),
    (Redirect307,         [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Moved301,            [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Http403,             [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Http429,             [at(Throttled, 1),   at(Throttled, 0),   at(Throttled, 1)]),
    (Http500,             [UNKNOWN,            DONE,               UNKNOWN]),
    (Http502,             [UNKNOWN,            DONE,               UNKNOWN]),
    (Http503,             [UNKNOWN,            DONE,               UNKNOWN]),
    (LostBehind,          [UNKNOWN,            DONE,               UNKNOWN]),
    (Garbage,             [UNKNOWN,            DONE,               UNKNOWN]),
    (Huge,                [UNKNOWN,            DONE,               UNKNOWN]),
    (EmptyNotFound,       [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (OversizeHeaders,     [UNKNOWN,            DONE,               UNKNOWN]),
    (ContradictingHeader, [UNKNOWN,            DONE,               UNKNOWN]),
    (Swallowed,           [DONE,               NONE,               DONE]),
    (Closed,              [at(Unreachable, 0), at(Unreachable, 0), at(Unreachable, 0)]),
    (Busy,                [UNKNOWN,            DONE,               UNKNOWN]),
    (Unlisted,            [at(Strange, 1),     at(Strange, 0),     at(Strange, 1)]),
    (AddressBlocked,      [DONE,               DONE,               DONE]),
    (Refused(40001),      [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (TokenRevoked,        [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (TokenOver,           [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (MediaGone,           [at(Data, 1),        at(Data, 0),        TWICE]),
    (MediaAlwaysGone,     [NONE,               NONE,               at(Data, 2)]),
    (Refused(45009),      [at(Throttled, 1),   at(Throttled, 0),   at(Throttled, 1)]),
    (Refused(45033),      [at(RetryAfter, 1),  at(RetryAfter, 0),  at(RetryAfter, 1)]),
    (Refused(93000),      [at(Paused, 1),      at(Paused, 0),      at(Paused, 1)]),
    (Refused(45002),      [at(Data, 1),        at(Data, 0),        at(Data, 1)]),
    (Refused(40058),      [at(Bug, 1),         at(Bug, 0),         at(Bug, 1)]),
];

/// Text, proof, where the text is as in [`ROBOT`].
#[rustfmt::skip]
pub(super) const ROBOT_PICTURE: &[Row<2>] = &[
    (DropBeforeBody,      [NONE,               at(Unknown, 0)]),
    (DropAfterBody,       [NONE,               UNKNOWN]),
    (HalfAnswer,          [NONE,               UNKNOWN]),
    (Redirect307,         [NONE,               at(Paused, 1)]),
    (Http502,             [NONE,               UNKNOWN]),
    (LostBehind,          [NONE,               UNKNOWN]),
    (Huge,                [NONE,               UNKNOWN]),
    (Closed,              [NONE,               at(Unreachable, 0)]),
    (Busy,                [NONE,               UNKNOWN]),
    (MediaGone,           [NONE,               at(Data, 1)]),
    (Refused(40009),      [NONE,               at(Data, 1)]),
    (Refused(45009),      [NONE,               at(Throttled, 1)]),
];

/// Placeholder, text (an edit of it), proof. What is lost of the placeholder is no order, and the edit is recognised.
#[rustfmt::skip]
pub(super) const TELEGRAM: &[Row<3>] = &[
    (Slow,                [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (DropBeforeBody,      [at(Unreachable, 0), DONE,               at(Unknown, 0)]),
    (DropAfterBody,       [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (AlwaysDropped,       [at(Unreachable, 0), at(Unknown, 3),     UNKNOWN]),
    (HalfAnswer,          [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (Redirect307,         [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (Moved301,            [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (Http403,             [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (Http429,             [at(RetryAfter, 0),  at(RetryAfter, 1),  at(RetryAfter, 1)]),
    (Http500,             [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (Http502,             [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (Http503,             [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (LostBehind,          [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (Garbage,             [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (Huge,                [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (EmptyNotFound,       [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (OversizeHeaders,     [at(Unreachable, 0), TWICE,              UNKNOWN]),
    // Telegram has no such header, so it says nothing there.
    (ContradictingHeader, [DONE,               DONE,               DONE]),
    (Closed,              [at(Unreachable, 0), at(Unreachable, 0), at(Unreachable, 0)]),
    (Refused(502),        [at(Unreachable, 0), TWICE,              UNKNOWN]),
    (Refused(418),        [at(Strange, 0),     at(Strange, 1),     at(Strange, 1)]),
    (TokenRevoked,        [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (Kicked,              [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (Blocked,             [at(Paused, 0),      at(Paused, 1),      at(Paused, 1)]),
    (Migrated,            [DONE,               TWICE,              TWICE]),
    (Refused(400),        [at(Data, 0),        at(Data, 1),        at(Data, 1)]),
    (Refused(413),        [at(Data, 0),        at(Data, 1),        at(Data, 1)]),
    (MediaGone,           [NONE,               NONE,               at(Data, 1)]),
];

/// Placeholder, text, proof, where all but the proof is as in [`TELEGRAM`].
#[rustfmt::skip]
pub(super) const TELEGRAM_PHOTO: &[Row<3>] = &[
    (DropBeforeBody,      [NONE,               NONE,               at(Unknown, 0)]),
    (DropAfterBody,       [NONE,               NONE,               UNKNOWN]),
    (HalfAnswer,          [NONE,               NONE,               UNKNOWN]),
    (Redirect307,         [NONE,               NONE,               at(Paused, 1)]),
    (Http502,             [NONE,               NONE,               UNKNOWN]),
    (LostBehind,          [NONE,               NONE,               UNKNOWN]),
    (Http429,             [NONE,               NONE,               at(RetryAfter, 1)]),
    (Huge,                [NONE,               NONE,               UNKNOWN]),
    (Closed,              [NONE,               NONE,               at(Unreachable, 0)]),
    (Migrated,            [NONE,               NONE,               TWICE]),
    (NoPhoto,             [NONE,               NONE,               TWICE]),
];
