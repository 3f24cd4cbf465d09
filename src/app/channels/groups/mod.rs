//! Agent groups: their channels, the orders that they take, and whether they are paused.

pub(crate) mod directory;
pub mod routes;

use std::path::Path;

use serde_json::{Map, Value, json};

use super::errors::ChannelError;
use super::pace::ChannelPace;
use super::route::{ChannelKind, ChannelRoute, TextFormat};
use super::secrets::{SecretFault, find_secret_fault};
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::shop_change::ShopChange;
use crate::config::{MessageRates, Paths};
use crate::domain::order::notice::BY_HAND;
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::store::Tx;
use crate::store::outbox::rate_limit::RateLimit;
use crate::store::shop::groups::AgentGroup;

pub use crate::store::shop::groups::{OPERATORS, PausedBy};

/// The channel that writes files.
pub const SPOOL: &str = ChannelKind::Spool.code();

/// The longest name of a group, in characters.
const NAME_LIMIT: usize = 64;

/// The largest queued answer, in bytes.
const ANSWER_LIMIT: usize = 64 * 1024;

/// How many unfinished orders a refusal names.
const MAX_NAMED: u32 = 5;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGroup {
    pub name: String,
    pub channel: ChannelKind,
    /// The directory as the operator named it, the chat or the members; empty for a robot.
    pub target: String,
    /// The ids and the name of the secret: `corp_id`, `agent_id`, `secret`, `format`.
    pub options: Map<String, Value>,
}

/// A group with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    pub group: AgentGroup,
    /// Whether it takes the orders that no route sends anywhere: it was made the default, or is the only one.
    pub is_default: bool,
    /// Kind (`ticket_type` or `product`) and value of each route.
    pub routes: Vec<(String, String)>,
    /// Orders whose push there is not finished; the first few.
    pub unfinished: Vec<String>,
    /// Answers that a sandbox's channel gives next.
    pub queued_answers: u64,
    /// Until when its service asked to be left alone.
    pub resting_until: Option<Timestamp>,
    /// What is wrong with the secret of its channel.
    pub secret_fault: Option<SecretFault>,
}

impl App {
    /// Adds a group and makes its directory, if it has one. Adding the same group again has no effect.
    pub fn add_group(&mut self, new: &NewGroup) -> Result<ShopChange> {
        check_name(&new.name)?;
        if new.name == BY_HAND {
            return Err(ChannelError::GroupNameTaken { name: &new.name }.into_error().detail("field", "NAME"));
        }
        let (name, channel) = (new.name.as_str(), new.channel.code());
        let target = self.stored_target(new)?;
        if let ChannelRoute::Spool { dir } =
            ChannelRoute::from_settings(channel, &target, &new.options).map_err(|fault| fault.usage_error(channel))?
            && !self.caller.dry_run
        {
            directory::make_directory(&dir)?;
        }
        let mut options = new.options.clone();
        // Saying what holds anyway makes no other group.
        options.retain(|key, value| key != "format" || value != TextFormat::Text.code());
        let content = json!({ "name": name, "channel": channel, "target": target, "options": options });
        self.change_shop("group add", &content, |tx, now| {
            if let Some(known) = tx.find_group(name)? {
                let same = known.channel == channel && known.target == target && known.options == options;
                return if same {
                    Ok(with_flag(content.clone(), "added", false))
                } else {
                    Err(ChannelError::GroupExists { name: &name, word: &quote_word(name) }.into_error())
                };
            }
            tx.add_group(&AgentGroup {
                name: name.to_owned(),
                channel: channel.to_owned(),
                target: target.clone(),
                options: options.clone(),
                paused: None,
                paused_by: None,
                paused_at: None,
                created_at: now,
                is_default: false,
            })?;
            Ok(with_flag(content.clone(), "added", true))
        })
    }

    /// The target as it is stored: a spool's is an absolute directory.
    fn stored_target(&self, new: &NewGroup) -> Result<String> {
        if new.channel == ChannelKind::Spool && !new.target.is_empty() {
            return Ok(directory::resolve_directory(&self.paths.spool, &new.target)?.display().to_string());
        }
        Ok(new.target.clone())
    }

    pub fn list_groups(&mut self) -> Result<Vec<GroupView>> {
        let (rates, now, paths) = (self.config.pace, self.clock.wall_time(), &self.paths);
        self.store.read(|tx| {
            tx.list_groups()?.into_iter().map(|group| load_group_view(tx, group, (&rates, now), paths)).collect()
        })
    }

    pub fn view_group(&mut self, name: &str) -> Result<GroupView> {
        let (rates, now, paths) = (self.config.pace, self.clock.wall_time(), &self.paths);
        self.store.read(|tx| load_group_view(tx, load_group(tx, name)?, (&rates, now), paths))
    }

