//! Tests of the secrets, on files of their own.

use std::os::unix::fs::{PermissionsExt as _, symlink};

use super::*;
use crate::config::{Dirs, NamedPaths};
use crate::error::Exit;

fn shop() -> (tempfile::TempDir, Paths) {
    let home = tempfile::tempdir().unwrap();
    let dir = |name: &str| home.path().join(name);
    let dirs = Dirs { config_dir: dir("config"), data_dir: dir("data"), state_dir: dir("state") };
    let paths = Paths::resolve(&dirs, NamedPaths { credentials: Some(dir("credentials")), ..NamedPaths::default() });
    std::fs::create_dir(dir("credentials")).unwrap();
    (home, paths)
}

fn put(paths: &Paths, name: &str, text: &str) -> bool {
    store_secret(paths, name, &SecretString::from(text), false).unwrap()
}

fn loaded(paths: &Paths, name: &str) -> String {
    load_secret(paths, name).unwrap().expose_secret().to_owned()
}

fn code(paths: &Paths, name: &str) -> &'static str {
    let error = load_secret(paths, name).unwrap_err();
    assert_eq!(error.exit, Exit::Config, "{error:?}");
    error.code
}

fn mode(path: &Path, bits: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(bits)).unwrap();
}

#[test]
fn a_name_is_a_name_and_not_the_key() {
    for name in ["a", "0", "wecom-app", "bot_2.live", &"x".repeat(64), "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"] {
        assert!(check_secret_name(name).is_ok(), "{name}");
    }
    let bad =
        ["", "A", ".a", "-a", "_a", "a b", "a/b", "..", "é", "a\n", "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"];
    for name in bad.into_iter().chain(["693a91f6-71aa-4bc4-97a0-0ec2aaaa5aaa", &"x".repeat(65)]) {
        let error = check_secret_name(name).unwrap_err();
        assert_eq!((error.code, error.exit), ("secret_name_invalid", Exit::Usage), "{name}");
        assert!(name.len() < 8 || !error.message.en.contains(name), "{name} is repeated");
    }
}

#[test]
fn a_value_is_one_visible_word() {
    let whole = "x".repeat(VALUE_LIMIT);
    for (input, value) in [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("~!", "~!"), (whole.as_str(), whole.as_str())] {
        assert_eq!(read_secret_value(input.as_bytes()).unwrap().expose_secret(), value);
    }
    assert!(read_secret_value(format!("{whole}\r\n").as_bytes()).is_ok());
    for bad in ["", "\n", "a b", "a\n\n", " a", "a\t", "é", "a\0", &format!("{whole}x"), &format!("{whole}x\r\n")] {
        let error = read_secret_value(bad.as_bytes()).unwrap_err();
        assert_eq!((error.code, error.exit), ("secret_value_invalid", Exit::Usage), "{bad:?}");
    }
    assert_eq!(check_secret_value(&[0xff]).unwrap_err().code, "secret_value_invalid");
}

#[test]
fn what_was_set_is_loaded_and_systemd_wins() {
    let (_home, paths) = shop();
    assert_eq!(code(&paths, "bot"), "secret_missing");
    assert!(!store_secret(&paths, "bot", &SecretString::from("dry"), true).unwrap());
    assert!(!paths.secrets.exists() && !has_secret(&paths, "bot"));
    assert!(!put(&paths, "bot", "one"));
    assert!(store_secret(&paths, "bot", &SecretString::from("dry"), true).unwrap());
    assert_eq!(loaded(&paths, "bot"), "one");
    assert!(put(&paths, "bot", "two"));
    assert_eq!((loaded(&paths, "bot").as_str(), has_secret(&paths, "bot")), ("two", true));
    let handed = paths.credentials.clone().unwrap().join("bot");
    std::fs::write(&handed, "three\n").unwrap();
    mode(&handed, 0o440);
    assert_eq!(loaded(&paths, "bot"), "three");
    mode(&handed, 0o444);
    assert_eq!(code(&paths, "bot"), "secret_mode", "an unfit credential is no reason to take the other one");
}

