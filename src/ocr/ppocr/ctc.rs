//! From the recogniser's probabilities to text.
//!
//! The recogniser says for every narrow column of the line which character it is, or that it is none. The best one of each
//! column is taken, and neighbours that are the same are one character.

use rten_tensor::{Layout as _, NdTensorView};

/// The class that says "no character here"; the characters follow it, and a space comes last.
const BLANK: usize = 0;

pub(super) struct RecognisedText {
    pub(super) text: String,
    /// 0 to 1.
    pub(super) confidence: f32,
}

/// The text of one line, with the mean probability of its characters; 0 when there is none.
///
/// `columns` has a row for each column of the line, and in it a probability for each class.
pub(super) fn decode_line(columns: &NdTensorView<'_, f32, 2>, characters: &[String]) -> RecognisedText {
    let mut read = RecognisedText { text: String::new(), confidence: 0.0 };
    let (mut before, mut count) = (BLANK, 0_u16);
    // Some 18,000 classes a column: a plain slice is gone through several times faster than a view.
    let values = columns.to_contiguous();
    for column in values.data().chunks_exact(columns.size(1).max(1)) {
        let (class, probability) = best_class(column);
        // Doubled letters have a blank between them; neighbours without one are the same letter seen twice.
        if class != BLANK && class != before {
            // The list does not spell the space, which is the class behind its end.
            read.text.push_str(characters.get(class - 1).map_or(" ", String::as_str));
            read.confidence += probability;
            count = count.saturating_add(1);
        }
        before = class;
    }
    // Over the characters alone: blanks are always sure and would hide a doubtful word in a long line.
    read.confidence /= f32::from(count.max(1));
    read
}

fn best_class(probabilities: &[f32]) -> (usize, f32) {
    let mut best = (BLANK, f32::NEG_INFINITY);
    for (class, probability) in probabilities.iter().enumerate() {
        if *probability > best.1 {
            best = (class, *probability);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use rten_tensor::{AsView as _, NdTensor};

    use super::*;

    /// Each column is sure by `0.9` of one class of five: blank, `1`, `3`, `张`, space.
    fn read(classes: &[usize]) -> RecognisedText {
        let characters = ["1", "3", "张"].map(str::to_owned);
        let values = classes.iter().flat_map(|class| (0..5).map(move |at| if at == *class { 0.9 } else { 0.025 }));
        let tensor = NdTensor::from_data([classes.len(), 5], values.collect::<Vec<f32>>());
        decode_line(&tensor.view(), &characters)
    }

    #[test]
    fn neighbours_are_one_character_and_a_blank_between_makes_two() {
        for (classes, text) in [
            (&[0, 1, 1, 0, 2, 2, 2][..], "13"),
            (&[1, 0, 1, 1, 0, 0, 1], "111"),
            (&[3, 4, 4, 2, 0], "张 3"),
            (&[0, 0], ""),
            (&[], ""),
        ] {
            assert_eq!(read(classes).text, text, "{classes:?}");
        }
        assert!((read(&[0, 1, 1, 2]).confidence - 0.9).abs() < 1e-6);
        assert!(read(&[0, 0]).confidence.abs() < 1e-6);
    }
}
