//! One fault at one stage of one push, in a shop and with a fake server of its own: how the push ended, and what came after.

use std::fmt::Debug;
use std::process::Child;
use std::time::Duration;

use serde_json::Value;

use super::table::{Cell, End, Road, Stage, What};
use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::fake_server::{
    AGENT_ID, CORP_ID, ChatState, Endpoint, Entry, FakeServer, Fault, Kind, TELEGRAM_CHAT, USER,
};
use crate::support::shop::{Ended, ORDER, Shop, finish};

/// Longer than any answer is waited for: a message's 15 s, an unseen call's 20 s.
const TOO_SLOW: Duration = Duration::from_secs(30);
/// Until a push that was started comes to where it is held.
const PATIENCE: Duration = Duration::from_secs(30);
/// The next automatic run: before a failed push may go again, and after.
const AT_ONCE: &str = "2026-03-20T03:40:30Z";
const LATER: &str = "2026-03-20T03:42:00Z";

/// How a fault is brought about.
enum Injection {
    /// It happens to one request.
    Once(Fault),
    /// It happens to each.
    Always(Fault),
    /// Something changes just before the stage is reached.
    Before(fn(&FakeServer)),
}

impl What {
    fn injection(self) -> Injection {
        let refuse = |code, text: &str| Injection::Once(Fault::Refuse(code, text.to_owned()));
        match self {
            Self::Slow => Injection::Once(Fault::Slow(TOO_SLOW)),
            Self::DropBeforeBody => Injection::Once(Fault::DropBeforeBody),
            Self::DropAfterBody => Injection::Once(Fault::DropAfterBody),
            Self::AlwaysDropped => Injection::Always(Fault::DropAfterBody),
            Self::HalfAnswer => Injection::Once(Fault::HalfAnswer),
            Self::Redirect307 => Injection::Once(Fault::RedirectToSelf),
            Self::Moved301 => Injection::Once(Fault::MovedPermanently),
            Self::Http500 => Injection::Once(Fault::Http(500)),
            Self::Http502 => Injection::Once(Fault::Http(502)),
            Self::Http503 => Injection::Once(Fault::Http(503)),
            Self::Http403 => Injection::Once(Fault::Http(403)),
            Self::Http429 => Injection::Once(Fault::TooMany(7)),
            Self::LostBehind => Injection::Once(Fault::LostBehind(502)),
            Self::Garbage => Injection::Once(Fault::Garbage),
            Self::Huge => Injection::Once(Fault::Huge),
            Self::EmptyNotFound => Injection::Once(Fault::EmptyNotFound),
            Self::OversizeHeaders => Injection::Once(Fault::OversizeHeaders),
            Self::ContradictingHeader => Injection::Once(Fault::ContradictingHeader),
            Self::Swallowed => Injection::Once(Fault::Swallow),
            Self::Busy => Injection::Once(Fault::busy()),
            Self::Unlisted => refuse(99_999, "something new"),
            Self::TokenRevoked => Injection::Once(Fault::TokenInvalid),
            Self::TokenOver => Injection::Once(Fault::TokenExpired),
            Self::TokenNeverTaken => Injection::Always(Fault::TokenInvalid),
            Self::MediaGone => Injection::Once(Fault::MediaExpired),
            Self::MediaAlwaysGone => Injection::Always(Fault::MediaExpired),
            Self::Refused(code) => refuse(code, "refused"),
            Self::Kicked => refuse(403, "Forbidden: bot was kicked from the supergroup chat"),
            Self::Blocked => refuse(403, "Forbidden: bot was blocked by the user"),
            Self::NoPhoto => refuse(400, "Bad Request: IMAGE_PROCESS_FAILED"),
            Self::Closed => Injection::Before(|server| server.listening(false)),
            Self::AddressBlocked => Injection::Before(|server| server.block_ip(true)),
            Self::Migrated => {
                Injection::Before(|server| server.telegram_chat(TELEGRAM_CHAT, ChatState::Migrated(-1_009_876_543_210)))
            }
        }
    }
}

