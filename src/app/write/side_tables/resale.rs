//! What the events of a resale order mean for the people, payments, files and deliveries that are kept beside the log.

use crate::app::write::side_effect::SideEffect;
use crate::app::write::stored_flow::{RecordedHistory, StoredFlow, ToldDelivery};
use crate::domain::order::actor::EventStamp;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::flow::OrderSummary;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::event_log::open_order;
use crate::domain::resale::flow::summarise_order;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{PaidDetected, PaymentCorrected};
use crate::domain::resale::rule_table::check_event_allowed;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::say;
use crate::store::attachments::files::StoredFileKind;
use crate::store::people::blind_index::IndexedPeople;

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

    fn side_effects<'a>(&'a self, event: &'a ResaleEvent) -> Vec<SideEffect<'a>> {
        match event {
            ResaleEvent::PaymentCorrected(corrected) => payment_effects(corrected),
            _ => effect_of(event).into_iter().collect(),
        }
    }

    fn told_deliveries(&self) -> Vec<ToldDelivery<'_>> {
        let parts = self.push.attempts.iter().flat_map(|attempt| &attempt.parts);
        let parts = parts.map(|part| ToldDelivery { id: &part.id, kind: DeliveryKind::Push, state: part.state });
        parts.chain(self.notices.iter().filter_map(ToldDelivery::of_notice)).collect()
    }
}

/// The number that was booked is free again, and the right one is taken.
fn payment_effects(corrected: &PaymentCorrected) -> Vec<SideEffect<'_>> {
    let PaymentCorrected { previous_channel, previous_reference, pay_channel, payment_reference, .. } = corrected;
    let before = previous_reference.as_deref();
    let freed = before.map(|reference| SideEffect::DropPayment { channel: previous_channel, reference });
    let taken = SideEffect::ClaimPayment { channel: pay_channel, reference: payment_reference };
    freed.into_iter().chain([taken]).collect()
}

fn effect_of(event: &ResaleEvent) -> Option<SideEffect<'_>> {
    Some(match event {
        ResaleEvent::PaidDetected(paid) => SideEffect::IndexNick(paid.separate_nick()?),
        ResaleEvent::FormSubmitted(form) => SideEffect::IndexPerson(IndexedPeople::of_form(form)),
        ResaleEvent::FormCorrected(corrected) => SideEffect::IndexPerson(IndexedPeople::of_form(&corrected.form)),
        ResaleEvent::PaymentConfirmed(payment) => {
            let reference = payment.payment_reference.as_deref()?;
            SideEffect::ClaimPayment { channel: &payment.pay_channel, reference }
        }
        ResaleEvent::ProofUploaded(proof) => SideEffect::KeepFile {
            kind: StoredFileKind::Proof,
            sha256: &proof.receipt_image_hash,
            path: &proof.receipt_file_path,
        },
        ResaleEvent::ScreenshotUploaded(shot) => SideEffect::KeepFile {
            kind: StoredFileKind::Screenshot,
            sha256: &shot.screenshot_hash,
            path: &shot.screenshot_file_path,
        },
        ResaleEvent::OrderCorrected(corrected) => SideEffect::IndexNick(corrected.buyer_nick.clone()?),
        ResaleEvent::Acknowledged(_) => SideEffect::AcknowledgeDeliveries,
        ResaleEvent::PersonErased(_) => SideEffect::ErasePerson,
        _ => return None,
    })
}
