//! Whether the data is what was written: pages, references, chains, what the events add up to, counters, kept files.

use super::finding::restore_hint;
use super::{DoctorReport, places};
use crate::app::App;
use crate::app::write::order_row::compare_order_row;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::next::ResaleDeadlines;
use crate::error::{Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::listing::FoundFile;
use crate::store::attachments::blob::{BlobOwner, BlobState, BlobStore};
use crate::store::attachments::files::StoredFile;
use crate::store::attachments::files::StoredFileKind;
use crate::store::projection::orders::OrderQuery;

/// How many orders are compared between two looks at memory.
const PAGE_SIZE: usize = 500;

/// How many places a finding names.
const MAX_NAMED: usize = 5;

pub fn check_data(app: &mut App, report: &mut DoctorReport) {
    // Rows of an older program, or of other deadlines, are no damage.
    if let Err(error) = app.refresh_projection() {
        report.add_failure("projection", &error);
    }
    let (blobs, deadlines, now) = (app.blob_store(), app.resale_deadlines(), app.clock.processed_at());
    let mut check = |code, look: &dyn Fn(&Tx<'_>, &mut DoctorReport) -> Result<()>| {
        if let Err(error) = app.store.read(|tx| look(tx, report)) {
            report.add_failure(code, &error);
        }
    };
    check("schema", &check_schema);
    check("database_pages", &check_pages);
    check("references", &check_references);
    check("event_chain", &check_chains);
    check("projection", &|tx, report| check_projection(tx, &deadlines, report));
    check("counters", &check_counters);
    check("places", &|tx, report| places::check_seats(tx, now, report));
    check("files", &|tx, report| check_files(tx, &blobs, report));
    match app.list_orphan_files() {
        Ok(orphans) => tell_orphan_files(&orphans, report),
        Err(error) => report.add_failure("orphan_files", &error),
    }
}

/// Files of killed uploads are no damage: nothing rests on them.
fn tell_orphan_files(orphans: &[FoundFile], report: &mut DoctorReport) {
    if orphans.is_empty() {
        return;
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
    } else {
        report.add_failure("schema", &difference.into_error());
    }
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

fn check_chains(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    let (mut breaks, mut named) = (0_usize, Vec::new());
    let crate::store::log::verify::ChainCounts { events, orders } = tx.verify_chains(|broken| {
        breaks += 1;
        if named.len() < MAX_NAMED {
            named.push(format!("{}-{} ({})", broken.order_no, broken.version, broken.what));
        }
    })?;
    if breaks == 0 {
        let message = say!(
            "{orders} 张订单的 {events} 个事件首尾相连",
            "the chains of {orders} orders hold over {events} events"
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

/// Compares every row of the orders with what its events add up to.
fn check_projection(tx: &Tx<'_>, deadlines: &ResaleDeadlines, report: &mut DoctorReport) -> Result<()> {
    let (mut wrong, mut count, mut before) = (Vec::new(), 0_usize, None);
    loop {
        let page = tx.list_orders(&OrderQuery { limit: PAGE_SIZE, before, ..OrderQuery::default() })?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        for row in &page {
            count += 1;
            let columns = compare_order_row(tx, &row.order_no, deadlines).unwrap_or_else(|_| vec!["events".to_owned()]);
            if !columns.is_empty() {
                wrong.push(format!("{} ({})", row.order_no, columns.join(" ")));
            }
        }
    }
    if wrong.is_empty() {
        report
            .add_ok("projection", say!("{count} 张订单与其事件一致", "{count} orders are what their events add up to"));
    } else {
        let (n, list) = (wrong.len(), wrong.get(..MAX_NAMED).unwrap_or(&wrong).join(", "));
        let message =
            say!("{n} 张订单与其事件不一致：{list}", "{n} orders are not what their events add up to: {list}");
        report.add_problem("projection", Exit::Data, message, restore_hint());
    }
    Ok(())
}

fn check_counters(tx: &Tx<'_>, report: &mut DoctorReport) -> Result<()> {
    for axis in ["order_status", "action"] {
        if tx.list_order_counts(axis)? != tx.count_rows_by_code(axis)? {
            let message = say!("{axis} 的计数与订单不符", "the counters of {axis} are not what the orders add up to");
            report.add_problem("counters", Exit::Data, message, restore_hint());
            return Ok(());
        }
    }
    report.add_ok("counters", say!("计数与订单相符", "the counters agree with the orders"));
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

/// Whether a kept file is what was put; a sealed one is opened with its person's key.
fn is_intact(tx: &Tx<'_>, blobs: &BlobStore, file: &StoredFile, path: &str) -> bool {
    let person = OrderNo::parse(&file.order_no).ok().and_then(|no| tx.find_chain_head(&no).ok().flatten());
    let person = person.and_then(|anchor| tx.load_person(&anchor.person_id).ok());
    let owner = person.as_ref().and_then(|person| Some(BlobOwner { key: person.key.as_ref()?, person_id: &person.id }));
    matches!(blobs.check_file(path, &file.sha256, owner), Ok(BlobState::Intact))
}
