//! The pure core: no clock, no files, no environment, no SQL, no HTTP, no printing.
//!
//! Invariant: everything here is a function of its arguments. Time and randomness come in as values, and what the
//! outside must be told goes out as values.

pub mod actor;
pub mod ap2;
pub mod axis;
pub mod breach;
pub mod certificate;
pub mod checkout;
pub(crate) mod coded;
pub mod documents;
pub mod event;
pub mod flow;
pub mod ids;
pub mod mask;
pub mod message;
pub mod money;
pub mod next;
pub mod notice;
pub mod person;
pub mod picture;
pub mod qr;
pub mod rejection;
pub mod resale;
pub mod shown;
pub mod text;
pub mod time;
pub mod wecom_hint;
