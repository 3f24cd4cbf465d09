//! Whether the data is what was written: pages, references, chains, what the events add up to, counters, kept files.

use super::{Report, places};
use crate::app::App;
use crate::app::write::execute::{Loaded, load_of};
use crate::app::write::side_tables::Kept;
use crate::domain::checkout;
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::resale;
use crate::domain::resale::next::Deadlines;
use crate::domain::value::message::Message;
use crate::error::{Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::attachments::blob::{BlobState, BlobStore, Owner};
use crate::store::attachments::files::KeptFile;
use crate::store::projection::orders::{Filter, Summary};

/// How many orders are compared between two looks at memory.
const PAGE: usize = 500;

/// How many places a finding names.
const NAMED: usize = 5;

pub fn examine(app: &mut App, report: &mut Report) {
    let (blobs, deadlines, now) = (app.blobs(), app.deadlines(), app.clock.processed());
    let mut check = |code, look: &dyn Fn(&Tx<'_>, &mut Report) -> Result<()>| {
        if let Err(error) = app.store.read(|tx| look(tx, report)) {
            report.failed(code, &error);
        }
    };
    check("database_pages", &pages);
    check("references", &references);
    check("event_chain", &chains);
    check("projection", &|tx, report| projection(tx, &deadlines, report));
    check("counters", &counters);
    check("places", &|tx, report| places::examine(tx, now, report));
    check("files", &|tx, report| files(tx, &blobs, report));
}

pub(crate) fn restore() -> Message {
    say!(
        "不要再写入；从备份恢复，并用 `ticketctl event verify` 核对",
        "write nothing more; restore a backup and check it with `ticketctl event verify`"
    )
}

fn pages(tx: &Tx<'_>, report: &mut Report) -> Result<()> {
    let found = tx.quick_check()?;
    match found.first() {
        None => report.ok("database_pages", say!("数据库页与索引完好", "pages and indexes are sound")),
        Some(first) => {
            let n = found.len();
            let message =
                say!("数据库页有 {n} 处损坏：{first}", "the database's pages are damaged in {n} places: {first}");
            report.problem("database_pages", Exit::Data, message, restore());
        }
    }
    Ok(())
}

fn references(tx: &Tx<'_>, report: &mut Report) -> Result<()> {
    match tx.broken_references()? {
        0 => report.ok("references", say!("行之间的引用完好", "every reference between rows holds")),
        n => {
            let message = say!("{n} 行引用了不存在的行", "{n} rows refer to a row that is not there");
            report.problem("references", Exit::Data, message, restore());
        }
    }
    Ok(())
}

fn chains(tx: &Tx<'_>, report: &mut Report) -> Result<()> {
    let (mut breaks, mut named) = (0_usize, Vec::new());
    let crate::store::log::verify::Walked { events, orders } = tx.verify_chains(|broken| {
        breaks += 1;
        if named.len() < NAMED {
            named.push(format!("{}-{} ({})", broken.order_no, broken.version, broken.what));
        }
    })?;
    if breaks == 0 {
        let message = say!(
            "{orders} 张订单的 {events} 个事件首尾相连",
            "the chains of {orders} orders hold over {events} events"
        );
        report.ok("event_chain", message);
    } else {
        let list = named.join(", ");
        let message =
            say!("事件链有 {breaks} 处断裂：{list}", "the event chains are broken in {breaks} places: {list}");
        report.problem("event_chain", Exit::Data, message, restore());
    }
    Ok(())
}

/// Compares every row of the orders with what its events add up to.
fn projection(tx: &Tx<'_>, deadlines: &Deadlines, report: &mut Report) -> Result<()> {
    let (mut wrong, mut count, mut before) = (Vec::new(), 0_usize, None);
    loop {
        let page = tx.list_orders(&Filter { limit: PAGE, before, ..Filter::default() })?;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        for row in &page {
            count += 1;
            let field = match row.order_no.flow() {
                Flow::Resale => compared::<resale::order::Order>(tx, row, deadlines),
                Flow::Checkout => compared::<checkout::order::Order>(tx, row, deadlines),
            };
            if let Some(field) = field {
                wrong.push(format!("{} ({field})", row.order_no));
            }
        }
    }
    if wrong.is_empty() {
        report.ok("projection", say!("{count} 张订单与其事件一致", "{count} orders are what their events add up to"));
    } else {
        let (n, list) = (wrong.len(), wrong.get(..NAMED).unwrap_or(&wrong).join(", "));
        let message =
            say!("{n} 张订单与其事件不一致：{list}", "{n} orders are not what their events add up to: {list}");
        report.problem("projection", Exit::Data, message, restore());
    }
    Ok(())
}

fn compared<S: Kept>(tx: &Tx<'_>, row: &Summary, deadlines: &Deadlines) -> Option<&'static str> {
    match load_of::<S>(tx, &row.order_no) {
        Ok(loaded) => differs(row, &loaded, deadlines),
        Err(_) => Some("events"),
    }
}

/// The first column in which a row is not its order. The deadline is not compared: it follows the configuration of the day
/// on which the row was written.
fn differs<S: Kept>(row: &Summary, loaded: &Loaded<S>, deadlines: &Deadlines) -> Option<&'static str> {
    let line = loaded.order.line(deadlines);
    let axis = line.status.iter().find(|(axis, code)| row.code(axis) != *code);
    if let Some((axis, _)) = axis {
        return Some(axis);
    }
    let columns = [
        ("version", loaded.anchor.version == line.version),
        ("external_order_no", row.external_order_no == line.external_order_no),
        ("product", row.product_name == line.product_name),
        ("ticket_type", row.ticket_type == line.ticket_type),
        ("play_date", row.play_date == line.play_date.map(|day| day.to_string())),
        ("paid_amount", row.paid_amount == line.amount),
        ("currency", row.currency == line.currency),
        ("action", row.action == line.action.code()),
        ("created_at", row.created_at == line.created_at),
        ("updated_at", row.updated_at == line.updated_at),
    ];
    columns.iter().find(|(_, same)| !same).map(|(column, _)| *column)
}

fn counters(tx: &Tx<'_>, report: &mut Report) -> Result<()> {
    for axis in ["order_status", "action"] {
        if tx.counts(axis)? != tx.recount(axis)? {
            let message = say!("{axis} 的计数与订单不符", "the counters of {axis} are not what the orders add up to");
            report.problem("counters", Exit::Data, message, restore());
            return Ok(());
        }
    }
    report.ok("counters", say!("计数与订单相符", "the counters agree with the orders"));
    Ok(())
}

fn files(tx: &Tx<'_>, blobs: &BlobStore, report: &mut Report) -> Result<()> {
    let (mut kept, mut external, mut wrong) = (0_usize, 0_usize, Vec::new());
    for file in ["proof", "screenshot"].into_iter().map(|kind| tx.files_of_kind(kind)).collect::<Result<Vec<_>>>()? {
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
        report.warn(
            "external_proofs",
            say!(
                "{external} 个凭证只在网页系统里，带它们的推单会被拒绝",
                "{external} proofs are only in the web system; a push with one of them is refused"
            ),
            say!("用 `ticketctl proof upload` 补传", "give them with `ticketctl proof upload`"),
        );
    }
    if wrong.is_empty() {
        report.ok("files", say!("{kept} 个凭证与截图已核对", "{kept} proofs and screenshots were checked"));
    } else {
        let (n, list) = (wrong.len(), wrong.get(..NAMED).unwrap_or(&wrong).join(", "));
        let message = say!("{n} 个文件缺失或已损坏：{list}", "{n} files are missing or damaged: {list}");
        report.problem("files", Exit::Data, message, say!("从备份恢复这些文件", "restore these files from a backup"));
    }
    Ok(())
}

/// Whether a kept file is what was put; a sealed one is opened with its person's key.
fn is_intact(tx: &Tx<'_>, blobs: &BlobStore, file: &KeptFile, path: &str) -> bool {
    let person = OrderNo::parse(&file.order_no).ok().and_then(|no| tx.anchor(&no).ok().flatten());
    let person = person.and_then(|anchor| tx.person(&anchor.person_id).ok());
    let owner = person.as_ref().and_then(|person| Some(Owner { key: person.key.as_ref()?, person_id: &person.id }));
    matches!(blobs.verify(path, &file.sha256, owner), Ok(BlobState::Intact))
}
