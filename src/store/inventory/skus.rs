//! The catalogue of the checkout flow, and how many visitors may come on which day.

use rusqlite::Row;
use serde_json::Value;

use crate::domain::checkout::sku::{Currency, MerchantId, PriceBasis, Sku, SkuId, Zone};
use crate::domain::value::money::Fen;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopSubject;
use crate::store::rows::{damaged_value, parse_code};

/// The places of a SKU on one day, at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StockLevels {
    /// How many there are; 0 for a day without stock.
    pub capacity: u32,
    /// How many are held and not paid. An expired hold has none.
    pub held: u32,
    pub committed: u32,
}

impl StockLevels {
    /// How many are neither held nor sold.
    pub const fn free_seats(self) -> u32 {
        self.capacity.saturating_sub(self.held).saturating_sub(self.committed)
    }

    /// Whether `quantity` fit besides everything that is held or sold, `own` of which are the asker's.
    pub fn has_room_for(self, quantity: u32, own: u32) -> bool {
        let others = (u64::from(self.held) + u64::from(self.committed)).saturating_sub(u64::from(own));
        others + u64::from(quantity) <= u64::from(self.capacity)
    }
}

const ALL: &str = "select sku_id, merchant_id, name, price, currency, basis, pack_size, zone, on_sale from sku
    order by sku_id";
const ONE: &str = "select sku_id, merchant_id, name, price, currency, basis, pack_size, zone, on_sale from sku
    where sku_id = $1";
const PUT: &str = "insert into sku (sku_id, merchant_id, name, price, currency, basis, pack_size, zone, on_sale)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (sku_id) do update set merchant_id = excluded.merchant_id, name = excluded.name,
        price = excluded.price, currency = excluded.currency, basis = excluded.basis, pack_size = excluded.pack_size,
        zone = excluded.zone, on_sale = excluded.on_sale";
const CAPACITY: &str = "select capacity from stock where sku_id = $1 and visit_date = $2";
const SET_CAPACITY: &str = "insert into stock (sku_id, visit_date, capacity) values ($1, $2, $3)
    on conflict (sku_id, visit_date) do update set capacity = excluded.capacity";
// The one sum by which everything is decided; the triggers of `hold` hold it a second time.
pub(crate) const STOCK: &str = "select visit_date, capacity,
    (select coalesce(sum(quantity), 0) from hold where hold.sku_id = stock.sku_id
        and hold.visit_date = stock.visit_date and state = 'held' and expires_at > $1),
    (select coalesce(sum(quantity), 0) from hold where hold.sku_id = stock.sku_id
        and hold.visit_date = stock.visit_date and state = 'committed')
    from stock where sku_id = $2 and visit_date between $3 and $4 order by visit_date";

impl Tx<'_> {
    pub fn list_skus(&self) -> Result<Vec<Sku>> {
        self.list_rows(ALL, [], read_sku)
    }

    pub fn find_sku(&self, sku_id: &str) -> Result<Option<Sku>> {
        self.find_row(ONE, [sku_id], read_sku)
    }

    /// How many visitors may come; `None` for a day without stock.
    pub fn find_capacity(&self, sku_id: &str, day: Day) -> Result<Option<u32>> {
        self.find_row(CAPACITY, (sku_id, day.to_string()), |row| Ok(row.get(0)?))
    }

    /// The places of every day with stock from `first` to `last`, both included, as they are at `now`.
    pub fn list_stock(&self, sku_id: &str, first: Day, last: Day, now: Timestamp) -> Result<Vec<(Day, StockLevels)>> {
        let params = (now.millis(), sku_id, first.to_string(), last.to_string());
        self.list_rows(STOCK, params, read_stock_levels)
    }

    /// The places of one day, as they are at `now`; none for a day without stock.
    pub fn stock_on_day(&self, sku_id: &str, day: Day, now: Timestamp) -> Result<StockLevels> {
        Ok(self.list_stock(sku_id, day, day, now)?.pop().map(|(_, places)| places).unwrap_or_default())
    }
}

impl ShopEdit<'_> {
    /// Adds a SKU, or replaces the one of the same id. Its stock and its holds stay.
    pub fn put_sku(&self, sku: &Sku) -> Result<()> {
        let before = self.find_sku(sku.sku_id.as_str())?.map(|known| known.to_map().into());
        self.run_statement(
            PUT,
            (
                sku.sku_id.as_str(),
                sku.merchant_id.as_str(),
                &sku.name,
                sku.price.in_fen(),
                sku.currency.code(),
                sku.basis.code(),
                sku.pack_size,
                sku.zone.code(),
                sku.on_sale,
            ),
        )?;
        self.record(ShopSubject::Sku, sku.sku_id.as_str(), before, Some(sku.to_map().into()))
    }

    /// Sets how many visitors may come. Whether that covers what is held is the caller's to ask, of
    /// [`stock_on_day`](Tx::stock_on_day); what is sold the schema holds.
    pub fn set_capacity(&self, sku_id: &str, day: Day, capacity: u32) -> Result<()> {
        let before = self.find_capacity(sku_id, day)?.map(Value::from);
        self.run_statement(SET_CAPACITY, (sku_id, day.to_string(), capacity))?;
        self.record(ShopSubject::Stock, &format!("{sku_id} {day}"), before, Some(capacity.into()))
    }
}

fn read_sku(row: &Row<'_>) -> Result<Sku> {
    let text = |column: usize| row.get::<_, String>(column);
    Ok(Sku {
        sku_id: SkuId::parse(&text(0)?).map_err(|_| damaged_value("SKU id"))?,
        merchant_id: MerchantId::parse(&text(1)?).map_err(|_| damaged_value("merchant id"))?,
        name: text(2)?,
        price: Fen::new(row.get(3)?),
        currency: parse_code(Currency::from_code, &text(4)?, "currency")?,
        basis: parse_code(PriceBasis::from_code, &text(5)?, "price basis")?,
        pack_size: row.get(6)?,
        zone: parse_code(Zone::from_code, &text(7)?, "zone")?,
        on_sale: row.get(8)?,
    })
}

fn read_stock_levels(row: &Row<'_>) -> Result<(Day, StockLevels)> {
    let day: String = row.get(0)?;
    let places = StockLevels { capacity: row.get(1)?, held: row.get(2)?, committed: row.get(3)? };
    Ok((Day::parse(&day).map_err(|_| damaged_value("day of a visit"))?, places))
}
