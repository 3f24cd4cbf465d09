//! `share list`: what was shared out and what is to be, with what each party has of it in each month.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::app::App;
use crate::app::resale::share::OrderShare;
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::order::flow::{PartyAmount, ShareSummary};
use crate::domain::resale::axis::ProfitShareStatus;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::money::Fen;
use crate::output::order_labels::{format_total, format_yuan};
use crate::output::schema::ListSchema;
use crate::say;

/// The list; for people the totals stand under it.
pub(super) fn respond_with_shares(
    context: &CommandContext,
    mut app: App,
    state: Option<ProfitShareStatus>,
) -> CommandResponse {
    let lang = context.lang();
    CommandResponse::with_row_stream(share_schema(), move |sink| {
        let mut totals = ShareTotals::default();
        app.each_share(state, |share| {
            totals.add_share(&share);
            sink(share)
        })?;
        let lines: Vec<String> = totals.describe().iter().map(|line| line.in_lang(lang).to_owned()).collect();
        let answer = CommandResponse::empty();
        Ok(if lines.is_empty() { answer } else { answer.add_epilogue(&format!("\n{}", lines.join("\n"))) })
    })
}

fn share_schema() -> ListSchema<OrderShare> {
    ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |share: &OrderShare| share.order_no.clone())
        .code("status", "分润", "Profit share", |share| share.status)
        .number("paid_amount", "支付", "Paid", |share| share.paid)
        .shown(|share, _| format_yuan(share.paid))
        .number("refunded_amount", "已退买家", "Refunded", |share| share.share.refunded)
        .shown(|share, _| format_yuan(share.share.refunded))
        .drop_priority(1)
        .number("agent_paid_amount", "付代理", "To the agent", |share| share.share.agent_paid)
        .shown(|share, _| share.share.agent_paid.map(format_yuan).unwrap_or_default())
        .number("share_amount", "分润额", "Share", |share| share.share.amount)
        .shown(show_amount)
        .text("parties", "分给", "Parties", |share| share.share.parties.iter().map(party_to_json).collect::<Vec<_>>())
        .shown(show_parties)
        .drop_priority(1)
        .word("since", "完成日", "Completed", |share| share.share.since)
        .drop_priority(2)
}

fn party_to_json(part: &PartyAmount) -> Value {
    json!({ "party": part.party, "amount": part.amount })
}

/// What was reversed is nobody's any more.
fn is_reversed(share: &OrderShare) -> bool {
    share.status == ProfitShareStatus::Reversed
}

fn show_amount(share: &OrderShare, lang: Lang) -> String {
    let amount = format_yuan(share.share.amount);
    match is_reversed(share) {
        true => say!("冲正 {amount}", "reversed {amount}").in_lang(lang).to_owned(),
        false => amount,
    }
}

