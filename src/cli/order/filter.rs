//! The flags that limit a list of orders.

use crate::app::input::FormatError;
use crate::app::orders::list::OrderFilter;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::word_arg::{WordParser, word_arg};
use crate::domain::axes::{order_statuses, read_status};
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderFlow;
use crate::domain::value::message::Lang;
use crate::domain::value::spelling::time::read_coming_day;
use crate::domain::value::spelling::word::read_word;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};

/// Which orders.
#[derive(Debug, clap::Args)]
pub(super) struct OrderFilterArgs {
    /// Only orders with this order status, by code or label
    #[arg(long, value_name = "CODE")]
    status: Option<String>,
    /// Only orders whose next step is this
    #[arg(long, value_name = "ACTION")]
    next: Option<String>,
    /// Only orders of this flow
    #[arg(long, value_name = "FLOW", value_parser = WordParser::<OrderFlowArg>::new())]
    flow: Option<OrderFlowArg>,
    /// Only visits on this day or in this range: D, D..D, D.. or ..D
    #[arg(long, value_name = "D[..D]")]
    play_date: Option<String>,
    /// Only orders recorded since this day or time (RFC 3339)
    #[arg(long, value_name = "T")]
    since: Option<String>,
}

/// `--flow`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum OrderFlowArg {
    /// Bought on the marketplace, placed with an agent
    Resale,
    /// Sold to buyers' agents
    Checkout,
}

word_arg! {
    OrderFlowArg {
        Resale = "resale", "转售", "resale";
        Checkout = "checkout", "结账", "checkout";
    }
}

impl OrderFilterArgs {
    pub(super) fn to_order_filter(&self, context: &CommandContext, limit: usize) -> Result<OrderFilter> {
        let flow = self.flow.map(|flow| match flow {
            OrderFlowArg::Resale => OrderFlow::Resale,
            OrderFlowArg::Checkout => OrderFlow::Checkout,
        });
        Ok(OrderFilter {
            status: self.status.as_deref().map(|text| parse_status(text, flow)).transpose()?.unwrap_or_default(),
            action: self.next.as_deref().map(parse_action).transpose()?,
            flow,
            play_dates: self.play_date.as_deref().map(|days| parse_play_dates(days, context.today()?)).transpose()?,
            since: self.since.as_deref().map(|at| context.read_past_flag("--since", at)).transpose()?,
            limit,
        })
    }
}

/// A code, or a label, which both flows may have.
fn parse_status(text: &str, flow: Option<OrderFlow>) -> Result<Vec<&'static str>> {
    let found = read_status(text, flow);
    if !found.is_empty() {
        return Ok(found);
    }
    let of_flow = order_statuses().filter(|(own, _, _)| flow.is_none_or(|flow| flow == *own));
    let known: Vec<_> = of_flow.map(|(_, code, label)| (code, label.in_lang(Lang::Zh))).collect();
    Err(unknown_code_error("--status", &known))
}

fn parse_action(text: &str) -> Result<NextAction> {
    read_word(text, NextAction::ALL).ok_or_else(|| {
        let known: Vec<_> =
            NextAction::ALL.iter().map(|action| (action.code(), action.label().in_lang(Lang::Zh))).collect();
        unknown_code_error("--next", &known)
    })
}

fn unknown_code_error(flag: &str, known: &[(&str, &str)]) -> Box<Error> {
    let codes: Vec<&str> = known.iter().map(|(code, _)| *code).collect();
    let zh = known.iter().map(|(code, label)| format!("{code} {label}")).collect::<Vec<_>>().join("、");
    let en = codes.join(", ");
    CliError::CodeUnknown { flag: &flag, zh: &zh, en: &en }.into_error().detail("field", flag).detail("known", codes)
}

/// `D`, `D..D`, `D..`, `..D`
fn parse_play_dates(text: &str, today: Day) -> Result<(Day, Day)> {
    let day = |text: &str, open: &str| read_coming_day(if text.is_empty() { open } else { text }, today);
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    match (day(first, "2020-01-01"), day(last, "2099-12-31")) {
        (Ok(first), Ok(last)) if first <= last && !text.is_empty() && text != ".." => Ok((first, last)),
        _ => Err(FormatError::PlayDateFlag.into_error().detail("field", "--play-date")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_one_a_range_or_open() {
        let today = Day::parse("2026-04-01").unwrap();
        let shown = |text| {
            parse_play_dates(text, today).map(|(first, last)| format!("{first} {last}")).map_err(|error| error.code)
        };
        assert_eq!(shown("2026/4/15").unwrap(), "2026-04-15 2026-04-15");
        assert_eq!(shown("today..4-30").unwrap(), "2026-04-01 2026-04-30");
        assert_eq!(shown("2026-04-15").unwrap(), "2026-04-15 2026-04-15");
        assert_eq!(shown("2026-04-01..2026-04-30").unwrap(), "2026-04-01 2026-04-30");
        assert_eq!(shown("2026-04-01..").unwrap(), "2026-04-01 2099-12-31");
        assert_eq!(shown("..2026-04-30").unwrap(), "2020-01-01 2026-04-30");
        for bad in ["", "..", "2026-04-30..2026-04-01", "15/04/2026", "2026-02-30"] {
            assert_eq!(shown(bad), Err("time_invalid"), "{bad}");
        }
    }

    #[test]
    fn a_code_or_its_label_is_read_and_an_unknown_one_gets_the_list() {
        assert_eq!(parse_status("agent_pushed", None).unwrap(), ["agent_pushed"]);
        assert_eq!(parse_status("待确认代付", None).unwrap(), ["agent_payment_pending"]);
        assert_eq!(parse_status("待确认代", None).unwrap(), ["agent_payment_pending"]);
        assert_eq!(parse_status("FULFILLED", None).unwrap(), ["FULFILLED"]);
        assert_eq!(parse_status("已退款", None).unwrap(), ["refunded", "REFUNDED"]);
        assert_eq!(parse_status("已退款", Some(OrderFlow::Checkout)).unwrap(), ["REFUNDED"]);
        assert_eq!(parse_action("推代理群").unwrap(), NextAction::PushAgentGroup);
        assert_eq!(parse_action("Refund the customer").unwrap(), NextAction::RefundCustomer);
        let other = parse_status("FULFILLED", Some(OrderFlow::Resale)).unwrap_err();
        assert!(!other.hint.unwrap().en.contains("FULFILLED"), "the list is of the flow that was named");
        let error = parse_status("posted", None).unwrap_err();
        assert_eq!((error.code, error.exit.code()), ("code_unknown", 2));
        assert!(error.hint.is_some_and(|hint| hint.en.contains("user_info_pending, agent_payment_pending")));
    }
}
