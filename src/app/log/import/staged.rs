//! The events of a file, put aside by order until every order was judged.

use super::{UsedOnce, belongs_to};
use crate::app::write::batches::BATCH_ENTRIES;
use crate::app::write::errors::WriteError;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::event::ResaleEvent;
use crate::error::Result;
use crate::formats::export::{ExportedEvent, read_events};
use crate::formats::source::InputSource;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::staging::Staging;

/// A file that was read to its end.
pub(crate) struct StagedExport {
    staging: Staging,
    /// What a key stands for: every event, in the order of the file.
    pub(crate) fingerprint: [u8; 32],
}

/// One order of the file.
pub(crate) struct StagedOrder {
    /// Its place among the orders of the file, as they first appear.
    pub(crate) group: i64,
    pub(crate) order_no: OrderNo,
    /// Its events, oldest first.
    pub(crate) events: Vec<ExportedEvent>,
}

impl StagedExport {
    /// Reads every event. Nothing of the database is held meanwhile: the pipe may be slow, or break at its last line.
    pub(crate) fn read_events(keys: &DerivedKeys, source: InputSource<'_>, with_proofs: bool) -> Result<Self> {
        let mut staged = Self { staging: Staging::open(keys)?, fingerprint: [0; 32] };
        for event in read_events(source) {
            let event = event?;
            staged.fingerprint = extend_fingerprint(keys, &staged.fingerprint, &event);
            if with_proofs && let Some(hash) = event.payload.get("receiptImageHash").and_then(|hash| hash.as_str()) {
                staged.staging.claim_name("proof", hash, "")?;
            }
            staged.staging.add_entry(event.order_no.as_str(), &event.to_line())?;
        }
        Ok(staged)
    }

    /// Whether an event of the file names a proof by this hash.
    pub(crate) fn names_proof(&self, sha256: &str) -> Result<bool> {
        Ok(self.staging.owner_of("proof", sha256)?.is_some())
    }

    /// The next orders behind one, as many as one transaction writes; `weigh` says how many entries an event counts for.
    pub(crate) fn orders_after(&self, group: i64, weigh: impl Fn(&ExportedEvent) -> usize) -> Result<Vec<StagedOrder>> {
        let (mut orders, mut weight) = (Vec::new(), 0);
        for group in self.staging.groups_after(group, BATCH_ENTRIES)? {
            if weight >= BATCH_ENTRIES {
                break;
            }
            let order_no = OrderNo::parse(&group.name).map_err(|_| WriteError::RequestUnreadable.into_error())?;
            let entries = self.staging.entries_after(group.id, 0, usize::MAX)?;
            let mut events =
                entries.iter().map(|(_, line)| ExportedEvent::from_line(line)).collect::<Result<Vec<_>>>()?;
            oldest_first(&mut events);
            weight += events.iter().map(&weigh).sum::<usize>();
            orders.push(StagedOrder { group: group.id, order_no, events });
        }
        Ok(orders)
    }

    /// Whether no order follows this one.
    pub(crate) fn is_last(&self, group: i64) -> Result<bool> {
        Ok(self.staging.groups_after(group, 1)?.is_empty())
    }

    /// Refuses what an order before it in the file has, or another one here.
    pub(crate) fn claim_use(&mut self, order_no: &OrderNo, used: UsedOnce) -> Result<()> {
        let UsedOnce { field, name, here } = used;
        if let Some(other) = here {
            return Err(belongs_to(order_no, field, &other));
        }
        let before = self.staging.claim_name(field, &name, order_no.as_str())?;
        match before.and_then(|other| OrderNo::parse(&other).ok()).filter(|other| other != order_no) {
            Some(other) => Err(belongs_to(order_no, field, &other)),
            None => Ok(()),
        }
    }
}

fn extend_fingerprint(keys: &DerivedKeys, before: &[u8; 32], event: &ExportedEvent) -> [u8; 32] {
    let line = serde_json::json!([
        event.order_no.as_str(),
        event.kind,
        event.result.code(),
        event.created_at,
        event.processed_at,
        event.before,
        event.after,
        event.payload
    ]);
    keys.fingerprint_content("event import", &[before, line.to_string().as_bytes()].concat())
}

/// A page lists its events newest first, a log oldest first, and many share a second: so the order of the file counts, and
/// the event that begins every order says which way it runs. Only without it do the times decide.
fn oldest_first(events: &mut [ExportedEvent]) {
    let begins =
        |event: Option<&ExportedEvent>| event.is_some_and(|event| event.kind == first_kind(event.order_no.flow()));
    if begins(events.first()) {
        return;
    }
    let falls = |pair: &[ExportedEvent]| pair[0].processed_at > pair[1].processed_at;
    // A page's own order, turned round. With times that rise and fall no order of the file can be trusted.
    if begins(events.last()) || events.windows(2).any(falls) && !events.windows(2).any(is_ascending) {
        events.reverse();
    } else {
        events.sort_by_key(|event| event.processed_at);
    }
}

/// Each flow lists first what begins an order.
const fn first_kind(flow: OrderFlow) -> &'static str {
    match flow {
        OrderFlow::Resale => ResaleEvent::KINDS[0].0,
        OrderFlow::Checkout => CheckoutEvent::KINDS[0].0,
    }
}

fn is_ascending(pair: &[ExportedEvent]) -> bool {
    pair[0].processed_at < pair[1].processed_at
}
