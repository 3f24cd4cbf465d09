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
            Self::Wechat => &["微信支付", "微信转账", "微信红包", "微信零钱", "财付通", "weixin"],
            Self::Alipay => &["支付宝支付", "支付宝转账", "支付宝余额", "zhifubao"],
            Self::Bank => &["银行卡", "银行卡转账", "网银", "网银转账", "对公转账", "bank card"],
        }
    }

    /// The way that a text means: its code, its name in either language or the beginning of one, or what else it is called.
    pub fn read(text: &str) -> Option<Self> {
        read_word(text, Self::ALL).or_else(|| find_by_other_name(text, Self::ALL, Self::other_names))
    }
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
            ("网银", Some("bank")),
            ("现金", None),
            ("", None),
        ] {
            assert_eq!(PaymentChannel::read(text).map(PaymentChannel::code), code, "{text}");
        }
    }
}
