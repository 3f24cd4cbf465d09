//! `order create`

use serde_json::{Map, Value};

use super::import::import_schema;
use crate::app::resale::paid_import::{EntryVerdict, ImportVerdict};
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::response::{CommandResponse, dry_run_notice};
use crate::domain::order::event::EventSource as From;
use crate::domain::value::spelling::amount::read_amount;
use crate::domain::value::spelling::quantity::read_quantity;
use crate::domain::value::spelling::time::{read_coming_day, read_past_moment};
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::say;

/// Record one paid order by hand.
#[derive(Clone, Debug, clap::Args)]
pub struct OrderCreateArgs {
    /// The marketplace's order number
    #[arg(long, value_name = "NO")]
    external_no: String,
    /// The product's name
    #[arg(long, value_name = "NAME")]
    product: String,
    /// The amount that the buyer paid in yuan, such as 506.00
    #[arg(long, value_name = "AMOUNT")]
    paid_amount: String,
    /// When the buyer paid, such as 2026-03-20 11:35; defaults to now
    #[arg(long, value_name = "TIME")]
    paid_at: Option<String>,
    /// The ticket type of the price table
    #[arg(long, value_name = "TYPE")]
    ticket_type: Option<String>,
    /// The day of the visit, such as 2026-04-15, 2026/4/15 or 4-15
    #[arg(long, value_name = "DAY")]
    play_date: Option<String>,
    /// How many tickets; defaults to 1
    #[arg(long, value_name = "N")]
    quantity: Option<String>,
    /// The marketplace
    #[arg(long, value_name = "NAME", default_value = "xianyu")]
    platform: String,
}

impl OrderCreateArgs {
    /// The same in the strict form of an import. What cannot be read stays, and is refused there by its name.
    fn as_spelled_out(&self, now: Timestamp) -> Self {
        let spell_day = |text: &String| {
            read_coming_day(text, now.shanghai_day()).map_or_else(|_| text.clone(), |day| day.to_string())
        };
        let spell_time =
            |text: &String| read_past_moment(text, now).map_or_else(|_| text.clone(), Timestamp::format_rfc3339);
        let spell_quantity =
            |text: &String| read_quantity(text).map_or_else(|| text.clone(), |quantity| quantity.to_string());
        Self {
            paid_amount: read_amount(&self.paid_amount)
                .map_or_else(|_| self.paid_amount.clone(), |amount| amount.to_string()),
            paid_at: self.paid_at.as_ref().map(spell_time),
            play_date: self.play_date.as_ref().map(spell_day),
            quantity: self.quantity.as_ref().map(spell_quantity),
            ..self.clone()
        }
    }
}

/// Records it in the same way as an import.
pub fn run_order_create(context: &CommandContext, args: OrderCreateArgs) -> Result<CommandResponse> {
    let mut app = context.open_app_as(From::Xianyu)?;
    let now = app.clock.received_at();
    let paid = native_order_json(&args.as_spelled_out(now), Some(&now.format_rfc3339()));
    // A key stands for what was typed: the same command a minute later is still the same.
    let typed = native_order_json(&args, None);
    let mut made: Option<ImportVerdict> = None;
    let summary = app.create_order(&paid, &typed, &mut |verdict| {
        made = Some(verdict);
        Ok(())
    })?;
    let verdict = made.ok_or_else(|| CliError::NothingCreated.into_error())?;
    let no = verdict.order_no.as_ref().map(ToString::to_string).unwrap_or_default();
    if matches!(verdict.verdict, EntryVerdict::Exists | EntryVerdict::Refused) {
        return Err(CliError::OrderExists { no: &no }.into());
    }
    let mut row = import_schema(context.lang(), context.global.dry_run).to_object(&verdict);
    // What was typed has no place in a file.
    row.retain(|key, _| !["row", "column", "value"].contains(&key.as_str()));
    row.insert("replayed".to_owned(), summary.replayed.into());
    let value = Value::Object(row);
    let (lang, dry_run) = (context.lang(), context.global.dry_run);
    let text = if dry_run { format!("{}\n{no}", dry_run_notice(lang)) } else { no.clone() };
    let answer = CommandResponse::with_page(value, Some("order_no"), text);
    let answer = match verdict.reason {
        Some((_, why)) => answer.add_warning(why),
        None => answer,
    };
    let next = say!("下一步：`ticketctl form submit {no}`", "next: `ticketctl form submit {no}`");
    Ok(if dry_run { answer } else { answer.add_note(next) })
}

/// The order in the native shape of an import.
fn native_order_json(args: &OrderCreateArgs, now: Option<&str>) -> Value {
    let mut paid = Map::new();
    let mut put = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            paid.insert(key.to_owned(), value.into());
        }
    };
    put("externalOrderNo", Some(&args.external_no));
    put("productName", Some(&args.product));
    put("ticketType", args.ticket_type.as_deref());
    put("playDate", args.play_date.as_deref());
    put("paidAmount", Some(&args.paid_amount));
    put("paidAt", args.paid_at.as_deref().or(now));
    put("sourcePlatform", Some(&args.platform));
    if let Some(text) = &args.quantity {
        let number = text.parse::<u32>();
        paid.insert("quantity".to_owned(), number.map_or_else(|_| Value::from(text.as_str()), Value::from));
    }
    Value::Object(paid)
}
