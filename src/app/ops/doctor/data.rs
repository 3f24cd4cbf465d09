//! Whether the data is what was written: pages, references, chains, what the events add up to, counters, kept files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::DoctorReport;
use super::damage::{DamageKind, MAX_NAMED};
use super::difference::ComparisonContext;
use super::finding::restore_hint;
use super::orders::{ComparedCounts, compare_orders};
use crate::app::App;
use crate::app::ops::orphan_files::is_old_orphan;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, count_things};
use crate::domain::value::time::Timestamp;
use crate::error::{Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::listing::FoundFile;
use crate::store::attachments::blob::{BlobOwner, BlobState, BlobStore};
use crate::store::attachments::files::StoredFile;
use crate::store::attachments::files::StoredFileKind;

/// A hold that ran out so many minutes ago and was never recorded as expired shows that no sweep runs.
const OVERDUE_MINUTES: i64 = 60;

/// What is told of together where nothing is wrong with it.
const BESIDE_THE_LOG: [DamageKind; 10] = [
    DamageKind::Unreadable,
    DamageKind::LostKey,
    DamageKind::ErasedKey,
    DamageKind::Payment,
    DamageKind::TicketCode,
    DamageKind::SingleUse,
    DamageKind::PersonIndex,
    DamageKind::FileRow,
    DamageKind::Delivery,
    DamageKind::Stray,
];

pub fn check_data(app: &mut App, report: &mut DoctorReport) {
    // Rows of an older program, or of other deadlines, are no damage.
    if let Err(error) = app.refresh_projection() {
        report.add_failure("projection", &error);
    }
    let (blobs, now) = (app.blob_store(), app.clock.processed_at());
    let context = ComparisonContext { deadlines: app.resale_deadlines(), blobs: &blobs, now };
    let mut broken = BTreeSet::new();
    let mut check = |code, look: &mut dyn FnMut(&Tx<'_>, &mut DoctorReport) -> Result<()>| {
        if let Err(error) = app.store.read(|tx| look(tx, report)) {
            report.damage.blocked |= code == "event_chain";
            report.add_failure(code, &error);
        }
    };
    check("schema", &mut check_schema);
    check("database_pages", &mut check_pages);
    check("references", &mut check_references);
    check("event_chain", &mut |tx, report| check_chains(tx, report, &mut broken));
    check("projection", &mut |tx, report| check_derived_rows(tx, &context, &broken, report));
    check("counters", &mut |tx, report| check_counters(tx, broken.is_empty(), report));
    check("places", &mut |tx, report| check_unswept(tx, now, report));
    check("files", &mut |tx, report| check_files(tx, &blobs, report));
    check("form_drafts", &mut check_form_drafts);
    check("last_repair", &mut tell_last_repair);
    match app.list_orphan_files() {
        Ok(orphans) => tell_orphan_files(&orphans, app.clock.wall_time(), report),
        Err(error) => report.add_failure("orphan_files", &error),
    }
}

/// Files of killed uploads are no damage: nothing rests on them.
fn tell_orphan_files(orphans: &[FoundFile], now: Timestamp, report: &mut DoctorReport) {
    if orphans.is_empty() {
        return;
    }
    for orphan in orphans {
        report.damage.add(DamageKind::OrphanFile, || orphan.path.clone(), is_old_orphan(orphan, now));
    }
    let n = orphans.len();
    let list = orphans.iter().take(MAX_NAMED).map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
    report.add_warning(
        "orphan_files",
        say!(
            "{n} 个文件不属于任何订单（上传中断）：{list}",
            "{n} files belong to no order (an upload was interrupted): {list}"
        ),
        say!(
            "重新执行那次上传即可；否则一天后由 `ticketctl sweep` 删除",
            "run that upload again; otherwise `ticketctl sweep` removes them after a day"
        ),
    );
}

fn check_schema(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    let difference = tx.compare_schema()?;
    if difference.is_empty() {
        report.add_ok("schema", say!("表、索引与触发器齐全", "every table, index and trigger is as it should be"));
        return Ok(());
    }
    for object in difference.restorable() {
        report.damage.add(DamageKind::Schema, || object.to_owned(), true);
    }
    let all = difference.missing.len() + difference.changed.len() + difference.extra.len();
    if report.damage.found.get(&DamageKind::Schema).is_none_or(|damage| damage.count < all) {
        // A table that is missing had rows, and nobody knows what something beyond the schema did.
        report.damage.blocked = true;
        report.add_failure("schema", &difference.into_error());
        return Ok(());
    }
    let BilingualMessage { zh, en } = difference.describe();
    let message = say!(
        "数据库的结构与本版本不同，不能写入：{zh}",
        "the schema is not the one of this version, and nothing can be written: {en}"
    );
    let fix = say!("`ticketctl doctor --repair` 重建它们", "`ticketctl doctor --repair` makes them anew");
    report.add_problem("schema", Exit::Data, message, fix);
    Ok(())
}

fn check_pages(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    let found = tx.quick_check()?;
    match found.first() {
        None => report.add_ok("database_pages", say!("数据库页与索引完好", "pages and indexes are sound")),
        Some(first) => {
            let n = found.len();
            let message =
                say!("数据库页有 {n} 处损坏：{first}", "the database's pages are damaged in {n} places: {first}");
            report.damage.blocked = true;
            report.add_problem("database_pages", Exit::Data, message, restore_hint());
        }
    }
    Ok(())
}

fn check_references(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    match tx.count_broken_references()? {
        0 => report.add_ok("references", say!("行之间的引用完好", "every reference between rows holds")),
        n => {
            let message = say!("{n} 行引用了不存在的行", "{n} rows refer to a row that is not there");
            report.add_problem("references", Exit::Data, message, restore_hint());
        }
    }
    Ok(())
}

/// The orders whose chains do not hold go into `broken`.
fn check_chains(tx: &Tx<'_>, report: &mut DoctorReport, broken: &mut BTreeSet<String>) -> Result<()> {
    let (mut breaks, mut named) = (0_usize, Vec::new());
    let crate::store::log::verify::ChainCounts { events, orders, shop_events } = tx.verify_chains(|found| {
        breaks += 1;
        if named.len() < MAX_NAMED {
            named.push(format!("{}-{} ({})", found.order_no, found.version, found.what));
        }
        broken.insert(found.order_no);
    })?;
    if breaks == 0 {
        let (chains, links) = (count_things(orders, "order", "orders"), count_things(events, "event", "events"));
        let changes = count_things(shop_events, "change", "changes");
        let message = say!(
            "{orders} 张订单的 {events} 个事件、店铺的 {shop_events} 次改动首尾相连",
            "the log holds: {chains} with {links}, and {changes} of the shop"
        );
        report.add_ok("event_chain", message);
    } else {
        let list = named.join(", ");
        let message =
            say!("事件链有 {breaks} 处断裂：{list}", "the event chains are broken in {breaks} places: {list}");
        report.add_problem("event_chain", Exit::Data, message, restore_hint());
    }
    Ok(())
}

/// Compares every row that follows from the events with them.
fn check_derived_rows(
    tx: &Tx<'_>,
    context: &ComparisonContext<'_>,
    broken: &BTreeSet<String>,
    report: &mut DoctorReport,
) -> Result<()> {
    let ComparedCounts { orders, holds, rows } = compare_orders(tx, context, broken, &mut report.damage)?;
    if !report.tell_damage(DamageKind::OrderRow) && !report.damage.found.contains_key(&DamageKind::Unreadable) {
        report.add_ok(
            "projection",
            say!("{orders} 张订单与其事件一致", "{orders} orders are what their events add up to"),
        );
    }
    if !report.tell_damage(DamageKind::Hold) {
        report.add_ok("places", say!("{holds} 笔占位与订单一致", "{holds} holds are what their orders say"));
    }
    let told = BESIDE_THE_LOG.map(|kind| report.tell_damage(kind));
    if told.iter().all(|told| !told) {
        let message = say!("日志以外的 {rows} 行与日志一致", "{rows} rows beside the log are what it says");
        report.add_ok("derived_rows", message);
    }
    Ok(())
}

fn check_unswept(tx: &Tx<'_>, now: Timestamp, report: &mut DoctorReport) -> Result<()> {
    let stale = tx.count_unswept_holds(now.plus_minutes(-OVERDUE_MINUTES))?;
    if stale > 0 {
        report.add_warning(
            "places_unswept",
            say!(
                "{stale} 笔占位早已到期但没有记录：名额已经可售，只是日志没写",
                "{stale} holds expired long ago and are not recorded as expired: their places are free, but the log does not say so"
            ),
            say!("ticketctl sweep", "ticketctl sweep"),
        );
    }
    Ok(())
}

/// They count rows, and a row that is not its events' may be all that is known of an order: `sound` says that none is.
fn check_counters(tx: &Tx<'_>, sound: bool, report: &mut DoctorReport) -> Result<()> {
    for axis in ["order_status", "action"] {
        if tx.list_order_counts(axis)? != tx.count_rows_by_code(axis)? {
            report.damage.add(DamageKind::Counters, || axis.to_owned(), sound);
        }
    }
    if !report.tell_damage(DamageKind::Counters) {
        report.add_ok("counters", say!("计数与订单相符", "the counters agree with the orders"));
    }
    Ok(())
}

fn tell_last_repair(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    if let Some((at, done)) = tx.last_repair()? {
        let (at, who) = (at.format_second(), done["operator"].as_str().unwrap_or_default());
        let n: u64 =
            done["mended"].as_object().into_iter().flat_map(|map| map.values()).filter_map(Value::as_u64).sum();
        report.add_ok("last_repair", say!("上次修复：{at}，{who}，{n} 处", "last repair: {at} by {who}, {n} mended"));
    }
    Ok(())
}

fn check_files(tx: &Tx<'_>, blobs: &BlobStore, report: &mut DoctorReport) -> Result<()> {
    let (mut kept, mut external, mut wrong) = (0_usize, 0_usize, Vec::new());
    for file in StoredFileKind::ALL.iter().map(|kind| tx.files_of_kind(*kind)).collect::<Result<Vec<_>>>()? {
        for file in file {
            kept += 1;
            match &file.path {
                None => external += 1,
                Some(path) if is_intact(tx, blobs, &file, path) => {}
                Some(path) => wrong.push(path.clone()),
            }
        }
    }
    if external > 0 {
        report.add_warning(
            "external_proofs",
            say!(
                "{external} 个凭证只在网页系统里，带它们的推单会被拒绝",
                "{external} proofs are only in the web system; a push with one of them is refused"
            ),
            say!("用 `ticketctl proof upload` 补传", "upload them with `ticketctl proof upload`"),
        );
    }
    if wrong.is_empty() {
        report.add_ok("files", say!("{kept} 个凭证与截图已核对", "checked {kept} proofs and screenshots"));
    } else {
        let (n, list) = (wrong.len(), wrong.get(..MAX_NAMED).unwrap_or(&wrong).join(", "));
        let message = say!("{n} 个文件缺失或已损坏：{list}", "{n} files are missing or damaged: {list}");
        report.add_problem(
            "files",
            Exit::Data,
            message,
            say!("从备份恢复这些文件", "restore these files from a backup"),
        );
    }
    Ok(())
}

/// Forms that were begun can be typed again: one that cannot be opened loses an answer and no fact.
fn check_form_drafts(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    let drafts = tx.list_form_drafts()?;
    if drafts.is_empty() {
        return Ok(());
    }
    let opens = |person: &&String| {
        tx.load_person(person).and_then(|person| tx.find_form_draft(&person)).is_ok_and(|draft| draft.is_some())
    };
    let (all, lost) = (drafts.len(), drafts.len() - drafts.iter().filter(opens).count());
    if lost == 0 {
        report.add_ok("form_drafts", say!("{all} 份没填完的表单都能打开", "{all} forms that were begun can be opened"));
        return Ok(());
    }
    report.add_warning(
        "form_drafts",
        say!("{lost} 份没填完的表单打不开", "{lost} forms that were begun cannot be opened"),
        say!("用 `ticketctl form submit 订单号` 重新填写", "fill them in again with `ticketctl form submit ORDER`"),
    );
    Ok(())
}

/// Whether a kept file is what was put; a sealed one is opened with its person's key.
fn is_intact(tx: &Tx<'_>, blobs: &BlobStore, file: &StoredFile, path: &str) -> bool {
    let person = OrderNo::parse(&file.order_no).ok().and_then(|no| tx.find_chain_head(&no).ok().flatten());
    let person = person.and_then(|anchor| tx.load_person(&anchor.person_id).ok());
    let owner = person.as_ref().and_then(|person| Some(BlobOwner { key: person.key.as_ref()?, person_id: &person.id }));
    matches!(blobs.check_file(path, &file.sha256, owner), Ok(BlobState::Intact))
}
