//! Labels: the words that say which field stands beside or under them.

use crate::domain::resale::matching::is_han;

/// What a label announces, the strongest first: 联系人手机号 is a phone, 退款金额 is no amount of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LabelKind {
    /// A field of no use here (下单时间, 总价, 客服电话): its value is set aside.
    Other,
    Phone,
    Id,
    Name,
    Date,
    /// A period of validity: a play date only where no label names one.
    Validity,
    Ticket,
    Amount,
    /// An order number: the head or the foot of one order's block.
    Order,
    Code,
}

#[derive(Clone, Copy)]
enum LabelWord {
    Is(LabelKind),
    /// Part of a label, says nothing by itself: 日期 in 支付日期.
    Filler,
    /// Makes a heading or a sentence of it: 游客信息, 购票须知.
    Stop,
}

use LabelKind::{Amount, Code, Date, Id, Name, Order, Other, Phone, Ticket, Validity};
use LabelWord::{Filler, Is, Stop};

/// The longest word that fits is taken, so 支付时间 is met before 支付.
const LABEL_WORDS: &[(&str, LabelWord)] = &[
    ("下单 支付时间 支付日期 付款时间 付款日期 创建时间 创建日期 出票时间 出票日期 购买时间 购买日期", Is(Other)),
    ("购票时间 购票日期 成交时间 交易时间 核销时间 预订时间 预定时间 发货时间 订单时间 订单日期", Is(Other)),
    ("退款 退改 总价 原价 单价 票面 门市价 优惠 立减 折扣 红包 押金 手续费 余额 满减 券后", Is(Other)),
    ("支付方式 付款方式 支付单号 支付流水 交易单号 商户单号 流水号 交易号 商品编号 商品编码 产品编号", Is(Other)),
    ("客服 商家 商户 门店 热线 代理 售后 类型 类别 数量 张数 人数 票数 状态 地址 备注 方式", Is(Other)),
    ("手机 电话 联系方式 phone mobile tel", Is(Phone)),
    ("证件 身份证 护照 通行证 certificate passport id", Is(Id)),
    ("姓名 游客 联系人 出行人 取票人 使用人 预订人 预定人 游玩人 入园人 持票人 购票人 name", Is(Name)),
    ("出游人 用户名 客人 旅客 乘客 观众", Is(Name)),
    ("游玩 使用 使用日期 使用时间 入园 入场 出行 出游 到访 预约 日期 场次 date", Is(Date)),
    ("有效", Is(Validity)),
    ("票种 票型 票类 票名 商品 门票 产品 项目 规格 套餐 ticket", Is(Ticket)),
    ("实付 支付 合计 一共 金额 总计 应付 共计 付款 实收 amount", Is(Amount)),
    ("订单号 订单编号 单号 order", Is(Order)),
    ("取票码 凭证码 凭证号 券码 券号 票号 兑换码 确认号 核销码 辅助码 取票号 验证码 code", Is(Code)),
    ("号码 号 编号 时间 期 名称 成功 为 是 人 订单 代理单 no number type play _ .", Filler),
    ("须知 信息 说明 详情 介绍 服务 中心 规则 提示 后 前 可", Stop),
];

/// A label at the beginning of a text.
pub(super) struct FieldLabel {
    pub(super) kind: LabelKind,
    /// Where the value begins, in bytes; the end of the text when nothing follows.
    pub(super) value: usize,
    /// A colon stands between label and value.
    pub(super) colon: bool,
    /// Neither colon nor space stands between label and value.
    pub(super) glued: bool,
}

/// Reads the label that `text` begins with. Spaces inside it (姓 名) do not matter.
pub(super) fn read_label(text: &str) -> Option<FieldLabel> {
    let start = text.find(|c: char| !(c.is_whitespace() || "·*-#>[(<✓√▪◆■.、".contains(c)))?;
    let mut at = start;
    let mut kinds: Vec<LabelKind> = Vec::new();
    let mut latin = false;
    while let Some((next, word)) = longest_word(text, at) {
        if at > start && text[at..next].trim().is_ascii() != latin {
            break;
        }
        match word {
            Stop => return None,
            Is(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Is(_) | Filler => {}
        }
        latin = text[at..next].trim().is_ascii();
        at = next;
    }
    let kind = *kinds.iter().min()?;
    let (value, colon) = skip_separator(text, at);
    // More than two fields in a row are the head of a table in one line; a Latin word is a label only before a colon.
    if kinds.len() > 2 || (latin && !colon && value < text.len()) {
        return None;
    }
    Some(FieldLabel { kind, value, colon, glued: value == at && value < text.len() })
}

/// The longest word at `at`, and where it ends.
fn longest_word(text: &str, at: usize) -> Option<(usize, LabelWord)> {
    let words = LABEL_WORDS.iter().flat_map(|(words, meaning)| words.split(' ').map(move |word| (word, *meaning)));
    words.filter_map(|(word, meaning)| Some((match_word(text, at, word)?, meaning))).max_by_key(|(end, _)| *end)
}

/// Where `word` ends if the text has it at `at`, whatever the case and with spaces between its Chinese characters.
fn match_word(text: &str, at: usize, word: &str) -> Option<usize> {
    let mut rest = text[at..].char_indices().peekable();
    let mut end = at;
    for wanted in word.chars() {
        while end > at && is_han(wanted) && rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        while end == at && at > 0 && rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let (offset, _) = rest.next_if(|(_, c)| c.eq_ignore_ascii_case(&wanted))?;
        end = at + offset + wanted.len_utf8();
    }
    Some(end)
}

/// Skips what stands between label and value.
fn skip_separator(text: &str, at: usize) -> (usize, bool) {
    let mut colon = false;
    for (offset, c) in text[at..].char_indices() {
        match c {
            ':' => colon = true,
            ']' | '|' | ')' | '=' => {}
            c if c.is_whitespace() => {}
            _ => return (at + offset, colon),
        }
    }
    (text.len(), colon)
}

/// One value in a line, with the label that stood before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LabelledSegment<'a> {
    pub(super) kind: Option<LabelKind>,
    pub(super) text: &'a str,
    pub(super) glued: bool,
}

