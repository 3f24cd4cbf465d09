//! The catalogue of the checkout flow: what is for sale, what is reserved or sold, what may be used once.

pub mod replay_guard;
pub mod reservations;
pub mod skus;
