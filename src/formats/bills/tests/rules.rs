//! One test for each rule that a public importer broke: `bills.md` names them.

use encoding_rs::GB18030;
use sha2::{Digest as _, Sha256};

use super::made_up::{ALIPAY_NAMES, WECHAT_NAMES, alipay, fixture, open, open_with_password, read, rows, wechat};
use crate::domain::bill::row::{BillFee, BillRow};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillScope, BillService, BillTimeUnit};
use crate::domain::value::money::Fen;
use crate::formats::bills::{BillEntry, BillTotal, BillWarning};

fn sum(rows: &[BillRow]) -> i64 {
    rows.iter().map(|row| row.moved_amount().in_fen()).sum()
}

#[test]
fn a_serial_time_is_rounded_to_the_second_and_never_cut() {
    let rows = rows(&fixture("wechat-2026.xlsx"));
    let times: Vec<String> = rows.iter().take(6).map(|row| row.at.format_second()).collect();
    assert_eq!(
        times,
        [
            "2026-06-05 10:15:32",
            "2026-06-05 10:41:07",
            "2026-06-05 18:30:00",
            "2026-06-06 09:02:44",
            "2026-06-06 12:00:00",
            "2026-06-07 12:00:00",
        ]
    );
    // Midnight is a moment as any other, though a spreadsheet writes the day alone.
    let midnight = rows.iter().find(|row| row.at.format_second() == "2026-06-09 00:00:00").unwrap();
    assert_eq!(midnight.time_unit, BillTimeUnit::Second);
}

#[test]
fn an_unknown_state_leaves_the_row_to_be_looked_at() {
    for bytes in [
        wechat(&[[
            "2026-06-05 10:15:32",
            "商户消费",
            "支出",
            "¥12.00",
            "审核处理完毕",
            "4200000000202606050000000001",
        ]]),
        wechat(&[[
            "2026-06-05 10:15:32",
            "商户消费",
            "支出",
            "¥12.00",
            "已退款待处理",
            "4200000000202606050000000001",
        ]]),
        alipay(&[["收入", "12.00", "", "等待审核结果", "2026060522001100000000000001", "", "雪票"]]),
    ] {
        let rows = rows(&bytes);
        assert_eq!((rows.len(), rows[0].movement, rows[0].amount), (1, BillMovement::Unclear, Fen::new(1_200)));
        assert_eq!(sum(&rows), 0, "what nobody understands moves nothing");
        assert!(!rows[0].words.status.is_empty());
    }
}

#[test]
fn stray_tabs_before_and_behind_a_number_are_none_of_it() {
    let rows = rows(&fixture("wechat-old.csv"));
    assert_eq!(rows[0].number.as_deref(), Some("1000050001202606050000000000000001"));
    assert_eq!(rows[0].merchant_number.as_deref(), Some("1000050001000000000000000000000001"));
}

#[test]
fn headings_are_found_wherever_they_stand() {
    // 17, 18 and 24 or 25 lines down; padded names; a column less; and no preamble at all.
    for (name, first) in [
        ("wechat-2025.xlsx", 18),
        ("wechat-2026.xlsx", 19),
        ("wechat-old.csv", 18),
        ("alipay-2026.csv", 25),
        ("alipay-2023.csv", 26),
        ("alipay-no-party.csv", 25),
        ("wxpay-all.csv", 2),
    ] {
        assert_eq!(rows(&fixture(name))[0].line, first, "{name}");
    }
}

#[test]
fn an_amount_that_a_float_cannot_hold_keeps_its_last_fen() {
    // As a number of a workbook and as a text: 283.71 × 100 is 28370.999999999996.
    let book = rows(&fixture("wechat-2026.xlsx"));
    assert!(book.iter().any(|row| row.amount == Fen::new(28_371)));
    let text = wechat(&[["2026-06-05 10:15:32", "转账", "支出", "¥283.71", "已转账", "1000050001202606050000000001"]]);
    assert_eq!(rows(&text)[0].amount, Fen::new(28_371));
}

#[test]
fn equal_rows_are_two_rows() {
    let text = "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要\n\
                2026-06-05,人民币,-12.00,988.00,转账,示例,\n\
                2026-06-05,人民币,-12.00,976.00,转账,示例,\n\
                2026-06-05,人民币,-12.00,976.00,转账,示例,\n";
    let (entries, check) = read(text.as_bytes()).unwrap();
    assert_eq!((entries.len(), check.rows), (3, 3));
    // The third follows from no balance, and is there all the same.
    assert_eq!(check.warnings, [BillWarning::BalanceBroken { line: 4, breaks: 1 }]);
}

