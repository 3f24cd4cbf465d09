//! `notify sent`: a person says that the buyer has a notice.

use serde_json::json;

use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::cli::batch::BatchCounts;
use crate::cli::context::CommandContext;
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::order_batch::read_orders;
use crate::cli::response::CommandResponse;
use crate::domain::value::message::Lang;
use crate::error::{Error, Exit, Result};
use crate::output::schema::ListSchema;
use crate::output::words::name_result;
use crate::say;

/// Record that you gave notices to their buyers, after `notify send --channel manual`.
#[derive(Debug, clap::Args)]
pub struct NotifySentArgs {
    /// The orders, or the delivery ids; - reads them from stdin
    #[arg(value_name = "ID|ORDER", required_unless_present = "ready")]
    orders: Vec<String>,
    /// All notices that wait for a person to pass them on
    #[arg(long, conflicts_with = "orders")]
    ready: bool,
}

/// What became of one of several.
struct SentNotice {
    named: String,
    order_no: Option<String>,
    /// `done`, `nothing_to_do`, `would_record`, or the category of the exit code.
    result: &'static str,
    dry_run: bool,
    error: Option<Box<Error>>,
}

pub fn run_notify_sent(context: &CommandContext, args: NotifySentArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    app.recover_deliveries()?;
    if args.ready {
        let content = json!({ "ready": true });
        let ids = app.keyed_batch("notify sent", &content, App::list_waiting_notices)?;
        return Ok(record_all(context, app, ids));
    }
    let orders = read_orders(args.orders.into_iter().map(OrderArg::from).collect())?;
    let mut named: Vec<String> = orders.iter().map(|order| order.as_text().to_owned()).collect();
    if let [only] = named.as_slice() {
        let id = find_notice(&mut app, only)?;
        let outcome = app.confirm_waiting_notice(&id)?;
        return next::respond_with_next_step(context, &mut app, outcome);
    }
    named.sort_unstable();
    named.dedup();
    let named = app.keyed_batch("notify sent", &json!({ "notices": named }), |_| Ok(named))?;
    Ok(record_all(context, app, named))
}

/// Records each, in a transaction and under a key of its own.
fn record_all(context: &CommandContext, mut app: App, named: Vec<String>) -> CommandResponse {
    let dry_run = app.caller.dry_run;
    let mut counts = BatchCounts::default();
    let rows = named.into_iter().map(|one| {
        app.clock = app.clock.for_next_request();
        let result =
            find_notice(&mut app, &one).and_then(|id| app.with_key_of(&id, |app| app.confirm_waiting_notice(&id)));
        counts.add_result(&result);
        SentNotice::new(one, result, dry_run)
    });
    let rows: Vec<SentNotice> = rows.collect();
    respond(context.lang(), rows, &counts, dry_run)
}

/// The notice that an argument names: by its own id, or by its order.
fn find_notice(app: &mut App, named: &str) -> Result<String> {
    match app.find_delivery(named) {
        Ok(delivery) => Ok(delivery.id),
        Err(error) if error.exit == Exit::NotFound => {
            let order_no = OrderArg::from(named.to_owned()).resolve(app)?;
            Ok(app.find_passed_notice(&order_no)?.id)
        }
        Err(error) => Err(error),
    }
}

impl SentNotice {
    fn new(named: String, result: Result<OrderOutcome>, dry_run: bool) -> Self {
        let word = match &result {
            Ok(outcome) if outcome.events.is_empty() => "nothing_to_do",
            Ok(_) if dry_run => "would_record",
            Ok(_) => "done",
            Err(error) => error.exit.category(),
        };
        let (order_no, error) = match result {
            Ok(outcome) => (Some(outcome.order_no), None),
            Err(error) => (None, Some(error)),
        };
        Self { named, order_no, result: word, dry_run, error }
    }
}

fn respond(lang: Lang, rows: Vec<SentNotice>, counts: &BatchCounts, dry_run: bool) -> CommandResponse {
    let (done, failed) = (counts.done, rows.len() - counts.done);
    let schema = ListSchema::new("named")
        .word("named", "订单或投递", "Order or delivery", |row: &SentNotice| row.named.clone())
        .text("result", "结果", "Result", |row| row.result)
        .shown(|row, lang| name_result(row.result, lang))
        .text("code", "代码", "Code", |row| row.error.as_ref().map(|error| error.code))
        .drop_priority(1)
        .text("message", "说明", "Message", move |row| {
            row.error.as_ref().map(|error| error.message.in_lang(lang).to_owned())
        })
        .hidden("order_no", |row| row.order_no.clone())
        .hidden("dry_run", |row| row.dry_run)
        .hidden("hint", move |row| {
            row.error.as_ref().and_then(|error| Some(error.hint.as_ref()?.in_lang(lang).to_owned()))
        });
    CommandResponse::with_list(schema, rows)
        .add_note(match dry_run {
            false => say!("登记 {done} 条，失败 {failed} 条", "{done} recorded, {failed} failed"),
            true => say!(
                "试运行，什么都没有保存：会登记 {done} 条，会失败 {failed} 条",
                "dry run, nothing was saved: {done} would be recorded, {failed} would fail"
            ),
        })
        .set_exit(counts.overall_exit())
}
