//! `refund leg`: the leg that is open is proposed.

use serde_json::json;

use super::context::{CommandContext, parse_amount_flag};
use super::errors::CliError;
use super::order_arg::OrderArg;
use super::order_batch::{BatchStep, count_orders, read_orders, run_order_batch};
use super::response::CommandResponse;
use super::word_arg::{WordParser, word_arg};
use super::{next, prompt};
use crate::app::App;
use crate::domain::order::figures::FigureKind;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::figures::refund_leg_label;
use crate::domain::resale::payload::RefundLeg;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::money::Fen;
use crate::error::{Error, Result};
use crate::output::order_labels::{format_yuan, zh_en};
use crate::say;

/// Record that a leg of a refund is done: buyer refunded, agent refunded, ticket cancelled.
///
/// On a terminal the leg that is open is proposed, and the evidence is asked for.
#[derive(Debug, clap::Args)]
pub struct RefundLegArgs {
    /// The order numbers, or - to read them from stdin
    #[arg(value_name = "ORDER", required = true)]
    orders: Vec<OrderArg>,
    /// Which leg
    #[arg(long, value_name = "LEG", value_parser = WordParser::<RefundLegArg>::new())]
    leg: Option<RefundLegArg>,
    /// The evidence: a payment number, a message, the name of a screenshot
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// The amount in yuan, of one order; defaults to all of it
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
}

/// `--leg`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum RefundLegArg {
    /// The buyer has the money back
    Buyer,
    /// The agent refunded the shop
    Agent,
    /// The ticket is cancelled
    Ticket,
}

word_arg! {
    RefundLegArg {
        Buyer = "buyer", "买家已退", "buyer refunded";
        Agent = "agent", "代理已退", "agent refunded";
        Ticket = "ticket", "票已取消", "ticket cancelled";
    }
}

impl From<RefundLegArg> for RefundLeg {
    fn from(leg: RefundLegArg) -> Self {
        match leg {
            RefundLegArg::Buyer => Self::Buyer,
            RefundLegArg::Agent => Self::Agent,
            RefundLegArg::Ticket => Self::Ticket,
        }
    }
}

const LEG: BatchStep = BatchStep {
    command: "refund leg",
    done: ("confirmed", BilingualText { zh: "已登记", en: "recorded" }),
    would: ("would_confirm", BilingualText { zh: "会登记", en: "would be recorded" }),
    already: ("already", BilingualText { zh: "之前已登记", en: "recorded before" }),
    sum: Some(FigureKind::Returned),
};

pub(super) fn confirm_legs(context: &CommandContext, mut app: App, args: RefundLegArgs) -> Result<CommandResponse> {
    let RefundLegArgs { orders, leg, evidence, amount } = args;
    let amount = amount.as_deref().map(parse_amount_flag).transpose()?;
    let (orders, leg) = (read_orders(orders)?, leg.map(RefundLeg::from));
    let [only] = orders.as_slice() else {
        if amount.is_some() {
            return Err(CliError::FlagOfOneOrder { flag: &"--amount" }.into_error().detail("field", "--amount"));
        }
        let whose = count_orders(orders.len());
        let leg = choose_leg(context, leg, RefundLeg::ALL, &whose)?;
        let evidence = ask_evidence(context, evidence, &whose)?;
        let (zh, en) = (&whose.zh, &whose.en);
        require_consent_to_leg(context, leg, &say!("（{zh}）", " of {en}"), &evidence, None)?;
        let content = json!({ "leg": leg.code(), "evidence": evidence });
        return run_order_batch(context, app, &LEG, &orders, content, move |app, order_no| {
            app.confirm_refund_leg(order_no, leg, &evidence, None)
        });
    };
    let order_no = only.resolve(&mut app)?;
    let whose = say!("{order_no}", "{order_no}");
    let leg = match leg {
        Some(leg) => leg,
        None => {
            let open = app.list_open_legs(&order_no)?;
            choose_leg(context, None, &open, &whose)?
        }
    };
    let evidence = ask_evidence(context, evidence, &whose)?;
    let short = find_shortfall(&mut app, (&order_no, leg), amount)?;
    let full = app.find_leg_amount(&order_no, leg)?;
    let amounts = amount.or(full).map(|amount| format!(" {}", format_yuan(amount))).unwrap_or_default();
    require_consent_to_leg(context, leg, &say!("{amounts}", "{amounts}"), &evidence, short.as_ref())?;
    let mut outcome = app.confirm_refund_leg(&order_no, leg, &evidence, amount)?;
    if !outcome.events.is_empty() && !outcome.replayed {
        outcome.warnings.extend(short);
    }
    next::respond_with_next_step(context, &mut app, outcome)
}

