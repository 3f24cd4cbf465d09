//! Flow resale, one file per step, from the paid import to the settled share.

pub mod decisions;
pub mod errors;
pub mod form;
pub mod form_entry;
pub mod form_import;
pub mod order_correction;
pub mod paid_import;
pub mod payment;
mod picture_file;
pub mod price_list;
pub mod proof;
pub mod proof_folder;
pub mod push;
pub mod review;
pub mod screenshot;
pub mod share;