/// Splits a line at its labels: `姓名:张三 电话:138…` has two segments.
pub(super) fn split_segments(text: &str) -> Vec<LabelledSegment<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut first = read_label(rest);
    loop {
        let (kind, value, glued) =
            first.take().map_or((None, 0, false), |label| (Some(label.kind), label.value, label.glued));
        let body = &rest[value..];
        let cut = find_inner_label(body);
        let (mine, after) = cut.map_or((body, ""), |at| body.split_at(at));
        let mine = mine.trim_matches(|c: char| c.is_whitespace() || ",;|".contains(c));
        if kind.is_some() || !mine.is_empty() {
            found.push(LabelledSegment { kind, text: mine, glued });
        }
        if cut.is_none() {
            return found;
        }
        rest = after;
        first = read_label(rest);
    }
}

/// Where the next label begins, after a space or a stop: one with a colon, or one of a number that follows at once.
fn find_inner_label(text: &str) -> Option<usize> {
    let is_label = |at: &usize| {
        let rest = &text[*at..];
        let number = |label: &FieldLabel| rest[label.value..].starts_with(|c: char| c.is_ascii_digit() || c == '¥');
        let of_number = |kind| matches!(kind, Phone | Id | Date | Amount | Other);
        read_label(rest).is_some_and(|label| label.colon || (of_number(label.kind) && number(&label)))
    };
    text.char_indices()
        .filter(|(_, c)| c.is_whitespace() || ",;|/、。".contains(*c))
        .map(|(at, c)| at + c.len_utf8())
        .find(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_with_colon_space_nothing_or_alone() {
        for (line, kind, value) in [
            ("姓名:张三2376", Name, "张三2376"),
            ("姓 名: 张三", Name, "张三"),
            ("联系人手机号 13800132376", Phone, "13800132376"),
            ("出行人证件号码", Id, ""),
            ("实付¥158.00", Amount, "¥158.00"),
            ("支付成功 ¥1288.50", Amount, "¥1288.50"),
            ("有效期 2026.04.15 当日有效", Validity, "2026.04.15 当日有效"),
            ("[取票码] WX26", Code, "WX26"),
            ("订单编号: 309", Order, "309"),
            ("下单时间 2026-04-10", Other, "2026-04-10"),
            ("商品总价 ¥599", Other, "¥599"),
            ("客服电话: 138", Other, "138"),
            ("支付时间 2026", Other, "2026"),
            ("游玩日期4月15日", Date, "4月15日"),
            ("使用人", Name, ""),
            ("Name: 张三", Name, "张三"),
            ("play_date: 2026-04-15", Date, "2026-04-15"),
        ] {
            let label = read_label(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((label.kind, &line[label.value..]), (kind, value), "{line}");
        }
    }

    #[test]
    fn a_heading_a_sentence_and_a_value_are_no_labels() {
        for line in [
            "游客信息",
            "购票须知",
            "使用须知:",
            "请凭身份证或二维码入园",
            "张三2376",
            "2026-04-15",
            "id20260418A07C",
            "订单号 姓名 手机号 状态",
        ] {
            assert!(read_label(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_line_is_split_at_its_labels() {
        let kinds: Vec<_> =
            split_segments("姓名:张三 电话:138, 日期:4月15日").iter().map(|one| (one.kind, one.text)).collect();
        assert_eq!(kinds, [(Some(Name), "张三"), (Some(Phone), "138"), (Some(Date), "4月15日")]);
        let kinds: Vec<_> = split_segments("张三,一共495.88 游客很多").iter().map(|one| (one.kind, one.text)).collect();
        assert_eq!(kinds, [(None, "张三"), (Some(Amount), "495.88 游客很多")]);
        assert_eq!(
            split_segments("陈思琪 13751840019"),
            [LabelledSegment { kind: None, text: "陈思琪 13751840019", glued: false }]
        );
    }
}
