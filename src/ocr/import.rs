//! The result of any OCR engine, as JSON: `{engine, ms, lines: [{text, confidence, box}]}`, `{lines: ["…"]}`,
//! `{text: "…\n…"}`, or PaddleOCR's and RapidOCR's rows `[[box, text, score], …]`.

use serde_json::{Map, Value};

use super::errors::OcrError;
use super::{Confidence, OcrLine, OcrReading};
use crate::error::{Error, Result};

/// The largest result: 1 MiB of JSON.
pub const MAX_BYTES: usize = 1 << 20;
pub const MAX_LINES: usize = 10_000;
/// The longest line: 4 KiB of UTF-8.
pub const MAX_LINE_BYTES: usize = 4 << 10;
/// The longest name of an engine, in bytes.
const MAX_ENGINE_BYTES: usize = 100;

pub fn parse_bytes(bytes: &[u8]) -> Result<OcrReading> {
    if bytes.len() > MAX_BYTES {
        return Err(over_limit_error("file", MAX_BYTES));
    }
    let value = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        OcrError::ResultNotJson { line: &line, column: &column }.into_error().detail("field", "file")
    })?;
    parse_value(&value)
}

/// Reads a result from parsed JSON.
pub fn parse_value(value: &Value) -> Result<OcrReading> {
    let (engine, ms, lines) = match value {
        Value::Object(object) => (read_engine_name(object)?, read_duration(object)?, read_object_lines(object)?),
        Value::Array(rows) => ("import".to_owned(), 0, parse_lines(rows, "")?),
        _ => {
            return Err(OcrError::ResultShape.into_error().detail("field", "file"));
        }
    };
    Ok(OcrReading::new(engine, ms, lines))
}

fn read_engine_name(object: &Map<String, Value>) -> Result<String> {
    match object.get("engine") {
        None | Some(Value::Null) => Ok("import".to_owned()),
        Some(Value::String(name)) if name.len() > MAX_ENGINE_BYTES => Err(over_limit_error("engine", MAX_ENGINE_BYTES)),
        Some(Value::String(name)) => Ok(replace_controls(name)),
        Some(_) => Err(wrong_type_error("engine", "字符串", "a string")),
    }
}

fn read_duration(object: &Map<String, Value>) -> Result<u64> {
    match object.get("ms") {
        None | Some(Value::Null) => Ok(0),
        Some(value) => round_number(value)
            .and_then(|ms| u64::try_from(ms).ok())
            .ok_or_else(|| wrong_type_error("ms", "非负的毫秒数", "a number of milliseconds, not negative")),
    }
}

fn read_object_lines(object: &Map<String, Value>) -> Result<Vec<OcrLine>> {
    match (object.get("lines"), object.get("text")) {
        (Some(Value::Array(rows)), None) => parse_lines(rows, "lines"),
        (None, Some(Value::String(text))) => {
            let rows: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            check_line_count(rows.len(), "text")?;
            rows.iter()
                .enumerate()
                .map(|(at, row)| Ok(OcrLine::from_text(check_text(row, &format!("text, line {}", at + 1))?)))
                .collect()
        }
        (Some(_), None) => Err(wrong_type_error("lines", "数组", "an array")),
        (None, Some(_)) => Err(wrong_type_error("text", "字符串", "a string")),
        _ => Err(OcrError::ResultWithoutLines.into_error().detail("field", "lines")),
    }
}

fn parse_lines(rows: &[Value], field: &str) -> Result<Vec<OcrLine>> {
    check_line_count(rows.len(), "lines")?;
    rows.iter().enumerate().map(|(at, row)| parse_line(row, &format!("{field}[{at}]"))).collect()
}

fn parse_line(row: &Value, field: &str) -> Result<OcrLine> {
    match row {
        Value::String(text) => Ok(OcrLine::from_text(check_text(text, field)?)),
        Value::Object(object) => {
            let text = object.get("text").unwrap_or(&Value::Null);
            parse_parts(field, object.get("box"), text, object.get("confidence"))
        }
        Value::Array(row) => match row.as_slice() {
            [bbox, Value::Array(pair)] if pair.len() == 2 => parse_parts(field, Some(bbox), &pair[0], Some(&pair[1])),
            [bbox, text, score] => parse_parts(field, Some(bbox), text, Some(score)),
            _ => Err(wrong_type_error(field, "[框, 文字, 分数]", "[box, text, score]")),
        },
        _ => {
            Err(wrong_type_error(field, "字符串、对象或 [框, 文字, 分数]", "a string, an object or [box, text, score]"))
        }
    }
}

fn parse_parts(field: &str, bbox: Option<&Value>, text: &Value, confidence: Option<&Value>) -> Result<OcrLine> {
    let Value::String(text) = text else {
        return Err(wrong_type_error(&format!("{field}.text"), "字符串", "a string"));
    };
    let confidence = match confidence {
        None | Some(Value::Null) => None,
        Some(value) => Some(parse_score(value).ok_or_else(|| {
            wrong_type_error(&format!("{field}.confidence"), "0 到 1 之间的数", "a number between 0 and 1")
        })?),
    };
    let bbox = match bbox {
        None | Some(Value::Null) => None,
        Some(value) => Some(parse_rectangle(value).ok_or_else(|| {
            wrong_type_error(
                &format!("{field}.box"),
                "[左, 上, 右, 下] 或四个 [x, y]",
                "[left, top, right, bottom] or four [x, y]",
            )
        })?),
    };
    Ok(OcrLine { confidence, bbox, ..OcrLine::from_text(check_text(text, &format!("{field}.text"))?) })
}

