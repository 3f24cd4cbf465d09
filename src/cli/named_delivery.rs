//! A delivery as it is named: by its id, or by its order where that has exactly one such.

use super::errors::CliError;
use super::order_arg::OrderArg;
use crate::app::App;
use crate::app::delivery::resolve::Delivery;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::number::OrderNo;
use crate::error::{Exit, Result};

/// The push that `text` names and that went wrong: of an order, what is left of its latest attempt.
pub(super) fn find_failed_push(app: &mut App, text: &str) -> Result<Delivery> {
    let (order_no, pushes) = match find_by_id_or_order(app, text)? {
        NamedPush::ById(delivery) => return Ok(*delivery),
        NamedPush::OfOrder(order_no, pushes) => (order_no, pushes),
    };
    let latest = pushes.iter().map(|push| push.attempt).max();
    let failed = |push: &&Delivery| {
        Some(push.attempt) == latest && matches!(push.state, DeliveryState::Rejected | DeliveryState::Failed)
    };
    let found = pushes.iter().find(failed).cloned();
    found.ok_or_else(|| CliError::NoFailedPush { order_no: &order_no }.into_error())
}

/// The id of the push of unknown outcome that `text` names.
pub(super) fn find_unknown_push(app: &mut App, text: &str) -> Result<String> {
    let (order_no, pushes) = match find_by_id_or_order(app, text) {
        Ok(NamedPush::ById(delivery)) => return Ok(delivery.id),
        Ok(NamedPush::OfOrder(order_no, pushes)) => (order_no, pushes),
        // Of several, it is refused on its own.
        Err(error) if error.exit == Exit::NotFound => return Ok(text.to_owned()),
        Err(error) => return Err(error),
    };
    let unknown: Vec<&str> =
        pushes.iter().filter(|push| push.state == DeliveryState::Unknown).map(|push| push.id.as_str()).collect();
    match unknown.as_slice() {
        [only] => Ok((*only).to_owned()),
        [] => Err(CliError::NoUnknownPush { order_no: &order_no }.into_error()),
        several => {
            let list = several.join(" ");
            Err(CliError::SeveralUnknownPushes { order_no: &order_no, list: &list }.into_error())
        }
    }
}

/// What a text names.
enum NamedPush {
    ById(Box<Delivery>),
    /// Of an order, all its pushes, newest first.
    OfOrder(OrderNo, Vec<Delivery>),
}

fn find_by_id_or_order(app: &mut App, text: &str) -> Result<NamedPush> {
    let unknown = match app.find_delivery(text) {
        Ok(delivery) => return Ok(NamedPush::ById(Box::new(delivery))),
        Err(error) if error.exit == Exit::NotFound => error,
        Err(error) => return Err(error),
    };
    match OrderArg::from(text.to_owned()).resolve(app) {
        Ok(order_no) => {
            let pushes = app.list_order_deliveries(&order_no, DeliveryKind::Push)?;
            Ok(NamedPush::OfOrder(order_no, pushes))
        }
        // Neither: a text that means several orders says which, any other is no delivery.
        Err(error) if error.exit == Exit::Usage => Err(error),
        Err(_) => Err(unknown),
    }
}
