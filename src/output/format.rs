//! How a command prints: the format, and the plan that the flags made.

use super::errors::OutputError;
use crate::error::Result;

use super::field_selection::FieldSelection;
use super::jq::JqFilter;

/// The answer to `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    #[default]
    Table,
    Json,
    /// One object per line.
    Ndjson,
    /// Comma-separated, every cell quoted, with a header.
    Csv,
    /// Tab-separated, with a header.
    Tsv,
    /// One id per line.
    Ids,
}

impl OutputFormat {
    pub const ALL: [Self; 6] = [Self::Table, Self::Json, Self::Ndjson, Self::Csv, Self::Tsv, Self::Ids];

    /// The word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Ids => "ids",
        }
    }

    /// Reads the word on the command line.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// How to print, from `--format`, `--json[=fields]` and `--jq`.
#[derive(Debug, Default)]
pub struct OutputPlan {
    pub format: OutputFormat,
    /// The fields asked for; `None` is the whole object.
    pub fields: Option<FieldSelection>,
    pub jq: Option<JqFilter>,
}

impl OutputPlan {
    /// Makes a plan of the flags. `json` is `Some("")` for a bare `--json`.
    pub fn new(format: Option<OutputFormat>, json: Option<&str>, jq: Option<&str>) -> Result<Self> {
        let structured = matches!(format, None | Some(OutputFormat::Json | OutputFormat::Ndjson));
        if let (Some(format), false) = (format, structured || (json.is_none() && jq.is_none())) {
            return Err(OutputError::FormatConflict { code: &format.code() }.into());
        }
        let implied = if json.is_some() || jq.is_some() { OutputFormat::Json } else { OutputFormat::Table };
        Ok(Self {
            format: format.unwrap_or(implied),
            fields: json.filter(|text| !text.is_empty()).map(FieldSelection::parse_names).transpose()?,
            jq: jq.map(JqFilter::compile_filter).transpose()?,
        })
    }

    /// Whether a script reads the output, so that errors are objects too.
    pub const fn is_machine(&self) -> bool {
        !matches!(self.format, OutputFormat::Table)
    }
}
