//! The draft and its quote. The page names the currency in the key: `quoteAmountSgd`.

use serde::de::Error as _;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Number, Value};

use super::CustomerFacts;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;

/// How the key of an amount begins.
const KEY: &str = "quoteAmount";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceQuote {
    /// How much, in hundredths of the currency.
    pub amount: Fen,
    /// Three upper-case letters.
    pub currency: String,
}

impl PriceQuote {
    /// `quoteAmountSgd`.
    fn camel_key(&self) -> String {
        let (first, rest) = self.currency.split_at(self.currency.len().min(1));
        format!("{KEY}{first}{}", rest.to_ascii_lowercase())
    }

    /// `quote_amount_sgd`.
    pub fn snake_key(&self) -> String {
        format!("quote_amount_{}", self.currency.to_ascii_lowercase())
    }
}

/// An amount as the page writes it, a number without needless decimals: 119.00 is `119`.
pub fn plain_amount(amount: Fen) -> Value {
    let text = amount.to_string();
    let short = text.strip_suffix(".00").or_else(|| text.strip_suffix('0').filter(|text| text.contains('.')));
    // Digits and at most one point: always a JSON number, and kept in this spelling.
    short.unwrap_or(&text).parse::<Number>().map_or(Value::Null, Value::Number)
}

/// b1. What the buyer's agent asked for, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCreated {
    pub sku_id: String,
    pub quantity: u32,
    /// The day of the visit.
    pub date: Day,
    pub quote: PriceQuote,
    /// Such as `telegram`.
    pub channel: String,
    pub customer: Option<CustomerFacts>,
}

impl Serialize for DraftCreated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("skuId", &self.sku_id)?;
        map.serialize_entry("quantity", &self.quantity)?;
        map.serialize_entry("date", &self.date)?;
        map.serialize_entry(&self.quote.camel_key(), &plain_amount(self.quote.amount))?;
        map.serialize_entry("channel", &self.channel)?;
        if let Some(customer) = &self.customer {
            map.serialize_entry("customer", customer)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for DraftCreated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct DraftFields {
            sku_id: String,
            quantity: u32,
            date: Day,
            channel: String,
            #[serde(default)]
            customer: Option<CustomerFacts>,
        }
        let map = Map::deserialize(deserializer)?;
        let quote = find_quote(&map).ok_or_else(|| D::Error::custom("a draft has one quoteAmount<Currency>"))?;
        let rest: DraftFields = serde_json::from_value(Value::Object(map)).map_err(D::Error::custom)?;
        Ok(Self {
            sku_id: rest.sku_id,
            quantity: rest.quantity,
            date: rest.date,
            quote,
            channel: rest.channel,
            customer: rest.customer,
        })
    }
}

/// The one amount of a draft.
fn find_quote(map: &Map<String, Value>) -> Option<PriceQuote> {
    let mut found = map.iter().filter_map(|(key, value)| Some((key.strip_prefix(KEY)?, value)));
    let (currency, value) = found.next()?;
    let fits = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_alphabetic()) && found.next().is_none();
    fits.then_some(())?;
    Some(PriceQuote { amount: Fen::from_json(value).ok()?, currency: currency.to_ascii_uppercase() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_pages_draft_comes_back_key_for_key() {
        let page = json!({
            "skuId": "sentosa_family_pack", "quantity": 3, "date": "2026-03-21", "quoteAmountSgd": 119,
            "channel": "telegram", "customer": {"telegram_user_id": "6761269319", "telegram_username": "bestjustin"},
        });
        let draft: DraftCreated = serde_json::from_value(page.clone()).unwrap();
        assert_eq!(draft.quote, PriceQuote { amount: Fen::new(11_900), currency: "SGD".to_owned() });
        assert_eq!(draft.quote.snake_key(), "quote_amount_sgd");
        assert_eq!(serde_json::to_value(&draft).unwrap().to_string(), page.to_string());
        assert!(!format!("{draft:?}").contains("bestjustin"));
        assert_eq!(draft.customer.unwrap().channel_contact("telegram").as_deref(), Some("6761269319"));
    }

    #[test]
    fn an_amount_has_no_needless_decimals() {
        for (fen, text) in [(11_900, "119"), (11_950, "119.5"), (11_905, "119.05"), (1, "0.01"), (100_000, "1000")] {
            assert_eq!(plain_amount(Fen::new(fen)).to_string(), text);
        }
    }

    #[test]
    fn a_draft_without_one_clear_amount_is_none() {
        for amounts in [json!({}), json!({"quoteAmountSgd": 1, "quoteAmountUsd": 1}), json!({"quoteAmountSgdx": 1})] {
            let mut draft = json!({"skuId": "a", "quantity": 1, "date": "2026-03-21", "channel": "telegram"});
            draft.as_object_mut().unwrap().extend(amounts.as_object().unwrap().clone());
            assert!(serde_json::from_value::<DraftCreated>(draft).is_err());
        }
    }
}
