//! The words that stand for what only the operator knows, in help and in suggested commands: `FILE` is `文件` in Chinese.
//! Scripts get the English ones.

use std::borrow::Cow;

use crate::domain::value::message::Lang;

/// What a word of the help stands for, in Chinese; `|`, `=`, `.` and the like part several of them.
const CHINESE: &[(&str, &str)] = &[
    ("ACTION", "动作"),
    ("AMOUNT", "金额"),
    ("BASIS", "计价"),
    ("CHANNEL", "渠道"),
    ("CODE", "代码"),
    ("COMMAND", "命令"),
    ("CURRENCY", "币种"),
    ("D", "日期"),
    ("DATE", "日期"),
    ("DAY", "日期"),
    ("DIR", "目录"),
    ("DURATION", "时长"),
    ("EVENT", "事件"),
    ("EXPR", "表达式"),
    ("FIELD", "字段"),
    ("FILE", "文件"),
    ("FLOW", "流程"),
    ("FORMAT", "格式"),
    ("GROUP", "群名"),
    ("HOW", "方式"),
    ("ID", "编号"),
    ("IDS", "编号"),
    ("IMAGE", "图片"),
    ("KEY", "键"),
    ("KID", "密钥编号"),
    ("LANG", "语言"),
    ("LEG", "项目"),
    ("M", "月份"),
    ("METHOD", "支付方式"),
    ("N", "N"),
    ("NAME", "名称"),
    ("NAMES", "列名"),
    ("NO", "单号"),
    ("NOTHING", "无"),
    ("OPTIONS", "选项"),
    ("ORDER", "订单号"),
    ("OUT", "输出"),
    ("PATH", "路径"),
    ("POLICY", "规则"),
    ("PROTOCOL", "协议"),
    ("REASON", "原因"),
    ("ROW", "行"),
    ("VERDICT", "结论"),
    ("REF", "单号"),
    ("RESULT", "结果"),
    ("SEASON", "季节"),
    ("SESSION", "会话"),
    ("SHEET", "工作表"),
    ("SHELL", "终端"),
    ("SKU", "SKU"),
    ("STATE", "状态"),
    ("T", "时间"),
    ("T2", "时间2"),
    ("TEXT", "文字"),
    ("TIME", "时间"),
    ("TOPIC", "主题"),
    ("TYPE", "票种"),
    ("VALUE", "值"),
    ("WHAT", "内容"),
    ("WHEEL", "WHEEL"),
    ("WHEN", "时机"),
    ("WORDS", "关键词"),
    ("ZONE", "时区"),
];

/// What a word stands for behind a flag that says more than the word.
const BEHIND_FLAGS: &[(&str, &str, &str)] = &[
    ("--evidence", "TEXT", "凭据"),
    ("--capacity", "N", "名额数"),
    ("--currency", "CODE", "币种"),
    ("--file", "SHEET", "表格文件"),
    ("--key", "KEY", "操作键"),
    ("--merchant", "M", "商户"),
    ("--name", "N", "名称"),
    ("--nick", "NAME", "昵称"),
    ("--operator", "ID", "操作员"),
    ("--target", "ID", "会话"),
    ("--to", "ID", "联系方式"),
];

/// The words that stand for a reason, evidence, a payment's number, a file or a text: taken as what they stand for, they would be
/// booked as it.
const VALUES: [&str; 8] = ["FILE", "IMAGE", "NO", "PATH", "REASON", "REF", "SHEET", "TEXT"];

/// Whether the value that is called `name` may be any text or file, so that nothing else refuses a placeholder.
pub fn takes_any_text(name: &str) -> bool {
    VALUES.contains(&name)
}

/// What people write where a payment's number is still to come.
const STAND_INS: [&str; 2] = ["流水号", "付款单号"];

/// The longest run of x that marks a place: as long as a number of a payment may be written out.
const CROSSES: usize = 32;

/// Whether a value is the word that a suggestion or the help has in its place, in either language; or what people put there: a
/// word in angle brackets, or nothing but x.
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let bracketed = [('<', '>'), ('＜', '＞')]
        .into_iter()
        .any(|pair| value.len() > 2 && value.starts_with(pair.0) && value.ends_with(pair.1));
    let crossed = (3..=CROSSES).contains(&value.len()) && value.chars().all(|c| c.eq_ignore_ascii_case(&'x'));
    if bracketed || crossed || STAND_INS.contains(&value) {
        return true;
    }
    let known = CHINESE.iter().copied().chain(BEHIND_FLAGS.iter().map(|(_, name, zh)| (*name, *zh)));
    known.filter(|(name, _)| VALUES.contains(name)).any(|(name, zh)| value == name || value == zh)
}

