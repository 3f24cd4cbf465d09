//! Tests of the settings: what each channel needs, takes and refuses.

use serde_json::json;

use super::*;
use crate::domain::value::time::Timestamp;
use crate::error::Exit;

fn read(channel: &str, target: &str, options: Value) -> Result<ChannelRoute, RouteError> {
    let Value::Object(options) = options else { panic!("{options} is no object") };
    ChannelRoute::from_settings(channel, target, &options)
}

fn app(target: &str) -> Result<ChannelRoute, RouteError> {
    read("wecom-app", target, json!({ "corp_id": "ww1a", "agent_id": 1_000_002, "secret": "app" }))
}

fn telegram(chat: &str) -> Result<ChannelRoute, RouteError> {
    read("telegram", chat, json!({ "secret": "bot" }))
}

fn refused<T: std::fmt::Debug>(read: Result<T, RouteError>, flag: &str) -> bool {
    matches!(read, Err(RouteError::Value(at, _)) if at == flag)
}

#[test]
fn every_channel_reads_its_own_settings() {
    assert_eq!(read("spool", "/s/g", json!({})), Ok(ChannelRoute::Spool { dir: "/s/g".into() }));
    let robot = read("wecom-robot", "", json!({ "secret": "r", "format": "markdown" })).unwrap();
    assert_eq!(robot, ChannelRoute::WecomRobot { secret: "r".to_owned(), markdown: true });
    let bot = telegram("-1001234567890").unwrap();
    assert_eq!(bot.secret_name(), Some("bot"));
    assert_eq!(bot, ChannelRoute::Telegram { chat: "-1001234567890".to_owned(), secret: "bot".to_owned() });
    let Ok(ChannelRoute::WecomApp { corp_id, agent_id, to, markdown, .. }) = app("chat-1_A") else { panic!() };
    assert_eq!((corp_id.as_str(), agent_id, markdown), ("ww1a", 1_000_002, false));
    assert_eq!(to, WecomRecipient::Chat("chat-1_A".to_owned()));
}

#[test]
fn a_flag_is_needed_or_needless_by_its_name() {
    let missing = |channel, target, options| match read(channel, target, options) {
        Err(RouteError::Missing(flag)) => flag,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing("spool", "", json!({})), "--target");
    assert_eq!(missing("telegram", "1", json!({})), "--secret");
    assert_eq!(missing("wecom-robot", "", json!({})), "--secret");
    assert_eq!(missing("wecom-app", "", json!({})), "--target");
    assert_eq!(missing("wecom-app", "c", json!({ "agent_id": 1, "secret": "s" })), "--corp-id");
    assert_eq!(missing("wecom-app", "c", json!({ "corp_id": "c", "secret": "s" })), "--agent-id");
    let needless = |channel, target, options| match read(channel, target, options) {
        Err(RouteError::Needless(flag)) => flag,
        other => panic!("{other:?}"),
    };
    assert_eq!(needless("wecom-robot", "x", json!({ "secret": "s" })), "--target");
    assert_eq!(needless("spool", "/x", json!({ "secret": "s" })), "--secret");
    assert_eq!(needless("telegram", "1", json!({ "secret": "s", "format": "text" })), "--text-format");
    assert_eq!(needless("wecom-robot", "", json!({ "secret": "s", "corp_id": "c" })), "--corp-id");
    assert_eq!(needless("wecom-robot", "", json!({ "secret": "s", "agent_id": 1 })), "--agent-id");
    assert_eq!(needless("wecom-robot", "", json!({ "secret": "s", "other": 1 })), "options");
}

#[test]
fn a_wecom_target_is_a_chat_or_a_list_of_members() {
    let ids = |n: usize| vec!["a"; n].join("|");
    assert!(app(&"c".repeat(32)).is_ok() && app(&format!("user:{}", ids(100))).is_ok());
    let Ok(ChannelRoute::WecomApp { to, .. }) = app("card:zhang.san@x|Li_4-5") else { panic!() };
    assert_eq!(to, WecomRecipient::Card(vec!["zhang.san@x".to_owned(), "Li_4-5".to_owned()]));
    let Ok(ChannelRoute::WecomApp { to, .. }) = app("user:a") else { panic!() };
    assert_eq!(to, WecomRecipient::Members(vec!["a".to_owned()]));
    let long = [format!("user:{}", "a".repeat(65)), format!("card:{}", ids(101)), "c".repeat(33)];
    let bad = ["a b", "群", "user:", "user:a||b", "user:@all", "user:a|", "card:a b", "party:1", "user:_a"];
    for target in bad.into_iter().chain(long.iter().map(String::as_str)) {
        assert!(refused(app(target), "--target"), "{target}");
    }
}

#[test]
fn a_telegram_chat_is_a_number_or_a_name() {
    for chat in ["1", "-1", &"9".repeat(20), "@abcde", &format!("@{}", "a".repeat(32))] {
        assert!(telegram(chat).is_ok(), "{chat}");
    }
    for chat in ["-", "+1", "1.0", &"9".repeat(21), "@abcd", "abcde", &format!("@{}", "a".repeat(33)), "@ab-cde"] {
        assert!(refused(telegram(chat), "--target"), "{chat}");
    }
}

#[test]
fn options_are_bounded() {
    let app = |corp: &str, agent: Value, secret: &str, format: &str| {
        read("wecom-app", "c", json!({ "corp_id": corp, "agent_id": agent, "secret": secret, "format": format }))
    };
    assert!(app(&"c".repeat(64), json!(0x7fff_ffff), "s", "text").is_ok());
    for corp in ["", "a-b", &"c".repeat(65)] {
        assert!(refused(app(corp, json!(1), "s", "text"), "--corp-id"), "{corp}");
    }
    for agent in [json!(0), json!(0x8000_0000_u32), json!(-1), json!("1"), json!(1.5)] {
        assert!(refused(app("c", agent.clone(), "s", "text"), "--agent-id"), "{agent}");
    }
    assert!(refused(app("c", json!(1), "Not-A-Name", "text"), "--secret"));
    assert!(refused(app("c", json!(1), "s", "html"), "--text-format"));
    for target in ["relative", "/a\u{7}b"] {
        assert!(refused(read("spool", target, json!({})), "--target"), "{target}");
    }
    assert!(refused(read("fax", "1", json!({})), "--channel"));
}

#[test]
fn a_damaged_group_is_a_configuration_error() {
    let group = |options: Value| AgentGroup {
        name: "g".to_owned(),
        channel: "telegram".to_owned(),
        target: "1".to_owned(),
        options: options.as_object().cloned().unwrap_or_default(),
        paused: None,
        paused_by: None,
        paused_at: None,
        created_at: Timestamp::from_millis(0),
        is_default: false,
    };
    assert!(ChannelRoute::from_group(&group(json!({ "secret": "bot" }))).is_ok());
    let error = ChannelRoute::from_group(&group(json!({ "secret": "110201543:AAHd" }))).unwrap_err();
    assert_eq!((error.code, error.exit), ("group_settings_invalid", Exit::Config));
    assert!(!format!("{error:?}").contains("AAHd"), "{error:?}");
}

#[test]
fn a_topic_of_a_telegram_group_is_part_of_its_address() {
    for (target, fits) in [
        ("-1001234567890:45", true),
        ("-1001234567890:1", true),
        ("-1001234567890:0", false),
        ("-1001234567890:", false),
        ("-1001234567890:4:5", false),
        ("-1001234567890:+4", false),
        ("123456789:45", false),
        ("@agents:45", false),
    ] {
        assert_eq!(parse_chat(target).is_ok(), fits, "{target}");
    }
}
