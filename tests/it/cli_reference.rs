//! The command reference under `docs`: every command's own help, in both languages, as the program prints it.
//! `TICKETCTL_UPDATE_TRANSCRIPTS=1` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use clap::{Command, CommandFactory as _};

use crate::support::expected::{self, UPDATE_TRANSCRIPTS};
use crate::support::shop::Shop;

/// What a page says in its language.
struct PageWords {
    lang: &'static str,
    title: &'static str,
    begin: &'static str,
    /// How the line begins that ends each help page.
    globals: &'static str,
    options: &'static str,
}

const ENGLISH: PageWords = PageWords {
    lang: "en",
    title: "# Command reference",
    begin: "What `ticketctl help COMMAND` prints, of every command. [All guides](../README.md) · [中文](../zh/cli.md)",
    globals: "Global options:",
    options: "## For every command",
};

const CHINESE: PageWords = PageWords {
    lang: "zh",
    title: "# 命令手册",
    begin: "每个命令的 `ticketctl help 命令` 打印的内容。[全部指南](../README.md) · [English](../en/cli.md)",
    globals: "全局选项：",
    options: "## 每个命令都可以用",
};

/// The commands that do something by themselves, below one of the first word.
fn list_paths(command: &Command, path: &str, into: &mut Vec<String>) {
    if !command.is_subcommand_required_set() {
        into.push(path.to_owned());
    }
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        list_paths(verb, &format!("{path} {}", verb.get_name()), into);
    }
}

fn write_reference(words: &PageWords) -> String {
    let shop = Shop::bare();
    let help = |path: &str| shop.ok(&format!("help {path} --lang {}", words.lang));
    let mut page = format!("{}\n\n{}\n", words.title, words.begin);
    for noun in ticketctl::cli::Cli::command().get_subcommands().filter(|noun| !noun.is_hide_set()) {
        writeln!(page, "\n## {}", noun.get_name()).unwrap();
        let mut paths = Vec::new();
        list_paths(noun, noun.get_name(), &mut paths);
        for path in paths {
            if path != noun.get_name() {
                writeln!(page, "\n### {path}").unwrap();
            }
            let text = help(&path);
            let kept: Vec<_> = text.lines().filter(|line| !line.starts_with(words.globals)).collect();
            writeln!(page, "\n```text\n{}\n```", kept.join("\n").trim_end()).unwrap();
        }
    }
    writeln!(page, "\n{}\n\n```text\n{}\n```", words.options, help("options").trim_end()).unwrap();
    page
}

fn compare_reference(words: &PageWords) {
    let written = write_reference(words);
    let commands = written.matches("\n### ").count();
    assert!(commands > 100, "{commands}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(words.lang).join("cli.md");
    if expected::updates(UPDATE_TRANSCRIPTS) {
        expected::update_file(UPDATE_TRANSCRIPTS, &path, &written);
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == written, "{} is out of date: {UPDATE_TRANSCRIPTS}=1 writes it anew", path.display());
}

#[test]
fn the_english_reference_says_what_the_program_says() {
    compare_reference(&ENGLISH);
}

#[test]
fn the_chinese_reference_says_what_the_program_says() {
    compare_reference(&CHINESE);
}
