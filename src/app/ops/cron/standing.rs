//! What stands as a run ends and needs a person, from the rows that the queue is made of: said by every run until it is done.

use std::collections::{BTreeMap, BTreeSet};

use super::due::PausedGroup;
use crate::app::delivery::operators::OperatorsNews;
use crate::app::delivery::retry::RetryVerdict;
use crate::app::orders::queue_merge::{QueueKey, queue_key};
use crate::app::orders::row_task::{ListContext, PushRoute, RouteFinder, is_due};
use crate::app::orders::todo::todo_item;
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::shell::shell_command;
use crate::domain::value::time::Timestamp;
use crate::error::{Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::projection::orders::queue::{OpenOrder, OpenOrders};

coded! {
    /// A kind of problem that does not pass by itself, the most urgent first.
    #[derive(PartialOrd, Ord)]
    StandingKind {
        UnknownPush = "unknown_push", "单推送结果未知", "pushes of unknown outcome";
        UnknownNotice = "unknown_notice", "单通知结果未知", "notices of unknown outcome";
        PausedGroup = "paused_group", "单在等暂停的群", "orders that wait for a paused group";
        NoRoute = "no_route", "单没有群接", "orders without a group";
        PlatformChange = "platform_change", "单在平台上有变化，等人决定", "orders that the platform changed and nobody decided about";
        RefusedPush = "refused_push", "单推送被拒", "pushes that were refused";
        FailedNotice = "failed_notice", "单通知失败", "notices that failed";
        OwedRefund = "owed_refund", "单退款未办完", "refunds that are owed";
        UnissuedTicket = "unissued_ticket", "单已付款没有有效票", "paid orders without a valid ticket";
        MissedVisit = "missed_visit", "单游玩日已过还没推给代理", "orders whose play date went by before the agent had them";
        UnansweredPush = "unanswered_push", "单推送后代理未按时确认", "pushes that the agent has not answered in time";
        PassedDeadline = "passed_deadline", "单逾期", "late orders";
    }
}

impl StandingKind {
    /// The exit code of a run that leaves it.
    pub const fn exit(self) -> Exit {
        match self {
            Self::UnknownPush | Self::UnknownNotice => Exit::Unknown,
            Self::PausedGroup | Self::NoRoute => Exit::Config,
            Self::PlatformChange
            | Self::RefusedPush
            | Self::FailedNotice
            | Self::OwedRefund
            | Self::UnissuedTicket
            | Self::MissedVisit
            | Self::UnansweredPush
            | Self::PassedDeadline => Exit::Partial,
        }
    }
}

/// A problem, how many orders have it, and what to do about the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingProblem {
    pub kind: StandingKind,
    pub count: usize,
    /// The foremost of the queue.
    pub first_order: OrderNo,
    pub command: Option<String>,
}

/// Everything that stands.
#[derive(Debug, Default)]
pub struct StandingReport {
    /// The most urgent kind first.
    pub problems: Vec<StandingProblem>,
    /// The paused groups that orders wait for.
    pub paused: Vec<PausedGroup>,
    /// How many orders failed with what passes by itself, within their deadline.
    pub passing: usize,
    /// Each problem of each order, as the operators' message counts them.
    pub things: BTreeSet<String>,
    /// How many notices are ready for a person to pass on.
    pub by_hand: usize,
}

impl StandingReport {
    /// How many orders have a problem of `kind`.
    pub fn count_of(&self, kind: StandingKind) -> usize {
        self.problems.iter().find(|problem| problem.kind == kind).map_or(0, |problem| problem.count)
    }

    /// The most urgent exit code of all that stands.
    pub fn exit_code(&self) -> Exit {
        match self.problems.first() {
            Some(problem) => problem.kind.exit(),
            None if self.passing > 0 => Exit::Transient,
            None => Exit::Ok,
        }
    }

    /// What the shop's own people are told: how many of which kind, and no order.
    pub fn operators_news(&self, by_hand: usize, lang: Lang) -> OperatorsNews {
        let kind = |problem: &StandingProblem| {
            let (n, BilingualText { zh, en }) = (problem.count, problem.kind.label());
            say!("{n} {zh}", "{en}: {n}")
        };
        let hand =
            (by_hand > 0).then(|| say!("{by_hand} 条通知等人发给买家", "notices for a person to pass on: {by_hand}"));
        let mut lines = vec![say!("有事需要人处理：", "these need a person:")];
        lines.extend(self.problems.iter().map(kind).chain(hand));
        lines.push(say!("先做哪件：ticketctl queue", "what to do first: ticketctl queue"));
        let text = lines.iter().map(|line| line.in_lang(lang)).collect::<Vec<_>>().join("\n");
        OperatorsNews { text, things: self.things.clone() }
    }

