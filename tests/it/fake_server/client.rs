//! An HTTP client that does nothing by itself.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::Value;

use crate::support::fake_server::{CORP_ID, FakeServer, SECRET};

/// What came back, as far as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn errcode(&self) -> i64 {
        assert_eq!(self.status, 200, "{self:?}");
        self.json()["errcode"].as_i64().unwrap()
    }

    pub(crate) fn errmsg(&self) -> String {
        self.json()["errmsg"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&start))
    }
}

/// A connection that fails a test rather than keep it waiting.
pub(crate) fn connect(server: &FakeServer) -> TcpStream {
    let stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// Reads to the end; `None` if the connection was closed without an answer.
pub(crate) fn read(mut stream: &TcpStream) -> Option<Answer> {
    let mut raw = Vec::new();
    // A reset is a close here.
    let _ = stream.read_to_end(&mut raw);
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(raw[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Some(Answer { status, head, body: raw[end + 4..].to_vec() })
}

/// A request's bytes.
pub(crate) fn request(method: &str, target: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut raw = format!(
        "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    raw.extend_from_slice(body);
    raw
}

/// Sends a request and reads to the end.
pub(crate) fn ask(server: &FakeServer, raw: &[u8]) -> Option<Answer> {
    let mut stream = connect(server);
    // The other side may have closed already: then the answer tells.
    let _ = stream.write_all(raw);
    let _ = stream.shutdown(Shutdown::Write);
    read(&stream)
}

pub(crate) fn get(server: &FakeServer, target: &str) -> Answer {
    ask(server, &request("GET", target, "", b"")).unwrap()
}

/// What `post` sends.
pub(crate) fn post_bytes(target: &str, body: &Value) -> Vec<u8> {
    request("POST", target, "application/json", body.to_string().as_bytes())
}

pub(crate) fn post(server: &FakeServer, target: &str, body: &Value) -> Answer {
    ask(server, &post_bytes(target, body)).unwrap()
}

/// Posts a form with some fields and, if it has a name, a file.
pub(crate) fn form(server: &FakeServer, target: &str, fields: &[(&str, &str)], file: (&str, &str, &[u8])) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let (field, disposition, bytes) = file;
    if !field.is_empty() {
        let head = format!(
            "--XyZ\r\nContent-Disposition: form-data; name=\"{field}\"{disposition}\r\nContent-Type: image/png\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XyZ--\r\n");
    ask(server, &request("POST", target, "multipart/form-data; boundary=XyZ", &body)).unwrap()
}

/// An access token of the known app.
pub(crate) fn token(server: &FakeServer) -> String {
    let answer = get(server, &format!("/cgi-bin/gettoken?corpid={CORP_ID}&corpsecret={SECRET}"));
    assert_eq!(answer.errcode(), 0);
    answer.json()["access_token"].as_str().unwrap().to_owned()
}
