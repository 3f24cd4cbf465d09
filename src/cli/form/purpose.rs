//! What a form is asked for: to be submitted, or to replace one that was wrong.

use crate::app::App;
use crate::app::resale::form::FormRequirements;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;

/// What a form is asked for.
#[derive(Clone, Copy)]
pub(in crate::cli) struct FormPurpose {
    /// The command, to be typed again with a file.
    pub(super) command: &'static str,
    /// What the form still has to say; refuses where none is awaited.
    pub(super) wanted: fn(&mut App, &OrderNo) -> Result<FormRequirements>,
    /// The question before it is recorded.
    pub(super) question: fn(&OrderNo) -> BilingualMessage,
}

pub(in crate::cli) const SUBMIT_PURPOSE: FormPurpose = FormPurpose {
    command: "form submit",
    wanted: App::form_requirements,
    question: |order_no| say!("提交订单 {order_no} 的表单？", "Submit the form of order {order_no}?"),
};
pub(in crate::cli) const CORRECT_PURPOSE: FormPurpose = FormPurpose {
    command: "form correct",
    wanted: App::correction_requirements,
    question: |order_no| say!("更正订单 {order_no} 的表单？", "Correct the form of order {order_no}?"),
};
