//! What help there is beside that of the commands.

use crate::cli::errors::CliError;
use crate::domain::value::message::BilingualText;
use crate::error::Error;
use crate::output::field_selection::nearest_name;

/// A page of help that is no command's.
pub(super) struct HelpTopic {
    pub name: &'static str,
    pub about: BilingualText,
}

pub(super) const OPTIONS_TOPIC: &str = "options";
pub(super) const FILES_TOPIC: &str = "files";
pub(super) const ERRORS_TOPIC: &str = "errors";
pub(super) const EXIT_CODES_TOPIC: &str = "exit-codes";
pub(super) const AGENTS_TOPIC: &str = "agents";

const fn topic(name: &'static str, zh: &'static str, en: &'static str) -> HelpTopic {
    HelpTopic { name, about: BilingualText { zh, en } }
}

pub(super) const TOPICS: [HelpTopic; 5] = [
    topic(OPTIONS_TOPIC, "每个命令都有的选项", "The options of every command"),
    topic(
        FILES_TOPIC,
        "输入文件的样子和样例，店铺的文件在哪里",
        "What input files look like, with samples, and where the shop's files are",
    ),
    topic(ERRORS_TOPIC, "全部错误代码和处理办法", "Every error code, and what to do"),
    topic(EXIT_CODES_TOPIC, "退出码的含义", "What each exit code means"),
    topic(AGENTS_TOPIC, "给操作本程序的程序看的一页", "One page for a program that drives this one"),
];

/// Refuses a word that is neither a topic nor one of the `known` names.
pub(super) fn unknown_topic_error(word: &str, known: &[String]) -> Box<Error> {
    let names: Vec<&str> = known.iter().map(String::as_str).chain(TOPICS.iter().map(|topic| topic.name)).collect();
    match nearest_name(word, &names) {
        Some(near) => CliError::TopicMisspelt { word: &word, near: &near }.into_error(),
        None => CliError::NoSuchTopic { word: &word }.into_error(),
    }
}
