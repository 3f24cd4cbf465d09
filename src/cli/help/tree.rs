//! The command tree as an object, for programs that drive this one: `help --json`.

use clap::{Arg, ArgAction, Command};
use serde_json::{Value, json};

use crate::cli::effect::{CommandEffect, find_effect};
use crate::domain::value::message::Lang;
use crate::error::Exit;

/// What the value of a flag is, by the name that stands for it in the usage.
const VALUE_KINDS: &[(&str, &str)] = &[
    ("ACTION", "code"),
    ("AMOUNT", "amount"),
    ("CODE", "code"),
    ("D", "day"),
    ("D[..D]", "days"),
    ("DAY", "day"),
    ("DIR", "directory"),
    ("DURATION", "duration"),
    ("FIELD,…", "fields"),
    ("FILE", "file"),
    ("IMAGE", "file"),
    ("KEY=VALUE", "pair"),
    ("N", "number"),
    ("NAME=VALUE", "pair"),
    ("ORDER", "order"),
    ("OUT.png", "file"),
    ("PATH", "file"),
    ("RESULT.json", "file"),
    ("STATE", "code"),
    ("T", "time"),
    ("T[,T2]", "time"),
    ("TIME", "time"),
    ("WHEEL|DIR", "file"),
];

/// The commands that may put a question to whoever is at a terminal; elsewhere they end with exit 2 and say what was needed.
const ASKING: &[&str] = &[
    "ap2 key rotate",
    "backup",
    "doctor",
    "form correct",
    "form submit",
    "group remove",
    "match accept",
    "match reject",
    "notify resolve",
    "ocr run",
    "order cancel",
    "order correct",
    "order keep",
    "payment confirm",
    "payment correct",
    "person erase",
    "price import",
    "push resolve",
    "reconcile ignore",
    "reconcile import",
    "refund leg",
    "restore",
    "review pass",
    "review reject",
    "season import",
    "secret remove",
    "secret set",
    "ticket redeem",
    "ticket verify",
    "share settle",
    "work",
];

/// The fields of what a command prints that changes nothing. A test compares them with what is printed.
const READ_FIELDS: &[(&str, &[&str])] = &[
    ("config list", &["key", "value", "origin", "about"]),
    ("event list", EVENT),
    ("event tail", EVENT),
    (
        "form show",
        &[
            "order_no",
            "name",
            "phone",
            "gender",
            "birthday",
            "userType",
            "certificateType",
            "certificateNo",
            "ticketType",
            "playDate",
            "warnings",
            "submitted_at",
        ],
    ),
    (
        "group list",
        &[
            "name",
            "channel",
            "paused",
            "reason",
            "routes",
            "target",
            "default",
            "options",
            "paused_by",
            "paused_at",
            "unfinished",
            "queued_answers",
            "resting_until",
            "secret_fault",
            "created_at",
        ],
    ),
    ("match show", &["order_no", "status", "reason", "fields"]),
    ("next", TASK),
    ("notify list", DELIVERY),
    ("notify template list", &["name", "lang", "own", "wording", "placeholders"]),
    ("order list", LISTED_ORDER),
    ("order search", LISTED_ORDER),
    (
        "order show",
        &[
            "schema_version",
            "flow",
            "order_no",
            "external_order_no",
            "source_platform",
            "product_name",
            "ticket_type",
            "play_date",
            "quantity",
            "currency",
            "paid_amount",
            "settlement_amount",
            "agent_payable_amount",
            "status",
            "suggested_action",
            "next",
            "exceptions",
            "form",
            "latest",
            "proof",
            "match",
            "payment_qr",
            "external_user_id",
            "buyer_nick",
            "paid_at",
            "season_type",
            "refunds",
            "notes",
            "deliveries",
            "events",
        ],
    ),
    (
        "order timeline",
        &[
            "version",
            "created_at",
            "type",
            "result",
            "change",
            "error_message",
            "source",
            "operator",
            "error_code",
            "processed_at",
            "key",
            "visibility",
            "id",
        ],
    ),
    ("price list", &["ticket_type", "season", "price"]),
    (
        "proof list",
        &[
            "version",
            "current",
            "file_name",
            "file_type",
            "file_size",
            "state",
            "uploaded_at",
            "operator",
            "sha256",
            "path",
            "reused_proof_reason",
        ],
    ),
    ("push list", DELIVERY),
    ("queue", TASK),
    (
        "reconcile list",
        &[
            "row",
            "verdict",
            "at",
            "direction",
            "amount",
            "order_no",
            "role",
            "proposal",
            "service",
            "account",
            "number",
            "kind",
            "reason",
            "claimed",
            "found",
            "gone",
            "is_copy",
            "party",
            "note",
        ],
    ),
    ("reconcile show", &["schema_version", "needs_person", "files", "verdicts", "claims", "open"]),
    ("season list", &["from", "to", "season"]),
    ("smoke list", &["name", "steps", "title"]),
];

