//! `group`: agents' groups.

mod add;
mod operators;
mod route;
mod show;

use std::path::{Path, PathBuf};

use super::context::{CommandContext, check_short_text};
use super::response::CommandResponse;
use crate::cli::environment::named_file;
use crate::domain::value::shell::quote_word;
use crate::error::{Exit, Result};
use crate::say;

/// Agent groups: add, list, show, test, pause, resume, remove, route, unroute, default, operators, answer.
#[derive(Debug, clap::Args)]
pub struct GroupArgs {
    #[command(subcommand)]
    verb: GroupVerb,
}

#[derive(Debug, clap::Subcommand)]
enum GroupVerb {
    /// Add a group and the channel that reaches it
    Add(add::GroupAddArgs),
    /// List groups, and whether each is paused
    List,
    /// Show a group: channel, routes, unfinished pushes
    Show(GroupNameArgs),
    /// Check that messages can be sent to a group, without sending one
    Test(GroupNameArgs),
    /// Pause sending to a group
    Pause {
        /// The group
        #[arg(value_name = "GROUP")]
        group: String,
        /// The reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Resume sending to a group
    Resume(GroupNameArgs),
    /// Remove a group and its routes; files already written stay
    Remove(GroupNameArgs),
    /// Send the orders of a ticket type or a product to a group
    Route(route::GroupRouteArgs),
    /// Take back the route of a ticket type or a product to a group
    Unroute(route::GroupRouteArgs),
    /// Make a group the one that takes the orders without a route
    Default(route::GroupDefaultArgs),
    /// Mark a group as the shop's own: cron tells it what needs a person
    Operators(operators::GroupOperatorsArgs),
    /// Sandbox: set the next answer of the spool channel
    Answer {
        /// The group
        #[arg(value_name = "GROUP")]
        group: String,
        /// The JSON body of the answer; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
struct GroupNameArgs {
    /// The group
    #[arg(value_name = "GROUP")]
    group: String,
}

pub fn run_group(context: &CommandContext, args: GroupArgs) -> Result<CommandResponse> {
    match args.verb {
        GroupVerb::Add(args) => add::run_group_add(context, args),
        GroupVerb::List => show::list_groups(context),
        GroupVerb::Show(named) => show::show_group(context, &named.group),
        GroupVerb::Test(named) => show::test_group(context, &named.group),
        GroupVerb::Pause { group, reason } => pause_group(context, &group, &reason),
        GroupVerb::Resume(named) => resume_group(context, &named.group),
        GroupVerb::Remove(named) => remove_group(context, &named.group),
        GroupVerb::Route(args) => route::run_group_route(context, &args),
        GroupVerb::Unroute(args) => route::run_group_unroute(context, &args),
        GroupVerb::Default(args) => route::run_group_default(context, &args),
        GroupVerb::Operators(args) => operators::run_group_operators(context, &args),
        GroupVerb::Answer { group, file } => queue_group_answer(context, &group, &file),
    }
}

fn pause_group(context: &CommandContext, group: &str, reason: &str) -> Result<CommandResponse> {
    check_short_text("--reason", reason, 500)?;
    let change = context.open_app()?.pause_group(group, reason)?;
    let word = quote_word(group);
    Ok(CommandResponse::for_change(
        &change,
        "name",
        &say!("群 {group} 已暂停：{reason}", "the group {group} is paused: {reason}"),
        context.lang(),
    )
    .add_note(say!("恢复：`ticketctl group resume {word}`", "to resume: `ticketctl group resume {word}`")))
}

fn resume_group(context: &CommandContext, group: &str) -> Result<CommandResponse> {
    let change = context.open_app()?.resume_group(group)?;
    let text = if change.value["changed"] == true {
        say!("群 {group} 已恢复", "the group {group} is resumed")
    } else {
        say!("群 {group} 没有暂停，无事可做", "the group {group} was not paused; nothing to do")
    };
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
}

fn remove_group(context: &CommandContext, group: &str) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    // One that is gone may still have a first result under its key: nobody is asked about it.
    let found = match app.view_group(group) {
        Ok(found) => Some(found),
        Err(error) if error.exit == Exit::NotFound => None,
        Err(error) => return Err(error),
    };
    if let (Some(found), false) = (found, context.global.dry_run) {
        let routes = found.routes.len();
        context.confirm_question(&say!(
            "删除群 {group} 和它的 {routes} 条路由？已写出的文件会保留",
            "Remove the group {group} and its {routes} routes? Files already written stay"
        ))?;
    }
    let change = app.remove_group(group)?;
    let text = say!("群 {group} 已删除", "removed the group {group}");
    let response = CommandResponse::for_change(&change, "name", &text, context.lang());
    Ok(if change.value["no_default_left"] == true {
        response.add_warning(say!(
            "它是默认群：没有路由的订单现在没有群可去；`ticketctl group default 群`",
            "it was the default: orders without a route have no group now; choose one with `ticketctl group default GROUP`"
        ))
    } else {
        response
    })
}

fn queue_group_answer(context: &CommandContext, group: &str, file: &Path) -> Result<CommandResponse> {
    let change = context.open_app()?.queue_group_answer(group, named_file(file))?;
    let queued = &change.value["queued"];
    Ok(CommandResponse::for_change(
        &change,
        "name",
        &say!("群 {group} 排队的应答：{queued}", "answers queued for {group}: {queued}"),
        context.lang(),
    ))
}
