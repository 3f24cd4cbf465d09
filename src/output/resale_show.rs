//! `order show`: a resale order for a terminal, from what matters now to what happened when.

use crate::domain::resale::axis::Axis;
use crate::domain::resale::view::{Delivery, MatchField, OrderView};
use crate::domain::value::message::Lang;

use super::order_labels::{amount, form_words, joined, latest_fields, moment, or_dash, payload, text};
use super::order_sections::{Manner, add_error, add_events, exceptions, fields, next, section};
use super::section::{Section, layout};
use super::terminal::{Surface, Tone};
use super::text::visible;

/// The order as text, ending in a newline. Payloads only with `-v`.
pub fn render(view: &OrderView, surface: &Surface) -> String {
    let lang = surface.lang;
    let manner = Manner { surface, moment: &moment, payload };
    let mut sections = vec![overview(view, lang), statuses(view, lang)];
    sections.push(next(&view.next, Some(&view.suggested_action.label), &manner));
    sections.push(exceptions(&view.exceptions, &manner));
    sections.extend([form(view, lang), latest(view, lang)]);
    if !view.matching.fields.is_empty() {
        sections.push(matching(view, lang));
    }
    sections.extend([deliveries(view, lang), events(view, &manner)]);
    format!("{}\n\n{}", title(view, surface), layout(&sections, surface))
}

fn title(view: &OrderView, surface: &Surface) -> String {
    let status = view.status.order.label().get(surface.lang);
    format!("{}  {status}", surface.paint().bold(&visible(&view.order_no)))
}

fn overview(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("订单概览", "Overview", lang);
    let paid_at = view.paid_at.as_deref().map(moment);
    let day = joined(&[view.play_date.as_deref(), view.season_type.as_deref()]);
    let source = joined(&[Some(&view.source_platform), view.external_user_id.as_deref()]);
    let rows = [
        (text("外部订单号", "External number"), or_dash(Some(&view.external_order_no))),
        (text("来源 / 买家", "Source / buyer"), source),
        (text("商品名", "Product"), or_dash(Some(&view.product_name))),
        (text("票种", "Ticket type"), or_dash(view.ticket_type.as_deref())),
        (text("游玩日 / 季节", "Play date / season"), day),
        (text("支付金额", "Paid amount"), amount(&view.currency, Some(&view.paid_amount))),
        (text("结算金额", "Settlement amount"), amount(&view.currency, view.settlement_amount.as_deref())),
        (text("应付代下单金额", "Payable to the agent"), amount(&view.currency, view.agent_payable_amount.as_deref())),
        (text("付款时间", "Paid at"), or_dash(paid_at.as_deref())),
    ];
    fields(&mut section, rows, lang);
    section
}

fn statuses(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("关键状态", "Key statuses", lang);
    for axis in Axis::ALL {
        let (label, tone) = (view.status.label(axis).get(lang), tone_of(view.status.code(axis)));
        section.toned(axis.label().get(lang), label, tone);
    }
    section
}

/// Colour repeats what the label says: red for what failed, yellow for what waits, green for what is done.
fn tone_of(code: &str) -> Tone {
    match code {
        "failed" | "rejected" | "mismatched" | "unknown" => Tone::Bad,
        "not_started" | "not_ready" => Tone::Dim,
        "sending" | "ready" | "pending_review" | "screenshot_review" => Tone::Warn,
        code if code.ends_with("_pending") => Tone::Warn,
        _ => Tone::Good,
    }
}

fn form(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("用户表单", "Buyer's form", lang);
    let Some(form) = &view.form else {
        section.text(text("用户还没有提交资料", "not filled in yet").get(lang), Tone::Dim);
        return section;
    };
    fields(&mut section, form_words(form, lang), lang);
    section
}

fn latest(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("最新记录", "Latest records", lang);
    fields(&mut section, latest_fields(&view.latest, lang), lang);
    let proof = view.proof.as_ref().map(|proof| {
        let hash = proof.sha256.get(..12).unwrap_or(&proof.sha256);
        format!("{} · {} B · {hash} · {}", proof.file_name, proof.file_size, proof.state)
    });
    section.field(text("付款凭证", "Payment proof").get(lang), &or_dash(proof.as_deref()));
    let code = view.payment_qr.as_ref().map(|code| code.name.as_str());
    section.field(text("付款二维码", "Payment code").get(lang), &or_dash(code));
    section
}

fn matching(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("截图匹配", "Screenshot match", lang).wide();
    if let Some(reason) = &view.matching.reason {
        section.text(reason, Tone::Warn);
    }
    for MatchField { field, expected, found, verdict, .. } in &view.matching.fields {
        let tone = if verdict == "mismatch" { Tone::Bad } else { Tone::Plain };
        let both = format!("{} = {}", or_dash(expected.as_deref()), or_dash(found.as_deref()));
        section.toned(field, &format!("{both} · {verdict}"), tone);
    }
    section
}

