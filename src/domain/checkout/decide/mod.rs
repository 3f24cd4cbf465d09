//! Whether a request is granted, and what it makes happen.

mod notice;
mod pay;
mod place;
mod refund;
mod ticket;

use super::command::{Command, MandateCheck};
use super::event::Event;
use super::evolve::{Moment, evolve};
use super::order::Order;
use super::payload::{Revealed, Stated};
use super::rule_table::permit;
use crate::domain::order::actor::Actor;
use crate::domain::order::rejection::{Rejection, stated};
use crate::domain::value::message::Message;
use crate::say;

pub type Refused = crate::domain::order::flow::Refused<Event>;

pub use self::place::{quoted, terms};

/// The events that `command` makes happen to `order`, oldest first; none where it was done before.
///
/// Invariant: each returned event is permitted by the rule table in the state that the ones before it leave.
pub fn decide(order: &Order, command: &Command, by: &Actor) -> Result<Vec<Event>, Refused> {
    let events = match command {
        Command::Lock(lock) => place::lock(order, lock, by)?,
        Command::Request { method, allowed } => place::request(order, method, allowed, by)?,
        Command::OpenSession(open) => pay::open_session(order, open, by)?,
        Command::Complete(complete) => pay::complete(order, complete, by)?,
        Command::CheckMandate(check) => check_mandate(order, check)?,
        Command::MandateKnown => Vec::new(),
        Command::FailPayment { session_id, code, message } => pay::fail(order, session_id.as_deref(), code, message)?,
        Command::Expire => place::expire(order, by),
        Command::Issue(ticket) => ticket::issue(order, ticket)?,
        Command::Redeem { shown } => ticket::redeem(order, shown.as_ref(), by)?,
        Command::RevertRedeem { reason } => ticket::revert(reason, by)?,
        Command::Revoke { reason } => ticket::revoke(order, reason, by)?,
        Command::Reissue { ticket, reason } => ticket::reissue(order, ticket, reason, by)?,
        Command::Cancel { reason } => place::cancel(order, reason, by)?,
        Command::OpenRefund { reason, amount, redeemed_reason } => {
            refund::open(order, reason, *amount, redeemed_reason.as_deref(), by)?
        }
        Command::CompleteRefund { evidence } => refund::complete(order, evidence, by)?,
        Command::FailRefund { reason } => refund::fail(reason, by)?,
        Command::StartNotice { channel, resend } => notice::start(order, channel, *resend, by)?,
        Command::FinishNotice(outcome) => notice::finish(order, outcome, by)?,
        Command::ResolveNotice(resolve) => notice::resolve(order, resolve, by)?,
        Command::Reveal { command } => {
            vec![Event::PersonRevealed(Revealed { operator_id: by.operator.clone(), command: command.clone() })]
        }
        Command::Erase { reason } => erase(order, reason, by)?,
    };
    permit_all(order, &events, by)?;
    Ok(events)
}

/// Walks the events through the rule table.
fn permit_all(order: &Order, events: &[Event], by: &Actor) -> Result<(), Rejection> {
    let mut state = order.clone();
    for event in events {
        admit(&state, event)?;
        state = evolve(state, event, Moment { received: by.now, processed: by.now });
    }
    Ok(())
}

/// Refuses unless the rule table admits `event` now: for guards that must not speak before the state does.
fn admit(order: &Order, event: &Event) -> Result<(), Rejection> {
    permit(order, event).map_err(|breach| wrong_state(order, breach.message(&order.order_no)))
}

/// The refusal of a request that the state does not admit.
fn wrong_state(order: &Order, why: Message) -> Rejection {
    let no = &order.order_no;
    Rejection::rule("wrong_state", why)
        .hint(say!("用 `ticketctl next {no}` 看下一步该做什么", "`ticketctl next {no}` says what to do now"))
}

fn by_operator(reason: &str, by: &Actor) -> Result<Stated, Rejection> {
    Ok(Stated { operator_id: by.operator.clone(), reason: stated(reason, "reason")? })
}

/// b5. A mandate that fails is kept, unless there is no payment that it could be for.
fn check_mandate(order: &Order, check: &MandateCheck) -> Result<Vec<Event>, Refused> {
    match check {
        MandateCheck::Holds(verified) => Ok(vec![Event::MandateVerified(verified.clone())]),
        MandateCheck::Fails(rejected, rejection) => {
            let event = Event::MandateRejected(rejected.clone());
            admit(order, &event)?;
            Err(Refused { rejection: rejection.clone(), record: Some(Box::new(event)) })
        }
    }
}

/// The person of an order that is over can be erased; while it runs, somebody still has to be reached.
fn erase(order: &Order, reason: &str, by: &Actor) -> Result<Vec<Event>, Rejection> {
    if order.erased {
        return Ok(Vec::new());
    }
    let over = order.is_over(by.now);
    if !over {
        let no = &order.order_no;
        return Err(Rejection::rule(
            "order_open",
            say!("订单 {no} 还没有结束，不能删除客户数据", "order {no} is not over yet, so its person can't be erased"),
        )
        .hint(say!("先完成、取消或退款", "complete, cancel or refund it first")));
    }
    Ok(vec![Event::PersonErased(by_operator(reason, by)?)])
}

#[cfg(test)]
mod tests;
