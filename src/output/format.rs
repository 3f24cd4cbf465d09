//! What a command prints, apart from how: a list of rows or one document, and the plan that the flags made.

use serde_json::{Map, Value};

use crate::domain::value::message::{Lang, Text};
use crate::error::{Error, Result};
use crate::say;

use super::field_selection::Fields;
use super::jq::Jq;
use super::output_writer::Out;
use super::row_writer::RowWriter;
use super::terminal::Surface;
use super::{json, row_writer};

/// One object of a list, in the order in which its keys are printed.
pub type Row = Map<String, Value>;

/// The answer to `--format`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
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

impl Format {
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
pub enum Align {
    #[default]
    Left,
    Right,
}

/// What a column's cell says to people, where it is not the value itself: the label of a code, a time of day.
pub type Shown = fn(&Value, Lang) -> String;

/// One column of a list, and one field of its objects.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The key in JSON and the header in CSV. Never translated.
    pub key: &'static str,
    pub label: Text,
    /// The edge that cells keep to.
    pub align: Align,
    /// Whether a cell may be broken over lines. Ids and amounts may not.
    pub wraps: bool,
    /// 0 stays at any width; the highest goes first when the terminal is narrow.
    pub priority: u8,
    /// Whether people see it at all. Scripts always do.
    pub hidden: bool,
    /// The cell for people, where it is not the value itself.
    pub shown: Option<Shown>,
}

impl Column {
    /// A column of texts that may wrap and always stays.
    pub const fn new(key: &'static str, label: Text) -> Self {
        Self { key, label, align: Align::Left, wraps: true, priority: 0, hidden: false, shown: None }
    }

    /// A field that only scripts see.
    pub const fn machine_only(key: &'static str) -> Self {
        let mut column = Self::new(key, Text { zh: key, en: key });
        column.hidden = true;
        column
    }

    /// Cells stay on one line: ids, codes, days.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.wraps = false;
        self
    }

    /// Cells stay on one line and keep right: amounts and counts.
    #[must_use]
    pub const fn number(mut self) -> Self {
        self.align = Align::Right;
        self.whole()
    }

    /// The column may go when the terminal is narrow, the highest number first.
    #[must_use]
    pub const fn priority(mut self, priority: u8) -> Self {
        self.priority = priority;
        self
    }

    /// What the cell says to people.
    #[must_use]
    pub const fn shown(mut self, shown: Shown) -> Self {
        self.shown = Some(shown);
        self
    }
}

/// What is known of a list before its first row.
#[derive(Clone, Debug)]
pub struct Shape {
    /// What the list holds, in English plural: `orders`.
    pub name: &'static str,
    /// The fields of its objects, in order.
    pub columns: Vec<Column>,
    /// The field that `--format ids` prints.
    pub id_key: &'static str,
}

/// A list that is at hand as a whole. A list from the database goes row by row through a [`RowWriter`].
#[derive(Clone, Debug)]
pub struct Dataset {
    pub shape: Shape,
    pub rows: Vec<Row>,
}

/// One object, such as an order in full.
#[derive(Clone, Debug)]
pub struct Document {
    pub value: Value,
    /// The field that `--format ids` prints, where the object has an id.
    pub id_key: Option<&'static str>,
}

/// How to print, from `--format`, `--json[=fields]` and `--jq`.
#[derive(Debug, Default)]
pub struct Plan {
    pub format: Format,
    /// The fields asked for; `None` is the whole object.
    pub fields: Option<Fields>,
    pub jq: Option<Jq>,
}

impl Plan {
    /// Makes a plan of the flags. `json` is `Some("")` for a bare `--json`.
    pub fn new(format: Option<Format>, json: Option<&str>, jq: Option<&str>) -> Result<Self> {
        let structured = matches!(format, None | Some(Format::Json | Format::Ndjson));
        if let (Some(format), false) = (format, structured || (json.is_none() && jq.is_none())) {
            return Err(contradiction(format));
        }
        let implied = if json.is_some() || jq.is_some() { Format::Json } else { Format::Table };
        Ok(Self {
            format: format.unwrap_or(implied),
            fields: json.filter(|text| !text.is_empty()).map(Fields::parse).transpose()?,
            jq: jq.map(Jq::compile).transpose()?,
        })
    }

    /// Whether a script reads the output, so that errors are objects too.
    pub const fn is_machine(&self) -> bool {
        !matches!(self.format, Format::Table)
    }
}

fn contradiction(format: Format) -> Box<Error> {
    let code = format.code();
    Error::usage(
        "format_conflict",
        say!("--json 和 --jq 不能与 --format {code} 同时使用", "--json and --jq do not go with --format {code}"),
    )
    .hint(say!("去掉其一，或使用 --format json|ndjson", "drop one of them, or use --format json|ndjson"))
}

impl Dataset {
    pub fn print(self, plan: &Plan, surface: &Surface, out: &mut Out<'_>) -> Result<()> {
        let mut writer = RowWriter::begin(plan, self.shape, surface, out)?;
        for row in self.rows {
            writer.row(row)?;
        }
        writer.end()
    }
}

impl Document {
    /// Prints the object for a script. For people (`table`) it is pretty JSON; a command with a page of its own prints
    /// that instead.
    pub fn print(self, plan: &Plan, out: &mut Out<'_>) -> Result<()> {
        let value = self.selected(plan)?;
        if let Some(jq) = &plan.jq {
            return jq.print(&value, out);
        }
        match plan.format {
            Format::Table | Format::Json => out.line(&json::pretty(&value)),
            Format::Ndjson => out.line(&json::compact(&value)),
            Format::Csv | Format::Tsv => {
                let row = value.as_object().cloned().unwrap_or_default();
                let header: Vec<&str> = row.keys().map(String::as_str).collect();
                row_writer::delimited(plan.format, &header, &[&row], out)
            }
            Format::Ids => out.line(&row_writer::id(&value, self.id_key)?),
        }
    }

    fn selected(&self, plan: &Plan) -> Result<Value> {
        match (&plan.fields, &self.value) {
            (Some(fields), Value::Object(object)) => {
                fields.check(object.keys().map(String::as_str))?;
                Ok(Value::Object(fields.pick(object)))
            }
            _ => Ok(self.value.clone()),
        }
    }
}
