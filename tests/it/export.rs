//! Orders for a spreadsheet: in people's words, whole or not there, and read again by `order import`.

use std::io::{Cursor, Read as _};

use serde_json::{Value, json};

use crate::support::shop::{ORDER, OTHER, Shop, paid};

/// The rows of an export as CSV, by their headings.
fn rows(text: &str) -> Vec<Vec<(String, String)>> {
    let text = text.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    assert!(text.ends_with("\r\n"), "{text:?}");
    let mut lines =
        text.lines().map(|line| line.trim_end_matches('\r').split(',').map(str::to_owned).collect::<Vec<_>>());
    let headings = lines.next().unwrap();
    let named = |cells: Vec<String>| {
        assert_eq!(cells.len(), headings.len(), "{cells:?}");
        headings.iter().cloned().zip(cells).collect()
    };
    lines.map(named).collect()
}

fn cell<'r>(row: &'r [(String, String)], heading: &str) -> &'r str {
    &row.iter().find(|(name, _)| name == heading).unwrap_or_else(|| panic!("no {heading} in {row:?}")).1
}

/// How often somebody saw the buyers.
fn count_reveals(shop: &Shop) -> usize {
    let events = shop.json("event list --internal --limit 0");
    events.as_array().unwrap().iter().filter(|event| event["type"].as_str().unwrap().contains("reveal")).count()
}

#[test]
fn a_sheet_is_in_the_words_the_time_and_the_money_of_its_reader() {
    let shop = Shop::ready();
    shop.file("more.ndjson", paid(3, 506).replace("OUT-3", "3364202298717566229").replace("亚布力", "=1+1"));
    shop.ok("order import more.ndjson");
    let text = shop.ok("order export --format csv --lang zh");
    let rows = rows(&text);
    let of = |number: &str| rows.iter().find(|row| cell(row, "店内单号") == number).unwrap();
    let order = of(ORDER);
    for (heading, expected) in [
        ("平台订单号", "OUT-1"),
        ("商品名称", "亚布力"),
        ("票种", "初级道 3 小时"),
        ("游玩日期", "2026-04-15"),
        ("数量", "1"),
        ("订单进度", "代付已确认"),
        ("审核", "自动通过"),
        ("代付", "已支付"),
        ("推单", "未开始"),
        ("实付金额", "506.00"),
        ("币种", "CNY"),
        ("应付代理", "495.88"),
        ("分润额", "10.12"),
        ("付款时间", "2026-03-20 11:35:42"),
        ("姓名", "张*"),
        ("手机号", "138****0000"),
        ("代理群", "g"),
        ("下一步", "推代理群"),
    ] {
        assert_eq!(cell(order, heading), expected, "{heading}");
    }
    let new = of(OTHER);
    assert_eq!((cell(new, "分润额"), cell(new, "姓名"), cell(new, "应付代理")), ("", "", ""));
    let guarded = rows.iter().find(|row| cell(row, "商品名称").contains("1+1")).unwrap();
    assert_eq!((cell(guarded, "商品名称"), cell(guarded, "平台订单号")), ("'=1+1", "\"=\"\"3364202298717566229\"\"\""));
    assert!(shop.ok("order export --format csv --lang en").contains(",2026-04-15,1,agent paid,"));
    assert_eq!(count_reveals(&shop), 0);
}

#[test]
fn a_buyer_in_clear_is_an_access_of_his_order_and_of_no_other() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let text = shop.ok("order export --format csv --lang en --reveal");
    let rows = rows(&text);
    let order = rows.iter().find(|row| cell(row, "Shop order no") == ORDER).unwrap();
    assert_eq!((cell(order, "Name"), cell(order, "Phone")), ("张三2376", "13800000000"));
    assert_eq!(count_reveals(&shop), 1);
    shop.ok(&["order", "cancel", ORDER, "--reason", "asked"]);
    shop.ok(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "R1"]);
    shop.ok(&["person", "erase", ORDER, "--reason", "asked", "--yes"]);
    let again = shop.ok("order export --format csv --lang en --reveal");
    assert!(again.contains("[erased]") && !again.contains("张三"), "{again}");
    assert_eq!(count_reveals(&shop), 1);
}

