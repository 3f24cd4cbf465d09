//! `sku stock`

use super::show::render_stock_table;
use crate::app::checkout::sku::{CAPACITY_LIMIT, DAYS_LIMIT};
use crate::app::input::FormatError;
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::value::spelling::time::read_day;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::say;

/// Set how many visitors may come on a day, or on each day of a range.
#[derive(Debug, clap::Args)]
pub struct SkuStockArgs {
    /// The SKU
    #[arg(value_name = "SKU")]
    sku: String,
    /// The day of the visit, or the first and the last of several: D or D..D
    #[arg(long, value_name = "D[..D]")]
    date: String,
    /// How many visitors may come on that day, or on each of them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=i64::from(CAPACITY_LIMIT)))]
    capacity: u32,
}

/// Sets it.
pub fn run_sku_stock(context: &CommandContext, args: &SkuStockArgs) -> Result<CommandResponse> {
    let change = context.open_app()?.set_stock(&args.sku, parse_day_range(&args.date)?, args.capacity)?;
    let changed = &change.value["changed"];
    let done = if *changed == 0 {
        say!("{}：原本就是，无事可做", "{}: already so; nothing to do", args.sku)
    } else {
        say!("{}：{changed} 天的名额已设定", "{}: days that have another capacity now: {changed}", args.sku)
    };
    let days = change.value["stock"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = format!("{}{}", render_stock_table(days, &context.surface), done.in_lang(context.lang()));
    Ok(CommandResponse::for_change_page(&change, "sku_id", text, context.lang()))
}

/// `D` or `D..D`
fn parse_day_range(text: &str) -> Result<(Day, Day)> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let days = read_day(first).and_then(|first| read_day(last).map(|last| (first, last)));
    match days {
        Ok((first, last)) if first <= last && last <= last_day(first, DAYS_LIMIT) => Ok((first, last)),
        _ => Err(FormatError::DayRange { limit: &DAYS_LIMIT }.into_error().detail("field", "--date")),
    }
}

/// The last of `count` days.
fn last_day(first: Day, count: usize) -> Day {
    (1..count).fold(first, |day, _| day.next_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_one_or_a_range_of_a_year_at_most() {
        let shown =
            |text| parse_day_range(text).map(|(first, last)| format!("{first} {last}")).map_err(|error| error.code);
        assert_eq!(shown("2026-03-21").unwrap(), "2026-03-21 2026-03-21");
        assert_eq!(shown("2026-03-21..2026-04-02").unwrap(), "2026-03-21 2026-04-02");
        assert_eq!(shown("2027-01-01..2028-01-01").unwrap(), "2027-01-01 2028-01-01", "366 days");
        for bad in ["", "..", "2026-03-21..", "2026-03-22..2026-03-21", "2027-01-01..2028-01-02", "21.03.2026"] {
            assert_eq!(shown(bad), Err("time_invalid"), "{bad}");
        }
    }
}