/// A suggested command in a language: whatever can be run as it stands stays as it is.
pub fn name_placeholders(command: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return Cow::Borrowed(command);
    }
    let (mut quote, mut before) = (None, "");
    let words = command.split(' ').map(|word| {
        let was_plain = quote.is_none();
        quote = word.chars().fold(quote, |open, c| match (open, c) {
            (None, '\'' | '"') => Some(c),
            (Some(mark), c) if mark == c => None,
            (open, _) => open,
        });
        let flag = std::mem::replace(&mut before, word);
        // A placeholder is never quoted, so what is quoted is a name.
        find_chinese(flag, word).filter(|_| was_plain).unwrap_or(word)
    });
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// What help shows of a command or a flag in a language, with each value's name in its brackets: `--reason <REASON>`.
pub fn name_bracketed(shown: &str, lang: Lang) -> Cow<'_, str> {
    if lang == Lang::En {
        return Cow::Borrowed(shown);
    }
    let mut text = String::new();
    let mut rest = shown;
    while let Some(at) = rest.find(['<', '[']) {
        let (before, bracketed) = rest.split_at(at + 1);
        text.push_str(before);
        let end = bracketed.find(['<', '[', '>', ']', ' ']).unwrap_or(bracketed.len());
        let (name, after) = bracketed.split_at(end);
        let flag = text.trim_end_matches(['<', '[']).trim_end().rsplit([' ', '<', '[', '|']).next().unwrap_or_default();
        text.push_str(&name_compound(flag.trim_end_matches('='), name));
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// `NAME|DIR` is `名称|目录`.
fn name_compound(flag: &str, name: &str) -> String {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let mut text = String::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        text.push_str(find_chinese(flag, word).unwrap_or(word));
        let end = after.find(is_letter).unwrap_or(after.len());
        let (marks, after) = after.split_at(end);
        text.push_str(marks);
        rest = after;
    }
    text
}

fn find_chinese(flag: &str, word: &str) -> Option<&'static str> {
    let behind = BEHIND_FLAGS.iter().find(|(known, name, _)| *known == flag && *name == word).map(|(.., zh)| *zh);
    behind.or_else(|| CHINESE.iter().find(|(name, _)| *name == word).map(|(_, zh)| *zh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_says_in_chinese_what_is_to_be_put_there_and_keeps_every_other_word() {
        for (command, zh) in [
            ("ticketctl proof upload XY1 FILE", "ticketctl proof upload XY1 文件"),
            (
                "ticketctl refund leg XY1 --leg buyer --evidence TEXT",
                "ticketctl refund leg XY1 --leg buyer --evidence 凭据",
            ),
            (
                "ticketctl group route GROUP --ticket-type 'ID TEXT 3'",
                "ticketctl group route 群名 --ticket-type 'ID TEXT 3'",
            ),
            ("ticketctl push XY1 --group \"it's ID\" FILE", "ticketctl push XY1 --group \"it's ID\" 文件"),
            ("ticketctl notify sent XY1", "ticketctl notify sent XY1"),
        ] {
            assert_eq!(name_placeholders(command, Lang::Zh), zh);
            assert_eq!(name_placeholders(command, Lang::En), command);
        }
    }

    #[test]
    fn the_words_that_would_be_booked_are_known_in_both_languages() {
        for word in
            ["TEXT", "REASON", "REF", "NO", "FILE", "IMAGE", "凭据", "原因", "单号", "文件", "图片", "文字", " 凭据 "]
                .into_iter()
                .chain(["流水号", "<单号>", "<REF>", "＜流水号＞", "XXX", "xxxxxx"])
        {
            assert!(is_placeholder(word), "{word}");
        }
        for word in ["text", "凭据 re_1", "./FILE", "N", "W1", "名称", "", "<>", "XX", "XXL 号", "a<b>", "流水号 42"]
        {
            assert!(!is_placeholder(word), "{word}");
        }
    }

    #[test]
    fn a_value_of_the_help_has_the_word_of_the_suggestion() {
        for (shown, zh) in [
            ("ticketctl review pass --reason <REASON> <ORDER>...", "ticketctl review pass --reason <原因> <订单号>..."),
            ("ticketctl push [OPTIONS] [ORDER]... [COMMAND]", "ticketctl push [选项] [订单号]... [命令]"),
            ("--json[=<FIELD,…>]", "--json[=<字段,…>]"),
            ("--evidence <TEXT>", "--evidence <凭据>"),
            ("<--leg <LEG>|--all>", "<--leg <项目>|--all>"),
            ("--play-date <D[..D]>", "--play-date <日期[..日期]>"),
            ("<RESULT.json>", "<结果.json>"),
        ] {
            assert_eq!(name_bracketed(shown, Lang::Zh), zh);
            assert_eq!(name_bracketed(shown, Lang::En), shown);
        }
    }
}