fn deliveries(view: &OrderView, lang: Lang) -> Section {
    let mut section = section("投递", "Deliveries", lang).wide();
    if view.deliveries.is_empty() {
        section.text(text("暂无投递记录", "none yet").get(lang), Tone::Dim);
    }
    for delivery in &view.deliveries {
        add_delivery(&mut section, delivery);
    }
    section
}

fn add_delivery(section: &mut Section, delivery: &Delivery) {
    let Delivery { id, kind, state, channel, attempts, .. } = delivery;
    let at = moment(delivery.updated_at.as_deref().unwrap_or(&delivery.created_at));
    let to = format!("{channel} → {}", or_dash(delivery.target.as_deref()));
    let part = or_dash(delivery.part.as_deref());
    section.text(&format!("{at}  {kind} {part} · {to} · {state} · ×{attempts}"), tone_of(state));
    section.indented(2, id, Tone::Dim);
    // The whole sentence stands with the event, and with the exception while it lasts.
    let reason = delivery.error_code.as_deref().or(delivery.error_message.as_deref());
    add_error(section, reason, None);
}

fn events(view: &OrderView, manner: &Manner<'_>) -> Section {
    let mut section = section("事件流 (UTC+8)", "Events (UTC+8)", manner.surface.lang).wide();
    add_events(&mut section, &view.events, manner);
    section
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resale::view::sample::reference;
    use crate::output::terminal::Facts;
    use crate::output::text::width;

    fn at(columns: u16, lang: Lang, verbose: u8) -> Surface {
        let facts =
            Facts { stdout_is_tty: true, terminal_width: Some(columns), term: Some("dumb"), ..Facts::default() };
        Surface::new(&Facts { lang, verbose, ..facts })
    }

    #[test]
    fn no_line_but_the_command_is_wider_than_the_terminal() {
        for lang in [Lang::Zh, Lang::En] {
            for columns in [60, 80, 120, 139, 140, 160, 200] {
                let text = render(&reference(), &at(columns, lang, 1));
                for line in text.lines().filter(|line| !line.contains("$ ")) {
                    assert!(width(line) <= usize::from(columns), "{columns}: {line}");
                }
            }
        }
    }

    #[test]
    fn the_next_command_can_be_copied_from_one_line() {
        for columns in [40, 80, 160] {
            let text = render(&reference(), &at(columns, Lang::Zh, 0));
            let command = "  $ ticketctl push XY20260320033546715D3AV --group wecom-group-smoke";
            assert!(text.lines().any(|line| line == command), "{columns}\n{text}");
        }
    }

    #[test]
    fn a_blocked_ip_and_the_time_in_the_hint_stand_apart() {
        let text = render(&reference(), &at(80, Lang::En, 0));
        let value = |label: &str| text.lines().find(|line| line.trim_start().starts_with(label)).map(str::to_owned);
        assert!(value("Blocked IP").unwrap().ends_with("  45.76.253.28"));
        assert!(value("Their reference").unwrap().ends_with("  1773977760414942419258605"));
        assert!(value("Their time").unwrap().ends_with("  2026/03/20 11:36:00"));
    }

    #[test]
    fn both_languages_show_every_fact() {
        for lang in [Lang::Zh, Lang::En] {
            let text = render(&reference(), &Surface::plain(lang));
            for fact in ["XY-OUT-1773977742376", "¥495.88", "45.76.253.28", "2026/03/20 11:45:56", "440101199001012376"]
            {
                assert!(text.contains(fact), "{fact}");
            }
            for event in reference().events {
                assert!(text.contains(&event.kind), "{}", event.kind);
            }
        }
    }

    #[test]
    fn payloads_are_shown_with_v_only() {
        let shows = |verbose| render(&reference(), &at(80, Lang::Zh, verbose)).contains("\"failureCode\"");
        assert!(shows(1) && !shows(0));
    }

    #[test]
    fn an_event_says_what_it_changed() {
        let text = render(&reference(), &at(80, Lang::Zh, 0));
        assert!(text.lines().any(|line| line.trim() == "推单 未开始 → 失败"), "{text}");
        assert!(text.lines().any(|line| line.trim() == "订单状态 → 待补用户资料"), "{text}");
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let facts = Facts { stdout_is_tty: true, terminal_width: Some(160), lang: Lang::Zh, ..Facts::default() };
        let painted = render(&reference(), &Surface::new(&facts));
        let codes = ["1", "2", "31", "32", "33", "0"];
        let bare = codes.iter().fold(painted.clone(), |text, code| text.replace(&format!("\u{1b}[{code}m"), ""));
        let plain = render(&reference(), &at(160, Lang::Zh, 0));
        assert_ne!(painted, bare);
        let trimmed = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
        assert_eq!(trimmed(&bare), trimmed(&plain));
    }
}
