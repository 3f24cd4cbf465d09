//! One fault at one stage of one push, in a shop and with a stand-in of its own: how the push ended, and what came after.

use std::fmt::Debug;
use std::process::{Child, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use super::table::{Cell, End, Road, Stage, What};
use crate::shop::{Ended, ORDER, Shop};
use crate::standin::{AGENT_ID, CORP_ID, ChatState, Endpoint, Entry, Fault, Kind, Standin, TELEGRAM_CHAT, USER};
use crate::world::{Way, World};

/// Longer than any answer is waited for: a message's 15 s, an unseen call's 20 s.
const TOO_SLOW: Duration = Duration::from_secs(30);
/// Until a push that was started comes to where it is held.
const PATIENCE: Duration = Duration::from_secs(30);
/// The next automatic run: before a failed push may go again, and after.
const AT_ONCE: &str = "2026-03-20T03:40:30Z";
const LATER: &str = "2026-03-20T03:42:00Z";

/// How a fault is brought about.
enum Blow {
    /// It happens to one request.
    Once(Fault),
    /// It happens to each.
    Always(Fault),
    /// Something changes just before the stage is reached.
    Before(fn(&Standin)),
}

impl What {
    fn blow(self) -> Blow {
        let refuse = |code, text: &str| Blow::Once(Fault::Refuse(code, text.to_owned()));
        match self {
            Self::Slow => Blow::Once(Fault::Slow(TOO_SLOW)),
            Self::DropBeforeBody => Blow::Once(Fault::DropBeforeBody),
            Self::DropAfterBody => Blow::Once(Fault::DropAfterBody),
            Self::AlwaysDropped => Blow::Always(Fault::DropAfterBody),
            Self::HalfAnswer => Blow::Once(Fault::HalfAnswer),
            Self::Redirect307 => Blow::Once(Fault::RedirectToSelf),
            Self::Moved301 => Blow::Once(Fault::MovedPermanently),
            Self::Http500 => Blow::Once(Fault::Http(500)),
            Self::Http502 => Blow::Once(Fault::Http(502)),
            Self::Http503 => Blow::Once(Fault::Http(503)),
            Self::Http403 => Blow::Once(Fault::Http(403)),
            Self::Http429 => Blow::Once(Fault::TooMany(7)),
            Self::LostBehind => Blow::Once(Fault::LostBehind(502)),
            Self::Garbage => Blow::Once(Fault::Garbage),
            Self::Huge => Blow::Once(Fault::Huge),
            Self::EmptyNotFound => Blow::Once(Fault::EmptyNotFound),
            Self::OversizeHeaders => Blow::Once(Fault::OversizeHeaders),
            Self::ContradictingHeader => Blow::Once(Fault::ContradictingHeader),
            Self::Swallowed => Blow::Once(Fault::Swallow),
            Self::Busy => Blow::Once(Fault::busy()),
            Self::Unlisted => refuse(99_999, "something new"),
            Self::TokenRevoked => Blow::Once(Fault::TokenInvalid),
            Self::TokenOver => Blow::Once(Fault::TokenExpired),
            Self::TokenNeverTaken => Blow::Always(Fault::TokenInvalid),
            Self::MediaGone => Blow::Once(Fault::MediaExpired),
            Self::MediaAlwaysGone => Blow::Always(Fault::MediaExpired),
            Self::Refused(code) => refuse(code, "refused"),
            Self::Kicked => refuse(403, "Forbidden: bot was kicked from the supergroup chat"),
            Self::Blocked => refuse(403, "Forbidden: bot was blocked by the user"),
            Self::NoPhoto => refuse(400, "Bad Request: IMAGE_PROCESS_FAILED"),
            Self::Closed => Blow::Before(|standin| standin.listening(false)),
            Self::AddressBlocked => Blow::Before(|standin| standin.block_ip(true)),
            Self::Migrated => {
                Blow::Before(|standin| standin.telegram_chat(TELEGRAM_CHAT, ChatState::Migrated(-1_009_876_543_210)))
            }
        }
    }
}

impl Road {
    const fn group(self) -> &'static str {
        match self {
            Self::Chat => Way::App.group(),
            Self::Members => "members",
            Self::Card => "card",
            Self::Robot | Self::RobotPicture => Way::Robot.group(),
            Self::Telegram | Self::TelegramPhoto => Way::Telegram.group(),
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
    let World { shop, .. } = World::ready();
    let agent = AGENT_ID.to_string();
    for (group, kind) in [("members", "user"), ("card", "card")] {
        let target = format!("{kind}:{USER}");
        let line = ["group", "add", group, "--channel", "wecom-app", "--secret", Way::App.group(), "--target", &target];
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
    let standin = Standin::start();
    let mut shop = model.twin();
    shop.look_at(standin.base_url());
    let case = Case { shop, standin, road };
    let mut wrong = Differences::default();
    let ended = case.struck_push(stage, what);
    wrong.note("the end", &Ok(expected.end), &case.end_of(&ended));
    wrong.note("bodies", &expected.bodies, &case.bodies(stage));
    let before = case.standin.received().len();

    let at_once = case.push_ready(AT_ONCE);
    let waits = if expected.end.pauses() { 5 } else { 0 };
    wrong.note("the run that follows at once", &Some(waits), &at_once.code);
    wrong.note("what it sent", &0, &(case.standin.received().len() - before));

    case.mend(expected.end);
    let later = case.push_ready(LATER);
    let sends = expected.end.is_sent_later();
    wrong.note("the run after the repair", &Some(0), &later.code);
    wrong.note("whether it sent", &sends, &(case.standin.received().len() > before));
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
    standin: Standin,
    road: Road,
}

impl Case {
    /// Pushes the order, which is struck at a stage.
    fn struck_push(&self, stage: Stage, what: What) -> Ended {
        let endpoint = self.road.endpoint(stage);
        // Text and proof go to the same endpoint of WeCom: the fault waits for the second.
        if stage == Stage::Proof && endpoint == self.road.endpoint(Stage::Text) {
            self.standin.fault(endpoint, Fault::Pass);
        }
        let change = match what.blow() {
            Blow::Once(fault) => return self.after(|| self.standin.fault(endpoint, fault)),
            Blow::Always(fault) => return self.after(|| self.standin.always(endpoint, fault)),
            Blow::Before(change) => change,
        };
        let Some(before) = self.road.endpoint_before(stage) else {
            return self.after(|| change(&self.standin));
        };
        self.standin.clear_faults();
        let hold = self.standin.hold(before);
        let push = self.start();
        assert!(self.standin.wait_until(PATIENCE, |_| hold.waiting() == 1), "{before:?} was not called");
        change(&self.standin);
        hold.release();
        ended(push)
    }

    fn after(&self, set: impl FnOnce()) -> Ended {
        set();
        ended(self.start())
    }

    fn start(&self) -> Child {
        let mut command = self.shop.command(&["push", ORDER, "--group", self.road.group(), "--json"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// What cron does.
    fn push_ready(&self, now: &str) -> Ended {
        self.shop.run(&["--now", now, "push", "--group", self.road.group()])
    }

    /// The fault is over, an operator did what was asked for, and a minute has passed.
    fn mend(&self, end: End) {
        self.standin.clear_faults();
        self.standin.listening(true);
        self.standin.block_ip(false);
        self.standin.telegram_chat(TELEGRAM_CHAT, ChatState::Open);
        if end.pauses() {
            self.shop.ok(&["group", "resume", self.road.group()]);
        }
        self.database().execute("delete from lane_rest", []).unwrap();
    }

    fn database(&self) -> Connection {
        Connection::open(self.shop.path("shop.db")).unwrap()
    }

    /// The end that a push came to, or what is strange about it.
    fn end_of(&self, ended: &Ended) -> Result<End, String> {
        const CLASS: &str = "select coalesce(max(failure_class), '') from delivery where state = 'failed'";
        const UNKNOWN: &str = "select count(*) from delivery where state = 'unknown'";
        const PAUSED: &str = "select paused_reason is not null from agent_group where name = ?1";
        let database = self.database();
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
        self.standin.received().iter().filter(|entry| part(entry)).count()
    }

    /// How often people saw a part come.
    fn seen(&self, part: fn(&Entry) -> bool) -> usize {
        self.standin.received().iter().filter(|entry| entry.delivered && part(entry)).count()
    }
}

fn ended(push: Child) -> Ended {
    let output = push.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// The order's text, not the placeholder that Telegram shows before it.
fn is_text(entry: &Entry) -> bool {
    let texts = [Kind::Text, Kind::Markdown, Kind::Card, Kind::Edit];
    texts.contains(&entry.kind) && entry.text().is_some_and(|text| text.contains(ORDER))
}

fn is_proof(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Image | Kind::File | Kind::Photo | Kind::Document)
}
