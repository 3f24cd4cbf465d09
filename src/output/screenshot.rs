//! `ocr show` and `match show`: the evidence of a screenshot, and how it compares with the order.

use serde_json::{Value, json};

use super::order_labels::{or_dash, recorded_label, zh_en};
use super::schema::ListSchema;
use super::section::{PageSection, layout_sections};
use super::table::{NO_VALUE, draw_table};
use super::terminal::{DisplayOptions, TextStyle};
use super::text::escape_hidden;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::matching::{ComparedField, MatchVerdict};
use crate::domain::resale::view::screenshot::{AcceptedMatch, MatchDecider, ScreenshotFile, ScreenshotView};
use crate::domain::resale::view::{EarlierMatchView, MatchFieldView, MatchView, VisitorMatchView};
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::Lang;

/// The three layers of the evidence, ending in a newline.
pub fn render_evidence(view: &ScreenshotView, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    let title = surface.stdout_styler().bold(view.order_no.as_str());
    let mut sections =
        vec![picture_section(&view.screenshot, lang), raw_lines_section(view, lang), candidate_section(view, lang)];
    sections.extend(view.accepted.as_ref().map(|accepted| self::accepted_section(accepted, lang)));
    format!("{title}  {}\n\n{}", view.status.label().in_lang(lang), layout_sections(&sections, surface))
}

fn picture_section(shot: &ScreenshotFile, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("截图", "Screenshot", lang).full_width();
    section.add_fact("文件", "File", &shot.file_name);
    section.add_fact("类型 / 大小", "Type / size", &format!("{} / {}", shot.file_type, ByteSize(shot.file_size)));
    section.add_field("SHA-256", &shot.sha256);
    let uploaded = format!("{} · {}", shot.uploaded_at.format_second(), shot.operator);
    section.add_fact("上传", "Uploaded", &uploaded);
    if let Some(reason) = &shot.reason {
        section.add_fact("原因", "Reason", reason);
    }
    section
}

fn raw_lines_section(view: &ScreenshotView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("1 原文", "1 Raw lines", lang).full_width();
    let Some(raw) = &view.raw else {
        section.add_sentence("引擎没有读出结果", "the engine could not read it", TextStyle::Warn);
        return section;
    };
    section.add_fact("引擎", "Engine", &raw.engine);
    section.add_fact("行数", "Lines", &raw.line_count.to_string());
    match &raw.lines {
        Some(lines) => lines.iter().for_each(|line| {
            section.add_text(line, TextStyle::Plain);
        }),
        None => {
            section.add_sentence("原文已隐藏，加 --reveal 显示", "hidden; --reveal shows the lines", TextStyle::Dim);
        }
    }
    section
}

fn candidate_section(view: &ScreenshotView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("2 候选值", "2 Candidates", lang).full_width();
    for (field, found) in &view.candidates {
        let values: Vec<&str> = found.iter().map(|one| one.value.as_str()).collect();
        // What a picture says is named after what it looks like, not after the order's field.
        let field = match field.as_str() {
            "date" => ComparedField::PlayDate.into(),
            "id_number" => ComparedField::CertificateNo.into(),
            other => RecordedCode::<ComparedField>::read(other),
        };
        let field = recorded_label(&field, lang);
        section.add_field(&field, if values.is_empty() { NO_VALUE.to_owned() } else { values.join(" / ") }.as_str());
    }
    section
}

