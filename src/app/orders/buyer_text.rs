//! Texts that a person gives to a buyer besides the notices: printed and never sent from here, so nothing about the order
//! changes.

use super::errors::OrderError;
use crate::app::App;
use crate::app::channels::templates::current_wording;
use crate::app::write::load::{load_order, load_resale};
use crate::domain::checkout;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::flow::OrderState as _;
use crate::domain::order::notice::{BuyerTextKind, NoticeTemplate};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::buyer_text::{BuyerTextFacts, buyer_text_template, write_buyer_text};
use crate::domain::resale::next::active_deadline;
use crate::domain::value::message::Lang;
use crate::domain::value::person::Personal;
use crate::error::{Error, Result};
use crate::store::Tx;

/// What a wording may name that tells who somebody is, or lets them in.
const PERSONAL: [&str; 6] =
    ["{name}", "{phone_last4}", "{certificate_last4}", "{pickup_code}", "{ticket_code}", "{ticket_link}"];

#[derive(Clone, Debug)]
pub struct BuyerText {
    pub order_no: OrderNo,
    pub kind: BuyerTextKind,
    /// The template whose wording it has.
    pub template: &'static str,
    pub lang: Lang,
    pub text: Personal,
    /// Whether its wording says who the buyer is.
    pub names_person: bool,
}

impl App {
    /// The text of a kind, or of the likeliest one, as far as it is true of the order.
    ///
    /// # Errors
    /// `text_not_true` (exit 4): the buyer would be told what is not so.
    pub fn write_buyer_text(
        &mut self,
        order_no: &OrderNo,
        kind: Option<BuyerTextKind>,
        lang: Lang,
    ) -> Result<BuyerText> {
        let deadlines = self.resale_deadlines();
        self.store.read(|tx| match order_no.flow() {
            OrderFlow::Resale => {
                let order = load_resale(tx, order_no)?.order;
                order.require_person()?;
                let kind = choose_kind(order_no, &order.list_buyer_texts(), kind)?;
                let due = active_deadline(&order, &deadlines).filter(|due| due.deadline == "form");
                let ticket_types = tx.list_ticket_types()?;
                let facts = BuyerTextFacts { deadline: due.map(|due| due.at), ticket_types: &ticket_types, lang };
                finish_text(tx, order_no, (kind, buyer_text_template(kind)), lang, |wording| {
                    write_buyer_text(&order, wording, &facts)
                })
            }
            OrderFlow::Checkout => {
                let order = load_order::<CheckoutOrder>(tx, order_no)?.order;
                order.require_person()?;
                let kind = choose_kind(order_no, &order.list_buyer_texts(), kind)?;
                let template = checkout::notice::buyer_text_template(kind).ok_or_else(|| not_true(order_no, kind))?;
                finish_text(tx, order_no, (kind, template), lang, |wording| {
                    checkout::notice::write_buyer_text(&order, wording)
                })
            }
        })
    }

    /// The text that asks the buyer for what the form of the order still lacks.
    ///
    /// # Errors
    /// `form_is_complete` (exit 4).
    pub fn write_form_request(&mut self, order_no: &OrderNo, lang: Lang) -> Result<BuyerText> {
        let known = self.store.read(|tx| Ok(load_resale(tx, order_no)?.order.list_buyer_texts()))?;
        let is_form = |kind: &BuyerTextKind| matches!(kind, BuyerTextKind::FormWanted | BuyerTextKind::FormIncomplete);
        match known.into_iter().find(is_form) {
            Some(kind) => self.write_buyer_text(order_no, Some(kind), lang),
            None => Err(OrderError::FormIsComplete { no: &order_no }.into_error()),
        }
    }
}

fn choose_kind(order_no: &OrderNo, known: &[BuyerTextKind], wanted: Option<BuyerTextKind>) -> Result<BuyerTextKind> {
    match wanted {
        Some(kind) if known.contains(&kind) => Ok(kind),
        Some(kind) => Err(not_true(order_no, kind)),
        None => known.first().copied().ok_or_else(|| OrderError::NoTextNow { no: &order_no }.into_error()),
    }
}

fn not_true(order_no: &OrderNo, kind: BuyerTextKind) -> Box<Error> {
    let label = kind.label();
    OrderError::TextNotTrue { no: &order_no, zh: &label.zh, en: &label.en }.into_error()
}

fn finish_text(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    (kind, template): (BuyerTextKind, NoticeTemplate),
    lang: Lang,
    write: impl FnOnce(&str) -> String,
) -> Result<BuyerText> {
    let wording = current_wording(tx, template, lang)?.wording;
    let names_person = PERSONAL.iter().any(|name| wording.contains(name));
    let text = Personal::new(write(&wording));
    Ok(BuyerText { order_no: order_no.clone(), kind, template: template.code, lang, text, names_person })
}