fn show_parties(share: &OrderShare, _: Lang) -> String {
    if is_reversed(share) {
        return String::new();
    }
    share
        .share
        .parties
        .iter()
        .map(|part| format!("{} {}", part.party, format_yuan(part.amount)))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Shares in one state: how many and how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ShareSum {
    count: usize,
    amount: Fen,
}

impl ShareSum {
    fn add(&mut self, amount: Fen) {
        self.count += 1;
        self.amount = self.amount.saturating_add(amount);
    }
}

/// What the shares of a list come to.
#[derive(Debug, Default)]
struct ShareTotals {
    ready: ShareSum,
    reversed: ShareSum,
    /// What was settled, by the month in which the orders were completed (`2026-03`), and what each party has of it.
    months: BTreeMap<String, (ShareSum, PartySums)>,
}

/// What each party has, in the order of its name.
type PartySums = BTreeMap<String, Fen>;

impl ShareTotals {
    fn add_share(&mut self, OrderShare { status, share, .. }: &OrderShare) {
        match status {
            ProfitShareStatus::Settled => self.add_settled(share),
            // Their shares are nobody's: what each order came to counts.
            ProfitShareStatus::Reversed => self.reversed.add(share.left),
            ProfitShareStatus::Ready | ProfitShareStatus::NotReady => self.ready.add(share.amount),
        }
    }

    fn add_settled(&mut self, share: &ShareSummary) {
        let day = share.since.to_string();
        let (sum, parties) = self.months.entry(day.get(..7).unwrap_or(&day).to_owned()).or_default();
        sum.add(share.amount);
        for part in &share.parties {
            let all = parties.entry(part.party.clone()).or_default();
            *all = all.saturating_add(part.amount);
        }
    }

    /// A line a month, newest first, one over all months where there are several, and what is not shared out.
    fn describe(&self) -> Vec<BilingualMessage> {
        let mut lines: Vec<BilingualMessage> =
            self.months.iter().rev().map(|(month, settled)| describe_settled((month, month), settled)).collect();
        if self.months.len() > 1 {
            lines.push(describe_settled(("合计", "all months"), &self.all_months()));
        }
        let ShareSum { count, amount } = self.ready;
        if count > 0 {
            let amount = format_total(amount);
            lines.push(say!("待结算 {count} 单 {amount}", "to be settled: {count}, {amount}"));
        }
        let ShareSum { count, amount } = self.reversed;
        if count > 0 {
            let amount = format_total(amount);
            lines.push(say!(
                "已冲正 {count} 单，退款后余 {amount}，不计入合计",
                "reversed: {count}, {amount} left after the refunds, in no total"
            ));
        }
        lines
    }

    fn all_months(&self) -> (ShareSum, PartySums) {
        let mut all = (ShareSum::default(), PartySums::new());
        for (sum, parties) in self.months.values() {
            all.0.count += sum.count;
            all.0.amount = all.0.amount.saturating_add(sum.amount);
            for (party, amount) in parties {
                let of_party = all.1.entry(party.clone()).or_default();
                *of_party = of_party.saturating_add(*amount);
            }
        }
        all
    }
}

fn describe_settled((zh, en): (&str, &str), (sum, parties): &(ShareSum, PartySums)) -> BilingualMessage {
    let (count, amount) = (sum.count, format_total(sum.amount));
    let parties: Vec<String> =
        parties.iter().map(|(party, amount)| format!("{party} {}", format_total(*amount))).collect();
    let parties = parties.join(" · ");
    say!("{zh}  已结算 {count} 单 {amount}：{parties}", "{en}  settled: {count}, {amount}: {parties}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::order::number::OrderNo;
    use crate::domain::value::time::Day;

    fn share(status: ProfitShareStatus, amount: i64, day: &str) -> OrderShare {
        let part = |party: &str, amount| PartyAmount { party: party.to_owned(), amount: Fen::new(amount) };
        let share = ShareSummary {
            refunded: Fen::ZERO,
            agent_paid: None,
            amount: Fen::new(amount),
            left: Fen::ZERO,
            parties: vec![part("甲", amount - 1), part("乙", 1)],
            since: Day::parse(day).unwrap(),
        };
        let order_no = OrderNo::parse("XY20260320033546715D3AV").unwrap();
        OrderShare { order_no, status, paid: Fen::new(50_600), share }
    }

    fn with_left(mut share: OrderShare, left: i64) -> OrderShare {
        share.share.left = Fen::new(left);
        share
    }

    #[test]
    fn totals_are_told_by_month_and_party_and_what_was_reversed_is_in_none() {
        let shares = [
            share(ProfitShareStatus::Settled, 1_012, "2026-03-31"),
            share(ProfitShareStatus::Settled, 200_000, "2026-04-01"),
            share(ProfitShareStatus::Settled, 100, "2026-04-02"),
            share(ProfitShareStatus::Ready, 300, "2026-04-02"),
            share(ProfitShareStatus::Reversed, 396, "2026-04-02"),
            // Paid 366.00, all of it refunded; of 358.68 the agent gave back 300.00.
            with_left(share(ProfitShareStatus::Reversed, -5_868, "2026-04-03"), 30_000 - 35_868),
            // 456.00 and 446.88 went back: its share of 9.12 was settled once, and nothing is left.
            with_left(share(ProfitShareStatus::Reversed, 912, "2026-04-03"), 0),
        ];
        let mut totals = ShareTotals::default();
        shares.iter().for_each(|share| totals.add_share(share));
        let lines = totals.describe();
        let zh: Vec<&str> = lines.iter().map(|line| line.in_lang(Lang::Zh)).collect();
        assert_eq!(
            zh,
            [
                "2026-04  已结算 2 单 ¥2,001.00：乙 ¥0.02 · 甲 ¥2,000.98",
                "2026-03  已结算 1 单 ¥10.12：乙 ¥0.01 · 甲 ¥10.11",
                "合计  已结算 3 单 ¥2,011.12：乙 ¥0.03 · 甲 ¥2,011.09",
                "待结算 1 单 ¥3.00",
                "已冲正 3 单，退款后余 -¥58.68，不计入合计",
            ]
        );
        assert_eq!(show_amount(&shares[4], Lang::En), "reversed ¥3.96");
        assert_eq!(show_parties(&shares[4], Lang::En), "");
    }
}
