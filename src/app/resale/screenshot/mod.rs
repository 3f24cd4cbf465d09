//! The agent's screenshot: stored encrypted, read, compared and shown again.
//!
//! Invariant: upload, reading and verdict are one step. Fields are extracted and compared while no transaction is open; the
//! one that records them makes sure that the order is still the one that they were compared with. The picture is on disk
//! before that commits, and a request that comes to nothing leaves no file. A crash between the two leaves a sealed file
//! that nothing refers to; the same request again takes it up.

pub(crate) mod cache;
pub(crate) mod folder;
pub(crate) mod matching;
mod owner;
#[cfg(test)]
mod tests;

pub(in crate::app) use self::cache::clear_cache;
pub use self::folder::{AssignedPicture, PictureAssignment};
pub use self::owner::ScreenshotOwner;
use crate::app::write::errors::WriteError;

use std::path::Path;

use serde_json::{Value, json};

use self::cache::ReadingCache;
use self::matching::{MatchedScreenshot, match_screenshot_reading};
use super::errors::ResaleError;
use super::picture_file::{read_screenshot_file, require_whole};
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::stored_flow::WrittenChange;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::{ResaleAxis, ScreenshotMatchStatus};
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::view::screenshot::{ScreenshotView, ScreenshotViewOptions, build_screenshot_view};
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::formats::json::{JsonLimits, read_json};
use crate::fs::input_file::InputFile;
use crate::fs::output_file::write_private_file;
use crate::ocr::drawing::draw_outlines;
use crate::ocr::fields::extract_fields;
use crate::ocr::model_files::OcrModels;
use crate::ocr::{
    AUTO, OcrEngine, OcrPicture, OcrReading, ReadError, import, open_engine, read_with_engine, reading_to_json,
};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::{BlobArea, BlobOwner, BlobState, BlobStore};
use crate::store::attachments::files::StoredFileKind;
use crate::store::errors::StoreError;
use crate::store::people::persons::StoredPerson;
use crate::store::projection::orders::ChainHead;

/// What the result of an engine may cost. A line with four corner points is 15 items.
const RESULT_LIMITS: JsonLimits = JsonLimits { bytes: import::MAX_BYTES, depth: 32, items: 20 * import::MAX_LINES };

/// How often a screenshot is compared, where its order keeps changing meanwhile.
const MATCH_ATTEMPTS: usize = 3;

/// A picture and what was read on it.
pub struct ScreenshotReading {
    file: InputFile,
    reading: Result<OcrReading, ReadFailure>,
    /// Why it is there without an accepted push.
    reason: Option<String>,
    /// The command that it came with.
    command: &'static str,
}

/// Why an engine could not read a picture.
struct ReadFailure {
    engine: String,
    code: &'static str,
    why: BilingualMessage,
}

/// What an engine read in a picture that belongs to no order.
pub struct TextRead {
    /// `{engine, model, ms, lines, codes, fields}`.
    pub json: Value,
    pub text: String,
}

/// Reads a picture without recording anything. Without an engine's name the best one is taken; `models`
/// is the directory with those of `ppocr`. What was seen is drawn into the new file `boxes`, if one is named.
pub fn read_text(image: &Path, name: Option<&str>, models: &Path, boxes: Option<&Path>) -> Result<TextRead> {
    let file = read_screenshot_file(image)?;
    let engine = open_engine(name.unwrap_or(AUTO), &OcrModels::new(models))?;
    let reading = read_with_engine(engine.as_ref(), OcrPicture { path: image, bytes: &file.bytes })
        .map_err(ReadError::into_error)?;
    if let Some(path) = boxes {
        write_private_file(path, &draw_outlines(&file.bytes, &reading)?)?;
    }
    let lines: Vec<&str> = reading.lines.iter().map(|line| line.text.as_str()).collect();
    Ok(TextRead { text: lines.join("\n"), json: reading_to_json(&reading, &extract_fields(&reading)) })
}

impl App {
    /// Takes a screenshot with the result that an engine elsewhere gave: a JSON file, or `stdin` for `-`.
    pub fn take_read_screenshot(
        &self,
        image: &Path,
        result: CommandInput<'_>,
        reason: Option<String>,
    ) -> Result<ScreenshotReading> {
        let file = read_screenshot_file(image)?;
        require_whole(&file)?;
        let reading = import::parse_value(&read_json(&mut result.open()?, RESULT_LIMITS)?)?;
        Ok(ScreenshotReading { file, reading: Ok(reading), reason, command: "ocr import" })
    }

