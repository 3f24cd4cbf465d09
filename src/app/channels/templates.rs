//! The wordings of notices: what ships with the program, and what the shop put in its place.

use serde_json::{Value, json};

use super::errors::ChannelError;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::shop_change::ShopChange;
use crate::domain::order::notice::{NoticeTemplate, check_wording};
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::Lang;
use crate::domain::{checkout, resale};
use crate::error::Result;
use crate::store::Tx;

/// The most bytes of a file that are read; a wording itself may have far fewer.
const FILE_LIMIT: usize = 64 * 1024;

/// One template in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingView {
    pub template: NoticeTemplate,
    pub lang: Lang,
    /// The text, with placeholders.
    pub wording: String,
    /// Whether the shop wrote it; `false` is the shipped one.
    pub own: bool,
}

impl WordingView {
    pub fn to_json(&self) -> Value {
        json!({
            "name": self.template.code,
            "lang": self.lang.code(),
            "own": self.own,
            "wording": self.wording,
            "placeholders": self.template.placeholders,
        })
    }
}

impl App {
    pub fn list_wordings(&mut self) -> Result<Vec<WordingView>> {
        let each = all_templates().flat_map(|template| [Lang::Zh, Lang::En].map(|lang| (template, lang)));
        self.store.read(|tx| each.map(|(template, lang)| current_wording(tx, template, lang)).collect())
    }

    pub fn view_wording(&mut self, template: NoticeTemplate, lang: Lang) -> Result<WordingView> {
        self.store.read(|tx| current_wording(tx, template, lang))
    }

    /// Gives a notice another wording. Notices that were sent keep the text they had; the shipped text, given again, counts
    /// as shipped.
    pub fn set_wording(&mut self, template: NoticeTemplate, lang: Lang, wording: &str) -> Result<ShopChange> {
        check_wording(wording, template.placeholders)?;
        let (name, code) = (template.code, lang.code());
        let content = json!({ "name": name, "lang": code, "wording": wording });
        self.change_shop("notify template set", &content, |tx, _| {
            let before = current_wording(tx, template, lang)?;
            let changed = before.wording != wording;
            if changed {
                tx.set_wording((name, code), &before.wording, wording)?;
            }
            Ok(json!({ "name": name, "lang": code, "wording": wording, "before": before.wording, "changed": changed }))
        })
    }
}

fn all_templates() -> impl Iterator<Item = NoticeTemplate> {
    let resale = resale::outgoing::TEMPLATES.into_iter().chain(resale::buyer_text::TEMPLATES);
    resale.chain(checkout::notice::TEMPLATES)
}

pub fn parse_template(code: &str) -> Result<NoticeTemplate> {
    all_templates().find(|template| template.code == code).ok_or_else(|| {
        let known = all_templates().map(|template| template.code).collect::<Vec<_>>().join(", ");
        ChannelError::TemplateNotFound { code: &code, known: &known }.into_error()
    })
}

/// Reads a wording: UTF-8, lines ended by LF or CRLF, without the line end that editors put last.
pub fn read_wording(file: CommandInput<'_>) -> Result<String> {
    let text = String::from_utf8(file.read_past(FILE_LIMIT)?).ok().filter(|text| text.len() <= FILE_LIMIT);
    let text = text.ok_or_else(|| {
        ChannelError::WordingUnreadable { file_limit: &ByteSize(FILE_LIMIT as u64) }
            .into_error()
            .detail("limit", FILE_LIMIT)
    })?;
    Ok(text.replace("\r\n", "\n").trim_end_matches('\n').to_owned())
}

/// The wording that a template has now: the shop's own, else the shipped one.
pub(crate) fn current_wording(tx: &Tx<'_>, template: NoticeTemplate, lang: Lang) -> Result<WordingView> {
    let shipped = template.shipped.in_lang(lang);
    let stored = tx.find_wording(template.code, lang.code())?.filter(|stored| stored != shipped);
    let own = stored.is_some();
    Ok(WordingView { template, lang, wording: stored.unwrap_or_else(|| shipped.to_owned()), own })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_file_loses_its_last_line_end_and_nothing_else() {
        let read = |bytes: &[u8]| read_wording(CommandInput::new(Path::new("-"), bytes));
        assert_eq!(read(b" a\r\n\r\nb \r\n").unwrap(), " a\n\nb ");
        assert_eq!(read(b"").unwrap(), "");
        for bad in [vec![0xff, 0xfe], vec![b'x'; 64 * 1024 + 1]] {
            assert_eq!(read(&bad).unwrap_err().code, "wording_unreadable");
        }
        assert_eq!(read(&vec![b'x'; 64 * 1024]).unwrap().len(), 64 * 1024);
    }
}
