//! Keys and what is done with them: the key file, keys of persons, sealing, the keys of AP2.

pub mod ap2_keys;
pub mod cipher;
pub mod key_file;
pub mod keys;