    /// Reads a screenshot of an order with an engine. That the engine cannot read it is a result, too.
    pub fn read_screenshot(
        &mut self,
        order_no: &OrderNo,
        image: &Path,
        name: Option<&str>,
        reason: Option<String>,
    ) -> Result<ScreenshotReading> {
        let engine = self.find_engine(name)?;
        let file = read_screenshot_file(image)?;
        // What is read is kept for a while, so a picture of somebody who was erased is not read at all.
        self.require_person(order_no)?;
        let reading = match self.read_once(engine.as_ref(), image, &file) {
            Ok(reading) => Ok(reading),
            Err(ReadError::Reading(error)) => {
                Err(ReadFailure { engine: engine.name().to_owned(), code: error.code, why: error.message })
            }
            // Neither says anything about the ticket, so neither is recorded.
            Err(ReadError::Engine(error) | ReadError::Picture(error)) => return Err(error),
        };
        Ok(ScreenshotReading { file, reading, reason, command: "ocr run" })
    }

    /// The engine called `name`, or the best there is.
    fn find_engine(&self, name: Option<&str>) -> Result<Box<dyn OcrEngine>> {
        open_engine(name.unwrap_or(AUTO), &OcrModels::new(&self.paths.ocr_models))
    }

    /// Reads a picture, or takes what the same model read in it before.
    fn read_once(&self, engine: &dyn OcrEngine, path: &Path, file: &InputFile) -> Result<OcrReading, ReadError> {
        let cache = ReadingCache::new(&self.paths.state, self.store.derived_keys());
        let model = engine.model_id();
        if let Some(reading) = model.and_then(|model| cache.find_reading(&file.sha256, model)) {
            return Ok(reading);
        }
        let reading = read_with_engine(engine, OcrPicture { path, bytes: &file.bytes })?;
        // A dry run keeps it, too: it decides nothing, and the run behind it need not read for minutes again.
        if let Some(model) = model {
            cache.store_reading(&file.sha256, model, &reading);
        }
        Ok(reading)
    }

    /// Records a screenshot with the verdict on what was read.
    pub fn record_screenshot(&mut self, order_no: &OrderNo, shot: &ScreenshotReading) -> Result<OrderOutcome> {
        let operator = self.caller.operator.clone();
        self.record_matched(order_no, shot, |order| match_screenshot_reading(order, shot, &operator))
    }

    /// Records what `match_order` makes of a screenshot. It may take its time: it runs between the transactions.
    fn record_matched(
        &mut self,
        order_no: &OrderNo,
        shot: &ScreenshotReading,
        match_order: impl FnMut(&ResaleOrder) -> MatchedScreenshot,
    ) -> Result<OrderOutcome> {
        let (blobs, sha256) = (self.blob_store(), &shot.file.sha256);
        let place = BlobStore::path_for_file(BlobArea::Screenshot, order_no, &shot.file, true);
        let kept_before = blobs.check_file(&place, sha256, None)? != BlobState::Missing;
        if !self.caller.dry_run {
            self.require_disk_space(shot.file.size)?;
        }
        let recorded = self.match_until_recorded(order_no, shot, match_order);
        if recorded.is_err() && !kept_before && !self.caller.dry_run {
            self.remove_unnamed(StoredFileKind::Screenshot, order_no, sha256, &place)?;
        }
        let mut outcome = recorded?;
        if outcome.replayed {
            outcome.warnings.extend(to_review(&outcome, None));
        }
        Ok(outcome)
    }

    fn match_until_recorded(
        &mut self,
        order_no: &OrderNo,
        shot: &ScreenshotReading,
        mut match_order: impl FnMut(&ResaleOrder) -> MatchedScreenshot,
    ) -> Result<OrderOutcome> {
        for _ in 0..MATCH_ATTEMPTS {
            let seen = self.store.read(|tx| load_resale(tx, order_no))?;
            let matched = match_order(&seen.order);
            if let Some(outcome) = self.record_unless_changed(order_no, shot, &seen.anchor, matched)? {
                return Ok(outcome);
            }
        }
        Err(StoreError::OrderChanged { order_no: &order_no }.into_error())
    }

