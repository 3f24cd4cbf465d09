//! The order page.