const TASK: &[&str] = &[
    "order_no",
    "code",
    "label",
    "deadline",
    "ticket_type",
    "play_date",
    "buyer_nick",
    "payable",
    "command",
    "alternatives",
    "quantity",
    "overdue",
    "owed",
    "doubts",
];

const LISTED_ORDER: &[&str] = &[
    "order_no",
    "status",
    "next",
    "ticket_type",
    "play_date",
    "paid_amount",
    "external_order_no",
    "created_at",
    "flow",
    "product_name",
    "deadline",
    "updated_at",
    "currency",
    "quantity",
];

const DELIVERY: &[&str] = &[
    "id",
    "state",
    "age_minutes",
    "order_no",
    "destination",
    "part",
    "attempt",
    "failure_code",
    "failure_message",
    "failure_class",
    "receipt",
    "look_for",
    "advice",
    "created_at",
    "updated_at",
];

const EVENT: &[&str] = &[
    "created_at",
    "order_no",
    "version",
    "type",
    "source",
    "result",
    "operator",
    "id",
    "visibility",
    "processed_at",
    "key",
    "error_code",
    "error_message",
    "before",
    "after",
    "payload",
];

/// A command and those below it, with their flags. The keys that it has are never renamed.
pub(super) fn describe_tree(root: &Command, path: &str, lang: Lang) -> Value {
    let mut object = describe_command(root, path);
    if path.is_empty() {
        let code = |exit: &Exit| json!({ "exit": exit.code(), "category": exit.category(), "meaning": exit.meaning().in_lang(lang) });
        object["exit_codes"] = Exit::ALL.iter().map(code).collect();
    }
    object
}

fn describe_command(command: &Command, path: &str) -> Value {
    let shown = |arg: &&Arg| !arg.is_hide_set();
    let page = command.get_display_name().unwrap_or_else(|| command.get_name());
    let below = command.get_subcommands().filter(|sub| !sub.is_hide_set());
    let below = below.map(|sub| describe_command(sub, format!("{path} {}", sub.get_name()).trim()));
    let mut object = json!({
        "name": command.get_name(),
        "page": page,
        "about": command.get_about().map(ToString::to_string),
        "arguments": command.get_arguments().filter(shown).map(describe_arg).collect::<Vec<_>>(),
        "commands": below.collect::<Vec<_>>(),
    });
    if !command.is_subcommand_required_set() {
        object["command"] = format!("ticketctl {path}").into();
        object["effect"] = describe_effect(path).into();
        object["asks"] = ASKING.contains(&path).into();
        object["fields"] = list_fields(path);
    }
    object
}

fn describe_effect(path: &str) -> &'static str {
    match find_effect(path) {
        CommandEffect::Reads => "reads",
        CommandEffect::Writes(_) => "writes",
    }
}

/// The fields of the JSON that a command prints: those of every shape that it may have; null where they are not told.
fn list_fields(path: &str) -> Value {
    let read = || READ_FIELDS.iter().find(|(known, _)| *known == path).map(|(_, fields)| fields.to_vec());
    match find_effect(path) {
        CommandEffect::Writes(shapes) => {
            let mut fields = Vec::new();
            for field in shapes.concat() {
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
            fields.into()
        }
        CommandEffect::Reads => read().into(),
    }
}

fn describe_arg(arg: &Arg) -> Value {
    let takes_value = arg.get_action().takes_values();
    let values = if takes_value { arg.get_possible_values() } else { Vec::new() };
    let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.as_str());
    let kind = match (arg.is_positional(), takes_value) {
        (true, _) => "argument",
        (false, true) => "option",
        (false, false) => "flag",
    };
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    json!({
        "name": arg.get_id().as_str(),
        "long": arg.get_long(),
        "short": arg.get_short(),
        "takes_value": takes_value,
        "values": values.iter().map(|value| value.get_name().to_owned()).collect::<Vec<_>>(),
        "required": arg.is_required_set(),
        "global": arg.is_global_set(),
        "help": arg.get_help().map(ToString::to_string),
        "kind": kind,
        "value_name": name.filter(|_| takes_value),
        "value_kind": takes_value.then(|| describe_value(name, !values.is_empty())),
        "repeatable": is_repeatable(arg),
        "env": arg.get_env().map(|name| name.to_string_lossy()),
        "default": if takes_value { defaults.first().cloned() } else { None },
    })
}

