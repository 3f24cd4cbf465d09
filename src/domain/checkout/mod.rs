//! The checkout flow: attraction tickets sold to buyers' agents.

pub mod sku;
