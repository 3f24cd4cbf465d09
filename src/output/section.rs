//! One object for people: titled sections of labelled values, side by side where the terminal is wide.

use super::table::wrap;
use super::terminal::{Surface, Tone};
use super::text::{pad, visible, width};

/// From this many columns on, short sections stand side by side.
const TWO_COLUMNS: usize = 140;

/// The spaces between two sections that stand side by side.
const GUTTER: usize = 4;

/// The spaces before every line of a section.
const INDENT: usize = 2;

/// One line of a section, before it is fitted to the terminal.
#[derive(Clone, Debug)]
enum Line {
    Field { label: String, value: String, tone: Tone },
    Text { indent: usize, text: String, tone: Tone },
    Command { text: String },
}

#[derive(Clone, Debug)]
pub struct Section {
    title: String,
    lines: Vec<Line>,
    wide: bool,
}

impl Section {
    /// An empty section that may stand beside another.
    pub fn new(title: &str) -> Self {
        Self { title: visible(title).into_owned(), lines: Vec::new(), wide: false }
    }

    /// The section keeps the whole width: its lines are long.
    #[must_use]
    pub const fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    pub fn field(&mut self, label: &str, value: &str) -> &mut Self {
        self.toned(label, value, Tone::Plain)
    }

    /// Adds a labelled value that stands out.
    pub fn toned(&mut self, label: &str, value: &str, tone: Tone) -> &mut Self {
        let (label, value) = (visible(label).into_owned(), visible(value).into_owned());
        self.lines.push(Line::Field { label, value, tone });
        self
    }

    pub fn text(&mut self, text: &str, tone: Tone) -> &mut Self {
        self.indented(0, text, tone)
    }

    /// Adds a line without label, `indent` cells deeper than the others.
    pub fn indented(&mut self, indent: usize, text: &str, tone: Tone) -> &mut Self {
        self.lines.push(Line::Text { indent, text: visible(text).into_owned(), tone });
        self
    }

    /// Adds a command to paste into a shell. It is never broken: a terminal that is too narrow breaks it by itself, and
    /// a copy of that is whole again.
    pub fn command(&mut self, command: &str) -> &mut Self {
        self.lines.push(Line::Command { text: visible(command).into_owned() });
        self
    }

    /// Adds a text of several lines, such as JSON, line by line, as deep as its own spaces say.
    pub fn block(&mut self, indent: usize, text: &str, tone: Tone) -> &mut Self {
        for line in text.lines() {
            let inner = line.trim_start_matches(' ');
            self.indented(indent + line.len() - inner.len(), inner, tone);
        }
        self
    }

    /// The section in `cells` cells; `None` wraps nothing.
    fn fitted(&self, cells: Option<usize>) -> Vec<Fitted> {
        let label = |line: &Line| match line {
            Line::Field { label, .. } => width(label),
            Line::Text { .. } | Line::Command { .. } => 0,
        };
        let labels = self.lines.iter().map(label).max().unwrap_or(0);
        let mut out = vec![Fitted { lead: String::new(), text: self.title.clone(), tone: Tone::Bold }];
        for line in &self.lines {
            out.extend(line.fitted(labels, cells));
        }
        out
    }
}

impl Line {
    fn fitted(&self, labels: usize, cells: Option<usize>) -> Vec<Fitted> {
        let (lead, text, tone) = match self {
            Self::Field { label, value, tone } => (format!("{}  ", pad(label, labels)), value, *tone),
            Self::Text { indent, text, tone } => (" ".repeat(*indent), text, *tone),
            Self::Command { text } => ("$ ".to_owned(), text, Tone::Bold),
        };
        let lead = format!("{}{lead}", " ".repeat(INDENT));
        let hang = " ".repeat(width(&lead));
        let parts = match cells {
            Some(cells) if !matches!(self, Self::Command { .. }) => wrap(text, cells.saturating_sub(width(&lead))),
            _ => vec![text.clone()],
        };
        let leads = std::iter::once(lead).chain(std::iter::repeat(hang));
        leads.zip(parts).map(|(lead, text)| Fitted { lead, text, tone }).collect()
    }
}

