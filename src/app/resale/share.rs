//! The profit share: what is ready, and settling it, order by order (a19).

use std::ops::ControlFlow;

use serde_json::json;

use crate::app::App;
use crate::app::write::change_error::ChangeResult;
use crate::app::write::load::load_resale;
use crate::app::write::order_change::DecidedChange;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::flow::ShareSummary;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::ProfitShareStatus;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::loss::OrderLoss;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::time::Day;
use crate::error::Result;
use crate::say;
use crate::store::projection::orders::list::{ListDirection, MAX_PAGE, OrderQuery};
use crate::store::projection::orders::shares::ShareRow;

/// The states in which there is something to tell of a share.
const TOLD: [ProfitShareStatus; 3] =
    [ProfitShareStatus::Ready, ProfitShareStatus::Settled, ProfitShareStatus::Reversed];

#[derive(Clone, Debug)]
pub struct OrderShare {
    pub order_no: OrderNo,
    pub status: ProfitShareStatus,
    /// What the buyer paid, in yuan.
    pub paid: Fen,
    pub share: ShareSummary,
}

impl OrderShare {
    fn from_row(row: ShareRow) -> Option<Self> {
        let ShareRow { order_no, status, paid, share, .. } = row;
        Some(Self { order_no, status: ProfitShareStatus::from_code(&status)?, paid, share })
    }
}

impl App {
    /// Hands the shares that are ready, settled or reversed to `each`, newest order first; only those in `state` if one is given.
    pub fn each_share(
        &mut self,
        state: Option<ProfitShareStatus>,
        mut each: impl FnMut(OrderShare) -> Result<()>,
    ) -> Result<()> {
        self.refresh_projection()?;
        let states: Vec<&str> =
            TOLD.iter().filter(|told| state.is_none_or(|state| state == **told)).map(|told| told.code()).collect();
        let mut before = None;
        loop {
            let page = self.store.read(|tx| tx.list_share_page(&states, before, MAX_PAGE))?;
            let Some(last) = page.last() else { return Ok(()) };
            before = Some(last.id);
            page.into_iter().filter_map(OrderShare::from_row).try_for_each(&mut each)?;
        }
    }

    /// The orders whose share is ready; those that were completed by `until`, where a day is given.
    pub fn list_ready_shares(&mut self, until: Option<Day>) -> Result<Vec<OrderNo>> {
        let filter = OrderQuery::with_action(NextAction::SettleProfitShare);
        self.store.read(|tx| {
            let mut ready = Vec::new();
            tx.for_each_order(&filter, ListDirection::OldestFirst, |summary| {
                let in_time = match until {
                    Some(until) => load_resale(tx, &summary.order_no)?.order.since.shanghai_day() <= until,
                    None => true,
                };
                ready.extend(in_time.then_some(summary.order_no));
                Ok(ControlFlow::Continue(()))
            })?;
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