fn accepted_section(accepted: &AcceptedMatch, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("3 结论", "3 Accepted", lang).full_width();
    section.add_fact(
        "自动匹配",
        "Rules",
        &format!("{} · {}", recorded_label(&accepted.match_status, lang), accepted.reason),
    );
    for (field, verdict) in &accepted.verdicts {
        let field = RecordedCode::<ComparedField>::read(field);
        let verdict = RecordedCode::<MatchVerdict>::read(verdict.as_str().unwrap_or_default());
        section.add_field(&recorded_label(&field, lang), &recorded_label(&verdict, lang));
    }
    let by = match &accepted.by {
        MatchDecider::Rules => zh_en("规则", "rules").in_lang(lang),
        MatchDecider::Operator(operator) => operator,
    };
    section.add_fact("由谁认定", "By", by);
    if let Some(decision) = &accepted.decision {
        let what = if decision.accepted { zh_en("接受", "accepted") } else { zh_en("拒绝", "rejected") };
        let line = format!("{} · {} · {}", what.in_lang(lang), decision.at.format_second(), decision.reason);
        section.add_fact("人工复核", "Review", &line);
    }
    section
}

/// The object that `match show --json` prints.
pub fn comparison_to_json(order_no: &OrderNo, matching: &MatchView) -> Value {
    let mut value = json!({
        "order_no": order_no,
        "status": matching.status,
        "reason": matching.reason,
        "fields": matching.fields,
    });
    if !matching.visitors.is_empty() {
        value["visitors"] = json!(matching.visitors);
        value["earlier"] = json!(matching.earlier);
        value["together"] = json!(matching.together);
    }
    value
}

/// Field by field: expected, seen, verdict and why.
pub fn render_comparison(order_no: &OrderNo, matching: &MatchView, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    let mut page =
        format!("{}  {}\n", surface.stdout_styler().bold(order_no.as_str()), matching.status.label().in_lang(lang));
    if let Some(reason) = &matching.reason {
        page.push_str(&escape_hidden(reason));
        page.push('\n');
    }
    if matching.fields.is_empty() {
        page.push_str(zh_en("没有逐项比对的结果", "there is no comparison to show").in_lang(lang));
        page.push('\n');
        return page;
    }
    if matching.visitors.is_empty() {
        page.push('\n');
        page.push_str(&draw_table(&comparison_schema(), &matching.fields, surface));
    }
    for visitor in &matching.visitors {
        page.push_str(&format!("\n{}\n", surface.stdout_styler().bold(&label_visitor_match(visitor, lang))));
        if !visitor.fields.is_empty() {
            page.push_str(&draw_table(&comparison_schema(), &visitor.fields, surface));
        }
    }
    page.push_str(&render_earlier_matches(matching, lang));
    page
}

/// What the screenshots before this one show, and all of them together.
fn render_earlier_matches(matching: &MatchView, lang: Lang) -> String {
    let Some(together) = &matching.together else { return String::new() };
    let line = |one: &EarlierMatchView| {
        format!("  {}  {}  {}\n", one.at.format_second(), escape_hidden(&one.file_name), escape_hidden(&one.reason))
    };
    let earlier: String = matching.earlier.iter().map(line).collect();
    let (title, all) = (zh_en("之前的截图", "Earlier screenshots"), zh_en("合起来", "Together"));
    format!("\n{}\n{earlier}{}  {}\n", title.in_lang(lang), all.in_lang(lang), escape_hidden(together))
}

/// `2. 李*  已找到`
pub(super) fn label_visitor_match(visitor: &VisitorMatchView, lang: Lang) -> String {
    let verdict = recorded_label(&visitor.verdict, lang);
    format!("{}. {}  {verdict}", visitor.visitor, or_dash(visitor.name.as_deref()))
}

fn comparison_schema() -> ListSchema<MatchFieldView> {
    ListSchema::new("field")
        .word("field", "字段", "Field", |one: &MatchFieldView| one.field.clone())
        .shown(|one, lang| recorded_label(&one.field, lang).into_owned())
        .text("expected", "应为", "Expected", |one| one.expected.clone())
        .text("found", "读到", "Seen", |one| one.found.clone())
        .word("verdict", "结论", "Verdict", |one| one.verdict.clone())
        .shown(|one, lang| recorded_label(&one.verdict, lang).into_owned())
        .text("reason", "说明", "Why", |one| one.reason.clone())
}