impl Road {
    const fn group(self) -> &'static str {
        match self {
            Self::Chat => Channel::App.group(),
            Self::Members => "members",
            Self::Card => "card",
            Self::Robot | Self::RobotPicture => Channel::Robot.group(),
            Self::Telegram | Self::TelegramPhoto => Channel::Telegram.group(),
        }
    }

    const fn shows_picture(self) -> bool {
        matches!(self, Self::RobotPicture | Self::TelegramPhoto)
    }

    /// The stages of a push, as they come.
    pub(super) const fn stages(self) -> &'static [Stage] {
        match self {
            Self::Chat | Self::Members | Self::Card => &[Stage::Token, Stage::Text, Stage::Upload, Stage::Proof],
            Self::Robot => &[Stage::Text, Stage::Upload, Stage::Proof],
            Self::RobotPicture => &[Stage::Text, Stage::Proof],
            Self::Telegram | Self::TelegramPhoto => &[Stage::Placeholder, Stage::Text, Stage::Proof],
        }
    }

    const fn endpoint(self, stage: Stage) -> Endpoint {
        match (self, stage) {
            (_, Stage::Token) => Endpoint::GetToken,
            (_, Stage::Placeholder) => Endpoint::SendMessage,
            (Self::Robot | Self::RobotPicture, Stage::Upload) => Endpoint::WebhookUpload,
            (_, Stage::Upload) => Endpoint::MediaUpload,
            (Self::Chat, _) => Endpoint::AppchatSend,
            (Self::Members | Self::Card, _) => Endpoint::MessageSend,
            (Self::Robot | Self::RobotPicture, _) => Endpoint::WebhookSend,
            (Self::Telegram | Self::TelegramPhoto, Stage::Text) => Endpoint::EditMessageText,
            (Self::Telegram, Stage::Proof) => Endpoint::SendDocument,
            (Self::TelegramPhoto, Stage::Proof) => Endpoint::SendPhoto,
        }
    }

    /// The endpoint whose answer is the last thing before a stage.
    fn endpoint_before(self, stage: Stage) -> Option<Endpoint> {
        let at = self.stages().iter().position(|other| *other == stage).unwrap();
        at.checked_sub(1).map(|before| self.endpoint(self.stages()[before]))
    }
}

/// A shop whose order is ready to be pushed on a road: the model that every case begins with.
pub(super) fn model(road: Road) -> Shop {
    let ConnectedShop { shop, .. } = ConnectedShop::ready();
    let agent = AGENT_ID.to_string();
    for (group, kind) in [("members", "user"), ("card", "card")] {
        let target = format!("{kind}:{USER}");
        let line =
            ["group", "add", group, "--channel", "wecom-app", "--secret", Channel::App.group(), "--target", &target];
        shop.ok(&[&line[..], &["--corp-id", CORP_ID, "--agent-id", &agent]].concat());
    }
    shop.ok(&["group", "route", road.group(), "--ticket-type", "初级道 3 小时"]);
    if road.shows_picture() {
        let picture = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/scenarios/shared/screenshot.png");
        shop.ok(&["proof", "upload", ORDER, picture]);
    }
    shop
}

/// Plays one case, and says what differs from `expected`.
pub(super) fn play(model: &Shop, road: Road, stage: Stage, what: What, expected: Cell) -> Vec<String> {
    let server = FakeServer::start();
    let mut shop = model.twin();
    shop.look_at(server.base_url());
    let case = Case { shop, server, road };
    let mut wrong = Differences::default();
    let ended = case.push_with_fault(stage, what);
    wrong.note("the end", &Ok(expected.end), &case.end_of(&ended));
    wrong.note("bodies", &expected.bodies, &case.bodies(stage));
    let before = case.server.received().len();

    let at_once = case.push_ready(AT_ONCE);
    let waits = if expected.end.pauses() { 5 } else { 0 };
    wrong.note("the run that follows at once", &Some(waits), &at_once.code);
    wrong.note("what it sent", &0, &(case.server.received().len() - before));

    case.mend(expected.end);
    let later = case.push_ready(LATER);
    let sends = expected.end.is_sent_later();
    wrong.note("the run after the repair", &Some(0), &later.code);
    wrong.note("whether it sent", &sends, &(case.server.received().len() > before));
    let (text, proof) = (case.seen(is_text), case.seen(is_proof));
    if sends || expected.end == End::Done {
        let lost = |is_proof| usize::from(what == What::Swallowed && (stage == Stage::Proof) == is_proof);
        wrong.note("the text and the proof that people saw", &(1 - lost(false), 1 - lost(true)), &(text, proof));
    } else {
        wrong.note("whether people saw a part twice", &false, &(text > 1 || proof > 1));
    }
    wrong.0
}

