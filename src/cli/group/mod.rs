//! `group`: agents' groups.

mod add;
mod show;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::context::{Context, short_text};
use super::response::Answer;
use crate::app::channels::groups::ANSWER_LIMIT;
use crate::app::write::shop_change::Change;
use crate::error::{Error, Exit, Result};
use crate::formats::source::Source;
use crate::say;

/// Agents' groups: add, list, show, test, pause, resume, remove, route, answer.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Add a group and the channel that reaches it
    Add(add::Args),
    /// Every group, and whether anything is sent there
    List,
    /// One group: channel, routes, unfinished pushes
    Show(Named),
    /// Check that messages can be written there; sends nothing
    Test(Named),
    /// Send nothing there until it is resumed
    Pause {
        /// The group
        #[arg(value_name = "GROUP")]
        group: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Send there again
    Resume(Named),
    /// Remove a group and its routes; files that were written stay
    Remove(Named),
    /// Send the orders of a ticket type or a product to a group
    Route {
        /// The group
        #[arg(value_name = "GROUP")]
        group: String,
        #[command(flatten)]
        what: What,
    },
    /// Sandbox: what the spool channel answers next
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
struct Named {
    /// The group
    #[arg(value_name = "GROUP")]
    group: String,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct What {
    /// Orders of this ticket type
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<String>,
    /// Orders of this product, if no route has their ticket type
    #[arg(long, value_name = "NAME")]
    product: Option<String>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Add(args) => add::run(context, args),
        Verb::List => show::list(context),
        Verb::Show(named) => show::show(context, &named.group),
        Verb::Test(named) => show::test(context, &named.group),
        Verb::Pause { group, reason } => pause(context, &group, &reason),
        Verb::Resume(named) => resume(context, &named.group),
        Verb::Remove(named) => remove(context, &named.group),
        Verb::Route { group, what } => route(context, &group, what),
        Verb::Answer { group, file } => answer(context, &group, &file),
    }
}

fn pause(context: &Context, group: &str, reason: &str) -> Result<Answer> {
    short_text("--reason", reason, 500)?;
    let change = context.app()?.pause_group(group, reason)?;
    Ok(said(context, &change, &say!("群 {group} 已暂停：{reason}", "the group {group} is paused: {reason}"))
        .note(say!("恢复：`ticketctl group resume {group}`", "to send again: `ticketctl group resume {group}`")))
}

fn resume(context: &Context, group: &str) -> Result<Answer> {
    let change = context.app()?.resume_group(group)?;
    let text = if change.value["changed"] == true {
        say!("群 {group} 已恢复", "the group {group} is open again")
    } else {
        say!("群 {group} 没有暂停，无事可做", "the group {group} was not paused; nothing to do")
    };
    Ok(said(context, &change, &text))
}

fn remove(context: &Context, group: &str) -> Result<Answer> {
    let mut app = context.app()?;
    // One that is gone may still have a first result under its key: nobody is asked about it.
    let found = match app.group(group) {
        Ok(found) => Some(found),
        Err(error) if error.exit == Exit::NotFound => None,
        Err(error) => return Err(error),
    };
    if let (Some(found), false) = (found, context.global.dry_run) {
        let routes = found.routes.len();
        context.confirm(&say!(
            "删除群 {group} 和它的 {routes} 条路由？已写出的文件会保留",
            "Remove the group {group} and its {routes} routes? Files that were written stay"
        ))?;
    }
    let change = app.remove_group(group)?;
    Ok(said(context, &change, &say!("群 {group} 已删除", "the group {group} is removed")))
}

fn route(context: &Context, group: &str, what: What) -> Result<Answer> {
    let (kind, flag, value) = match (what.ticket_type, what.product) {
        (Some(value), _) => ("ticket_type", "--ticket-type", value),
        (None, value) => ("product", "--product", value.unwrap_or_default()),
    };
    short_text(flag, &value, 200)?;
    let change = context.app()?.route_group(group, kind, &value)?;
    let text = match change.value["before"].as_str() {
        Some(before) if before != group => {
            say!("{value} → {group}（原来是 {before}）", "{value} → {group} (was {before})")
        }
        Some(_) => say!("{value} → {group}：原本就是", "{value} → {group}, as before"),
        None => say!("{value} → {group}", "{value} → {group}"),
    };
    Ok(said(context, &change, &text))
}

fn answer(context: &Context, group: &str, file: &Path) -> Result<Answer> {
    let mut body = Vec::new();
    // One byte more than the limit tells a file that is too large.
    let source = Source::open(file, std::io::stdin(), None)?;
    source.take(ANSWER_LIMIT as u64 + 1).read_to_end(&mut body).map_err(|error| Error::io(file, &error))?;
    let change = context.app()?.answer_group(group, &body)?;
    let queued = &change.value["queued"];
    Ok(said(context, &change, &say!("群 {group} 排队的应答：{queued}", "answers queued for {group}: {queued}")))
}

/// A change of a group, in one sentence.
fn said(context: &Context, change: &Change, text: &crate::domain::value::message::Message) -> Answer {
    Answer::changed(change, "name", text.get(context.lang()).to_owned(), context.lang())
}
