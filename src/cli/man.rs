//! `man`: a manual page for each command, from the same texts as `--help`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap_mangen::Man;
use serde_json::json;

use super::context::CommandContext;
use super::help::{build_help_tree, list_examples};
use super::response::CommandResponse;
use crate::domain::value::message::{BilingualText, Lang};
use crate::error::{Error, Result};
use crate::say;

/// Pages are for everybody to read, unlike all else that this program writes.
const PAGE_MODE: u32 = 0o644;

/// Write the manual pages into a directory.
#[derive(Debug, clap::Args)]
#[command(after_help = "Pages that are there are written anew. To read them:\n  \
    ticketctl man ~/.local/share/man/man1 && man ticketctl-order-import")]
pub struct ManArgs {
    /// The directory; made if it is missing
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub fn run_man(context: &CommandContext, args: ManArgs) -> Result<CommandResponse> {
    let pages = render_pages(context.lang())?;
    let (count, dir) = (pages.len(), args.dir.display());
    if !context.global.dry_run {
        fs::create_dir_all(&args.dir).map_err(|error| Error::io(&args.dir, &error))?;
        for (name, page) in &pages {
            write_page(&args.dir.join(name), page)?;
        }
    }
    let text = say!("{count} 页手册写入 {dir}", "{count} manual pages written to {dir}");
    let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let answer = json!({ "dir": dir.to_string(), "pages": names, "dry_run": context.global.dry_run });
    Ok(CommandResponse::with_page(answer, None, text.in_lang(context.lang()).to_owned()))
}

fn write_page(path: &Path, page: &[u8]) -> Result<()> {
    let written = fs::write(path, page).and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(PAGE_MODE)));
    written.map_err(|error| Error::io(path, &error))
}

/// The file's name and the text of each page.
fn render_pages(lang: Lang) -> Result<Vec<(String, Vec<u8>)>> {
    let mut pages = Vec::new();
    let mut left = vec![build_help_tree(lang)];
    while let Some(command) = left.pop() {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
        left.extend(command.get_subcommands().filter(|sub| !sub.is_hide_set()).cloned());
        let path = format!("{name}.1");
        let mut page = Vec::new();
        Man::new(command).render(&mut page).map_err(|error| Error::io(Path::new(&path), &error))?;
        let page = String::from_utf8_lossy(&page).into_owned();
        let page = if lang == Lang::Zh { translate_frame(&page) } else { page };
        let words = name.trim_start_matches("ticketctl").replace('-', " ");
        pages.push((path, (page + &format_examples(words.trim(), lang)).into_bytes()));
    }
    pages.sort();
    Ok(pages)
}

/// The words that the renderer itself puts into a page, and what they are in Chinese.
const FRAME: [(&str, &str); 11] = [
    (".SH NAME\n", ".SH 名称\n"),
    (".SH SYNOPSIS\n", ".SH 用法\n"),
    (".SH DESCRIPTION\n", ".SH 说明\n"),
    (".SH OPTIONS\n", ".SH 选项\n"),
    (".SH EVERYWHERE\n", ".SH 全局选项\n"),
    (".SH SUBCOMMANDS\n", ".SH 命令\n"),
    (".SH EXTRA\n", ".SH 补充\n"),
    (".SH VERSION\n", ".SH 版本\n"),
    ("Possible values:", "可选值："),
    ("[default: ", "[默认："),
    ("May also be specified with the ", "也可以用环境变量 "),
];

fn translate_frame(page: &str) -> String {
    let text = FRAME.iter().fold(page.to_owned(), |text, (en, zh)| text.replace(en, zh));
    text.replace(" environment variable. ", "").replace("\n<subcommands>", "\n<命令>")
}

/// The examples of a command as a section of its page.
fn format_examples(path: &str, lang: Lang) -> String {
    let heading = BilingualText { zh: "示例", en: "EXAMPLES" }.in_lang(lang);
    let lines = list_examples(path, lang).into_iter().map(|line| line.replace('\\', "\\e").replace('-', "\\-"));
    format!(".SH {heading}\n.nf\n{}\n.fi\n", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_flags() {
        let pages = render_pages(Lang::En).unwrap();
        let page = |name: &str| {
            let (_, page) = pages.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}"));
            String::from_utf8(page.clone()).unwrap()
        };
        assert!(pages.len() > 100, "{}", pages.len());
        assert!(page("ticketctl.1").contains("ticketctl\\-order(1)"));
        assert!(page("ticketctl-order-import.1").contains("\\-\\-keep\\-going"));
        assert!(page("ticketctl-order-import.1").ends_with("ticketctl order import paid.json\n.fi\n"));
    }

    #[test]
    fn a_chinese_page_has_chinese_headings_and_texts() {
        let pages = render_pages(Lang::Zh).unwrap();
        let (_, page) = pages.iter().find(|(name, _)| name == "ticketctl-cron.1").unwrap();
        let page = String::from_utf8(page.clone()).unwrap();
        assert!(page.contains(".SH 名称") && page.contains("定时任务"), "{page}");
        for left in
            ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EVERYWHERE", "Possible", "specified", "variable", "default"]
        {
            assert!(!page.contains(left), "{left}: {page}");
        }
    }
}
