//! What a person can be asked to do next, in either flow, and by when. Which of it an order asks for is its flow's to say.

use serde::Serialize;

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

macro_rules! actions {
    ($($(#[$meta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal, $urgency:literal;)+) => {
        coded! {
            /// A thing for a person to do.
            NextAction { $($(#[$meta])* $variant = $code, $zh, $en;)+ }
        }

        impl NextAction {
            /// Its place in the queue: 1 first, 9 never.
            pub const fn urgency(self) -> u8 {
                match self { $(Self::$variant => $urgency),+ }
            }
        }
    };
}

actions! {
    /// Money may have left twice, or a customer stands at the gate: look first.
    ResolveUnknownPush = "resolve_unknown_push", "到群里核实后登记结果", "Look into the group and record the outcome", 1;
    /// The same for a notice.
    ResolveUnknownNotice = "resolve_unknown_notice", "向买家核实后登记结果", "Ask the buyer and record the outcome", 1;
    FixPushFailure = "fix_push_failure_and_retry", "优先排查失败原因后重试推单", "Find why the push failed, then push again", 1;
    /// The platform says something else of the sale: nothing is paid or sent before somebody decides.
    HandlePlatformChange = "handle_platform_change", "处理平台变化", "Decide: the platform changed the order", 1;
    /// The group takes nothing before it is resumed.
    ResumeGroup = "resume_group", "恢复群推送", "Resume the group", 1;
    /// No group takes orders of this kind.
    RouteOrder = "route_order", "指定代理群", "Name the group that takes the order", 1;
    /// The agent did not answer in time.
    ChaseAgent = "chase_agent", "催代理确认", "Chase the agent for an answer", 2;
    /// Nothing can be bought any more for the day that the buyer paid for.
    RefundMissedVisit = "refund_missed_visit", "游玩日已过，取消并退款", "The play date is over: cancel and refund", 2;
    /// A screenshot does not speak for itself.
    ReviewScreenshot = "review_screenshot", "人工复核截图", "Review the screenshot", 2;
    /// The text of a notice waits for a person, who gives it to the buyer and says so.
    HandOverNotice = "hand_over_notice", "复制通知发给买家，再登记已发", "Give the buyer the notice, then record it", 3;
    FixNotification = "fix_notification", "处理通知失败", "Fix the failed notice", 2;
    /// The buyer can be told.
    NotifyUser = "notify_user", "发送用户通知", "Notify the buyer", 3;
    /// Paid and proven: the agent waits for it.
    PushAgentGroup = "push_agent_group", "推代理群", "Push to the agent's group", 3;
    /// Paid; the proof is missing.
    UploadProof = "upload_payment_proof", "上传付款凭证", "Upload the payment proof", 3;
    /// The agent is to be paid.
    ConfirmAgentPayment = "confirm_agent_payment", "扫码付款并确认代付", "Pay the agent by QR code and confirm", 4;
    /// A person must judge the order.
    ReviewOrder = "review_order", "人工审核", "Review the order", 4;
    HandleRefund = "handle_refund", "处理退款", "Handle the refund", 4;
    /// The agent has not confirmed the cancellation.
    ConfirmCancel = "confirm_cancel", "确认取消", "Confirm the cancellation", 4;
    /// Pushed; the agent's screenshot is awaited.
    UploadScreenshot = "upload_agent_screenshot", "上传代理商截图", "Upload the agent's screenshot", 5;
    CollectUserInfo = "collect_user_info", "催用户补资料", "Chase the buyer for the form", 5;
    /// The share can be settled.
    SettleProfitShare = "settle_profit_share", "结算分润", "Settle the profit share", 7;
    /// Checkout: paid, but the places are sold: the money must go back.
    RefundCustomer = "refund_customer", "给客户退款", "Refund the customer", 1;
    /// Checkout: paid; the ticket is to be issued.
    IssueTicket = "issue_ticket", "出票", "Issue the ticket", 2;
    /// Checkout: the buyer paid, and the ticket was made void.
    ReissueTicket = "reissue_ticket", "重新出票，或退款", "Reissue the ticket, or refund", 2;
    /// Checkout: money is on its way back.
    CompleteRefund = "complete_refund", "完成退款", "Complete the refund", 4;
    /// Checkout: quoted, and nothing is held yet; whether more comes of it is the buyer's choice.
    LockInventory = "lock_inventory", "锁定库存", "Hold the places", 8;
    /// Checkout: quoted, and the day has not places enough.
    AddPlaces = "add_places", "名额不足：增加名额或另约日期", "Too few places: add some, or agree on another day", 8;
    /// Checkout: held; the buyer's agent is to ask for the checkout.
    RequestCheckout = "request_checkout", "发起结账", "Request the checkout", 5;
    /// Checkout: a payment session is to be opened.
    CreateSession = "create_session", "创建支付会话", "Create a payment session", 5;
    /// Checkout: the buyer pays, or does not.
    AwaitPayment = "await_payment", "等待支付", "Await the payment", 8;
    /// The page's word for the proof and the push together.
    UploadProofOrPush = "upload_payment_proof_or_push_agent_group", "上传凭证或推代理群", "Upload the proof or push to the agent's group", 9;
    /// A push or a notice runs right now.
    Wait = "wait", "处理中，请稍候", "Under way, wait", 9;
    None = "none", "无", "Nothing", 9;
}

/// A deadline that an order has now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActiveDeadline {
    /// `form`, `payment`, `push`, `ack`, `screenshot`, `review`; `refund` and `platform` since when something waits.
    pub deadline: &'static str,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextTask {
    pub action: NextAction,
    /// The command that does it, ready to be typed but for what only the operator knows.
    pub command: Option<String>,
    /// The other commands that answer as well, where a person has to decide; the likeliest is `command`.
    pub alternatives: Vec<String>,
    pub due: Option<ActiveDeadline>,
    /// What an open refund still waits for, in the order in which it is asked for.
    pub owed: Vec<OpenDebt>,
}

/// What somebody still owes of an open refund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenDebt {
    pub leg: &'static str,
    /// Who owes it to whom.
    #[serde(skip)]
    pub label: BilingualText,
    /// None where it is no money.
    pub amount: Option<Fen>,
}

/// What an order asks for as the clock goes on, as far as the order alone says it: until its first turn, and from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePlace {
    pub action: NextAction,
    pub due: Option<Timestamp>,
    /// The first moment at which the clock alone changes one of them.
    pub turn: Option<QueueTurn>,
}

/// What is to be done from a moment on, should nothing happen before.
///
/// Invariant: a later turn never moves the order up, so its place after the first one is the foremost that it can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueTurn {
    pub at: Timestamp,
    pub action: NextAction,
    pub due: Option<Timestamp>,
}

impl QueuePlace {
    /// What `task_at` says before and after the first of `turns` that makes a difference.
    pub fn from_turns(turns: &[Timestamp], task_at: impl Fn(Timestamp) -> NextTask) -> Self {
        let said = |at| {
            let task = task_at(at);
            (task.action, task.due.map(|due| due.at))
        };
        let (action, due) = said(Timestamp::from_millis(i64::MIN));
        let mut turns = turns.to_vec();
        turns.sort_unstable();
        let turn = turns.into_iter().map(|at| (at, said(at))).find(|(_, said)| *said != (action, due));
        let turn = turn.map(|(at, (action, due))| QueueTurn { at, action, due });
        Self { action, due, turn }
    }

    /// What is to be done at `now`, and until when.
    pub fn at(&self, now: Timestamp) -> (NextAction, Option<Timestamp>) {
        match self.turn.filter(|turn| turn.at <= now) {
            Some(turn) => (turn.action, turn.due),
            None => (self.action, self.due),
        }
    }
}

/// The other answer to what became of a delivery: of `… resolve ID --delivered …` that it did not arrive. None for every other
/// command.
pub fn deny_delivery(command: &str) -> Option<String> {
    const ARRIVED: &str = " --delivered ";
    command.contains(ARRIVED).then(|| command.replace(ARRIVED, " --not-delivered "))
}