#[test]
fn the_list_tells_name_origin_and_time_alone() {
    let (_home, paths) = shop();
    assert_eq!(list_secrets(&paths).unwrap(), []);
    put(&paths, "b", "value-b");
    put(&paths, "a", "value-a");
    std::fs::write(paths.secrets.join(".draft-1"), "left").unwrap();
    std::fs::write(paths.credentials.clone().unwrap().join("b"), "value-c").unwrap();
    let listed = list_secrets(&paths).unwrap();
    let told: Vec<_> = listed.iter().map(|s| (s.name.as_str(), s.origin, s.set_at.is_some())).collect();
    assert_eq!(told, [("a", SecretOrigin::File, true), ("b", SecretOrigin::Systemd, false)]);
}

#[test]
fn what_is_no_safe_file_is_refused_by_name() {
    let (home, paths) = shop();
    put(&paths, "real", "one");
    symlink(paths.secrets.join("real"), paths.secrets.join("link")).unwrap();
    assert_eq!(code(&paths, "link"), "secret_symlink");
    std::fs::create_dir(paths.secrets.join("dir")).unwrap();
    assert_eq!(code(&paths, "dir"), "secret_not_a_file");
    for (text, expected) in [("two words", "secret_malformed"), ("", "secret_malformed")] {
        std::fs::write(paths.secrets.join("real"), text).unwrap();
        assert_eq!(code(&paths, "real"), expected);
    }
    std::fs::write(paths.secrets.join("real"), [b'a'; FILE_LIMIT + 1]).unwrap();
    assert_eq!(code(&paths, "real"), "secret_too_large");
    mode(&paths.secrets.join("real"), 0o640);
    assert_eq!(code(&paths, "real"), "secret_mode");
    put(&paths, "real", "fit");
    assert_eq!(loaded(&paths, "real"), "fit", "a new file has the right mode");
    mode(&paths.secrets, 0o770);
    let error = load_secret(&paths, "real").unwrap_err();
    let fix = error.hint.unwrap().en;
    assert_eq!((error.code, fix.contains("chmod 700")), ("secret_mode", true), "{fix}");
    assert_eq!(store_secret(&paths, "real", &SecretString::from("x"), false).unwrap_err().code, "secret_mode");
    drop(home);
}

#[cfg(target_os = "linux")]
#[test]
fn a_process_with_a_secret_leaves_no_memory_image() {
    let (_home, paths) = shop();
    put(&paths, "bot", "one");
    let before = rustix::process::dumpable_behavior().unwrap();
    loaded(&paths, "bot");
    let after = rustix::process::dumpable_behavior().unwrap();
    assert_eq!(after, rustix::process::DumpableBehavior::NotDumpable, "was {before:?}");
}

#[test]
fn the_key_is_taken_out_of_an_address() {
    let taken = |text: &str| {
        take_key_from_address(&SecretString::from(text)).map(|key| key.map(|key| key.expose_secret().to_owned()))
    };
    let robot = "00000000-0000-0000-0000-000000000000";
    let send = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send";
    for address in [format!("{send}?key={robot}"), format!("{send}?debug=1&key={robot}#x")] {
        assert_eq!(taken(&address).unwrap().as_deref(), Some(robot), "{address}");
    }
    let token = "123456789:AAStandinBotToken-0123456789abcdefg_";
    assert_eq!(taken(&format!("https://api.telegram.org/bot{token}/getMe")).unwrap().as_deref(), Some(token));
    for key in [robot, token, "abc"] {
        assert_eq!(taken(key).unwrap(), None, "{key}");
    }
    for address in [send.to_owned(), format!("{send}?key="), "https://t.me/bot".to_owned()] {
        assert_eq!(taken(&address).unwrap_err().code, "secret_is_address", "{address}");
    }
}
