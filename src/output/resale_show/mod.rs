//! `order show`: a resale order for a terminal, from what matters now to what happened when.

mod brief;

use crate::domain::order::delivery::DeliveryPart;
use crate::domain::order::notice::PartState;
use crate::domain::resale::axis::*;
use crate::domain::resale::matching::MatchVerdict;
use crate::domain::resale::view::{
    DeliveryView, LatestPayment, MatchFieldView, OrderNoteView, ProofView, RefundLegView, ResaleOrderView,
    ResaleRefundView, ResaleStatuses,
};
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::time::Timestamp;
use crate::say;

use super::order_labels::{
    form_values, format_amount, format_payload, format_quantity, hide_word, join_parts, or_dash, recorded_label,
    visitor_values, zh_en,
};
use super::order_sections::{
    OrderDetail, OrderRenderOptions, add_error, add_events, exception_section, next_step_section,
};
use super::screenshot::label_visitor_match;
use super::section::{PageSection, layout_sections};
use super::terminal::{DisplayOptions, TextStyle};
use super::words::{name_payment_channel, name_platform};

/// The order as text, ending in a newline. Payloads only with `-v`.
pub fn render_resale_order(view: &ResaleOrderView, detail: OrderDetail, surface: &DisplayOptions) -> String {
    let manner = OrderRenderOptions { surface, moment: &Timestamp::format_second, format_payload };
    let sections = match detail {
        OrderDetail::Brief => brief::brief_sections(view, &manner),
        OrderDetail::Full => all_sections(view, &manner),
    };
    format!("{}\n\n{}", render_title(view, surface), layout_sections(&sections, surface))
}

fn all_sections(view: &ResaleOrderView, manner: &OrderRenderOptions<'_>) -> Vec<PageSection> {
    let lang = manner.surface.lang;
    let mut sections = vec![overview_section(view, lang), status_section(view, lang)];
    sections.push(next_step_section(&view.next, Some(view.suggested_action.label), manner));
    sections.push(exception_section(&view.exceptions, manner));
    sections.extend([form_section(view, lang), latest_section(view, lang)]);
    if !view.matching.fields.is_empty() {
        sections.push(matching_section(view, lang));
    }
    if !view.refunds.is_empty() {
        sections.push(refund_section(view, lang));
    }
    if !view.notes.is_empty() {
        sections.push(note_section(view, lang));
    }
    sections.extend([delivery_section(view, lang), event_section(view, manner)]);
    sections
}

fn render_title(view: &ResaleOrderView, surface: &DisplayOptions) -> String {
    let status = view.status.order.label().in_lang(surface.lang);
    format!("{}  {status}", surface.stdout_styler().bold(view.order_no.as_str()))
}

fn overview_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("订单概览", "Overview", lang);
    let currency = view.currency.code();
    let rows = [
        (zh_en("外部订单号", "External number"), Some(or_dash(Some(&view.external_order_no)))),
        (zh_en("来源 / 买家", "Source / buyer"), Some(format_source(view, lang))),
        (zh_en("商品名", "Product"), Some(or_dash(Some(&view.product_name)))),
        (zh_en("票种", "Ticket type"), Some(or_dash(view.ticket_type.as_deref()))),
        (zh_en("数量", "Quantity"), format_quantity(view.quantity, lang)),
        (zh_en("游玩日 / 季节", "Play date / season"), Some(format_visit(view, lang))),
        (zh_en("支付金额", "Paid amount"), Some(format_amount(currency, Some(view.paid_amount)))),
        (zh_en("结算金额", "Settlement amount"), Some(format_amount(currency, view.settlement_amount))),
        (zh_en("应付代下单金额", "Payable to the agent"), Some(format_amount(currency, view.agent_payable_amount))),
        (zh_en("付款时间", "Paid at"), Some(view.paid_at.format_second())),
    ];
    section.add_facts(rows);
    section
}

/// The day of the visit and its season: `2026-04-15 / 旺季`.
fn format_visit(view: &ResaleOrderView, lang: Lang) -> String {
    let season = view.season_type.as_ref().map(|season| recorded_label(season, lang));
    join_parts(&[view.play_date.map(|day| day.to_string()).as_deref(), season.as_deref()])
}

