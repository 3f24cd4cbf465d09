//! Lists for scripts, row by row, so that a million rows need the memory of one.
//!
//! Two shapes must hold all rows: a table on a terminal, whose columns are as wide as their widest cell, and `--format json
//! --jq`, whose filter sees the whole array. A table in a pipe takes the widths of its first rows.

use std::borrow::Cow;

use serde_json::Value;

use super::errors::OutputError;
use crate::error::Result;

use super::format::{OutputFormat, OutputPlan};
use super::output_writer::OutputWriter;
use super::schema::{ListSchema, OutputRow};
use super::table::ColumnWidths;
use super::terminal::DisplayOptions;
use super::text::{escape_hidden, escape_hidden_in_block};
use super::{json, table};

/// How many rows of a table in a pipe say how wide its columns are.
const FIRST_PAGE: usize = 1_000;

/// Prints a list, one row after the other.
pub struct RowWriter<'p, 'o, 'w, R> {
    plan: &'p OutputPlan,
    schema: ListSchema<R>,
    surface: DisplayOptions,
    out: &'o mut OutputWriter<'w>,
    /// The rows of a table, whose widths the last one may change.
    cells: Vec<Vec<String>>,
    /// The widths of a table that is printed row by row.
    widths: Option<ColumnWidths>,
    /// The rows that a filter sees as one array.
    objects: Vec<Value>,
    count: usize,
}

impl<'p, 'o, 'w, R> RowWriter<'p, 'o, 'w, R> {
    /// Starts a list: checks the fields asked for, also of an empty list, and prints a header where there is one.
    pub fn begin_list(
        plan: &'p OutputPlan,
        schema: ListSchema<R>,
        surface: &DisplayOptions,
        out: &'o mut OutputWriter<'w>,
    ) -> Result<Self> {
        plan.check_fields(schema.keys())?;
        if matches!(plan.format, OutputFormat::Csv | OutputFormat::Tsv) {
            let header: Vec<&str> = schema.keys().collect();
            write_delimited(plan.format, &header, &[], out)?;
        }
        Ok(Self {
            plan,
            schema,
            surface: *surface,
            out,
            cells: Vec::new(),
            widths: None,
            objects: Vec::new(),
            count: 0,
        })
    }

    /// Prints one row, or holds it where the whole list is needed.
    pub fn write_row(&mut self, row: &R) -> Result<()> {
        self.count += 1;
        if self.plan.format == OutputFormat::Table {
            return self.write_table_row(table::visible_cells(&self.schema, row, self.surface.lang));
        }
        let object = self.schema.to_object(row);
        match self.plan.format {
            OutputFormat::Json if self.plan.jq.is_some() => self.objects.push(self.select_fields(object)),
            OutputFormat::Table | OutputFormat::Json => return self.write_json_row(object),
            OutputFormat::Ndjson => return self.write_ndjson_row(object),
            OutputFormat::Csv | OutputFormat::Tsv => return self.write_delimited_row(&object),
            OutputFormat::Ids => return self.out.write_line(&row_id(&object, Some(self.schema.id_key))?),
        }
        Ok(())
    }

    /// Hands what was printed so far on, for a list that grows while it is read.
    pub fn flush(&mut self) -> Result<()> {
        self.out.flush()
    }

    /// Ends the list: closes the array, draws the table, runs the filter.
    pub fn end_list(self) -> Result<()> {
        match (self.plan.format, &self.plan.jq) {
            (OutputFormat::Table, _) if self.widths.is_some() => Ok(()),
            (OutputFormat::Table, _) => self.out.write_str(&table::draw_cells(&self.schema, self.cells, &self.surface)),
            (OutputFormat::Json, Some(jq)) => jq.print_results(&Value::Array(self.objects), self.out),
            (OutputFormat::Json, None) if self.count == 0 => self.out.write_str("[]\n"),
            (OutputFormat::Json, None) => self.out.write_str("\n]\n"),
            _ => Ok(()),
        }
    }

    /// Holds the rows of the first page, and of a terminal's whole list.
    fn write_table_row(&mut self, cells: Vec<String>) -> Result<()> {
        if let Some(widths) = &self.widths {
            return self.out.write_str(&widths.draw_line(&cells));
        }
        self.cells.push(cells);
        if self.surface.width.is_some() || self.cells.len() < FIRST_PAGE {
            return Ok(());
        }
        let page = std::mem::take(&mut self.cells);
        self.widths = Some(ColumnWidths::from_page(&self.schema, &page, self.surface.lang));
        self.out.write_str(&table::draw_cells(&self.schema, page, &self.surface))
    }

    fn select_fields(&self, object: OutputRow) -> Value {
        Value::Object(match &self.plan.fields {
            Some(fields) => fields.select_fields(&object),
            None => object,
        })
    }

