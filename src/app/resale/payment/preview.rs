//! What a payment to the agent comes to, before it is booked.

use super::AgentPaymentInput;
use crate::app::App;
use crate::app::write::load::load_resale;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::{AgentPaymentStatus, OrderStatus};
use crate::domain::resale::doubt::{CertificateDoubt, find_certificate_doubts};
use crate::domain::resale::loss::{OrderLoss, OrderMargin};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::mask::mask_account;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;
use crate::error::{Exit, Result};

/// An order whose agent is to be paid, as whoever pays wants to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentPreview {
    pub order_no: OrderNo,
    pub ticket_type: Option<String>,
    pub quantity: u32,
    pub play_date: Option<Day>,
    /// What the buyer is called at the marketplace, masked.
    pub buyer_nick: Option<String>,
    /// What the buyer paid, in yuan.
    pub paid: Fen,
    /// What the agent is owed, in yuan, once the order is priced.
    pub payable: Option<Fen>,
    /// What is left once the agent has its part; none where nobody knows how much that is.
    pub margin: Option<OrderMargin>,
    /// Whether the order waits for nothing but this payment.
    pub is_due: bool,
    /// How the agent was paid, where it was.
    pub paid_by: Option<String>,
    /// What is odd about the certificates.
    pub doubts: Vec<CertificateDoubt>,
}

impl PaymentPreview {
    fn of_order(order: ResaleOrder, amount: Option<Fen>) -> Self {
        let payable = order.agent_payable_amount;
        let margin = amount.or(payable).and_then(|agent| OrderMargin::with_payment(&order, agent));
        let is_due = order.status.order == OrderStatus::AgentPaymentPending
            && order.status.agent_payment == AgentPaymentStatus::NotStarted
            && !order.awaits_review()
            && order.news_to_decide().is_none();
        let doubts = find_certificate_doubts(&order);
        let ResaleOrder { order_no, ticket_type, play_date, purchase, payment, .. } = order;
        let nick = purchase.buyer_nick.as_ref().map(mask_account);
        Self {
            order_no,
            ticket_type,
            quantity: purchase.quantity,
            play_date,
            buyer_nick: nick.and_then(|nick| nick.visible_text().map(str::to_owned)),
            paid: purchase.paid_amount,
            payable,
            margin,
            is_due,
            paid_by: payment.map(|payment| payment.what.pay_channel),
            doubts,
        }
    }
}

impl App {
    /// What paying the agent so would lose, where the rules admit it at all: what they refuse is asked about by nobody.
    pub fn find_payment_loss(
        &mut self,
        preview: &PaymentPreview,
        payment: &AgentPaymentInput,
    ) -> Result<Option<OrderLoss>> {
        let Some(loss) = preview.margin.filter(|_| preview.is_due).and_then(OrderMargin::loss) else { return Ok(None) };
        let (key, dry_run) = (self.caller.key.take(), std::mem::replace(&mut self.caller.dry_run, true));
        let tried = self.confirm_payment(&preview.order_no, payment);
        (self.caller.key, self.caller.dry_run) = (key, dry_run);
        match tried {
            Err(error) if error.exit == Exit::Busy => Err(error),
            tried => Ok(tried.is_ok().then_some(loss)),
        }
    }

    /// What paying the agent of an order comes to: `amount`, or what is payable.
    pub fn preview_payment(&mut self, order_no: &OrderNo, amount: Option<Fen>) -> Result<PaymentPreview> {
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        Ok(PaymentPreview::of_order(order, amount))
    }
}
