//! The open question of an order: the commands that answer it, and what each of them still has to be told.

use crate::app::orders::todo::TodoItem;
use crate::cli::payment::answer::{
    NO_NUMBER, USUAL_CHANNEL, channel_of_number, find_doubt, says_payment, split_channel,
};
use crate::cli::refund_leg::is_evidence;
use crate::domain::order::next::NextAction;
use crate::domain::order::notice::BY_HAND;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::payload::RefundLeg;
use crate::domain::resale::payment_channel::PaymentChannel;
use crate::domain::value::message::{BilingualText, Lang};
use crate::output::order_labels::zh_en;

/// What an operator is asked about an order.
pub(super) struct WorkQuestion {
    /// What answers it; of several, each by its key.
    pub(super) choices: Vec<StepChoice>,
    /// What is to be seen before it can be answered.
    pub(super) look_first: Option<Vec<String>>,
    /// Whether the buyer's text may be pasted in place of an answer.
    pub(super) takes_text: bool,
    /// What Enter leaves as it is, where nothing but a word may change it.
    pub(super) left_by_enter: Option<BilingualText>,
}

/// A command that answers the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StepChoice {
    /// What is typed to choose it; empty for the one that an answer, or Enter, means.
    pub(super) key: &'static str,
    pub(super) label: BilingualText,
    pub(super) words: Vec<CommandWord>,
}

/// A word of a command, or the place of one that only the operator knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CommandWord {
    pub(super) text: String,
    pub(super) blank: Option<BlankKind>,
}

/// What only the operator knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlankKind {
    Reason,
    Evidence,
    /// Of a payment: its number, and before it its channel where that is not the usual one.
    Payment,
    /// The number of a payment as the payment provider says it.
    PaymentNumber,
    Mandate,
    Proof,
    Screenshot,
    Group,
    Capacity,
    Method,
    Note,
}

const FORM_LABEL: BilingualText =
    zh_en("填写买家资料，或直接粘贴买家的文字", "fill in the buyer's form, or paste the buyer's text");

impl BlankKind {
    pub(super) const fn prompt(self) -> BilingualText {
        match self {
            Self::Reason => zh_en("原因", "Reason"),
            Self::Evidence => {
                zh_en("凭据（单号、消息或截图名）", "Evidence (a number, a message, a screenshot's name)")
            }
            Self::Payment => zh_en(
                "付款单号（前面可写渠道：微信、支付宝、银行）",
                "Payment number (its channel may stand before it: wechat, alipay, bank)",
            ),
            Self::PaymentNumber => zh_en("买家的付款单号", "Number of the buyer's payment"),
            Self::Mandate => zh_en("授权书的文件（Tab 补全）", "File of the mandate (Tab completes)"),
            Self::Proof => zh_en("付款凭证的文件（Tab 补全）", "File of the payment proof (Tab completes)"),
            Self::Screenshot => zh_en("代理截图的文件（Tab 补全）", "File of the agent's screenshot (Tab completes)"),
            Self::Group => zh_en("代理群", "Group"),
            Self::Capacity => zh_en("当天的名额总数", "Number of places of the day, sold ones included"),
            Self::Method => zh_en("支付方式", "Payment method"),
            Self::Note => zh_en("备注", "Note"),
        }
    }

    pub(super) const fn is_path(self) -> bool {
        matches!(self, Self::Proof | Self::Screenshot | Self::Mandate)
    }

    /// Whether an answer can be meant: a payment is money, and a slip of the fingers is no number.
    pub(super) fn accepts(self, answer: &str) -> bool {
        match self {
            Self::Payment => says_payment(answer),
            Self::PaymentNumber => is_payment_number(answer),
            Self::Capacity => answer.parse::<u32>().is_ok(),
            // A slip of the finger is no reason, and the reason is what an order may be cancelled for.
            Self::Reason => answer.chars().count() > 1,
            Self::Evidence => is_evidence(answer),
            Self::Mandate | Self::Proof | Self::Screenshot | Self::Group | Self::Method | Self::Note => true,
        }
    }

