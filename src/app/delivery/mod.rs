//! The outbox worker: sends what an order has to say, and records what became of it.
//!
//! No remote service here can be asked "did you get message 17?", so a message that may have arrived must never be sent by
//! itself a second time. A delivery is a row of the outbox, and its state says what is known:
//!
//! ```text
//! claimed → in_flight → accepted → acked
//!    │          ├─────→ failed     surely not taken
//!    │          └─────→ unknown    nobody knows; only an operator moves it on
//!    └────────────────→ failed, cancelled   nothing left
//! ```
//!
//! One job is what one order sends at once: a push of a text and a file, or a notice. It goes this way:
//!
//! 1. [`start`], transaction 1: the rules of the order's flow decide that it may be sent, the event that says so is written,
//!    and a row for each message is added as `claimed`, with its frozen body. Nothing has left.
//! 2. The sender (`gateway::sender`) connects, and then asks for the permit.
//! 3. [`worker`] commits the row as `in_flight`, and grants the permit after the commit.
//! 4. The sender posts, once, and reports what the answer proves: taken, surely not taken, or unknown.
//! 5. [`result`] records each message that was taken before the next one leaves.
//! 6. [`settle`], transaction 2: the end of the last message and the event that says what it means for the order.
//!
//! Many jobs run at once on one thread. The worker collects what their senders ask and report, and writes all of it in one
//! transaction, so the more is under way, the fewer commits each message costs.
//!
//! Invariant: no transaction is open while a message is under way, and no message leaves before the commit of `in_flight`.
//! So whatever a crash leaves as `claimed` was not sent, and whatever it leaves as `in_flight` may have been.
//!
//! Invariant: a row moves only under the token of its claim ([`DeliveryClaim`]). A process that was stopped, and whose rows
//! were recovered meanwhile, is refused the permit.
//!
//! Invariant: a process lives as long as it holds its lock file ([`recovery`]). The system frees the lock with the process; a
//! clock would call a slow process dead. Rows of a dead process become `failed` if they were `claimed`, and `unknown` if they
//! were `in_flight`.
//!
//! Invariant: nothing but an operator moves a delivery out of `unknown`, and an order with one is not sent again before.
//!
//! Invariant: a send without a permit fails (`gateway::send_permit`): it connects and no byte leaves.
//!
//! Beside that way: [`job`] is what is to be sent, [`destination`] is where to, with credentials and rate limits, and
//! [`queue`] keeps the jobs of one destination in order and the others going when it is full. [`run`] is what commands call.
//! [`flow`] is what each flow says in its messages. [`cleanup`] removes what dead processes left on the disk.
//!
//! [`DeliveryClaim`]: crate::store::outbox::deliveries::DeliveryClaim

pub mod cleanup;
pub mod destination;
pub mod flow;
pub mod job;
pub mod queue;
pub mod recovery;
pub mod result;
pub mod run;
pub mod settle;
pub mod start;
pub mod worker;
