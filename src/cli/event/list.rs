//! `event list`

use serde_json::Value;

use super::{EventFilterArgs, event_schema};
use crate::app::log::read::ShopEvent;
use crate::app::write::file_change::ShopSubject;
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::resale::season::Season;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::schema::ListSchema;

/// List the events of all orders, newest first; with --shop what was changed about the shop itself.
#[derive(Debug, clap::Args)]
pub(super) struct EventListArgs {
    #[command(flatten)]
    which: EventFilterArgs,
    /// The changes of prices, seasons, groups, routes, settings, secrets' names, templates, QR codes and SKUs instead
    #[arg(long, conflicts_with = "order")]
    shop: bool,
    /// At most N events; 0 means all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// Lists them; personal data only after each order's access was recorded.
pub(super) fn run_event_list(context: &CommandContext, args: &EventListArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    if args.shop {
        let since = args.which.read_since(context)?;
        return Ok(CommandResponse::with_list(shop_event_schema(), app.newest_shop_events(since, args.limit)?));
    }
    let look = args.which.read_filter(context, &mut app, args.limit)?;
    Ok(CommandResponse::with_list(event_schema(context.surface.verbose), app.newest_events(&look)?))
}

fn shop_event_schema() -> ListSchema<ShopEvent> {
    ListSchema::new("id")
        .time("created_at", "时间", "Time", |event: &ShopEvent| event.by.at)
        .number("id", "序号", "No.", |event| event.id)
        .drop_priority(2)
        .code("subject", "对象", "What", |event| event.subject)
        .text("name", "名称", "Which", |event| event.name.clone())
        .shown(name_subject)
        .text("before", "原来", "Before", |event| event.before.clone())
        .shown(|event, _| show_value(event.before.as_ref()))
        .text("after", "之后", "After", |event| event.after.clone())
        .shown(|event, _| show_value(event.after.as_ref()))
        .word("command", "命令", "Command", |event| event.by.command.clone())
        .drop_priority(1)
        .text("operator", "操作员", "Operator", |event| event.by.operator.clone())
        .drop_priority(3)
}

/// What was changed; a price is that of a ticket type in a season.
fn name_subject(event: &ShopEvent, lang: Lang) -> String {
    let season = event.name.rsplit_once(' ').filter(|_| event.subject == ShopSubject::Price);
    let labelled = season.and_then(|(ticket, code)| Some((ticket, Season::from_code(code)?)));
    match labelled {
        Some((ticket, season)) => format!("{ticket} {}", season.label().in_lang(lang)),
        None => event.name.clone(),
    }
}

/// A text without its quotation marks, several facts as they are called.
fn show_value(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(facts)) => {
            let each = facts.iter().map(|(key, value)| (key, show_value(Some(value))));
            let said = each.filter(|(_, text)| !text.is_empty()).map(|(key, text)| format!("{key}={text}"));
            said.collect::<Vec<_>>().join(" ")
        }
        Some(other) => other.to_string(),
    }
}
