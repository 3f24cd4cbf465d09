//! `init` makes what is named, anywhere, and never a part of it.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;

use crate::cron::unit_files::{contrib, values};
use crate::support::shop::{Shop, end, files};

/// What is in a directory, by name.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn init_makes_every_file_that_the_unit_names() {
    let unit = std::fs::read_to_string(contrib("systemd/ticketctl-cron.service")).unwrap();
    let shop = Shop::bare();
    let under = |line: &str| {
        let mut command = shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
        command.env_clear();
        for variable in values(&unit, "Environment") {
            let (name, value) = variable.split_once('=').unwrap();
            let value: OsString = match value.strip_prefix('/') {
                Some(below) => shop.path(below).into_os_string(),
                None => value.into(),
            };
            command.env(name, value);
        }
        end(command.env("HOME", shop.path("home")).args(shlex::split(line).unwrap()))
    };
    let made = under("init --json");
    assert_eq!(made.code, Some(0), "{made:?}");
    assert_eq!(made.json()["created"], serde_json::json!(["key", "config", "database"]));
    for name in ["var/lib/ticketctl/ticketctl.db", "etc/ticketctl/config.toml", "etc/ticketctl/master.key"] {
        assert_eq!(shop.path(name).metadata().unwrap().mode() & 0o777, 0o600, "{name}");
    }
    assert!(!shop.path("home").exists(), "nothing is made at the default places");
    assert_eq!(under("cron --quiet --no-input").code, Some(0));
    // Whoever names a file that nobody makes is told so.
    let missing = shop.run("--config none.toml order list --json");
    assert_eq!((missing.code, &missing.error()["code"]), (Some(5), &"config_missing".into()));
    assert_eq!(shop.run("--config none.toml init --sandbox").code, Some(0));
    assert!(std::fs::read_to_string(shop.path("none.toml")).unwrap().contains("[store]"));
}

#[test]
fn a_link_on_the_way_is_followed_and_the_database_itself_is_none() {
    let shop = Shop::bare();
    std::fs::create_dir(shop.path("real")).unwrap();
    symlink(shop.path("real"), shop.path("link")).unwrap();
    let through = |line: &str| end(shop.command(line).env("TICKETCTL_DB", shop.path("link/shop.db")));
    for line in ["init --sandbox", "order list", "sweep", "doctor", "event verify"] {
        let ended = through(line);
        assert_eq!(ended.code, Some(0), "{line}: {ended:?}");
    }
    let directly = end(shop.command("order list").env("TICKETCTL_DB", shop.path("real/shop.db")));
    assert_eq!(directly.code, Some(0), "{directly:?}");
    symlink(shop.path("real/shop.db"), shop.path("last.db")).unwrap();
    for (name, line, exit) in [("last.db", "order list", 5), ("last.db", "init", 4), ("none/shop.db", "order list", 5)]
    {
        let ended = end(shop.command(line).env("TICKETCTL_DB", shop.path(name)));
        assert_eq!(ended.code, Some(exit), "{name} {line}: {ended:?}");
        assert!(!shop.path("none").exists());
    }
    // A home that is a link, as /home on many machines.
    let home = Shop::at_home();
    std::fs::create_dir(home.path("real")).unwrap();
    symlink("real", home.path("home")).unwrap();
    for line in ["init", "order list", "doctor"] {
        let ended = end(home.command(line).env("HOME", home.path("home")));
        assert_eq!(ended.code, Some(0), "{line}: {ended:?}");
    }
}

#[test]
fn any_bytes_are_a_path_and_none_is_passed_over() {
    let shop = Shop::bare();
    let odd = |name: &[u8]| shop.dir().join(OsString::from_vec([b"d\xff/", name].concat()));
    for line in [
        "init --sandbox --json",
        "init --json",
        "config path --json",
        "config set cron.limit 7 --json",
        "order list",
        "doctor",
    ] {
        let mut command = shop.command(line);
        for (name, file) in
            [("TICKETCTL_DB", &b"t.db"[..]), ("TICKETCTL_KEY_FILE", b"k"), ("TICKETCTL_CONFIG", b"c.toml")]
        {
            command.env(name, odd(file));
        }
        let ended = end(&mut command);
        let exit = if line == "init --json" { 4 } else { 0 };
        assert_eq!(ended.code, Some(exit), "{line}: {ended:?}");
    }
    assert!(odd(b"t.db").is_file() && odd(b"k").is_file() && odd(b"c.toml").is_file());
    assert!(!shop.path("config").exists() && !shop.path("key").exists(), "nothing is made at another place");
    let wrong =
        end(shop.command("order list --json").env("TICKETCTL_TELEGRAM_BASE_URL", OsString::from_vec(vec![0xff])));
    assert_eq!((wrong.code, &wrong.error()["code"]), (Some(5), &"variable_not_text".into()));
}

