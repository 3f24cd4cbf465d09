//! What a command prints as a whole: a list of rows or one document.

use serde_json::Value;

use crate::error::Result;

use super::format::{OutputFormat, OutputPlan};
use super::output_writer::OutputWriter;
use super::row_writer::RowWriter;
use super::schema::{ListSchema, OutputRow};
use super::terminal::DisplayOptions;
use super::{json, row_writer};

/// A list that is at hand as a whole. A list from the database goes row by row through a [`RowWriter`].
pub struct RowSet<R> {
    pub schema: ListSchema<R>,
    pub rows: Vec<R>,
}

/// One object, such as an order in full.
#[derive(Clone, Debug)]
pub struct JsonDocument {
    pub value: Value,
    /// The field that `--format ids` prints, where the object has an id.
    pub id_key: Option<&'static str>,
}

impl<R> RowSet<R> {
    pub fn print_rows(self, plan: &OutputPlan, surface: &DisplayOptions, out: &mut OutputWriter<'_>) -> Result<()> {
        let mut writer = RowWriter::begin_list(plan, self.schema, surface, out)?;
        for row in self.rows {
            writer.write_row(&row)?;
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
            OutputFormat::Ids => {
                out.write_line(&row_writer::row_id(value.as_object().unwrap_or(&OutputRow::new()), self.id_key)?)
            }
        }
    }

    fn selected_value(&self, plan: &OutputPlan) -> Result<Value> {
        let Value::Object(object) = &self.value else { return Ok(self.value.clone()) };
        plan.check_fields(object.keys().map(String::as_str))?;
        Ok(plan
            .fields
            .as_ref()
            .map_or_else(|| self.value.clone(), |fields| Value::Object(fields.select_fields(object))))
    }
}
