//! The shop as an installation: set-up, cron, sweep, doctor, disk quota, models that read pictures.

pub mod cron;
pub mod disk_quota;
pub mod doctor;
pub mod errors;
pub mod ocr_models;
pub mod setup;
pub mod sweep;
