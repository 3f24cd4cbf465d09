//! Anchors: where every chain ended at a moment, pinned in a file to be kept elsewhere.
//!
//! The file is NDJSON and grows anchor by anchor. An anchor is a line for each order that changed since the anchor before it,
//! `{"order_no", "version", "head"}`, one under the number `shop` for the shop's own chain, and then one line `{"at", "orders", "events", "root"}`: the root is the
//! [Merkle root](crate::store::log::merkle) over the latest line of every order in the file so far. A log agrees with the file
//! while each pinned (order, version) still has the pinned hash, for a hash covers everything before it in its chain.
//!
//! What stands behind the last root is an anchor whose writing was interrupted: it pins nothing, and the next one takes its place.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use super::errors::LogError;
use crate::app::App;
use crate::domain::value::text::encode_hex;
use crate::error::{Error, Result};
use crate::fs::errors::FileError;
use crate::store::log::merkle;
pub use crate::store::log::verify::ChainCounts;
use crate::store::log::verify::{ChainBreak, SHOP_CHAIN};
use crate::store::schema_shape::SchemaDifference;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AnchorPin {
    order_no: String,
    version: i64,
    head: String,
}

/// The end of an anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorRoot {
    /// When, RFC 3339.
    pub at: String,
    pub orders: u64,
    pub events: u64,
    /// The Merkle root, hexadecimal.
    pub root: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AnchorLine {
    Pin(AnchorPin),
    Root(AnchorRoot),
}

/// What a file of anchors says.
#[derive(Default)]
struct AnchorFile {
    /// Every pin, also those that a later anchor went beyond.
    pins: Vec<AnchorPin>,
    /// The latest pin of each order: version and head.
    latest: BTreeMap<String, (i64, Vec<u8>)>,
    roots: usize,
    /// Where the last whole anchor ends, in bytes.
    whole: u64,
    /// Whether the beginning of another one stands behind it.
    unfinished: bool,
}

/// What a look at the whole log found.
#[derive(Debug)]
pub struct LogCheck {
    pub walked: ChainCounts,
    pub breaks: Vec<ChainBreak>,
    /// What is not there to hold the log: a dropped trigger lets the next program change it unseen.
    pub schema: SchemaDifference,
    pub anchors: Option<usize>,
    /// Whether the file of anchors ends with the beginning of one.
    pub unfinished_anchor: bool,
}

impl LogCheck {
    pub fn is_sound(&self) -> bool {
        self.breaks.is_empty() && self.schema.is_empty()
    }
}

impl App {
    /// Recomputes the whole log, and compares it with a file of anchors if one is given.
    pub fn verify_log(&mut self, anchors: Option<&Path>) -> Result<LogCheck> {
        let anchors =
            anchors.map(|path| open_anchor_file(path).and_then(|file| read_anchors(path, &file))).transpose()?;
        self.check_log(anchors.as_ref())
    }

    /// Adds an anchor to a file, once the log holds and agrees with the anchors that the file has already.
    ///
    /// # Errors
    /// The log is damaged or not the one of the file (11); others may write the file (5).
    pub fn anchor_log(&mut self, path: &Path) -> Result<AnchorRoot> {
        // A dry run makes no file either: one that is not there yet would hold no anchor.
        let file = match path.symlink_metadata() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && self.caller.dry_run => None,
            _ => Some(open_to_append(path)?),
        };
        let known = file.as_ref().map_or_else(|| Ok(AnchorFile::default()), |file| read_anchors(path, file))?;
        let verified = self.check_log(Some(&known))?;
        if let Some(first) = verified.breaks.first() {
            return Err(not_anchored(first));
        }
        if !verified.schema.is_empty() {
            return Err(verified.schema.into_error());
        }
        let ends = self.store.read(|tx| tx.list_chain_heads())?;
        let of_orders = ends.iter().filter(|(no, ..)| no != SHOP_CHAIN);
        let root = AnchorRoot {
            at: self.clock.processed_at().format_rfc3339(),
            orders: of_orders.clone().count() as u64,
            events: of_orders.map(|(_, version, _)| version.unsigned_abs()).sum(),
            root: merkle::merkle_root(ends.iter().map(|(no, version, head)| (no.as_str(), *version, head.as_slice()))),
        };
        if let (Some(file), false) = (file, self.caller.dry_run) {
            append_anchor(path, file, &ends, &known, &root)?;
        }
        Ok(root)
    }

    fn check_log(&mut self, anchors: Option<&AnchorFile>) -> Result<LogCheck> {
        self.store.read(|tx| {
            let mut breaks = Vec::new();
            let walked = tx.verify_chains(|found| breaks.push(found))?;
            for pin in anchors.iter().flat_map(|anchors| &anchors.pins) {
                let hash = tx.find_event_hash(&pin.order_no, pin.version)?;
                if hash.is_none_or(|hash| encode_hex(&hash) != pin.head) {
                    breaks.push(ChainBreak { order_no: pin.order_no.clone(), version: pin.version, what: "anchor" });
                }
            }
            let schema = tx.compare_schema()?;
            let unfinished_anchor = anchors.is_some_and(|anchors| anchors.unfinished);
            let anchors = anchors.map(|anchors| anchors.roots);
            Ok(LogCheck { walked, breaks, schema, anchors, unfinished_anchor })
        })
    }
}

