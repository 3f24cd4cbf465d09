//! `next`, and what every command that moves an order says about its next step.

use serde_json::{Value, json};

use super::context::Context;
use super::order_arg::order_no;
use super::queue::{block, line};
use super::response::Answer;
use crate::app::App;
use crate::app::write::outcome::Outcome;
use crate::domain::order::next::Action;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::say;

/// The next thing to do, with the exact command.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The order's number; without it, the most urgent thing over all orders
    #[arg(value_name = "ORDER")]
    order: Option<String>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let mut app = context.app()?;
    let order_no = args.order.map(|order| order_no(&mut app, &order)).transpose()?;
    let lang = context.lang();
    Ok(match app.next(order_no.as_ref())? {
        Some(task) => Answer::page(Value::Object(line(&task, lang)), Some("order_no"), block(&task, &context.surface)),
        None => {
            let (code, label) = (Action::None.code(), Action::None.label().get(lang));
            let value = json!({ "order_no": null, "code": code, "label": label, "deadline": null, "command": null });
            let text = say!("没有要做的事", "nothing to do");
            Answer::page(value, None, text.get(lang).to_owned())
        }
    })
}

/// The answer of a command that moved an order: what happened, and for a person what comes next.
pub fn done(context: &Context, app: &mut App, outcome: Outcome) -> Result<Answer> {
    let watched = !outcome.dry_run && !context.plan.is_machine() && !context.surface.quiet;
    let order_no = OrderNo::parse(&outcome.order_no).ok().filter(|_| watched);
    let answer = Answer::done(outcome, context.lang());
    let Some(order_no) = order_no else { return Ok(answer) };
    let Some(task) = app.next(Some(&order_no))? else { return Ok(answer) };
    let label = task.next.action.label();
    let (zh, en) = (label.zh, label.en);
    Ok(match task.next.command {
        Some(command) => answer.note(say!("下一步：{zh}\n  $ {command}", "next: {en}\n  $ {command}")),
        None => answer,
    })
}