    /// Pauses a group: nothing is sent there until it is resumed.
    pub fn pause_group(&mut self, name: &str, reason: &str) -> Result<ShopChange> {
        self.change_shop("group pause", &json!({ "name": name, "reason": reason }), |tx, _| {
            let group = load_group(tx, name)?;
            let changed = (group.paused.as_deref(), group.paused_by) != (Some(reason), Some(PausedBy::Operator));
            if changed {
                tx.pause_group(name, Some((reason, PausedBy::Operator)))?;
            }
            Ok(json!({ "name": name, "paused": true, "reason": reason, "changed": changed }))
        })
    }

    /// Opens a paused group again, ends a rest that its service asked for, and lets one message find out. Its directory is made where it is missing, as for a group that an import brought.
    pub fn resume_group(&mut self, name: &str) -> Result<ShopChange> {
        let (dry_run, rates) = (self.caller.dry_run, self.config.pace);
        let wall_time = self.clock.wall_time();
        self.change_shop("group resume", &json!({ "name": name }), |tx, _| {
            let group = load_group(tx, name)?;
            if group.channel == SPOOL && !dry_run {
                directory::make_directory(Path::new(&group.target))?;
            }
            let limits = group_limits(tx, &group, &rates);
            let rested = tx.find_rest(&limits, wall_time)?.is_some();
            let changed = group.paused.is_some() || rested;
            tx.pause_group(name, None)?;
            tx.allow_trial(name)?;
            tx.end_rest(&limits)?;
            Ok(json!({ "name": name, "paused": false, "changed": changed }))
        })
    }

    /// Makes a group the shop's own, or the agents' again. One that takes orders has to be relieved of them first.
    pub fn mark_operators(&mut self, name: &str, on: bool) -> Result<ShopChange> {
        self.change_shop("group operators", &json!({ "name": name, "operators": on }), |tx, _| {
            let group = load_group(tx, name)?;
            let unfinished = tx.list_unfinished_pushes(name, MAX_NAMED)?;
            if on && !unfinished.is_empty() {
                return Err(still_used(name, &unfinished));
            }
            if on && (group.is_default || !routes_of(tx, name)?.is_empty()) {
                return Err(ChannelError::GroupTakesOrders { name: &name, word: &quote_word(name) }.into_error());
            }
            let changed = group.is_operators() != on;
            if changed {
                tx.mark_operators(&group, on)?;
            }
            Ok(json!({ "name": name, "operators": on, "changed": changed }))
        })
    }

    /// Removes a group with its routes. Its directory and what was written there stay.
    pub fn remove_group(&mut self, name: &str) -> Result<ShopChange> {
        self.change_shop("group remove", &json!({ "name": name }), |tx, _| {
            let group = load_group(tx, name)?;
            let unfinished = tx.list_unfinished_pushes(name, MAX_NAMED)?;
            if !unfinished.is_empty() {
                return Err(still_used(name, &unfinished));
            }
            let routes: Vec<_> = routes_of(tx, name)?.into_iter().map(|(kind, value)| json!([kind, value])).collect();
            tx.remove_group(&group)?;
            // Where one is left, it is the default by itself.
            let unrouted = group.is_default && tx.find_default_group()?.is_none() && !tx.list_groups()?.is_empty();
            Ok(json!({ "name": name, "removed": true, "target": group.target, "routes": routes, "default": group.is_default, "no_default_left": unrouted }))
        })
    }

    /// Queues what a sandbox's channel answers next: the body that the real service would send.
    pub fn queue_group_answer(&mut self, name: &str, file: CommandInput<'_>) -> Result<ShopChange> {
        self.require_sandbox("group answer")?;
        let body = file.read_past(ANSWER_LIMIT)?;
        check_answer(&body)?;
        let text = String::from_utf8_lossy(&body).into_owned();
        self.change_shop("group answer", &json!({ "name": name, "body": text }), |tx, _| {
            let group = load_group(tx, name)?;
            if group.channel != SPOOL {
                return Err(ChannelError::ChannelAnswersItself { channel: &group.channel }.into());
            }
            tx.add_answer(name, &body)?;
            Ok(json!({ "name": name, "queued": tx.count_queued_answers(name)? }))
        })
    }
}

/// The limits that a group's own messages count against; none where its settings can't be read.
pub(crate) fn group_limits(tx: &Tx<'_>, group: &AgentGroup, rates: &MessageRates) -> Vec<RateLimit> {
    let route = ChannelRoute::from_group(group).ok();
    let limits = |route| ChannelPace::of_route(&route, rates).limits_for(&group.target, tx.derived_keys());
    route.map_or_else(Vec::new, limits)
}

fn load_group_view(
    tx: &Tx<'_>,
    group: AgentGroup,
    (rates, now): (&MessageRates, Timestamp),
    paths: &Paths,
) -> Result<GroupView> {
    let name = group.name.clone();
    Ok(GroupView {
        is_default: tx.find_default_group()?.is_some_and(|found| found.name == name),
        resting_until: tx.find_rest(&group_limits(tx, &group, rates), now)?,
        secret_fault: find_group_secret_fault(paths, &group),
        group,
        routes: routes_of(tx, &name)?,
        unfinished: tx.list_unfinished_pushes(&name, MAX_NAMED)?,
        queued_answers: tx.count_queued_answers(&name)?,
    })
}