    /// Looks at every order that needs a person, or is late.
    pub(crate) fn collect(tx: &Tx<'_>, moment: &ListContext) -> Result<Self> {
        let mut collector =
            Collector { tx, moment, routes: RouteFinder::default(), found: BTreeMap::new(), report: Self::default() };
        let now = moment.now;
        for action in NextAction::ALL.iter().copied().filter(|action| action.urgency() <= LEAST_URGENT) {
            let which = if needs_person(action) { OpenOrders::All } else { OpenOrders::Late };
            match action {
                NextAction::PushAgentGroup => collector.add_waiting_pushes()?,
                _ => tx.for_each_open_order(action, which, now, |order| collector.add_order(order))?,
            }
        }
        tx.for_each_turned_order(LEAST_URGENT, now, |order| collector.add_order(order))?;
        let Collector { found, mut report, .. } = collector;
        for (kind, Pile { count, first, group }) in found {
            let (.., first_order) = first;
            let command = match group {
                Some(group) => Some(shell_command(&["ticketctl", "group", "test", &group])),
                None => todo_item(tx, &first_order, moment)?.next.command,
            };
            report.problems.push(StandingProblem { kind, count, first_order, command });
        }
        Ok(report)
    }
}

/// Nothing that is less urgent needs a person by a certain time.
const LEAST_URGENT: u8 = NextAction::CollectUserInfo.urgency();

/// Whether an order needs a person because of what is to be done about it, be it late or not. What can be pushed does only
/// where its route is blocked.
const fn needs_person(action: NextAction) -> bool {
    use NextAction as Next;
    match action {
        Next::ResolveUnknownPush
        | Next::ResolveUnknownNotice
        | Next::FixPushFailure
        | Next::HandlePlatformChange
        | Next::ChaseAgent
        | Next::RefundMissedVisit
        | Next::HandOverNotice
        | Next::FixNotification
        | Next::HandleRefund
        | Next::CompleteRefund
        | Next::ConfirmCancel
        | Next::RefundCustomer
        | Next::IssueTicket
        | Next::ReissueTicket => true,
        Next::ResumeGroup
        | Next::RouteOrder
        | Next::ReviewScreenshot
        | Next::NotifyUser
        | Next::PushAgentGroup
        | Next::UploadProof
        | Next::ConfirmAgentPayment
        | Next::ReviewOrder
        | Next::UploadScreenshot
        | Next::CollectUserInfo
        | Next::SettleProfitShare
        | Next::RequestCheckout
        | Next::CreateSession
        | Next::AwaitPayment
        | Next::LockInventory
        | Next::AddPlaces
        | Next::UploadProofOrPush
        | Next::Wait
        | Next::None => false,
    }
}

/// The orders of one kind.
struct Pile {
    count: usize,
    first: QueueKey,
    /// The paused group of the first.
    group: Option<String>,
}

/// What becomes of the failure that an order has.
enum FailureOutlook {
    /// It goes again by itself; it has failed since then.
    Passes { since: Timestamp },
    /// It goes again once the channel is mended.
    Held,
    /// Only a person makes something of it.
    Stands,
}

struct Collector<'a> {
    tx: &'a Tx<'a>,
    moment: &'a ListContext,
    routes: RouteFinder,
    found: BTreeMap<StandingKind, Pile>,
    report: StandingReport,
}

