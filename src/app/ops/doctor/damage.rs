//! What is not what the log says, by kind: how much, where, and what of it a repair can mend.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::write::side_rows::PaymentKey;
use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::store::derived::{DerivedRow, DerivedTable};

/// How many places a finding names.
pub(crate) const MAX_NAMED: usize = 5;

/// How many orders, and how many rows too many, one run mends: what is beyond is for the next.
const MAX_MENDED: usize = 10_000;

coded! {
    /// A kind of thing that follows from the log. The code is its finding's.
    #[derive(PartialOrd, Ord)]
    DamageKind {
        /// Rows, indexes or triggers that the schema has and the file has not.
        Schema = "schema", "索引与触发器", "indexes and triggers";
        Counters = "counters", "计数", "counters";
        OrderRow = "projection", "订单行", "rows of orders";
        Hold = "places", "占位", "holds";
        Payment = "payment_references", "付款单号登记", "payment numbers";
        TicketCode = "ticket_codes", "票码登记", "ticket codes";
        SingleUse = "used_once", "一次性凭据登记", "records of what is used once";
        PersonIndex = "person_index", "客户索引", "search indexes of buyers";
        FileRow = "file_rows", "凭证与截图登记", "records of proofs and screenshots";
        /// The log says that the person was erased, and the key is there.
        ErasedKey = "erased_keys", "已删除客户的密钥", "keys of erased buyers";
        /// The key is gone, and the log says nothing of it.
        LostKey = "lost_keys", "客户密钥", "keys of buyers";
        /// Their events do not add up to an order.
        Unreadable = "orders_unreadable", "订单", "orders";
        Delivery = "deliveries", "投递记录", "rows of the outbox";
        /// Rows that name an order which is not there.
        Stray = "stray_rows", "没有订单的行", "rows of no order";
        OrphanFile = "orphan_files", "没有订单的文件", "files of no order";
    }
}

impl DamageKind {
    pub(crate) const fn of_table(table: DerivedTable) -> Self {
        match table {
            DerivedTable::Holds => Self::Hold,
            DerivedTable::Payments => Self::Payment,
            DerivedTable::TicketCodes => Self::TicketCode,
            DerivedTable::Uses => Self::SingleUse,
        }
    }
}

/// All damage of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    pub count: usize,
    /// How many of them a repair can mend.
    pub mendable: usize,
    /// The first few: the order, and what of it.
    pub named: Vec<String>,
}

/// Everything that is not what the log says, and what a repair goes by.
#[derive(Clone, Debug, Default)]
pub struct DamageReport {
    pub found: BTreeMap<DamageKind, Damage>,
    /// The orders with something to mend.
    pub(crate) orders: BTreeSet<OrderNo>,
    /// Rows that no order should have.
    pub(crate) extra: Vec<DerivedRow>,
    /// Numbers of payments that an order had and gave up: another one may rightly go without.
    pub(crate) dropped: BTreeSet<PaymentKey>,
    /// Why nothing may be written at all.
    pub(crate) blocked: bool,
}

impl DamageReport {
    pub(crate) fn add(&mut self, kind: DamageKind, named: impl FnOnce() -> String, mendable: bool) {
        let damage = self.found.entry(kind).or_default();
        damage.count += 1;
        damage.mendable += usize::from(mendable);
        if damage.named.len() < MAX_NAMED {
            damage.named.push(named());
        }
    }

    pub(crate) fn mend_order(&mut self, order_no: &OrderNo) {
        if self.orders.len() < MAX_MENDED {
            self.orders.insert(order_no.clone());
        }
    }

    pub(crate) fn mend_extra(&mut self, row: DerivedRow) {
        if self.extra.len() < MAX_MENDED {
            self.extra.push(row);
        }
    }

    /// What a repair would mend, by kind. Nothing of a file whose pages or tables are damaged.
    pub fn mendable(&self) -> impl Iterator<Item = (DamageKind, &Damage)> {
        let found = self.found.iter().filter(|(_, damage)| !self.blocked && damage.mendable > 0);
        found.map(|(kind, damage)| (*kind, damage))
    }

    pub fn is_mendable(&self, kind: DamageKind) -> bool {
        self.mendable().any(|(known, _)| known == kind)
    }
}
