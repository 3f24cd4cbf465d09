//! The catalogue of the checkout flow: what is sold, on which days, and to how many.

use serde_json::{Map, Value, json};

use super::errors::CheckoutError;
use crate::app::App;
use crate::app::write::errors::WriteError;
use crate::app::write::shop_change::ShopChange;
use crate::domain::checkout::sku::{Sku, name_sku_key};
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};
use crate::say;
use crate::store::Tx;
use crate::store::inventory::skus::StockLevels;

/// The most visitors of a day.
pub const CAPACITY_LIMIT: u32 = 1_000_000;

/// The most days that one command gives a capacity.
pub const DAYS_LIMIT: usize = 366;

/// How many days a refusal names.
const MAX_NAMED: usize = 5;

/// The places of one day.
pub type DayStock = (Day, StockLevels);

/// A SKU, and its stock from today on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SkuView {
    pub sku: Sku,
    /// The days with stock, today in the merchant's zone first.
    pub stock: Vec<DayStock>,
}

impl App {
    /// Adds a SKU. Adding the same again has no effect; whether it is on sale is not part of that. Orders that were quoted
    /// keep their price.
    pub fn add_sku(&mut self, sku: &Sku, replace: bool) -> Result<ShopChange> {
        let content = json!({ "sku": sku.to_map(), "replace": replace });
        self.change_shop("sku add", &content, |tx, _| {
            let known = tx.find_sku(sku.sku_id.as_str())?;
            let sku = Sku { on_sale: known.as_ref().is_none_or(|known| known.on_sale), ..sku.clone() };
            let was = known.as_ref().map(|known| sku_differences(known, &sku)).unwrap_or_default();
            let verdict = match &known {
                None => "created",
                Some(_) if was.is_empty() => "exists",
                Some(_) if replace => "replaced",
                Some(_) => return Err(sku_id_taken(&sku, was)),
            };
            if verdict != "exists" {
                tx.put_sku(&sku)?;
            }
            let mut value = sku.to_map();
            value.insert("verdict".to_owned(), verdict.into());
            value.insert("was".to_owned(), was.into());
            Ok(value.into())
        })
    }

    pub fn list_skus(&mut self) -> Result<Vec<Sku>> {
        self.store.read(|tx| tx.list_skus())
    }

    /// One SKU with its stock from today on.
    pub fn view_sku(&mut self, sku_id: &str) -> Result<SkuView> {
        let now = self.clock.processed_at();
        self.store.read(|tx| {
            let sku = load_sku(tx, sku_id)?;
            let stock = tx.list_stock(sku_id, sku.zone.day_at(now), Day::LAST, now)?;
            Ok(SkuView { sku, stock })
        })
    }

    /// Gives every day from `first` to `last`, both included, the same capacity; all of them or none.
    ///
    /// # Errors
    /// There is no such SKU (exit 3); a day that is past in the merchant's zone, or more places of a day are held and sold
    /// than it would have (4).
    pub fn set_stock(&mut self, sku_id: &str, (first, last): (Day, Day), capacity: u32) -> Result<ShopChange> {
        let content = json!({ "sku_id": sku_id, "from": first, "to": last, "capacity": capacity });
        self.change_shop("sku stock", &content, |tx, now| {
            let sku = load_sku(tx, sku_id)?;
            not_past(&sku, first, now)?;
            let before = tx.list_stock(sku_id, first, last, now)?;
            let short: Vec<DayStock> = before
                .iter()
                .copied()
                .filter(|(_, places)| !StockLevels { capacity, ..*places }.has_room_for(0, 0))
                .collect();
            if !short.is_empty() {
                return Err(below_taken(&sku, capacity, &short));
            }
            let mut changed = 0;
            for day in days_between(first, last) {
                if before.iter().all(|(known, places)| *known != day || places.capacity != capacity) {
                    tx.set_capacity(sku_id, day, capacity)?;
                    changed += 1;
                }
            }
            let stock: Vec<Value> = tx.list_stock(sku_id, first, last, now)?.iter().map(day_to_json).collect();
            Ok(json!({ "sku_id": sku_id, "from": first, "to": last, "capacity": capacity, "changed": changed,
                "stock": stock }))
        })
    }

    /// Takes orders for a SKU, or takes no more. Orders that there are go on.
    pub fn put_sku_on_sale(&mut self, sku_id: &str, on_sale: bool) -> Result<ShopChange> {
        let name = if on_sale { "sku resume" } else { "sku pause" };
        self.change_shop(name, &json!({ "sku_id": sku_id }), |tx, _| {
            let sku = load_sku(tx, sku_id)?;
            let changed = sku.on_sale != on_sale;
            if changed {
                tx.put_sku(&Sku { on_sale, ..sku })?;
            }
            Ok(json!({ "sku_id": sku_id, "on_sale": on_sale, "changed": changed }))
        })
    }
}

/// The keys of a day's places in every JSON.
pub fn day_to_json((day, places): &DayStock) -> Value {
    json!({
        "date": day,
        "capacity": places.capacity,
        "held": places.held,
        "committed": places.committed,
        "left": places.free_seats(),
    })
}

pub(crate) fn load_sku(tx: &Tx<'_>, sku_id: &str) -> Result<Sku> {
    tx.find_sku(sku_id)?.ok_or_else(|| WriteError::SkuNotFound { sku_id: &sku_id }.into_error())
}

/// What a SKU was where it is something else now.
fn sku_differences(old: &Sku, new: &Sku) -> Map<String, Value> {
    let new = new.to_map();
    old.to_map().into_iter().filter(|(key, value)| new.get(key) != Some(value)).collect()
}

fn sku_id_taken(sku: &Sku, was: Map<String, Value>) -> Box<Error> {
    let (id, new) = (&sku.sku_id, sku.to_map());
    let bare = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let list = |lang| {
        let each = was.iter().map(|(key, old)| {
            let (name, now) = (name_sku_key(key).in_lang(lang), new.get(key).map(bare).unwrap_or_default());
            format!("{name} {} → {now}", bare(old))
        });
        each.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " })
    };
    let (zh, en) = (list(Lang::Zh), list(Lang::En));
    CheckoutError::SkuExists { id: &id, zh: &zh, en: &en }.into_error().detail("was", was)
}

/// A visit that is over can't be sold.
fn not_past(sku: &Sku, day: Day, now: Timestamp) -> Result<()> {
    let (zone, today) = (sku.zone.code(), sku.zone.day_at(now));
    if day >= today {
        return Ok(());
    }
    Err(CheckoutError::VisitDatePast { day: &day, zone: &zone, today: &today }.into_error().detail("field", "--date"))
}

fn below_taken(sku: &Sku, capacity: u32, short: &[DayStock]) -> Box<Error> {
    let (id, days) = (&sku.sku_id, short.len());
    let mut list = say!("", "");
    for (day, StockLevels { held, committed, .. }) in short.iter().take(MAX_NAMED) {
        list.append(&say!("；{day} 已占用 {held}、已售 {committed}", "; {day}: {held} held, {committed} sold"));
    }
    let BilingualMessage { zh, en } = list;
    let least = short.iter().map(|(_, places)| places.held.saturating_add(places.committed)).max().unwrap_or_default();
    CheckoutError::CapacityBelowTaken { id: &id, days: &days, capacity: &capacity, zh: &zh, en: &en, least: &least }
        .into_error()
        .detail("days", short.iter().map(day_to_json).collect::<Vec<_>>())
}

fn days_between(first: Day, last: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(Some(first), |day| Some(day.next_day())).take_while(move |day| *day <= last)
}
