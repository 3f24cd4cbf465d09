//! A buyer's chat text as a form: `姓名：王伟 电话 13800138000 身份证 110101199003078515`, and whatever people make of that.
//!
//! Invariant: nothing is guessed. A value is taken because a word in front of it says what it is, or because nothing else has
//! its shape; two values of one field, and a kind of certificate that the number only suggests, are told as doubts and not
//! taken.
//!
//! The way of a text: `token` cuts each line, with the numbers of `number_run` and the words of `words`; `fact` says what each
//! piece means; `block` finds out whom it is about.

mod block;
mod fact;
mod number_run;
mod reading;
#[cfg(test)]
mod tests;
mod token;
mod words;

pub use reading::{DoubtKind, FormTextContext, FormTextReading, TextDoubt, TextDoubts};

/// Reads a buyer's text. What is no part of a form is passed over.
pub fn read_form_text(text: &str, context: &FormTextContext<'_>) -> FormTextReading {
    block::assemble_form(fact::read_facts(text, context), context)
}
