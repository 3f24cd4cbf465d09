//! `checkout lock`: one order with its next step, or many, a row each.

use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::app::App;
use crate::app::write::outcome::Outcome;
use crate::cli::context::Context;
use crate::cli::next;
use crate::cli::order_arg::order_no;
use crate::cli::response::{Answer, row};
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};
use crate::formats::source::Source;
use crate::output::format::{Column, Row, Shape};
use crate::output::order_labels::text;
use crate::say;

/// The largest list of orders on stdin, in bytes.
const LIST_LIMIT: u64 = 1024 * 1024;

/// Holds the places of each order, in a transaction of its own.
///
/// # Errors
/// For one order its refusal (4); for many, exit 8 once some were refused.
pub(super) fn run(context: &Context, mut app: App, orders: &[String]) -> Result<Answer> {
    let orders = match orders {
        [dash] if dash == "-" => from_stdin()?,
        named => named.to_vec(),
    };
    if let [only] = orders.as_slice() {
        let order_no = order_no(&mut app, only)?;
        let outcome = app.checkout_lock(&order_no)?;
        return next::done(context, &mut app, outcome);
    }
    let (lang, key) = (context.lang(), app.caller.key.clone());
    Ok(Answer::live(shape(), move |sink| {
        let mut refused = 0_usize;
        for text in &orders {
            // A key of the command stands for one order with its number behind it.
            app.caller.key = key.as_ref().map(|key| format!("{key}/{text}"));
            app.clock = app.clock.renewed();
            let locked = match order_no(&mut app, text).and_then(|order_no| app.checkout_lock(&order_no)) {
                Err(error) if !matches!(error.exit, Exit::Refused | Exit::NotFound) => return Err(error),
                told => told,
            };
            refused += usize::from(locked.is_err());
            sink(line(text, &locked, lang))?;
        }
        let held = orders.len() - refused;
        let answer = Answer::text(String::new())
            .note(say!("锁定 {held} 单，被拒 {refused} 单", "places held for {held} orders, {refused} refused"));
        Ok(if refused > 0 { answer.ending(Exit::Partial) } else { answer })
    }))
}

/// One number a line.
fn from_stdin() -> Result<Vec<String>> {
    let (mut bytes, path) = (Vec::new(), Path::new("-"));
    let source = Source::open(path, std::io::stdin(), None)?;
    source.take(LIST_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    let numbers: Vec<String> = String::from_utf8_lossy(&bytes).split_whitespace().map(str::to_owned).collect();
    if numbers.is_empty() || bytes.len() as u64 > LIST_LIMIT {
        return Err(Error::usage(
            "orders_missing",
            say!("标准输入里需要订单号，每行一个（至多 1 MiB）", "stdin has to name orders, one a line, 1 MiB at most"),
        ));
    }
    Ok(numbers)
}

fn shape() -> Shape {
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::new("verdict", text("结果", "Verdict")).whole().shown(word),
        Column::new("code", text("代码", "Code")).whole().priority(1),
        Column::new("reason", text("原因", "Reason")),
    ];
    Shape { name: "orders", columns, id_key: "order_no" }
}

fn line(order_no: &str, locked: &Result<Outcome>, lang: Lang) -> Row {
    let error = locked.as_ref().err();
    row(json!({
        "order_no": order_no,
        "verdict": if error.is_none() { "held" } else { "refused" },
        "code": error.map(|error| error.code),
        "reason": error.map(|error| error.message.get(lang)),
    }))
}

fn word(value: &Value, lang: Lang) -> String {
    match value.as_str() {
        Some("held") => text("已锁定", "held"),
        _ => text("被拒", "refused"),
    }
    .get(lang)
    .to_owned()
}
