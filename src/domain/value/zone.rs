//! The zones that a merchant can be in: those with one offset all year, so that a day has one beginning everywhere.
//!
//! Source of names and offsets: the IANA time zone database, 2020 to now. It calls most of them by their number since 2017;
//! the abbreviations are the customary ones, and `SGT` is what the reference page shows.

use super::code_enum::coded;
use super::rejections::ValueRejection;
use super::time::{Day, Timestamp};
use crate::domain::value::rejection::Rejection;

macro_rules! zones {
    ($($variant:ident = $code:literal, $zh:literal, $en:literal, $offset:expr, $short:literal;)+) => {
        coded! {
            /// A zone without daylight saving.
            Zone { $($variant = $code, $zh, $en;)+ }
        }

        impl Zone {
            /// Seconds east of UTC.
            pub const fn offset_seconds(self) -> i32 {
                match self { $(Self::$variant => $offset),+ }
            }

            /// What people write behind a time of day.
            pub const fn abbreviation(self) -> &'static str {
                match self { $(Self::$variant => $short),+ }
            }
        }
    };
}

const HOUR: i32 = 3600;

zones! {
    Singapore = "Asia/Singapore", "新加坡", "Singapore", 8 * HOUR, "SGT";
    Shanghai = "Asia/Shanghai", "上海", "Shanghai", 8 * HOUR, "CST";
    HongKong = "Asia/Hong_Kong", "香港", "Hong Kong", 8 * HOUR, "HKT";
    Macau = "Asia/Macau", "澳门", "Macau", 8 * HOUR, "CST";
    Taipei = "Asia/Taipei", "台北", "Taipei", 8 * HOUR, "CST";
    KualaLumpur = "Asia/Kuala_Lumpur", "吉隆坡", "Kuala Lumpur", 8 * HOUR, "MYT";
    Manila = "Asia/Manila", "马尼拉", "Manila", 8 * HOUR, "PHT";
    Tokyo = "Asia/Tokyo", "东京", "Tokyo", 9 * HOUR, "JST";
    Seoul = "Asia/Seoul", "首尔", "Seoul", 9 * HOUR, "KST";
    Bangkok = "Asia/Bangkok", "曼谷", "Bangkok", 7 * HOUR, "ICT";
    HoChiMinh = "Asia/Ho_Chi_Minh", "胡志明市", "Ho Chi Minh City", 7 * HOUR, "ICT";
    Jakarta = "Asia/Jakarta", "雅加达", "Jakarta", 7 * HOUR, "WIB";
    Kolkata = "Asia/Kolkata", "加尔各答", "Kolkata", 5 * HOUR + HOUR / 2, "IST";
    Dubai = "Asia/Dubai", "迪拜", "Dubai", 4 * HOUR, "GST";
    Perth = "Australia/Perth", "珀斯", "Perth", 8 * HOUR, "AWST";
    Brisbane = "Australia/Brisbane", "布里斯班", "Brisbane", 10 * HOUR, "AEST";
    Utc = "UTC", "协调世界时", "UTC", 0, "UTC";
}

/// Zones that somebody will try and that change their offset twice a year.
const CHANGING: [&str; 24] = [
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/New_York",
    "America/Toronto",
    "America/Vancouver",
    "Australia/Adelaide",
    "Australia/Hobart",
    "Australia/Melbourne",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Prague",
    "Europe/Rome",
    "Europe/Vienna",
    "Europe/Zurich",
    "Pacific/Auckland",
];

impl Zone {
    /// Reads an IANA name.
    ///
    /// # Errors
    /// A zone with daylight saving, or one that is not in the list.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        Self::from_code(text).ok_or_else(|| {
            let names = Self::codes();
            if CHANGING.contains(&text) {
                ValueRejection::ZoneDaylightSaving { text: &text, names: &names }.into_rejection()
            } else {
                ValueRejection::ZoneUnknown { text: &text, names: &names }.into_rejection()
            }
        })
    }

    pub fn day_at(self, at: Timestamp) -> Day {
        at.day_at(self.offset_seconds())
    }

    /// `2026-03-20 16:36 SGT`, as the checkout page writes it.
    pub fn format_minute(self, at: Timestamp) -> String {
        format!("{} {}", at.format_minute_at(self.offset_seconds()), self.abbreviation())
    }
}
