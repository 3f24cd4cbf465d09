//! `ticket`

mod gate;
mod show;

use super::context::Context;
use super::next;
use super::response::Answer;
use crate::app::App;
use crate::app::write::outcome::Outcome;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::error::Result;

/// Tickets of the checkout flow.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Issue the ticket of a paid order, once
    Issue {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
    },
    /// The ticket; with --reveal its code, drawn as a QR code too
    Show(show::Args),
    /// Whether a code lets somebody in today; the code comes on standard input
    Verify {
        /// A code has no place here: other users see command lines, and shells keep them
        #[arg(hide = true, value_name = "NOTHING")]
        spare: Vec<String>,
    },
    /// Let the visitor in, once, on the day of the visit
    Redeem(RedeemArgs),
    /// Make a ticket worthless
    Revoke {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// Why
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
    /// Give out a new code; the old one dies first
    Reissue {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// Why
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

/// `ticket redeem`
#[derive(Debug, clap::Args)]
struct RedeemArgs {
    /// The order's number
    #[arg(value_name = "ORDER", required_unless_present = "code")]
    order: Option<String>,
    /// By its code instead; - reads it from standard input, the only way in
    #[arg(long, value_name = "-", conflicts_with = "order")]
    code: Option<String>,
    /// Take a redemption back that was a mistake
    #[arg(long, requires = "reason")]
    revert: bool,
    /// Why it is taken back
    #[arg(long, value_name = "REASON", requires = "revert")]
    reason: Option<String>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Issue { order } => on(context, &order, App::ticket_issue),
        Verb::Show(args) => show::run(context, &args),
        Verb::Verify { spare } if spare.iter().all(|word| word == "-") => gate::verify(context),
        Verb::Verify { .. } => Err(gate::on_the_command_line()),
        Verb::Redeem(args) => redeem(context, args),
        Verb::Revoke { order, reason } => on(context, &order, |app, no| app.ticket_revoke(no, &reason)),
        Verb::Reissue { order, reason } => on(context, &order, |app, no| app.ticket_reissue(no, &reason)),
    }
}

fn on(context: &Context, order: &str, then: impl FnOnce(&mut App, &OrderNo) -> Result<Outcome>) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = gate::order_no(&mut app, order)?;
    let outcome = then(&mut app, &order_no)?;
    next::done(context, &mut app, outcome)
}

fn redeem(context: &Context, args: RedeemArgs) -> Result<Answer> {
    let shown = shown(context, args.code.as_deref())?;
    let mut app = context.app()?;
    let order_no = match (&shown, &args.order) {
        (Some(code), _) => app.order_of_ticket(code)?,
        (None, order) => gate::order_no(&mut app, order.as_deref().unwrap_or_default())?,
    };
    let outcome = match args.reason.filter(|_| args.revert) {
        Some(reason) => app.ticket_revert(&order_no, &reason)?,
        None => app.ticket_redeem(&order_no, shown)?,
    };
    next::done(context, &mut app, outcome)
}

/// The code that was shown, where the order is not named.
fn shown(context: &Context, code: Option<&str>) -> Result<Option<Personal>> {
    match code {
        None => Ok(None),
        Some("-") => gate::code(context).map(Some),
        Some(_) => Err(gate::on_the_command_line()),
    }
}
