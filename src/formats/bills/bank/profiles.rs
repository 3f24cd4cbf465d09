//! The banks whose files are known: nothing but the names of their columns.

use super::row::{read_bank_row, tally_bank_row};
use crate::domain::bill::service::BillService;
use crate::formats::bills::columns::{BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout};

const fn bank(fields: &'static [NamedField], required: &'static [BillField]) -> BillLayout {
    BillLayout {
        service: BillService::Bank,
        fields,
        required,
        unquoted: false,
        key: BillKey::OptionalNumber,
        by_row: false,
        footers: &["人民币合计", "合计", "总计", "---"],
        sealed: false,
        read_row: read_bank_row,
        tally_row: tally_bank_row,
    }
}

/// What `--columns` names: its own names are looked up instead of these.
pub(crate) const MAPPED_BANK: BillLayout = bank(&[], &[]);

/// ICBC debit, CMB debit, CMB credit, BOC, CCB, ABC, BOCOM, JD, Meituan.
pub(crate) const BANKS: [BillLayout; 9] = [
    bank(
        &[
            (BillField::Time, &["交易日期"]),
            (BillField::Category, &["摘要"]),
            (BillField::Item, &["交易详情"]),
            (BillField::Note, &["交易场所"]),
            (BillField::AmountIn, &["记账金额(收入)"]),
            (BillField::AmountOut, &["记账金额(支出)"]),
            (BillField::Balance, &["余额"]),
            (BillField::Party, &["对方户名"]),
        ],
        &[BillField::Time, BillField::Category, BillField::AmountIn, BillField::AmountOut],
    ),
    bank(
        &[
            (BillField::Time, &["记账日期"]),
            (BillField::Amount, &["交易金额"]),
            (BillField::Balance, &["联机余额"]),
            (BillField::Category, &["交易摘要"]),
            (BillField::Party, &["对手信息"]),
            (BillField::Note, &["客户摘要"]),
        ],
        &[BillField::Time, BillField::Amount, BillField::Balance, BillField::Category],
    ),
    bank(
        &[
            (BillField::Time, &["交易日"]),
            (BillField::Item, &["交易摘要"]),
            (BillField::AmountSpent, &["人民币金额"]),
            (BillField::Method, &["卡号末四位"]),
        ],
        &[BillField::Time, BillField::Item, BillField::AmountSpent],
    ),
    bank(
        &[
            (BillField::Time, &["记账日期"]),
            (BillField::Clock, &["记账时间"]),
            (BillField::Amount, &["金额"]),
            (BillField::Balance, &["余额"]),
            (BillField::Category, &["交易名称"]),
            (BillField::Method, &["渠道"]),
            (BillField::Note, &["附言"]),
            (BillField::Party, &["对方账户名"]),
        ],
        &[BillField::Time, BillField::Clock, BillField::Amount, BillField::Category],
    ),
    bank(
        &[
            (BillField::Time, &["交易日期"]),
            (BillField::Category, &["摘要"]),
            (BillField::Amount, &["交易金额"]),
            (BillField::Balance, &["账户余额"]),
            (BillField::Note, &["交易地点/附言"]),
            (BillField::Party, &["对方账号与户名"]),
        ],
        &[BillField::Time, BillField::Amount, BillField::Balance, BillField::Party],
    ),
    bank(
        &[
            (BillField::Time, &["交易日期"]),
            (BillField::Clock, &["交易时间"]),
            (BillField::Category, &["交易摘要"]),
            (BillField::Amount, &["交易金额"]),
            (BillField::Balance, &["本次余额"]),
            (BillField::Party, &["对手信息"]),
            (BillField::Method, &["交易渠道"]),
            (BillField::Note, &["交易附言"]),
        ],
        &[BillField::Time, BillField::Amount, BillField::Balance, BillField::Category],
    ),
    bank(
        &[
            (BillField::Time, &["交易日期"]),
            (BillField::Clock, &["交易时间"]),
            (BillField::Category, &["交易类型"]),
            (BillField::Direction, &["借贷", "借贷状态"]),
            (BillField::Amount, &["交易金额"]),
            (BillField::Balance, &["余额"]),
            (BillField::Party, &["对方户名"]),
            (BillField::Item, &["摘要"]),
            (BillField::Note, &["交易地点"]),
        ],
        &[BillField::Time, BillField::Direction, BillField::Amount, BillField::Balance],
    ),
    bank(
        &[
            (BillField::Time, &["交易时间"]),
            (BillField::Party, &["商户名称"]),
            (BillField::Item, &["交易说明"]),
            (BillField::Amount, &["金额"]),
            (BillField::Method, &["收/付款方式"]),
            (BillField::Status, &["交易状态"]),
            (BillField::Direction, &["收/支"]),
            (BillField::Category, &["交易分类"]),
            (BillField::Number, &["交易订单号"]),
            (BillField::MerchantNumber, &["商家订单号"]),
            (BillField::Note, &["备注"]),
        ],
        &[
            BillField::Time,
            BillField::Party,
            BillField::Item,
            BillField::Amount,
            BillField::Direction,
            BillField::Number,
        ],
    ),
    bank(
        &[
            (BillField::Created, &["交易创建时间"]),
            (BillField::Time, &["交易成功时间"]),
            (BillField::Category, &["交易类型"]),
            (BillField::Item, &["订单标题"]),
            (BillField::Direction, &["收/支"]),
            (BillField::Method, &["支付方式"]),
            (BillField::Asked, &["订单金额"]),
            (BillField::Amount, &["实付金额"]),
            (BillField::Number, &["交易单号"]),
            (BillField::MerchantNumber, &["商家单号"]),
            (BillField::Note, &["备注"]),
        ],
        &[BillField::Time, BillField::Item, BillField::Direction, BillField::Amount, BillField::Number],
    ),
];
