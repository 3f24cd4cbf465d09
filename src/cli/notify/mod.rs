//! `notify`

pub mod template;

use clap::Subcommand;

use super::context::{Context, short_text};
use super::global::LangArg;
use super::order_arg::order_no;
use super::response::Answer;
use super::{batch, deliveries, next, push};
use crate::app::App;
use crate::app::channels::groups::SPOOL;
use crate::app::delivery::job::Task;
use crate::app::orders::notice::Sending;
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::value::message::Lang;
use crate::error::{Error, Result};
use crate::say;

/// Notices to buyers.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Send the notice that each order calls for
    Send(SendArgs),
    /// What left, and how it went; newest first
    List {
        /// Only this state, such as unknown or failed
        #[arg(long, value_name = "STATE")]
        state: Option<String>,
        /// At most so many; 0 is all
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// Send a notice once more
    Resend {
        /// The delivery's id
        id: String,
        /// The contact, if not the recorded one
        #[arg(long, value_name = "ID")]
        to: Option<String>,
    },
    /// Record what you found out about a notice of unknown outcome
    Resolve {
        /// The delivery's id
        id: String,
        /// The buyer has it
        #[arg(long, conflicts_with = "not_delivered", required_unless_present = "not_delivered")]
        delivered: bool,
        /// The buyer does not have it
        #[arg(long)]
        not_delivered: bool,
        /// How you know
        #[arg(long, value_name = "TEXT")]
        evidence: String,
    },
    /// The wordings of notices: list, show, set
    Template(template::Args),
}

/// `notify send`
#[derive(Debug, clap::Args)]
struct SendArgs {
    /// The orders
    #[arg(value_name = "ORDER", required_unless_present = "ready")]
    orders: Vec<String>,
    /// Every order whose buyer is to be told
    #[arg(long, conflicts_with = "orders")]
    ready: bool,
    /// The channel; the configured one if not given
    #[arg(long, value_name = "NAME")]
    channel: Option<String>,
    /// The contact, if not the recorded one
    #[arg(long, value_name = "ID", conflicts_with = "ready")]
    to: Option<String>,
    /// The language of the text
    #[arg(long, value_name = "LANG", default_value = "zh")]
    text_lang: LangArg,
    /// At most so many ready orders
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// So many notices at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=128))]
    concurrency: u16,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.command {
        Command::Send(args) => send(context, &args),
        Command::List { state, limit } => deliveries::list(context, "notice", state.as_deref(), limit),
        Command::Resend { id, to } => resend(context, &id, to),
        Command::Resolve { id, delivered, evidence, .. } => push::resolve(context, &id, delivered, &evidence),
        Command::Template(args) => template::run(context, args),
    }
}

fn send(context: &Context, args: &SendArgs) -> Result<Answer> {
    let mut app = context.app()?;
    app.recover()?;
    if let Some(to) = &args.to {
        short_text("--to", to, 128)?;
    }
    let orders: Vec<OrderNo> = if args.ready {
        ready(&mut app, args)?
    } else {
        args.orders.iter().map(|text| order_no(&mut app, text)).collect::<Result<_>>()?
    };
    if let ([one], false) = (orders.as_slice(), args.ready) {
        let (sending, key) = (sending(&app, args, one.flow())?, app.caller.key.clone());
        let outcome = app.run_one(Task::notice(one.clone(), sending, key))?;
        return match one.flow() {
            Flow::Resale => Ok(Answer::done(outcome, context.lang())
                .note(say!("下一步：`ticketctl share settle {one}`", "next: `ticketctl share settle {one}`"))),
            Flow::Checkout => next::done(context, &mut app, outcome),
        };
    }
    let task = |no: OrderNo| {
        let sending = sending(&app, args, no.flow())?;
        let task = Task::notice(no, sending, None);
        Ok(if args.ready { task.picked() } else { task })
    };
    let tasks: Vec<Task> = orders.into_iter().map(task).collect::<Result<_>>()?;
    Ok(batch::run(context, app, tasks.into_iter(), args.concurrency))
}

/// The orders of both flows whose buyers are to be told; those of a flow without a channel only where one is named.
fn ready(app: &mut App, args: &SendArgs) -> Result<Vec<OrderNo>> {
    let mut found = Vec::new();
    for flow in [Flow::Resale, Flow::Checkout] {
        if args.channel.is_some() || app.notice_channel(flow).is_some() {
            found.extend(app.ready_to_notify(flow, args.limit)?);
        }
    }
    found.truncate(if args.limit == 0 { usize::MAX } else { args.limit });
    Ok(found)
}

/// How an order of a flow is told of.
fn sending(app: &App, args: &SendArgs, flow: Flow) -> Result<Sending> {
    let channel = args.channel.clone().or_else(|| app.notice_channel(flow).map(str::to_owned));
    let channel = channel.ok_or_else(|| {
        Error::usage("channel_needed", say!("没有说用哪个渠道通知", "no channel for the notice is named"))
            .hint(say!(
                "加 --channel，或 `ticketctl config set checkout.notice_channel 渠道`",
                "add --channel, or run `ticketctl config set checkout.notice_channel CHANNEL`"
            ))
            .detail("field", "--channel")
    })?;
    Ok(Sending { channel, to: args.to.clone(), lang: Lang::from(args.text_lang), resend: false })
}

fn resend(context: &Context, id: &str, to: Option<String>) -> Result<Answer> {
    let mut app = context.app()?;
    app.recover()?;
    let delivery = app.delivery(id)?;
    if delivery.kind != "notice" {
        return Err(Error::usage("not_a_notice", say!("{id} 不是通知", "{id} is no notice"))
            .hint(say!("推单用 `ticketctl push retry`", "for a push use `ticketctl push retry`")));
    }
    let no = order_no(&mut app, &delivery.order_no)?;
    let channel = if delivery.destination.is_empty() { SPOOL.to_owned() } else { delivery.destination };
    let sending = Sending { channel, to, lang: Lang::Zh, resend: true };
    let key = app.caller.key.clone();
    let outcome = app.run_one(Task::notice(no, sending, key))?;
    Ok(Answer::done(outcome, context.lang()))
}
