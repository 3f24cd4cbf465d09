//! Pushes over WeCom's channels, by the real binary against the fake server: what people saw is what counts.

use crate::support::fake_server::{AGENT_ID, CHAT, CORP_ID, Endpoint, FakeServer, Fault, ROBOT_KEY, SECRET, USER};
use crate::support::shop::{ORDER, Shop, fixture};

/// What the reference page's order was answered with.
const HINT: &str = "1773977760414942419258605";
const BLOCKED: &str = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info \
                       at https://open.work.weixin.qq.com/devtool/query?e=60020";

/// A shop whose one order is ready to be pushed to the group `agents`, and what its groups are reached over.
struct Push {
    shop: Shop,
    server: FakeServer,
}

/// How a command ended.
#[derive(Debug)]
struct Told {
    code: Option<i32>,
    text: String,
}

impl Push {
    fn with_app(target: &str) -> Self {
        let agent_id = AGENT_ID.to_string();
        let channel = ["wecom-app", "--target", target, "--corp-id", CORP_ID, "--agent-id", &agent_id];
        Self::with(&channel, SECRET)
    }

    fn with_robot() -> Self {
        Self::with(&["wecom-robot"], ROBOT_KEY)
    }

    fn with(channel: &[&str], secret: &str) -> Self {
        let push = Self { shop: Shop::at_home().init(), server: FakeServer::start() };
        for file in ["shared/prices.csv", "shared/seasons.csv", "shared/form.json", "shared/screenshot.png"] {
            push.shop.copy_fixture(&format!("scenarios/{file}"));
        }
        std::fs::copy(fixture("scenarios/resale-reference/paid.json"), push.shop.path("paid.json")).unwrap();
        push.ok(&["config", "set", "wecom.base_url", &push.server.base_url()]);
        push.shop.ok_with(&["secret", "set", "key"], secret);
        push.ok(&[&["group", "add", "agents", "--secret", "key", "--channel"], channel].concat());
        push.ok(&["price", "import", "prices.csv"]);
        push.ok(&["season", "import", "seasons.csv"]);
        push.ok(&["order", "import", "paid.json", "--ids", "D3AV", "--now", "2026-03-20T03:35:46.715Z"]);
        push.ok(&["form", "submit", ORDER, "--file", "form.json", "--now", "2026-03-20T03:35:50Z"]);
        push.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--now", "2026-03-20T03:35:51Z"]);
        push.ok(&["proof", "upload", ORDER, "screenshot.png", "--now", "2026-03-20T03:35:52Z"]);
        push
    }

    /// Runs a command, which shows no secret.
    fn run(&self, args: &[&str]) -> Told {
        let ended = self.shop.run(args);
        let text = ended.out + &ended.err;
        let secrets = [SECRET.to_owned(), ROBOT_KEY.to_owned()];
        for secret in secrets.iter().chain(&self.server.tokens()) {
            assert!(!text.contains(secret.as_str()), "{args:?} shows {secret}: {text}");
        }
        Told { code: ended.code, text }
    }

    fn ok(&self, args: &[&str]) {
        let told = self.run(args);
        assert_eq!(told.code, Some(0), "{args:?}: {}", told.text);
    }

    fn push(&self, second: u32) -> Told {
        self.run(&["push", ORDER, "--group", "agents", "--now", &format!("2026-03-20T03:36:{second:02}Z")])
    }

    /// How many texts and how many pictures and files people saw in `chat`.
    fn seen(&self, chat: &str) -> (usize, usize) {
        (self.server.texts(chat).len(), self.server.files(chat).len())
    }
}

