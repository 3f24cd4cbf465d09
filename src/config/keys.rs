//! The table of every key: its name, its default, what it may be and what it decides; and finding a key by its name.

use crate::domain::checkout::order::ExpiryPolicy;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::money::{Fen, MAX_ORDER};

use super::BaseUrl;
use super::key::{ConfigKey, KeySlot, TextKind, parse_channel, parse_name};
use super::problem::KeyProblem;

/// A whole number at a field of [`Config`](super::Config), in some unit of the field: default, limits, meaning.
macro_rules! whole {
    ($name:literal, $($field:tt).+, $default:literal, $limits:expr, $zh:literal, $en:literal) => {
        whole!($name, $($field).+ * 1, $default, $limits, $zh, $en)
    };
    ($name:literal, $($field:tt).+ * $unit:literal, $default:literal, $limits:expr, $zh:literal, $en:literal) => {
        ConfigKey {
            name: $name,
            about: BilingualText { zh: $zh, en: $en },
            slot: KeySlot::Whole {
                default: $default,
                limits: $limits,
                // The limits fit the field, which a test asserts for each key.
                get: |config| u64::try_from(config.$($field).+ / $unit).unwrap_or_default(),
                put: |config, number| config.$($field).+ = (number * $unit).try_into().unwrap_or_default(),
            },
        }
    };
}

/// A text of some kind at a field of [`Config`](super::Config): default, meaning.
macro_rules! text {
    ($name:literal, $($field:tt).+, $kind:ident, $default:literal, $zh:literal, $en:literal) => {
        ConfigKey {
            name: $name,
            about: BilingualText { zh: $zh, en: $en },
            slot: KeySlot::Text {
                default: $default,
                must_be: $kind.must_be,
                get: |config| ($kind.show)(&config.$($field).+),
                put: |config, text| {
                    config.$($field).+ = ($kind.parse)(text)?;
                    Some(())
                },
            },
        }
    };
}

const MINUTES: std::ops::RangeInclusive<u64> = 1..=10_080;
const HOURS: std::ops::RangeInclusive<u64> = 1..=720;
const DISK: u64 = 1_099_511_627_776;

