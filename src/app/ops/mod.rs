//! Operating a shop: set-up, cron, sweep, doctor, disk quota, OCR models.

pub mod cron;
pub mod disk_quota;
pub mod doctor;
pub mod errors;
pub mod ocr_models;
pub mod setup;
pub mod sweep;
