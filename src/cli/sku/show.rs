//! `sku list`, `sku show`

use serde_json::Value;

use crate::app::checkout::sku::{SkuView, day_to_json, sku_to_json};
use crate::cli::context::CommandContext;
use crate::cli::response::{CommandResponse, object_to_row};
use crate::domain::checkout::sku::{PriceBasis, Sku};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::error::Result;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema};
use crate::output::section::{PageSection, layout_sections};
use crate::output::table::draw_table;
use crate::output::terminal::DisplayOptions;
use crate::say;

/// List all SKUs.
pub fn list_skus(context: &CommandContext) -> Result<CommandResponse> {
    let skus = context.open_app()?.list_skus()?;
    let columns = vec![
        ListColumn::new("sku_id", BilingualText { zh: "SKU", en: "SKU" }).no_wrap(),
        ListColumn::new("name", BilingualText { zh: "名称", en: "Name" }),
        ListColumn::new("price", BilingualText { zh: "价格", en: "Price" }).align_right(),
        ListColumn::new("currency", BilingualText { zh: "货币", en: "Currency" }).no_wrap(),
        ListColumn::new("basis", BilingualText { zh: "计价", en: "Basis" }).no_wrap().format_with(format_basis),
        ListColumn::new("pack_size", BilingualText { zh: "每份人数", en: "Pack for" }).align_right(),
        ListColumn::new("on_sale", BilingualText { zh: "状态", en: "State" }).no_wrap().format_with(format_sale_state),
        ListColumn::new("merchant_id", BilingualText { zh: "商户", en: "Merchant" }).drop_priority(1),
        ListColumn::new("zone", BilingualText { zh: "时区", en: "Zone" }).drop_priority(2),
    ];
    let shape = ListSchema { name: "skus", columns, id_key: "sku_id" };
    Ok(CommandResponse::with_list(RowSet { shape, rows: skus.iter().map(sku_to_json).collect() }))
}

/// Show a SKU and its places from today on.
pub fn show_sku(context: &CommandContext, id: &str) -> Result<CommandResponse> {
    let SkuView { sku, stock } = context.open_app()?.view_sku(id)?;
    let days: Value = stock.iter().map(day_to_json).collect();
    let page = render_sku(&sku, &days, context);
    let mut value = sku_to_json(&sku);
    value.insert("stock".to_owned(), days);
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

fn render_sku(sku: &Sku, days: &Value, context: &CommandContext) -> String {
    let lang = context.lang();
    let mut section = PageSection::new(sku.sku_id.as_str());
    let mut field = |zh, en, text: &str| {
        section.add_field(BilingualText { zh, en }.in_lang(lang), text);
    };
    field("名称", "Name", &sku.name);
    field("商户", "Merchant", sku.merchant_id.as_str());
    field("价格", "Price", describe_price(sku).in_lang(lang));
    field("时区", "Zone", &format!("{} ({})", sku.zone.code(), sku.zone.abbreviation()));
    field("状态", "State", &format_sale_state(&sku.on_sale.into(), lang));
    let head = layout_sections(&[section], &context.surface);
    if days.as_array().is_none_or(Vec::is_empty) {
        return head;
    }
    format!("{head}\n{}", render_stock_table(days, &context.surface))
}

/// The places of days, for people.
pub fn render_stock_table(days: &Value, surface: &DisplayOptions) -> String {
    let columns = vec![
        ListColumn::new("date", BilingualText { zh: "日期", en: "Date" }).no_wrap(),
        ListColumn::new("capacity", BilingualText { zh: "名额", en: "Capacity" }).align_right(),
        ListColumn::new("held", BilingualText { zh: "占用中", en: "Held" }).align_right(),
        ListColumn::new("committed", BilingualText { zh: "已售", en: "Sold" }).align_right(),
        ListColumn::new("left", BilingualText { zh: "剩余", en: "Left" }).align_right(),
    ];
    let shape = ListSchema { name: "stock", columns, id_key: "date" };
    let rows: Vec<_> = days.as_array().into_iter().flatten().cloned().map(object_to_row).collect();
    draw_table(&shape, &rows, surface)
}

/// What a buyer pays: `119.00 SGD a pack for 3`.
pub fn describe_price(sku: &Sku) -> BilingualMessage {
    let (price, currency, size) = (sku.price, sku.currency.code(), sku.pack_size);
    match sku.basis {
        PriceBasis::Pack => say!("每份（{size} 人）{price} {currency}", "{price} {currency} a pack for {size}"),
        PriceBasis::Person => say!("每人 {price} {currency}", "{price} {currency} a person"),
    }
}

/// Fields as words: `price 119.00, zone UTC`.
pub fn format_fields(fields: &Value) -> String {
    let bare = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let each = fields.as_object().into_iter().flatten().map(|(key, value)| format!("{key} {}", bare(value)));
    each.collect::<Vec<_>>().join(", ")
}

fn format_basis(code: &Value, lang: Lang) -> String {
    let known = code.as_str().and_then(PriceBasis::from_code);
    known.map(|basis| basis.label().in_lang(lang).to_owned()).unwrap_or_default()
}

fn format_sale_state(on_sale: &Value, lang: Lang) -> String {
    let text = if on_sale == true {
        BilingualText { zh: "在售", en: "on sale" }
    } else {
        BilingualText { zh: "停售", en: "off sale" }
    };
    text.in_lang(lang).to_owned()
}