/// The marketplace and who bought there.
fn format_source(view: &ResaleOrderView, lang: Lang) -> String {
    let nick = view.buyer_nick.as_deref().filter(|nick| view.external_user_id.as_deref() != Some(nick));
    let platform = name_platform(&view.source_platform, lang);
    join_parts(&[Some(&platform), view.external_user_id.as_deref(), nick])
}

fn status_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("关键状态", "Key statuses", lang);
    for axis in ResaleAxis::ALL {
        let (label, tone) = (view.status.label(axis).in_lang(lang), status_style(&view.status, axis));
        section.add_styled_field(axis.label().in_lang(lang), label, tone);
    }
    section
}

/// Colour repeats what the label says: red for what failed, yellow for what waits, green for what is done.
const fn status_style(status: &ResaleStatuses, axis: ResaleAxis) -> TextStyle {
    match axis {
        ResaleAxis::Order => match status.order {
            OrderStatus::UserInfoPending
            | OrderStatus::AgentPaymentPending
            | OrderStatus::ScreenshotReview
            | OrderStatus::CancelPending
            | OrderStatus::RefundPending => TextStyle::Warn,
            OrderStatus::AgentPaymentConfirmed
            | OrderStatus::AgentPushed
            | OrderStatus::TicketMatched
            | OrderStatus::Completed
            | OrderStatus::Cancelled
            | OrderStatus::Refunded => TextStyle::Good,
        },
        ResaleAxis::Review => match status.review {
            ReviewStatus::NotStarted => TextStyle::Dim,
            ReviewStatus::ManualPending => TextStyle::Warn,
            ReviewStatus::Rejected => TextStyle::Bad,
            ReviewStatus::AutoPassed | ReviewStatus::ManualPassed => TextStyle::Good,
        },
        ResaleAxis::AgentPayment => match status.agent_payment {
            AgentPaymentStatus::NotStarted => TextStyle::Dim,
            AgentPaymentStatus::Paid | AgentPaymentStatus::Refunded => TextStyle::Good,
        },
        ResaleAxis::AgentPush => match status.agent_push {
            AgentPushStatus::NotStarted => TextStyle::Dim,
            AgentPushStatus::Sending => TextStyle::Warn,
            AgentPushStatus::Failed | AgentPushStatus::Unknown => TextStyle::Bad,
            AgentPushStatus::Accepted | AgentPushStatus::Acked => TextStyle::Good,
        },
        ResaleAxis::ScreenshotMatch => match status.screenshot_match {
            ScreenshotMatchStatus::NotStarted => TextStyle::Dim,
            ScreenshotMatchStatus::PendingReview => TextStyle::Warn,
            ScreenshotMatchStatus::Mismatched => TextStyle::Bad,
            ScreenshotMatchStatus::Uploaded | ScreenshotMatchStatus::Matched | ScreenshotMatchStatus::ManualMatched => {
                TextStyle::Good
            }
        },
        ResaleAxis::UserNotify => match status.user_notify {
            UserNotifyStatus::NotStarted => TextStyle::Dim,
            UserNotifyStatus::Sending => TextStyle::Warn,
            UserNotifyStatus::Failed | UserNotifyStatus::Unknown => TextStyle::Bad,
            UserNotifyStatus::Sent => TextStyle::Good,
        },
        ResaleAxis::ProfitShare => match status.profit_share {
            ProfitShareStatus::NotReady => TextStyle::Dim,
            ProfitShareStatus::Ready => TextStyle::Warn,
            ProfitShareStatus::Settled | ProfitShareStatus::Reversed => TextStyle::Good,
        },
    }
}

const fn part_style(state: PartState) -> TextStyle {
    match state {
        PartState::Sending => TextStyle::Warn,
        PartState::Cancelled => TextStyle::Dim,
        PartState::Failed | PartState::Unknown => TextStyle::Bad,
        PartState::Accepted => TextStyle::Good,
    }
}

fn form_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("用户表单", "Buyer's form", lang);
    let Some(form) = &view.form else {
        section.add_sentence("用户还没有提交资料", "not filled in yet", TextStyle::Dim);
        return section;
    };
    section.add_facts(form_values(form, lang));
    for (label, value) in visitor_values(form, lang) {
        section.add_field(&label, &value);
    }
    section
}

