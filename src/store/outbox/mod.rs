//! What is to be sent: deliveries, rate limits, access tokens.

pub mod deliveries;
pub mod rate_limit;
pub mod tokens;
pub mod trouble;
