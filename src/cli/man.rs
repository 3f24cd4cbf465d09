//! `man`: a manual page for each command, from the same texts as `--help`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use clap_mangen::Man;
use serde_json::json;

use super::Cli;
use super::context::CommandContext;
use super::response::CommandResponse;
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
    let pages = render_pages()?;
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
fn render_pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut root = Cli::command();
    // Fills in the full names and the global flags of every command.
    root.build();
    let mut pages = Vec::new();
    let mut left = vec![root];
    while let Some(command) = left.pop() {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
        left.extend(command.get_subcommands().filter(|sub| !sub.is_hide_set()).cloned());
        let path = format!("{name}.1");
        let mut page = Vec::new();
        Man::new(command).render(&mut page).map_err(|error| Error::io(Path::new(&path), &error))?;
        pages.push((path, page));
    }
    pages.sort();
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_with_its_flags() {
        let pages = render_pages().unwrap();
        let page = |name: &str| {
            let (_, page) = pages.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("{name}"));
            String::from_utf8(page.clone()).unwrap()
        };
        assert!(pages.len() > 100, "{}", pages.len());
        assert!(page("ticketctl.1").contains("ticketctl\\-order(1)"));
        assert!(page("ticketctl-order-import.1").contains("\\-\\-keep\\-going"));
    }
}
