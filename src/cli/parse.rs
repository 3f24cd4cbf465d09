//! argv as a command. All nouns together take longer to build than most commands take to run, so the one that is named is
//! built alone, and all of them only where that does not read the line: to say what is wrong with it, or to print a page.

use std::ffi::OsString;

use clap::{Args, Command, CommandFactory as _, FromArgMatches as _, Subcommand as _};

use super::global::GlobalArgs;
use super::placeholder_check::refuse_placeholders;
use super::{Cli, command_path, environment};

/// The command line, as the command that it names reads it.
pub(super) fn parse_arguments(args: &[OsString]) -> Result<ParsedLine, clap::Error> {
    let named = build_named(args);
    let root = Command::new("ticketctl").disable_help_subcommand(true);
    let short = named.map(|noun| GlobalArgs::augment_args(root).subcommand(noun));
    let read = short.and_then(|command| read_line(command, args).ok());
    read.map_or_else(|| read_line(Cli::command(), args), Ok)
}

fn read_line(command: Command, args: &[OsString]) -> Result<ParsedLine, clap::Error> {
    let mut command = environment::ignore_empty_variables(command);
    let matches = command.try_get_matches_from_mut(args)?;
    let checked = refuse_placeholders(&command, &matches);
    Ok(ParsedLine { cli: Cli::from_arg_matches(&matches)?, path: command_path(&matches), checked })
}

/// A command line that was read.
pub(super) struct ParsedLine {
    cli: Cli,
    /// The words that name the command, such as `order import`.
    path: String,
    /// Whether every word of it is meant.
    checked: crate::error::Result<()>,
}

impl ParsedLine {
    /// The command that was typed, and the words that name it.
    ///
    /// # Errors
    /// It was copied from a suggestion, and something is still to be put into it (exit 2).
    pub(super) fn checked(self) -> crate::error::Result<(Cli, String)> {
        self.checked.map(|()| (self.cli, self.path))
    }
}

/// The command of the noun that `args` name, if they name one. Of `order`, whose verbs are many and asked for most, it has the
/// verb alone that they name, too.
fn build_named(args: &[OsString]) -> Option<Command> {
    let mut words = args.iter().skip(1).filter_map(|arg| arg.to_str());
    let name = words.find(|word| noun_builder(word).is_some())?;
    match words.find_map(build_order_verb).filter(|_| name == "order") {
        Some(verb) => Some(Command::new(name.to_owned()).subcommand(verb)),
        None => build_noun(name),
    }
}

/// The command of one noun, without the words of its help page.
fn build_noun(name: &str) -> Option<Command> {
    Some(noun_builder(name)?(Command::new(name.to_owned())))
}

fn with_args<A: Args>(command: Command) -> Command {
    A::augment_args(command)
}

/// The command of a verb of `order`.
fn build_order_verb(name: &str) -> Option<Command> {
    use super::order;
    let build = match name {
        "import" => with_args::<order::import::OrderImportArgs>,
        "create" => with_args::<order::create::OrderCreateArgs>,
        "list" => with_args::<order::list::OrderListArgs>,
        "search" => with_args::<order::search::OrderSearchArgs>,
        "timeline" => with_args::<order::timeline::OrderTimelineArgs>,
        "cancel" => with_args::<order::cancel::OrderCancelArgs>,
        "correct" => with_args::<order::correct::OrderCorrectArgs>,
        "keep" => with_args::<order::keep::OrderKeepArgs>,
        "note" => with_args::<order::note::OrderNoteArgs>,
        "export" => with_args::<order::export::OrderExportArgs>,
        "show" => with_args::<order::show::OrderShowArgs>,
        _ => return None,
    };
    Some(build(Command::new(name.to_owned())))
}

