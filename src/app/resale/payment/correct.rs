//! A payment that was booked under a wrong number or channel: set right as long as it stands (a27).

use serde_json::json;

use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::{CorrectPayment, ResaleCommand};
use crate::domain::resale::order::ResaleOrder;
use crate::error::Result;
use crate::store::Tx;

/// How the payment should have been booked; its amount stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentCorrection {
    /// `wechat`, `alipay` or `bank`; as it was booked, if none is said.
    pub channel: Option<String>,
    /// The payment's number at the channel.
    pub reference: String,
    pub reason: String,
}

impl App {
    /// Gives the agent's payment its right number, and its right channel. The wrong number is free for another order.
    pub fn correct_payment(&mut self, order_no: &OrderNo, correction: &PaymentCorrection) -> Result<OrderOutcome> {
        let content = json!({
            "channel": correction.channel, "ref": correction.reference, "reason": correction.reason,
        });
        self.change_order(order_no, "payment correct", &content, |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            let facts = gather_correction_facts(tx, &change.order, correction)?;
            change.decide(&ResaleCommand::CorrectPayment(facts))?.commit()
        })
    }
}

fn gather_correction_facts(tx: &Tx<'_>, order: &ResaleOrder, said: &PaymentCorrection) -> Result<CorrectPayment> {
    let booked = order.payment.as_ref().map(|payment| payment.what.pay_channel.as_str());
    let used_by = match said.channel.as_deref().or(booked) {
        Some(channel) => tx.order_of_payment(channel, &said.reference)?,
        None => None,
    };
    let PaymentCorrection { channel, reference, reason } = said.clone();
    let reference_used_by = used_by.filter(|other| *other != order.order_no);
    Ok(CorrectPayment { channel, reference, reason, reference_used_by })
}
