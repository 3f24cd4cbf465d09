//! `help files`: what each input file looks like, with a sample to copy, and where the files of the shop are.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::topics::unknown_topic_error;
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::config::Paths;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::output::terminal::DisplayOptions;
use crate::output::wrap::fit_width;
use crate::say;

/// A file that a command reads.
struct InputSample {
    name: &'static str,
    /// The command that reads it.
    command: BilingualText,
    about: BilingualText,
    sample: BilingualText,
}

macro_rules! samples {
    ($($name:literal: $command:literal, $zh:literal, $en:literal, $zh_file:literal, $en_file:literal;)+) => {
        &[$(InputSample {
            name: $name,
            command: BilingualText { zh: concat!($command, " 文件"), en: concat!($command, " FILE") },
            about: BilingualText { zh: $zh, en: $en },
            sample: BilingualText {
                zh: include_str!(concat!("samples/", $zh_file)),
                en: include_str!(concat!("samples/", $en_file)),
            },
        }),+]
    };
}

/// Each is tried by a test with the command that reads it.
const SAMPLES: &[InputSample] = samples! {
    "paid-order": "ticketctl order import",
        "一笔已付款的订单；多笔用数组，或每行一个对象。金额的单位是元。没有票种或游玩日期时，由买家资料补上",
        "One paid order; for several, an array or an object per line. The amount is in yuan. A ticket type or a play date that is missing comes with the form",
        "paid-order.json", "paid-order.json";
    "orders": "ticketctl order import",
        "订单表格：CSV（任何常见编码）、XLSX 或 XLS。必须有订单号、商品名称、实付金额、付款时间；其余的列可以没有",
        "A sheet of orders: CSV in any common encoding, XLSX or XLS. The number, the product, the amount and the time are needed; the other columns may be missing",
        "orders.zh.csv", "orders.en.csv";
    "form": "ticketctl form submit D3AV --file",
        "一份买家资料；中文和英文的键都可以。性别、生日可以不写；多张票的其他游客写在“同行人”里",
        "A buyer's form; keys may be English or Chinese. Gender and birthday may be left out; whoever comes along stands in \"visitors\"",
        "form.zh.json", "form.en.json";
    "forms": "ticketctl form import",
        "买家资料表格：每单一行；订单号用店内的或平台的都可以。身份证可以不写证件类型；多张票的订单每位游客一行",
        "A sheet of forms, a row for each order; the number is ours or the platform's. An identity card needs no type; an order of several tickets has a row for each visitor",
        "forms.zh.csv", "forms.en.csv";
    "payments": "ticketctl payment confirm --file",
        "代付表格：每单一行；订单号用店内的或平台的都可以。渠道写微信、支付宝或银行转账；金额不写就是应付的，写得不同要有差额原因；流水号、付款时间可以没有",
        "A sheet of payments to agents, a row for each order; the number is ours or the platform's. Channels are wechat, alipay and bank. Without an amount it is what is payable, and another one needs a reason; reference and time may be left out",
        "payments.zh.csv", "payments.en.csv";
    "prices": "ticketctl price import",
        "价目表：每个票种每个季节一行，价格是一张票的元数",
        "The price table: a row for each ticket type and season, with the price of one ticket in yuan",
        "prices.zh.csv", "prices.en.csv";
    "seasons": "ticketctl season import",
        "季节表：头尾两天都算在内；没有写到的日子是平季",
        "The calendar: both days are included; a day in no range is regular",
        "seasons.zh.csv", "seasons.en.csv";
    "screenshot": "ticketctl ocr import D3AV --image shot.png",
        "别处识别截图得到的文字；PaddleOCR、PaddleOCR-json 和 RapidOCR 的结果也可以直接用",
        "What another engine read in a screenshot; results of PaddleOCR, PaddleOCR-json and RapidOCR are read as they are",
        "screenshot.json", "screenshot.json";
    "template": "ticketctl notify template set ticket_matched --text-lang zh",
        "通知模板：花括号里的词换成订单的内容",
        "The template of a notice: words in braces are filled in from the order",
        "template.zh.txt", "template.en.txt";
    "event": "ticketctl event import",
        "网页系统导出的事件：每行一个对象，一单的全部事件都要有。状态用代码或页面上的文字",
        "The export of a web system: an object per line, with every event of an order. States are codes or the page's labels",
        "event.ndjson", "event.ndjson";
    "customer": "ticketctl checkout draft --sku SKU --quantity 3 --date 2026-04-15 --channel telegram --customer",
        "买家在渠道里的身份：任意的键，值是文字或数字",
        "The buyer as the channel describes them: any keys, each with a text or a number",
        "customer.json", "customer.json";
};

