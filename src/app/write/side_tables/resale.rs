//! What the events of a resale order mean for the people, payments, files and deliveries that are kept beside the log.

use crate::app::write::change_error::ChangeResult;
use crate::app::write::stored_flow::{RecordedHistory, StoredFlow, WrittenChange};
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::event_log::open_order;
use crate::domain::resale::flow::summarise_order;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::resale::rule_table::check_event_allowed;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::say;
use crate::store::Tx;
use crate::store::attachments::files::StoredFileKind;

impl StoredFlow for ResaleOrder {
    const FLOW: OrderFlow = OrderFlow::Resale;

    type OpeningFacts = PaidDetected;

    fn open_order(order_no: &OrderNo, paid: PaidDetected, stamp: &EventStamp) -> Result<RecordedHistory<Self>> {
        let (order, row) = open_order(order_no, &paid, stamp)?;
        Ok(RecordedHistory { order, rows: vec![row], events: vec![ResaleEvent::PaidDetected(paid)] })
    }

    fn buyer_account(&self) -> Option<Personal> {
        self.purchase.external_user_id.clone()
    }

    fn check_admitted(&self, event: &ResaleEvent) -> Result<(), BilingualMessage> {
        if matches!(event, ResaleEvent::PaidDetected(_)) {
            let no = &self.order_no;
            return Err(say!("订单 {no} 已经付过款", "order {no} is already paid"));
        }
        check_event_allowed(self, event).map_err(|breach| breach.message(&self.order_no))
    }

    fn order_summary(&self, deadlines: &ResaleDeadlines) -> OrderSummary {
        summarise_order(self, deadlines)
    }

    fn write_side_tables(tx: &Tx<'_>, written: &WrittenChange<'_>) -> ChangeResult<()> {
        Ok(write_tables(tx, written, written.events.iter())?)
    }

    /// Without the files: whether their bytes are at hand, only the import knows.
    fn write_past_tables(tx: &Tx<'_>, written: &WrittenChange<'_>, _: &[EventEnvelope]) -> ChangeResult<()> {
        let is_file =
            |event: &&ResaleEvent| matches!(event, ResaleEvent::ProofUploaded(_) | ResaleEvent::ScreenshotUploaded(_));
        Ok(write_tables(tx, written, written.events.iter().filter(|event| !is_file(event)))?)
    }
}

fn write_tables<'a>(
    tx: &Tx<'_>,
    written: &WrittenChange<'_>,
    events: impl Iterator<Item = &'a ResaleEvent>,
) -> Result<()> {
    let order_no = &written.order.order_no;
    for event in events {
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
                tx.add_file(
                    StoredFileKind::Proof,
                    order_no,
                    &proof.receipt_image_hash,
                    Some(&proof.receipt_file_path),
                    written.now,
                )?;
            }
            ResaleEvent::ScreenshotUploaded(shot) => {
                tx.add_file(
                    StoredFileKind::Screenshot,
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
