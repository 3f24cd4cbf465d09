//! The ways in which an agent is paid.

use crate::domain::value::code_enum::coded;

coded! {
    /// How an agent is paid.
    PaymentChannel {
        Wechat = "wechat", "微信", "WeChat Pay";
        Alipay = "alipay", "支付宝", "Alipay";
        Bank = "bank", "银行转账", "bank transfer";
    }
}
