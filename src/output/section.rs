//! One object for people: titled sections of labelled values, side by side where the terminal is wide.

use crate::domain::value::message::{BilingualText, Lang};

use super::terminal::{DisplayOptions, TextStyle};
use super::text::{cell_width, escape_hidden, pad_to_width};
use super::wrap::wrap_text;

/// From this many columns on, short sections stand side by side.
const TWO_COLUMN_WIDTH: usize = 140;

/// The spaces between two sections that stand side by side.
const SECTION_GAP: usize = 4;

/// The spaces before every line of a section.
const SECTION_INDENT: usize = 2;

/// One line of a section, before it is fitted to the terminal.
#[derive(Clone, Debug)]
enum SectionLine {
    Field { label: String, value: String, tone: TextStyle },
    Text { indent: usize, text: String, tone: TextStyle },
    Command { text: String },
    Grid { fields: Vec<GridField> },
}

/// A labelled value that stands beside others where the terminal has room.
#[derive(Clone, Debug)]
struct GridField {
    label: String,
    value: String,
    tone: TextStyle,
}

/// The spaces between two values that stand side by side.
const GRID_GAP: usize = 4;

/// The most values that stand side by side.
const GRID_COLUMNS: usize = 4;

#[derive(Clone, Debug)]
pub struct PageSection {
    title: String,
    lang: Lang,
    lines: Vec<SectionLine>,
    wide: bool,
}

impl PageSection {
    /// An empty section that may stand beside another; `lang` is its reader's.
    pub fn new(title: &str, lang: Lang) -> Self {
        Self { title: escape_hidden(title).into_owned(), lang, lines: Vec::new(), wide: false }
    }

    /// An empty section with its title in the reader's language.
    pub fn titled(zh: &'static str, en: &'static str, lang: Lang) -> Self {
        Self::new(BilingualText { zh, en }.in_lang(lang), lang)
    }

