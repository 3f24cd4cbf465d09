//! What a shell puts on the line when the Tab key is pressed.

use crate::support::shop::{ORDER, OTHER, Shop};
use crate::support::terminal_session::TerminalSession;

/// How each shell is started without anybody's settings, and how it loads the script.
const SHELLS: [(&[&str], &str); 3] = [
    (&["bash", "--norc", "--noprofile", "-i"], "source <(ticketctl completions bash)"),
    (&["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -D; source <(ticketctl completions zsh)"),
    (&["fish", "--no-config", "--interactive"], "ticketctl completions fish | source"),
];

/// What is typed before the key, and what stands on the line then. Only one order is to be paid and one to be pushed.
const LINES: [(&str, &str); 6] = [
    ("order show XY20260320033546715D", ORDER),
    ("order show xy20260320033546715a", OTHER),
    ("push XY20", ORDER),
    ("push --group snow-", "snow-agents"),
    ("price remove 初级", "初级道3小时"),
    ("form submit ", OTHER),
];

/// A shop with an order that is ready for its push, and one whose buyer owes the form.
fn open_shop() -> Shop {
    let shop = Shop::ready();
    shop.ok("group add snow-agents --channel spool --target out2");
    shop
}

#[test]
fn every_shell_completes_orders_groups_and_ticket_types() {
    let shop = open_shop();
    assert_eq!(shop.ok("order list --next collect_user_info --format ids").trim(), OTHER);
    for (words, load) in SHELLS {
        let mut session = TerminalSession::start_shell(&shop, words);
        let db = shop.database_file();
        session.type_keys(&format!("export TICKETCTL_DB={}\r{load}\recho loa''ded\r", db.display()));
        session.wait_for("loaded");
        for (typed, completed) in LINES {
            // A shell draws no more of a line than what changed: it prints the whole of it as the words of a command.
            session.type_keys(&format!("ticketctl {typed}\t\x01echo \r"));
            session.wait_for(completed);
        }
        session.type_keys("exit\r");
    }
}
