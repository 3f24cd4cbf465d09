//! The fake server for WeCom and Telegram, held to what it claims: over plain TCP, so that no HTTP client hides anything.

mod client;
mod connections;
mod faults;
mod robot;
mod telegram;
mod wecom;

/// The smallest beginning of a PNG, with some bytes that a text protocol would spoil.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\r\n--not-the-boundary\r\n\0\xff\xfe";
