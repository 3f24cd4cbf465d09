//! A buyer's chat text as a form: `姓名：王伟 电话 13800138000 身份证 110101199003078515`, and whatever people make of that.
//!
//! Invariant: nothing is guessed. A value is taken because a word in front of it says what it is, or because nothing else has
//! its shape; two values of one field, and a kind of certificate that the number only suggests, are told as doubts and not
//! taken.
//!
//! The way of a text: `token` cuts each line, with the numbers of `number_run` and the words of `words`; `fact` says what each
//! piece means; `block` finds out whom it is about; `order_check` holds the rest, with the days of `said_day`, against the order.

mod block;
mod fact;
mod number_run;
mod order_check;
mod ordered_facts;
mod reading;
mod said_day;
#[cfg(test)]
mod tests;
mod token;
mod words;

pub use ordered_facts::OrderedFacts;
pub use reading::{DoubtKind, FormTextContext, FormTextReading, TextDoubt, TextDoubts};

/// Reads a buyer's text. What is no part of a form is passed over.
pub fn read_form_text(text: &str, context: &FormTextContext<'_>) -> FormTextReading {
    let (facts, lines) = fact::read_facts(text, context);
    let mut reading = block::assemble_form(facts, context);
    order_check::hold_against_order(&mut reading.form, &lines, context, &mut reading.doubts);
    reading
}
