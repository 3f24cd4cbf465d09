//! What an engine read: lines of text with a confidence and a place.

use std::fmt;

use serde_json::{Number, Value};

/// How sure an engine is of a line, in thousandths: 987 is 0.987.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(u16);

impl Confidence {
    /// Certain: the text was not recognised but given.
    pub const FULL: Self = Self(1000);

    /// A confidence of `thousandths`, unless it is above 1000.
    pub const fn new(thousandths: u16) -> Option<Self> {
        if thousandths <= 1000 { Some(Self(thousandths)) } else { None }
    }

    /// A probability, rounded to thousandths; what is outside 0 to 1 is brought inside.
    pub fn from_f32(probability: f32) -> Self {
        let digits = format!("{:.3}", probability.clamp(0.0, 1.0)).replace('.', "");
        digits.parse().ok().and_then(Self::new).unwrap_or(Self(0))
    }

    /// Reads a JSON number between 0 and 1, rounded to thousandths.
    pub fn from_number(number: &Number) -> Option<Self> {
        let value = number.as_f64().filter(|value| (0.0..=1.0).contains(value))?;
        Self::new(format!("{value:.3}").replace('.', "").parse().ok()?)
    }

    /// The JSON number, such as `0.987`.
    pub fn to_json(self) -> Value {
        let text = if self.0 == 1000 { "1.0".to_owned() } else { format!("0.{:03}", self.0) };
        text.parse::<Number>().map_or(Value::Null, Value::Number)
    }
}

/// One line or one box of text, in reading order.
#[derive(Clone, PartialEq, Eq)]
pub struct OcrLine {
    /// The text as read, in the engine's spelling.
    pub text: String,
    /// How sure the engine is; `None` when it does not say.
    pub confidence: Option<Confidence>,
    /// Left, top, right, bottom in pixels; `None` when the engine gives no places. Of a crooked photo, as if it were
    /// turned straight about its middle, so that what stands side by side overlaps in height.
    pub bbox: Option<[i32; 4]>,
    /// The corners on the picture itself, where the engine knows them: x and y in pixels, clockwise from the upper left.
    pub corners: Option<[[i32; 2]; 4]>,
}

impl OcrLine {
    /// A line without confidence and place.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), confidence: None, bbox: None, corners: None }
    }
}

impl fmt::Debug for OcrLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("confidence", &self.confidence).field("bbox", &self.bbox).finish_non_exhaustive()
    }
}

/// Everything that was read in one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OcrReading {
    pub engine: String,
    /// Which model it read with, where the answer depends on one.
    pub model: Option<String>,
    /// How long it took, in milliseconds.
    pub ms: u64,
    /// The lines, from top to bottom.
    pub lines: Vec<OcrLine>,
    /// What the QR codes and bar codes on the picture say.
    pub codes: Vec<String>,
}

impl OcrReading {
    /// Lines from an engine that names no model and reads no codes.
    pub fn new(engine: impl Into<String>, ms: u64, lines: Vec<OcrLine>) -> Self {
        Self { engine: engine.into(), model: None, ms, lines, codes: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confidence_is_a_decimal_both_ways() {
        for (number, json) in [
            ("0.987", "0.987"),
            ("1", "1.0"),
            ("1.0", "1.0"),
            ("0", "0.000"),
            ("9.9e-05", "0.000"),
            ("0.98765", "0.988"),
        ] {
            let confidence = Confidence::from_number(&number.parse().unwrap()).unwrap();
            assert_eq!(confidence.to_json().to_string(), json);
        }
        for number in ["1.001", "-0.1", "98.7", "1e400"] {
            assert_eq!(Confidence::from_number(&number.parse().unwrap()), None, "{number}");
        }
    }
}
