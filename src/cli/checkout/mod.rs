//! `checkout`

mod lock;

use std::path::PathBuf;

use super::context::{CommandContext, check_short_text, parse_amount_flag, parse_day_flag};
use super::next;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use super::word_arg::{WordParser, word_arg};
use crate::app::checkout::draft::read_customer;
use crate::app::checkout::mandate::PresentedMandates;
use crate::app::checkout::steps::{CheckoutPayment, DraftRequest, SessionOptions};
use crate::cli::environment::named_file;
use crate::domain::checkout::order::ExpiryPolicy;
use crate::error::Result;

/// The longest number of a payment, in characters.
const REFERENCE_LIMIT: usize = 128;
/// The longest name of a channel, in characters.
const CHANNEL_LIMIT: usize = 32;

word_arg!(ExpiryPolicy);

/// The steps of an order of the checkout flow.
#[derive(Debug, clap::Args)]
pub struct CheckoutArgs {
    #[command(subcommand)]
    verb: CheckoutVerb,
}

#[derive(Debug, clap::Subcommand)]
enum CheckoutVerb {
    /// Create a draft order with a quote
    Draft(CheckoutDraftArgs),
    /// Hold the places of one or more orders, each on its own
    Lock {
        /// The order numbers; - reads them from stdin, one per line
        #[arg(value_name = "ORDER", required = true)]
        orders: Vec<OrderArg>,
    },
    /// Choose a payment method and start the checkout
    Request {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The payment method: one of checkout.methods
        #[arg(long, value_name = "METHOD")]
        method: String,
    },
    /// Open a payment session
    Session(CheckoutSessionArgs),
    /// Record that the buyer paid, and issue the ticket
    Complete(CheckoutCompleteArgs),
    /// Record that the payment failed; another session may be opened
    Fail {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The session; defaults to the latest
        #[arg(long, value_name = "SESSION")]
        session: Option<String>,
        /// The payment provider's code
        #[arg(long, value_name = "CODE", default_value = "DECLINED")]
        code: String,
        /// The payment provider's message
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
    /// Cancel an unpaid order
    Cancel {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

#[derive(Debug, clap::Args)]
struct CheckoutDraftArgs {
    /// The id of the SKU
    #[arg(long, value_name = "SKU")]
    sku: String,
    /// The number of visitors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    quantity: u32,
    /// The day of the visit
    #[arg(long, value_name = "D")]
    date: String,
    /// The channel that the buyer's agent uses, such as telegram
    #[arg(long, value_name = "CHANNEL")]
    channel: String,
    /// The buyer as the channel describes them, a JSON object; - reads it from stdin
    #[arg(long, value_name = "FILE")]
    customer: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct CheckoutSessionArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The payment protocol of the buyer's agent
    #[arg(long, value_name = "PROTOCOL", default_value = "AP2", value_parser = ["AP2"])]
    protocol: String,
    /// Whether the session ends with its lock or on its own; defaults to checkout.session_expiry
    #[arg(long, value_name = "POLICY", value_parser = WordParser::<ExpiryPolicy>::new())]
    expiry: Option<ExpiryPolicy>,
    /// Require a mandate for payment
    #[arg(long)]
    require_mandate: bool,
}

#[derive(Debug, clap::Args)]
struct CheckoutCompleteArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The session that was paid
    #[arg(long, value_name = "SESSION")]
    session: String,
    /// The payment provider's payment number, which can be used once
    #[arg(long, value_name = "REF")]
    payment_ref: String,
    /// The amount paid, if the payment provider reports it
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// The currency, if the payment provider reports it
    #[arg(long, value_name = "CURRENCY")]
    currency: Option<String>,
    /// The mandate of the buyer's agent: a token, or a JSON object with both mandates; - reads it from stdin
    #[arg(long, value_name = "FILE")]
    mandate: Option<PathBuf>,
    /// Do not issue the ticket yet
    #[arg(long)]
    no_issue: bool,
}

pub fn run_checkout(context: &CommandContext, args: CheckoutArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let outcome = match args.verb {
        CheckoutVerb::Draft(args) => return create_draft(context, args),
        CheckoutVerb::Lock { orders } => return lock::run_checkout_lock(context, app, orders),
        CheckoutVerb::Request { order, method } => {
            let order_no = order.resolve(&mut app)?;
            app.request_checkout(&order_no, &method)?
        }
        CheckoutVerb::Session(args) => {
            let order_no = args.order.resolve(&mut app)?;
            let wish =
                SessionOptions { protocol: args.protocol, expiry: args.expiry, require_mandate: args.require_mandate };
            app.open_checkout_session(&order_no, &wish)?
        }
        CheckoutVerb::Complete(args) => {
            check_short_text("--payment-ref", &args.payment_ref, REFERENCE_LIMIT)?;
            let paid = CheckoutPayment {
                session_id: args.session,
                reference: args.payment_ref,
                amount: args.amount.as_deref().map(parse_amount_flag).transpose()?,
                currency: args.currency,
                mandates: args.mandate.as_deref().map(named_file).map(PresentedMandates::read_file).transpose()?,
                issue: !args.no_issue,
            };
            let order_no = args.order.resolve(&mut app)?;
            app.complete_checkout(&order_no, &paid)?
        }
        CheckoutVerb::Fail { order, session, code, reason } => {
            let order_no = order.resolve(&mut app)?;
            app.fail_checkout(&order_no, session, &code, &reason)?
        }
        CheckoutVerb::Cancel { order, reason } => {
            let order_no = order.resolve(&mut app)?;
            app.cancel_checkout(&order_no, &reason)?
        }
    };
    next::respond_with_next_step(context, &mut app, outcome)
}

fn create_draft(context: &CommandContext, args: CheckoutDraftArgs) -> Result<CommandResponse> {
    check_short_text("--channel", &args.channel, CHANNEL_LIMIT)?;
    let customer = args.customer.as_deref().map(named_file).map(read_customer).transpose()?;
    let draft = DraftRequest {
        sku_id: args.sku,
        quantity: args.quantity,
        date: parse_day_flag("--date", &args.date)?,
        channel: args.channel,
        customer,
    };
    let mut app = context.open_app()?;
    let outcome = app.draft_checkout(draft)?;
    next::respond_with_next_step(context, &mut app, outcome)
}
