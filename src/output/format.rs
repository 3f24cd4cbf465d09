//! How a command prints: the format, and the plan that the flags made.

use super::errors::OutputError;
use super::field_selection::FieldSelection;
use super::jq::JqFilter;
use crate::domain::value::code_enum::coded;
use crate::error::Result;

coded! {
    /// The answer to `--format`.
    #[derive(Default)]
    OutputFormat {
        #[default]
        Table = "table";
        Json = "json";
        /// One object per line.
        Ndjson = "ndjson";
        /// Comma-separated, every cell quoted, with a header.
        Csv = "csv";
        /// Tab-separated, with a header.
        Tsv = "tsv";
        /// One id per line.
        Ids = "ids";
    }
}

/// The fields that an answer may have, in groups: what several commands answer alike is written once.
pub type DeclaredFields = &'static [&'static [&'static str]];

/// How to print, from `--format`, `--json[=fields]` and `--jq`.
#[derive(Debug, Default)]
pub struct OutputPlan {
    pub format: OutputFormat,
    /// The fields asked for; `None` is the whole object.
    pub fields: Option<FieldSelection>,
    pub jq: Option<JqFilter>,
    /// The fields that the answer of a command that changes something has. They are checked before it runs.
    pub declared: Option<DeclaredFields>,
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
            declared: None,
        })
    }

    /// Declares the fields that the answer will have, and refuses a selection of others while nothing is done yet.
    pub fn declare_fields(&mut self, declared: DeclaredFields) -> Result<()> {
        if let Some(fields) = &self.fields {
            fields.check_known(declared.iter().copied().flatten().copied())?;
        }
        self.declared = Some(declared);
        Ok(())
    }

    /// Refuses a selection of fields that an answer with `keys` does not have.
    pub fn check_fields<'k>(&self, keys: impl Iterator<Item = &'k str> + Clone) -> Result<()> {
        match (self.declared, &self.fields) {
            (Some(declared), _) => {
                // A test that prints the answer of a command as JSON is red where its declaration lacks a field.
                debug_assert!(
                    keys.clone().all(|key| declared.iter().any(|group| group.contains(&key))),
                    "not declared: {:?}",
                    keys.collect::<Vec<_>>()
                );
                Ok(())
            }
            (None, Some(fields)) => fields.check_known(keys),
            (None, None) => Ok(()),
        }
    }

    /// Whether a script reads the output, so that errors are objects too.
    pub const fn is_machine(&self) -> bool {
        !matches!(self.format, OutputFormat::Table)
    }
}
