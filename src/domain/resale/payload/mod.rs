//! The payloads of the resale events, key for key as the reference page spells them.
//!
//! Optional keys that the page does not show are absent unless they say something, so that the page's own events come
//! out as they stand there.

mod deliver;
mod place;
mod platform;
mod settle;
mod verify;
mod visitor;

pub use self::deliver::*;
pub use self::place::*;
pub use self::platform::*;
pub use self::settle::*;
pub use self::verify::*;
pub use self::visitor::*;
