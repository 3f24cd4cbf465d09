//! The ways in which an agent is paid.

use crate::domain::value::code_enum::coded;
use crate::domain::value::spelling::word::{find_by_other_name, read_word};

coded! {
    /// How an agent is paid.
    PaymentChannel {
        Wechat = "wechat", "微信", "WeChat Pay";
        Alipay = "alipay", "支付宝", "Alipay";
        Bank = "bank", "银行转账", "bank transfer";
    }
}

impl PaymentChannel {
    /// What else people and their statements call it.
    pub const fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::Wechat => &["wx", "微信支付", "微信转账", "微信红包", "微信零钱", "财付通", "weixin"],
            Self::Alipay => &["zfb", "支付宝支付", "支付宝转账", "支付宝余额", "zhifubao"],
            Self::Bank => &["银行", "银行卡", "银行卡转账", "网银", "网银转账", "对公转账", "bank card"],
        }
    }

    /// The way that a text means: its code, its name in either language or the beginning of one, or what else it is called.
    pub fn read(text: &str) -> Option<Self> {
        read_word(text, Self::ALL).or_else(|| find_by_other_name(text, Self::ALL, Self::other_names))
    }

    /// A way that stands before the number of a payment, however near, and that number: `微信 4200…`, `微信：4200…`, `wx4200…`.
    pub fn split_from(text: &str) -> Option<(Self, &str)> {
        let text = text.trim();
        let names = Self::ALL.iter().flat_map(|channel| channel.names().map(move |name| (*channel, name)));
        let found = names.filter_map(|(channel, name)| Some((name.len(), channel, number_behind(text, name)?)));
        // Of two names the longer one says all of it.
        found.max_by_key(|(length, ..)| *length).map(|(_, channel, number)| (channel, number))
    }

    fn names(self) -> impl Iterator<Item = &'static str> {
        let label = self.label();
        [self.code(), label.zh, label.en].into_iter().chain(self.other_names().iter().copied())
    }
}

/// The number behind the name of a channel. A number that only begins with the letters of one is a number.
fn number_behind<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let start = text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name))?;
    let rest = text.strip_prefix(start)?;
    let number = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '#' | '号'));
    let is_apart = rest.is_empty() || number.len() < rest.len() || rest.starts_with(|c: char| c.is_ascii_digit());
    is_apart.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_read_as_people_call_it() {
        for (text, code) in [
            ("微信", Some("wechat")),
            ("微信支付", Some("wechat")),
            (" 微信 支付 ", Some("wechat")),
            ("WeChat", Some("wechat")),
            ("支付宝转账", Some("alipay")),
            ("银行", Some("bank")),
            ("wx", Some("wechat")),
            ("ZFB", Some("alipay")),
            ("网银", Some("bank")),
            ("现金", None),
            ("", None),
        ] {
            assert_eq!(PaymentChannel::read(text).map(PaymentChannel::code), code, "{text}");
        }
    }

    #[test]
    fn what_is_read_as_a_channel_may_stand_before_a_number() {
        for channel in PaymentChannel::ALL {
            for name in channel.names() {
                assert_eq!(PaymentChannel::read(name), Some(*channel), "{name}");
                for between in ["", " ", "：", "#"] {
                    let text = format!("{name}{between}4200-11");
                    assert_eq!(PaymentChannel::split_from(&text), Some((*channel, "4200-11")), "{text}");
                }
                assert_eq!(PaymentChannel::split_from(name), Some((*channel, "")));
            }
        }
        assert_eq!(PaymentChannel::split_from("bankers-4711"), None);
        assert_eq!(PaymentChannel::split_from("4200-11"), None);
    }
}
