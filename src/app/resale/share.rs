//! The profit share: what is ready, and settling it, order by order (a19).

use serde_json::json;

use crate::app::App;
use crate::app::write::change_error::ChangeResult;
use crate::app::write::load::load_resale;
use crate::app::write::order_change::DecidedChange;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::{OrderStatus, ProfitShareStatus};
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::loss::OrderLoss;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::PartyShare;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::say;
use crate::store::projection::orders::OrderQuery;

#[derive(Clone, Debug)]
pub struct OrderShare {
    pub order_no: OrderNo,
    pub status: ProfitShareStatus,
    pub paid: Fen,
    pub refunded: Fen,
    pub agent_paid: Option<Fen>,
    /// What is left: settled, or to settle. Negative where the order loses money.
    pub amount: Fen,
    /// Who got what, once settled.
    pub parties: Vec<PartyShare>,
    /// The day on which the order was completed or closed.
    pub since: Day,
}

impl OrderShare {
    fn from_order(order: &ResaleOrder) -> Self {
        let settled = order.share.as_ref().map(|share| share.what.clone());
        Self {
            order_no: order.order_no.clone(),
            status: order.status.profit_share,
            paid: order.purchase.paid_amount,
            refunded: order.refunded_amount(),
            agent_paid: order.agent_paid_amount(),
            amount: settled.as_ref().map_or_else(|| order.share_amount(), |share| share.share_amount),
            parties: settled.map(|share| share.parties).unwrap_or_default(),
            since: order.since.shanghai_day(),
        }
    }
}

impl App {
    /// The shares that are ready, settled or reversed, newest order first; only those in `state` if one is given.
    pub fn list_shares(&mut self, state: Option<ProfitShareStatus>) -> Result<Vec<OrderShare>> {
        let wanted = |code: &str| match state {
            Some(state) => state.code() == code,
            None => code != ProfitShareStatus::NotReady.code(),
        };
        self.store.read(|tx| {
            let mut found = Vec::new();
            for status in [OrderStatus::Completed, OrderStatus::RefundPending, OrderStatus::Refunded] {
                let filter = OrderQuery { status: vec![status.code()], ..OrderQuery::default() };
                found.extend(tx.list_orders(&filter)?);
            }
            found.retain(|summary| wanted(summary.status_code("profit_share")));
            found.sort_by_key(|summary| std::cmp::Reverse(summary.id));
            found.iter().map(|summary| Ok(OrderShare::from_order(&load_resale(tx, &summary.order_no)?.order))).collect()
        })
    }

    /// The orders whose share is ready; those that were completed by `until`, where a day is given.
    pub fn list_ready_shares(&mut self, until: Option<Day>) -> Result<Vec<OrderNo>> {
        let filter = OrderQuery { action: vec![NextAction::SettleProfitShare.code()], ..OrderQuery::default() };
        self.store.read(|tx| {
            let mut ready = Vec::new();
            for summary in tx.list_orders(&filter)?.iter().rev() {
                let in_time = match until {
                    Some(until) => load_resale(tx, &summary.order_no)?.order.since.shanghai_day() <= until,
                    None => true,
                };
                ready.extend(in_time.then(|| summary.order_no.clone()));
            }
            Ok(ready)
        })
    }

    /// What settling the share of an order would lose; none where nothing is to be settled.
    pub fn find_settlement_loss(&mut self, order_no: &OrderNo) -> Result<Option<OrderLoss>> {
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        let is_ready = order.status.profit_share == ProfitShareStatus::Ready;
        Ok(OrderLoss::of_order(&order).filter(|_| is_ready))
    }

    /// Settles the share of one order, and says so where it is a loss. What was settled before stays as it is.
    pub fn settle_share(&mut self, order_no: &OrderNo) -> Result<OrderOutcome> {
        let parties: Vec<(String, BasisPoints)> =
            self.config.resale.share_parties.iter().map(|party| (party.name.clone(), party.share)).collect();
        let command = ResaleCommand::SettleShare { parties };
        self.change_order(order_no, "share settle", &json!({}), |tx, writer| {
            commit_with_loss_warning(writer.load::<ResaleOrder>(tx, order_no)?.decide(&command)?)
        })
    }
}

/// Commits, and warns where the order loses money. A repeat that records nothing says nothing.
pub(crate) fn commit_with_loss_warning(decided: DecidedChange<'_, ResaleOrder>) -> ChangeResult<OrderOutcome> {
    let loss = OrderLoss::of_order(decided.order()).filter(|_| !decided.rows().is_empty());
    let no = decided.order().order_no.clone();
    let mut outcome = decided.commit()?;
    outcome.warnings.extend(loss.map(|loss| {
        let BilingualMessage { zh, en } = loss.message();
        say!("订单 {no}：{zh}", "order {no}: {en}")
    }));
    Ok(outcome)
}
