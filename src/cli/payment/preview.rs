//! What stands above the questions about a payment, and the question about a loss.

use crate::app::resale::payment::preview::PaymentPreview;
use crate::cli::context::CommandContext;
use crate::cli::errors::CliError;
use crate::cli::prompt;
use crate::domain::order::number::OrderFlow;
use crate::domain::resale::loss::OrderLoss;
use crate::domain::value::message::Lang;
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::output::order_labels::{count_tickets, format_total, format_yuan};
use crate::say;

/// The order and what is to be paid for it, on two lines, and a line for each doubt.
pub(in crate::cli) fn render_preview(preview: &PaymentPreview, lang: Lang) -> String {
    let PaymentPreview { order_no, paid, .. } = preview;
    let tickets = count_tickets(OrderFlow::Resale, preview.ticket_type.as_deref(), preview.quantity);
    let visit = [tickets, preview.play_date.map(|day| day.to_string()), preview.buyer_nick.clone()];
    let visit: Vec<String> = visit.into_iter().flatten().collect();
    let paid = format_yuan(*paid);
    let mut sums = say!("买家支付 {paid}", "the buyer paid {paid}");
    if let Some(payable) = preview.payable.map(format_yuan) {
        sums.append(&say!(" · 应付代理 {payable}", " · payable to the agent {payable}"));
    }
    if let Some(margin) = preview.margin.map(|margin| format_yuan(margin.amount())) {
        sums.append(&say!(" · 毛利 {margin}", " · margin {margin}"));
    }
    let doubts: String = preview.doubts.iter().map(|doubt| format!("\n  {}", doubt.reason.in_lang(lang))).collect();
    format!("{order_no}  {}\n  {}{doubts}", visit.join(" · "), sums.in_lang(lang))
}

/// Asks whether money shall be lost, where it would be. A dry run loses none.
///
/// # Errors
/// Nobody to ask (exit 2); the answer is no (exit 10).
pub(in crate::cli) fn require_consent_to_loss(context: &CommandContext, loss: Option<OrderLoss>) -> Result<()> {
    let Some(loss) = loss.filter(|_| !context.global.dry_run) else { return Ok(()) };
    let message = loss.message();
    let (zh, en) = (&message.zh, &message.en);
    context.confirm_question(&say!("{zh}。照样登记？", "This order makes {en}. Record it all the same?"))
}

/// Whether losses of several orders are meant: asked once for all of them. Where nobody can be asked they are not, and each is
/// refused on its own.
pub(in crate::cli) fn asks_about_losses(context: &CommandContext, losses: &[OrderLoss]) -> Result<bool> {
    if context.global.yes || losses.is_empty() {
        return Ok(true);
    }
    if context.global.dry_run || !context.can_ask() {
        return Ok(false);
    }
    let (count, all) = (losses.len(), losses.iter().fold(Fen::ZERO, |all, loss| all.saturating_add(loss.amount())));
    let all = format_total(all);
    let question = say!(
        "其中 {count} 单亏损，共 {all}。照样登记？",
        "{count} of them lose money, {all} in all. Record them all the same?"
    );
    prompt::ask_yes_no(question.in_lang(context.lang()))
}

/// The same for one of many, where nobody is asked.
pub(in crate::cli) fn refuse_loss(loss: Option<OrderLoss>) -> Result<()> {
    let Some(loss) = loss else { return Ok(()) };
    let message = loss.message();
    Err(CliError::LossUnconfirmed { zh: &message.zh, en: &message.en }.into_error())
}
