//! The payment to the agent (a6), and the QR codes that an operator scans to pay.

pub mod correct;
pub mod preview;
pub mod qr_image;
pub mod sheet;

use serde_json::{Value, json};

use super::errors::ResaleError;
use crate::app::App;
use crate::app::write::idempotency::IdempotencyKey;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::shop_change::ShopChange;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::{ConfirmPayment, ResaleCommand};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::money::Fen;
use crate::error::{Error, Result};
use crate::store::Tx;
pub use crate::store::attachments::files::PaymentQr;

/// What an operator says about a payment to the agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentPaymentInput {
    /// `wechat`, `alipay` or `bank`.
    pub channel: String,
    /// The payment's number at the channel.
    pub reference: Option<String>,
    /// What was paid, if not the payable amount.
    pub amount: Option<Fen>,
    pub amount_reason: Option<String>,
    /// Whether a row of a sheet says it.
    pub from_sheet: bool,
}

impl App {
    /// Confirms that the agent was paid. Without a key of its own the request gets one from the order's number, so that
    /// a repeat finds the first result.
    pub fn confirm_payment(&mut self, order_no: &OrderNo, payment: &AgentPaymentInput) -> Result<OrderOutcome> {
        let amount = payment.amount.map(|fen| fen.to_string());
        let content = json!({
            "channel": payment.channel, "ref": payment.reference, "amount": amount, "reason": payment.amount_reason,
        });
        let mut writer = self.order_writer();
        let operation_key = writer.caller.key.clone().unwrap_or_else(|| format!("confirm-{order_no}"));
        let keyed = self.confirmation_key(order_no, &operation_key, &content);
        writer.caller.key = keyed.as_ref().map(|keyed| keyed.key.clone());
        let outcome = writer.run_request(&mut self.store, keyed.as_ref(), |tx| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            let facts = gather_payment_facts(tx, order_no, payment, operation_key)?;
            change.decide(&ResaleCommand::ConfirmPayment(facts))?.commit()
        })?;
        let found_by_content = outcome.replayed && self.caller.key.is_none();
        Ok(OrderOutcome { found_by_content, ..outcome })
    }

    /// What a confirmation is done once for. Two operators who confirm one order by hand share the key from its number: the
    /// second of them sees who was first, by the rules, and not that a key which neither of them chose is taken.
    fn confirmation_key(&mut self, order_no: &OrderNo, key: &str, content: &Value) -> Option<IdempotencyKey> {
        let vault = self.store.derived_keys();
        let keyed = IdempotencyKey::for_order(vault, Some(key), COMMAND_NAME, order_no, content)?;
        let taken = self.caller.key.is_none() && self.store.read(|tx| keyed.check_content(tx)).is_err();
        (!taken).then_some(keyed)
    }

    /// Every QR code to pay by, by name.
    pub fn list_payment_qrs(&mut self) -> Result<Vec<PaymentQr>> {
        self.store.read(|tx| tx.list_payment_qrs())
    }

    pub fn active_payment_qr(&mut self) -> Result<PaymentQr> {
        let active = self.list_payment_qrs()?.into_iter().find(|qr| qr.active);
        active.ok_or_else(|| ResaleError::PaymentQrNone.into_error())
    }

    /// Adds a QR code, or gives a known one another content.
    pub fn add_payment_qr(&mut self, name: &str, content: &str) -> Result<ShopChange> {
        let request = json!({ "name": name, "content": content });
        self.change_shop("payment qr add", &request, |tx, _| {
            let added = tx.add_payment_qr(name, content)?;
            Ok(json!({ "name": name, "active": added.active }))
        })
    }

    /// Puts one QR code in use instead of any other.
    pub fn use_payment_qr(&mut self, name: &str) -> Result<ShopChange> {
        self.change_shop("payment qr use", &json!({ "name": name }), |tx, _| {
            if !tx.activate_payment_qr(Some(name))? {
                return Err(unknown_qr(tx, name)?);
            }
            Ok(json!({ "name": name, "active": true }))
        })
    }

    /// Stops using the current QR code; a named one only if it is the current one.
    pub fn disable_payment_qr(&mut self, name: Option<&str>) -> Result<ShopChange> {
        self.change_shop("payment qr disable", &json!({ "name": name }), |tx, _| {
            let known = tx.list_payment_qrs()?;
            if let Some(name) = name.filter(|name| !known.iter().any(|qr| qr.name == *name)) {
                return Err(unknown_qr(tx, name)?);
            }
            let active = known.into_iter().find(|qr| qr.active && name.is_none_or(|name| name == qr.name));
            if active.is_some() {
                tx.activate_payment_qr(None)?;
            }
            Ok(json!({ "name": name.map(str::to_owned).or(active.map(|qr| qr.name)), "active": false }))
        })
    }
}

const COMMAND_NAME: &str = "payment confirm";

fn gather_payment_facts(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    payment: &AgentPaymentInput,
    key: String,
) -> Result<ConfirmPayment> {
    let used_by = match &payment.reference {
        Some(reference) => tx.order_of_payment(&payment.channel, reference)?,
        None => None,
    };
    Ok(ConfirmPayment {
        channel: payment.channel.clone(),
        reference: payment.reference.clone(),
        amount: payment.amount,
        amount_reason: payment.amount_reason.clone(),
        from_sheet: payment.from_sheet,
        operation_key: key,
        reference_used_by: used_by.filter(|other| other != order_no),
    })
}

fn unknown_qr(tx: &Tx<'_>, name: &str) -> Result<Box<Error>> {
    let names: Vec<String> = tx.list_payment_qrs()?.into_iter().map(|qr| qr.name).collect();
    Ok(match names.join(", ") {
        list if list.is_empty() => ResaleError::PaymentQrAbsent { name: &name }.into_error(),
        list => ResaleError::PaymentQrNotFound { name: &name, list: &list }.into_error(),
    })
}
