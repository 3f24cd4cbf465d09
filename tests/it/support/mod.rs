//! What the tests share: a shop to run the program in, and a server in the place of WeCom and Telegram.

pub(crate) mod batch;
pub(crate) mod connected_shop;
pub(crate) mod database;
pub(crate) mod expected;
pub(crate) mod fake_server;
pub(crate) mod matrix;
pub(crate) mod ocr_models;
pub(crate) mod processes;
pub(crate) mod shop;
pub(crate) mod terminal_session;
pub(crate) mod ticket_shop;
