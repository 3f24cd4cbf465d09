//! `demo`: the reference orders, driven from import to done in a throw-away sandbox, every command printed as it runs.

use std::path::PathBuf;

use super::context::Context;
use super::response::Answer;
use super::smoke::runner::{Report, Runner, Voice};
use super::smoke::sandbox::Place;
use crate::app::sandbox::scenario::{Bundle, CHECKOUT_REFERENCE, RESALE_REFERENCE, Settings};
use crate::domain::value::message::Message;
use crate::error::{Error, Exit, Result};
use crate::output::output_writer::Out;
use crate::output::terminal::Tone;
use crate::say;

/// The order that a scenario ends with, and when its page is shown.
struct Reference {
    order: &'static str,
    shown_at: &'static str,
}

const RESALE: Reference = Reference { order: "XY20260320033546715D3AV", shown_at: "2026-03-20T09:00:02Z" };
const CHECKOUT: Reference = Reference { order: "order_7cb78b0f45ebf19d0a63581c", shown_at: "2026-03-21T02:00:01Z" };

/// Drive the reference orders from import to done in a throw-away sandbox.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Leave the database and everything beside it in this new directory
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Runs it. Needs no home directory, no account and no network.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let kept = args.keep.is_some();
    let place = args.keep.map_or(Place::Nowhere, Place::Kept);
    let mut runner = Runner::new(context, place, Bundle::shipped(RESALE_REFERENCE)?, Settings::default())?;
    let mut show = Show { context, out: Out::new(std::io::stdout().lock()) };
    show.line("$ ticketctl init --sandbox\n")?;
    let mut done = order(&mut runner, &mut show, &RESALE)?;
    runner.go_on(Bundle::shipped(CHECKOUT_REFERENCE)?)?;
    done += order(&mut runner, &mut show, &CHECKOUT)?;
    show.title(&summary(done))?;
    if kept {
        show.line(look(context, &runner).get(context.lang()))?;
    }
    show.out.flush()?;
    Ok(Answer::nothing())
}

/// Drives one order and prints its page; how many steps it took.
fn order(runner: &mut Runner, show: &mut Show<'_>, reference: &Reference) -> Result<usize> {
    let title = &runner.scenario().title;
    show.title(&Message { zh: title.zh.clone(), en: title.en.clone() })?;
    let steps = steps(runner, show)?;
    show.title(&say!("订单页", "the order's page"))?;
    let words = ["order", "show", reference.order, "--page", "--now", reference.shown_at].map(str::to_owned);
    let page = runner.spawn(&words, None)?;
    show.report(&page)?;
    Ok(steps)
}

/// Runs every step; how many there were.
fn steps(runner: &mut Runner, show: &mut Show<'_>) -> Result<usize> {
    let steps = runner.scenario().steps.clone();
    for (index, step) in steps.iter().enumerate() {
        let report = runner.step(index, if step.demo { Voice::Plain } else { Voice::Checked })?;
        if step.demo {
            show.title(&Message { zh: step.title.zh.clone(), en: step.title.en.clone() })?;
            show.report(&report)?;
        }
        if !report.failed.is_empty() {
            return Err(broken(&report));
        }
    }
    Ok(steps.len())
}

/// What is printed, and where.
struct Show<'a> {
    context: &'a Context,
    out: Out<'a>,
}

impl Show<'_> {
    fn title(&mut self, title: &Message) -> Result<()> {
        let text = format!("# {}", title.get(self.context.lang()));
        self.line(&self.context.surface.paint().tone(Tone::Bold, &text))
    }

    fn line(&mut self, text: &str) -> Result<()> {
        self.out.line(text)?;
        self.out.flush()
    }

    /// The command, what it printed and said, and its exit code where it is not 0.
    fn report(&mut self, report: &Report) -> Result<()> {
        self.line(&format!("$ ticketctl {}", report.command))?;
        for printed in [&report.stdout, &report.stderr] {
            if !printed.trim().is_empty() {
                self.line(printed.trim_end())?;
            }
        }
        if report.exit != 0 {
            self.line(&format!("[exit {}]", report.exit))?;
        }
        self.line("")
    }
}

fn summary(steps: usize) -> Message {
    let (resale, checkout) = (RESALE.order, CHECKOUT.order);
    say!(
        "完成：{steps} 步都如预期。订单 {resale} 已完成，分润已结算；订单 {checkout} 已出票并核销；没有连接任何外部服务",
        "done: all {steps} steps went as they should. Order {resale} is completed and its share settled; order {checkout} has \
         its ticket, and the visitor was let in; nothing outside was contacted"
    )
}

/// How to look at what was kept.
fn look(context: &Context, runner: &Runner) -> Message {
    let db = runner.sandbox.db().display();
    let key = runner.sandbox.key_elsewhere(context);
    let key = key.map(|key| format!("TICKETCTL_KEY_FILE={} ", key.display())).unwrap_or_default();
    say!(
        "沙盒保留着：`{key}ticketctl --db {db} order list`",
        "the sandbox is kept: `{key}ticketctl --db {db} order list`"
    )
}

fn broken(report: &Report) -> Box<Error> {
    let (command, failed) = (&report.command, report.failed.join("; "));
    let both = format!("{RESALE_REFERENCE}|{CHECKOUT_REFERENCE}");
    Error::new(
        "demo_broken",
        Exit::Partial,
        say!("演示停在 `ticketctl {command}`：{failed}", "the demo stopped at `ticketctl {command}`: {failed}"),
    )
    .hint(say!("`ticketctl smoke run {both} -v` 给出细节", "`ticketctl smoke run {both} -v` tells more"))
}
