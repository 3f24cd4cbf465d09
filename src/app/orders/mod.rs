//! What both flows share: views, lists, work to do, refunds, erasure.

pub mod completion;
pub mod erase;
pub mod errors;
pub mod list;
pub mod refund;
pub mod todo;
pub mod view;