fn latest_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("最新记录", "Latest records", lang);
    section.add_facts(latest_records(view, lang).map(|(label, value)| (label, Some(or_dash(value.as_deref())))));
    section
}

/// What was recorded last of each kind.
fn latest_records(view: &ResaleOrderView, lang: Lang) -> [(BilingualText, Option<String>); 7] {
    let latest = &view.latest;
    let review = latest.review.as_ref().map(|review| {
        join_parts(&[Some(review.status.label().in_lang(lang)), Some(&review.operator), Some(&review.reason)])
    });
    let payment = latest.payment.as_ref().map(|payment| describe_payment(payment, view.currency.code(), lang));
    let push = latest.push.as_ref();
    let push = push.map(|push| join_parts(&[Some(push.status.label().in_lang(lang)), Some(&push.group)]));
    let shot = latest.screenshot.as_ref();
    let shot = shot.map(|shot| join_parts(&[Some(shot.status.label().in_lang(lang)), Some(&shot.file_name)]));
    let share = latest.profit_share.as_ref().map(|share| {
        let amount = format_amount(view.currency.code(), Some(share.amount));
        join_parts(&[Some(share.status.label().in_lang(lang)), Some(&amount)])
    });
    [
        (zh_en("最新审核", "Latest review"), review),
        (zh_en("最新付款", "Latest payment"), payment),
        (zh_en("最新推单", "Latest push"), push),
        (zh_en("最新截图", "Latest screenshot"), shot),
        (zh_en("最新分润", "Latest profit share"), share),
        (zh_en("付款凭证", "Payment proof"), view.proof.as_ref().map(|proof| describe_proof(proof, lang))),
        (zh_en("付款二维码", "Payment code"), view.payment_qr.as_ref().map(|code| code.name.clone())),
    ]
}

/// `已支付 / 微信 / 4200002718 / ¥495.88 / 2026-03-20 11:40:01`, without what is not known.
fn describe_payment(payment: &LatestPayment, currency: &str, lang: Lang) -> String {
    let LatestPayment { status, channel, reference, amount, confirmed_at } = payment;
    let (channel, at) = (name_payment_channel(channel, lang), confirmed_at.format_second());
    let amount = amount.map(|amount| format_amount(currency, Some(amount)));
    let status = status.label().in_lang(lang);
    join_parts(&[Some(status), Some(&channel), reference.as_deref(), amount.as_deref(), Some(&at)])
}

/// `payment-proof.txt · 37 B · 0945535ed4ed · 完好`
fn describe_proof(proof: &ProofView, lang: Lang) -> String {
    let ProofView { file_name, file_size, sha256, state, .. } = proof;
    let hash = sha256.get(..12).unwrap_or(sha256);
    format!("{file_name} · {} · {hash} · {}", ByteSize(*file_size), state.label().in_lang(lang))
}

fn matching_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("截图匹配", "Screenshot match", lang).full_width();
    if let Some(reason) = &view.matching.reason {
        section.add_text(reason, TextStyle::Warn);
    }
    for visitor in &view.matching.visitors {
        section.add_text(&label_visitor_match(visitor, lang), TextStyle::Plain);
    }
    let fields = Some(&view.matching.fields).filter(|_| view.matching.visitors.is_empty());
    for MatchFieldView { field, expected, found, verdict, .. } in fields.into_iter().flatten() {
        let tone = if *verdict == MatchVerdict::Mismatch { TextStyle::Bad } else { TextStyle::Plain };
        let both = format!("{} = {}", or_dash(expected.as_deref()), or_dash(found.as_deref()));
        let verdict = recorded_label(verdict, lang);
        section.add_styled_field(&recorded_label(field, lang), &format!("{both} · {verdict}"), tone);
    }
    section
}

