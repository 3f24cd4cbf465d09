//! Pushes over WeCom's channels, by the real binary against the stand-in: what people saw is what counts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

#[path = "support/standin/mod.rs"]
mod standin;

use std::path::Path;

use assert_cmd::Command;
use standin::{AGENT_ID, CHAT, CORP_ID, Endpoint, Fault, ROBOT_KEY, SECRET, Standin, USER};

const ORDER: &str = "XY20260320033546715D3AV";
/// What the reference page's order was answered with.
const HINT: &str = "1773977760414942419258605";
const BLOCKED: &str = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info \
                       at https://open.work.weixin.qq.com/devtool/query?e=60020";

/// A shop whose one order is ready to be pushed to the group `agents`.
struct Shop {
    home: tempfile::TempDir,
    standin: Standin,
}

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: i32,
    text: String,
}

impl Shop {
    fn with_app(target: &str) -> Self {
        let agent_id = AGENT_ID.to_string();
        let channel = ["wecom-app", "--target", target, "--corp-id", CORP_ID, "--agent-id", &agent_id];
        Self::with(&channel, SECRET)
    }

    fn with_robot() -> Self {
        Self::with(&["wecom-robot"], ROBOT_KEY)
    }

    fn with(channel: &[&str], secret: &str) -> Self {
        let shop = Self { home: tempfile::tempdir().unwrap(), standin: Standin::start() };
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios/shared");
        let reference = shared.with_file_name("resale-reference");
        let file = |dir: &Path, name: &str| dir.join(name).to_str().unwrap().to_owned();
        shop.ok(&["init", "--sandbox"], "");
        shop.ok(&["config", "set", "wecom.base_url", &shop.standin.base_url()], "");
        shop.ok(&["secret", "set", "key"], secret);
        let group = [&["group", "add", "agents", "--secret", "key", "--channel"], channel].concat();
        shop.ok(&group, "");
        shop.ok(&["price", "import", &file(&shared, "prices.csv")], "");
        shop.ok(&["season", "import", &file(&shared, "seasons.csv")], "");
        let import = ["order", "import", &file(&reference, "paid.json"), "--ids", "D3AV"];
        shop.ok(&[&import[..], &["--now", "2026-03-20T03:35:46.715Z"]].concat(), "");
        let form = ["form", "submit", ORDER, "--file", &file(&shared, "form.json")];
        shop.ok(&[&form[..], &["--now", "2026-03-20T03:35:50Z"]].concat(), "");
        let pay = ["payment", "confirm", ORDER, "--channel", "wechat", "--now", "2026-03-20T03:35:51Z"];
        shop.ok(&pay, "");
        let proof = ["proof", "upload", ORDER, &file(&shared, "screenshot.png")];
        shop.ok(&[&proof[..], &["--now", "2026-03-20T03:35:52Z"]].concat(), "");
        shop
    }

    fn run(&self, args: &[&str], input: &str) -> Ended {
        let mut command = Command::cargo_bin("ticketctl").unwrap();
        command.env_clear().env("HOME", self.home.path()).env("USER", "tester").args(["--lang", "en"]).args(args);
        let done = command.write_stdin(input).output().unwrap();
        let text = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let secrets = [SECRET.to_owned(), ROBOT_KEY.to_owned()];
        for secret in secrets.iter().chain(&self.standin.tokens()) {
            assert!(!text.contains(secret.as_str()), "{args:?} shows {secret}: {text}");
        }
        Ended { code: done.status.code().unwrap(), text }
    }

    fn ok(&self, args: &[&str], input: &str) {
        let ended = self.run(args, input);
        assert_eq!(ended.code, 0, "{args:?}: {}", ended.text);
    }

    fn push(&self, second: u32) -> Ended {
        self.run(&["push", ORDER, "--group", "agents", "--now", &format!("2026-03-20T03:36:{second:02}Z")], "")
    }

    /// How many texts and how many pictures and files people saw in `chat`.
    fn seen(&self, chat: &str) -> (usize, usize) {
        (self.standin.texts(chat).len(), self.standin.files(chat).len())
    }
}

