//! Several orders in one command: a row each, and one exit code for all.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::context::Context;
use crate::app::App;
use crate::app::outcome::Outcome;
use crate::app::send::{Limits, Ran, Stopped};
use crate::app::task::Task;
use crate::domain::ids::OrderNo;
use crate::domain::message::Text;
use crate::error::{Exit, Result};
use crate::output::format::{Column, Dataset, Shape};
use crate::say;

/// Sends many tasks, a row each. A key of the command stands for one task with the order's number behind it.
///
/// # Errors
/// The database's; interrupted twice (12).
pub fn run(context: &Context, app: &mut App, tasks: impl Iterator<Item = Task>, concurrency: u16) -> Result<Answer> {
    let key = app.caller.key.clone();
    let keyed = |task: Task| Task { key: key.as_ref().map(|key| format!("{key}/{}", task.order_no)), ..task };
    let tasks: Vec<Task> = tasks.map(keyed).collect();
    let mut batch = Batch::default();
    let limits = Limits { concurrency: concurrency.into(), until: None };
    let ran = app.run(tasks, limits, &mut |task, result| batch.add(context, &task.order_no, result))?;
    Ok(batch.answer(&ran))
}

/// The orders of one command, as they went.
#[derive(Default)]
pub struct Batch {
    rows: Vec<Map<String, Value>>,
    failures: Vec<Exit>,
}

impl Batch {
    /// Adds one order.
    pub fn add(&mut self, context: &Context, order_no: &OrderNo, result: &Result<Outcome>) {
        let mut row = Map::new();
        let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
        put("order_no", order_no.as_str().into());
        match result {
            Ok(outcome) => {
                let word = if outcome.events.is_empty() { "nothing_to_do" } else { "done" };
                put("result", word.into());
                put("code", Value::Null);
                put("message", Value::Null);
            }
            Err(error) => {
                put("result", error.exit.category().into());
                put("code", error.code.into());
                put("message", error.message.get(context.lang()).into());
                self.failures.push(error.exit);
            }
        }
        self.rows.push(row);
    }

    /// All orders, and the exit code: 0 if all went, the common code if all failed alike, else 8.
    pub fn answer(self, ran: &Ran) -> Answer {
        let (all, failed) = (self.rows.len(), self.failures.len());
        let done = all - failed;
        let exit = match self.failures.first() {
            None => Exit::Ok,
            Some(first) if failed == all && self.failures.iter().all(|exit| exit == first) => *first,
            Some(_) => Exit::Partial,
        };
        let left = ran.left;
        let answer = Answer::list(Dataset { shape: shape(), rows: self.rows })
            .note(say!("共 {all} 单，成功 {done}，失败 {failed}", "{all} orders: {done} done, {failed} failed"));
        let answer = if left == 0 {
            answer
        } else {
            answer.warn(say!("还有 {left} 单没有开始，仍在等待", "{left} more were not begun and still wait"))
        };
        match ran.stopped {
            Some(Stopped::Interrupted) => answer.ending(Exit::Interrupted),
            _ => answer.ending(exit),
        }
    }
}

fn shape() -> Shape {
    Shape {
        name: "orders",
        columns: vec![
            Column::new("order_no", Text { zh: "订单号", en: "Order" }).whole(),
            Column::new("result", Text { zh: "结果", en: "Result" }),
            Column::new("code", Text { zh: "代码", en: "Code" }).priority(1),
            Column::new("message", Text { zh: "说明", en: "Message" }),
        ],
        id_key: "order_no",
    }
}
