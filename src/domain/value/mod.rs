//! Values that know their own rules: money, time, persons, certificates, texts.

mod birth_date;
pub mod byte_size;
pub mod catalogue;
pub mod certificate;
pub(crate) mod code_enum;
pub(crate) mod currency;
pub mod mask;
pub mod message;
pub mod money;
pub mod pay_channel;
pub mod person;
pub mod person_details;
pub mod person_name;
pub mod phone;
pub mod picture;
pub mod qr_code;
pub mod rejection;
pub mod rejections;
pub mod shell;
pub mod spelling;
pub mod strict_json;
pub mod text;
pub mod time;
pub(crate) mod zone;
