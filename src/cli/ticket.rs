//! `ticket`

use super::answer::Answer;
use super::context::Context;
use super::next;
use super::numbers::order_no;
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
    /// Let the visitor in, once, on the day of the visit
    Redeem {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// Take a redemption back that was a mistake
        #[arg(long, requires = "reason")]
        revert: bool,
        /// Why it is taken back
        #[arg(long, value_name = "REASON", requires = "revert")]
        reason: Option<String>,
    },
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

/// Runs a verb.
///
/// # Errors
/// The verb's.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    let outcome = match args.verb {
        Verb::Issue { order } => {
            let order_no = order_no(&mut app, &order)?;
            app.ticket_issue(&order_no)?
        }
        Verb::Redeem { order, revert, reason } => {
            let order_no = order_no(&mut app, &order)?;
            match reason.filter(|_| revert) {
                Some(reason) => app.ticket_revert(&order_no, &reason)?,
                None => app.ticket_redeem(&order_no, None)?,
            }
        }
        Verb::Revoke { order, reason } => {
            let order_no = order_no(&mut app, &order)?;
            app.ticket_revoke(&order_no, &reason)?
        }
        Verb::Reissue { order, reason } => {
            let order_no = order_no(&mut app, &order)?;
            app.ticket_reissue(&order_no, &reason)?
        }
    };
    next::done(context, &mut app, outcome)
}
