//! Lists and details of deliveries, for `push` and `notify`.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::context::CommandContext;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::delivery::resolve::{Delivery, order_of};
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart, DeliveryState};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::spelling::word::read_word;
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::schema::{ListSchema, OutputRow};
use crate::output::text::{escape_hidden, escape_hidden_in_block};
use crate::say;

/// Deliveries of a kind, newest first.
pub fn list_deliveries(
    context: &CommandContext,
    kind: DeliveryKind,
    state: Option<&str>,
    limit: usize,
) -> Result<CommandResponse> {
    let state = state.map(parse_state).transpose()?;
    let mut app = context.open_app()?;
    let found = app.list_deliveries(kind, state, limit)?;
    let view = DeliveryPrinter::new(context, &app, false);
    let waits = state == Some(DeliveryState::Unknown);
    let note = found.first().filter(|_| waits).map(explain_resolving);
    let answer = CommandResponse::with_list(delivery_schema(view, waits), view.to_rows(&mut app, found)?);
    Ok(note.into_iter().fold(answer, CommandResponse::add_note))
}

fn parse_state(code: &str) -> Result<DeliveryState> {
    read_word(code, DeliveryState::ALL).ok_or_else(|| {
        let known = DeliveryState::codes();
        CliError::StateUnknown { code: &code, known: &known }.into_error()
    })
}

/// Pushes that were taken and not acknowledged in time, oldest first.
pub fn list_overdue_pushes(context: &CommandContext, limit: usize) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let found = app.overdue_pushes(limit)?;
    let view = DeliveryPrinter::new(context, &app, true);
    let note = found.first().map(explain_overdue);
    let answer = CommandResponse::with_list(delivery_schema(view, true), view.to_rows(&mut app, found)?);
    Ok(note.into_iter().fold(answer, CommandResponse::add_note))
}

/// One delivery, with the digest of its frozen body; the body itself only if it is to be revealed, which is recorded first.
pub fn show_delivery(context: &CommandContext, id: &str) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let delivery = app.find_delivery(id)?;
    if context.global.reveal {
        app.record_reveal(&order_of(&delivery)?, "push show")?;
    }
    let view = DeliveryPrinter::new(context, &app, false);
    let schema = delivery_schema(view, true);
    let body = app.delivery_body(&delivery)?;
    let numbers = app.text_numbers(std::slice::from_ref(&delivery))?;
    let look_for = view.search_text(&delivery, numbers.get(&delivery.id).copied());
    let listed = DeliveryRow { delivery: delivery.clone(), look_for };
    let mut row = schema.to_object(&listed);
    row.insert("body_sha256".to_owned(), body.as_ref().map(|body| encode_hex(&Sha256::digest(body.as_slice()))).into());
    let mut text = format_fields(&schema, &row, context.lang());
    row.insert("body".to_owned(), Value::Null);
    if context.global.reveal {
        let body = body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned());
        if let Some(body) = &body {
            text.push_str(&format!("\n\n{}", escape_hidden_in_block(body)));
        }
        row.insert("body".to_owned(), body.into());
    }
    let answer = CommandResponse::with_page(Value::Object(row), Some("id"), text);
    Ok(if delivery.state == DeliveryState::Unknown { answer.add_note(explain_resolving(&delivery)) } else { answer })
}

/// What an operator does about a delivery of unknown outcome.
pub fn explain_resolving(delivery: &Delivery) -> BilingualMessage {
    let (id, noun) = (&delivery.id, delivery_command(delivery));
    say!(
        "结果未知的投递大多已经送达：先核实，再 `ticketctl {noun} resolve {id} --delivered --evidence 依据`，确实没有就用 --not-delivered",
        "most deliveries with an unknown outcome did arrive: check first, then `ticketctl {noun} resolve {id} --delivered --evidence TEXT`, or --not-delivered if it is not there"
    )
}

/// What an operator does about a push that the agent did not answer.
pub fn explain_overdue(delivery: &Delivery) -> BilingualMessage {
    let (no, group) = (&delivery.order_no, &delivery.destination);
    say!(
        "到群 {group} 催代理：`ticketctl push ack {no}` 登记他的答复。不会自动重发",
        "chase the agent in {group}; `ticketctl push ack {no}` records the answer. Nothing is sent again by itself"
    )
}

/// The command that knows a delivery's kind.
pub fn delivery_command(delivery: &Delivery) -> &'static str {
    if delivery.kind == DeliveryKind::Notice { "notify" } else { "push" }
}

/// Who deliveries are shown to, and when.
#[derive(Clone, Copy)]
struct DeliveryPrinter {
    now: Timestamp,
    lang: Lang,
    push_lang: Lang,
    /// Whether they were taken and not acknowledged in time.
    overdue: bool,
}

