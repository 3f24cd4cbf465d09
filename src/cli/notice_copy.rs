//! The text of a notice for whoever passes it on: between two lines, and on the clipboard if asked for.

use crate::app::App;
use crate::app::delivery::by_hand::NoticeCopy;
use crate::app::write::outcome::OrderOutcome;
use crate::cli::clipboard::{CopyResult, copy_to_clipboard};
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::domain::order::delivery::DeliveryKind;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::say;

/// What stands above and below a text that is to be copied.
const LINE: &str = "----------------------------------------";

/// Who is shown copies.
#[derive(Clone, Copy, Debug)]
pub struct CopyReader {
    pub lang: Lang,
    is_machine: bool,
    reveals: bool,
}

impl CopyReader {
    pub fn from_context(context: &CommandContext) -> Self {
        Self { lang: context.lang(), is_machine: context.plan.is_machine(), reveals: context.global.reveal }
    }
}

/// The copies of what an order's command sent, as far as a person passes them on or finds them in a file. Nobody sees one
/// whose printing is not recorded: the event of the notice does it the first time, and this every other time.
pub fn copy_sent_notices(reader: CopyReader, app: &mut App, outcome: &OrderOutcome) -> Result<Vec<NoticeCopy>> {
    let mut copies = Vec::new();
    if outcome.dry_run {
        return Ok(copies);
    }
    for message in outcome.messages.iter().filter(|message| message.kind == DeliveryKind::Notice.code()) {
        copies.extend(app.copy_notice(&message.id)?);
    }
    let again = outcome.events.is_empty() || outcome.replayed;
    let seen = if reader.is_machine { reader.reveals } else { again };
    if let Some(copy) = copies.first().filter(|_| seen) {
        app.record_reveal(&copy.order_no, "notify send")?;
    }
    Ok(copies)
}

/// The same with the copies: for a person below what happened, for a script as fields.
pub fn add_copies(
    reader: CopyReader,
    answer: CommandResponse,
    copies: &[NoticeCopy],
    clipboard: bool,
) -> CommandResponse {
    let Some(copy) = copies.first() else { return answer };
    let text = render_copies(copies, reader.lang);
    let mut answer = answer.add_epilogue(&text);
    if let Some(file) = &copy.file {
        answer = answer.insert_field("path", &file.display().to_string());
    }
    if let Some(text) = revealed_text(reader, copy) {
        answer = answer.insert_field("text", text);
    }
    match copy.text.reveal().filter(|_| clipboard) {
        Some(text) => add_copy_result(answer, copy_to_clipboard(text)),
        None => answer,
    }
}

/// What became of the clipboard, in words.
pub fn add_copy_result(answer: CommandResponse, copied: CopyResult) -> CommandResponse {
    match copied {
        CopyResult::Asked => answer.add_note(say!(
            "已请终端复制到剪贴板；粘贴不出来就是终端不支持（OSC 52），请手动复制",
            "the terminal was asked to copy it; if nothing can be pasted, it does not know OSC 52: copy the text by hand"
        )),
        CopyResult::NoTerminal => {
            answer.add_warning(say!("没有终端，没有复制", "nothing was copied: there is no terminal"))
        }
        CopyResult::TooLong => answer.add_warning(say!(
            "文字超过终端剪贴板的上限（约 75000 字节），没有复制",
            "nothing was copied: terminals take about 75,000 bytes, and the text is longer"
        )),
    }
}

/// The text of a copy for a script, which gets it only where personal data are revealed.
pub fn revealed_text(reader: CopyReader, copy: &NoticeCopy) -> Option<&str> {
    copy.text.reveal().filter(|_| reader.reveals)
}

/// Each copy with its file and its text.
pub fn render_copies(copies: &[NoticeCopy], lang: Lang) -> String {
    let block = |copy: &NoticeCopy| {
        let heading = describe_copy(copy);
        let mut block = frame_text(heading.in_lang(lang), copy.text.reveal().unwrap_or_default());
        if copy.with_picture {
            let no = &copy.order_no;
            let picture = say!(
                "一起发出的截图：`ticketctl ocr show {no} --save {no}.png --reveal` 存出",
                "the picture that goes along: `ticketctl ocr show {no} --save {no}.png --reveal` saves it"
            );
            block.push('\n');
            block.push_str(picture.in_lang(lang));
        }
        block
    };
    copies.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// A text between two lines, under what it is.
pub fn frame_text(heading: &str, text: &str) -> String {
    format!("{heading}\n{LINE}\n{text}\n{LINE}")
}

fn describe_copy(copy: &NoticeCopy) -> BilingualMessage {
    let id = &copy.id;
    if let Some(file) = &copy.file {
        let file = file.display();
        return say!("通知 {id}，文件 {file}", "notice {id}, file {file}");
    }
    match copy.buyer.as_ref().and_then(Personal::reveal) {
        Some(buyer) => say!(
            "通知 {id}：复制两条线之间的文字，发给买家「{buyer}」",
            "notice {id}: copy what stands between the lines and send it to the buyer, \"{buyer}\""
        ),
        None => say!(
            "通知 {id}：复制两条线之间的文字，发给买家",
            "notice {id}: copy what stands between the lines and send it to the buyer"
        ),
    }
}
