//! `sku list`, `sku show`

use serde_json::Value;

use crate::app::checkout::sku::{SkuView, day_to_json, to_json};
use crate::cli::context::Context;
use crate::cli::response::{Answer, row};
use crate::domain::checkout::sku::{PriceBasis, Sku};
use crate::domain::value::message::{Lang, Message, Text};
use crate::error::Result;
use crate::output::format::{Column, Dataset, Shape};
use crate::output::section::{Section, layout};
use crate::output::table::draw;
use crate::output::terminal::Surface;
use crate::say;

/// Every SKU.
pub fn list(context: &Context) -> Result<Answer> {
    let skus = context.app()?.skus()?;
    let columns = vec![
        Column::new("sku_id", Text { zh: "SKU", en: "SKU" }).whole(),
        Column::new("name", Text { zh: "名称", en: "Name" }),
        Column::new("price", Text { zh: "价格", en: "Price" }).number(),
        Column::new("currency", Text { zh: "货币", en: "Currency" }).whole(),
        Column::new("basis", Text { zh: "计价", en: "Basis" }).whole().shown(basis),
        Column::new("pack_size", Text { zh: "每份人数", en: "Pack for" }).number(),
        Column::new("on_sale", Text { zh: "状态", en: "State" }).whole().shown(state),
        Column::new("merchant_id", Text { zh: "商户", en: "Merchant" }).priority(1),
        Column::new("zone", Text { zh: "时区", en: "Zone" }).priority(2),
    ];
    let shape = Shape { name: "skus", columns, id_key: "sku_id" };
    Ok(Answer::list(Dataset { shape, rows: skus.iter().map(to_json).collect() }))
}

/// One SKU, and its places from today on.
pub fn show(context: &Context, id: &str) -> Result<Answer> {
    let SkuView { sku, stock } = context.app()?.sku(id)?;
    let days: Value = stock.iter().map(day_to_json).collect();
    let page = page(&sku, &days, context);
    let mut value = to_json(&sku);
    value.insert("stock".to_owned(), days);
    let answer = Answer::page(value.into(), Some("sku_id"), page);
    Ok(if stock.is_empty() {
        answer.note(say!(
            "没有可售的日子：`ticketctl sku stock {id} --date 日期 --capacity 人数`",
            "no day can be sold: `ticketctl sku stock {id} --date DATE --capacity N`"
        ))
    } else {
        answer
    })
}

fn page(sku: &Sku, days: &Value, context: &Context) -> String {
    let lang = context.lang();
    let mut section = Section::new(sku.sku_id.as_str());
    let mut field = |zh, en, text: &str| {
        section.field(Text { zh, en }.get(lang), text);
    };
    field("名称", "Name", &sku.name);
    field("商户", "Merchant", sku.merchant_id.as_str());
    field("价格", "Price", price(sku).get(lang));
    field("时区", "Zone", &format!("{} ({})", sku.zone.code(), sku.zone.abbreviation()));
    field("状态", "State", &state(&sku.on_sale.into(), lang));
    let head = layout(&[section], &context.surface);
    if days.as_array().is_none_or(Vec::is_empty) {
        return head;
    }
    format!("{head}\n{}", stock_table(days, &context.surface))
}

/// The places of days, for people.
pub fn stock_table(days: &Value, surface: &Surface) -> String {
    let columns = vec![
        Column::new("date", Text { zh: "日期", en: "Date" }).whole(),
        Column::new("capacity", Text { zh: "名额", en: "Capacity" }).number(),
        Column::new("held", Text { zh: "占用中", en: "Held" }).number(),
        Column::new("committed", Text { zh: "已售", en: "Sold" }).number(),
        Column::new("left", Text { zh: "剩余", en: "Left" }).number(),
    ];
    let shape = Shape { name: "stock", columns, id_key: "date" };
    let rows: Vec<_> = days.as_array().into_iter().flatten().cloned().map(row).collect();
    draw(&shape, &rows, surface)
}

/// What a buyer pays: `119.00 SGD a pack for 3`.
pub fn price(sku: &Sku) -> Message {
    let (price, currency, size) = (sku.price, sku.currency.code(), sku.pack_size);
    match sku.basis {
        PriceBasis::Pack => say!("每份（{size} 人）{price} {currency}", "{price} {currency} a pack for {size}"),
        PriceBasis::Person => say!("每人 {price} {currency}", "{price} {currency} a person"),
    }
}

/// Fields as words: `price 119.00, zone UTC`.
pub fn words(fields: &Value) -> String {
    let bare = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let each = fields.as_object().into_iter().flatten().map(|(key, value)| format!("{key} {}", bare(value)));
    each.collect::<Vec<_>>().join(", ")
}

fn basis(code: &Value, lang: Lang) -> String {
    let known = code.as_str().and_then(PriceBasis::from_code);
    known.map(|basis| basis.label().get(lang).to_owned()).unwrap_or_default()
}

fn state(on_sale: &Value, lang: Lang) -> String {
    let text =
        if on_sale == true { Text { zh: "在售", en: "on sale" } } else { Text { zh: "停售", en: "off sale" } };
    text.get(lang).to_owned()
}
