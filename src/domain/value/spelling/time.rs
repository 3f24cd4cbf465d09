//! Days and moments as sheets and people write them: `2026/4/5`, `2026年4月5日 9:05`, a spreadsheet's day number.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use crate::domain::value::text::fold::fold_text;
use crate::domain::value::time::{Day, TimeError, Timestamp};

/// Day 0 of a spreadsheet's calendar, for every day after February 1900.
const FIRST_SERIAL: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);
const SECONDS_OF_DAY: u64 = 86_400;
const WEEKDAYS: [char; 7] = ['一', '二', '三', '四', '五', '六', '日'];

/// Reads a day. A time of day is let pass where it is midnight, which is how spreadsheets write a day that they hold as a
/// moment.
pub fn read_day(text: &str) -> Result<Day, TimeError> {
    let text = fold_text(text);
    if let Ok(at) = Timestamp::parse(text.trim()) {
        let day = at.shanghai_day();
        return if day.at_hour(0) == at { Ok(day) } else { Err(TimeError::Day) };
    }
    let at = read_local(&text).ok_or_else(|| explain_refusal(&text, TimeError::Day))?;
    if at.time() != NaiveTime::MIN {
        return Err(TimeError::Day);
    }
    Day::parse(&at.format("%Y-%m-%d").to_string())
}

/// Reads a moment: RFC 3339, or a local time in Asia/Shanghai. A day alone is its first moment.
pub fn read_moment(text: &str) -> Result<Timestamp, TimeError> {
    let text = fold_text(text);
    match Timestamp::parse(text.trim()) {
        Err(TimeError::Range) => Err(TimeError::Range),
        Ok(at) => Ok(at),
        Err(_) => {
            let at = read_local(&text).ok_or_else(|| explain_refusal(&text, TimeError::Instant))?;
            Timestamp::from_shanghai(at)
        }
    }
}

/// Reads what a person types for a moment that lies behind: [`read_moment`]; `11-28` of the year that makes it the latest
/// one behind `now`; `today`, `yesterday`; `1h`, `3d`, `30m` before `now`. Days begin in Asia/Shanghai.
pub fn read_past_moment(text: &str, now: Timestamp) -> Result<Timestamp, TimeError> {
    let typed = fold_text(text).trim().to_lowercase();
    if let Some(ago) = read_span(&typed) {
        return Ok(now.plus_minutes(-ago));
    }
    let today = now.shanghai_day();
    match typed.as_str() {
        "now" | "现在" => return Ok(now),
        "today" | "今天" => return Ok(today.at_hour(0)),
        "yesterday" | "昨天" => return Ok(today.previous_day().at_hour(0)),
        _ => {}
    }
    if let Some((day, clock)) = split_clock(&typed) {
        // What a day alone means, at that time of it.
        return Ok(read_past_moment(day, now)?.plus_millis(clock));
    }
    let Some((month, day)) = read_month_and_day(&typed) else { return read_moment(text) };
    let years = [today.year(), today.year() - 1];
    let days = years.iter().filter_map(|year| Day::from_ymd(*year, month, day));
    days.filter(|day| *day <= today).max().map(|day| day.at_hour(0)).ok_or(TimeError::Instant)
}

/// Reads what a person types for a day of a visit: [`read_day`]; `today`, `tomorrow`; `11-28` of this year, or of the next
/// where it is gone by more than half a year.
pub fn read_coming_day(text: &str, today: Day) -> Result<Day, TimeError> {
    let typed = fold_text(text).trim().to_lowercase();
    match typed.as_str() {
        "today" | "今天" => return Ok(today),
        "tomorrow" | "明天" => return Ok(today.next_day()),
        "yesterday" | "昨天" => return Ok(today.previous_day()),
        _ => {}
    }
    let Some((month, day)) = read_month_and_day(&typed) else { return read_day(text) };
    let this_year = Day::from_ymd(today.year(), month, day);
    let half_a_year_ago = (0..183).fold(today, |day, _| day.previous_day());
    let coming = this_year.filter(|day| *day >= half_a_year_ago);
    coming.or_else(|| Day::from_ymd(today.year() + 1, month, day)).or(this_year).ok_or(TimeError::Day)
}

