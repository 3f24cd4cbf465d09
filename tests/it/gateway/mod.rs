//! The channels against a server that misbehaves: what was received is what counts.

mod telegram;
mod wecom_app;
mod wecom_robot;
mod worker;
