//! The flags of every command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::word_arg::{WordParser, word_arg};
use crate::domain::value::message::Lang;
use crate::output::format::OutputFormat;
use crate::output::terminal::ColorChoice;

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct GlobalArgs {
    /// The database file
    #[arg(long, global = true, env = "TICKETCTL_DB", value_name = "PATH", hide_env_values = true)]
    pub db: Option<PathBuf>,
    /// The configuration file
    #[arg(long, global = true, env = "TICKETCTL_CONFIG", value_name = "FILE", hide_env_values = true)]
    pub config: Option<PathBuf>,
    /// The operator, for the record; defaults to the login name
    #[arg(long, global = true, env = "TICKETCTL_OPERATOR", value_name = "ID", hide_env_values = true)]
    pub operator: Option<String>,
    /// The language of labels and messages
    #[arg(long, global = true, env = "TICKETCTL_LANG", value_name = "LANG", hide_env_values = true, value_parser = WordParser::<LangArg>::new())]
    pub lang: Option<LangArg>,
    /// Print JSON: the whole object, or only these fields
    #[arg(
        long,
        global = true,
        value_name = "FIELD,…",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = ""
    )]
    pub json: Option<String>,
    /// Filter the JSON with this jq expression
    #[arg(long, global = true, value_name = "EXPR")]
    pub jq: Option<String>,
    /// The output format
    #[arg(long, global = true, value_name = "FORMAT", value_parser = WordParser::<FormatArg>::new())]
    pub format: Option<FormatArg>,
    /// Idempotency key: a repeat gives the first result again
    #[arg(long, global = true, value_name = "KEY")]
    pub key: Option<String>,
    /// Show what would happen, without doing it
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Answer yes to every question
    #[arg(long, global = true)]
    pub yes: bool,
    /// Never ask; fail if an answer is needed
    #[arg(long, global = true, env = "TICKETCTL_NO_INPUT", value_parser = clap::builder::FalseyValueParser::new(), hide_env_values = true)]
    pub no_input: bool,
    /// Print data, warnings and errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more detail
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = WordParser::<ColorArg>::new())]
    pub color: ColorArg,
    /// Show personal data; the access is recorded first
    #[arg(long, global = true)]
    pub reveal: bool,
    /// Include events that the reference pages do not show
    #[arg(long, global = true)]
    pub internal: bool,
    /// Sandbox: the time of the command, and of its commit
    #[arg(long, global = true, value_name = "T[,T2]")]
    pub now: Option<String>,
    /// Sandbox: the random parts of ids, `seed:N` or a list
    #[arg(long, global = true, value_name = "IDS")]
    pub ids: Option<String>,
}

/// `--lang`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// Simplified Chinese
    Zh,
    /// English
    En,
}

word_arg! {
    LangArg {
        Zh = "zh", "中文", "Chinese";
        En = "en", "英文", "English";
    }
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

/// `--color`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// If the terminal supports it
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

word_arg! {
    ColorArg {
        Auto = "auto", "自动", "auto";
        Always = "always", "总是", "always";
        Never = "never", "从不", "never";
    }
}

impl From<ColorArg> for ColorChoice {
    fn from(color: ColorArg) -> Self {
        match color {
            ColorArg::Auto => Self::Auto,
            ColorArg::Always => Self::Always,
            ColorArg::Never => Self::Never,
        }
    }
}

/// `--format`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// For people
    Table,
    /// One JSON document
    Json,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated, safe to open in a spreadsheet
    Csv,
    /// Tab-separated
    Tsv,
    /// Only the ids, one per line
    Ids,
    /// A workbook, of commands that say so
    #[value(hide = true)]
    Xlsx,
}

word_arg! {
    FormatArg {
        Table = "table", "表格", "table";
        Json = "json", "json", "json";
        Ndjson = "ndjson", "ndjson", "ndjson";
        Csv = "csv", "csv", "csv";
        Tsv = "tsv", "tsv", "tsv";
        Ids = "ids", "编号", "ids";
        Xlsx = "xlsx", "工作簿", "workbook";
    }
}

impl From<FormatArg> for OutputFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Table => Self::Table,
            FormatArg::Json => Self::Json,
            FormatArg::Ndjson => Self::Ndjson,
            FormatArg::Csv => Self::Csv,
            FormatArg::Tsv => Self::Tsv,
            FormatArg::Ids => Self::Ids,
            // Cells, and no text for people. Whoever writes a workbook looks at the flag itself.
            FormatArg::Xlsx => Self::Csv,
        }
    }
}
