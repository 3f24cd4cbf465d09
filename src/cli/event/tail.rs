//! `event tail`

use std::time::Duration;

use super::{EventFilterArgs, event_schema, format_event_line};
use crate::app::App;
use crate::app::log::read::{EventFilter, LogFollower};
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::order::event::EventEnvelope;
use crate::error::Result;
use crate::output::format::{OutputFormat, OutputPlan};
use crate::output::output_writer::OutputWriter;
use crate::output::row_writer::RowWriter;
use crate::output::terminal::DisplayOptions;
use crate::output::text::escape_hidden;

/// How often a follower looks.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// Print the events of all orders, oldest first, one per line.
#[derive(Debug, clap::Args)]
pub(super) struct EventTailArgs {
    #[command(flatten)]
    which: EventFilterArgs,
    /// Keep printing events as they are recorded, until interrupted or the reader goes away
    #[arg(long)]
    follow: bool,
}

/// Streams them, for scripts as one JSON object per line.
pub(super) fn run_event_tail(context: &CommandContext, args: &EventTailArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let look = args.which.read_filter(context, &mut app, 0)?;
    let plan = streaming_plan(context)?;
    let (surface, follow) = (context.surface, args.follow);
    Ok(CommandResponse::with_follow(move |out| match plan {
        None => print_text(&mut app, &look, follow, &surface, out),
        Some(plan) => print_rows(&mut app, &look, follow, &plan, &surface, out),
    }))
}

/// A list that may have no end is never one JSON document: JSON is one object per line. `None` is text for people.
fn streaming_plan(context: &CommandContext) -> Result<Option<OutputPlan>> {
    let global = &context.global;
    match context.plan.format {
        OutputFormat::Table => Ok(None),
        OutputFormat::Json => {
            OutputPlan::new(Some(OutputFormat::Ndjson), global.json.as_deref(), global.jq.as_deref()).map(Some)
        }
        other => OutputPlan::new(Some(other), global.json.as_deref(), global.jq.as_deref()).map(Some),
    }
}

fn print_text(
    app: &mut App,
    look: &EventFilter,
    follow: bool,
    surface: &DisplayOptions,
    out: &mut OutputWriter<'_>,
) -> Result<()> {
    for_each_event(app, look, follow, |event| {
        out.write_line(&escape_hidden(&format_event_line(&event, surface.lang, surface.verbose)))?;
        out.flush()
    })
}

fn print_rows(
    app: &mut App,
    look: &EventFilter,
    follow: bool,
    plan: &OutputPlan,
    surface: &DisplayOptions,
    out: &mut OutputWriter<'_>,
) -> Result<()> {
    let mut writer = RowWriter::begin_list(plan, event_schema(surface.verbose), surface, out)?;
    for_each_event(app, look, follow, |event| {
        writer.write_row(&event)?;
        writer.flush()
    })?;
    writer.end_list()
}

/// Hands over each event once, as it comes.
fn for_each_event(
    app: &mut App,
    look: &EventFilter,
    follow: bool,
    mut told: impl FnMut(EventEnvelope) -> Result<()>,
) -> Result<()> {
    let mut follower = LogFollower::default();
    loop {
        let events = app.next_events(look, &mut follower)?;
        if events.is_empty() {
            if !follow {
                return Ok(());
            }
            std::thread::sleep(POLL_INTERVAL);
        }
        for event in events {
            told(event)?;
        }
    }
}