/// Opens the file to read, once nobody is adding to it.
fn open_anchor_file(path: &Path) -> Result<File> {
    let opened = File::open(path).and_then(|file| file.lock_shared().map(|()| file));
    opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            let path = path.display();
            FileError::FileMissing { shown: &path }.into_error()
        }
        _ => Error::io(path, &error),
    })
}

/// Opens the file, or makes it, so that nothing in it can be overwritten, and holds it until it is closed.
fn open_to_append(path: &Path) -> Result<File> {
    let flags = OFlags::NOFOLLOW.bits().cast_signed();
    let opened = OpenOptions::new().read(true).append(true).create(true).mode(0o600).custom_flags(flags).open(path);
    let file = opened.map_err(|error| Error::io(path, &error))?;
    let metadata = file.metadata().map_err(|error| Error::io(path, &error))?;
    if metadata.is_file() && metadata.mode() & 0o077 == 0 {
        // Of two at once, the second sees what the first added.
        file.lock().map_err(|error| Error::io(path, &error))?;
        return Ok(file);
    }
    let shown = path.display();
    Err(LogError::AnchorFileOpen { shown: &shown }.into_error())
}

/// Reads a file of anchors and recomputes each root on the way.
///
/// # Errors
/// `anchor_damaged`, exit 11: a line that is none, or a root that does not follow. A last line without its end, and pins
/// without their root, are no damage: so ends a file while an anchor is written.
fn read_anchors(path: &Path, file: &File) -> Result<AnchorFile> {
    let mut anchors = AnchorFile::default();
    let (mut lines, mut line, mut read, mut open_pins) = (BufReader::new(file), Vec::new(), 0_u64, Vec::new());
    for number in 1_u64.. {
        line.clear();
        read += lines.read_until(b'\n', &mut line).map_err(|error| Error::io(path, &error))? as u64;
        let Some(text) = line.strip_suffix(b"\n") else { break };
        match serde_json::from_slice(text).map_err(|_| damaged_anchor_file(path, number))? {
            AnchorLine::Pin(pin) => {
                let head = decode_hex(&pin.head).ok_or_else(|| damaged_anchor_file(path, number))?;
                open_pins.push((pin, head));
            }
            AnchorLine::Root(root) => {
                for (pin, head) in open_pins.drain(..) {
                    anchors.latest.insert(pin.order_no.clone(), (pin.version, head));
                    anchors.pins.push(pin);
                }
                let ends = anchors.latest.iter().map(|(no, (version, head))| (no.as_str(), *version, head.as_slice()));
                let orders = anchors.latest.keys().filter(|no| *no != SHOP_CHAIN).count() as u64;
                if merkle::merkle_root(ends) != root.root || orders != root.orders {
                    return Err(damaged_anchor_file(path, number));
                }
                anchors.roots += 1;
                anchors.whole = read;
            }
        }
    }
    anchors.unfinished = read > anchors.whole;
    Ok(anchors)
}

fn append_anchor(
    path: &Path,
    mut file: File,
    ends: &[(String, i64, Vec<u8>)],
    known: &AnchorFile,
    root: &AnchorRoot,
) -> Result<()> {
    let mut text = String::new();
    for (order_no, version, head) in ends {
        if known.latest.get(order_no).is_none_or(|(pinned, _)| pinned != version) {
            push_json_line(
                &mut text,
                &AnchorPin { order_no: order_no.clone(), version: *version, head: encode_hex(head) },
            );
        }
    }
    push_json_line(&mut text, root);
    if known.unfinished {
        // The one thing that is ever taken away: it pinned nothing.
        file.set_len(known.whole).map_err(|error| Error::io(path, &error))?;
    }
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| Error::io(path, &error))
}

fn push_json_line(text: &mut String, value: &impl Serialize) {
    // Texts and numbers: nothing here can fail to be JSON.
    text.push_str(&serde_json::to_string(value).unwrap_or_default());
    text.push('\n');
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let byte = |at: usize| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    if digits { (0..32).map(|i| byte(i * 2)).collect() } else { None }
}

fn damaged_anchor_file(path: &Path, line: u64) -> Box<Error> {
    let path = path.display();
    LogError::AnchorDamaged { path: &path, line: &line }.into_error().detail("line", line)
}

fn not_anchored(first: &ChainBreak) -> Box<Error> {
    let (no, version, what) = (&first.order_no, first.version, first.what);
    LogError::LogBroken { no: &no, version: &version, what: &what }.into_error()
}
