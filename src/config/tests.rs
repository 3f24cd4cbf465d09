//! The configuration as an operator meets it: a file, a command, a message.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use super::*;
use crate::error::Exit;

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("config.toml")
    }

    fn with(text: &str) -> Self {
        let home = Self::new();
        std::fs::write(home.path(), text).unwrap();
        std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o600)).unwrap();
        home
    }

    fn load(&self) -> Result<Config> {
        Config::load(&self.path())
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }
}

fn refusal(text: &str) -> Box<Error> {
    let error = Home::with(text).load().unwrap_err();
    assert_eq!(error.exit, Exit::Config, "{text}");
    error
}

#[test]
fn the_file_that_init_writes_says_the_defaults() {
    let home = Home::new();
    assert!(Config::create_file(&home.path(), None, None).unwrap());
    let config = home.load().unwrap();
    assert_eq!(Config { origins: BTreeMap::new(), ..config.clone() }, Config::default());
    assert!(
        config.list_entries().iter().all(|entry| entry.origin == SettingOrigin::File),
        "a key is missing in the file"
    );
    assert!(home.text().contains("rate_bp = 9800\n"));
    assert!(home.text().contains("share_parties = [{ name = \"shop\", bp = 10000 }]\n"), "{}", home.text());
    assert!(home.text().contains("It may be a whole number from 1 to 10000.\n"));
}

#[test]
fn the_defaults_are_the_documented_ones() {
    let config = Config::default();
    let shown: Vec<String> =
        config.list_entries().iter().map(|entry| format!("{}={}", entry.key, entry.value)).collect();
    assert_eq!(
        shown,
        [
            "lang=auto",
            "operator=",
            "resale.rate_bp=9800",
            "resale.price_tolerance=0.00",
            "resale.share_parties=[{ name = \"shop\", bp = 10000 }]",
            "resale.default_notice_channel=spool",
            "resale.push_text_lang=zh",
            "resale.deadlines.form_hours=24",
            "resale.deadlines.payment_minutes=30",
            "resale.deadlines.push_minutes=10",
            "resale.deadlines.ack_minutes=10",
            "resale.deadlines.screenshot_hours=4",
            "resale.deadlines.screenshot_cutoff_hour=18",
            "resale.deadlines.review_hours=2",
            "checkout.lock_minutes=5",
            "checkout.session_minutes=5",
            "checkout.session_expiry=clamp",
            "checkout.methods=card,paynow,wechat,alipay",
            "checkout.mandate=optional",
            "checkout.payment_audiences=",
            "checkout.notice_channel=",
            "reconcile.confirm_days=10",
            "store.busy_timeout_ms=30000",
            "store.max_total_bytes=21474836480",
            "store.min_free_bytes=500000000",
            "limits.proof_bytes=10485760",
            "wecom.base_url=https://qyapi.weixin.qq.com",
            "wecom.app_per_minute=180",
            "wecom.account_per_minute=10000",
            "wecom.robot_per_minute=15",
            "telegram.base_url=https://api.telegram.org",
            "telegram.chat_per_minute=18",
            "cron.limit=200",
            "cron.operators_repeat_hours=24",
        ]
    );
}

#[test]
fn every_number_keeps_its_limits_and_nothing_beyond() {
    for key in KEYS {
        let key::KeySlot::Whole { limits, .. } = &key.slot else { continue };
        let (min, max) = (*limits.start(), *limits.end());
        for number in [min, max] {
            let mut config = Config::default();
            config.overlay_value(key.name, &number.to_string(), SettingOrigin::Flag).unwrap();
            assert_eq!(config.get_setting(key.name).unwrap(), SettingValue::Whole(number), "{}", key.name);
        }
        for text in [max + 1].into_iter().chain(min.checked_sub(1)).map(|number| number.to_string()) {
            let error = Config::default().overlay_value(key.name, &text, SettingOrigin::Flag).unwrap_err();
            assert_eq!(error.exit, Exit::Usage);
            assert_eq!(error.message.en, format!("setting {}: must be a whole number from {min} to {max}", key.name));
        }
    }
}

#[test]
fn a_file_changes_what_it_names_and_nothing_else() {
    let config = Home::with("lang = \"en\"\n[resale]\nrate_bp = 9700\ndeadlines.form_hours = 12\n").load().unwrap();
    assert_eq!((config.lang, config.resale.rate), (Some(Lang::En), BasisPoints(9_700)));
    assert_eq!((config.resale.deadlines.form, config.resale.deadlines.payment), (12 * 60, 30));
    let from_file: Vec<_> =
        config.list_entries().into_iter().filter(|entry| entry.origin == SettingOrigin::File).collect();
    assert_eq!(from_file.len(), 3);
}