#[test]
fn a_fee_that_comes_back_reduces_the_fee() {
    let fees: Vec<BillRow> =
        rows(&fixture("alipay-2026.csv")).into_iter().filter(|row| row.kind == BillKind::Fee).collect();
    let amounts: Vec<i64> = fees.iter().map(|row| row.moved_amount().in_fen()).collect();
    // 3.04, and 73.99 of which 0.27 came back: 73.72, and not 74.26.
    assert_eq!(amounts, [-304, -7_399, 27]);
    assert_eq!(fees[0].order_numbers, ["4000000000000000001"], "a fee names its order in brackets");
    let paid: Vec<_> =
        rows(&fixture("alipay-signcustomer.csv")).into_iter().map(|row| (row.kind, row.moved_amount())).collect();
    assert_eq!(paid[1], (BillKind::Fee, Fen::new(-77)));
    let trade = rows(&fixture("wxpay-all.csv"));
    let fee = trade.iter().filter_map(|row| row.fee).fold(BillFee::ZERO, BillFee::saturating_add);
    assert_eq!(fee.round_to_fen(), Fen::new(86), "0.77000 - 0.38000 + 0.46833, rounded as a sum");
}

#[test]
fn a_refund_belongs_to_the_payment_before_the_first_mark_of_its_number() {
    let number = "2026060522001100000000000001";
    let made: Vec<[&str; 7]> =
        ["2026060522001100000000000001", "2026060522001100000000000001_1_2", "2026060522001100000000000001*3_4"]
            .iter()
            .map(|refund| ["支出", "1.00", "", "退款成功", *refund, "", "退款-雪票"])
            .collect();
    for row in rows(&alipay(&made)) {
        assert_eq!((row.kind, row.refund_of.as_deref()), (BillKind::Refund, Some(number)));
        assert!(row.number.is_some_and(|whole| whole.starts_with(number)), "the whole number stays");
    }
}

#[test]
fn a_refund_may_have_the_number_of_its_payment() {
    let number = "2026060522001100000000000001";
    let both = alipay(&[
        ["收入", "506.00", "", "交易成功", number, "", "雪票"],
        ["支出", "506.00", "", "退款成功", number, "", "退款-雪票"],
    ]);
    assert_eq!(sum(&rows(&both)), 0);
    // Parts of one payment have no number of their own in a merchant's bill, but a request each.
    let parts: Vec<_> =
        rows(&fixture("alipay-merchant.zip")).into_iter().filter(|row| row.kind == BillKind::Refund).collect();
    assert_eq!(parts.len(), 2);
    assert!(parts.iter().all(|row| row.refund_of.as_deref() == Some("2026060522001100000000000011")));
    assert_ne!(parts[0].number, parts[1].number);
}

#[test]
fn utf_8_is_tried_before_gb18030() {
    // The other way round reads nonsense without an error, and finds no headings.
    let text = alipay(&[["收入", "12.00", "", "交易成功", "2026060522001100000000000001", "", "雪票"]]);
    let gb = GB18030.encode(std::str::from_utf8(&text).unwrap()).0.into_owned();
    let marked = [b"\xef\xbb\xbf", &text[..]].concat();
    for bytes in [text, gb, marked] {
        assert_eq!(rows(&bytes)[0].note.as_deref(), Some("雪票"));
    }
}

#[test]
fn a_closed_sale_is_no_income_whatever_its_direction_says() {
    for (direction, method, movement) in [
        ("收入", "", BillMovement::NotMoved),
        ("不计收支", "", BillMovement::NotMoved),
        ("支出", "", BillMovement::NotMoved),
        ("收入", "余额", BillMovement::NotMoved),
        // Paid by us and given back in full: the payment moved, and the refund has a row of its own.
        ("支出", "余额宝", BillMovement::Moved),
        ("不计收支", "余额宝", BillMovement::Unclear),
    ] {
        let closed = [direction, "253.00", method, "交易关闭", "2026062222001100000000000009", "", "雪票"];
        let rows = rows(&alipay(&[closed]));
        assert_eq!(rows[0].movement, movement, "{direction} {method}");
        assert_eq!(rows[0].refunded, (movement == BillMovement::Moved).then_some(Fen::new(25_300)));
        assert!(rows[0].moved_amount() <= Fen::ZERO);
    }
}

