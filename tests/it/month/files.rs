//! The files of the month, written as Excel, WPS, seller pages and tools write them.

use std::path::Path;

use calamine::Reader as _;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

/// Orders in all; each sheet has four hundred, each JSON file two hundred.
pub(super) const SALES: usize = 2000;
/// Orders of which the platform says something else later.
pub(super) const NEWS: usize = 60;
const SHEET_SALES: usize = 400;
const JSON_SALES: usize = 200;
/// Of a sheet, every so many rows one is damaged.
const DAMAGE_STEP: usize = 75;
const DAMAGED_A_SHEET: usize = 5;

const HEADINGS: [&str; 9] = [
    "订单编号",
    "宝贝标题",
    "买家实际支付金额",
    "订单付款时间",
    "订单状态",
    "宝贝总数量",
    "票种",
    "使用日期",
    "买家会员名",
];
const PAID: &str = "买家已付款，等待卖家发货";

/// One thing that is wrong with a row: the column, and what stands there.
pub(super) struct Damage {
    column: usize,
    cell: &'static str,
}

const fn damage(column: usize, cell: &'static str) -> Damage {
    Damage { column, cell }
}

/// Five for each sheet.
pub(super) const DAMAGES: [Damage; 20] = [
    damage(0, "3.3642E+18"),
    damage(0, ""),
    damage(1, ""),
    damage(2, ""),
    damage(2, "288元5角"),
    damage(2, "1.288,00"),
    damage(2, "0"),
    damage(2, "-5"),
    damage(2, "5E+2"),
    damage(2, "见备注"),
    damage(3, ""),
    damage(3, "20.03.2026"),
    damage(3, "昨天"),
    damage(4, "不明"),
    damage(5, "0"),
    damage(5, "两张"),
    damage(7, "15/04/2026"),
    damage(7, "2026-02-30"),
    damage(0, "3364202298717560000"),
    damage(1, "雪\u{200b}票"),
];

impl Damage {
    /// Whether a reason says where to look.
    pub(super) fn names_column(&self, why: &str) -> bool {
        why.contains(HEADINGS[self.column])
    }
}

#[derive(Clone)]
pub(super) struct Sale {
    pub(super) number: String,
    ticket: &'static str,
    /// In yuan.
    amount: u32,
    /// Of March 2026, and the minute of the day.
    paid_day: u8,
    paid_minute: u16,
    /// Of April 2026.
    play_day: u8,
    nick: String,
}

fn sale(at: usize) -> Sale {
    let (ticket, amount) =
        if at.is_multiple_of(3) { ("中级道 6 小时", 1288) } else { ("初级道 3 小时", 506) };
    Sale {
        number: format!("33642{at:011}229"),
        ticket,
        amount,
        paid_day: u8::try_from(1 + at % 31).unwrap(),
        paid_minute: u16::try_from(at * 7 % 1440).unwrap(),
        play_day: u8::try_from(1 + at % 30).unwrap(),
        nick: format!("雪友{at}号"),
    }
}

/// How a program spells what it puts into a sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SheetStyle {
    /// An export in GBK: guarded numbers, times to the second.
    Gbk,
    /// "Unicode text" of Excel: tabs, UTF-16, Chinese days.
    Utf16,
    /// Numbers and days as such.
    Excel,
    /// Every cell a text, a title above.
    Wps,
}

impl SheetStyle {
    fn cells(self, sale: &Sale) -> Vec<String> {
        let Sale { number, amount, paid_day, play_day, .. } = sale;
        let (hour, minute) = (sale.paid_minute / 60, sale.paid_minute % 60);
        let (guarded, price, paid, play) = match self {
            Self::Gbk => (
                format!("=\"{number}\""),
                format!("{amount}.00"),
                format!("2026-03-{paid_day:02} {hour:02}:{minute:02}:00"),
                format!("2026/4/{play_day}"),
            ),
            Self::Utf16 => (
                format!("'{number}"),
                if *amount > 999 {
                    format!("¥{},{:03}.00", amount / 1000, amount % 1000)
                } else {
                    format!("¥{amount}")
                },
                format!("2026/3/{paid_day} {hour}:{minute:02}"),
                format!("2026年4月{play_day}日"),
            ),
            Self::Excel | Self::Wps => (
                format!("`{number}"),
                format!("{amount}元"),
                format!("2026-03-{paid_day:02} {hour:02}:{minute:02}"),
                format!("2026-04-{play_day:02}"),
            ),
        };
        let rest = |text: &str| text.to_owned();
        vec![
            guarded,
            rest("可可托海雪票"),
            price,
            paid,
            rest(PAID),
            rest("1"),
            rest(sale.ticket),
            play,
            sale.nick.clone(),
        ]
    }
}

