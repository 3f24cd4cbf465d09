//! Which commands change something, and what their answers have: so that the flags of the output are checked before anything is
//! done, and a failure to print it afterwards changes nothing.

use crate::output::format::DeclaredFields;

/// What a command does to a shop, its files, or somebody outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandEffect {
    Reads,
    /// The fields of its answer, in any shape that it may have.
    Writes(DeclaredFields),
}

/// The effect of the command that `path` names, such as `order import`.
pub fn find_effect(path: &str) -> CommandEffect {
    WRITES
        .iter()
        .find(|(known, _)| *known == path)
        .map_or(CommandEffect::Reads, |(_, fields)| CommandEffect::Writes(fields))
}

/// Where a changed order is told as one object.
const OUTCOME: &[&str] = &["order_no", "order_id", "events", "status", "messages", "replayed", "dry_run"];
/// Why a row of several failed.
const FAILURE: &[&str] = &["code", "message", "hint"];
/// What became of one of several that are settled in this program alone.
const VERDICT: &[&str] = &["verdict", "figures", "code", "reason", "hint"];
const TABLE_IMPORT: &[&str] = &["rows", "added", "changed", "removed", "unchanged", "replayed", "dry_run"];
const PAYMENT_QR: &[&str] = &["name", "active", "replayed", "dry_run"];

