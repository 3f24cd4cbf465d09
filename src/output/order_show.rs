//! The order show.