    /// What an operator reads where an answer can't be meant.
    pub(super) fn refusal(self) -> Option<BilingualText> {
        match self {
            Self::Payment => Some(NO_NUMBER),
            Self::Reason => Some(zh_en(
                "原因至少两个字；直接回车返回",
                "a reason has at least 2 characters; Enter alone leads back",
            )),
            Self::Evidence => Some(zh_en(
                "凭据至少两个字；直接回车返回",
                "evidence has at least 2 characters; Enter alone leads back",
            )),
            _ => None,
        }
    }

    /// The channel and the number of a payment that may be a slip.
    pub(super) fn doubtful_payment(
        self,
        answer: &str,
        last: Option<PaymentChannel>,
    ) -> Option<(PaymentChannel, String)> {
        if self == Self::Payment { find_doubt(answer, last) } else { None }
    }

    /// The answer as words of the command. `last` is the channel of the payment before.
    pub(super) fn to_words(self, answer: &str, last: &mut Option<PaymentChannel>) -> Vec<String> {
        if self != Self::Payment {
            return vec![answer.to_owned()];
        }
        let (named, number) = split_channel(answer);
        let channel = named.or_else(|| channel_of_number(&number)).or(*last).unwrap_or(USUAL_CHANNEL);
        *last = Some(channel);
        let mut words = vec!["--channel".to_owned(), channel.code().to_owned()];
        if !number.is_empty() {
            words.extend(["--ref".to_owned(), number]);
        }
        words
    }

    /// What a placeholder of a suggested command stands for, behind the word before it.
    fn of_placeholder(before: &str, word: &str) -> Option<Self> {
        Some(match (before, word) {
            (_, "REASON") => Self::Reason,
            (_, "TEXT") => Self::Evidence,
            (_, "REF") => Self::PaymentNumber,
            ("--mandate", "FILE") => Self::Mandate,
            (_, "FILE") => Self::Proof,
            (_, "IMAGE") => Self::Screenshot,
            (_, "GROUP") => Self::Group,
            (_, "N") => Self::Capacity,
            (_, "METHOD") => Self::Method,
            _ => return None,
        })
    }
}

/// Whether a text can be a payment's number; providers of card payments write letters, too.
fn is_payment_number(text: &str) -> bool {
    text.len() >= 6 && text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_whitespace)
}

impl WorkQuestion {
    /// What is asked about a task.
    pub(super) fn of_task(task: &TodoItem) -> Self {
        let no = &task.order_no;
        let review = |noun, yes: &'static str, no_word: &'static str| {
            vec![
                StepChoice::new("y", zh_en("通过", "accept"), &[noun, yes], no, &[("--reason", BlankKind::Reason)]),
                StepChoice::new("r", zh_en("驳回", "reject"), &[noun, no_word], no, &[("--reason", BlankKind::Reason)]),
            ]
        };
        let choices = match task.next.action {
            NextAction::ReviewOrder => review("review", "pass", "reject"),
            NextAction::ReviewScreenshot => review("match", "accept", "reject"),
            NextAction::ConfirmAgentPayment => {
                let label = zh_en("确认代付", "confirm the payment");
                vec![StepChoice::new("", label, &["payment", "confirm"], no, &[("", BlankKind::Payment)])]
            }
            NextAction::UploadScreenshot | NextAction::ChaseAgent => vec![
                StepChoice::new("", zh_en("截图", "screenshot"), &["ocr", "run"], no, &[("", BlankKind::Screenshot)]),
                StepChoice::new("a", zh_en("代理已确认", "the agent confirmed"), &["push", "ack"], no, &[]),
            ],
            NextAction::CollectUserInfo => vec![
                StepChoice::new("", FORM_LABEL, &["form", "submit"], no, &[]),
                StepChoice::new("t", zh_en("给买家的文字", "text for the buyer"), &["form", "ask"], no, &[]),
            ],
            NextAction::HandlePlatformChange => platform_choices(no),
            NextAction::ResolveUnknownPush | NextAction::ResolveUnknownNotice => resolve_choices(task),
            action => suggested_choice(task).into_iter().chain(other_choices(action, no)).collect(),
        };
        let look_first =
            (task.next.action == NextAction::ReviewScreenshot).then(|| order_words(&["match", "show"], no));
        // Somebody, or the service's refusal, stopped the group: it is opened by whoever has seen why, and never by Enter alone.
        let paused = choices.iter().find_map(StepChoice::resumed_group);
        let left_by_enter = paused.is_some().then_some(zh_en("保持暂停，跳过", "leave it paused"));
        let look_first = look_first.or(paused.map(|group| ["group", "show", group].map(str::to_owned).to_vec()));
        let takes_text = task.next.action == NextAction::CollectUserInfo;
        Self { look_first, choices, takes_text, left_by_enter }
    }

