//! `event tail`

use std::time::Duration;

use super::{Which, row, sentence, shape};
use crate::app::App;
use crate::app::log::read::{Follower, LogLook};
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::domain::order::event::Envelope;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::format::{Format, Plan};
use crate::output::output_writer::Out;
use crate::output::row_writer::RowWriter;
use crate::output::terminal::Surface;
use crate::output::text::visible;

/// How often a follower looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Events of all orders, oldest first, one a line.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// Go on as events are recorded, until interrupted or nobody reads any more
    #[arg(long)]
    follow: bool,
}

/// Streams them, for scripts as one JSON object a line.
pub(super) fn run(context: &Context, args: &Args) -> Result<Answer> {
    let mut app = context.app()?;
    let look = args.which.look(context, &mut app, 0)?;
    let plan = lines_plan(context)?;
    let (surface, follow) = (context.surface, args.follow);
    Ok(Answer::follow(move |out| match plan {
        None => text(&mut app, &look, follow, surface.lang, out),
        Some(plan) => rows(&mut app, &look, follow, &plan, &surface, out),
    }))
}

/// A list that may have no end is never one JSON document: JSON is one object a line. `None` is text for people.
fn lines_plan(context: &Context) -> Result<Option<Plan>> {
    let global = &context.global;
    match context.plan.format {
        Format::Table => Ok(None),
        Format::Json => Plan::new(Some(Format::Ndjson), global.json.as_deref(), global.jq.as_deref()).map(Some),
        other => Plan::new(Some(other), global.json.as_deref(), global.jq.as_deref()).map(Some),
    }
}

fn text(app: &mut App, look: &LogLook, follow: bool, lang: Lang, out: &mut Out<'_>) -> Result<()> {
    each(app, look, follow, |event| {
        out.line(&visible(&sentence(&event, lang)))?;
        out.flush()
    })
}

fn rows(app: &mut App, look: &LogLook, follow: bool, plan: &Plan, surface: &Surface, out: &mut Out<'_>) -> Result<()> {
    let mut writer = RowWriter::begin(plan, shape(), surface, out)?;
    each(app, look, follow, |event| {
        writer.row(row(event))?;
        writer.flush()
    })?;
    writer.end()
}

/// Hands over each event once, as it comes.
fn each(app: &mut App, look: &LogLook, follow: bool, mut told: impl FnMut(Envelope) -> Result<()>) -> Result<()> {
    let mut follower = Follower::default();
    loop {
        let events = app.next_events(look, &mut follower)?;
        if events.is_empty() {
            if !follow {
                return Ok(());
            }
            std::thread::sleep(PAUSE);
        }
        for event in events {
            told(event)?;
        }
    }
}