/// One line as it will stand on the terminal.
#[derive(Clone, Debug)]
struct Fitted {
    lead: String,
    text: String,
    tone: Tone,
}

impl Fitted {
    fn width(&self) -> usize {
        width(&self.lead) + width(&self.text)
    }

    fn painted(&self, surface: &Surface) -> String {
        format!("{}{}", self.lead, surface.paint().tone(self.tone, &self.text))
    }
}

/// The sections as text, an empty line between two, ending in a newline.
pub fn layout(sections: &[Section], surface: &Surface) -> String {
    let cells = surface.width.map(usize::from);
    let mut blocks: Vec<String> = Vec::new();
    let mut rest = sections;
    while let Some((first, after)) = rest.split_first() {
        match (cells, after.split_first()) {
            (Some(cells), Some((second, others))) if cells >= TWO_COLUMNS && !first.wide && !second.wide => {
                blocks.push(side_by_side(first, second, (cells - GUTTER) / 2, surface));
                rest = others;
            }
            _ => {
                blocks.push(lines(&first.fitted(cells), surface));
                rest = after;
            }
        }
    }
    blocks.join("\n")
}

fn lines(fitted: &[Fitted], surface: &Surface) -> String {
    fitted.iter().map(|line| format!("{}\n", line.painted(surface).trim_end())).collect()
}

fn side_by_side(left: &Section, right: &Section, cells: usize, surface: &Surface) -> String {
    let (left, right) = (left.fitted(Some(cells)), right.fitted(Some(cells)));
    let line = |at: usize| {
        let space = " ".repeat(cells + GUTTER - left.get(at).map_or(0, Fitted::width).min(cells));
        let left = left.get(at).map(|line| line.painted(surface)).unwrap_or_default();
        let right = right.get(at).map(|line| line.painted(surface));
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
    use crate::domain::value::message::Lang;
    use crate::output::terminal::Facts;

    fn sections() -> Vec<Section> {
        let mut overview = Section::new("订单概览");
        overview.field("外部订单号", "XY-OUT-1773977742376").field("票种", "初级道 3 小时");
        let mut status = Section::new("关键状态");
        status.toned("推单", "失败", Tone::Bad);
        let mut events = Section::new("事件流").wide();
        events.text(&"not allow to access from your ip, ".repeat(8), Tone::Dim);
        vec![overview, status, events]
    }

    fn at(columns: u16) -> Surface {
        Surface::new(&Facts { stdout_is_tty: true, terminal_width: Some(columns), ..Facts::default() })
    }

    fn without_colour(text: &str) -> String {
        ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[0m"]
            .iter()
            .fold(text.to_owned(), |text, code| text.replace(code, ""))
    }

    #[test]
    fn values_are_aligned_behind_their_labels() {
        let text = layout(&sections(), &Surface::plain(Lang::Zh));
        assert!(
            text.starts_with("订单概览\n  外部订单号  XY-OUT-1773977742376\n  票种        初级道 3 小时\n\n关键状态\n")
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for columns in [40, 60, 80, 139, 140, 160, 200] {
            for line in without_colour(&layout(&sections(), &at(columns))).lines() {
                assert!(width(line) <= usize::from(columns), "{columns}: {line}");
            }
        }
    }

    #[test]
    fn a_wide_terminal_shows_short_sections_side_by_side() {
        let wide = without_colour(&layout(&sections(), &at(160)));
        let first = wide.lines().next().unwrap();
        assert!(first.starts_with("订单概览") && first.ends_with("关键状态"), "{first}");
        let narrow = without_colour(&layout(&sections(), &at(80)));
        assert_eq!(narrow.lines().next(), Some("订单概览"));
    }

    #[test]
    fn a_pipe_gets_every_text_on_one_line() {
        let text = layout(&sections(), &Surface::plain(Lang::En));
        assert!(text.lines().any(|line| line.matches("your ip").count() == 8));
    }
}