    /// The choice that an answer alone, or Enter, means.
    pub(super) fn plain_choice(&self) -> Option<&StepChoice> {
        self.choices.iter().find(|choice| choice.key.is_empty())
    }
}

impl StepChoice {
    /// A command about an order, and what is asked for behind its flags (behind none: as an argument).
    fn new(
        key: &'static str,
        label: BilingualText,
        command: &[&str],
        order_no: &OrderNo,
        blanks: &[(&str, BlankKind)],
    ) -> Self {
        let mut words: Vec<CommandWord> = order_words(command, order_no).into_iter().map(CommandWord::plain).collect();
        for (flag, blank) in blanks {
            if !flag.is_empty() {
                words.push(CommandWord::plain((*flag).to_owned()));
            }
            words.push(CommandWord { text: String::new(), blank: Some(*blank) });
        }
        Self { key, label, words }
    }

    /// What is asked at first: its name where it has to be told nothing.
    pub(super) fn prompt(&self, lang: Lang) -> String {
        self.first_blank().map_or_else(|| self.label.in_lang(lang).to_owned(), |blank| self.prompt_for(blank, lang))
    }

    /// What is asked for a blank of it. Where the thing alone does not say of what it is, the step comes first.
    pub(super) fn prompt_for(&self, blank: BlankKind, lang: Lang) -> String {
        let prompt = blank.prompt().in_lang(lang);
        match blank {
            BlankKind::Evidence | BlankKind::Reason => {
                [self.label.in_lang(lang), zh_en("：", ": ").in_lang(lang), prompt].concat()
            }
            _ => prompt.to_owned(),
        }
    }

    /// Whether it cancels the order or gives the money back.
    pub(super) fn ends_order(&self) -> bool {
        let command: Vec<&str> = self.words.iter().take(2).map(|word| word.text.as_str()).collect();
        matches!(command.as_slice(), ["order", "cancel"] | ["refund", "open"])
    }

    /// The group that it opens again, where it opens one.
    fn resumed_group(&self) -> Option<&str> {
        match self.words.as_slice() {
            [noun, verb, group] if noun.text == "group" && verb.text == "resume" => Some(&group.text),
            _ => None,
        }
    }

    /// The first thing that it has to be told.
    pub(super) fn first_blank(&self) -> Option<BlankKind> {
        self.words.iter().find_map(|word| word.blank)
    }
}

impl CommandWord {
    const fn plain(text: String) -> Self {
        Self { text, blank: None }
    }
}

/// The words of a command about an order.
pub(super) fn order_words(command: &[&str], order_no: &OrderNo) -> Vec<String> {
    command.iter().map(|word| (*word).to_owned()).chain([order_no.to_string()]).collect()
}

/// What else answers the question than the command that the queue suggests.
fn other_choices(action: NextAction, no: &OrderNo) -> Vec<StepChoice> {
    let reason = [("--reason", BlankKind::Reason)];
    let cancel = || StepChoice::new("c", zh_en("取消订单", "cancel the order"), &["checkout", "cancel"], no, &reason);
    match action {
        NextAction::LockInventory | NextAction::AddPlaces | NextAction::CreateSession => vec![cancel()],
        NextAction::RequestCheckout => {
            let (label, method) = (zh_en("换支付方式", "another payment method"), [("--method", BlankKind::Method)]);
            vec![StepChoice::new("m", label, &["checkout", "request"], no, &method), cancel()]
        }
        NextAction::AwaitPayment => {
            let failed = zh_en("付款失败", "the payment failed");
            vec![StepChoice::new("f", failed, &["checkout", "fail"], no, &reason), cancel()]
        }
        NextAction::ReissueTicket => {
            vec![StepChoice::new("r", zh_en("退款", "refund"), &["refund", "open"], no, &reason)]
        }
        NextAction::CompleteRefund => {
            let failed = zh_en("退不了款", "it could not be refunded");
            vec![StepChoice::new("f", failed, &["refund", "fail"], no, &reason)]
        }
        NextAction::HandOverNotice => {
            let words = order_words(&["notify", "send"], no).into_iter().chain(["--channel".into(), BY_HAND.into()]);
            let words = words.map(CommandWord::plain).collect();
            vec![StepChoice { key: "t", label: zh_en("通知的文字", "text of the notice"), words }]
        }
        _ => Vec::new(),
    }
}