/// A day that does not say its year, and the time behind it in milliseconds: `11-30 22:07`, `昨天 9:05`, `11月30日22:07`.
fn split_clock(text: &str) -> Option<(&str, i64)> {
    let at = text.rfind(|c: char| c.is_whitespace() || matches!(c, '日' | '号' | '天'))?;
    let mark = text.get(at..)?.chars().next()?;
    let end = if mark.is_whitespace() { at } else { at + mark.len_utf8() };
    let (day, clock) = (text.get(..end)?.trim(), text.get(at + mark.len_utf8()..)?.trim());
    let is_day = matches!(day, "today" | "yesterday" | "今天" | "昨天") || read_month_and_day(day).is_some();
    let time = read_clock(clock).filter(|_| is_day && clock.contains(':'))?;
    Some((day, i64::from(time.num_seconds_from_midnight()) * 1000))
}

/// `90m`, `1h`, `3d`, in minutes.
fn read_span(text: &str) -> Option<i64> {
    let units = [("m", 1), ("min", 1), ("h", 60), ("d", 1440), ("分钟", 1), ("小时", 60), ("天", 1440)];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (count, unit) = text.split_at(digits);
    let minutes = units.iter().find(|(name, _)| *name == unit.trim()).map(|(_, minutes)| minutes)?;
    (1..=5).contains(&digits).then(|| count.parse::<i64>().ok())?.map(|count| count * minutes)
}

/// `11-28`, `11/28`, `11月28日`.
fn read_month_and_day(text: &str) -> Option<(u32, u32)> {
    let (month, rest) = take_number(text, 1, 2)?;
    let rest = rest.trim_start();
    let day = match rest.strip_prefix('月') {
        Some(day) => day.trim_start().trim_end_matches(['日', '号']),
        None => rest.strip_prefix(['-', '/'])?,
    };
    let (day, rest) = take_number(day.trim(), 1, 2)?;
    rest.is_empty().then_some((month, day))
}

/// A local time in any of the spellings that need no guess. `text` is folded.
fn read_local(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    if let Some(at) = read_serial(text) {
        return Some(at);
    }
    let (day, rest) = take_date(text)?;
    let rest = take_weekday(rest.trim(), day)?;
    let time = if rest.is_empty() { NaiveTime::MIN } else { read_clock(rest)? };
    Some(day.and_time(time))
}

/// `46127`, `46127.4831`: days since 1899-12-30, to the second. Only numbers that fall into 2020 to 2099.
fn read_serial(text: &str) -> Option<NaiveDateTime> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() != 5 || !digits(whole) || !digits(part) {
        return None;
    }
    let serial: u64 = whole.parse().ok().filter(|serial| (43_831..=73_050).contains(serial))?;
    // In whole numbers: twelve digits are finer than a millisecond.
    let part = part.get(..part.len().min(12))?;
    let unit = 10_u64.pow(u32::try_from(part.len()).ok()?);
    let seconds = (part.parse::<u64>().ok()? * SECONDS_OF_DAY + unit / 2) / unit;
    let first = FIRST_SERIAL?.and_time(NaiveTime::MIN);
    first
        .checked_add_days(Days::new(serial))?
        .checked_add_signed(chrono::TimeDelta::seconds(i64::try_from(seconds).ok()?))
}

/// A date of four, one or two, and one or two digits, parted by the same mark, and what follows it.
fn take_date(text: &str) -> Option<(NaiveDate, &str)> {
    let (year, rest) = take_number(text, 4, 4).or_else(|| take_compact_year(text))?;
    if let Some(rest) = rest.trim_start().strip_prefix('年') {
        let (month, rest) = take_number(rest.trim_start(), 1, 2)?;
        let (day, rest) = take_number(rest.trim_start().strip_prefix('月')?.trim_start(), 1, 2)?;
        return match rest.trim_start().strip_prefix(['日', '号']) {
            Some(rest) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(|date| (date, rest)),
            None => date_before(year, month, day, rest),
        };
    }
    let mark = rest.chars().next()?;
    if mark.is_ascii_digit() {
        let (month, rest) = take_exactly(rest, 2)?;
        let (day, rest) = take_exactly(rest, 2)?;
        return date_before(year, month, day, rest);
    }
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let (month, rest) = take_number(rest.strip_prefix(mark)?, 1, 2)?;
    let (day, rest) = take_number(rest.strip_prefix(mark)?, 1, 2)?;
    date_before(year, month, day, rest)
}

