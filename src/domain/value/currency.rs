//! The money that a SKU can be priced in: currencies with hundredths alone, because amounts are kept as hundredths.
//!
//! Source of codes and decimals: ISO 4217.

use super::code_enum::coded;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::rejections::ValueRejection;

coded! {
    /// A currency with two decimals.
    Currency {
        Sgd = "SGD", "新加坡元", "Singapore dollar";
        Cny = "CNY", "人民币", "renminbi";
        Hkd = "HKD", "港元", "Hong Kong dollar";
        Mop = "MOP", "澳门元", "Macau pataca";
        Twd = "TWD", "新台币", "New Taiwan dollar";
        Myr = "MYR", "马来西亚林吉特", "Malaysian ringgit";
        Thb = "THB", "泰铢", "Thai baht";
        Php = "PHP", "菲律宾比索", "Philippine peso";
        Idr = "IDR", "印度尼西亚盾", "Indonesian rupiah";
        Inr = "INR", "印度卢比", "Indian rupee";
        Aed = "AED", "阿联酋迪拉姆", "UAE dirham";
        Usd = "USD", "美元", "US dollar";
        Cad = "CAD", "加拿大元", "Canadian dollar";
        Eur = "EUR", "欧元", "euro";
        Gbp = "GBP", "英镑", "pound sterling";
        Chf = "CHF", "瑞士法郎", "Swiss franc";
        Aud = "AUD", "澳大利亚元", "Australian dollar";
        Nzd = "NZD", "新西兰元", "New Zealand dollar";
    }
}

/// Currencies without hundredths (ISO 4217 minor unit 0).
const WHOLE: [&str; 16] =
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];

/// Currencies with thousandths (ISO 4217 minor unit 3).
const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

impl Currency {
    /// Reads a currency's three letters.
    ///
    /// # Errors
    /// An unknown currency, or one whose amounts are no hundredths.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        Self::from_code(text).ok_or_else(|| {
            if WHOLE.contains(&text) {
                ValueRejection::CurrencyWhole { text: &text, codes: &Self::codes() }.into_rejection()
            } else if THOUSANDTHS.contains(&text) {
                ValueRejection::CurrencyThousandths { text: &text, codes: &Self::codes() }.into_rejection()
            } else {
                let codes = Self::codes();
                ValueRejection::CurrencyUnknown { text: &text, codes: &codes }.into_rejection()
            }
        })
    }
}
