//! A robot against a server that misbehaves.

use std::sync::Arc;

use secrecy::SecretString;
use ticketctl::error::Exit;
use ticketctl::gateway::channel::MessageChannel;
use ticketctl::gateway::wecom::robot::WecomRobot;
use ticketctl::gateway::{MessagePart, RefusalClass, SendOutcome};

use super::worker::{RecordingWorker, Say, ScriptedServer, image, refusal, text};

const KEY: &str = "MARKER-key&x=1";
const SEND: &str = "webhook/send";
const UPLOAD: &str = "webhook/upload_media";
const OK: Say = Say::Json(r#"{"errcode":0,"errmsg":"ok"}"#);
const GONE: Say = Say::Json(r#"{"errcode":40007,"errmsg":"invalid media_id"}"#);
const ACCEPTED: SendOutcome = SendOutcome::accepted_with(None);

fn robot(server: &ScriptedServer, markdown: bool) -> MessageChannel {
    MessageChannel::WecomRobot(WecomRobot::new(server.base_url.clone(), SecretString::from(KEY), markdown))
}

fn sent(path: &'static str, says: &[Say], part: MessagePart) -> (ScriptedServer, SendOutcome) {
    let server = ScriptedServer::start(&[(path, says)]);
    let outcome = RecordingWorker::default().send_one(robot(&server, false), "", part);
    (server, outcome)
}

fn pdf() -> MessagePart {
    MessagePart::File { file_name: "票.pdf".to_owned(), bytes: b"%PDF-1.7".to_vec() }
}

#[test]
fn a_group_gets_texts_pictures_and_files() {
    let server = ScriptedServer::start(&[]);
    let mut worker = RecordingWorker::default();
    worker.send(&Arc::new(robot(&server, false)), "", vec![text("x"), image(), pdf()], 1);
    assert_eq!(worker.outcomes, [ACCEPTED, ACCEPTED, ACCEPTED]);
    assert_eq!(
        server.bodies(SEND),
        [
            r#"{"msgtype":"text","text":{"content":"x"}}"#,
            r#"{"msgtype":"image","image":{"base64":"iVBORw0KGgogcHJvb2Y=","md5":"f0ece8faeab672d297663464dda8348c"}}"#,
            r#"{"msgtype":"file","file":{"media_id":"MEDIA-1"}}"#,
        ]
    );
    assert_eq!(server.queries(UPLOAD), ["key=MARKER-key%26x%3D1&type=file"]);
    assert_eq!(server.queries(SEND)[0], "key=MARKER-key%26x%3D1");
    assert_eq!(worker.left, 3);
}

#[test]
fn a_robot_has_room_for_4096_bytes_of_markdown() {
    let server = ScriptedServer::start(&[]);
    let mut worker = RecordingWorker::default();
    let parts = vec![text(&"x".repeat(4092)), text("a\n<@all>"), text(&"x".repeat(4093))];
    worker.send(&Arc::new(robot(&server, true)), "", parts, 1);
    assert_eq!(server.bodies(SEND).len(), 2);
    assert!(server.bodies(SEND)[1].contains("＜@all＞"));
    assert_eq!(refusal(worker.outcomes.pop().unwrap()).class, RefusalClass::Data);
}

#[test]
fn a_lost_answer_is_never_repeated() {
    for say in [
        Say::Hangup,
        Say::Json(r#"{"errcode":-1,"errmsg":"system busy"}"#),
        Say::Raw("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"errc"),
        Say::Raw("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"),
        Say::Raw("HTTP/1.1 200 OK\r\nError-Code: 93000\r\nContent-Length: 13\r\n\r\n{\"errcode\":0}"),
    ] {
        for part in [text("x"), image(), pdf()] {
            let (server, outcome) = sent(SEND, &[say.clone(), OK], part);
            assert!(matches!(outcome, SendOutcome::Unknown { .. }), "{outcome:?}");
            assert_eq!(server.bodies(SEND).len(), 1);
        }
    }
}

#[test]
fn a_no_is_told_by_its_code_and_not_repeated() {
    for (body, class, exit) in [
        (r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#, RefusalClass::Throttled, Exit::Transient),
        (r#"{"errcode":45033,"errmsg":"api concurrent out of limit"}"#, RefusalClass::RetryAfter(5), Exit::Transient),
        (r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#, RefusalClass::Configuration, Exit::Config),
        (r#"{"errcode":40058,"errmsg":"markdown.content exceed max length 4096"}"#, RefusalClass::Data, Exit::Remote),
        (r#"{"errcode":40014,"errmsg":"a robot has no token"}"#, RefusalClass::Configuration, Exit::Config),
    ] {
        let (server, outcome) = sent(SEND, &[Say::Json(body), OK], text("x"));
        let refusal = refusal(outcome);
        assert_eq!((refusal.class, refusal.exit_code()), (class, exit), "{body}");
        assert_eq!(server.bodies(SEND).len(), 1, "{body}");
    }
}

#[test]
fn a_file_that_is_gone_is_uploaded_once_more() {
    let (server, outcome) = sent(SEND, &[GONE, OK], pdf());
    assert_eq!((outcome, server.bodies(SEND).len(), server.bodies(UPLOAD).len()), (ACCEPTED, 2, 2));
    let (server, outcome) = sent(SEND, &[GONE], pdf());
    assert_eq!(
        (refusal(outcome).class, server.bodies(SEND).len(), server.bodies(UPLOAD).len()),
        (RefusalClass::Data, 2, 2)
    );
    let (server, outcome) = sent(SEND, &[GONE, Say::Hangup, OK], pdf());
    assert!(matches!(outcome, SendOutcome::Unknown { .. }) && server.bodies(SEND).len() == 2);
    let (server, outcome) = sent(UPLOAD, &[Say::Json(r#"{"errcode":93000,"errmsg":"x"}"#)], pdf());
    assert_eq!((refusal(outcome).class, server.bodies(SEND).len()), (RefusalClass::Configuration, 0));
}

#[test]
fn a_large_picture_is_a_file_and_a_long_text_is_nothing() {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize((2 << 20) + 1, 0);
    let (server, outcome) = sent(SEND, &[OK], MessagePart::Image { file_name: "a.png".to_owned(), bytes });
    assert_eq!((outcome, server.bodies(UPLOAD).len()), (ACCEPTED, 1));
    assert!(server.bodies(SEND)[0].contains(r#""msgtype":"file""#));
    let (server, outcome) = sent(SEND, &[OK], text(&"x".repeat(2049)));
    assert_eq!((refusal(outcome).class, server.bodies(SEND).len()), (RefusalClass::Data, 0));
}

#[test]
fn a_probe_shows_nothing_and_tells_whether_the_key_is_taken() {
    let server = ScriptedServer::start(&[]);
    assert!(RecordingWorker::default().probe(&robot(&server, false), "").is_ok());
    assert_eq!((server.bodies(UPLOAD).len(), server.bodies(SEND).len()), (1, 0));
    let server =
        ScriptedServer::start(&[(UPLOAD, &[Say::Json(r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#)])]);
    let no = refusal(RecordingWorker::default().probe(&robot(&server, false), "").unwrap_err());
    assert_eq!((no.class, no.remote_code), (RefusalClass::Configuration, Some(93000)));
}

#[test]
fn no_key_is_shown() {
    let echo = Say::Json(r#"{"errcode":93000,"errmsg":"invalid webhook url ?key=MARKER-key&x=1"}"#);
    let server = ScriptedServer::start(&[(SEND, &[echo])]);
    let channel = Arc::new(robot(&server, false));
    let mut worker = RecordingWorker::default();
    worker.send(&channel, "", vec![text("x")], 1);
    let shown = format!("{channel:?} {:?}", worker.outcomes);
    assert!(shown.contains("93000") && !shown.contains("MARKER"), "{shown}");
}