/// What adds its arguments to the command of a noun.
fn noun_builder(name: &str) -> Option<fn(Command) -> Command> {
    Some(match name {
        "init" => with_args::<super::init::InitArgs>,
        "demo" => with_args::<super::demo::DemoArgs>,
        "order" => super::order::OrderVerb::augment_subcommands,
        "form" => with_args::<super::form::FormArgs>,
        "review" => with_args::<super::review::ReviewArgs>,
        "price" => with_args::<super::price::PriceArgs>,
        "season" => with_args::<super::season::SeasonArgs>,
        "sku" => with_args::<super::sku::SkuArgs>,
        "payment" => with_args::<super::payment::PaymentArgs>,
        "proof" => with_args::<super::proof::ProofArgs>,
        "checkout" => with_args::<super::checkout::CheckoutArgs>,
        "ticket" => with_args::<super::ticket::TicketArgs>,
        "group" => with_args::<super::group::GroupArgs>,
        "secret" => with_args::<super::secret::SecretArgs>,
        "ap2" => with_args::<super::ap2::Ap2Args>,
        "push" => with_args::<super::push::PushArgs>,
        "ocr" => with_args::<super::ocr::OcrArgs>,
        "match" => with_args::<super::match_cmd::MatchArgs>,
        "notify" => with_args::<super::notify::NotifyArgs>,
        "share" => with_args::<super::share::ShareArgs>,
        "refund" => with_args::<super::refund::RefundArgs>,
        "reconcile" => with_args::<super::reconcile::ReconcileArgs>,
        "queue" => with_args::<super::queue::QueueArgs>,
        "work" => with_args::<super::work::WorkArgs>,
        "next" => with_args::<super::next::NextArgs>,
        "sweep" => with_args::<super::sweep::SweepArgs>,
        "cron" => with_args::<super::cron::CronArgs>,
        "event" => with_args::<super::event::EventArgs>,
        "trigger" => with_args::<super::trigger::TriggerArgs>,
        "smoke" => with_args::<super::smoke::SmokeArgs>,
        "fixture" => with_args::<super::fixture::FixtureArgs>,
        "doctor" => with_args::<super::doctor::DoctorArgs>,
        "backup" => with_args::<super::backup::BackupArgs>,
        "restore" => with_args::<super::restore::RestoreArgs>,
        "person" => with_args::<super::person::PersonArgs>,
        "config" => with_args::<super::config::ConfigArgs>,
        "completions" => with_args::<super::completions::CompletionsArgs>,
        "man" => with_args::<super::man::ManArgs>,
        "help" => with_args::<super::help::HelpArgs>,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command by its words.
    fn list_leaves(command: &Command, words: &[&str], leaves: &mut Vec<Vec<String>>) {
        let verbs: Vec<&Command> = command.get_subcommands().collect();
        if verbs.is_empty() {
            leaves.push(words.iter().map(|word| (*word).to_owned()).collect());
        }
        for verb in verbs {
            list_leaves(verb, &[words, &[verb.get_name()]].concat(), leaves);
        }
    }

    #[test]
    fn one_noun_alone_has_the_same_arguments_as_among_all() {
        let whole = Cli::command();
        for noun in whole.get_subcommands() {
            let alone = build_noun(noun.get_name()).unwrap_or_else(|| panic!("no {}", noun.get_name()));
            let (mut leaves, mut of_whole) = (Vec::new(), Vec::new());
            list_leaves(&alone, &[], &mut leaves);
            list_leaves(noun, &[], &mut of_whole);
            assert_eq!(leaves, of_whole, "{}", noun.get_name());
            let arguments = |command: &Command, words: &[String]| {
                let leaf = words.iter().fold(command, |at, word| at.find_subcommand(word).unwrap());
                leaf.get_arguments().map(|arg| format!("{arg:?}")).collect::<Vec<_>>()
            };
            for words in &leaves {
                assert_eq!(arguments(&alone, words), arguments(noun, words), "{} {words:?}", noun.get_name());
                if noun.get_name() == "order" {
                    let verb = build_order_verb(&words[0]).unwrap_or_else(|| panic!("no {words:?}"));
                    assert_eq!(arguments(&verb, &[]), arguments(noun, words), "{words:?}");
                }
            }
        }
    }

    #[test]
    fn a_value_that_is_a_noun_does_not_hide_the_noun() {
        for line in [
            "ticketctl --operator order queue",
            "ticketctl --operator queue order show XY20260320033546715D3AV",
            "ticketctl queue --db next",
            "ticketctl order --db list show XY20260320033546715D3AV",
        ] {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let (_, path) = parse_arguments(&args).unwrap().checked().unwrap();
            assert!(["queue", "order show"].contains(&path.as_str()), "{line}: {path}");
        }
    }
}
