//! `demo`: the reference orders, run from import to completion in a temporary sandbox, every command printed as it runs.

use std::path::PathBuf;

use super::context::CommandContext;
use super::errors::CliError;
use super::response::CommandResponse;
use super::smoke::runner::{ScenarioRunner, StepOutputMode, StepReport};
use super::smoke::sandbox::SandboxPlace;
use crate::app::sandbox::scenario::{CHECKOUT_REFERENCE, RESALE_REFERENCE, ScenarioBundle, ScenarioSettings};
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::output::output_writer::OutputWriter;
use crate::output::terminal::TextStyle;
use crate::say;

/// The order that a scenario ends with, and when its page is shown.
struct DemoOrder {
    order: &'static str,
    shown_at: &'static str,
}

const RESALE_ORDER: DemoOrder = DemoOrder { order: "XY20260320033546715D3AV", shown_at: "2026-03-20T09:00:02Z" };
const CHECKOUT_ORDER: DemoOrder =
    DemoOrder { order: "order_7cb78b0f45ebf19d0a63581c", shown_at: "2026-03-21T02:00:01Z" };

/// Run the reference orders from import to completion in a temporary sandbox.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// Keep the database and its files in this new directory
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Runs it. Needs no home directory, no account and no network.
pub fn run_demo(context: &CommandContext, args: DemoArgs) -> Result<CommandResponse> {
    let kept = args.keep.is_some();
    let place = args.keep.map_or(SandboxPlace::Temporary, SandboxPlace::NewDirectory);
    let mut runner = ScenarioRunner::new(
        context,
        place,
        ScenarioBundle::from_shipped(RESALE_REFERENCE)?,
        ScenarioSettings::default(),
    )?;
    let mut show = DemoPrinter { context, out: OutputWriter::new(std::io::stdout().lock()) };
    show.print_line("$ ticketctl init --sandbox\n")?;
    let mut done = run_order_scenario(&mut runner, &mut show, &RESALE_ORDER)?;
    runner.load_scenario(ScenarioBundle::from_shipped(CHECKOUT_REFERENCE)?)?;
    done += run_order_scenario(&mut runner, &mut show, &CHECKOUT_ORDER)?;
    show.print_title(&summarize_demo(done))?;
    if kept {
        show.print_line(explain_kept_sandbox(context, &runner).in_lang(context.lang()))?;
    }
    show.out.flush()?;
    Ok(CommandResponse::empty())
}

/// Drives one order and prints its page; how many steps it took.
fn run_order_scenario(runner: &mut ScenarioRunner, show: &mut DemoPrinter<'_>, reference: &DemoOrder) -> Result<usize> {
    let title = &runner.scenario().title;
    show.print_title(&BilingualMessage { zh: title.zh.clone(), en: title.en.clone() })?;
    let steps = run_steps(runner, show)?;
    show.print_title(&say!("订单页", "the order's page"))?;
    let words = ["order", "show", reference.order, "--page", "--now", reference.shown_at].map(str::to_owned);
    let page = runner.spawn_command(&words, None)?;
    show.print_report(&page)?;
    Ok(steps)
}

/// Runs every step; how many there were.
fn run_steps(runner: &mut ScenarioRunner, show: &mut DemoPrinter<'_>) -> Result<usize> {
    let steps = runner.scenario().steps.clone();
    for (index, step) in steps.iter().enumerate() {
        let report = runner.run_step(index, if step.demo { StepOutputMode::Plain } else { StepOutputMode::Checked })?;
        if step.demo {
            show.print_title(&BilingualMessage { zh: step.title.zh.clone(), en: step.title.en.clone() })?;
            show.print_report(&report)?;
        }
        if !report.failed.is_empty() {
            return Err(demo_broken_error(&report));
        }
    }
    Ok(steps.len())
}

/// What is printed, and where.
struct DemoPrinter<'a> {
    context: &'a CommandContext,
    out: OutputWriter<'a>,
}

impl DemoPrinter<'_> {
    fn print_title(&mut self, title: &BilingualMessage) -> Result<()> {
        let text = format!("# {}", title.in_lang(self.context.lang()));
        self.print_line(&self.context.surface.stdout_styler().apply_style(TextStyle::Bold, &text))
    }

    fn print_line(&mut self, text: &str) -> Result<()> {
        self.out.write_line(text)?;
        self.out.flush()
    }

    /// The command, what it printed and said, and its exit code where it is not 0.
    fn print_report(&mut self, report: &StepReport) -> Result<()> {
        self.print_line(&format!("$ ticketctl {}", report.command))?;
        for printed in [&report.stdout, &report.stderr] {
            if !printed.trim().is_empty() {
                self.print_line(printed.trim_end())?;
            }
        }
        if report.exit != 0 {
            self.print_line(&format!("[exit {}]", report.exit))?;
        }
        self.print_line("")
    }
}

fn summarize_demo(steps: usize) -> BilingualMessage {
    let (resale, checkout) = (RESALE_ORDER.order, CHECKOUT_ORDER.order);
    say!(
        "完成：{steps} 步都如预期。订单 {resale} 已完成，分润已结算；订单 {checkout} 已出票并核销；没有连接任何外部服务",
        "done: all {steps} steps passed. Order {resale} is completed and its share settled; order {checkout} has its ticket, which was redeemed; no outside service was contacted"
    )
}

/// How to look at what was kept.
fn explain_kept_sandbox(context: &CommandContext, runner: &ScenarioRunner) -> BilingualMessage {
    let db = runner.sandbox.database_path().display();
    let key = runner.sandbox.uncommon_key_path(context);
    let key = key.map(|key| format!("TICKETCTL_KEY_FILE={} ", key.display())).unwrap_or_default();
    say!(
        "沙盒保留着：`{key}ticketctl --db {db} order list`",
        "the sandbox is kept: `{key}ticketctl --db {db} order list`"
    )
}

fn demo_broken_error(report: &StepReport) -> Box<Error> {
    let (command, failed) = (&report.command, report.failed.join("; "));
    let both = format!("{RESALE_REFERENCE}|{CHECKOUT_REFERENCE}");
    CliError::DemoBroken { command: &command, failed: &failed, both: &both }.into_error()
}