    /// The section keeps the whole width: its lines are long.
    #[must_use]
    pub const fn full_width(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Adds a value with its label in the reader's language.
    pub fn add_fact(&mut self, zh: &'static str, en: &'static str, value: &str) -> &mut Self {
        self.add_field(BilingualText { zh, en }.in_lang(self.lang), value)
    }

    /// Adds the facts that are there.
    pub fn add_facts(&mut self, facts: impl IntoIterator<Item = (BilingualText, Option<String>)>) {
        for (label, value) in facts {
            if let Some(value) = value {
                self.add_field(label.in_lang(self.lang), &value);
            }
        }
    }

    /// Adds a sentence in the reader's language.
    pub fn add_sentence(&mut self, zh: &'static str, en: &'static str, tone: TextStyle) -> &mut Self {
        self.add_text(BilingualText { zh, en }.in_lang(self.lang), tone)
    }

    pub fn add_field(&mut self, label: &str, value: &str) -> &mut Self {
        self.add_styled_field(label, value, TextStyle::Plain)
    }

    /// Adds a labelled value that stands out.
    pub fn add_styled_field(&mut self, label: &str, value: &str, tone: TextStyle) -> &mut Self {
        let (label, value) = (escape_hidden(label).into_owned(), escape_hidden(value).into_owned());
        self.lines.push(SectionLine::Field { label, value, tone });
        self
    }

    /// Adds short values that stand side by side where the terminal has room.
    pub fn add_grid(&mut self, fields: impl IntoIterator<Item = (&'static str, &'static str, TextStyle)>) {
        let field =
            |(label, value, tone): (&str, &str, _)| GridField { label: label.into(), value: value.into(), tone };
        self.lines.push(SectionLine::Grid { fields: fields.into_iter().map(field).collect() });
    }

    pub fn add_text(&mut self, text: &str, tone: TextStyle) -> &mut Self {
        self.add_indented_text(0, text, tone)
    }

    /// Adds a line without label, `indent` cells deeper than the others.
    pub fn add_indented_text(&mut self, indent: usize, text: &str, tone: TextStyle) -> &mut Self {
        self.lines.push(SectionLine::Text { indent, text: escape_hidden(text).into_owned(), tone });
        self
    }

    /// Adds a command to paste into a shell. It is never broken: a terminal that is too narrow breaks it by itself, and
    /// a copy of that is whole again.
    pub fn add_command(&mut self, command: &str) -> &mut Self {
        self.lines.push(SectionLine::Command { text: escape_hidden(command).into_owned() });
        self
    }

    /// Adds a text of several lines, such as JSON, line by line, as deep as its own spaces say.
    pub fn add_text_block(&mut self, indent: usize, text: &str, tone: TextStyle) -> &mut Self {
        for line in text.lines() {
            let inner = line.trim_start_matches(' ');
            self.add_indented_text(indent + line.len() - inner.len(), inner, tone);
        }
        self
    }

    /// The section in `cells` cells; `None` wraps nothing.
    fn fit_to_width(&self, cells: Option<usize>) -> Vec<FittedLine> {
        let label = |line: &SectionLine| match line {
            SectionLine::Field { label, .. } => cell_width(label),
            SectionLine::Text { .. } | SectionLine::Command { .. } | SectionLine::Grid { .. } => 0,
        };
        let labels = self.lines.iter().map(label).max().unwrap_or(0);
        let mut out = vec![FittedLine { spans: vec![(self.title.clone(), TextStyle::Bold)] }];
        for line in &self.lines {
            out.extend(line.fit_to_width(labels, cells));
        }
        out
    }
}

impl SectionLine {
    fn fit_to_width(&self, labels: usize, cells: Option<usize>) -> Vec<FittedLine> {
        let (lead, text, tone) = match self {
            Self::Field { label, value, tone } => (format!("{}  ", pad_to_width(label, labels)), value, *tone),
            Self::Text { indent, text, tone } => (" ".repeat(*indent), text, *tone),
            Self::Command { text } => ("$ ".to_owned(), text, TextStyle::Bold),
            Self::Grid { fields } => return fit_grid(fields, cells),
        };
        let lead = format!("{}{lead}", " ".repeat(SECTION_INDENT));
        let hang = " ".repeat(cell_width(&lead));
        let parts = match cells {
            Some(cells) if !matches!(self, Self::Command { .. }) => {
                wrap_text(text, cells.saturating_sub(cell_width(&lead)))
            }
            _ => vec![text.clone()],
        };
        let leads = std::iter::once(lead).chain(std::iter::repeat(hang));
        leads
            .zip(parts)
            .map(|(lead, text)| FittedLine { spans: vec![(lead, TextStyle::Plain), (text, tone)] })
            .collect()
    }
}

/// The fields in as many columns as there is room for; one below the other where nothing is wrapped.
fn fit_grid(fields: &[GridField], cells: Option<usize>) -> Vec<FittedLine> {
    let label = fields.iter().map(|field| cell_width(&field.label)).max().unwrap_or(0);
    let value = fields.iter().map(|field| cell_width(&field.value)).max().unwrap_or(0);
    let room = cells.map_or(0, |cells| cells.saturating_sub(SECTION_INDENT) + GRID_GAP);
    let columns = (room / (label + 2 + value + GRID_GAP)).clamp(1, GRID_COLUMNS);
    let spans = |(place, field): (usize, &GridField)| {
        let lead = if place == 0 { SECTION_INDENT } else { GRID_GAP };
        let label = format!("{}{}  ", " ".repeat(lead), pad_to_width(&field.label, label));
        let space = " ".repeat(value.saturating_sub(cell_width(&field.value)));
        [(label, TextStyle::Plain), (field.value.clone(), field.tone), (space, TextStyle::Plain)]
    };
    fields.chunks(columns).map(|row| FittedLine { spans: row.iter().enumerate().flat_map(spans).collect() }).collect()
}

/// One line as it will stand on the terminal.
#[derive(Clone, Debug)]
struct FittedLine {
    spans: Vec<(String, TextStyle)>,
}

impl FittedLine {
    fn total_width(&self) -> usize {
        self.spans.iter().map(|(text, _)| cell_width(text)).sum()
    }

