//! Paid orders come in: once each, however often the file comes.

pub(crate) mod replay_result;

use serde_json::{Map, Value};

use crate::app::App;
use crate::app::write::id_source::{IdSource, opaque};
use crate::domain::order::number::OrderNo;
use crate::domain::resale::event_log::open;
use crate::domain::resale::flow::line;
use crate::domain::resale::matching::compact;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::value::message::{Lang, Message};
use crate::error::{Error, Exit, Result};
use crate::formats::orders::{Item, Items, PaidOrder, Reading};
use crate::say;
use crate::store::Tx;
use crate::store::log::events::NO_HEAD;
use crate::store::shop::idempotency::Request;

/// How many entries one transaction takes in when refused ones don't undo the rest.
const BATCH: usize = 10_000;

/// How often a number that is taken is drawn again.
const DRAWS: usize = 64;

#[derive(Clone, Debug)]
pub struct Verdict {
    /// The marketplace's number, where one could be read.
    pub external_order_no: Option<String>,
    /// `created`, `exists`, `skipped`, `refused`.
    pub verdict: &'static str,
    pub order_no: Option<OrderNo>,
    /// Why it was skipped or refused: a code and a sentence.
    pub reason: Option<(String, Message)>,
}

impl Verdict {
    pub fn to_row(&self, lang: Lang) -> Map<String, Value> {
        let text = |value: Option<String>| value.map_or(Value::Null, Value::from);
        let mut row = Map::new();
        row.insert("external_order_no".to_owned(), text(self.external_order_no.clone()));
        row.insert("verdict".to_owned(), self.verdict.into());
        row.insert("order_no".to_owned(), text(self.order_no.as_ref().map(ToString::to_string)));
        row.insert("code".to_owned(), text(self.reason.as_ref().map(|(code, _)| code.clone())));
        row.insert("reason".to_owned(), text(self.reason.as_ref().map(|(_, why)| why.get(lang).to_owned())));
        row
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub created: u64,
    /// Orders that were here before.
    pub exists: u64,
    /// Unpaid, refunded, closed.
    pub skipped: u64,
    pub refused: u64,
    /// Whether this is the first result of the same key, given again.
    pub replayed: bool,
}

impl Tally {
    fn count(&mut self, verdict: &Verdict) {
        match verdict.verdict {
            "created" => self.created += 1,
            "exists" => self.exists += 1,
            "skipped" => self.skipped += 1,
            _ => self.refused += 1,
        }
    }

    /// The exit code of the import: refused ones among others are part of a batch, refused ones alone bad input.
    pub const fn exit(&self) -> Exit {
        match (self.refused, self.created + self.exists + self.skipped) {
            (0, _) => Exit::Ok,
            (_, 0) => Exit::Usage,
            _ => Exit::Partial,
        }
    }
}

/// Whether a refused entry undoes the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It does: nothing is kept, and the error names the entry.
    AllOrNothing,
    /// It is told, and the rest is kept, in batches.
    KeepGoing,
}

/// Takes one verdict once it is kept.
pub type Told<'a> = &'a mut dyn FnMut(Verdict) -> Result<()>;

impl App {
    /// Takes the entries in. Each verdict is told after what it says is kept.
    pub fn import(
        &mut self,
        mut items: Items<'_>,
        mode: Mode,
        content: Option<&[u8]>,
        told: Told<'_>,
    ) -> Result<Tally> {
        let keyed =
            self.caller.key.clone().zip(content.map(|bytes| self.store.vault().fingerprint("order import", bytes)));
        let mut tally = Tally::default();
        if let Some(first) = self.first_verdicts(keyed.as_ref())? {
            tally.replayed = true;
            return tell(first, tally, told);
        }
        let mut kept = Vec::new();
        loop {
            let (batch, more) = self.import_batch(&mut items, mode, keyed.as_ref(), &kept)?;
            if keyed.is_some() {
                kept.extend_from_slice(&batch);
            }
            tally = tell(batch, tally, told)?;
            if !more {
                return Ok(tally);
            }
        }
    }

    /// What an import with this key did first, if it came to its end.
    fn first_verdicts(&mut self, keyed: Option<&(String, [u8; 32])>) -> Result<Option<Vec<Verdict>>> {
        let Some((key, fingerprint)) = keyed else { return Ok(None) };
        match self.store.read(|tx| tx.find_request(key, fingerprint))? {
            Request::Known(Some(first)) => crate::app::resale::paid_import::replay_result::read(&first).map(Some),
            Request::New | Request::Known(None) => Ok(None),
        }
    }