fn refund_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("退款", "Refunds", lang).full_width();
    let sum = |amount| format_amount(view.currency.code(), Some(amount));
    for ResaleRefundView { amount, reason, keeps_order, requested_at, completed_at, legs, .. } in &view.refunds {
        let part = keeps_order.then_some(zh_en("部分退款，订单继续", "a part; the order goes on").in_lang(lang));
        let done = match completed_at {
            Some(at) => format!("{} {}", zh_en("已退", "done").in_lang(lang), at.format_second()),
            None => zh_en("未完成", "open").in_lang(lang).to_owned(),
        };
        let tone = if completed_at.is_some() { TextStyle::Good } else { TextStyle::Warn };
        let facts = join_parts(&[Some(&sum(*amount)), part, Some(reason), Some(&done)]);
        section.add_text(&format!("{}  {facts}", requested_at.format_second()), tone);
        for RefundLegView { leg, amount, evidence, at } in legs {
            let facts = join_parts(&[Some(&recorded_label(leg, lang)), amount.map(sum).as_deref(), Some(evidence)]);
            section.add_indented_text(2, &format!("{}  {facts}", at.format_second()), TextStyle::Plain);
        }
    }
    section
}

fn note_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("备注", "Notes", lang).full_width();
    for OrderNoteView { at, operator, text } in &view.notes {
        section.add_text(&format!("{}  {operator}", at.format_second()), TextStyle::Plain);
        section.add_text_block(2, hide_word(text, lang), TextStyle::Plain);
    }
    section
}

fn delivery_section(view: &ResaleOrderView, lang: Lang) -> PageSection {
    let mut section = PageSection::titled("投递", "Deliveries", lang).full_width();
    if view.deliveries.is_empty() {
        section.add_sentence("暂无投递记录", "none yet", TextStyle::Dim);
    }
    for delivery in &view.deliveries {
        add_delivery(&mut section, delivery, lang);
    }
    section
}

fn add_delivery(section: &mut PageSection, delivery: &DeliveryView, lang: Lang) {
    let DeliveryView { id, kind, state, channel, attempts, part, target, .. } = delivery;
    let at = delivery.updated_at.unwrap_or(delivery.created_at).format_second();
    let carried = part.as_deref().and_then(|part| DeliveryPart::from_code(*kind, part));
    let what = carried.map_or(kind.label(), |part| part.label()).in_lang(lang);
    let target = target.as_deref().filter(|target| target != channel);
    let to = target.map_or_else(|| or_dash(Some(channel)), |target| format!("{channel} → {target}"));
    let nth = say!("第 {attempts} 次", "attempt {attempts}");
    let facts = [what, &to, state.label().in_lang(lang), nth.in_lang(lang)].join(" · ");
    section.add_text(&format!("{at}  {facts}"), part_style(*state));
    section.add_indented_text(2, id, TextStyle::Dim);
    // The whole sentence stands with the event, and with the exception while it lasts.
    let reason = delivery.error_code.as_deref().or(delivery.error_message.as_deref());
    add_error(section, reason, None);
}

