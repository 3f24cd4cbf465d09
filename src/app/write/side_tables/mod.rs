//! What each flow's orders have in the store beside their log.

pub(crate) mod checkout;

pub use self::checkout::{GONE, PAYMENTS, index_past};

use super::execute::Written;
use crate::domain::order::flow::{Flow, Line};
use crate::domain::order::number;
use crate::domain::resale::event::Event;
use crate::domain::resale::flow::line;
use crate::domain::resale::next::Deadlines;
use crate::domain::resale::order::Order;
use crate::error::Result;
use crate::store::Tx;

/// A flow whose orders are kept here.
pub trait Kept: Flow {
    /// Which one: the numbers of its orders say the same.
    const FLOW: number::Flow;

    /// What lists know of the order.
    fn line(&self, deadlines: &Deadlines) -> Line;

    /// Writes the tables beside the log that follow from the events alone.
    fn index(tx: &Tx<'_>, written: &Written<'_, Self>) -> Result<()>;
}

impl Kept for crate::domain::checkout::order::Order {
    const FLOW: number::Flow = number::Flow::Checkout;

    fn line(&self, _: &Deadlines) -> Line {
        crate::domain::checkout::flow::line(self)
    }

    fn index(tx: &Tx<'_>, written: &Written<'_, Self>) -> Result<()> {
        crate::app::write::side_tables::checkout::index(tx, written)
    }
}

impl Kept for Order {
    const FLOW: number::Flow = number::Flow::Resale;

    fn line(&self, deadlines: &Deadlines) -> Line {
        line(self, deadlines)
    }

    fn index(tx: &Tx<'_>, written: &Written<'_>) -> Result<()> {
        index(tx, written)
    }
}

fn index(tx: &Tx<'_>, written: &Written<'_>) -> Result<()> {
    let order_no = &written.order.order_no;
    for event in written.events {
        match event {
            Event::FormSubmitted(form) => {
                tx.index_person(&written.person.id, &form.name, &form.phone, &form.certificate_no)?;
            }
            Event::FormCorrected(corrected) => {
                let form = &corrected.form;
                tx.reindex_person(&written.person.id, &form.name, &form.phone, &form.certificate_no)?;
            }
            Event::PaymentConfirmed(payment) => {
                if let Some(reference) = &payment.payment_reference {
                    tx.add_payment_reference(&payment.pay_channel, reference, order_no)?;
                }
            }
            Event::ProofUploaded(proof) => {
                tx.add_file("proof", order_no, &proof.receipt_image_hash, Some(&proof.receipt_file_path), written.now)?;
            }
            Event::ScreenshotUploaded(shot) => {
                tx.add_file(
                    "screenshot",
                    order_no,
                    &shot.screenshot_hash,
                    Some(&shot.screenshot_file_path),
                    written.now,
                )?;
            }
            Event::Acknowledged(_) => tx.ack_deliveries(order_no.as_str(), written.now)?,
            Event::PersonErased(_) => {
                tx.erase_person(&written.person.id, written.now)?;
                tx.forget_files(order_no)?;
            }
            _ => {}
        }
    }
    Ok(())
}
