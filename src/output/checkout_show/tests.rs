//! The detail in both languages, on a pipe and on terminals of several widths.

use super::*;
use crate::domain::checkout::view::sample::{CODE, fulfilled, seen, too_late, waiting};
use crate::output::terminal::TerminalEnvironment;
use crate::output::text::cell_width;

const NOW: &str = "2026-03-20T08:37:00Z";

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
        for columns in [60, 80, 139, 140, 160] {
            for made in [waiting(), fulfilled(), too_late()] {
                let text =
                    render_checkout_order(&seen(&made, NOW, lang, true), OrderDetail::Full, &at(columns, lang, 1));
                for line in text.lines().filter(|line| !line.contains("$ ")) {
                    assert!(cell_width(line) <= usize::from(columns), "{columns}: {line}");
                }
            }
        }
    }
}

#[test]
fn the_page_in_chinese_on_a_pipe() {
    let text = render_checkout_order(
        &seen(&fulfilled(), NOW, Lang::Zh, false),
        OrderDetail::Full,
        &DisplayOptions::for_pipe(Lang::Zh),
    );
    let expected = "\
order_7cb78b0f45ebf19d0a63581c  已出票

订单概览
  商户         sentosa_demo
  商品 / SKU   Sentosa 家庭套票(2大1小) / sentosa_family_pack
  日期         2026-03-21
  人数         3
  金额         SGD 119.00
  渠道 / 客户  telegram / 6****9319 / b****stin
  支付方式     银行卡
  付款         card_1773995812285 · 2026-03-20 16:36:52 SGT
  下单时间     2026-03-20 16:36:16 SGT

关键状态
  订单状态  已出票
  支付      成功
  出票      已出票
  库存锁    已售出

下一步
  该做的事  无

异常概览
  暂无异常

库存锁
  编号    lock_3642f77f45b6a19d0a63581e
  名额    3
  状态    已售出
  有效至  2026-03-20 16:41:16 SGT

支付会话
  编号         ps_0db6e88e8763119d0a637f7f
  协议 / 方式  AP2 / 银行卡
  状态         已结束
  有效至       2026-03-20 16:41:26 SGT

票
  出票编号  ful_b0e3bae4f209f19d0a63e5bf
  票码      [已隐藏]
  状态      已出票
  出票时间  2026-03-20 16:36:52 SGT

交易追踪 (SGT)
  2026-03-20 16:36:16  建立草稿        买家 · 成功
    订单状态 → 草稿
  2026-03-20 16:36:16  名额已锁定      系统 · 成功
    订单状态 草稿 → 已锁定库存 · 库存锁 未锁定 → 占用中
  2026-03-20 16:36:20  申请支付        买家 · 成功
    订单状态 已锁定库存 → 待支付
  2026-03-20 16:36:26  支付会话已创建  系统 · 成功
    支付 未开始 → 会话已创建
  2026-03-20 16:36:52  支付完成        系统 · 成功
    订单状态 待支付 → 已支付 · 支付 会话已创建 → 成功 · 库存锁 占用中 → 已售出
  2026-03-20 16:36:52  已出票          系统 · 成功
    订单状态 已支付 → 已出票 · 出票 未开始 → 已出票
";
    assert_eq!(text, expected);
}

#[test]
fn what_came_too_late_stands_with_what_to_do_in_english() {
    let view = seen(&too_late(), "2026-03-20T09:00:00Z", Lang::En, false);
    let text = render_checkout_order(&view, OrderDetail::Full, &at(160, Lang::En, 0));
    let has = |wanted: &str| assert!(text.lines().any(|line| line.trim() == wanted), "{wanted}\n{text}");
    has("To do     Refund the customer");
    has("Deadline  2026-03-20 16:42:00 SGT");
    has("Late payment (PAYMENT_LATE)");
    has("At      2026-03-20 16:42:00 SGT");
    has("2026-03-20 16:42:00 SGT  SGD 119.00 · sold meanwhile · open");
    has("card issuer is away");
    assert!(text.contains("card_late · 2026-03-20 16:42:00 SGT · late"), "{text}");
    assert!(text.lines().any(|line| line.starts_with("  $ ticketctl refund complete order_")), "{text}");
}

#[test]
fn a_lock_and_a_session_say_how_long_they_still_live() {
    let text = |now| {
        render_checkout_order(
            &seen(&waiting(), now, Lang::En, false),
            OrderDetail::Full,
            &DisplayOptions::for_pipe(Lang::En),
        )
    };
    let early = text(NOW);
    assert!(early.contains("Held until  2026-03-20 16:41:16 SGT · 4 min 16 s left"), "{early}");
    assert!(early.contains("Open until         2026-03-20 16:41:26 SGT · 4 min 26 s left"), "{early}");
    assert!(early.contains("Deadline  2026-03-20 16:41:26 SGT"), "{early}");
    let late = text("2026-03-20T08:41:16.030Z");
    assert!(late.contains("Held until  2026-03-20 16:41:16 SGT · over"), "{late}");
}

#[test]
fn the_code_and_the_buyer_are_there_only_when_revealed_and_payloads_with_v() {
    let text = |reveal, verbose| {
        render_checkout_order(
            &seen(&fulfilled(), NOW, Lang::En, reveal),
            OrderDetail::Full,
            &at(160, Lang::En, verbose),
        )
    };
    for secret in [CODE, "6761269319", "bestjustin"] {
        assert!(text(true, 0).contains(secret), "{secret}");
        assert!(!text(false, 1).contains(secret), "{secret}");
    }
    assert!(text(false, 1).contains("\"quoteAmountSgd\": 119") && !text(false, 0).contains("quoteAmountSgd"));
}
