//! The catalogues of the rooms below the commands, for `help errors`.

use super::channels::errors::ChannelError;
use super::checkout::errors::CheckoutError;
use super::delivery::errors::DeliveryError;
use super::log::errors::LogError;
use super::ops::errors::OpsError;
use super::orders::errors::OrderError;
use super::reconcile::errors::ReconcileError;
use super::resale::errors::ResaleError;
use super::sandbox::errors::SandboxError;
use super::write::errors::WriteError;
use crate::config::errors::ConfigError;
use crate::error::{ErrorEntry, MachineError};
use crate::formats::bills::errors::BillError;
use crate::formats::errors::FormatError;
use crate::fs::errors::FileError;
use crate::gateway::errors::GatewayError;
use crate::ocr::errors::OcrError;
use crate::store::errors::StoreError;

pub const CATALOGUES: [&[ErrorEntry]; 18] = [
    BillError::ENTRIES,
    ChannelError::ENTRIES,
    CheckoutError::ENTRIES,
    ConfigError::ENTRIES,
    DeliveryError::ENTRIES,
    FileError::ENTRIES,
    FormatError::ENTRIES,
    GatewayError::ENTRIES,
    LogError::ENTRIES,
    MachineError::ENTRIES,
    OcrError::ENTRIES,
    OpsError::ENTRIES,
    OrderError::ENTRIES,
    ReconcileError::ENTRIES,
    ResaleError::ENTRIES,
    SandboxError::ENTRIES,
    StoreError::ENTRIES,
    WriteError::ENTRIES,
];
