//! A text as a template card: the kind of message that WeCom takes once per `task_id`.
//!
//! Source: document 90236, `text_notice`. The lengths are recommendations: what is longer is sent and shown cut. So a text
//! that they don't fit is no card.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use super::message_body::MessageBody;

/// The most entries of a card's list.
const ENTRIES: usize = 6;
/// Recommended lengths, in columns: WeCom counts Chinese characters, which are two wide.
const TITLE: usize = 2 * 26;
const LABEL: usize = 2 * 5;
const VALUE: usize = 2 * 26;
const REST: usize = 2 * 112;
/// A card must lead somewhere when it is touched; this is WeCom's own page.
const LEADS_TO: &str = "https://work.weixin.qq.com/";
/// The longest `task_id`, in bytes.
const LONGEST_TASK: usize = 128;

/// Whether WeCom takes it as a `task_id`.
pub(in crate::gateway) fn is_task_id(id: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'@');
    (1..=LONGEST_TASK).contains(&id.len()) && id.bytes().all(plain)
}

/// The text as a card: its first line as the title, lines such as `姓名：张三` as a list, the others below. `None` if a card
/// would not show all of it.
pub(in crate::gateway) fn build_card(text: &str, task_id: &str) -> Option<MessageBody> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let title = lines.next()?.trim();
    let (mut entries, mut rest) = (Vec::new(), Vec::new());
    for line in lines {
        match parse_entry(line) {
            Some(entry) if entries.len() < ENTRIES => entries.push(entry),
            _ => rest.push(line),
        }
    }
    let rest = rest.join("\n");
    if title.width() > TITLE || rest.width() > REST {
        return None;
    }
    let mut card = json!({ "card_type": "text_notice", "task_id": task_id, "main_title": { "title": title } });
    if !rest.is_empty() {
        card["sub_title_text"] = rest.into();
    }
    if !entries.is_empty() {
        card["horizontal_content_list"] = Value::Array(entries);
    }
    card["card_action"] = json!({ "type": 1, "url": LEADS_TO });
    Some(MessageBody::new("template_card", card))
}

fn parse_entry(line: &str) -> Option<Value> {
    let (label, value) = line.split_once('：')?;
    let (label, value) = (label.trim(), value.trim());
    let fits = (1..=LABEL).contains(&label.width()) && (1..=VALUE).contains(&value.width());
    fits.then(|| json!({ "keyname": label, "value": value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(text: &str) -> Value {
        let request = build_card(text, "d-1").unwrap().into_request(json!({}));
        serde_json::from_str::<Value>(&request).unwrap()["template_card"].clone()
    }

    #[test]
    fn an_order_is_a_title_a_list_and_what_to_do() {
        let card = card(
            "【代订】XY20260320033546715D3AV\n票种：初级道 3 小时\n游玩日：2026-04-15\n姓名：张三\n手机号：13800000000\n\
             证件：身份证 110101199001011234\n代付金额：¥180.00\n请回复单号 XY20260320033546715D3AV 确认，出票后发截图",
        );
        assert_eq!((card["card_type"].as_str(), card["task_id"].as_str()), (Some("text_notice"), Some("d-1")));
        assert_eq!(card["main_title"]["title"], "【代订】XY20260320033546715D3AV");
        let list = card["horizontal_content_list"].as_array().unwrap();
        assert_eq!(list.len(), 6);
        assert_eq!(list[4], json!({ "keyname": "证件", "value": "身份证 110101199001011234" }));
        assert_eq!(card["sub_title_text"], "请回复单号 XY20260320033546715D3AV 确认，出票后发截图");
        assert_eq!(card["card_action"]["type"], 1);
    }

    #[test]
    fn nothing_of_a_text_is_missing_on_its_card() {
        let seven = (1..=7).map(|n| format!("行{n}：值{n}")).collect::<Vec<_>>().join("\n");
        let card = card(&format!("t\n{seven}\n很长很长很长的标签：值\nno label\n空："));
        assert_eq!(card["horizontal_content_list"].as_array().unwrap().len(), 6);
        assert_eq!(card["sub_title_text"], "行7：值7\n很长很长很长的标签：值\nno label\n空：");
    }

    #[test]
    fn a_text_that_a_card_would_cut_is_no_card() {
        assert!(build_card(&"题".repeat(26), "d").is_some() && build_card(&"题".repeat(27), "d").is_none());
        let long = |n| format!("t\n{}", "字".repeat(n));
        assert!(build_card(&long(112), "d").is_some() && build_card(&long(113), "d").is_none());
        assert!(build_card("", "d").is_none());
    }

    #[test]
    fn a_task_id_has_wecoms_letters() {
        assert!(is_task_id("0197-aB_@") && is_task_id(&"x".repeat(128)));
        for bad in ["", "a b", "a.b", "é", "a|b", &"x".repeat(129)] {
            assert!(!is_task_id(bad), "{bad}");
        }
    }
}
