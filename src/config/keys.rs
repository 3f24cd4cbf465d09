//! The table of every key: its name, what it decides, and what it may be; and finding a key by its name.

use crate::domain::checkout::order::ExpiryPolicy;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::money::{Fen, MAX_ORDER};

use super::BaseUrl;
use super::key::{ConfigKey, KeySlot, parse_channel, parse_name};
use super::problem::KeyProblem;

/// A whole number at a field of [`Config`](super::Config), with its limits.
macro_rules! whole {
    ($name:literal, $($field:tt).+, $min:literal..=$max:literal, $zh:literal, $en:literal) => {
        ConfigKey {
            name: $name,
            about: BilingualText { zh: $zh, en: $en },
            slot: KeySlot::Whole {
                min: $min,
                max: $max,
                get: |config| config.$($field).+.into(),
                // The table's limits fit the field, which a test asserts for each key.
                put: |config, number| config.$($field).+ = number.try_into().unwrap_or_default(),
            },
        }
    };
}

/// Every key, in the order of the file: those of a section stand together, and a section before its inner ones.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey {
        name: "lang",
        about: BilingualText {
            zh: "界面语言；auto 跟随系统。", en: "Language of messages; auto follows the locale."
        },
        slot: KeySlot::Text {
            must_be: BilingualText { zh: " zh、en 或 auto", en: "zh, en or auto" },
            get: |config| config.lang.map_or("auto", lang_code).to_owned(),
            put: |config, text| {
                config.lang = if text == "auto" { None } else { Some(parse_lang(text)?) };
                Some(())
            },
        },
    },
    ConfigKey {
        name: "operator",
        about: BilingualText {
            zh: "操作员，记入每个事件；空为登录名。",
            en: "Operator, recorded with every event; empty is the login name.",
        },
        slot: KeySlot::Text {
            must_be: BilingualText {
                zh: "至多 64 个字母、数字、空格或 . _ - @",
                en: "at most 64 letters, digits, spaces or . _ - @",
            },
            get: |config| config.operator.clone().unwrap_or_default(),
            put: |config, text| {
                config.operator = if text.is_empty() { None } else { Some(parse_name(text)?) };
                Some(())
            },
        },
    },
    whole!(
        "resale.rate_bp",
        resale.rate.0,
        1..=10_000,
        "应付代下单金额占结算金额的比率，基点：9800 是 98%。",
        "What the agent is paid, of the settlement amount, in basis points: 9800 is 98 %."
    ),
    ConfigKey {
        name: "resale.price_tolerance",
        about: BilingualText {
            zh: "实付与价格表可相差的金额，元。",
            en: "How far the paid amount may be from the price table, in yuan.",
        },
        slot: KeySlot::Text {
            must_be: BilingualText {
                zh: " 0.00 到 100000.00 的金额，带引号",
                en: "an amount from 0.00 to 100000.00, in quotes",
            },
            get: |config| config.resale.price_tolerance.to_string(),
            put: |config, text| {
                config.resale.price_tolerance = Fen::parse(text).ok().filter(|amount| *amount <= MAX_ORDER)?;
                Some(())
            },
        },
    },
    ConfigKey {
        name: "resale.share_parties",
        about: BilingualText {
            zh: "分润各方，基点，合计 10000；余数归第一方。",
            en: "Who shares the profit, in basis points, 10000 together; the remainder goes to the first.",
        },
        slot: KeySlot::Parties,
    },
    ConfigKey {
        name: "resale.default_notice_channel",
        about: BilingualText { zh: "通知买家的默认渠道。", en: "Default channel of notices to buyers." },
        slot: KeySlot::Text {
            must_be: BilingualText {
                zh: " spool、wecom-app、telegram 或群名",
                en: "spool, wecom-app, telegram, or a group's name",
            },
            get: |config| config.resale.default_notice_channel.clone(),
            put: |config, text| {
                config.resale.default_notice_channel = parse_channel(text)?;
                Some(())
            },
        },
    },
    ConfigKey {
        name: "resale.push_text_lang",
        about: BilingualText {
            zh: "推代理群的文字所用语言。", en: "Language of what is pushed to agents."
        },
        slot: KeySlot::Text {
            must_be: BilingualText { zh: " zh 或 en", en: "zh or en" },
            get: |config| lang_code(config.resale.push_text_lang).to_owned(),
            put: |config, text| {
                config.resale.push_text_lang = parse_lang(text)?;
                Some(())
            },
        },
    },
    whole!(
        "resale.deadlines.form_hours",
        resale.deadlines.form_hours,
        1..=720,
        "付款后补齐用户资料，小时。",
        "From payment to the buyer's form, hours."
    ),
    whole!(
        "resale.deadlines.payment_minutes",
        resale.deadlines.payment_minutes,
        1..=10_080,
        "资料齐后确认代付，分钟。",
        "From the form to the agent's payment, minutes."
    ),
    whole!(
        "resale.deadlines.push_minutes",
        resale.deadlines.push_minutes,
        1..=10_080,
        "上传凭证后推代理群，分钟。",
        "From the proof to the push, minutes."
    ),
    whole!(
        "resale.deadlines.ack_minutes",
        resale.deadlines.ack_minutes,
        1..=10_080,
        "推单后代理确认，分钟。",
        "From the push to the agent's answer, minutes."
    ),
    whole!(
        "resale.deadlines.screenshot_hours",
        resale.deadlines.screenshot_hours,
        1..=720,
        "推单后代理商截图，小时。",
        "From the push to the agent's screenshot, hours."
    ),
    whole!(
        "resale.deadlines.screenshot_cutoff_hour",
        resale.deadlines.screenshot_cutoff_hour,
        0..=23,
        "截图最迟在游玩前一天的几点（上海时间）。",
        "Hour of the day before the play date by which the screenshot must be there (Asia/Shanghai)."
    ),
    whole!(
        "resale.deadlines.review_hours",
        resale.deadlines.review_hours,
        1..=720,
        "人工审核，小时。",
        "How long a review may wait, hours."
    ),
    whole!(
        "checkout.lock_minutes",
        checkout.lock_minutes,
        1..=1_440,
        "名额保留多久，分钟。",
        "How long places are held, minutes."
    ),
    whole!(
        "checkout.session_minutes",
        checkout.session_minutes,
        1..=1_440,
        "支付会话至多多久，分钟。",
        "How long a payment session lives at most, minutes."
    ),
    ConfigKey {
        name: "checkout.session_expiry",
        about: BilingualText {
            zh: "会话到期：clamp 不超过库存锁；independent 自成一期。",
            en: "When a session ends: clamp, never after its lock; independent, on its own.",
        },
        slot: KeySlot::Text {
            must_be: BilingualText { zh: " clamp 或 independent", en: "clamp or independent" },
            get: |config| config.checkout.session_expiry.code().to_owned(),
            put: |config, text| {
                config.checkout.session_expiry = ExpiryPolicy::from_code(text)?;
                Some(())
            },
        },
    },
    ConfigKey {
        name: "checkout.methods",
        about: BilingualText {
            zh: "接受的支付方式，逗号分隔。",
            en: "The payment methods that are taken, with commas.",
        },
        slot: KeySlot::Text {
            must_be: BilingualText {
                zh: "逗号分隔的小写单词，例如 card,paynow",
                en: "lower-case words with commas between, such as card,paynow",
            },
            get: |config| config.checkout.methods.join(","),
            put: |config, text| {
                let methods: Vec<String> = text.split(',').map(|word| word.trim().to_owned()).collect();
                let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
                let sound = methods.iter().all(|word| (1..=32).contains(&word.len()) && word.bytes().all(fits));
                config.checkout.methods = sound.then_some(methods)?;
                Some(())
            },
        },
    },
    ConfigKey {
        name: "checkout.mandate",
        about: BilingualText {
            zh: "AP2 授权书：optional 可有可无；required 每个会话都要。",
            en: "AP2 mandates: optional, or required of every session.",
        },
        slot: KeySlot::Text {
            must_be: BilingualText { zh: " optional 或 required", en: "optional or required" },
            get: |config| if config.checkout.mandate_required { "required" } else { "optional" }.to_owned(),
            put: |config, text| {
                config.checkout.mandate_required = match text {
                    "optional" => false,
                    "required" => true,
                    _ => return None,
                };
                Some(())
            },
        },
    },
    ConfigKey {
        name: "checkout.notice_channel",
        about: BilingualText {
            zh: "定时任务通知 order_… 买家的渠道；空为不自动通知。",
            en: "Channel by which cron tells buyers of order_…; empty leaves it to a person.",
        },
        slot: KeySlot::Text {
            must_be: BilingualText {
                zh: "空、spool、wecom-app、telegram 或群名",
                en: "empty, spool, wecom-app, telegram, or a group's name",
            },
            get: |config| config.checkout.notice_channel.clone().unwrap_or_default(),
            put: |config, text| {
                config.checkout.notice_channel = if text.is_empty() { None } else { Some(parse_channel(text)?) };
                Some(())
            },
        },
    },
    whole!(
        "store.busy_timeout_ms",
        store.busy_timeout_ms,
        100..=600_000,
        "等待另一个写入者，毫秒。",
        "How long to wait for another writer, milliseconds."
    ),
    whole!(
        "store.max_total_bytes",
        store.max_total_bytes,
        1_048_576..=1_099_511_627_776,
        "数据库与凭证合计可占，字节。",
        "What database and proofs may take together, bytes."
    ),
    whole!(
        "store.min_free_bytes",
        store.min_free_bytes,
        0..=1_099_511_627_776,
        "磁盘须保留的空间，字节。",
        "What must stay free on the disk, bytes."
    ),
    whole!(
        "limits.proof_bytes",
        proof_bytes,
        1_024..=104_857_600,
        "付款凭证的大小上限，字节。",
        "The largest payment proof, bytes."
    ),
    ConfigKey {
        name: "wecom.base_url",
        about: BilingualText { zh: "企业微信接口地址。", en: "Address of WeCom's API." },
        slot: KeySlot::Text {
            must_be: BASE_URL,
            get: |config| config.wecom_base_url.to_string(),
            put: |config, text| {
                config.wecom_base_url = BaseUrl::parse(text)?;
                Some(())
            },
        },
    },
    whole!(
        "wecom.app_per_minute",
        pace.wecom_app,
        1..=10_000,
        "企业微信应用每分钟发往一个群或成员的条数；超过 200 会被企业微信静默丢弃。",
        "Messages a minute from a WeCom application to one chat or member; WeCom silently drops what is above 200."
    ),
    whole!(
        "wecom.account_per_minute",
        pace.wecom_app_account,
        1..=20_000,
        "一个企业微信应用每分钟的总条数。",
        "Messages a minute from one WeCom application in all."
    ),
    whole!(
        "wecom.robot_per_minute",
        pace.wecom_robot,
        1..=20,
        "一个企业微信群机器人每分钟的条数；企业微信拒收 20 条以上的部分。",
        "Messages a minute from one WeCom group robot; WeCom refuses what is above 20."
    ),
    ConfigKey {
        name: "telegram.base_url",
        about: BilingualText { zh: "Telegram 接口地址。", en: "Address of Telegram's Bot API." },
        slot: KeySlot::Text {
            must_be: BASE_URL,
            get: |config| config.telegram_base_url.to_string(),
            put: |config, text| {
                config.telegram_base_url = BaseUrl::parse(text)?;
                Some(())
            },
        },
    },
    whole!(
        "telegram.chat_per_minute",
        pace.telegram_chat,
        1..=60,
        "每分钟发往一个 Telegram 聊天的条数；群里约 20 条。",
        "Messages a minute to one Telegram chat; a group takes about 20."
    ),
    whole!(
        "cron.limit",
        cron_limit,
        1..=10_000,
        "一次 cron 每类最多处理的条数。",
        "How many rows of one kind a cron run handles."
    ),
];

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

const BASE_URL: BilingualText = BilingualText {
    zh: "至多 200 字节的 https 地址（http 仅限本机），不带用户名和参数",
    en: "an https address (http to this machine alone) of at most 200 bytes, without user and query",
};

const fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

fn parse_lang(text: &str) -> Option<Lang> {
    match text {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}
