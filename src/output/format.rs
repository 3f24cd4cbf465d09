//! What a command prints, apart from how: a list of rows or one document, and the plan that the flags made.

use serde_json::{Map, Value};

use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{Error, Result};
use crate::say;

use super::field_selection::FieldSelection;
use super::jq::JqFilter;
use super::output_writer::OutputWriter;
use super::row_writer::RowWriter;
use super::terminal::DisplayOptions;
use super::{json, row_writer};

/// One object of a list, in the order in which its keys are printed.
pub type OutputRow = Map<String, Value>;

/// The answer to `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputFormat {
    #[default]
    Table,
    Json,
    /// One object a line.
    Ndjson,
    /// Comma-separated, every cell quoted, with a header.
    Csv,
    /// Tab-separated, with a header.
    Tsv,
    /// One id a line.
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

/// Which edge the cells of a column keep to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColumnAlign {
    #[default]
    Left,
    Right,
}

/// What a column's cell says to people, where it is not the value itself: the label of a code, a time of day.
pub type CellFormatter = fn(&Value, Lang) -> String;

/// One column of a list, and one field of its objects.
#[derive(Clone, Copy, Debug)]
pub struct ListColumn {
    /// The key in JSON and the header in CSV. Never translated.
    pub key: &'static str,
    pub label: BilingualText,
    /// The edge that cells keep to.
    pub align: ColumnAlign,
    /// Whether a cell may be broken over lines. Ids and amounts may not.
    pub wraps: bool,
    /// 0 stays at any width; the highest goes first when the terminal is narrow.
    pub priority: u8,
    /// Whether people see it at all. Scripts always do.
    pub hidden: bool,
    /// The cell for people, where it is not the value itself.
    pub shown: Option<CellFormatter>,
}

impl ListColumn {
    /// A column of texts that may wrap and always stays.
    pub const fn new(key: &'static str, label: BilingualText) -> Self {
        Self { key, label, align: ColumnAlign::Left, wraps: true, priority: 0, hidden: false, shown: None }
    }

    /// A field that only scripts see.
    pub const fn machine_only(key: &'static str) -> Self {
        let mut column = Self::new(key, BilingualText { zh: key, en: key });
        column.hidden = true;
        column
    }

    /// Cells stay on one line: ids, codes, days.
    #[must_use]
    pub const fn no_wrap(mut self) -> Self {
        self.wraps = false;
        self
    }

    /// Cells stay on one line and keep right: amounts and counts.
    #[must_use]
    pub const fn align_right(mut self) -> Self {
        self.align = ColumnAlign::Right;
        self.no_wrap()
    }

    /// The column may go when the terminal is narrow, the highest number first.
    #[must_use]
    pub const fn drop_priority(mut self, priority: u8) -> Self {
        self.priority = priority;
        self
    }

    /// What the cell says to people.
    #[must_use]
    pub const fn format_with(mut self, shown: CellFormatter) -> Self {
        self.shown = Some(shown);
        self
    }
}

/// What is known of a list before its first row.
#[derive(Clone, Debug)]
pub struct ListSchema {
    /// What the list holds, in English plural: `orders`.
    pub name: &'static str,
    /// The fields of its objects, in order.
    pub columns: Vec<ListColumn>,
    /// The field that `--format ids` prints.
    pub id_key: &'static str,
}

/// A list that is at hand as a whole. A list from the database goes row by row through a [`RowWriter`].
#[derive(Clone, Debug)]
pub struct RowSet {
    pub shape: ListSchema,
    pub rows: Vec<OutputRow>,
}

/// One object, such as an order in full.
#[derive(Clone, Debug)]
pub struct JsonDocument {
    pub value: Value,
    /// The field that `--format ids` prints, where the object has an id.
    pub id_key: Option<&'static str>,
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
            return Err(format_conflict_error(format));
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

fn format_conflict_error(format: OutputFormat) -> Box<Error> {
    let code = format.code();
    Error::usage(
        "format_conflict",
        say!("--json 和 --jq 不能与 --format {code} 同时使用", "--json and --jq do not go with --format {code}"),
    )
    .hint(say!("去掉其一，或使用 --format json|ndjson", "drop one of them, or use --format json|ndjson"))
}

impl RowSet {
    pub fn print_rows(self, plan: &OutputPlan, surface: &DisplayOptions, out: &mut OutputWriter<'_>) -> Result<()> {
        let mut writer = RowWriter::begin_list(plan, self.shape, surface, out)?;
        for row in self.rows {
            writer.write_row(row)?;
        }
        writer.end_list()
    }
}

impl JsonDocument {
    /// Prints the object for a script. For people (`table`) it is pretty JSON; a command with a page of its own prints
    /// that instead.
    pub fn print_document(self, plan: &OutputPlan, out: &mut OutputWriter<'_>) -> Result<()> {
        let value = self.selected_value(plan)?;
        if let Some(jq) = &plan.jq {
            return jq.print_results(&value, out);
        }
        match plan.format {
            OutputFormat::Table | OutputFormat::Json => out.write_line(&json::to_pretty_json(&value)),
            OutputFormat::Ndjson => out.write_line(&json::to_compact_json(&value)),
            OutputFormat::Csv | OutputFormat::Tsv => {
                let row = value.as_object().cloned().unwrap_or_default();
                let header: Vec<&str> = row.keys().map(String::as_str).collect();
                row_writer::write_delimited(plan.format, &header, &[&row], out)
            }
            OutputFormat::Ids => out.write_line(&row_writer::row_id(&value, self.id_key)?),
        }
    }

    fn selected_value(&self, plan: &OutputPlan) -> Result<Value> {
        match (&plan.fields, &self.value) {
            (Some(fields), Value::Object(object)) => {
                fields.check_known(object.keys().map(String::as_str))?;
                Ok(Value::Object(fields.select_fields(object)))
            }
            _ => Ok(self.value.clone()),
        }
    }
}
