//! A screenshot that shows another order's ticket: a person says whose it is.

use crate::app::App;
use crate::app::resale::screenshot::{ScreenshotOwner, ScreenshotReading};
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::say;

/// The order to record a screenshot for: the named one, unless the picture fits another and a person says that it is
/// that one's. `insists` is that person's word beforehand.
///
/// # Errors
/// Nobody can be asked (exit 2), or the answer is no (10): nothing was recorded. Another order has the picture already (4).
pub(super) fn settle_owner(
    context: &CommandContext,
    app: &mut App,
    named: OrderNo,
    shot: &ScreenshotReading,
    insists: bool,
) -> Result<OrderNo> {
    if insists {
        return Ok(named);
    }
    match app.find_screenshot_owner(&named, shot)? {
        None => Ok(named),
        // A repeat of what was answered before.
        Some(ScreenshotOwner::Recorded(other)) if context.global.yes || context.global.key.is_some() => Ok(other),
        Some(ScreenshotOwner::Recorded(other)) => {
            Err(CliError::ScreenshotRecordedElsewhere { named: &named, other: &other }.into())
        }
        Some(ScreenshotOwner::Fits(others)) => match others.as_slice() {
            [other] => {
                if !context.global.yes && !context.can_ask() {
                    return Err(CliError::ScreenshotOfOther { named: &named, other }.into());
                }
                context.confirm_question(&say!(
                    "这张图完全符合订单 {other}，不符合 {named}。归到 {other}？",
                    "The picture fits order {other} in full, and not {named}. Record it for {other}?"
                ))?;
                Ok(other.clone())
            }
            several => {
                let list = several.iter().map(OrderNo::as_str).collect::<Vec<_>>().join(", ");
                Err(CliError::ScreenshotOfSeveral { named: &named, list: &list }.into())
            }
        },
    }
}
