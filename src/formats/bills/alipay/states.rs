//! 交易状态 of Alipay, in the app and on the web, and what a row's words make it.

use crate::domain::bill::service::{BillDirection, BillKind, BillMovement};
use crate::formats::bills::words::BillWord::{Contains, StartsWith};
use crate::formats::bills::words::{BillWord, find_word, look_up};

/// What a state says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AlipayState {
    Moved,
    /// Between accounts of one owner.
    OwnMoved,
    Refund,
    /// A fee that came back.
    FeeReturn,
    /// The buyer has paid, and the seller does not have it yet.
    Escrow,
    /// No money moved, or it was only held and let go.
    NotMoved,
    /// Only together with the direction and the method.
    Closed,
}

const STATES: [(&str, AlipayState); 27] = [
    ("交易成功", AlipayState::Moved),
    ("支付成功", AlipayState::Moved),
    ("收款成功", AlipayState::Moved),
    ("代付成功", AlipayState::Moved),
    ("退税成功", AlipayState::Moved),
    ("放款成功", AlipayState::Moved),
    ("亲情卡付款成功", AlipayState::Moved),
    ("退款成功", AlipayState::Refund),
    ("退费成功", AlipayState::FeeReturn),
    ("还款成功", AlipayState::OwnMoved),
    ("转出成功", AlipayState::OwnMoved),
    ("充值成功", AlipayState::OwnMoved),
    ("提取成功", AlipayState::OwnMoved),
    ("等待发货", AlipayState::Escrow),
    ("待发货", AlipayState::Escrow),
    ("等待对方发货", AlipayState::Escrow),
    ("等待确认收货", AlipayState::Escrow),
    ("等待对方确认收货", AlipayState::Escrow),
    ("等待付款", AlipayState::NotMoved),
    ("等待对方付款", AlipayState::NotMoved),
    ("还款失败", AlipayState::NotMoved),
    ("芝麻免押下单成功", AlipayState::NotMoved),
    ("信用服务使用成功", AlipayState::NotMoved),
    ("冻结成功", AlipayState::NotMoved),
    ("解冻成功", AlipayState::NotMoved),
    ("交易关闭", AlipayState::Closed),
    ("已关闭", AlipayState::Closed),
];

/// What a title says of a row. The service's own category is no rule's key: it is guessed, and the owner may change it.
const TITLES: [(BillWord, BillKind); 9] = [
    (StartsWith("退款-"), BillKind::Refund),
    (StartsWith("分账-基础软件服务费"), BillKind::Fee),
    (StartsWith("分账-基础服务"), BillKind::Fee),
    (Contains("闲鱼基础软件服务费"), BillKind::Fee),
    (StartsWith("服务费退回"), BillKind::Fee),
    (StartsWith("服务费["), BillKind::Fee),
    (StartsWith("服务费("), BillKind::Fee),
    (Contains("闲鱼超级擦亮"), BillKind::Advertising),
    (StartsWith("闲鱼转账"), BillKind::Transfer),
];

/// What state, direction, method and title make of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AlipayReading {
    pub(crate) kind: BillKind,
    pub(crate) direction: BillDirection,
    pub(crate) movement: BillMovement,
    /// The payment was made, and all of it came back: the refund has a row of its own.
    pub(crate) wholly_refunded: bool,
}

/// 收/支. Old files leave it empty or say 其他; `None` for a word that nobody knows.
pub(crate) fn read_direction(word: &str) -> Option<BillDirection> {
    match word {
        "收入" | "已收入" => Some(BillDirection::In),
        "支出" | "已支出" => Some(BillDirection::Out),
        "不计收支" | "其他" | "" => Some(BillDirection::Neither),
        _ => None,
    }
}

/// Reads one row; `method` is 收/付款方式, which is empty where nothing was paid.
pub(crate) fn read_state(status: &str, direction: BillDirection, method: &str, title: &str) -> AlipayReading {
    let state = find_word(&STATES, status);
    let kind = match (state, look_up(&TITLES, title)) {
        (Some(AlipayState::FeeReturn), _) => BillKind::Fee,
        (_, Some(kind)) => kind,
        (Some(AlipayState::Refund), None) => BillKind::Refund,
        (Some(AlipayState::OwnMoved), None) => BillKind::Withdrawal,
        _ => BillKind::Payment,
    };
    let direction = match (state, direction) {
        (Some(AlipayState::OwnMoved), BillDirection::Neither) => BillDirection::Own,
        _ => direction,
    };
    let wholly_refunded = state == Some(AlipayState::Closed) && direction == BillDirection::Out && !method.is_empty();
    let movement = match state {
        None => BillMovement::Unclear,
        Some(AlipayState::Escrow) => BillMovement::OnTheWay,
        Some(AlipayState::NotMoved) => BillMovement::NotMoved,
        Some(AlipayState::Closed) if wholly_refunded => BillMovement::Moved,
        // A sale that ends in escrow closes in place, whatever its direction still says: there is no row of a refund.
        Some(AlipayState::Closed) if direction == BillDirection::In || method.is_empty() => BillMovement::NotMoved,
        Some(AlipayState::Closed) => BillMovement::Unclear,
        Some(AlipayState::Moved | AlipayState::OwnMoved | AlipayState::Refund | AlipayState::FeeReturn) => {
            BillMovement::Moved
        }
    };
    AlipayReading { kind, direction, movement, wholly_refunded }
}

/// How long a payment's number is at least.
const LEAST_DIGITS: usize = 16;

/// The payment that a refund's number names: all digits before the first `_` or `*`, or all of it where it is the payment's
/// own. Never up to the last `_`: what is behind the first one may have more of them.
pub(crate) fn find_refunded_number(number: &str) -> Option<String> {
    let original = number.split(['_', '*']).next().unwrap_or_default();
    let is_number = original.len() >= LEAST_DIGITS && original.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| original.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refunds_number_begins_with_that_of_its_payment() {
        let payment = Some("2026060522001100000000000001".to_owned());
        for number in [
            "2026060522001100000000000001",
            "2026060522001100000000000001_400000000000000001",
            "2026060522001100000000000001*400000000000000001",
            "2026060522001100000000000001_1_2",
        ] {
            assert_eq!(find_refunded_number(number), payment, "{number}");
        }
        assert_eq!(find_refunded_number("SMM_1"), None);
    }
}