/// A delivery, with what a person looks for.
struct DeliveryRow {
    delivery: Delivery,
    /// What to search the group for.
    look_for: Option<String>,
}

impl DeliveryPrinter {
    fn new(context: &CommandContext, app: &App, overdue: bool) -> Self {
        let (now, push_lang) = (app.clock.received_at(), app.config.resale.push_text_lang);
        Self { now, lang: context.lang(), push_lang, overdue }
    }

    fn to_rows(self, app: &mut App, found: Vec<Delivery>) -> Result<Vec<DeliveryRow>> {
        let numbers = app.text_numbers(&found)?;
        let row = |delivery: Delivery| {
            let look_for = self.search_text(&delivery, numbers.get(&delivery.id).copied());
            DeliveryRow { delivery, look_for }
        };
        Ok(found.into_iter().map(row).collect())
    }

    fn age_minutes(&self, delivery: &Delivery) -> i64 {
        (self.now.millis() - delivery.updated_at.millis()).max(0) / 60_000
    }

    /// What to search the group for: the words that the text of this attempt has, `number` being which text of its order it
    /// is.
    fn search_text(self, delivery: &Delivery, number: Option<usize>) -> Option<String> {
        let no = &delivery.order_no;
        if !self.overdue && delivery.state != DeliveryState::Unknown {
            return None;
        }
        let Some(number) = number.filter(|number| *number > 1) else { return Some(no.clone()) };
        let again = say!("重发 {number}", "Resend {number}");
        Some(format!("{no} {}", again.in_lang(self.push_lang)))
    }

    /// What to do about a delivery that waits for a person.
    fn delivery_advice(&self, delivery: &Delivery) -> Option<&'static str> {
        let advice = match &delivery.part {
            _ if self.overdue => BilingualText { zh: "催代理", en: "chase the agent" },
            _ if delivery.state != DeliveryState::Unknown => return None,
            DeliveryPart::Notice(_) => BilingualText { zh: "问买家是否收到", en: "ask the buyer" },
            DeliveryPart::Text => {
                BilingualText { zh: "到群里搜索这段文字", en: "search the group for this text" }
            }
            DeliveryPart::Proof => BilingualText {
                zh: "看群里该单号后面有没有附件",
                en: "look for the file below this number",
            },
        };
        Some(advice.in_lang(self.lang))
    }
}

/// An object for people, one line per field.
fn format_fields(schema: &ListSchema<DeliveryRow>, row: &OutputRow, lang: Lang) -> String {
    let heads = || schema.columns.iter().map(|column| column.head).filter(|head| !head.hidden);
    let label = |key: &str| heads().find(|head| head.key == key).map(|head| head.label.in_lang(lang).to_owned());
    let line = |(key, value): (&String, &Value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let label = label(key).unwrap_or_else(|| key.clone());
        (!value.is_null()).then(|| format!("{label}  {}", escape_hidden(&text)))
    };
    row.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The fields; what to do is a column of lists of what waits for a person.
fn delivery_schema(view: DeliveryPrinter, waits: bool) -> ListSchema<DeliveryRow> {
    let schema = ListSchema::new("id")
        .word("id", "投递", "Delivery", |row: &DeliveryRow| row.delivery.id.clone())
        .text("state", "状态", "State", |row| row.delivery.state)
        .number("age_minutes", "分钟前", "Min. ago", move |row| view.age_minutes(&row.delivery))
        .hidden("order_no", |row| row.delivery.order_no.clone())
        .text("destination", "去向", "To", |row| row.delivery.destination.clone())
        .text("part", "部分", "Part", |row| row.delivery.part.code().to_owned())
        .drop_priority(2)
        .number("attempt", "次数", "Attempt", |row| row.delivery.attempt)
        .drop_priority(3)
        .text("failure_code", "错误码", "Failure", |row| row.delivery.failure_code.clone())
        .drop_priority(1)
        .text("failure_message", "错误信息", "Message", |row| row.delivery.failure_message.clone())
        .drop_priority(2)
        .hidden("failure_class", |row| row.delivery.failure_class)
        .hidden("receipt", |row| row.delivery.receipt.clone())
        .text("look_for", "到群里找", "Look for", |row| row.look_for.clone())
        .drop_priority(4);
    let advice = move |row: &DeliveryRow| view.delivery_advice(&row.delivery);
    let schema = match waits {
        true => schema.text("advice", "怎么做", "What to do", advice).drop_priority(5),
        false => schema.hidden("advice", advice),
    };
    schema.hidden("created_at", |row| row.delivery.created_at).hidden("updated_at", |row| row.delivery.updated_at)
}
