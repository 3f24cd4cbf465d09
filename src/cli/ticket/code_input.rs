//! The code that a visitor shows: from standard input, as a scanner gives it, or from a hidden prompt. Never from the command
//! line, where other users and the shell's history see it.

use zeroize::Zeroizing;

use crate::app::App;
use crate::app::checkout::ticket::TicketAdmission;
use crate::cli::context::CommandContext;
use crate::cli::environment;
use crate::cli::errors::CliError;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::domain::value::text::fold::fold_text;
use crate::error::Result;
use crate::output::text::escape_hidden;
use crate::say;

/// The longest input that is read for a code, in bytes; a code has 31.
const CODE_INPUT_LIMIT: usize = 1024;
/// How a code begins.
const CODE_PREFIX: &str = "ticket_";

/// Reads the code.
pub(super) fn read_ticket_code(context: &CommandContext) -> Result<Personal> {
    let text = if environment::stdin_is_terminal() { prompt_code(context)? } else { read_code_from_stdin()? };
    let word = clean_scanned_code(&text);
    let clean = word.bytes().all(|b| b.is_ascii_graphic());
    if word.is_empty() || !clean || text.len() > CODE_INPUT_LIMIT {
        return Err(CliError::TicketCodeUnreadable.into());
    }
    Ok(Personal::new(word.as_str()))
}

/// The code as it was issued, in lower case, out of what a scanner types: a keyboard in capitals or full width, control
/// characters and a byte order mark around it, and the name of the symbology in front (ISO/IEC 15424, `]Q3`) carry nothing.
fn clean_scanned_code(text: &str) -> Zeroizing<String> {
    let folded = Zeroizing::new(fold_text(text).to_lowercase());
    let word = folded.trim();
    let symbology = |head: &[u8]| matches!(head, [b']', letter, modifier] if letter.is_ascii_lowercase() && modifier.is_ascii_alphanumeric());
    let code = word.split_at_checked(3).filter(|(head, _)| symbology(head.as_bytes())).map_or(word, |(_, code)| code);
    Zeroizing::new(code.to_owned())
}

fn read_code_from_stdin() -> Result<Zeroizing<String>> {
    let bytes = environment::read_secret_stdin(CODE_INPUT_LIMIT + 1)?;
    Ok(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}

fn prompt_code(context: &CommandContext) -> Result<Zeroizing<String>> {
    let prompt = say!("扫描或输入票码（不显示）", "Scan or type the ticket code (not shown)");
    let prompt = prompt.in_lang(context.lang());
    if !context.can_ask() {
        return Err(CliError::TicketCodeNeeded.into());
    }
    let hidden = dialoguer::Password::new().with_prompt(prompt).allow_empty_password(true);
    crate::cli::prompt::ask(|| hidden.interact()).map(Zeroizing::new)
}

/// Reads an order's number. A ticket code in its place is refused without being repeated.
pub(super) fn resolve_ticket_order(app: &mut App, order: &OrderArg) -> Result<OrderNo> {
    if order.as_text().starts_with(CODE_PREFIX) {
        return Err(CliError::TicketCodeOnCommandLine.into());
    }
    order.resolve(app)
}

/// `ticket verify`
pub(super) fn verify_ticket(context: &CommandContext) -> Result<CommandResponse> {
    let code = read_ticket_code(context)?;
    let admission = context.open_app()?.verify_ticket(&code)?;
    let TicketAdmission { order_no, visit_date, quantity, .. } = &admission;
    let product = escape_hidden(&admission.product_name);
    let text = say!(
        "可以入园：{product}，{visit_date}，{quantity} 人，订单 {order_no}",
        "good: {product}, {visit_date}, {quantity} visitors, order {order_no}"
    );
    let next = say!("入园时：`ticketctl ticket redeem --code -`", "to let them in: `ticketctl ticket redeem --code -`");
    Ok(CommandResponse::with_page(admission.to_json(), Some("order_no"), text.in_lang(context.lang()).to_owned())
        .add_note(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_scanner_adds_is_no_part_of_the_code() {
        let code = "ticket_0123456789abc19d0ab00100";
        for scanned in [
            code.to_owned(),
            format!("{code}\r\n"),
            code.to_uppercase(),
            format!("]Q3{code}\n"),
            format!("]q1{code}"),
            format!("\u{2}{code}\u{3}\n"),
            format!("\u{feff}{code}\n"),
            "ｔｉｃｋｅｔ＿０１２３４５６７８９ａｂｃ１９ｄ０ａｂ００１００".to_owned(),
        ] {
            assert_eq!(*clean_scanned_code(&scanned), code, "{scanned:?}");
        }
        for other in [format!("{code} {code}"), format!("{code}\n{code}")] {
            assert!(clean_scanned_code(&other).contains(char::is_whitespace), "{other:?}");
        }
    }
}