/// The year of `20260415`.
fn take_compact_year(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 { take_exactly(text, 4) } else { None }
}

fn date_before(year: u32, month: u32, day: u32, rest: &str) -> Option<(NaiveDate, &str)> {
    // A digit that follows belongs to the day: `2026-04-155` is none.
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'));
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    ends.then_some((date, rest))
}

/// What follows a weekday, which has to be that of the day; the text itself where none is named.
fn take_weekday(text: &str, day: NaiveDate) -> Option<&str> {
    let bare = text.trim_start_matches(['(', '[']);
    let Some(named) = ["星期", "周", "礼拜"].iter().find_map(|word| bare.strip_prefix(word)) else {
        return Some(text);
    };
    let letter = named.chars().next().map(|letter| if letter == '天' { '日' } else { letter })?;
    let index = WEEKDAYS.iter().position(|name| *name == letter)?;
    let holds = chrono::Datelike::weekday(&day).num_days_from_monday() as usize == index;
    holds
        .then(|| named.get(named.chars().next().map_or(0, char::len_utf8)..))?
        .map(|rest| rest.trim_start_matches([')', ']']).trim())
}

/// `9:05`, `09:05:46`, `09:05:46.0`, `9时5分46秒`, `下午 3:35`, `3:35 PM`.
fn read_clock(text: &str) -> Option<NaiveTime> {
    let text = text.strip_prefix(['T', 't']).unwrap_or(text).trim().to_uppercase();
    let halves = [("上午", 0), ("下午", 12), ("AM", 0), ("PM", 12)];
    let half = halves.iter().find_map(|(word, hours)| {
        text.strip_prefix(word).or_else(|| text.strip_suffix(word)).map(|rest| (rest.trim().to_owned(), *hours))
    });
    let (clock, after_noon) = half.map_or((text, None), |(rest, hours)| (rest, Some(hours)));
    let plain = clock.replace(['时', '点', '分'], ":").replace('秒', "");
    let mut parts = plain.trim_end_matches(':').split(':').map(str::trim);
    let hour = read_part(parts.next()?)?;
    let minute = read_part(parts.next()?)?;
    let (second, millis) = parts.next().map_or(Some((0, 0)), read_seconds)?;
    if parts.next().is_some() {
        return None;
    }
    let hour = match after_noon {
        None => hour,
        Some(offset) if (1..=12).contains(&hour) => hour % 12 + offset,
        // `下午 15:35`, as some exports write it, says the same twice.
        Some(12) if hour > 12 => hour,
        Some(_) => return None,
    };
    NaiveTime::from_hms_milli_opt(hour, minute, second, millis)
}

fn read_seconds(text: &str) -> Option<(u32, u32)> {
    let (second, part) = text.split_once('.').unwrap_or((text, "0"));
    if part.is_empty() || part.len() > 9 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let millis = format!("{part:0<3}");
    Some((read_part(second)?, millis.get(..3)?.parse().ok()?))
}

fn read_part(text: &str) -> Option<u32> {
    let (number, rest) = take_number(text, 1, 2)?;
    rest.is_empty().then_some(number)
}

/// A run of digits of a length, and what follows it.
fn take_number(text: &str, least: usize, most: usize) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if (least..=most).contains(&digits) { take_exactly(text, digits) } else { None }
}

fn take_exactly(text: &str, digits: usize) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at_checked(digits)?;
    number.bytes().all(|b| b.is_ascii_digit()).then(|| number.parse().ok())?.map(|number| (number, rest))
}

