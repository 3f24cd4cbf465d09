//! Operating a shop: set-up, cron, sweep, doctor, backup and restore, disk quota, OCR models.

pub mod backup;
pub mod cron;
pub mod disk_quota;
pub mod doctor;
pub mod errors;
pub mod ocr_models;
pub mod orphan_files;
pub mod restore;
pub mod setup;
pub mod sweep;
