//! Time as data: UTC milliseconds, calendar days, and a flow's zone for people.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use chrono::{
    DateTime, Datelike as _, FixedOffset, Months, NaiveDate, NaiveDateTime, Offset as _, SecondsFormat, TimeZone as _,
    Utc,
};

/// A moment, in milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

/// A calendar day, such as the day of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

/// The zone in which the resale flow speaks to people: Asia/Shanghai, UTC+8 all year since 1991.
const SHANGHAI_SECONDS: i32 = 8 * 3600;

/// Why a text is not a time or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not RFC 3339 with an offset.
    #[error("a time is RFC 3339 with an offset, such as 2026-03-20T03:36:02Z")]
    Instant,
    /// Not `yyyy-mm-dd`, or not in the calendar.
    #[error("a day is yyyy-mm-dd, such as 2026-04-15")]
    Day,
    /// `15/04/2026`: nobody can tell which number is the month.
    #[error("day and month cannot be told apart; the year comes first, as in 2026-04-15")]
    DayMonthOrder,
    /// `26/4/15`
    #[error("the year has four digits, as in 2026-04-15")]
    ShortYear,
    /// `4月15日`
    #[error("the year is missing, as in 2026-04-15")]
    YearMissing,
    /// Outside 2020 to 2099.
    #[error("a date is between 2020-01-01 and 2099-12-31")]
    Range,
}

fn shanghai_offset() -> FixedOffset {
    offset_east(SHANGHAI_SECONDS)
}

/// An offset of less than a day; UTC for any other.
fn offset_east(seconds: i32) -> FixedOffset {
    FixedOffset::east_opt(seconds).unwrap_or_else(|| Utc.fix())
}