fn event_section(view: &ResaleOrderView, manner: &OrderRenderOptions<'_>) -> PageSection {
    let mut section = PageSection::titled("事件流 (UTC+8)", "Events (UTC+8)", manner.surface.lang).full_width();
    add_events(&mut section, &view.events, manner);
    section
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event_labels::event_label;
    use crate::domain::resale::view::sample::reference;
    use crate::output::terminal::TerminalEnvironment;
    use crate::output::text::cell_width;

    fn at(columns: u16, lang: Lang, verbose: u8) -> DisplayOptions {
        let facts = TerminalEnvironment {
            stdout_is_tty: true,
            terminal_width: Some(columns),
            term: Some("dumb"),
            ..TerminalEnvironment::default()
        };
        DisplayOptions::new(&TerminalEnvironment { lang, verbose, ..facts })
    }

    #[test]
    fn no_line_but_the_command_is_wider_than_the_terminal() {
        for lang in [Lang::Zh, Lang::En] {
            for columns in [60, 80, 120, 139, 140, 160, 200] {
                for detail in [OrderDetail::Brief, OrderDetail::Full] {
                    let text = render_resale_order(&reference(), detail, &at(columns, lang, 1));
                    for line in text.lines().filter(|line| !line.contains("$ ")) {
                        assert!(cell_width(line) <= usize::from(columns), "{columns}: {line}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_next_command_can_be_copied_from_one_line() {
        for columns in [40, 80, 160] {
            let text = render_resale_order(&reference(), OrderDetail::Full, &at(columns, Lang::Zh, 0));
            let command = "  $ ticketctl push XY20260320033546715D3AV --group wecom-group-smoke";
            assert!(text.lines().any(|line| line == command), "{columns}\n{text}");
        }
    }

    #[test]
    fn a_blocked_ip_and_the_time_in_the_hint_stand_apart() {
        let text = render_resale_order(&reference(), OrderDetail::Full, &at(80, Lang::En, 0));
        let value = |label: &str| text.lines().find(|line| line.trim_start().starts_with(label)).map(str::to_owned);
        assert!(value("Blocked IP").unwrap().ends_with("  45.76.253.28"));
        assert!(value("Their reference").unwrap().ends_with("  1773977760414942419258605"));
        assert!(value("Their time").unwrap().ends_with("  2026-03-20 11:36:00"));
    }

    #[test]
    fn both_languages_show_every_fact() {
        for lang in [Lang::Zh, Lang::En] {
            let text = render_resale_order(&reference(), OrderDetail::Full, &DisplayOptions::for_pipe(lang));
            for fact in ["XY-OUT-1773977742376", "¥495.88", "45.76.253.28", "2026-03-20 11:45:56", "440101199001012376"]
            {
                assert!(text.contains(fact), "{fact}");
            }
            for event in reference().events {
                let label = event_label(&event.kind, event.result).unwrap().in_lang(lang);
                assert!(text.contains(label), "{label}");
            }
        }
    }

    #[test]
    fn the_payment_is_shown_with_its_number_its_amount_and_its_time() {
        for (lang, shown) in [
            (Lang::Zh, "已支付 / 微信 / 4200002718202603201136 / ¥495.88 / 2026-03-20 11:35:53"),
            (Lang::En, "paid / WeChat / 4200002718202603201136 / ¥495.88 / 2026-03-20 11:35:53"),
        ] {
            for detail in [OrderDetail::Brief, OrderDetail::Full] {
                let text = render_resale_order(&reference(), detail, &at(200, lang, 0));
                assert!(text.contains(shown), "{text}");
            }
        }
    }

    #[test]
    fn what_matters_of_an_order_fits_on_one_screen() {
        for lang in [Lang::Zh, Lang::En] {
            let text = render_resale_order(&reference(), OrderDetail::Brief, &at(80, lang, 0));
            // A failed push stands with all that its service said, and a payment with its whole number.
            let most = if lang == Lang::Zh { 43 } else { 48 };
            assert!(text.lines().count() <= most, "{text}");
            for fact in ["¥506.00", "¥495.88", "45.76.253.28", "$ ticketctl push", "XY-OUT-1773977742376", "--full"] {
                assert!(text.contains(fact), "{fact}\n{text}");
            }
        }
    }

    #[test]
    fn payloads_are_shown_with_v_only() {
        let shows = |verbose| {
            render_resale_order(&reference(), OrderDetail::Full, &at(80, Lang::Zh, verbose)).contains("\"failureCode\"")
        };
        assert!(shows(1) && !shows(0));
    }

    #[test]
    fn an_event_says_what_it_changed() {
        let text = render_resale_order(&reference(), OrderDetail::Full, &at(80, Lang::Zh, 0));
        assert!(text.lines().any(|line| line.trim() == "推单 未开始 → 失败"), "{text}");
        assert!(text.lines().any(|line| line.trim() == "订单状态 → 待补用户资料"), "{text}");
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let facts = TerminalEnvironment {
            stdout_is_tty: true,
            terminal_width: Some(160),
            lang: Lang::Zh,
            ..TerminalEnvironment::default()
        };
        let painted = render_resale_order(&reference(), OrderDetail::Full, &DisplayOptions::new(&facts));
        let codes = ["1", "2", "31", "32", "33", "0"];
        let bare = codes.iter().fold(painted.clone(), |text, code| text.replace(&format!("\u{1b}[{code}m"), ""));
        let plain = render_resale_order(&reference(), OrderDetail::Full, &at(160, Lang::Zh, 0));
        assert_ne!(painted, bare);
        let trimmed = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(trimmed(&bare), trimmed(&plain));
    }
}
