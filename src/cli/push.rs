//! `push`

use clap::Subcommand;
use serde_json::json;

use super::context::{CommandContext, check_short_text};
use super::deliveries;
use super::errors::CliError;
use super::named_delivery::{find_failed_push, find_unknown_push};
use super::order_arg::OrderArg;
use super::order_batch::{BatchStep, read_orders, run_order_batch};
use super::response::{CommandResponse, print_to_stderr};
use super::{batch, prompt, resolve};
use crate::app::App;
use crate::app::channels::groups::GroupView;
use crate::app::delivery::job::{DeliveryJob, JobSelection};
use crate::app::delivery::queue::Parallelism;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualText;
use crate::domain::value::shell::quote_word;
use crate::error::{Error, Result};
use crate::say;

/// Push orders to an agent's group.
///
/// Pushes the named orders; without any, every order that is ready for the group.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct PushArgs {
    #[command(subcommand)]
    command: Option<PushVerb>,
    /// The orders; without any, every order that is ready for the group
    #[arg(value_name = "ORDER")]
    orders: Vec<OrderArg>,
    /// The group; defaults to the one that the order is routed to
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Push at most N ready orders
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// Push N orders at once. By default the orders of a group go one after another, so that each file stands below its text
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=128))]
    concurrency: Option<u16>,
}

