//! A folder of screenshots: which waiting order does each belong to?
//!
//! Invariant: a picture is only given to an order by itself when it matches exactly one, and names that one by its full phone
//! or certificate number. Everything else is proposed, and a person decides: so is every picture of an order with several tickets.

use std::path::{Path, PathBuf};

use super::matching::ExpectedParty;
use super::owner::{awaits_screenshot, find_recorded_orders, find_shown_orders, has_matched, is_sure};
use super::{App, ScreenshotReading};
use crate::app::resale::errors::ResaleError;
use crate::app::resale::picture_file::read_screenshot_file;
use crate::app::write::load::load_resale;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::axis::OrderStatus;
use crate::domain::resale::matching::{ComparedField, FieldVerdict, MatchReport, MatchVerdict, VisitorReport};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::fs::input_file::{PICTURE_ENDINGS, read_folder};
use crate::ocr::fields::{BlockFields, extract_fields};
use crate::ocr::{OcrEngine, ReadError};
use crate::say;
use crate::store::projection::orders::list::OrderQuery;

const MAX_PICTURES: usize = 1000;

coded! {
    PictureAssignment {
        /// It was recorded for the order and matches it.
        Assigned = "assigned", "已归入", "assigned";
        /// In a dry run: it matches the order, and would be recorded.
        WouldAssign = "would_assign", "会归入", "would be assigned";
        /// It speaks of the order; a person decides.
        Proposed = "proposed", "待复核", "to review";
        /// It speaks of several orders; a person decides.
        Several = "several", "不止一单", "several orders";
        /// It was recorded for the order before.
        Recorded = "recorded", "早已记录", "recorded before";
        /// It speaks of no waiting order.
        Nobody = "nobody", "无对应订单", "no order";
        /// It could not be read.
        Unreadable = "unreadable", "读不了", "unreadable";
    }
}

pub struct AssignedPicture {
    pub file: PathBuf,
    pub assignment: PictureAssignment,
    pub orders: Vec<OrderNo>,
    pub reason: BilingualMessage,
}

/// An order that waits for its screenshot, and what that must show.
struct WaitingOrder {
    order_no: OrderNo,
    expected: ExpectedParty,
}

impl App {
    /// Reads every picture of a folder, in the order of their names, and gives each to the one order that it surely shows.
    /// A dry run records nothing, and says what would be. `tell` hears of each before it is read: its place from 1, and how many
    /// there are.
    ///
    /// # Errors
    /// The folder cannot be read (exit 1), holds too many pictures (2); no such engine (2), or it is not set up (5) or
    /// damaged (11); the database. A picture that cannot be read is reported and does not stop the others.
    pub fn assign_screenshots(
        &mut self,
        dir: &Path,
        name: Option<&str>,
        mut tell: impl FnMut(usize, usize, &Path),
    ) -> Result<Vec<AssignedPicture>> {
        let engine = self.find_engine(name)?;
        let mut waiting = self.waiting_for_screenshots()?;
        let mut all = Vec::new();
        let files = list_pictures(dir)?;
        let count = files.len();
        for (place, file) in (1..).zip(files) {
            tell(place, count, &file);
            let placed = self.assign_picture(engine.as_ref(), file, &waiting)?;
            if matches!(placed.assignment, PictureAssignment::Assigned | PictureAssignment::WouldAssign) {
                waiting.retain(|one| !placed.orders.contains(&one.order_no));
            }
            all.push(placed);
        }
        Ok(all)
    }

