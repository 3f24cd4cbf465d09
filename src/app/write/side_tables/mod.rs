//! What each flow's orders have in the store beside their log.

pub(crate) mod checkout;

pub use self::checkout::{PAYMENT_CHANNEL, SEATS_GONE, write_past_tables};

use super::execute::WrittenChange;
use crate::domain::order::flow::{OrderState, OrderSummary};
use crate::domain::order::number;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::flow::summarise_order;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::error::Result;
use crate::store::Tx;

/// A flow whose orders are kept here.
pub trait StoredFlow: OrderState {
    /// Which one: the numbers of its orders say the same.
    const FLOW: number::OrderFlow;

    /// What lists know of the order.
    fn order_summary(&self, deadlines: &ResaleDeadlines) -> OrderSummary;

    /// Writes the tables beside the log that follow from the events alone.
    fn write_side_tables(tx: &Tx<'_>, written: &WrittenChange<'_, Self>) -> Result<()>;
}

impl StoredFlow for crate::domain::checkout::order::CheckoutOrder {
    const FLOW: number::OrderFlow = number::OrderFlow::Checkout;

    fn order_summary(&self, _: &ResaleDeadlines) -> OrderSummary {
        crate::domain::checkout::flow::summarise_order(self)
    }

    fn write_side_tables(tx: &Tx<'_>, written: &WrittenChange<'_, Self>) -> Result<()> {
        crate::app::write::side_tables::checkout::write_checkout_tables(tx, written)
    }
}

impl StoredFlow for ResaleOrder {
    const FLOW: number::OrderFlow = number::OrderFlow::Resale;

    fn order_summary(&self, deadlines: &ResaleDeadlines) -> OrderSummary {
        summarise_order(self, deadlines)
    }

    fn write_side_tables(tx: &Tx<'_>, written: &WrittenChange<'_>) -> Result<()> {
        write_resale_tables(tx, written)
    }
}

fn write_resale_tables(tx: &Tx<'_>, written: &WrittenChange<'_>) -> Result<()> {
    let order_no = &written.order.order_no;
    for event in written.events {
        match event {
            ResaleEvent::FormSubmitted(form) => {
                tx.index_person(&written.person.id, &form.name, &form.phone, &form.certificate_no)?;
            }
            ResaleEvent::FormCorrected(corrected) => {
                let form = &corrected.form;
                tx.reindex_person(&written.person.id, &form.name, &form.phone, &form.certificate_no)?;
            }
            ResaleEvent::PaymentConfirmed(payment) => {
                if let Some(reference) = &payment.payment_reference {
                    tx.add_payment_reference(&payment.pay_channel, reference, order_no)?;
                }
            }
            ResaleEvent::ProofUploaded(proof) => {
                tx.add_file("proof", order_no, &proof.receipt_image_hash, Some(&proof.receipt_file_path), written.now)?;
            }
            ResaleEvent::ScreenshotUploaded(shot) => {
                tx.add_file(
                    "screenshot",
                    order_no,
                    &shot.screenshot_hash,
                    Some(&shot.screenshot_file_path),
                    written.now,
                )?;
            }
            ResaleEvent::Acknowledged(_) => tx.acknowledge_deliveries(order_no.as_str(), written.now)?,
            ResaleEvent::PersonErased(_) => {
                tx.erase_person(&written.person.id, written.now)?;
                tx.delete_file_rows(order_no)?;
            }
            _ => {}
        }
    }
    Ok(())
}
