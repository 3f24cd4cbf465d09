//! An application against a server that misbehaves: what was received is what counts.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use serde_json::{Value, json};
use ticketctl::error::Exit;
use ticketctl::gateway::channel::MessageChannel;
use ticketctl::gateway::wecom::account::WecomAccount;
use ticketctl::gateway::wecom::app::WecomApp;
use ticketctl::gateway::{MessagePart, RefusalClass, SendOutcome};

use super::worker::{DELIVERY, RecordingWorker, Say, ScriptedServer, image, refusal, text};

const SECRET: &str = "MARKER-secret&x=1";
const ACCOUNT: &str = "wecom-app/ww 1&2/1000002";
const CHAT: &str = "appchat/send";
const MEMBERS: &str = "message/send";
const UPLOAD: &str = "media/upload";
const OK: Say = Say::Json(r#"{"errcode":0,"errmsg":"ok"}"#);
const STALE: Say = Say::Json(r#"{"errcode":40014,"errmsg":"invalid access_token"}"#);
const GONE: Say = Say::Json(r#"{"errcode":40007,"errmsg":"invalid media_id"}"#);
const EXISTS: Say = Say::Json(r#"{"errcode":42014,"errmsg":"taskid has existed"}"#);
const ANOTHER: Say = Say::Json(r#"{"errcode":0,"errmsg":"ok","access_token":"TOKEN-2","expires_in":7200}"#);

fn app_of(base_url: &str, markdown: bool) -> MessageChannel {
    let account = WecomAccount::new(base_url.to_owned(), "ww 1&2".to_owned(), 1_000_002, SecretString::from(SECRET));
    MessageChannel::WecomApp(WecomApp::new(account, markdown))
}

fn app(server: &ScriptedServer) -> MessageChannel {
    app_of(&server.base_url, false)
}

/// Sends one part to `to` while `path` is answered with `says`.
fn sent(path: &'static str, says: &[Say], to: &str, part: MessagePart) -> (ScriptedServer, SendOutcome) {
    let server = ScriptedServer::start(&[(path, says)]);
    let outcome = RecordingWorker::default().send_one(app(&server), to, part);
    (server, outcome)
}

fn accepted(receipt: Option<&str>) -> SendOutcome {
    SendOutcome::accepted_with(receipt.map(str::to_owned))
}

#[test]
fn a_chat_gets_a_text_and_a_picture_once() {
    let server = ScriptedServer::start(&[]);
    let mut worker = RecordingWorker::default();
    worker.send(&Arc::new(app(&server)), "wrCHAT", vec![text("【代订】XY1\n姓名：张三"), image()], 1);
    assert_eq!(worker.outcomes, [accepted(None), accepted(None)]);
    assert_eq!(
        server.bodies(CHAT),
        [
            r#"{"chatid":"wrCHAT","msgtype":"text","text":{"content":"【代订】XY1\n姓名：张三"}}"#,
            r#"{"chatid":"wrCHAT","msgtype":"image","image":{"media_id":"MEDIA-1"}}"#,
        ]
    );
    assert_eq!(server.queries("gettoken"), ["corpid=ww+1%262&corpsecret=MARKER-secret%26x%3D1"]);
    assert_eq!(server.queries(CHAT), ["access_token=TOKEN-1", "access_token=TOKEN-1"]);
    assert_eq!(server.queries(UPLOAD), ["access_token=TOKEN-1&type=image"]);
    let form = &server.bodies(UPLOAD)[0];
    assert!(form.contains("name=\"media\"; filename=\"付款凭证.png\"\r\nContent-Type: image/png\r\n"), "{form}");
    assert_eq!((worker.left, worker.told), (2, vec![Some(Duration::from_secs(7200))]));
}

#[test]
fn a_chat_gets_markdown_and_files() {
    let server = ScriptedServer::start(&[]);
    let mut worker = RecordingWorker::default();
    let pdf = MessagePart::File { file_name: "票.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() };
    worker.send(&Arc::new(app_of(&server.base_url, true)), "C", vec![text("订单\n<@all>"), pdf], 1);
    assert_eq!(worker.outcomes, [accepted(None), accepted(None)]);
    assert_eq!(
        server.bodies(CHAT),
        [
            r#"{"chatid":"C","msgtype":"markdown","markdown":{"content":"**订单**\n＜@all＞"}}"#,
            r#"{"chatid":"C","msgtype":"file","file":{"media_id":"MEDIA-1"}}"#,
        ]
    );
}

#[test]
fn every_fault_of_a_chat_leaves_one_body_and_its_verdict() {
    let no = |class, exit| (Some(class), Some(exit));
    let unknown = (None, None);
    for (say, (class, exit)) in [
        (Say::Hangup, unknown),
        (Say::Raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"errcode\":0"), unknown),
        (Say::Raw("HTTP/1.1 200 OK\r\n\r\n{\"errcode\":0"), unknown),
        (Say::Raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), unknown),
        (Say::Raw("HTTP/1.1 200 OK\r\nError-Code: 60020\r\nContent-Length: 13\r\n\r\n{\"errcode\":0}"), unknown),
        (Say::Raw("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"), unknown),
        (Say::Json(r#"{"errcode":-1,"errmsg":"system busy"}"#), unknown),
        (Say::Raw("garbage\r\n\r\n"), unknown),
        (
            Say::Raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
            no(RefusalClass::Configuration, Exit::Config),
        ),
        (
            Say::Raw(
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: /cgi-bin/appchat/send?x=1\r\nContent-Length: 0\r\n\r\n",
            ),
            no(RefusalClass::Configuration, Exit::Config),
        ),
        (Say::Raw("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"), no(RefusalClass::Data, Exit::Remote)),
        (
            Say::Json(r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#),
            no(RefusalClass::Throttled, Exit::Transient),
        ),
        (
            Say::Json(r#"{"errcode":86008,"errmsg":"created by other agent"}"#),
            no(RefusalClass::Configuration, Exit::Config),
        ),
        (Say::Json(r#"{"errcode":41001,"errmsg":"access_token missing"}"#), no(RefusalClass::Bug, Exit::Remote)),
        (Say::Json(r#"{"errcode":77777,"errmsg":"news"}"#), no(RefusalClass::Configuration, Exit::Remote)),
    ] {
        let (server, outcome) = sent(CHAT, &[say, OK], "C", text("x"));
        assert_eq!(server.bodies(CHAT).len(), 1, "{outcome:?}");
        match (class, &outcome) {
            (None, SendOutcome::Unknown { .. }) => {}
            (Some(class), SendOutcome::Refused(refusal)) => {
                assert_eq!((refusal.class, Some(refusal.exit_code())), (class, exit), "{refusal:?}");
            }
            _ => panic!("{class:?} {outcome:?}"),
        }
    }
}

#[test]
fn a_blocked_address_is_told_with_what_to_do() {
    let errmsg = "not allow to access from your ip, hint: [1773977760414942419258605], from ip: 45.76.253.28, more info at \
                  https://open.work.weixin.qq.com/devtool/query?e=60020";
    let body: &'static str = Box::leak(format!(r#"{{"errcode":60020,"errmsg":"{errmsg}"}}"#).into_boxed_str());
    let (server, outcome) = sent(CHAT, &[Say::Json(body)], "C", text("x"));
    let refusal = refusal(outcome);
    assert_eq!(
        (refusal.code, refusal.remote_code, refusal.message.as_str()),
        ("WECOM_SEND_FAILED", Some(60020), errmsg)
    );
    assert_eq!((refusal.class, refusal.exit_code(), refusal.known), (RefusalClass::Configuration, Exit::Config, true));
    assert!(refusal.advice.zh.contains("2026-03-20 11:36:00") && refusal.advice.en.contains("45.76.253.28"));
    assert_eq!(server.bodies(CHAT).len(), 1);
}

#[test]
fn a_refused_token_is_renewed_once() {
    for code in ["40001", "40014", "42001"] {
        let no: &'static str = Box::leak(format!(r#"{{"errcode":{code},"errmsg":"x"}}"#).into_boxed_str());
        let server = ScriptedServer::start(&[("gettoken", &[ANOTHER]), (CHAT, &[Say::Json(no), OK])]);
        let mut worker = RecordingWorker::default().knows(ACCOUNT, "TOKEN-0");
        assert_eq!(worker.send_one(app(&server), "C", text("x")), accepted(None), "{code}");
        assert_eq!(server.queries(CHAT), ["access_token=TOKEN-0", "access_token=TOKEN-2"]);
        assert_eq!(server.bodies(CHAT)[0], server.bodies(CHAT)[1]);
        assert_eq!((server.queries("gettoken").len(), worker.left), (1, 2));

        let server = ScriptedServer::start(&[("gettoken", &[ANOTHER]), (CHAT, &[Say::Json(no)])]);
        let mut worker = RecordingWorker::default().knows(ACCOUNT, "TOKEN-0");
        let refusal = refusal(worker.send_one(app(&server), "C", text("x")));
        assert_eq!(
            (refusal.class, refusal.exit_code(), refusal.known),
            (RefusalClass::Configuration, Exit::Config, true)
        );
        assert!(refusal.advice.en.contains("do not match") && refusal.class.retry_after().is_none());
        assert_eq!((server.bodies(CHAT).len(), server.queries("gettoken").len()), (2, 1), "{code}");
    }
}

#[test]
fn a_message_whose_second_try_is_lost_is_unknown_and_one_that_is_held_is_held() {
    let (server, outcome) = sent(CHAT, &[STALE, Say::Hangup, OK], "C", text("x"));
    assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{outcome:?}");
    assert_eq!(server.bodies(CHAT).len(), 2);
    let server = ScriptedServer::start(&[]);
    for to in ["C", "user:A"] {
        let mut worker = RecordingWorker::letting(0);
        assert_eq!(worker.send_one(app(&server), to, text("x")), SendOutcome::NotPermitted);
    }
    assert_eq!((server.bodies(CHAT).len(), server.bodies(MEMBERS).len()), (0, 0));
    // A refused message is as good as one that never left; one that may have been taken is not.
    let server = ScriptedServer::start(&[(CHAT, &[STALE]), (MEMBERS, &[Say::Hangup])]);
    assert_eq!(RecordingWorker::letting(1).send_one(app(&server), "C", text("x")), SendOutcome::NotPermitted);
    let outcome = RecordingWorker::letting(1).send_one(app(&server), "user:A", text("x"));
    assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{outcome:?}");
    assert_eq!((server.bodies(CHAT).len(), server.bodies(MEMBERS).len()), (1, 1));
}

#[test]
fn a_token_is_fetched_once_for_all_who_wait() {
    let server = ScriptedServer::start(&[]);
    let mut worker = RecordingWorker::default();
    worker.send(&Arc::new(app(&server)), "C", (0..16).map(|n| text(&format!("order {n}"))).collect(), 16);
    assert_eq!((worker.outcomes.len(), server.queries("gettoken").len(), worker.told.len()), (16, 1, 1));
    assert!(worker.outcomes.iter().all(|outcome| *outcome == accepted(None)));
}

#[test]
fn a_wrong_secret_is_tried_once_and_nothing_leaves() {
    for (code, advice) in
        [(40001, "secret set"), (40013, "corp id"), (40091, "secret"), (41002, "corp id"), (41004, "corp id")]
    {
        let no: &'static str = Box::leak(format!(r#"{{"errcode":{code},"errmsg":"x"}}"#).into_boxed_str());
        let server = ScriptedServer::start(&[("gettoken", &[Say::Json(no)])]);
        let mut worker = RecordingWorker::default();
        worker.send(&Arc::new(app(&server)), "C", (0..8).map(|n| text(&format!("order {n}"))).collect(), 4);
        assert_eq!((server.queries("gettoken").len(), server.bodies(CHAT).len()), (1, 0), "{code}");
        assert_eq!((worker.outcomes.len(), worker.left, worker.told.as_slice()), (8, 0, [None].as_slice()));
        for outcome in worker.outcomes {
            let no = refusal(outcome);
            assert_eq!((no.class, no.remote_code), (RefusalClass::Configuration, Some(code)));
            assert!(no.advice.en.contains(advice), "{code}: {}", no.advice.en);
        }
    }
}

#[test]
fn gettoken_is_asked_again_when_busy_and_garbage_is_no_token() {
    let busy = Say::Json(r#"{"errcode":-1,"errmsg":"system busy"}"#);
    let server = ScriptedServer::start(&[("gettoken", &[busy, ANOTHER])]);
    assert_eq!(RecordingWorker::default().send_one(app(&server), "C", text("x")), accepted(None));
    let server = ScriptedServer::start(&[("gettoken", &[Say::Json(r#"{"errcode":0,"errmsg":"ok"}"#)])]);
    let no = refusal(RecordingWorker::default().send_one(app(&server), "C", text("x")));
    assert_eq!((no.class, server.bodies(CHAT).len()), (RefusalClass::Unreachable, 0));
}

#[test]
fn without_a_connection_nothing_left_and_no_address_is_told() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut worker = RecordingWorker::default().knows(ACCOUNT, "MARKER-token");
    let no = refusal(worker.send_one(app_of(&format!("http://{closed}"), false), "C", text("x")));
    assert_eq!((no.class, no.code, worker.left), (RefusalClass::Unreachable, "WECOM_SEND_FAILED", 0));
    assert!(no.message.contains(&closed.to_string()) && !no.message.contains("cgi-bin"), "{}", no.message);
    assert!(!format!("{no:?}").contains("MARKER"));
}

#[test]
fn members_get_the_same_bytes_again_when_an_answer_is_lost() {
    for lost in
        [Say::Hangup, Say::Json(r#"{"errcode":-1,"errmsg":"system busy"}"#), Say::Raw("HTTP/1.1 200 OK\r\n\r\n{")]
    {
        let (server, outcome) =
            sent(MEMBERS, &[lost, Say::Json(r#"{"errcode":0,"errmsg":"ok","msgid":"M"}"#)], "user:A|B", text("x"));
        assert_eq!(outcome, accepted(Some("M")));
        let bodies = server.bodies(MEMBERS);
        assert_eq!(
            bodies[0],
            r#"{"touser":"A|B","agentid":1000002,"enable_duplicate_check":1,"duplicate_check_interval":14400,"msgtype":"text","text":{"content":"x"}}"#
        );
        assert!(bodies.len() == 2 && bodies[0] == bodies[1]);
    }
}

#[test]
fn a_message_that_stays_lost_is_unknown_whatever_its_repeat_is_told() {
    let throttled = Say::Json(r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#);
    let (server, outcome) = sent(MEMBERS, &[Say::Hangup, throttled], "user:A", text("x"));
    assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{outcome:?}");
    let bodies = server.bodies(MEMBERS);
    assert!(bodies.len() == 3 && bodies.iter().all(|body| *body == bodies[0]));
    let (server, outcome) = sent(MEMBERS, &[Say::Json(r#"{"errcode":81013,"errmsg":"x"}"#)], "user:A", text("x"));
    let of_the_group = "its only recipient takes nothing";
    assert_eq!(
        (refusal(outcome).class, server.bodies(MEMBERS).len()),
        (RefusalClass::Configuration, 1),
        "{of_the_group}"
    );
}

#[test]
fn a_yes_that_left_somebody_out_is_no_plain_yes() {
    let some = Say::Json(r#"{"errcode":0,"errmsg":"ok","invaliduser":"b","msgid":"M"}"#);
    let (server, outcome) = sent(MEMBERS, std::slice::from_ref(&some), "user:A|B", text("x"));
    assert!(matches!(&outcome, SendOutcome::Unknown { reason } if reason.zh.contains('B')), "{outcome:?}");
    assert_eq!(server.bodies(MEMBERS).len(), 1, "the others have it");
    let (server, outcome) = sent(MEMBERS, &[some], "user:B", text("x"));
    assert_eq!((refusal(outcome).class, server.bodies(MEMBERS).len()), (RefusalClass::Data, 1));
}

#[test]
fn a_card_is_taken_once_per_task() {
    let (server, outcome) = sent(MEMBERS, &[Say::Hangup, EXISTS], "card:A", text("【代订】XY1\n姓名：张三"));
    assert_eq!(outcome, accepted(Some(DELIVERY)));
    let bodies = server.bodies(MEMBERS);
    assert!(bodies.len() == 2 && bodies[0] == bodies[1]);
    let card: Value = serde_json::from_str(&bodies[0]).unwrap();
    assert_eq!((&card["msgtype"], &card["template_card"]["task_id"]), (&json!("template_card"), &json!(DELIVERY)));

    let (server, outcome) = sent(MEMBERS, &[EXISTS], "card:A", text("x"));
    assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{outcome:?}");
    assert_eq!(server.bodies(MEMBERS).len(), 1);
    let (server, outcome) = sent(MEMBERS, &[EXISTS], "user:A", text("x"));
    assert!(matches!(outcome, SendOutcome::Refused(no) if !no.known), "only a card has a task");
    assert_eq!(server.bodies(MEMBERS).len(), 1);

    let (server, _) = sent(MEMBERS, &[OK], "card:A", image());
    assert!(server.bodies(MEMBERS)[0].contains(r#""msgtype":"image""#));
    let (server, _) = sent(MEMBERS, &[OK], "card:A", text(&"字".repeat(300)));
    assert!(server.bodies(MEMBERS)[0].contains(r#""msgtype":"text""#), "what a card would cut is no card");
}

#[test]
fn a_file_that_is_gone_is_uploaded_once_more() {
    for (path, to) in [(CHAT, "C"), (MEMBERS, "user:A")] {
        let second = Say::Json(r#"{"errcode":0,"media_id":"MEDIA-2","created_at":1}"#);
        let first = Say::Json(r#"{"errcode":0,"media_id":"MEDIA-1","created_at":"1"}"#);
        let server = ScriptedServer::start(&[(UPLOAD, &[first, second]), (path, &[GONE, OK])]);
        assert_eq!(RecordingWorker::default().send_one(app(&server), to, image()), accepted(None));
        assert_eq!(server.bodies(UPLOAD).len(), 2);
        let bodies = server.bodies(path);
        assert!(bodies.len() == 2 && bodies[0].contains("MEDIA-1") && bodies[1].contains("MEDIA-2"), "{bodies:?}");

        let (server, outcome) = sent(path, &[GONE], to, image());
        assert_eq!((refusal(outcome).class, server.bodies(path).len()), (RefusalClass::Data, 2));
        assert_eq!(server.bodies(UPLOAD).len(), 2);
    }
}

#[test]
fn an_upload_may_be_tried_again_and_a_refused_one_sends_nothing() {
    let server = ScriptedServer::start(&[(UPLOAD, &[Say::Hangup, Say::Json(r#"{"errcode":0,"media_id":"M"}"#)])]);
    assert_eq!(RecordingWorker::default().send_one(app(&server), "C", image()), accepted(None));
    assert_eq!((server.bodies(UPLOAD).len(), server.bodies(CHAT).len()), (2, 1));
    let (server, outcome) = sent(UPLOAD, &[Say::Json(r#"{"errcode":40004,"errmsg":"x"}"#)], "C", image());
    assert_eq!((refusal(outcome).class, server.bodies(CHAT).len()), (RefusalClass::Data, 0));
    let server =
        ScriptedServer::start(&[(UPLOAD, &[STALE, Say::Json(r#"{"media_id":"M"}"#)]), ("gettoken", &[ANOTHER])]);
    let mut worker = RecordingWorker::default().knows(ACCOUNT, "TOKEN-0");
    assert_eq!(worker.send_one(app(&server), "C", image()), accepted(None));
    assert_eq!(server.queries(CHAT), ["access_token=TOKEN-2"]);
}

#[test]
fn what_would_be_refused_is_refused_before_anything_leaves() {
    let server = ScriptedServer::start(&[]);
    let tiny = MessagePart::Image { file_name: "a.png".to_owned(), bytes: vec![1; 5] };
    for (to, part, class) in [
        ("C", text(&"票".repeat(683)), RefusalClass::Data),
        ("C", text(""), RefusalClass::Data),
        ("user:A", tiny, RefusalClass::Data),
        ("user:@all", text("x"), RefusalClass::Data),
        ("", text("x"), RefusalClass::Data),
    ] {
        assert_eq!(refusal(RecordingWorker::default().send_one(app(&server), to, part)).class, class, "{to}");
    }
    assert!(server.queries("gettoken").is_empty());
}

#[test]
fn a_probe_reads_what_is_guarded_like_a_send() {
    let chat =
        Say::Json(r#"{"errcode":0,"errmsg":"ok","chat_info":{"chatid":"C","name":"票务群","userlist":["a","b"]}}"#);
    let server = ScriptedServer::start(&[("appchat/get", &[STALE, chat]), ("gettoken", &[ANOTHER])]);
    let mut worker = RecordingWorker::default().knows(ACCOUNT, "TOKEN-0");
    let found = worker.probe(&app(&server), "C").unwrap();
    assert!(found.zh.contains("票务群") && found.en.contains("2 members"), "{found:?}");
    assert_eq!(server.queries("appchat/get"), ["access_token=TOKEN-0&chatid=C", "access_token=TOKEN-2&chatid=C"]);

    let server = ScriptedServer::start(&[("agent/get", &[Say::Json(r#"{"errcode":0,"name":"出票","close":0}"#)])]);
    assert!(RecordingWorker::default().probe(&app(&server), "card:A").unwrap().en.contains("出票"));
    assert_eq!(server.queries("agent/get"), ["access_token=TOKEN-1&agentid=1000002"]);
    let server = ScriptedServer::start(&[("agent/get", &[Say::Json(r#"{"errcode":0,"name":"出票","close":1}"#)])]);
    let no = refusal(RecordingWorker::default().probe(&app(&server), "user:A").unwrap_err());
    assert_eq!(no.class, RefusalClass::Configuration);
    let server =
        ScriptedServer::start(&[("appchat/get", &[Say::Json(r#"{"errcode":60020,"errmsg":"from ip: 1.2.3.4"}"#)])]);
    let no = refusal(RecordingWorker::default().probe(&app(&server), "C").unwrap_err());
    assert!(no.remote_code == Some(60020) && no.advice.en.contains("1.2.3.4"));
}

#[test]
fn no_secret_and_no_token_is_shown() {
    let echo = Say::Json(r#"{"errcode":40058,"errmsg":"bad /cgi-bin/x?access_token=TOKEN-1 MARKER-secret&x=1"}"#);
    let server = ScriptedServer::start(&[(CHAT, &[echo])]);
    let channel = app(&server);
    let mut worker = RecordingWorker::default();
    let channel = Arc::new(channel);
    worker.send(&channel, "C", vec![text("x")], 1);
    let shown = format!("{channel:?} {:?}", worker.outcomes);
    assert!(shown.contains("40058") && !shown.contains("MARKER") && !shown.contains("TOKEN-1"), "{shown}");
}
