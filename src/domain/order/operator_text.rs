//! What an operator writes down: a reason, an evidence, a note.

use super::rejections::OrderRejection;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::text::char_is_clean;

/// 1 to 500 characters, trimmed.
pub fn parse_operator_text(text: &str, field: &'static str) -> Result<String, Rejection> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 500 || text.len() > 2048 {
        return Err(OrderRejection::FieldLength { field: &field }.into());
    }
    // A note may have lines; what steers a terminal or hides its neighbours is not part of it.
    if !text.chars().all(|letter| matches!(letter, '\n' | '\t') || char_is_clean(letter)) {
        return Err(OrderRejection::FieldCharacters { field: &field }.into());
    }
    Ok(text.to_owned())
}
