//! Files, opened and written the one careful way: what an operator names, what is asked for, what only the owner may reach.

pub mod errors;
pub mod input_file;
pub mod new_file;
pub mod output_file;
pub mod scratch_directory;
pub mod secure_file;