#[test]
fn what_the_buyer_paid_and_the_seller_does_not_have_is_on_the_way() {
    let (first, second) = (rows(&fixture("alipay-week-1.csv")), rows(&fixture("alipay-week-2.csv")));
    let escrow = |rows: &[BillRow]| {
        rows.iter().find(|row| row.number.as_deref() == Some("2026060622001100000000000004")).unwrap().movement
    };
    assert_eq!((escrow(&first), escrow(&second)), (BillMovement::OnTheWay, BillMovement::Moved));
}

#[test]
fn a_part_refund_is_a_check_on_the_payment_and_no_second_movement() {
    let rows = rows(&fixture("wechat-2026.xlsx"));
    let of =
        |end: &str| rows.iter().find(|row| row.number.as_ref().is_some_and(|number| number.ends_with(end))).unwrap();
    let (payment, refund) = (of("0007"), of("0008"));
    assert_eq!((payment.refunded, payment.moved_amount()), (Some(Fen::new(8_371)), Fen::new(-28_371)));
    assert_eq!((refund.kind, refund.refunded, refund.moved_amount()), (BillKind::Refund, None, Fen::new(8_371)));
    let (transfer, returned) = (of("0009"), of("0010"));
    assert_eq!((transfer.refunded, returned.kind), (Some(transfer.amount), BillKind::Refund));
    // All of it: on the payment it says what came back, on the refund it is the refund.
    assert_eq!((of("0003").refunded, of("0004").refunded), (Some(Fen::new(5_000)), None));
    // Only of a red packet does the refund's own row name the payment.
    assert_eq!(of("0012").refund_of.as_deref(), of("0011").number.as_deref());
    assert_eq!(refund.refund_of, None);
}

#[test]
fn a_withdrawal_is_neither_income_nor_cost_and_its_fee_is_in_its_amount() {
    let rows = rows(&fixture("wechat-2025.xlsx"));
    let row = rows.iter().find(|row| row.kind == BillKind::Withdrawal).unwrap();
    assert_eq!((row.direction, row.amount), (BillDirection::Own, Fen::new(30_010)));
    assert_eq!(row.fee, Some(BillFee::from_fen(Fen::new(10))));
    assert_eq!(row.moved_amount(), Fen::ZERO);
}

#[test]
fn an_order_is_found_in_the_merchants_number_with_a_blank_inside() {
    let row = ["收入", "300.00", "", "交易成功", "2026062422001100000000000012", "T200P40000000 00000000006", "雪票"];
    let rows = rows(&alipay(&[row]));
    assert_eq!(rows[0].order_numbers, ["4000000000000000006"]);
    assert_eq!(rows[0].merchant_number.as_deref(), Some("T200P4000000000000000006"));
}

#[test]
fn a_part_of_a_bill_says_so() {
    let reader = open(&fixture("wechat-income-only.xlsx")).unwrap();
    assert_eq!(reader.head().scope, BillScope::Income);
    assert_eq!(open(&fixture("wechat-2026.xlsx")).unwrap().head().scope, BillScope::Everything);
}

#[test]
fn a_spoilt_number_refuses_its_row_alone() {
    let mut text = WECHAT_NAMES.to_owned();
    text.push_str("\n2026/6/5 10:15,转账,示例,/,支出,506,零钱,已转账,1.00005E+33,/,/\n");
    text.push_str("2026/6/5 10:16,转账,示例,/,支出,506,零钱,已转账,1000050001202606050000000001,/,/\n");
    let (entries, check) = read(text.as_bytes()).unwrap();
    assert_eq!(check.rows, 2);
    let BillEntry::Refused { line: 2, why } = &entries[0] else { panic!("{entries:?}") };
    assert_eq!(why.code, "bill_number_damaged");
    assert!(why.hint.as_ref().is_some_and(|hint| hint.en.contains("Excel")));
    // A time that was cut to the minute says so, and is good enough.
    let BillEntry::Row(row) = &entries[1] else { panic!("{entries:?}") };
    assert_eq!((row.time_unit, row.line), (BillTimeUnit::Minute, 3));
}

#[test]
fn a_wallets_totals_are_compared_and_only_warned_of() {
    let bill = format!(
        "共2笔记录\n收入：1笔 13.00元\n{}",
        String::from_utf8(wechat(&[[
            "2026-06-05 10:15:32",
            "二维码收款",
            "收入",
            "¥12.00",
            "已收钱",
            "1000107101202606050000000001"
        ],]))
        .unwrap()
    );
    let (_, check) = read(bill.as_bytes()).unwrap();
    let differs = |of, stated: &str, found: &str| BillWarning::TotalDiffers {
        of,
        stated: stated.to_owned(),
        found: found.to_owned(),
    };
    assert_eq!(check.warnings, [differs(BillTotal::Rows, "2", "1"), differs(BillTotal::Income, "13.00", "12.00")]);
}

