//! The words that people read for codes which stand in more than one place: events, results of a batch, payment channels.
//!
//! Invariant: a code that is not known here, such as another system's, is shown as it is.

use std::borrow::Cow;

use super::text::escape_hidden;
use crate::domain::event_labels::event_label;
use crate::domain::order::event::EventResult;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::pay_channel::name_pay_channel;

/// What happened; with `verbose` the type of the event behind it, as JSON has it.
pub fn name_event(kind: &str, result: EventResult, lang: Lang, verbose: u8) -> String {
    let code = escape_hidden(kind);
    match event_label(kind, result) {
        None => code.into_owned(),
        Some(label) if verbose > 0 => format!("{} ({code})", label.in_lang(lang)),
        Some(label) => label.in_lang(lang).to_owned(),
    }
}

/// What became of one row of many: its own word, or the category of its error.
pub fn name_result(code: &str, lang: Lang) -> String {
    name_code(&RESULT_LABELS, code, lang)
}

/// Where an order was sold.
pub fn name_platform(code: &str, lang: Lang) -> String {
    name_code(&PLATFORMS, code, lang)
}

/// The way in which somebody pays.
pub fn name_payment_channel(code: &str, lang: Lang) -> String {
    escape_hidden(name_pay_channel(code).in_lang(lang)).into_owned()
}

type CodeLabel = (&'static str, BilingualText);

fn name_code(labels: &[CodeLabel], code: &str, lang: Lang) -> String {
    let label: Option<Cow<'_, str>> =
        labels.iter().find(|(known, _)| *known == code).map(|(_, label)| Cow::Borrowed(label.in_lang(lang)));
    label.unwrap_or_else(|| escape_hidden(code)).into_owned()
}

const fn label(code: &'static str, zh: &'static str, en: &'static str) -> CodeLabel {
    (code, BilingualText { zh, en })
}

const PLATFORMS: [CodeLabel; 1] = [label("xianyu", "闲鱼", "Xianyu")];

const RESULT_LABELS: [CodeLabel; 27] = [
    label("done", "成功", "done"),
    label("nothing_to_do", "无事可做", "nothing to do"),
    label("would_record", "会登记", "would be recorded"),
    label("would_push", "会推送", "would be pushed"),
    label("would_send", "会发送", "would be sent"),
    label("would_create", "会新建", "would be created"),
    label("would_change", "会变更", "would be changed"),
    label("would_submit", "会提交", "would be submitted"),
    label("would_resolve", "会登记", "would be recorded"),
    label("resolved", "已登记", "recorded"),
    label("created", "新建", "created"),
    label("exists", "已有", "exists"),
    label("changed", "有变化", "changed"),
    label("skipped", "跳过", "skipped"),
    label("submitted", "已提交", "submitted"),
    // Of a refused order, and of an error whose category that is.
    label("refused", "拒绝", "refused"),
    label("internal", "故障", "internal error"),
    label("usage", "用法有误", "usage"),
    label("not_found", "不存在", "not found"),
    label("config", "配置有误", "configuration"),
    label("remote", "对方拒绝", "refused by the service"),
    label("transient", "暂时失败", "temporary failure"),
    label("busy", "正忙", "busy"),
    label("declined", "操作员不同意", "declined"),
    label("data", "数据损坏", "damaged data"),
    label("unknown", "结果未知", "outcome unknown"),
    label("interrupted", "被中断", "interrupted"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    #[test]
    fn every_category_of_an_error_has_a_word() {
        for exit in Exit::ALL {
            let never_of_one_row = matches!(exit, Exit::Ok | Exit::Partial | Exit::BrokenPipe);
            let named = RESULT_LABELS.iter().any(|(code, _)| *code == exit.category());
            assert!(named || never_of_one_row, "{exit:?}");
        }
        assert_eq!(name_result("no_such_word", Lang::Zh), "no_such_word");
    }

    #[test]
    fn an_event_is_named_and_its_type_is_for_who_asks() {
        let name = |lang, verbose| name_event("price_check_passed", EventResult::Accepted, lang, verbose);
        assert_eq!(name(Lang::Zh, 0), "价格核对通过");
        assert_eq!(name(Lang::En, 0), "price check passed");
        assert_eq!(name(Lang::Zh, 1), "价格核对通过 (price_check_passed)");
        assert_eq!(name_event("their_own", EventResult::Accepted, Lang::Zh, 0), "their_own");
    }
}
