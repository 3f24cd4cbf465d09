//! What a file says of an order that is here already: recorded once, whatever files come in what order (a23).

use super::{EntryVerdict, ImportVerdict};
use crate::app::write::execute::OrderWriter;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::PlatformOrderChanged;
use crate::domain::resale::platform_log::PlatformReport;
use crate::domain::resale::platform_news::PlatformNewsKind;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;
use crate::store::Tx;

/// The reason of a verdict where nothing shows whether a file is old or the platform says something new.
pub const UNCLEAR: &str = "platform_unclear";

/// The reason of a verdict on a known order that goes on standing still.
const FROZEN: &str = "platform_change_open";
/// The reason of a verdict where the sale stands again.
pub const RESTORED: &str = "platform_restored";

/// The order that a skipped entry is about, where it is here.
pub(super) fn find_reported(tx: &Tx<'_>, verdict: &ImportVerdict, report: &PlatformReport) -> Result<Option<OrderNo>> {
    let Some(external) = &verdict.external_order_no else { return Ok(None) };
    tx.find_purchase(external, &report.statement.source_platform)
}

/// An entry that is not to be imported: news where its order is here.
pub(super) fn hear_skipped(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    verdict: ImportVerdict,
    report: PlatformReport,
) -> Result<ImportVerdict> {
    match find_reported(tx, &verdict, &report)? {
        Some(order_no) => hear_known(tx, writer, order_no, verdict.external_order_no, report),
        None => Ok(verdict),
    }
}

/// What the platform says of an order that is here.
pub(super) fn hear_known(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    order_no: OrderNo,
    external: Option<String>,
    report: PlatformReport,
) -> Result<ImportVerdict> {
    let exists = ImportVerdict::new(external, EntryVerdict::Exists, Some(order_no.clone()));
    if order_no.flow() != OrderFlow::Resale || says_nothing_new(tx, &order_no, &report)? {
        return Ok(exists);
    }
    let decided =
        writer.load::<ResaleOrder>(tx, &order_no)?.decide(&ResaleCommand::HearPlatform(Box::new(report.clone())))?;
    let order = decided.order();
    let is_frozen = order.news_to_decide().is_some();
    let Some(changed) = decided.as_written().events.iter().find_map(as_news) else {
        let reason = match is_frozen {
            true => Some(still_frozen(order, &report)),
            false if !report.says_that_it_stands() && order.platform.is_restored() => Some(told_before()),
            false => None,
        };
        return Ok(ImportVerdict { reason, ..exists });
    };
    let reason = Some(describe_change(order, changed, is_frozen));
    decided.commit()?;
    Ok(ImportVerdict { verdict: EntryVerdict::Changed, reason, ..exists })
}

/// Without the log: an order that was paid as much as the file says, and of which the platform never said anything else.
fn says_nothing_new(tx: &Tx<'_>, order_no: &OrderNo, report: &PlatformReport) -> Result<bool> {
    if !report.says_that_it_stands() {
        return Ok(false);
    }
    let paid = tx.find_order_row(order_no)?.map(|row| row.paid_amount);
    let same_amount = report.statement.paid_amount.is_none_or(|said| paid == Some(said));
    Ok(same_amount && !tx.has_event_of_type(order_no, PlatformOrderChanged::TYPE)?)
}

fn as_news(event: &ResaleEvent) -> Option<&PlatformOrderChanged> {
    match event {
        ResaleEvent::PlatformOrderChanged(changed) => Some(changed),
        _ => None,
    }
}

/// What is new, and what becomes of the order.
fn describe_change(order: &ResaleOrder, changed: &PlatformOrderChanged, is_frozen: bool) -> (String, BilingualMessage) {
    let label = changed.label();
    let (zh, en) = (label.zh, label.en);
    let mut message = say!("{zh}", "{en}");
    let ours = order.purchase.paid_amount;
    if let Some(paid) = changed.statement.paid_amount.filter(|paid| *paid != ours) {
        message.append(&say!("（平台实付 {paid}，订单 {ours}）", " (paid there {paid}, here {ours})"));
    }
    message.append(&match is_frozen {
        true => say!("，订单已冻结", "; the order is frozen"),
        false => say!("，已记录", "; recorded"),
    });
    let code = match changed.news_kind.known() {
        Some(PlatformNewsKind::Amount) => "platform_amount",
        Some(PlatformNewsKind::Closed) => "platform_closed",
        Some(PlatformNewsKind::Restored) => RESTORED,
        _ => "platform_refund",
    };
    (code.to_owned(), message)
}

/// What was told before and was over: the same file again, or the buyer asks once more.
fn told_before() -> (String, BilingualMessage) {
    let message = say!(
        "这话平台说过，后来已恢复；若买家又申请了退款，用 `ticketctl refund open` 或 `ticketctl order cancel`",
        "the platform said so before, and the sale stood again; if the buyer asked once more, `ticketctl refund open` or `ticketctl order cancel`"
    );
    (UNCLEAR.to_owned(), message)
}

/// Why a known order stays as it is: what stops it is told again, or is not told any more.
fn still_frozen(order: &ResaleOrder, report: &PlatformReport) -> (String, BilingualMessage) {
    let (code, message) = if order.platform.is_ahead_of(report) {
        (FROZEN, say!("这份文件比已记录的旧，订单仍冻结", "this file is older than what is known; the order is frozen"))
    } else if order.platform.is_contradicted_by(report) {
        let message = say!(
            "订单仍冻结：看不出这份文件比冻结的原因新；确已恢复用 `ticketctl order keep`",
            "the order stays frozen: nothing shows that this file is later than what froze it; if all is well, `ticketctl order keep`"
        );
        (UNCLEAR, message)
    } else {
        (FROZEN, say!("已记录过，订单仍冻结", "recorded before; the order is frozen"))
    };
    (code.to_owned(), message)
}
