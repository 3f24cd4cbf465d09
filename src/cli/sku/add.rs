//! `sku add`

use clap::ValueEnum;

use super::show::{describe_price, format_fields};
use crate::app::input::FormatError;
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::errors::CliError;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::{WordParser, word_arg};
use crate::domain::checkout::sku::{Currency, MerchantId, PriceBasis, Sku, SkuId, Zone};
use crate::domain::value::message::Lang;
use crate::domain::value::money::{Fen, MAX_ORDER};
use crate::error::Result;
use crate::say;

/// The longest name, in characters.
const SKU_NAME_LIMIT: usize = 200;

/// Add a SKU: a ticket of a merchant and its price.
#[derive(Debug, clap::Args)]
pub struct SkuAddArgs {
    /// The SKU's id: 1 to 64 letters, digits or _ - .
    #[arg(value_name = "SKU")]
    sku: String,
    /// The name that buyers see
    #[arg(long, value_name = "N")]
    name: String,
    /// The merchant
    #[arg(long, value_name = "M")]
    merchant: String,
    /// The price of a pack or of a person, such as 119.00
    #[arg(long, value_name = "AMOUNT")]
    price: String,
    /// The currency of the price: a three-letter code, with two decimals
    #[arg(long, value_name = "CODE")]
    currency: String,
    /// What the price is for
    #[arg(long, value_name = "BASIS", default_value = "pack", value_parser = WordParser::<PriceBasisArg>::new())]
    basis: PriceBasisArg,
    /// How many visitors a pack is for; an order's quantity is a multiple of it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pack_size: Option<u32>,
    /// The merchant's time zone, which decides when the day of a visit begins
    #[arg(long, value_name = "ZONE", default_value = Zone::Singapore.code())]
    zone: String,
    /// Replace an existing SKU; orders that were already quoted keep their price
    #[arg(long)]
    replace: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PriceBasisArg {
    /// One pack, for --pack-size visitors
    Pack,
    /// One visitor
    Person,
}

word_arg! {
    PriceBasisArg {
        Pack = "pack", "每份", "per pack";
        Person = "person", "每人", "per person";
    }
}

impl From<PriceBasisArg> for PriceBasis {
    fn from(basis: PriceBasisArg) -> Self {
        match basis {
            PriceBasisArg::Pack => Self::Pack,
            PriceBasisArg::Person => Self::Person,
        }
    }
}

pub fn run_sku_add(context: &CommandContext, args: SkuAddArgs) -> Result<CommandResponse> {
    let replace = args.replace;
    let sku = read_sku(args)?;
    let change = context.open_app()?.add_sku(&sku, replace)?;
    let id = &sku.sku_id;
    let mut text = match change.value["verdict"].as_str() {
        Some("exists") => say!("SKU {id} 已存在，无事可做：", "the SKU {id} already exists; nothing to do: "),
        Some("replaced") => {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| format_fields(&change.value["was"], lang));
            say!("SKU {id} 已修改（原来 {zh}）：", "changed the SKU {id} (was {en}): ")
        }
        _ => say!("SKU {id} 已添加：", "added the SKU {id}: "),
    };
    text.append(&describe_price(&sku));
    Ok(CommandResponse::for_change(&change, "sku_id", &text, context.lang()).add_note(say!(
        "下一步：`ticketctl sku stock {id} --date 日期 --capacity 人数`；没有名额的日子不能下单",
        "next: `ticketctl sku stock {id} --date DATE --capacity N`; a day without capacity cannot be sold"
    )))
}

fn read_sku(args: SkuAddArgs) -> Result<Sku> {
    check_short_text("--name", &args.name, SKU_NAME_LIMIT)?;
    let basis = PriceBasis::from(args.basis);
    if basis == PriceBasis::Person && args.pack_size.is_some_and(|size| size != 1) {
        return Err(CliError::PackSizeWithoutPack.into_error().detail("field", "--pack-size"));
    }
    Ok(Sku {
        sku_id: SkuId::parse(&args.sku)?,
        merchant_id: MerchantId::parse(&args.merchant)?,
        name: args.name,
        price: Fen::parse_order(&args.price).map_err(|error| {
            FormatError::PriceFlag { limit: &MAX_ORDER, error: &error }.into_error().detail("field", "--price")
        })?,
        currency: Currency::parse(&args.currency)?,
        basis,
        pack_size: args.pack_size.unwrap_or(1),
        zone: Zone::parse(&args.zone)?,
        on_sale: true,
    })
}
