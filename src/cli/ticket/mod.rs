//! `ticket`

mod code_input;
mod show;

use super::context::CommandContext;
use super::next;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::cli::errors::CliError;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::error::Result;

/// Tickets of the checkout flow.
#[derive(Debug, clap::Args)]
pub struct TicketArgs {
    #[command(subcommand)]
    verb: TicketVerb,
}

#[derive(Debug, clap::Subcommand)]
enum TicketVerb {
    /// Issue the ticket of a paid order, once
    Issue {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
    },
    /// Show a ticket; with --reveal also its code and QR code
    Show(show::TicketShowArgs),
    /// Check whether a ticket code, read from standard input, is valid today
    Verify {
        /// A code has no place here: other users see command lines, and shells keep them
        #[arg(hide = true, value_name = "NOTHING")]
        spare: Vec<String>,
    },
    /// Redeem a ticket, once, on the day of the visit
    Redeem(TicketRedeemArgs),
    /// Revoke a ticket
    Revoke {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
    /// Issue a new code; the old one is revoked first
    Reissue {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

/// `ticket redeem`
#[derive(Debug, clap::Args)]
struct TicketRedeemArgs {
    /// The order number
    #[arg(value_name = "ORDER", required_unless_present = "code")]
    order: Option<OrderArg>,
    /// Redeem by ticket code; must be -, which reads it from standard input
    #[arg(long, value_name = "-", conflicts_with = "order")]
    code: Option<String>,
    /// Undo a redemption that was a mistake
    #[arg(long, requires = "reason")]
    revert: bool,
    /// Why the redemption is undone
    #[arg(long, value_name = "REASON", requires = "revert")]
    reason: Option<String>,
}

pub fn run_ticket(context: &CommandContext, args: TicketArgs) -> Result<CommandResponse> {
    match args.verb {
        TicketVerb::Issue { order } => change_ticket(context, &order, App::issue_ticket),
        TicketVerb::Show(args) => show::run_ticket_show(context, &args),
        TicketVerb::Verify { spare } if spare.iter().all(|word| word == "-") => code_input::verify_ticket(context),
        TicketVerb::Verify { .. } => Err(CliError::TicketCodeOnCommandLine.into()),
        TicketVerb::Redeem(args) => redeem_ticket(context, args),
        TicketVerb::Revoke { order, reason } => {
            change_ticket(context, &order, |app, no| app.revoke_ticket(no, &reason))
        }
        TicketVerb::Reissue { order, reason } => {
            change_ticket(context, &order, |app, no| app.reissue_ticket(no, &reason))
        }
    }
}

fn change_ticket(
    context: &CommandContext,
    order: &OrderArg,
    then: impl FnOnce(&mut App, &OrderNo) -> Result<OrderOutcome>,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = code_input::resolve_ticket_order(&mut app, order)?;
    let outcome = then(&mut app, &order_no)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

fn redeem_ticket(context: &CommandContext, args: TicketRedeemArgs) -> Result<CommandResponse> {
    let shown = read_code_flag(context, args.code.as_deref())?;
    let mut app = context.open_app()?;
    let order_no = match (&shown, &args.order) {
        (Some(code), _) => app.order_of_ticket(code)?,
        (None, order) => code_input::resolve_ticket_order(&mut app, order.as_ref().unwrap_or(&OrderArg::default()))?,
    };
    let outcome = match args.reason.filter(|_| args.revert) {
        Some(reason) => app.revert_redemption(&order_no, &reason)?,
        None => app.redeem_ticket(&order_no, shown)?,
    };
    next::respond_with_next_step(context, &mut app, outcome)
}

/// The code that was shown, where the order is not named.
fn read_code_flag(context: &CommandContext, code: Option<&str>) -> Result<Option<Personal>> {
    match code {
        None => Ok(None),
        Some("-") => code_input::read_ticket_code(context).map(Some),
        Some(_) => Err(CliError::TicketCodeOnCommandLine.into()),
    }
}
