//! Which values each argument of the command line is offered, from the database that the line or the environment names.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{Arg, Command, CommandFactory as _};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::app::orders::completion::{self, OrderCandidate};
use crate::cli::Cli;
use crate::cli::environment::{read_path_variable, read_variable};
use crate::cli::help::translate_tree;
use crate::cli::language::find_language;
use crate::config::{Dirs, NamedPaths, Paths};
use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::next::NextAction;
use crate::domain::value::message::Lang;
use crate::domain::value::shell::is_plain;

use NextAction as Next;

/// The commands that do what some orders wait for, and what those wait for. Of any other command each order is offered.
const AWAITED: [(&str, &[NextAction]); 23] = [
    ("form submit", &[Next::CollectUserInfo]),
    ("form ask", &[Next::CollectUserInfo]),
    ("review pass", &[Next::ReviewOrder]),
    ("review reject", &[Next::ReviewOrder]),
    ("payment confirm", &[Next::ConfirmAgentPayment]),
    ("proof upload", &[Next::UploadProof, Next::PushAgentGroup, Next::FixPushFailure]),
    ("push", &[Next::PushAgentGroup, Next::FixPushFailure]),
    ("push ack", &[Next::UploadScreenshot, Next::ChaseAgent]),
    ("ocr run", &[Next::UploadScreenshot, Next::ChaseAgent, Next::ReviewScreenshot]),
    ("ocr import", &[Next::UploadScreenshot, Next::ChaseAgent, Next::ReviewScreenshot]),
    ("match accept", &[Next::ReviewScreenshot]),
    ("match reject", &[Next::ReviewScreenshot]),
    ("notify send", &[Next::NotifyUser, Next::FixNotification]),
    ("share settle", &[Next::SettleProfitShare]),
    ("refund leg", &[Next::HandleRefund, Next::ConfirmCancel]),
    ("order keep", &[Next::HandlePlatformChange]),
    ("checkout lock", &[Next::LockInventory, Next::AddPlaces]),
    ("checkout request", &[Next::RequestCheckout]),
    ("checkout session", &[Next::CreateSession]),
    ("checkout complete", &[Next::AwaitPayment, Next::CreateSession]),
    ("checkout fail", &[Next::AwaitPayment]),
    ("ticket issue", &[Next::IssueTicket]),
    ("ticket reissue", &[Next::ReissueTicket, Next::IssueTicket]),
];

/// The commands that take deliveries, and of which kind and state.
const DELIVERIES: [(&str, DeliveryKind, Option<DeliveryState>); 6] = [
    ("push show", DeliveryKind::Push, None),
    ("push resolve", DeliveryKind::Push, Some(DeliveryState::Unknown)),
    ("push retry", DeliveryKind::Push, Some(DeliveryState::Failed)),
    ("notify sent", DeliveryKind::Notice, Some(DeliveryState::Queued)),
    ("notify resend", DeliveryKind::Notice, None),
    ("notify resolve", DeliveryKind::Notice, Some(DeliveryState::Unknown)),
];

/// The value of an argument that takes either; of the two, the delivery is what only this command has.
const DELIVERY_OR_ORDER: &str = "ID|ORDER";

/// The command line as a shell completes it: with candidates for orders, groups, ticket types and deliveries.
pub(super) fn build_completion_command(args: &[OsString]) -> Command {
    let shop = NamedShop { db: db_on_line(args), lang: language_of_line(args) };
    add_candidates_to_command(translate_tree(Cli::command(), shop.lang), "", &shop, wants_flags(args))
}

/// The language that the line asks for; what stands before `--` is the shell's.
fn language_of_line(args: &[OsString]) -> Lang {
    let words: Vec<&str> =
        args.iter().filter_map(|arg| arg.to_str()).skip_while(|word| *word != "--").skip(1).collect();
    find_language(&words)
}

/// The shop whose orders are offered, and the language that they are described in.
#[derive(Clone)]
struct NamedShop {
    /// What stands behind `--db`.
    db: Option<PathBuf>,
    lang: Lang,
}

impl NamedShop {
    fn db_path(&self) -> Option<PathBuf> {
        let db = self.db.clone().or_else(|| read_path_variable("TICKETCTL_DB"));
        Some(Paths::resolve(&Dirs::from_xdg().ok()?, NamedPaths { db, ..NamedPaths::default() }).db)
    }

    /// What `look` finds for the text that was typed so far; nothing where there is no shop.
    fn look_up<T>(&self, typed: &OsStr, look: impl FnOnce(&Path, &str) -> Vec<T>) -> Vec<T> {
        self.db_path().zip(typed.to_str()).map(|(db, typed)| look(&db, typed)).unwrap_or_default()
    }
}

/// A value that stands on the line already; the line is not read as a whole before it is complete.
fn db_on_line(args: &[OsString]) -> Option<PathBuf> {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--db="));
    let behind =
        || words.iter().zip(words.iter().skip(1)).find_map(|(flag, value)| (*flag == "--db").then_some(*value));
    joined.or_else(behind).map(PathBuf::from)
}

