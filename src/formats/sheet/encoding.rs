//! Bytes into text: UTF-8 where they are that, else GB18030, which every Chinese spreadsheet saves as; UTF-16 with a mark.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// Decodes a text file, strictly: a single byte that the encoding does not know is no text in it. `None` for a text in
/// another encoding.
pub(crate) fn decode_text(bytes: Vec<u8>) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8) {
        return decode_strictly(encoding, bytes.get(mark..)?);
    }
    // Nothing else has empty bytes in a text, so one without a mark gives itself away.
    if bytes.contains(&0) {
        let encodings = [UTF_16LE, UTF_16BE];
        return encodings.iter().find_map(|encoding| decode_strictly(encoding, &bytes).filter(|text| is_sheet(text)));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => decode_strictly(GB18030, error.as_bytes()).filter(|text| is_likely(text)),
    }
}

/// Decodes a text in Chinese of which only the sender's name is sure to be right: a character of a private area may be in it.
/// Else as [`decode_text`], in the same order: nearly every UTF-8 text in Chinese is GB18030 of something, too.
///
/// # Errors
/// The offset of the first byte that its encoding does not know.
pub(crate) fn decode_chinese(bytes: Vec<u8>) -> Result<String, usize> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != encoding_rs::UTF_8) {
        return decode_in_pieces(encoding, bytes.get(mark..).unwrap_or_default()).map_err(|offset| mark + offset);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => decode_in_pieces(GB18030, error.as_bytes()),
    }
}

fn decode_strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    decode_in_pieces(encoding, bytes).ok()
}

/// How much is decoded at once.
const PIECE: usize = 64 * 1024;

/// Decodes a text piece by piece. In one go it takes three times the memory: room for the worst that the bytes could be, all of
/// it cleared.
///
/// # Errors
/// The offset of the first byte that the encoding does not know.
fn decode_in_pieces(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let mut piece = "\0".repeat(PIECE);
    let mut offset = 0;
    loop {
        let rest = bytes.get(offset..).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_str_without_replacement(rest, &mut piece, true);
        offset += read;
        text.push_str(piece.get(..written).unwrap_or_default());
        match result {
            // What was read includes the broken sequence, and what was read beyond it.
            DecoderResult::Malformed(broken, beyond) => return Err(offset - usize::from(broken) - usize::from(beyond)),
            DecoderResult::InputEmpty => return Ok(text),
            DecoderResult::OutputFull => {}
        }
    }
}

/// Whether a text that was guessed to be UTF-16 has what every sheet has.
fn is_sheet(text: &str) -> bool {
    is_likely(text) && text.contains(['\n', '\r', ',', '\t', ';'])
}

/// Whether a guess was right: another encoding read as this one is full of what no text holds.
fn is_likely(text: &str) -> bool {
    !text.contains(['\0', '\u{fffe}', '\u{ffff}']) && !text.contains(|c| ('\u{e000}'..='\u{f8ff}').contains(&c))
}

/// The line and column (both from 1, in bytes) of the first byte that is no UTF-8.
pub(crate) fn first_foreign_byte(bytes: &[u8]) -> (usize, usize) {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let before = bytes.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    (line, before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "订单号,买家昵称\r\n1,𠮷样\r\n";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn every_common_encoding_of_a_text_is_the_text() {
        let gb = GB18030.encode(TEXT).0.into_owned();
        let marked = format!("\u{feff}{TEXT}");
        for (name, bytes) in [
            ("UTF-8", TEXT.as_bytes().to_vec()),
            ("UTF-8 with a mark", marked.as_bytes().to_vec()),
            ("GB18030", gb),
            ("UTF-16LE", utf16(&marked, u16::to_le_bytes)),
            ("UTF-16BE", utf16(&marked, u16::to_be_bytes)),
            ("UTF-16LE without a mark", utf16(TEXT, u16::to_le_bytes)),
            ("UTF-16BE without a mark", utf16(TEXT, u16::to_be_bytes)),
        ] {
            assert_eq!(decode_text(bytes).as_deref(), Some(TEXT), "{name}");
        }
        assert_eq!(decode_text(Vec::new()).as_deref(), Some(""));
    }

    #[test]
    fn a_text_of_many_pieces_is_whole_and_says_where_it_breaks() {
        let text = TEXT.repeat(10_000);
        let mut gb = GB18030.encode(&text).0.into_owned();
        assert_eq!(decode_in_pieces(GB18030, &gb).as_deref(), Ok(text.as_str()));
        let length = gb.len();
        gb.extend([0xff, b',']);
        assert_eq!(decode_in_pieces(GB18030, &gb), Err(length));
    }

    #[test]
    fn a_bills_text_is_utf_8_where_it_can_be_and_says_where_it_breaks() {
        // Both bytes of a pair are letters of GB18030: whoever tries that first reads nonsense and no error.
        let text = "微信支付账单明细";
        assert!(GB18030.decode_without_bom_handling_and_without_replacement(text.as_bytes()).is_some());
        assert_eq!(decode_chinese(text.as_bytes().to_vec()).as_deref(), Ok(text));
        let mut gb = GB18030.encode(text).0.into_owned();
        assert_eq!(decode_chinese(gb.clone()).as_deref(), Ok(text));
        gb.extend([b',', 0xff, b',']);
        assert_eq!(decode_chinese(gb.clone()), Err(17));
        gb.truncate(15);
        assert_eq!(decode_chinese(gb), Err(14));
    }

    #[test]
    fn what_is_none_of_them_is_refused() {
        let cut = GB18030.encode("订单").0.get(..3).unwrap().to_vec();
        let mut half = utf16("\u{feff}订单", u16::to_le_bytes);
        half.pop();
        let mut lone = vec![0xff, 0xfe];
        lone.extend(0xd800_u16.to_le_bytes());
        for (name, bytes) in [
            ("Latin-1", b"caf\xe9,1".to_vec()),
            ("GBK cut off", cut),
            ("UTF-16 cut off", half),
            ("half a pair", lone),
            ("binary", vec![0, 1, 2, 0xff]),
            ("a byte of nothing", vec![b'a', 0xff, b'b']),
        ] {
            assert_eq!(decode_text(bytes), None, "{name}");
        }
        assert_eq!(first_foreign_byte("ab\n订\u{0}x".as_bytes()), (2, 6));
        assert_eq!(first_foreign_byte(b"ab\nc\xe9d"), (2, 2));
    }
}
