//! `group`: agents' groups.

mod add;
mod show;

use std::path::{Path, PathBuf};

use super::context::{CommandContext, check_short_text};
use super::response::CommandResponse;
use crate::cli::environment::named_file;
use crate::domain::value::shell::quote_word;
use crate::error::{Exit, Result};
use crate::say;

/// Agent groups: add, list, show, test, pause, resume, remove, route, answer.
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
    Route {
        /// The group
        #[arg(value_name = "GROUP")]
        group: String,
        #[command(flatten)]
        what: GroupRouteArgs,
    },
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

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct GroupRouteArgs {
    /// Route orders of this ticket type
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<String>,
    /// Route orders of this product, if no route matches their ticket type
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
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
        GroupVerb::Route { group, what } => route_group(context, &group, what),
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
    Ok(CommandResponse::for_change(
        &change,
        "name",
        &say!("群 {group} 已删除", "removed the group {group}"),
        context.lang(),
    ))
}

fn route_group(context: &CommandContext, group: &str, what: GroupRouteArgs) -> Result<CommandResponse> {
    let (kind, flag, value) = match (what.ticket_type, what.product) {
        (Some(value), _) => ("ticket_type", "--ticket-type", value),
        (None, value) => ("product", "--product", value.unwrap_or_default()),
    };
    check_short_text(flag, &value, 200)?;
    let change = context.open_app()?.route_group(group, kind, &value)?;
    let text = match change.value["before"].as_str() {
        Some(before) if before != group => {
            say!("{value} → {group}（原来是 {before}）", "{value} → {group} (was {before})")
        }
        Some(_) => say!("{value} → {group}：原本就是", "{value} → {group}, as before"),
        None => say!("{value} → {group}", "{value} → {group}"),
    };
    Ok(CommandResponse::for_change(&change, "name", &text, context.lang()))
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
