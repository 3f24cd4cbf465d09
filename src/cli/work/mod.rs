//! `work`: the queue as a walk. One order after another is shown with its one open question; the answer goes to the command
//! that would be typed, with everything that this command asks, refuses and prints.

mod card;
mod line;
mod question;

use clap::{CommandFactory as _, FromArgMatches as _};

use self::line::{OperatorReply, WorkMove, read_reply};
use self::question::{StepChoice, WorkQuestion};
use super::context::CommandContext;
use super::errors::CliError;
use super::form::submit_pasted_form;
use super::next::suggest_command;
use super::order_arg::OrderArg;
use super::payment::answer::ask_whether_meant;
use super::placeholder_check::refuse_placeholders;
use super::prompt::ask_yes_no;
use super::queue::format_deadline;
use super::response::{CommandResponse, print_to_stderr};
use super::{Cli, print_failure, run_command};
use crate::app::App;
use crate::app::orders::claim::OrderClaim;
use crate::app::orders::todo::TodoItem;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::payment_channel::PaymentChannel;
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::shell::shell_command;
use crate::error::{Exit, Result};
use crate::say;

/// How many more entries of the queue are looked at than were skipped: some may be in other hands.
const LOOK_AHEAD: usize = 50;

/// Walk through the queue: what each order needs is asked for and done at once.
#[derive(Debug, clap::Args)]
pub struct WorkArgs {
    /// The order to begin with; the queue follows
    #[arg(value_name = "ORDER")]
    order: Option<OrderArg>,
    /// At most N orders; 0 means all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

pub fn run_work(context: &CommandContext, args: WorkArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    if !context.can_ask() || context.plan.is_machine() {
        let command = app.next_todo(None)?.and_then(|task| task.next.command);
        return Err(command.map_or_else(
            || CliError::WorkNeedsTerminal.into_error(),
            |command| {
                let BilingualMessage { zh, en } = suggest_command(&command);
                CliError::WorkNeedsTerminalFor { zh: &zh, en: &en }.into_error()
            },
        ));
    }
    context.refuse_key("work", &say!("它执行许多命令", "it runs many commands"))?;
    if context.global.dry_run {
        return Err(CliError::WorkNotDry.into());
    }
    let first = args.order.map(|order| order.resolve(&mut app)).transpose()?;
    let mut walk = QueueWalk::new(context, app, args.limit);
    walk.walk_queue(first).map_err(|error| match (walk.steps, walk.notes) {
        (0, 0) => error,
        (steps, notes) if error.exit == Exit::Interrupted => {
            CliError::WorkInterrupted { steps: &steps, notes: &notes }.into_error()
        }
        _ => error,
    })?;
    Ok(CommandResponse::empty().add_note(walk.summarize()))
}

/// How the walk goes on from an order.
enum WalkTurn {
    /// The same order once more, from the start.
    Stay,
    /// To the order that the queue has next.
    Onward,
    /// To the order that was shown before this one.
    Back,
    /// No further.
    Leave,
}

/// A walk through the queue.
struct QueueWalk<'a> {
    context: &'a CommandContext,
    app: App,
    /// At most so many orders; 0 is all.
    limit: usize,
    /// The orders that were shown, in this order.
    shown: Vec<OrderNo>,
    /// What is not shown again: passed over, or waiting for somebody else now.
    passed: Vec<OrderNo>,
    /// How many steps were taken.
    steps: usize,
    /// How many notes were written.
    notes: usize,
    /// Of the orders that were passed over, how many somebody else has.
    taken: usize,
    /// The channel of the last payment, which is likely that of the next.
    channel: Option<PaymentChannel>,
}

impl<'a> QueueWalk<'a> {
    const fn new(context: &'a CommandContext, app: App, limit: usize) -> Self {
        Self { context, app, limit, shown: Vec::new(), passed: Vec::new(), steps: 0, notes: 0, taken: 0, channel: None }
    }

    fn walk_queue(&mut self, first: Option<OrderNo>) -> Result<()> {
        let mut claimed = first.map(|order_no| self.claim_named(order_no)).transpose()?;
        let mut wanted = None;
        loop {
            let next = match claimed.take() {
                Some(claimed) => Some(claimed),
                None => self.claim_next(wanted.take())?,
            };
            let Some((order_no, claim)) = next else { return Ok(()) };
            let turn = self.work_on(&order_no)?;
            drop(claim);
            match turn {
                WalkTurn::Leave => return Ok(()),
                WalkTurn::Back => wanted = self.step_back(&order_no),
                WalkTurn::Stay | WalkTurn::Onward => {}
            }
        }
    }

    /// The order that the walk was to begin with. Another in its place would be given the answers that were meant for it.
    fn claim_named(&self, order_no: OrderNo) -> Result<(OrderNo, OrderClaim)> {
        match self.app.claim_order(&order_no)? {
            Some(claim) => Ok((order_no, claim)),
            None => Err(CliError::OrderOpenElsewhere { order_no: &order_no }.into_error()),
        }
    }

