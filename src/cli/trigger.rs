//! `trigger`

use serde_json::{Map, Value};

use super::context::CommandContext;
use super::errors::CliError;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::error::Result;

/// Sandbox: trigger an event of an order.
#[derive(Debug, clap::Args)]
pub struct TriggerArgs {
    /// The event type, such as user_form_submitted
    #[arg(value_name = "EVENT")]
    event: String,
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// Set a key of the payload; a value that is not JSON is taken as text
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
}

/// Makes it happen.
pub fn run_trigger(context: &CommandContext, args: TriggerArgs) -> Result<CommandResponse> {
    let set = args.set.iter().map(|pair| parse_payload_setting(pair)).collect::<Result<Map<_, _>>>()?;
    let mut app = context.open_app()?;
    app.require_sandbox("trigger")?;
    let order_no = args.order.resolve(&mut app)?;
    Ok(CommandResponse::for_outcome(app.trigger_event(&args.event, &order_no, &set)?, context))
}

fn parse_payload_setting(pair: &str) -> Result<(String, Value)> {
    match pair.split_once('=') {
        Some((key, text)) if !key.is_empty() => {
            let value = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
            Ok((key.to_owned(), value))
        }
        _ => Err(CliError::SettingInvalid.into()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_json_where_it_reads_as_such() {
        for (pair, value) in [
            ("attempt=2", json!(2)),
            ("delivered=false", json!(false)),
            ("reasons=[\"a\"]", json!(["a"])),
            ("payChannel=alipay", json!("alipay")),
            ("note=a=b", json!("a=b")),
        ] {
            assert_eq!(parse_payload_setting(pair).unwrap().1, value, "{pair}");
        }
        for bad in ["attempt", "=2", ""] {
            assert_eq!(parse_payload_setting(bad).unwrap_err().code, "setting_invalid", "{bad}");
        }
    }
}
