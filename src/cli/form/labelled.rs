//! A line of a buyer's text where one answer is asked for, as a pasted text comes line by line: `姓名：刘洋`.

use crate::app::resale::form::FormRequirements;
use crate::app::resale::form_entry::{PartialForm, read_text_answers};

/// What such a line says; nothing where it is a plain answer, or leaves something in doubt.
pub(super) fn read_labelled_line(text: &str, wanted: &FormRequirements) -> Option<PartialForm> {
    if !text.contains([':', '：', '=', '＝']) {
        return None;
    }
    let reading = read_text_answers(text, wanted).ok()?;
    reading.doubts.as_slice().is_empty().then_some(reading.form)
}