/// Why a text is refused, where more can be said than that it is not understood.
fn explain_refusal(text: &str, otherwise: TimeError) -> TimeError {
    let number = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = number.split(['/', '-', '.']).collect();
    let digits = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [a, b, year] if [a, b].into_iter().all(digits) && digits(year) && year.len() == 4 => TimeError::DayMonthOrder,
        [a, b, c] if [a, b, c].into_iter().all(digits) && a.len() <= 2 => TimeError::ShortYear,
        _ if read_month_and_day(text.trim()).is_some() => TimeError::YearMissing,
        _ => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_spelling_is_a_day() {
        for text in [
            "2026-04-05",
            "2026-4-5",
            "2026/4/5",
            "2026/04/05",
            "2026.4.5",
            "2026年4月5日",
            "2026年04月05日",
            "2026 年 4 月 5 日",
            "2026年4月5号",
            "20260405",
            "２０２６－０４－０５",
            "2026/4/5 0:00",
            "2026-04-05 00:00:00",
            "2026-04-05T00:00:00",
            "2026年4月5日 00:00",
            "2026-04-04T16:00:00Z",
            "2026-04-05T00:00:00+08:00",
            "2026年4月5日星期日",
            "2026/4/5 周日",
            "2026-04-05（周天）",
            "46117",
            "46117.0",
            " 2026-04-05\u{200b}",
        ] {
            assert_eq!(read_day(text).map(|day| day.to_string()), Ok("2026-04-05".to_owned()), "{text}");
        }
    }

    #[test]
    fn a_day_that_needs_a_guess_is_refused_with_what_is_wrong() {
        for (text, wrong) in [
            ("15/04/2026", TimeError::DayMonthOrder),
            ("04-15-2026", TimeError::DayMonthOrder),
            ("15.04.2026", TimeError::DayMonthOrder),
            ("26/4/5", TimeError::ShortYear),
            ("26-04-05", TimeError::ShortYear),
            ("4月5日", TimeError::YearMissing),
            ("4-5", TimeError::YearMissing),
            ("2026-02-30", TimeError::Day),
            ("2026/4-5", TimeError::Day),
            ("2026-4-5-6", TimeError::Day),
            ("2026-04-155", TimeError::Day),
            ("2026-04", TimeError::Day),
            ("20260431", TimeError::Day),
            ("2026/4/5 9:30", TimeError::Day),
            ("2026/4/5 周一", TimeError::Day),
            ("2026-04-05T00:00:00Z", TimeError::Day),
            ("4611", TimeError::Day),
            ("99999", TimeError::Day),
            ("下周六", TimeError::Day),
            ("", TimeError::Day),
            ("2019-12-31", TimeError::Range),
        ] {
            assert_eq!(read_day(text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn every_plain_spelling_is_a_moment_in_shanghai() {
        for (text, utc) in [
            ("2026-03-20T03:35:46Z", "03:35:46.000"),
            ("2026-03-20T11:35:46+08:00", "03:35:46.000"),
            ("2026-03-20 11:35:46", "03:35:46.000"),
            ("2026/03/20 11:35:46", "03:35:46.000"),
            ("2026/3/20 11:35:46", "03:35:46.000"),
            ("2026-03-20 11:35:46.0", "03:35:46.000"),
            ("2026-03-20 11:35:46.715", "03:35:46.715"),
            ("2026-03-20T11:35:46", "03:35:46.000"),
            ("2026/3/20 11:35", "03:35:00.000"),
            ("2026-03-20 11:35", "03:35:00.000"),
            ("2026-3-20 9:05", "01:05:00.000"),
            ("2026年3月20日 11:35:46", "03:35:46.000"),
            ("2026年3月20日11时35分46秒", "03:35:46.000"),
            ("2026年3月20日 11点35分", "03:35:00.000"),
            ("2026/3/20 上午 11:35:46", "03:35:46.000"),
            ("2026/3/20 下午 3:35", "07:35:00.000"),
            ("2026/3/20 下午 15:35", "07:35:00.000"),
            ("2026/3/20 3:35 PM", "07:35:00.000"),
            ("2026/3/20 下午 12:05", "04:05:00.000"),
            ("2026-03-20 星期五 11:35", "03:35:00.000"),
            ("２０２６／３／２０　１１：３５", "03:35:00.000"),
            ("20260320 11:35:46", "03:35:46.000"),
            ("46101.4831712963", "03:35:46.000"),
        ] {
            let want = format!("2026-03-20T{utc}Z");
            assert_eq!(read_moment(text).map(Timestamp::format_rfc3339), Ok(want), "{text}");
        }
        let midnight = "2026-03-19T16:00:00.000Z".to_owned();
        for text in ["2026-03-20", "46101", "2026/3/20 上午 12:00"] {
            assert_eq!(read_moment(text).map(Timestamp::format_rfc3339), Ok(midnight.clone()), "{text}");
        }
    }

    #[test]
    fn a_moment_that_needs_a_guess_is_refused() {
        for (text, wrong) in [
            ("20.03.2026", TimeError::DayMonthOrder),
            ("20/03/2026 11:35", TimeError::DayMonthOrder),
            ("26/3/20 11:35", TimeError::ShortYear),
            ("3月20日 11:35", TimeError::Instant),
            ("2026-03-20 25:00", TimeError::Instant),
            ("2026-03-20 11", TimeError::Instant),
            ("2026-03-20 11:35:46:00", TimeError::Instant),
            ("2026-03-20 上午 13:00", TimeError::Instant),
            ("11:35:46", TimeError::Instant),
            ("1773977745", TimeError::Instant),
            ("刚刚", TimeError::Instant),
            ("2019/03/20 11:35:46", TimeError::Range),
        ] {
            assert_eq!(read_moment(text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn a_typed_moment_may_be_told_from_now() {
        let now = Timestamp::parse("2026-03-20T20:30:00Z").unwrap(); // the 21st in Shanghai
        for (text, want) in [
            ("today", "2026-03-20T16:00:00.000Z"),
            ("今天", "2026-03-20T16:00:00.000Z"),
            ("yesterday", "2026-03-19T16:00:00.000Z"),
            ("1h", "2026-03-20T19:30:00.000Z"),
            ("3d", "2026-03-17T20:30:00.000Z"),
            ("30m", "2026-03-20T20:00:00.000Z"),
            ("3-20", "2026-03-19T16:00:00.000Z"),
            ("11-28", "2025-11-27T16:00:00.000Z"),
            ("11月28日", "2025-11-27T16:00:00.000Z"),
            ("3-20 22:07", "2026-03-20T14:07:00.000Z"),
            ("11月28日 9:05", "2025-11-28T01:05:00.000Z"),
            ("11月28日22:07", "2025-11-28T14:07:00.000Z"),
            ("昨天 22:07", "2026-03-20T14:07:00.000Z"),
            ("2026/3/20", "2026-03-19T16:00:00.000Z"),
            ("2026-03-20 09:05", "2026-03-20T01:05:00.000Z"),
        ] {
            assert_eq!(read_past_moment(text, now).map(Timestamp::format_rfc3339), Ok(want.to_owned()), "{text}");
        }
        for text in ["", "h", "1w", "2-30", "20/03/2026", "123456h", "3-20 25:00", "3-20 x", "昨天 9"] {
            assert!(read_past_moment(text, now).is_err(), "{text}");
        }
    }

    #[test]
    fn a_typed_day_of_a_visit_may_leave_out_its_year() {
        let today = Day::parse("2026-11-28").unwrap();
        for (text, want) in [
            ("today", "2026-11-28"),
            ("明天", "2026-11-29"),
            ("12-8", "2026-12-08"),
            ("12月8日", "2026-12-08"),
            ("1-3", "2027-01-03"),
            ("11/20", "2026-11-20"),
            ("2026/12/08", "2026-12-08"),
        ] {
            assert_eq!(read_coming_day(text, today).map(|day| day.to_string()), Ok(want.to_owned()), "{text}");
        }
        assert_eq!(read_coming_day("15/04/2026", today), Err(TimeError::DayMonthOrder));
    }
}