/// Whether flags are offered beside values: only to whoever types a dash.
fn wants_flags(args: &[OsString]) -> bool {
    let index = read_variable("_CLAP_COMPLETE_INDEX").and_then(|index| index.parse::<usize>().ok());
    let words = args.iter().skip_while(|arg| arg.to_str() != Some("--")).skip(1);
    let word = match index {
        Some(index) => words.clone().nth(index),
        None => words.clone().last(),
    };
    word.and_then(|word| word.to_str()).is_some_and(|word| word.starts_with('-'))
}

fn add_candidates_to_command(command: Command, path: &str, shop: &NamedShop, flags: bool) -> Command {
    let command = command.mut_args(|arg| {
        // Hidden ones are offered where nothing else is.
        let arg = if flags || arg.is_positional() { arg } else { arg.hide(true) };
        add_candidates_to_arg(arg, path, shop)
    });
    // These two are made later, and never hidden.
    let command = if flags { command } else { command.disable_help_flag(true).disable_version_flag(true) };
    command.mut_subcommands(|verb| {
        let path = format!("{path} {}", verb.get_name());
        add_candidates_to_command(verb, path.trim_start(), shop, flags)
    })
}

fn add_candidates_to_arg(arg: Arg, path: &str, shop: &NamedShop) -> Arg {
    let named = |name| arg.get_value_names().is_some_and(|names| names.iter().any(|found| found.as_str() == name));
    let takes_id = named("ID") || named(DELIVERY_OR_ORDER);
    let shop = shop.clone();
    if named("ORDER") {
        let awaited = AWAITED.iter().find(|(command, _)| *command == path).map_or(&[][..], |(_, actions)| actions);
        arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
            let orders = shop.look_up(typed, |db, typed| completion::complete_orders(db, typed, awaited));
            orders.iter().map(|order| describe_order(order, shop.lang)).collect::<Vec<_>>()
        }))
    } else if named("GROUP") {
        complete_by(arg, move |typed| shop.look_up(typed, completion::complete_groups))
    } else if named("TYPE") {
        complete_by(arg, move |typed| shop.look_up(typed, completion::complete_ticket_types))
    } else if let Some((_, kind, state)) = DELIVERIES.iter().find(|(command, ..)| takes_id && *command == path) {
        complete_by(arg, move |typed| {
            shop.look_up(typed, |db, typed| completion::complete_deliveries(db, typed, *kind, *state))
        })
    } else {
        arg
    }
}

/// Offers names. A shell types a candidate as it is: what would steer the terminal, or run, is not offered.
fn complete_by(arg: Arg, look: impl Fn(&OsStr) -> Vec<String> + Send + Sync + 'static) -> Arg {
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let found = look(typed).into_iter().filter(|name| is_plain(name));
        found.map(CompletionCandidate::new).collect::<Vec<_>>()
    }))
}

/// A number, and what the order waits for, in shells that show it.
fn describe_order(order: &OrderCandidate, lang: Lang) -> CompletionCandidate {
    let awaited = order.action.label().in_lang(lang);
    let ticket = order.ticket_type.as_deref().filter(|name| is_plain(&name.replace(' ', "")));
    let parts = [Some(awaited), ticket, order.play_date.as_deref()];
    let help = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    CompletionCandidate::new(&order.number).help(Some(help.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_command<'a>(command: &'a Command, path: &str) -> Option<&'a Command> {
        path.split(' ').try_fold(command, |command, verb| command.find_subcommand(verb))
    }

    #[test]
    fn every_command_of_the_tables_takes_what_it_is_offered() {
        let cli = Cli::command();
        let takes = |path: &str, wanted: &[&str]| {
            let command = find_command(&cli, path).unwrap_or_else(|| panic!("no command {path}"));
            let mut named = command.get_arguments().filter_map(Arg::get_value_names);
            let is_wanted = named.any(|names| names.iter().any(|found| wanted.contains(&found.as_str())));
            assert!(is_wanted, "{path} takes no {wanted:?}");
        };
        AWAITED.iter().for_each(|(path, _)| takes(path, &["ORDER"]));
        DELIVERIES.iter().for_each(|(path, ..)| takes(path, &["ID", DELIVERY_OR_ORDER]));
    }

    #[test]
    fn a_candidate_is_described_in_the_language_of_the_line() {
        for (lang, about, flag) in [("zh", "上传", "新文件"), ("en", "Upload", "new file")] {
            let args: Vec<OsString> =
                ["ticketctl", "--", "ticketctl", "--lang", lang, "proof", ""].map(Into::into).to_vec();
            let command = build_completion_command(&args);
            let upload = find_command(&command, "proof upload").unwrap();
            assert!(upload.get_about().unwrap().to_string().contains(about), "{lang}");
            let export = find_command(&command, "order import").unwrap();
            let rejects = export.get_arguments().find(|arg| arg.get_id() == "rejects").unwrap();
            assert!(rejects.get_help().unwrap().to_string().contains(flag), "{:?}", rejects.get_help());
        }
    }

    #[test]
    fn the_database_on_the_line_is_the_one_that_is_asked() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(db_on_line(&words("ticketctl -- ticketctl --db a.db order show")), Some(PathBuf::from("a.db")));
        assert_eq!(db_on_line(&words("ticketctl -- ticketctl order show --db=b.db x")), Some(PathBuf::from("b.db")));
        assert_eq!(db_on_line(&words("ticketctl -- ticketctl order show")), None);
    }
}
