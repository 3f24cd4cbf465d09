//! The code that a visitor shows: from standard input, as a scanner gives it, or typed unseen. Never from the command
//! line, where other users and the shell's history see it.

use std::fs::File;
use std::io::Read as _;
use std::os::fd::AsFd as _;
use std::path::Path;

use zeroize::Zeroizing;

use crate::app::App;
use crate::app::checkout::ticket::Admission;
use crate::cli::context::Context;
use crate::cli::environment;
use crate::cli::order_arg;
use crate::cli::response::Answer;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::error::{Error, Result};
use crate::output::text::visible;
use crate::say;

/// The longest input that is read for a code, in bytes; a code has 31.
const LIMIT: usize = 1024;
/// How a code begins.
const PREFIX: &str = "ticket_";

/// Reads the code.
pub(super) fn code(context: &Context) -> Result<Personal> {
    let text = if environment::stdin_is_terminal() { typed(context)? } else { piped()? };
    let word = text.trim();
    let clean = word.bytes().all(|b| b.is_ascii_graphic());
    if word.is_empty() || !clean || text.len() > LIMIT {
        return Err(Error::usage("ticket_code_unreadable", say!("没有读到一个票码", "no single ticket code was read"))
            .hint(say!(
                "从标准输入给出一个票码，前后的空白不要紧：`ticketctl ticket verify < 文件`",
                "give one code on standard input, blanks around it do not matter: `ticketctl ticket verify < FILE`"
            )));
    }
    Ok(Personal::new(word))
}

fn piped() -> Result<Zeroizing<String>> {
    let failed = |error: &std::io::Error| Error::io(Path::new("-"), error);
    // Not through the standard library's own buffer, which nobody clears; with room for everything at once.
    let stdin = File::from(std::io::stdin().as_fd().try_clone_to_owned().map_err(|error| failed(&error))?);
    let mut bytes = Zeroizing::new(Vec::with_capacity(LIMIT + 1));
    stdin.take(LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    Ok(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}

fn typed(context: &Context) -> Result<Zeroizing<String>> {
    let prompt = say!("扫描或输入票码（不显示）", "Scan or type the ticket code (not shown)");
    let prompt = prompt.get(context.lang());
    context.ask_possible(prompt)?;
    let typed = dialoguer::Password::new().with_prompt(prompt).allow_empty_password(true).interact();
    typed.map(Zeroizing::new).map_err(|dialoguer::Error::IO(error)| Error::io(Path::new("-"), &error))
}

/// Reads an order's number. A code in its place is refused without a word of it.
pub(super) fn order_no(app: &mut App, text: &str) -> Result<OrderNo> {
    if text.starts_with(PREFIX) {
        return Err(on_the_command_line());
    }
    order_arg::order_no(app, text)
}

/// Refuses a code among the arguments.
pub(super) fn on_the_command_line() -> Box<Error> {
    Error::usage(
        "ticket_code_on_command_line",
        say!(
            "命令行上不能给出票码：其他用户看得到，终端历史也会保留",
            "a ticket code is not taken from the command line, where other users and the shell's history see it"
        ),
    )
    .hint(say!(
        "从标准输入给出：`ticketctl ticket redeem --code - < 文件`",
        "give it on standard input: `ticketctl ticket redeem --code - < FILE`"
    ))
}

/// `ticket verify`
pub(super) fn verify(context: &Context) -> Result<Answer> {
    let code = code(context)?;
    let admission = context.app()?.ticket_verify(&code)?;
    let Admission { order_no, visit_date, quantity, .. } = &admission;
    let product = visible(&admission.product_name);
    let text = say!(
        "可以入园：{product}，{visit_date}，{quantity} 人，订单 {order_no}",
        "good: {product}, {visit_date}, {quantity} visitors, order {order_no}"
    );
    let next =
        say!("入园时：`ticketctl ticket redeem --code -`", "when they go in: `ticketctl ticket redeem --code -`");
    Ok(Answer::page(admission.to_json(), Some("order_no"), text.get(context.lang()).to_owned()).note(next))
}