    /// One transaction: all entries, or the next batch after those that are `kept`. Says whether more may follow.
    fn import_batch(
        &mut self,
        items: &mut Items<'_>,
        mode: Mode,
        keyed: Option<&(String, [u8; 32])>,
        kept: &[Verdict],
    ) -> Result<(Vec<Verdict>, bool)> {
        let stamp = self.stamp();
        let (ending, clock, deadlines) = (self.ending(), self.clock, self.deadlines());
        let ids = &mut self.ids;
        self.store.write(ending, |tx| {
            let mut ended = false;
            if let Some((key, fingerprint)) = keyed {
                match tx.find_request(key, fingerprint)? {
                    Request::New => tx.begin_request(key, fingerprint, stamp.created_at)?,
                    // Another process with the same key came to its end meanwhile: its result is the first.
                    Request::Known(first) => ended = first.is_some(),
                }
            }
            let types = tx.ticket_types()?;
            let mut verdicts = Vec::new();
            for item in items.by_ref() {
                let verdict = match read(item?, mode)? {
                    Read::Told(mut verdict) => {
                        verdict.order_no = known_order(tx, &verdict)?;
                        verdict
                    }
                    Read::Paid(paid) => {
                        let number = || draw(tx, ids, clock);
                        take_in(tx, *paid, &types, number, &stamp, &deadlines)?
                    }
                };
                verdicts.push(verdict);
                if mode == Mode::KeepGoing && verdicts.len() >= BATCH {
                    return Ok((verdicts, true));
                }
            }
            if let Some((key, _)) = keyed.filter(|_| !ended) {
                tx.finish_request(
                    key,
                    &crate::app::resale::paid_import::replay_result::spell(&[kept, verdicts.as_slice()].concat()),
                )?;
            }
            Ok((verdicts, false))
        })
    }
}

/// Tells verdicts that are kept, and counts them.
fn tell(verdicts: Vec<Verdict>, mut tally: Tally, told: &mut dyn FnMut(Verdict) -> Result<()>) -> Result<Tally> {
    for verdict in verdicts {
        tally.count(&verdict);
        told(verdict)?;
    }
    Ok(tally)
}

enum Read {
    Paid(Box<PaidOrder>),
    Told(Verdict),
}

fn read(item: Item, mode: Mode) -> Result<Read> {
    let told = |verdict, code: &str, why: Message| {
        Read::Told(Verdict {
            external_order_no: item.external_order_no.clone(),
            verdict,
            order_no: None,
            reason: Some((code.to_owned(), why)),
        })
    };
    match item.reading {
        Reading::Paid(paid) => Ok(Read::Paid(paid)),
        Reading::Skipped { code, reason } => Ok(told("skipped", code, reason)),
        Reading::Refused(error) if mode == Mode::AllOrNothing => Err(error.detail("line", item.line)),
        Reading::Refused(error) => Ok(told("refused", error.code, error.message)),
    }
}

/// A skipped entry may belong to an order that was paid when it came in: then somebody should cancel it.
fn known_order(tx: &Tx<'_>, verdict: &Verdict) -> Result<Option<OrderNo>> {
    match &verdict.external_order_no {
        Some(external) if verdict.verdict == "skipped" => tx.order_of_purchase(external, "xianyu", ""),
        _ => Ok(None),
    }
}

/// Records a paid order, unless it is here already.
fn take_in(
    tx: &Tx<'_>,
    mut paid: PaidOrder,
    types: &[String],
    number: impl FnOnce() -> Result<OrderNo>,
    stamp: &crate::domain::order::actor::Stamp,
    deadlines: &crate::domain::resale::next::Deadlines,
) -> Result<Verdict> {
    let external_order_no = Some(paid.external_order_no.clone());
    if let Some(known) = tx.order_of_purchase(&paid.external_order_no, &paid.source_platform, &paid.event_key)? {
        return Ok(Verdict { external_order_no, verdict: "exists", order_no: Some(known), reason: None });
    }
    name_ticket_type(&mut paid, types);
    let order_no = number()?;
    let (order, row) = open(&order_no, &PaidDetected(paid.payload), stamp)?;
    let person = tx.add_person(opaque())?;
    if let Some(account) = &order.purchase.external_user_id {
        tx.index_account(&person.id, account)?;
    }
    let head = tx.append(NO_HEAD, &person, &[row])?;
    tx.add_order(&line(&order, deadlines), &head, &person.id)?;
    Ok(Verdict { external_order_no, verdict: "created", order_no: Some(order_no), reason: None })
}

/// Where the file names no ticket type, the one of the price table that the chosen variant or the title spells.
fn name_ticket_type(paid: &mut PaidOrder, types: &[String]) {
    if paid.ticket_type.is_some() {
        return;
    }
    let said = [paid.sku_text.as_deref(), Some(paid.product_name.as_str())];
    let spells = |text: &str, known: &str| compact(text).contains(&compact(known));
    let found = said.into_iter().flatten().find_map(|text| types.iter().find(|known| spells(text, known)));
    if let Some(found) = found {
        paid.payload.insert("ticketType".to_owned(), found.as_str().into());
        paid.ticket_type = Some(found.clone());
    }
}

/// A number that no order has.
fn draw(tx: &Tx<'_>, ids: &mut IdSource, clock: crate::app::write::clock::Clock) -> Result<OrderNo> {
    for _ in 0..DRAWS {
        let random = ids.resale()?;
        let order_no = OrderNo::resale(clock.number(), &random).map_err(|error| {
            Error::usage("ids_shape", say!("--ids 给的编号要是 4 个 0-9A-Z 字符", "--ids: {error}"))
        })?;
        if tx.anchor(&order_no)?.is_none() {
            return Ok(order_no);
        }
    }
    Err(Error::new(
        "numbers_exhausted",
        Exit::Transient,
        say!("这一毫秒的订单号用完了", "no order number is left for this millisecond"),
    ))
}
