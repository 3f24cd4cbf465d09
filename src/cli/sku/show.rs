//! `sku list`, `sku show`

use serde_json::Value;

use crate::app::checkout::sku::{SkuView, day_to_json};
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::checkout::sku::{PriceBasis, Sku, name_sku_key};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::error::Result;
use crate::output::order_labels::format_amount;
use crate::output::schema::ListSchema;
use crate::output::section::{PageSection, layout_sections};
use crate::output::table::draw_table;
use crate::output::terminal::DisplayOptions;
use crate::say;

/// List all SKUs.
pub fn list_skus(context: &CommandContext) -> Result<CommandResponse> {
    let skus = context.open_app()?.list_skus()?;
    Ok(CommandResponse::with_list(sku_schema(), skus))
}

fn sku_schema() -> ListSchema<Sku> {
    ListSchema::new("sku_id")
        .word("sku_id", "SKU", "SKU", |sku: &Sku| sku.sku_id.to_string())
        .text("name", "名称", "Name", |sku| sku.name.clone())
        .number("price", "价格", "Price", |sku| sku.price)
        .word("currency", "货币", "Currency", |sku| sku.currency)
        .code("basis", "计价", "Basis", |sku| sku.basis)
        .number("pack_size", "每份人数", "Pack for", |sku| sku.pack_size)
        .word("on_sale", "状态", "State", |sku| sku.on_sale)
        .shown(|sku, lang| sale_state(sku).in_lang(lang).to_owned())
        .text("merchant_id", "商户", "Merchant", |sku| sku.merchant_id.to_string())
        .drop_priority(1)
        .text("zone", "时区", "Zone", |sku| sku.zone)
        .drop_priority(2)
        .json_first(&["sku_id", "merchant_id", "name", "price", "currency", "basis", "pack_size", "zone"])
}

/// Show a SKU and its places from today on.
pub fn show_sku(context: &CommandContext, id: &str) -> Result<CommandResponse> {
    let SkuView { sku, stock } = context.open_app()?.view_sku(id)?;
    let days: Vec<Value> = stock.iter().map(day_to_json).collect();
    let page = render_sku(&sku, &days, context);
    let mut value = sku.to_map();
    value.insert("stock".to_owned(), days.into());
    let answer = CommandResponse::with_page(value.into(), Some("sku_id"), page);
    Ok(if stock.is_empty() {
        answer.add_note(say!(
            "没有可售的日子：`ticketctl sku stock {id} --date 日期 --capacity 人数`",
            "no day has capacity: `ticketctl sku stock {id} --date DATE --capacity N`"
        ))
    } else {
        answer
    })
}

fn render_sku(sku: &Sku, days: &[Value], context: &CommandContext) -> String {
    let lang = context.lang();
    let mut section = PageSection::new(sku.sku_id.as_str(), lang);
    section.add_fact("名称", "Name", &sku.name);
    section.add_fact("商户", "Merchant", sku.merchant_id.as_str());
    section.add_fact("价格", "Price", describe_price(sku).in_lang(lang));
    section.add_fact("时区", "Zone", &format!("{} ({})", sku.zone.code(), sku.zone.abbreviation()));
    section.add_fact("状态", "State", sale_state(sku).in_lang(lang));
    let head = layout_sections(&[section], &context.surface);
    if days.is_empty() {
        return head;
    }
    format!("{head}\n{}", render_stock_table(days, &context.surface))
}

/// The places of days, for people; as JSON, which is what a repeat under a key has of its first result.
pub fn render_stock_table(days: &[Value], surface: &DisplayOptions) -> String {
    let schema = ListSchema::new("date")
        .word("date", "日期", "Date", |day: &Value| day["date"].clone())
        .number("capacity", "名额", "Capacity", |day| day["capacity"].clone())
        .number("held", "占用中", "Held", |day| day["held"].clone())
        .number("committed", "已售", "Sold", |day| day["committed"].clone())
        .number("left", "剩余", "Left", |day| day["left"].clone());
    draw_table(&schema, days, surface)
}

/// What a buyer pays: `SGD 119.00 a pack for 3`.
pub fn describe_price(sku: &Sku) -> BilingualMessage {
    let (price, size) = (format_amount(sku.currency.code(), Some(sku.price)), sku.pack_size);
    match sku.basis {
        PriceBasis::Pack => say!("每份（{size} 人）{price}", "{price} a pack for {size}"),
        PriceBasis::Person => say!("每人 {price}", "{price} a person"),
    }
}

/// Fields as words: `price 119.00, zone UTC`.
pub fn format_fields(fields: &Value, lang: Lang) -> String {
    let bare = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let each = fields
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| format!("{} {}", name_sku_key(key).in_lang(lang), bare(value)));
    each.collect::<Vec<_>>().join(", ")
}

const fn sale_state(sku: &Sku) -> BilingualText {
    if sku.on_sale {
        BilingualText { zh: "在售", en: "on sale" }
    } else {
        BilingualText { zh: "停售", en: "off sale" }
    }
}