impl Timestamp {
    /// A moment from milliseconds since 1970 UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with an offset, 2020 to 2099.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let at = DateTime::parse_from_rfc3339(text).map_err(|_| TimeError::Instant)?;
        Self(at.timestamp_millis()).in_range()
    }

    /// Reads the reference page's form, `2026/03/20 11:36:01`, in Asia/Shanghai.
    pub fn parse_page(text: &str) -> Result<Self, TimeError> {
        let naive = NaiveDateTime::parse_from_str(text, "%Y/%m/%d %H:%M:%S").map_err(|_| TimeError::Instant)?;
        Self::from_shanghai(naive)
    }

    /// Reads `2026-03-20 11:36:01` (as exports of shops write it) in Asia/Shanghai.
    pub fn parse_export(text: &str) -> Result<Self, TimeError> {
        let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").map_err(|_| TimeError::Instant)?;
        Self::from_shanghai(naive)
    }

    /// A local time in Asia/Shanghai, 2020 to 2099.
    pub(super) fn from_shanghai(naive: NaiveDateTime) -> Result<Self, TimeError> {
        let at = shanghai_offset().from_local_datetime(&naive).single().ok_or(TimeError::Instant)?;
        Self(at.timestamp_millis()).in_range()
    }

    fn in_range(self) -> Result<Self, TimeError> {
        if (2020..=2099).contains(&self.utc().year()) { Ok(self) } else { Err(TimeError::Range) }
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// `2026-03-20T03:35:45.636Z`.
    pub fn format_rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// `2026-03-20 11:35:46`, as people read it everywhere but on the reference page (Asia/Shanghai).
    pub fn format_second(self) -> String {
        self.format_second_at(SHANGHAI_SECONDS)
    }

    /// `2026/03/20 11:35:46`, as the resale page writes it (Asia/Shanghai).
    pub fn format_page(self) -> String {
        self.utc().with_timezone(&shanghai_offset()).format("%Y/%m/%d %H:%M:%S").to_string()
    }

    /// `2026-03-20 11:35`, for tables (Asia/Shanghai).
    pub fn format_minute(self) -> String {
        self.format_minute_at(SHANGHAI_SECONDS)
    }

    /// `2026-03-20 16:36`, where clocks are `offset_seconds` east of UTC.
    pub fn format_minute_at(self, offset_seconds: i32) -> String {
        self.utc().with_timezone(&offset_east(offset_seconds)).format("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-03-20 16:36:26`, where clocks are `offset_seconds` east of UTC.
    pub fn format_second_at(self, offset_seconds: i32) -> String {
        self.utc().with_timezone(&offset_east(offset_seconds)).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// `20260320033546715`: UTC to the millisecond, the clock part of a resale order number.
    pub fn format_compact(self) -> String {
        self.utc().format("%Y%m%d%H%M%S%3f").to_string()
    }

    /// The calendar day in Asia/Shanghai.
    pub fn shanghai_day(self) -> Day {
        self.day_at(SHANGHAI_SECONDS)
    }

    /// The calendar day where clocks are `offset_seconds` east of UTC.
    pub fn day_at(self, offset_seconds: i32) -> Day {
        Day(self.utc().with_timezone(&offset_east(offset_seconds)).date_naive())
    }

    /// This moment plus `millis`, which may be negative.
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(60_000))
    }

    /// The same day of the month and time of day in UTC, `months` later; the month's last day where it has no such day.
    pub fn plus_months(self, months: u32) -> Self {
        let later = self.utc().checked_add_months(Months::new(months));
        later.map_or(Self(i64::MAX), |later| Self(later.timestamp_millis()))
    }
}

impl Day {
    /// The last day that can be read.
    pub const LAST: Self = Self(match NaiveDate::from_ymd_opt(2099, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    });

    /// Reads `yyyy-mm-dd`, 2020 to 2099.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(TimeError::Day);
        }
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| TimeError::Day)?;
        if (2020..=2099).contains(&day.year()) { Ok(Self(day)) } else { Err(TimeError::Range) }
    }

    /// The day of a year, month and day of month, if the calendar has it.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Days since Monday: 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    pub fn previous_day(self) -> Self {
        Self(self.0.pred_opt().unwrap_or(self.0))
    }

    pub fn next_day(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(self.0))
    }

    /// The moment of `hour`:00 on this day in Asia/Shanghai.
    pub fn at_hour(self, hour: u32) -> Timestamp {
        let naive = self.0.and_hms_opt(hour, 0, 0).unwrap_or_default();
        Timestamp(naive.and_utc().timestamp_millis() - i64::from(SHANGHAI_SECONDS) * 1000)
    }

    /// The first moment after this day in Asia/Shanghai.
    pub fn end_in_shanghai(self) -> Timestamp {
        self.end_at(SHANGHAI_SECONDS)
    }

    /// The first moment after this day where clocks are `offset_seconds` east of UTC.
    pub fn end_at(self, offset_seconds: i32) -> Timestamp {
        let midnight = self.next_day().0.and_hms_opt(0, 0, 0).unwrap_or_default();
        Timestamp(midnight.and_utc().timestamp_millis() - i64::from(offset_seconds) * 1000)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.format_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_clock_is_shanghai() {
        let at = Timestamp::parse("2026-03-20T03:35:46.715Z").unwrap();
        assert_eq!(at.format_page(), "2026/03/20 11:35:46");
        assert_eq!(at.format_second(), "2026-03-20 11:35:46");
        assert_eq!(at.format_compact(), "20260320033546715");
        assert_eq!(at.format_rfc3339(), "2026-03-20T03:35:46.715Z");
        assert_eq!(Timestamp::parse_page("2026/03/20 11:35:46").unwrap().format_rfc3339(), "2026-03-20T03:35:46.000Z");
        assert_eq!(at.shanghai_day().to_string(), "2026-03-20");
    }

    #[test]
    fn a_day_changes_at_midnight_in_shanghai() {
        assert_eq!(Timestamp::parse("2026-03-20T16:00:00Z").unwrap().shanghai_day().to_string(), "2026-03-21");
        assert_eq!(
            Day::parse("2026-04-15").unwrap().previous_day().at_hour(18).format_rfc3339(),
            "2026-04-14T10:00:00.000Z"
        );
    }

    #[test]
    fn a_day_begins_where_the_zone_says() {
        let at = Timestamp::parse("2026-03-20T20:30:59.999Z").unwrap();
        let hour = 3600;
        assert_eq!(at.day_at(0).to_string(), "2026-03-20");
        assert_eq!(at.day_at(8 * hour).to_string(), "2026-03-21");
        assert_eq!(at.format_minute_at(8 * hour), "2026-03-21 04:30");
        assert_eq!(at.format_minute_at(-5 * hour), "2026-03-20 15:30");
        assert_eq!(at.format_second_at(8 * hour), "2026-03-21 04:30:59");
        assert_eq!(Day::parse("2026-02-28").unwrap().next_day().to_string(), "2026-03-01");
    }

    #[test]
    fn an_offset_is_required_and_the_range_is_bounded() {
        assert_eq!(Timestamp::parse("2026-03-20T03:35:46"), Err(TimeError::Instant));
        assert_eq!(Timestamp::parse("1999-03-20T03:35:46Z"), Err(TimeError::Range));
        for bad in ["2026-4-15", "2026-02-30", "20260415", "2026-04-15 ", "2026/04/15"] {
            assert_eq!(Day::parse(bad), Err(TimeError::Day), "{bad}");
        }
        assert_eq!(Day::parse("0026-04-15"), Err(TimeError::Range));
        assert_eq!(Day::parse("2099-12-31"), Ok(Day::LAST));
    }
}