    fn assign_picture(
        &mut self,
        engine: &dyn OcrEngine,
        path: PathBuf,
        waiting: &[WaitingOrder],
    ) -> Result<AssignedPicture> {
        let file = match read_screenshot_file(&path) {
            Ok(file) => file,
            Err(error) => return Ok(unreadable_picture(path, &error)),
        };
        let recorded = self.store.read(|tx| find_recorded_orders(tx, &file.sha256))?;
        if let Some(order) = recorded.iter().find(|order| has_matched(order, &file.sha256)) {
            return Ok(recorded_picture(path, order));
        }
        let reading = match self.read_once(engine, &path, &file) {
            Ok(reading) => reading,
            Err(ReadError::Picture(error) | ReadError::Reading(error)) => {
                return Ok(unreadable_picture(path, &error));
            }
            // It would read none of the others either.
            Err(ReadError::Engine(error)) => return Err(error),
        };
        let blocks = extract_fields(&reading);
        let mut placed = match_picture(path, &blocks, waiting);
        // The same picture says the same again; nobody need look at it twice.
        let same = |order: &&ResaleOrder| placed.orders.is_empty() || placed.orders.contains(&order.order_no);
        if let Some(order) = recorded.iter().find(same)
            && placed.assignment != PictureAssignment::Assigned
        {
            return Ok(recorded_picture(placed.file, order));
        }
        if placed.assignment == PictureAssignment::Nobody {
            let shown = self.store.read(|tx| find_shown_orders(tx, &blocks))?;
            placed.reason = shown.last().map_or(placed.reason, describe_shown_order);
        }
        if placed.assignment == PictureAssignment::Assigned {
            if self.caller.dry_run {
                placed.assignment = PictureAssignment::WouldAssign;
            } else if let Some(order_no) = placed.orders.first() {
                let shot = ScreenshotReading { file, reading: Ok(reading), reason: None, command: "ocr run" };
                self.record_screenshot(order_no, &shot)?;
            }
        }
        Ok(placed)
    }

    fn waiting_for_screenshots(&mut self) -> Result<Vec<WaitingOrder>> {
        self.store.read(|tx| {
            let mut waiting = Vec::new();
            for status in [OrderStatus::AgentPushed, OrderStatus::ScreenshotReview] {
                let filter = OrderQuery { flow: Some(OrderFlow::Resale), ..OrderQuery::in_status(status.code()) };
                for row in tx.list_orders(&filter)? {
                    let order = load_resale(tx, &row.order_no)?.order;
                    if let Some(expected) = ExpectedParty::of_order(&order).filter(|_| awaits_screenshot(&order)) {
                        waiting.push(WaitingOrder { order_no: order.order_no.clone(), expected });
                    }
                }
            }
            Ok(waiting)
        })
    }
}

fn list_pictures(dir: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| Error::io(dir, &error);
    let mut files = Vec::new();
    for entry in read_folder(dir)? {
        let path = entry.map_err(failed)?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        // Those that can't be read here, too: a photo that is silently left out is a ticket that nobody looks for.
        if PICTURE_ENDINGS.iter().any(|picture| ending.eq_ignore_ascii_case(picture)) {
            files.push(path);
        }
    }
    if files.len() > MAX_PICTURES {
        return Err(ResaleError::TooManyPictures { max_pictures: &MAX_PICTURES }
            .into_error()
            .detail("limit", MAX_PICTURES));
    }
    files.sort();
    Ok(files)
}

/// Which of the waiting orders a reading speaks of.
fn match_picture(file: PathBuf, blocks: &[BlockFields], waiting: &[WaitingOrder]) -> AssignedPicture {
    let judged = waiting.iter().map(|one| (one, one.expected.compare_blocks(blocks)));
    let mut speaking: Vec<(&WaitingOrder, MatchReport)> = judged.filter(|(_, report)| speaks_of(report)).collect();
    if speaking.iter().any(|(_, report)| report.shows_ticket()) {
        speaking.retain(|(_, report)| report.shows_ticket());
    }
    let orders: Vec<OrderNo> = speaking.iter().map(|(one, _)| one.order_no.clone()).collect();
    let (placing, reason) = match speaking.as_slice() {
        [] => (
            PictureAssignment::Nobody,
            say!("没有等待截图的订单的手机号或证件号与它一致", "no waiting order has its phone or certificate number"),
        ),
        [(_, report)] if is_sure(report) => (PictureAssignment::Assigned, report.reason.clone()),
        [(_, report)] => (PictureAssignment::Proposed, report.reason.clone()),
        several => {
            let count = several.len();
            (PictureAssignment::Several, say!("有 {count} 个订单与它一致", "{count} orders agree with it"))
        }
    };
    AssignedPicture { file, assignment: placing, orders, reason }
}

fn speaks_of(report: &MatchReport) -> bool {
    let shown = |field: &FieldVerdict| {
        matches!(field.field, ComparedField::Phone | ComparedField::CertificateNo)
            && matches!(field.verdict, MatchVerdict::Match | MatchVerdict::Partial)
    };
    let of_visitor = |one: &VisitorReport| one.fields.iter().any(shown);
    report.shows_ticket() || report.fields.iter().any(shown) || report.visitors.iter().any(of_visitor)
}