#[test]
fn what_a_killed_init_left_is_gone_with_the_next() {
    let shop = Shop::bare();
    for name in [".ticketctl-tmp-0123456789abcdef", ".ticketctl-tmp-0123456789abcdef-wal", ".tmp-of-somebody"] {
        shop.file(name, "left");
    }
    shop.ok("init --sandbox");
    let left: Vec<String> = names(shop.dir()).into_iter().filter(|name| name.contains("tmp-")).collect();
    assert_eq!(left, [".tmp-of-somebody"]);
    shop.ok("order list");
    // Where no database can be made, nothing is left behind either.
    let refused = end(shop.command("init --sandbox").env("TICKETCTL_DB", Path::new("/proc/self/shop.db")));
    assert_eq!(refused.code, Some(1), "{refused:?}");
}

#[test]
fn directories_that_others_can_write_to_are_told_and_no_secret_is_read_from_them() {
    let shop = Shop::ready();
    let open = |name: &str, mode| {
        std::fs::set_permissions(shop.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    std::fs::create_dir(shop.path("keys")).unwrap();
    std::fs::rename(shop.path("key"), shop.path("keys/key")).unwrap();
    open("keys", 0o700);
    let run =
        |line: &str, input: &str| end(shop.command_with(line, input).env("TICKETCTL_KEY_FILE", shop.path("keys/key")));
    assert_eq!(run("secret set tg", "123456:token").code, Some(0));
    let told = |name: &str| {
        let report = run("doctor --json", "").json();
        let findings = report["findings"].as_array().unwrap().clone();
        findings.iter().any(|finding| {
            finding["code"] == "file_mode" && finding["message"].as_str().unwrap().contains(&format!("/{name}"))
        })
    };
    assert!(!told("keys") && !told("config/ticketctl"));
    for (name, mode) in
        [("keys", 0o777), ("keys/secrets", 0o777), ("keys/secrets/tg", 0o640), ("config/ticketctl", 0o777)]
    {
        let before = shop.path(name).metadata().unwrap().mode();
        open(name, mode);
        assert!(told(name), "{name} {mode:o}");
        if name.starts_with("keys") {
            let add = "group add t --channel telegram --target 1 --secret tg";
            run(add, "");
            let refused = run("group test t --json", "");
            assert_eq!((refused.code, &refused.error()["code"]), (Some(5), &"secret_mode".into()), "{name}");
        }
        open(name, before);
    }
    // Others may look into /etc/ticketctl; what is in it is protected by its own mode.
    open("keys", 0o755);
    assert!(!told("keys"));
    assert_eq!(files(&shop.path("keys")).len(), 2);
}

#[test]
fn a_person_tells_the_buyers_of_a_live_shop_and_doctor_says_where_nobody_does() {
    let channel = |shop: &Shop| shop.ok("config get resale.default_notice_channel").trim().to_owned();
    let warned = |shop: &Shop| {
        let report = shop.run("doctor --json").json();
        let found = report["findings"].as_array().unwrap().iter().any(|one| {
            one["code"] == "notice_channel"
                && one["severity"] == "warning"
                && one.to_string().contains("notify resend ID")
        });
        (found, channel(shop))
    };
    let sandbox = Shop::sandbox();
    assert_eq!(warned(&sandbox), (false, "spool".to_owned()));
    let live = Shop::bare().in_real_time();
    live.ok("init");
    assert_eq!(warned(&live), (false, "manual".to_owned()));
    live.ok("config set resale.default_notice_channel spool");
    assert_eq!(warned(&live), (true, "spool".to_owned()));
    // A configuration that is there stays as it is.
    let kept = Shop::bare().in_real_time();
    kept.ok("config set resale.deadlines.form_hours 60");
    kept.ok("init");
    assert_eq!(channel(&kept), "spool");
}