    /// Records a verdict on the order as it was `seen`; records nothing where the order has another event by now.
    fn record_unless_changed(
        &mut self,
        order_no: &OrderNo,
        shot: &ScreenshotReading,
        seen: &ChainHead,
        matched: MatchedScreenshot,
    ) -> Result<Option<OrderOutcome>> {
        let (blobs, mut changed) = (self.blob_store(), false);
        let MatchedScreenshot { request, why } = matched;
        let recorded = self.change_order(order_no, shot.command, &request_content(shot), |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            changed = change.anchor.head != seen.head;
            if changed {
                return Err(StoreError::OrderChanged { order_no: &order_no }.into_error().into());
            }
            picture_owner(order_no, &change.person)?;
            let shared = also_elsewhere(tx, order_no, &shot.file)?;
            let decided = change.decide(&ResaleCommand::ReadScreenshot(Box::new(request)))?;
            if !writer.caller.dry_run {
                keep_picture(&blobs, &shot.file, &decided.as_written())?;
            }
            let mut outcome = decided.commit()?;
            outcome.warnings.extend(to_review(&outcome, why));
            outcome.warnings.extend(shared);
            Ok(outcome)
        });
        if changed { Ok(None) } else { recorded.map(Some) }
    }

    /// Accepts or refuses the current screenshot by hand.
    pub fn review_screenshot(&mut self, order_no: &OrderNo, accept: bool, reason: String) -> Result<OrderOutcome> {
        let (name, content) = (if accept { "match accept" } else { "match reject" }, json!({ "reason": reason }));
        self.execute_command::<ResaleOrder>(
            order_no,
            name,
            &content,
            &ResaleCommand::ReviewScreenshot { accept, reason },
        )
    }

    /// The evidence of the current screenshot. To reveal it, the access must have been recorded.
    pub fn view_screenshot(&mut self, order_no: &OrderNo, reveal: bool) -> Result<ScreenshotView> {
        let looking = ScreenshotViewOptions { lang: self.caller.lang, reveal };
        self.store.read(|tx| {
            build_screenshot_view(&load_resale(tx, order_no)?.order, looking).ok_or_else(|| no_screenshot(order_no))
        })
    }

    /// Writes the current screenshot, opened, into a new file. The access must have been recorded.
    ///
    /// # Errors
    /// No screenshot (exit 3), the file exists or the person was erased (4), the kept file is gone or damaged (11).
    pub fn save_screenshot(&mut self, order_no: &OrderNo, path: &Path) -> Result<()> {
        let (blobs, dry_run) = (self.blob_store(), self.caller.dry_run);
        let bytes = self.store.read(|tx| {
            let loaded = load_resale(tx, order_no)?;
            let shot = loaded.order.screenshots.last().ok_or_else(|| no_screenshot(order_no))?;
            blobs.read_file(&shot.what.screenshot_file_path, Some(picture_owner(order_no, &loaded.person)?))
        })?;
        if dry_run { Ok(()) } else { write_private_file(path, &bytes) }
    }
}

/// What a key stands for: the picture, what was read, and the reason.
fn request_content(shot: &ScreenshotReading) -> Value {
    let read = match &shot.reading {
        Ok(reading) => json!(reading.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>()),
        Err(unread) => json!({ "failed": unread.code }),
    };
    json!({ "sha256": shot.file.sha256, "read": read, "reason": shot.reason })
}

/// Runs after the decision: a refused request never gets here.
fn keep_picture(blobs: &BlobStore, file: &InputFile, written: &WrittenChange<'_>) -> Result<()> {
    let order_no = &written.order.order_no;
    blobs.put_file(BlobArea::Screenshot, order_no, file, Some(picture_owner(order_no, written.person)?)).map(drop)
}

fn picture_owner<'a>(order_no: &OrderNo, person: &'a StoredPerson) -> Result<BlobOwner<'a>> {
    let key = person.key.as_ref().ok_or_else(|| WriteError::PersonErased { order_no: &order_no }.into_error())?;
    Ok(BlobOwner { key, person_id: &person.id })
}

/// One screen may show two orders, so the same picture twice is worth a look and no refusal.
fn also_elsewhere(tx: &Tx<'_>, order_no: &OrderNo, file: &InputFile) -> Result<Option<BilingualMessage>> {
    let other = tx.other_order_with_file(StoredFileKind::Screenshot, &file.sha256, order_no)?;
    Ok(other.map(|other| {
        say!(
            "同一张截图也用在订单 {other}，请核对",
            "the same picture is also the screenshot of order {other}: please check"
        )
    }))
}

/// What an operator should know when the screenshot did not simply match.
fn to_review(outcome: &OrderOutcome, why: Option<BilingualMessage>) -> Option<BilingualMessage> {
    let status = outcome.status.get(ResaleAxis::ScreenshotMatch.key()).and_then(Value::as_str)?;
    let waits = [ScreenshotMatchStatus::Mismatched, ScreenshotMatchStatus::PendingReview];
    if !waits.iter().any(|waiting| waiting.code() == status) {
        return None;
    }
    let no = &outcome.order_no;
    let why = why.unwrap_or_else(|| say!("截图没有通过自动匹配", "the screenshot was not matched"));
    Some(BilingualMessage {
        zh: format!("{}。已记录；用 `ticketctl match show {no}` 查看", why.zh),
        en: format!("{}. It is recorded; look at it with `ticketctl match show {no}`", why.en),
    })
}

fn no_screenshot(order_no: &OrderNo) -> Box<Error> {
    ResaleError::ScreenshotMissing { order_no: &order_no }.into_error()
}
