//! Messages that leave the machine: the real binary against the fake server, which counts what it received.

mod by_hand;
mod missing_parts;
mod patience;
pub(crate) mod personal_data;
mod rate_limit;
mod reference;
mod stopped_worker;
mod wecom;
