//! What each flow's orders have in the store beside their log.

pub(crate) mod apply;
pub mod checkout;
mod resale;

pub use self::checkout::PAYMENT_CHANNEL;
pub use super::stored_flow::StoredFlow;
