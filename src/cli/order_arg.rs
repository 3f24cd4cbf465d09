//! Order numbers as they are typed.

use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::error::Result;

/// An `ORDER` of the command line: read once by clap, resolved once the shop is open.
#[derive(Clone, Debug, Default)]
pub struct OrderArg {
    text: String,
    /// None where the text has not the shape of an order number.
    order_no: Option<OrderNo>,
}

impl From<String> for OrderArg {
    fn from(text: String) -> Self {
        let order_no = OrderNo::parse(&text).ok();
        Self { text, order_no }
    }
}

impl OrderArg {
    /// What was typed.
    pub fn as_text(&self) -> &str {
        &self.text
    }

    /// The number. A text of another shape is no order, and the error names near matches, for which the shop is needed.
    pub fn resolve(&self, app: &mut App) -> Result<OrderNo> {
        self.order_no.clone().ok_or_else(|| app.no_such_order(&self.text))
    }
}
