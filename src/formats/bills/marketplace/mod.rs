//! What a platform sold: 闲管家's orders as its API gives them, and sheets of orders under whatever names.
//!
//! Its rows say what was sold and for how much, and name the payment: no money moves by them.

pub(crate) mod json;
pub(crate) mod sheet;
pub(crate) mod standing;