/// What the agent keeps, where less comes back than was paid: the leg is closed with it.
fn find_shortfall(
    app: &mut App,
    (order_no, leg): (&OrderNo, RefundLeg),
    amount: Option<Fen>,
) -> Result<Option<BilingualMessage>> {
    let Some(amount) = amount.filter(|_| leg == RefundLeg::Agent) else { return Ok(None) };
    let full = app.find_leg_amount(order_no, leg)?;
    let short = full.map(|full| full.saturating_sub(amount)).filter(|short| *short > Fen::ZERO);
    let short = short.map(format_yuan);
    Ok(short
        .map(|short| say!("代理少退 {short}，记为损失", "the agent gives back {short} less than it was paid: a loss")))
}

/// A leg is booked for good, so a person is asked, and evidence that is a slip of the finger is none. A script is only told.
fn require_consent_to_leg(
    context: &CommandContext,
    leg: RefundLeg,
    what: &BilingualMessage,
    evidence: &str,
    short: Option<&BilingualMessage>,
) -> Result<()> {
    let may_ask = context.can_ask() && !context.plan.is_machine() && !context.global.dry_run;
    if !may_ask || context.global.yes {
        return Ok(());
    }
    if !is_evidence(evidence) {
        return Err(CliError::EvidenceTooShort.into_error().detail("field", "--evidence"));
    }
    if let Some(BilingualMessage { zh, en }) = short {
        return context.confirm_question(&say!(
            "{zh}；登记后这一项就结了，不能再补登。照样登记？",
            "{en}, and no later transfer can be recorded. Record it all the same?"
        ));
    }
    let (BilingualText { zh, en }, BilingualMessage { zh: what_zh, en: what_en }) = (refund_leg_label(leg), what);
    context.confirm_question(&say!(
        "登记{zh}{what_zh}，凭据「{evidence}」，确定？",
        "Record {en}{what_en}, the evidence being \"{evidence}\": sure?"
    ))
}

/// Whether a text can be meant as evidence: it moves money, and a slip of the finger is a single key.
pub(super) fn is_evidence(text: &str) -> bool {
    text.trim().chars().count() > 1
}

/// The leg that was named; else the one that a person picks of those that are open, the first of them proposed.
fn choose_leg(
    context: &CommandContext,
    named: Option<RefundLeg>,
    open: &[RefundLeg],
    whose: &BilingualMessage,
) -> Result<RefundLeg> {
    if let Some(leg) = named {
        return Ok(leg);
    }
    if !context.can_ask() || open.is_empty() {
        return Err(leg_needed(open, whose));
    }
    let lang = context.lang();
    let labels: Vec<&str> = open.iter().map(|leg| refund_leg_label(*leg).in_lang(lang)).collect();
    let question = format!("{}  {}", whose.in_lang(lang), zh_en("哪一项退了", "Which leg is done").in_lang(lang));
    let chosen = prompt::ask(|| dialoguer::Select::new().with_prompt(question).items(&labels).default(0).interact())?;
    open.get(chosen).copied().ok_or_else(|| leg_needed(open, whose))
}

fn leg_needed(open: &[RefundLeg], whose: &BilingualMessage) -> Box<Error> {
    let codes = open.iter().map(|leg| leg.code()).collect::<Vec<_>>().join(", ");
    let (zh, en) = (&whose.zh, &whose.en);
    let error = match open {
        [] => CliError::NoLegOpen { zh, en },
        _ => CliError::LegNeeded { zh, en, codes: &codes },
    };
    error.into_error().detail("field", "--leg").detail("open", codes)
}

fn ask_evidence(context: &CommandContext, given: Option<String>, whose: &BilingualMessage) -> Result<String> {
    let (zh, en) = (&whose.zh, &whose.en);
    context.ask_missing(
        given,
        "--evidence",
        &say!("{zh}：凭据（退款单号、聊天、截图名）", "{en}: the evidence (a refund number, a message, a screenshot)"),
    )
}
