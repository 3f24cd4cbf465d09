//! The random parts of order numbers: from the system, or in a sandbox from a seed or a list.

use std::collections::VecDeque;

use rand::rngs::{StdRng, SysRng};
use rand::{RngExt, SeedableRng as _, TryRng as _};

use super::errors::WriteError;
use crate::domain::order::number::{CHECKOUT_RANDOM, RESALE_ALPHABET, RESALE_RANDOM};
use crate::error::Result;

/// Where random parts come from.
#[derive(Debug)]
pub enum IdSource {
    /// The system's generator.
    System,
    /// A seed: the same numbers every time.
    Seeded(Box<StdRng>),
    /// These, in order.
    List(VecDeque<String>),
}

impl IdSource {
    /// Reads `seed:N` or `ID,ID,…`.
    pub fn parse(text: &str) -> Result<Self> {
        if let Some(seed) = text.strip_prefix("seed:") {
            let seed = seed.parse().map_err(|_| WriteError::IdsSeed.into_error())?;
            return Ok(Self::Seeded(Box::new(StdRng::seed_from_u64(seed))));
        }
        let list: VecDeque<String> = text.split(',').map(str::to_owned).collect();
        let fit = |id: &String| !id.is_empty() && id.len() <= 32 && id.bytes().all(|b| b.is_ascii_alphanumeric());
        if list.iter().all(fit) {
            return Ok(Self::List(list));
        }
        Err(WriteError::IdsList.into_error())
    }

    pub const fn is_set(&self) -> bool {
        !matches!(self, Self::System)
    }

    /// The four random characters of a resale order number.
    pub fn draw_resale_id(&mut self) -> Result<String> {
        match self {
            Self::List(list) => next_of(list),
            Self::Seeded(rng) => Ok(resale_random(rng)),
            Self::System => Ok(resale_random(&mut rand::rng())),
        }
    }

    /// The thirteen random hex digits of an id of the checkout flow. A ticket's code is one of them, so they come from the
    /// system's own generator.
    pub fn draw_checkout_id(&mut self) -> Result<String> {
        let bits = match self {
            Self::List(list) => return next_of(list).and_then(checkout_shape),
            Self::Seeded(rng) => rng.random::<u64>(),
            Self::System => SysRng.try_next_u64().map_err(|_| WriteError::NoRandomBytes.into_error())?,
        };
        // 52 bits: thirteen digits.
        Ok(format!("{:0CHECKOUT_RANDOM$x}", bits >> 12))
    }
}

fn next_of(list: &mut VecDeque<String>) -> Result<String> {
    list.pop_front().ok_or_else(|| WriteError::IdsExhausted.into_error())
}

fn checkout_shape(id: String) -> Result<String> {
    let fits = id.len() == CHECKOUT_RANDOM && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if fits {
        return Ok(id);
    }
    Err(WriteError::IdsCheckout { length: &CHECKOUT_RANDOM }.into_error())
}

fn resale_random(rng: &mut impl RngExt) -> String {
    let letter = |_| char::from(RESALE_ALPHABET[rng.random_range(0..RESALE_ALPHABET.len())]);
    (0..RESALE_RANDOM).map(letter).collect()
}

/// 128 random bits in hexadecimal, for persons and claims. Always the system's: never set by a sandbox.
pub fn random_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ten_thousand_codes_of_the_system_are_distinct_and_vary_in_every_digit() {
        let mut ids = IdSource::System;
        let drawn: BTreeSet<String> = (0..10_000).map(|_| ids.draw_checkout_id().unwrap()).collect();
        assert_eq!(drawn.len(), 10_000);
        assert!(drawn.iter().all(|id| checkout_shape(id.clone()).is_ok()));
        for at in 0..CHECKOUT_RANDOM {
            let seen: BTreeSet<&str> = drawn.iter().map(|id| &id[at..=at]).collect();
            assert_eq!(seen.len(), 16, "digit {at} has every value");
        }
    }
}