#[test]
fn the_reference_order_arrives_once_after_its_address_is_allowed() {
    let shop = Shop::with_app(CHAT);
    shop.standin.fix_hint(HINT, "45.76.253.28");
    shop.standin.block_ip(true);
    let refused = shop.push(1);
    assert_eq!(refused.code, 5, "{}", refused.text);
    for part in ["WECOM_SEND_FAILED", BLOCKED, "2026/03/20 11:36:00", "企业可信IP"] {
        assert!(refused.text.contains(part), "{part}: {}", refused.text);
    }
    assert_eq!(shop.seen(CHAT), (0, 0));
    let paused = shop.push(2);
    assert_ne!(paused.code, 0, "the group is paused: {}", paused.text);
    let asked = shop.standin.requests(Endpoint::AppchatSend);
    shop.standin.block_ip(false);
    shop.ok(&["group", "resume", "agents", "--now", "2026-03-20T03:38:00Z"], "");
    let sent = shop.run(&["push", ORDER, "--group", "agents", "--now", "2026-03-20T03:39:00Z"], "");
    assert_eq!((sent.code, shop.seen(CHAT)), (0, (1, 1)), "{}", sent.text);
    assert_eq!(shop.standin.requests(Endpoint::AppchatSend), asked + 2);
    assert!(shop.standin.texts(CHAT)[0].contains(ORDER));
    let again = shop.run(&["push", ORDER, "--group", "agents", "--now", "2026-03-20T03:40:00Z"], "");
    assert_eq!(shop.seen(CHAT), (1, 1), "{}", again.text);
}

#[test]
fn a_token_or_a_file_that_is_gone_is_renewed_within_the_push() {
    for fault in [Fault::TokenInvalid, Fault::TokenExpired] {
        let shop = Shop::with_app(CHAT);
        shop.standin.fault(Endpoint::AppchatSend, fault.clone());
        let sent = shop.push(1);
        assert_eq!((sent.code, shop.seen(CHAT)), (0, (1, 1)), "{fault:?}: {}", sent.text);
        assert_eq!(shop.standin.requests(Endpoint::GetToken), 2);
    }
    let shop = Shop::with_app(CHAT);
    shop.standin.fault_where(Endpoint::AppchatSend, "media_id", Fault::MediaExpired);
    let sent = shop.push(1);
    assert_eq!((sent.code, shop.seen(CHAT)), (0, (1, 1)), "{}", sent.text);
    assert_eq!(shop.standin.requests(Endpoint::MediaUpload), 2);
}

#[test]
fn a_member_sees_a_message_once_though_its_answer_was_lost() {
    for target in ["user", "card"] {
        for fault in [Fault::DropAfterBody, Fault::HalfAnswer, Fault::LostBehind(502), Fault::Huge] {
            let shop = Shop::with_app(&format!("{target}:{USER}"));
            shop.standin.fault(Endpoint::MessageSend, fault.clone());
            let sent = shop.push(1);
            assert_eq!((sent.code, shop.seen(USER)), (0, (1, 1)), "{target} {fault:?}: {}", sent.text);
            let bodies: Vec<_> =
                shop.standin.received_at(Endpoint::MessageSend).into_iter().map(|entry| entry.body).collect();
            assert!(bodies.len() == 3 && bodies[0] == bodies[1], "{target} {fault:?}");
        }
    }
}

#[test]
fn what_may_have_arrived_in_a_group_is_never_sent_again() {
    let faults = [
        Fault::DropAfterBody,
        Fault::HalfAnswer,
        Fault::Garbage,
        Fault::Huge,
        Fault::OversizeHeaders,
        Fault::ContradictingHeader,
        Fault::LostBehind(502),
        Fault::busy(),
    ];
    for fault in faults {
        let app = Shop::with_app(CHAT);
        let robot = Shop::with_robot();
        for (shop, endpoint) in [(&app, Endpoint::AppchatSend), (&robot, Endpoint::WebhookSend)] {
            shop.standin.fault(endpoint, fault.clone());
            let sent = shop.push(1);
            assert_eq!((sent.code, shop.standin.requests(endpoint)), (12, 1), "{fault:?}: {}", sent.text);
            shop.push(2);
            assert_eq!(shop.standin.requests(endpoint), 1, "{fault:?}");
        }
    }
}

#[test]
fn a_robot_brings_a_text_and_a_picture() {
    let shop = Shop::with_robot();
    let sent = shop.push(1);
    assert_eq!((sent.code, shop.seen(ROBOT_KEY)), (0, (1, 1)), "{}", sent.text);
    shop.ok(&["group", "test", "agents"], "");
    assert_eq!(shop.seen(ROBOT_KEY), (1, 1), "a test shows nothing");
}

#[test]
fn a_test_finds_what_a_push_would_find() {
    let shop = Shop::with_app(CHAT);
    let found = shop.run(&["group", "test", "agents"], "");
    assert!(found.code == 0 && found.text.contains("members"), "{}", found.text);
    shop.standin.block_ip(true);
    let refused = shop.run(&["group", "test", "agents"], "");
    assert!(refused.code == 5 && refused.text.contains("60020"), "{refused:?}");
    assert_eq!(shop.standin.requests(Endpoint::AppchatSend), 0);
}