fn platform_choices(no: &OrderNo) -> Vec<StepChoice> {
    let reason = [("--reason", BlankKind::Reason)];
    vec![
        StepChoice::new("c", zh_en("取消订单", "cancel the order"), &["order", "cancel"], no, &reason),
        StepChoice::new("r", zh_en("退款", "refund"), &["refund", "open"], no, &reason),
        StepChoice::new("k", zh_en("照原样继续", "keep the order"), &["order", "keep"], no, &reason),
    ]
}

/// The suggested command says "delivered"; it may be the other way round.
fn resolve_choices(task: &TodoItem) -> Vec<StepChoice> {
    let Some(arrived) = suggested_choice(task) else { return Vec::new() };
    let mut lost = arrived.clone();
    for word in &mut lost.words {
        if word.text == "--delivered" {
            word.text = "--not-delivered".to_owned();
        }
    }
    vec![
        StepChoice { key: "d", label: zh_en("已送达", "it arrived"), ..arrived },
        StepChoice { key: "u", label: zh_en("没有送达", "it did not arrive"), ..lost },
    ]
}

/// The command that the queue suggests, with its placeholders as blanks.
fn suggested_choice(task: &TodoItem) -> Option<StepChoice> {
    let mut words = shlex::split(task.next.command.as_deref()?)?.into_iter();
    words.next().filter(|program| program == "ticketctl")?;
    let mut before = String::new();
    let words = words.map(|text| {
        let blank = BlankKind::of_placeholder(&before, &text);
        before.clone_from(&text);
        CommandWord { text, blank }
    });
    let words: Vec<CommandWord> = words.collect();
    // One of several legs: which one says more than that there is a refund.
    let leg = words.iter().skip_while(|word| word.text != "--leg").nth(1);
    let leg = leg.and_then(|word| RefundLeg::from_code(&word.text)).map(|leg| leg.label());
    let choice = StepChoice { key: "", label: leg.unwrap_or_else(|| task.next.action.label()), words };
    Some(match choice.resumed_group() {
        Some(_) => StepChoice { key: "y", label: NextAction::ResumeGroup.label(), ..choice },
        None => choice,
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::Cli;
    use crate::domain::order::next::NextTask;
    use crate::domain::value::time::Timestamp;

    fn task(action: NextAction, command: Option<&str>) -> TodoItem {
        TodoItem {
            order_no: OrderNo::parse("XY20260320033546715D3AV").unwrap(),
            next: NextTask {
                action,
                command: command.map(str::to_owned),
                alternatives: Vec::new(),
                due: None,
                owed: Vec::new(),
            },
            ticket_type: None,
            play_date: None,
            quantity: 1,
            payable: None,
            buyer_nick: None,
            doubts: Vec::new(),
            now: Timestamp::from_millis(0),
        }
    }

    #[test]
    fn every_choice_is_a_command_that_can_be_typed() {
        let suggested = [
            (NextAction::RefundMissedVisit, "ticketctl order cancel XY20260320033546715D3AV --reason REASON"),
            (
                NextAction::ResolveUnknownPush,
                "ticketctl push resolve XY20260320033546715D3AV-p1-text --delivered --evidence TEXT",
            ),
            (NextAction::RouteOrder, "ticketctl group route GROUP --ticket-type '初级道 3 小时'"),
            (NextAction::PushAgentGroup, "ticketctl push XY20260320033546715D3AV --group agents"),
            (NextAction::AddPlaces, "ticketctl sku stock sentosa --date 2026-03-21 --capacity N"),
            (
                NextAction::AwaitPayment,
                "ticketctl checkout complete order_1 --session ps_1 --payment-ref REF --mandate FILE",
            ),
            (NextAction::ReissueTicket, "ticketctl ticket reissue order_1 --reason REASON"),
            (NextAction::CompleteRefund, "ticketctl refund complete order_1 --evidence TEXT"),
            (NextAction::HandOverNotice, "ticketctl notify sent order_1"),
        ];
        for action in NextAction::ALL {
            let command = suggested.iter().find(|(known, _)| known == action).map(|(_, command)| *command);
            for choice in WorkQuestion::of_task(&task(*action, command)).choices {
                let mut words = vec!["ticketctl".to_owned()];
                for word in &choice.words {
                    match word.blank {
                        None => words.push(word.text.clone()),
                        Some(blank) => words.extend(blank.to_words("7", &mut None)),
                    }
                }
                assert!(Cli::try_parse_from(&words).is_ok(), "{action:?}: {words:?}");
            }
        }
    }

    #[test]
    fn no_choice_has_the_key_of_a_move() {
        for action in NextAction::ALL {
            let command = Some("ticketctl push resolve ID --delivered --evidence TEXT");
            for choice in WorkQuestion::of_task(&task(*action, command)).choices {
                assert!(super::super::line::find_move(choice.key).is_none(), "{action:?}: {}", choice.key);
            }
        }
    }

    #[test]
    fn a_payment_says_its_channel_or_looks_like_it_or_has_the_last_one() {
        let words = |answer: &str, last: Option<PaymentChannel>| {
            let mut channel = last;
            BlankKind::Payment.to_words(answer, &mut channel).join(" ")
        };
        let (wechat, alipay) = ("4200002345202511281234567890", "2025112822001412345678901234");
        assert_eq!(words(wechat, Some(PaymentChannel::Bank)), format!("--channel wechat --ref {wechat}"));
        assert_eq!(words(alipay, None), format!("--channel alipay --ref {alipay}"));
        assert_eq!(words(&format!("银行 {wechat}"), None), format!("--channel bank --ref {wechat}"));
        assert_eq!(words("A-1", Some(PaymentChannel::Bank)), "--channel bank --ref A-1");
        assert_eq!(words("A-1", None), "--channel wechat --ref A-1");
        assert_eq!(words("支付宝", None), "--channel alipay");
        for typed in ["支付宝", "支付宝：", "支付宝 ", "zfb", "ZFB:", "alipay "] {
            assert_eq!(words(&format!("{typed}4200-11"), None), "--channel alipay --ref 4200-11", "{typed}");
        }
        assert_eq!(words("微信支付4200", None), "--channel wechat --ref 4200");
        assert_eq!(words("bankers-4711", None), "--channel wechat --ref bankers-4711", "no channel's word");
        for (answer, fits) in
            [(wechat, true), ("支付宝", true), ("wx A-1234", true), ("yes", false), ("x y", false), ("微信 x", false)]
        {
            assert_eq!(BlankKind::Payment.accepts(answer), fits, "{answer}");
        }
        let doubtful = |answer: &'static str, last| BlankKind::Payment.doubtful_payment(answer, last);
        assert_eq!(
            doubtful("微信 4200", Some(PaymentChannel::Bank)),
            Some((PaymentChannel::Wechat, "4200".into())),
            "short"
        );
        assert_eq!(
            doubtful("4200-4711-11", Some(PaymentChannel::Bank)),
            Some((PaymentChannel::Bank, "4200-4711-11".into())),
            "no channel is named or seen"
        );
        assert_eq!((doubtful("银行 4200-4711", None), doubtful("微信", None)), (None, None));
        assert_eq!(BlankKind::Payment.doubtful_payment(alipay, None), None);
        for blank in [BlankKind::Reason, BlankKind::Evidence] {
            assert!(!blank.accepts("k") && blank.accepts("客退"));
        }
    }
}