const WRITES: &[(&str, DeclaredFields)] = &[
    ("ap2 key new", &[&["kid", "retired", "replayed", "dry_run"]]),
    ("ap2 key rotate", &[&["kid", "retired", "replayed", "dry_run"]]),
    ("ap2 trust add", &[&["kid", "thumbprint", "added", "replayed", "dry_run"]]),
    ("ap2 trust remove", &[&["kid", "removed", "replayed", "dry_run"]]),
    ("ap2 verify", &[OUTCOME, &["mandate"]]),
    (
        "backup",
        &[&[
            "file",
            "created_at",
            "shop",
            "kind",
            "schema",
            "key_id",
            "orders",
            "events",
            "root",
            "entries",
            "missing",
            "bytes",
            "sealed",
            "with_key",
            "removed",
            "dry_run",
        ]],
    ),
    ("checkout cancel", &[OUTCOME]),
    ("checkout complete", &[OUTCOME]),
    ("checkout draft", &[OUTCOME]),
    ("checkout fail", &[OUTCOME]),
    ("checkout lock", &[OUTCOME, VERDICT]),
    ("checkout request", &[OUTCOME]),
    ("checkout session", &[OUTCOME]),
    ("config set", &[&["key", "value", "path", "dry_run"]]),
    (
        "cron",
        &[&[
            "schema_version",
            "skipped",
            "reason",
            "dry_run",
            "missed",
            "recovered",
            "sweep_failed",
            "pushed",
            "push_failed",
            "notified",
            "notice_failed",
            "transient",
            "unknown",
            "overdue",
            "paused_groups",
            "waiting",
            "unrouted",
            "standing",
            "by_hand",
            "bills",
            "operators_told",
            "left",
            "stopped",
            "duration_ms",
        ]],
    ),
    ("doctor", &[&["ok", "exit", "findings", "repair"]]),
    ("event anchor", &[&["at", "orders", "events", "root"]]),
    (
        "event import",
        &[&[
            "order_no",
            "verdict",
            "events",
            "external_proofs",
            "groups",
            "stock",
            "catalogue_quote",
            "code",
            "reason",
            "dry_run",
        ]],
    ),
    ("form correct", &[OUTCOME]),
    (
        "form import",
        &[&["row", "named", "order_no", "verdict", "code", "column", "value", "reason", "warnings", "dry_run"]],
    ),
    ("form submit", &[OUTCOME]),
    ("group add", &[&["name", "channel", "target", "options", "added", "replayed", "dry_run"]]),
    ("group answer", &[&["name", "queued", "replayed", "dry_run"]]),
    ("group default", &[&["name", "before", "changed", "in_force", "replayed", "dry_run"]]),
    ("group operators", &[&["name", "operators", "changed", "replayed", "dry_run"]]),
    ("group pause", &[&["name", "paused", "reason", "changed", "replayed", "dry_run"]]),
    ("group remove", &[&["name", "removed", "target", "routes", "default", "no_default_left", "replayed", "dry_run"]]),
    ("group resume", &[&["name", "paused", "changed", "replayed", "dry_run"]]),
    ("group route", &[&["name", "kind", "value", "before", "unpriced", "similar", "replayed", "dry_run"]]),
    ("group unroute", &[&["name", "kind", "value", "removed", "replayed", "dry_run"]]),
    ("init", &[&["kind", "database", "key_file", "config", "dry_run", "created"]]),
    ("match accept", &[OUTCOME, VERDICT]),
    ("match reject", &[OUTCOME]),
    ("notify resend", &[OUTCOME, &["path", "text"]]),
    ("notify resolve", &[OUTCOME, &["id", "result"], FAILURE]),
    ("notify send", &[OUTCOME, &["result", "delivery", "path", "text"], FAILURE]),
    ("notify sent", &[OUTCOME, &["named", "result"], FAILURE]),
    ("notify template set", &[&["name", "lang", "wording", "before", "changed", "replayed", "dry_run"]]),
    ("ocr import", &[OUTCOME]),
    ("ocr run", &[OUTCOME, &["file", "placing", "orders", "reason"]]),
    ("ocr setup", &[&["models", "dir", "changed", "files"]]),
    ("order cancel", &[OUTCOME]),
    ("order correct", &[OUTCOME]),
    ("order create", &[&["external_order_no", "verdict", "order_no", "code", "reason", "replayed", "dry_run"]]),
    (
        "order import",
        &[&["external_order_no", "verdict", "order_no", "row", "column", "value", "code", "reason", "dry_run"]],
    ),
    ("order keep", &[OUTCOME]),
    ("order note", &[OUTCOME]),
    ("payment confirm", &[OUTCOME, VERDICT, &["place"]]),
    ("payment correct", &[OUTCOME]),
    ("payment qr add", &[PAYMENT_QR]),
    ("payment qr disable", &[PAYMENT_QR]),
    ("payment qr use", &[PAYMENT_QR]),
    ("person block", &[&["order_no", "blocked", "was_blocked", "reason", "replayed", "dry_run"]]),
    ("person erase", &[OUTCOME, &["erased"]]),
    ("person unblock", &[&["order_no", "blocked", "was_blocked", "reason", "replayed", "dry_run"]]),
    ("price import", &[TABLE_IMPORT]),
    ("price remove", &[TABLE_IMPORT]),
    ("price set", &[TABLE_IMPORT, &["similar"]]),
    ("proof upload", &[OUTCOME, VERDICT, &["place", "replaced"]]),
    ("push", &[OUTCOME, &["result", "delivery"], FAILURE]),
    ("push ack", &[OUTCOME, VERDICT]),
    ("push resolve", &[OUTCOME, &["id", "result"], FAILURE]),
    ("push retry", &[&["order_no", "result", "delivery", "dry_run", "messages"], FAILURE]),
    ("refund complete", &[OUTCOME]),
    ("refund dismiss", &[OUTCOME]),
    ("refund fail", &[OUTCOME]),
    ("refund leg", &[OUTCOME, VERDICT]),
    ("refund open", &[OUTCOME]),
    (
        "restore",
        &[&[
            "shop",
            "created_at",
            "kind",
            "key_id",
            "orders",
            "events",
            "root",
            "kept_files",
            "missing",
            "sealed",
            "restored",
            "already_there",
            "database",
            "ok",
            "findings",
        ]],
    ),
    ("review pass", &[OUTCOME, VERDICT]),
    ("review reject", &[OUTCOME]),
    ("reconcile ignore", &[&["rows", "order_no", "reason", "changed", "needs_person", "replayed", "dry_run"]]),
    ("reconcile import", &[&["files", "needs_person", "replayed", "dry_run"]]),
    ("reconcile match", &[&["rows", "order_no", "reason", "changed", "needs_person", "replayed", "dry_run"]]),
    ("reconcile unmatch", &[&["rows", "order_no", "reason", "changed", "needs_person", "replayed", "dry_run"]]),
    ("season import", &[TABLE_IMPORT]),
    ("secret remove", &[&["name", "removed", "replayed", "dry_run"]]),
    ("secret set", &[&["name", "replaced", "dry_run"]]),
    ("share settle", &[OUTCOME, VERDICT]),
    (
        "sku add",
        &[&[
            "sku_id",
            "merchant_id",
            "name",
            "price",
            "currency",
            "basis",
            "pack_size",
            "zone",
            "on_sale",
            "verdict",
            "was",
            "replayed",
            "dry_run",
        ]],
    ),
    ("sku pause", &[&["sku_id", "on_sale", "changed", "replayed", "dry_run"]]),
    ("sku resume", &[&["sku_id", "on_sale", "changed", "replayed", "dry_run"]]),
    ("sku stock", &[&["sku_id", "from", "to", "capacity", "changed", "stock", "replayed", "dry_run"]]),
    ("sweep", &[&["schema_version", "dry_run", "missed", "recovered", "leftover_files", "old_lane_rows"]]),
    ("ticket issue", &[OUTCOME]),
    ("ticket redeem", &[OUTCOME]),
    ("ticket reissue", &[OUTCOME]),
    ("ticket revoke", &[OUTCOME]),
    ("trigger", &[OUTCOME]),
    // It runs the others, and has no answer of its own.
    ("work", &[]),
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// They change nothing, or nothing but a file that they name or a place of their own.
    const READS: &[&str] = &[
        "ap2 evidence",
        "ap2 key",
        "ap2 key export",
        "ap2 key history",
        "ap2 key list",
        "ap2 receipt",
        "ap2 trust history",
        "ap2 trust list",
        "completions",
        "config get",
        "config list",
        "config path",
        "demo",
        "event list",
        "event tail",
        "event verify",
        "fixture capture",
        "form ask",
        "form show",
        "group list",
        "group show",
        "group test",
        "help",
        "man",
        "match show",
        "next",
        "notify list",
        "notify text",
        "notify template list",
        "notify template show",
        "ocr show",
        "ocr text",
        "order export",
        "order list",
        "order search",
        "order show",
        "order timeline",
        "payment qr list",
        "payment qr show",
        "price list",
        "proof list",
        "proof verify",
        "push list",
        "push show",
        "queue",
        "reconcile list",
        "reconcile show",
        "review list",
        "season list",
        "secret list",
        "share list",
        "sku list",
        "sku show",
        "smoke list",
        "smoke run",
        "ticket show",
        "ticket verify",
    ];

    /// The commands that can be run, each by its path.
    fn list_paths(command: &clap::Command, before: &str, into: &mut Vec<String>) {
        for sub in command.get_subcommands() {
            let path = format!("{before}{}", sub.get_name());
            list_paths(sub, &format!("{path} "), into);
            if !sub.is_subcommand_required_set() {
                into.push(path);
            }
        }
    }

    #[test]
    fn every_command_is_known_to_read_or_to_write() {
        let mut paths = Vec::new();
        list_paths(&crate::cli::Cli::command(), "", &mut paths);
        let mut known: Vec<String> =
            READS.iter().copied().chain(WRITES.iter().map(|(path, _)| *path)).map(str::to_owned).collect();
        paths.sort();
        known.sort();
        assert_eq!(paths, known);
    }
}
