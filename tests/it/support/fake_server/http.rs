//! HTTP/1.1 by hand: a request is read whole, an answer is written whole and closes the connection.

use std::io::{self, BufRead, Cursor, ErrorKind, Read};
use std::sync::Arc;
use std::time::SystemTime;

use serde_json::Value;

/// The longest request line with its headers, in bytes.
const MAX_HEAD: u64 = 16 * 1024;
/// The longest body, in bytes: above every limit that the services check themselves.
pub const MAX_BODY: usize = 64 << 20;

/// A request line with its headers.
#[derive(Debug)]
pub struct Head {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path as sent, with its query.
    pub target: String,
    /// The path, decoded.
    pub path: String,
    /// The query's fields, decoded.
    pub query: Vec<(String, String)>,
    /// The headers as sent.
    pub headers: Vec<(String, String)>,
}

/// A request that arrived whole.
#[derive(Debug)]
pub struct Request {
    /// Its line and headers.
    pub head: Head,
    /// The body as sent.
    pub body: Arc<Vec<u8>>,
    /// The body as JSON; null if it is none.
    pub json: Value,
    /// The parts of a `multipart/form-data` body.
    pub parts: Vec<Part>,
}

/// One part of a `multipart/form-data` body.
#[derive(Debug)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// `filename="…"`.
    pub file_name: Option<String>,
    /// `filename*=utf-8''…`, decoded.
    pub file_name_star: Option<String>,
    /// The bytes.
    pub bytes: Arc<Vec<u8>>,
}

/// The value of a header, by its name in any case.
pub fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

impl Head {
    /// Reads a request's line and headers; `None` if the connection ends before them.
    pub fn read(input: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut limited = input.take(MAX_HEAD);
        let Some(line) = read_line(&mut limited)? else { return Ok(None) };
        let mut words = line.split(' ');
        let (Some(method), Some(target), Some("HTTP/1.1" | "HTTP/1.0")) = (words.next(), words.next(), words.next())
        else {
            return Err(invalid("no request line"));
        };
        let mut headers = Vec::new();
        loop {
            let line = read_line(&mut limited)?.ok_or_else(|| invalid("no end of headers"))?;
            if line.is_empty() {
                break;
            }
            let (key, value) = line.split_once(':').ok_or_else(|| invalid("no header"))?;
            headers.push((key.to_owned(), value.trim().to_owned()));
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Ok(Some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            path: decode(path, false),
            query: fields(query),
            headers,
        }))
    }

    /// How many bytes of body follow; `None` if the request does not say so in a way that is read here.
    pub fn body_length(&self) -> Option<usize> {
        if header(&self.headers, "Transfer-Encoding").is_some() {
            return None;
        }
        let length = header(&self.headers, "Content-Length").unwrap_or("0").parse().ok()?;
        (length <= MAX_BODY).then_some(length)
    }

    /// A field of the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Request {
    /// A request with the body that followed its head.
    pub fn new(head: Head, body: Vec<u8>) -> Self {
        let kind = header(&head.headers, "Content-Type").unwrap_or_default();
        let parts = boundary(kind).map(|mark| parts(&body, &mark)).unwrap_or_default();
        let json = if parts.is_empty() { serde_json::from_slice(&body).unwrap_or_default() } else { Value::Null };
        Self { head, body: Arc::new(body), json, parts }
    }

    /// The part of that name.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}

/// A line without its end; `None` at the end of the input, an error if it is cut short.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    if input.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(invalid("a line without an end"));
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    String::from_utf8(line).map(Some).map_err(|_| invalid("a line that is no text"))
}

/// The fields of a query or of a form.
pub fn fields(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(k, v)| (decode(k, true), decode(v, true)))
        .collect()
}

/// Resolves `%XX`, and `+` as a space if `plus`.
fn decode(text: &str, plus: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[at], code) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 2;
            }
            (b'+', _) if plus => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The line that separates the parts, from a `Content-Type`.
fn boundary(content_type: &str) -> Option<String> {
    let rest = content_type.strip_prefix("multipart/form-data")?;
    let value = rest.split(';').find_map(|field| field.trim().strip_prefix("boundary="))?;
    Some(format!("--{}", value.trim_matches('"')))
}

/// The parts between lines that begin with `mark`.
fn parts(body: &[u8], mark: &str) -> Vec<Part> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let mut input = Cursor::new(body);
    let mut at = 0;
    // Lines are skipped by the library's own search: a picture is millions of bytes.
    while let Ok(length @ 1..) = input.skip_until(b'\n') {
        if body[at..].starts_with(mark.as_bytes()) {
            marks.push((at, at + length));
        }
        at += length;
    }
    marks.windows(2).filter_map(|pair| part(&body[pair[0].1..pair[1].0])).collect()
}

/// One part: headers, an empty line, and bytes up to the line break that belongs to the next mark.
fn part(raw: &[u8]) -> Option<Part> {
    let mut input = Cursor::new(raw);
    let mut disposition = String::new();
    loop {
        let line = read_line(&mut input).ok()??;
        if line.is_empty() {
            break;
        }
        if let Some((key, value)) = line.split_once(':')
            && key.eq_ignore_ascii_case("Content-Disposition")
        {
            disposition = value.to_owned();
        }
    }
    let start = usize::try_from(input.position()).ok()?;
    let bytes = raw.get(start..)?.strip_suffix(b"\r\n")?;
    Some(Part {
        name: parameter(&disposition, "name=")?,
        file_name: parameter(&disposition, "filename="),
        file_name_star: parameter(&disposition, "filename*=")
            .and_then(|value| value.splitn(3, '\'').nth(2).map(|name| decode(name, false))),
        bytes: Arc::new(bytes.to_vec()),
    })
}

/// A parameter of a `Content-Disposition`, in quotes or without.
fn parameter(disposition: &str, key: &str) -> Option<String> {
    let field = disposition.split("; ").find_map(|field| field.trim().strip_prefix(key))?;
    Some(field.trim_matches('"').to_owned())
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Headers besides `Server`, `Date`, `Content-Length` and `Connection`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// An answer with a body of some content type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type".to_owned(), content_type.to_owned())], body: body.into() }
    }

    /// An answer in JSON.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json; charset=UTF-8", body.to_string())
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// The page that the web server in front shows when it speaks for itself.
    pub fn page(status: u16) -> Self {
        let reason = reason(status);
        let body = format!(
            "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1>\
             </center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
        );
        Self::new(status, "text/html", body)
    }

    /// With a header, in the place of one of that name.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The bytes on the wire.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!(
            "HTTP/1.1 {} {}\r\nServer: nginx\r\nDate: {}\r\nContent-Length: {}\r\nConnection: close\r\n",
            self.status,
            reason(self.status),
            chrono::DateTime::<chrono::Utc>::from(SystemTime::now()).format("%a, %d %b %Y %H:%M:%S GMT"),
            self.body.len()
        );
        for (key, value) in &self.headers {
            head.extend([key.as_str(), ": ", value.as_str(), "\r\n"]);
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// The words that go with a status.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        411 => "Length Required",
        413 => "Request Entity Too Large",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Unknown",
    }
}
