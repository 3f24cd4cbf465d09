//! The outbox worker: sends what an order has to say, and records what became of it.
//!
//! No remote service here can be asked "did you get message 17?", so a message that may have arrived is never
//! resent automatically, except where the service recognises a repeat (a WeCom message to members). A delivery is a row of the outbox, and its state says what is known:
//!
//! ```text
//! claimed → in_flight → accepted → acked
//!    │          ├─────→ failed     surely not taken
//!    │          └─────→ unknown    nobody knows; only an operator moves it on
//!    └────────────────→ failed, cancelled   nothing was sent
//! ```
//!
//! One job is what one order sends at once: a push of a text and a file, or a notice. It goes this way:
//!
//! 1. [`start`], transaction 1: the rules of the order's flow decide that it may be sent, the event that says so is written,
//!    and a row for each message is added as `claimed`, with its frozen body. Nothing was sent.
//! 2. **Connect.** The sender opens the connection (`HttpClient::send_message` in `gateway::http`). Nothing was sent.
//! 3. **Permit.** It asks for a `SendPermit`. [`worker`] commits the row as `in_flight` and hands the permit out after the
//!    commit.
//! 4. **Post.** The permit is consumed by the one post, and what the answer proves is reported: taken, surely not taken, or
//!    unknown.
//! 5. **Record.** [`result`] records each message that was taken before the next one leaves.
//! 6. [`settle`], transaction 2: the end of the last message and the event that says what it means for the order.
//!
//! Many jobs run at once on one thread. The worker collects what their sends ask and report, and writes all of it in one
//! transaction, so the more messages are in flight, the fewer commits each needs.
//!
//! Invariant: no transaction is open while a message is on its way, and no message leaves before the commit of `in_flight`.
//! So whatever a crash leaves as `claimed` was not sent, and whatever it leaves as `in_flight` may have been.
//!
//! Invariant: only the worker makes a permit, and a post consumes one. A call that has none closes its connection, and not a
//! byte of it was sent.
//!
//! Invariant: the worker moves a row only under the token of its claim ([`DeliveryClaim`]). A process that was stopped, and whose rows
//! were recovered meanwhile, is denied the permit.
//!
//! Invariant: a process lives as long as it holds its lock file ([`recovery`]). The system frees the lock with the process; a
//! clock would call a slow process dead. Rows of a dead process become `failed` if they were `claimed`, and `unknown` if they
//! were `in_flight`.
//!
//! Invariant: nothing but an operator ([`resolve`]) moves a delivery out of `unknown`, and an order with one is not sent
//! again before.
//!
//! Invariant: a repeat under the same key gives the same answer or a worse one: a message that was taken is not sent
//! again, an unknown one stays unknown, and only one that was surely not taken is tried once more.
//!
//! Also here: [`job`] is what is to be sent, [`eligibility`] which orders are due, [`retry`] when what failed goes again,
//! [`breaker`] what stops a destination that answers nothing, [`routing`] which group takes an order, [`destination`] where to, with credentials and rate limits. [`queue`] keeps the jobs of one destination in order and the
//! others going when it has reached its limit. [`run`] is what commands call, and [`progress`] what it tells them. [`flow`] is
//! what each flow says in its messages, [`kept_proof`] the file that goes with a push. [`earlier_run`] answers a repeat whose first run was cut short. [`probe`] asks a channel whether it
//! could send. [`cleanup`] removes what dead processes left on the disk.
//! [`by_hand`] is what a person passes on, for which no job runs, and [`operators`] the one message that is no order's.
//!
//! [`DeliveryClaim`]: crate::store::outbox::deliveries::DeliveryClaim

pub mod breaker;
pub mod by_hand;
pub mod cleanup;
pub(crate) mod context;
pub mod destination;
pub mod earlier_run;
pub mod eligibility;
pub mod errors;
pub mod flow;
pub mod job;
pub mod kept_proof;
pub mod operators;
pub mod probe;
pub mod progress;
pub mod queue;
pub mod recovery;
pub mod resolve;
pub mod result;
pub mod retry;
pub mod routing;
pub mod run;
pub mod settle;
pub mod start;
pub mod worker;
