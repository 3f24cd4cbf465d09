//! `push resolve`, `notify resolve`: what a person found out about deliveries of unknown outcome.

use serde_json::json;

use super::batch::BatchCounts;
use super::context::CommandContext;
use super::next;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::delivery::resolve::Delivery;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Error, Result};
use crate::output::schema::ListSchema;
use crate::output::words::name_result;
use crate::say;

/// Records it for each delivery, one row each where there are several.
pub fn resolve_deliveries(
    context: &CommandContext,
    ids: &[String],
    delivered: bool,
    evidence: &str,
) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    app.recover_deliveries()?;
    if let [id] = ids {
        return resolve_one(context, &mut app, id, delivered, evidence);
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if !context.global.dry_run {
        let count = ids.len();
        let question = match delivered {
            true => say!(
                "这 {count} 条确实都已送达？输入条数 {count} 确认",
                "Did all {count} really arrive? Type their number, {count}, to confirm"
            ),
            false => say!(
                "这 {count} 条确实都没有送达？之后会再发。输入条数 {count} 确认",
                "Did none of the {count} arrive? They can then be sent again. Type their number, {count}, to confirm"
            ),
        };
        context.confirm_by_typing(&question, &count.to_string())?;
    }
    let content = json!({ "deliveries": ids, "delivered": delivered, "evidence": evidence });
    let ids = app.keyed_batch("resolve", &content, |_| Ok(ids))?;
    let (dry_run, lang, evidence) = (app.caller.dry_run, context.lang(), evidence.to_owned());
    Ok(CommandResponse::with_live_rows(resolved_schema(lang), move |sink| {
        let mut counts = BatchCounts::default();
        for id in &ids {
            app.clock = app.clock.for_next_request();
            let result = app.with_key_of(id, |app| app.resolve_delivery(id, delivered, &evidence));
            counts.add_result(&result);
            sink(ResolvedDelivery::new(id, result, dry_run))?;
        }
        let (done, failed) = (counts.done, ids.len() - counts.done);
        let mut answer = CommandResponse::with_text(String::new()).add_note(summarize(done, failed, dry_run));
        if done > 0 && !dry_run {
            answer = answer.add_note(say!(
                "下一步：缺的部分由下一次 cron 自动发出",
                "next: what is missing goes with the next cron by itself"
            ));
        }
        Ok(answer.set_exit(counts.overall_exit()))
    }))
}

fn summarize(done: usize, failed: usize, dry_run: bool) -> BilingualMessage {
    match dry_run {
        false => say!("登记 {done} 条，失败 {failed} 条", "{done} recorded, {failed} failed"),
        true => say!(
            "试运行，什么都没有保存：会登记 {done} 条，会失败 {failed} 条",
            "dry run, nothing was saved: {done} would be recorded, {failed} would fail"
        ),
    }
}

fn resolve_one(
    context: &CommandContext,
    app: &mut App,
    id: &str,
    delivered: bool,
    evidence: &str,
) -> Result<CommandResponse> {
    let delivery = app.find_delivery(id)?;
    let no = &delivery.order_no;
    if !context.global.dry_run {
        let question = if delivered {
            say!("订单 {no} 确实已送达？输入订单号确认", "Did order {no} really arrive? Type its number to confirm")
        } else {
            say!(
                "订单 {no} 确实没有送达？之后会再发一次。输入订单号确认",
                "Did order {no} really not arrive? It can then be sent again. Type its number to confirm"
            )
        };
        context.confirm_by_typing(&question, no)?;
    }
    let outcome = app.resolve_delivery(id, delivered, evidence)?;
    let (dry_run, no) = (outcome.dry_run, outcome.order_no.clone());
    let told = match delivered {
        true => say!("{no}  {id}：登记为已送达", "{no}  {id}: recorded as delivered"),
        false => say!("{no}  {id}：登记为未送达", "{no}  {id}: recorded as not delivered"),
    };
    let answer = respond(context, app, &delivery, outcome)?;
    Ok(answer
        .append_text(told.in_lang(context.lang()))
        .insert_field("id", id)
        .insert_field("result", if dry_run { "would_resolve" } else { "resolved" }))
}

/// What happened, and what comes next: the rest goes by itself, the agent is awaited, or what the order says.
fn respond(
    context: &CommandContext,
    app: &mut App,
    delivery: &Delivery,
    outcome: OrderOutcome,
) -> Result<CommandResponse> {
    let order_no = OrderNo::parse(&outcome.order_no).ok().filter(|_| !outcome.dry_run);
    let rest = match &order_no {
        Some(no) => app.sends_rest(no, delivery.kind)?,
        None => false,
    };
    let no = outcome.order_no.clone();
    if !rest {
        return next::respond_with_next_step(context, app, outcome);
    }
    let answer = CommandResponse::for_outcome(outcome, context);
    Ok(answer.add_note(match delivery.kind {
        DeliveryKind::Push => say!(
            "下一步：缺的部分由下一次 cron 自动发出；现在就发：`ticketctl push {no}`",
            "next: what is missing goes with the next cron by itself; to send it now: `ticketctl push {no}`"
        ),
        DeliveryKind::Notice => say!(
            "下一步：下一次 cron 会再发；现在就发：`ticketctl notify send {no}`",
            "next: the next cron sends it again; to send it now: `ticketctl notify send {no}`"
        ),
    }))
}

/// What became of one of several.
struct ResolvedDelivery {
    id: String,
    order_no: Option<String>,
    /// `resolved`, `would_resolve`, or the category of the exit code.
    result: &'static str,
    dry_run: bool,
    error: Option<Box<Error>>,
}

impl ResolvedDelivery {
    fn new(id: &str, result: Result<OrderOutcome>, dry_run: bool) -> Self {
        let word = match &result {
            Ok(_) if dry_run => "would_resolve",
            Ok(_) => "resolved",
            Err(error) => error.exit.category(),
        };
        let (order_no, error) = match result {
            Ok(outcome) => (Some(outcome.order_no), None),
            Err(error) => (None, Some(error)),
        };
        Self { id: id.to_owned(), order_no, result: word, dry_run, error }
    }
}

fn resolved_schema(lang: Lang) -> ListSchema<ResolvedDelivery> {
    ListSchema::new("id")
        .word("id", "投递", "Delivery", |row: &ResolvedDelivery| row.id.clone())
        .word("result", "结果", "Result", |row| row.result)
        .shown(|row, lang| name_result(row.result, lang))
        .word("code", "代码", "Code", |row| row.error.as_ref().map(|error| error.code))
        .drop_priority(1)
        .text("message", "说明", "Message", move |row| {
            row.error.as_ref().map(|error| error.message.in_lang(lang).to_owned())
        })
        .hidden("order_no", |row| row.order_no.clone())
        .hidden("dry_run", |row| row.dry_run)
        .hidden("hint", move |row| {
            row.error.as_ref().and_then(|error| Some(error.hint.as_ref()?.in_lang(lang).to_owned()))
        })
}
