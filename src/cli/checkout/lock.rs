//! `checkout lock`: one order with its next step, or many, one row each.

use std::path::Path;

use serde_json::{Value, json};

use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::{CommandResponse, object_to_row};
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};
use crate::output::order_labels::zh_en;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};
use crate::say;

/// The largest list of orders on stdin, in bytes.
const LIST_LIMIT: usize = 1024 * 1024;

/// Holds the places of each order, in a transaction of its own.
///
/// # Errors
/// For one order its refusal (4); for many, exit 8 once some were refused.
pub(super) fn run_checkout_lock(
    context: &CommandContext,
    mut app: App,
    orders: &[OrderArg],
) -> Result<CommandResponse> {
    let orders = match orders {
        [dash] if dash.as_text() == "-" => read_orders_from_stdin()?,
        named => named.to_vec(),
    };
    if let [only] = orders.as_slice() {
        let order_no = only.resolve(&mut app)?;
        let outcome = app.lock_checkout(&order_no)?;
        return next::respond_with_next_step(context, &mut app, outcome);
    }
    let (lang, key) = (context.lang(), app.caller.key.clone());
    Ok(CommandResponse::with_live_rows(lock_schema(), move |sink| {
        let mut refused = 0_usize;
        for order in &orders {
            let text = order.as_text();
            // A key of the command stands for one order with its number behind it.
            app.caller.key = key.as_ref().map(|key| format!("{key}/{text}"));
            app.clock = app.clock.for_next_request();
            let locked = match order.resolve(&mut app).and_then(|order_no| app.lock_checkout(&order_no)) {
                Err(error) if !matches!(error.exit, Exit::Refused | Exit::NotFound) => return Err(error),
                told => told,
            };
            refused += usize::from(locked.is_err());
            sink(lock_row(text, &locked, lang))?;
        }
        let held = orders.len() - refused;
        let answer = CommandResponse::with_text(String::new())
            .add_note(say!("锁定 {held} 单，被拒 {refused} 单", "places held for {held} orders, {refused} refused"));
        Ok(if refused > 0 { answer.set_exit(Exit::Partial) } else { answer })
    }))
}

/// One number per line.
fn read_orders_from_stdin() -> Result<Vec<OrderArg>> {
    let bytes = named_file(Path::new("-")).read_past(LIST_LIMIT)?;
    let typed = String::from_utf8_lossy(&bytes);
    let numbers: Vec<OrderArg> = typed.split_whitespace().map(|text| OrderArg::from(text.to_owned())).collect();
    if numbers.is_empty() || bytes.len() > LIST_LIMIT {
        return Err(Error::usage(
            "orders_missing",
            say!(
                "标准输入里需要订单号，每行一个（至多 1 MiB）",
                "stdin must list order numbers, one per line, at most 1 MiB"
            ),
        ));
    }
    Ok(numbers)
}

fn lock_schema() -> ListSchema {
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::new("verdict", zh_en("结果", "Verdict")).no_wrap().format_with(format_verdict),
        ListColumn::new("code", zh_en("代码", "Code")).no_wrap().drop_priority(1),
        ListColumn::new("reason", zh_en("原因", "Reason")),
    ];
    ListSchema { name: "orders", columns, id_key: "order_no" }
}

fn lock_row(order_no: &str, locked: &Result<OrderOutcome>, lang: Lang) -> OutputRow {
    let error = locked.as_ref().err();
    object_to_row(json!({
        "order_no": order_no,
        "verdict": if error.is_none() { "held" } else { "refused" },
        "code": error.map(|error| error.code),
        "reason": error.map(|error| error.message.in_lang(lang)),
    }))
}

fn format_verdict(value: &Value, lang: Lang) -> String {
    match value.as_str() {
        Some("held") => zh_en("已锁定", "held"),
        _ => zh_en("被拒", "refused"),
    }
    .in_lang(lang)
    .to_owned()
}
