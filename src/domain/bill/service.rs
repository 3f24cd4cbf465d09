//! Who writes bills, and what their rows can be.

use crate::domain::value::code_enum::coded;

coded! {
    /// Whose bill, of which shape: `bills.md` describes each.
    BillService {
        WechatWallet = "wechat", "微信钱包", "WeChat wallet";
        WechatTrade = "wechat_trade", "微信商户交易账单", "WeChat Pay trade bill";
        WechatFunds = "wechat_funds", "微信商户资金账单", "WeChat Pay fund flow";
        AlipayWallet = "alipay", "支付宝", "Alipay";
        AlipayWeb = "alipay_web", "支付宝网页版", "Alipay web";
        AlipayTrade = "alipay_trade", "支付宝商户业务明细", "Alipay trade bill";
        AlipayFunds = "alipay_funds", "支付宝商户账务明细", "Alipay fund flow";
        Marketplace = "marketplace", "闲鱼订单", "Xianyu orders";
        Bank = "bank", "银行", "bank";
    }
}

impl BillService {
    /// Whether its rows say what a platform sold and not what was moved.
    pub const fn is_order_list(self) -> bool {
        matches!(self, Self::Marketplace)
    }

    /// Whether it only sees the second leg of a payment that a wallet shows too: never the first word about income or cost.
    pub const fn is_second_leg(self) -> bool {
        matches!(self, Self::Bank)
    }
}

coded! {
    /// What a row of a bill is.
    BillKind {
        Payment = "payment", "付款", "payment";
        Refund = "refund", "退款", "refund";
        Fee = "fee", "手续费", "fee";
        Transfer = "transfer", "转账", "transfer";
        Withdrawal = "withdrawal", "提现与充值", "withdrawal or top-up";
        Advertising = "advertising", "推广", "advertising";
        Sale = "sale", "平台订单", "sale";
        Other = "other", "其他", "other";
    }
}

coded! {
    /// Which way the money of a row went, seen from the account of the bill.
    BillDirection {
        In = "in", "收入", "in";
        Out = "out", "支出", "out";
        Own = "own", "自己账户之间", "between own accounts";
        Neither = "none", "不计收支", "neither";
    }
}

coded! {
    /// How far the money of a row has come.
    BillMovement {
        Moved = "moved", "已到账", "moved";
        OnTheWay = "on_the_way", "在途", "on the way";
        NotMoved = "not_moved", "未发生", "not moved";
        Unclear = "unclear", "待查看", "to look at";
    }
}

coded! {
    /// How exactly a bill says when something happened.
    BillTimeUnit {
        Second = "second", "秒", "second";
        Minute = "minute", "分", "minute";
        Day = "day", "日", "day";
    }
}

coded! {
    /// Which rows of an account a bill was asked for.
    BillScope {
        Everything = "everything", "全部", "everything";
        Income = "income", "仅收入", "income only";
        Spending = "spending", "仅支出", "spending only";
        Part = "part", "部分类型", "some kinds only";
    }
}
