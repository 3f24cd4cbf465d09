//! The resale flow: from the form to the proof, corrected on the way, and judged by the rules.

mod correction;
mod money;
mod money_prompts;
mod order_correction;
mod payment_correction;
mod platform_table;
mod quantity;
mod rules;
mod steps;