    fn styled_text(&self, surface: &DisplayOptions) -> String {
        self.spans.iter().map(|(text, tone)| surface.stdout_styler().apply_style(*tone, text)).collect()
    }
}

/// The sections as text, an empty line between two, ending in a newline.
pub fn layout_sections(sections: &[PageSection], surface: &DisplayOptions) -> String {
    let cells = surface.width.map(usize::from);
    let mut blocks: Vec<String> = Vec::new();
    let mut rest = sections;
    while let Some((first, after)) = rest.split_first() {
        match (cells, after.split_first()) {
            (Some(cells), Some((second, others))) if cells >= TWO_COLUMN_WIDTH && !first.wide && !second.wide => {
                blocks.push(layout_side_by_side(first, second, (cells - SECTION_GAP) / 2, surface));
                rest = others;
            }
            _ => {
                blocks.push(join_lines(&first.fit_to_width(cells), surface));
                rest = after;
            }
        }
    }
    blocks.join("\n")
}

fn join_lines(fitted: &[FittedLine], surface: &DisplayOptions) -> String {
    fitted.iter().map(|line| format!("{}\n", line.styled_text(surface).trim_end())).collect()
}

fn layout_side_by_side(left: &PageSection, right: &PageSection, cells: usize, surface: &DisplayOptions) -> String {
    let (left, right) = (left.fit_to_width(Some(cells)), right.fit_to_width(Some(cells)));
    let line = |at: usize| {
        let space = " ".repeat(cells + SECTION_GAP - left.get(at).map_or(0, FittedLine::total_width).min(cells));
        let left = left.get(at).map(|line| line.styled_text(surface)).unwrap_or_default();
        let right = right.get(at).map(|line| line.styled_text(surface));
        match right {
            Some(right) => format!("{left}{space}{right}\n"),
            None => format!("{left}\n"),
        }
    };
    (0..left.len().max(right.len())).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::terminal::TerminalEnvironment;

    fn sections() -> Vec<PageSection> {
        let mut overview = PageSection::new("订单概览", Lang::Zh);
        overview.add_field("外部订单号", "XY-OUT-1773977742376").add_field("票种", "初级道 3 小时");
        let mut status = PageSection::new("关键状态", Lang::Zh);
        status.add_styled_field("推单", "失败", TextStyle::Bad);
        let mut events = PageSection::new("事件流", Lang::Zh).full_width();
        events.add_text(&"not allow to access from your ip, ".repeat(8), TextStyle::Dim);
        vec![overview, status, events]
    }

    fn at(columns: u16) -> DisplayOptions {
        DisplayOptions::new(&TerminalEnvironment {
            stdout_is_tty: true,
            terminal_width: Some(columns),
            ..TerminalEnvironment::default()
        })
    }

    fn without_colour(text: &str) -> String {
        ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[0m"]
            .iter()
            .fold(text.to_owned(), |text, code| text.replace(code, ""))
    }

    #[test]
    fn values_are_aligned_behind_their_labels() {
        let text = layout_sections(&sections(), &DisplayOptions::for_pipe(Lang::Zh));
        assert!(
            text.starts_with("订单概览\n  外部订单号  XY-OUT-1773977742376\n  票种        初级道 3 小时\n\n关键状态\n")
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for columns in [40, 60, 80, 139, 140, 160, 200] {
            for line in without_colour(&layout_sections(&sections(), &at(columns))).lines() {
                assert!(cell_width(line) <= usize::from(columns), "{columns}: {line}");
            }
        }
    }

    #[test]
    fn a_wide_terminal_shows_short_sections_side_by_side() {
        let wide = without_colour(&layout_sections(&sections(), &at(160)));
        let first = wide.lines().next().unwrap();
        assert!(first.starts_with("订单概览") && first.ends_with("关键状态"), "{first}");
        let narrow = without_colour(&layout_sections(&sections(), &at(80)));
        assert_eq!(narrow.lines().next(), Some("订单概览"));
    }

    #[test]
    fn a_grid_has_as_many_columns_as_fit() {
        let mut section = PageSection::new("关键状态", Lang::Zh);
        section.add_grid([
            ("审核", "自动通过", TextStyle::Good),
            ("推单", "失败", TextStyle::Bad),
            ("分润", "未开始", TextStyle::Dim),
        ]);
        let plain = |surface: DisplayOptions| DisplayOptions { color: false, ..surface };
        let draw = |surface: &DisplayOptions| layout_sections(&[section.clone()], &plain(*surface));
        assert_eq!(draw(&at(40)), "关键状态\n  审核  自动通过    推单  失败\n  分润  未开始\n");
        assert_eq!(draw(&at(30)).lines().count(), 4);
        assert_eq!(draw(&DisplayOptions::for_pipe(Lang::Zh)).lines().count(), 4);
    }

    #[test]
    fn a_pipe_gets_every_text_on_one_line() {
        let text = layout_sections(&sections(), &DisplayOptions::for_pipe(Lang::En));
        assert!(text.lines().any(|line| line.matches("your ip").count() == 8));
    }
}