const SHEETS: [(SheetStyle, &str); 4] = [
    (SheetStyle::Gbk, "千牛导出.csv"),
    (SheetStyle::Utf16, "unicode.txt"),
    (SheetStyle::Excel, "excel.xlsx"),
    (SheetStyle::Wps, "wps.xlsx"),
];

pub(super) struct MonthFile {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl MonthFile {
    pub(super) fn is_sheet(&self) -> bool {
        SHEETS.iter().any(|(_, name)| *name == self.name)
    }

    /// The shape in which refused rows come back.
    pub(super) fn rejects_name(&self) -> String {
        let ending = if self.name == "excel.xlsx" { "xlsx" } else { "csv" };
        format!("{}.rejects.{ending}", self.name)
    }
}

fn sales_of_sheet(sheet: usize) -> Vec<(Sale, Option<&'static Damage>)> {
    let damaged =
        |row: usize| (row % DAMAGE_STEP == 10).then_some(row / DAMAGE_STEP).filter(|at| *at < DAMAGED_A_SHEET);
    let row =
        |row: usize| (sale(sheet * SHEET_SALES + row), damaged(row).map(|at| &DAMAGES[sheet * DAMAGED_A_SHEET + at]));
    (0..SHEET_SALES).map(row).collect()
}

/// Every sale that is damaged in its sheet, in the order of the sheets and rows.
pub(super) fn damaged_sales() -> Vec<(Sale, &'static Damage)> {
    let all = (0..SHEETS.len()).flat_map(sales_of_sheet);
    all.filter_map(|(sale, damage)| Some((sale, damage?))).collect()
}

pub(super) fn month_files() -> Vec<MonthFile> {
    let sheets = SHEETS.iter().enumerate().map(|(at, (style, name))| {
        let rows = sales_of_sheet(at);
        MonthFile { name, bytes: write_sheet(*style, &rows) }
    });
    let of = |from: usize| (from..from + JSON_SALES).map(sale);
    let from = SHEETS.len() * SHEET_SALES;
    let tool: Vec<_> = of(from).map(|sale| xianguanjia(&sale, 0)).collect();
    let market: Vec<_> = of(from + JSON_SALES).map(|sale| marketplace(&sale)).collect();
    sheets
        .chain([
            MonthFile {
                name: "闲管家.json",
                bytes: json!({"code": 0, "msg": "OK", "data": {"list": tool}}).to_string().into_bytes(),
            },
            MonthFile {
                name: "market.json",
                bytes: json!({"ret": ["SUCCESS::调用成功"], "data": {"module": {"items": market}}})
                    .to_string()
                    .into_bytes(),
            },
        ])
        .collect()
}

/// What comes later: of thirty orders a sheet says it, of thirty a tool.
pub(super) fn news_files() -> Vec<MonthFile> {
    let states = ["退款中", "退款成功", "交易关闭"];
    let rows = (0..NEWS / 2).map(|at| {
        let mut cells = SheetStyle::Gbk.cells(&sale(at * 20 + 1));
        states[at % 3].clone_into(&mut cells[4]);
        cells
    });
    let from = SHEETS.len() * SHEET_SALES;
    let tool: Vec<_> = (0..NEWS / 2).map(|at| xianguanjia(&sale(from + at * 6), [1, 5][at % 2])).collect();
    vec![
        MonthFile { name: "later.csv", bytes: gbk_csv(rows.collect()) },
        MonthFile { name: "later.json", bytes: json!(tool).to_string().into_bytes() },
    ]
}

fn write_sheet(style: SheetStyle, rows: &[(Sale, Option<&'static Damage>)]) -> Vec<u8> {
    let cells = |(sale, damage): &(Sale, Option<&'static Damage>)| {
        let mut cells = style.cells(sale);
        if let Some(damage) = damage {
            damage.cell.clone_into(&mut cells[damage.column]);
        }
        cells
    };
    let texts: Vec<_> = rows.iter().map(cells).collect();
    match style {
        SheetStyle::Gbk => gbk_csv(texts),
        SheetStyle::Utf16 => {
            let lines = texts.into_iter().map(|cells| cells.join("\t"));
            let text = [HEADINGS.join("\t")].into_iter().chain(lines).collect::<Vec<_>>().join("\r\n");
            [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        }
        SheetStyle::Wps => workbook(&[vec!["三月订单".to_owned()]], texts, |_, _| None),
        SheetStyle::Excel => workbook(&[], texts, |row, column| {
            let (sale, damage) = &rows[row];
            let whole = damage.is_none_or(|damage| damage.column != column);
            whole.then(|| typed_cell(sale, column)).flatten()
        }),
    }
}

fn gbk_csv(rows: Vec<Vec<String>>) -> Vec<u8> {
    // As the sellers' pages write it: nothing is quoted, guards included.
    let lines = rows.into_iter().map(|cells| cells.join(","));
    let text = [HEADINGS.join(",")].into_iter().chain(lines).collect::<Vec<_>>().join("\r\n");
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

enum TypedCell {
    Number(f64),
    Moment(ExcelDateTime, &'static str),
}

fn typed_cell(sale: &Sale, column: usize) -> Option<TypedCell> {
    let day = |month, day| ExcelDateTime::from_ymd(2026, month, day).unwrap();
    Some(match column {
        2 => TypedCell::Number(f64::from(sale.amount)),
        3 => {
            let (hour, minute) = (sale.paid_minute / 60, u8::try_from(sale.paid_minute % 60).unwrap());
            TypedCell::Moment(day(3, sale.paid_day).and_hms(hour, minute, 0.0).unwrap(), "yyyy/m/d h:mm")
        }
        5 => TypedCell::Number(1.0),
        7 => TypedCell::Moment(day(4, sale.play_day), "yyyy\"年\"m\"月\"d\"日\""),
        _ => return None,
    })
}

fn workbook(
    above: &[Vec<String>],
    rows: Vec<Vec<String>>,
    typed: impl Fn(usize, usize) -> Option<TypedCell>,
) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = vec![HEADINGS.map(str::to_owned).to_vec()];
    let heads = above.len() + headings.len();
    for (at, cells) in above.iter().cloned().chain(headings).chain(rows).enumerate() {
        let line = u32::try_from(at).unwrap();
        for (column, cell) in cells.iter().enumerate() {
            let place = u16::try_from(column).unwrap();
            match at.checked_sub(heads).and_then(|row| typed(row, column)) {
                Some(TypedCell::Number(number)) => sheet.write_number(line, place, number),
                Some(TypedCell::Moment(moment, format)) => {
                    sheet.write_datetime_with_format(line, place, moment, &Format::new().set_num_format(format))
                }
                None => sheet.write_string(line, place, cell),
            }
            .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// As the tool's list has it; a `refund` of 1 was asked for, one of 5 is done.
fn xianguanjia(sale: &Sale, refund: u32) -> Value {
    json!({
        "order_no": sale.number, "order_status": 12, "refund_status": refund, "order_time": 1_772_000_000,
        "total_amount": sale.amount * 100, "pay_amount": sale.amount * 100,
        "pay_time": 1_772_323_200 + u32::from(sale.paid_day) * 86_400, "pay_no": format!("20260520220011{}", sale.number),
        "buyer_eid": format!("eid-{}", sale.number), "buyer_nick": sale.nick,
        "goods": {"title": "可可托海雪票", "sku_text": sale.ticket, "quantity": 1, "price": sale.amount * 100},
    })
}

fn marketplace(sale: &Sale) -> Value {
    json!({
        "commonData": {"orderId": sale.number, "orderStatus": "待发货", "itemId": "991", "inRefund": "false",
            "createTime": format!("2026-03-{:02} 11:35:46", sale.paid_day),
            "paySuccessTime": format!("2026-03-{:02} 11:36:02", sale.paid_day)},
        "buyerInfoVO": {"buyerId": format!("b{}", sale.number), "userNick": sale.nick},
        "priceVO": {"totalPrice": format!("{}.00", sale.amount), "buyNum": "1"},
        "itemVO": {"title": "可可托海雪票", "skuText": sale.ticket},
    })
}

/// The cells of a CSV file with a mark, or of the first sheet of a workbook.
pub(super) fn read_table(path: &Path) -> Vec<Vec<String>> {
    if path.extension().is_some_and(|ending| ending == "xlsx") {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        return sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    }
    let bytes = std::fs::read(path).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a mark for spreadsheets");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The rows as somebody repairs them who looks up what is right: everything but the reason is written anew.
pub(super) fn repaired_rows(headings: &[String], table: &[Vec<String>], sales: &[(Sale, &Damage)]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings).unwrap();
    for (row, (sale, _)) in table.iter().zip(sales) {
        let right = SheetStyle::Wps.cells(sale);
        writer.write_record(right.iter().chain(row.last())).unwrap();
    }
    writer.into_inner().unwrap()
}
