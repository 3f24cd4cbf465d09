//! What a use case takes from a file or from standard input, as `formats` reads it: commands name the file, nothing more.

pub use crate::formats::export::read_events;
pub use crate::formats::form::{FormInput, parse_form};
pub use crate::formats::json::{DOCUMENT_LIMITS, read_json};
pub use crate::formats::object::JsonObject;
pub use crate::formats::orders::{OrderFileFormat, read_orders};
pub use crate::formats::source::{InputSource, ProgressHook};
pub use crate::formats::tables::{parse_prices, parse_seasons};
