//! The result of any OCR engine, as JSON: `{engine, ms, lines: [{text, confidence, box}]}`, `{lines: ["…"]}`,
//! `{text: "…\n…"}`, or what the engines of today write themselves.
//!
//! | engine | shape |
//! |---|---|
//! | PaddleOCR 2 | pages of rows: `[[[box, [text, score]], …]]`, an empty page `null` |
//! | PaddleOCR 3 | columns: `{rec_texts, rec_scores, rec_boxes \| rec_polys}`, also under `res` |
//! | PaddleOCR-json, Umi-OCR | `{code: 100, data: [{text, score, box}]}`, 101 where there is no text |
//! | PaddleHub | `{results: [[{text, confidence, text_region}]]}` |
//! | RapidOCR 1, EasyOCR | rows `[[box, text, score], …]`, also as `[rows, seconds]` |
//! | RapidOCR 2 and 3 | `[{box, txt, score}]`, or columns `{boxes, txts, scores}` |

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

/// The keys under which engines put their rows, or a page of them.
const CONTAINERS: [&str; 4] = ["lines", "data", "results", "res"];
/// The columns that some engines write instead of rows: texts, scores, and where the boxes may be.
const COLUMNS: [(&str, &str, &[&str]); 2] =
    [("rec_texts", "rec_scores", &["rec_boxes", "rec_polys", "dt_polys"]), ("txts", "scores", &["boxes"])];
/// The keys of one row.
const TEXT_KEYS: [&str; 2] = ["text", "txt"];
const SCORE_KEYS: [&str; 2] = ["confidence", "score"];
const BOX_KEYS: [&str; 3] = ["box", "text_region", "position"];

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
    refuse_failed_answer(object)?;
    if let Some((texts, scores, boxes)) = COLUMNS.iter().find(|(texts, ..)| object.contains_key(*texts)) {
        let bbox = boxes.iter().find_map(|key| object.get(*key));
        return parse_columns(texts, object.get(*texts), object.get(*scores), bbox);
    }
    let container = CONTAINERS.iter().find_map(|key| Some((*key, object.get(*key)?)));
    match (container, object.get("text")) {
        (Some((key, Value::Array(rows))), None) => parse_lines(rows, key),
        (Some((_, Value::Object(inner))), None) => read_object_lines(inner),
        // Where nothing was found, there is a sentence in the place of the rows.
        (Some(("data", Value::String(_))), None) => Ok(Vec::new()),
        (None, Some(Value::String(text))) => {
            let rows: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            check_line_count(rows.len(), "text")?;
            rows.iter()
                .enumerate()
                .map(|(at, row)| Ok(OcrLine::from_text(check_text(row, &format!("text, line {}", at + 1))?)))
                .collect()
        }
        (Some((key, _)), None) => Err(wrong_type_error(key, "数组", "an array")),
        (None, Some(_)) => Err(wrong_type_error("text", "字符串", "a string")),
        _ => Err(OcrError::ResultWithoutLines.into_error().detail("field", "lines")),
    }
}

/// PaddleOCR-json answers 100, or 101 where there is no text; every other code is a picture that it could not read.
fn refuse_failed_answer(object: &Map<String, Value>) -> Result<()> {
    match object.get("code").and_then(Value::as_i64) {
        Some(code) if object.contains_key("data") && !matches!(code, 100 | 101) => {
            Err(OcrError::ResultFailed { code: &code }.into_error().detail("field", "code"))
        }
        _ => Ok(()),
    }
}

fn parse_columns(
    field: &str,
    texts: Option<&Value>,
    scores: Option<&Value>,
    boxes: Option<&Value>,
) -> Result<Vec<OcrLine>> {
    let texts = texts.and_then(Value::as_array).ok_or_else(|| wrong_type_error(field, "数组", "an array"))?;
    check_line_count(texts.len(), field)?;
    let entry = |column: Option<&'_ Value>, at: usize| column.and_then(|column| column.get(at)).cloned();
    texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let (score, bbox) = (entry(scores, at), entry(boxes, at));
            parse_parts(&format!("{field}[{at}]"), bbox.as_ref(), text, score.as_ref())
        })
        .collect()
}

