//! `group list`, `group show`, `group test`

use serde_json::{Map, Value, json};

use crate::app::channels::groups::{GroupView, PausedBy};
use crate::app::channels::route::ChannelKind;
use crate::app::delivery::probe::GroupProbe;
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::shell::quote_word;
use crate::error::Result;
use crate::output::order_labels::{or_dash, zh_en};
use crate::output::schema::ListSchema;
use crate::output::section::{PageSection, layout_sections};
use crate::output::text::escape_hidden;
use crate::say;

pub fn list_groups(context: &CommandContext) -> Result<CommandResponse> {
    Ok(CommandResponse::with_list(group_schema(), context.open_app()?.list_groups()?))
}

fn group_schema() -> ListSchema<GroupView> {
    ListSchema::new("name")
        .word("name", "群", "Group", |view: &GroupView| view.group.name.clone())
        .word("channel", "渠道", "Channel", |view| view.group.channel.clone())
        .shown(|view, lang| name_channel(&view.group.channel, lang))
        .word("paused", "状态", "State", |view| view.group.paused.is_some())
        .shown(|view, lang| group_state(view).in_lang(lang).to_owned())
        .text("reason", "暂停原因", "Paused because", |view| view.group.paused.clone())
        .drop_priority(2)
        .word("default", "默认", "Default", |view| view.is_default)
        .shown(|view, lang| yes_or_blank(view.is_default, lang).to_owned())
        .drop_priority(1)
        .text("routes", "路由", "Routes", |view| view.routes.iter().map(route_to_json).collect::<Vec<_>>())
        .shown(format_routes)
        .text("options", "选项", "Options", |view| view.group.options.clone())
        .shown(|view, lang| format_options(&view.group.options, lang))
        .drop_priority(3)
        .text("target", "目标", "Target", |view| view.group.target.clone())
        .drop_priority(4)
        .hidden("paused_by", |view| view.group.paused_by)
        .hidden("paused_at", |view| view.group.paused_at)
        .hidden("unfinished", |view| view.unfinished.clone())
        .hidden("queued_answers", |view| view.queued_answers)
        .hidden("resting_until", |view| view.resting_until)
        .hidden("secret_fault", |view| view.secret_fault)
        .hidden("created_at", |view| view.group.created_at)
        .json_first(&["name", "channel", "paused", "reason", "routes", "target"])
}

fn route_to_json((kind, value): &(String, String)) -> Value {
    json!({ "kind": kind, "value": value })
}

pub fn show_group(context: &CommandContext, name: &str) -> Result<CommandResponse> {
    let view = context.open_app()?.view_group(name)?;
    let text = render_group(&view, context);
    Ok(CommandResponse::with_page(group_schema().to_object(&view).into(), Some("name"), text))
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
    let word = quote_word(name);
    let text = say!("群 {name} 可以发送：{zh}", "messages can be sent to the group {name}: {en}");
    let answer = CommandResponse::with_page(value, Some("name"), text.in_lang(context.lang()).to_owned());
    Ok(if resumed {
        answer.add_note(say!(
            "它因被拒绝而暂停，现已恢复；等待的订单：`ticketctl push --group {word}`",
            "it was paused after a refusal and is now resumed. Waiting orders: `ticketctl push --group {word}`"
        ))
    } else if paused {
        answer.add_warning(say!(
            "但它被操作员暂停；恢复：`ticketctl group resume {word}`",
            "but an operator paused it; to resume, run `ticketctl group resume {word}`"
        ))
    } else {
        answer
    })
}

fn render_group(view: &GroupView, context: &CommandContext) -> String {
    let (group, lang) = (&view.group, context.lang());
    let mut section = PageSection::new(&group.name, lang);
    section.add_fact("渠道", "Channel", &name_channel(&group.channel, lang));
    if !group.target.is_empty() {
        section.add_fact("目标", "Target", &group.target);
    }
    for (key, zh, en) in OPTION_LABELS {
        if let Some(text) = group.options.get(key).map(plain_text) {
            section.add_fact(zh, en, &text);
        }
    }
    section.add_fact("状态", "State", group_state(view).in_lang(lang));
    if let Some(reason) = &group.paused {
        section.add_fact("暂停原因", "Paused because", reason);
    }
    if let Some(by) = group.paused_by.filter(|by| *by == PausedBy::Refusal) {
        section.add_fact("由谁暂停", "Paused by", by.label().in_lang(lang));
    }
    if let Some(until) = view.resting_until {
        section.add_fact("对方要求暂缓到", "Its service asked to wait until", &until.format_minute());
    }
    section.add_fact("路由", "Routes", &or_dash(Some(&format_routes(view, lang))));
    if view.is_default {
        section.add_fact("默认", "Default", say!("接没有路由的订单", "takes the orders without a route").in_lang(lang));
    }
    if !view.unfinished.is_empty() {
        section.add_fact("未完成的推单", "Unfinished pushes", &view.unfinished.join(" "));
    }
    layout_sections(&[section], &context.surface)
}

/// A group that is open takes messages as far as this machine knows; what its service says, `group test` asks.
const fn group_state(view: &GroupView) -> BilingualText {
    match (&view.group.paused, view.secret_fault) {
        (Some(_), _) => zh_en("已暂停", "paused"),
        (None, Some(fault)) => fault.label(),
        (None, None) => zh_en("可用", "open"),
    }
}

const fn yes_or_blank(yes: bool, lang: Lang) -> &'static str {
    match (yes, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "是",
        (true, Lang::En) => "yes",
    }
}

/// What a group's options are called. Of a secret it is the name alone.
const OPTION_LABELS: [(&str, &str, &str); 5] = [
    ("corp_id", "企业", "Company"),
    ("agent_id", "应用", "Application"),
    ("secret", "凭据名", "Secret's name"),
    ("format", "格式", "Text format"),
    ("operators", "店内群", "The shop's own"),
];

fn plain_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn format_options(options: &Map<String, Value>, lang: Lang) -> String {
    let label = |key: &str| {
        let known = OPTION_LABELS.iter().find(|(known, ..)| *known == key);
        known.map_or(key.to_owned(), |(_, zh, en)| BilingualText { zh, en }.in_lang(lang).to_owned())
    };
    options.iter().map(|(key, value)| format!("{} {}", label(key), plain_text(value))).collect::<Vec<_>>().join(" · ")
}

/// The kind of a channel, in words.
fn name_channel(code: &str, lang: Lang) -> String {
    ChannelKind::from_code(code).map_or_else(|| code.to_owned(), |kind| kind.label().in_lang(lang).to_owned())
}

/// Ticket types as they are, products marked as such.
fn format_routes(view: &GroupView, lang: Lang) -> String {
    let shown = |(kind, value): &(String, String)| match kind.as_str() {
        "product" => say!("商品 {value}", "product {value}").in_lang(lang).to_owned(),
        _ => value.clone(),
    };
    view.routes.iter().map(shown).collect::<Vec<_>>().join("; ")
}
