//! What both flows share: views, lists, work to do, refunds, erasure.

pub mod buyer_text;
pub mod claim;
pub mod completion;
pub mod erase;
pub mod errors;
pub mod export;
pub mod list;
pub mod queue_merge;
pub mod refund;
pub mod row_task;
pub mod todo;
pub mod view;
