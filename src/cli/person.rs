//! `person`: erasure and the blocklist.

use serde_json::Value;

use super::context::{CommandContext, check_short_text};
use super::errors::CliError;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use crate::app::orders::erase::{BeyondReach, ErasePlan};
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::Result;
use crate::say;

/// Personal data: erase, block, unblock.
#[derive(Debug, clap::Args)]
pub struct PersonArgs {
    #[command(subcommand)]
    verb: PersonVerb,
}

#[derive(Debug, clap::Subcommand)]
enum PersonVerb {
    /// Erase the personal data of a finished order for good: key, files, messages
    Erase(PersonReasonArgs),
    /// Block the buyer of this order: later orders need a manual review
    Block(PersonReasonArgs),
    /// Unblock the buyer of this order
    Unblock {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
    },
}

#[derive(Debug, clap::Args)]
struct PersonReasonArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The reason
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn run_person(context: &CommandContext, args: PersonArgs) -> Result<CommandResponse> {
    match args.verb {
        PersonVerb::Erase(args) => erase_person(context, &args),
        PersonVerb::Block(args) => change_blocklist(context, &args.order, Some(&args.reason)),
        PersonVerb::Unblock { order } => change_blocklist(context, &order, None),
    }
}

fn erase_person(context: &CommandContext, args: &PersonReasonArgs) -> Result<CommandResponse> {
    check_short_text("--reason", &args.reason, 500)?;
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let plan = app.plan_erase(&order_no)?;
    if !context.global.dry_run {
        confirm_erasure(context, &plan)?;
    }
    let outcome = app.erase_person(&plan, &args.reason)?;
    let dry_run = outcome.dry_run;
    let mut answer = CommandResponse::for_outcome(outcome, context);
    if let super::response::ResponseBody::Page { document, text } = &mut answer.body {
        if let Value::Object(object) = &mut document.value {
            object.insert("erased".to_owned(), plan.to_json());
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&describe_erasure(&plan, context.lang()));
    }
    Ok(if dry_run { answer } else { add_erasure_warnings(answer, &plan) })
}

/// Shows what goes, and has the number typed: nothing brings it back.
fn confirm_erasure(context: &CommandContext, plan: &ErasePlan) -> Result<()> {
    if context.global.yes {
        return Ok(());
    }
    let no = &plan.order_no;
    let prompt = say!("输入订单号 {no} 以永久销毁", "Type the order number {no} to destroy it for good");
    let prompt = prompt.in_lang(context.lang());
    context.require_prompt(prompt, "--yes")?;
    super::response::print_to_stderr(&describe_erasure(plan, context.lang()));
    let input = dialoguer::Input::<String>::new().with_prompt(prompt).allow_empty(true);
    if crate::cli::prompt::ask(|| input.interact_text())?.trim() == no.as_str() {
        return Ok(());
    }
    Err(CliError::ErasureDeclined.into_error())
}

/// What goes, in one sentence.
fn describe_erasure(plan: &ErasePlan, lang: Lang) -> String {
    let (no, files, spooled, messages) = (&plan.order_no, plan.files, plan.spooled.len(), plan.messages);
    let parts = [
        (plan.form, say!("买家资料、", "the form, ")),
        (plan.customer, say!("客户账号、", "the buyer's account, ")),
        (plan.ticket, say!("票码、", "the ticket's code, ")),
    ];
    let mut there = say!("", "");
    parts.iter().filter(|(is, _)| *is).for_each(|(_, part)| there.append(part));
    let (zh, en) = (there.zh, there.en);
    say!(
        "{no} 销毁：{zh}{files} 个凭证与截图、{spooled} 个已写出的消息文件、{messages} 条消息正文",
        "{no} destroys: {en}{files} proofs and screenshots, {spooled} written message files, {messages} message bodies"
    )
    .in_lang(lang)
    .to_owned()
}

fn add_erasure_warnings(mut answer: CommandResponse, plan: &ErasePlan) -> CommandResponse {
    if !plan.others.is_empty() {
        let list = plan.others.join(" ");
        answer = answer.add_warning(say!(
            "同一人的其他订单仍保留资料：{list}",
            "other orders of the same person keep their data: {list}"
        ));
    }
    for beyond in &plan.beyond {
        answer = answer.add_warning(beyond_warning(beyond));
    }
    if plan.external_proofs > 0 {
        let count = plan.external_proofs;
        answer = answer.add_warning(say!(
            "{count} 份凭证只在原系统：请在那里删除",
            "{count} proofs are only in the other system: delete them there"
        ));
    }
    answer.add_warning(say!(
        "旧备份里仍有这些资料，直到备份轮换删除",
        "older backups still hold the data until they are rotated away"
    ))
}

/// Who has to delete what this machine does not reach.
fn beyond_warning(beyond: &BeyondReach) -> BilingualMessage {
    let BeyondReach { destination, place, messages } = beyond;
    match place {
        Some(place) => say!(
            "{messages} 条发往 {destination} 的消息写在 {place}，本机没有这个目录：请在有它的机器上删除",
            "{messages} messages to {destination} were written to {place}, which is not on this machine: delete them where it is"
        ),
        None => say!(
            "{messages} 条消息已发到 {destination}，程序收不回：请在那里删除",
            "{messages} messages went to {destination} and cannot be taken back: delete them there"
        ),
    }
}

fn change_blocklist(context: &CommandContext, order: &OrderArg, reason: Option<&str>) -> Result<CommandResponse> {
    if let Some(reason) = reason {
        check_short_text("--reason", reason, 500)?;
    }
    let mut app = context.open_app()?;
    let order_no = order.resolve(&mut app)?;
    let change = match reason {
        Some(reason) => app.block_person(&order_no, reason)?,
        None => app.unblock_person(&order_no)?,
    };
    let was = change.value["was_blocked"] == true;
    let text = match (reason.is_some(), was) {
        (true, false) => {
            say!(
                "{order_no} 的买家已列入黑名单：以后的订单须人工审核",
                "{order_no}: the buyer is blocked; later orders need a manual review"
            )
        }
        (true, true) => say!(
            "{order_no} 的买家本就在黑名单，原因已更新",
            "{order_no}: this buyer was already blocked; the reason was updated"
        ),
        (false, true) => say!("{order_no} 的买家已移出黑名单", "{order_no}: the buyer was unblocked"),
        (false, false) => {
            say!("{order_no} 的买家不在黑名单，无事可做", "{order_no}: this buyer was not blocked; nothing to do")
        }
    };
    Ok(CommandResponse::for_change(&change, "order_no", &text, context.lang()))
}
