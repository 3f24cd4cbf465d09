//! How an operator says a payment to an agent: its number, and before it its channel where that is not the usual one.

use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::placeholder_check::refuse_placeholder;
use crate::cli::prompt::{ask_line, ask_yes_no, is_back};
use crate::cli::response::print_to_stderr;
use crate::domain::resale::payment_channel::PaymentChannel;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::say;

/// The longest number of a payment.
pub(super) const REFERENCE_LIMIT: usize = 64;

/// The fewest characters of a payment's number that are taken without a question: those of the channels have 28 and more.
const PLAIN_NUMBER: usize = 8;

/// The channel of a payment where nothing says another.
pub(in crate::cli) const USUAL_CHANNEL: PaymentChannel = PaymentChannel::Wechat;

/// What an operator reads where a number can't be meant.
pub(in crate::cli) const NO_NUMBER: BilingualText = zh_en(
    "付款单号至少要有 4 位数字；前面可写渠道：微信、支付宝、银行",
    "a payment number has at least 4 digits; its channel may stand before it: wechat, alipay, bank",
);

/// A channel's word before the number of a payment, and the number. A phone shows a long number in groups of digits: they are
/// one.
pub(in crate::cli) fn split_channel(answer: &str) -> (Option<PaymentChannel>, String) {
    let (channel, number) =
        PaymentChannel::split_from(answer).map_or((None, answer.trim()), |(channel, number)| (Some(channel), number));
    let is_grouped = number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    let number = if is_grouped { number.split_whitespace().collect() } else { number.to_owned() };
    (channel, number)
}

/// Whether an answer says a payment: a number of four digits or more, or a channel alone.
pub(in crate::cli) fn says_payment(answer: &str) -> bool {
    let (channel, number) = split_channel(answer);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let is_number = !number.contains(char::is_whitespace) && digits >= 4;
    is_number || (channel.is_some() && number.is_empty())
}

/// The channel whose numbers look so: WeChat's are 28 digits that begin with 42 or 10, Alipay's 28 to 32 that begin with a day.
pub(in crate::cli) fn channel_of_number(number: &str) -> Option<PaymentChannel> {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match number.len() {
        28 if number.starts_with("42") || number.starts_with("10") => Some(PaymentChannel::Wechat),
        28..=32 if number.starts_with("20") => Some(PaymentChannel::Alipay),
        _ => None,
    }
}

/// The channel and the number of a payment that may be a slip: one shorter than any channel's, or one that shows no channel and
/// has none before it. `last` is the channel of the payment before.
pub(in crate::cli) fn find_doubt(answer: &str, last: Option<PaymentChannel>) -> Option<(PaymentChannel, String)> {
    let (named, number) = split_channel(answer);
    let shown = channel_of_number(&number);
    let plain = number.chars().count() >= PLAIN_NUMBER && (named.is_some() || shown.is_some());
    let channel = named.or(shown).or(last).unwrap_or(USUAL_CHANNEL);
    (!number.is_empty() && !plain).then_some((channel, number))
}

/// Whether a payment that may be a slip is meant: what is booked can't be taken back.
pub(in crate::cli) fn ask_whether_meant(lang: Lang, channel: PaymentChannel, number: &str) -> Result<bool> {
    let BilingualText { zh, en } = channel.label();
    let question = say!("登记为{zh} {number}？", "Record it as {en} {number}?");
    ask_yes_no(question.in_lang(lang))
}

/// The channel, which may be said anew, and the payment's number, asked for until it can be one; that there is none is said on
/// purpose. None where the operator goes back.
pub(super) fn ask_number(
    context: &CommandContext,
    mut channel: PaymentChannel,
) -> Result<Option<(PaymentChannel, Option<String>)>> {
    let lang = context.lang();
    loop {
        let BilingualText { zh, en } = channel.label();
        let question = say!(
            "{zh} 付款单号（没有就直接回车，< 返回）",
            "{en}: payment number (Enter if there is none, < to go back)"
        );
        let ask =
            || dialoguer::Input::<String>::new().with_prompt(question.in_lang(lang)).allow_empty(true).interact_text();
        let typed = ask_line(lang, ask)?;
        if is_back(&typed) {
            return Ok(None);
        }
        let (named, number) = split_channel(&typed);
        channel = named.unwrap_or(channel);
        if number.is_empty() {
            if named.is_none() && has_no_number(lang, channel)? {
                return Ok(Some((channel, None)));
            }
            continue;
        }
        if let Some(refused) = refuse_number(&number, lang) {
            print_to_stderr(&refused);
            continue;
        }
        let looks_like = channel_of_number(&number).is_none_or(|shown| shown == channel);
        let plain = number.chars().count() >= PLAIN_NUMBER && number.contains(|c: char| c.is_ascii_digit());
        if (looks_like && plain) || ask_whether_meant(lang, channel, &number)? {
            return Ok(Some((channel, Some(number))));
        }
    }
}

fn has_no_number(lang: Lang, channel: PaymentChannel) -> Result<bool> {
    let BilingualText { zh, en } = channel.label();
    let question = say!("{zh}付款没有单号，就这样登记？", "Record the payment by {en} without a number?");
    ask_yes_no(question.in_lang(lang))
}

/// Why a text is no payment's number.
fn refuse_number(number: &str, lang: Lang) -> Option<String> {
    if number.contains(char::is_whitespace) {
        return Some(NO_NUMBER.in_lang(lang).to_owned());
    }
    let checked = refuse_placeholder("--ref", number).and_then(|()| check_short_text("--ref", number, REFERENCE_LIMIT));
    checked.err().map(|error| error.message.in_lang(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_groups_is_one_number() {
        let whole = "4200002026120110011771234567";
        let grouped = "4200 0020 2612 0110 0117 7123 4567";
        assert_eq!(split_channel(grouped), (None, whole.to_owned()));
        assert_eq!(split_channel(&format!("微信{grouped}")), (Some(PaymentChannel::Wechat), whole.to_owned()));
        assert!(says_payment(grouped) && says_payment("微信4200002026120110011 77"));
        assert_eq!(find_doubt(grouped, None), None);
        assert!(!says_payment("现金 12345"), "no channel of ours");
    }
}
