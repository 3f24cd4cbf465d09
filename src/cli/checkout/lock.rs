//! `checkout lock`: one order with its next step, or many, one row each.

use std::path::Path;

use serde_json::json;

use crate::app::App;
use crate::cli::context::CommandContext;
use crate::cli::environment::named_file;
use crate::cli::errors::CliError;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{Error, Exit, Result};
use crate::output::schema::ListSchema;
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
    let named: Vec<&str> = orders.iter().map(OrderArg::as_text).collect();
    let content = json!({ "orders": named });
    app.keyed_batch("checkout lock", &content, |_| Ok(named.iter().map(|text| (*text).to_owned()).collect()))?;
    let dry_run = app.caller.dry_run;
    Ok(CommandResponse::with_live_rows(lock_schema(context.lang()), move |sink| {
        let mut refused = 0_usize;
        for order in &orders {
            let text = order.as_text();
            app.clock = app.clock.for_next_request();
            let known = order.resolve(&mut app);
            let tried = known.and_then(|no| app.with_key_of(no.as_str(), |app| app.lock_checkout(&no)));
            let locked = match tried {
                Err(error) if !matches!(error.exit, Exit::Refused | Exit::NotFound) => return Err(error),
                told => told,
            };
            refused += usize::from(locked.is_err());
            sink(LockedOrder { order_no: text.to_owned(), dry_run, error: locked.err() })?;
        }
        let held = orders.len() - refused;
        let answer = CommandResponse::with_text(String::new()).add_note(match dry_run {
            false => say!("锁定 {held} 单，被拒 {refused} 单", "places held for {held} orders, {refused} refused"),
            true => say!(
                "试运行，什么都没有保存：会锁定 {held} 单，会被拒 {refused} 单",
                "dry run, nothing was saved: places would be held for {held} orders, {refused} would be refused"
            ),
        });
        Ok(if refused > 0 { answer.set_exit(Exit::Partial) } else { answer })
    }))
}

/// One number per line.
fn read_orders_from_stdin() -> Result<Vec<OrderArg>> {
    let bytes = named_file(Path::new("-")).read_past(LIST_LIMIT)?;
    let typed = String::from_utf8_lossy(&bytes);
    let numbers: Vec<OrderArg> = typed.split_whitespace().map(|text| OrderArg::from(text.to_owned())).collect();
    if numbers.is_empty() || bytes.len() > LIST_LIMIT {
        return Err(CliError::OrdersMissing.into());
    }
    Ok(numbers)
}

/// What became of one order of many.
struct LockedOrder {
    order_no: String,
    dry_run: bool,
    error: Option<Box<Error>>,
}

fn lock_schema(lang: Lang) -> ListSchema<LockedOrder> {
    ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |row: &LockedOrder| row.order_no.clone())
        .word("verdict", "结果", "Verdict", |row| match (&row.error, row.dry_run) {
            (Some(_), _) => "refused",
            (None, true) => "would_lock",
            (None, false) => "held",
        })
        .shown(|row, lang| verdict_label(row).in_lang(lang).to_owned())
        .word("code", "代码", "Code", |row| row.error.as_ref().map(|error| error.code))
        .drop_priority(1)
        .text("reason", "原因", "Reason", move |row| {
            row.error.as_ref().map(|error| error.message.in_lang(lang).to_owned())
        })
        .hidden("dry_run", |row| row.dry_run)
}

const fn verdict_label(row: &LockedOrder) -> BilingualText {
    match row.error {
        None if row.dry_run => BilingualText { zh: "会锁定", en: "would be held" },
        None => BilingualText { zh: "已锁定", en: "held" },
        Some(_) => BilingualText { zh: "被拒", en: "refused" },
    }
}
