//! Order numbers as they are typed.

use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::error::Result;

/// An `ORDER` of the command line: a number of ours, one of its platform, or a beginning or an end of either that only one
/// order has. Read once by clap, resolved once the shop is open.
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

    /// The number. Whether an order has a whole one is seen by the command that loads it.
    ///
    /// # Errors
    /// Exit 2 with the candidates where several orders are meant; exit 3 with near matches where none is.
    pub fn resolve(&self, app: &mut App) -> Result<OrderNo> {
        match &self.order_no {
            Some(whole) => Ok(whole.clone()),
            None => app.find_order(&self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use clap::{Arg, Command, CommandFactory as _};

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn every_order_on_the_command_line_is_read_in_this_one_place() {
        let mut found = 0;
        check_orders(&Cli::command(), &mut found);
        assert!(found > 40, "{found}");
    }

    fn check_orders(command: &Command, found: &mut usize) {
        for arg in command.get_arguments() {
            let is_order = arg.get_value_parser().type_id() == TypeId::of::<OrderArg>();
            assert_eq!(is_order, is_named_order(arg), "{} {}", command.get_name(), arg.get_id());
            *found += usize::from(is_order);
        }
        command.get_subcommands().for_each(|verb| check_orders(verb, found));
    }

    fn is_named_order(arg: &Arg) -> bool {
        arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.as_str() == "ORDER"))
    }
}
