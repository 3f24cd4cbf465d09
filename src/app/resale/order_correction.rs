//! What was bought was written down wrong: set right before the agent is paid, and judged again where a form is there (a25).

use serde_json::json;

use super::errors::ResaleError;
use super::form::{find_known_person, spell_as_known};
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::{CorrectOrder, ResaleCommand, SubmitForm};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::money::{BasisPoints, Fen};
use crate::domain::value::person::Personal;
use crate::domain::value::text::fold::compact_text;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::store::Tx;

/// How many ticket types a refusal names.
const MOST_NEAR: usize = 3;

/// What is to be another than it is; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderCorrection {
    /// However it is spelled.
    pub ticket_type: Option<String>,
    pub play_date: Option<Day>,
    /// 1 to 20.
    pub quantity: Option<u32>,
    pub buyer_nick: Option<Personal>,
}

impl App {
    /// Corrects what was bought. Where the form is there already, its price check and its review follow in the same
    /// transaction.
    pub fn correct_order(
        &mut self,
        order_no: &OrderNo,
        correction: &OrderCorrection,
        reason: &str,
    ) -> Result<OrderOutcome> {
        let content = json!({
            "ticketType": correction.ticket_type, "playDate": correction.play_date,
            "quantity": correction.quantity,
            "buyerNick": correction.buyer_nick.as_ref().map(Personal::to_payload), "reason": reason,
        });
        let (rate, tolerance) = (self.config.resale.rate, self.config.resale.price_tolerance);
        self.change_order(order_no, "order correct", &content, |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            let mut facts = find_corrected(tx, correction, reason)?;
            facts.judged = gather_judged(tx, &change.order, &facts, tolerance, rate)?;
            change.decide(&ResaleCommand::CorrectOrder(Box::new(facts)))?.commit()
        })
    }
}

fn find_corrected(tx: &Tx<'_>, correction: &OrderCorrection, reason: &str) -> Result<CorrectOrder> {
    let OrderCorrection { ticket_type, play_date, quantity, buyer_nick } = correction.clone();
    let ticket_type = ticket_type.map(|spelled| known_ticket_type(tx, &spelled)).transpose()?;
    Ok(CorrectOrder { ticket_type, play_date, quantity, buyer_nick, reason: reason.to_owned(), judged: None })
}

/// A ticket type as the price table calls it: no other could ever be priced.
fn known_ticket_type(tx: &Tx<'_>, spelled: &str) -> Result<String> {
    match tx.find_ticket_type(spelled)? {
        Some(known) => Ok(known),
        None => Err(unknown_ticket_type(spelled, tx.list_ticket_types()?)),
    }
}

fn unknown_ticket_type(spelled: &str, mut known: Vec<String>) -> Box<Error> {
    if known.is_empty() {
        return ResaleError::PriceTableEmpty { name: &spelled }.into_error();
    }
    let wanted = compact_text(spelled);
    known.sort_by_key(|known| strsim::damerau_levenshtein(&compact_text(known), &wanted));
    known.truncate(MOST_NEAR);
    let list = known.join("、");
    ResaleError::TicketTypeUnknown { name: &spelled, list: &list }.into_error().detail("near", known)
}

/// The form with what judges it for the sale as it will be; none where there is no form yet.
fn gather_judged(
    tx: &Tx<'_>,
    order: &ResaleOrder,
    facts: &CorrectOrder,
    tolerance: Fen,
    rate: BasisPoints,
) -> Result<Option<SubmitForm>> {
    let Some(form) = order.form.as_ref().map(|form| form.what.clone()) else { return Ok(None) };
    let ticket_type = spell_as_known(tx, facts.ticket_type.clone().or_else(|| order.ticket_type.clone()))?;
    let play_date = facts.play_date.or(order.play_date);
    let price = match (&ticket_type, play_date) {
        (Some(ticket_type), Some(day)) => tx.find_price(ticket_type, day)?,
        _ => None,
    };
    let (duplicates, blocked) = find_known_person(tx, order, &form, play_date)?;
    Ok(Some(SubmitForm { form, ticket_type, play_date, price, tolerance, rate, duplicates, blocked }))
}
