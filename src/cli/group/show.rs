//! `group list`, `group show`, `group test`

use serde_json::{Value, json};

use crate::app::channels::groups::{GroupView, PausedBy};
use crate::app::delivery::probe::GroupProbe;
use crate::cli::context::CommandContext;
use crate::cli::price::json_to_row;
use crate::cli::response::CommandResponse;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema};
use crate::output::section::{PageSection, layout_sections};
use crate::output::table::NO_VALUE;
use crate::output::text::escape_hidden;
use crate::say;

pub fn list_groups(context: &CommandContext) -> Result<CommandResponse> {
    let groups = context.open_app()?.list_groups()?;
    let columns = vec![
        ListColumn::new("name", BilingualText { zh: "群", en: "Group" }).no_wrap(),
        ListColumn::new("channel", BilingualText { zh: "渠道", en: "Channel" }).no_wrap(),
        ListColumn::new("paused", BilingualText { zh: "状态", en: "State" }).no_wrap().format_with(format_group_state),
        ListColumn::new("reason", BilingualText { zh: "暂停原因", en: "Paused because" }),
        ListColumn::new("routes", BilingualText { zh: "路由", en: "Routes" }).format_with(format_routes),
        ListColumn::new("options", BilingualText { zh: "选项", en: "Options" })
            .drop_priority(1)
            .format_with(format_options),
        ListColumn::new("target", BilingualText { zh: "目标", en: "Target" }).drop_priority(1),
        ListColumn::machine_only("paused_by"),
        ListColumn::machine_only("paused_at"),
        ListColumn::machine_only("unfinished"),
        ListColumn::machine_only("queued_answers"),
        ListColumn::machine_only("created_at"),
    ];
    let shape = ListSchema { name: "groups", columns, id_key: "name" };
    Ok(CommandResponse::with_list(RowSet {
        shape,
        rows: groups.iter().map(|group| json_to_row(group_to_json(group))).collect(),
    }))
}

pub fn show_group(context: &CommandContext, name: &str) -> Result<CommandResponse> {
    let view = context.open_app()?.view_group(name)?;
    let value = group_to_json(&view);
    let text = render_group(&view, &value, context);
    Ok(CommandResponse::with_page(value, Some("name"), text))
}

/// Whether a group can be written to.
pub fn test_group(context: &CommandContext, name: &str) -> Result<CommandResponse> {
    let GroupProbe { group, found, resumed } = context.open_app()?.probe_group(name)?;
    let paused = group.paused.is_some() && !resumed;
    let value = json!({
        "name": name,
        "channel": group.channel,
        "target": group.target,
        "usable": true,
        "found": escape_hidden(&found.en),
        "paused": paused,
        "resumed": resumed,
    });
    let (zh, en) = (escape_hidden(&found.zh), escape_hidden(&found.en));
    let text = say!("群 {name} 可以发送：{zh}", "messages can be sent to the group {name}: {en}");
    let answer = CommandResponse::with_page(value, Some("name"), text.in_lang(context.lang()).to_owned());
    Ok(if resumed {
        answer.add_note(say!(
            "它因被拒绝而暂停，现已恢复；等待的订单：`ticketctl push --group {name}`",
            "it was paused after a refusal and is now resumed. Waiting orders: `ticketctl push --group {name}`"
        ))
    } else if paused {
        answer.add_warning(say!(
            "但它被操作员暂停；恢复：`ticketctl group resume {name}`",
            "but an operator paused it; to resume, run `ticketctl group resume {name}`"
        ))
    } else {
        answer
    })
}

fn group_to_json(view: &GroupView) -> Value {
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
        "paused_at": group.paused_at.map(Timestamp::format_rfc3339),
        "unfinished": view.unfinished,
        "queued_answers": view.queued_answers,
        "created_at": group.created_at.format_rfc3339(),
    })
}

fn render_group(view: &GroupView, value: &Value, context: &CommandContext) -> String {
    let (group, lang) = (&view.group, context.lang());
    let mut section = PageSection::new(&group.name);
    let mut field = |zh, en, text: &str| {
        section.add_field(BilingualText { zh, en }.in_lang(lang), text);
    };
    field("渠道", "Channel", &group.channel);
    if !group.target.is_empty() {
        field("目标", "Target", &group.target);
    }
    for (key, zh, en) in OPTION_LABELS {
        if let Some(text) = group.options.get(key).map(plain_text) {
            field(zh, en, &text);
        }
    }
    field("状态", "State", &format_group_state(&value["paused"], lang));
    if let Some(reason) = &group.paused {
        field("暂停原因", "Paused because", reason);
    }
    if let Some(by) = group.paused_by.filter(|by| *by == PausedBy::Refusal) {
        field("由谁暂停", "Paused by", by.label().in_lang(lang));
    }
    field("路由", "Routes", &format_routes(&value["routes"], lang));
    if !view.unfinished.is_empty() {
        field("未完成的推单", "Unfinished pushes", &view.unfinished.join(" "));
    }
    layout_sections(&[section], &context.surface)
}

fn format_group_state(paused: &Value, lang: Lang) -> String {
    let text = if paused == true {
        BilingualText { zh: "已暂停", en: "paused" }
    } else {
        BilingualText { zh: "可用", en: "open" }
    };
    text.in_lang(lang).to_owned()
}

/// What a group's options are called. Of a secret it is the name alone.
const OPTION_LABELS: [(&str, &str, &str); 4] = [
    ("corp_id", "企业", "Company"),
    ("agent_id", "应用", "Application"),
    ("secret", "凭据名", "Secret's name"),
    ("format", "格式", "Text format"),
];

fn plain_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn format_options(options: &Value, _lang: Lang) -> String {
    let each = options.as_object().into_iter().flatten().map(|(key, value)| format!("{key}={}", plain_text(value)));
    let all: Vec<String> = each.collect();
    if all.is_empty() { NO_VALUE.to_owned() } else { all.join(" ") }
}

/// Ticket types as they are, products marked as such.
fn format_routes(routes: &Value, lang: Lang) -> String {
    let shown = |route: &Value| {
        let value = route["value"].as_str()?;
        Some(match route["kind"].as_str() {
            Some("product") => say!("商品 {value}", "product {value}").in_lang(lang).to_owned(),
            _ => value.to_owned(),
        })
    };
    let values: Vec<String> = routes.as_array().into_iter().flatten().filter_map(shown).collect();
    if values.is_empty() { NO_VALUE.to_owned() } else { values.join("; ") }
}
