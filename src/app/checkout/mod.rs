//! Flow checkout, one file per step: draft, lock to completion, SKUs and stock, tickets, AP2 keys and mandates.

pub mod ap2_keys;
pub mod draft;
pub mod errors;
pub mod mandate;
pub mod sku;
pub mod steps;
pub mod ticket;
pub mod ticket_image;
mod unfulfillable;
