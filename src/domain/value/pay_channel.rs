//! The ways in which money moves. A shop's configuration or another system may know others, which stay as they are.

use super::code_enum::coded;
use super::message::BilingualMessage;

coded! {
    PayChannel {
        Wechat = "wechat", "微信", "WeChat";
        Alipay = "alipay", "支付宝", "Alipay";
        Bank = "bank", "银行", "bank";
        Card = "card", "银行卡", "card";
        PayNow = "paynow", "PayNow", "PayNow";
    }
}

/// What people call a channel.
pub fn name_pay_channel(code: &str) -> BilingualMessage {
    let unknown = || BilingualMessage { zh: code.to_owned(), en: code.to_owned() };
    PayChannel::from_code(code).map_or_else(unknown, |channel| channel.label().into())
}