/// What else there is to do with pushes.
#[derive(Debug, Subcommand)]
enum PushVerb {
    /// List pushes and their results, newest first
    List {
        /// Only pushes in this state, such as unknown or failed
        #[arg(long, value_name = "STATE", conflicts_with = "overdue")]
        state: Option<String>,
        /// Only pushes that were not acknowledged in time, oldest first
        #[arg(long)]
        overdue: bool,
        /// At most N deliveries; 0 means all
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: usize,
    },
    /// Show one push
    Show {
        /// The delivery id
        id: String,
    },
    /// Record the outcome of pushes whose outcome is unknown; what is missing then goes by itself
    Resolve {
        /// The deliveries, or the orders that have one of unknown outcome
        #[arg(id = "deliveries", required = true, value_name = "ID|ORDER")]
        ids: Vec<String>,
        /// The message is in the group
        #[arg(long, conflicts_with = "not_delivered", required_unless_present = "not_delivered")]
        delivered: bool,
        /// The message is not in the group
        #[arg(long)]
        not_delivered: bool,
        /// How you know
        #[arg(long, value_name = "TEXT")]
        evidence: String,
    },
    /// Record that the agent answered in the group
    Ack {
        /// The order numbers, or - to read them from stdin
        #[arg(id = "acknowledged", required = true, value_name = "ORDER")]
        orders: Vec<OrderArg>,
        /// What the agent said
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Push failed orders again
    Retry {
        /// The deliveries, or the orders whose latest push failed
        #[arg(id = "deliveries", required = true, value_name = "ID|ORDER")]
        ids: Vec<String>,
    },
}

pub fn run_push(context: &CommandContext, args: PushArgs) -> Result<CommandResponse> {
    match args.command {
        None => push_orders(context, &args),
        Some(PushVerb::List { overdue: true, limit, .. }) => deliveries::list_overdue_pushes(context, limit),
        Some(PushVerb::List { state, limit, .. }) => {
            deliveries::list_deliveries(context, DeliveryKind::Push, state.as_deref(), limit)
        }
        Some(PushVerb::Show { id }) => deliveries::show_delivery(context, &id),
        Some(PushVerb::Resolve { ids, delivered, evidence, .. }) => {
            let mut app = context.open_app()?;
            app.recover_deliveries()?;
            let ids = ids.iter().map(|text| find_unknown_push(&mut app, text)).collect::<Result<Vec<_>>>()?;
            drop(app);
            resolve::resolve_deliveries(context, &ids, delivered, &evidence)
        }
        Some(PushVerb::Ack { orders, note }) => acknowledge_pushes(context, orders, note),
        Some(PushVerb::Retry { ids }) => retry_pushes(context, &ids),
    }
}

const ACKNOWLEDGE: BatchStep = BatchStep {
    command: "push ack",
    done: ("acknowledged", BilingualText { zh: "已登记代理确认", en: "acknowledged" }),
    would: ("would_acknowledge", BilingualText { zh: "会登记代理确认", en: "would be acknowledged" }),
    already: ("already", BilingualText { zh: "之前已登记", en: "acknowledged before" }),
    sum: None,
};

fn acknowledge_pushes(
    context: &CommandContext,
    orders: Vec<OrderArg>,
    note: Option<String>,
) -> Result<CommandResponse> {
    let orders = read_orders(orders)?;
    let mut app = context.open_app()?;
    let [only] = orders.as_slice() else {
        let content = json!({ "note": note });
        return run_order_batch(context, app, &ACKNOWLEDGE, &orders, content, move |app, order_no| {
            app.acknowledge_push(order_no, note.clone())
        });
    };
    let no = only.resolve(&mut app)?;
    let outcome = app.acknowledge_push(&no, note)?;
    Ok(CommandResponse::for_outcome(outcome, context).add_note(say!(
        "下一步：收到截图后 `ticketctl ocr run {no} 图片`",
        "next: `ticketctl ocr run {no} IMAGE` once the screenshot is there"
    )))
}

fn push_orders(context: &CommandContext, args: &PushArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    if let Some(group) = &args.group {
        check_short_text("--group", group, 64)?;
    }
    app.recover_deliveries()?;
    let key = app.caller.key.clone();
    match (args.orders.as_slice(), &args.group) {
        ([one], group) => {
            let no = one.resolve(&mut app)?;
            let outcome = app.run_job(DeliveryJob::for_push(no.clone(), group.clone(), key))?;
            Ok(CommandResponse::for_outcome(outcome, context).add_note(say!(
                "下一步：代理回复后 `ticketctl push ack {no}`",
                "next: `ticketctl push ack {no}` once the agent answers"
            )))
        }
        ([], None) => {
            let group = choose_group(context, &mut app, args.limit)?;
            push_ready(context, app, args, &group)
        }
        ([], Some(group)) => push_ready(context, app, args, group),
        (many, group) => {
            let numbers = many.iter().map(|order| order.resolve(&mut app)).collect::<Result<Vec<_>>>()?;
            let content = json!({ "orders": numbers, "group": group });
            let numbers = batch::keyed_orders(&mut app, "push orders", &content, |_| Ok(numbers))?;
            let task = |no| DeliveryJob::for_push(no, group.clone(), None);
            Ok(batch::run_batch(context, app, numbers.into_iter().map(task), Parallelism::from_flag(args.concurrency)))
        }
    }
}

/// Pushes every order that is ready for a group.
fn push_ready(context: &CommandContext, mut app: App, args: &PushArgs, group: &str) -> Result<CommandResponse> {
    let content = json!({ "group": group, "limit": args.limit });
    let ready = batch::keyed_orders(&mut app, "push group", &content, |app| app.ready_for_group(group, args.limit))?;
    let task = |no: OrderNo| DeliveryJob::for_push(no, Some(group.to_owned()), None).chosen_by(JobSelection::Ready);
    Ok(batch::run_batch(context, app, ready.into_iter().map(task), Parallelism::from_flag(args.concurrency)))
}

/// The group that all ready orders go to where none is named: the only one that takes any, which is said; of several the one
/// that a person picks. A script names it: it would push elsewhere once there is a second group.
fn choose_group(context: &CommandContext, app: &mut App, limit: usize) -> Result<String> {
    let mut groups = app.list_groups()?;
    groups.retain(|view| !view.group.is_operators());
    // The one that takes what no route sends elsewhere is meant most often.
    groups.sort_by_key(|view| !view.is_default);
    if !context.can_ask() || context.plan.is_machine() {
        return Err(name_groups(&groups));
    }
    let mut waiting = Vec::new();
    for view in groups.iter().filter(|view| view.group.paused.is_none()) {
        let ready = app.ready_for_group(&view.group.name, limit)?.len();
        if ready > 0 {
            waiting.push((view.group.name.as_str(), ready));
        }
    }
    match (waiting.as_slice(), groups.as_slice()) {
        ([(only, ready)], _) => {
            let told = say!("待推的 {ready} 单都归群 {only}", "orders to push: {ready}, all to the group {only}");
            print_to_stderr(told.in_lang(context.lang()));
            Ok((*only).to_owned())
        }
        ([], [only]) => Ok(only.group.name.clone()),
        ([], _) => Err(name_groups(&groups)),
        (several, _) => pick_group(context, several),
    }
}

/// Which of several groups, each with how many orders wait for it.
fn pick_group(context: &CommandContext, waiting: &[(&str, usize)]) -> Result<String> {
    let lang = context.lang();
    let label = |(name, ready): &(&str, usize)| {
        say!("{name}（待推 {ready} 单）", "{name} (orders to push: {ready})").in_lang(lang).to_owned()
    };
    let labels: Vec<String> = waiting.iter().map(label).collect();
    let question = say!("要推哪个群", "Push to which group");
    let question = question.in_lang(lang);
    let chosen = prompt::ask(|| dialoguer::Select::new().with_prompt(question).items(&labels).default(0).interact())?;
    let chosen = waiting.get(chosen).map(|(name, _)| (*name).to_owned());
    chosen.ok_or_else(|| CliError::GroupNeeded.into_error())
}

/// All ready orders go to a group that somebody named; which there are is for this to say.
fn name_groups(groups: &[GroupView]) -> Box<Error> {
    let names: Vec<&str> = groups.iter().map(|view| view.group.name.as_str()).collect();
    let Some(first) = names.first() else { return CliError::GroupNeeded.into_error() };
    let command = format!("ticketctl push --group {}", quote_word(first));
    let error = CliError::GroupNotNamed { command: &command, others: &names.join(", ") }.into_error();
    error.detail("groups", names)
}

fn retry_pushes(context: &CommandContext, ids: &[String]) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    app.recover_deliveries()?;
    app.keyed_batch("push retry", &json!({ "deliveries": ids }), |_| Ok(ids.to_vec()))?;
    let mut tasks = Vec::new();
    for id in ids {
        let delivery = find_failed_push(&mut app, id)?;
        let task = DeliveryJob::for_push(
            OrderArg::from(delivery.order_no.clone()).resolve(&mut app)?,
            Some(delivery.destination),
            None,
        );
        // The parts of one push are one push.
        if !tasks.contains(&task) {
            tasks.push(task);
        }
    }
    Ok(batch::run_batch(context, app, tasks.into_iter(), Parallelism::Mixed(1)))
}