/// Rows, or pages of rows.
fn parse_lines(rows: &[Value], field: &str) -> Result<Vec<OcrLine>> {
    let mut lines = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let place = format!("{field}[{at}]");
        match row {
            Value::Array(page) if is_page(page) => lines.extend(parse_lines(page, &place)?),
            Value::Object(page)
                if COLUMNS.iter().any(|(texts, ..)| page.contains_key(*texts)) || page.contains_key("res") =>
            {
                lines.extend(read_object_lines(page)?);
            }
            // An empty page; and how long it took, behind the rows.
            Value::Null => {}
            Value::Number(_) if at > 0 => {}
            Value::Array(times) if at > 0 && times.iter().all(Value::is_number) => {}
            row => lines.push(parse_line(row, &place)?),
        }
        check_line_count(lines.len(), if field.is_empty() { "lines" } else { field })?;
    }
    Ok(lines)
}

/// Whether an array holds rows and is none itself: a row begins with its box, and a box is made of numbers.
fn is_page(array: &[Value]) -> bool {
    let deep = |value: &Value| value.as_array().and_then(|inner| inner.first()).is_some_and(Value::is_array);
    match array.first() {
        Some(Value::Object(_)) => true,
        // `[[[x, y], …], …]` is a row, `[[[[x, y], …], …], …]` a page of them.
        Some(Value::Array(first)) => first.first().is_some_and(deep) || first.iter().any(Value::is_string),
        _ => array.is_empty(),
    }
}

fn parse_line(row: &Value, field: &str) -> Result<OcrLine> {
    match row {
        Value::String(text) => Ok(OcrLine::from_text(check_text(text, field)?)),
        Value::Object(object) => {
            let first = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key));
            let text = first(&TEXT_KEYS).unwrap_or(&Value::Null);
            parse_parts(field, first(&BOX_KEYS), text, first(&SCORE_KEYS))
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
    fn every_engine_of_today_is_read() {
        let bbox = "[[1.4,2],[30,2],[30,14.6],[1,14]]";
        for json in [
            format!(r#"[[[{bbox},["姓名",0.99]],[{bbox},["张三",0.99]]]]"#),
            format!(r#"[[[{bbox},["姓名",0.99]]],null,[[{bbox},["张三",0.99]]]]"#),
            format!(r#"{{"rec_texts":["姓名","张三"],"rec_scores":[0.99,0.99],"rec_polys":[{bbox},{bbox}]}}"#),
            r#"{"res":{"rec_texts":["姓名","张三"],"rec_scores":[0.99,0.99],"rec_boxes":[[1,2,30,15],[1,2,30,15]]}}"#
                .to_owned(),
            format!(
                r#"[{{"res":{{"rec_texts":["姓名","张三"],"rec_scores":[0.99,0.99],"rec_polys":[{bbox},{bbox}]}}}}]"#
            ),
            format!(
                r#"{{"code":100,"data":[{{"text":"姓名","score":0.99,"box":{bbox},"end":"\n"}},{{"text":"张三","score":0.99,"box":{bbox}}}]}}"#
            ),
            format!(
                r#"{{"msg":"","results":[[{{"text":"姓名","confidence":0.99,"text_region":{bbox}}},{{"text":"张三","confidence":0.99,"text_region":{bbox}}}]],"status":"000"}}"#
            ),
            format!(r#"[[{bbox},"姓名",0.99],[{bbox},"张三","0.99"]]"#),
            format!(r#"[[[{bbox},"姓名",0.99],[{bbox},"张三",0.99]],[0.1,0.2,0.3]]"#),
            format!(r#"[{{"box":{bbox},"txt":"姓名","score":0.99}},{{"box":{bbox},"txt":"张三","score":0.99}}]"#),
            format!(r#"{{"boxes":[{bbox},{bbox}],"txts":["姓名","张三"],"scores":[0.99,0.99]}}"#),
        ] {
            let lines = parse_bytes(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}")).lines;
            let read: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.confidence, line.bbox)).collect();
            let (score, place) = (Confidence::new(990), Some([1, 2, 30, 15]));
            assert_eq!(read, [("姓名", score, place), ("张三", score, place)], "{json}");
        }
        for nothing in ["[]", "[[]]", "[null]", r#"{"code":101,"data":"No text found"}"#, r#"{"txts":[]}"#] {
            assert_eq!(texts(nothing), [""; 0], "{nothing}");
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
            (r#"{"code":200,"data":"Image path not exist"}"#, "code", None),
            (r#"{"rec_texts":[3]}"#, "rec_texts[0].text", None),
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
