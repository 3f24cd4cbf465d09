//! `ocr show` and `match show`: the evidence of a screenshot, and how it compares with the order.

use serde_json::{Map, Value, json};

use super::format::{Column, Shape};
use super::order_labels::{moment, text};
use super::section::{Section, layout};
use super::table::{NOTHING_THERE, draw};
use super::terminal::{Surface, Tone};
use super::text::visible;
use crate::domain::resale::matching::{Field, Verdict};
use crate::domain::resale::view::Matching;
use crate::domain::resale::view::screenshot::{Accepted, Picture, ScreenshotView};
use crate::domain::value::message::Lang;

/// The three layers of the evidence, ending in a newline.
pub fn evidence(view: &ScreenshotView, surface: &Surface) -> String {
    let lang = surface.lang;
    let title = surface.paint().bold(&visible(&view.order_no));
    let mut sections = vec![picture(&view.screenshot, lang), raw(view, lang), candidates(view, lang)];
    sections.extend(view.accepted.as_ref().map(|accepted| self::accepted(accepted, lang)));
    format!("{title}  {}\n\n{}", view.status.label().get(lang), layout(&sections, surface))
}

fn picture(shot: &Picture, lang: Lang) -> Section {
    let mut section = Section::new(text("截图", "Screenshot").get(lang)).wide();
    section.field(text("文件", "File").get(lang), &shot.file_name);
    section.field(text("类型 / 字节", "Type / bytes").get(lang), &format!("{} / {}", shot.file_type, shot.file_size));
    section.field("SHA-256", &shot.sha256);
    let uploaded = format!("{} · {}", moment(&shot.uploaded_at), shot.operator);
    section.field(text("上传", "Uploaded").get(lang), &uploaded);
    if let Some(reason) = &shot.reason {
        section.field(text("原因", "Reason").get(lang), reason);
    }
    section
}

fn raw(view: &ScreenshotView, lang: Lang) -> Section {
    let mut section = Section::new(text("1 原文", "1 Raw lines").get(lang)).wide();
    let Some(raw) = &view.raw else {
        section.text(text("引擎没有读出结果", "the engine could not read it").get(lang), Tone::Warn);
        return section;
    };
    section.field(text("引擎", "Engine").get(lang), &raw.engine);
    section.field(text("行数", "Lines").get(lang), &raw.line_count.to_string());
    match &raw.lines {
        Some(lines) => lines.iter().for_each(|line| {
            section.text(line, Tone::Plain);
        }),
        None => {
            section.text(text("原文已隐藏，加 --reveal 显示", "hidden; --reveal shows the lines").get(lang), Tone::Dim);
        }
    }
    section
}

fn candidates(view: &ScreenshotView, lang: Lang) -> Section {
    let mut section = Section::new(text("2 候选值", "2 Candidates").get(lang)).wide();
    for (field, found) in &view.candidates {
        let values: Vec<&str> =
            found.as_array().into_iter().flatten().filter_map(|one| one.get("value")?.as_str()).collect();
        section.field(field, if values.is_empty() { NOTHING_THERE.to_owned() } else { values.join(" / ") }.as_str());
    }
    section
}

fn accepted(accepted: &Accepted, lang: Lang) -> Section {
    let mut section = Section::new(text("3 结论", "3 Accepted").get(lang)).wide();
    section.field(text("自动匹配", "Rules").get(lang), &format!("{} · {}", accepted.match_status, accepted.reason));
    for (field, verdict) in &accepted.verdicts {
        section.field(&field_label(field, lang), &verdict_label(verdict.as_str().unwrap_or_default(), lang));
    }
    let by = if accepted.by == "rules" { text("规则", "rules").get(lang).to_owned() } else { accepted.by.clone() };
    section.field(text("由谁认定", "By").get(lang), &by);
    if let Some(decision) = &accepted.decision {
        let what = if decision.accepted { text("接受", "accepted") } else { text("拒绝", "rejected") };
        let line = format!("{} · {} · {}", what.get(lang), moment(&decision.at), decision.reason);
        section.field(text("人工复核", "Review").get(lang), &line);
    }
    section
}

/// The object that `match show --json` prints.
pub fn comparison_json(order_no: &str, matching: &Matching) -> Value {
    json!({
        "order_no": order_no,
        "status": matching.status,
        "reason": matching.reason,
        "fields": matching.fields,
    })
}

/// Field by field: expected, seen, verdict and why.
pub fn comparison(order_no: &str, matching: &Matching, surface: &Surface) -> String {
    let lang = surface.lang;
    let mut page = format!("{}  {}\n", surface.paint().bold(&visible(order_no)), matching.status.label().get(lang));
    if let Some(reason) = &matching.reason {
        page.push_str(&visible(reason));
        page.push('\n');
    }
    if matching.fields.is_empty() {
        page.push_str(text("没有逐项比对的结果", "there is no comparison to show").get(lang));
        page.push('\n');
        return page;
    }
    let rows: Vec<Map<String, Value>> =
        matching.fields.iter().filter_map(|field| json!(field).as_object().cloned()).collect();
    page.push('\n');
    page.push_str(&draw(&shape(), &rows, surface));
    page
}

fn shape() -> Shape {
    Shape {
        name: "fields",
        columns: vec![
            Column::new("field", text("字段", "Field"))
                .whole()
                .shown(|value, lang| field_label(value.as_str().unwrap_or_default(), lang)),
            Column::new("expected", text("应为", "Expected")),
            Column::new("found", text("读到", "Seen")),
            Column::new("verdict", text("结论", "Verdict"))
                .whole()
                .shown(|value, lang| verdict_label(value.as_str().unwrap_or_default(), lang)),
            Column::new("reason", text("说明", "Why")),
        ],
        id_key: "field",
    }
}

fn field_label(code: &str, lang: Lang) -> String {
    Field::from_code(code).map_or(code, |field| field.label().get(lang)).to_owned()
}

fn verdict_label(code: &str, lang: Lang) -> String {
    Verdict::from_code(code).map_or(code, |verdict| verdict.label().get(lang)).to_owned()
}
