//! What a change did to the money of an order, on one line.

use super::order_labels::format_amount;
use super::text::escape_hidden;
use crate::domain::order::figures::{ChangeFigures, Figure};
use crate::domain::value::message::Lang;
use crate::say;

/// `应付代理 ¥495.88 → ¥991.76 · 毛利 ¥20.24`; nothing where the change is about no money.
pub fn render_figures(told: &ChangeFigures, lang: Lang) -> String {
    let mut parts: Vec<String> = told.figures.iter().map(|figure| render_figure(figure, lang)).collect();
    if !told.left.is_empty() {
        let list = |lang| told.left.iter().map(|leg| leg.in_lang(lang)).collect::<Vec<_>>();
        let (zh, en) = (list(Lang::Zh).join("、"), list(Lang::En).join(", "));
        parts.push(say!("还差：{zh}", "still to come: {en}").in_lang(lang).to_owned());
    }
    parts.join(" · ")
}

fn render_figure(figure: &Figure, lang: Lang) -> String {
    let Figure { kind, currency, before, amount, detail } = figure;
    let amount = format_amount(currency, Some(*amount));
    let before = before.map(|before| format!("{} → ", format_amount(currency, Some(before)))).unwrap_or_default();
    let label = kind.label().in_lang(lang);
    let detail = detail.as_ref().map(|detail| escape_hidden(detail.in_lang(lang)));
    match (detail, lang) {
        (None, _) => format!("{label} {before}{amount}"),
        (Some(detail), Lang::Zh) => format!("{label} {before}{amount}（{detail}）"),
        (Some(detail), Lang::En) => format!("{label} {before}{amount} ({detail})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::figures::FigureKind;
    use crate::domain::value::message::BilingualText;
    use crate::domain::value::money::Fen;

    #[test]
    fn a_change_is_told_with_what_it_was_and_what_is_left() {
        let figure = |kind, before: Option<i64>, amount, detail: Option<&str>| Figure {
            kind,
            currency: "CNY".to_owned(),
            before: before.map(Fen::new),
            amount: Fen::new(amount),
            detail: detail.map(|text| say!("{text}", "{text}")),
        };
        let told = ChangeFigures {
            figures: vec![
                figure(FigureKind::AgentPaid, None, 49_588, Some("W\u{202e}1")),
                figure(FigureKind::Margin, Some(1_012), -500, None),
            ],
            left: vec![BilingualText { zh: "作废门票", en: "the ticket" }],
        };
        assert_eq!(
            render_figures(&told, Lang::Zh),
            "已付代理 ¥495.88（W\\u{202e}1） · 毛利 ¥10.12 → -¥5.00 · 还差：作废门票"
        );
        assert_eq!(
            render_figures(&told, Lang::En),
            "paid to the agent ¥495.88 (W\\u{202e}1) · margin ¥10.12 → -¥5.00 · still to come: the ticket"
        );
        assert_eq!(render_figures(&ChangeFigures::default(), Lang::En), "");
    }
}
