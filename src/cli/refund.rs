//! `refund`

use super::answer::Answer;
use super::context::Context;
use super::next;
use super::numbers::order_no;
use crate::domain::money::Fen;
use crate::domain::resale::order::Leg;
use crate::error::{Error, Result};
use crate::say;

/// Refunds: open, leg, complete.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// The buyer shall have the money back
    Open {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// Why
        #[arg(long, value_name = "REASON")]
        reason: String,
        /// How much in yuan, if not all of it
        #[arg(long, value_name = "AMOUNT")]
        amount: Option<String>,
    },
    /// One leg of a refund is done: the buyer has the money, the agent gave it back, the ticket is void
    Leg {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
        /// Which leg
        #[arg(long, value_name = "LEG")]
        leg: LegArg,
        /// What shows it: a payment's number, a message, a screenshot's name
        #[arg(long, value_name = "TEXT")]
        evidence: String,
        /// How much in yuan, if not all of it
        #[arg(long, value_name = "AMOUNT")]
        amount: Option<String>,
    },
    /// Every leg is done: close the refund
    Complete {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: String,
    },
}

/// `--leg`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum LegArg {
    /// The buyer has the money back
    Buyer,
    /// The agent gave the money back
    Agent,
    /// The ticket is void
    Ticket,
}

impl From<LegArg> for Leg {
    fn from(leg: LegArg) -> Self {
        match leg {
            LegArg::Buyer => Self::Buyer,
            LegArg::Agent => Self::Agent,
            LegArg::Ticket => Self::Ticket,
        }
    }
}

/// Runs a verb.
///
/// # Errors
/// The verb's.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    let outcome = match args.verb {
        Verb::Open { order, reason, amount } => {
            let amount = amount.as_deref().map(self::amount).transpose()?;
            let order_no = order_no(&mut app, &order)?;
            app.open_refund(&order_no, &reason, amount)?
        }
        Verb::Leg { order, leg, evidence, amount } => {
            let amount = amount.as_deref().map(self::amount).transpose()?;
            let order_no = order_no(&mut app, &order)?;
            app.confirm_leg(&order_no, leg.into(), &evidence, amount)?
        }
        Verb::Complete { order } => {
            let order_no = order_no(&mut app, &order)?;
            app.complete_refund(&order_no)?
        }
    };
    next::done(context, &mut app, outcome)
}

/// Reads `--amount`, in yuan.
///
/// # Errors
/// Exit 2: no amount, or out of range.
pub fn amount(text: &str) -> Result<Fen> {
    Fen::parse_order(text).map_err(|error| {
        Error::usage(
            "amount_invalid",
            say!("--amount：金额（元）如 495.88，在 0.01 到 100000.00 之间", "--amount: {error}"),
        )
        .detail("field", "--amount")
    })
}
