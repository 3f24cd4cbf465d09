//! The state of a resale order: what its events add up to.

use serde::Serialize;

use super::axis::*;
use super::payload::*;
use super::platform_log::{PlatformNews, PlatformNewsLog};
use super::season::Season;
use crate::domain::order::delivery::DeliveryPart;
use crate::domain::order::event::EventResult;
use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::BilingualText;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::text::number::is_same_number;
use crate::domain::value::time::{Day, Timestamp};

pub use crate::domain::order::notice::{BuyerNotice, PartState};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ResaleStatuses {
    /// 订单状态
    pub order: OrderStatus,
    /// 审核
    pub review: ReviewStatus,
    /// 代付
    pub agent_payment: AgentPaymentStatus,
    /// 推单
    pub agent_push: AgentPushStatus,
    /// 截图匹配
    pub screenshot_match: ScreenshotMatchStatus,
    /// 用户通知
    pub user_notify: UserNotifyStatus,
    /// 分润
    pub profit_share: ProfitShareStatus,
}

impl ResaleStatuses {
    pub const fn code(&self, axis: ResaleAxis) -> &'static str {
        match axis {
            ResaleAxis::Order => self.order.code(),
            ResaleAxis::Review => self.review.code(),
            ResaleAxis::AgentPayment => self.agent_payment.code(),
            ResaleAxis::AgentPush => self.agent_push.code(),
            ResaleAxis::ScreenshotMatch => self.screenshot_match.code(),
            ResaleAxis::UserNotify => self.user_notify.code(),
            ResaleAxis::ProfitShare => self.profit_share.code(),
        }
    }

    /// The label of the value on `axis`.
    pub const fn label(&self, axis: ResaleAxis) -> BilingualText {
        match axis {
            ResaleAxis::Order => self.order.label(),
            ResaleAxis::Review => self.review.label(),
            ResaleAxis::AgentPayment => self.agent_payment.label(),
            ResaleAxis::AgentPush => self.agent_push.label(),
            ResaleAxis::ScreenshotMatch => self.screenshot_match.label(),
            ResaleAxis::UserNotify => self.user_notify.label(),
            ResaleAxis::ProfitShare => self.profit_share.label(),
        }
    }
}

/// What was bought, as the marketplace told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarketplacePurchase {
    /// The marketplace's number.
    pub external_order_no: String,
    /// Such as `xianyu`.
    pub source_platform: String,
    /// As the marketplace words it.
    pub product_name: String,
    /// How many tickets, and so how many visitors; 1 where nothing says otherwise.
    pub quantity: u32,
    /// In yuan.
    pub paid_amount: Fen,
    pub paid_at: Timestamp,
    /// The buyer's account there: personal.
    pub external_user_id: Option<Personal>,
    /// What the buyer is called there, where the platform says it: personal.
    pub buyer_nick: Option<Personal>,
    /// The key under which a repeat of the paid event is recognised.
    pub event_key: String,
    /// The number of the buyer's payment, where the platform says it.
    pub pay_no: Option<String>,
}

