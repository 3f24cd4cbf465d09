//! `checkout`

mod lock;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::context::{CommandContext, check_short_text, parse_day_flag};
use super::next;
use super::order_arg::OrderArg;
use super::refund::parse_amount_flag;
use super::response::CommandResponse;
use crate::app::checkout::mandate::{MANDATE_LIMIT, PresentedMandates};
use crate::app::checkout::steps::{CheckoutPayment, DraftRequest, SessionOptions};
use crate::domain::checkout::order::ExpiryPolicy;
use crate::domain::checkout::payload::CustomerFacts;
use crate::error::{Error, Result};
use crate::formats::source::InputSource;
use crate::say;

/// The longest number of a payment, in characters.
const REFERENCE_LIMIT: usize = 128;
/// The longest name of a channel, in characters.
const CHANNEL_LIMIT: usize = 32;
/// The largest description of a buyer, in bytes.
const CUSTOMER_LIMIT: u64 = 16 * 1024;

/// The steps of an order of the checkout flow.
#[derive(Debug, clap::Args)]
pub struct CheckoutArgs {
    #[command(subcommand)]
    verb: CheckoutVerb,
}

#[derive(Debug, clap::Subcommand)]
enum CheckoutVerb {
    /// Quote what a buyer's agent asks for, as a new order
    Draft(CheckoutDraftArgs),
    /// Hold the places of an order, or of many, each on its own
    Lock {
        /// The orders' numbers; - reads them from stdin, one a line
        #[arg(value_name = "ORDER", required = true)]
        orders: Vec<OrderArg>,
    },
    /// The buyer's agent wants to pay
    Request {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// How: one of checkout.methods
        #[arg(long, value_name = "METHOD")]
        method: String,
    },
    /// Open a payment session
    Session(CheckoutSessionArgs),
    /// The payment side says that the buyer paid
    Complete(CheckoutCompleteArgs),
    /// The payment side said no; another session may be opened
    Fail {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// Which session; the latest if it is not named
        #[arg(long, value_name = "SESSION")]
        session: Option<String>,
        /// The payment side's code
        #[arg(long, value_name = "CODE", default_value = "DECLINED")]
        code: String,
        /// Its words
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
    /// Call an order off that is not paid
    Cancel {
        /// The order's number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// Why
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

#[derive(Debug, clap::Args)]
struct CheckoutDraftArgs {
    /// What: an id of the catalogue
    #[arg(long, value_name = "SKU")]
    sku: String,
    /// How many visitors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    quantity: u32,
    /// The day of the visit
    #[arg(long, value_name = "D")]
    date: String,
    /// By which channel the buyer's agent came, such as telegram
    #[arg(long, value_name = "CHANNEL")]
    channel: String,
    /// The buyer as the channel tells of him, a JSON object; - reads it from stdin
    #[arg(long, value_name = "FILE")]
    customer: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct CheckoutSessionArgs {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// By which protocol the buyer's agent pays
    #[arg(long, value_name = "PROTOCOL", default_value = "AP2", value_parser = ["AP2"])]
    protocol: String,
    /// Whether the session ends with its lock, or on its own; checkout.session_expiry if it is not said
    #[arg(long, value_name = "POLICY", value_parser = ["clamp", "independent"])]
    expiry: Option<String>,
    /// Take no payment without a mandate
    #[arg(long)]
    require_mandate: bool,
}

#[derive(Debug, clap::Args)]
struct CheckoutCompleteArgs {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The session that was paid
    #[arg(long, value_name = "SESSION")]
    session: String,
    /// The payment's number at the payment side, used once
    #[arg(long, value_name = "REF")]
    payment_ref: String,
    /// How much was paid, if the payment side says it
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// In which currency, if the payment side says it
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
        CheckoutVerb::Lock { orders } => return lock::run_checkout_lock(context, app, &orders),
        CheckoutVerb::Request { order, method } => {
            let order_no = order.resolve(&mut app)?;
            app.request_checkout(&order_no, &method)?
        }
        CheckoutVerb::Session(args) => {
            let order_no = args.order.resolve(&mut app)?;
            let wish = SessionOptions {
                protocol: args.protocol,
                expiry: args.expiry.as_deref().and_then(ExpiryPolicy::from_code),
                require_mandate: args.require_mandate,
            };
            app.open_checkout_session(&order_no, &wish)?
        }
        CheckoutVerb::Complete(args) => {
            check_short_text("--payment-ref", &args.payment_ref, REFERENCE_LIMIT)?;
            let paid = CheckoutPayment {
                session_id: args.session,
                reference: args.payment_ref,
                amount: args.amount.as_deref().map(parse_amount_flag).transpose()?,
                currency: args.currency,
                mandates: args.mandate.as_deref().map(read_mandates).transpose()?,
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
    let customer = args.customer.as_deref().map(read_customer).transpose()?;
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

pub(super) fn read_mandates(path: &Path) -> Result<PresentedMandates> {
    let mut bytes = Vec::new();
    let source = InputSource::open(path, std::io::stdin(), None)?;
    source.take(MANDATE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    PresentedMandates::parse_text(&String::from_utf8_lossy(&bytes))
}

/// Reads the buyer from a file or from stdin: never from argv, where everybody sees it.
fn read_customer(path: &Path) -> Result<CustomerFacts> {
    let mut bytes = Vec::new();
    let source = InputSource::open(path, std::io::stdin(), None)?;
    source.take(CUSTOMER_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    let refused = || {
        Error::usage(
            "customer_invalid",
            say!("--customer：需要一个 JSON 对象", "--customer: the buyer is one JSON object"),
        )
        .hint(say!(
            "例如 {{\"telegram_user_id\": \"…\", \"telegram_username\": \"…\"}}",
            "such as {{\"telegram_user_id\": \"…\", \"telegram_username\": \"…\"}}"
        ))
    };
    if bytes.len() as u64 > CUSTOMER_LIMIT {
        return Err(refused());
    }
    let facts: Map<String, Value> = serde_json::from_slice(&bytes).map_err(|_| refused())?;
    let plain = |value: &Value| value.is_string() || value.is_number();
    if facts.is_empty() || facts.len() > 32 || !facts.values().all(plain) {
        return Err(refused());
    }
    Ok(CustomerFacts::new(facts))
}