#[test]
fn a_key_that_does_not_exist_is_told_with_the_one_that_was_meant() {
    for (text, key, hint) in [
        ("lnag = \"zh\"\n", "lnag", "did you mean lang?"),
        ("[resale]\nrate = 9800\nrate_pb = 1\n", "resale.rate", "did you mean resale.rate_bp?"),
        ("rate_bp = 9800\n", "rate_bp", "did you mean resale.rate_bp?"),
        ("[wecom]\nbase_ulr = \"https://a.example\"\n", "wecom.base_ulr", "did you mean wecom.base_url?"),
        ("[zzzzzz]\nzzzzzz = 1\n", "zzzzzz", "ticketctl config list shows every setting"),
    ] {
        let error = refusal(text);
        assert_eq!((error.code, error.details["key"].as_str()), ("config_unknown_key", Some(key)));
        assert_eq!(error.hint.unwrap().en, hint);
    }
}

#[test]
fn a_value_of_the_wrong_kind_names_the_key_the_limit_and_the_file() {
    for (text, message) in [
        ("lang = \"fr\"", "setting lang: must be zh, en or auto"),
        ("lang = 1", "setting lang: must be zh, en or auto"),
        ("resale = 3", "setting resale: is a section, not a value"),
        ("resale.rate_bp = 98.0", "setting resale.rate_bp: must be a whole number from 1 to 10000"),
        ("resale.rate_bp = -1", "setting resale.rate_bp: must be a whole number from 1 to 10000"),
        ("resale.rate_bp = \"9800\"", "setting resale.rate_bp: must be a whole number from 1 to 10000"),
        ("resale.rate_bp = { a = 1 }", "setting resale.rate_bp: must be a whole number from 1 to 10000"),
        (
            "resale.price_tolerance = 0.5",
            "setting resale.price_tolerance: must be an amount from 0.00 to 100000.00, in quotes",
        ),
        (
            "resale.price_tolerance = \"100000.01\"",
            "setting resale.price_tolerance: must be an amount from 0.00 to 100000.00, in quotes",
        ),
        (
            "resale.default_notice_channel = \"a b\"",
            "setting resale.default_notice_channel: must be spool, wecom-app, telegram, manual, or a group's name",
        ),
        ("operator = \"a\u{202e}b\"", "setting operator: must be at most 64 letters, digits, spaces or . _ - @"),
        (
            "wecom.base_url = \"http://qyapi.weixin.qq.com\"",
            "setting wecom.base_url: must be an https address (http to this machine alone) of at most 200 bytes, \
             without user and query",
        ),
    ] {
        let error = refusal(text);
        assert_eq!(error.message.en, message, "{text}");
        assert!(error.hint.unwrap().en.ends_with("config.toml"));
    }
    assert_eq!(refusal("lang = ").code, "config_syntax");
    assert_eq!(refusal("lang = \"zh\"\nlang = \"en\"\n").code, "config_syntax");
}

#[test]
fn the_parties_share_the_whole_and_differ_in_name() {
    let split = |list: &str| Home::with(&format!("[resale]\nshare_parties = {list}\n")).load();
    let config = split("[{ name = \"店铺\", bp = 7000 }, { bp = 3000, name = \"partner\" }]").unwrap();
    assert_eq!(config.resale.share_parties[1], SplitParty { name: "partner".to_owned(), share: BasisPoints(3_000) });
    let tables = "[[resale.share_parties]]\nname = \"a\"\nbp = 1\n[[resale.share_parties]]\nname = \"b\"\nbp = 9999\n";
    assert_eq!(Home::with(tables).load().unwrap().resale.share_parties.len(), 2);
    for bad in [
        "[]",
        "[{ name = \"a\", bp = 9999 }]",
        "[{ name = \"a\", bp = 10001 }]",
        "[{ name = \"a\", bp = 5000 }, { name = \"a\", bp = 5000 }]",
        "[{ name = \"a\", bp = 10000 }, { name = \"b\", bp = 0 }]",
        "[{ name = \"\", bp = 10000 }]",
        "[{ name = \"a\", bp = 10000, x = 1 }]",
        "[{ name = \"a\" }]",
        "[\"a\"]",
        "\"a\"",
    ] {
        let error = split(bad).unwrap_err();
        assert!(error.message.en.contains("10000 together"), "{bad}: {}", error.message.en);
    }
}