/// Something an operator or an agent did once, with who and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedFact<T> {
    pub what: T,
    pub at: Timestamp,
    pub by: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushPart {
    pub id: String,
    /// `text` or `proof`.
    pub part: String,
    pub state: PartState,
    /// Whether a byte of it may have left, so that the agent may have it.
    pub may_have_left: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushAttempt {
    /// 1, 2, 3 …
    pub number: u32,
    /// The revision of the order that it carries.
    pub revision: u32,
    /// The SHA-256 of the proof that was current when it began.
    pub proof: Option<String>,
    pub group: String,
    pub parts: Vec<PushPart>,
    /// Whether the push was accepted as a whole: an imported one does not tell its parts.
    pub complete: bool,
    pub at: Timestamp,
    pub failure: Option<(String, String)>,
}

impl PushAttempt {
    /// Whether anything of it is in the group.
    pub fn has_arrived(&self) -> bool {
        self.complete || self.parts.iter().any(|part| part.state == PartState::Accepted)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushHistory {
    /// Every attempt, oldest first.
    pub attempts: Vec<PushAttempt>,
    /// The push axis before the running attempt; outcomes show it as their `before`.
    pub before_attempt: Option<AgentPushStatus>,
    /// When all parts were accepted.
    pub accepted_at: Option<Timestamp>,
}

impl PushHistory {
    /// The latest attempt.
    pub fn latest_attempt(&self) -> Option<&PushAttempt> {
        self.attempts.last()
    }

    /// The group that a part was accepted in: the rest goes there too, and so does every later revision.
    pub fn committed_group(&self) -> Option<&str> {
        self.attempts.iter().find(|attempt| attempt.has_arrived()).map(|attempt| attempt.group.as_str())
    }
}

/// A cancellation or a refund under way, or done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResaleRefund {
    pub reason: String,
    /// What the buyer shall get back, in yuan; once it is done, what came back.
    pub amount: Fen,
    /// Whether it ends in 已取消 and not in 已退款.
    pub is_cancel: bool,
    /// Where the order goes on once a part of the money is back; none where the refund ends the order.
    pub resumes: Option<OrderStatus>,
    pub legs: Vec<RecordedFact<LegConfirmed>>,
    pub requested_at: Timestamp,
    pub completed_at: Option<Timestamp>,
}

/// A second payment of the agent, as it was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondAgentPayment {
    /// `wechat`, `alipay` or `bank`.
    pub channel: String,
    /// Its number there, as it was typed.
    pub reference: String,
    pub at: Timestamp,
    /// When it came back, or somebody said why nothing is to come back.
    pub settled_at: Option<Timestamp>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResaleOrder {
    pub order_no: OrderNo,
    /// How many events it has.
    pub version: u32,
    /// 1, and one more with each correction of what the agent had been told.
    pub revision: u32,
    pub purchase: MarketplacePurchase,
    /// Known from the paid event or from the form.
    pub ticket_type: Option<String>,
    /// Known from the paid event or from the form.
    pub play_date: Option<Day>,
    /// Once priced.
    pub season_type: Option<RecordedCode<Season>>,
    /// The price table's amount for all tickets, once priced.
    pub settlement_amount: Option<Fen>,
    /// What the agent is owed for all of them, once priced.
    pub agent_payable_amount: Option<Fen>,
    pub status: ResaleStatuses,
    /// The buyer's form, as submitted or last corrected.
    pub form: Option<RecordedFact<FormSubmitted>>,
    /// The latest automatic review: passed, or what it asks a person to look at.
    pub auto_review: Option<RecordedFact<ReviewOutcome>>,
    /// The latest *manual* review.
    pub review: Option<RecordedFact<(EventResult, ReviewDecision)>>,
    pub payment: Option<RecordedFact<PaymentConfirmed>>,
    /// Every second confirmation with a number of its own, oldest first: perhaps money left twice.
    pub second_payments: Vec<SecondAgentPayment>,
    /// Every proof, oldest first; the last is current.
    pub proofs: Vec<RecordedFact<ProofUploaded>>,
    pub push: PushHistory,
    /// The agent's answer in the group.
    pub acknowledged: Option<RecordedFact<PushAcknowledged>>,
    /// Every screenshot, oldest first; the last is current.
    pub screenshots: Vec<RecordedFact<ScreenshotUploaded>>,
    /// What was read on the current one.
    pub ocr: Option<RecordedFact<OcrCompleted>>,
    pub matching: Option<RecordedFact<MatchOutcome>>,
    /// The verdicts on the screenshots before the current one, oldest first: those of this revision that nobody refused.
    pub earlier_matches: Vec<RecordedFact<MatchOutcome>>,
    /// Who accepted or refused it by hand, and why.
    pub screenshot_review: Option<RecordedFact<(EventResult, ReviewDecision)>>,
    /// Every notice, oldest first.
    pub notices: Vec<BuyerNotice>,
    /// The user-notify axis before the running notice.
    pub before_notice: Option<UserNotifyStatus>,
    pub share: Option<RecordedFact<ShareSettled>>,
    /// Every cancellation and refund, oldest first; only the last may be under way.
    pub refunds: Vec<ResaleRefund>,
    pub missed: Vec<DeadlineMissed>,
    /// What the platform said of the order after it was paid.
    pub platform: PlatformNewsLog,
    /// What operators wrote down, oldest first.
    pub notes: Vec<RecordedFact<OrderNoted>>,
    /// When the order entered its present order status.
    pub since: Timestamp,
    pub created_at: Timestamp,
    /// When the latest visible event was recorded.
    pub updated_at: Timestamp,
    pub erased: bool,
}

impl ResaleOrder {
    /// Whether nothing may be sent for the order any more.
    pub const fn is_frozen(&self) -> bool {
        match self.status.order {
            OrderStatus::CancelPending
            | OrderStatus::Cancelled
            | OrderStatus::RefundPending
            | OrderStatus::Refunded => true,
            OrderStatus::UserInfoPending
            | OrderStatus::AgentPaymentPending
            | OrderStatus::AgentPaymentConfirmed
            | OrderStatus::AgentPushed
            | OrderStatus::ScreenshotReview
            | OrderStatus::TicketMatched
            | OrderStatus::Completed => false,
        }
    }

    /// The gravest of the platform's news that stop the order: nothing is paid or sent for it until somebody decides. None
    /// while another way out is under way.
    pub fn news_to_decide(&self) -> Option<&PlatformNews> {
        self.platform.gravest_news().filter(|_| !self.is_frozen())
    }

    /// What a platform may rightly say was paid: what was, and what is left of it after our own refunds.
    pub fn own_amounts(&self) -> [Fen; 2] {
        [self.purchase.paid_amount, self.refundable_amount()]
    }

    /// Whether a person has to judge the form: because the rules asked, or because nobody did, where another system led the
    /// order.
    pub const fn awaits_review(&self) -> bool {
        matches!(self.status.review, ReviewStatus::ManualPending | ReviewStatus::NotStarted)
    }

    /// Whether the order may have reached the agent: a push was accepted, or nobody knows.
    pub fn may_have_reached_agent(&self) -> bool {
        matches!(
            self.status.agent_push,
            AgentPushStatus::Sending | AgentPushStatus::Accepted | AgentPushStatus::Acked | AgentPushStatus::Unknown
        ) || self.push.committed_group().is_some()
            || matches!(
                self.status.screenshot_match,
                ScreenshotMatchStatus::Matched | ScreenshotMatchStatus::ManualMatched
            )
    }

    /// Whether the agent was told the present revision, in the group or another way.
    pub fn agent_knows_revision(&self) -> bool {
        self.push.attempts.iter().any(|attempt| attempt.revision == self.revision && attempt.has_arrived())
            || self.status.order == OrderStatus::ScreenshotReview
    }

    /// The revision that a correction makes: another one only where the agent could confuse the two.
    pub fn corrected_revision(&self) -> u32 {
        self.revision.saturating_add(u32::from(self.agent_knows_revision()))
    }

    /// Whether a part need not be sent: the text of this revision is in the group, or the proof as it is now.
    pub fn has_delivered(&self, part: &DeliveryPart) -> bool {
        let proof = self.current_proof().map(|proof| proof.receipt_image_hash.as_str());
        self.push.attempts.iter().any(|attempt| {
            let holds = if *part == DeliveryPart::Proof {
                attempt.proof.as_deref() == proof
            } else {
                attempt.revision == self.revision
            };
            holds && attempt.parts.iter().any(|sent| sent.part == part.code() && sent.state == PartState::Accepted)
        })
    }

    /// The proof that a push would carry.
    pub fn current_proof(&self) -> Option<&ProofUploaded> {
        self.proofs.last().map(|proof| &proof.what)
    }

    /// The cancellation or refund under way.
    pub fn open_refund(&self) -> Option<&ResaleRefund> {
        self.refunds.last().filter(|refund| refund.completed_at.is_none())
    }

    /// What the buyer has back, in yuan.
    pub fn refunded_amount(&self) -> Fen {
        let back = self.refunds.iter().filter(|refund| refund.completed_at.is_some());
        back.map(|refund| refund.amount).fold(Fen::ZERO, Fen::saturating_add)
    }

    /// What a new refund may give back at most, in yuan.
    pub fn refundable_amount(&self) -> Fen {
        self.purchase.paid_amount.saturating_sub(self.refunded_amount())
    }

    /// What is left to share, in yuan: what the buyer paid and did not get back, without what the agent has of it. Negative
    /// where the order loses money.
    pub fn share_amount(&self) -> Fen {
        let legs = self.refunds.iter().flat_map(|refund| &refund.legs);
        let returned = legs.filter(|leg| leg.what.leg == RefundLeg::Agent).filter_map(|leg| leg.what.amount);
        let agent = self.agent_paid_amount().unwrap_or_default();
        self.refundable_amount().saturating_sub(agent.saturating_sub(returned.fold(Fen::ZERO, Fen::saturating_add)))
    }

    /// The legs that the refund of this order has: the buyer's always; of everything the agent's too once 代付 was paid, and
    /// the ticket's once the order may have reached the agent.
    pub fn required_legs(&self) -> Vec<RefundLeg> {
        let ends = self.open_refund().is_none_or(|refund| refund.resumes.is_none());
        let paid = ends && self.status.agent_payment != AgentPaymentStatus::NotStarted;
        let reached = ends && self.may_have_reached_agent();
        RefundLeg::ALL
            .iter()
            .copied()
            .filter(|leg| match leg {
                RefundLeg::Buyer => true,
                RefundLeg::Agent => paid,
                RefundLeg::Ticket => reached,
            })
            .collect()
    }

    pub fn find_second_payment(&self, reference: &str) -> Option<&SecondAgentPayment> {
        self.second_payments.iter().find(|payment| is_same_number(&payment.reference, reference))
    }

    /// The oldest that is still to come back.
    pub fn open_second_payment(&self) -> Option<&SecondAgentPayment> {
        self.second_payments.iter().find(|payment| payment.settled_at.is_none())
    }

    /// The legs that are not done yet.
    pub fn open_legs(&self) -> Vec<RefundLeg> {
        let done = |leg: &RefundLeg| {
            self.open_refund().is_some_and(|refund| refund.legs.iter().any(|done| done.what.leg == *leg))
        };
        self.required_legs().into_iter().filter(|leg| !done(leg)).collect()
    }

    /// What a leg of the refund under way gives back in full, in yuan; none where it moves no money.
    pub fn leg_amount(&self, leg: RefundLeg) -> Option<Fen> {
        match leg {
            RefundLeg::Buyer => self.open_refund().map(|refund| refund.amount),
            RefundLeg::Agent => self.agent_paid_amount(),
            RefundLeg::Ticket => None,
        }
    }

    /// What the agent kept of a payment that was to come back in full, in yuan: the shop's loss.
    pub fn agent_shortfall(&self) -> Option<Fen> {
        let mut legs = self.refunds.iter().flat_map(|refund| &refund.legs);
        let returned = legs.rfind(|leg| leg.what.leg == RefundLeg::Agent)?.what.amount?;
        let short = self.agent_paid_amount()?.saturating_sub(returned);
        (short > Fen::ZERO).then_some(short)
    }

    /// What the agent was paid, in yuan.
    pub fn agent_paid_amount(&self) -> Option<Fen> {
        let payment = self.payment.as_ref()?;
        payment.what.paid_amount.or(self.agent_payable_amount)
    }
}