/// What is not as it was expected.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn note<T: PartialEq + Debug>(&mut self, name: &str, expected: &T, found: &T) {
        if expected != found {
            self.0.push(format!("{name}: expected {expected:?}, found {found:?}"));
        }
    }
}

/// A shop, its outside, and the way between them.
struct Case {
    shop: Shop,
    server: FakeServer,
    road: Road,
}

impl Case {
    /// Pushes the order, which meets a fault at a stage.
    fn push_with_fault(&self, stage: Stage, what: What) -> Ended {
        let endpoint = self.road.endpoint(stage);
        // Text and proof go to the same endpoint of WeCom: the fault waits for the second.
        if stage == Stage::Proof && endpoint == self.road.endpoint(Stage::Text) {
            self.server.fault(endpoint, Fault::Pass);
        }
        let change = match what.injection() {
            Injection::Once(fault) => return self.after(|| self.server.fault(endpoint, fault)),
            Injection::Always(fault) => return self.after(|| self.server.always(endpoint, fault)),
            Injection::Before(change) => change,
        };
        let Some(before) = self.road.endpoint_before(stage) else {
            return self.after(|| change(&self.server));
        };
        self.server.clear_faults();
        let hold = self.server.hold(before);
        let push = self.start();
        assert!(self.server.wait_until(PATIENCE, |_| hold.waiting() == 1), "{before:?} was not called");
        change(&self.server);
        hold.release();
        finish(push)
    }

    fn after(&self, set: impl FnOnce()) -> Ended {
        set();
        finish(self.start())
    }

    fn start(&self) -> Child {
        self.shop.start(&["push", ORDER, "--group", self.road.group(), "--json"])
    }

    /// What cron does.
    fn push_ready(&self, now: &str) -> Ended {
        self.shop.run(&["--now", now, "push", "--group", self.road.group()])
    }

    /// The fault is over, an operator did what was asked for, and a minute has passed.
    fn mend(&self, end: End) {
        self.server.clear_faults();
        self.server.listening(true);
        self.server.block_ip(false);
        self.server.telegram_chat(TELEGRAM_CHAT, ChatState::Open);
        if end.pauses() {
            self.shop.ok(&["group", "resume", self.road.group()]);
        }
        self.shop.database().execute("delete from lane_rest", []).unwrap();
    }

    /// The end that a push came to, or what is strange about it.
    fn end_of(&self, ended: &Ended) -> Result<End, String> {
        const CLASS: &str = "select coalesce(max(failure_class), '') from delivery where state = 'failed'";
        const UNKNOWN: &str = "select count(*) from delivery where state = 'unknown'";
        const PAUSED: &str = "select paused_reason is not null from agent_group where name = ?1";
        let database = self.shop.database();
        let class: String = database.query_row(CLASS, [], |row| row.get(0)).unwrap();
        let unknown: i64 = database.query_row(UNKNOWN, [], |row| row.get(0)).unwrap();
        let paused: bool = database.query_row(PAUSED, [self.road.group()], |row| row.get(0)).unwrap();
        let error = if ended.code == Some(0) { Value::Null } else { ended.error() };
        let code = error["code"].as_str().unwrap_or_default();
        let axis = self.shop.status("agent_push");
        let found = (ended.code, code, class.as_str(), axis.as_str(), paused, unknown);
        let ends = End::ALL.into_iter().find(|end| end.facts() == found);
        ends.ok_or_else(|| format!("{found:?}"))
    }

    /// How many bodies of a stage's part arrived whole.
    fn bodies(&self, stage: Stage) -> usize {
        let part = if matches!(stage, Stage::Upload | Stage::Proof) { is_proof } else { is_text };
        self.server.received().iter().filter(|entry| part(entry)).count()
    }

    /// How often people saw a part come.
    fn seen(&self, part: fn(&Entry) -> bool) -> usize {
        self.server.received().iter().filter(|entry| entry.delivered && part(entry)).count()
    }
}

/// The order's text, not the placeholder that Telegram shows before it.
fn is_text(entry: &Entry) -> bool {
    let texts = [Kind::Text, Kind::Markdown, Kind::Card, Kind::Edit];
    texts.contains(&entry.kind) && entry.text().is_some_and(|text| text.contains(ORDER))
}

fn is_proof(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Image | Kind::File | Kind::Photo | Kind::Document)
}
