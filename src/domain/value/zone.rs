//! The zones that a merchant can be in: those with one offset all year, so that a day has one beginning everywhere.
//!
//! Source of names and offsets: the IANA time zone database, 2020 to now. It calls most of them by their number since 2017;
//! the abbreviations are the customary ones, and `SGT` is what the reference page shows.

use super::code_enum::coded;
use super::time::{Day, Timestamp};
use crate::domain::order::rejection::Rejection;
use crate::say;

coded! {
    /// A zone without daylight saving.
    Zone {
        /// The reference page's.
        Singapore = "Asia/Singapore", "新加坡", "Singapore";
        /// The resale flow's.
        Shanghai = "Asia/Shanghai", "上海", "Shanghai";
        /// UTC+8.
        HongKong = "Asia/Hong_Kong", "香港", "Hong Kong";
        /// UTC+8.
        Macau = "Asia/Macau", "澳门", "Macau";
        /// UTC+8.
        Taipei = "Asia/Taipei", "台北", "Taipei";
        /// UTC+8.
        KualaLumpur = "Asia/Kuala_Lumpur", "吉隆坡", "Kuala Lumpur";
        /// UTC+8.
        Manila = "Asia/Manila", "马尼拉", "Manila";
        /// UTC+9.
        Tokyo = "Asia/Tokyo", "东京", "Tokyo";
        /// UTC+9.
        Seoul = "Asia/Seoul", "首尔", "Seoul";
        /// UTC+7.
        Bangkok = "Asia/Bangkok", "曼谷", "Bangkok";
        /// UTC+7.
        HoChiMinh = "Asia/Ho_Chi_Minh", "胡志明市", "Ho Chi Minh City";
        /// UTC+7.
        Jakarta = "Asia/Jakarta", "雅加达", "Jakarta";
        /// UTC+5:30.
        Kolkata = "Asia/Kolkata", "加尔各答", "Kolkata";
        /// UTC+4.
        Dubai = "Asia/Dubai", "迪拜", "Dubai";
        /// UTC+8.
        Perth = "Australia/Perth", "珀斯", "Perth";
        /// UTC+10.
        Brisbane = "Australia/Brisbane", "布里斯班", "Brisbane";
        /// No offset.
        Utc = "UTC", "协调世界时", "UTC";
    }
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

const HOUR: i32 = 3600;

impl Zone {
    /// Reads an IANA name.
    ///
    /// # Errors
    /// A zone with daylight saving, or one that is not in the list.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        Self::from_code(text).ok_or_else(|| {
            let names = Self::codes();
            let hint = say!("可用的时区：{names}", "available time zones: {names}");
            if CHANGING.contains(&text) {
                Rejection::input(
                    "zone_daylight_saving",
                    say!(
                        "{text} 有夏令时，一天的起止会变；只支持全年固定偏移的时区",
                        "{text} has daylight saving, which moves where a day begins; only zones with one offset all year are supported"
                    ),
                )
                .with_hint(hint)
            } else {
                Rejection::input("zone_unknown", say!("没有时区 {text}", "no such zone: {text}")).with_hint(hint)
            }
        })
    }

    /// Seconds east of UTC.
    pub const fn offset_seconds(self) -> i32 {
        match self {
            Self::Tokyo | Self::Seoul => 9 * HOUR,
            Self::Brisbane => 10 * HOUR,
            Self::Singapore
            | Self::Shanghai
            | Self::HongKong
            | Self::Macau
            | Self::Taipei
            | Self::KualaLumpur
            | Self::Manila
            | Self::Perth => 8 * HOUR,
            Self::Bangkok | Self::HoChiMinh | Self::Jakarta => 7 * HOUR,
            Self::Kolkata => 5 * HOUR + HOUR / 2,
            Self::Dubai => 4 * HOUR,
            Self::Utc => 0,
        }
    }

    /// What people write behind a time of day.
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::Singapore => "SGT",
            Self::Shanghai | Self::Macau | Self::Taipei => "CST",
            Self::HongKong => "HKT",
            Self::KualaLumpur => "MYT",
            Self::Manila => "PHT",
            Self::Tokyo => "JST",
            Self::Seoul => "KST",
            Self::Bangkok | Self::HoChiMinh => "ICT",
            Self::Jakarta => "WIB",
            Self::Kolkata => "IST",
            Self::Dubai => "GST",
            Self::Perth => "AWST",
            Self::Brisbane => "AEST",
            Self::Utc => "UTC",
        }
    }

    pub fn day_at(self, at: Timestamp) -> Day {
        at.day_at(self.offset_seconds())
    }

    /// `2026-03-20 16:36 SGT`, as the checkout page writes it.
    pub fn format_minute(self, at: Timestamp) -> String {
        format!("{} {}", at.format_minute_at(self.offset_seconds()), self.abbreviation())
    }
}
