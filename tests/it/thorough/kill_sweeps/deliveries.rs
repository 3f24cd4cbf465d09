//! A push that is killed before each of its system calls: nothing is sent twice, lost, or left without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::time::Duration;

use super::kill_points::{KillPoint, kill_at, kill_points};
use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::database::{DatabaseCopy, Remains, locks, push_status};
use crate::support::fake_server::{FakeServer, Kind};
use crate::support::shop::ORDER;

/// How many shops are killed in at once.
const SHARDS: usize = 3;
/// Of the points that are followed to their end, every so manieth has its whole log verified.
const SAMPLE: usize = 8;

/// What a kill left: in the shop, and in the group.
type After = (Remains, [usize; 2]);

/// What was seen of all points.
#[derive(Debug, Default)]
struct Seen {
    /// How many points were killed.
    killed: usize,
    /// What became of each state that a kill left, after the first run that came upon it.
    ends: BTreeMap<After, String>,
}

/// A shop whose one order is routed to a channel, kept to go back to.
struct KillSweep {
    connected: ConnectedShop,
    channel: Channel,
    kept: DatabaseCopy,
}

impl KillSweep {
    fn new(channel: Channel) -> Self {
        let connected = ConnectedShop::ready();
        connected.shop.ok(&["group", "route", channel.group(), "--ticket-type", "初级道 3 小时"]);
        let kept = DatabaseCopy::of(&connected.shop);
        Self { connected, channel, kept }
    }

    fn push(&self) -> [&'static str; 4] {
        ["push", ORDER, "--group", self.channel.group()]
    }

    /// As it was, before a server that has seen nothing.
    fn afresh(&mut self) {
        self.kept.restore(&self.connected.shop);
        self.connected.server = FakeServer::start();
        self.connected.shop.look_at(self.connected.server.base_url());
    }

    /// The texts with the order's data, and the files, that arrived: taken or not, answered or not.
    fn received(&self) -> [usize; 2] {
        let server = &self.connected.server;
        if self.channel == Channel::Telegram {
            let shown = server.shown(self.channel.chat());
            let texts = shown.iter().filter(|shown| shown.text.contains(ORDER) && !shown.is_file).count();
            return [texts, shown.iter().filter(|shown| shown.is_file).count()];
        }
        let (texts, files) = ([Kind::Text, Kind::Markdown], [Kind::Image, Kind::File]);
        let all = server.received();
        [texts, files].map(|kinds| all.iter().filter(|entry| kinds.contains(&entry.kind)).count())
    }

    /// Kills a push at a point; gives what that left, or nothing if the push was over before.
    fn kill(&mut self, point: &KillPoint) -> Option<After> {
        self.afresh();
        let was_killed = kill_at(&self.connected.shop, point, &self.push());
        assert!(self.connected.server.wait_until(Duration::from_secs(10), |server| server.open() == 0), "{point:?}");
        let after = (Remains::behind(&self.connected.shop), self.received());
        assert!(after.1.iter().all(|count| *count <= 1), "sent twice at {point:?}: {after:?}");
        was_killed.then_some(after)
    }

    /// Lets the timer come twice and an operator look; gives what became of the order after the first time.
    fn follow(&self, point: &KillPoint, after: &After) -> String {
        let exits = self.connected.cron(0);
        let (found, at_first) = (push_status(&self.connected.shop), self.received());
        let exits = [exits, self.connected.cron(2)];
        let (end, received) = (push_status(&self.connected.shop), self.received());
        let told = format!("{point:?}, which left {after:?}: {found} {at_first:?}, then {end} {received:?}; {exits:?}");
        assert!(received.iter().all(|count| *count <= 1), "sent twice at {told}");
        let said = match found.as_str() {
            "unknown" => [12, 12],
            // It goes with the next run, and until then it is something that passes.
            "failed" => [7, 0],
            _ => [0, 0],
        };
        assert_eq!(exits, said.map(Some), "the timer says something else of {told}");
        match found.as_str() {
            "unknown" => {
                assert_eq!((end.as_str(), received), ("unknown", after.1), "nobody looked at {told}");
                self.settle(received, &told);
            }
            // One that was cut short waits for the next run.
            "accepted" | "failed" => assert_eq!(end, "accepted", "{told}"),
            _ => panic!("it hangs at {told}"),
        }
        assert_eq!((push_status(&self.connected.shop).as_str(), self.received()), ("accepted", [1, 1]), "{told}");
        assert_eq!(locks(&self.connected.shop), 0, "a lock file stays at {told}");
        found
    }