#[test]
fn a_quotation_mark_in_a_merchants_bill_opens_nothing() {
    let text = String::from_utf8(fixture("wxpay-all.csv")).unwrap();
    // Behind the guard of the value, and where the guard is missing.
    for text in [text.clone(), text.replace("`\"示例\"", "\"示例\"")] {
        let rows = rows(text.as_bytes());
        assert_eq!((rows.len(), rows[2].note.as_deref()), (5, Some("\"示例\" 门票")));
    }
}

#[test]
fn an_order_is_compared_with_what_was_asked_and_the_account_with_what_is_settled() {
    let rows = rows(&fixture("wxpay-all.csv"));
    assert_eq!((rows[2].amount, rows[2].asked), (Fen::new(7_800), Some(Fen::new(8_800))));
    assert_eq!((rows[0].amount, rows[0].asked), (Fen::new(12_800), None));
    assert_eq!(rows[2].order_numbers, ["order_0a1b2c3d4e5f60123456789a"]);
}

#[test]
fn a_packed_bill_is_the_bill_that_is_in_it() {
    let plain = rows(&fixture("wxpay-all.csv"));
    assert_eq!(rows(&fixture("wxpay-all.csv.gz")), plain);
    let rows_of = |name: &str| {
        let mut reader = open_with_password(&fixture(name), "600000\n").unwrap();
        let mut count = 0;
        while let Some(entry) = reader.next_entry() {
            assert!(matches!(entry.unwrap(), BillEntry::Row(_)));
            count += 1;
        }
        count
    };
    assert_eq!((rows_of("alipay-aes.zip"), rows_of("wechat-zipcrypto.zip")), (5, 6));
    // Of two entries named in GBK the one that is no summary.
    assert_eq!(open(&fixture("alipay-merchant.zip")).unwrap().head().service, BillService::AlipayTrade);
}

#[test]
fn the_same_file_has_the_same_hash_and_a_mark_before_it_counts() {
    let text = alipay(&[]);
    let hash = |bytes: &[u8]| open(bytes).unwrap().sha256();
    assert_eq!(hash(&text), hash(&text));
    let marked = [b"\xef\xbb\xbf", &text[..]].concat();
    assert_ne!(hash(&marked), hash(&text));
    assert_eq!(hash(&marked)[..], Sha256::digest(&marked)[..], "as sha256sum says");
}

#[test]
fn a_stray_cell_below_the_rows_is_no_row() {
    let mut text = alipay(&[["收入", "12.00", "", "交易成功", "2026060522001100000000000001", "", "雪票"]]);
    text.extend("以上为全部记录\n".as_bytes());
    assert_eq!(rows(&text).len(), 1);
}

#[test]
fn two_accounts_show_one_transfer_with_one_number() {
    let (from, to) = (rows(&fixture("alipay-own-a.csv")), rows(&fixture("alipay-own-b.csv")));
    assert_eq!(from[0].number, to[0].number);
    assert_eq!(from[0].moved_amount().in_fen(), -to[0].moved_amount().in_fen());
    let account = |name: &str| open(&fixture(name)).unwrap().head().account.clone();
    assert_ne!(account("alipay-own-a.csv"), account("alipay-own-b.csv"));
}

#[test]
fn a_sale_names_its_payment_and_moves_nothing_itself() {
    for name in ["xianguanjia.json", "xianyu-orders.csv"] {
        let (entries, _) = read(&fixture(name)).unwrap();
        let BillEntry::Row(sale) = &entries[0] else { panic!("{name}") };
        assert_eq!((sale.kind, sale.amount), (BillKind::Sale, Fen::new(50_600)), "{name}");
        assert_eq!(sale.number.as_deref(), Some("2026060522001100000000000001"));
        assert_eq!(sale.order_numbers, ["4000000000000000001"]);
        assert_eq!((sale.refunded, sale.moved_amount()), (Some(Fen::new(10_000)), Fen::ZERO));
    }
}

#[test]
fn the_same_columns_in_another_order_are_the_same_columns() {
    let names: Vec<&str> = ALIPAY_NAMES.trim_end_matches(',').split(',').rev().collect();
    let row = ",T200P4000000000000000001\t,2026060522001100000000000001\t,交易成功,,506.00,收入,雪票,/,示***家,收入,2026-06-05 10:15:32";
    let rows = rows(format!("{}\n{row}\n", names.join(",")).as_bytes());
    assert_eq!((rows[0].amount, rows[0].direction), (Fen::new(50_600), BillDirection::In));
}
