//! Tests of quotes, ids, currencies and zones.

use super::*;
use crate::domain::value::time::Timestamp;

fn sku(price: &str, basis: PriceBasis, pack_size: u32) -> Sku {
    Sku {
        sku_id: SkuId::parse("sentosa_family_pack").unwrap(),
        merchant_id: MerchantId::parse("sentosa_demo").unwrap(),
        name: "Sentosa 家庭套票(2大1小)".to_owned(),
        price: Fen::parse(price).unwrap(),
        currency: Currency::Sgd,
        basis,
        pack_size,
        zone: Zone::Singapore,
        on_sale: true,
    }
}

fn quoted(sku: &Sku, quantity: u32) -> Result<String, &'static str> {
    sku.quote_price(quantity).map(|total| total.to_string()).map_err(|rejection| rejection.code)
}

#[test]
fn a_pack_is_paid_once_for_all_its_visitors() {
    let family = sku("119.00", PriceBasis::Pack, 3);
    assert_eq!(quoted(&family, 3).as_deref(), Ok("119.00"), "the reference page");
    assert_eq!(quoted(&family, 6).as_deref(), Ok("238.00"));
    for part in [1, 2, 4, 5, 100] {
        assert_eq!(quoted(&family, part), Err("quantity_no_multiple"), "{part}");
    }
    assert_eq!(quoted(&family, 0), Err("quantity_invalid"));
    assert_eq!(quoted(&sku("119.00", PriceBasis::Pack, 0), 3), Err("quantity_no_multiple"), "a pack for nobody");
}

#[test]
fn a_person_pays_each() {
    let single = sku("39.90", PriceBasis::Person, 1);
    assert_eq!(quoted(&single, 1).as_deref(), Ok("39.90"));
    assert_eq!(quoted(&single, 7).as_deref(), Ok("279.30"));
    assert_eq!(quoted(&single, 0), Err("quantity_invalid"));
}

#[test]
fn an_order_has_a_limit_and_nothing_wraps_around() {
    let dear = sku("100000.00", PriceBasis::Person, 1);
    assert_eq!(quoted(&dear, 1).as_deref(), Ok("100000.00"));
    assert_eq!(quoted(&dear, 2), Err("quote_out_of_range"));
    assert_eq!(quoted(&sku("0.01", PriceBasis::Person, 1), 10_000_000).as_deref(), Ok("100000.00"));
    assert_eq!(quoted(&sku("0.01", PriceBasis::Person, 1), 10_000_001), Err("quote_out_of_range"));
    let absurd = Sku { price: Fen::new(i64::MAX), ..dear };
    assert_eq!(quoted(&absurd, u32::MAX), Err("quote_out_of_range"));
    assert_eq!(quoted(&Sku { price: Fen::ZERO, ..absurd }, 1), Err("quote_out_of_range"));
}

#[test]
fn an_id_fits_a_shell_and_a_url() {
    for text in ["a", "sentosa_family_pack", "A-1.b", &"x".repeat(64)] {
        assert_eq!(SkuId::parse(text).unwrap().as_str(), text);
    }
    for text in ["", "a b", "a/b", "套票", "a\n", "a\u{202e}", &"x".repeat(65)] {
        assert_eq!(SkuId::parse(text).unwrap_err().code, "sku_id_invalid", "{text:?}");
        assert_eq!(MerchantId::parse(text).unwrap_err().code, "merchant_id_invalid", "{text:?}");
    }
}

#[test]
fn only_a_currency_with_hundredths_can_be_kept_in_hundredths() {
    for code in ["SGD", "CNY", "USD", "EUR", "HKD", "MYR", "THB", "AUD", "GBP", "TWD"] {
        assert_eq!(Currency::parse(code).unwrap().code(), code);
    }
    for code in ["JPY", "KRW", "VND", "KWD"] {
        assert_eq!(Currency::parse(code).unwrap_err().code, "currency_not_hundredths", "{code}");
    }
    for code in ["", "sgd", "SG", "SGDX", "S$D", "XXX"] {
        assert_eq!(Currency::parse(code).unwrap_err().code, "currency_unknown", "{code}");
    }
    assert!(Currency::ALL.iter().all(|c| c.code().len() == 3 && c.code().bytes().all(|b| b.is_ascii_uppercase())));
}

#[test]
fn a_zone_has_one_offset_and_a_name_that_people_know() {
    let page = Timestamp::parse("2026-03-20T08:36:16.028Z").unwrap();
    assert_eq!(Zone::parse("Asia/Singapore").unwrap().format_minute(page), "2026-03-20 16:36 SGT");
    let known = [
        ("Asia/Shanghai", 28_800, "CST"),
        ("Asia/Hong_Kong", 28_800, "HKT"),
        ("Asia/Tokyo", 32_400, "JST"),
        ("Asia/Bangkok", 25_200, "ICT"),
        ("Asia/Kuala_Lumpur", 28_800, "MYT"),
        ("Asia/Kolkata", 19_800, "IST"),
        ("UTC", 0, "UTC"),
    ];
    for (name, seconds, short) in known {
        let zone = Zone::parse(name).unwrap();
        assert_eq!((zone.offset_seconds(), zone.abbreviation()), (seconds, short), "{name}");
    }
}

#[test]
fn the_day_of_a_visit_is_the_merchants() {
    let at = |text| Timestamp::parse(text).unwrap();
    let day = |zone: Zone, text| zone.day_at(at(text)).to_string();
    assert_eq!(day(Zone::Singapore, "2026-03-20T15:59:59.999Z"), "2026-03-20");
    assert_eq!(day(Zone::Singapore, "2026-03-20T16:00:00Z"), "2026-03-21");
    assert_eq!(day(Zone::Utc, "2026-03-20T16:00:00Z"), "2026-03-20");
    assert_eq!(day(Zone::Kolkata, "2026-03-20T18:30:00Z"), "2026-03-21");
}

#[test]
fn a_zone_with_daylight_saving_says_why_it_is_refused() {
    for name in ["America/New_York", "Europe/London", "Australia/Sydney"] {
        assert_eq!(Zone::parse(name).unwrap_err().code, "zone_daylight_saving", "{name}");
    }
    for name in ["", "SGT", "asia/singapore", "+08:00", "Mars/Olympus"] {
        assert_eq!(Zone::parse(name).unwrap_err().code, "zone_unknown", "{name}");
    }
}