#[test]
fn set_changes_one_value_and_keeps_every_comment() {
    let home = Home::with("# mine\nlang = \"zh\" # ours\n\n[resale]\n# why\nrate_bp = 9800 # because\n");
    Config::set_in_file(&home.path(), "resale.rate_bp", "9700").unwrap();
    Config::set_in_file(&home.path(), "resale.deadlines.ack_minutes", "5").unwrap();
    Config::set_in_file(&home.path(), "cron.limit", "7").unwrap();
    assert_eq!(
        home.text(),
        "# mine\nlang = \"zh\" # ours\n\n[resale]\n# why\nrate_bp = 9700 # because\n\n\
         [resale.deadlines]\nack_minutes = 5\n\n[cron]\nlimit = 7\n"
    );
    let config = home.load().unwrap();
    assert_eq!((config.resale.deadlines.ack, config.cron_limit), (5, 7));
}

#[test]
fn set_reads_each_kind_as_it_is_typed() {
    let home = Home::new();
    for (key, typed) in [
        ("lang", "en"),
        ("operator", "123"),
        ("resale.price_tolerance", "1.50"),
        ("resale.share_parties", "[{ name = \"a\", bp = 4000 }, { name = \"b\", bp = 6000 }]"),
        ("telegram.base_url", "http://127.0.0.1:8081"),
    ] {
        Config::set_in_file(&home.path(), key, typed).unwrap();
        assert_eq!(home.load().unwrap().get_setting(key).unwrap().to_string(), typed, "{key}");
    }
    assert!(home.text().starts_with("# ticketctl 配置"), "a first set begins with the commented file");
}

#[test]
fn a_bad_set_is_a_usage_error_and_writes_nothing() {
    let home = Home::with("lang = \"zh\"\n");
    for (key, typed, code) in [
        ("lang", "fr", "config_invalid"),
        ("resale.rate_bp", "0", "config_invalid"),
        ("resale.rate_bp", "+9800", "config_invalid"),
        ("resale.rate_bp", "9,800", "config_invalid"),
        ("resale.share_parties", "shop", "config_invalid"),
        ("resale", "1", "config_unknown_key"),
        ("resale.rate", "1", "config_unknown_key"),
    ] {
        let error = Config::set_in_file(&home.path(), key, typed).unwrap_err();
        assert_eq!((error.code, error.exit), (code, Exit::Usage), "{key} {typed}");
    }
    assert_eq!(home.text(), "lang = \"zh\"\n");
}

#[test]
fn set_mends_a_bad_value_but_never_hides_another() {
    let home = Home::with("lang = \"fr\"\n");
    Config::set_in_file(&home.path(), "lang", "en").unwrap();
    assert_eq!(home.load().unwrap().lang, Some(Lang::En));
    let home = Home::with("lang = \"fr\"\n");
    assert_eq!(Config::set_in_file(&home.path(), "cron.limit", "5").unwrap_err().exit, Exit::Config);
    assert_eq!(home.text(), "lang = \"fr\"\n");
}

#[test]
fn what_is_laid_over_the_file_wins_and_says_where_it_is_from() {
    let mut config = Home::with("lang = \"zh\"\n").load().unwrap();
    config.overlay_value("lang", "en", SettingOrigin::Flag).unwrap();
    config.overlay_value("wecom.base_url", "http://localhost:1/", SettingOrigin::Env).unwrap();
    let origin = |key| config.list_entries().into_iter().find(|entry| entry.key == key).unwrap().origin.code();
    assert_eq!((origin("lang"), origin("wecom.base_url"), origin("operator")), ("flag", "env", "default"));
    assert_eq!(config.wecom_base_url.as_str(), "http://localhost:1");
    let error = config.overlay_value("wecom.base_url", "http://evil.example", SettingOrigin::Env).unwrap_err();
    assert_eq!(error.exit, Exit::Config);
    assert_eq!(config.wecom_base_url.as_str(), "http://localhost:1", "a refused value changes nothing");
}

#[test]
fn a_file_that_was_named_must_exist() {
    let home = Home::new();
    assert_eq!(home.load().unwrap_err().code, "config_missing");
    assert_eq!(Config::load_or_default(&home.path()).unwrap(), Config::default());
}

#[test]
fn json_has_numbers_texts_and_lists() {
    let config = Config::default();
    let json = |key| config.get_setting(key).unwrap().to_json();
    assert_eq!(json("resale.rate_bp"), 9800);
    assert_eq!(json("resale.price_tolerance"), "0.00");
    assert_eq!(json("resale.share_parties"), serde_json::json!([{ "name": "shop", "bp": 10000 }]));
}