    /// One element of the array, as deep as if the whole array had been printed at once.
    fn write_json_row(&mut self, object: OutputRow) -> Result<()> {
        let text = json::to_pretty_json(&self.select_fields(object));
        self.out.write_str(if self.count == 1 { "[\n  " } else { ",\n  " })?;
        self.out.write_str(&text.replace('\n', "\n  "))
    }

    fn write_ndjson_row(&mut self, object: OutputRow) -> Result<()> {
        let value = self.select_fields(object);
        match &self.plan.jq {
            Some(jq) => jq.print_results(&value, self.out),
            None => self.out.write_line(&json::to_compact_json(&value)),
        }
    }

    fn write_delimited_row(&mut self, object: &OutputRow) -> Result<()> {
        let cells = self.schema.keys().map(|key| format_cell(self.plan.format, object.get(key)));
        let line = format_record(self.plan.format, cells)?;
        self.out.write_str(&line)
    }
}

/// Prints a header and rows, comma- or tab-separated.
pub fn write_delimited(
    format: OutputFormat,
    header: &[&str],
    rows: &[&OutputRow],
    out: &mut OutputWriter<'_>,
) -> Result<()> {
    out.write_str(&format_record(format, header.iter().map(|key| Cow::Borrowed(*key)))?)?;
    for row in rows {
        out.write_str(&format_record(format, header.iter().map(|key| format_cell(format, row.get(*key))))?)?;
    }
    Ok(())
}

/// The id of an object, for `--format ids`.
pub fn row_id(object: &OutputRow, key: Option<&str>) -> Result<String> {
    match key.and_then(|key| object.get(key)) {
        Some(Value::String(id)) => Ok(escape_hidden(id).into_owned()),
        Some(Value::Number(id)) => Ok(id.to_string()),
        _ => Err(OutputError::NoId.into()),
    }
}

fn format_record<'c>(format: OutputFormat, cells: impl Iterator<Item = Cow<'c, str>>) -> Result<String> {
    if format == OutputFormat::Tsv {
        let cells: Vec<_> = cells.collect();
        return Ok(format!("{}\n", cells.join("\t")));
    }
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    writer
        .write_record(cells.map(|cell| cell.into_owned()))
        .map_err(|error| OutputError::CsvFailed { error: &error }.into_error())?;
    let bytes = writer.into_inner().map_err(|error| OutputError::CsvFailed { error: &error }.into_error())?;
    String::from_utf8(bytes).map_err(|error| OutputError::CsvFailed { error: &error }.into_error())
}

/// One cell: a string as it is, nothing for null, JSON for what is nested; without control characters, and in CSV
/// without a formula.
fn format_cell(format: OutputFormat, value: Option<&Value>) -> Cow<'static, str> {
    let text = match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) if format == OutputFormat::Csv => escape_formula(text),
        Some(Value::String(text)) => escape_hidden(text).into_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(other) => json::to_compact_json(other),
    };
    Cow::Owned(text)
}

