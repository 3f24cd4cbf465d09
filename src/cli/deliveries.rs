//! Lists and details of deliveries, for `push` and `notify`.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::context::CommandContext;
use super::response::{CommandResponse, object_to_row};
use crate::app::delivery::resolve::{Delivery, order_of};
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart, DeliveryState, FailureClass};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};
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
    let view = DeliveryPrinter {
        now: app.clock.received_at(),
        lang: context.lang(),
        push_lang: app.config.resale.push_text_lang,
    };
    let found = app.list_deliveries(kind, state, limit)?;
    let waits = state == Some(DeliveryState::Unknown);
    let rows = found.iter().map(|delivery| view.delivery_row(delivery, false)).collect();
    let answer = CommandResponse::with_list(RowSet { shape: delivery_schema(waits), rows });
    Ok(match found.first().filter(|_| waits) {
        Some(first) => answer.add_note(explain_resolving(first)),
        None => answer,
    })
}

fn parse_state(code: &str) -> Result<DeliveryState> {
    DeliveryState::from_code(code).ok_or_else(|| {
        let known = DeliveryState::codes();
        Error::usage(
            "state_unknown",
            say!("没有状态 {code}；可用：{known}", "there is no state {code}; known: {known}"),
        )
    })
}

/// Pushes that were taken and not acknowledged in time, oldest first.
pub fn list_overdue_pushes(context: &CommandContext, limit: usize) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let view = DeliveryPrinter {
        now: app.clock.received_at(),
        lang: context.lang(),
        push_lang: app.config.resale.push_text_lang,
    };
    let found = app.overdue_pushes(limit)?;
    let rows = found.iter().map(|delivery| view.delivery_row(delivery, true)).collect();
    let answer = CommandResponse::with_list(RowSet { shape: delivery_schema(true), rows });
    Ok(match found.first() {
        Some(first) => answer.add_note(explain_overdue(first)),
        None => answer,
    })
}

/// One delivery, with the digest of its frozen body; the body itself only if it is to be revealed, which is recorded first.
pub fn show_delivery(context: &CommandContext, id: &str) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let delivery = app.find_delivery(id)?;
    if context.global.reveal {
        app.record_reveal(&order_of(&delivery)?, "push show")?;
    }
    let view = DeliveryPrinter {
        now: app.clock.received_at(),
        lang: context.lang(),
        push_lang: app.config.resale.push_text_lang,
    };
    let body = app.delivery_body(&delivery)?;
    let mut row = view.delivery_row(&delivery, false);
    row.insert("body_sha256".to_owned(), body.as_ref().map(|body| encode_hex(&Sha256::digest(body.as_slice()))).into());
    let mut text = view.format_fields(&row);
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
struct DeliveryPrinter {
    now: Timestamp,
    lang: Lang,
    push_lang: Lang,
}

impl DeliveryPrinter {
    fn delivery_row(&self, delivery: &Delivery, overdue: bool) -> OutputRow {
        let age = (self.now.millis() - delivery.updated_at.millis()).max(0) / 60_000;
        object_to_row(json!({
            "id": delivery.id,
            "state": delivery.state.code(),
            "age_minutes": age,
            "order_no": delivery.order_no,
            "destination": delivery.destination,
            "part": delivery.part.code(),
            "attempt": delivery.attempt,
            "failure_code": delivery.failure_code,
            "failure_message": delivery.failure_message,
            "failure_class": delivery.failure_class.map(FailureClass::code),
            "receipt": delivery.receipt,
            "look_for": self.search_text(delivery, overdue),
            "advice": delivery_advice(delivery, overdue).map(|text| text.in_lang(self.lang)),
            "created_at": delivery.created_at.format_rfc3339(),
            "updated_at": delivery.updated_at.format_rfc3339(),
        }))
    }

    /// What to search the group for: the words that the text of this attempt has.
    fn search_text(&self, delivery: &Delivery, overdue: bool) -> Option<String> {
        let (no, attempt) = (&delivery.order_no, delivery.attempt);
        if !overdue && delivery.state != DeliveryState::Unknown {
            return None;
        }
        if delivery.part != DeliveryPart::Text || attempt < 2 {
            return Some(no.clone());
        }
        let again = say!("重发 {attempt}", "Resend {attempt}");
        Some(format!("{no} {}", again.in_lang(self.push_lang)))
    }

    /// An object for people, one line per field.
    fn format_fields(&self, row: &OutputRow) -> String {
        let shape = delivery_schema(true);
        let label = |key: &str| match shape.columns.iter().find(|column| column.key == key && !column.hidden) {
            Some(column) => column.label.in_lang(self.lang).to_owned(),
            None => key.to_owned(),
        };
        let line = |(key, value): (&String, &Value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (!value.is_null()).then(|| format!("{}  {}", label(key), escape_hidden(&text)))
        };
        row.iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }
}

/// What to do about a delivery that waits for a person.
fn delivery_advice(delivery: &Delivery, overdue: bool) -> Option<BilingualText> {
    match &delivery.part {
        _ if overdue => Some(BilingualText { zh: "催代理", en: "chase the agent" }),
        _ if delivery.state != DeliveryState::Unknown => None,
        DeliveryPart::Notice(_) => Some(BilingualText { zh: "问买家是否收到", en: "ask the buyer" }),
        DeliveryPart::Text => {
            Some(BilingualText { zh: "到群里搜索这段文字", en: "search the group for this text" })
        }
        DeliveryPart::Proof => Some(BilingualText {
            zh: "看群里该单号后面有没有附件",
            en: "look for the file below this number",
        }),
    }
}

/// The fields; what to do is a column of lists of what waits for a person.
fn delivery_schema(waits: bool) -> ListSchema {
    let advice = ListColumn::new("advice", BilingualText { zh: "怎么做", en: "What to do" }).drop_priority(5);
    ListSchema {
        name: "deliveries",
        columns: vec![
            ListColumn::new("id", BilingualText { zh: "投递", en: "Delivery" }).no_wrap(),
            ListColumn::new("state", BilingualText { zh: "状态", en: "State" }),
            ListColumn::new("age_minutes", BilingualText { zh: "分钟前", en: "Min. ago" }).align_right(),
            ListColumn::machine_only("order_no"),
            ListColumn::new("destination", BilingualText { zh: "去向", en: "To" }),
            ListColumn::new("part", BilingualText { zh: "部分", en: "Part" }).drop_priority(2),
            ListColumn::new("attempt", BilingualText { zh: "次数", en: "Attempt" }).align_right().drop_priority(3),
            ListColumn::new("failure_code", BilingualText { zh: "错误码", en: "Failure" }).drop_priority(1),
            ListColumn::new("failure_message", BilingualText { zh: "错误信息", en: "Message" }).drop_priority(2),
            ListColumn::machine_only("failure_class"),
            ListColumn::machine_only("receipt"),
            ListColumn::new("look_for", BilingualText { zh: "到群里找", en: "Look for" }).drop_priority(4),
            if waits { advice } else { ListColumn::machine_only("advice") },
            ListColumn::machine_only("created_at"),
            ListColumn::machine_only("updated_at"),
        ],
        id_key: "id",
    }
}