fn check_text(text: &str, field: &str) -> Result<String> {
    if text.len() > MAX_LINE_BYTES { Err(over_limit_error(field, MAX_LINE_BYTES)) } else { Ok(replace_controls(text)) }
}

/// Control characters in a result would act on the terminal that shows it.
fn replace_controls(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// RapidOCR writes scores as strings in some versions.
fn parse_score(value: &Value) -> Option<Confidence> {
    match value {
        Value::Number(number) => Confidence::from_number(number),
        Value::String(text) => Confidence::from_number(&text.parse().ok()?),
        _ => None,
    }
}

/// `[left, top, right, bottom]`, or the rectangle around corner points.
fn parse_rectangle(value: &Value) -> Option<[i32; 4]> {
    let list = value.as_array().filter(|list| (2..=64).contains(&list.len()))?;
    if list.iter().all(Value::is_number) {
        let [left, top, right, bottom] = list.iter().map(round_number).collect::<Option<Vec<_>>>()?.try_into().ok()?;
        return (left <= right && top <= bottom).then_some([left, top, right, bottom]);
    }
    let axis = |at: usize| -> Option<(i32, i32)> {
        let points: Option<Vec<i32>> = list.iter().map(|point| round_number(point.as_array()?.get(at)?)).collect();
        let points = points?;
        Some((*points.iter().min()?, *points.iter().max()?))
    };
    let ((left, right), (top, bottom)) = (axis(0)?, axis(1)?);
    Some([left, top, right, bottom])
}

/// A JSON number rounded to a whole one.
fn round_number(value: &Value) -> Option<i32> {
    let number = value.as_f64()?;
    format!("{number:.0}").parse().ok()
}

fn check_line_count(count: usize, field: &str) -> Result<()> {
    if count > MAX_LINES { Err(over_limit_error(field, MAX_LINES)) } else { Ok(()) }
}

fn over_limit_error(field: &str, limit: usize) -> Box<Error> {
    OcrError::ResultTooLarge { field: &field, limit: &limit }.into_error().detail("field", field).detail("limit", limit)
}

fn wrong_type_error(field: &str, zh: &str, en: &str) -> Box<Error> {
    OcrError::ResultFieldType { field: &field, zh: &zh, en: &en }.into_error().detail("field", field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(json: &str) -> Vec<String> {
        parse_bytes(json.as_bytes()).unwrap().lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn every_shape_becomes_lines() {
        let full = r#"{"engine":"paddle","ms":12.0,"lines":[{"text":"姓名","confidence":0.99,"box":[1,2,30,14]}]}"#;
        let reading = parse_bytes(full.as_bytes()).unwrap();
        let line =
            OcrLine { confidence: Confidence::new(990), bbox: Some([1, 2, 30, 14]), ..OcrLine::from_text("姓名") };
        assert_eq!(reading, OcrReading::new("paddle", 12, vec![line]));
        assert_eq!(texts(r#"{"lines":["姓名","张三"]}"#), ["姓名", "张三"]);
        assert_eq!(texts(r#"{"text":"姓名\n\n张三\r\n"}"#), ["姓名", "张三"]);
        assert_eq!(texts(r#"{"lines":[]}"#), [""; 0]);
        for row in
            [r#"[[1.4,2],[30,2],[30,14.6],[1,14]],"姓名","0.99""#, r#"[[1.4,2],[30,2],[30,14.6],[1,14]],["姓名",0.99]"#]
        {
            let reading = parse_bytes(format!("[[{row}]]").as_bytes()).unwrap();
            assert_eq!(
                (reading.lines[0].bbox, reading.lines[0].confidence),
                (Some([1, 2, 30, 15]), Confidence::new(990))
            );
        }
    }

    #[test]
    fn a_terminal_is_not_moved_by_a_result() {
        assert_eq!(texts(r#"["\u001b[2J姓名"]"#), [" [2J姓名"]);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_limit() {
        let long = format!(r#"["{}"]"#, "a".repeat(4097));
        let many = format!("[{}\"\"]", "\"\",".repeat(10_000));
        let big = " ".repeat(MAX_BYTES + 1);
        for (json, field, limit) in [
            ("{", "file", None),
            ("3", "file", None),
            ("{}", "lines", None),
            (r#"{"lines":[],"text":""}"#, "lines", None),
            (r#"{"lines":{}}"#, "lines", None),
            (r#"{"lines":[{"confidence":1}]}"#, "lines[0].text", None),
            (r#"{"lines":["",{"text":"a","confidence":98}]}"#, "lines[1].confidence", None),
            (r#"{"lines":[{"text":"a","box":[3,0,1,9]}]}"#, "lines[0].box", None),
            (r#"{"ms":-1,"lines":[]}"#, "ms", None),
            (r#"{"engine":1,"lines":[]}"#, "engine", None),
            (r#"[["a"]]"#, "[0]", None),
            (&long, "[0]", Some(4096)),
            (&many, "lines", Some(10_000)),
            (&big, "file", Some(MAX_BYTES as u64)),
        ] {
            let error = parse_bytes(json.as_bytes()).unwrap_err();
            assert_eq!(error.code, "ocr_result_invalid");
            assert_eq!(error.details["field"], field);
            assert_eq!(error.details.get("limit").and_then(Value::as_u64), limit, "{field}");
        }
    }
}
