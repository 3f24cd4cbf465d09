//! Every command that a message, the README, a guide or a transcript names exists, with the flags that it is given.

use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory as _};

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files_below(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, into);
        } else if path.extension().is_some_and(|ext| ext == "rs" || ext == "md") {
            into.push(path);
        }
    }
}

/// The words behind each `ticketctl `, up to where the text goes on: a quotation mark, a pipe, a bracket, a comment.
fn mentions(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.match_indices("ticketctl ").filter(|(at, _)| !text[..*at].ends_with(['/', '.', '-', '_', '"'])).map(
        |(at, _)| {
            let rest = &text[at + "ticketctl ".len()..];
            let end = rest.find(['`', '"', '\n', '|', ';', '&', '>', '<', '(', '#', '\\', '，', '。', '；', '、']);
            rest[..end.unwrap_or(rest.len())].split_whitespace().collect()
        },
    )
}

/// What is wrong with a mention, if it names a command: a word that is no command, or a flag that the command has not.
fn find_fault(cli: &Command, words: &[&str]) -> Option<String> {
    let mut command = cli;
    let mut words = words.iter().copied().peekable();
    while let Some(word) = words.peek().copied() {
        let Some(sub) = command.find_subcommand(word) else { break };
        command = sub;
        words.next();
    }
    let name = command.get_name();
    if let Some(word) = words.peek().filter(|word| is_command_word(word) && command.is_subcommand_required_set()) {
        return Some(format!("`{name}` has no command `{word}`"));
    }
    let flag = |word: &str| {
        word.strip_prefix("--").map(|flag| flag.split(['=', '[', ']', '{', ',']).next().unwrap_or_default().to_owned())
    };
    words.filter_map(flag).filter(|flag| !flag.is_empty()).find_map(|flag| {
        let known = command.get_arguments().chain(cli.get_arguments()).any(|arg| arg.get_long() == Some(&flag));
        // clap's own.
        (!known && !["help", "version"].contains(&flag.as_str())).then(|| format!("`{name}` has no --{flag}"))
    })
}

fn is_command_word(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && !word.starts_with('-')
}

#[test]
fn every_command_that_is_named_exists() {
    let mut files = vec![root("README.md"), root("CHANGELOG.md"), root("CONTRIBUTING.md"), root("contrib/crontab")];
    files_below(&root("src"), &mut files);
    files_below(&root("fixtures/transcripts"), &mut files);
    files_below(&root("docs"), &mut files);
    let cli = ticketctl::cli::Cli::command();
    let (mut seen, mut faults) = (0, Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for words in mentions(&text) {
            // `ticketctl` as the subject of a sentence, or a command that is filled in.
            let Some(first) = words.first() else { continue };
            let quoted = text.contains(&format!("`ticketctl {first}")) && !first.starts_with('{');
            if cli.find_subcommand(first).is_none() && !quoted {
                continue;
            }
            seen += 1;
            faults.extend(
                find_fault(&cli, &words).map(|fault| format!("{}: {} in `{}`", file.display(), fault, words.join(" "))),
            );
        }
    }
    assert!(seen > 300, "{seen}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_command_that_is_not_there_is_found() {
    let cli = ticketctl::cli::Cli::command();
    let fault = |line: &str| find_fault(&cli, &line.split(' ').collect::<Vec<_>>());
    assert_eq!(fault("group resume agents"), None);
    assert_eq!(fault("group revive agents").unwrap(), "`group` has no command `revive`");
    assert_eq!(fault("group resume agents --soft").unwrap(), "`resume` has no --soft");
    assert_eq!(
        mentions("run `ticketctl push XY1 --group G`, then go").next().unwrap(),
        ["push", "XY1", "--group", "G"]
    );
}
