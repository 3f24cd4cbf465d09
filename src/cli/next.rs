//! `next`, and what every command that moves an order says about its next step.

use serde_json::{Value, json};

use super::context::CommandContext;
use super::order_arg::OrderArg;
use super::queue::{render_task_block, task_schema};
use super::response::CommandResponse;
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::Result;
use crate::output::order_labels::format_yuan;
use crate::output::placeholder::name_placeholders;
use crate::say;

/// Show the next step, with the exact command.
#[derive(Debug, clap::Args)]
pub struct NextArgs {
    /// The order number; defaults to the most urgent order
    #[arg(value_name = "ORDER")]
    order: Option<OrderArg>,
}

pub fn run_next(context: &CommandContext, args: NextArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.map(|order| order.resolve(&mut app)).transpose()?;
    let lang = context.lang();
    Ok(match app.next_todo(order_no.as_ref())? {
        Some(task) => {
            let value = Value::Object(task_schema(lang).to_object(&task));
            let page = CommandResponse::with_page(value, Some("order_no"), render_task_block(&task, &context.surface));
            if task.next.action == NextAction::HandOverNotice {
                page.add_note(explain_text(&task.order_no))
            } else {
                page
            }
        }
        None => {
            let (code, label) = (NextAction::None.code(), NextAction::None.label().in_lang(lang));
            let value = json!({ "order_no": null, "code": code, "label": label, "deadline": null, "command": null });
            let text = say!("没有要做的事", "nothing to do");
            CommandResponse::with_page(value, None, text.in_lang(lang).to_owned())
        }
    })
}

/// How the text of a notice that waits for a person is seen again.
fn explain_text(no: &OrderNo) -> BilingualMessage {
    say!(
        "要发的文字：`ticketctl notify send {no} --channel manual`",
        "its text: `ticketctl notify send {no} --channel manual`"
    )
}

/// The answer of a command that moved an order: what happened, and for a person what comes next.
pub fn respond_with_next_step(
    context: &CommandContext,
    app: &mut App,
    outcome: OrderOutcome,
) -> Result<CommandResponse> {
    let watched = !outcome.dry_run && !context.plan.is_machine() && !context.surface.quiet;
    let order_no = OrderNo::parse(&outcome.order_no).ok().filter(|_| watched);
    let answer = CommandResponse::for_outcome(outcome, context);
    let Some(order_no) = order_no else { return Ok(answer) };
    Ok(describe_next_step(app, &order_no)?.into_iter().fold(answer, CommandResponse::add_note))
}

/// What comes next for an order, with the command that does it; none where nothing is to do.
pub fn describe_next_step(app: &mut App, order_no: &OrderNo) -> Result<Option<BilingualMessage>> {
    let Some(task) = app.next_todo(Some(order_no))? else { return Ok(None) };
    let label = task.next.action.label();
    let (zh, en) = (label.zh, label.en);
    let sum = task.payable.filter(|_| task.next.action == NextAction::ConfirmAgentPayment);
    let sum = sum.map(|sum| format!(" {}", format_yuan(sum))).unwrap_or_default();
    let mut commands = task.next.command.iter().chain(&task.next.alternatives).peekable();
    if commands.peek().is_none() {
        return Ok(None);
    }
    let mut text = say!("下一步：{zh}{sum}", "next: {en}{sum}");
    for command in commands {
        let BilingualMessage { zh, en } = suggest_command(command);
        text.append(&say!("\n  $ {zh}", "\n  $ {en}"));
    }
    Ok(Some(text))
}

/// The command that an order asks for now; `next` where it asks for none that can be typed.
pub fn find_next_command(app: &mut App, order_no: &OrderNo) -> Result<BilingualMessage> {
    let command = app.next_todo(Some(order_no))?.and_then(|task| task.next.command);
    Ok(suggest_command(&command.unwrap_or_else(|| format!("ticketctl next {order_no}"))))
}

/// A suggested command as each language writes what is still to be put into it.
pub fn suggest_command(command: &str) -> BilingualMessage {
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| name_placeholders(command, lang));
    say!("{zh}", "{en}")
}
