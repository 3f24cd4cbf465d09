//! A text for a person to give to the buyer, printed between two lines: of `form ask` and `notify text`.

use serde_json::json;

use super::clipboard::copy_to_clipboard;
use super::context::CommandContext;
use super::notice_copy::{add_copy_result, frame_text};
use super::response::CommandResponse;
use crate::app::App;
use crate::app::orders::buyer_text::BuyerText;
use crate::error::Result;
use crate::say;

/// Prints it. Where it says who the buyer is, that somebody saw it is recorded first, and a script gets it only where it
/// reveals personal data.
pub fn respond_with_text(
    context: &CommandContext,
    app: &mut App,
    written: &BuyerText,
    (command, clipboard): (&str, bool),
) -> Result<CommandResponse> {
    let is_shown = !written.names_person || context.global.reveal || !context.plan.is_machine();
    if is_shown && written.names_person {
        app.record_reveal(&written.order_no, command)?;
    }
    let text = written.text.reveal().filter(|_| is_shown);
    let value = json!({
        "order_no": written.order_no,
        "about": written.kind,
        "template": written.template,
        "lang": written.lang.code(),
        "text": text,
    });
    let label = written.kind.label();
    let (zh, en) = (label.zh, label.en);
    let heading = say!(
        "{zh}：复制两条线之间的文字，发给买家",
        "{en}: copy what stands between the lines and send it to the buyer"
    );
    let page = frame_text(heading.in_lang(context.lang()), text.unwrap_or_default());
    let answer = CommandResponse::with_page(value, Some("order_no"), page);
    Ok(match text.filter(|_| clipboard) {
        Some(text) => add_copy_result(answer, copy_to_clipboard(text)),
        None => answer,
    })
}