/// What is wrong with a picture, and what to do about it where that is known.
fn unreadable_picture(file: PathBuf, error: &Error) -> AssignedPicture {
    let mut reason = error.message.clone();
    if let Some(hint) = &error.hint {
        reason =
            BilingualMessage { zh: format!("{}；{}", reason.zh, hint.zh), en: format!("{}; {}", reason.en, hint.en) };
    }
    AssignedPicture { file, assignment: PictureAssignment::Unreadable, orders: Vec::new(), reason }
}

fn recorded_picture(file: PathBuf, order: &ResaleOrder) -> AssignedPicture {
    let verdict = order.status.screenshot_match.label();
    let reason = BilingualMessage {
        zh: format!("已是这一单的截图：{}", verdict.zh),
        en: format!("it is this order's screenshot already: {}", verdict.en),
    };
    let orders = vec![order.order_no.clone()];
    AssignedPicture { file, assignment: PictureAssignment::Recorded, orders, reason }
}

/// Why a picture with an order's number belongs to nobody.
fn describe_shown_order(order: &ResaleOrder) -> BilingualMessage {
    let (no, status) = (&order.order_no, order.status.order.label());
    BilingualMessage {
        zh: format!("号码属于订单 {no}（{}），它现在不等截图", status.zh),
        en: format!("its number belongs to order {no} ({}), which waits for no screenshot", status.en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resale::matching::ExpectedTicket;
    use crate::domain::value::certificate::CertificateType;
    use crate::domain::value::money::Fen;
    use crate::domain::value::person::Personal;
    use crate::domain::value::time::Day;
    use crate::ocr::{OcrLine, OcrReading};

    fn waiting(order_no: &str, name: &str, phone: &str, date: &str) -> WaitingOrder {
        WaitingOrder {
            order_no: OrderNo::parse(order_no).unwrap(),
            expected: ExpectedParty {
                quantity: 1,
                visitors: vec![ExpectedTicket {
                    name: Personal::new(name),
                    phone: Personal::new(phone),
                    certificate_no: Personal::new("440101190001052376"),
                    certificate_type: CertificateType::IdCard.into(),
                    play_date: Day::parse(date).unwrap(),
                    ticket_type: "初级道 3 小时".to_owned(),
                    amounts: vec![Fen::new(49_588)],
                    code: None,
                }],
            },
        }
    }

    fn placed(phone: &str, waiting: &[WaitingOrder]) -> (&'static str, usize) {
        let text = format!("姓名  张三\n手机号  {phone}\n游玩日期  2026-04-15\n票种  初级道 3 小时");
        let reading = OcrReading::new("test", 0, text.lines().map(OcrLine::from_text).collect());
        let placed = match_picture(PathBuf::from("a.png"), &extract_fields(&reading), waiting);
        (placed.assignment.code(), placed.orders.len())
    }

    #[test]
    fn only_a_full_number_of_one_order_assigns() {
        let ours = || waiting("XY20260320050000000D3AV", "张三", "13800132376", "2026-04-15");
        let twin = || waiting("XY20260320050000000AAAA", "张三", "13800132376", "2026-04-15");
        let later = || waiting("XY20260320050000000BBBB", "张三", "13800132376", "2026-04-16");
        let other = || waiting("XY20260320050000000CCCC", "李四", "13911112222", "2026-04-15");
        assert_eq!(placed("13800132376", &[ours(), other()]), ("assigned", 1));
        assert_eq!(placed("13800132376", &[ours(), later()]), ("assigned", 1), "the other is for another day");
        assert_eq!(placed("13800132376", &[ours(), twin()]), ("several", 2));
        assert_eq!(placed("13800132376", &[later()]), ("proposed", 1));
        assert_eq!(placed("138****2376", &[ours()]), ("proposed", 1));
        assert_eq!(placed("13800132377", &[ours(), other()]), ("nobody", 0));
        assert_eq!(placed("13800132376", &[]), ("nobody", 0));
        let several = || {
            let mut order = twin();
            order.expected.quantity = 2;
            order
        };
        assert_eq!(placed("13800132376", &[several()]), ("proposed", 1), "each of its visitors is for a person");
        assert_eq!(placed("13800132376", &[several(), ours()]), ("several", 2), "it shows a ticket of either");
    }
}
