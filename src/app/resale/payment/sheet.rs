//! A sheet of payments to agents.

use super::AgentPaymentInput;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::text::number::is_same_number;
use crate::error::Result;
use crate::formats::payment_sheet::read_payment_sheet;

pub use crate::formats::payment_sheet::{PaymentLine, PaymentRow};

impl App {
    /// The rows of a sheet of payments, each readable or refused on its own.
    pub fn read_payments(&self, input: CommandInput<'_>, sheet: Option<&str>) -> Result<Vec<PaymentLine>> {
        read_payment_sheet(input.open()?, sheet, self.clock.received_at())
    }

    /// Confirms a payment of a sheet. One that the order has already is no news, however it came to be booked.
    pub fn confirm_sheet_payment(&mut self, order_no: &OrderNo, payment: &AgentPaymentInput) -> Result<OrderOutcome> {
        let order = self.store.read(|tx| load_resale(tx, order_no))?.order;
        if !has_payment(&order, payment) {
            return self.confirm_payment(order_no, payment);
        }
        let writer = self.order_writer().without_key();
        writer.run_request(&mut self.store, None, |tx| Ok(writer.load::<ResaleOrder>(tx, order_no)?.keep()))
    }
}

/// Whether the order has this very payment: by its number where it has one.
fn has_payment(order: &ResaleOrder, payment: &AgentPaymentInput) -> bool {
    let Some(booked) = order.payment.as_ref().map(|booked| &booked.what) else { return false };
    let same_number = match (&booked.payment_reference, &payment.reference) {
        (Some(booked), Some(said)) => is_same_number(booked, said),
        (booked, said) => booked.is_none() && said.is_none(),
    };
    let said = payment.amount.or(order.agent_payable_amount);
    same_number && booked.pay_channel == payment.channel && order.agent_paid_amount() == said
}
