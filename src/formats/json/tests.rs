//! Spellings kept, refusals located, limits inclusive.

use proptest::prelude::*;

use super::*;

fn whole(text: &str) -> Result<Value> {
    parse_json(text.as_bytes(), DOCUMENT_LIMITS, FilePosition::START)
}

#[test]
fn numbers_keep_their_spelling() {
    for spelling in ["506", "506.00", "0.10", "-0", "2226688164543566229", "123456789012345678901234567890"] {
        assert_eq!(whole(spelling).unwrap().to_string(), spelling);
    }
    // The exponent's letter and sign are made uniform by the parser; the digits stay.
    assert_eq!(whole("3.36E+18").unwrap().to_string(), "3.36e+18");
}

#[test]
fn what_parses_is_what_serde_json_parses() {
    let text = r#"{"b":[1,2.50,null,true,"文\n"],"a":{"c":{}},"d":[]}"#;
    assert_eq!(whole(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(whole(text).unwrap().to_string(), text);
}

#[test]
fn refusals_name_the_place_and_the_field_and_never_the_value() {
    let deep = "[".repeat(33) + &"]".repeat(33);
    let many = format!("[{}0]", "0,".repeat(10_000));
    for (text, code, line, column, field) in [
        ("", "json_syntax", 1, 0, None),
        ("{\n \"name\": 张三\n}", "json_syntax", 2, 10, Some("name")),
        ("{\"a\": \"张三\"", "json_syntax", 1, 0, None),
        ("{\"a\":1}{}", "json_syntax", 1, 8, None),
        ("{\"a\":1,\"b\":{\n\"c\":\"张三\",\"c\":2}}", "json_duplicate_key", 2, 0, Some("b.c")),
        ("[{\"a\":\"张三\\u0000\"}]", "json_nul", 1, 0, Some("[0].a")),
        ("{\"a\\u0000\":1}", "json_nul", 1, 0, None),
        ("[1, 01]", "json_syntax", 1, 6, Some("[1]")),
        ("[1.]", "json_syntax", 1, 0, None),
        ("NaN", "json_syntax", 1, 1, None),
        (r#"{"$serde_json::private::Number":"张三"}"#, "json_syntax", 1, 0, None),
        (r#"{"$serde_json::private::Number":"1","a":2}"#, "json_syntax", 1, 0, None),
        (r#"["\ud800"]"#, "json_syntax", 1, 0, None),
        (deep.as_str(), "json_too_deep", 1, 0, None),
        (many.as_str(), "json_too_many_items", 1, 0, Some("[10000]")),
    ] {
        let error = whole(text).unwrap_err();
        assert_eq!((error.code, &error.details["line"]), (code, &Value::from(line)), "{text:.40}");
        assert!(column == 0 || error.details["column"] == column, "{text:.40}: {error:?}");
        assert!(field.is_none() || error.details["field"] == field.unwrap_or_default(), "{text:.40}: {error:?}");
        assert!(!format!("{error:?}").contains("张三"), "{error:?}");
    }
}

#[test]
fn limits_are_inclusive() {
    assert!(whole(&("[".repeat(32) + &"]".repeat(32))).is_ok());
    assert!(whole(&format!("[{}0]", "0,".repeat(9_999))).is_ok());
    let small = JsonLimits { bytes: 4, ..DOCUMENT_LIMITS };
    assert!(parse_json(b"[12]", small, FilePosition::START).is_ok());
    assert_eq!(parse_json(b"[123]", small, FilePosition::START).unwrap_err().details["limit"], 4);
}

#[test]
fn a_place_counts_from_where_the_document_begins() {
    let start = FilePosition { line: 7, column: 11 };
    let error = parse_json(b"[1,\xff]", DOCUMENT_LIMITS, start).unwrap_err();
    assert_eq!((error.code, &error.details["column"]), ("json_not_utf8", &Value::from(14)));
    let error = parse_json(b"[1,\n \xff]", DOCUMENT_LIMITS, start).unwrap_err();
    assert_eq!((&error.details["line"], &error.details["column"]), (&Value::from(8), &Value::from(2)));
}

#[test]
fn a_file_is_one_document() {
    let mut source = InputSource::from_reader("-", "\u{feff} {\"a\": 1}\n".as_bytes()).unwrap();
    assert_eq!(read_json(&mut source, DOCUMENT_LIMITS).unwrap()["a"].to_string(), "1");
    let mut endless = InputSource::from_reader("-", std::io::repeat(b'[')).unwrap();
    assert_eq!(read_json(&mut endless, DOCUMENT_LIMITS).unwrap_err().code, "json_too_big");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse_json(&bytes, DOCUMENT_LIMITS, FilePosition::START);
    }

    #[test]
    fn accepted_text_is_accepted_by_serde_json(text in r#"[\[\]{}:,"0-9eE.+a\\-]{0,24}"#) {
        if let Ok(value) = whole(&text) {
            prop_assert_eq!(value, serde_json::from_str::<Value>(&text).unwrap());
        }
    }
}