impl Collector<'_> {
    /// The orders that wait for a push: into a group that takes none, all of them; else those whose deadline has passed.
    fn add_waiting_pushes(&mut self) -> Result<()> {
        let (tx, now) = (self.tx, self.moment.now);
        for facts in tx.list_waiting_routes()? {
            let route = self.routes.find_by_facts(tx, &facts)?.clone();
            let which = if route == PushRoute::Open { OpenOrders::Late } else { OpenOrders::All };
            tx.for_each_waiting_order(&facts, which, now, |order| {
                match &route {
                    PushRoute::Open => self.add(StandingKind::PassedDeadline, order, None),
                    PushRoute::Missing => self.add(StandingKind::NoRoute, order, None),
                    PushRoute::Paused { group, reason } => self.add_waiting(order, group, reason),
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn add_order(&mut self, order: OpenOrder) -> Result<()> {
        let kind = match order.action {
            NextAction::ResolveUnknownPush => StandingKind::UnknownPush,
            NextAction::ResolveUnknownNotice => StandingKind::UnknownNotice,
            NextAction::HandlePlatformChange => StandingKind::PlatformChange,
            NextAction::FixPushFailure => return self.add_failed_push(order),
            NextAction::HandOverNotice => {
                self.report.by_hand += 1;
                return Ok(());
            }
            NextAction::FixNotification => match self.failure_outlook(&order, DeliveryKind::Notice)? {
                FailureOutlook::Passes { since } if self.is_recent(since) => {
                    self.report.passing += 1;
                    return Ok(());
                }
                _ => StandingKind::FailedNotice,
            },
            NextAction::RefundCustomer
            | NextAction::CompleteRefund
            | NextAction::HandleRefund
            | NextAction::ConfirmCancel => StandingKind::OwedRefund,
            NextAction::IssueTicket | NextAction::ReissueTicket => StandingKind::UnissuedTicket,
            NextAction::RefundMissedVisit => StandingKind::MissedVisit,
            NextAction::ChaseAgent => StandingKind::UnansweredPush,
            // A hold or a session that runs out is nobody's fault; a sweep records it.
            NextAction::RequestCheckout | NextAction::CreateSession | NextAction::AwaitPayment => return Ok(()),
            _ if is_due(order.due, self.moment.now) => StandingKind::PassedDeadline,
            _ => return Ok(()),
        };
        self.add(kind, order, None);
        Ok(())
    }

    /// A push that failed: what passes by itself may do so until its deadline.
    fn add_failed_push(&mut self, order: OpenOrder) -> Result<()> {
        let outlook = self.failure_outlook(&order, DeliveryKind::Push)?;
        if matches!(outlook, FailureOutlook::Stands) {
            self.add(StandingKind::RefusedPush, order, None);
            return Ok(());
        }
        let route = match self.tx.find_route_facts(&order.order_no)? {
            Some(facts) => self.routes.find_by_facts(self.tx, &facts)?.clone(),
            None => PushRoute::Missing,
        };
        match route {
            PushRoute::Paused { group, reason } => self.add_waiting(order, &group, &reason),
            PushRoute::Missing => self.add(StandingKind::NoRoute, order, None),
            PushRoute::Open if is_due(order.due, self.moment.now) => {
                self.add(StandingKind::PassedDeadline, order, None);
            }
            PushRoute::Open => self.report.passing += 1,
        }
        Ok(())
    }

    fn add_waiting(&mut self, order: OpenOrder, group: &str, reason: &str) {
        self.add(StandingKind::PausedGroup, order, Some(group));
        match self.report.paused.iter_mut().find(|paused| paused.group == group) {
            Some(paused) => paused.waiting += 1,
            None => {
                let (group, reason) = (group.to_owned(), reason.to_owned());
                self.report.paused.push(PausedGroup { group, reason, waiting: 1 });
            }
        }
    }

    fn add(&mut self, kind: StandingKind, order: OpenOrder, group: Option<&str>) {
        self.report.things.insert(format!("{} {}", kind.code(), order.order_no));
        let OpenOrder { order_no, action, due, play_date } = order;
        let first = queue_key(action, due, play_date, &order_no);
        let group = || group.map(str::to_owned);
        match self.found.get_mut(&kind) {
            None => {
                self.found.insert(kind, Pile { count: 1, first, group: group() });
            }
            Some(pile) => {
                pile.count += 1;
                if first < pile.first {
                    (pile.first, pile.group) = (first, group());
                }
            }
        }
    }

    /// Whether so short a time has passed that nobody needs to look: as long as a push may wait.
    fn is_recent(&self, since: Timestamp) -> bool {
        since.plus_minutes(self.moment.deadlines.push) >= self.moment.now
    }

    fn failure_outlook(&self, order: &OpenOrder, kind: DeliveryKind) -> Result<FailureOutlook> {
        let rows = self.tx.deliveries_of_kind(&order.order_no, kind)?;
        Ok(match RetryVerdict::from_deliveries(&rows) {
            // It goes with the next run.
            RetryVerdict::Missing => match rows.iter().map(|delivery| delivery.updated_at).max() {
                Some(since) => FailureOutlook::Passes { since },
                None => FailureOutlook::Stands,
            },
            RetryVerdict::Passing { latest, .. } => {
                // Newest first. What was never sent, because a part before it failed, says nothing.
                let tried = rows.iter().filter(|delivery| delivery.state != DeliveryState::Cancelled);
                let first = tried.take_while(|delivery| delivery.state == DeliveryState::Failed).last();
                FailureOutlook::Passes { since: first.map_or(latest, |first| first.created_at) }
            }
            RetryVerdict::ChannelRefused { .. } => FailureOutlook::Held,
            RetryVerdict::Person => FailureOutlook::Stands,
        })
    }
}