    /// The order to show: the wanted one, or the most urgent one that nobody has and nobody passed over.
    fn claim_next(&mut self, wanted: Option<OrderNo>) -> Result<Option<(OrderNo, OrderClaim)>> {
        if let Some(order_no) = wanted
            && let Some(claim) = self.app.claim_order(&order_no)?
        {
            return Ok(Some((order_no, claim)));
        }
        if self.limit > 0 && self.shown.len() >= self.limit {
            return Ok(None);
        }
        self.app.clock = self.context.clock()?;
        let queue = self.app.list_todo(self.passed.len() + LOOK_AHEAD)?;
        self.taken = 0;
        for task in queue.items {
            if self.passed.contains(&task.order_no) {
                continue;
            }
            match self.app.claim_order(&task.order_no)? {
                Some(claim) => return Ok(Some((task.order_no, claim))),
                None => self.taken += 1,
            }
        }
        Ok(None)
    }

    /// Goes back to the order before this one, or stays where there is none.
    fn step_back(&mut self, from: &OrderNo) -> Option<OrderNo> {
        self.shown.retain(|shown| shown != from);
        let before = self.shown.last().cloned();
        let target = before.unwrap_or_else(|| from.clone());
        self.passed.retain(|passed| *passed != target && passed != from);
        Some(target)
    }

    /// Shows an order and takes its steps, one after another, as long as they are the operator's to take.
    fn work_on(&mut self, order_no: &OrderNo) -> Result<WalkTurn> {
        if !self.shown.contains(order_no) {
            self.shown.push(order_no.clone());
        }
        loop {
            // Another may have been faster, and time has passed.
            self.app.clock = self.context.clock()?;
            let Some(task) = self.app.next_todo(Some(order_no))? else { return Ok(WalkTurn::Onward) };
            self.print_card(&task)?;
            let turn = self.ask_and_do(&task)?;
            match turn {
                WalkTurn::Stay => {}
                WalkTurn::Onward => {
                    self.passed.push(order_no.clone());
                    return Ok(turn);
                }
                WalkTurn::Back | WalkTurn::Leave => return Ok(turn),
            }
        }
    }

    fn print_card(&mut self, task: &TodoItem) -> Result<()> {
        if self.context.global.reveal {
            self.app.record_reveal(&task.order_no, "work")?;
        }
        let place = self.shown.len();
        let text = card::render_card(&mut self.app, task, place, &self.context.surface, self.context.global.reveal)?;
        super::response::print_styled_to_stderr(&text);
        Ok(())
    }

    /// Asks the open question until it is answered or left.
    fn ask_and_do(&mut self, task: &TodoItem) -> Result<WalkTurn> {
        let question = WorkQuestion::of_task(task);
        if let Some(look) = &question.look_first {
            self.run_words(look);
        }
        loop {
            match read_reply(self.context, &question)? {
                OperatorReply::Move(WorkMove::Skip) => return Ok(WalkTurn::Onward),
                OperatorReply::Move(WorkMove::Back) => return Ok(WalkTurn::Back),
                OperatorReply::Move(WorkMove::Quit) => return Ok(WalkTurn::Leave),
                OperatorReply::Move(WorkMove::Open) => {
                    self.run_words(&question::order_words(&["order", "show"], &task.order_no));
                }
                OperatorReply::Move(WorkMove::Note) => self.take_note(&task.order_no)?,
                OperatorReply::PastedText(first) => {
                    let answer = submit_pasted_form(self.context, &task.order_no, &first);
                    let ended = answer.and_then(|answer| answer.print_response(self.context));
                    let ended = ended.unwrap_or_else(|error| print_failure(&error, &self.context.surface, false));
                    if let Some(turn) = self.turn_after_step(task, ended)? {
                        return Ok(turn);
                    }
                }
                OperatorReply::Choice(choice, first) => {
                    let Some(words) = self.fill_blanks(&choice, first)? else { continue };
                    if !self.has_consent(&choice)? {
                        continue;
                    }
                    let ended = self.run_words(&words);
                    if let Some(turn) = self.turn_after_step(task, ended)? {
                        return Ok(turn);
                    }
                }
            }
        }
    }

    /// What is still blank in the chosen command, asked for; none where the operator thought better of it.
    fn fill_blanks(&mut self, choice: &StepChoice, first: Option<String>) -> Result<Option<Vec<String>>> {
        let mut answers = first.into_iter();
        let mut words = Vec::new();
        for word in &choice.words {
            let Some(blank) = word.blank else {
                words.push(word.text.clone());
                continue;
            };
            let answer = match answers.next() {
                Some(answer) => answer,
                None => match line::read_blank(self.context, &choice.prompt_for(blank, self.context.lang()), blank)? {
                    Some(answer) => answer,
                    None => return Ok(None),
                },
            };
            if let Some((channel, number)) = blank.doubtful_payment(&answer, self.channel)
                && !ask_whether_meant(self.context.lang(), channel, &number)?
            {
                return Ok(None);
            }
            words.extend(blank.to_words(&answer, &mut self.channel));
        }
        Ok(Some(words))
    }