/// Every key, in the order of the file: those of a section stand together, and a section before its inner ones. The
/// defaults are decisions of `domain.md`, "Deadlines" and "Checkout", and of `promises.md`, part 5.
#[rustfmt::skip]
pub(super) static KEYS: &[ConfigKey] = &[
    text!("lang", lang, LANG_OR_AUTO, "auto",
        "界面语言；auto 跟随系统。",
        "Language of messages; auto follows the locale."),
    text!("operator", operator, OPERATOR, "",
        "操作员，记入每个事件；空为登录名。",
        "Operator, recorded with every event; empty is the login name."),
    whole!("resale.rate_bp", resale.rate.0, 9_800, 1..=10_000,
        "应付代下单金额占结算金额的比率，基点：9800 是 98%。",
        "What the agent is paid, of the settlement amount, in basis points: 9800 is 98 %."),
    text!("resale.price_tolerance", resale.price_tolerance, AMOUNT, "0.00",
        "实付与价格表可相差的金额，元。",
        "How far the paid amount may be from the price table, in yuan."),
    ConfigKey {
        name: "resale.share_parties",
        about: BilingualText {
            zh: "分润各方，基点，合计 10000；余数归第一方。",
            en: "Who shares the profit, in basis points, 10000 together; the remainder goes to the first.",
        },
        slot: KeySlot::Parties,
    },
    text!("resale.default_notice_channel", resale.default_notice_channel, CHANNEL, "spool",
        "通知买家的默认渠道；manual 由人复制文字发给买家。",
        "Default channel of notices to buyers; with manual a person passes the text on."),
    text!("resale.push_text_lang", resale.push_text_lang, LANG, "zh",
        "推代理群的文字所用语言。",
        "Language of what is pushed to agents."),
    whole!("resale.deadlines.form_hours", resale.deadlines.form * 60, 24, HOURS,
        "付款后补齐用户资料，小时。",
        "From payment to the buyer's form, hours."),
    whole!("resale.deadlines.payment_minutes", resale.deadlines.payment, 30, MINUTES,
        "资料齐后确认代付，分钟。",
        "From the form to the agent's payment, minutes."),
    whole!("resale.deadlines.push_minutes", resale.deadlines.push, 10, MINUTES,
        "上传凭证后推代理群，分钟。",
        "From the proof to the push, minutes."),
    whole!("resale.deadlines.ack_minutes", resale.deadlines.ack, 10, MINUTES,
        "推单后代理确认，分钟。",
        "From the push to the agent's answer, minutes."),
    whole!("resale.deadlines.screenshot_hours", resale.deadlines.screenshot * 60, 4, HOURS,
        "推单后代理商截图，小时。",
        "From the push to the agent's screenshot, hours."),
    whole!("resale.deadlines.screenshot_cutoff_hour", resale.deadlines.screenshot_cutoff_hour, 18, 0..=23,
        "截图最迟在游玩前一天的几点（上海时间）。",
        "Hour of the day before the play date by which the screenshot must be there (Asia/Shanghai)."),
    whole!("resale.deadlines.review_hours", resale.deadlines.review * 60, 2, HOURS,
        "人工审核，小时。",
        "How long a review may wait, hours."),
    whole!("checkout.lock_minutes", checkout.lock_minutes, 5, 1..=1_440,
        "名额保留多久，分钟。",
        "How long places are held, minutes."),
    whole!("checkout.session_minutes", checkout.session_minutes, 5, 1..=1_440,
        "支付会话至多多久，分钟。",
        "How long a payment session lives at most, minutes."),
    text!("checkout.session_expiry", checkout.session_expiry, EXPIRY, "clamp",
        "会话到期：clamp 不超过库存锁；independent 自成一期。",
        "When a session ends: clamp, never after its lock; independent, on its own."),
    text!("checkout.methods", checkout.methods, METHODS, "card,paynow,wechat,alipay",
        "接受的支付方式，逗号分隔。",
        "The payment methods that are taken, with commas."),
    text!("checkout.mandate", checkout.mandate_required, MANDATE, "optional",
        "AP2 授权书：optional 可有可无；required 每个会话都要。",
        "AP2 mandates: optional, or required of every session."),
    text!("checkout.payment_audiences", checkout.payment_audiences, AUDIENCES, "",
        "付款授权除商户外还可写给谁（aud），逗号分隔，例如凭证方；空为只认商户。",
        "For whom (aud) a payment mandate may be made besides the merchant, with commas, such as a credential provider; empty is nobody."),
    text!("checkout.notice_channel", checkout.notice_channel, CHANNEL_OR_NONE, "",
        "定时任务通知 order_… 买家的渠道；空为不自动通知。",
        "Channel by which cron tells buyers of order_…; empty leaves it to a person."),
    whole!("reconcile.confirm_days", reconcile.confirm_days, 10, 1..=60,
        "买家付款后平台几天自动确认收货、货款到账。",
        "After how many days the platform confirms the receipt by itself and the money comes."),
    whole!("store.busy_timeout_ms", store.busy_timeout_ms, 30_000, 100..=600_000,
        "等待另一个写入者，毫秒。",
        "How long to wait for another writer, milliseconds."),
    whole!("store.max_total_bytes", store.max_total_bytes, 21_474_836_480, 1_048_576..=DISK,
        "数据库与凭证合计可占，字节。",
        "What database and proofs may take together, bytes."),
    whole!("store.min_free_bytes", store.min_free_bytes, 500_000_000, 0..=DISK,
        "磁盘须保留的空间，字节。",
        "What must stay free on the disk, bytes."),
    whole!("limits.proof_bytes", proof_bytes, 10_485_760, 1_024..=104_857_600,
        "付款凭证的大小上限，字节。",
        "The largest payment proof, bytes."),
    text!("wecom.base_url", wecom_base_url, BASE_URL, "https://qyapi.weixin.qq.com",
        "企业微信接口地址。",
        "Address of WeCom's API."),
    whole!("wecom.app_per_minute", pace.wecom_app, 180, 1..=10_000,
        "企业微信应用每分钟发往一个群或成员的条数；超过 200 会被企业微信静默丢弃。",
        "Messages a minute from a WeCom application to one chat or member; WeCom silently drops what is above 200."),
    whole!("wecom.account_per_minute", pace.wecom_app_account, 10_000, 1..=20_000,
        "一个企业微信应用每分钟的总条数。",
        "Messages a minute from one WeCom application in all."),
    whole!("wecom.robot_per_minute", pace.wecom_robot, 15, 1..=20,
        "一个企业微信群机器人每分钟的条数；企业微信拒收 20 条以上的部分。",
        "Messages a minute from one WeCom group robot; WeCom refuses what is above 20."),
    text!("telegram.base_url", telegram_base_url, BASE_URL, "https://api.telegram.org",
        "Telegram 接口地址。",
        "Address of Telegram's Bot API."),
    whole!("telegram.chat_per_minute", pace.telegram_chat, 18, 1..=60,
        "每分钟发往一个 Telegram 聊天的条数；群里约 20 条。",
        "Messages a minute to one Telegram chat; a group takes about 20."),
    whole!("cron.limit", cron_limit, 200, 1..=10_000,
        "一次 cron 每类最多处理的条数。",
        "How many rows of one kind a cron run handles."),
    whole!("cron.operators_repeat_hours", operators_repeat * 60, 24, HOURS,
        "店内群已经知道的事，多久内不再告诉，小时。",
        "For how long a group of operators is not told again what it knows, hours."),
];

