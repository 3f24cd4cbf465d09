//! The page against the reference page itself.

use super::*;
use crate::domain::resale::view::sample::reference;

const PAGE: &str = include_str!("../../../fixtures/pages/admin-order-page.txt");

/// The lines of the page that only explain one of its controls.
const CONTROLS: [&str; 11] = [
    "返回列表",
    "展示真实发送结果",
    "先让运营手动扫码付款",
    "当前还没有生效二维码。",
    "当前已有付款凭证。",
    "当前凭证:",
    "二维码维护入口:",
    "需要先有付款凭证",
    "处理推单失败、OCR 不匹配",
    "上传代理商截图后",
    "当前还没有代理商截图。",
];

#[test]
fn every_line_of_the_reference_page_comes_out_in_its_order() {
    let text = render_resale_page(&reference(), Lang::Zh);
    let mut rest = text.lines();
    let mut skipped = 0;
    for line in PAGE.lines().filter(|line| !line.is_empty()) {
        if CONTROLS.iter().any(|control| line.starts_with(control)) {
            skipped += 1;
            continue;
        }
        assert!(rest.any(|ours| ours == line), "not in its place: {line}\n{text}");
    }
    assert_eq!(skipped, CONTROLS.len(), "a control of the page is gone");
}

#[test]
fn the_page_has_nothing_that_the_reference_lacks_but_commands() {
    let text = render_resale_page(&reference(), Lang::Zh);
    let ours: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.contains("ticketctl")).collect();
    let extra: Vec<&&str> = ours.iter().filter(|line| !PAGE.lines().any(|theirs| theirs == **line)).collect();
    assert_eq!(extra.len(), 2, "{extra:?}");
    assert!(extra[0].starts_with("当前凭证:payment-proof.txt · text/plain · 37 B · sha256 0945535e"));
    assert_eq!(*extra[1], "当前还没有代理商截图。");
}

#[test]
fn control_sentences_that_are_facts_keep_their_fact() {
    let text = render_resale_page(&reference(), Lang::Zh);
    for control in ["当前还没有生效二维码。", "当前已有付款凭证。", "当前凭证:", "二维码维护入口:", "需要先有付款凭证"]
    {
        assert!(text.lines().any(|line| line.starts_with(control)), "{control}");
    }
}

#[test]
fn the_english_page_has_the_same_facts() {
    let (zh, en) = (render_resale_page(&reference(), Lang::Zh), render_resale_page(&reference(), Lang::En));
    assert_eq!(zh.lines().count(), en.lines().count());
    for fact in ["  • Push: failed", "¥495.88", "Error code: WECOM_SEND_FAILED", "Created: 2026/03/20 11:36:01"] {
        assert!(en.lines().any(|line| line == fact), "{fact}\n{en}");
    }
    let labels =
        en.replace("初级道 3 小时", "").replace("张三2376", "").replace(reference().suggested_action.label, "");
    let advice = reference().exceptions[0].advice.unwrap();
    assert!(labels.replace(advice, "").is_ascii_but("•·¥"), "{labels}");
}

trait AsciiBut {
    fn is_ascii_but(&self, allowed: &str) -> bool;
}

impl AsciiBut for str {
    fn is_ascii_but(&self, allowed: &str) -> bool {
        self.chars().all(|c| c.is_ascii() || allowed.contains(c))
    }
}

#[test]
fn an_order_without_anything_says_what_is_missing() {
    let mut view = reference();
    view.exceptions.clear();
    view.events.clear();
    view.form = None;
    view.proof = None;
    view.latest = Default::default();
    let text = render_resale_page(&view, Lang::Zh);
    for line in ["暂无异常", "用户还没有提交资料。", "  • 最新推单:-"] {
        assert!(text.lines().any(|ours| ours == line), "{line}\n{text}");
    }
    assert!(text.contains("当前还没有付款凭证。") && !text.contains("上次推送"));
}

#[test]
fn text_from_outside_cannot_drive_the_terminal() {
    let mut view = reference();
    view.product_name = "\u{1b}[2J\u{202e}票".to_owned();
    view.events[0].payload.insert("x".to_owned(), "\u{1b}]0;\u{9b}".into());
    let text = render_resale_page(&view, Lang::Zh);
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{9b}']));
    assert!(text.contains("\\u{1b}[2J\\u{202e}票") && text.contains(r#""x": "\u001b]0;\u009b""#));
}