    /// Whether the operator means what leads to the end of an order.
    fn has_consent(&self, choice: &StepChoice) -> Result<bool> {
        if !choice.ends_order() {
            return Ok(true);
        }
        let BilingualText { zh, en } = choice.label;
        let question = say!("{zh}，确定？", "{en}: sure?");
        ask_yes_no(question.in_lang(self.context.lang()))
    }

    fn take_note(&mut self, order_no: &OrderNo) -> Result<()> {
        let prompt = question::BlankKind::Note.prompt().in_lang(self.context.lang());
        if let Some(note) = line::read_blank(self.context, prompt, question::BlankKind::Note)? {
            let mut words = question::order_words(&["order", "note"], order_no);
            words.push(note);
            self.notes += usize::from(self.run_words(&words) == Exit::Ok);
        }
        Ok(())
    }

    /// Runs a command as if it had been typed, and prints what it answers or refuses.
    fn run_words(&mut self, words: &[String]) -> Exit {
        let typed: Vec<&str> = std::iter::once("ticketctl").chain(words.iter().map(String::as_str)).collect();
        print_to_stderr(&format!("$ {}", shell_command(&typed)));
        let mut tree = Cli::command();
        let read = tree.try_get_matches_from_mut(&typed);
        let (command, matches) = match read.and_then(|matches| Ok((Cli::from_arg_matches(&matches)?.command, matches)))
        {
            Ok(read) => read,
            Err(error) => return super::print_usage_error(&error, &[]),
        };
        if let Err(error) = refuse_placeholders(&tree, &matches) {
            return print_failure(&error, &self.context.surface, false);
        }
        let ended = run_command(self.context, command).and_then(|answer| answer.print_response(self.context));
        ended.unwrap_or_else(|error| print_failure(&error, &self.context.surface, false))
    }

    /// Whether the order is still the operator's to move. None after a step that was refused: the order stands as it is shown,
    /// and only the question is asked again.
    fn turn_after_step(&mut self, before: &TodoItem, ended: Exit) -> Result<Option<WalkTurn>> {
        if ended == Exit::Interrupted {
            return Ok(Some(WalkTurn::Leave));
        }
        self.app.clock = self.context.clock()?;
        let Some(now) = self.app.next_todo(Some(&before.order_no))? else { return Ok(Some(WalkTurn::Onward)) };
        if now.next.action == before.next.action && now.next.command == before.next.command {
            return Ok((ended == Exit::Ok).then_some(WalkTurn::Stay));
        }
        self.steps += 1;
        let Some(wait) = describe_wait(&now, self.context.lang()) else { return Ok(Some(WalkTurn::Stay)) };
        print_to_stderr(&wait);
        Ok(Some(WalkTurn::Onward))
    }

    fn summarize(&self) -> BilingualMessage {
        let (steps, orders) = (self.steps, self.shown.len());
        let taken = match self.taken {
            0 => BilingualMessage { zh: String::new(), en: String::new() },
            taken => say!("；其他操作员正在处理 {taken} 单", "; {taken} are in the hands of others"),
        };
        let (zh, en) = (taken.zh, taken.en);
        say!("看了 {orders} 单，完成 {steps} 步{zh}", "orders seen: {orders}, steps taken: {steps}{en}")
    }
}

/// Whom the order waits for and until when, where the next move is somebody else's or nothing is to be done; none where it is
/// the operator's.
fn describe_wait(task: &TodoItem, lang: Lang) -> Option<String> {
    let waits = match task.next.action {
        NextAction::CollectUserInfo => say!("等买家补资料", "it waits for the buyer's form"),
        NextAction::UploadScreenshot => {
            say!("等代理回复并发来截图", "it waits for the agent's answer and screenshot")
        }
        NextAction::AwaitPayment => say!("等买家付款", "it waits for the buyer's payment"),
        NextAction::Wait => say!("还在发送，等结果", "it is being sent; the outcome is not known yet"),
        NextAction::None => say!("没有要做的了", "nothing more is to be done"),
        _ => return None,
    };
    let due = format_deadline(task, lang);
    let until = if due.is_empty() { say!("", "") } else { say!("，期限 {due}", ", due {due}") };
    let (no, waits, until) = (&task.order_no, waits.in_lang(lang), until.in_lang(lang));
    Some(say!("{no}：{waits}{until}", "{no}: {waits}{until}").in_lang(lang).to_owned())
}