fn describe_value(name: Option<&str>, has_words: bool) -> &'static str {
    let known = VALUE_KINDS.iter().find(|(known, _)| Some(*known) == name).map(|(_, kind)| *kind);
    if has_words { "word" } else { known.unwrap_or("text") }
}

fn is_repeatable(arg: &Arg) -> bool {
    let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
    many || matches!(arg.get_action(), ArgAction::Append | ArgAction::Count)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    fn find_command<'c>(root: &'c Command, path: &str) -> Option<&'c Command> {
        path.split(' ').try_fold(root, |at, word| at.find_subcommand(word))
    }

    #[test]
    fn what_is_told_of_a_command_is_told_of_one_that_is_there() {
        let root = Cli::command();
        for path in ASKING.iter().chain(READ_FIELDS.iter().map(|(path, _)| path)) {
            assert!(find_command(&root, path).is_some(), "{path}");
        }
        for (path, _) in READ_FIELDS {
            assert_eq!(find_effect(path), CommandEffect::Reads, "{path} has its fields in effect.rs");
        }
    }

    /// The folder and file of a command's code, or of its noun's.
    fn asks_in_its_source(path: &str) -> bool {
        let asks = ["ask_missing(", "confirm_question(", "confirm_by_typing(", "prompt::ask", "require_prompt("];
        let noun = path.split(' ').next().unwrap();
        let room = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
        let shared = ["resolve.rs", "table_import.rs", "passphrase.rs"].map(|name| room.join(name));
        let mut files = vec![room.join(format!("{noun}.rs"))];
        files.extend(std::fs::read_dir(room.join(noun)).into_iter().flatten().map(|entry| entry.unwrap().path()));
        files.extend(shared);
        files
            .iter()
            .filter_map(|file| std::fs::read_to_string(file).ok())
            .any(|text| asks.iter().any(|call| text.contains(call)))
    }

    #[test]
    fn whoever_asks_is_told_to_ask() {
        assert!(ASKING.iter().all(|path| asks_in_its_source(path)));
        // Every file that asks belongs to a command of the list.
        let room = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
        let mut silent = Vec::new();
        for noun in Cli::command().get_subcommands().map(|sub| sub.get_name().to_owned()) {
            let file = room.join(format!("{noun}.rs"));
            let folder = std::fs::read_dir(room.join(&noun)).into_iter().flatten().map(|entry| entry.unwrap().path());
            let texts = folder.chain([file]).filter_map(|file| std::fs::read_to_string(file).ok());
            let texts = texts.map(|text| text.split("#[cfg(test)]").next().unwrap().to_owned());
            let calls = ["ask_missing(", "confirm_question(", "confirm_by_typing(", "prompt::ask("];
            let asks = texts.into_iter().any(|text| calls.iter().any(|call| text.contains(call)));
            let told = ASKING.iter().any(|path| path.split(' ').next() == Some(noun.as_str()));
            if asks && !told {
                silent.push(noun);
            }
        }
        assert_eq!(silent, [""; 0], "these nouns ask and are not in ASKING");
    }

    #[test]
    fn a_flag_is_told_with_its_kind_and_where_else_it_comes_from() {
        let mut root = Cli::command();
        root.build();
        let tree = describe_tree(&root, "", Lang::En);
        let find = |of: &Value, key: &str, name: &str| {
            of[key].as_array().unwrap().iter().find(|one| one["name"] == name).cloned().unwrap()
        };
        let push = find(&tree, "commands", "push");
        assert_eq!((&push["effect"], &push["asks"]), (&"writes".into(), &false.into()));
        assert!(push["fields"].as_array().unwrap().contains(&"delivery".into()));
        let orders = find(&push, "arguments", "orders");
        assert_eq!((&orders["value_kind"], &orders["repeatable"]), (&"order".into(), &true.into()));
        assert_eq!(find(&push, "arguments", "limit")["default"], "200");
        assert_eq!(find(&push, "arguments", "db")["env"], "TICKETCTL_DB");
        let form = find(&find(&tree, "commands", "form"), "commands", "submit");
        assert_eq!((&form["command"], &form["asks"]), (&"ticketctl form submit".into(), &true.into()));
        assert_eq!(tree["exit_codes"].as_array().unwrap().len(), Exit::ALL.len());
    }
}
