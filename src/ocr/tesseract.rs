//! The engine `tesseract`: Debian's Tesseract as a child process, for a machine without the models of `ppocr`.
//!
//! It finds numbers nearly as well and misreads names, so its names are always for a person (`ocr.md`, part 2).

use std::io::{ErrorKind, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use image::RgbImage;

use super::errors::OcrError;
use super::layout::reading_order;
use super::{Confidence, OcrEngine, OcrLine, OcrPicture, OcrReading, ReadError, picture, symbols};
use crate::domain::resale::matching::is_han;
use crate::error::{Error, Result};

/// The best setting that was measured: both languages, one block of text.
const ARGUMENTS: [&str; 7] = ["stdin", "stdout", "-l", "chi_sim+eng", "--psm", "6", "tsv"];
/// One call took at most 57 s when it was measured, on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(120);
/// How often the child is looked at.
const POLL: Duration = Duration::from_millis(20);
/// The most that it may print, in bytes.
const MAX_OUTPUT: u64 = 8 << 20;
const COLUMNS: usize = 12;

#[derive(Clone, Copy, Debug)]
pub struct TesseractEngine;

impl TesseractEngine {
    pub const NAME: &'static str = "tesseract";

    /// Whether it is installed, with simplified Chinese.
    pub fn is_installed() -> bool {
        let output = Command::new(Self::NAME).arg("--list-langs").stdin(Stdio::null()).output();
        output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).lines().any(|line| line.trim() == "chi_sim"))
    }

    pub fn require_installed() -> Result<()> {
        if Self::is_installed() { Ok(()) } else { Err(OcrError::OcrEngineMissing.into_error()) }
    }
}

impl OcrReading {
    /// Whether the engine is known to misread names: Tesseract read 17 of 40 (`ocr.md`, part 2).
    pub fn names_unsure(&self) -> bool {
        self.engine == TesseractEngine::NAME
    }
}

impl OcrEngine for TesseractEngine {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn read_picture(&self, picture: OcrPicture<'_>) -> Result<OcrReading, ReadError> {
        let started = Instant::now();
        let picture = picture::decode_picture(picture.bytes).map_err(ReadError::Picture)?;
        let codes = symbols::read_symbols(&picture);
        let table = run_tesseract(encode_pixmap(&picture.into_rgb8()))?;
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(OcrReading { codes, ..OcrReading::new(Self::NAME, ms, reading_order(parse_table(&table))) })
    }
}

/// The picture in a format that needs no encoder (PPM), turned as its EXIF data says.
fn encode_pixmap(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = format!("P6\n{} {}\n255\n", picture.width(), picture.height()).into_bytes();
    bytes.extend_from_slice(picture.as_raw());
    bytes
}

/// Hands the picture over and takes the table; the child is ended when it takes too long.
fn run_tesseract(picture: Vec<u8>) -> Result<String> {
    let mut command = Command::new(TesseractEngine::NAME);
    // With every core it spins more than it computes, and a sale beside it waits.
    command.args(ARGUMENTS).env("OMP_THREAD_LIMIT", "2");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied => OcrError::OcrEngineMissing.into_error(),
        _ => engine_failed(&error.to_string()),
    })?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    // On threads: the child prints while it still reads, and with both pipes full each side would wait for the other.
    let writer = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&picture)));
    let reader = thread::spawn(move || {
        let mut table = Vec::new();
        stdout.map(|stdout| stdout.take(MAX_OUTPUT).read_to_end(&mut table));
        table
    });
    let ended = wait_for_child(&mut child);
    // A child that ends early closes its input: what it says counts, not that the rest was not wanted.
    let _ = writer.join();
    let table = reader.join().unwrap_or_default();
    ended?;
    String::from_utf8(table).map_err(|_| engine_failed("no UTF-8"))
}

fn wait_for_child(child: &mut Child) -> Result<()> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(engine_failed(&status.to_string())),
            Ok(None) if started.elapsed() < TIMEOUT => thread::sleep(POLL),
            Ok(None) | Err(_) => {
                // It may have ended by itself in between.
                let _ = child.kill();
                let _ = child.wait();
                return Err(engine_failed(&format!("> {} s", TIMEOUT.as_secs())));
            }
        }
    }
}

