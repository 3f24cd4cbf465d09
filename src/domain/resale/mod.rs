//! resale
