//! `help agents`: what a program that drives this one has to know, made from the command tree, on one short page.

use std::fmt::Write as _;

use clap::Command;

use crate::domain::value::message::Lang;
use crate::error::Exit;

/// The nouns that programs have nothing to do with.
const LEFT_OUT: [&str; 7] = ["completions", "demo", "fixture", "help", "man", "smoke", "trigger"];

pub(super) fn format_agents_page(root: &Command, lang: Lang) -> String {
    let (nouns, exits) = (list_nouns(root), list_exits());
    match lang {
        Lang::Zh => format!(
            "\
# 用程序操作 ticketctl

命令是「名词 动词」：
{nouns}

- 加 `--json`（或 `--json=字段,…`、`--jq 表达式`、`--format ndjson`）读结果；不要读表格，它会变。JSON 的键和代码不会改，只会增加。
- 标准输出只有一份 JSON。出错时标准错误有一个对象：`code`、`exit`、`retryable`、`message`、`hint`；`hint` 里有能用的命令。
- 退出码：{exits}。
- ORDER：完整订单号、平台订单号，或其中任一个独一无二的开头或结尾（至少 4 位）。用 `order list --json=order_no` 找。
- 做什么：`queue --json` 列出所有待办，最急的在前；`next ORDER --json` 给出一单的下一步，其中的 `command` 就是命令。一步一步来，做完再问。
- 没有终端就不会提问：缺的值用参数给；`--yes` 回答是，先想清楚；`--no-input` 从不提问。
- 会改东西的命令先加 `--dry-run` 看结果。重试用同一个 `--key KEY`：只做一次，第二次给出第一次的结果。
- 退出码 12 表示消息可能已送出：不要重发，请人核实，再 `push resolve` 或 `notify resolve`。7 稍后再试；9 等一会儿；4 先看 `next`。
- 个人信息默认打码；`--reveal` 会被记录。姓名、证件、密钥和票码写进文件或标准输入，不要写在命令行上。
- 文件的样子：`help files`。全部命令、参数和字段：`help --json`（`help --json order import` 只看一个）。
- 每分钟一次 `cron --json` 处理到期的事；`event tail --follow --format ndjson` 跟踪变化。
"
        ),
        Lang::En => format!(
            "\
# Driving ticketctl from a program

Commands are noun, verb:
{nouns}

- Add `--json` (or `--json=FIELD,…`, `--jq EXPR`, `--format ndjson`). Never parse tables: they change. Keys and codes are only ever added.
- stdout is one JSON document. A failure is one object on stderr: `code`, `exit`, `retryable`, `message`, `hint`; the hint names the command that helps.
- Exit codes: {exits}.
- ORDER is a whole order number, the platform's number, or any unique beginning or end of either (4 characters or more). `order list --json=order_no` finds them.
- What to do: `queue --json` lists all that is open, most urgent first; `next ORDER --json` gives the next step of one order: run its `command`, then ask again.
- Without a terminal nothing is asked: pass what is missing as flags. `--yes` says yes to all; `--no-input` never asks.
- Try a change with `--dry-run`. Retry with the same `--key KEY`: it is done once, and a repeat gives the first result.
- Exit 12: the message may have left. Never send again; a person looks, then `push resolve` or `notify resolve`. 7: later. 9: wait. 4: see `next`.
- Personal data is masked; `--reveal` is recorded. Names, certificates, secrets and ticket codes go into files or stdin, never into arguments.
- Shapes of files: `help files`. Every command, flag and field: `help --json`, or `help --json order import`.
- Run `cron --json` every minute for what is due; `event tail --follow --format ndjson` follows changes.
"
        ),
    }
}

/// `order import|create|…`, a noun on each line.
fn list_nouns(root: &Command) -> String {
    let mut text = String::new();
    let mut alone = Vec::new();
    for noun in root.get_subcommands().filter(|noun| !noun.is_hide_set() && !LEFT_OUT.contains(&noun.get_name())) {
        let verbs: Vec<&str> = noun.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
        if verbs.is_empty() {
            alone.push(noun.get_name());
        } else {
            let _ = writeln!(text, "{} {}", noun.get_name(), verbs.join("|"));
        }
    }
    text + &alone.join(", ")
}

/// `0 ok, 2 usage, …`
fn list_exits() -> String {
    let exits = Exit::ALL.iter().map(|exit| format!("{} {}", exit.code(), exit.category()));
    exits.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help::build_help_tree;

    const MOST_TOKENS: usize = 800;

    /// An estimate: four ASCII characters a token, and one each of the others, which is more than tokenizers need.
    fn count_tokens(text: &str) -> usize {
        let ascii = text.chars().filter(char::is_ascii).count();
        ascii.div_ceil(4) + text.chars().filter(|c| !c.is_ascii()).count()
    }

    #[test]
    fn the_page_is_short_and_names_every_noun() {
        for lang in [Lang::Zh, Lang::En] {
            let root = build_help_tree(lang);
            let page = format_agents_page(&root, lang);
            let tokens = count_tokens(&page);
            assert!(tokens <= MOST_TOKENS, "{tokens} tokens:\n{page}");
            for noun in root.get_subcommands().map(Command::get_name).filter(|name| !LEFT_OUT.contains(name)) {
                assert!(page.lines().any(|line| line.split([' ', ',']).any(|word| word == noun)), "{noun}:\n{page}");
            }
            for exit in Exit::ALL {
                assert!(page.contains(&format!("{} {}", exit.code(), exit.category())), "{exit:?}");
            }
        }
    }
}
