//! Mandates of the official kit, mandates made here, and every single thing that can be wrong with one.

mod bytes;
mod changes;
mod constraints;
mod forge;
mod links;
mod payments;
mod signed_texts;
mod vectors;