const LANG_OR_AUTO: TextKind<Option<Lang>> = TextKind {
    must_be: BilingualText { zh: " zh、en 或 auto", en: "zh, en or auto" },
    show: |lang| lang.map_or("auto", Lang::code).to_owned(),
    parse: |text| if text == "auto" { Some(None) } else { Lang::from_code(text).map(Some) },
};
const LANG: TextKind<Lang> = TextKind {
    must_be: BilingualText { zh: " zh 或 en", en: "zh or en" },
    show: |lang| lang.code().to_owned(),
    parse: Lang::from_code,
};
const OPERATOR: TextKind<Option<String>> = TextKind {
    must_be: BilingualText {
        zh: "至多 64 个字母、数字、空格或 . _ - @",
        en: "at most 64 letters, digits, spaces or . _ - @",
    },
    show: |operator| operator.clone().unwrap_or_default(),
    parse: |text| if text.is_empty() { Some(None) } else { parse_name(text).map(Some) },
};
const AMOUNT: TextKind<Fen> = TextKind {
    must_be: BilingualText {
        zh: " 0.00 到 100000.00 的金额，带引号",
        en: "an amount from 0.00 to 100000.00, in quotes",
    },
    show: Fen::to_string,
    parse: |text| Fen::parse(text).ok().filter(|amount| *amount <= MAX_ORDER),
};
const CHANNEL: TextKind<String> = TextKind {
    must_be: BilingualText {
        zh: " spool、wecom-app、telegram、manual 或群名",
        en: "spool, wecom-app, telegram, manual, or a group's name",
    },
    show: String::clone,
    parse: parse_channel,
};
const CHANNEL_OR_NONE: TextKind<Option<String>> = TextKind {
    must_be: BilingualText {
        zh: "空、spool、wecom-app、telegram、manual 或群名",
        en: "empty, spool, wecom-app, telegram, manual, or a group's name",
    },
    show: |channel| channel.clone().unwrap_or_default(),
    parse: |text| if text.is_empty() { Some(None) } else { parse_channel(text).map(Some) },
};
const EXPIRY: TextKind<ExpiryPolicy> = TextKind {
    must_be: BilingualText { zh: " clamp 或 independent", en: "clamp or independent" },
    show: |policy| policy.code().to_owned(),
    parse: ExpiryPolicy::from_code,
};
const METHODS: TextKind<Vec<String>> = TextKind {
    must_be: BilingualText {
        zh: "逗号分隔的小写单词，例如 card,paynow",
        en: "lower-case words with commas between, such as card,paynow",
    },
    show: |methods| methods.join(","),
    parse: |text| {
        let methods: Vec<String> = text.split(',').map(|word| word.trim().to_owned()).collect();
        let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
        let sound = methods.iter().all(|word| (1..=32).contains(&word.len()) && word.bytes().all(fits));
        sound.then_some(methods)
    },
};
const AUDIENCES: TextKind<Vec<String>> = TextKind {
    must_be: BilingualText {
        zh: "逗号分隔的名称或网址，例如 credential-provider",
        en: "names or addresses with commas between, such as credential-provider",
    },
    show: |audiences| audiences.join(","),
    parse: |text| {
        if text.is_empty() {
            return Some(Vec::new());
        }
        let audiences: Vec<String> = text.split(',').map(|word| word.trim().to_owned()).collect();
        let sound =
            audiences.iter().all(|word| (1..=256).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic()));
        sound.then_some(audiences)
    },
};
const MANDATE: TextKind<bool> = TextKind {
    must_be: BilingualText { zh: " optional 或 required", en: "optional or required" },
    show: |required| if *required { "required" } else { "optional" }.to_owned(),
    parse: |text| match text {
        "optional" => Some(false),
        "required" => Some(true),
        _ => None,
    },
};
const BASE_URL: TextKind<BaseUrl> = TextKind {
    must_be: BilingualText {
        zh: "至多 200 字节的 https 地址（http 仅限本机），不带用户名和参数",
        en: "an https address (http to this machine alone) of at most 200 bytes, without user and query",
    },
    show: BaseUrl::to_string,
    parse: BaseUrl::parse,
};

/// The key of that name.
pub(super) fn find_key(name: &str) -> Result<&'static ConfigKey, KeyProblem> {
    let found = KEYS.iter().find(|key| key.name == name);
    found.ok_or_else(|| KeyProblem::unknown_key(name, similar_key(name)))
}

/// The key that `name` was probably meant to be: at most a third of its letters differ, or only its section.
fn similar_key(name: &str) -> Option<&'static str> {
    let distance = |key: &ConfigKey| {
        let last = key.name.rsplit('.').next().unwrap_or(key.name);
        strsim::damerau_levenshtein(name, key.name).min(strsim::damerau_levenshtein(name, last))
    };
    let best = KEYS.iter().min_by_key(|key| distance(key))?;
    (distance(best) * 3 <= name.chars().count()).then_some(best.name)
}
