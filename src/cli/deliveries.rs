//! Lists and details of deliveries, for `push` and `notify`.

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::context::CommandContext;
use super::cut_list::RowLimit;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::app::App;
use crate::app::channels::route::ChannelKind;
use crate::app::delivery::resolve::{Delivery, order_of};
use crate::domain::order::delivery::{DeliveryKind, DeliveryPart, DeliveryState};
use crate::domain::value::message::{BilingualMessage, BilingualText, Lang};
use crate::domain::value::spelling::word::read_word;
use crate::domain::value::text::encode_hex;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::output::schema::ListSchema;
use crate::output::section::{PageSection, layout_sections};
use crate::output::terminal::DisplayOptions;
use crate::output::text::escape_hidden_in_block;
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
    let limit = RowLimit(limit);
    let mut found = app.list_deliveries(kind, state, limit.to_read())?;
    let cut = limit.cut_rows(&mut found);
    let view = DeliveryPrinter::new(context, &app, false);
    let waits = state == Some(DeliveryState::Unknown);
    let note = found.first().filter(|_| waits).map(explain_resolving).into_iter().chain(cut);
    let answer = CommandResponse::with_list(delivery_schema(view, waits), view.to_rows(&mut app, found)?);
    Ok(note.fold(answer, CommandResponse::add_note))
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
    let digest = row["body_sha256"].as_str().map(str::to_owned);
    let mut text = render_delivery(&listed, &view, digest.as_deref(), &context.surface);
    row.insert("body".to_owned(), Value::Null);
    if context.global.reveal {
        let body = body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned());
        if let Some(body) = &body {
            text.push_str(&format!("\n{}", escape_hidden_in_block(body)));
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
        "结果未知的投递大多已经送达：先核实，再登记结果\n  到了  $ ticketctl {noun} resolve {id} --delivered --evidence 凭据\n  没到  $ ticketctl {noun} resolve {id} --not-delivered --evidence 凭据",
        "most deliveries with an unknown outcome did arrive: check first, then record what you saw\n  it is there  $ ticketctl {noun} resolve {id} --delivered --evidence TEXT\n  it is not    $ ticketctl {noun} resolve {id} --not-delivered --evidence TEXT"
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

    /// The day, the time and how long ago: `2026-03-20 11:42 · 3 分钟前`.
    fn describe_age(&self, delivery: &Delivery, lang: Lang) -> String {
        let (at, minutes) = (delivery.updated_at.format_minute(), self.age_minutes(delivery));
        let (hours, days) = (minutes / 60, minutes / 1440);
        let ago = match minutes {
            ..60 => say!("{minutes} 分钟前", "{minutes} min ago"),
            60..1440 => say!("{hours} 小时前", "{hours} h ago"),
            _ => say!("{days} 天前", "{days} d ago"),
        };
        format!("{at} · {}", ago.in_lang(lang))
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

/// The group, or the kind of the channel that a notice takes.
fn name_destination(delivery: &Delivery, lang: Lang) -> String {
    let channel = ChannelKind::from_code(&delivery.destination).filter(|_| delivery.kind == DeliveryKind::Notice);
    channel.map_or_else(|| delivery.destination.clone(), |kind| kind.label().in_lang(lang).to_owned())
}

/// One delivery for people, a line for each fact that there is.
fn render_delivery(
    row: &DeliveryRow,
    view: &DeliveryPrinter,
    digest: Option<&str>,
    surface: &DisplayOptions,
) -> String {
    let (delivery, lang) = (&row.delivery, surface.lang);
    let mut section = PageSection::new(&delivery.id, lang).full_width();
    let class = delivery.failure_class.map(|class| class.label().in_lang(lang).to_owned());
    let facts = [
        (zh_en("订单", "Order"), Some(delivery.order_no.clone())),
        (zh_en("状态", "State"), Some(delivery.state.label().in_lang(lang).to_owned())),
        (zh_en("最近变化", "Last change"), Some(view.describe_age(delivery, lang))),
        (zh_en("去向", "To"), Some(name_destination(delivery, lang)).filter(|to| !to.is_empty())),
        (zh_en("内容", "Part"), Some(delivery.part.label().in_lang(lang).to_owned())),
        (zh_en("第几次", "Attempt"), Some(delivery.attempt.to_string())),
        (zh_en("错误码", "Failure"), delivery.failure_code.clone()),
        (zh_en("错误信息", "Message"), delivery.failure_message.clone()),
        (zh_en("失败类别", "Kind of failure"), class),
        (zh_en("回执", "Receipt"), delivery.receipt.clone()),
        (zh_en("到群里找", "Look for"), row.look_for.clone()),
        (zh_en("怎么做", "What to do"), view.delivery_advice(delivery).map(str::to_owned)),
        (zh_en("建立时间", "Made at"), Some(delivery.created_at.format_second())),
        (zh_en("正文指纹", "SHA-256 of the body"), digest.map(str::to_owned)),
    ];
    section.add_facts(facts);
    layout_sections(&[section], surface)
}

/// The fields; what to do is a column of lists of what waits for a person.
fn delivery_schema(view: DeliveryPrinter, waits: bool) -> ListSchema<DeliveryRow> {
    let schema = ListSchema::new("id")
        .word("id", "投递", "Delivery", |row: &DeliveryRow| row.delivery.id.clone())
        .code("state", "状态", "State", |row| row.delivery.state)
        .word("age_minutes", "最近变化", "Last change", move |row| view.age_minutes(&row.delivery))
        .shown(move |row, lang| view.describe_age(&row.delivery, lang))
        .drop_priority(3)
        .hidden("order_no", |row| row.delivery.order_no.clone())
        .word("destination", "去向", "To", |row| row.delivery.destination.clone())
        .shown(|row, lang| name_destination(&row.delivery, lang))
        .drop_priority(2)
        .word("part", "内容", "Part", |row| row.delivery.part.code().to_owned())
        .shown(|row, lang| row.delivery.part.label().in_lang(lang).to_owned())
        .drop_priority(5)
        .number("attempt", "第几次", "Attempt", |row| row.delivery.attempt)
        .drop_priority(8)
        .word("failure_code", "错误码", "Failure", |row| row.delivery.failure_code.clone())
        .drop_priority(1)
        .text("failure_message", "错误信息", "Message", |row| row.delivery.failure_message.clone())
        .drop_priority(6)
        .hidden("failure_class", |row| row.delivery.failure_class)
        .hidden("receipt", |row| row.delivery.receipt.clone())
        .text("look_for", "到群里找", "Look for", |row| row.look_for.clone())
        .drop_priority(4);
    let advice = move |row: &DeliveryRow| view.delivery_advice(&row.delivery);
    let schema = match waits {
        true => schema.text("advice", "怎么做", "What to do", advice).drop_priority(7),
        false => schema.hidden("advice", advice),
    };
    schema.hidden("created_at", |row| row.delivery.created_at).hidden("updated_at", |row| row.delivery.updated_at)
}