    /// What an operator does: looks into the group, and says what is there.
    fn settle(&self, received: [usize; 2], told: &str) {
        let shop = &self.connected.shop;
        let listed = shop.json(&["push", "list", "--state", "unknown"]);
        let [one] = listed.as_array().unwrap().as_slice() else { panic!("{listed} at {told}") };
        let id = one["id"].as_str().unwrap();
        assert!(id.starts_with(ORDER), "{listed} at {told}");
        let is_there = received[usize::from(id.ends_with("proof"))] == 1;
        let found = if is_there { "--delivered" } else { "--not-delivered" };
        let now = ConnectedShop::minutes_later(3);
        shop.ok(&["push", "resolve", id, found, "--evidence", "looked", "--yes", "--now", &now]);
        self.connected.cron(5);
    }

    /// Kills at every `SHARDS`th point, and follows those that left something new.
    fn work(&mut self, all: &[KillPoint], shard: usize, seen: &Mutex<Seen>) {
        for point in all.iter().skip(shard).step_by(SHARDS) {
            let Some(after) = self.kill(point) else { continue };
            let known = {
                let mut seen = seen.lock().unwrap();
                seen.killed += 1;
                seen.ends.contains_key(&after)
            };
            if known {
                continue;
            }
            let end = self.follow(point, &after);
            let count = {
                let mut seen = seen.lock().unwrap();
                seen.ends.insert(after, end);
                seen.ends.len()
            };
            if count.is_multiple_of(SAMPLE) {
                self.connected.shop.ok(&["event", "verify"]);
            }
        }
    }
}

/// Kills a push to a channel at every point.
fn sweep(channel: Channel) {
    let sweep = KillSweep::new(channel);
    let all = kill_points(&sweep.connected.shop, &sweep.push());
    let seen = Mutex::default();
    std::thread::scope(|scope| {
        let (all, seen) = (&all, &seen);
        for shard in 0..SHARDS {
            scope.spawn(move || KillSweep::new(channel).work(all, shard, seen));
        }
    });
    let Seen { killed, ends } = seen.into_inner().unwrap();
    assert!(killed >= 200 && killed * 10 >= all.len() * 9, "{killed} of {} points: {ends:?}", all.len());
    let found: BTreeSet<&str> = ends.values().map(String::as_str).collect();
    assert_eq!(found, BTreeSet::from(["accepted", "failed", "unknown"]), "{ends:?}");
    let left: BTreeSet<(&str, [usize; 2])> =
        ends.keys().map(|(left, received)| (left.messages.as_str(), *received)).collect();
    for state in [
        ("", [0, 0]),
        ("claimed+claimed", [0, 0]),
        ("in_flight+claimed", [0, 0]),
        ("in_flight+claimed", [1, 0]),
        ("accepted+in_flight", [1, 0]),
        ("accepted+in_flight", [1, 1]),
        ("accepted+accepted", [1, 1]),
    ] {
        assert!(left.contains(&state), "no kill left {state:?}: {left:?}");
    }
    // A bot's file needs no upload before it, so its permission to leave is recorded together with the text's end.
    assert_eq!(left.contains(&("accepted+claimed", [1, 0])), channel != Channel::Telegram, "{left:?}");
}

#[test]
fn a_push_to_an_application_killed_anywhere_arrives_once() {
    sweep(Channel::App);
}

#[test]
fn a_push_to_a_robot_killed_anywhere_arrives_once() {
    sweep(Channel::Robot);
}

#[test]
fn a_push_to_a_bot_killed_anywhere_arrives_once() {
    sweep(Channel::Telegram);
}
