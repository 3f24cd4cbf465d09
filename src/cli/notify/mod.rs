//! `notify`

mod sent;
pub mod template;
mod text;

use clap::Subcommand;
use serde_json::json;

use super::context::{CommandContext, check_short_text};
use super::global::LangArg;
use super::notice_copy::{CopyReader, add_copies, copy_sent_notices};
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use super::{batch, deliveries, next, resolve};
use crate::app::App;
use crate::app::channels::groups::SPOOL;
use crate::app::delivery::job::{DeliveryJob, JobSelection, NoticeOptions};
use crate::app::delivery::queue::Parallelism;
use crate::cli::errors::CliError;
use crate::cli::word_arg::WordParser;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::message::Lang;
use crate::error::Result;

/// Notices to buyers.
#[derive(Debug, clap::Args)]
pub struct NotifyArgs {
    #[command(subcommand)]
    command: NotifyVerb,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum NotifyVerb {
    /// Send the due notices of orders
    Send(NotifySendArgs),
    /// List notices and their results, newest first
    List {
        /// Only notices in this state, such as unknown or failed
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
        /// At most N deliveries; 0 means all
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// Record that you gave notices to their buyers
    Sent(sent::NotifySentArgs),
    /// Print a text for the buyer: a form that is wanted, a cancellation, a refund
    Text(text::NotifyTextArgs),
    /// Send a notice again
    Resend {
        /// The delivery id
        id: String,
        /// The contact; defaults to the recorded one
        #[arg(long, value_name = "ID")]
        to: Option<String>,
        /// The channel; defaults to the configured one. With manual you pass the text on, then run `notify sent`
        #[arg(long, value_name = "NAME")]
        channel: Option<String>,
    },
    /// Record the outcome of notices whose outcome is unknown
    Resolve {
        /// The delivery ids
        #[arg(id = "deliveries", required = true, value_name = "ID")]
        ids: Vec<String>,
        /// The buyer received it
        #[arg(long, conflicts_with = "not_delivered", required_unless_present = "not_delivered")]
        delivered: bool,
        /// The buyer did not receive it
        #[arg(long)]
        not_delivered: bool,
        /// How you know
        #[arg(long, value_name = "TEXT")]
        evidence: String,
    },
    /// Templates of notices: list, show, set
    Template(template::NotifyTemplateArgs),
}

/// `notify send`
#[derive(Debug, clap::Args)]
struct NotifySendArgs {
    /// The orders
    #[arg(value_name = "ORDER", required_unless_present = "ready")]
    orders: Vec<OrderArg>,
    /// All orders whose buyer has a notice due
    #[arg(long, conflicts_with = "orders")]
    ready: bool,
    /// The channel; defaults to the configured one. With manual you pass the text on, then run `notify sent`
    #[arg(long, value_name = "NAME")]
    channel: Option<String>,
    /// The contact; defaults to the recorded one
    #[arg(long, value_name = "ID", conflicts_with = "ready")]
    to: Option<String>,
    /// The language of the text
    #[arg(long, value_name = "LANG", default_value = "zh", value_parser = WordParser::<LangArg>::new())]
    text_lang: LangArg,
    /// Copy the text of the notice to the clipboard of the terminal (OSC 52)
    #[arg(long, conflicts_with = "ready")]
    copy: bool,
    /// At most N ready orders
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// Send N notices at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=128))]
    concurrency: u16,
}

pub fn run_notify(context: &CommandContext, args: NotifyArgs) -> Result<CommandResponse> {
    match args.command {
        NotifyVerb::Send(args) => send_notices(context, &args),
        NotifyVerb::List { state, limit } => {
            deliveries::list_deliveries(context, DeliveryKind::Notice, state.as_deref(), limit)
        }
        NotifyVerb::Text(args) => text::run_notify_text(context, &args),
        NotifyVerb::Sent(args) => sent::run_notify_sent(context, args),
        NotifyVerb::Resend { id, to, channel } => resend_notice(context, &id, to, channel),
        NotifyVerb::Resolve { ids, delivered, evidence, .. } => {
            resolve::resolve_deliveries(context, &ids, delivered, &evidence)
        }
        NotifyVerb::Template(args) => template::run_notify_template(context, args),
    }
}

fn send_notices(context: &CommandContext, args: &NotifySendArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    app.recover_deliveries()?;
    if let Some(to) = &args.to {
        check_short_text("--to", to, 128)?;
    }
    let named = args.orders.iter().map(|order| order.resolve(&mut app)).collect::<Result<Vec<OrderNo>>>()?;
    if let ([one], false) = (named.as_slice(), args.ready) {
        let (sending, key) = (notice_options(&app, args, one.flow())?, app.caller.key.clone());
        return send_one(context, &mut app, DeliveryJob::for_notice(one.clone(), sending, key), args.copy);
    }
    if args.copy {
        return Err(CliError::CopyNeedsOne.into_error().detail("field", "--copy"));
    }
    let content = json!({
        "orders": named, "ready": args.ready, "channel": args.channel, "lang": Lang::from(args.text_lang).code(),
    });
    let orders = batch::keyed_orders(&mut app, "notify send", &content, |app| match args.ready {
        true => find_ready_orders(app, args),
        false => Ok(named),
    })?;
    let task = |no: OrderNo| {
        let sending = notice_options(&app, args, no.flow())?;
        let task = DeliveryJob::for_notice(no, sending, None);
        Ok(if args.ready { task.chosen_by(JobSelection::Ready) } else { task })
    };
    let tasks: Vec<DeliveryJob> = orders.into_iter().map(task).collect::<Result<_>>()?;
    Ok(batch::run_batch(context, app, tasks.into_iter(), Parallelism::Mixed(args.concurrency.into())))
}

/// Sends one notice, and shows what a person passes on or finds in a file.
fn send_one(context: &CommandContext, app: &mut App, job: DeliveryJob, clipboard: bool) -> Result<CommandResponse> {
    let outcome = app.run_job(job)?;
    let reader = CopyReader::from_context(context);
    let copies = copy_sent_notices(reader, app, &outcome)?;
    let answer = next::respond_with_next_step(context, app, outcome)?;
    Ok(add_copies(reader, answer, &copies, clipboard))
}

/// The orders of both flows whose buyers are to be told; those of a flow without a channel only where one is named.
fn find_ready_orders(app: &mut App, args: &NotifySendArgs) -> Result<Vec<OrderNo>> {
    let mut found = Vec::new();
    for flow in [OrderFlow::Resale, OrderFlow::Checkout] {
        if args.channel.is_some() || app.notice_channel(flow).is_some() {
            found.extend(app.ready_to_notify(flow, JobSelection::Ready, args.limit)?);
        }
    }
    found.truncate(if args.limit == 0 { usize::MAX } else { args.limit });
    Ok(found)
}

/// The channel for the notices of a flow.
fn notice_options(app: &App, args: &NotifySendArgs, flow: OrderFlow) -> Result<NoticeOptions> {
    let channel = args.channel.clone().or_else(|| app.notice_channel(flow).map(str::to_owned));
    let channel = channel.ok_or_else(|| CliError::ChannelNeeded.into_error().detail("field", "--channel"))?;
    Ok(NoticeOptions { channel, to: args.to.clone(), lang: Lang::from(args.text_lang), resend_of: None })
}

fn resend_notice(
    context: &CommandContext,
    id: &str,
    to: Option<String>,
    channel: Option<String>,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    app.recover_deliveries()?;
    let delivery = app.find_delivery(id)?;
    if delivery.kind != DeliveryKind::Notice {
        return Err(CliError::NotANotice { id: &id }.into());
    }
    let no = OrderArg::from(delivery.order_no.clone()).resolve(&mut app)?;
    // What holds now: the channel of the first time may be why the buyer has nothing.
    let channel = channel.or_else(|| app.notice_channel(no.flow()).map(str::to_owned));
    let first = Some(delivery.destination).filter(|first| !first.is_empty());
    let channel = channel.or(first).unwrap_or_else(|| SPOOL.to_owned());
    let sending = NoticeOptions { channel, to, lang: Lang::Zh, resend_of: Some(id.to_owned()) };
    let key = app.caller.key.clone();
    send_one(context, &mut app, DeliveryJob::for_notice(no, sending, key), false)
}