/// The characters that make a spreadsheet take a cell for a formula or move it to another cell, and their full-width
/// forms, which some spreadsheets fold (OWASP, "CSV Injection").
const FORMULA_STARTS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// `text` for a CSV cell: never a formula, and without control characters other than newlines.
pub fn escape_formula(text: &str) -> String {
    let quote = if text.starts_with(FORMULA_STARTS) { "'" } else { "" };
    format!("{quote}{}", escape_hidden_in_block(text))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::value::message::Lang;
    use crate::output::print::{JsonDocument, RowSet};

    fn dataset(rows: &[Value]) -> RowSet<Value> {
        let schema = ListSchema::new("no")
            .text("no", "列", "column", |row: &Value| row["no"].clone())
            .text("name", "列", "column", |row| row["name"].clone())
            .number("paid", "列", "column", |row| row["paid"].clone());
        RowSet { schema, rows: rows.to_vec() }
    }

    fn print(plan: &OutputPlan, rows: &[Value]) -> String {
        let mut bytes = Vec::new();
        let mut out = OutputWriter::new(&mut bytes);
        dataset(rows).print_rows(plan, &DisplayOptions::for_pipe(Lang::En), &mut out).unwrap();
        out.flush().unwrap();
        drop(out);
        String::from_utf8(bytes).unwrap()
    }

    fn plan(format: OutputFormat) -> OutputPlan {
        OutputPlan::new(Some(format), None, None).unwrap()
    }

    fn two() -> [Value; 2] {
        [
            json!({ "no": "XY1", "name": "初级道, 3 \"h\"", "paid": "506.00" }),
            json!({ "no": "XY2", "name": null, "paid": 1 }),
        ]
    }

    #[test]
    fn json_is_one_array_as_if_printed_at_once() {
        let plan = plan(OutputFormat::Json);
        assert_eq!(print(&plan, &two()), format!("{}\n", json::to_pretty_json(&json!(two()))));
        assert_eq!(print(&plan, &[]), "[]\n");
    }

    #[test]
    fn ndjson_is_one_object_a_line_and_nothing_when_empty() {
        let text = print(&plan(OutputFormat::Ndjson), &two());
        assert_eq!(text.lines().count(), 2);
        assert_eq!(serde_json::from_str::<Value>(text.lines().next().unwrap()).unwrap(), two()[0]);
        assert_eq!(print(&plan(OutputFormat::Ndjson), &[]), "");
    }

    #[test]
    fn csv_quotes_every_cell_and_disarms_formulas() {
        assert_eq!(
            print(&plan(OutputFormat::Csv), &two()),
            "\"no\",\"name\",\"paid\"\n\"XY1\",\"初级道, 3 \"\"h\"\"\",\"506.00\"\n\"XY2\",\"\",\"1\"\n"
        );
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x"] {
            assert!(escape_formula(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(escape_formula("a=1"), "a=1");
        assert_eq!(escape_formula("\u{1b}[2J"), "\\u{1b}[2J");
    }

    #[test]
    fn tsv_keeps_a_row_on_its_line() {
        let rows = [json!({ "no": "XY1", "name": "a\tb\nc", "paid": [1] })];
        assert_eq!(print(&plan(OutputFormat::Tsv), &rows), "no\tname\tpaid\nXY1\ta\\u{9}b\\u{a}c\t[1]\n");
    }

    #[test]
    fn ids_are_one_a_line() {
        assert_eq!(print(&plan(OutputFormat::Ids), &two()), "XY1\nXY2\n");
    }

    #[test]
    fn fields_apply_to_lists() {
        let fields = OutputPlan::new(None, Some("paid,no"), None).unwrap();
        assert_eq!(print(&fields, &two()[..1]), "[\n  {\n    \"paid\": \"506.00\",\n    \"no\": \"XY1\"\n  }\n]\n");
        let each = OutputPlan::new(Some(OutputFormat::Ndjson), Some("no"), None).unwrap();
        assert_eq!(print(&each, &two()), "{\"no\":\"XY1\"}\n{\"no\":\"XY2\"}\n");
    }

    #[test]
    fn a_streamed_list_holds_no_rows() {
        for format in
            [OutputFormat::Json, OutputFormat::Ndjson, OutputFormat::Csv, OutputFormat::Tsv, OutputFormat::Ids]
        {
            let (plan, mut out) = (plan(format), OutputWriter::new(std::io::sink()));
            let schema = dataset(&[]).schema;
            let mut writer =
                RowWriter::begin_list(&plan, schema, &DisplayOptions::for_pipe(Lang::En), &mut out).unwrap();
            for row in two() {
                writer.write_row(&row).unwrap();
                assert!(writer.cells.is_empty() && writer.objects.is_empty(), "{format:?}");
            }
            writer.end_list().unwrap();
        }
    }

    #[test]
    fn a_document_is_printed_as_planned() {
        let value = json!({ "no": "XY1", "status": { "order": "completed" }, "paid": "=506" });
        let print = |plan: &OutputPlan| {
            let mut bytes = Vec::new();
            let mut out = OutputWriter::new(&mut bytes);
            let done = JsonDocument { value: value.clone(), id_key: Some("no") }.print_document(plan, &mut out);
            done.and_then(|()| out.flush()).map(|()| drop(out)).map(|()| String::from_utf8(bytes).unwrap())
        };
        assert_eq!(print(&plan(OutputFormat::Json)).unwrap(), format!("{}\n", json::to_pretty_json(&value)));
        assert_eq!(print(&plan(OutputFormat::Ids)).unwrap(), "XY1\n");
        assert!(
            print(&plan(OutputFormat::Csv))
                .unwrap()
                .ends_with("\"XY1\",\"{\"\"order\"\":\"\"completed\"\"}\",\"'=506\"\n")
        );
        let status = OutputPlan::new(None, Some("status"), None).unwrap();
        assert_eq!(print(&status).unwrap(), "{\n  \"status\": {\n    \"order\": \"completed\"\n  }\n}\n");
        assert_eq!(print(&OutputPlan::new(None, Some("statu"), None).unwrap()).unwrap_err().code, "unknown_field");
    }

    #[test]
    fn an_unknown_field_is_refused_even_when_there_are_no_rows() {
        let plan = OutputPlan::new(None, Some("nos"), None).unwrap();
        let mut out = OutputWriter::new(std::io::sink());
        let error = dataset(&[]).print_rows(&plan, &DisplayOptions::for_pipe(Lang::En), &mut out).unwrap_err();
        assert_eq!(error.code, "unknown_field");
        assert_eq!(OutputPlan::new(Some(OutputFormat::Csv), Some(""), None).unwrap_err().code, "format_conflict");
    }
}