#[test]
fn the_reference_order_arrives_once_after_its_address_is_allowed() {
    let push = Push::with_app(CHAT);
    push.server.fix_hint(HINT, "45.76.253.28");
    push.server.block_ip(true);
    let refused = push.push(1);
    assert_eq!(refused.code, Some(5), "{}", refused.text);
    for part in ["WECOM_SEND_FAILED", BLOCKED, "2026-03-20 11:36:00", "企业可信IP"] {
        assert!(refused.text.contains(part), "{part}: {}", refused.text);
    }
    assert_eq!(push.seen(CHAT), (0, 0));
    let paused = push.push(2);
    assert_ne!(paused.code, Some(0), "the group is paused: {}", paused.text);
    let asked = push.server.requests(Endpoint::AppchatSend);
    push.server.block_ip(false);
    push.ok(&["group", "resume", "agents", "--now", "2026-03-20T03:38:00Z"]);
    let sent = push.run(&["push", ORDER, "--group", "agents", "--now", "2026-03-20T03:39:00Z"]);
    assert_eq!((sent.code, push.seen(CHAT)), (Some(0), (1, 1)), "{}", sent.text);
    assert_eq!(push.server.requests(Endpoint::AppchatSend), asked + 2);
    assert!(push.server.texts(CHAT)[0].contains(ORDER));
    let again = push.run(&["push", ORDER, "--group", "agents", "--now", "2026-03-20T03:40:00Z"]);
    assert_eq!(push.seen(CHAT), (1, 1), "{}", again.text);
}

#[test]
fn a_token_or_a_file_that_is_gone_is_renewed_within_the_push() {
    for fault in [Fault::TokenInvalid, Fault::TokenExpired] {
        let push = Push::with_app(CHAT);
        push.server.fault(Endpoint::AppchatSend, fault.clone());
        let sent = push.push(1);
        assert_eq!((sent.code, push.seen(CHAT)), (Some(0), (1, 1)), "{fault:?}: {}", sent.text);
        assert_eq!(push.server.requests(Endpoint::GetToken), 2);
    }
    let push = Push::with_app(CHAT);
    push.server.fault_where(Endpoint::AppchatSend, "media_id", Fault::MediaExpired);
    let sent = push.push(1);
    assert_eq!((sent.code, push.seen(CHAT)), (Some(0), (1, 1)), "{}", sent.text);
    assert_eq!(push.server.requests(Endpoint::MediaUpload), 2);
}

#[test]
fn a_member_sees_a_message_once_though_its_answer_was_lost() {
    for target in ["user", "card"] {
        for fault in [Fault::DropAfterBody, Fault::HalfAnswer, Fault::LostBehind(502), Fault::Huge] {
            let push = Push::with_app(&format!("{target}:{USER}"));
            push.server.fault(Endpoint::MessageSend, fault.clone());
            let sent = push.push(1);
            assert_eq!((sent.code, push.seen(USER)), (Some(0), (1, 1)), "{target} {fault:?}: {}", sent.text);
            let bodies: Vec<_> =
                push.server.received_at(Endpoint::MessageSend).into_iter().map(|entry| entry.body).collect();
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
        let app = Push::with_app(CHAT);
        let robot = Push::with_robot();
        for (push, endpoint) in [(&app, Endpoint::AppchatSend), (&robot, Endpoint::WebhookSend)] {
            push.server.fault(endpoint, fault.clone());
            let sent = push.push(1);
            assert_eq!((sent.code, push.server.requests(endpoint)), (Some(12), 1), "{fault:?}: {}", sent.text);
            push.push(2);
            assert_eq!(push.server.requests(endpoint), 1, "{fault:?}");
        }
    }
}

#[test]
fn a_robot_brings_a_text_and_a_picture() {
    let push = Push::with_robot();
    let sent = push.push(1);
    assert_eq!((sent.code, push.seen(ROBOT_KEY)), (Some(0), (1, 1)), "{}", sent.text);
    push.ok(&["group", "test", "agents"]);
    assert_eq!(push.seen(ROBOT_KEY), (1, 1), "a test shows nothing");
}

#[test]
fn a_test_finds_what_a_push_would_find() {
    let push = Push::with_app(CHAT);
    let found = push.run(&["group", "test", "agents"]);
    assert!(found.code == Some(0) && found.text.contains("members"), "{}", found.text);
    push.server.block_ip(true);
    let refused = push.run(&["group", "test", "agents"]);
    assert!(refused.code == Some(5) && refused.text.contains("60020"), "{refused:?}");
    assert_eq!(push.server.requests(Endpoint::AppchatSend), 0);
}
