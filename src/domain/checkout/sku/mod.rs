//! What is sold: a ticket of a merchant, its price, and in whose time and money.

#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::{Map, Value};

use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;
use crate::domain::value::money::{Fen, MAX_ORDER};
use crate::domain::value::rejection::Rejection;

pub use crate::domain::value::currency::Currency;
pub use crate::domain::value::zone::Zone;

/// The longest id of the catalogue, in characters.
pub const ID_LIMIT: usize = 64;

/// An id of the catalogue: 1 to 64 ASCII letters, digits, `_`, `-` and `.`, fit for a shell, a table and a URL alike.
macro_rules! catalogue_id {
    ($(#[$meta:meta])* $name:ident, $invalid:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            pub fn parse(text: &str) -> Result<Self, Rejection> {
                let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
                if (1..=ID_LIMIT).contains(&text.len()) && text.bytes().all(fits) {
                    return Ok(Self(text.to_owned()));
                }
                Err(CheckoutRejection::$invalid { limit: &ID_LIMIT }.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

catalogue_id! {
    /// The id of what is sold, such as `sentosa_family_pack`.
    SkuId, SkuIdInvalid
}
catalogue_id! {
    /// The id of whoever lets visitors in, such as `sentosa_demo`.
    MerchantId, MerchantIdInvalid
}

coded! {
    /// What the price of a SKU buys.
    PriceBasis {
        /// A pack for [`Sku::pack_size`] visitors.
        Pack = "pack", "每份", "per pack";
        Person = "person", "每人", "per person";
    }
}

/// A ticket of a merchant, as it stands in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sku {
    pub sku_id: SkuId,
    /// Whose ticket it is.
    pub merchant_id: MerchantId,
    /// What a buyer reads; an order's `product_name`.
    pub name: String,
    /// What one pack or one person costs, in hundredths of `currency`.
    pub price: Fen,
    pub currency: Currency,
    pub basis: PriceBasis,
    /// How many visitors a pack is for; 1 where the price is per person.
    pub pack_size: u32,
    /// Where the day of a visit begins and ends.
    pub zone: Zone,
    pub on_sale: bool,
}

/// What people call a key of a SKU.
pub fn name_sku_key(key: &str) -> BilingualText {
    let (zh, en) = match key {
        "sku_id" => ("SKU", "SKU"),
        "merchant_id" => ("商户", "merchant"),
        "name" => ("名称", "name"),
        "price" => ("价格", "price"),
        "currency" => ("货币", "currency"),
        "basis" => ("计价", "basis"),
        "pack_size" => ("每份人数", "pack size"),
        "zone" => ("时区", "zone"),
        "on_sale" => ("在售", "on sale"),
        _ => ("其他", "other"),
    };
    BilingualText { zh, en }
}

impl Sku {
    /// The keys of a SKU in every JSON.
    pub fn to_map(&self) -> Map<String, Value> {
        let pairs = [
            ("sku_id", self.sku_id.as_str().into()),
            ("merchant_id", self.merchant_id.as_str().into()),
            ("name", self.name.as_str().into()),
            ("price", self.price.to_string().into()),
            ("currency", self.currency.code().into()),
            ("basis", self.basis.code().into()),
            ("pack_size", self.pack_size.into()),
            ("zone", self.zone.code().into()),
            ("on_sale", Value::from(self.on_sale)),
        ];
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }

    /// What `quantity` visitors cost together. On the reference page three visitors with one pack for three at 119.00 pay
    /// 119.00.
    ///
    /// # Errors
    /// No visitor, a part of a pack, or more than [`MAX_ORDER`].
    pub fn quote_price(&self, quantity: u32) -> Result<Fen, Rejection> {
        let priced = self.priced_units(quantity)?;
        let total = self.price.in_fen().checked_mul(i64::from(priced)).map(Fen::new);
        total.and_then(|total| total.in_order_range().ok()).ok_or_else(|| self.out_of_range(quantity))
    }

    /// How often the price is paid.
    fn priced_units(&self, quantity: u32) -> Result<u32, Rejection> {
        if quantity == 0 {
            return Err(CheckoutRejection::QuantityInvalid.into());
        }
        let size = self.pack_size;
        match self.basis {
            PriceBasis::Person => Ok(quantity),
            PriceBasis::Pack if quantity.is_multiple_of(size) => Ok(quantity / size),
            PriceBasis::Pack => {
                let (sku, twice) = (&self.sku_id, u64::from(size) * 2);
                Err(CheckoutRejection::QuantityNoMultiple { sku, size: &size, quantity: &quantity, twice: &twice }
                    .into())
            }
        }
    }

    fn out_of_range(&self, quantity: u32) -> Rejection {
        let (sku, price, currency) = (&self.sku_id, self.price, self.currency.code());
        CheckoutRejection::QuoteOutOfRange {
            sku: &sku,
            price: &price,
            currency: &currency,
            quantity: &quantity,
            max_order: &MAX_ORDER,
        }
        .into_rejection()
    }
}