/// What a message to a group would find wrong with its secret. Settings that can't be read are no fault of it.
fn find_group_secret_fault(paths: &Paths, group: &AgentGroup) -> Option<SecretFault> {
    let route = ChannelRoute::from_group(group).ok()?;
    find_secret_fault(paths, route.secret_name()?)
}

fn routes_of(tx: &Tx<'_>, name: &str) -> Result<Vec<(String, String)>> {
    let routes = tx.list_routes()?.into_iter().filter(|(_, _, group)| group == name);
    Ok(routes.map(|(kind, value, _)| (kind, value)).collect())
}

pub(crate) fn load_group(tx: &Tx<'_>, name: &str) -> Result<AgentGroup> {
    tx.find_group(name)?.ok_or_else(|| group_not_found(name))
}

/// A group that may take orders.
pub(crate) fn load_agent_group(tx: &Tx<'_>, name: &str) -> Result<AgentGroup> {
    let group = load_group(tx, name)?;
    if group.is_operators() {
        return Err(ChannelError::GroupOfOperators { name: &name, word: &quote_word(name) }.into_error());
    }
    Ok(group)
}

/// The error for a group that does not exist.
pub(crate) fn group_not_found(name: &str) -> Box<Error> {
    ChannelError::GroupNotFound { name: &name }.into_error()
}

/// Letters, digits and ideographs with `-`, `_` and `.`: fit for a shell, a table and a file name alike.
pub(crate) fn check_name(name: &str) -> Result<()> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') || is_ideograph(c);
    if (1..=NAME_LIMIT).contains(&name.chars().count()) && name.chars().all(fits) && !name.starts_with(['-', '.']) {
        return Ok(());
    }
    Err(ChannelError::GroupNameInvalid { name_limit: &NAME_LIMIT }
        .into_error()
        .detail("field", "NAME")
        .detail("limit", NAME_LIMIT))
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn check_answer(body: &[u8]) -> Result<()> {
    let sound = body.len() <= ANSWER_LIMIT && serde_json::from_slice::<Value>(body).is_ok();
    if sound {
        return Ok(());
    }
    Err(ChannelError::AnswerInvalid { answer_limit: &ByteSize(ANSWER_LIMIT as u64) }
        .into_error()
        .detail("limit", ANSWER_LIMIT))
}

fn still_used(name: &str, orders: &[String]) -> Box<Error> {
    let list = orders.join(" ");
    ChannelError::GroupInUse { name: &name, word: &quote_word(name), list: &list }
        .into_error()
        .detail("orders", orders.to_vec())
}

fn with_flag(mut value: Value, key: &str, flag: bool) -> Value {
    if let Value::Object(map) = &mut value {
        map.insert(key.to_owned(), flag.into());
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_fit_for_a_shell_and_a_file() {
        for name in ["g", "wecom-group-smoke", "雪场代理群_1.a", &"x".repeat(64), "𠮷"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "a b", "a/b", "-rf", ".", "..", "群\u{200b}", "a\n", "é", "群！", &"x".repeat(65)] {
            assert_eq!(check_name(name).unwrap_err().code, "group_name_invalid", "{name:?}");
        }
    }

    #[test]
    fn a_command_that_is_offered_quotes_the_name_of_its_group() {
        let name = "a b'c";
        let group = AgentGroup {
            name: name.to_owned(),
            channel: "nothing".to_owned(),
            target: String::new(),
            options: Map::new(),
            paused: None,
            paused_by: None,
            paused_at: None,
            created_at: Timestamp::from_millis(0),
            is_default: false,
        };
        let errors = [
            still_used(name, &["XY1".to_owned()]),
            ChannelRoute::from_group(&group).unwrap_err(),
            ChannelError::GroupExists { name: &name, word: &quote_word(name) }.into_error(),
        ];
        for error in errors {
            let hint = error.hint.unwrap();
            for text in [hint.zh, hint.en] {
                let offered = text.split('`').find(|text| text.starts_with("ticketctl group ")).unwrap();
                assert_eq!(shlex::split(offered).unwrap()[3], name, "{offered}");
            }
        }
    }

    #[test]
    fn an_answer_is_bounded_json() {
        assert!(check_answer(br#"{"errcode":0}"#).is_ok());
        let edge = format!("\"{}\"", "x".repeat(ANSWER_LIMIT - 2));
        assert!(check_answer(edge.as_bytes()).is_ok());
        for bad in [&b""[..], b"<html>", b"{} {}", format!("{edge} ").as_bytes()] {
            assert_eq!(check_answer(bad).unwrap_err().code, "answer_invalid");
        }
    }
}