/// `help files NAME`: the sample itself, so that `> FILE` makes a file of it.
pub(super) fn show_sample(context: &CommandContext, name: &str) -> Result<CommandResponse> {
    let lang = context.lang();
    let names: Vec<String> = SAMPLES.iter().map(|sample| sample.name.to_owned()).collect();
    let found = SAMPLES.iter().find(|sample| sample.name == name).ok_or_else(|| unknown_topic_error(name, &names))?;
    let InputSample { name, command, about, sample } = found;
    let sample = sample.in_lang(lang);
    let object = json!({
        "name": name, "command": command.in_lang(lang), "holds": about.in_lang(lang), "sample": sample,
    });
    Ok(CommandResponse::with_page(object, Some("name"), sample.to_owned()))
}

/// `help files`
pub(super) fn list_files(context: &CommandContext) -> CommandResponse {
    let lang = context.lang();
    let files = list_shop_files(context);
    if context.plan.is_machine() {
        let inputs = SAMPLES.iter().map(|input| HelpFile {
            name: input.name,
            path: None,
            holds: input.about,
            command: Some(input.command),
            sample: Some(input.sample),
        });
        return CommandResponse::with_list(file_schema(lang), files.into_iter().chain(inputs).collect());
    }
    CommandResponse::with_text(format_files(&files, &context.surface))
}

/// A file or directory of a shop, or a file that a command reads.
struct HelpFile {
    name: &'static str,
    path: Option<PathBuf>,
    holds: BilingualText,
    command: Option<BilingualText>,
    sample: Option<BilingualText>,
}

fn list_shop_files(context: &CommandContext) -> Vec<HelpFile> {
    let Paths { db, proofs, spool, key, secrets, ap2, config, state, ocr_models, .. } = &context.paths;
    let file = |name, path: &Path, zh, en| HelpFile {
        name,
        path: Some(path.to_owned()),
        holds: BilingualText { zh, en },
        command: None,
        sample: None,
    };
    vec![
        file("database", db, "数据库；-wal 和 -shm 属于它", "the database; -wal and -shm belong to it"),
        file("proofs", proofs, "付款凭证和截图", "payment proofs and screenshots"),
        file("spool", spool, "spool 渠道写出的消息", "what the channel `spool` was given"),
        file("config", config, "配置", "the configuration"),
        file("key", key, "主密钥：没有它就读不出姓名", "the key file: without it no name can be read"),
        file("secrets", secrets, "渠道的令牌和密钥", "tokens and keys of channels"),
        file("ap2", ap2, "AP2 密钥和受信任的签发方", "AP2 keys and trusted issuers"),
        file("state", state, "锁文件和识别缓存", "lock files, and what was read in pictures"),
        file("ocr_models", ocr_models, "识别模型", "the models that read pictures"),
    ]
}

fn file_schema(lang: Lang) -> ListSchema<HelpFile> {
    ListSchema::new("name")
        .word("name", "名称", "Name", |file: &HelpFile| file.name)
        .text("path", "路径", "Path", |file| file.path.as_ref().map(|path| path.display().to_string()))
        .word("exists", "已有", "Exists", |file| file.path.as_ref().map(|path| path.exists()))
        .shown(|file, lang| match (file.path.as_ref().is_some_and(|path| path.exists()), lang) {
            (true, Lang::Zh) => "是".to_owned(),
            (true, Lang::En) => "yes".to_owned(),
            (false, _) => String::new(),
        })
        .text("holds", "内容", "Holds", move |file| file.holds.in_lang(lang))
        .hidden("command", move |file| file.command.map(|command| command.in_lang(lang)))
        .hidden("sample", move |file| file.sample.map(|sample| sample.in_lang(lang)))
}

/// The samples, each under what it is for, and then the files of the shop.
fn format_files(files: &[HelpFile], surface: &DisplayOptions) -> String {
    let (lang, styler) = (surface.lang, surface.stdout_styler());
    let mut text = say!(
        "各种输入文件的样子。`ticketctl help files 名称 > 文件` 存下一份样例。\n",
        "What each input file looks like. `ticketctl help files NAME > FILE` saves a sample.\n"
    )
    .in_lang(lang)
    .to_owned();
    for InputSample { name, command, about, sample } in SAMPLES {
        let (command, about) = (command.in_lang(lang), fit_width(about.in_lang(lang), surface.width));
        // Writing to a text cannot fail.
        let _ = write!(text, "\n{}  `{command}`\n{about}\n\n", styler.bold(name));
        for line in sample.in_lang(lang).lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text.push_str(say!("\n店铺自己的文件：\n", "\nThe files of the shop:\n").in_lang(lang));
    let shop: Vec<&HelpFile> = files.iter().collect();
    for HelpFile { name, path, holds, .. } in shop {
        let path = path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let _ = writeln!(text, "  {name}  {path}  {}", holds.in_lang(lang));
    }
    text
}
