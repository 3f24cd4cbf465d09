//! The files for systemd and cron say what the program understands.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::CommandFactory as _;

use crate::support::shop::Shop;

pub(crate) fn contrib(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("contrib").join(name)
}

/// The value of every line `KEY=…` of a unit.
pub(crate) fn values<'t>(unit: &'t str, key: &str) -> Vec<&'t str> {
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect()
}

/// Seconds of a duration as both systemd and `--max-runtime` write it.
fn seconds(text: &str) -> u64 {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "s" => 1,
        "m" | "min" => 60,
        other => panic!("{other}"),
    };
    digits.parse::<u64>().unwrap() * unit
}

fn parsed(line: &str, command: &str) -> clap::ArgMatches {
    let words = shlex::split(line).unwrap();
    assert!(words[0].ends_with("ticketctl"), "{line}");
    let matches = ticketctl::cli::Cli::command().try_get_matches_from(&words);
    let matches = matches.unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(matches.subcommand_name(), Some(command), "{line}");
    matches
}

#[test]
fn the_service_names_flags_that_exist_and_waits_longer_than_a_run() {
    let unit = std::fs::read_to_string(contrib("systemd/ticketctl-cron.service")).unwrap();
    let [line] = values(&unit, "ExecStart")[..] else { panic!("one ExecStart") };
    let matches = parsed(line, "cron");
    let longest = matches.subcommand_matches("cron").unwrap().get_one::<String>("max_runtime").unwrap();
    assert!(seconds(values(&unit, "TimeoutStartSec")[0]) > seconds(longest) + 60, "what is under way has time to end");
    assert_eq!(values(&unit, "SuccessExitStatus"), ["7"]);
    for (key, value) in [("NoNewPrivileges", "yes"), ("ProtectSystem", "strict"), ("UMask", "0077"), ("LimitCORE", "0")]
    {
        assert_eq!(values(&unit, key), [value]);
    }
    for variable in values(&unit, "Environment") {
        let known = ["TICKETCTL_DB=", "TICKETCTL_CONFIG=", "TICKETCTL_KEY_FILE=", "TICKETCTL_OPERATOR="];
        assert!(known.iter().any(|name| variable.starts_with(name)), "{variable}");
    }
}

#[test]
fn the_crontab_line_is_understood_too() {
    let text = std::fs::read_to_string(contrib("crontab")).unwrap();
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let [line] = lines[..] else { panic!("{lines:?}") };
    parsed(line.splitn(6, ' ').last().unwrap(), "cron");
    for guide in ["docs/en/cron.md", "docs/zh/cron.md"] {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(guide)).unwrap();
        assert!(text.contains(line), "{guide} shows the same line");
    }
}

/// Runs a command line as a service manager does, with these variables and no others, and gives what it prints.
fn run_bare(line: &str, variables: &[(&str, &str)]) -> String {
    let line = line.replace("/usr/local/bin/ticketctl", env!("CARGO_BIN_EXE_ticketctl"));
    let ended =
        Command::new("/bin/sh").args(["-c", &line]).env_clear().envs(variables.iter().copied()).output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), &*told), (Some(0), ""), "{line}");
    String::from_utf8(ended.stdout).unwrap()
}

#[test]
fn the_crontab_line_runs_with_what_cron_sets() {
    let shop = Shop::at_home();
    shop.ok("init");
    let text = std::fs::read_to_string(contrib("crontab")).unwrap();
    let line = text.lines().find(|line| !line.starts_with('#')).unwrap();
    let home = shop.path("");
    let home = home.to_str().unwrap();
    let variables = [("HOME", home), ("LOGNAME", "shop"), ("SHELL", "/bin/sh"), ("PATH", "/usr/bin:/bin")];
    let printed = run_bare(line.splitn(6, ' ').last().unwrap(), &variables);
    assert_eq!(printed, "", "with --quiet a run that has nothing to say prints nothing");
}

#[test]
fn the_backup_service_runs_with_what_it_sets_and_keeps_what_it_says() {
    let unit = std::fs::read_to_string(contrib("systemd/ticketctl-backup.service")).unwrap();
    let [line] = values(&unit, "ExecStart")[..] else { panic!("one ExecStart") };
    let backup = parsed(line, "backup");
    let backup = backup.subcommand_matches("backup").unwrap();
    assert_eq!(backup.get_one::<u32>("keep"), Some(&14));
    let target = backup.get_one::<PathBuf>("file").unwrap().to_str().unwrap();
    assert!(
        values(&unit, "ReadWritePaths")[0].split(' ').any(|path| path == target),
        "it may write where it is told to"
    );
    let shop = Shop::at_home();
    shop.ok("init");
    let kept = shop.path("backups");
    std::fs::create_dir(&kept).unwrap();
    let (database, home) = (shop.database_file(), shop.path(""));
    let variables = [
        ("TICKETCTL_DB", database.to_str().unwrap()),
        ("TICKETCTL_OPERATOR", "backup"),
        ("HOME", home.to_str().unwrap()),
    ];
    run_bare(&line.replace(target, kept.to_str().unwrap()), &variables);
    assert_eq!(std::fs::read_dir(&kept).unwrap().count(), 1);
}
