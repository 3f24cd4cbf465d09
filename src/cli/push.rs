//! `push`

use clap::Subcommand;

use super::batch;
use super::context::{Context, short_text};
use super::deliveries;
use super::order_arg::order_no;
use super::response::Answer;
use crate::app::delivery::job::Task;
use crate::domain::order::number::OrderNo;
use crate::error::{Error, Result};
use crate::say;

/// Push orders to an agent's group.
///
/// With orders: those. Without: every order that is ready for the group.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// The orders; without any, every order that is ready for the group
    #[arg(value_name = "ORDER")]
    orders: Vec<String>,
    /// The group; if not given, the one that the order is routed to
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// At most so many ready orders
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// So many orders at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=128))]
    concurrency: u16,
}

/// What else there is to do with pushes.
#[derive(Debug, Subcommand)]
enum Command {
    /// What left, and how it went; newest first
    List {
        /// Only this state, such as unknown or failed
        #[arg(long, value_name = "STATE", conflicts_with = "overdue")]
        state: Option<String>,
        /// Only what was taken and not acknowledged in time, oldest first
        #[arg(long)]
        overdue: bool,
        /// At most so many; 0 is all
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// One delivery
    Show {
        /// The delivery's id
        id: String,
    },
    /// Record what you found out about a delivery of unknown outcome
    Resolve {
        /// The delivery's id
        id: String,
        /// It is in the group
        #[arg(long, conflicts_with = "not_delivered", required_unless_present = "not_delivered")]
        delivered: bool,
        /// It is not in the group
        #[arg(long)]
        not_delivered: bool,
        /// How you know
        #[arg(long, value_name = "TEXT")]
        evidence: String,
    },
    /// Record that the agent answered in the group
    Ack {
        /// The order's number
        order: String,
        /// What the agent said
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Push again what failed
    Retry {
        /// The deliveries' ids
        #[arg(id = "deliveries", required = true, value_name = "ID")]
        ids: Vec<String>,
    },
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.command {
        None => push(context, &args),
        Some(Command::List { overdue: true, limit, .. }) => deliveries::overdue(context, limit),
        Some(Command::List { state, limit, .. }) => deliveries::list(context, "push", state.as_deref(), limit),
        Some(Command::Show { id }) => deliveries::show(context, &id),
        Some(Command::Resolve { id, delivered, evidence, .. }) => resolve(context, &id, delivered, &evidence),
        Some(Command::Ack { order, note }) => {
            let mut app = context.app()?;
            let no = order_no(&mut app, &order)?;
            let outcome = app.acknowledge(&no, note)?;
            Ok(Answer::done(outcome, context.lang()).note(say!(
                "下一步：收到截图后 `ticketctl ocr run {no} 图片`",
                "next: `ticketctl ocr run {no} IMAGE` once the screenshot is there"
            )))
        }
        Some(Command::Retry { ids }) => retry(context, &ids),
    }
}

fn push(context: &Context, args: &Args) -> Result<Answer> {
    let mut app = context.app()?;
    if let Some(group) = &args.group {
        short_text("--group", group, 64)?;
    }
    app.recover()?;
    let key = app.caller.key.clone();
    match (args.orders.as_slice(), &args.group) {
        ([one], group) => {
            let no = order_no(&mut app, one)?;
            let outcome = app.run_one(Task::push(no.clone(), group.clone(), key))?;
            Ok(Answer::done(outcome, context.lang()).note(say!(
                "下一步：代理回复后 `ticketctl push ack {no}`",
                "next: `ticketctl push ack {no}` once the agent answers"
            )))
        }
        ([], None) => Err(Error::usage("group_needed", say!("要推哪个群？", "which group?")).hint(say!(
            "`ticketctl push --group 群`，或给出订单号",
            "`ticketctl push --group GROUP`, or name the orders"
        ))),
        ([], Some(group)) => {
            let ready = app.ready_for(group, args.limit)?;
            let task = |no: OrderNo| Task::push(no, Some(group.clone()), None).picked();
            Ok(batch::run(context, app, ready.into_iter().map(task), args.concurrency))
        }
        (many, group) => {
            let numbers = many.iter().map(|text| order_no(&mut app, text)).collect::<Result<Vec<_>>>()?;
            let task = |no| Task::push(no, group.clone(), None);
            Ok(batch::run(context, app, numbers.into_iter().map(task), args.concurrency))
        }
    }
}

/// Records what an operator found out, of a push or of a notice.
pub fn resolve(context: &Context, id: &str, delivered: bool, evidence: &str) -> Result<Answer> {
    let mut app = context.app()?;
    app.recover()?;
    let no = app.delivery(id)?.order_no;
    if !context.global.dry_run {
        let question = if delivered {
            say!("订单 {no} 确实已送达？输入订单号确认", "order {no} is really there? Type its number")
        } else {
            say!(
                "订单 {no} 确实没有送达？之后会再发一次。输入订单号确认",
                "order {no} is really not there? It may be sent again then. Type its number"
            )
        };
        context.confirm_typing(&question, &no)?;
    }
    let outcome = app.resolve(id, delivered, evidence)?;
    Ok(Answer::done(outcome, context.lang()))
}

fn retry(context: &Context, ids: &[String]) -> Result<Answer> {
    let mut app = context.app()?;
    app.recover()?;
    let mut tasks = Vec::new();
    for id in ids {
        let delivery = app.delivery(id)?;
        let task = Task::push(order_no(&mut app, &delivery.order_no)?, Some(delivery.destination), None);
        // The parts of one push are one push.
        if !tasks.contains(&task) {
            tasks.push(task);
        }
    }
    Ok(batch::run(context, app, tasks.into_iter(), 1))
}