/// The words of each row of the table; a wide gap begins a cell of its own, as between the columns of a screen.
fn parse_table(table: &str) -> Vec<OcrLine> {
    let mut lines: Vec<OcrLine> = Vec::new();
    let mut last = None;
    for word in table.lines().filter_map(TesseractWord::parse_row) {
        match lines.last_mut().filter(|line| last == Some(word.row) && word.continues_line(line)) {
            Some(line) => word.append_to(line),
            None => lines.push(OcrLine {
                confidence: word.confidence,
                bbox: Some(word.bbox),
                ..OcrLine::from_text(word.text)
            }),
        }
        last = Some(word.row);
    }
    lines
}

struct TesseractWord<'a> {
    /// Block, paragraph and line.
    row: [&'a str; 3],
    text: &'a str,
    confidence: Option<Confidence>,
    bbox: [i32; 4],
}

impl<'a> TesseractWord<'a> {
    fn parse_row(row: &'a str) -> Option<Self> {
        let cells: Vec<&str> = row.split('\t').collect();
        let text = cells.get(COLUMNS - 1).map(|text| text.trim()).filter(|text| !text.is_empty())?;
        let number = |at: usize| cells.get(at)?.parse::<i32>().ok();
        let (left, top, wide, high) = (number(6)?, number(7)?, number(8)?, number(9)?);
        let percent: f32 = cells.get(10)?.parse().ok()?;
        // Level 5 are words; pages, blocks and lines stand in the same table with a confidence of -1.
        let word = number(0)? == 5 && percent >= 0.0;
        #[allow(clippy::float_arithmetic, reason = "a confidence, no amount of money")]
        let confidence = Some(Confidence::from_f32(percent / 100.0));
        let bbox = [left, top, left.saturating_add(wide), top.saturating_add(high)];
        word.then(|| Self { row: [cells[2], cells[3], cells[4]], text, confidence, bbox })
    }

    /// Whether nothing wider than the letters are high stands between.
    fn continues_line(&self, line: &OcrLine) -> bool {
        let [left, top, _, bottom] = self.bbox;
        // As wide as high is one Chinese character: a gap of one separates columns, never words.
        line.bbox.is_some_and(|[.., right, _]| left.saturating_sub(right) < bottom - top)
    }

    /// It puts a space between Chinese characters, where none is.
    fn append_to(&self, line: &mut OcrLine) {
        let chinese = line.text.ends_with(is_han) || self.text.starts_with(is_han);
        if !chinese {
            line.text.push(' ');
        }
        line.text.push_str(self.text);
        line.confidence = line.confidence.min(self.confidence);
        let [_, top, right, bottom] = self.bbox;
        line.bbox = line.bbox.map(|[left, was_top, was_right, was_bottom]| {
            [left, top.min(was_top), right.max(was_right), bottom.max(was_bottom)]
        });
    }
}

fn engine_failed(why: &str) -> Box<Error> {
    OcrError::OcrEngineFailed { why: &why }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_row_are_joined_and_columns_stay_apart() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t10\t10\t500\t20\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t10\t20\t20\t96.5\t手\n\
            5\t1\t1\t1\t1\t2\t32\t10\t20\t20\t91\t机\n\
            5\t1\t1\t1\t1\t3\t300\t10\t40\t20\t90\t186\n\
            5\t1\t1\t1\t1\t4\t348\t11\t50\t20\t80\t6509\n\
            5\t1\t1\t1\t2\t1\t10\t50\t40\t20\t70\t姓名\n";
        let lines = parse_table(table);
        let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["手机", "186 6509", "姓名"]);
        assert_eq!((lines[1].bbox, lines[1].confidence), (Some([300, 10, 398, 31]), Confidence::new(800)));
    }

    #[test]
    fn the_pixels_are_handed_over_as_they_are() {
        let picture = RgbImage::from_pixel(2, 1, image::Rgb([1, 2, 3]));
        assert_eq!(encode_pixmap(&picture), b"P6\n2 1\n255\n\x01\x02\x03\x01\x02\x03");
    }
}