#[test]
fn what_is_exported_is_known_when_it_is_imported() {
    let shop = Shop::ready();
    shop.file("more.ndjson", paid(3, 506).replace("OUT-3", "3364202298717566229"));
    shop.ok("order import more.ndjson");
    for lang in ["zh", "en"] {
        for kind in ["csv", "xlsx"] {
            let file = format!("{lang}.{kind}");
            let ended = shop.run(&format!("order export --format {kind} --lang {lang} -o {file}"));
            assert!((ended.code, ended.out.as_str()) == (Some(0), "") && ended.err.contains('3'), "{ended:?}");
            let verdicts = shop.json(&format!("order import {file}"));
            let verdicts: Vec<&Value> = verdicts.as_array().unwrap().iter().map(|one| &one["verdict"]).collect();
            assert_eq!(verdicts, [&json!("exists"); 3], "{file}");
        }
    }
    // Another shop that has none of them takes them as they are.
    let other = Shop::sandbox();
    std::fs::copy(shop.path("zh.xlsx"), other.path("zh.xlsx")).unwrap();
    let verdicts = other.json("order import zh.xlsx");
    assert_eq!(verdicts[0]["verdict"], "created");
    let found = other.json(&["order", "show", verdicts[2]["order_no"].as_str().unwrap()]);
    let facts =
        ["external_order_no", "paid_amount", "play_date", "ticket_type", "paid_at"].map(|key| found[key].clone());
    assert_eq!(json!(facts), json!(["OUT-1", "506.00", "2026-04-15", "初级道 3 小时", "2026-03-20T03:35:42.000Z"]));
}

#[test]
fn a_workbook_has_numbers_dates_and_texts_and_headings_that_stay() {
    let shop = Shop::ready();
    shop.ok("order export --format xlsx --lang zh -o o.xlsx");
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(shop.path("o.xlsx")).unwrap())).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(
        sheet.contains("state=\"frozen\"") && sheet.contains("<v>506</v>") && sheet.contains("<v>495.88</v>"),
        "{sheet}"
    );
    // 2026-04-15, and 2026-03-20 11:35:42.
    assert!(sheet.contains("<v>46127</v>") && sheet.contains("<v>46101.483"), "{sheet}");
    assert!(sheet.contains(">OUT-1</t>") && !sheet.contains("张三"), "{sheet}");
}

#[test]
fn an_export_that_cannot_be_says_what_can() {
    let shop = Shop::open();
    for (line, code) in [
        ("order export --format xlsx", "output_missing"),
        ("order export --format xlsx --raw -o a.xlsx", "raw_workbook"),
        ("order export --format ndjson -o a.ndjson", "output_not_taken"),
        ("order export --format csv --raw -o a.csv", "output_not_taken"),
        ("order export", "format_missing"),
        ("order list --format xlsx", "format_not_here"),
        ("queue --format xlsx", "format_not_here"),
    ] {
        let ended = shop.run(&format!("{line} --lang en"));
        assert!(ended.code == Some(2) && ended.out.is_empty() && ended.err.contains(code), "{line}: {ended:?}");
    }
    shop.file("taken.csv", "mine");
    assert_eq!(shop.run("order export --format csv -o taken.csv").code, Some(4));
    assert_eq!(std::fs::read(shop.path("taken.csv")).unwrap(), b"mine");
    assert_eq!(shop.run("order export --format csv -o -").code, Some(2));
    let made: Vec<_> = std::fs::read_dir(shop.dir()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(made.iter().all(|name| !name.to_string_lossy().starts_with(".ticketctl-tmp-")), "{made:?}");
}
