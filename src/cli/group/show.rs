//! `group list`, `group show`, `group test`

use serde_json::{Value, json};

use crate::app::channels::groups::probe::Tested;
use crate::app::channels::groups::{GroupView, PausedBy};
use crate::cli::context::Context;
use crate::cli::price::object;
use crate::cli::response::Answer;
use crate::domain::value::message::{Lang, Text};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::format::{Column, Dataset, Shape};
use crate::output::section::{Section, layout};
use crate::output::table::NOTHING_THERE;
use crate::output::text::visible;
use crate::say;

pub fn list(context: &Context) -> Result<Answer> {
    let groups = context.app()?.groups()?;
    let columns = vec![
        Column::new("name", Text { zh: "群", en: "Group" }).whole(),
        Column::new("channel", Text { zh: "渠道", en: "Channel" }).whole(),
        Column::new("paused", Text { zh: "状态", en: "State" }).whole().shown(state),
        Column::new("reason", Text { zh: "暂停原因", en: "Paused because" }),
        Column::new("routes", Text { zh: "路由", en: "Routes" }).shown(routes),
        Column::new("options", Text { zh: "选项", en: "Options" }).priority(1).shown(options),
        Column::new("target", Text { zh: "目标", en: "Target" }).priority(1),
        Column::machine_only("paused_by"),
        Column::machine_only("paused_at"),
        Column::machine_only("unfinished"),
        Column::machine_only("queued_answers"),
        Column::machine_only("created_at"),
    ];
    let shape = Shape { name: "groups", columns, id_key: "name" };
    Ok(Answer::list(Dataset { shape, rows: groups.iter().map(|group| object(to_json(group))).collect() }))
}

pub fn show(context: &Context, name: &str) -> Result<Answer> {
    let view = context.app()?.group(name)?;
    let value = to_json(&view);
    let text = page(&view, &value, context);
    Ok(Answer::page(value, Some("name"), text))
}

/// Whether a group can be written to.
pub fn test(context: &Context, name: &str) -> Result<Answer> {
    let Tested { group, found, resumed } = context.app()?.test_group(name)?;
    let paused = group.paused.is_some() && !resumed;
    let value = json!({
        "name": name,
        "channel": group.channel,
        "target": group.target,
        "usable": true,
        "found": visible(&found.en),
        "paused": paused,
        "resumed": resumed,
    });
    let (zh, en) = (visible(&found.zh), visible(&found.en));
    let text = say!("群 {name} 可以发送：{zh}", "the group {name} can be sent to: {en}");
    let answer = Answer::page(value, Some("name"), text.get(context.lang()).to_owned());
    Ok(if resumed {
        answer.note(say!(
            "它因被拒绝而暂停，现已恢复；等待的订单：`ticketctl push --group {name}`",
            "a refusal had paused it; it is open again. Waiting orders: `ticketctl push --group {name}`"
        ))
    } else if paused {
        answer.warn(say!(
            "但它被操作员暂停；恢复：`ticketctl group resume {name}`",
            "but an operator paused it; to send there run `ticketctl group resume {name}`"
        ))
    } else {
        answer
    })
}

fn to_json(view: &GroupView) -> Value {
    let group = &view.group;
    let route = |(kind, value): &(String, String)| json!({ "kind": kind, "value": value });
    json!({
        "name": group.name,
        "channel": group.channel,
        "paused": group.paused.is_some(),
        "reason": group.paused,
        "routes": view.routes.iter().map(route).collect::<Vec<_>>(),
        "target": group.target,
        "options": group.options,
        "paused_by": group.paused_by.map(PausedBy::code),
        "paused_at": group.paused_at.map(Timestamp::rfc3339),
        "unfinished": view.unfinished,
        "queued_answers": view.queued_answers,
        "created_at": group.created_at.rfc3339(),
    })
}

fn page(view: &GroupView, value: &Value, context: &Context) -> String {
    let (group, lang) = (&view.group, context.lang());
    let mut section = Section::new(&group.name);
    let mut field = |zh, en, text: &str| {
        section.field(Text { zh, en }.get(lang), text);
    };
    field("渠道", "Channel", &group.channel);
    if !group.target.is_empty() {
        field("目标", "Target", &group.target);
    }
    for (key, zh, en) in OPTIONS {
        if let Some(text) = group.options.get(key).map(plain) {
            field(zh, en, &text);
        }
    }
    field("状态", "State", &state(&value["paused"], lang));
    if let Some(reason) = &group.paused {
        field("暂停原因", "Paused because", reason);
    }
    if let Some(by) = group.paused_by.filter(|by| *by == PausedBy::Refusal) {
        field("由谁暂停", "Paused by", by.label().get(lang));
    }
    field("路由", "Routes", &routes(&value["routes"], lang));
    if !view.unfinished.is_empty() {
        field("未完成的推单", "Unfinished pushes", &view.unfinished.join(" "));
    }
    layout(&[section], &context.surface)
}

fn state(paused: &Value, lang: Lang) -> String {
    let text = if paused == true { Text { zh: "已暂停", en: "paused" } } else { Text { zh: "可用", en: "open" } };
    text.get(lang).to_owned()
}

/// What a group's options are called. Of a secret it is the name alone.
const OPTIONS: [(&str, &str, &str); 4] = [
    ("corp_id", "企业", "Company"),
    ("agent_id", "应用", "Application"),
    ("secret", "凭据名", "Secret's name"),
    ("format", "格式", "Text format"),
];

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn options(options: &Value, _lang: Lang) -> String {
    let each = options.as_object().into_iter().flatten().map(|(key, value)| format!("{key}={}", plain(value)));
    let all: Vec<String> = each.collect();
    if all.is_empty() { NOTHING_THERE.to_owned() } else { all.join(" ") }
}

/// Ticket types as they are, products marked as such.
fn routes(routes: &Value, lang: Lang) -> String {
    let shown = |route: &Value| {
        let value = route["value"].as_str()?;
        Some(match route["kind"].as_str() {
            Some("product") => say!("商品 {value}", "product {value}").get(lang).to_owned(),
            _ => value.to_owned(),
        })
    };
    let values: Vec<String> = routes.as_array().into_iter().flatten().filter_map(shown).collect();
    if values.is_empty() { NOTHING_THERE.to_owned() } else { values.join("; ") }
}
