//! `order correct`

use crate::app::input::FormatError;
use crate::app::resale::order_correction::OrderCorrection;
use crate::cli::context::CommandContext;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::person::Personal;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::spelling::quantity::{MAX_QUANTITY, read_quantity};
use crate::domain::value::spelling::time::read_coming_day;
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::say;

/// Correct what was bought, before the agent is paid.
///
/// Where the buyer's form is there, its price is checked and it is reviewed again. Once the agent is paid, only the form can be
/// corrected: `form correct`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(true).args(["ticket_type", "play_date", "quantity", "nick"]))]
pub struct OrderCorrectArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The ticket type of the price table, however it is spelled
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<String>,
    /// The day of the visit, such as 2026-04-15, 2026/4/15 or 4-15
    #[arg(long, value_name = "DAY")]
    play_date: Option<String>,
    /// How many tickets
    #[arg(long, value_name = "N")]
    quantity: Option<String>,
    /// The buyer's nickname on the platform; - reads it from stdin, which keeps it off the command line
    #[arg(long, value_name = "NAME")]
    nick: Option<String>,
    /// Why; asked for on a terminal
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
}

pub fn run_order_correct(context: &CommandContext, args: OrderCorrectArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let today = app.clock.received_at().shanghai_day();
    let nick = args.nick.map(|nick| context.read_text_argument(nick, "nick")).transpose()?;
    let correction = OrderCorrection {
        ticket_type: args.ticket_type,
        play_date: args.play_date.map(|day| parse_play_date(&day, today)).transpose()?,
        quantity: args.quantity.map(|text| parse_quantity(&text)).transpose()?,
        buyer_nick: nick.map(Personal::new),
    };
    let question = say!("为什么更正订单 {order_no}", "Why is order {order_no} corrected");
    let reason = context.ask_missing(args.reason, "--reason", &question)?;
    let outcome = app.correct_order(&order_no, &correction, &reason)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

fn parse_quantity(text: &str) -> Result<u32> {
    let quantity = read_quantity(text);
    quantity.ok_or_else(|| FormatError::CellQuantity { max: &MAX_QUANTITY }.into_error().detail("field", "--quantity"))
}

fn parse_play_date(text: &str, today: Day) -> Result<Day, Rejection> {
    read_coming_day(text, today).map_err(|_| ResaleRejection::PlayDateInvalid { today: &today }.into())
}
